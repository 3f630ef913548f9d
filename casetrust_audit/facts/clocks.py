"""Countdown clocks on a page: where they stand, what runs out with them, and how long it says is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.facts.clock_words import (
    AUCTION,
    CART,
    CLOCK_PART,
    DELIVERY,
    NOT_AN_OFFER,
    OFFER,
    PART,
    RUNS_OUT,
    UNIT_ALONE,
    is_told_as_left,
    remaining,
    says_only_a_clock,
    stands_still,
    told_left,
    without_amounts,
)
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

KINDS = ("offer", "delivery", "cart", "auction")
JOINED = 9
"""A clock may be spread over this many short blocks: "02" "Days" "13" "Hours" …"""
SHORT = 14
LONGEST_PART = 32


@dataclass(frozen=True, slots=True)
class Clock:
    """A countdown as read once. `unit` is the smallest part shown, in seconds; `context` tells clocks of a
    page apart: its words without the digits."""

    left: int
    unit: int
    kind: str
    context: str
    text: str
    selector: str
    worded: bool = True
    """Words say what runs out; else it is a clock by its look only."""


def clocks(page: Page) -> tuple[Clock, ...]:
    """Countdowns a shopper sees on the page, in order, each once. Opening hours and bare times are none."""
    found: list[Clock] = []
    seen: set[tuple[int, str]] = set()
    blocks = [b for b in page.reading.blocks if b.visible and len(b.text) <= 300]
    for start, text, before, beside in _candidates(blocks):
        clock = _clock(page, blocks[start], text, before, beside)
        if clock and (clock.left, clock.context) not in seen:
            seen.add((clock.left, clock.context))
            found.append(clock)
    return tuple(found)


def _candidates(blocks: list[TextBlock]) -> Iterator[tuple[int, str, str, str]]:
    """Index, text and neighbouring text of every place a clock may stand: one block, or short ones joined. Last what
    else tells it from other clocks: what precedes one that no word near it explains. Items may change at each load,
    and only what stands in the same place twice can be compared."""
    skip = 0
    for i, block in enumerate(blocks):
        if i < skip or not any(c.isdigit() for c in block.text):
            continue
        before = blocks[i - 1].text if i and blocks[i - 1].area == block.area else ""
        if remaining(block.text) and len(block.text) > SHORT:
            yield i, block.text, before, ""
            continue
        first = i - 1 if i > skip and before and UNIT_ALONE.fullmatch(fold(blocks[i - 1].text)) else i
        if first < i:  # each unit stands before its figure
            before = blocks[first - 1].text if first and blocks[first - 1].area == block.area else ""
        end = i + 1
        while end < min(i + JOINED, len(blocks)) and _continues(blocks[end], block):
            end += 1
        after = blocks[end].text if end < len(blocks) and blocks[end].area == block.area else ""
        text = " ".join(b.text for b in blocks[first:end])
        if remaining(text):
            skip = end
            near = before if _near(before) else after
            yield i, text, near, "" if _near(near) else before


def _continues(block: TextBlock, first: TextBlock) -> bool:
    """A part of the clock begun in `first`: digits, a colon, or the name of a unit."""
    text = fold(block.text)
    return block.area == first.area and len(text) <= LONGEST_PART and bool(CLOCK_PART.fullmatch(text))


def _near(text: str) -> bool:
    folded = fold(text)
    return bool(OFFER.search(folded) or CART.search(folded) or phrases("countdown").any(folded))


def _clock(page: Page, block: TextBlock, text: str, before: str, beside: str) -> Clock | None:
    folded = without_amounts(text)
    told = told_left(folded)
    if told is None or stands_still(folded, before or beside):
        return None
    around = f"{without_amounts(before)} {folded}" if len(before) <= 160 else folded
    kind = _kind(page, around)
    whole = told.parts >= 3 and told.unit == 1
    said = phrases("countdown").any(around) or bool(OFFER.search(around))
    # A clock is one by its look, or by words that say something ends; "delivery in 3 days" is neither.
    if not kind and not (whole and (told.named or len(folded) <= 40)):
        return None
    ends = RUNS_OUT.search(around) or phrases("countdown").any(around)
    if kind == "offer" and not (whole or (told.named and told.parts > 1) or ends or says_only_a_clock(folded)):
        return None
    if kind == "offer" and told.named and not told.apart and not is_told_as_left(around):
        return None  # "Hurry! 30 min massage": how long something takes
    if told.unit > 60 and (not said or NOT_AN_OFFER.search(around)):
        return None
    if kind in ("delivery", "cart") and told.unit > 3600:
        return None
    # "1 hour" and "2 hours" are one clock: numbers go together with their units.
    context = re.sub(r"[\s:,]+", " ", PART.sub(" ", f"{fold(beside[:160])} {around}")).strip()
    return Clock(told.left, told.unit, kind or "offer", context[:120], text, block.selector, bool(kind or ends))


def _kind(page: Page, around: str) -> str:
    """What the clock is about; "" where its words do not say."""
    if AUCTION.search(around):
        return "auction"
    if CART.search(around) or (
        page.role in ("cart", "checkout") and not re.search(r"\b(offer|sale|deal|discount|promo)", around)
    ):
        return "cart"
    if DELIVERY.search(around) and not re.search(
        r"\b(sale|deal|flash|discount|promo\w*|offer|free (delivery|shipping)) (ends?|expires?)\b", around
    ):
        return "delivery"
    if OFFER.search(around) or phrases("countdown").any(around):
        return "offer"
    return ""
