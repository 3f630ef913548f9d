#!/usr/bin/env bash
# Package: striprtf 0.0.35
# Expected: text that is marked as deleted (RTF 1.9.1, "deleted" of track changes) or hidden ("v" of character properties)
#   is no part of what the document says, or at least does not run into what it says.
# Seen: both stand among the text, without a mark: of "30" changed to "14" the text says "within 3014 days", and a hidden
#   old price is a price.
# Hurts: whoever quotes terms and price lists that came as RTF: what was struck out is held against the shop.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'striprtf==0.0.35' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from striprtf.striprtf import rtf_to_text

TERMS = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\*\revtbl {Unknown;}{A. Clerk;}}
\pard Refund within {\deleted\revauthdel1 30}{\revised\revauth1 14} days.\par
Delivery costs {\v S$99 }S$5.\par
}"""
print(rtf_to_text(TERMS).strip())
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
Refund within 3014 days.
Delivery costs S$99 S$5.
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: striprtf leaves out deleted or hidden text' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a document that shows "Refund within 14 days. Delivery costs S$5." as text:' \
  "$seen"
