#!/usr/bin/env bash
# Package: yamlfix 1.19.1
# Expected: the formatter changes how a file looks and not what it says. Its documentation has only those quotes go
#   that are unnecessary, and stay those that tell a string from a number or a truth value; in a mapping a quoted no,
#   0123 or date does keep them.
# Seen: in a list the quotes of no, yes, on and off go, and those of times after 10 o'clock everywhere. For PyYAML,
#   which reads YAML 1.1, the words are then False and True, and 22:00 is 1320 (its base 60). The run ends with status
#   0.
# Hurts: whoever keeps rules of an audit in YAML with such a hook: words looked for become truth values, and the hour
#   of closing a number, so that rules no longer match.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'yamlfix==1.19.1' \
  'ruyaml==0.91.0' \
  'PyYAML==6.0.4' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/rules.yaml" <<'EOF'
---
answer: "no"
code: "0123"
since: "2026-11-30"
answers:
  - "no"
  - "yes"
  - "14 days"
opens: "09:30"
closes: "22:00"
EOF
cp "$work/rules.yaml" "$work/before.yaml"
PYTHONPATH="$work/lib" python3 "$work/lib/bin/yamlfix" "$work/rules.yaml" \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
from pathlib import Path

import yaml

before, after = (yaml.safe_load(Path(name).read_text(encoding="utf-8")) for name in ("before.yaml", "rules.yaml"))
for key, value in before.items():
    print(f"{key}: {value!r}" + ("" if after[key] == value else f" is now {after[key]!r}"))
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 program.py)
expected=$(cat <<'EOF'
answer: 'no'
code: '0123'
since: '2026-11-30'
answers: ['no', 'yes', '14 days'] is now [False, True, '14 days']
opens: '09:30'
closes: '22:00' is now 1320
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: quotes that tell the type of a value stay' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'what PyYAML reads out of a file before yamlfix and after it:' \
  "$seen"
