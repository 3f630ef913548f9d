#!/usr/bin/env bash
# Package: html-validate 10.17.0
# Expected: its preset for accessibility, and the recommended and standard ones, report a control without a label, the
#   first thing one looks for (WCAG 2.2, 1.3.1 and 4.1.2; failure F68). The package has the rule, input-missing-label.
# Seen: none of the three presets holds it, they say nothing about the box; only the preset "document" does, whose
#   name speaks of whole documents.
# Hurts: whoever gates a shop's pages on the a11y preset: a box that is ticked beforehand, costs money and has no name
#   passes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'html-validate@10.17.0' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { HtmlValidate } from "html-validate";

const page = '<p>Gift wrapping S$5.00 <input type="checkbox" name="wrap" checked></p>';
for (const preset of ["a11y", "recommended", "standard", "document"]) {
  const validator = new HtmlValidate({ root: true, extends: [`html-validate:${preset}`] });
  const report = await validator.validateString(page);
  const rules = report.results.flatMap((result) => result.messages.map((message) => message.ruleId));
  console.log(preset, rules.includes("input-missing-label"));
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
a11y false
recommended false
standard false
document true
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the presets of html-validate hold other rules' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'is a ticked box without a label reported:' \
  "$seen"
