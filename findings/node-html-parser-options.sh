#!/usr/bin/env bash
# Package: node-html-parser 9.0.7
# Expected: the end tag of an option may be left out (HTML Standard, the option element); three options are three
#   elements. The package knows the same rule for li, td, dt and p.
# Seen: of three options without end tags one is left; the others become bare text of the select, the preselected one
#   among them.
# Hurts: whoever reads the choices of size, delivery or payment and what each costs: choices are missing, and the
#   charge that is preselected is not seen.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'node-html-parser@9.0.7' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { parse } from "node-html-parser";

const list = "<select name=delivery><option>Collect S$0<option selected>Courier S$9<option>Post S$5</select>";
for (const html of [list.replace(/(?=<option>Post|<option sel|<\/select)/g, "</option>"), list]) {
  console.log(parse(html).querySelectorAll("option").map((option) => option.text).join(", "));
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
Collect S$0, Courier S$9, Post S$5
Courier S$9
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: node-html-parser keeps options without end tags' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'options found, with end tags and without:' \
  "$seen"
