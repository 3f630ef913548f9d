"""The headings a block of a page stands under, from the nearest to the page's first."""

from __future__ import annotations

from collections.abc import Mapping

from casetrust_audit.model.reading import Reading, TextBlock
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.once import once
from casetrust_audit.text.price_label import label_of

LONGEST_QUESTION = 120
"""Letters; a longer text that ends in a question mark is a paragraph, not a question over an answer."""
_ENTRIES = ("li", "td", "dd")
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": 7, "summary": 7, "legend": 7}
_QUESTION = 8


def level_of(block: TextBlock) -> int:
    """1 to 6 for headings, 7 for what heads a part that folds, 8 for a question alone in its block, 0 for prose."""
    if level := _LEVELS.get(block.tag.lower()):
        return level
    asks = block.text.rstrip().endswith(("?", "？")) and len(block.text) <= LONGEST_QUESTION
    return _QUESTION if asks else 0


def above(reading: Reading, block: TextBlock) -> tuple[str, ...]:
    """Folded headings over a block of the reading, the nearest first; a heading stands under those of lower rank."""
    return _paths(reading).get(id(block), ())


def answered(reading: Reading, block: TextBlock) -> tuple[str, ...]:
    """What a block answers: the heading right above it or above its list, and the head of its row."""
    found = (_asked(reading).get(id(block), ""), row_head(reading, block))
    return tuple(text for text in found if text)


@once
def _asked(reading: Reading) -> Mapping[int, str]:
    found: dict[int, str] = {}
    heading = ""
    for block in reading.blocks:
        if level_of(block):
            heading = fold(block.text)
        elif heading:
            found[id(block)] = heading
            heading = heading if block.tag.lower() in _ENTRIES else ""
    return found


def row_head(reading: Reading, block: TextBlock) -> str:
    """Folded words of the cell that says what a cell of a table is of ("Faulty" | "2 years"); "" elsewhere."""
    if block.tag.lower() not in ("td", "dd"):
        return ""
    at = next((n for n, other in enumerate(reading.blocks) if other is block), None)
    head = label_of(reading, at) if at is not None else None
    return fold(head.text) if head is not None else ""


@once
def _paths(reading: Reading) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    stacks: dict[str, list[tuple[int, str]]] = {}
    for block in reading.blocks:
        stack, level = stacks.setdefault(block.area, []), level_of(block)
        if level:
            while stack and stack[-1][0] >= level:
                stack.pop()
        found[id(block)] = tuple(text for _, text in reversed(stack))
        if level:
            stack.append((level, fold(block.text)))
    return found
