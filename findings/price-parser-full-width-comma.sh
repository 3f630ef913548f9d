#!/usr/bin/env bash
# Package: price-parser 0.5.1
# Expected: full-width digits are read ("￥１２９９" is 1299), so a price in full-width characters with its comma U+FF0C is
#   1299 too, or not read at all.
# Seen: "￥１，２９９" and "￥1，299" are 1: the text is cut at the comma.
# Hurts: whoever reads shops that type with a Chinese or Japanese keyboard: the price is off by a thousand, and a fee
#   or a discount is reckoned from it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'price-parser==0.5.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from price_parser import Price

for text in ("￥1,299", "￥１２９９", "￥１，２９９", "￥1，299"):
    print(text, Price.fromstring(text).amount)
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
￥1,299 1299
￥１２９９ 1299
￥１，２９９ 1
￥1，299 1
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: price-parser knows the full-width comma' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'amounts read:' \
  "$seen"
