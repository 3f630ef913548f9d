"""The amounts of one text block as a shopper sees them: with their style, and parted where only the style parts them.

A block's text joins its inline parts: "$111.99" beside a struck "$141.99" and a badge "21% Off" reads
"$111.99$141.9921% Off", and raised cents read "$12" and "90". The runs tell where one thing ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from casetrust_audit.model.reading import TextBlock, TextRun
from casetrust_audit.text.amounts import Amount, find_amounts
from casetrust_audit.text.normalise import normalise
from casetrust_audit.text.once import once

_DIGIT_END = re.compile(r"[0-9]\Z")
_RAISED = re.compile(r"[0-9]{2}(?![0-9])\*?\Z")
_GOES_ON = re.compile(r"[0-9]{1,2}\Z|[0-9]{3}(?![0-9])")
_COMPLETE = re.compile(r"[0-9][.,][0-9]{2}\Z")
_FIRST_AMOUNT = re.compile(r"[^0-9]{1,4}[0-9]|[0-9][^0-9.,'’ ]")


@dataclass(frozen=True, slots=True)
class ShownAmount:
    """An amount of a block, the run it stands in, and the block's text in which `amount.start` and `.end` count."""

    amount: Amount
    block: TextBlock
    run: TextRun | None
    text: str
    unseen: str = ""
    """Words right before it that are not displayed, for those who hear the page."""

    @property
    def struck(self) -> bool:
        """Struck through."""
        return self.run is not None and self.run.strike

    @property
    def font_px(self) -> float:
        """Size of the type it is set in."""
        return self.run.font_px if self.run is not None else self.block.font_px


@once
def block_amounts(block: TextBlock, currency: str = "", *, bare: bool = False) -> tuple[ShownAmount, ...]:
    """Amounts of a block by position; arguments as of `find_amounts`."""
    if not any(c.isdigit() for c in block.text):
        return ()
    text, spans = parted_text(block)
    found = ((a, _run_at(spans, _first_digit(text, a))) for a in find_amounts(text, currency, bare=bare))
    return tuple(ShownAmount(amount, block, run, text, _unseen_before(block, run)) for amount, run in found)


def _unseen_before(block: TextBlock, run: TextRun | None) -> str:
    at = next((i for i, r in enumerate(block.runs) if r is run), 0) if block.visible and run is not None else 0
    return block.runs[at - 1].text if at and not block.runs[at - 1].visible else ""


@once
def parted_text(block: TextBlock) -> tuple[str, tuple[tuple[int, int, TextRun], ...]]:
    """The block's normalised text, with a space or a point put in where only the style of a number changes, and the
    stretch of each run in it. Without stretches where the runs do not tell the text."""
    whole = normalise(block.text)
    runs = [(normalise(r.text), r) for r in block.runs if (r.visible or not block.visible) and r.text.strip()]
    places: list[tuple[int, int, TextRun]] = []
    at = 0
    for words, run in runs:
        found = whole.find(words, at) if words else -1
        if found < 0:
            return whole, ()
        places.append((found, found + len(words), run))
        at = found + len(words)
    gaps = [(before[1], gap) for before, after in pairwise(places) if (gap := _gap(whole, before, after))]
    return _with_gaps(whole, places, gaps)


def _gap(whole: str, before: tuple[int, int, TextRun], after: tuple[int, int, TextRun]) -> str:
    """What to put behind the first of two runs that touch in a number."""
    left, right = whole[before[0] : before[1]], whole[after[0] : after[1]]
    between = whole[before[1] : after[0]]
    if between not in ("", " ") or not _DIGIT_END.search(left) or not right[0].isdigit():
        return ""
    if _RAISED.match(right) and after[2].font_px < before[2].font_px and not _COMPLETE.search(left):
        return "."
    if between or not (_COMPLETE.search(left) or (_FIRST_AMOUNT.match(left) and not _GOES_ON.match(right))):
        return ""
    return " "


def _with_gaps(
    whole: str, places: list[tuple[int, int, TextRun]], gaps: list[tuple[int, str]]
) -> tuple[str, tuple[tuple[int, int, TextRun], ...]]:
    parts, at = [], 0
    for place, gap in gaps:
        parts.append(whole[at:place] + gap)
        at = place
    shift = [(start, sum(len(gap) for place, gap in gaps if place <= start)) for start, _, _ in places]
    moved = tuple((s + by, e + by, run) for (s, e, run), (_, by) in zip(places, shift, strict=True))
    return "".join([*parts, whole[at:]]), moved


def _first_digit(text: str, amount: Amount) -> int:
    return next((i for i in range(amount.start, amount.end) if text[i].isdigit()), amount.start)


def _run_at(spans: tuple[tuple[int, int, TextRun], ...], at: int) -> TextRun | None:
    return next((run for start, end, run in spans if start <= at < end), None)


def run_of(block: TextBlock, amount: Amount) -> TextRun | None:
    """The run that the amount's first digit stands in: told by its place, as "500" also stands in "S$15.00"."""
    before = _digits(normalise(block.text)[: amount.start])
    if not _digits(amount.raw):
        return None
    for run in _seen(block):
        if before < (count := _digits(normalise(run.text))):
            return run
        before -= count
    return None


def _seen(block: TextBlock) -> Iterator[TextRun]:
    return (run for run in block.runs if run.visible or not block.visible)


def _digits(text: str) -> int:
    return sum(c.isdecimal() for c in text)
