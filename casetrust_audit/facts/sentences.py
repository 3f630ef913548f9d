"""Sentences of pages with the heading they stand under, and what of a page is its own content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.reading import Box, Card, Reading, TextBlock
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.once import once
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key

POLICY_ROLES = ("delivery", "returns", "terms", "privacy", "faq")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "legend"})

_ARTICLES = re.compile(r"/(?:blogs?|news|press|articles?|stories|journal)(?:/|$)", re.I)
SHORTEST_NAME = 4
CARD_CHARS = 400
"""The reader keeps so much of a card's text: one that fills it says more than a card does."""
QUESTION = 120
"""A longer text that ends in a question mark is a paragraph, not a question over an answer."""

# Titles of Chinese shops part the item from the shop by "_" without spaces; Latin words may hold it.
_TITLE_PARTS = re.compile(r"\s[|–—·-]\s|[|｜]|(?<=[\u3400-\u9fff）】])\s*_\s*|\s*_\s*(?=[\u3400-\u9fff【])")
# A full stop ends a sentence only before a capital, so that "approx. 3 days" stays whole.
_SENTENCE = re.compile(r"(?<=[a-z0-9)%\]”’][.!?])\s+(?=[A-Z0-9\"'(])|(?<=[。！？；])\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a page. `heading` is the folded text of the heading above it ("" where none)."""

    page: Page
    text: str
    heading: str
    block: TextBlock
    folded: str
    """The sentence as it is matched."""

    def ref(self, shop: Shop) -> EvidenceRef:
        return shop.ref(self.page, self.text, self.block.selector, self.block.box)

    @property
    def whole(self) -> str:
        """Heading and sentence together, folded: what the sentence is about."""
        return f"{self.heading} {self.folded}"


def passages(pages: Iterable[Page], *, hidden: bool = True) -> Iterator[Passage]:
    """Every sentence of the pages, those inside closed accordions too unless `hidden` is false."""
    for page in pages:
        for sentence, heading, block, folded in (_pieces if hidden else _visible_pieces)(page.reading):
            yield Passage(page, sentence, heading, block, folded)


_Piece = tuple[str, str, TextBlock, str]
"""A sentence, the heading over it, its block, and the sentence folded."""


@once
def _pieces(reading: Reading) -> tuple[_Piece, ...]:
    return tuple(_cut(reading.blocks))


@once
def _visible_pieces(reading: Reading) -> tuple[_Piece, ...]:
    return tuple(_cut(b for b in reading.blocks if b.visible))


def _cut(blocks: Iterable[TextBlock]) -> Iterator[_Piece]:
    heading = ""
    for block in blocks:
        # A question stands over its answer as a heading does, be it in a block of its own or not.
        heads = block.tag in HEADINGS or (block.text.rstrip().endswith(("?", "？")) and len(block.text) <= QUESTION)
        if heads:
            heading = fold(block.text)
        above = "" if block.tag in HEADINGS else heading
        for sentence in _SENTENCE.split(normalise(block.text)):
            if sentence:
                yield sentence, above, block, fold(sentence)
            if sentence.endswith(("?", "？")):
                above = fold(sentence)


def first(found: Iterable[Passage], matches: Callable[[Passage], bool], limit: int = 3) -> tuple[Passage, ...]:
    """The first `limit` passages that match."""
    kept: list[Passage] = []
    for passage in found:
        if matches(passage):
            kept.append(passage)
            if len(kept) == limit:
                break
    return tuple(kept)


def saying(pattern: re.Pattern[str]) -> Callable[[Passage], bool]:
    """A test for passages whose folded text matches."""
    return lambda passage: bool(pattern.search(passage.folded))


def refs(shop: Shop, found: Iterable[Passage]) -> tuple[EvidenceRef, ...]:
    """Evidence of the passages, in order."""
    return tuple(p.ref(shop) for p in found)


def own_blocks(page: Page) -> tuple[TextBlock, ...]:
    """Visible blocks of the page's own content: not header, footer or navigation, and not inside the
    cards of other products."""
    return _own_blocks(page.reading)


@once
def _own_blocks(reading: Reading) -> tuple[TextBlock, ...]:
    others = _cards_of_others(reading)
    return tuple(
        b
        for b in reading.blocks
        if b.visible
        and b.area in ("main", "aside", "dialog")
        and not any(inside(b.selector, b.box, c.selector, c.box) for c in others)
    )


def in_other_card(page: Page, selector: str, box: Box) -> bool:
    """True where a spot lies in the card of another product."""
    return _in_other_card(page.reading, selector, box)


@once
def _in_other_card(reading: Reading, selector: str, box: Box) -> bool:
    return any(inside(selector, box, c.selector, c.box) for c in _cards_of_others(reading))


@once
def _cards_of_others(reading: Reading) -> tuple[Card, ...]:
    """Cards but one that holds the page's only button to buy and its item's name: that is the item itself, with a link
    to its category or its picture. What has more text than a card is a section of the page with one link."""
    shown = tuple(c for c in reading.cards if c.visible and len(c.text) < CARD_CHARS)
    adds = [b for b in reading.buttons if b.visible and b.area == "main" and phrases("add-to-cart").any(b.text)]
    name = fold(main_heading(reading))
    if len(adds) != 1 or len(name) < SHORTEST_NAME:
        return shown
    return tuple(c for c in shown if not (inside("", adds[0].box, c.selector, c.box) and name in fold(c.text)))


def key(url: str) -> str:
    """A URL as the name of one page: without tracking, fragment and trailing slash."""
    return canonical_key(url).rstrip("/")


def is_article(page: Page) -> bool:
    """A post of a blog, or the list of them: it tells stories, and no terms of this shop."""
    return bool(_ARTICLES.search(urlsplit(page.url).path))


def by_url(pages: Iterable[Page]) -> dict[str, tuple[Page, ...]]:
    """Captures of the same address together, in order of capture."""
    groups: dict[str, list[Page]] = {}
    for page in pages:
        groups.setdefault(key(page.url), []).append(page)
    return {url: tuple(group) for url, group in groups.items()}


def main_heading(reading: Reading) -> str:
    """The first visible heading of the first rank; "" where there is none."""
    return next((h.text for h in reading.headings if h.visible and h.level == 1), "")


def title_of(page: Page) -> str:
    """What the page calls its product or subject: first visible h1, else the title's first part."""
    heading = next((h.text for h in page.reading.headings if h.visible and h.level == 1 and h.text.strip()), "")
    return normalise(heading or _TITLE_PARTS.split(page.reading.title.strip())[0])


@lru_cache(maxsize=8192)
def words(text: str) -> int:
    """Words of a text; two Chinese characters count as one."""
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    return len(re.findall(r"[^\W\d_\u3400-\u9fff][^\W_\u3400-\u9fff'’-]*", text)) + (han + 1) // 2


def inside(selector: str, box: Box, outer_selector: str, outer: Box) -> bool:
    """Whether a spot lies in another, by its box, or by its place in the page where it has none."""
    # heights first: most cards of a long list lie above or below, and are told at once
    if (
        outer[1] - 1 <= box[1]
        and box[1] + box[3] <= outer[1] + outer[3] + 1
        and outer[0] - 1 <= box[0]
        and box[0] + box[2] <= outer[0] + outer[2] + 1
        and outer[2] and outer[3] and box[2] and box[3]
    ):  # fmt: skip
        return True
    return selector == outer_selector or selector.startswith(outer_selector + " > ")
