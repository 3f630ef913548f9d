#!/usr/bin/env bash
# Package: chrono-node 2.10.3
# Expected: chrono.en.GB differs from chrono.en in dates of figures only, where 3/12/2026 is 3 December: this is all
#   that the README has it for, and its reader of such dates is the one that Singapore needs. "Nov 27" has one meaning
#   in both.
# Seen: in chrono.en.GB a number of two digits after the name of a month is a year. "Valid until Dec 31" is December
#   2031 and "updated Nov 14" is November 2014; a sale from "Nov 27 - Dec 2, 2026" begins on its last day and ends
#   eleven months later. The default locale reads all three right, and so does GB a day that has its year next to it.
# Hurts: whoever reads sale periods and dates of terms on shops that write 3/12/2026 here and Nov 27 there: an ended
#   offer is running for years, and fresh terms are twelve years old.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'chrono-node@2.10.3' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import * as chrono from "chrono-node";

const TEXTS = [
  "Order by 3/12/2026",
  "Sale: 27 Nov - 2 Dec 2026",
  "Sale: Nov 27 - Dec 2, 2026",
  "Voucher valid until Dec 31",
  "Terms last updated Nov 14",
  "Terms last updated Nov 14, 2026",
];
const today = new Date("2026-11-20T12:00:00Z");
const day = (date) => ["year", "month", "day"].map((part) => String(date.get(part)).padStart(2, "0")).join("-");

function read(locale, text) {
  const [{ start, end }] = locale.parse(text, today);
  return end ? `${day(start)} to ${day(end)}` : day(start);
}
for (const text of TEXTS) console.log(`${text}: en ${read(chrono.en, text)}, en.GB ${read(chrono.en.GB, text)}`);
EOF
seen=$(cd "$work" && TZ=UTC node program.mjs)
expected=$(cat <<'EOF'
Order by 3/12/2026: en 2026-03-12, en.GB 2026-12-03
Sale: 27 Nov - 2 Dec 2026: en 2026-11-27 to 2026-12-02, en.GB 2026-11-27 to 2026-12-02
Sale: Nov 27 - Dec 2, 2026: en 2026-11-27 to 2026-12-02, en.GB 2026-12-02 to 2027-11-02
Voucher valid until Dec 31: en 2026-12-31, en.GB 2031-12-01
Terms last updated Nov 14: en 2026-11-14, en.GB 2014-11-01
Terms last updated Nov 14, 2026: en 2026-11-14, en.GB 2026-11-14
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the day after the name of a month is a day in every locale' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'dates on a page of 20 November 2026:' \
  "$seen"
