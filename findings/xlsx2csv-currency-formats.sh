#!/usr/bin/env bash
# Package: xlsx2csv 0.8.6 (with XlsxWriter 3.2.9, which makes the file)
# Expected: letters within quotes in a number format are literal text (ECMA-376-1, 18.8.31), so a cell of 19.9 in the
#   format "S$"0.00 becomes S$19.90 or 19.9, as it does in the format "$"0.00.
# Seen: a d, m, s, y or h within the quotes makes the number a date: the field holds the format's own letters and the
#   number is gone. S$, RM, HK$, SGD and USD are struck, and so are "days" and "months".
# Hurts: whoever reads price lists, fees and stock lists that came as workbooks: every amount in one of these currencies
#   is lost, without an error.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'xlsx2csv==0.8.6' \
  'xlsxwriter==3.2.9' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import csv
import io

import xlsxwriter
from xlsx2csv import Xlsx2csv

FORMATS = ['"$"0.00', '"S$"0.00', '"RM"#,##0.00', '"HK$"#,##0.00', '"USD "0.00', '0" days"']
book = xlsxwriter.Workbook("prices.xlsx")
sheet = book.add_worksheet()
for row, form in enumerate(FORMATS):
    sheet.write_number(row, 0, 19.9, book.add_format({"num_format": form}))
book.close()
out = io.StringIO()
Xlsx2csv("prices.xlsx", outputencoding="utf-8").convert(out)
for form, (value,) in zip(FORMATS, csv.reader(io.StringIO(out.getvalue())), strict=True):
    print(f"{form}  19.9  [{value}]")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
"$"0.00  19.9  [19.9]
"S$"0.00  19.9  ["s$"0.00]
"RM"#,##0.00  19.9  ["r01"#,##0.00]
"HK$"#,##0.00  19.9  ["09k$"#,##0.00]
"USD "0.00  19.9  ["us18 "0.00]
0" days"  19.9  [0" 18ays"]
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: xlsx2csv writes amounts in currency formats in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'number format, number, field of the CSV:' \
  "$seen"
