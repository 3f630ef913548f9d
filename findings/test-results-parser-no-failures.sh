#!/usr/bin/env bash
# Package: test-results-parser 0.4.6
# Expected: the failures attribute of a JUnit testsuite is optional in the schema that Jenkins publishes
#   (junit-10.xsd); where it is missing the failed cases count, or the status is at least not a good one.
# Seen: a suite with one passed and one failed case and no such attribute has the status SKIP, and its number of
#   failures is NaN; with the attribute it is FAIL.
# Hurts: whoever sends the outcome of a run to a chat or gates on its status: a run with failures looks like one that
#   was left out.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'test-results-parser@0.4.6' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import fs from "node:fs";
import parser from "test-results-parser";

for (const counts of ['tests="2" failures="1"', 'tests="2"']) {
  fs.writeFileSync("junit.xml", `<testsuites><testsuite name="checkout" ${counts}>
<testcase name="total" classname="shop"/>
<testcase name="late-fee" classname="shop"><failure message="A fee came late."/></testcase>
</testsuite></testsuites>`);
  const run = parser.parse({ type: "junit", files: ["junit.xml"] });
  console.log(counts, run.status, run.failed, run.suites[0].cases.map((test) => test.status).join());
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
tests="2" failures="1" FAIL 1 PASS,FAIL
tests="2" SKIP NaN PASS,FAIL
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: suites without counts are judged by their cases' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'status of a run with a failed case:' \
  "$seen"
