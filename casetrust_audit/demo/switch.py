"""What a switch of the demo shop is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Defect:
    """One switch. `rules` are the ids that must turn to fail, and no other; `review` those that must ask a person.

    `kind` is "defect", or "wall" where nothing or not all of the shop can be judged. Two kinds are honest, and no rule
    may fail: a "twin" does what a careless tool would accuse, a "style" is a shop that is built in another way.
    """

    name: str
    title: str
    explanation: str
    rules: tuple[str, ...]
    source: str
    review: tuple[str, ...] = ()
    kind: str = "defect"
