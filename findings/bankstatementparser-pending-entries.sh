#!/usr/bin/env bash
# Package: bankstatementparser 0.0.29
# Expected: an entry of an account statement counts when its status is BOOK; PDNG is expected and INFO is a mere notice
#   (ISO 20022, camt.053, Entry/Status), so the net of the entries is the closing balance less the opening one.
# Seen: entries of all three kinds stand in one table without a column for the status, and the statistics count them
#   all: between balances of 100 and 120 the net amount is 196.
# Hurts: whoever checks from the bank's statement that a shop refunded: money that was only announced is taken for paid.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'bankstatementparser==0.0.29' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from pathlib import Path

from bankstatementparser import CamtParser


def balance(kind, amount, day):
    return f"""<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="SGD">{amount}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"""


def entry(number, amount, status):
    booked = "<BookgDt><Dt>2026-11-30</Dt></BookgDt>" if status == "BOOK" else ""
    return f"""<Ntry><NtryRef>{number}</NtryRef><Amt Ccy="SGD">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts><Cd>{status}</Cd></Sts>{booked}<ValDt><Dt>2026-12-01</Dt></ValDt>
<BkTxCd><Prtry><Cd>REFUND</Cd></Prtry></BkTxCd></Ntry>"""


TEXT = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-30T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S</Id><CreDtTm>2026-11-30T20:00:00</CreDtTm>
<Acct><Id><Othr><Id>123</Id></Othr></Id><Ccy>SGD</Ccy></Acct>
{balance("OPBD", "100.00", "2026-11-29")}
{balance("CLBD", "120.00", "2026-11-30")}
{entry(1, "20.00", "BOOK")}
{entry(2, "99.00", "PDNG")}
{entry(3, "77.00", "INFO")}
</Stmt></BkToCstmrStmt></Document>"""
Path("statement.xml").write_text(TEXT, encoding="utf-8")
parser = CamtParser("statement.xml")
table = parser.parse()
print("amounts:", *(str(amount) for amount in table["Amount"]))
told = {"BOOK", "PDNG", "INFO"} & {str(value) for value in table.to_numpy().flatten()}
print("status told:", bool(told))
stats = parser.get_statement_stats().iloc[0]
print("entries counted:", stats["NumTransactions"], "net:", stats["NetAmount"])
print("balances:", *(str(amount) for amount in parser.get_account_balances()["Amount"]))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py 2>"$work/log") || { cat "$work/log" >&2; exit 1; }
expected=$(cat <<'EOF'
amounts: 20.00 99.00 77.00
status told: False
entries counted: 3 net: 196.00
balances: 100.00 120.00
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: pending entries are told apart' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'one entry booked, one pending and one for information:' \
  "$seen"
