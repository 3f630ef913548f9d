"""What a part of a page says of a button whose own words say only "Next": the words over it, in its column. Pure."""

from __future__ import annotations

from casetrust_audit.model.reading import Box, Button, Link, Reading
from casetrust_audit.text.phrases import phrases

REACH = 260.0
"""Pixels over a button within which its part of the page speaks of it."""
LONGEST_SAID = 400


def goes_as_guest(item: Button | Link, reading: Reading) -> bool:
    """It goes on without an account: by its own words, or it says no more than "Next" in a part that offers so."""
    if phrases("guest").any(item.text):
        return True
    return _bare(item) and any(phrases("guest").any(text) for text in _over(item.box, reading))


def registers(item: Button | Link, reading: Reading) -> bool:
    """It says no more than "Next" in a part of the page that offers to register."""
    said = _over(item.box, reading) if _bare(item) else ()
    return any(phrases("register").any(text) for text in said) and not any(phrases("guest").any(text) for text in said)


def _bare(item: Button | Link) -> bool:
    return phrases("continue").any(item.text) and not any(phrases(t).any(item.text) for t in ("checkout", "register"))


def _over(box: Box, reading: Reading) -> tuple[str, ...]:
    """Texts over it in its column, nearest first, as far down as something else that is pressed, or asked, ends."""
    beside = [p.box for p in reading.pressable() if p.visible] + [f.box for f in reading.fields() if f.visible]
    ends = [b[1] + b[3] for b in beside if _over_it(b, box)]
    from_here = max((box[1] - REACH, *ends))
    over = [
        b for b in reading.blocks
        if b.visible and b.area in ("main", "aside", "dialog") and len(b.text) <= LONGEST_SAID
        and b.box[1] >= from_here and _over_it(b.box, box)
    ]  # fmt: skip
    return tuple(b.text for b in sorted(over, key=lambda b: -b.box[1]))


def _over_it(one: Box, box: Box) -> bool:
    """It ends above, and has the middle of it, or its own, in the same column."""
    above = one[1] + one[3] <= box[1] + 2
    return above and min(one[0] + one[2], box[0] + box[2]) - max(one[0], box[0]) > 0
