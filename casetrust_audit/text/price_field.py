"""A text known to be a price, such as a value of the page's markup: its amount, with or without a currency."""

from __future__ import annotations

import re
from decimal import Decimal

from casetrust_audit.model.money import Money
from casetrust_audit.text import currencies
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.normalise import normalise

_PLAIN = re.compile(r"(?:[0-9]{1,12}(?:\.[0-9]{0,8})?|\.[0-9]{1,8})(?:[eE][+-]?[0-9]{1,2})?")
"""A number as data writes it: "12.50", ".50", "1e3"."""
_NUMBER = re.compile(r"[0-9](?:[0-9 .,'’]*[0-9])?")
_SPACED_POINT = re.compile(r"(?<=[0-9])([.,]) (?=[0-9]{2}\b)")
_MOST = Decimal(10) ** 12
_CODE = re.compile(r"[A-Z]{3}")


def price_of(text: str, hint: str = "") -> Money | None:
    """The price a text states; None where it holds none.

    `hint` is what else is known of the currency: an ISO code, a sign, or another price of the same list. Unlike
    `find_amounts` it takes a number without a currency, for the text is known to be a price.
    """
    plain = normalise(text)
    code = _code_of(hint)
    if plain.startswith(".") and _PLAIN.fullmatch(plain):
        return Money(Decimal(plain), code, assumed=bool(code))
    found = [a for a in find_amounts(plain, code, bare=True) if not a.negative]
    if found:
        return found[0].readings[0]
    if free := find_amounts(plain, code, free=True):
        return free[0].readings[0] if free[0].raw == plain.strip("!. ") else None
    mended = _SPACED_POINT.sub(r"\1", plain)
    numbers = _NUMBER.findall(mended)
    if len(numbers) != 1:
        return None
    read = find_amounts(f"{numbers[0]} {code if currencies.iso_of(code) else 'EUR'}")
    if not read:
        return None
    return Money(read[0].readings[0].amount, code, assumed=bool(code))


def markup_amount(text: str) -> Decimal | None:
    """The amount of a price in markup, where a point parts the cents as schema.org wants; None where it is no price."""
    plain = normalise(text)
    if _PLAIN.fullmatch(plain):
        value = Decimal(plain)
        return Decimal(f"{value:f}") if value < _MOST else None
    if plain.startswith(("-", "−", "(")):
        return None
    found = price_of(plain)
    return found.amount if found is not None else None


def _code_of(hint: str) -> str:
    plain = normalise(hint)
    if _CODE.fullmatch(plain.upper()) and currencies.iso_of(plain.upper()):
        return plain.upper()
    if iso := currencies.iso_of(plain):
        return iso
    beside = find_amounts(plain)
    if beside:
        return beside[0].readings[0].currency
    return next((iso for word in plain.split() if (iso := currencies.iso_of(word))), "")
