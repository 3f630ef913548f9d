#!/usr/bin/env bash
# Package: url-normalize 3.1.0
# Expected: normalising keeps an address the same. A slash may stand in a fragment (RFC 3986, 3.5: fragment = *( pchar
#   / "/" / "?" )) and is not the same as %2F (2.2).
# Seen: "#/cart" becomes "#%2Fcart"; a question mark is encoded too. The package says it keeps fragments, but for
#   "#!".
# Hurts: whoever walks a shop whose pages are hash routes: the router knows no route %2Fcart, so that cart and
#   checkout are not found.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'url-normalize==3.1.0' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from url_normalize import url_normalize

for url in ("https://shop.example/#/cart", "https://shop.example/#/product/42?size=m"):
    print(url_normalize(url))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
https://shop.example/#%2Fcart
https://shop.example/#%2Fproduct%2F42%3Fsize=m
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: url-normalize keeps slashes in fragments' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'the routes /cart and /product/42 after normalising:' \
  "$seen"
