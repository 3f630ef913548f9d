#!/usr/bin/env bash
# Package: pytablewriter 1.2.1
# Expected: what is given as strings is written as these strings, at least to CSV and JSON, which are read by programs: a
#   GTIN has leading zeros (GS1 General Specifications, data strings of fixed length), and an article number is no number.
# Seen: whatever looks like a number becomes one, cell by cell: the GTIN 0012345678905 becomes 12345678905, the article
#   12E4 becomes 120000 beside its neighbour 12A4, and the price 5.00 becomes 5.
# Hurts: whoever writes the tables of a report or a price list: the articles named in it do not exist.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'pytablewriter==1.2.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import pytablewriter

ROWS = [["0012345678905", "12E4", "19.90"], ["0012345678912", "12A4", "5.00"]]
for kind in (pytablewriter.CsvTableWriter, pytablewriter.JsonLinesTableWriter, pytablewriter.MarkdownTableWriter):
    writer = kind(headers=["gtin", "article", "price"], value_matrix=ROWS)
    print(*(line for line in writer.dumps().splitlines() if line.strip()), sep="\n")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
"gtin","article","price"
12345678905,120000,19.90
12345678912,"12A4",5
{"gtin": 12345678905, "article": 120000, "price": 19.9}
{"gtin": 12345678912, "article": "12A4", "price": 5}
|   gtin    |article|price|
|----------:|-------|----:|
|12345678905| 120000| 19.9|
|12345678912|12A4   |  5.0|
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: pytablewriter writes strings in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'the strings 0012345678905, 12E4, 19.90 and 0012345678912, 12A4, 5.00 as written:' \
  "$seen"
