#!/usr/bin/env bash
# Package: @microsoft/sarif-multitool-linux 5.7.0
# Expected: a result without a level has the default level of its rule, and level none when its kind is not fail (SARIF
#   2.1.0, 3.27.10); the query "Level == 'Error'" finds all errors.
# Seen: such a result is a warning for the query whatever its rule says: an error and a note by their rules are found as
#   warnings, and so is a pass.
# Hurts: whoever gates on the multitool's queries: tools that state levels once, at the rule, let every error through.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  '@microsoft/sarif-multitool-linux@5.7.0' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";

const rule = (id, level) => ({ id, defaultConfiguration: { level } });
const result = (ruleIndex, text, more) => ({ ruleId: ["terms", "colour"][ruleIndex], ruleIndex, message: { text }, ...more });
const results = [
  result(0, "an error by its rule"),
  result(0, "an error by itself", { level: "error" }),
  result(1, "a note by its rule"),
  result(0, "a pass", { kind: "pass" }),
];
const driver = { name: "audit", rules: [rule("terms", "error"), rule("colour", "note")] };
writeFileSync("report.sarif", JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver }, results }] }));

const tool = "./node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool";
chmodSync(tool, 0o755);
const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
for (const level of ["Error", "Warning", "Note", "None"]) {
  const told = execFileSync(tool, ["query", "report.sarif", "-e", `Level == '${level}'`], { env, encoding: "utf8" });
  console.log(`${level}: ${told.match(/Found (\d+ of \d+)/)[1]}`);
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
Error: 1 of 4
Warning: 3 of 4
Note: 0 of 4
None: 0 of 4
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the multitool gives other levels' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'two errors, a note and a pass in the report; found by level:' \
  "$seen"
