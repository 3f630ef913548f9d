"""The channel for complaints and feedback: is there one, is it labelled, and how far away is it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casetrust_audit.facts.contacts import WRITTEN, Contact, chat_widgets, contacts, evidence_of, social_links
from casetrust_audit.facts.passages import mentions, passages, per_shop
from casetrust_audit.facts.policies import (
    clicks,
    distinct,
    framed,
    in_closed_menu,
    link_refs,
    links_to,
    named,
    searched,
    yes,
)
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Fact, Kind, Known, Unknown
from casetrust_audit.text.normalise import fold

CLOSED = Unknown("only a menu that was closed links to it")
WORDS = ("complaint", "feedback", "customer service", "contact", "投诉", "客服", "aduan")

LABEL = re.compile(
    r"\bcomplain|\bfeedback\b|\bgrievance|\bdisputes?\b|\bcustomer (?:service|care|support|relations|experience)|"
    r"\bclient services?|"
    r"\bhelp ?desk|\b(?:after[- ]sales|product|order|technical) support|\bsupport (?:team|e-?mail)|\benquir(?:y|ies)\b|"
    r"\bsomething (?:is |went |has gone )?wrong|\bproblems? with (?:your|an) (?:order|purchase)|\bunhappy\b|"
    r"\bdissatisf|"
    r"投诉|投訴|客服|客户服务|顾客服务|意见反馈|\baduan|maklum balas|khidmat pelanggan|புகார்|கருத்து|"
    r"வாடிக்கையாளர் சேவை"
)
_SERVICE_BOX = re.compile(
    r"^(?:feedback|complaints?|support|help|helpdesk|care|cs|service|customer[._-]?\w*|enquir\w*)$"
)


@per_shop
def channels(shop: Shop) -> tuple[Contact, ...]:
    """Written channels that are labelled for complaints, feedback or customer service; those of every page first."""
    found = [c for c in contacts(shop) if c.kind in WRITTEN and is_labelled(shop, c)]
    return tuple(sorted(found, key=lambda c: not c.framed))


def is_labelled(shop: Shop, contact: Contact) -> bool:
    """True where the words around the channel, its page or its mailbox say that it is for customers' concerns."""
    if LABEL.search(contact.context) or mentions(contact.context, "complaint"):
        return True
    if contact.kind == "email" and _SERVICE_BOX.match(contact.value.partition("@")[0]):
        return True
    if contact.framed:
        return False
    if contact.page.role == "complaint" or named(contact.page, "complaint"):
        return True
    # On a contact page what the page says is said of its form and its addresses.
    return (contact.page.role == "contact" or named(contact.page, "contact")) and any(
        LABEL.search(fold(p.scope)) for p in passages(shop, [contact.page])
    )


@fact(
    "complaints.channel",
    Kind.CHOICE,
    "The best way to complain: a written channel labelled for it, one without such a label, a number to call, "
    "or only a chat widget or social media.",
    choices=("labelled", "unlabelled", "phone-only", "chat-or-social"),
)
def channel(shop: Shop) -> Fact | NotFound:
    if found := channels(shop):
        return Known("labelled", evidence_of(shop, found[0]))
    for kind, those in (
        ("unlabelled", [c for c in contacts(shop) if c.kind in WRITTEN]),
        ("phone-only", [c for c in contacts(shop) if c.kind == "phone"]),
    ):
        if those:
            return Known(kind, evidence_of(shop, those[0]))
    if weak := (*chat_widgets(shop), *social_links(shop)):
        return Known("chat-or-social", weak)
    return NotFound(searched(shop), WORDS)


@per_shop
def _best_pages(shop: Shop) -> tuple[Page, ...]:
    """Pages that carry a channel: labelled ones where there are any, else every written or phone contact."""
    found: Iterable[Contact] = channels(shop) or contacts(shop)
    pages = {c.page.url: c.page for c in found}
    return tuple(pages.values())


def _in_frame(shop: Shop) -> tuple[Contact, ...]:
    return tuple(c for c in (channels(shop) or contacts(shop)) if c.framed)


@fact(
    "complaints.clicks",
    Kind.INT,
    "Fewest clicks from the home page to the complaint channel; 0 where the home page shows it.",
)
def clicks_away(shop: Shop) -> Fact | NotFound:
    if not contacts(shop):
        return NotFound(searched(shop), WORDS)
    if direct := _in_frame(shop):
        return Known(0, evidence_of(shop, direct[0]))
    away = [(n, page) for page in _best_pages(shop) if (n := clicks(shop, page)) is not None]
    if not away:
        return Unknown("no path of links from the home page to the complaint channel was seen")
    count, page = min(away, key=lambda a: a[0])
    return Known(count, (shop.ref(page, page.reading.title), *link_refs(shop, links_to(shop, page))))


@fact("complaints.in_frame", Kind.BOOL, "A header, menu or footer shows the complaint channel or links to its page.")
def in_frame(shop: Shop) -> Fact | NotFound:
    if direct := _in_frame(shop):
        return yes(evidence_of(shop, direct[0]))
    links = [at for page in _best_pages(shop) for at in framed(links_to(shop, page))]
    if links:
        return yes(link_refs(shop, links))
    if any(in_closed_menu(shop, page) for page in _best_pages(shop)):
        return CLOSED
    return NotFound(searched(shop), WORDS)


@fact("complaints.linked", Kind.BOOL, "Some other page of the shop links to the page of the complaint channel.")
def linked(shop: Shop) -> Fact | NotFound:
    if direct := _in_frame(shop):
        return yes(evidence_of(shop, direct[0]))
    links = [at for page in _best_pages(shop) for at in links_to(shop, page)]
    at_home = [p for p in _best_pages(shop) if p.role == "home"]
    if links or at_home:
        return yes((*link_refs(shop, links), *shop.refs(at_home)))
    if any(in_closed_menu(shop, page) for page in _best_pages(shop)):
        return CLOSED
    return NotFound(searched(shop, distinct(shop)), WORDS)


@fact(
    "complaints.only_in_terms",
    Kind.BOOL,
    "The complaint channel stands only inside long terms, not on a page of its own.",
)
def only_in_terms(shop: Shop) -> Fact | NotFound:
    pages = _best_pages(shop)
    if not pages or _in_frame(shop):
        return NotFound(searched(shop), WORDS)
    if all(p.role in ("terms", "privacy") for p in pages):
        return yes(shop.refs(pages))
    return Known(False, shop.refs(pages[:3]))
