#!/usr/bin/env bash
# Package: parse-duration 2.1.9
# Expected: "3-5 days" is three or five days, or cannot be read. The package finds durations in running text ("within
#   14 days") and gives null where there is none.
# Seen: 3-5 days are 8 days and 2-3 weeks are 23 days (2 days and 3 weeks): the two figures are added up, the first as
#   days.
# Hurts: whoever compares a promised delivery time or a return window with a limit: late shops pass and punctual ones
#   fail.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'parse-duration@2.1.9' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import parse from "parse-duration";

for (const text of ["3 days", "3-5 days", "3 - 5 days", "2-3 weeks"]) console.log(text, "=", parse(text, "d"));
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
3 days = 3
3-5 days = 8
3 - 5 days = 8
2-3 weeks = 23
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: parse-duration reads ranges in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'lengths in days:' \
  "$seen"
