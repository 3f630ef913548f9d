"""Which fields of a cart ask how many, what takes a line out, and which amounts of a row still hold."""

from __future__ import annotations

import re
from dataclasses import replace

from casetrust_audit.ledger.reduced import superseded
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Button, Field, Link, Row, within
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

SLACK = 1.0
"""Pixels that boxes of one row may stand out of each other by rounding."""

TOUCHING, WIDEST_STEP = 12.0, 60.0
"""Pixels between a number and what steps it; and the width of such a step."""
_HOW_MANY = re.compile(r"qty|quan(?:t|[^a-z]|$)|数量|kuantiti|menge|anzahl|cantidad", re.I)
_TAKES_OUT = re.compile(r"(?:^|[\W_])(?:remove|delete)\b|^\W*(?:×|✕|移除|删除|buang)|^(?:wish|save for later)", re.I)
_TAKES_OUT_BY = re.compile(
    r"[?&/=_.-](?:remove|delete)(?:[?&/=_.-]|$)|[?&/=_.-](?:remove|delete)_?(?:item|line|product|id)", re.I
)
_CODE = re.compile(r"coupon|voucher|promo|address|account", re.I)


def asks_how_many(field: Field) -> bool:
    """Whether a field is for a quantity: by its own names, or by the head of its column."""
    if field.type in ("hidden", "checkbox", "radio"):
        return False
    return bool(_HOW_MANY.search(f"{field.name} {field.label} {field.id} {field.column}"))


def count_in(field: Field) -> str:
    """How many a field says, as it stands there; "" where that is not known."""
    if field.type != "select":
        return field.value
    return next((o.text.strip() for o in field.options if o.selected and o.text.strip().isdigit()), "")


def takes_out(control: Button | Link) -> bool:
    """Whether pressing it takes a line out: by its name, or where it has none by where it leads."""
    if _TAKES_OUT.search(control.text):
        return True
    return not control.text and isinstance(control, Link) and leads_out(control)


def leads_on(text: str) -> bool:
    """Whether words to press go on with the purchase, or end it: such a link beside a sum is no product's."""
    return any(
        phrases(topic).any(text) for topic in ("checkout", "place-order", "continue", "pays-by", "perhaps-order")
    )


def leads_out(link: Link) -> bool:
    """Whether a link's address takes something out, and no code or address."""
    return bool(_TAKES_OUT_BY.search(link.href)) and not _CODE.search(link.href)


def holding(row: Row) -> tuple[str, ...]:
    """The amounts of a row without those that are struck through, or that words make a former price or a saving; all
    of them where nothing else is there."""
    struck = list(row.struck)
    kept = []
    for amount, told in zip(row.amounts, superseded(row.amounts, row.text), strict=True):
        if amount in struck:
            struck.remove(amount)
        elif not told:
            kept.append(amount)
    return tuple(kept) or row.amounts


def may_be_added(row: Row, page: Page) -> bool:
    """Whether the row holds an empty quantity: what can be bought there is not bought yet."""
    return any(
        f.visible
        and f.type in ("number", "text", "tel")
        and f.value in ("", "0")
        and not f.filled
        and (asks_how_many(f) or asks_how_many(replace(f, name=f.group)))
        and within(f.box, row.box, SLACK)
        for f in page.reading.fields()
    )


def has_handle(row: Row, page: Page) -> bool:
    """A quantity to change or a button that takes the line out."""
    return has_quantity(row, page) or any(
        p.visible and takes_out(p) and within(p.box, row.box, SLACK) for p in page.reading.pressable()
    )


def has_quantity(row: Row, page: Page) -> bool:
    """A quantity that is more than nought: an empty one belongs to what may still be added."""
    return any(
        f.visible
        and within(f.box, row.box, SLACK)
        and (count_in(f) not in ("", "0") if asks_how_many(f) else _is_stepped(f, page))
        for f in page.reading.fields()
    )


def _is_stepped(field: Field, page: Page) -> bool:
    """A number between two things to press that touch it: one less, one more, whatever they are called. What stands in
    a field that is not known to count is not kept, only that something does."""
    if field.type not in ("text", "number", "tel") or not field.filled or field.value == "0":
        return False
    left, top, width, height = field.box
    beside = [
        p.box for p in page.reading.pressable()
        if p.visible and 0 < p.box[2] <= WIDEST_STEP and abs(p.box[1] + p.box[3] / 2 - top - height / 2) <= height / 2
    ]  # fmt: skip
    less = any(abs(box[0] + box[2] - left) <= TOUCHING for box in beside)
    return less and any(abs(box[0] - left - width) <= TOUCHING for box in beside)


def in_card(row: Row, page: Page) -> bool:
    """A box of goods that leads to a page of theirs: where nothing is summed up it is no line of a bill."""
    return any(c.visible and c.amounts and c.href and within(row.box, c.box, SLACK) for c in page.reading.cards)


def only_controls(label: str, row: Row, page: Page) -> bool:
    """Whether a row's label is nothing but what can be pressed in it to change the line: "Remove" names no charge."""
    names = {fold(p.text) for p in page.reading.pressable() if takes_out(p) and within(p.box, row.box, SLACK)}
    return bool(label) and fold(label) in names
