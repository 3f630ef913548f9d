#!/usr/bin/env bash
# Package: @ghostery/adblocker 2.18.2
# Expected: a request is third-party where its registrable domain differs from the page's (HTML Standard, schemelessly
#   same site); platforms stand in the Public Suffix List, so that two shops of one platform are two parties, as they
#   are in browsers.
# Seen: the private part of the list is left out: a script of one myshopify.com shop on another one is first-party,
#   and a rule with $third-party does not match; under com.sg it does.
# Hurts: whoever counts trackers and strangers' requests on shops of a platform: none are found.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@ghostery/adblocker@2.18.2' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { FiltersEngine, Request } from "@ghostery/adblocker";

for (const suffix of ["com.sg", "myshopify.com"]) {
  const engine = FiltersEngine.parse(`||${suffix}^$third-party`);
  const request = Request.fromRawDetails({
    type: "script", url: `https://tea.${suffix}/count.js`, sourceUrl: `https://kettles.${suffix}/`,
  });
  console.log(suffix, engine.match(request).match);
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
com.sg true
myshopify.com false
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: ghostery takes platforms for public suffixes' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'does a rule for third parties match between two shops under one suffix:' \
  "$seen"
