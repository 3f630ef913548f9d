"""“Usual” and “was” prices: whose price each is said to be, and whether a price history shows that it was ever charged.

No page can show what was charged before it was read. A history is a probe of kind "price-log" in the bundle, from
earlier collections or from the merchant: `{"entries": [{"url": …, "date": "2026-10-01", "price": "25.00",
"currency": "SGD"}, …]}`, one entry for each day on which the price was seen or changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from casetrust_audit.facts.page_price import doubt, doubt_of_former
from casetrust_audit.facts.prices import product_groups, shop_currency
from casetrust_audit.facts.promotions import read_on
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import title_of
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown, UnknownKind
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Card, Reading, TextBlock
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import item_price
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.urls import canonical_key

WHOSE = ("own", "others")
HISTORIES = ("charged", "never-charged", "too-short", "none")
WINDOW = timedelta(days=90)
"""How far back a charged price still makes a “usual” one; the guidelines name no period, so this is an indicator."""
COVERED = timedelta(days=30)
LARGEST_GAP = timedelta(days=14)
"""A history accuses only where it covers so long a time without a gap in which the price may have been charged."""
ENOUGH_PRODUCTS = 10

_OTHERS = re.compile(
    r"\br\.?r\.?p\b|\bm\.?s\.?r\.?p\b|\bs\.?r\.?p\b|\b(?:recommended|suggested|manufacturer'?s?|list|retail|market|"
    r"department store) (?:retail |selling )?price|\bcompare(?:d)? (?:at|to|with)\b|\belsewhere\b"
    r"|零售价|市价|市價|\bharga runcit\b"
)


@dataclass(frozen=True, slots=True)
class Reduced:
    """A product shown with a former price beside the present one, where it was met. `doubt` says why it may be no
    former price; "" for no doubt."""

    url: str
    title: str
    was: Money
    now: Money
    words: str
    evidence: tuple[EvidenceRef, ...]
    doubt: str = ""


@fact(
    "prices.references",
    Kind.SUBJECTS,
    "Products shown with a former or usual price beside the price.",
    fields={
        "whose": FieldType(Kind.CHOICE, WHOSE, "the shop's own former price, or a recommended or other seller's price"),
        "was": FieldType(Kind.MONEY, doc="the former price as shown"),
        "history": FieldType(Kind.CHOICE, HISTORIES, "whether a price history shows that it was charged"),
    },
)
def references(shop: Shop) -> Fact | NotFound:
    """One subject a product: by its own page, or else by its card in a listing."""
    found = {r.url: r for r in _reduced(shop)}
    if not found:
        looked = [p for p in shop.crawled if p.role in ("product", "listing", "home")]
        return NotFound(shop.refs(looked), ("usual price", "was S$", "U.P.", "struck-out price"))
    today = max(read_on(p) for p in shop.pages)
    subjects = tuple(_subject(shop, one, today) for one in found.values())
    return Known(subjects, spread(e for s in subjects for e in s.evidence))


@fact("prices.reduced_share", Kind.INT, "Per cent of the products seen that are shown with a former price.")
def reduced_share(shop: Shop) -> Fact | NotFound:
    """Told where at least ten products were seen, on pages of their own or in listings."""
    seen = {canonical_key(url) for url in product_groups(shop)}
    seen |= {canonical_key(c.goal) for p in shop.crawled for c in _cards(p)}
    if len(seen) < ENOUGH_PRODUCTS:
        return Unknown(f"only {len(seen)} products were seen with a price")
    reduced = {r.url: r for r in _reduced(shop)}
    refs = spread(e for r in reduced.values() for e in r.evidence)
    looked = shop.refs(p for p in shop.crawled if p.role in ("product", "listing", "home"))
    return Known(len(reduced) * 100 // len(seen), refs or looked[:8])


def _reduced(shop: Shop) -> Iterator[Reduced]:
    """Cards first, so that a product's own page has the last word."""
    currency = shop_currency(shop)
    for page in shop.crawled:
        for card in _cards(page):
            struck, live = _amounts(card, True, currency), _amounts(card, False, currency)
            if struck and live and struck.currency == live.currency and struck.amount > live.amount:
                ref = shop.ref(page, card.text, card.selector, card.box)
                yield Reduced(canonical_key(card.goal), card.title[:120], struck, live, fold(card.text), (ref,))
    for url, pages in product_groups(shop).items():
        shown = [one for p in pages if (one := _on_page(shop, url, p, currency))]
        if shown:
            yield replace(shown[0], evidence=tuple(e for one in shown for e in one.evidence))


def _on_page(shop: Shop, url: str, page: Page, currency: str) -> Reduced | None:
    price = item_price(page.reading, currency)
    if price is None or price.was is None or price.was_block is None or price.was.amount <= price.money.amount:
        return None
    block = price.was_block
    ref = shop.ref(page, block.text, block.selector, block.box)
    unsure = doubt(page.reading, price) or doubt_of_former(price)
    return Reduced(url, title_of(page), price.was, price.money, _words_beside(page.reading, block), (ref,), unsure)


def _cards(page: Page) -> list[Card]:
    return [c for c in page.reading.cards if c.visible and c.amounts and c.area in ("main", "aside")]


def _amounts(card: Card, strike: bool, currency: str) -> Money | None:
    for amount in card.amounts:
        if amount.visible and amount.strike is strike and (found := find_amounts(amount.text, currency)):
            return found[0].readings[0] if len(found[0].readings) == 1 else None
    return None


def _words_beside(reading: Reading, block: TextBlock) -> str:
    """The former price's own text, and a short label in a block of its own before it."""
    at = reading.blocks.index(block)
    before = reading.blocks[at - 1].text if at and len(reading.blocks[at - 1].text) <= 40 else ""
    return f"{fold(before)} {fold(block.text)}"


def _subject(shop: Shop, one: Reduced, today: date) -> Subject:
    history, refs = _history(shop, one, today)
    told = Unknown(one.doubt, UnknownKind.AMBIGUOUS) if one.doubt else history
    return Subject(
        f"{one.title or one.url}: {one.was}, now {one.now}",
        {"whose": "others" if _OTHERS.search(one.words) else "own", "was": one.was, "history": told},
        (*one.evidence[:4], *refs),
    )


def _history(shop: Shop, one: Reduced, today: date) -> tuple[str, tuple[EvidenceRef, ...]]:
    """What the price logs say of the former price in the window before today."""
    logs = shop.probes("price-log")
    told = sorted(
        (day, price) for log in logs for day, price in _entries(log.data, one) if today - WINDOW <= day < today
    )
    if not told:
        return "none", ()
    refs = tuple(shop.probe_ref(log, f"{len(told)} prices since {told[0][0]}") for log in logs)
    if any(price >= one.was.amount for _, price in told):
        return "charged", refs
    days = [day for day, _ in told]
    gaps = [after - before for before, after in pairwise([*days, today])]
    whole = today - days[0] >= COVERED and max(gaps) <= LARGEST_GAP
    return ("never-charged" if whole else "too-short"), refs


def _entries(data: Mapping[str, Any], one: Reduced) -> Iterator[tuple[date, Decimal]]:
    for entry in data.get("entries", ()):
        try:
            same = canonical_key(str(entry["url"])) == one.url and entry["currency"] == one.was.currency
            if same:
                yield date.fromisoformat(str(entry["date"])[:10]), Decimal(str(entry["price"]))
        except (KeyError, TypeError, ValueError, InvalidOperation):
            continue  # a line of somebody's log that cannot be read tells nothing
