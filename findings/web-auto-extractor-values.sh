#!/usr/bin/env bash
# Package: @marbec/web-auto-extractor 2.2.1
# Expected: the value of a microdata property is the datetime of a time element and the value of a data element (HTML
#   Standard, microdata, Values), and itemref adds properties from elsewhere on the page (Items).
# Seen: both properties are the words that are shown, and what itemref names is missing; content on other elements is
#   honoured.
# Hurts: whoever checks until when a price holds or which product is meant: "end of the year" is no date, and the
#   wrong product is compared.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@marbec/web-auto-extractor@2.2.1' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import WebAutoExtractor from "@marbec/web-auto-extractor";

const page = `<!DOCTYPE html><html lang="en"><title>Kettle</title><body>
<div itemscope itemtype="https://schema.org/Offer" itemref="seller">
<data itemprop="sku" value="K-42">Our kettle</data>
<time itemprop="priceValidUntil" datetime="2026-12-31">end of the year</time></div>
<p id="seller" itemprop="offeredBy">Example Pte Ltd</p></body></html>`;
const [offer] = new WebAutoExtractor({}).parse(page).microdata.Offer;
console.log("sku:", offer.sku);
console.log("priceValidUntil:", offer.priceValidUntil);
console.log("offeredBy:", offer.offeredBy ?? "(missing)");
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
sku: Our kettle
priceValidUntil: end of the year
offeredBy: (missing)
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the values of time, data and itemref are read' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'microdata with the values K-42, 2026-12-31 and Example Pte Ltd is read as:' \
  "$seen"
