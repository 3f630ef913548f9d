"""The corpus in parts: rows that rules were written beside, and two halves of the later rows, one only measured.

Tuning to rows that are then measured tells nothing of the next page. So the later rows (`split: dev`) are parted by a
hash of their domain: what is learnt is learnt on WORKED, and KEPT is looked at as a figure, never row by row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

OLD, WORKED, KEPT = "old", "worked", "kept"
HALVES = (OLD, WORKED, KEPT)


def half_of(row: Mapping[str, Any]) -> str:
    """One of HALVES, by the row's domain, or by its id where it names none, so that a shop's pages stay together."""
    if row.get("split") != "dev":
        return OLD
    key = str(row.get("domain") or row["id"]).lower().removeprefix("www.")
    return WORKED if hashlib.sha256(key.encode()).digest()[0] % 2 else KEPT
