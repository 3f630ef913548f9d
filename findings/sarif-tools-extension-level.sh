#!/usr/bin/env bash
# Package: sarif-tools 3.0.5
# Expected: a result without a level takes the level of its rule (SARIF 2.1.0, 3.27.10), also where the rule belongs
#   to an extension of the tool, which the result names by rule.toolComponent (3.27.7, 3.52), and where ruleId is
#   hierarchical, "late-fee/shipping" under "late-fee" (3.27.5).
# Seen: only rules of the driver under the very same id are found; the other results become warnings, and `sarif
#   --check error summary` ends with status 0.
# Hurts: whoever ships rules as extensions or splits a rule in parts: errors pass a gate that is set to errors.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'sarif-tools==3.0.5' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import json
import subprocess
import sys

rule = {"id": "late-fee", "defaultConfiguration": {"level": "error"}}


def gate(driver, extension, **names):
    tool = {"driver": {"name": "audit", "rules": driver}, "extensions": [{"name": "shop rules", "rules": extension}]}
    place = [{"physicalLocation": {"artifactLocation": {"uri": "checkout.html"}, "region": {"startLine": 1}}}]
    result = {"message": {"text": "A fee came late."}, "locations": place, **names}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
    log["runs"] = [{"tool": tool, "results": [result]}]
    with open("log.sarif", "w", encoding="utf-8") as file:
        json.dump(log, file)
    command = [sys.executable, "-m", "sarif", "--check", "error", "summary", "log.sarif"]
    return subprocess.run(command, capture_output=True, check=False).returncode


print("rule of the driver:", gate([rule], [], ruleId="late-fee"))
of_extension = {"id": "late-fee", "index": 0, "toolComponent": {"index": 0}}
print("rule of an extension:", gate([], [rule], ruleId="late-fee", rule=of_extension))
print("hierarchical id:", gate([rule], [], ruleId="late-fee/shipping"))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
rule of the driver: 1
rule of an extension: 0
hierarchical id: 0
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: sarif-tools finds the level of rules outside the driver' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'the same error shuts the gate or not, by where its rule stands (exit status of the check):' \
  "$seen"
