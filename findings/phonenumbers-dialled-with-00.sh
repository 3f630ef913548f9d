#!/usr/bin/env bash
# Package: phonenumberslite 9.0.42
# Expected: a number printed as it is dialled from most of the world, 00 and its country code, is found on a page of any
#   country. 00 is the international prefix that ITU-T E.164 recommends.
# Seen: the matcher knows the prefixes of the page's country alone. Singapore dials 001, 002 and 008, so that on its
#   pages "0065 6123 4567" and a British number with 00 are not found at all, by no leniency; on Malaysia's they are.
# Hurts: whoever looks for the ways to reach a shop: a number printed for customers abroad is not there.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'phonenumberslite==9.0.42' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

for region in ("SG", "MY"):
    for text in ("Call 0065 6123 4567", "Call 00 44 20 7946 0958", "Call +65 6123 4567"):
        found = PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE)
        print(region, text, [format_number(m.number, PhoneNumberFormat.E164) for m in found])
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 program.py)
expected=$(cat <<'EOF'
SG Call 0065 6123 4567 []
SG Call 00 44 20 7946 0958 []
SG Call +65 6123 4567 ['+6561234567']
MY Call 0065 6123 4567 ['+6561234567']
MY Call 00 44 20 7946 0958 ['+442079460958']
MY Call +65 6123 4567 ['+6561234567']
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: numbers dialled with 00 are found on pages of Singapore' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'numbers found, by the country of the page:' \
  "$seen"
