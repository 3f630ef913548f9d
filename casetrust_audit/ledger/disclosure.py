"""Where, and how well, a charge is disclosed before checkout: none < mention < formula < amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

LEVELS = ("none", "mention", "formula", "amount")
PLACES = ("product", "cart", "announcement", "listing", "policy", "none")
_POLICIES = ("delivery", "terms", "faq", "returns", "about", "contact")
_STOP = frozenset(
    ("fee", "fees", "charge", "charges", "order", "total", "for", "the", "and", "your", "per", "cost", "costs")
)
_PERCENT = re.compile(r"\d{1,2}(?:\.\d+)?\s?%")
_COSTS = re.compile(
    r"(?:deliver\w*|shipping|postage|courier)\W+(?:\w+\W+){0,3}?(?:fees?|charges?|charged|costs?|rates?|surcharges?|calculated)\b"
    r"|\b(?:fees?|charges?|costs?|rates?|caj|kos)\W+(?:\w+\W+){0,3}?(?:deliver\w*|shipping|postage|courier|penghantaran)|运费|配送费",
    re.I,
)
LONGEST_BLOCK = 900


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The best disclosure found: on a page a shopper meets before checkout, or else in a policy."""

    level: str
    place: str
    evidence: tuple[EvidenceRef, ...]


def find_disclosure(shop: Shop, role: str, label: str, money: Money, product_url: str) -> Disclosure:
    """How a charge of the role and label is told before checkout. Pages near the purchase count before policies."""
    best = Disclosure("none", "none", ())
    for place, page, block in _places(shop, product_url):
        level = _level(block, role, label, money, page)
        if level == "none":
            continue
        near, better = place != "policy", LEVELS.index(level) > LEVELS.index(best.level)
        was_near = best.place not in ("policy", "none")
        if (near and not was_near and best.place == "none") or (near == was_near and better) or (near and not was_near):
            best = Disclosure(level, place, (shop.ref(page, block.text, block.selector, block.box),))
    return best


def _places(shop: Shop, product_url: str) -> Iterator[tuple[str, Page, TextBlock]]:
    """Every visible block a shopper may meet before checkout, nearest to the purchase first."""
    cart = [p for p in shop.pages if p.capture.step.endswith("/cart") or (p.role == "cart" and not p.capture.step)]
    product = [p for p in shop.by_role("product") if p.url.split("?")[0] == product_url.split("?", maxsplit=1)[0]]
    front = shop.by_role("home", "listing")
    policies = shop.by_role(*_POLICIES)
    for place, pages in (("product", product), ("cart", cart), ("listing", front), ("policy", policies)):
        for page in pages:
            for block in page.reading.blocks:
                if not block.visible or len(block.text) > LONGEST_BLOCK:
                    continue
                if block.area == "header" and place in ("product", "listing", "cart"):
                    yield "announcement", page, block
                elif block.area in ("main", "aside", "dialog") or (block.area == "footer" and place == "product"):
                    yield place, page, block


def _level(block: TextBlock, role: str, label: str, money: Money, page: Page) -> str:
    text = normalise(block.text)
    if not _speaks_of(text, role, label):
        return "none"
    amounts = find_amounts(text, money.currency or page_currency(page.reading), free=True, bare=True)
    values = {m.amount for a in amounts for m in a.readings}
    if role == "shipping":
        if money.amount in values:
            return "amount"
        if values:
            return "formula"
        # that goods are delivered is no word about what it costs
        return (
            "mention"
            if phrases("delivery-fee").any(text) or _COSTS.search(text.replace("free of charge", ""))
            else "none"
        )
    if role == "tax":
        return "formula" if _PERCENT.search(text) else "mention"
    return "amount" if money.amount in values else "formula" if _PERCENT.search(text) else "mention"


def _speaks_of(text: str, role: str, label: str) -> bool:
    if role == "shipping":
        return any(
            phrases(t).any(text) for t in ("delivery", "shipping", "delivery-fee", "free-delivery", "self-collection")
        )
    if role == "tax":
        return phrases("gst-excluded").any(text) or (
            phrases("tax").any(text) and bool(re.search(r"\badd|calculat|plus|exclu|\bat checkout", text, re.I))
        )
    words = [w for w in re.findall(r"[^\W\d_]{3,}", fold(label)) if w not in _STOP]
    folded = fold(text)
    return bool(words) and all(re.search(rf"\b{re.escape(w)}", folded) for w in words)
