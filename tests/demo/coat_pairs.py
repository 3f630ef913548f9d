"""Pairs of coats that are tried together."""

from __future__ import annotations

import random
from itertools import combinations

from casetrust_audit.demo.coats.registry import COATS, excluded

PAIRS_TRIED, SEED = 40, 12
MEANT = (
    ("powered-by-cart", "add-stays"), ("off-canvas-cart", "add-stays"), ("add-stays", "late-cart"),
    ("add-stays", "icon-only"), ("tiles-without-links", "query-s"), ("waiting-buttons", "add-on-dialog"),
)  # fmt: skip
"""Pairs of which one coat makes the other matter."""


def pairs() -> list[tuple[str, str]]:
    """Forty pairs of coats that can be worn together, the same in every run: those meant, and others by lot."""
    free = [pair for pair in combinations(COATS, 2) if not excluded(*pair) and pair not in MEANT]
    return sorted((*MEANT, *random.Random(SEED).sample(free, PAIRS_TRIED - len(MEANT))))
