#!/usr/bin/env bash
# Package: opening-hours-py 2.1.4
# Expected: with country SG, "PH" are the public holidays of Singapore. The day itself stays one where it falls on a
#   Sunday, and the Monday is one too (Holidays Act 1998 and its Schedule): National Day is always 9 August.
# Seen: in 2026 Vesak Day (31 May and 1 June), National Day (9 August) and Deepavali (8 November) are no holidays, only
#   the Mondays after the last two are.
# Hurts: whoever compares a shop's published hours ("PH off") with what it answers, or counts working days: the shop is
#   said to be open on National Day.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'opening-hours-py==2.1.4' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from datetime import date, datetime, time

from opening_hours import OpeningHours

hours = OpeningHours("Mo-Su 10:00-22:00; PH off", country="SG")
days = {
    "Labour Day": date(2026, 5, 1),
    "Vesak Day": date(2026, 5, 31),
    "Vesak Day, Monday": date(2026, 6, 1),
    "National Day": date(2026, 8, 9),
    "National Day, Monday": date(2026, 8, 10),
    "Deepavali": date(2026, 11, 8),
    "Deepavali, Monday": date(2026, 11, 9),
    "Christmas Day": date(2026, 12, 25),
}
for name, day in days.items():
    print(f"{day} {name}:", "open" if hours.is_open(datetime.combine(day, time(12))) else "off")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
2026-05-01 Labour Day: off
2026-05-31 Vesak Day: open
2026-06-01 Vesak Day, Monday: open
2026-08-09 National Day: open
2026-08-10 National Day, Monday: off
2026-11-08 Deepavali: open
2026-11-09 Deepavali, Monday: off
2026-12-25 Christmas Day: off
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: other days are public holidays' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'Mo-Su 10:00-22:00; PH off, in Singapore at noon:' \
  "$seen"
