"""What the words of a row say of it: a notice and no line of a bill, a tax that is part of the prices. Pure."""

from __future__ import annotations

import re

from casetrust_audit.model.reading import Row
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

_INCLUDED = re.compile(r"\bincl(?:\.|uded|udes|uding|usive)?\b|\bof which\b|已含|termasuk", re.I)
_WITHOUT_TAX = re.compile(r"\bexcl(?:\.|uding|usive)?\b|\bbefore tax|\bnet\b|不含税|tidak termasuk", re.I)
_NO_TOTAL = re.compile(
    r"store credit|(?:account|wallet|credit|card|points?) balance|your balance|free (?:delivery|shipping)|\bspend\b"
    r"|away from|余额|baki",
    re.I,
)
_NOT_A_LINE = re.compile(
    r"free (?:delivery|shipping|from|over|above|for)|islandwide|about delivery|"
    r"spend|away from|earn|points?\b|save|was\b|usual|"
    r"instal?lment|or \d+ payments|gift voucher",
    re.I,
)
_BEYOND = re.compile(
    r"(?:\b(?:above|over|min(?:imum)?\.?(?: (?:spend|order|purchase))?(?: of)?|spend(?:ing)?|melebihi(?: rm)?)"
    r"|满|滿|以上)\s*$"
    r"|\b(?:free|percuma)\b[^.;]*\bfrom\s*$",
    re.I,
)


def tax_inside(text: str) -> bool:
    """Whether it says that the tax is part of the sum: "incl. GST", "of which GST", 含消费税."""
    return bool(_INCLUDED.search(text)) or phrases("gst-included").any(text)


def tax_outside(text: str) -> bool:
    """Whether it names the sum without the tax."""
    return bool(_WITHOUT_TAX.search(text)) or phrases("gst-excluded").any(text)


def has_no_total(label: str) -> bool:
    """What a shopper has, or has still to spend: no sum of an order, whatever it is called."""
    return bool(_NO_TOTAL.search(label))


def is_notice(label: str) -> bool:
    """Words that tell of prices and charges, and are no line of a bill."""
    return bool(_NOT_A_LINE.search(fold(label))) or phrases("free-delivery").any(label)


def ends_in_threshold(row: Row) -> bool:
    """The amount that would be the row's is one to be reached: "Delivery S$4.00, free from S$60"."""
    if len(row.amounts) < 2:
        return False
    text, last = normalise(row.text), normalise(row.amounts[-1])
    at = text.rfind(last)
    return at > 0 and bool(_BEYOND.search(text[:at]))
