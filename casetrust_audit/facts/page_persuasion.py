"""Messages on one page that press a shopper: countdowns, low stock, high demand, and what other shoppers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.facts.activity import activity
from casetrust_audit.facts.clocks import clocks, ends_soon
from casetrust_audit.facts.lone_page import product_page
from casetrust_audit.facts.scarcity import LONGEST, demand_kind, number_left
from casetrust_audit.facts.sentences import own_blocks, words
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.normalise import fold

TYPES = ("countdown", "low-stock", "high-demand", "activity")
_CONFIRMED = re.compile(r"\d|[!！]")


@dataclass(frozen=True, slots=True)
class PageMessage:
    """One message: `type` is one of TYPES, `confidence` 0 to 1."""

    type: str
    text: str
    selector: str
    confidence: float


def page_persuasion(reading: Reading) -> tuple[PageMessage, ...]:
    """Every message that presses the shopper, each text once; the cards of other products are left out."""
    page = product_page(reading)
    found: dict[tuple[str, str], PageMessage] = {}
    for message in (*_countdowns(page), *_activity(page), *_scarcity(page)):
        folded = fold(message.text)
        if not any(text == folded for _, text in found):
            found[message.type, folded] = message
    return tuple(found.values())


def _countdowns(page: Page) -> Iterator[PageMessage]:
    for clock in clocks(page):
        if clock.kind != "auction":
            yield PageMessage("countdown", clock.text, clock.selector, 0.9 if clock.unit == 1 else 0.75)
    for block in page.reading.blocks:
        if block.visible and words(block.text) <= LONGEST and ends_soon(fold(block.text)):
            yield PageMessage("countdown", block.text, block.selector, 0.7)


def _activity(page: Page) -> Iterator[PageMessage]:
    for message in activity(page):
        yield PageMessage("activity", message.text, message.selector, 0.9 if message.number else 0.7)


def _scarcity(page: Page) -> Iterator[PageMessage]:
    for block in own_blocks(page):
        text = fold(block.text)
        if words(text) > LONGEST:
            continue
        if number_left(text) is not None:
            yield PageMessage("low-stock", block.text, block.selector, 0.9)
        elif kind := demand_kind(text):
            yield PageMessage(kind, block.text, block.selector, 0.75 if _CONFIRMED.search(text) else 0.7)
