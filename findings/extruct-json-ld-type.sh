#!/usr/bin/env bash
# Package: extruct 0.18.0
# Expected: JSON-LD is found whatever the case of the type and with parameters: media types are case-insensitive (RFC
#   6838, 4.2), application/ld+json has the parameter profile (JSON-LD 1.1, appendix on IANA considerations), and
#   shops add charset.
# Seen: only a type that is exactly "application/ld+json" is read; with others the list is empty, without an error.
# Hurts: whoever audits prices and stock in structured data: "this product has none" about a page that has it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'extruct==0.18.0' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import extruct

for kind in (
    "application/ld+json",
    "application/ld+json; charset=utf-8",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
    "application/LD+JSON",
):
    page = f"<html><head><script type='{kind}'>{{\"@type\": \"Product\"}}</script></head><body></body></html>"
    print(kind, len(extruct.extract(page, syntaxes=["json-ld"])["json-ld"]))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
application/ld+json 1
application/ld+json; charset=utf-8 0
application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted" 0
application/LD+JSON 0
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: extruct reads other spellings of the type' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'blocks of structured data found, by the type of their script:' \
  "$seen"
