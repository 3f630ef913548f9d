"""Extra services and ways to pay that cost more: what each costs, and whether that is told before it is chosen.

A charge is told at the choice itself, near the purchase (product page, cart, checkout), in a policy only, by a mention
without an amount, or not at all. Charges nobody can avoid are another matter: see `trail`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from casetrust_audit.facts.audience import of_others, told_of_past
from casetrust_audit.facts.passages import sentences
from casetrust_audit.facts.payment_methods import names_method
from casetrust_audit.facts.policies import distinct
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import key
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.ledger.cost_words import COSTS_MORE, NO_EXTRA
from casetrust_audit.ledger.disclosure import find_disclosure
from casetrust_audit.ledger.facts import walks_of
from casetrust_audit.ledger.lines import CENT
from casetrust_audit.ledger.trail import BEFORE_CHECKOUT, Walked
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown, UnknownKind
from casetrust_audit.model.reading import Field, Row
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

KINDS = ("service", "payment")
TOPICS = {"service": ("extra-service", "insurance-addon"), "payment": ("payment-surcharge",)}
_SAYS_SO = re.compile(r"\bappl|\bpayable|\bchargeable|\bcharged|\blevied|\bextra\b|\bdikenakan|[另计計收]")
_LABEL_WORDS, _LABEL_SIGNS = 2, 5
"""Longest label, in words, and in signs where words are not parted."""
TOLD = ("at-choice", "near", "policy", "mention", "untold")
"""From the best to the worst."""
NEAR_ROLES = ("product", "cart", "checkout", "home", "listing")
LONGEST = 300
STEM = 6
"""So many letters of a phrase tell what it is about: "gift wrap" and "gift wrapping"."""

_PERCENT = re.compile(r"\d{1,2}(?:\.\d+)?\s?%")
_COSTS_NOTHING = re.compile(
    r"\b(?:free|no (?:extra |additional )?(?:charge|cost|fee)|included|complimentary)\b|免费|percuma"
)
_OTHERS_CHARGE = re.compile(
    r"\b(?:your|the|issuing|some|most) (?:banks?|card (?:issuer|company|provider)|issuer)\b|\bbanks? (?:may|will|"
    r"can)\b"
    r"|\b(?:atome|shopback|hoolah|rely|pace|klarna|spaylater|grab ?pay ?later|pay ?later|after ?pay)\b"
)
"""What a bank or a lender charges its own customer is not the shop's charge."""
_DECLINES = re.compile(r"^\W*(?:no\b|none|without|standard|select|choose|please|not needed|无|不需要|tiada)", re.I)
_UNDOES = re.compile(r"\b(?:remove|delete|update|edit|change)\b|[×✕]|移除|删除|buang", re.I)
_DELIVERY = re.compile(r"shipping|delivery|deliver", re.I)
_PAYS = re.compile(r"\bpay", re.I)


@dataclass(slots=True)
class _Extra:
    """What is known of one extra charge: the choices that carry it, and where its price stands."""

    kind: str
    label: str
    priced: list[EvidenceRef] = field(default_factory=list)
    unpriced: list[EvidenceRef] = field(default_factory=list)
    stated: dict[str, list[EvidenceRef]] = field(default_factory=dict)
    charged: list[EvidenceRef] = field(default_factory=list)
    amounts: list[Decimal] = field(default_factory=list)

    @property
    def told(self) -> str:
        if self.priced and not self.unpriced:
            return "at-choice"
        return next((place for place in TOLD if place in self.stated), "untold")


@fact(
    "extras.charges",
    Kind.SUBJECTS,
    "Extra services and ways to pay that cost more, one a service or surcharge.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "an extra service, or a surcharge on a way to pay"),
        "told": FieldType(Kind.CHOICE, TOLD, "the best place at which its price is told before it is chosen"),
        "charged": FieldType(Kind.BOOL, doc="a walk was charged for it"),
    },
)
def charges(shop: Shop) -> Fact | NotFound:
    """From options on the pages, sentences that name a price, and what the walks were charged."""
    extras: dict[tuple[str, str], _Extra] = {}
    for page in shop.pages:
        if page.role in ("product", "cart", "checkout"):
            _read_options(shop, page, extras)
            _read_rows(shop, page, extras)
    for page in distinct(shop):
        _read_text(shop, page, extras)
    for walk in walks_of(shop):
        _read_lines(shop, walk, extras)
    _read_ways_to_pay(shop, extras)
    if not extras:
        searched = shop.refs(distinct(shop)[:40])
        if not _seen_payment(shop):
            return Unknown("none was found, but the ways to pay were not reached", UnknownKind.AMBIGUOUS)
        return NotFound(searched, ("gift wrapping", "installation", "express delivery", "card surcharge"))
    subjects = tuple(_subject(extra) for extra in extras.values())
    return Known(subjects, spread(e for s in subjects for e in s.evidence))


@fact("extras.payment_seen", Kind.BOOL, "The ways to pay were seen: a walk reached the last step before payment.")
def payment_seen(shop: Shop) -> Fact | NotFound:
    """Where no walk came so far a surcharge on a way to pay may have been missed."""
    refs = _seen_payment(shop)
    if refs:
        return Known(True, refs)
    ends = "; ".join(f"{w.journey.scenario}: {w.journey.end_detail}" for w in walks_of(shop))
    return Unknown(f"the ways to pay were not reached{f' ({ends})' if ends else ''}", UnknownKind.AMBIGUOUS)


def _seen_payment(shop: Shop) -> tuple[EvidenceRef, ...]:
    return spread(shop.ref(w.pages[-1][1]) for w in walks_of(shop) if w.trail.complete and w.pages)


def _subject(extra: _Extra) -> Subject:
    told = extra.told
    shown = {"at-choice": extra.priced, "untold": extra.unpriced}.get(told) or extra.stated.get(told, [])
    return Subject(
        extra.label,
        {"kind": extra.kind, "told": told, "charged": bool(extra.charged)},
        spread((*extra.charged[:2], *shown, *extra.unpriced, *extra.priced)),
    )


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Kind and phrase of every extra that a text names, each once."""
    seen = set()
    for kind in KINDS:
        for hit in (hit for topic in TOPICS[kind] for hit in phrases(topic).find(text)):
            if (kind, hit.phrase[:STEM]) not in seen:
                seen.add((kind, hit.phrase[:STEM]))
                yield kind, re.sub(r"[()]|<n>%? ?", "", hit.phrase)


def _extra(extras: dict[tuple[str, str], _Extra], kind: str, phrase: str) -> _Extra:
    return extras.setdefault((kind, phrase[:STEM]), _Extra(kind, phrase))


def _states_price(text: str, currency: str) -> bool:
    """An amount or a percentage, or that it costs nothing."""
    plain = normalise(text)
    return bool(find_amounts(plain, currency or "SGD", bare=True) or _PERCENT.search(plain)) or bool(
        _COSTS_NOTHING.search(fold(plain))
    )


def _read_options(shop: Shop, page: Page, extras: dict[tuple[str, str], _Extra]) -> None:
    currency = page_currency(page.reading)
    for option in page.reading.fields():
        if not option.visible or phrases("terms").any(option.label or option.context):
            continue
        for text in _choices(option):
            for kind, phrase in _named(text):
                extra = _extra(extras, kind, phrase)
                ref = shop.ref(page, text, option.selector, option.box)
                row = option.context if not option.options else ""
                (extra.priced if _states_price(f"{text} {row}", currency) else extra.unpriced).append(ref)


def _read_rows(shop: Shop, page: Page, extras: dict[tuple[str, str], _Extra]) -> None:
    """Rows with a button of their own and an amount: each is pressed to choose what its label names."""
    for row in page.reading.rows:
        if row.visible and row.area in ("main", "aside") and row.amounts and _has_button(row, page):
            for kind, phrase in _named(row.label):
                _extra(extras, kind, phrase).priced.append(shop.ref(page, row.text, row.selector, row.box))


def _has_button(row: Row, page: Page) -> bool:
    left, top, width, height = row.box
    return any(
        b.visible
        and left <= b.box[0] + b.box[2] / 2 <= left + width
        and top <= b.box[1] + b.box[3] / 2 <= top + height
        and not _UNDOES.search(b.text)
        for b in page.reading.buttons
    )


def _choices(option: Field) -> Iterator[str]:
    """The texts a shopper chooses by: a box or radio, by its row where it has no label, or the entries of a list."""
    if option.type in ("checkbox", "switch", "radio"):
        yield option.label or option.context
    for entry in option.options:
        if entry.text.strip() and not _DECLINES.match(entry.text):
            yield f"{option.label}: {entry.text}"


def _read_text(shop: Shop, page: Page, extras: dict[tuple[str, str], _Extra]) -> None:
    currency, place = page_currency(page.reading), "near" if page.role in NEAR_ROLES else "policy"
    for block in page.reading.blocks:
        if not block.visible or len(block.text) > 4 * LONGEST or (place == "near" and block.area == "footer"):
            continue
        for sentence in sentences(normalise(block.text)):
            folded = fold(sentence)
            if len(sentence) > LONGEST or _OTHERS_CHARGE.search(folded):
                continue
            for kind, phrase in _named(sentence):
                priced = bool(find_amounts(sentence, currency or "SGD") or _PERCENT.search(folded))
                at = place if priced else "mention" if _mentions_cost(kind, sentence) else ""
                if at:
                    ref = shop.ref(page, sentence, block.selector, block.box)
                    _extra(extras, kind, phrase).stated.setdefault(at, []).append(ref)
            if _untold_cost(sentence, folded, currency or "SGD"):
                ref = shop.ref(page, sentence, block.selector, block.box)
                extra = extras.setdefault(("service", folded), _Extra("service", f"“{sentence[:80]}”"))
                extra.stated.setdefault("mention", []).append(ref)


def _untold_cost(sentence: str, folded: str, currency: str) -> bool:
    """True where it is said that something costs more, of whatever it is, and not how much."""
    if any(_named(sentence)) or find_amounts(sentence, currency) or _PERCENT.search(folded):
        return False
    costs = COSTS_MORE.search(folded) is not None or (phrases("cost-mention").any(sentence) and not _is_label(folded))
    return costs and not NO_EXTRA.search(folded) and not (of_others(folded) or told_of_past(folded))


def _is_label(folded: str) -> bool:
    """A word or two that name what stands below them ("Surcharges" over lines of a bill), and say nothing of a cost."""
    if _SAYS_SO.search(folded):
        return False
    return len(folded.split()) <= _LABEL_WORDS if folded.isascii() else len(folded) <= _LABEL_SIGNS


def _mentions_cost(kind: str, sentence: str) -> bool:
    """A surcharge is a cost by its name; a service only where the sentence says that it costs something."""
    return kind == "payment" or phrases("cost-mention").any(sentence)


def _read_lines(shop: Shop, walk: Walked, extras: dict[tuple[str, str], _Extra]) -> None:
    """Charges of a walk that are such extras by their names, or came with a choice that was made on the page."""
    for step, one in walk.sums:
        for line in one.lines:
            if line.role in ("fee", "optional") and line.money.amount > 0:
                named = list(_named(line.label))
                if not named and line.role == "fee" and names_method(line.label):
                    named = [("payment", line.label.rstrip(" :：")[:60])]
                for kind, phrase in named:
                    extra = _extra(extras, kind, phrase)
                    _charge(shop, walk, line, extra)
                    if step in BEFORE_CHECKOUT:
                        extra.stated.setdefault("near", []).append(line.evidence)
                    extra.priced += _told_beside_the_choice(walk, line)
    for chosen, page, line in _came_with_a_choice(walk):
        if not any(_named(line.label)) and not names_method(line.label):
            words = normalise(chosen.label or chosen.context)[:60]
            extra = extras.setdefault(("payment", fold(words)), _Extra("payment", f"{words}: {line.label}"))
            ref = shop.ref(page, words, chosen.selector, chosen.box)
            priced = _states_price(f"{chosen.label} {chosen.context}", page_currency(page.reading))
            (extra.priced if priced else extra.unpriced).append(ref)
            _charge(shop, walk, line, extra)


def _told_beside_the_choice(walk: Walked, line: TrailLine) -> list[EvidenceRef]:
    """Where the walk met the price beside the choice at a step before the bill had a line for it."""
    first = next((step for step, one in walk.sums if any(x.label == line.label for x in one.lines)), "")
    return [e for c in walk.trail.charges if c.label == line.label and c.first_step != first for e in c.evidence[:1]]


def _charge(shop: Shop, walk: Walked, line: TrailLine, extra: _Extra) -> None:
    """Note that it was charged, and how well it was told before checkout."""
    extra.charged.append(line.evidence)
    extra.amounts.append(line.money.amount)
    found = find_disclosure(shop, "fee", line.label, line.money, walk.journey.product_url)
    if found.level != "none":
        place = "mention" if found.level == "mention" else "policy" if found.place == "policy" else "near"
        extra.stated.setdefault(place, []).extend(found.evidence)


def _read_ways_to_pay(shop: Shop, extras: dict[tuple[str, str], _Extra]) -> None:
    """A way to pay with "+ €3.00" beside it tells the surcharge that was charged, where that is no more than this."""
    surcharges = [e for e in extras.values() if e.kind == "payment" and e.amounts]
    for page in shop.by_role("checkout"):
        for option in page.reading.fields():
            said = normalise(option.label or option.context)
            if not option.visible or option.type != "radio" or not _PAYS.search(f"{option.name} {option.group}"):
                continue
            exact = {m.amount for a in find_amounts(said, page_currency(page.reading)) for m in a.readings}
            for extra in surcharges:
                if set(extra.amounts) <= exact:
                    extra.priced.append(shop.ref(page, said, option.selector, option.box))
            added = [
                reading.amount
                for amount in find_amounts(said, page_currency(page.reading))
                for reading in amount.readings
                if said[: amount.start].rstrip().endswith("+")
            ]
            for extra in surcharges if added else ():
                if max(extra.amounts) <= min(added):
                    extra.priced.append(shop.ref(page, said, option.selector, option.box))


def _came_with_a_choice(walk: Walked) -> Iterator[tuple[Field, Page, TrailLine]]:
    """Fees that a page shows after a radio was chosen on it and did not show before."""
    sums = dict(zip((page.capture.id for name, page in walk.pages if name != "product"), walk.sums, strict=False))
    for (_, before), (_, after) in pairwise(walk.pages):
        if key(before.url) != key(after.url) or not {before.capture.id, after.capture.id} <= set(sums):
            continue
        was = {f.selector for f in before.reading.fields() if f.checked}
        chosen = [
            f
            for f in after.reading.fields()
            if f.type == "radio" and f.visible and f.checked and f.selector not in was and not _is_delivery(f)
        ]
        shown = {fold(line.label) for line in sums[before.capture.id][1].lines}
        fees = [
            line
            for line in sums[after.capture.id][1].lines
            if line.role in ("fee", "optional") and line.money.amount > CENT and fold(line.label) not in shown
        ]
        if len(chosen) == 1:
            for line in fees:
                yield chosen[0], after, line


def _is_delivery(option: Field) -> bool:
    return bool(_DELIVERY.search(f"{option.name} {option.group}"))
