"""Where a shop keeps its policies: which pages speak of a topic, how far from the home page, and who links there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from casetrust_audit.facts.passages import FRAME, passages, per_shop, word_count
from casetrust_audit.facts.prose import own_words
from casetrust_audit.facts.registry import NotFound
from casetrust_audit.facts.sentences import main_heading
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Known
from casetrust_audit.model.reading import Link
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.urls import behind_redirect, canonical_key

POLICY_ROLES = ("returns", "delivery", "privacy", "terms", "complaint", "contact", "faq", "about", "security")
Value = TypeVar("Value", bool, int, Decimal, str)
_ENOUGH = 8
"""Sentences that say the same are not all needed."""
_SEARCHED = 40

# "return to shop", "in return", "return home" are no returns policy.
_RETURNS = (
    r"\brefund|\breturns?\b(?! (?:to (?:the )?(?:shop|store|home|site|top|cart|previous|main|all|login|sign|"
    r"customer|bag|basket|search|product)|home\b|back\b))(?<!in return)|\breturn(?:ed|able)\b|\breturning (?:an? |"
    r"your |the )?(?:item|product|"
    r"good|order|purchase)|\bexchanges?\b(?! rate)|"
    r"\bright (?:of|to) (?:withdraw\w*|cancel\w*|revo\w+)|\bwithdrawal (?:right|policy|period)|\bcancell?ation right|"
    r"\b(?:take|takes|taken|send|sending) (?:it|them|things|goods|(?:an|the|your|any) (?:item|order|product|"
    r"purchase)) back\b|\b(?:send|sends|sent|sending|bring|brings|brought|post|posted|ship|shipped) back\b|"
    r"\b(?:get|got|have) (?:my|your|the) money\b|\bmoney[- ]back\b|\bcooling[- ]off\b|无理由退|退换|退款|退货|換貨|"
    r"换货|退貨|bayaran balik|pemulangan|pertukaran|"
    r"பணத்தைத் திரும்ப"
)
_NAMES: Mapping[str, str] = {
    "returns": _RETURNS,
    "privacy": r"\bprivacy\b|\bdata protection\b|\bpdpa\b|\bpersonal data\b|隐私|隱私|个人资料|個人資料|dasar privasi|"
    r"perlindungan data|தனியுரிமை",
    "terms": r"\bterms\b|\bconditions of (?:sale|use)\b|\bt ?& ?cs?\b|条款|條款|terma|syarat",
    "complaint": r"\bcomplain|\bfeedback\b|\bgrievance|\bdisputes?\b|投诉|投訴|意见反馈|意見反饋|\baduan\b|"
    r"maklum balas|"
    r"புகார்|கருத்து",
    "contact": r"\bcontact\b|\bget in touch\b|\bcustomer (?:service|care|support)\b|\bhelp (?:centre|center|desk)\b|"
    r"\benquir(?:y|ies)\b|联系|聯繫|聯絡|客服|hubungi|தொடர்பு",
    "cancel": r"\bcancel|取消|batal",
}
NAMES: Mapping[str, re.Pattern[str]] = {topic: re.compile(pattern) for topic, pattern in _NAMES.items()}
"""What a heading, link or address must say to be about a topic; matched on folded text."""

_BEFORE_TOPIC = {"returns": re.compile(r"\bin returns?\b|\btax returns?\b|\bstock exchange\b|\bcurrency exchange\b")}


@dataclass(frozen=True, slots=True)
class Place:
    """A page that speaks of a topic. `own` is true for a page made for it, false for a section of another one."""

    page: Page
    own: bool
    words: int


@lru_cache(maxsize=32768)
def about(text: str, topic: str) -> bool:
    """True where a heading, a link or a sentence names the topic."""
    folded = fold(text)
    if topic in _BEFORE_TOPIC:
        folded = _BEFORE_TOPIC[topic].sub(" ", folded)
    return NAMES[topic].search(folded) is not None


@per_shop
def distinct(shop: Shop) -> tuple[Page, ...]:
    """One page an address: the crawl's desktop capture where there is one. Journey pages only where nothing else is."""
    seen: dict[str, Page] = {}
    for page in (*shop.crawled, *(p for p in shop.pages if not p.capture.step), *shop.pages):
        seen.setdefault(canonical_key(page.url), page)
    return tuple(seen.values())


def of_role(shop: Shop, *roles: str) -> tuple[Page, ...]:
    """Distinct pages of the roles, in order."""
    return tuple(p for p in distinct(shop) if p.role in roles)


def policy_pages(shop: Shop) -> tuple[Page, ...]:
    """Pages where a shop states its terms towards buyers."""
    return of_role(shop, *POLICY_ROLES)


def searched(shop: Shop, pages: Iterable[Page] = ()) -> tuple[EvidenceRef, ...]:
    """Evidence of having looked: the pages given, else every distinct page of the shop (at most forty)."""
    return shop.refs((tuple(pages) or distinct(shop))[:_SEARCHED])


def places(shop: Shop, topic: str) -> tuple[Place, ...]:
    """Pages made for the topic first, the longest before the others, then pages with a section on it."""
    found = [p for p in (_place(shop, page, topic) for page in distinct(shop)) if p is not None]
    return tuple(sorted(found, key=lambda p: (not p.own, -p.words)))


def _place(shop: Shop, page: Page, topic: str) -> Place | None:
    if page.role not in (*POLICY_ROLES, "other"):
        return None
    said = [p for p in passages(shop, [page]) if about(p.text, topic)]
    if page.role != "faq" and (named(page, topic) or (page.role == topic and said)):
        return Place(page, True, own_words(shop, page)) if said or page.role == topic else None
    under = [p for p in passages(shop, [page]) if about(p.section, topic)]
    if page.role in POLICY_ROLES and (len(under) >= 1 or len(said) >= 2):
        return Place(page, False, sum(word_count(p.text) for p in (under or said)))
    return None


def named(page: Page, topic: str) -> bool:
    """True where the address, the first heading or the title of the page names the topic."""
    path = unquote(urlsplit(page.url).path).replace("-", " ").replace("_", " ").replace("/", " ")
    first = main_heading(page.reading)
    first = first or next((b.text for b in page.reading.blocks if b.visible and b.tag.lower() == "h1"), "")
    title = re.split(r" [|–—-] ", page.reading.title)[0]
    return any(about(text, topic) for text in (path, first, title))


# links


@lru_cache(maxsize=8192)
def _key(url: str) -> str:
    return canonical_key(url)


@per_shop
def _links(shop: Shop) -> Mapping[str, tuple[tuple[Page, Link], ...]]:
    found: dict[str, list[tuple[Page, Link]]] = {}
    for page in shop.pages:
        for link in page.reading.links:
            if link.visible and link.href:
                found.setdefault(_key(behind_redirect(link.href)), []).append((page, link))
    return {key: tuple(links) for key, links in found.items()}


def links_to(shop: Shop, page: Page) -> tuple[tuple[Page, Link], ...]:
    """Visible links of other pages that lead to this one, redirects followed."""
    keys = {
        _key(url)
        for p in shop.pages
        if _key(p.url) == _key(page.url)
        for url in (p.capture.final_url, p.capture.requested_url)
    }
    own = _key(page.url)
    index = _links(shop)
    return tuple(at for key in sorted(keys) for at in index.get(key, ()) if _key(at[0].url) != own)


def links_about(shop: Shop, topic: str) -> tuple[tuple[Page, Link], ...]:
    """Visible links whose text, or address where there is no text, names the topic."""
    return tuple(
        (page, link)
        for links in _links(shop).values()
        for page, link in links
        if about(link.text or unquote(urlsplit(link.href).path).replace("-", " "), topic)
    )


def framed(links: Iterable[tuple[Page, Link]]) -> tuple[tuple[Page, Link], ...]:
    """Those of the links that stand in a header, a menu or a footer."""
    return tuple((page, link) for page, link in links if link.area in FRAME)


def in_closed_menu(shop: Shop, page: Page) -> bool:
    """Whether a header or menu that was closed when it was read links to the page: behind a button it is a menu too."""
    own = _key(page.url)
    return any(
        not link.visible and link.area in ("nav", "header") and link.href and _key(behind_redirect(link.href)) == own
        for other in shop.pages if _key(other.url) != own
        for link in other.reading.links
    )  # fmt: skip


def link_refs(shop: Shop, links: Iterable[tuple[Page, Link]]) -> tuple[EvidenceRef, ...]:
    """Evidence of links, one a session."""
    first: dict[str, EvidenceRef] = {}
    for page, link in links:
        first.setdefault(page.capture.session, shop.ref(page, link.text, link.selector, link.box))
    return tuple(first.values())


def clicks(shop: Shop, page: Page) -> int | None:
    """Fewest clicks from the home page; None where no path of links is known."""
    key = _key(page.url)
    known = [p.capture.depth for p in shop.pages if _key(p.url) == key and p.capture.depth >= 0]
    known += [p.capture.depth + 1 for p, _ in links_to(shop, page) if p.capture.depth >= 0]
    return min(known, default=None)


# facts made of sentences


def stated(
    shop: Shop, found: Iterable[tuple[Value, tuple[EvidenceRef, ...]]], where: Iterable[Page], *words: str
) -> Known | NotFound:
    """The first value with the evidence of all that give the same; else "not found" on the pages looked at."""
    values = tuple(islice(found, _ENOUGH))
    if not values:
        return NotFound(searched(shop, where), words)
    first = values[0][0]
    refs = dict.fromkeys(ref for value, at in values if value == first for ref in at)
    return Known(first, tuple(refs)[:6])


def yes(refs: Iterable[EvidenceRef], certainty: Certainty = Certainty.OBSERVED) -> Known:
    """A true statement with its evidence."""
    return Known(True, tuple(dict.fromkeys(refs))[:6], certainty)
