#!/usr/bin/env bash
# Package: warcio 1.8.1 (with zstandard 0.25.0, which makes the body)
# Expected: content_stream() gives the content decoded by Content-Encoding, as its documentation says, or an error
#   where it cannot. zstd is a registered content coding (RFC 8878, 7.2), and browsers ask for it.
# Seen: the compressed bytes are handed out as if they were the page, without an error or a warning.
# Hurts: whoever searches archived pages: "the words are nowhere on the page", because nobody looked at the page.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'warcio==1.8.1' \
  'zstandard==0.25.0' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import io

import zstandard
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

page = b"<p>Returns are accepted within 30 days.</p>" * 20
head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "zstd")], protocol="HTTP/1.1")
archive = io.BytesIO()
writer = WARCWriter(archive, gzip=False)
body = io.BytesIO(zstandard.ZstdCompressor().compress(page))
writer.write_record(writer.create_warc_record("https://shop.example/", "response", payload=body, http_headers=head))
archive.seek(0)
for record in ArchiveIterator(archive):
    content = record.content_stream().read()
    print("the page:", content == page, "- bytes of a zstd frame:", content[:4] == b"\x28\xb5\x2f\xfd")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
the page: False - bytes of a zstd frame: True
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: warcio decodes zstd or says that it cannot' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'the decoded content of a response is' \
  "$seen"
