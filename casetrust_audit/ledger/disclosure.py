"""Where, and how well, a charge is disclosed before checkout: none < mention < formula < amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.facts.delivery_words import fees_beside
from casetrust_audit.facts.passages import sentences
from casetrust_audit.facts.sentences import title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Box
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key

LEVELS = ("none", "mention", "formula", "amount")
_POLICIES = ("delivery", "terms", "faq", "returns", "about", "contact")
_STOP = frozenset((
    "fee", "fees", "charge", "charges", "surcharge", "surcharges", "cost", "costs", "order", "total", "for", "the",
    "and", "your", "per",
))  # fmt: skip
_FEE_WORD = re.compile(r"\b(?:fees?|charg(?:e|es|ed|eable)|surcharges?|costs?|levy|levies|caj|bayaran|kos)\b|费|費")
_REACH, _FAR = 3, 80
"""So many words, and no more characters, may stand between a fee's own words and the word "fee", or its amount."""
_KIND = r"(?:(?:additional|extra|other|further|certain|some|applicable) )"
_FEES = r"(?:fees?|(?:sur)?charges?|costs?)"
_ANY_FEE = re.compile(
    rf"(?:^|[.,;:(!*] ?|\b(?:and|or|plus|but|that|note) )(?:an? |the )?(?:{_KIND}+{_FEES}|fees?|(?:sur)?charges?)"
    r"(?: (?:and|or|&) \w+)?(?: of [^ ]+)?(?: also)? (?:may|might|will|can|could|shall|apply|applies)\b"
    rf"|\b(?:plus|exclud\w*|excl\.?|not includ\w*) (?:any |all )?{_KIND}+{_FEES}\b"
    r"|可能.{0,6}(?:额外|其他)费用|(?:caj|bayaran) tambahan (?:mungkin|akan)"
)
"""Words that fees come, which name none."""
_OF_SOMETHING = re.compile(
    r"^[^.;]{0,40}?\b(?:for|on|to|with) (?!(?:all|your|this|the|every|any|each|some|certain|these|our|top|checkout)\b"
    r"|(?:orders?|items?|products?)\b)\w"
)
"""What follows where the words are about something in particular ("extra charges for engraving")."""
_NEAR = ("product", "cart", "announcement")
_PERCENT = re.compile(r"\d{1,2}(?:\.\d+)?\s?%")
_COSTS = re.compile(
    r"(?:deliver\w*|shipping|postage|courier)\W+(?:\w+\W+){0,3}?(?:fees?|charges?|charged|costs?|rates?|"
    r"surcharges?|calculated)\b"
    r"|\b(?:fees?|charges?|costs?|rates?|caj|kos)\W+(?:\w+\W+){0,3}?(?:deliver\w*|shipping|postage|courier|"
    r"penghantaran)|运费|配送费",
    re.I,
)
LONGEST_BLOCK = 900


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The best disclosure found: on a page a shopper meets before checkout, or else in a policy."""

    level: str
    place: str
    evidence: tuple[EvidenceRef, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A piece of text a shopper may meet, and where."""

    place: str
    page: Page
    text: str
    selector: str
    box: Box

    def ref(self, shop: Shop) -> EvidenceRef:
        return shop.ref(self.page, self.text, self.selector, self.box)


def find_disclosure(shop: Shop, role: str, label: str, money: Money, product_url: str) -> Disclosure:
    """How a charge of the role and label is told before checkout. Pages near the purchase count before policies, and
    what names the charge before words that fees of any kind may come."""
    best = hint = Disclosure("none", "none", ())
    for told in _places(shop, product_url):
        level = _level(told, role, label, money)
        if level == "none":
            if role == "fee" and hint.level == "none":
                hint = _hint(shop, told, money)
            continue
        near, better = told.place != "policy", LEVELS.index(level) > LEVELS.index(best.level)
        was_near = best.place not in ("policy", "none")
        if (near and not was_near and best.place == "none") or (near == was_near and better) or (near and not was_near):
            best = Disclosure(level, told.place, (told.ref(shop),))
    return best if best.level != "none" else hint


def _hint(shop: Shop, told: _Told, money: Money) -> Disclosure:
    """Words near the purchase that fees come, of whatever name."""
    found = [s for s in sentences(normalise(told.text)) if _speaks_of_any_fee(s)] if told.place in _NEAR else []
    if not found:
        return Disclosure("none", "none", ())
    currency = money.currency or page_currency(told.page.reading)
    level = "amount" if any(money.amount in _values(s, currency) for s in found) else "mention"
    return Disclosure(level, told.place, (told.ref(shop),))


def _places(shop: Shop, product_url: str) -> Iterator[_Told]:
    """Every visible block a shopper may meet before checkout, nearest to the purchase first."""
    cart = [p for p in shop.pages if p.capture.step.endswith("/cart") or (p.role == "cart" and not p.capture.step)]
    product = _pages_of(shop, product_url)
    front = shop.by_role("home", "listing")
    policies = shop.by_role(*_POLICIES)
    for place, pages in (("product", product), ("cart", cart), ("listing", front), ("policy", policies)):
        for page in pages:
            yield from _on_page(place, page)


def _pages_of(shop: Shop, product_url: str) -> list[Page]:
    """The item's own pages: at its address, or of its name at the same place with another query, as a size has one."""
    place = product_url.split("?", maxsplit=1)[0]
    alike = [p for p in shop.by_role("product") if p.url.split("?", maxsplit=1)[0] == place]
    names = {title_of(p) for p in alike if canonical_key(p.url) == canonical_key(product_url)}
    return [p for p in alike if title_of(p) in names]


def _on_page(place: str, page: Page) -> Iterator[_Told]:
    for block in page.reading.blocks:
        if not block.visible or len(block.text) > LONGEST_BLOCK:
            continue
        if block.area == "header" and place in ("product", "listing", "cart"):
            yield _Told("announcement", page, block.text, block.selector, block.box)
        elif block.area in ("main", "aside", "dialog") or (block.area == "footer" and place == "product"):
            yield _Told(place, page, block.text, block.selector, block.box)
    for row in page.reading.rows:  # a table has the name of a charge in one cell and its amount in another
        if row.visible and row.tag in ("tr", "dd") and row.area in ("main", "aside", "dialog"):
            yield _Told(place, page, f"{row.label} {' '.join(row.amounts)}", row.selector, row.box)


def _level(told: _Told, role: str, label: str, money: Money) -> str:
    text = normalise(told.text)
    currency = money.currency or page_currency(told.page.reading)
    if role == "shipping":
        return _level_of_delivery(text, money, currency)
    if role == "tax":
        return ("formula" if _PERCENT.search(text) else "mention") if _speaks_of_tax(text) else "none"
    levels = [_level_of_fee(s, money, currency) for s in sentences(text) if _names(s, label)]
    return max(levels, key=LEVELS.index, default="none")


def _level_of_delivery(text: str, money: Money, currency: str) -> str:
    topics = ("delivery", "shipping", "delivery-fee", "free-delivery", "self-collection")
    if not any(phrases(topic).any(text) for topic in topics):
        return "none"
    values = {m.amount for a in fees_beside(text, currency, free=True) for m in a.readings}
    if money.amount in values:
        return "amount"
    if values:
        return "formula"
    # that goods are delivered is no word about what it costs
    costs = phrases("delivery-fee").any(text) or _COSTS.search(text.replace("free of charge", ""))
    return "mention" if costs else "none"


def _level_of_fee(sentence: str, money: Money, currency: str) -> str:
    if money.amount in _values(sentence, currency):
        return "amount"
    return "formula" if _PERCENT.search(sentence) else "mention"


def _values(text: str, currency: str) -> set[Decimal]:
    return {m.amount for a in find_amounts(text, currency, free=True, bare=True) for m in a.readings}


def _speaks_of_tax(text: str) -> bool:
    return phrases("gst-excluded").any(text) or (
        phrases("tax").any(text) and bool(re.search(r"\badd|calculat|plus|exclu|\bat checkout", text, re.I))
    )


def _speaks_of_any_fee(sentence: str) -> bool:
    folded = fold(sentence)
    found = _ANY_FEE.search(folded)
    return bool(found) and not _OF_SOMETHING.search(folded[found.end() :] if found else "")


def _names(sentence: str, label: str) -> bool:
    """Whether a sentence names the fee: its words stand there together, or beside a word for a fee, or an amount.

    "Customer service" names no service fee.
    """
    folded, name = fold(sentence), fold(label)
    if len(name.split()) > 1 and re.search(rf"(?<!\w){re.escape(name)}", folded):
        return True
    words = [w for w in re.findall(r"[^\W\d_]{3,}", name) if w not in _STOP]
    if not words:
        return False
    found = [m.span() for word in words for m in re.finditer(rf"\b{re.escape(word)}\w*", folded)]
    if not all(re.search(rf"\b{re.escape(word)}", folded) for word in words):
        return False
    costs = [m.span() for m in _FEE_WORD.finditer(folded)]
    amounts = [(a.start, a.end) for a in find_amounts(sentence, "SGD", free=True, bare=True)]
    return any(_between(folded, one, other) <= _REACH for one in found for other in (*costs, *amounts))


def _between(text: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many words stand between two spans of a text; a sentence's end counts as many."""
    first, second = sorted((one, other))
    if second[0] - first[1] > _FAR:
        return _FAR
    gap = text[first[1] : second[0]]
    return len(re.findall(r"\w+", gap)) + 10 * len(re.findall(r"[.;!?](?:\s|$)", gap))
