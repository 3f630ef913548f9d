#!/usr/bin/env bash
# Package: fast-mhtml2html 1.0.2
# Expected: the result holds what the MHTML file holds. The package is there to make one HTML file of it, and the parts
#   that the page names by cid: or by address belong to it (RFC 2557); mhtml-to-html keeps them.
# Seen: of the parts only the page itself and its style sheets are kept, without an error. A frame is left out and its
#   address becomes the name of a file that nobody wrote; a picture is left out and is the live shop's when looked at.
# Hurts: whoever turns pages saved with Chrome into evidence that any browser opens: the terms in the frame are gone,
#   and the seal in the picture is today's.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
  'fast-mhtml2html@1.0.2' \
  'mhtml-to-html@2.1.0' \
  >&2

cat >"$work/program.mjs" <<'EOF'
import fast from "fast-mhtml2html";
import { convert } from "mhtml-to-html";

const META = '<meta http-equiv=3D"Content-Type" content=3D"text/html; charset=3DUTF-8">';
const PICTURE = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString("base64");
const part = (headers, body) => ["--part", ...headers, "", body, ""];
const html = (id, address, body) =>
  part(
    [
      "Content-Type: text/html",
      `Content-ID: <${id}@mhtml.blink>`,
      "Content-Transfer-Encoding: quoted-printable",
      `Content-Location: https://shop.example.com/${address}`,
    ],
    `<html><head>${META}</head><body>${body}</body></html>`,
  );
const saved = [
  "From: <Saved by Blink>",
  "Snapshot-Content-Location: https://shop.example.com/checkout",
  "Subject: Checkout",
  "MIME-Version: 1.0",
  'Content-Type: multipart/related; type="text/html"; boundary="part"',
  "",
  ...html(
    "frame-1",
    "checkout",
    '<p>Pay S$19.90</p><iframe src=3D"cid:frame-2@mhtml.blink"></iframe><img src=3D"https://shop.example.com/seal.svg">',
  ),
  ...html("frame-2", "terms", "<p>No refund after 7 days</p>"),
  ...part(
    [
      "Content-Type: image/svg+xml",
      "Content-Transfer-Encoding: base64",
      "Content-Location: https://shop.example.com/seal.svg",
    ],
    PICTURE,
  ),
  "--part--",
  "",
].join("\r\n");

const told = (name, page) => {
  const kept = ["Pay S$19.90", "No refund after 7 days", "data:image/svg+xml"].map((words) => page.includes(words));
  console.log(`${name}: page ${kept[0]}, frame ${kept[1]}, picture ${kept[2]}`);
};
const page = String(fast.convert(saved));
told("fast-mhtml2html", page);
console.log(page.match(/(?<=src=")[^"]*/g).join(" "));
told("mhtml-to-html", (await convert(saved)).data);
EOF
seen=$(cd "$work" && node program.mjs)
expected=$(cat <<'EOF'
fast-mhtml2html: page true, frame false, picture false
https!shop.example.com!terms https://shop.example.com/seal.svg
mhtml-to-html: page true, frame true, picture true
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: frames and pictures are kept' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'what is left of a saved page with a frame and a picture:' \
  "$seen"
