#!/usr/bin/env bash
# Package: ImageHash 4.3.2
# Expected: two marks that look quite different have different hashes, also where the ground is transparent: the README
#   says that the hashes tell whether two images look nearly identical, and nothing of images with an alpha channel.
# Seen: alpha is dropped, and what is transparent is mostly black beneath. So every black mark on a transparent ground
#   is a black picture: a disc, a triangle, a bar and a picture of nothing have one hash, with a distance of 0 by all five
#   methods. On a white ground they are far apart, and the package dhash tells them apart as they are.
# Hurts: whoever looks for a trust mark on a shop's pages by its picture: any other black logo, and even a picture that is
#   wholly transparent, is taken for the mark.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-input --target "$work/lib" \
  'ImageHash==4.3.2' \
  'dhash==1.4' \
  'Pillow==13.0.0' \
  2>"$work/log" || { cat "$work/log" >&2; exit 1; }

cat >"$work/program.py" <<'EOF'
import io

import dhash
import imagehash
from PIL import Image, ImageDraw

METHODS = ("average_hash", "phash", "dhash", "whash", "colorhash")
SIZE = (256, 256)


def mark(kind: str) -> Image.Image:
    picture = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    if kind == "disc":
        draw.ellipse((20, 20, 236, 236), fill="black")
    if kind == "triangle":
        draw.polygon([(128, 10), (246, 246), (10, 246)], fill="black")
    if kind == "bar":
        draw.rectangle((100, 0, 150, 255), fill="black")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return Image.open(file)


def on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", SIZE, "white")
    ground.alpha_composite(picture)
    return ground


disc = mark("disc")
for kind in ("triangle", "bar", "nothing"):
    other = mark(kind)
    apart = {method: getattr(imagehash, method)(disc) - getattr(imagehash, method)(other) for method in METHODS}
    print(f"disc and {kind}:", *(f"{method} {bits}" for method, bits in apart.items()))
    white = imagehash.phash(on_white(disc)) - imagehash.phash(on_white(other))
    bits = dhash.get_num_bits_different(dhash.dhash_int(disc), dhash.dhash_int(other))
    print("  phash on white:", "apart" if white > 20 else "near", "- package dhash:", "apart" if bits > 20 else "near")
EOF
seen=$(cd "$work" && PYTHONPATH="$work/lib" python3 -W ignore program.py)
expected=$(cat <<'EOF'
disc and triangle: average_hash 0 phash 0 dhash 0 whash 0 colorhash 0
  phash on white: apart - package dhash: apart
disc and bar: average_hash 0 phash 0 dhash 0 whash 0 colorhash 0
  phash on white: apart - package dhash: apart
disc and nothing: average_hash 0 phash 0 dhash 0 whash 0 colorhash 0
  phash on white: apart - package dhash: apart
EOF
)
if [ "$seen" != "$expected" ]; then
  printf '%s\n' 'changed: marks on a transparent ground are told apart' \
    'expected:' "$expected" 'seen:' "$seen" >&2
  exit 1
fi
printf '%s\n' 'distances of black marks on a transparent ground, by five methods:' \
  "$seen"
