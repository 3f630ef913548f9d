#!/usr/bin/env bash
# Package: xhtml2pdf 0.2.28, pypdf 7.1.1
# Expected: a box with the attribute checked is ticked in the PDF and one without it is not (HTML, 4.10.5: checked gives
#   the checkedness, value only what is sent). The stylesheet language of the package knows :checked.
# Seen: the attribute is not read. A box is ticked if it has a value, whether checked or not, and empty if it has none:
#   the box ticked beforehand is empty, and the one left to the buyer is ticked. Chosen options of a select are kept.
# Hurts: whoever keeps checkouts as PDF: the evidence shows the opposite of what the buyer saw, for and against shops.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'xhtml2pdf==0.2.28' \
  'pypdf==7.1.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import io

from pypdf import PdfReader
from xhtml2pdf import pisa

BOXES = {
    "insurance": "checked",
    "newsletter": 'value="yes"',
    "wrapping": 'value="yes" checked',
    "receipt": "",
}
page = "".join(f'<p><input type="checkbox" name="{name}" {rest}> {name}</p>' for name, rest in BOXES.items())
select = '<select name="delivery"><option>Post</option><option selected>Courier</option></select>'
made = io.BytesIO()
pisa.CreatePDF(f"<!doctype html><html><body><form>{page}{select}</form></body></html>", dest=made)
fields = PdfReader(made).get_fields()
for name, rest in BOXES.items():
    shown = {"/Yes": "ticked", "/Off": "empty"}[fields[name].value]
    print(f"{name}: {'ticked' if 'checked' in rest else 'empty'} on the page, {shown} in the PDF")
print("delivery:", fields["delivery"].value)
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py 2>"$work/log" || cat "$work/log")
expected=$(cat <<'EOF'
insurance: ticked on the page, empty in the PDF
newsletter: empty on the page, ticked in the PDF
wrapping: ticked on the page, ticked in the PDF
receipt: empty on the page, empty in the PDF
delivery: Courier
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: boxes are ticked as on the page' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'boxes of a checkout:' \
  "$seen"
