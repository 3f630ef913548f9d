#!/usr/bin/env bash
# Package: translate-toolkit 3.20.4
# Expected: the test "numbers" of pofilter tells a translation whose numbers are not those of the original. Its
#   documentation says that it checks whether numbers are consistent between the two.
# Seen: a number counts as kept wherever its digits stand in the translation, also within a longer number: 7 days that
#   became 70 or 17, and S$19.90 that became S$119.90, pass. Only 7 days that became 8 are told.
# Hurts: whoever gates translated terms and prices with it: the Chinese page promises ten times the period, or a price
#   that is a hundred dollars off, and the gate says that the numbers agree.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'translate-toolkit==3.20.4' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/terms.po" <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Refunds within 7 days."
msgstr "7 天内退款。"

msgid "Exchanges within 7 days."
msgstr "8 天内换货。"

msgid "Returns within 7 days."
msgstr "70 天内退货。"

msgid "Cancellation within 7 days."
msgstr "Pembatalan dalam 17 hari."

msgid "The set costs S$19.90."
msgstr "套装价格为 S$119.90。"

msgid "The box costs S$19.90."
msgstr "Kotak ini berharga S$1.90."
EOF
(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore -m translate.filters.pofilter --progress=none -t numbers \
  -i terms.po -o told.po)
cat >"$work/program.py" <<'EOF'
from translate.storage import pypo

units = {name: [unit for unit in pypo.pofile.parsefile(name).units if unit.source] for name in ("terms.po", "told.po")}
told = {unit.source for unit in units["told.po"]}
for unit in units["terms.po"]:
    print(unit.source, unit.target, "told" if unit.source in told else "passes")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
Refunds within 7 days. 7 天内退款。 passes
Exchanges within 7 days. 8 天内换货。 told
Returns within 7 days. 70 天内退货。 passes
Cancellation within 7 days. Pembatalan dalam 17 hari. passes
The set costs S$19.90. 套装价格为 S$119.90。 passes
The box costs S$19.90. Kotak ini berharga S$1.90. told
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: numbers are compared as numbers' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'originals, translations, and what the test numbers says of them:' \
  "$seen"
