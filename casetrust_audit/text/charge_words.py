"""What a charge is called in words."""

from __future__ import annotations

import re

from casetrust_audit.model.result import Charge
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.phrases import phrases

_CLOSES = re.compile(r"[\s)）\].:]*")
_JOINS = re.compile(r"\s*[(（\[:+–—-]\s*$")


def charge_name(charge: Charge) -> str:
    """The charge in words; a rise and a tax without a line of its own are named by the line that holds them."""
    label = _without_price(charge.label).rstrip(": ")
    if charge.role == "rise":
        return f"{label} dearer by"
    return f"tax on {label}" if charge.role == "tax" and not phrases("tax").any(label) else label


def _without_price(label: str) -> str:
    """A label without its price, as the choice of a charge has it at its end: "Flat rate - S$4.36", "Express (S$9.00)".

    What a price belongs to by a word stays: "Free delivery over S$50.00"."""
    last = next((a for a in find_amounts(label) if _CLOSES.fullmatch(label, a.end)), None)
    joined = _JOINS.search(label[: last.start]) if last is not None else None
    return label[: joined.start()] if joined is not None and joined.start() else label
