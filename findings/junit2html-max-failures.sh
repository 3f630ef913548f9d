#!/usr/bin/env bash
# Package: junit2html 31.1.4
# Expected: --max-failures 1 ends with a status other than 0 when a case failed. Its help says so, and names --merge as
#   the only option with which it has no effect.
# Seen: it has an effect with --summary-matrix or --report-matrix alone. Where one report is made of one file, which is
#   what the tool is for, three failures and errors end with status 0, and the page that is written shows them.
# Hurts: whoever makes a page of the audit and gates on it in the same step: the gate is open.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'junit2html==31.1.4' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/audit.xml" <<'EOF'
<testsuites>
  <testsuite name="checkout" tests="4" failures="2" errors="1" skipped="0" time="0.4">
    <testcase classname="checkout" name="total" time="0.1"/>
    <testcase classname="checkout" name="fee" time="0.1"><failure message="A fee came late."/></testcase>
    <testcase classname="checkout" name="boxes" time="0.1"><failure message="A box was ticked."/></testcase>
    <testcase classname="checkout" name="terms" time="0.1"><error message="The terms did not load."/></testcase>
  </testsuite>
</testsuites>
EOF
run() {
  local status=0
  (cd "$work" && PYTHONPATH="$work/lib" python3 -m junit2htmlreport "$@" >/dev/null) || status=$?
  printf '%s: status %s\n' "$*" "$status"
}
seen=$(
  run --max-failures 1 audit.xml audit.html
  run --max-failures 1 audit.xml
  run --max-failures 1 --summary-matrix audit.xml
  printf 'failures on the page: %s\n' "$(grep -c '<td>Failed</td>' "$work/audit.html")"
)
expected=$(cat <<'EOF'
--max-failures 1 audit.xml audit.html: status 0
--max-failures 1 audit.xml: status 0
--max-failures 1 --summary-matrix audit.xml: status 3
failures on the page: 3
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: --max-failures counts without a matrix' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a report with two failures and an error:' \
  "$seen"
