"""Evidence as a report shows it: a link that is safe to follow, a quote, and a picture of the spot."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.report.escape import LONGEST_SHOWN_URL, clean, safe_url

Crops: TypeAlias = Callable[[EvidenceRef], bytes | None]
"""Gives the JPEG of a spot, or None where there is no picture of it."""

PICTURE_BUDGET = 2_300_000
"""Characters of pictures in one report: a file that opens at once and goes through by mail."""

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
    left_out: bool
    """Whether there is a picture for which the report has no room."""


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

    def spot(self, ref: EvidenceRef, pictured: bool = True, beside: set[str] | None = None) -> Spot:
        """The spot of `ref`; without a picture where `pictured` is false or `beside` holds the same one.

        `beside` are the pictures shown beside it so far; this one joins them."""
        before = self.left_out
        picture = self.picture(ref, beside) if pictured else ""
        if picture and beside is not None:
            beside.add(picture)
        return Spot(
            capture=clean(ref.source, 60),
            indexed=anchor("capture", ref.source) if ref.source in self._captures else "",
            link=link(ref.url),
            quote=clean(ref.quote),
            selector=clean(ref.selector, 300),
            session=clean(ref.session, 60),
            sha=short_hash(ref.sha256),
            picture=picture,
            left_out=self.left_out > before,
        )

    def picture(self, ref: EvidenceRef, beside: Container[str] | None = None) -> str:
        """data: URI of the crop, "" where there is none, `beside` holds it already, or the report is full."""
        if ref not in self._seen:
            self._seen[ref] = self._encode(self._crops(ref))
        uri = self._seen[ref]
        if beside is not None and uri in beside:
            return ""
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
