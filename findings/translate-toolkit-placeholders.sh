#!/usr/bin/env bash
# Package: translate-toolkit 3.20.4
# Expected: an empty inline element of XLIFF stands for something in the text, like a number that is filled in (XLIFF 1.2,
#   inline elements, x); a message whose element cannot be carried over is left out or marked.
# Seen: xliff2po leaves the element out of the message and of its translation, in silence: "Refund within <x/> days"
#   becomes "Refund within days". An element with content keeps it.
# Hurts: whoever compares or ships the texts of a shop in several languages: the period and the price in a promise are
#   gone, and the message is not found under its own text.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'translate-toolkit==3.20.4' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/shop.xlf" <<'EOF'
<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="shop" source-language="en" target-language="zh" datatype="plaintext"><body>
<trans-unit id="1" approved="yes"><source>Refund within <x id="days"/> days</source><target state="final">请在<x id="days"/>天内退款</target></trans-unit>
<trans-unit id="2" approved="yes"><source>Pay <ph id="price">{price}</ph> now</source><target state="final">付<ph id="price">{price}</ph></target></trans-unit>
</body></file></xliff>
EOF
cat >"$work/program.py" <<'EOF'
from translate.convert.xliff2po import main
from translate.storage.pypo import pofile

main(["--progress=none", "shop.xlf", "shop.po"])
with open("shop.po", "rb") as file:
    for unit in pofile(file).units:
        if not unit.isheader():
            print(f"{unit.source} | {unit.target} | fuzzy {unit.isfuzzy()}")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
Refund within days | 请在天内退款 | fuzzy False
Pay {price} now | 付{price} | fuzzy False
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: xliff2po treats inline elements in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'messages of the PO file:' \
  "$seen"
