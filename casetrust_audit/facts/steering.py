"""Wording and design that push a shopper: shaming a refusal, double negatives, a hidden way to decline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, FieldType, Kind, Known, Subject
from casetrust_audit.model.reading import Button, Link
from casetrust_audit.text.normalise import fold

KINDS = ("shaming", "double-negative", "hidden-decline")
FAINT_SHARE = 0.4
"""A way to decline smaller than this share of the way to accept counts as hidden."""

_SHAMING = re.compile(
    r"^(no|nah|nope)\b[, ]*(thanks?|thank you)?[,.;:!–— -]*\s*(i|i'm|i'd|i'll|"
    r"my)\b.{0,80}\b(don't|do not|hate|dislike|rather|prefer to|"
    r"not interested in (saving|looking)|pay(ing)? (full|more)|full price|miss(ing)? out|"
    r"like (being|paying|wasting)|already (perfect|rich)|"
    r"no need to save|enjoy paying|not care|risk)\b|^i('d| would) rather (pay|"
    r"miss|not save)\b|^i (don't|do not) (want|like|need|care)"
    r".{0,30}\b(sav(e|ing)|discounts?|deals?|free|offers?|good)\b"
)
_NEGATIVE = re.compile(
    r"\b(un-?(tick|check|select)|do not (tick|check)|don't (tick|check)|tick|"
    r"check)\b.{0,80}\b(if|unless|should) you (do|would|'d|wish|prefer)"
    r"?\s*(not|n't|rather not|prefer not)\b|\bopt[- ]out of not\b|\bdo not (wish|"
    r"want) to not\b|\bunless you (do not|don't)\b"
)
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
    for text, selector in said:
        folded = fold(text)
        if len(folded) <= 200 and shames(folded):
            yield "shaming", text, selector
        elif _NEGATIVE.search(folded):
            yield "double-negative", text, selector
    yield from _hidden_declines(page)


def shames(text: str) -> bool:
    """True where folded words of refusal belittle who uses them; a plain "No, thanks" does not."""
    return bool(_SHAMING.search(text))


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
