#!/usr/bin/env bash
# Package: officeparser 7.8.0 (with jszip 3.10.1, which makes the file)
# Expected: the text of a cell is its whole text, plain or partly bold (OpenDocument 1.3, part 3, 6.1.7: a text:span
#   gives a part of a paragraph a style).
# Seen: of a cell of an ODS sheet in which some words have a style only these words are kept: "No refund after 7 days"
#   with "refund" in bold becomes "refund". The same paragraph in a text document is whole.
# Hurts: whoever reads price lists and terms that came as sheets: the words that turn the meaning are gone.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'officeparser@7.8.0' \
  'jszip@3.10.1' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { writeFileSync } from "node:fs";
import JSZip from "jszip";
import * as officeparser from "officeparser";

const parse = officeparser.parseOffice ?? officeparser.default.parseOffice;
const names = ["office", "table", "text", "style", "fo"].map((short) => {
  const full = short === "fo" ? "xsl-fo-compatible" : short;
  return `xmlns:${short}="urn:oasis:names:tc:opendocument:xmlns:${full}:1.0"`;
});
const bold = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>';
const paragraphs = [
  "<text:p>Delivery in 3 days</text:p>",
  '<text:p>No <text:span text:style-name="T1">refund</text:span> after 7 days</text:p>',
  '<text:p>From <text:span text:style-name="T1">S$19.90</text:span> a month for 24 months</text:p>',
];

async function read(kind, extension, body) {
  const type = `application/vnd.oasis.opendocument.${kind}`;
  const zip = new JSZip();
  zip.file("mimetype", type);
  zip.file("META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`);
  zip.file("content.xml", `<office:document-content ${names.join(" ")} office:version="1.3">
<office:automatic-styles>${bold}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`);
  writeFileSync(`terms.${extension}`, await zip.generateAsync({ type: "nodebuffer" }));
  const found = await parse(`terms.${extension}`);
  const text = typeof found === "string" ? found : found.toText();
  console.log(`${extension}: ${text.trim().split(/\s*\n\s*/).join(" | ")}`);
}

await read("text", "odt", `<office:text>${paragraphs.join("")}</office:text>`);
const cell = (paragraph) => `<table:table-cell office:value-type="string">${paragraph}</table:table-cell>`;
const rows = paragraphs.map((paragraph) => `<table:table-row>${cell(paragraph)}</table:table-row>`).join("");
await read("spreadsheet", "ods", `<office:spreadsheet><table:table table:name="Terms">${rows}</table:table></office:spreadsheet>`);
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
odt: Delivery in 3 days | No refund after 7 days | From S$19.90 a month for 24 months
ods: Delivery in 3 days | refund | S$19.90
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: cells with styles are read in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'the same three sentences as text document and as sheet:' \
  "$seen"
