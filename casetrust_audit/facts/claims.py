"""“Free” and “lowest price”: what shops claim of this where they sell, and the conditions they put beside it.

“Sugar-free”, a sort order “lowest price first” and the words of reviewers are no claims of the shop's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.facts.passages import per_shop, sentences
from casetrust_audit.facts.sentences import HEADINGS, in_other_card
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.once import once
from casetrust_audit.text.phrases import phrases

KINDS = ("free-delivery", "free-item", "lowest-price")
TOPICS = {"free-delivery": "free-delivery", "free-item": "free-claim", "lowest-price": "lowest-claim"}
LIVE_ROLES = ("home", "listing", "product", "cart", "search")
LONGEST = 220
_NOT_PROSE = ("option", "label", "button", "select", "th")

_WITH_ORDER = re.compile(
    r"(?<![\w-])(?:free|complimentary) (?!delivery|shipping|returns?|of\b|from\b|to\b|wifi)[a-z][\w-]*(?: [\w-]+){0,3}"
    r" with (?:every|any|each|your|all)\b"
)
_WHAT = re.compile(
    r"(?<![\w-])(?:free|complimentary) (?P<what>[a-z][a-z -]{2,40}?)"
    r"(?= (?:with|when|for|worth|on|upon|in|if|every|each|from|above|over|until|till|while|valid|and)\b|[^a-z -]|$)"
)
_GENERIC = frozenset(
    ("gift", "gifts", "item", "items", "sample", "samples", "product", "products", "goodie", "bag", "bags")
)
_DENIED = re.compile(
    r"\b(?:no|not|never|without|cannot)\b[^.;]{0,30}\b(?:free|complimentary)\b|n't\b[^.;]{0,30}\bfree\b"
)
_QUALIFIED = re.compile(
    r"\b(?:free|complimentary)\b[^.;]{0,40}?\b(?:for|on|to|with|within|when|if|from|above|over|between|until|till|by|after|"
    r"except)\b(?! (?:all|every|each|any|everyone|your order|singapore|islandwide|s'pore)\b)"
    r"|\b(?:add|another|more|away|left|remaining|unlock|qualify|eligible|get|enjoy|entitled|spend|receive|earn)\b"
    r"[^.;]{0,30}\bfree\b|\bfree\b[^.;]{0,30} w/|[*†‡^]|满|滿"
)
"""Words that tie what is free to something; a mark that leads to a note does so too."""
_BEYOND = re.compile(
    r"(?:above|over|from|min(?:imum)?\.?(?: (?:spend|order|purchase))?(?: of)?|of|spend(?:ing)?|worth|≥|>"
    r"|满|滿|melebihi)\s*$"
)
_OR_MORE = re.compile(r"\s*(?:and above|& above|or more|and more|onwards|\+)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as it stands on one page. `threshold` is what has to be spent for it, where that stands beside it; `what`
    are the words for the thing that is free; `english` is false where only another language's words were found."""

    kind: str
    page: Page
    text: str
    block: TextBlock
    english: bool
    conditional: bool
    threshold: Decimal | None = None
    what: tuple[str, ...] = ()

    def ref(self, shop: Shop) -> EvidenceRef:
        return shop.ref(self.page, self.text, self.block.selector, self.block.box)

    @property
    def named(self) -> bool:
        """Whether the free thing has a name by which it could be told in a cart."""
        return any(word not in _GENERIC for word in self.what)


@per_shop
def claims(shop: Shop) -> tuple[Claim, ...]:
    """Every claim on every page and visit, in order."""
    return tuple(claim for page in shop.by_role(*LIVE_ROLES) for claim in claims_on(page))


@once
def claims_on(page: Page) -> tuple[Claim, ...]:
    """Claims in the page's own text; not in footers, reviews, sort orders, or the cards of single products."""
    return tuple(_claims_on(page))


def _claims_on(page: Page) -> Iterator[Claim]:
    told = [b for b in _own(page.reading.blocks) if not _in_card(page, b)]
    for number, block in enumerate(told):
        if block.tag in _NOT_PROSE or block.area in ("footer", "nav"):
            continue
        beside = [b.text for b in told[max(0, number - 1) : number + 2] if b.area == block.area and b is not block]
        for sentence in sentences(normalise(block.text)):
            if len(sentence) <= LONGEST:
                yield from _claims(page, block, sentence, [t for t in beside if _goes_with(t)])


def conditions_elsewhere(shop: Shop, kind: str) -> bool:
    """Whether any page tells a condition of such a claim: what must be spent for free delivery, for instance."""
    for page in shop.pages:
        for block in page.reading.blocks:
            if not block.visible or len(block.text) > 4 * LONGEST or "free" not in fold(block.text):
                continue
            about = phrases("delivery" if kind == "free-delivery" else TOPICS[kind]).any(block.text)
            if about and (find_amounts(block.text, "SGD") or phrases("offer-conditions").any(block.text)):
                return True
    return False


def _in_card(page: Page, block: TextBlock) -> bool:
    """Inside the card of a product; a paragraph with a link is a card of its own and stays."""
    alone = any(card.selector == block.selector for card in page.reading.cards)
    return not alone and in_other_card(page, block.selector, block.box)


def _own(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """Visible blocks but those under a heading of reviews, up to the next heading of its rank."""
    rank = 0
    for block in blocks:
        if not block.visible:
            continue
        if block.tag in HEADINGS and block.tag[1:].isdigit():
            level = int(block.tag[1:])
            if phrases("reviews").any(block.text):
                rank = level if not rank else min(rank, level)
            elif rank and level <= rank:
                rank = 0
        if not rank:
            yield block


def _goes_with(text: str) -> bool:
    """Whether a text beside a claim may hold its conditions: one that calls something free itself has its own."""
    return len(text) <= LONGEST and not re.search(r"\b(?:free|complimentary)\b|免费|免費|包邮|percuma", fold(text))


def _claims(page: Page, block: TextBlock, sentence: str, beside: list[str]) -> Iterator[Claim]:
    folded = fold(sentence)
    if folded.endswith(("?", "？")) or _DENIED.search(folded):
        return
    for kind in KINDS:
        hits = phrases(TOPICS[kind]).find(sentence)
        with_order = kind == "free-item" and bool(_WITH_ORDER.search(folded))
        if not hits and not with_order:
            continue
        english = with_order or any(hit.language == "en" for hit in hits)
        if kind == "lowest-price":
            matched = any(phrases("price-match").any(text) for text in (sentence, *beside))
            yield Claim(kind, page, sentence, block, english, matched)
            continue
        threshold = _threshold([sentence, *beside], page_currency(page.reading))
        told = any(phrases("offer-conditions").any(text) for text in (sentence, *beside))
        conditional = threshold is not None or told or bool(_QUALIFIED.search(folded))
        what = _what(folded) if kind == "free-item" else ()
        yield Claim(kind, page, sentence, block, english, conditional, threshold, what)


def _threshold(texts: list[str], currency: str) -> Decimal | None:
    """The most that the texts ask to be spent."""
    asked = []
    for text in map(normalise, texts):
        for amount in find_amounts(text, currency or "SGD"):
            if _BEYOND.search(fold(text[: amount.start])) or _OR_MORE.match(text[amount.end :]):
                asked.append(amount.readings[0].amount)
    return max(asked, default=None)


def _what(folded: str) -> tuple[str, ...]:
    found = _WHAT.search(folded)
    return tuple(found["what"].split()) if found else ()
