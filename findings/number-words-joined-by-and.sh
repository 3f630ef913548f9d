#!/usr/bin/env bash
# Package: text2num 3.1.0, words-to-numbers 1.5.1
# Expected: "between ninety and one hundred and eighty days" is between 90 and 180 days: "and" joins the tens to their
#   hundred in "one hundred and eighty", but no number ends in hundreds after tens or after other hundreds. Both
#   packages turn the words within a text into figures, and leave "between seven and fourteen days" as two numbers.
# Seen: text2num writes the two numbers together, 9180 days, or takes the digit of the second into the first, "102
#   100". words-to-numbers adds them up, 270 days. Joined by "to" or "or" the same numbers are right.
# Hurts: whoever reads periods and fees out of terms in words: a range becomes one number that stands nowhere in them.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'text2num==3.1.0' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'words-to-numbers@1.5.1' \
  >&2

cat >"$work/terms.txt" <<'EOF'
between seven and fourteen days
between ninety and one hundred and eighty days
between fifty and one hundred dollars
between one hundred and two hundred dollars
from one hundred to two hundred dollars
EOF
cat >"$work/program.py" <<'EOF'
from pathlib import Path

from text_to_num import alpha2digit

for line in Path("terms.txt").read_text(encoding="utf-8").splitlines():
    print("text2num:", alpha2digit(line, "en"))
EOF
cat >"$work/program.mjs" <<'EOF'
import { readFileSync } from "node:fs";
import { wordsToNumbers } from "words-to-numbers";

for (const line of readFileSync("terms.txt", "utf8").trimEnd().split("\n"))
  console.log("words-to-numbers:", wordsToNumbers(line));
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 program.py && node program.mjs)
expected=$(cat <<'EOF'
text2num: between 7 and 14 days
text2num: between 9180 days
text2num: between 5100 dollars
text2num: between 102 100 dollars
text2num: from 100 to 200 dollars
words-to-numbers: between 7 and 14 days
words-to-numbers: between 270 days
words-to-numbers: between 150 dollars
words-to-numbers: between 300 dollars
words-to-numbers: from 100 to 200 dollars
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: ranges in words stay two numbers' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'ranges in words, turned into figures:' \
  "$seen"
