#!/usr/bin/env bash
# Package: coach-core 8.1.3
# Expected: of the advice "strictTransportSecurityHeader", whose title says to set the header, a page over HTTPS without
#   the header gets the lowest score: by RFC 6797 no header is no policy, and max-age=0 takes a policy back.
# Seen: without the header the score is 100 and there is no advice; the page is only among the offending addresses. A year
#   of HSTS gets 90, and max-age=0 gets 70 or 80. The headers for the referrer and for the content get 0 when absent.
# Hurts: whoever gates shops on scores of the Coach or of sitespeed.io: the shop that never set HSTS passes, and the one
#   that set it for a year does not.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'coach-core@8.1.3' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import coach from "coach-core";

const ADDRESS = "https://shop.example.com/";
const HEADER = "strict-transport-security";

function archive(policy) {
  const headers = [{ name: "content-type", value: "text/html" }];
  if (policy) headers.push({ name: HEADER, value: policy });
  const timings = { blocked: 0, dns: 0, connect: 0, ssl: 0, send: 0, wait: 50, receive: 50 };
  const started = "2026-11-30T09:00:00.000Z";
  const both = { httpVersion: "HTTP/2", cookies: [], headersSize: -1, bodySize: -1 };
  const request = { ...both, method: "GET", url: ADDRESS, headers: [], queryString: [] };
  const content = { size: 13, mimeType: "text/html", text: "<html></html>" };
  const response = { ...both, status: 200, statusText: "OK", headers, content, redirectURL: "" };
  const entry = { pageref: "page", startedDateTime: started, time: 100, request, response, cache: {}, timings };
  const page = { id: "page", startedDateTime: started, title: "Shop", pageTimings: { onContentLoad: 80, onLoad: 100 } };
  return { log: { version: "1.2", creator: { name: "example", version: "1" }, pages: [page], entries: [entry] } };
}

for (const policy of [null, "max-age=0", "max-age=0; includeSubDomains", "max-age=31536000"]) {
  const [{ advice }] = await coach.analyseHar(archive(policy), undefined, {}, {});
  const { score, advice: words, offending } = advice.privacy.adviceList.strictTransportSecurityHeader;
  console.log(`${policy ?? "no header"}: ${score}${words ? "" : ", no advice"}${offending.length ? ", offending" : ""}`);
  if (!policy)
    for (const name of ["referrerPolicyHeader", "contentSecurityPolicyHeader"])
      console.log(`  ${name}: ${advice.privacy.adviceList[name].score}`);
}
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
no header: 100, no advice, offending
  referrerPolicyHeader: 0
  contentSecurityPolicyHeader: 0
max-age=0: 70
max-age=0; includeSubDomains: 80
max-age=31536000: 90
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: a page without HSTS has no full score' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'scores for the header Strict-Transport-Security:' \
  "$seen"
