"""Work a value out once for a page that many ask the same of."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from casetrust_audit.model.reading import Reading

T = TypeVar("T")
KEPT = 32
"""Readings remembered. A reading of a large page takes some megabytes."""


def per_reading(make: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Remember what `make` gives for the last KEPT readings. A reading is told by identity: comparing two would
    take longer than most of what is asked of them."""
    made: OrderedDict[int, tuple[Reading, T]] = OrderedDict()

    @wraps(make)
    def once(reading: Reading) -> T:
        known = made.get(id(reading))
        if known is not None:  # it is this very reading: one that is kept here keeps its id
            made.move_to_end(id(reading))
            return known[1]
        value = make(reading)
        made[id(reading)] = reading, value
        if len(made) > KEPT:
            made.popitem(last=False)
        return value

    return once
