"""The formats of bundles: which are read, and what older ones may lack.

What the page reader newly keeps raises the format (tests/evidence/test_formats.py insists on it). Evidence of an older
format is judged all the same, and the report says what it may lack; docs/evidence.md says for how long."""

from __future__ import annotations

from collections.abc import Mapping

NAME = "casetrust-audit-bundle/"
CURRENT = 2
LACKS: Mapping[int, str] = {
    1: "which amounts are struck through, swatches and pictures to press, where a form is sent, what a page answers to"
    " a press, the payment page's own policy on scripts, and sessions in addresses",
    2: "",
}
"""By format, what bundles of that format may lack: words of the report, which have their translation."""


def written() -> str:
    """The format of the bundles this version writes."""
    return f"{NAME}{CURRENT}"


def number_of(stated: object) -> int | None:
    """The number of a format as its bundle states it; None where that names no bundle of this tool."""
    if not isinstance(stated, str) or not stated.startswith(NAME):
        return None
    number = stated.removeprefix(NAME)
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 4 else None
