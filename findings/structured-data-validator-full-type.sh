#!/usr/bin/env bash
# Package: @adobe/structured-data-validator 1.7.1 (with @marbec/web-auto-extractor 2.2.1)
# Expected: @type may be written as a full IRI (JSON-LD 1.1, Specifying the Type): a Product by its IRI is checked
#   like one by its short name.
# Seen: an offer without a price is an error under "Product" and "Offer", and nothing at all is said where the types
#   are https://schema.org/Product and https://schema.org/Offer.
# Hurts: whoever gates pages on its findings: what was not checked looks like what is right.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@adobe/structured-data-validator@1.7.1' \
  '@marbec/web-auto-extractor@2.2.1' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import validatorModule from "@adobe/structured-data-validator";
import WebAutoExtractor from "@marbec/web-auto-extractor";

const Validator = validatorModule.Validator ?? validatorModule;
for (const prefix of ["", "https://schema.org/"]) {
  const offer = { "@type": `${prefix}Offer`, priceCurrency: "SGD" };
  const data = { "@context": "https://schema.org", "@type": `${prefix}Product`, name: "Kettle", offers: offer };
  const page = `<html><head><script type="application/ld+json">${JSON.stringify(data)}</script></head></html>`;
  const issues = await new Validator().validate(new WebAutoExtractor({ addLocation: true }).parse(page));
  console.log(data["@type"], issues.some((issue) => issue.severity === "ERROR"), issues.length > 0);
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
Product true true
https://schema.org/Product false false
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: types by full IRI are checked' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'an offer without a price: is an error found, is anything said:' \
  "$seen"
