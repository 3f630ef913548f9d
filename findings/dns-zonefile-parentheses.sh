#!/usr/bin/env bash
# Package: dns-zonefile 0.3.2
# Expected: parentheses let any record run over several lines (RFC 1035, 5.1), and within quotes they are plain
#   characters. Signing tools write DKIM keys that way, since a string holds 255 bytes at most.
# Seen: only the SOA record may. A DKIM key in parentheses is a text "( ..." that ends with its first line; and where
#   the SOA record has no parentheses itself, all records up to the next ")" are taken for its part, in silence: SPF,
#   DMARC, MX and DKIM are gone. A remark in brackets within quotes does the same.
# Hurts: whoever judges mail protection from an exported zone: a shop with a strict policy is said to have none.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'dns-zonefile@0.3.2' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import zonefile from "dns-zonefile";

const records = `@ IN MX 10 mail.shop.example.
@ IN TXT "v=spf1 -all"
_dmarc IN TXT "v=DMARC1; p=reject"
`;
const key = 'one._domainkey IN TXT ( "v=DKIM1; k=rsa; "\n  "p=AAAA" )\n';
const heads = {
  "SOA in parentheses": "( 7 7200 3600 1209600 3600 )",
  "SOA on one line": "7 7200 3600 1209600 3600",
};
for (const [name, numbers] of Object.entries(heads)) {
  const soa = `$ORIGIN shop.example.\n$TTL 3600\n@ IN SOA ns1.shop.example. host.shop.example. ${numbers}\n`;
  for (const [what, end] of [["key in parentheses", key], ["remark (in brackets)", '@ IN TXT "remark (shop)"\n']]) {
    const zone = zonefile.parse(soa + records + end);
    console.log(`${name}, ${what}: serial ${zone.soa.serial}, ${(zone.mx ?? []).length} MX, ${(zone.txt ?? []).length} TXT`);
    const found = (zone.txt ?? []).find((record) => record.name === "one._domainkey");
    if (found) console.log(`  the key: ${found.txt}`);
  }
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
SOA in parentheses, key in parentheses: serial 7, 1 MX, 3 TXT
  the key: ( "v=DKIM1; k=rsa; "
SOA in parentheses, remark (in brackets): serial 7, 1 MX, 3 TXT
SOA on one line, key in parentheses: serial NaN, 0 MX, 0 TXT
SOA on one line, remark (in brackets): serial NaN, 0 MX, 0 TXT
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: dns-zonefile reads parentheses in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'records read from one zone with three ends:' \
  "$seen"
