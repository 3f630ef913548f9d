#!/usr/bin/env bash
# Package: ppdeep 20260221
# Expected: terms in which one word changed have other fuzzy hashes, and a score near 100 but below it: the README calls
#   100 a full match.
# Seen: the hashes differ, and the score is 100. A period or a fee that changed alters one character of the hash, and what
#   one character costs is rounded away: in 10 sentences as in 640. Only a change that alters two of them is seen.
# Hurts: whoever watches terms or prices with fuzzy hashes and looks only at what is below 100: the shop's silent change of
#   the one figure that counts is "the same page".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'ppdeep==20260221' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import ppdeep

SENTENCES = (
    "Our store sends the goods of order {} on the day of payment.",
    "Questions on clause {} reach us by mail or by phone.",
    "Prices of list {} are in Singapore dollars and hold until the end of the month.",
    "Parcel {} is kept for you at the counter.",
)
COUNTS = (10, 40, 160, 640)
BEFORE = "You may return the goods within 14 days. Delivery costs S$5. Opened goods are refunded."
CHANGES = {
    "14 days, 30 days": BEFORE.replace("14 days", "30 days"),
    "S$5, S$50": BEFORE.replace("S$5", "S$50"),
    "are, are not": BEFORE.replace("are refunded", "are not refunded"),
}


def terms(words: str, count: int) -> str:
    lines = [SENTENCES[number * number % 7 % 4].format(number * 37 % 1009) for number in range(count)]
    return "\n".join([*lines[: count // 2], words, *lines[count // 2 :]])


for name, after in CHANGES.items():
    scores = []
    for count in COUNTS:
        old, new = (ppdeep.hash(terms(words, count)) for words in (BEFORE, after))
        scores.append(f"{ppdeep.compare(old, new)}{' (one hash)' if old == new else ''}")
    print(f"{name}: {' '.join(scores)}")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 program.py)
expected=$(cat <<'EOF'
14 days, 30 days: 100 100 100 100
S$5, S$50: 100 100 100 100
are, are not: 99 99 97 100
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: a change is no full match' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a change in terms of 10, 40, 160 and 640 sentences, and the scores of both versions:' \
  "$seen"
