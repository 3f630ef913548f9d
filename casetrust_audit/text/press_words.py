"""The words of something to press without the price that stands in them: "$8.00 – Purchase" says "Purchase". Pure."""

from __future__ import annotations

import re

from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.normalise import normalise

_AROUND = " -–—|/:·•,()[]"
_BEFORE_PRICE = re.compile(r"[\W_]*\b(?:for|at|from|only|just|untuk|pada)[\W_]*\Z", re.I)


def without_price(text: str) -> str:
    """The text without its amounts, and without what only joined them to it; the text itself where it has none."""
    plain = normalise(text)
    found = find_amounts(plain)
    if not found:
        return text
    for amount in reversed(found):
        before = _BEFORE_PRICE.sub("", plain[: amount.start])
        plain = f"{before.rstrip(_AROUND)} {plain[amount.end :].lstrip(_AROUND)}"
    return plain.strip(_AROUND)
