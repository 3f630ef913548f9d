"""A bill that is told in one line: "Goods: S$12.50 + Delivery: S$5.00 - Voucher: S$2.00". Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from casetrust_audit.model.reading import Row
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.normalise import normalise

_SIGN = re.compile(r"\s*([+＋]|(?<=\s)[-−–－])\s*(?=[^\d\s])")
_PART = re.compile(r"^(?P<label>[^:：]{1,40}?)\s*[:：]\s*(?P<amount>[^:：]*\d[^:：]*)$")
_NOTHING = re.compile(r"^0+(?:[.,]0+)?$")
FEWEST = 2


def apart(row: Row, currency: str) -> tuple[Row, ...]:
    """One row for each part, with its own label and amount; the row itself where it is no such line."""
    pieces = _SIGN.split(normalise(row.text))
    if len(pieces) < 2 * FEWEST - 1:
        return (row,)
    parts: list[Row] = []
    for sign, piece in zip(("+", *pieces[1::2]), pieces[::2], strict=True):
        match = _PART.match(piece.strip())
        amount = _amount(match["amount"].strip(), currency) if match else ""
        if match is None or not amount:
            return (row,)
        amount = amount if sign in "+＋" or _NOTHING.match(amount) else f"-{amount}"
        parts.append(replace(row, label=match["label"], amounts=(amount,), text=f"{match['label']}: {amount}"))
    return tuple(parts)


def _amount(text: str, currency: str) -> str:
    """The one amount that the words hold, as written; "" where there is none, or several."""
    found = find_amounts(text, currency, free=True, bare=True)
    if not found and _NOTHING.match(text):
        return text
    one = len(found) == 1 and len({m.amount for m in found[0].readings}) == 1
    return found[0].raw if one else ""
