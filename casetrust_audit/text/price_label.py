"""The label of an amount that stands in a box of its own: in the cell or line beside it, above it, or over its column.

What belongs together is told by the layout, and by the order of reading only where there is no layout.
"""

from __future__ import annotations

from casetrust_audit.model.reading import Box, Reading, TextBlock
from casetrust_audit.text.once import once

_REACH_PX = 480.0
_ABOVE_PX = 36.0
_COLUMN_PX = 600.0
_LOOKED_AT = 12
_ENTRIES = ("li", "button", "option", "h1", "h2")
_CELLS = ("td", "th")
_OVERLAP = 0.5


@once
def label_of(reading: Reading, at: int) -> TextBlock | None:
    """The block whose words may name the amount of the block at `at`: to its left in one line, else its column's head,
    else right above it or, where nothing is laid out, right before it. None where there is none."""
    here = reading.blocks[at]
    if here.box[3] <= 0:
        return neighbour(reading, at, -1)
    around = [
        b
        for b in reading.blocks[max(0, at - _LOOKED_AT) : at + _LOOKED_AT]
        if b is not here and b.visible and b.box[3] > 0 and b.area == here.area
    ]
    left = [b for b in around if _in_line(b.box, here.box) and -1 <= here.box[0] - _right(b.box) <= _REACH_PX]
    before = neighbour(reading, at, -1)
    if before is not None and _holds(here.box, before.box) and _in_line(before.box, here.box):
        return before
    if left:
        return max(left, key=lambda b: _right(b.box))
    if here.tag in _CELLS and (head := _column_head(reading, at)) is not None:
        return head
    if before is not None and before.tag in _ENTRIES and here.tag not in _ENTRIES:
        return None  # an entry of a list says something of its own
    if before is None or before.box[3] <= 0 or _in_line(before.box, here.box):
        return None if before is not None and before.box[3] > 0 else before
    gap = here.box[1] - (before.box[1] + before.box[3])
    return before if -4 <= gap <= _ABOVE_PX and _overlap(before.box, here.box, 0) > 0 else None


def behind(reading: Reading, at: int) -> tuple[TextBlock, bool] | None:
    """The next displayed block, and whether it stands in the same line as the one at `at`; None at the end."""
    here, after = reading.blocks[at], neighbour(reading, at, 1)
    if after is None:
        return None
    return after, after.box[3] <= 0 or here.box[3] <= 0 or _in_line(after.box, here.box)


def neighbour(reading: Reading, at: int, step: int) -> TextBlock | None:
    """The next block before (-1) or after (1) one that is displayed as it is."""
    here = reading.blocks[at]
    at += step
    while 0 <= at < len(reading.blocks):
        if reading.blocks[at].visible == here.visible:
            return reading.blocks[at]
        at += step
    return None


def unseen_before(reading: Reading, at: int) -> str:
    """Short words right before a block that only those hear who have the page read aloud ("Original price:")."""
    before = reading.blocks[at - 1] if at else None
    return before.text if before is not None and not before.visible and len(before.text) <= 40 else ""


def _column_head(reading: Reading, at: int) -> TextBlock | None:
    here = reading.blocks[at]
    table = here.selector.partition(" > tbody")[0]
    heads = [
        b
        for b in reading.blocks[max(0, at - 200) : at]
        if b.visible
        and b.tag == "th"
        and b.selector.startswith(table)
        and _overlap(b.box, here.box, 0) > _OVERLAP
        and 0 <= here.box[1] - b.box[1] <= _COLUMN_PX
    ]
    return heads[-1] if heads else None


def _in_line(one: Box, other: Box) -> bool:
    return _overlap(one, other, 1) >= _OVERLAP


def _overlap(one: Box, other: Box, axis: int) -> float:
    """Share of the shorter side along an axis (0 across, 1 down) that both have in common."""
    common = min(one[axis] + one[axis + 2], other[axis] + other[axis + 2]) - max(one[axis], other[axis])
    shorter = min(one[axis + 2], other[axis + 2])
    return common / shorter if shorter > 0 else 0.0


def _holds(outer: Box, inner: Box) -> bool:
    return inner[3] > 0 and outer[0] - 1 <= inner[0] and _right(inner) <= _right(outer) + 1 and outer[2] > inner[2] + 1


def _right(box: Box) -> float:
    return box[0] + box[2]
