"""The privacy notice: where it is, what it covers, whose it is, and how to exercise one's rights."""

from __future__ import annotations

import re

from casetrust_audit.facts.audience import for_shoppers, told_of_past
from casetrust_audit.facts.identity import firm_key, legal_names
from casetrust_audit.facts.outline import answered, level_of, row_head
from casetrust_audit.facts.passages import Passage, mentions, passages, per_shop, sightings
from casetrust_audit.facts.policies import (
    Place,
    about,
    distinct,
    framed,
    link_refs,
    links_to,
    places,
    policy_pages,
    searched,
    stated,
)
from casetrust_audit.facts.privacy_words import (
    ACTS,
    ANNOUNCES,
    ASKED,
    EVADES,
    LEAST_ACTS,
    REFUSES,
    RIGHTS,
    TOPICS,
)
from casetrust_audit.facts.prose import unfilled
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.returns import unread_links
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.standing import stands, to_come
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known, Unknown
from casetrust_audit.text.contacts import find_emails, find_phones
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.registration import find_legal_names

WORDS = ("privacy", "data protection", "PDPA", "隐私", "privasi")
SITE_WIDE = 0.9
"""Share of pages that must link to the notice to call it site-wide."""

_PDPA = re.compile(r"\bpdpa\b|\bpersonal data protection act|\bpdpc\b|个人资料保护法|个人数据保护法")
_FOREIGN_LAW = re.compile(
    r"\bgdpr\b|\bgeneral data protection regulation|\bccpa\b|\bcalifornia consumer privacy|"
    r"\bdata protection act (?:1998|2018)|"
    r"\buk gdpr|\bprivacy act 1988|\baustralian privacy|\bpipeda\b|\bpdpa 2010\b|\bmalaysia"
)
_OWNER_AFTER = re.compile(
    r"^[\s,]*(?:[\"'“(\[]*(?:uen|reg|co\b|we\b|us\b|our\b|[\"'“]|the company)|is (?:the )?(?:data )?controller|"
    r"respects|is committed|collects|\(we)"
)
_OWNER_BEFORE = re.compile(
    r"(?:privacy (?:policy|notice|statement) (?:of|for)|describes how|operated by|we are|this is|at|explains how|"
    r"controller is|responsible is|notice of)[\s:]*$"
)
_DPO = re.compile(
    r"\bdata protection officers?\b|\bdpos?\b|\bprivacy officer\b|个人资料保护主任|数据保护官|pegawai perlindungan data"
)
_VENDORS_DPO = re.compile(
    r"\b(?:their|its|(?P<whose>[\w.&-]+)'s?|provider's|vendor's)(?: [\w&-]+){0,2}? (?:data protection officer|dpo)\b"
)
_ITSELF = re.compile(r"^(?:company|shop|store|organi[sz]ation|firm|business|merchant|seller|group|website|we|it)$")
_DPO_BOX = re.compile(r"^(?:dpo|privacy|dataprotection|data[._-]protection|pdpa)\b")
_VENDOR_MAIL = re.compile(r"(?:^|\.)(?:shopify|google|stripe|paypal|facebook|meta|klaviyo|mailchimp|gov)\.[a-z.]+$")
_NEAR = 300
_COOKIE = re.compile(r"\bcookies?\b|\bbrowser settings|\badvertising (?:partners|networks)|\binterest-based")


@per_shop
def notice(shop: Shop) -> tuple[Place, ...]:
    """Places of the privacy notice, a page of its own first."""
    return tuple(p for p in places(shop, "privacy") if p.own or p.page.role in ("terms", "about", "faq"))


@per_shop
def pool(shop: Shop) -> tuple[Passage, ...]:
    """Sentences of the notice: whole pages made for it, else the sentences of terms under such a heading."""
    found = notice(shop)
    if any(p.own for p in found):
        return passages(shop, [p.page for p in found if p.own])
    return tuple(p for p in passages(shop, [f.page for f in found]) if about(p.scope, "privacy"))


def _nothing(shop: Shop, *words: str) -> NotFound:
    return NotFound(searched(shop, [p.page for p in notice(shop)]), words)


@fact(
    "privacy.notice_place",
    Kind.CHOICE,
    "Where the privacy notice stands: a page of its own, a section of another page, or a document that was not read.",
    choices=("page", "section", "unread"),
)
def notice_place(shop: Shop) -> Fact | NotFound:
    if found := notice(shop)[:1]:
        page = found[0].page
        return Known(
            "page" if found[0].own else "section",
            (shop.ref(page, page.reading.title), *link_refs(shop, links_to(shop, page))),
        )
    if links := unread_links(shop, "privacy"):
        return Known("unread", link_refs(shop, links))
    return NotFound(searched(shop), WORDS)


@fact("privacy.notice_words", Kind.INT, "Words of the privacy notice; two Chinese characters count as one.")
def notice_words(shop: Shop) -> Fact | NotFound:
    found = notice(shop)[:1]
    return Known(found[0].words, (shop.ref(found[0].page),)) if found else NotFound(searched(shop), WORDS)


@fact(
    "privacy.linked_site_wide",
    Kind.BOOL,
    "Nearly every page links to the privacy notice in its header, menu or footer.",
)
def linked_site_wide(shop: Shop) -> Fact | NotFound:
    found = notice(shop)[:1]
    if not found:
        return NotFound(searched(shop), WORDS)
    links = framed(links_to(shop, found[0].page))
    linking = {page.url for page, _ in links}
    pages = [p for p in distinct(shop) if p.url != found[0].page.url and p.role not in ("cart", "checkout")]
    if not pages:
        return Unknown("no page but the notice itself was read")
    without = [p for p in pages if p.url not in linking]
    if len(without) <= (1 - SITE_WIDE) * len(pages):
        return Known(True, link_refs(shop, links))
    return Known(False, shop.refs(without[:6]))


@fact("privacy.placeholder", Kind.TEXT, "Template text left unfilled in the privacy notice.")
def placeholder(shop: Shop) -> Fact | NotFound:
    found = ((words[:120], sightings(shop, p)) for p in pool(shop) if (words := unfilled(p.text)))
    return stated(shop, found, [p.page for p in notice(shop)], "[your company]", "{{", "lorem ipsum")


@fact("privacy.topics", Kind.WORDS, "Topics the notice covers, of: " + ", ".join(TOPICS) + ".")
def topics(shop: Shop) -> Fact | NotFound:
    found = _covered(shop)
    if not found:
        return _nothing(shop, *TOPICS)
    return Known(tuple(found), tuple(dict.fromkeys(found.values())))


@fact("privacy.topic_count", Kind.INT, "How many of six topics the notice covers.")
def topic_count(shop: Shop) -> Fact | NotFound:
    found = _covered(shop)
    if not found:
        return _nothing(shop, *TOPICS)
    return Known(len(found), tuple(dict.fromkeys(found.values())))


@per_shop
def _covered(shop: Shop) -> dict[str, EvidenceRef]:
    """Topics that sentences speak of, or that a heading, a row or a question asks about and something answers."""
    found: dict[str, EvidenceRef] = {}
    for passage in (p for p in pool(shop) if not (level_of(p.block) or ANNOUNCES.search(p.folded))):
        if not stands(passage.folded) or EVADES.search(passage.folded):
            continue
        heads = answered(passage.page.reading, passage.block)
        for name, pattern in TOPICS.items():
            if name in found:
                continue
            if pattern.search(passage.folded) or any(pattern.search(h) or ASKED[name].search(h) for h in heads):
                found[name] = sightings(shop, passage)[0]
    return {name: found[name] for name in TOPICS if name in found}


@fact("privacy.law", Kind.CHOICE, "Which data protection law the notice names.", choices=("pdpa", "foreign-only"))
def law(shop: Shop) -> Fact | NotFound:
    texts = pool(shop)
    if here := [p for p in texts if _PDPA.search(p.folded)]:
        return Known("pdpa", sightings(shop, here[0]))
    if elsewhere := [p for p in texts if _FOREIGN_LAW.search(p.folded)]:
        return Known("foreign-only", sightings(shop, elsewhere[0]))
    return _nothing(shop, "PDPA", "GDPR", "CCPA")


@fact(
    "privacy.other_entity",
    Kind.TEXT,
    "A company named in the notice as its author that is not the one that runs the shop.",
)
def other_entity(shop: Shop) -> Fact | NotFound:
    own = [n for n in legal_names(shop) if n.page.role != "privacy"]
    keys = {n.key for n in own}
    found = []
    for passage in pool(shop) if own else ():
        for name in find_legal_names(passage.text):
            if _is_author(passage.text, name) and firm_key(name) not in keys:
                found.append((name, sightings(shop, passage)))
    return stated(shop, found, [p.page for p in notice(shop)], "company name")


def _is_author(text: str, name: str) -> bool:
    start = text.find(name)
    before, after = fold(text[max(0, start - 60) : max(start, 0)]), fold(text[start + len(name) :][:60])
    return _OWNER_AFTER.match(after) is not None or _OWNER_BEFORE.search(before) is not None


# rights and the data protection officer


@fact(
    "privacy.dpo_contact",
    Kind.TEXT,
    "How to reach the data protection officer, or a mailbox for privacy questions where no officer is named.",
)
def dpo_contact(shop: Shop) -> Fact | NotFound:
    pages = policy_pages(shop)
    everything = passages(shop, pages, ("main", "aside", "footer"))
    named = [(c, sightings(shop, p)) for i, p in enumerate(everything) if (c := _officer(shop, everything, i))]
    boxes = [
        (f"{mail} (no data protection officer is named)", sightings(shop, p))
        for p in everything
        for mail in find_emails(p.text)
        if _DPO_BOX.match(mail) and not _of_vendor(shop, p.folded) and not _VENDOR_MAIL.search(mail.partition("@")[2])
    ]
    return stated(shop, named or boxes, pages, "data protection officer", "DPO", "privacy@")


def _of_vendor(shop: Shop, text: str) -> bool:
    """True where the officer spoken of is another firm's: "Stripe's data protection officer"."""
    found = _VENDORS_DPO.search(text)
    whose = found["whose"] if found else None
    if found is None or (whose and _ITSELF.match(whose)):
        return False
    own = " ".join((shop.site, *(n.key for n in legal_names(shop)), *(p.reading.title for p in shop.pages[:1])))
    return not whose or re.sub(r"\W", "", whose) not in re.sub(r"\W", "", fold(own))


_WITHHELD = re.compile(
    r"\bno (?:e-?mail|address|phone|number|contact|name|details)\b|\bnot (?:published|given|disclosed|named|"
    r"available)\b|"
    r"\b(?:only|solely) (?:in person|by post|on site)\b|\bin person\b|不公开|不公開"
)
"""The officer's contact is kept back."""


def _officer(shop: Shop, everything: tuple[Passage, ...], at: int) -> str:
    """A contact within 300 characters of the words "data protection officer"; "" where there is none."""
    passage = everything[at]
    text = passage.folded
    if not (_DPO.search(text) or mentions(text, "dpo")) or _of_vendor(shop, text) or told_of_past(text):
        return ""
    if _WITHHELD.search(text) or to_come(text):
        return ""
    # The contact may stand in the sentences, list items or lines that follow, on the same page.
    after = [p for p in everything[at : at + 8] if p.page is passage.page]
    room = " ".join(p.text for p in after)
    start = max(
        0, room.casefold().find("data protection") if "data protection" in text else room.casefold().find("dpo")
    )
    room = room[max(0, start - _NEAR) : start + _NEAR]
    mails = [m for m in find_emails(room) if not _VENDOR_MAIL.search(m.partition("@")[2])]
    if mails:
        return next((m for m in mails if _DPO_BOX.match(m)), mails[0])
    if phones := find_phones(room):
        return phones[0].e164
    if re.search(r"\b(?:contact|enquiry|online|this|our) form\b", fold(room)):
        return "a form"
    return ""


@fact(
    "privacy.rights_hinted",
    Kind.TEXT,
    "A sentence of the notice that may speak of seeing, mending or taking back data, in other words than known ones.",
)
def rights_hinted(shop: Shop) -> Fact | NotFound:
    found = ((p.text[:200], sightings(shop, p)) for p in pool(shop) if _hints_at_rights(p))
    return stated(shop, found, [p.page for p in notice(shop)], "see", "correct", "stop")


def _hints_at_rights(passage: Passage) -> bool:
    said = f"{row_head(passage.page.reading, passage.block)} {passage.folded}"
    return sum(pattern.search(said) is not None for pattern in ACTS) >= LEAST_ACTS


@fact("privacy.rights", Kind.WORDS, "What the notice explains of: access, correction, withdrawal, contact.")
def rights(shop: Shop) -> Fact | NotFound:
    found: dict[str, EvidenceRef] = {}
    told = [p for p in pool(shop) if for_shoppers(p) and not _of_vendor(shop, p.folded)]
    refused = next((p for p in told if REFUSES.search(p.folded)), None)
    for passage in () if refused else told:
        text = passage.folded
        if not stands(text.rstrip("?？")):
            continue
        for name, pattern in RIGHTS.items():
            if name not in found and pattern.search(text) and not (name == "withdrawal" and _cookies_only(text)):
                found[name] = sightings(shop, passage)[0]
    if not found:
        return _nothing(shop, "access", "correct", "withdraw consent")
    if at := next(
        (p for p in pool(shop) if find_emails(p.text) or find_phones(p.text) or "contact form" in p.folded), None
    ):
        found["contact"] = sightings(shop, at)[0]
    return Known(tuple(found), tuple(dict.fromkeys(found.values())))


def _cookies_only(text: str) -> bool:
    """Refusing cookies is not withdrawing consent."""
    return _COOKIE.search(text) is not None and not re.search(
        r"\bpersonal data|\bmarketing|\bunsubscrib|\bnewsletter|\be-?mails?\b", text
    )
