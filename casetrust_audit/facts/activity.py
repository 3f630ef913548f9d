"""'17 people are viewing this', 'Mei just bought …': messages about other shoppers, over separate visits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from casetrust_audit.facts.activity_words import KINDS, kind_of
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, title_of, words
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Fact, FieldType, Kind, Known, Subject
from casetrust_audit.text.normalise import fold

BEHAVIOURS = ("single", "identical", "varies", "same-number")
LONGEST = 36

_AGO = re.compile(r"\b(\d{1,3}|an?)\s+(second|minute|min|hour|hr)s?\s+ago\b")
_AGO_SECONDS = {"second": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600}


@dataclass(frozen=True, slots=True)
class Message:
    kind: str
    text: str
    selector: str
    number: int


@fact(
    "activity.messages",
    Kind.SUBJECTS,
    "Messages about what other shoppers do, followed over separate visits.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "people viewing, somebody who just bought, or a number sold lately"),
        "behaviour": FieldType(Kind.CHOICE, BEHAVIOURS, "identical: the same purchase is 'just' made on every visit"),
    },
)
def messages(shop: Shop) -> Fact | NotFound:
    subjects: list[Subject] = []
    for pages in by_url(shop.pages).values():
        seen: dict[str, list[tuple[Page, list[Message]]]] = {}
        for page in pages:
            found = list(activity(page))
            for kind in {m.kind for m in found}:
                seen.setdefault(kind, []).append((page, [m for m in found if m.kind == kind]))
        subjects.extend(_subject(shop, kind, visits) for kind, visits in seen.items())
    if not subjects:
        searched = shop.refs(shop.by_role("home", "listing", "product"))
        return NotFound(searched, ("people are viewing", "just bought", "sold in the last"))
    return Known(tuple(subjects), tuple(e for s in subjects for e in s.evidence))


def activity(page: Page) -> Iterator[Message]:
    """Messages about other shoppers that the page shows."""
    for block in page.reading.blocks:
        if block.visible and words(block.text) <= LONGEST and (kind := kind_of(fold(block.text))):
            number = re.search(r"\d{1,5}", block.text)
            yield Message(kind, block.text, block.selector, int(number.group()) if number else 0)


def _subject(shop: Shop, kind: str, visits: list[tuple[Page, list[Message]]]) -> Subject:
    page, found = visits[0]
    return Subject(
        f"“{found[0].text[:80]}” on {title_of(page) or page.url}",
        {"kind": kind, "behaviour": _behaviour(kind, visits)},
        tuple(shop.ref(p, m[0].text, m[0].selector) for p, m in visits[:3]),
    )


def _behaviour(kind: str, visits: list[tuple[Page, list[Message]]]) -> str:
    first_page, first = visits[0]
    others = [(p, m) for p, m in visits[1:] if p.capture.session != first_page.capture.session]
    if not others:
        return "single"
    for page, found in others:
        passed = abs(_seconds(page) - _seconds(first_page))
        if kind == "purchase" and _same_purchase(first, found, passed):
            return "identical"
    if all({m.number for m in found} == {m.number for m in first} for _, found in others):
        return "same-number"
    return "varies"


def _same_purchase(first: list[Message], second: list[Message], passed: int) -> bool:
    """The same purchase, said to be just as long ago although more time than its unit has passed."""
    texts = {fold(m.text) for m in first}
    for message in second:
        text = fold(message.text)
        ago = _AGO.search(text)
        unit = _AGO_SECONDS[ago.group(2)] if ago else 3600
        if text in texts and passed > 2 * unit:
            return True
    return False


def _seconds(page: Page) -> int:
    return int(datetime.fromisoformat(page.capture.time.replace("Z", "+00:00")).timestamp())
