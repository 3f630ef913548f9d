"""The price of one item wherever the shop states it: in lists, on its page and in its data, in the cart, to pay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.facts.prices import GST_RATE
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.facts import no_journey, not_reached, walks_of
from casetrust_audit.ledger.lines import CENT
from casetrust_audit.ledger.sightings import LISTS
from casetrust_audit.ledger.trail import Walked
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import (
    SURE,
    Absent,
    EvidenceRef,
    Fact,
    FieldType,
    Kind,
    Known,
    Scalar,
    Subject,
    Unknown,
    UnknownKind,
)
from casetrust_audit.model.journey import LOOKED, Journey
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Sighting
from casetrust_audit.text.normalise import fold

_PRICES = ("item", "from-price")
_CHOOSES = ("fill variant", "planned choose", "planned press", "planned tick", "planned fill")
"""What a walk does on the item's page to settle which variant of it is bought."""


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """What a list or the page's data says: the price (or why there is none), whether it differs, and the words.

    Both rest on evidence of their own: that a list was read by the crawl bears out nothing that the walk saw."""

    price: Money | Fact
    differs: Scalar | Fact
    told: str = ""


@fact(
    "prices.tuples",
    Kind.SUBJECTS,
    "Price of each bought item in lists, on its page, in the page's data, in the cart and at the last step.",
    fields={
        "page_price": FieldType(Kind.MONEY, doc="Price on the product page."),
        "listing_price": FieldType(Kind.MONEY, doc="Price on the item's card in a list; one that differs goes first."),
        "data_price": FieldType(Kind.MONEY, doc="Offer price in the data of the product page."),
        "cart_price": FieldType(Kind.MONEY, doc="Price of one of it in the cart."),
        "checkout_price": FieldType(Kind.MONEY, doc="Price of one of it at the last step."),
        "cart_higher": FieldType(Kind.BOOL, doc="The cart or checkout asks more than the product page."),
        "cart_differs": FieldType(Kind.BOOL, doc="The cart asks another price than the product page."),
        "listing_differs": FieldType(Kind.BOOL, doc="A list states a price that the product page does not bear out."),
        "data_differs": FieldType(Kind.BOOL, doc="The page's data states a price that the page does not show."),
        "comparable": FieldType(
            Kind.BOOL, doc="A single price in one currency, surely the item's: it can be compared."
        ),
    },
)
def price_tuples(shop: Shop) -> Fact | NotFound:
    """One subject a journey that opened the cart."""
    found = walks_of(shop)
    if not found:
        return no_journey(shop)
    subjects = tuple(s for w in found if (s := _tuple(shop, w)) is not None)
    if not subjects:
        return not_reached(found[0])
    return Known(subjects, tuple(r for s in subjects for r in s.evidence))


def _tuple(shop: Shop, walk: Walked) -> Subject | None:
    if walk.price is None or not walk.sums:
        return None
    product = _product(walk)
    evidence = [shop.ref(product, walk.price.raw, walk.price.block.selector, walk.price.block.box)] if product else []
    page = walk.price.money
    units: list[Money] = []
    told: list[str] = []
    fields: dict[str, Scalar | Fact] = {"page_price": page}
    for name, key in (("cart", "cart_price"), (walk.sums[-1][0], "checkout_price")):
        unit, ref = _unit_price(walk, name)
        fields[key] = unit or Unknown(f"the item's line at {name} could not be read")
        if unit and ref:
            where, before_tax = "in the cart" if name == "cart" else f"at {name}", _before_tax(walk, name)
            if unit.amount != page.amount and not told:
                told.append(f"{where} {unit}{' before tax' if before_tax else ''}")
            if before_tax:  # its tax is told in a line of its own: the page's price is asked
                fields[key] = unit = page
            units.append(unit)
            evidence.append(ref)
    sure = walk.price.confidence >= SURE or page.amount in [u.amount for u in units]
    fields["comparable"] = sure and walk.price.kind == "single" and all(u.currency == page.currency for u in units)
    # a difference seen proves one; that there is none is known only once the last step was read
    missing = next((key for key in ("cart_price", "checkout_price") if isinstance(fields[key], Unknown)), "")
    odd = fields[missing] if missing and (walk.trail.complete or not units) else not_reached(walk)
    settled = walk.trail.complete and len(units) == 2
    for name, differs in (
        ("cart_higher", any(u.amount > page.amount for u in units)),
        ("cart_differs", any(u.amount != page.amount for u in units)),
    ):
        fields[name] = differs if differs or settled else odd
    for name, other in (("listing", _listing(shop, walk)), ("data", _data(shop, walk))):
        fields[f"{name}_price"], fields[f"{name}_differs"] = other.price, other.differs
        told += [other.told] if other.told else []
    label = f"{walk.trail.item[:80]} (on its page {page}, {', '.join(told)})" if told else walk.trail.item[:120]
    return Subject(label, fields, tuple(dict.fromkeys(evidence)))


def _before_tax(walk: Walked, step: str) -> bool:
    """Whether the step takes the price of the page apart, into goods and the tax that was in it."""
    told = walk.sum_at(step)
    return told is not None and walk.tax_in_price(told) > 0


def _product(walk: Walked) -> Page | None:
    """The item's page as it stood when it was put into the cart."""
    return next((page for name, page in reversed(walk.pages) if name == "product"), None)


def _unit_price(walk: Walked, step: str) -> tuple[Money | None, EvidenceRef | None]:
    s = walk.sum_at(step)
    if s is None:
        return None, None
    title = fold(walk.journey.product_title)
    line = next((x for x in s.lines if x.role == "item" and title in fold(x.label + " " + x.evidence.quote)), None)
    if line is None:
        return None, None
    quantity = line.quantity or 1
    return Money(
        (line.money.amount / quantity).quantize(Decimal("0.01")), line.money.currency, line.money.assumed
    ), line.evidence


# what lists and the page's data say


def _listing(shop: Shop, walk: Walked) -> _Elsewhere:
    cards = [
        card
        for card in _cards(s for s in walk.trail.sightings if s.step == "listing")
        if any(s.role in _PRICES for s in card)
    ]
    if not cards:
        lists = [p for p in shop.by_role(*LISTS) if not p.capture.step]
        if not lists:
            return _Elsewhere(nothing := Unknown("no list of products was read"), nothing)
        return _Elsewhere(Absent(shop.refs(lists)[:12], (walk.trail.item[:80],)), False)
    if walk.price is None or walk.price.kind != "single":
        return _no_single_price(cards[0])
    prices = _page_prices(walk)
    if not prices:
        doubt = "a variant was chosen, and what its page shows before that was not read"
        return _Elsewhere(_first(cards[0]), Unknown(doubt, UnknownKind.AMBIGUOUS))
    odd = next((card for card in cards if not _bears_out(card, prices)), None)
    shown = _first(odd or cards[0])
    told = f"in a list {'from ' if _is_from(odd) else ''}{shown}" if odd else ""
    return _compared(shown, odd is not None, told, (odd or cards[0])[0].evidence)


def _data(shop: Shop, walk: Walked) -> _Elsewhere:
    product = _product(walk)
    if product is None or walk.price is None:
        return _Elsewhere(nothing := Unknown("the product page was not read"), nothing)
    offers = [
        s for s in walk.trail.sightings
        if s.source == "structured-data" and s.role in _PRICES and s.evidence.source == product.capture.id
    ]  # fmt: skip
    if not offers:
        return _Elsewhere(Absent((shop.ref(product),), ("offers.price",)), False)
    if walk.price.kind != "single" or walk.journey.item_selector:
        return _no_single_price(offers)
    differs = not _bears_out(offers, [walk.price.money])
    stated, page = _first(offers), walk.price.money
    before = differs and abs(stated.amount * (100 + GST_RATE) / 100 - page.amount) <= CENT
    told = f"in its data {stated}" + (", which is its price before GST" if before else "") if differs else ""
    return _compared(stated, differs, told, offers[0].evidence)


def _compared(price: Money, differs: bool, told: str, spot: EvidenceRef) -> _Elsewhere:
    return _Elsewhere(Known(price, (spot,)), Known(differs, (spot,)), told)


def _no_single_price(found: Sequence[Sighting]) -> _Elsewhere:
    return _Elsewhere(_first(found), Unknown("its page states no single price to compare with", UnknownKind.AMBIGUOUS))


def _cards(found: Iterable[Sighting]) -> list[list[Sighting]]:
    """The sightings of each card: they share a capture and an element."""
    cards: dict[tuple[str, str], list[Sighting]] = {}
    for one in found:
        cards.setdefault((one.evidence.source, one.evidence.selector), []).append(one)
    return list(cards.values())


def _page_prices(walk: Walked) -> list[Money]:
    """What the item's page shows. A list shows the variant the page opens with: where the walk chose another, the
    price the page opened with counts as well, and without it nothing can be said."""
    if walk.price is None:
        return []
    own = {page.capture.id for name, page in walk.pages if name == "product"}
    others = [
        money for s in walk.trail.sightings
        if s.step == "product" and s.source == "visible" and s.role == "item" and s.evidence.source not in own
        for money in s.readings
    ]  # fmt: skip
    chose = walk.journey.item_selector or _chose(walk.journey)
    visited = any(s.evidence.source not in own for s in walk.trail.sightings if s.step == "product")
    if not chose:
        return [walk.price.money]
    return [walk.price.money, *others] if visited else []


def _chose(journey: Journey) -> bool:
    """Whether the walk settled a variant on the item's page. Of a person that is known only where he was watched for
    it; in older evidence he was not."""
    unwatched = journey.driver == "person" and not any(a.strategy == LOOKED for a in journey.attempts)
    return unwatched or any(a.ok and a.step in ("product", "") and a.strategy in _CHOOSES for a in journey.attempts)


def _bears_out(told: Sequence[Sighting], prices: Sequence[Money]) -> bool:
    """Whether a statement fits one of the prices: the same, or, for a price "from" and a range, not below it."""
    return any(_fits(told, price) for price in prices)


def _fits(told: Sequence[Sighting], price: Money) -> bool:
    if any(price.amount == m.amount for m in _in_currency(told, "item", price)):
        return True
    ends = [m.amount for m in _in_currency(told, "from-price", price)]
    if not ends:
        return False
    several = sum(s.role == "from-price" for s in told) > 1
    return min(ends) <= price.amount and (not several or price.amount <= max(ends))


def _in_currency(told: Sequence[Sighting], role: str, price: Money) -> Iterator[Money]:
    """Readings that can be the same money: codes that are both known must be one."""
    for one in told:
        for money in one.readings if one.role == role else ():
            if not money.currency or not price.currency or money.currency == price.currency:
                yield money


def _first(told: Sequence[Sighting]) -> Money:
    return next(s for s in told if s.role in _PRICES).readings[0]


def _is_from(told: Sequence[Sighting] | None) -> bool:
    return told is not None and all(s.role != "item" for s in told)
