#!/usr/bin/env bash
# Package: culori 4.0.2, colorjs.io 0.7.1, chroma-js 3.2.0
# Expected: black at 10 % on white is seen as #e6e6e6 (Compositing and Blending Level 1, simple alpha compositing), so
#   its contrast is 1.25:1, or the functions refuse colours with an alpha. WCAG 2.2, 1.4.3, asks for 4.5:1.
# Seen: all three ignore the alpha and say 21:1, the best there is. Only contrastAPCA of chroma-js blends.
# Hurts: whoever checks whether small print can be read: words nobody can see pass with the highest mark.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'culori@4.0.2' \
  'colorjs.io@0.7.1' \
  'chroma-js@3.2.0' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { wcagContrast } from "culori";
import Color from "colorjs.io";
import chroma from "chroma-js";

const ink = "rgba(0, 0, 0, 0.1)";
console.log("culori", wcagContrast(ink, "white"), "of 1.25", wcagContrast("#e6e6e6", "white").toFixed(2));
console.log("colorjs.io", new Color(ink).contrast("white", "WCAG21"));
console.log("chroma-js", chroma.contrast(ink, "white"));
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
culori 21 of 1.25 1.25
colorjs.io 21
chroma-js 21
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the alpha of a colour counts' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'contrast of black at 10 % on white:' \
  "$seen"
