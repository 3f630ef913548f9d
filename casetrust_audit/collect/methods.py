"""The ways to deliver and to pay that a page offers, as radios, lists, or a form each. Pure."""

from __future__ import annotations

import re

from casetrust_audit.collect.filling import field_kind, is_real
from casetrust_audit.model.reading import Field, Form, Reading
from casetrust_audit.text.field_words import beside
from casetrust_audit.text.phrases import phrases

_OFFLINE = re.compile(r"bank|transfer|invoice|cash|delivery|cheque|check|manual|paynow|offline|collection", re.I)
_CARDS = re.compile(r"card|visa|master|amex|stripe|paypal|wallet", re.I)
_METHOD = re.compile(r"shipping|delivery|method|collect|courier|fulfil", re.I)
_ADDRESS_CHOICE = re.compile(r"\baddress\b|billing|alamat|地址", re.I)
_PAYMENT = ("payment-step", "payment-methods")
_PAY_METHOD = re.compile(r"payment|pay[-_ ]?method|gateway", re.I)


def payment_radios(reading: Reading) -> tuple[Field, ...]:
    """Radios that choose how to pay."""
    radios = [f for f in reading.fields() if f.type == "radio" and f.visible]
    named = [f for f in radios if _PAY_METHOD.search(f.name) and not _METHOD.fullmatch(f.name)]
    if named:
        return tuple(named)
    spoken = [f for f in radios if phrases("payment-methods").any(f.label or f.context)]
    return tuple(spoken) if len(spoken) >= 2 else _only_way(radios, reading)


def _only_way(radios: list[Field], reading: Reading) -> tuple[Field, ...]:
    """The shop offers one way to pay, and still asks for it: a radio alone of its name that speaks of paying, the only
    one, below a heading of the payment."""
    spoken = [f for f in radios if any(phrases(topic).any(f.label or f.context) for topic in _PAYMENT)]
    if len(spoken) != 1 or [f for f in radios if f.name == spoken[0].name] != spoken:
        return ()
    above = [h.text for h in reading.headings if h.visible and h.box[1] <= spoken[0].box[1]]
    over = (spoken[0].group, *above[-1:])
    return tuple(spoken) if any(phrases(topic).any(text) for topic in _PAYMENT for text in over) else ()


def payment_rank(text: str) -> int:
    """How little a way to pay needs: transfer and cash on delivery before what is unknown, cards last."""
    return 2 if _CARDS.search(text) else 0 if _OFFLINE.search(text) else 1


def delivery_radios(reading: Reading) -> tuple[Field, ...]:
    """Radios that choose how the goods come; those beside ways to deliver, under one name with them, are ways too."""
    able = [
        f for f in reading.fields()
        if f.type == "radio" and f.visible and not _PAY_METHOD.search(f.name)
        and not phrases("payment-methods").any(f.label or f.context)
        and not _ADDRESS_CHOICE.search(f.label or f.context)
    ]  # fmt: skip
    told = [
        f for f in able
        if _METHOD.search(f.name) or _METHOD.search(f.group) or phrases("delivery").any(f.label or f.context)
    ]  # fmt: skip
    names = {f.name for f in told if f.name}
    beside = {n for n in names if 2 * sum(f.name == n for f in told) >= sum(f.name == n for f in able)}
    return tuple(f for f in able if f in told or f.name in beside)


def delivery_lists(reading: Reading) -> tuple[Field, ...]:
    """Lists to choose from how the goods come: by their name or label, or by options that name ways with a price."""
    return tuple(f for f in _lists(reading) if not _of_payment(f) and _of_delivery(f))


def payment_lists(reading: Reading) -> tuple[Field, ...]:
    """Lists to choose from how to pay."""
    return tuple(f for f in _lists(reading) if _of_payment(f))


def _lists(reading: Reading) -> list[Field]:
    taken = ("country", "state", "city", "postal-code", "address", "quantity", "birth-date", "name", "phone")
    return [
        f for f in reading.fields()
        if f.type == "select" and f.visible and not f.disabled and f.options and field_kind(f) not in taken
    ]  # fmt: skip


def _of_payment(field: Field) -> bool:
    offered = [o.text for o in field.options if is_real(o)]
    label = field.label or beside(field)
    told = phrases("payment-methods").any(label) or phrases("payment-step").any(label)
    ways = sum(phrases("payment-methods").any(t) or phrases("bank-transfer").any(t) for t in offered)
    return bool(_PAY_METHOD.search(f"{field.name} {field.id}")) or told or (bool(offered) and ways == len(offered) > 1)


def _of_delivery(field: Field) -> bool:
    named = f"{field.label or beside(field)} {field.group}"
    if _ADDRESS_CHOICE.search(named):
        return False
    told = phrases("delivery-step").any(named) or phrases("shipping").any(named) or phrases("delivery").any(named)
    offered = [o.text for o in field.options if is_real(o)]
    ways = sum(phrases("delivery").any(t) or phrases("self-collection").any(t) for t in offered)
    return told or bool(_METHOD.search(field.name)) or (bool(offered) and ways == len(offered))


def method_form(form: Form) -> bool:
    """A form that is one delivery method: a submit, and no field a person fills."""
    return bool(form.buttons) and any(_METHOD.search(f.name) and not f.visible for f in form.fields) and form.visible
