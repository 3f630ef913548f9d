"""Text of a shop, or of anybody, fit for a terminal."""

from __future__ import annotations

import re

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

LONGEST_WORD = 30
"""What is longer is cut within."""


def printable(text: str, limit: int = 400) -> str:
    """One line without control codes or direction overrides, bounded."""
    cleaned = _CONTROL.sub("", text.replace("\n", " ").replace("\t", " "))
    if len(cleaned) <= limit:
        return cleaned
    cut = cleaned[: limit - 1]
    head, _, tail = cut.rpartition(" ")
    return (head if head and len(tail) < LONGEST_WORD else cut) + "…"
