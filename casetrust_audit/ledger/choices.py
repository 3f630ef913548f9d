"""The price that stands beside a choice of delivery or payment: told there, whatever the bill says later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.quantities import SLACK
from casetrust_audit.model.capture import Page
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Box, Field, Row, within
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.chosen import Offered, offered
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

_PAYS = re.compile(r"\bpay|payment|zahl|bezahl|付款|支付|bayar", re.I)
_SENDS = re.compile(r"ship|deliver|carrier|courier|freight|postage|parcel|collect|pick-?up|配送|运|送货|hantar", re.I)
_TAKES_OUT = re.compile(r"(?:^|[\W_])(?:remove|delete)\b|^(?:wish|save for later)", re.I)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_AMOUNT = re.compile(r"[^A-Za-z\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class PricedChoice:
    """One of several ways with its price in its words. `kind` is "shipping", "fee" (a way to pay), or ""."""

    kind: str
    text: str
    amounts: frozenset[Decimal]
    selector: str
    box: Box


def priced_choices(page: Page, currency: str) -> Iterator[PricedChoice]:
    """Radios, and entries of lists, of delivery and payment that name a price above nought."""
    for field in page.reading.fields():
        if not field.visible or field.type not in ("radio", "select"):
            continue
        said = [o.text for o in field.options] if field.options else [_words_of(field)]
        for text in said:
            values = {m.amount for a in find_amounts(text, currency, bare=True) for m in a.readings if m.amount > 0}
            kind = _kind(field, text) if values else ""
            if values and (kind or field.type == "radio"):
                yield PricedChoice(kind, normalise(text), frozenset(values), field.selector, field.box)


def priced_options(page: Page) -> tuple[tuple[Field, Money], ...]:
    """Boxes with a price above zero in their own words, and radios and entries of lists with one that can be declined,
    as fields whose `checked` says whether they are chosen."""
    currency = page_currency(page.reading)
    found = []
    for one in offered(page.reading):
        if phrases("terms").any(one.words) or (one.others and not one.can_be_declined):
            continue
        if one.field.type == "radio" and not one.others:
            continue  # the one way there is, to pay mostly: nobody could choose otherwise
        money = _own_price(one, currency)
        if money is not None:
            made = replace(one.field, label=one.said, context="", checked=one.chosen) if one.others else one.field
            found.append((made, money))
    return tuple(found)


def _own_price(one: Offered, currency: str) -> Money | None:
    """The price of a choice in its words or, of a box or a radio that has the row to itself, in its row."""
    row = one.field.context
    alone = one.field.type != "select" and not any(other and fold(other) in fold(row) for other in one.others)
    told = (one.words, row if alone else "") if one.others else (f"{one.field.label} {row}",)
    for text in told:
        amounts = [a for a in find_amounts(text, currency) if a.kind == "single"]
        if amounts and len(amounts[0].readings) == 1 and amounts[0].readings[0].amount > 0:
            return amounts[0].readings[0]
    return None


def told_beside(page: Page, role: str, label: str, money: Money) -> PricedChoice | None:
    """The choice of a page that names this very charge: its kind and its amount, or its name and its amount."""
    for choice in priced_choices(page, money.currency):
        if money.amount in choice.amounts and (choice.kind == role or shares_name(choice.text, label)):
            return choice
    return None


def _words_of(field: Field) -> str:
    """Its label, with the row around it where the price stands there."""
    label, row = normalise(field.label), normalise(field.context)
    return (
        label
        if label and (fold(row) in fold(label) or not row)
        else row
        if fold(label) in fold(row)
        else f"{label} {row}"
    )


def _kind(field: Field, text: str) -> str:
    named = f"{field.name} {field.id} {field.group} {field.label if field.options else ''}"
    if _PAYS.search(named) or phrases("payment-surcharge").any(text) or phrases("bank-transfer").any(text):
        return "fee"
    return "shipping" if _SENDS.search(named) or phrases("shipping").any(text) else ""


def shares_name(text: str, label: str) -> bool:
    """Whether the words of one are those of the other: "Parcel €8.56" and "Parcel"."""
    said, name = (set(_WORDS.findall(fold(_AMOUNT.sub(" ", t)))) for t in (text, label))
    return bool(said and name) and (name <= said or said <= name)


def chosen_way(page: Page, row: Row, currency: str) -> tuple[str, Money] | None:
    """(role, price) of the way to deliver or pay that is chosen in a line of the bill which offers several; None where
    the line is no such choice, or the chosen one names no price."""
    here = [f for f in page.reading.fields() if f.type == "radio" and f.visible and within(f.box, row.box)]
    groups = {f.name for f in here if f.name}
    chosen = [f for f in here if f.checked]
    if len(here) < 2 or len(groups) != 1 or len(chosen) != 1:
        return None
    words = _words_of(chosen[0])
    found = [a for a in find_amounts(words, currency, free=True, bare=True) if len(a.readings) == 1]
    kind = _kind(chosen[0], words)
    return (kind, found[-1].readings[0]) if kind and found else None


def chosen_deliveries(page: Page, currency: str) -> Iterator[tuple[Field, Money]]:
    """The ways to deliver that are chosen on a page, each with the one price above nought in its words; what is free
    from some sum on names that sum, and no price."""
    for field in page.reading.fields():
        if field.type != "radio" or not field.visible or not field.checked:
            continue
        words = normalise(field.label) or _words_of(field)
        found = find_amounts(words, currency)
        if _kind(field, words) != "shipping" or phrases("free-delivery").any(words) or len(found) != 1:
            continue
        if len(found[0].readings) == 1 and found[0].kind == "single" and found[0].readings[0].amount > 0:
            yield field, found[0].readings[0]


def beside_bill(shop: Shop, page: Page, counted: Sequence[TrailLine], currency: str) -> list[TrailLine]:
    """The price of the delivery that is chosen beside a bill without a line for it: it is charged all the same, and
    where the total does not have it, the total is not what is to be paid. What a dialog over the bill offers is not
    chosen before the dialog is done with."""
    if any(line.role == "shipping" for line in counted):
        return []
    asked = {f.selector for form in page.reading.forms if form.area == "dialog" for f in form.fields}
    ways = (
        (f, m)
        for f, m in chosen_deliveries(page, currency)
        if f.selector not in asked and all(line.money != m for line in counted)
    )
    return [
        TrailLine(normalise(f.label)[:120], "shipping", m, None, shop.ref(page, f.label, f.selector, f.box))
        for f, m in ways
    ]


def choice_in(row: Row, page: Page, *, billed: bool) -> Field | None:
    """A radio or checkbox in the row, or one that has the row's words: the row offers a choice, it states no charge.

    A row that is `billed`, in a list with a total, may repeat the words of the chosen way: it is the charge."""
    choices = (f for f in page.reading.fields() if f.type in ("radio", "checkbox") and f.visible)
    told = fold(row.text)
    return next(
        (
            f for f in choices
            if (within(f.box, row.box, SLACK) or (not billed and told in (fold(f.label), fold(f.context))))
            and not _TAKES_OUT.search(f"{f.name} {f.label}")
        ),
        None,
    )  # fmt: skip


def names_delivery(label: str, page: Page) -> bool:
    """Whether a line of the bill bears the name of the way of delivery that is chosen on the page."""
    return any(
        f.type == "radio" and f.checked and shares_name(_words_of(f), label) and _kind(f, _words_of(f)) == "shipping"
        for f in page.reading.fields()
    )
