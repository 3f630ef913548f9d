"""Crops of screenshots: the spot a piece of evidence was read from, as a small JPEG."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from casetrust_audit.evidence.bundle import Bundle, read_object
from casetrust_audit.model.fact import EvidenceRef

if TYPE_CHECKING:
    from PIL.Image import Image

PADDING = 14
MIN_WIDTH, MIN_HEIGHT = 260, 56
MAX_WIDTH, MAX_HEIGHT = 760, 320
SMALL = 60
"""Pixels: a box or switch narrower than this has what it says to its right, which is shown."""
QUALITY = 62
GAP = 4
"""Pixels between the spot and the frame drawn around it."""
FRAME, HALO = (192, 28, 40), (255, 255, 255)
"""Red within white, so that the frame is seen on any ground and in grey as well."""


class Cropper:
    """Cuts evidence out of a bundle's screenshots. Call it with an `EvidenceRef`; None where there is no picture."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._captures = {c.id: c for c in bundle.collection.captures}
        self._image = lru_cache(maxsize=4)(self._open)

    def _open(self, digest: str) -> Image:
        from PIL import Image

        image = Image.open(BytesIO(read_object(self._bundle.root, digest, "screenshot")))
        image.load()
        return image

    def __call__(self, ref: EvidenceRef) -> bytes | None:
        capture = self._captures.get(ref.source)
        if capture is None or ref.box is None or "screenshot" not in capture.files:
            return None
        try:
            image = self._image(capture.files["screenshot"])
        except (OSError, ValueError, SyntaxError):  # what Pillow raises for bytes that are no picture
            return None
        x, y, width, height = (value * capture.scale for value in ref.box)
        outside = x >= image.width or y >= image.height or x + width <= 0 or y + height <= 0
        if width <= 0 or height <= 0 or outside:
            return None
        wide = min(MAX_WIDTH, max(MIN_WIDTH, width + 2 * PADDING))
        high = min(MAX_HEIGHT, max(MIN_HEIGHT, height + 2 * PADDING))
        # a box larger than the crop shows its top left, where text begins
        beside = PADDING if width < SMALL else (wide - min(width, wide - 2 * PADDING)) / 2
        left = max(0.0, min(x - beside, image.width - wide))
        top = max(0.0, min(y - (high - min(height, high - 2 * PADDING)) / 2, image.height - high))
        box = (int(left), int(top), int(min(image.width, left + wide)), int(min(image.height, top + high)))
        cut = image.crop(box).convert("RGB")
        _mark(cut, (x - box[0], y - box[1], x - box[0] + width, y - box[1] + height))
        out = BytesIO()
        cut.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        return out.getvalue()


def _mark(cut: Image, spot: tuple[float, float, float, float]) -> None:
    """A frame around the spot; an edge of it that lies outside the crop is not drawn."""
    from PIL import ImageDraw

    left, top, right, bottom = spot
    frame = (left - GAP, top - GAP, right + GAP, bottom + GAP)
    draw = ImageDraw.Draw(cut)
    for grown, width, colour in ((1, 4, HALO), (0, 2, FRAME)):
        edges = (frame[0] - grown, frame[1] - grown, frame[2] + grown, frame[3] + grown)
        draw.rectangle(edges, outline=colour, width=width)
