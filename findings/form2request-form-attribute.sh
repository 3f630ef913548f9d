#!/usr/bin/env bash
# Package: form2request 0.2.0 (with parsel 1.12.1 and lxml 6.1.3, whose forms it reads)
# Expected: the data of a form are those a browser would send. A control outside the form belongs to it by form="id"
#   (HTML Standard, form-associated elements), and a disabled control is not sent (constructing the entry list).
# Seen: the ticked donation beside the form is missing; the disabled one inside is sent.
# Hurts: whoever checks a cart for boxes that are ticked beforehand: the one that counts is not seen, and one that
#   cannot count is reported.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'form2request==0.2.0' \
  'parsel==1.12.1' \
  'lxml==6.1.3' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from form2request import form2request
from parsel import Selector

page = """<!DOCTYPE html><html lang="en"><title>Cart</title><form id="cart" action="/checkout" method="post">
<input name="qty" value="1"><input type="checkbox" name="old_offer" value="2.00" checked disabled></form>
<p><label><input type="checkbox" name="donation" value="5.00" form="cart" checked> Donate</label></html>"""
form = Selector(text=page, base_url="https://shop.example/cart").css("form")[0]
print(form2request(form).body.decode())
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
qty=1&old_offer=2.00
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: form2request builds the request a browser would send' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a browser would send qty=1&donation=5.00; the request built is:' \
  "$seen"
