"""Work a value out once for a page, a reading or a text that many ask the same of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from casetrust_audit.model.remembered import Remembered

T = TypeVar("T")
P = ParamSpec("P")
Of = TypeVar("Of", bound=Remembered)
TEXTS = 65_536
"""Short texts remembered for each function: those of some hundred pages, on which most lines are the same."""


def once(make: Callable[Concatenate[Of, P], T]) -> Callable[Concatenate[Of, P], T]:
    """Remember what `make` gives for a reading or page and further arguments (which must be hashable), as long as the
    reading or page lives.

    It is kept with the page itself, told by identity: comparing two pages would take longer than most of what is asked
    of them, and a store of the last few would be emptied by every fact that goes once through all pages."""

    @wraps(make)
    def known(of: Of, /, *arguments: P.args, **named: P.kwargs) -> T:
        key: Hashable = (make, arguments, tuple(named.items())) if arguments or named else make
        found = of.worked_out(key)
        value: T = found[0] if found else of.keep(key, make(of, *arguments, **named))
        return value

    return known


def per_text(make: Callable[P, T]) -> Callable[P, T]:
    """Remember what a pure function of short texts gave: most lines of a shop stand on many of its pages."""
    return cast("Callable[P, T]", lru_cache(maxsize=TEXTS)(make))
