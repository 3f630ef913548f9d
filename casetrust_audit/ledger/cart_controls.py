"""Whether a cart lets the shopper change how many of an item there are, and take it out again."""

from __future__ import annotations

import re
from itertools import pairwise

from casetrust_audit.ledger.quantities import asks_how_many, leads_out
from casetrust_audit.model.capture import Page
from casetrust_audit.model.journey import GONE, Journey
from casetrust_audit.model.reading import Box, Button, TextBlock
from casetrust_audit.text.normalise import fold

_REMOVE = re.compile(r"\W*(?:remove|delete|×|✕|移除|删除|buang)", re.I)
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEPS = re.compile(
    r"[-+−–▲▼△▽▴▾↑↓⌃⌄]|plus|minus|up|down|(?:increase|decrease)\b.*|(?:remove|take) one\b.*|add (?:one|1) more\b.*"
    r"|(?:one|1) (?:more|less)\b.*|[增减加減]|(?:增加|减少|減少)数?量?|(?:tambah|kurang)(?:kan)?\b.*"
)
"""The whole name of a button that takes one more or one less."""
_NUMBER = re.compile(r"\d{1,3}")
_BESIDE = 60.0
"""Pixels between a number and the buttons that change it."""
_SLANT = 4.0
"""Pixels that buttons one above the other may stand apart sideways."""


def can_change_quantity(page: Page) -> bool:
    """True for a field of the quantity, or for a number between or beside two buttons: one less, one more."""
    if any(asks_how_many(f) for f in page.reading.fields() if f.visible):
        return True
    steps = [b for b in page.reading.buttons if b.visible and b.area == "main" and (_steps(b) or _REMOVE.match(b.text))]
    numbers = [b for b in page.reading.blocks if b.visible and b.area == "main" and _NUMBER.fullmatch(b.text.strip())]
    return any(_between(number, steps) or _beside_pair(number, steps) for number in numbers)


def can_remove(page: Page) -> bool:
    """True for a button, a link or a box that says so."""
    texts = [p.text for p in page.reading.pressable() if p.visible]
    texts += [f.label for f in page.reading.fields() if f.type == "checkbox" and f.visible]
    if any(_REMOVE.match(t) for t in texts):
        return True
    # a drawing that says nothing: where it leads does
    return any(a.visible and a.area == "main" and not _WORD.search(a.text) and leads_out(a) for a in page.reading.links)


def was_removed(journey: Journey) -> bool:
    """True where the walk took the item out again by a press in the cart, whatever that was called."""
    return any(a.step == "cleanup" and a.strategy == "press" and a.ok and GONE in a.outcome for a in journey.attempts)


def _steps(button: Button) -> bool:
    """A button named so, or a small one that has no name: its sign is a drawing."""
    said = fold(button.text).strip()
    return bool(_STEPS.fullmatch(said)) if said else max(button.box[2:]) <= _BESIDE


def _between(number: TextBlock, steps: list[Button]) -> bool:
    """One button on either side, in the same line; one of one takes it away. The number's own box may hold both."""
    line = [b for b in steps if _level(b.box, number.box) and _near(b.box, number.box)]
    return len(line) == 2 and line[0].box[2:] == line[1].box[2:] and any(_steps(b) for b in line)


def _beside_pair(number: TextBlock, steps: list[Button]) -> bool:
    """Two alike, one right above the other, with the number level with where they meet."""
    near = sorted((b for b in steps if _steps(b) and _near(b.box, number.box)), key=lambda b: b.box[1])
    middle = number.box[1] + number.box[3] / 2
    return any(
        abs(up.box[0] - down.box[0]) <= _SLANT
        and up.box[2:] == down.box[2:]
        and up.box[1] + up.box[3] / 2 < middle < down.box[1] + down.box[3] / 2
        and down.box[1] - up.box[1] <= 2 * up.box[3]
        for up, down in pairwise(near)
    )


def _level(a: Box, b: Box) -> bool:
    return b[1] - 4 <= a[1] + a[3] / 2 <= b[1] + b[3] + 4


def _near(a: Box, b: Box) -> bool:
    return b[0] - _BESIDE <= a[0] and a[0] + a[2] <= b[0] + b[2] + _BESIDE
