#!/usr/bin/env bash
# Package: odfdo 3.27.3, odfpy 1.4.1
# Expected: what was deleted under tracked changes is no part of the text; ODF keeps it apart, in text:tracked-changes
#   (OpenDocument 1.3, part 3, 5.5), and no program shows it as a paragraph.
# Seen: the paragraphs of the document begin with the deleted ones, without a mark: body.paragraphs of odfdo and
#   getElementsByType(P) of odfpy give the old period first. officeparser 7.8.0 does the same.
# Hurts: whoever reads terms that came as OpenDocument: the period that was struck out is the first one found, and the
#   shop is held to it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'odfdo==3.27.3' \
  'odfpy==1.4.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import zipfile

from odf import teletype, text
from odf.opendocument import load
from odfdo import Document

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "text", "meta")
)
INFO = """<office:change-info><dc:creator>Clerk</dc:creator><dc:date>2026-11-30T09:00:00</dc:date></office:change-info>"""
TEXT = f"""<office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion>{INFO}
<text:p>Refund within 90 days</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>Our terms</text:p><text:p><text:change text:change-id="c1"/>Refund within 14 days</text:p></office:text>"""
MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
with zipfile.ZipFile("terms.odt", "w") as package:
    package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    package.writestr("META-INF/manifest.xml", MANIFEST)
    body = f"<office:body>{TEXT}</office:body>"
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    package.writestr("content.xml", f'<office:document-content {NAMES} {dublin} office:version="1.3">{body}</office:document-content>')

print("odfdo:", [str(paragraph).strip() for paragraph in Document("terms.odt").body.paragraphs])
print("odfpy:", [teletype.extractText(paragraph) for paragraph in load("terms.odt").getElementsByType(text.P)])
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
odfdo: ['Refund within 90 days', 'Our terms', 'Refund within 14 days']
odfpy: ['Refund within 90 days', 'Our terms', 'Refund within 14 days']
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: deleted paragraphs are told apart' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'paragraphs of a document that shows "Our terms" and "Refund within 14 days":' \
  "$seen"
