#!/usr/bin/env bash
# Package: @mdn/mdn-http-observatory 1.4.8
# Expected: script-src-elem decides about <script> elements where it is given, before script-src and default-src (CSP
#   level 3, script-src-elem and the fallback of fetch directives), so a policy that allows 'unsafe-inline' there is as
#   lax as with script-src.
# Seen: the directive is not looked at: "default-src 'self'; script-src-elem 'unsafe-inline' *" passes as a policy
#   without anything unsafe, and the same sources in script-src fail.
# Hurts: whoever rates shops by it: a checkout that runs every inline script and every script from elsewhere gets the
#   marks of a strict one.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@mdn/mdn-http-observatory@1.4.8' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { AxiosHeaders } from "axios";

const folder = "./node_modules/@mdn/mdn-http-observatory/src/analyzer/tests";
const { contentSecurityPolicyTest } = await import(`${folder}/csp.js`);

for (const directive of ["script-src", "script-src-elem"]) {
  const policy = `default-src 'self'; ${directive} 'unsafe-inline' *`;
  const headers = new AxiosHeaders({ "content-security-policy": policy });
  const auto = { headers, httpEquiv: new Map(), status: 200, verified: true };
  const session = { url: new URL("https://shop.example/") };
  const { pass, result } = contentSecurityPolicyTest({ hostname: "shop.example", resources: {}, responses: { auto }, session });
  console.log(`${policy} -> ${pass ? "passed" : "failed"}, ${result}`);
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
default-src 'self'; script-src 'unsafe-inline' * -> failed, csp-implemented-with-unsafe-inline
default-src 'self'; script-src-elem 'unsafe-inline' * -> passed, csp-implemented-with-no-unsafe
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the observatory looks at script-src-elem' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'policies and how they are rated:' \
  "$seen"
