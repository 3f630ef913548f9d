"""The price of the item a page sells, as a shopper sees it: the amount that stands out near name and button.

Works on the visible text alone. Structured data is compared with it elsewhere; `facts.page_price` lets it corroborate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Reading, TextBlock, TextRun, within
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.former_price import settle
from casetrust_audit.text.item_place import ItemPlace, item_place
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.once import once
from casetrust_audit.text.page_currency import page_currency
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.price_choice import SMALLEST_PX, Choice, choose
from casetrust_audit.text.price_confidence import price_confidence
from casetrust_audit.text.price_options import option_prices
from casetrust_audit.text.shown_amounts import run_of

__all__ = [
    "SMALLEST_PX",
    "ItemPrice",
    "item_price",
    "other_amounts",
    "page_currency",
    "price_beside",
    "price_in_tile",
    "run_of",
]


BESIDE = 0.85
"""Confidence of a price in the same row as the item's field."""


@dataclass(frozen=True, slots=True)
class ItemPrice:
    """`kind`: single, from, range. `was` is a struck or so-called price beside it; `was_told` is false where it is
    known for one only by the words of a reduction nearby. `confidence` (0 to 1) rests on what is displayed alone."""

    money: Money
    kind: str
    raw: str
    block: TextBlock
    run: TextRun | None
    was: Money | None = None
    was_block: TextBlock | None = None
    was_told: bool = True
    confidence: float = BESIDE


@once
def item_price(reading: Reading, currency: str = "") -> ItemPrice | None:
    """The item's price, or None where no amount on the page can be it."""
    place = item_place(reading)
    choice = choose_anywhere(reading, place, currency or page_currency(reading))
    settled = settle(reading, choice)
    if settled is None:
        return None
    sure, _ = price_confidence(place, choice, settled, amount_only=True)
    shown = settled.candidate.shown
    kind = "single" if shown.amount.kind in ("was", "per-unit") else shown.amount.kind
    return ItemPrice(
        settled.candidate.money, kind, shown.amount.raw, shown.block, shown.run, settled.was, settled.was_block,
        settled.was_told, sure,
    )  # fmt: skip


def choose_anywhere(reading: Reading, place: ItemPlace, currency: str) -> Choice:
    """As `choose`; where nothing in the text is the price, also what may be: in a list of variants, per unit."""
    choice = choose(reading, place, currency)
    if not choice.candidates:
        choice = option_prices(reading, currency, choice)
    if choice.candidates:
        return choice
    loose = choose(reading, place, currency, loose=True)
    return loose if loose.candidates else choice


def price_beside(reading: Reading, selector: str, currency: str = "") -> ItemPrice | None:
    """The price in the row of one of several items, told by its quantity field; None where it cannot be told."""
    currency = currency or page_currency(reading)
    field = next((f for f in reading.fields() if f.selector == selector), None)
    if field is None:
        return None
    rows = [r for r in reading.rows if r.visible and within(field.box, r.box)]
    row = min(rows, key=lambda r: r.box[2] * r.box[3], default=None)
    reach = row.box if row is not None else (0.0, field.box[1] - 60, reading.viewport[0], field.box[3] + 120)
    level = field.box[1] + field.box[3] / 2
    near = sorted(
        (b for b in reading.blocks if b.visible and within(b.box, reach)),
        key=lambda b: abs(b.box[1] + b.box[3] / 2 - level),
    )
    return _first_price(near, currency)


def price_in_tile(reading: Reading, title: str) -> ItemPrice | None:
    """The price in the tile of a list whose item is called so; None where there is none, or it cannot be told."""
    tiles = [c for c in reading.cards if c.visible and fold(c.title) == fold(title)]
    card = min(tiles, key=lambda c: c.box[2] * c.box[3], default=None)
    if card is None:
        return None
    return _first_price((b for b in reading.blocks if b.visible and within(b.box, card.box)), page_currency(reading))


def _first_price(blocks: Iterable[TextBlock], currency: str) -> ItemPrice | None:
    """The first amount that is asked: one reading, above nought, not struck through."""
    for block in blocks:
        for amount in find_amounts(block.text, currency):
            run = run_of(block, amount)
            plain = len(amount.readings) == 1 and amount.kind in ("single", "from", "range")
            if plain and amount.readings[0].amount > 0 and not (run is not None and run.strike):
                return ItemPrice(amount.readings[0], amount.kind, amount.raw, block, run)
    return None


def other_amounts(reading: Reading, currency: str = "") -> bool:
    """Whether an amount that might be the item's price is shown, though none could be told to be it.

    With it, a missing price is no proof that none is shown.
    """
    others = item_place(reading).others
    for at, block in enumerate(reading.blocks):
        if block.visible and block.area in ("main", "aside") and at not in others:
            for amount in find_amounts(block.text, currency, bare=True):
                near = normalise(block.text)[max(0, amount.start - 60) : amount.end + 60]
                if not any(phrases(t).any(near) for t in ("delivery", "shipping", "free-delivery")):
                    return True
    return False
