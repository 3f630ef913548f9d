#!/usr/bin/env bash
# Package: har2warc 1.0.4 (with warcio 1.8.1)
# Expected: HAR 1.2 lets an exporter leave out content.text (browser tools do so for large or evicted bodies,
#   Playwright with recordHarContent omit or attach). A converter leaves such an entry out, or says so.
# Seen: it writes a response record with the status line and an empty body, in silence and with status 0; its payload
#   digest is that of nothing. `warcio check` is content.
# Hurts: whoever keeps evidence as WARC: the archive asserts that the shop's page was empty, and the loss is noticed
#   when the page is gone.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'har2warc==1.0.4' \
  'warcio==1.8.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import json
import subprocess
import sys

from warcio.archiveiterator import ArchiveIterator

head = {"httpVersion": "HTTP/1.1", "cookies": [], "headersSize": -1, "bodySize": -1}
content = {"size": 48213, "mimeType": "text/html"}
entry = {
    "startedDateTime": "2026-11-27T08:00:00.000Z", "time": 10, "cache": {}, "pageref": "page_1",
    "timings": {"send": 0, "wait": 10, "receive": 0},
    "request": {**head, "method": "GET", "url": "https://shop.example/terms", "headers": [], "queryString": []},
    "response": {**head, "status": 200, "statusText": "OK", "redirectURL": "", "content": content,
                 "headers": [{"name": "Content-Type", "value": "text/html"}]},
}  # fmt: skip
page = {"startedDateTime": "2026-11-27T08:00:00.000Z", "id": "page_1", "title": "Terms", "pageTimings": {}}
log = {"version": "1.2", "creator": {"name": "browser", "version": "1"}, "pages": [page], "entries": [entry]}
with open("log.har", "w", encoding="utf-8") as file:
    json.dump({"log": log}, file)
run = subprocess.run([sys.executable, "-m", "har2warc.har2warc", "log.har", "log.warc.gz"], capture_output=True)
print("status", run.returncode, "output", len(run.stdout + run.stderr))
with open("log.warc.gz", "rb") as file:
    for record in ArchiveIterator(file):
        if record.rec_type == "response":
            print(record.http_headers.get_statuscode(), "with", len(record.content_stream().read()), "of 48213 bytes")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
status 0 output 0
200 with 0 of 48213 bytes
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: har2warc treats omitted bodies in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'a body that HAR left out becomes an empty page:' \
  "$seen"
