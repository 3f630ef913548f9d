"""The few pieces that the switch "random-stock" says are left: made up for each load of a product's page."""

from __future__ import annotations

import secrets
import threading

FEWEST, MOST = 2, 12
FIRST_MOST, LEAP = 4, 3
"""The first number of a product is low, and the next is so far off that nobody's purchase explains it: whoever loads a
page twice is shown a rise."""


class Left:
    """Numbers of pieces left, by slug; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[str, int] = {}

    def draw(self, slug: str) -> int:
        """A number that has nothing to do with any stock, and is another one each time."""
        with self._lock:
            last = self._last.get(slug)
            number = secrets.choice([n for n in range(FEWEST, MOST + 1) if _may_follow(n, last)])
            self._last[slug] = number
            return number


def _may_follow(number: int, last: int | None) -> bool:
    return number <= FIRST_MOST if last is None else abs(number - last) >= LEAP
