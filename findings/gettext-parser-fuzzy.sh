#!/usr/bin/env bash
# Package: gettext-parser 10.0.0
# Expected: a fuzzy entry is a guess that nobody has looked at; compiling leaves it out, as msgfmt does unless told
#   --use-fuzzy (GNU gettext manual, Invoking the msgfmt program), and as Python's babel and polib do.
# Seen: mo.compile writes fuzzy entries like all others.
# Hurts: whoever ships a report or a shop in several languages: "refund within 14 days" is shown with the guess "30
#   hari" (30 days) of another sentence.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'gettext-parser@10.0.0' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import gettextParser from "gettext-parser";

const po = `msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#, fuzzy
msgid "Refund within 14 days"
msgstr "Bayaran balik dalam 30 hari"
`;
const mo = gettextParser.mo.compile(gettextParser.po.parse(po));
console.log(gettextParser.mo.parse(mo).translations[""]["Refund within 14 days"]?.msgstr[0] ?? "(left out)");
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
Bayaran balik dalam 30 hari
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: gettext-parser leaves fuzzy entries out' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'the compiled catalogue has, for a fuzzy entry:' \
  "$seen"
