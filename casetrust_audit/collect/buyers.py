"""Which part of a page asks who buys and where to, and whether it may be all there is of a checkout. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.collect.filling import field_kind
from casetrust_audit.collect.methods import delivery_lists, delivery_radios, payment_lists, payment_radios
from casetrust_audit.collect.request import routes
from casetrust_audit.model.reading import Button, Field, Form, Reading
from casetrust_audit.text.phrases import phrases

_POSTAL = re.compile(r"post(?:al)?[-_ ]?code|zip|postcode", re.I)
_TYPED = ("text", "email", "tel", "textarea")
_WHO = frozenset({"name", "first-name", "last-name", "phone", "email"})
_BUYER = _WHO | {"address", "postal-code", "city"}
_LATER = ("delivery-step", "payment-step", "payment-methods", "review-step")
_NEXT = re.compile(r"shipping|delivery|payment|review|preview|summary|confirm(?!ed|ation-sent)", re.I)
_ONWARD = re.compile(r"^\W*(?:proceed|continue|go|begin|start|back|return|express)\b", re.I)
LONGEST_STEP = 32
LONGEST_OPENER = 60
_NUMBERED = re.compile(r"(?<![\d.,])\+?\d(?:[ *-]?[\d*]){5,}(?![\d.,])")
"""A postal code, a phone number, or one with stars in it: an address that was given before shows one."""


def kinds(fields: tuple[Field, ...]) -> frozenset[str]:
    """What of the buyer the visible fields ask for."""
    return frozenset(field_kind(f) for f in fields if f.visible and f.type in _TYPED) & _BUYER


def asks_in(form: Form) -> bool:
    """The form asks who buys, or where to."""
    return len(kinds(form.fields)) >= 2


def _groups(reading: Reading) -> Iterator[tuple[Field, ...]]:
    yield from (form.fields for form in reading.forms)
    yield reading.loose_fields


def address_form(reading: Reading) -> bool:
    """Somewhere on the page it is asked where to: by a postal code among other things, or by an address and by who
    lives there; some countries, and some shops, have no postal codes."""
    return any(_asks_where(fields) for fields in _groups(reading))


def _asks_where(fields: tuple[Field, ...]) -> bool:
    visible = [f for f in fields if f.visible and f.type not in ("hidden", "radio", "checkbox")]
    if len(visible) >= 3 and any(_POSTAL.search(f"{f.name} {f.label} {f.autocomplete}") for f in visible):
        return True
    return _asks_all(fields)


def _asks_all(fields: tuple[Field, ...]) -> bool:
    """Who it is and where to, together."""
    found = kinds(fields)
    return "address" in found and bool(found & _WHO)


def still_asks(reading: Reading) -> bool:
    """An address is still to be filled in: what bears the name of a review is none yet."""
    return any(
        len(kinds(tuple(f for f in fields if not f.filled)) - {"name", "phone"}) >= 3 for fields in _groups(reading)
    )


def lacks_address(reading: Reading) -> bool:
    """Behind a button an address waits to be given, and neither a form for it nor one that was given is shown."""
    if address_form(reading):
        return False
    parts = ("main", "aside", "dialog")
    openers = [
        p.text for p in reading.pressable()
        if p.visible and p.area in parts and len(p.text) <= LONGEST_OPENER and phrases("add-address").any(p.text)
    ]  # fmt: skip
    listed = any(f.visible and f.type in ("radio", "select") and _names_address(f) for f in reading.fields())
    given = any(b.visible and b.area in parts and _NUMBERED.search(b.text) for b in reading.blocks)
    return bool(openers) and not listed and not given


def _names_address(field: Field) -> bool:
    return bool(re.search(r"addr|地址|alamat", f"{field.name} {field.id}", re.I))


def may_be_all(button: Button, reading: Reading) -> bool:
    """What the button sends asks who buys and where to, and the page names no later step: it may well be the whole
    checkout, and the button the order."""
    form = next((f for f in reading.forms if f.selector == button.form), None)
    fields = form.fields if form is not None else reading.loose_fields
    return _asks_all(fields) and not _later_step(reading, form, fields)


def may_order(button: Button, reading: Reading) -> bool:
    """It sends what may be the whole checkout, by a word that ends it and does not say what comes next."""
    says = phrases("perhaps-order").any(button.text) or _just_checkout(button.text)
    return says and may_be_all(button, reading)


def _just_checkout(text: str) -> bool:
    """The bare act. What is "proceeded to" or "begun" still lies ahead."""
    return phrases("checkout").any(text) and not _ONWARD.search(text)


def _later_step(reading: Reading, form: Form | None, fields: tuple[Field, ...]) -> bool:
    """A step to come is named: by where the form is sent, or by a short line beside the form. What the form itself
    chooses, delivery or payment, does not come later."""
    last = [r.rstrip("/").rpartition("/")[2] for r in routes(form.action)] if form is not None and form.action else []
    if any(_NEXT.search(name) for name in last):
        return True
    chosen = (delivery_radios(reading), delivery_lists(reading), payment_radios(reading), payment_lists(reading))
    if any(chosen):
        return False
    top = min((f.box[1] for f in fields if f.visible), default=0.0)
    end = max((f.box[1] + f.box[3] for f in fields if f.visible), default=0.0)
    return any(
        b.visible
        and b.area in ("main", "aside", "dialog", "nav")
        and len(b.text) <= LONGEST_STEP
        and not top <= b.box[1] <= end
        and any(phrases(topic).any(b.text) for topic in _LATER)
        for b in reading.blocks
    )
