#!/usr/bin/env bash
# Package: wacz 0.6.0 (with warcio 1.8.1, which makes the archives)
# Expected: --detect-pages lists the HTML pages of the archive in pages.jsonl; neither its description nor the format
#   (WACZ 1.1.1, pages.jsonl) asks for more than a page.
# Seen: a page is listed only when some request of the archive names it as Referer. A page of mere text, where nothing
#   more is loaded and no link is followed, is left out; of a shop that sends Referrer-Policy: no-referrer no page is
#   listed. The exit status is 0 and "wacz validate" passes.
# Hurts: whoever hands over archived shops as evidence: the refund terms were archived and are not among the pages.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'wacz==0.6.0' \
  'warcio==1.8.1' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import io
import json
import subprocess
import sys
import zipfile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TOOL = [sys.executable, "-W", "ignore", "-c", "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))"]
SHOP = "https://shop.example"
VISITS = [("/", None), ("/shop.css", "/"), ("/contact", "/"), ("/map.png", "/contact"), ("/refunds", "/contact")]


def pack(name, referrers):
    with open(f"{name}.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        for path, referrer in VISITS:
            kind = {"css": "text/css", "png": "image/png"}.get(path[-3:], "text/html")
            head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            body = io.BytesIO(b"<html><title>A page</title><p>Some text</p></html>")
            got = writer.create_warc_record(SHOP + path, "response", body, http_headers=head)
            fields = [("Host", "shop.example")]
            if referrer and referrers:
                fields.append(("Referer", SHOP + referrer))
            head = StatusAndHeaders(f"GET {path} HTTP/1.1", fields, is_http_request=True)
            asked = writer.create_warc_record(SHOP + path, "request", io.BytesIO(), http_headers=head)
            writer.write_request_response_pair(asked, got)
    made = subprocess.run([*TOOL, "create", "--detect-pages", "-o", f"{name}.wacz", f"{name}.warc.gz"], capture_output=True)
    checked = subprocess.run([*TOOL, "validate", "-f", f"{name}.wacz"], capture_output=True)
    with zipfile.ZipFile(f"{name}.wacz") as package:
        pages = []
        if "pages/pages.jsonl" in package.namelist():
            lines = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
            pages = sorted(line["url"].removeprefix(SHOP) for line in lines if "url" in line)
    print(f"{name}: status {made.returncode}, validate {checked.returncode}, pages: {' '.join(pages) or 'none'}")


pack("referrers", True)
pack("no-referrer", False)
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
referrers: status 0, validate 0, pages: / /contact
no-referrer: status 0, validate 0, pages: none
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: wacz lists other pages' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'archived: the pages / and /contact and /refunds; listed:' \
  "$seen"
