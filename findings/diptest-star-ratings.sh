#!/usr/bin/env bash
# Package: diptest 0.12.0 (Hartigan and Hartigan, The Dip Test of Unimodality, 1985)
# Expected: 300 star ratings that rise steadily to one peak (5, 10, 25, 60, 200 for one to five stars) have one mode,
#   so the test of unimodality has a large p-value; one looks for two peaks to find bought reviews.
# Seen: p is 0: the test supposes a continuous variable, and whole stars are many ties. The same ratings with uniform
#   noise of half a star give a large p. The package neither warns nor mentions ties.
# Hurts: whoever tests ratings for two camps: every honest shop with enough ratings is accused.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'diptest==0.12.0' \
  'numpy==2.4.6' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import diptest
import numpy as np

stars = np.repeat([1, 2, 3, 4, 5], [5, 10, 25, 60, 200])
noise = np.random.default_rng(0).uniform(-0.5, 0.5, stars.size)
for name, values in (("whole stars", stars), ("with noise", stars + noise)):
    dip, p = diptest.diptest(values)
    print(f"{name}: p {'below 0.001' if p < 0.001 else 'above 0.5' if p > 0.5 else p}")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
whole stars: p below 0.001
with noise: p above 0.5
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the dip test of whole stars has another outcome' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'ratings with one peak are called multimodal:' \
  "$seen"
