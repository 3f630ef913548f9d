#!/usr/bin/env bash
# Package: hyperformula 3.5.0, @formulajs/formulajs 4.6.1
# Expected: FLOOR(price, 0.05) leaves a price that is a whole number of five cents as it is: Microsoft's documentation of
#   the function says that an exact multiple is not rounded. Both packages are there to compute what Excel does, and
#   CEILING and MROUND of both do.
# Seen: of the 2000 prices from 0.05 to 100.00 that are whole numbers of five cents, 697 come out five cents lower:
#   0.15 is 0.10, and 17.90 is 17.85. Nothing in HyperFormula's list of differences from Excel tells of it.
# Hurts: whoever recomputes a workbook of prices or refunds in which totals are rounded down to five cents, the smallest
#   coin that Singapore still issues: the shop's right total is called five cents too high.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'hyperformula@3.5.0' \
  '@formulajs/formulajs@4.6.1' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import * as formulajs from "@formulajs/formulajs";
import { HyperFormula } from "hyperformula";

const NAMES = ["FLOOR", "CEILING", "MROUND"];
const prices = Array.from({ length: 2000 }, (_, index) => (5 * (index + 1)) / 100);
const sheet = prices.map((price) => [price, ...NAMES.map((name) => `=${name}(${price.toFixed(2)},0.05)`)]);
const computed = HyperFormula.buildFromArray(sheet, { licenseKey: "gpl-v3" }).getSheetValues(0);
const engines = {
  hyperformula: (name, row) => computed[row][1 + NAMES.indexOf(name)],
  formulajs: (name, row) => formulajs[name](prices[row], 0.05),
};
for (const [engine, compute] of Object.entries(engines))
  for (const name of NAMES) {
    const wrong = prices
      .map((price, row) => [price.toFixed(2), compute(name, row).toFixed(2)])
      .filter(([price, result]) => price !== result);
    const shown = wrong.filter(([price]) => ["0.15", "17.90"].includes(price)).map((pair) => pair.join(" is "));
    console.log([`${engine} ${name}: ${wrong.length} of ${prices.length} changed`, ...shown].join(", "));
  }
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
hyperformula FLOOR: 697 of 2000 changed, 0.15 is 0.10, 17.90 is 17.85
hyperformula CEILING: 0 of 2000 changed
hyperformula MROUND: 0 of 2000 changed
formulajs FLOOR: 697 of 2000 changed, 0.15 is 0.10, 17.90 is 17.85
formulajs CEILING: 0 of 2000 changed
formulajs MROUND: 0 of 2000 changed
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: multiples of five cents are left as they are' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'prices that are whole numbers of five cents, rounded to five cents:' \
  "$seen"
