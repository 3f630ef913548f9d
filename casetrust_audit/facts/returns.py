"""The returns policy: where it is, how it is reached, and which of the usual terms it states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from urllib.parse import urlsplit

from casetrust_audit.facts.audience import for_shoppers
from casetrust_audit.facts.needed import STATED
from casetrust_audit.facts.outline import above, row_head
from casetrust_audit.facts.passages import Passage, mentions, passages, per_shop, sightings
from casetrust_audit.facts.periods import Period, of_topic, periods, speaks_of_fault
from casetrust_audit.facts.policies import (
    Place,
    about,
    clicks,
    framed,
    link_refs,
    links_about,
    links_to,
    of_role,
    places,
    policy_pages,
    searched,
    stated,
    yes,
)
from casetrust_audit.facts.prose import unfilled
from casetrust_audit.facts.reach import for_buyers_here
from casetrust_audit.facts.refund_words import ASKS_OF_REFUND, METHODS, NO_REFUND, REFUND_OFFERED, SPEAKS_OF_REFUND
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.return_words import ASKED, ELEMENTS, LEFT_OPEN, NO_ANSWER, PATTERNS
from casetrust_audit.facts.sentences import is_article, main_heading
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.standing import stands
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known, Unknown, UnknownKind
from casetrust_audit.model.reading import Link
from casetrust_audit.text.durations import find_durations
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.urls import canonical_key, same_site

LONGEST_QUESTION = 120
"""Letters of a heading, or of the head of a row, that asks what stands below or beside it."""
LONGEST_NAME = 40
"""Letters of a heading or of something to press that names its subject."""
WORDS = ("returns", "refund", "exchange", "退换", "退款")

_OF_RECEIPT = re.compile(
    r"^[^,;.]{0,6}\b(?:of|from|after|since|upon)\b (?:the )?(?:date of )?(?:your |the )*(?:receipt|receiv|deliver)"
)
_FOR_SOME = re.compile(
    r"\b(?:members?|vips?|loyalty|subscribers?|premium|holidays?|christmas|festive|black friday|gifts?)\b|\bextend\w*|"
    r"会员|會員"
)
"""Whose time is not everybody's."""
SOME = 2
LONGEST_HOURS = 3
"""Days in which an order may well be cancelled before it is sent."""
_EXCHANGE_ONLY = re.compile(
    r"\bexchanges? only\b|\bonly (?:offer|accept|allow|do) (?:an? )?exchanges?\b|"
    r"\bexchanges? (?:are|is) (?:allowed|accepted|offered|possible)[^.]{0,30}\bno refunds?\b|只换不退|可换不可退"
)


@per_shop
def pool(shop: Shop) -> tuple[Passage, ...]:
    """Sentences about returns: all of a page made for them, and those of other policy pages that name them."""
    own = {p.page.capture.id: p.page for p in places(shop, "returns") if p.own}
    pages = own | {p.capture.id: p for p in policy_pages(shop)}
    whole = {key for key, page in own.items() if page.role == "returns"}
    said = tuple(
        p
        for p in passages(shop, pages.values())
        if (p.page.capture.id in whole or on_returns(p)) and for_shoppers(p) and for_buyers_here(shop, p)
    )
    return said or tuple(
        p for page in of_role(shop, "other") if not is_article(page) for p in _said_in_passing(shop, page)
    )


def on_returns(passage: Passage) -> bool:
    """By its own words or a heading above it; the page's first heading may name more than one thing."""
    reading = passage.page.reading
    if about(passage.scope, "returns"):
        return True
    top = fold(main_heading(reading))
    return any(heading != top and about(heading, "returns") for heading in above(reading, passage.block))


def _said_in_passing(shop: Shop, page: Page) -> tuple[Passage, ...]:
    """Sentences about returns of a page that is about nothing known, where there are some: it may be the policy, in
    words that its address and its headings do not tell."""
    said = tuple(p for p in passages(shop, [page]) if about(p.scope, "returns"))
    return said if len(said) >= SOME else ()


def read_pages(shop: Shop) -> tuple[Page, ...]:
    """Pages whose silence counts: those with sentences about returns, else every policy page."""
    found = {p.page.capture.id: p.page for p in pool(shop)}
    return tuple(found.values()) or policy_pages(shop)


@fact(
    "returns.policy_place",
    Kind.CHOICE,
    "Where the returns policy stands: a page of its own, a section of another page, or a document that was not read.",
    choices=("page", "section", "unread"),
)
def policy_place(shop: Shop) -> Fact | NotFound:
    if found := _place(shop):
        kind = "page" if found.own else "section"
        return Known(
            kind, (shop.ref(found.page, found.page.reading.title), *link_refs(shop, links_to(shop, found.page)))
        )
    if links := unread_links(shop, "returns"):
        return Known("unread", link_refs(shop, links))
    if named := _named(shop):
        return Unknown(
            f"the shop names returns (“{named}”), but what stands behind was not seen", UnknownKind.AMBIGUOUS
        )
    return NotFound(searched(shop), WORDS)


def _named(shop: Shop) -> str:
    """Words of a heading, a link or something to press that names returns, where no text on them was found: a closed
    part of the page that is fetched once it is opened, a form for those who have logged in. A link to a page that was
    read hides nothing."""
    read = {canonical_key(p.url) for p in shop.pages}
    for page in shop.crawled:
        for spot in (*page.reading.headings, *page.reading.pressable()):
            known = isinstance(spot, Link) and canonical_key(spot.href) in read
            if spot.visible and len(spot.text) <= LONGEST_NAME and about(spot.text, "returns") and not known:
                return normalise(spot.text)
    return ""


@fact("returns.policy_words", Kind.INT, "Words of the returns policy; two Chinese characters count as one.")
def policy_words(shop: Shop) -> Fact | NotFound:
    if found := _place(shop):
        return Known(found.words, (shop.ref(found.page, found.page.reading.title),))
    return NotFound(searched(shop), WORDS)


@fact("returns.placeholder", Kind.TEXT, "Template text left unfilled in the returns policy.")
def placeholder(shop: Shop) -> Fact | NotFound:
    own = [p.page for p in places(shop, "returns") if p.own]
    found = ((words[:120], sightings(shop, p)) for p in passages(shop, own) if (words := unfilled(p.text)))
    return stated(shop, found, own, "[your company]", "{{", "lorem ipsum")


@fact("returns.policy_clicks", Kind.INT, "Clicks from the home page to the returns policy.")
def policy_clicks(shop: Shop) -> Fact | NotFound:
    found = _place(shop)
    if found is None:
        return NotFound(searched(shop), WORDS)
    count = clicks(shop, found.page)
    if count is None:
        return Unknown("no path of links from the home page to the returns policy was seen")
    return Known(count, (shop.ref(found.page), *link_refs(shop, links_to(shop, found.page))))


@fact("returns.policy_in_frame", Kind.BOOL, "A header, menu or footer links to the returns policy.")
def policy_in_frame(shop: Shop) -> Fact | NotFound:
    found = _place(shop)
    links = framed(links_to(shop, found.page)) if found else ()
    if links:
        return yes(link_refs(shop, links))
    return NotFound(searched(shop), WORDS)


def _place(shop: Shop) -> Place | None:
    found = places(shop, "returns")
    return found[0] if found else None


def unread_links(shop: Shop, topic: str) -> tuple[tuple[Page, Link], ...]:
    """Links about the topic that lead to a document or another site, which the tool did not read."""
    read = {canonical_key(p.url) for p in shop.pages}

    def unread(page: Page, link: Link) -> bool:
        parts = urlsplit(link.href)
        if parts.scheme not in ("http", "https") or canonical_key(link.href) in read:
            return False
        document = parts.path.lower().endswith((".pdf", ".doc", ".docx", ".jpg", ".jpeg", ".png", ".webp"))
        return document or not same_site(link.href, page.url)

    return tuple((page, link) for page, link in links_about(shop, topic) if unread(page, link))


# terms


@fact("returns.window_days", Kind.NUMBER, "Days a buyer has to return or exchange goods, as stated (the longest).")
def window_days(shop: Shop) -> Fact | NotFound:
    found = ((days, sightings(shop, p)) for days, p in _windows(shop))
    return stated(shop, found, read_pages(shop), "days to return", "return within")


_ON_CANCELLING = re.compile(r"\bcancel|取消|\b(?:mem)?batal")


@fact(
    "returns.time_seen",
    Kind.BOOL,
    "A length of time stands in what the shop says on returns, cancelling aside, of whatever it is.",
)
def time_seen(shop: Shop) -> Fact | NotFound:
    timed = (p for p in pool(shop) if find_durations(p.text) and stands(p.folded))
    told = [p for p in timed if not about(fold(p.section), "cancel") and not _ON_CANCELLING.search(p.folded)]
    return yes(r for p in told[:3] for r in sightings(shop, p)) if told else NotFound(searched(shop), ("days", "天"))


@per_shop
def _windows(shop: Shop) -> tuple[tuple[Decimal, Passage], ...]:
    """Times to return that are stated most plainly, the longest first: one that is told to be for returns before one
    to cancel for a refund or under a heading on returns, and that before one for faulty goods alone."""
    hits = [(rank, days, p) for p in pool(shop) if stands(p.folded) for rank, days in _window(p)]
    best = min((rank for rank, _, _ in hits), default=0)
    return tuple((days, p) for rank, days, p in sorted(hits, key=lambda hit: -hit[1]) if rank == best)


_PLAIN, _SOME, _NEAR, _FAULTY = range(4)


def _window(passage: Passage) -> Iterator[tuple[int, Decimal]]:
    """How plainly a sentence states a time to return, the lower the plainer, and the days."""
    section = fold(passage.section)
    own = passage.page.role == "returns" and not mentions(f"{section} {passage.text}", "delivery")
    other = about(section, "cancel") or ASKS_OF_REFUND.search(section) or speaks_of_fault(section)
    over = any(about(heading, "returns") for heading in above(passage.page.reading, passage.block)[1:])
    here = (about(section, "returns") or (over and not other)) and not mentions(section, "delivery")
    here = here or (own and not other)
    faulty = speaks_of_fault(f"{section} {_row_head(passage)}") and not speaks_of_fault(passage.folded)
    for period in periods(passage.text):
        if period.topic == "fault" or (period.topic in ("window", "") and faulty):
            yield _FAULTY, period.days
        elif period.topic == "window":
            yield _SOME if _FOR_SOME.search(passage.folded) else _PLAIN, period.days
        elif (
            (period.topic == "" and here)
            or period.topic == "trial"
            or (period.topic == "cancel" and _takes_back(passage, period))
        ):
            yield _NEAR, period.days


def _row_head(passage: Passage) -> str:
    """Folded words of the cell that says what a cell of a table is of ("Faulty" | "2 years"); "" elsewhere."""
    return row_head(passage.page.reading, passage.block)


def _takes_back(passage: Passage, period: Period) -> bool:
    """True for "cancel within 14 days of receipt", and where cancelling brings the money back: then it is to return.
    What is cancelled within hours has not been sent."""
    if _OF_RECEIPT.match(fold(passage.text[period.duration.end :])):
        return True
    return period.days > LONGEST_HOURS and REFUND_OFFERED.search(passage.folded) is not None


@fact("returns.elements", Kind.WORDS, "Terms the returns policy states, of: " + ", ".join(ELEMENTS) + ".")
def elements(shop: Shop) -> Fact | NotFound:
    found = _elements(shop)
    if found:
        return Known(tuple(found), tuple(dict.fromkeys(at[0] for at in found.values())))
    return NotFound(searched(shop, read_pages(shop)), ELEMENTS)


@fact("returns.element_count", Kind.INT, "How many of the five usual terms of a returns policy are stated.")
def element_count(shop: Shop) -> Fact | NotFound:
    found = _elements(shop)
    if not found:
        return NotFound(searched(shop, read_pages(shop)), ELEMENTS)
    if len(found) < 4 and (reason := shop.not_enough_for(STATED)):
        return Unknown(f"{len(found)} of five terms were found, but {reason}")
    return Known(len(found), tuple(dict.fromkeys(at[0] for at in found.values())))


@fact("returns.how_to_return", Kind.TEXT, "The sentence that says how to start a return.")
def how_to_return(shop: Shop) -> Fact | NotFound:
    found = ((p.text[:240], sightings(shop, p)) for p in pool(shop) if _states(p, "how to return"))
    return stated(shop, found, read_pages(shop), "how to return")


@per_shop
def _elements(shop: Shop) -> dict[str, tuple[EvidenceRef, ...]]:
    found: dict[str, tuple[EvidenceRef, ...]] = {}
    if windows := _windows(shop):
        found["time limit"] = sightings(shop, windows[0][1])
    for passage in pool(shop):
        for name in PATTERNS:
            if name not in found and _states(passage, name):
                found[name] = sightings(shop, passage)
    return {name: found[name] for name in ELEMENTS if name in found}


def _states(passage: Passage, element: str) -> bool:
    """By its own words, or as what follows a heading or a row's head that asks for it; a question states nothing."""
    text = passage.folded
    if not stands(text) or LEFT_OPEN.search(text):
        return False
    pattern, topic = PATTERNS[element]
    if pattern.search(text) or (topic != "" and mentions(text, topic)):
        return True
    return not (passage.is_heading or NO_ANSWER.search(text)) and any(ASKED[element].search(h) for h in heads(passage))


def heads(passage: Passage) -> tuple[str, ...]:
    """Folded words above a sentence that may ask what it answers: the heading, the head of its row, its label."""
    label, colon, _ = passage.folded.partition(":")
    nearest = above(passage.page.reading, passage.block)[:1]
    heads = (fold(passage.section), *nearest, _row_head(passage), label if colon and len(label) <= LONGEST_NAME else "")
    return tuple(head for head in heads if head and len(head) <= LONGEST_QUESTION)


# refunds


@fact("returns.refund_offered", Kind.TEXT, "A sentence that promises a refund.")
def refund_offered(shop: Shop) -> Fact | NotFound:
    return _sentence(shop, lambda t: bool(REFUND_OFFERED.search(t)) and not NO_REFUND.search(t), "refund")


@fact(
    "returns.refund_days",
    Kind.NUMBER,
    "Days the shop takes to refund, as stated; the time a bank takes is not counted.",
)
def refund_days(shop: Shop) -> Fact | NotFound:
    told = (p for p in pool(shop) if stands(p.folded))
    hits = ((max(p.days for p in hits), at) for at in told if (hits := _refund_times(at)))
    found = ((days, sightings(shop, at)) for days, at in hits)
    return stated(shop, found, read_pages(shop), "refund within", "refund processed")


def _refund_times(passage: Passage) -> tuple[Period, ...]:
    """Times told to be of refunds, by the sentence or by the question it answers ("When do I get my money?")."""
    if hits := of_topic(passage.text, "refund"):
        return hits
    if not _answers_on_refunds(passage):
        return ()
    return tuple(p for p in periods(passage.text) if p.topic in ("", "other", "processing"))


def _answers_on_refunds(passage: Passage) -> bool:
    return not passage.is_heading and any(ASKS_OF_REFUND.search(head) for head in heads(passage))


@fact("returns.refund_method", Kind.TEXT, "How refunds are paid: original payment, store credit, bank or card.")
def refund_method(shop: Shop) -> Fact | NotFound:
    found = []
    for passage in pool(shop):
        text = passage.folded
        if not stands(text):
            continue
        if not SPEAKS_OF_REFUND.search(text) and not _answers_on_refunds(passage):
            continue
        if NO_REFUND.search(text) and not REFUND_OFFERED.search(text):
            continue
        found += [
            (name, sightings(shop, passage))
            for name, pattern, topic in METHODS
            if pattern.search(text) or (topic and mentions(text, topic))
        ]
    order = [name for name, _, _ in METHODS]
    found.sort(key=lambda f: order.index(f[0]))
    return stated(shop, found, read_pages(shop), "original payment method", "store credit")


@fact("returns.exchange_only", Kind.TEXT, "A sentence that clearly offers exchange only, no refund.")
def exchange_only(shop: Shop) -> Fact | NotFound:
    return _sentence(shop, lambda t: _EXCHANGE_ONLY.search(t) is not None, "exchange only")


def _sentence(shop: Shop, accept: Callable[[str], bool], *words: str) -> Known | NotFound:
    said = sorted((p for p in pool(shop) if accept(p.folded)), key=lambda p: p.is_heading)
    found = ((p.text[:240], sightings(shop, p)) for p in said)
    return stated(shop, found, read_pages(shop), *words)
