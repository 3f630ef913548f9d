#!/usr/bin/env bash
# Package: cdxj-indexer 1.5.0 (keys by surt 0.3.1)
# Expected: paths are case-sensitive (RFC 3986, 6.2.2.1): /p/AB and /p/ab are two pages and have two keys in an index.
# Seen: both have the key "example,shop)/p/ab"; the whole address is put into lower case, path and query too.
# Hurts: whoever looks up evidence by key: for shops with short codes as addresses the index offers another product's
#   page for the one that was asked for.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'cdxj-indexer==1.5.0' \
  'surt==0.3.1' \
  'warcio==1.8.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import io
import subprocess
import sys

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

with open("log.warc.gz", "wb") as file:
    writer = WARCWriter(file)
    for url in ("https://shop.example/p/AB", "https://shop.example/p/ab"):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        body = io.BytesIO(url.encode())
        date = {"WARC-Date": "2026-11-27T08:00:00Z"}
        record = writer.create_warc_record(url, "response", payload=body, http_headers=head, warc_headers_dict=date)
        writer.write_record(record)
command = [sys.executable, "-m", "cdxj_indexer.main", "log.warc.gz"]
done = subprocess.run(command, capture_output=True, text=True, check=True)
for line in done.stdout.splitlines():
    print(line.split(" ", 1)[0])
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
example,shop)/p/ab
example,shop)/p/ab
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: the index keeps the case of paths' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'two pages have one key:' \
  "$seen"
