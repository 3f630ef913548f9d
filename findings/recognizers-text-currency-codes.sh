#!/usr/bin/env bash
# Package: @microsoft/recognizers-text-suite 1.3.1
# Expected: an amount is the same whether its currency code stands before or after it: "SGD 19.90" and "19.90 SGD" are
#   19.9; ISO 4217 codes before the amount are usual in Singapore.
# Seen: behind a code or RM or Rp the amount is taken for cents and divided by a hundred: "SGD 19.90" is 0.199, "RM
#   12.90" is 0.129, "USD 100" is 1; currency and text are right. Behind S$ it is not divided.
# Hurts: whoever reads prices, fees and totals out of text: each is a hundredth of itself, and a cart whose lines are
#   written in both ways does not add up.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@microsoft/recognizers-text-suite@1.3.1' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import recognizers from "@microsoft/recognizers-text-suite";

for (const text of ["S$ 19.90", "19.90 SGD", "SGD 19.90", "RM 12.90", "USD 100"]) {
  const [found] = recognizers.recognizeCurrency(text, "en-us");
  console.log(text, "=", Number(found.resolution.value).toFixed(3), found.resolution.isoCurrency);
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
S$ 19.90 = 19.900 SGD
19.90 SGD = 19.900 SGD
SGD 19.90 = 0.199 SGD
RM 12.90 = 0.129 MYR
USD 100 = 1.000 USD
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: recognizers-text reads amounts behind a code in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'amounts recognised:' \
  "$seen"
