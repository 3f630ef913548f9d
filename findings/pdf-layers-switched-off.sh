#!/usr/bin/env bash
# Package: pypdf 7.1.1, pdfminer.six 20260107, pypdfium2 5.15.2 (with reportlab 5.1.0, which makes the file)
# Expected: what a PDF's default configuration switches off is neither shown nor printed (ISO 32000-1, 8.11, optional
#   content), so that text extraction leaves it out, at least PDFium's, which knows the layers when it draws.
# Seen: all three give the words of the hidden layer among those that are shown, without a mark.
# Hurts: whoever reads price lists and terms as PDF: an old price, another language or a draft clause in a layer that
#   nobody can see is quoted against the shop.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'reportlab==5.1.0' \
  'pypdf==7.1.1' \
  'pdfminer.six==20260107' \
  'pypdfium2==5.15.2' \
  'numpy==2.4.6' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import io

import pypdfium2
from pdfminer.high_level import extract_text
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

plain = io.BytesIO()
canvas = Canvas(plain)
canvas.drawString(72, 700, "Now S$19.90")
canvas.save()
writer = PdfWriter(clone_from=plain)
page = writer.pages[0]
group = {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Draft")}
layer = writer._add_object(DictionaryObject(group))
off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer]), NameObject("/Order"): ArrayObject([layer])})
layers = {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off}
writer.root_object[NameObject("/OCProperties")] = DictionaryObject(layers)
page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/draft"): layer})
drawn = DecodedStreamObject()
hidden = b"\n/OC /draft BDC BT /F1 12 Tf 72 650 Td (Draft S$99.00) Tj ET EMC\n"
drawn.set_data(page.get_contents().get_data() + hidden)
page[NameObject("/Contents")] = writer._add_object(drawn)
writer.write("list.pdf")

document = pypdfium2.PdfDocument("list.pdf")
bitmap = document[0].render(scale=1).to_numpy()
height = bitmap.shape[0]
print("drawn by PDFium: now", bool((bitmap[height - 712 : height - 696] < 128).any()), end=", ")
print("draft", bool((bitmap[height - 662 : height - 646] < 128).any()))
print("pypdf:", "Draft" in PdfReader("list.pdf").pages[0].extract_text())
print("pdfminer.six:", "Draft" in extract_text("list.pdf"))
print("pypdfium2:", "Draft" in document[0].get_textpage().get_text_bounded())
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
drawn by PDFium: now True, draft False
pypdf: True
pdfminer.six: True
pypdfium2: True
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: text of hidden layers is left out' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a layer that is switched off, and whether its words are extracted:' \
  "$seen"
