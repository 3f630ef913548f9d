#!/usr/bin/env bash
# Package: validator 13.15.35
# Expected: isMobilePhone(text, "en-SG") tells mobile numbers, which begin with 8 or 9 in Singapore's numbering plan;
#   6 is a fixed line, 3 is telephony over the internet.
# Seen: 6123 4567 and 3123 4567 are mobile numbers to it. libphonenumber calls them FIXED_LINE and VOIP.
# Hurts: whoever checks whether a contact can be reached by WhatsApp or SMS, or a checkout's field for a mobile
#   number: landlines pass.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'validator@13.15.35' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import validator from "validator";

for (const number of ["91234567", "61234567", "31234567"]) {
  console.log(number, validator.isMobilePhone(number, "en-SG"));
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
91234567 true
61234567 true
31234567 true
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: validator tells mobile numbers of Singapore from others' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'mobile numbers of Singapore to validator:' \
  "$seen"
