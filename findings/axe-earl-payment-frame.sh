#!/usr/bin/env bash
# Package: @axe-core/reporter-earl 4.11.1
# Expected: the pointer of each result in the EARL report leads to the element that failed: for this the W3C's Evaluation
#   and Report Language has pointers, and axe-core, from whose results the report is made, tells the frame and the element
#   within it.
# Seen: of an element in a frame only the frame is told. All faults of a payment frame have one pointer, and nothing else
#   in a result tells what failed, so that an unnamed field for the card and an unnamed box for an insurance are the same.
# Hurts: whoever hands over or merges EARL reports of checkouts: the box that costs money cannot be found again, and
#   counts as the same fault as the field next to it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@axe-core/reporter-earl@4.11.1' \
  'axe-core@4.14.1' \
  'jsdom@29.1.1' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import axe from "axe-core";
import earl from "@axe-core/reporter-earl";
import { JSDOM } from "jsdom";

const options = { runOnly: ["label"] };

function load(url, body) {
  const html = `<!doctype html><html lang="en"><head><title>Shop</title></head><body><main>${body}</main></body></html>`;
  const { window } = new JSDOM(html, { url, runScripts: "outside-only", pretendToBeVisual: true });
  window.eval(axe.source);
  return window;
}
const shop = load(
  "https://shop.example.com/checkout",
  '<input id="coupon"><iframe id="pay" title="Payment" src="https://pay.example.net/"></iframe>',
);
const payment = load("https://pay.example.net/", '<input id="card"><input id="insurance" type="checkbox" checked>');
const inFrame = { include: [], exclude: [], initiator: false, focusable: true, page: true };
const parts = [
  await shop.axe.runPartial(shop.document, options),
  await payment.axe.runPartial({ ...inFrame, size: { width: 300, height: 200 } }, options),
];
const finish = (reporter) => shop.axe.finishRun(JSON.parse(JSON.stringify(parts)), { ...options, reporter });

const { violations } = await finish("v1");
for (const node of violations[0].nodes) console.log(`axe-core: ${node.target.join(" > ")}`);
globalThis.window = shop;
const { assertions } = await finish(earl);
for (const { result } of assertions) console.log(`EARL: ${JSON.stringify(result)}`);
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
axe-core: #coupon
axe-core: #pay > #card
axe-core: #pay > #insurance
EARL: {"@type":"TestResult","info":"Ensure every form element has a label","outcome":"earl:failed","pointer":"#coupon"}
EARL: {"@type":"TestResult","info":"Ensure every form element has a label","outcome":"earl:failed","pointer":"#pay"}
EARL: {"@type":"TestResult","info":"Ensure every form element has a label","outcome":"earl:failed","pointer":"#pay"}
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: pointers lead into frames' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'unnamed fields of a checkout, two of them in its payment frame:' \
  "$seen"
