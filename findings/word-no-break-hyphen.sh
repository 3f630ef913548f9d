#!/usr/bin/env bash
# Package: officeparser 7.8.0, word-extractor 1.0.4 (with docx 9.15.2, which makes the file)
# Expected: a hyphen at which Word does not break the line (Ctrl+Shift+hyphen; ECMA-376-1, 17.3.3.18, noBreakHyphen) is a
#   character of the text. It is what careful writers put into "3-5 days" and "S$5-9".
# Seen: both leave it out and join what stands around it: "within 3-5 days" is read as "within 35 days". The same holds
#   for docx2python 3.7.1.
# Hurts: whoever reads delivery times, return periods and fees out of documents: three to five days become thirty-five,
#   and the shop is accused of a breach of its own terms.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'officeparser@7.8.0' \
  'word-extractor@1.0.4' \
  'docx@9.15.2' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { writeFileSync } from "node:fs";
import { Document, NoBreakHyphen, Packer, Paragraph, TextRun } from "docx";
import * as officeparser from "officeparser";
import WordExtractor from "word-extractor";

const lines = [
  ["Delivery within 3", "5 days"],
  ["Fee for islands S$5", "9"],
];
const children = lines.map(([before, after]) => {
  return new Paragraph({ children: [new TextRun({ children: [before, new NoBreakHyphen(), after] })] });
});
children.push(new Paragraph("Typed with a plain hyphen: 3-5 days"));
writeFileSync("terms.docx", await Packer.toBuffer(new Document({ sections: [{ children }] })));

const parse = officeparser.parseOffice ?? officeparser.default?.parseOffice ?? officeparser.OfficeParser?.parseOffice;
const read = await parse("terms.docx");
const texts = {
  officeparser: typeof read === "string" ? read : read.toText(),
  "word-extractor": (await new WordExtractor().extract("terms.docx")).getBody(),
};
for (const [name, text] of Object.entries(texts)) console.log(`${name}: ${text.trim().split(/\s*\n\s*/).join(" | ")}`);
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
officeparser: Delivery within 35 days | Fee for islands S$59 | Typed with a plain hyphen: 3-5 days
word-extractor: Delivery within 35 days | Fee for islands S$59 | Typed with a plain hyphen: 3-5 days
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: no-break hyphens are read in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a document that says "3-5 days" and "S$5-9" as text:' \
  "$seen"
