#!/usr/bin/env bash
# Package: sarif-tools 3.0.5
# Expected: a result whose baselineState is "absent" is gone: SARIF 2.1.0, 3.27.24, says it was in the baseline and is
#   not in this run. A gate on the present state leaves it out, as it would leave out one whose suppression was
#   accepted (3.27.23 and 3.35).
# Seen: `sarif --check error summary` counts both as errors of today and ends with status 1, though nothing open is
#   left.
# Hurts: whoever gates a build on a report with a baseline and waivers: a fault that was mended keeps the gate shut,
#   and people learn to ignore it.
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

place = [{"physicalLocation": {"artifactLocation": {"uri": "checkout.html"}, "region": {"startLine": 1}}}]


def gate(**state):
    result = {"ruleId": "late-fee", "level": "error", "message": {"text": "A fee came late."}, "locations": place}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
    log["runs"] = [{"tool": {"driver": {"name": "audit"}}, "results": [{**result, **state}]}]
    with open("log.sarif", "w", encoding="utf-8") as file:
        json.dump(log, file)
    command = [sys.executable, "-m", "sarif", "--check", "error", "summary", "log.sarif"]
    return subprocess.run(command, capture_output=True, check=False).returncode


print("a note:", gate(level="note"))
print("open:", gate(baselineState="new"))
print("absent:", gate(baselineState="absent"))
print("accepted:", gate(suppressions=[{"kind": "external", "status": "accepted"}]))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
a note: 0
open: 1
absent: 1
accepted: 1
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: sarif-tools tells gone and forgiven results apart' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'results that are gone or forgiven still shut the gate (exit status of the check):' \
  "$seen"
