#!/usr/bin/env bash
# Package: zonefile-parser 0.1.20
# Expected: a TXT record of several strings is one text, its strings joined without blanks (RFC 1035, 3.3.14; RFC 7208,
#   3.3 for SPF; RFC 6376, 3.6.2.2 for DKIM), as the package itself does where they stand in parentheses.
# Seen: of strings on one line only the first is kept, in silence: the end of an SPF record and half of a key are gone.
# Hurts: whoever judges mail protection from an exported zone: a shop with "-all" is said to let anyone send in its name,
#   and its DKIM key is called broken.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'zonefile-parser==0.1.20' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import zonefile_parser

ZONE = """\
$ORIGIN shop.example.
$TTL 3600
@ IN SOA ns1.shop.example. host.shop.example. ( 1 7200 3600 1209600 3600 )
@ IN TXT "v=spf1 include:_spf.example " "-all"
one._domainkey IN TXT "v=DKIM1; k=rsa; p=AAAA" "BBBB"
two._domainkey IN TXT ( "v=DKIM1; k=rsa; p=AAAA"
  "BBBB" )
"""
for record in zonefile_parser.parse(ZONE):
    if record.rtype == "TXT":
        print(f"{record.name} [{record.rdata['value']}]")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
shop.example. [v=spf1 include:_spf.example ]
one._domainkey.shop.example. [v=DKIM1; k=rsa; p=AAAA]
two._domainkey.shop.example. [v=DKIM1; k=rsa; p=AAAABBBB]
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: zonefile-parser reads split texts in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'texts read:' \
  "$seen"
