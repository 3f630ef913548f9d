#!/usr/bin/env bash
# Package: pywb 2.10.0 (with warcio 1.8.1, which makes the archive)
# Expected: an archive that holds /price.json?sku=A answers 404 for ?sku=B, as it does for pages: the query is part of
#   what identifies a resource (RFC 3986, 3.4), and a body of a POST tells requests of one address apart.
# Seen: for JSON, scripts and whatever has an extension the nearest other query is served, status 200, with no mark:
#   B has the price of A. A POST that was never made is answered by the answer to another one.
# Hurts: whoever replays an archived shop as evidence: a price, a stock or a consent is shown that the shop never gave
#   for that request, and a lost capture is not noticed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'pywb==2.10.0' \
  'warcio==1.8.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import io
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SHOP = "https://shop.example"
with open("shop.warc.gz", "wb") as file:
    writer = WARCWriter(file, gzip=True)

    def keep(path, kind, answer, sent=None):
        date = {"WARC-Date": "2026-11-30T01:00:00Z"}
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        got = writer.create_warc_record(SHOP + path, "response", io.BytesIO(answer), http_headers=head, warc_headers_dict=date)
        line = f"{'POST' if sent else 'GET'} {path} HTTP/1.1"
        fields = [("Host", "shop.example"), ("Content-Type", "application/json")] if sent else [("Host", "shop.example")]
        head = StatusAndHeaders(line, fields, is_http_request=True)
        asked = writer.create_warc_record(SHOP + path, "request", io.BytesIO(sent or b""), http_headers=head, warc_headers_dict=date)
        writer.write_request_response_pair(asked, got)

    keep("/product?id=A", "text/html", b"<p>A costs 10</p>")
    keep("/price.json?sku=A", "application/json", b'{"price": 10}')
    keep("/consent", "application/json", b'{"saved": "marketing yes"}', b'{"marketing": "yes"}')

run = [sys.executable, "-W", "ignore", "-c"]
manager = "import sys; from pywb.manager.manager import main; main(sys.argv[1:])"
for words in (["init", "shop"], ["add", "shop", "shop.warc.gz"]):
    subprocess.run([*run, manager, *words], check=True, capture_output=True)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
start = "import sys; from pywb.apps.cli import wayback; wayback(sys.argv[1:])"
server = subprocess.Popen([*run, start, "-b", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ask(path, sent=None):
    address = f"http://127.0.0.1:{port}/shop/20261130010000id_/{SHOP}{path}"
    asked = urllib.request.Request(address, data=sent, headers={"Content-Type": "application/json"} if sent else {})
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, "not archived"


try:
    for _ in range(120):
        try:
            ask("/product?id=A")
            break
        except OSError:
            time.sleep(0.5)
    for path in ("/product?id=A", "/product?id=B", "/price.json?sku=A", "/price.json?sku=B"):
        print(path, "->", *ask(path))
    print("/consent marketing=yes ->", *ask("/consent", b'{"marketing": "yes"}'))
    print("/consent marketing=no ->", *ask("/consent", b'{"marketing": "no"}'))
finally:
    server.terminate()
    server.wait(20)
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" timeout 240 python3 -W ignore program.py)
expected=$(cat <<'EOF'
/product?id=A -> 200 <p>A costs 10</p>
/product?id=B -> 404 not archived
/price.json?sku=A -> 200 {"price": 10}
/price.json?sku=B -> 200 {"price": 10}
/consent marketing=yes -> 200 {"saved": "marketing yes"}
/consent marketing=no -> 200 {"saved": "marketing yes"}
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: pywb serves other queries in another way' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'archived: product?id=A, price.json?sku=A and one consent; asked and answered:' \
  "$seen"
