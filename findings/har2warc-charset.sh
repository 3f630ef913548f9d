#!/usr/bin/env bash
# Package: har2warc 1.0.4 (with warcio 1.8.1)
# Expected: HAR 1.2 has content.text trans-coded from the page's character set into UTF-8. Who makes the HTTP response
#   again has to encode it back, or to change the charset of its Content-Type.
# Seen: the body is written as UTF-8 under the old header "charset=gb2312"; whoever reads the record by its header
#   gets other characters.
# Hurts: whoever archives Chinese shops: replayed evidence is unreadable, and the full-width yuan sign and the words
#   beside a price are gone.
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
kind = "text/html; charset=gb2312"
entry = {
    "startedDateTime": "2026-11-27T08:00:00.000Z", "time": 10, "cache": {}, "pageref": "page_1",
    "timings": {"send": 0, "wait": 10, "receive": 0},
    "request": {**head, "method": "GET", "url": "https://shop.example/", "headers": [], "queryString": []},
    "response": {**head, "status": 200, "statusText": "OK", "redirectURL": "",
                 "headers": [{"name": "Content-Type", "value": kind}],
                 "content": {"size": 11, "mimeType": kind, "text": "价格 ￥19"}},
}  # fmt: skip
page = {"startedDateTime": "2026-11-27T08:00:00.000Z", "id": "page_1", "title": "Shop", "pageTimings": {}}
log = {"version": "1.2", "creator": {"name": "browser", "version": "1"}, "pages": [page], "entries": [entry]}
with open("log.har", "w", encoding="utf-8") as file:
    json.dump({"log": log}, file)
subprocess.run([sys.executable, "-m", "har2warc.har2warc", "log.har", "log.warc.gz"], check=True)
with open("log.warc.gz", "rb") as file:
    for record in ArchiveIterator(file):
        if record.rec_type == "response":
            print(record.http_headers.get_header("content-type"))
            body = record.content_stream().read()
            print("readable as gb2312:", body.decode("gb2312", "replace") == "价格 ￥19")
            print("readable as utf-8:", body.decode("utf-8", "replace") == "价格 ￥19")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
text/html; charset=gb2312
readable as gb2312: False
readable as utf-8: True
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: har2warc keeps header and body together' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'the record says one character set and holds another:' \
  "$seen"
