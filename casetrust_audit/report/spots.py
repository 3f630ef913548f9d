"""Evidence as a report shows it: a link that is safe to follow, a quote, and a picture of the spot."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.report.escape import LONGEST_SHOWN_URL, clean, safe_url

Crops: TypeAlias = Callable[[EvidenceRef], bytes | None]
"""Gives the JPEG of a spot, or None where there is no picture of it."""

PICTURE_BUDGET = 18_000_000
"""Bytes of JPEG in one report: a file that still opens at once and goes through by mail."""

JPEG_START = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Link:
    """An address: `text` as shown; `href` empty where it must not be a link."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One piece of evidence. `picture` is a data: URI or ""; `capture` the id in the evidence index."""

    capture: str
    indexed: str
    """Id of its row in the evidence index, "" where there is none."""
    link: Link
    quote: str
    selector: str
    session: str
    sha: str
    picture: str


def link(url: str) -> Link:
    """`url` as a link where that is safe, else as mere text."""
    return Link(clean(url, LONGEST_SHOWN_URL), safe_url(url))


def anchor(prefix: str, text: str) -> str:
    """An id for the page, of letters, digits and hyphens."""
    return f"{prefix}-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in text[:80])


def short_hash(sha256: str) -> str:
    """The first twelve digits: enough to find the file in the bundle."""
    return clean(sha256, 64)[:12]


class Spotter:
    """Makes spots; counts the pictures that no longer fitted in the budget."""

    def __init__(self, crops: Crops, captures: Iterable[str], budget: int = PICTURE_BUDGET) -> None:
        self._crops = crops
        self._captures = frozenset(captures)
        self._left = budget
        self._seen: dict[EvidenceRef, str] = {}
        self.left_out = 0

    def spot(self, ref: EvidenceRef, pictured: bool = True) -> Spot:
        """The spot of `ref`; without a picture where `pictured` is false."""
        return Spot(
            capture=clean(ref.source, 60),
            indexed=anchor("capture", ref.source) if ref.source in self._captures else "",
            link=link(ref.url),
            quote=clean(ref.quote),
            selector=clean(ref.selector, 300),
            session=clean(ref.session, 60),
            sha=short_hash(ref.sha256),
            picture=self.picture(ref) if pictured else "",
        )

    def picture(self, ref: EvidenceRef) -> str:
        """data: URI of the crop, "" where there is none or the report is full."""
        if ref not in self._seen:
            self._seen[ref] = self._encode(self._crops(ref))
        uri = self._seen[ref]
        if len(uri) > self._left:
            self.left_out += 1
            return ""
        self._left -= len(uri)
        return uri

    @staticmethod
    def _encode(jpeg: bytes | None) -> str:
        if not jpeg or not jpeg.startswith(JPEG_START):
            return ""
        return "data:image/jpeg;base64," + b64encode(jpeg).decode("ascii")
