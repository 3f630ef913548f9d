#!/usr/bin/env bash
# Package: csp_evaluator 1.1.8
# Expected: a header that was sent twice reaches most HTTP clients joined by ", " (RFC 9110, 5.3), and a policy list
#   is split at commas (CSP Level 3, parse a response's policies). Two policies both hold: "frame-ancestors 'self',
#   script-src 'none'; object-src 'none'; base-uri 'none'" allows no script at all.
# Seen: the comma becomes part of a value and the second policy part of the first one's last directive; "script-src
#   directive is missing" is reported at high severity (10), beside a hint at low severity that a semicolon may have
#   been forgotten.
# Hurts: whoever rates the headers of a shop behind a proxy that adds its own policy: a strict policy is called
#   missing.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'csp_evaluator@1.1.8' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import * as parser from "csp_evaluator/dist/parser.js";
import * as evaluator from "csp_evaluator/dist/evaluator.js";

const high = (policy) =>
  new evaluator.CspEvaluator(new parser.CspParser(policy).csp)
    .evaluate()
    .filter((finding) => finding.severity === 10)
    .map((finding) => finding.description);
const strict = "script-src 'none'; object-src 'none'; base-uri 'none'";
console.log("alone:", high(strict).length);
console.log("joined:", ...high(`frame-ancestors 'self', ${strict}`));
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
alone: 0
joined: script-src directive is missing.
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: csp_evaluator splits joined policies' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'findings of high severity on a policy that allows no script, alone and after another one:' \
  "$seen"
