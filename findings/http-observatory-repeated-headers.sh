#!/usr/bin/env bash
# Package: @mdn/mdn-http-observatory 1.4.8
# Expected: a header that the shop and its CDN both send reaches the reader joined by a comma (RFC 9110, 5.3), and equal
#   values mean what one of them means: "determine nosniff" of the Fetch standard takes the first value of the list,
#   and "check a navigation response's adherence to X-Frame-Options" of the HTML standard takes the set of values.
# Seen: "nosniff, nosniff" and "DENY, DENY" are invalid headers, failed; for Referrer-Policy a list is read as one.
# Hurts: whoever rates shops by it: a shop that is protected twice gets the marks of one that is not protected at all.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@mdn/mdn-http-observatory@1.4.8' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { AxiosHeaders } from "axios";

const folder = "./node_modules/@mdn/mdn-http-observatory/src/analyzer/tests";
const { xContentTypeOptionsTest } = await import(`${folder}/x-content-type-options.js`);
const { xFrameOptionsTest } = await import(`${folder}/x-frame-options.js`);
const { referrerPolicyTest } = await import(`${folder}/referrer-policy.js`);

const answered = (name, value) => ({
  hostname: "shop.example",
  resources: {},
  responses: { auto: { headers: new AxiosHeaders({ [name]: value }), httpEquiv: new Map(), status: 200, verified: true } },
});
const tests = [
  ["x-content-type-options", xContentTypeOptionsTest, "nosniff"],
  ["x-frame-options", xFrameOptionsTest, "DENY"],
  ["referrer-policy", referrerPolicyTest, "no-referrer"],
];
for (const [name, test, value] of tests) {
  for (const sent of [value, `${value}, ${value}`]) {
    const { pass, result } = test(answered(name, sent));
    console.log(`${name}: ${sent} -> ${pass ? "passed" : "failed"}, ${result}`);
  }
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
x-content-type-options: nosniff -> passed, x-content-type-options-nosniff
x-content-type-options: nosniff, nosniff -> failed, x-content-type-options-header-invalid
x-frame-options: DENY -> passed, x-frame-options-sameorigin-or-deny
x-frame-options: DENY, DENY -> failed, x-frame-options-header-invalid
referrer-policy: no-referrer -> passed, referrer-policy-private
referrer-policy: no-referrer, no-referrer -> passed, referrer-policy-private
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the observatory reads repeated headers in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'headers sent once and twice:' \
  "$seen"
