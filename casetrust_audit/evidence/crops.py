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
QUALITY = 72


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
        left = max(0.0, min(x - (wide - min(width, wide - 2 * PADDING)) / 2, image.width - wide))
        top = max(0.0, min(y - (high - min(height, high - 2 * PADDING)) / 2, image.height - high))
        box = (int(left), int(top), int(min(image.width, left + wide)), int(min(image.height, top + high)))
        out = BytesIO()
        image.crop(box).convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
        return out.getvalue()
