#!/usr/bin/env bash
# Package: mailauth 4.13.3
# Expected: blanks around the equals sign are allowed in a DMARC record (RFC 7489, 6.4: "v" *WSP "=" *WSP; likewise
#   for p), so "p = reject" is the policy reject, and "v = DMARC1" begins a record.
# Seen: the first policy is " reject" with a blank before it, equal to none of the three, and the second record is
#   none at all. checkdmarc 6 reads both.
# Hurts: whoever judges a shop's protection against forged sender names: a strict domain is said to have no policy.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'mailauth@4.13.3' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import module from "mailauth/lib/dmarc/get-dmarc-record.js";

for (const record of ["v=DMARC1; p=reject", "v=DMARC1; p = reject", "v = DMARC1; p=reject"]) {
  const resolver = async (name) => {
    if (name === "_dmarc.shop.example") return [[record]];
    throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
  };
  const found = await module("shop.example", resolver);
  console.log(`${record} ->`, found ? JSON.stringify(found.p) : "no record");
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
v=DMARC1; p=reject -> "reject"
v=DMARC1; p = reject -> " reject"
v = DMARC1; p=reject -> no record
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: mailauth allows blanks' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'records as written and the policy read:' \
  "$seen"
