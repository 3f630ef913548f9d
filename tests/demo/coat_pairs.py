"""Pairs of coats that are tried together."""

from __future__ import annotations

import random
from itertools import combinations

from casetrust_audit.demo.coats.registry import COATS, excluded

PAIRS_TRIED, SEED = 40, 12


def pairs() -> list[tuple[str, str]]:
    """Forty pairs of coats that can be worn together, the same in every run."""
    free = [pair for pair in combinations(COATS, 2) if not excluded(*pair)]
    return sorted(random.Random(SEED).sample(free, PAIRS_TRIED))
