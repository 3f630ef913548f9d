#!/usr/bin/env bash
# Package: @accesslint/core 0.21.0
# Expected: runAudit(document) tells the faults of a document of jsdom or happy-dom, or raises. The README has both in
#   its list of tested environments, beside Node.js, with "no polyfills or workarounds", and its example of a test asks
#   only that the violations be empty.
# Seen: called in Node with such a document, a page on which nothing has a name gets no violation. The rules for
#   labels, links, buttons, pictures and contrast fail inside, since HTMLElement and its like are no globals of Node,
#   and a rule that fails is taken off the list: 21 of 94, told only in the field skippedRules. Run within the window
#   of the page, the same engine finds the four faults.
# Hurts: whoever gates saved pages of shops on empty violations, as the example does: a checkout with an unnamed ticked
#   box that costs money is free of faults.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@accesslint/core@0.21.0' \
  'jsdom@29.1.1' \
  'happy-dom@21.0.4' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { readFileSync } from "node:fs";
import { runAudit } from "@accesslint/core";
import { Window } from "happy-dom";
import { JSDOM } from "jsdom";

const PAGE = `<!doctype html><html lang="en"><head><title>Checkout</title></head><body><main><h1>Checkout</h1><form>
<input type="checkbox" name="insurance" checked><img src="insurance.png"><a href="/terms"></a><button></button>
</form></main></body></html>`;

function show(name, { violations, skippedRules, ruleCount }) {
  const found = violations.map(({ ruleId }) => ruleId.split("/")[1]).sort();
  console.log(`${name}: ${found.join(", ") || "no violations"}; ${skippedRules.length} of ${ruleCount} rules skipped`);
}

const settings = { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true };
const window = new Window({ url: "https://shop.example.com/checkout", settings });
window.document.write(PAGE);
show("document of jsdom", runAudit(new JSDOM(PAGE).window.document));
show("document of happy-dom", runAudit(window.document));
window.eval(readFileSync(new URL("node_modules/@accesslint/core/dist/index.iife.js", import.meta.url), "utf8"));
show("within the window", window.AccessLint.runAudit(window.document));
await window.happyDOM.close();
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
document of jsdom: no violations; 21 of 94 rules skipped
document of happy-dom: no violations; 21 of 94 rules skipped
within the window: button-name, form-label, img-alt, link-name; 0 of 94 rules skipped
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: a document alone is audited, or an error is raised' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a checkout with an unnamed ticked box, picture, link and button:' \
  "$seen"
