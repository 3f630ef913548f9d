"""Visible text of pages as sentences that know where they stand, and second sightings of the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.once import per_text
from casetrust_audit.text.phrases import phrases

T = TypeVar("T")
BODY = ("main", "aside")
FRAME = ("header", "nav", "footer")
"""Areas that a shop repeats on every page."""
SENTENCE_LIMIT = 1500
PASSAGE_LIMIT = 6000
"""Hostile pages are cut, not waited for."""

FOLDING_ROLES = frozenset({"faq", "returns", "delivery", "terms", "privacy", "complaint"})
"""Roles whose text often lies in closed accordions: published, one click away, and not displayed when read."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend"})
_END = re.compile(
    r"(?<=[.!?])[\"')\]]{0,2} (?=[\"'(\[]?[A-Z0-9*•\-\u4e00-\u9fff])|(?<=[。！？；])|(?= [•●▪] )|(?<=[a-z]!) "
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:pte|ltd|co|no|inc|st|rd|ave|blk|mr|ms|mrs|dr|e\.g|i\.e|approx|reg|tel|fax|vs|corp|sdn|bhd)\.$", re.I
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a visible block. `section` is the heading it stands under, "" before the first."""

    page: Page
    block: TextBlock
    text: str
    section: str
    folded: str
    """The sentence as it is matched."""

    @property
    def is_heading(self) -> bool:
        return self.block.tag.lower() in _HEADINGS

    @property
    def scope(self) -> str:
        """Heading and sentence together: what the sentence is about."""
        return f"{self.section} | {self.text}"


def per_shop(make: Callable[[Shop], T]) -> Callable[[Shop], T]:
    """Work a value out once for each shop."""
    made: WeakKeyDictionary[Shop, T] = WeakKeyDictionary()

    @wraps(make)
    def cached(shop: Shop) -> T:
        if shop not in made:
            made[shop] = make(shop)
        return made[shop]

    return cached


def mentions(text: str, *topics: str) -> bool:
    """True where the text holds a phrase of any of the lexicon topics."""
    return any(phrases(topic).any(text) for topic in topics)


@per_text
def sentences(text: str) -> tuple[str, ...]:
    """Sentences of a block: full stops of "Pte. Ltd." and the like do not end one."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATED.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        if piece := text[start : match.end()].strip():
            yield piece[:SENTENCE_LIMIT]
        start = match.end()
    if piece := text[start:].strip():
        yield piece[:SENTENCE_LIMIT]


def passages(shop: Shop, pages: Iterable[Page], areas: tuple[str, ...] = BODY) -> tuple[Passage, ...]:
    """Sentences of the pages in order, of blocks that a shopper sees (or can unfold) and that stand in `areas`."""
    memo = _passage_memo(shop)
    found: list[Passage] = []
    for page in pages:
        key = page.capture.id
        if key not in memo:
            memo[key] = tuple(_of_page(page))
        found.extend(p for p in memo[key] if p.block.area in areas)
    return tuple(found)


@per_shop
def _passage_memo(_shop: Shop) -> dict[str, tuple[Passage, ...]]:
    return {}


def _of_page(page: Page) -> Iterator[Passage]:
    section, left = "", PASSAGE_LIMIT
    for block in page.reading.blocks:
        if not block.visible and page.role not in FOLDING_ROLES:
            continue
        text = normalise(block.text)
        heading = block.tag.lower() in _HEADINGS
        for sentence in sentences(text):
            left -= 1
            if left < 0:
                return
            yield Passage(page, block, sentence, "" if heading else section, fold(sentence))
        if heading:
            section = text[:120]


def ref(shop: Shop, passage: Passage) -> EvidenceRef:
    """Evidence of one sentence."""
    return shop.ref(passage.page, passage.text, passage.block.selector, passage.block.box)


def sightings(shop: Shop, passage: Passage) -> tuple[EvidenceRef, ...]:
    """The sentence, and the same words on a page of each other session that shows them."""
    return (ref(shop, passage), *_again(shop, passage.text, {passage.page.capture.session}))


def seen_again(shop: Shop, words: str, *first: EvidenceRef) -> tuple[EvidenceRef, ...]:
    """`first`, and one page of each session not among them whose visible text holds `words`."""
    return (*first, *_again(shop, words, {r.session for r in first}))


def _again(shop: Shop, words: str, sessions: set[str]) -> Iterator[EvidenceRef]:
    needle, seen = fold(words), set(sessions)
    if not needle:
        return
    for page in shop.pages:
        if page.capture.session in seen:
            continue
        for block, folded in _folded(shop, page):
            if needle in folded:
                seen.add(page.capture.session)
                yield shop.ref(page, words, block.selector, block.box)
                break


def _folded(shop: Shop, page: Page) -> tuple[tuple[TextBlock, str], ...]:
    memo = _fold_memo(shop)
    if page.capture.id not in memo:
        memo[page.capture.id] = tuple((b, fold(b.text)) for b in page.reading.blocks if b.visible)
    return memo[page.capture.id]


@per_shop
def _fold_memo(_shop: Shop) -> dict[str, tuple[tuple[TextBlock, str], ...]]:
    return {}


_CJK = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:['-][^\W\d_]+)*")


def word_count(text: str) -> int:
    """Words of a text; two Chinese characters count as one word."""
    return len(_WORD.findall(text)) + len(_CJK.findall(text)) // 2
