#!/usr/bin/env bash
# Package: inscriptis 2.7.6
# Expected: the text of a page is what a browser shows of it: the README promises nearness to the rendering of browsers
#   and says that display is read, and elements in display:none are left out. By the HTML Standard (15.3) that is also
#   how [hidden], template, datalist and a dialog that is not open are displayed.
# Seen: all of these are in the text, without a mark, in both of its profiles. Even display:none is heeded only where it
#   stands alone: with !important, as scripts and page builders write it, the element is shown.
# Hurts: whoever quotes pages: "Refund within 90 days" of a template or of a closed dialog is quoted as the shop's word,
#   and the shop is held to what it shows to nobody.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'inscriptis==2.7.6' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

TEXT = "Refund within 90 days"
PAGES = {
    "display:none": f'<p style="display:none">{TEXT}</p>',
    "display:none !important": f'<p style="display:none !important">{TEXT}</p>',
    "hidden": f"<p hidden>{TEXT}</p>",
    "dialog": f"<dialog><p>{TEXT}</p></dialog>",
    "template": f"<template><p>{TEXT}</p></template>",
    "datalist": f"<datalist><option>{TEXT}</option></datalist>",
}
for name, page in PAGES.items():
    html = f"<html><body><h1>Our terms</h1>{page}</body></html>"
    found = [TEXT in get_text(html, ParserConfig(css=CSS_PROFILES[css])) for css in ("strict", "relaxed")]
    print(f"{name}:", *("in the text" if each else "left out" for each in found))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
display:none: left out left out
display:none !important: in the text in the text
hidden: in the text in the text
dialog: in the text in the text
template: in the text in the text
datalist: in the text in the text
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: what a page does not show is left out' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'words that no browser shows, in the profiles strict and relaxed:' \
  "$seen"
