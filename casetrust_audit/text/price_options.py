"""The price in a list of variants that folds out ("500 g – S$22.00"): shown to whoever chooses, as no block of text."""

from __future__ import annotations

from collections.abc import Iterator

from casetrust_audit.model.reading import Field, Option, Reading, TextBlock
from casetrust_audit.text import price_words
from casetrust_audit.text.amounts import Amount, find_amounts
from casetrust_audit.text.normalise import normalise
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.price_choice import ENOUGH, Candidate, Choice
from casetrust_audit.text.shown_amounts import ShownAmount

_NOT_VARIANTS = ("delivery", "shipping", "payment-methods", "self-collection", "insurance-addon", "fee")
_FILTERS = ("price range", "sort", "currency", "budget")


def option_prices(reading: Reading, currency: str, former: Choice) -> Choice:
    """The chosen variant's price as the only candidate, or the lowest where the chosen one names none; `former` and
    what was refused are kept. No candidate where no list of variants names prices of its own."""
    for field in reading.fields():
        if field.type != "select" or not field.visible or _is_other(field):
            continue
        priced = list(_priced(field, currency))
        if not priced or 2 * len(priced) < sum(not o.disabled for o in field.options) - 1:
            continue  # variants have their prices: a list of departments with one "Under S$10" has none
        values = {a.readings[0] for _, a in priced}
        option, amount = next((p for p in priced if p[0].selected), None) or min(
            priced, key=lambda p: p[1].readings[0].amount
        )
        text = normalise(option.text)
        block = TextBlock(text, "option", field.selector, "main", True, field.box)
        kind = "single" if len(values) == 1 or option.selected else "from"
        shown = ShownAmount(
            Amount(amount.raw, amount.start, amount.end, amount.readings, kind, False), block, None, text
        )
        at = min(range(len(reading.blocks)), key=lambda i: abs(reading.blocks[i].box[1] - field.box[1]), default=0)
        found = Candidate(shown, at, ENOUGH + 1, amount.readings[0], ("+2.0 in the list of variants",))
        return Choice((found,), former.former, former.refused)
    return former


def _priced(field: Field, currency: str) -> Iterator[tuple[Option, Amount]]:
    for option in field.options:
        if option.disabled:
            continue
        text = normalise(option.text)
        amounts = find_amounts(text, currency)
        if len(amounts) != 1 or len(amounts[0].readings) != 1 or amounts[0].kind not in ("single", "was", "from"):
            continue
        if (
            amounts[0].readings[0].amount > 0
            and not price_words.adds_to_price(text, amounts[0])
            and text[:1] not in "+-"
            and not price_words.is_bound(text, amounts[0])
        ):
            yield option, amounts[0]


def _is_other(field: Field) -> bool:
    """A list of ways to deliver or pay, of prices to filter by, or of currencies."""
    words = f"{field.name} {field.label} {field.group} {field.id}"
    said = f"{words} {' '.join(o.text for o in field.options[:6])}"
    return any(phrases(t).any(said) for t in _NOT_VARIANTS) or any(f in words.lower() for f in _FILTERS)
