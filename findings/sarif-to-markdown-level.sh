#!/usr/bin/env bash
# Package: @security-alert/sarif-to-markdown 1.11.1
# Expected: the level of a result goes before the default of its rule (SARIF 2.1.0, 3.27.10: the default is for
#   results without a level), and a rule need not have a default (3.49.14).
# Seen: only the default of the rule counts: a note is shown as [ERROR], an error as [NOTE], and errors of a rule
#   without a default are not shown at all, "Nothing here."
# Hurts: whoever comments a pull request or mails a shop from a report: errors are hidden, and passes (kind "pass",
#   level "none") are shown as errors.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@security-alert/sarif-to-markdown@1.11.1' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { sarifToMarkdown } from "@security-alert/sarif-to-markdown";

const locations = [{ physicalLocation: { artifactLocation: { uri: "checkout.html" }, region: { startLine: 1 } } }];
const shown = (result, rule) => {
  const driver = { name: "audit", rules: [{ id: "late-fee", ...rule }] };
  const results = [{ ruleId: "late-fee", ruleIndex: 0, message: { text: "A fee came late." }, locations, ...result }];
  const convert = sarifToMarkdown({
    title: "Audit", severities: ["error", "warning", "note", "none"], simple: true,
    owner: "owner", repo: "shop", branch: "main", sourceRoot: "",
  });
  const [page] = convert({ version: "2.1.0", runs: [{ tool: { driver }, results }] });
  return page.body.match(/\[(?:ERROR|WARNING|NOTE|NONE)\]|Nothing here/)?.[0];
};
const error = { defaultConfiguration: { level: "error" } };
console.log("error:", shown({ level: "error" }, error));
console.log("note:", shown({ level: "note" }, error));
console.log("pass:", shown({ kind: "pass", level: "none" }, error));
console.log("error of a rule without a default:", shown({ level: "error" }, {}));
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
error: [ERROR]
note: [ERROR]
pass: [ERROR]
error of a rule without a default: Nothing here
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: sarif-to-markdown heeds the level of results' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'what is shown of a result:' \
  "$seen"
