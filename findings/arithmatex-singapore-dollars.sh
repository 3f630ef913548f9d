#!/usr/bin/env bash
# Package: pymdown-extensions 13.1.2
# Expected: amounts are text. The documentation of Arithmatex says that smart_dollar, on by default, is for sentences
#   with dollar amounts, and that these need no escape: a closing $ must not follow a blank, as that of "$10" does.
# Seen: in S$, US$ or HK$ a letter stands before every $, so that two amounts in one paragraph are a formula: of "S$5 to
#   S$10" the part "5 to S" is set as mathematics and both dollar signs are gone. With plain $ nothing happens.
# Hurts: whoever publishes reports or terms of Singapore as Markdown (MkDocs): of every two prices in a sentence the
#   currency is lost and the words between them run together as variables.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'pymdown-extensions==13.1.2' \
  'Markdown==3.11.3' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import re

from markdown import markdown

for text in (
    "Delivery costs $5 to $10.",
    "Delivery costs S$5 to S$10.",
    "It was US$59.90 and is HK$399 now.",
    "It costs S$19.90 in all.",
):
    page = markdown(text, extensions=["pymdownx.arithmatex"])
    print(text, re.findall('<script type="math/tex">(.*?)</script>', page), page.count("$"))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 program.py)
expected=$(cat <<'EOF'
Delivery costs $5 to $10. [] 2
Delivery costs S$5 to S$10. ['5 to S'] 0
It was US$59.90 and is HK$399 now. ['59.90 and is HK'] 0
It costs S$19.90 in all. [] 1
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: amounts in S$ are no formulas' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a sentence, the formulas that it becomes, and the dollar signs that are left:' \
  "$seen"
