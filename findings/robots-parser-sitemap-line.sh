#!/usr/bin/env bash
# Package: robots-parser 3.0.1
# Expected: a Sitemap line does not end a group: RFC 9309, 2.2.4, says that it must not, and the User-agent lines before
#   and after it share the rules that follow. The package calls itself a specification compliant parser.
# Seen: the group ends at the line. The crawlers named before it have no rules at all and may fetch everything; with a
#   blank line or a comment in its place they may not.
# Hurts: whoever audits or archives shops within robots.txt, or reports which crawlers a shop keeps out: what the shop
#   forbids is fetched and told to be allowed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'robots-parser@3.0.1' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import robots from "robots-parser";

const LINES = {
  nothing: [],
  "a blank line": [""],
  "a comment": ["# our pages"],
  "a Sitemap line": ["Sitemap: https://shop.example.com/sitemap.xml"],
};
for (const [name, lines] of Object.entries(LINES)) {
  const text = ["User-agent: auditbot", ...lines, "User-agent: pricebot", "Disallow: /account", ""].join("\n");
  const rules = robots("https://shop.example.com/robots.txt", text);
  const allowed = (agent) => `${agent} ${rules.isAllowed("https://shop.example.com/account", agent) ? "may" : "may not"}`;
  console.log(`${name}: ${allowed("auditbot")}, ${allowed("pricebot")}`);
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
nothing: auditbot may not, pricebot may not
a blank line: auditbot may not, pricebot may not
a comment: auditbot may not, pricebot may not
a Sitemap line: auditbot may, pricebot may not
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: a Sitemap line does not end a group' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'what stands between two User-agent lines, and who may fetch /account, which is disallowed to both:' \
  "$seen"
