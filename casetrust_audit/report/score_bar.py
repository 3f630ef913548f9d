"""The score as a bar: what passed, what is undecided, what failed, the cap and the figure shown. Geometry only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.model.result import Score
from casetrust_audit.report.words import figure

WIDTH = 400
"""Units of the drawing."""
UNCAPPED = 100
_EDGE = Decimal(60)
"""A label nearer than this to an end of the bar begins or ends at its mark instead of standing over it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the bar with its figure."""

    x: str
    figure: str
    align: str
    """text-anchor of its label."""


@dataclass(frozen=True, slots=True)
class ScoreBar:
    low: str
    """x where what passed ends and what is undecided begins."""
    band: str
    """Width of what is undecided."""
    passed: str
    undecided: str
    failed: str
    """Shares as figures of 0-100; they add up to 100."""
    shown: Mark
    cap: Mark | None


def score_bar(score: Score) -> ScoreBar | None:
    """The bar of `score`; None where there is no interval."""
    if score.low is None or score.high is None or score.shown is None:
        return None
    return ScoreBar(
        low=_x(score.low),
        band=_x(score.high - score.low),
        passed=figure(score.low),
        undecided=figure(score.high - score.low),
        failed=figure(100 - score.high),
        shown=_mark(score.shown),
        cap=_mark(Decimal(score.cap)) if score.cap < UNCAPPED else None,
    )


def _mark(value: Decimal) -> Mark:
    x = value * WIDTH / 100
    align = "start" if x < _EDGE else "end" if x > WIDTH - _EDGE else "middle"
    return Mark(_x(value), figure(value), align)


def _x(value: Decimal) -> str:
    return f"{value * WIDTH / 100:.1f}"
