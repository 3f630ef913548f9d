#!/usr/bin/env bash
# Package: cn2an 0.5.24
# Expected: two neighbouring numerals side by side are an approximate number: 三五天 is "three to five days". GB/T 15835
#   (general rules for writing numbers in publications) keeps such numbers in Chinese characters; transform leaves
#   them alone, as it does with 四五十.
# Seen: "三五天内到货" (arrives within three to five days) becomes "35天内到货", within 35 days; "三十天" rightly becomes "30天".
# Hurts: whoever reads delivery times and return windows in Chinese: a promise of days becomes one of weeks.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'cn2an==0.5.24' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import cn2an

for text in ("三十天内退货", "三五天内到货"):
    print(text, cn2an.transform(text))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
三十天内退货 30天内退货
三五天内到货 35天内到货
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: cn2an leaves approximate numbers alone' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'numerals put into figures:' \
  "$seen"
