#!/usr/bin/env bash
# Package: color-contrast-checker 2.1.0
# Expected: each pair of colours is judged by its own size of type, and by the package's default of 14 where it has
#   none: WCAG 1.4.3 asks large text for 3:1 and all other text for 4.5:1.
# Seen: a size once given stays with the checker. #888888 on white (3.54:1) fails level AA, but after a heading of 24
#   the same pair without a size passes, in a list of pairs as in single calls, until another size is given. The order
#   of the texts of a page decides over the verdict.
# Hurts: whoever gates shops on contrast: small print that comes after a heading passes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'color-contrast-checker@2.1.0' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import ColorContrastChecker from "color-contrast-checker";

const heading = { colorA: "#888888", colorB: "#ffffff", fontSize: 24 };
const smallPrint = { colorA: "#888888", colorB: "#ffffff" };

function show(name, pairs) {
  const verdicts = new ColorContrastChecker().checkPairs(pairs).map((result) => (result.WCAG_AA ? "passes" : "fails"));
  console.log(`${name}: ${verdicts.join(", ")}`);
}
show("small print", [smallPrint]);
show("small print, heading", [smallPrint, heading]);
show("heading, small print", [heading, smallPrint]);

const checker = new ColorContrastChecker();
const asked = () => (checker.isLevelAA("#888888", "#ffffff") ? "passes" : "fails");
const before = asked();
checker.isLevelAA("#000000", "#ffffff", 24);
console.log(`single calls: ${before}, and after another text of 24 it ${asked()}`);
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
small print: fails
small print, heading: fails, passes
heading, small print: passes, passes
single calls: fails, and after another text of 24 it passes
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: each pair is judged by its own size' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'level AA for grey on white, with a size of 24 and without one:' \
  "$seen"
