#!/usr/bin/env bash
# Package: simhash 2.1.2
# Expected: two reviews with different words have different hashes. Tamil vowel signs are part of the word: UTS #18,
#   Annex C, counts marks among word characters.
# Seen: Simhash keeps what matches \w of Python, which leaves out marks; "a big shop" and "a big basket" in Tamil,
#   different only in a vowel sign, have the same hash, distance 0. In English the same two texts differ.
# Hurts: whoever looks for copied reviews in Singapore, where Tamil is an official language: different reviews are
#   called copies.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'simhash==2.1.2' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from simhash import Simhash

print("English:", "different" if Simhash("a big shop").distance(Simhash("a big basket")) else "the same")
shop, basket = "பெரிய கடை", "பெரிய கூடை"
print("Tamil:", "different" if Simhash(shop).distance(Simhash(basket)) else "the same")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
English: different
Tamil: the same
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: Simhash tells Tamil vowel signs apart' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'hashes of two different texts:' \
  "$seen"
