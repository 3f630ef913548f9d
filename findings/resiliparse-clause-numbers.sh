#!/usr/bin/env bash
# Package: resiliparse 2.0.1
# Expected: the numbers that the plain text puts before the items of an ordered list are those that a browser shows:
#   HTML, 4.4.5 and 4.4.8, gives them by start, value and reversed, and by type where items are referred to by number or
#   letter.
# Seen: every list is counted from 1 in figures: clause 15 becomes 3, and (b) becomes 2.
# Hurts: whoever quotes terms and conditions by clause: the accusation cites a clause that says something else.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'resiliparse==2.0.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from resiliparse.extract.html2text import extract_plain_text

TERMS = """<body><h2>Delivery</h2><ol><li>We deliver in 7 days.</li></ol>
<h2>Returns</h2>
<ol start="10"><li>You may return goods.</li><li>We refund in 14 days.</li><li value="15">Sale goods stay sold.</li></ol>
<p>Clause 10 does not hold for:</p><ol type="a"><li>food</li><li>cut cloth</li></ol></body>"""
print(*(line.strip() for line in extract_plain_text(TERMS).splitlines() if line.strip()), sep="\n")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
Delivery
1. We deliver in 7 days.
Returns
1. You may return goods.
2. We refund in 14 days.
3. Sale goods stay sold.
Clause 10 does not hold for:
1. food
2. cut cloth
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: resiliparse numbers items in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'terms whose clauses are 1, 10, 11, 15, (a) and (b), as text:' \
  "$seen"
