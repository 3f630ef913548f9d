#!/usr/bin/env bash
# Package: dateparser 1.5.0
# Expected: a Singapore price is no date: parse gives None, as it does with languages=["en"].
# Seen: without a list of languages some language is found in which the letter S means something: "S$19.90" is 19
#   November 1990, "S$5" the fifth of this month, "S$12.50" a Saturday at 12:50.
# Hurts: whoever asks cell by cell or line by line "is this a date?": prices become delivery dates and dates of a
#   policy.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'dateparser==1.5.0' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from datetime import datetime

import dateparser

settings = {"RELATIVE_BASE": datetime(2026, 11, 27)}
for text in ("S$19.90", "S$5", "S$12.50"):
    found = dateparser.parse(text, settings=settings)
    english = dateparser.parse(text, languages=["en"], settings=settings)
    print(text, f"{found:%Y-%m-%d %H:%M}" if found else None, english)
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
S$19.90 1990-11-19 00:00 None
S$5 2026-11-05 00:00 None
S$12.50 2026-11-21 12:50 None
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: dateparser reads these prices in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'prices read as dates, without and with a language:' \
  "$seen"
