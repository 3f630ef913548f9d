"""Wording and design that push a shopper: shaming a refusal, double negatives, a hidden way to decline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.facts.passages import FRAME, sentences
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import POLICY_ROLES
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.steering_words import shames, turns_round
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, FieldType, Kind, Known, Subject
from casetrust_audit.model.reading import Button, Link
from casetrust_audit.text.normalise import fold

KINDS = ("shaming", "double-negative", "hidden-decline")
FAINT_SHARE = 0.4
"""A way to decline smaller than this share of the way to accept counts as hidden."""

_DECLINE = re.compile(
    r"^(no|no,? thanks?|no thank you|not now|maybe later|decline|reject( all)?|"
    r"refuse|dismiss|skip|only necessary|necessary only)\b"
)
_ACCEPT = re.compile(
    r"^(yes|accept( all)?|agree|allow( all)?|ok(ay)?|got it|subscribe|sign up|"
    r"get (my|the|your)|claim|add|unlock|continue|i agree)\b"
)


@fact(
    "steering.choices", Kind.BOOL, "The shop puts a choice before shoppers: a dialog, or an offer that can be declined."
)
def choices(shop: Shop) -> Fact | NotFound:
    found = [shop.ref(page, text, selector) for page in shop.crawled for text, selector in _choices(page)]
    return Known(True, tuple(found[:4])) if found else NotFound(shop.refs(shop.crawled), ("dialog", "no thanks"))


@fact(
    "steering.patterns",
    Kind.SUBJECTS,
    "Wording or design that may push a shopper; a person has to judge it.",
    fields={"kind": FieldType(Kind.CHOICE, KINDS, "what was matched")},
)
def patterns(shop: Shop) -> Fact | NotFound:
    found: dict[tuple[str, str], EvidenceRef] = {}
    for page in shop.crawled:
        for kind, text, selector in steering(page):
            found.setdefault((kind, text), shop.ref(page, text, selector))
    if not found:
        return NotFound(shop.refs(shop.crawled), ("no thanks, I …", "untick if you do not"))
    subjects = tuple(Subject(f"“{text[:100]}”", {"kind": kind}, (ref,)) for (kind, text), ref in found.items())
    return Known(subjects, tuple(found.values()), Certainty.HINT)


def steering(page: Page) -> Iterator[tuple[str, str, str]]:
    """Kind, words and selector of every pattern on the page."""
    said = [(item.text, item.selector) for item in _pressable(page)]
    said += [(f.label or f.context, f.selector) for f in page.reading.fields() if f.visible]
    if page.role not in POLICY_ROLES:  # which speak of boxes that stand elsewhere
        said += [(b.text, b.selector) for b in page.reading.blocks if b.visible and b.area not in FRAME]
    for text, selector in said:
        folded = fold(text)
        if shames(folded):
            yield "shaming", text, selector
        elif any(turns_round(fold(sentence)) for sentence in sentences(text)):
            yield "double-negative", text, selector
    yield from _hidden_declines(page)


def _choices(page: Page) -> Iterator[tuple[str, str]]:
    for item in _pressable(page):
        if item.area == "dialog" or _DECLINE.search(fold(item.text)) or shames(fold(item.text)):
            yield item.text, item.selector


def _hidden_declines(page: Page) -> Iterator[tuple[str, str, str]]:
    inside = [i for i in _pressable(page) if i.area == "dialog" and i.box[2] and i.box[3]]
    accepts = [i for i in inside if _ACCEPT.search(fold(i.text))]
    for item in inside:
        if accepts and _DECLINE.search(fold(item.text)):
            largest = max(a.box[2] * a.box[3] for a in accepts)
            if item.box[2] * item.box[3] < FAINT_SHARE * largest and isinstance(item, Link):
                yield "hidden-decline", item.text, item.selector


def _pressable(page: Page) -> tuple[Button | Link, ...]:
    links = tuple(x for x in page.reading.links if x.visible and x.text)
    return tuple(b for b in page.reading.buttons if b.visible and b.text) + links
