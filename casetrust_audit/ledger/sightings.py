"""Every amount met on the way of an item, as a value: in the list, on its page, in the cart and at each later step.

Pure functions of the pages. A text that can be read in more ways than one keeps all its readings, and a bare "$"
carries the currency of the page, or else of the shop, marked as assumed. Footers, menus and the cards of other products
are no part of the item's way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from casetrust_audit.facts.prices import shop_currency
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.structured import StructuredProduct, products
from casetrust_audit.ledger.lines import Sum, line_role
from casetrust_audit.ledger.quantities import SLACK
from casetrust_audit.ledger.reduced import without_price_words
from casetrust_audit.model.capture import Page
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Box, Card, CardAmount, Row, TextBlock, within
from casetrust_audit.model.result import SIGHTING_ROLES, Sighting, TrailLine
from casetrust_audit.text.amounts import Amount, find_amounts
from casetrust_audit.text.item_price import ItemPrice, item_price, page_currency, run_of
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key

MOST_AT_STEP = 20
"""Sightings kept of one step and layout; a page of offers must not fill the record of one item."""
LONGEST_QUOTE, LONGEST_RAW = 120, 40
SHORTEST_NAME = 3
LISTS = ("listing", "home", "search")
_AREAS = ("header", "main", "aside", "dialog")
_EACH = re.compile(r"\b(?:each|apiece|a piece|per item|setiap satu)\b", re.I)
_DIGIT = re.compile(r"\d")
_ROLE_OF_LINE = {"tax-included": "tax", "optional": "fee"}

_DEPOSIT = re.compile(r"\bdeposit\b|押金|订金|訂金|\bcagaran\b", re.I)
_THRESHOLD = re.compile(
    r"(?:\b(?:above|over|min(?:imum)?\.?(?: (?:spend|order|purchase))?(?: of)?|spend(?:ing)?|worth|melebihi)|满|"
    r"滿)\s*$"
    r"|\b(?:free|percuma)\b[^.;]*\bfrom\s*$",
    re.I,
)
_STILL_TO_SPEND = re.compile(r"\b(?:add|spend)(?: another| just| only)?\s*$", re.I)
_STILL_MISSING = re.compile(r"\s*(?:away|more|left|remaining|to go)\b", re.I)
_SAVED_BEFORE = re.compile(r"\b(?:save|saved|less|rebate|jimat)\s*$", re.I)
_SAVED_AFTER = re.compile(r"\s*(?:off|discount|rebate|cashback)\b", re.I)
_WORDS = (
    ("discount", ("discount", "save")),
    ("subtotal", ("subtotal",)),
    ("shipping", ("delivery-fee", "shipping", "delivery", "self-collection")),
    ("fee", ("fee", "extra-service", "insurance-addon", "payment-surcharge")),
    ("total", ("total",)),
)  # fmt: skip
"""Roles by the words beside an amount, in the order in which they are asked."""
_ROLE_OF_KIND = {"from": "from-price", "range": "from-price", "per-unit": "unit-price", "multi-buy": "other"}


@dataclass(frozen=True, slots=True)
class _Way:
    """What is asked of every page: the shop, the walk, the currency of a bare sign, and the names of known charges."""

    shop: Shop
    journey: Journey
    currency: str
    charges: Mapping[str, str]
    """Folded labels of lines of the bill that are charges, with their roles."""

    def code(self, page: Page) -> str:
        return page_currency(page.reading) or self.currency


def sightings_of(
    shop: Shop,
    journey: Journey,
    pages: tuple[tuple[str, Page], ...],
    sums: tuple[tuple[str, Sum], ...],
    price: ItemPrice | None,
) -> tuple[tuple[Sighting, ...], int]:
    """Sightings in the order of the steps, and how many were left out at the cap."""
    stated = price.money.currency if price is not None else ""
    way = _Way(shop, journey, stated or shop_currency(shop), _charges(sums))
    found = list(_in_lists(way))
    own = [page for name, page in pages if name == "product"]
    for page in (*reversed(own), *_visited(way)):
        found += _on_product_page(way, page, price if own and page is own[-1] else None)
    later = [(name, page) for name, page in pages if name != "product"]
    for (name, page), (_, one) in zip(later, sums, strict=True):
        found += _at_step(way, name, page, one)
    return _within_cap(_news(found))


def _charges(sums: tuple[tuple[str, Sum], ...]) -> dict[str, str]:
    lines = (line for _, one in sums for line in one.lines if line.role in ("shipping", "fee", "optional"))
    return {fold(line.label): _role_of_line(line) for line in lines if len(fold(line.label)) >= SHORTEST_NAME}


def _visited(way: _Way) -> list[Page]:
    """The item's page as crawl and second look met it."""
    key = canonical_key(way.journey.product_url)
    return [p for p in way.shop.by_role("product") if not p.capture.step and canonical_key(p.url) == key]


def _news(found: list[Sighting]) -> list[Sighting]:
    """Without what another capture of the same step and layout has shown already; two lines alike on one page stay."""
    said: dict[tuple[object, ...], str] = {}
    kept = []
    for one in found:
        source = one.evidence.source
        # a card is told whole or not at all, and that was settled where it was read
        if one.step == "listing" or said.setdefault((one.step, *_meaning(one)), source) == source:
            kept.append(one)
    return kept


def _meaning(one: Sighting) -> tuple[object, ...]:
    return (one.role, one.readings, one.source, one.layout, one.raw)


def _within_cap(found: list[Sighting]) -> tuple[tuple[Sighting, ...], int]:
    """At most MOST_AT_STEP of a step and layout: data first, then by the weight of the role, then as the page goes."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(found):
        places.setdefault((one.step, one.layout), []).append(place)
    kept: set[int] = set()
    for members in places.values():
        ranked = sorted(members, key=lambda i: (found[i].source == "visible", SIGHTING_ROLES.index(found[i].role), i))
        kept.update(ranked[:MOST_AT_STEP])
    return tuple(one for place, one in enumerate(found) if place in kept), len(found) - len(kept)


# the item's card in lists


def _in_lists(way: _Way) -> Iterator[Sighting]:
    """The amounts of each card of the item, once for cards that say the same."""
    key, said = canonical_key(way.journey.product_url), set()
    for page in way.shop.by_role(*LISTS):
        for card in () if page.capture.step else page.reading.cards:
            if card.visible and card.area in ("main", "aside") and canonical_key(card.href) == key:
                told = tuple(_on_card(way, page, card))
                meaning = tuple(map(_meaning, told))
                if meaning not in said:
                    said.add(meaning)
                    yield from told


def _on_card(way: _Way, page: Page, card: Card) -> Iterator[Sighting]:
    """The amounts of a card; what qualifies them ("from", "was") stands in its whole text."""
    told = list(find_amounts(card.text, way.code(page)))
    for shown in card.amounts:
        for alone in find_amounts(shown.text, way.code(page), bare=True) if shown.visible else ():
            amount = next((a for a in told if a.raw == alone.raw), alone)
            if amount in told:
                told.remove(amount)
            role = _role_on_card(amount, shown, card)
            yield _sighting(way, page, "listing", role, amount, (card.text, card.selector, shown.box))


def _role_on_card(amount: Amount, shown: CardAmount, card: Card) -> str:
    if shown.strike or amount.kind == "was":
        return "was-price"
    before, after = _clause(normalise(card.text), amount)
    if amount.negative or _SAVED_BEFORE.search(before) or _SAVED_AFTER.match(after):
        return "discount"
    return _ROLE_OF_KIND.get(amount.kind, "item")


# the item's own page


def _on_product_page(way: _Way, page: Page, price: ItemPrice | None) -> Iterator[Sighting]:
    if page.capture.step and page.role != "product":  # a list from which the item was bought: its tile alone counts
        yield from _in_tile(way, page, price) if price is not None else ()
        return
    price = price or item_price(page.reading, way.code(page))
    for block, rows, amount in _spots(way, page):
        role = _role_on_page(way, block, rows, amount, price)
        yield _sighting(way, page, "product", role, amount, (block.text, block.selector, block.box))
    yield from _in_data(way, page)


def _in_tile(way: _Way, page: Page, price: ItemPrice) -> Iterator[Sighting]:
    found = (a for a in find_amounts(price.block.text, way.code(page)) if a.raw == price.raw)
    for amount in list(found)[:1]:
        spot = (price.block.text, price.block.selector, price.block.box)
        yield _sighting(way, page, "product", _ROLE_OF_KIND.get(price.kind, "item"), amount, spot)


def _role_on_page(way: _Way, block: TextBlock, rows: list[Row], amount: Amount, price: ItemPrice | None) -> str:
    if price is not None and block.selector == price.block.selector and amount.raw == price.raw:
        return _ROLE_OF_KIND.get(price.kind, "item")
    if _is_former(block, amount):
        return "was-price"
    role = _role_by_words(way, block.text, rows, amount)
    if role != "other" or price is None or amount.kind != price.kind:
        return role
    again = any(money.amount == price.money.amount for money in amount.readings)  # beside a bar that stays in sight
    return _ROLE_OF_KIND.get(price.kind, "item") if again or price.kind == "range" else role


def _in_data(way: _Way, page: Page) -> Iterator[Sighting]:
    """Offer prices of the item in JSON-LD, microdata, and the meta elements that shops write for social networks."""
    for product in _own_products(page, way.journey):
        code = product.currency or way.code(page)
        ends = [end for end in (product.low_price, product.high_price) if end]
        prices = [("item", text) for text in dict.fromkeys(product.offer_prices) if text not in ends]
        for role, text in (*prices, *(("from-price", end) for end in dict.fromkeys(ends))):
            if readings := data_readings(text, code, assumed=not product.currency):
                yield _from_data(way, page, role, readings, text, f"{product.source}: {text} {product.currency}")
    for key in ("product:price:amount", "og:price:amount"):
        text = page.reading.meta.get(key, "").strip()
        if text and (readings := data_readings(text, way.code(page), assumed=False)):
            yield _from_data(way, page, "item", readings, text, f"{key}: {text}")
            break


def _own_products(page: Page, journey: Journey) -> list[StructuredProduct]:
    """What the data says of the item itself: the only product it has, or those of its name."""
    found = list(products(page.reading))
    if len(found) > 1:
        title = fold(journey.product_title)
        found = [p for p in found if p.name and title and (fold(p.name) in title or title in fold(p.name))]
    return found


def data_readings(text: str, currency: str, *, assumed: bool) -> tuple[Money, ...]:
    """Values of a price in data: a plain decimal, as the standard wants it, or whatever else shops write there."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        found = find_amounts(text, currency, bare=True)
        return found[0].readings if len(found) == 1 else ()
    known = value.is_finite() and 0 <= value < 10**12
    return (Money(value, currency, assumed=assumed and bool(currency)),) if known else ()


def _from_data(way: _Way, page: Page, role: str, readings: tuple[Money, ...], raw: str, quote: str) -> Sighting:
    ref = way.shop.ref(page, quote.strip()[:LONGEST_QUOTE])
    return Sighting(role, readings, "structured-data", page.capture.layout, "product", raw[:LONGEST_RAW], ref)


# the cart and what follows


def _at_step(way: _Way, step: str, page: Page, one: Sum) -> Iterator[Sighting]:
    lines = {line.evidence.selector: line for line in one.lines}
    for block, rows, amount in _spots(way, page, frozenset(lines)):
        line = next((lines[row.selector] for row in rows if row.selector in lines), None)
        if _is_former(block, amount):
            role = "was-price"
        elif line is not None:
            role = _role_in_line(amount, line, each=bool(_EACH.search(_clause(normalise(block.text), amount)[1])))
        else:
            role = _role_outside(way, page, block, rows, amount)
            if role == "other" and block.tag in ("button", "a") and one.total in amount.readings:
                role = "total"  # "Pay S$7.90 now"
        quote = rows[0].text if rows else block.text
        yield _sighting(way, page, step, role, amount, (quote, block.selector, block.box))


def _role_in_line(amount: Amount, line: TrailLine, each: bool) -> str:
    """The line's own amount, or what stands in its row besides: the price of one, the tax within the total."""
    values = {abs(money.amount) for money in amount.readings}
    if line.role == "item":
        own = abs(line.money.amount)
        if amount.kind in ("per-unit", "multi-buy") or each:
            return "unit-price"
        if own not in values:
            return "unit-price" if own in {value * (line.quantity or 1) for value in values} else "other"
    if abs(line.money.amount) in values:
        return _role_of_line(line)
    return "tax" if line.role == "total" else "other"


def _role_outside(way: _Way, page: Page, block: TextBlock, rows: list[Row], amount: Amount) -> str:
    """The role of an amount that no line of the bill gives: an ambiguous line, a method to choose, a notice."""
    title = way.journey.product_title
    row = rows[0] if rows else None
    label = without_price_words(normalise(row.label), row.text) if row is not None else ""
    role = line_role(label, row, page, title) if row is not None and (label or not row.label) else ""
    if row is None or not role or (role == "item" and fold(title) not in fold(row.text)):
        return _role_by_words(way, block.text, rows, amount)
    return "deposit" if role == "fee" and _DEPOSIT.search(row.label) else _ROLE_OF_LINE.get(role, role)


def _role_of_line(line: TrailLine) -> str:
    return "deposit" if line.role == "fee" and _DEPOSIT.search(line.label) else _ROLE_OF_LINE.get(line.role, line.role)


# shared


def _spots(way: _Way, page: Page, bill: frozenset[str] = frozenset()) -> Iterator[tuple[TextBlock, list[Row], Amount]]:
    """Amounts a shopper sees, with their block and the rows it stands in, the innermost first.

    Those in the card of another product are left out, unless the card is itself a row of the bill (`bill` holds the
    selectors of these): a cart links what is in it.
    """
    for block in page.reading.blocks:
        if not block.visible or block.area not in _AREAS or not _DIGIT.search(block.text):
            continue
        rows = _rows_around(page, block)
        if not any(row.selector in bill for row in rows) and _in_other_card(way, block.box, page):
            continue
        for amount in find_amounts(block.text, way.code(page), bare=bool(rows)):
            yield block, rows, amount


def _rows_around(page: Page, block: TextBlock) -> list[Row]:
    return sorted(
        (r for r in page.reading.rows if r.visible and r.amounts and within(block.box, r.box, SLACK)),
        key=lambda r: r.box[2] * r.box[3],
    )


def _is_former(block: TextBlock, amount: Amount) -> bool:
    run = run_of(block, amount)
    return amount.kind == "was" or (run is not None and run.strike)


def _role_by_words(way: _Way, text: str, rows: list[Row], amount: Amount) -> str:
    """What the words beside the amount call it; a sentence with several amounts is read piece by piece."""
    before, after = _clause(normalise(text), amount)
    if _THRESHOLD.search(before) or _STILL_TO_SPEND.search(before) or _STILL_MISSING.match(after):
        return "other"
    if amount.kind in ("per-unit", "multi-buy"):
        return _ROLE_OF_KIND[amount.kind]
    if amount.negative or _SAVED_BEFORE.search(before) or _SAVED_AFTER.match(after):
        return "discount"
    label = rows[0].label if rows else ""
    return _named(way, f"{before} {after}") or (_named(way, label) if label else "") or "other"


def _named(way: _Way, words: str) -> str:
    """The role that some words give: of a charge of the bill whose name they hold, or by the lexicon; "" for none."""
    folded = fold(words)
    if role := next((role for name, role in way.charges.items() if name in folded), ""):
        return role
    if _DEPOSIT.search(words):
        return "deposit"
    if role := next((role for role, topics in _WORDS if any(phrases(topic).any(words) for topic in topics)), ""):
        return role
    # a price of which it is said that tax is in it, or comes on top, is no tax
    told = phrases("gst-included").any(words) or phrases("gst-excluded").any(words)
    return "tax" if not told and (phrases("tax").any(words) or phrases("gst").any(words)) else ""


def _clause(text: str, amount: Amount) -> tuple[str, str]:
    """The words before the amount, back to the amount before it, and those after it up to the next."""
    around = find_amounts(text)
    start = max((a.end for a in around if a.end <= amount.start), default=0)
    end = min((a.start for a in around if a.start >= amount.end), default=len(text))
    return text[start : amount.start], text[amount.end : end]


def _in_other_card(way: _Way, box: Box, page: Page) -> bool:
    own = {canonical_key(page.reading.url), canonical_key(way.journey.product_url)}
    return any(c.amounts and within(box, c.box, SLACK) and canonical_key(c.href) not in own for c in page.reading.cards)


def _sighting(way: _Way, page: Page, step: str, role: str, amount: Amount, spot: tuple[str, str, Box]) -> Sighting:
    quote, selector, box = spot
    ref = way.shop.ref(page, quote[:LONGEST_QUOTE], selector, box)
    return Sighting(role, amount.readings, "visible", page.capture.layout, step, amount.raw[:LONGEST_RAW], ref)
