"""'17 people are viewing this', 'Mei just bought …': messages about other shoppers, over separate visits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.scarcity import is_demand
from casetrust_audit.facts.sentences import by_url, title_of, words
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Fact, FieldType, Kind, Known, Subject
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

KINDS = ("viewers", "purchase", "sold-recently")
BEHAVIOURS = ("single", "identical", "varies", "same-number")
LONGEST = 30

_DIGIT = re.compile(r"\d")
_VIEWERS = re.compile(
    r"\b(\d{1,5})\s+(?:other\s+)?(?:people|persons?|shoppers?|customers?|visitors?|"
    r"users?|others)\s+(?:are\s+|is\s+)?(?:currently\s+|also\s+|"
    r"right now\s+)?(?:view\w*|looking|watching|browsing|have (?:this|it) in)|"
    r"(?<!\()\b(\d{1,5})\s+(?:viewing|watching|looking at this)\b|"
    r"\b(\d{1,5})\+?\s+(?:other\s+)?(?:people|shoppers?|customers?|visitors?|others)\s+(?:have\s+)?(?:added|put|"
    r"viewed|saved)\b|"
    r"\bin\s+(\d{1,5})\+?\s+(?:other\s+)?(?:carts\b|(?:people|shoppers?|customers?|others?)'?s?'?\s+(?:carts?|"
    r"baskets?|bags?)\b)|"
    r"(\d{1,5})\s*人(?:正在|在)(?:看|浏览|瀏覽|查看)|\b(\d{1,5})\s+orang\s+sedang\s+(?:melihat|menonton)"
)
_PURCHASE = re.compile(
    r"\b(just|recently)\s+(?:bought|purchased|ordered)\b|\b(?:from|in)\s+[a-z][\w .-]{1,30}\s+(?:just\s+)?(?:bought|"
    r"purchased|ordered)\b|"
    r"\b(?:bought|purchased|ordered)\b.{0,80}\b(\d{1,3}|an?|few)\s+(?:seconds?|"
    r"minutes?|mins?|hours?|hrs?)\s+ago\b|"
    r"(?:刚刚|剛剛|刚才)(?:有人)?(?:购买|購買|下单|下單|买)|\d+\s*(?:分钟|分鐘|小时|小時)前\s*(?:下单|下單|购买|購買|买了)|"
    r"\bbaru (?:sahaja|saja) (?:mem)?beli\b"
)
_SOLD = re.compile(
    r"\b\d[\d,.]{0,8}k?\+?\s+(?:sold|bought|purchased|people bought|orders?)\b.{0,25}\b(?:(?:last|past|"
    r"in the)\s+\d{0,3}\s*"
    r"(?:hours?|hrs?|minutes?|days?|weeks?|month|24)|this (?:week|month)|today\b)|"
    r"\b(?:bought|purchased|ordered|booked)\s+\d{1,5}\+?\s+times\s+(?:in the (?:last|past)|today|this week)|"
    r"(?:过去|過去|近|最近)\s*\d{1,3}\s*(?:小时|小時|天|分钟).{0,6}(?:售|卖|賣)"
)
_EVERYBODY = re.compile(
    r"\b(?:anyone|everyone|anybody|everybody|those|customers|buyers|you|people)\s+(?:who|that)\b|\bif you\b"
    r"|\bwhat (?:you|they)\b|\b(?:write|leave) a review\b"
)
"""A sentence about whoever buys speaks of nobody in particular."""
_OTHERS = re.compile(r"view|look|watch|cart|bought|purchas|sold|order|added|lihat|beli|terjual|人|购|購|浏览")
"""Of the lexicon's phrases only these speak of other shoppers; "3 hours ago" alone may date a review."""
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


def kind_of(text: str) -> str:
    """What a folded text says of other shoppers: one of KINDS, or "" for nothing."""
    if _DIGIT.search(text):  # both count somebody or something
        if _VIEWERS.search(text):
            return "viewers"
        if _SOLD.search(text):
            return "sold-recently"
    bought = bool(_PURCHASE.search(text))
    told = bought or any(_OTHERS.search(hit.phrase) for hit in phrases("activity").find(text))
    if not told or _EVERYBODY.search(text):
        return ""
    if bought:
        return "purchase"
    return "" if is_demand(text) else "viewers"


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
