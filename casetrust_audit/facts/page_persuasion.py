"""Messages on one page that press a shopper, each by the functions that the audit's facts rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.facts.activity import activity
from casetrust_audit.facts.buying import demands_account, demands_unrelated
from casetrust_audit.facts.clock_words import ends_soon
from casetrust_audit.facts.clocks import clocks
from casetrust_audit.facts.lone_page import product_page
from casetrust_audit.facts.privacy_forms import sells_consent
from casetrust_audit.facts.promotions import time_limited
from casetrust_audit.facts.scarcity import LONGEST
from casetrust_audit.facts.scarcity_words import demand_kind, few_in_stock, number_left
from casetrust_audit.facts.sentences import own_blocks, words
from casetrust_audit.facts.steering import steering
from casetrust_audit.facts.subscriptions import ends_by_contact, recurring_terms
from casetrust_audit.facts.upsell_words import tempts
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.consent import refuses_by_acting
from casetrust_audit.text.normalise import fold

TYPES = (
    "countdown", "time-limited", "low-stock", "high-demand", "activity", "shaming", "double-negative", "opt-out",
    "hidden-decline", "subscription", "contact-only", "account-required", "forced-action", "upsell",
)  # fmt: skip
"""Kinds of messages, by the words that the facts have for them; no fact asks for "upsell"."""
_CONFIRMED = re.compile(r"\d|[!！]")
_STEERS = {"shaming": 0.9, "double-negative": 0.75, "hidden-decline": 0.7}
_RECURS = {"subscription": 0.7, "contact-only": 0.75}


@dataclass(frozen=True, slots=True)
class PageMessage:
    """One message: `type` is one of TYPES, `confidence` 0 to 1."""

    type: str
    text: str
    selector: str
    confidence: float


def page_persuasion(reading: Reading) -> tuple[PageMessage, ...]:
    """Every message that presses the shopper, each text once a type; the cards of other products are left out."""
    page = product_page(reading)
    found: dict[tuple[str, str], PageMessage] = {}
    told = (
        *_countdowns(page),
        *_activity(page),
        *_scarcity(page),
        *_time_limited(page),
        *_steering(page),
        *_bound(page),
    )
    for message in told:
        found.setdefault((message.type, fold(message.text)), message)
    return tuple(found.values())


def _countdowns(page: Page) -> Iterator[PageMessage]:
    running = [clock for clock in clocks(page) if clock.kind != "auction"]
    for clock in running:
        yield PageMessage("countdown", clock.text, clock.selector, _sure(clock.worded, clock.unit))
    for block in page.reading.blocks:
        text = fold(block.text)
        if not block.visible or words(block.text) > LONGEST or not ends_soon(text):
            continue
        if not any(text in clock.context or text == fold(clock.text) for clock in running):
            yield PageMessage("countdown", block.text, block.selector, 0.7)


def _sure(worded: bool, unit: int) -> float:
    return (0.9 if unit == 1 else 0.75) if worded else 0.7


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
        elif few_in_stock(text) is not None:
            yield PageMessage("low-stock", block.text, block.selector, 0.6)


def _time_limited(page: Page) -> Iterator[PageMessage]:
    for said in time_limited(page):
        yield PageMessage("time-limited", said.text, said.selector, 0.75 if _CONFIRMED.search(said.text) else 0.7)


def _steering(page: Page) -> Iterator[PageMessage]:
    for kind, text, selector in steering(page):
        yield PageMessage(kind, text, selector, _STEERS[kind])


def _bound(page: Page) -> Iterator[PageMessage]:
    """What one agrees to, or has to do, besides buying."""
    recurring = set()
    for kind, block in recurring_terms(page):
        recurring.add(block.text)
        yield PageMessage(kind, block.text, block.selector, _RECURS[kind])
    for block in own_blocks(page):
        text = fold(block.text)
        if refuses_by_acting(text):
            yield PageMessage("opt-out", block.text, block.selector, 0.75)
        elif block.text not in recurring and ends_by_contact(text):
            yield PageMessage("contact-only", block.text, block.selector, 0.6)
        elif demands_account(text):
            yield PageMessage("account-required", block.text, block.selector, 0.75)
        elif demands_unrelated(text) or sells_consent(text):
            yield PageMessage("forced-action", block.text, block.selector, 0.75)
        elif tempts(text):
            yield PageMessage("upsell", block.text, block.selector, 0.6)
