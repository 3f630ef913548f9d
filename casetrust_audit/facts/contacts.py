"""Ways to reach the shop: e-mail, phone, WhatsApp, contact form, and the weaker ones, chat and social media."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from casetrust_audit.facts.page_contacts import Spot, channel_sightings, email_sightings, phone_sightings
from casetrust_audit.facts.page_region import ranked, region_votes
from casetrust_audit.facts.passages import BODY, FOLDING_ROLES, FRAME, per_shop, seen_again, sentences
from casetrust_audit.facts.policies import named, searched
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known
from casetrust_audit.model.reading import Form
from casetrust_audit.text.messaging import chat_provider
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.urls import host_of

WRITTEN = ("email", "form", "whatsapp")
NUMBERS = ("phone", "whatsapp")
WORDS = ("e-mail", "phone", "WhatsApp", "contact form")

_OWN_ROLES = ("home", "contact", "complaint", "about", "terms", "privacy", "returns", "delivery", "faq", "security")
_NOT_FOR_BUYERS = re.compile(
    r"\bwholesale|\bcareers?\b|\bjobs?\b|\brecruit|\bhiring|\bpress\b|\bmedia enquir|\bpartner|\bfranchis|"
    r"\baffiliate|\bsponsor|"
    r"\binvestor|\bresellers?\b|\bdistributors?\b|\bcorporate gift"
)
_NOT_FOR_BUYERS_BOX = re.compile(
    r"^(?:careers?|jobs?|hr|recruit\w*|wholesale|press|media|partners?|franchise|investors?|no-?reply)\b"
)
_OTHERS_MAIL = re.compile(
    r"(?:^|\.)(?:gov\.sg|case\.org\.sg|shopify\.com|wix\.com|squarespace\.com|bigcommerce\.com|woocommerce\.com|"
    r"wordpress\.com|"
    r"google\.com|facebook\.com|paypal\.com|stripe\.com|sentry\.io|example\.(?:com|org|net)|mysite\.com|"
    r"yourdomain\.com|domain\.com)$"
)
_OTHERS_LINE = re.compile(
    r"\b(?:police|ambulance|fire (?:brigade|department)|poison|scamshield|anti-?scam|samaritans|hospital|crisis|"
    r"suicide)\b|"
    r"\b(?:bank|issuer|dbs|posb|ocbc|uob|maybank|hsbc|citi(?:bank)?|standard chartered|american express|amex|visa|"
    r"mastercard|paypal|grab|nets|"
    r"card (?:issuer|company)|courier|ninja ?van|singpost|insurer|manufacturer|maker|authority|"
    r"ministry|acra|"
    r"pdpc|cad|imda|consumers association)(?:'s|s'|s)? (?:\w+ )?(?:hot|help)?(?:line|number|desk|centre|service)\b|"
    r"\bcase (?:hotline|line|number)\b|报警|報警|急救"
)
"""A number to call somebody else by."""
_SURE = 0.5
"""A number or address less sure than this is no contact: it may be any other number."""
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|instagram|twitter|x|tiktok|telegram|t|m|linkedin|xiaohongshu)\.(?:com|me|org)$"
)
_SHARES = re.compile(r"/(?:sharer?|share[-_]?\w*|intent|dialog|submit|pin/create)\b|[?&](?:u|url|text|title)=", re.I)
"""An address that tells others of a page, and reaches nobody at the shop."""
_MESSAGE = re.compile(
    r"message|comment|enquir|inquir|question|feedback|complaint|how can we help|subject|留言|内容|mesej"
)
_OTHER_FORM = re.compile(
    r"review|rating|coupon|promo|track|search|password|gift message|order note|newsletter|subscribe"
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach the shop. `context` is the folded text around it; `framed` where every page shows it."""

    kind: str
    value: str
    page: Page
    context: str
    evidence: EvidenceRef
    framed: bool = False
    form: Form | None = None


@per_shop
def contacts(shop: Shop) -> tuple[Contact, ...]:
    """Every sighting of a way to reach the shop, in order of capture; none for traders, applicants, the press."""
    found = [c for page in shop.pages for c in _of_page(shop, page)]
    return tuple(c for c in found if not _for_others(c))


def by_kind(shop: Shop, kind: str) -> tuple[Contact, ...]:
    """Contacts of one kind, one for each value, the first sighting of it."""
    first: dict[str, Contact] = {}
    for contact in contacts(shop):
        if contact.kind == kind:
            first.setdefault(contact.value, contact)
    return tuple(first.values())


@per_shop
def regions(shop: Shop) -> tuple[str, ...]:
    """Countries that the shop's numbers without a country code may be of, the likeliest first."""
    votes: dict[str, float] = {}
    for page in shop.pages:
        if page.role in _OWN_ROLES or page.role == "product":
            for region, weight in region_votes(page.reading).items():
                votes[region] = max(weight, votes.get(region, 0.0))
    return ranked(votes)


def _of_page(shop: Shop, page: Page) -> Iterator[Contact]:
    # A checkout shows the shopper's own details, reviews and blogs those of others: there only the frame counts.
    own = page.role in _OWN_ROLES or (page.role == "other" and named(page, "contact"))
    areas = (*FRAME, *BODY, "dialog") if own else FRAME
    unfold = page.role in FOLDING_ROLES
    for email in email_sightings(page.reading, unfold=unfold):
        if email.spot.area in areas and email.confidence >= _SURE:
            yield _contact(shop, page, "email", email.address, email.spot, email.start)
    for phone in phone_sightings(page.reading, regions(shop), unfold=unfold):
        if phone.spot.area in areas and phone.confidence >= _SURE and phone.kind != "fax":
            yield _contact(shop, page, phone.kind, phone.number, phone.spot, phone.start)
    for channel in channel_sightings(page.reading):
        if channel.kind == "whatsapp" and channel.spot.visible and channel.spot.area in areas:
            yield _contact(shop, page, "whatsapp", channel.value, channel.spot, 0)
    if own:
        yield from _of_forms(shop, page)


def _contact(shop: Shop, page: Page, kind: str, value: str, spot: Spot, start: int) -> Contact:
    sentence = _sentence_at(spot.text, start)
    evidence = shop.ref(page, sentence, spot.selector, spot.box)
    words = f"{sentence} whatsapp" if kind == "whatsapp" else sentence
    context = fold(f"{spot.section} | {words}") if spot.section else fold(words)
    return Contact(kind, value, page, context, evidence, spot.area in FRAME)


def _sentence_at(text: str, start: int) -> str:
    """The sentence of the text that holds the offset: what is said of another contact in the block is not of this."""
    end = 0
    for sentence in sentences(text):
        begin = text.find(sentence[:200], end)
        end = max(begin, end) + len(sentence)
        if start < end:
            return sentence
    return text


def _of_forms(shop: Shop, page: Page) -> Iterator[Contact]:
    for form in page.reading.forms:
        if is_contact_form(page, form):
            box = next((f.box for f in form.fields if f.visible), None)
            evidence = shop.ref(page, normalise(form.text)[:200] or "contact form", form.selector, box)
            context = fold(
                " ".join(
                    [form.text, *(o.text for f in form.fields for o in f.options), *(f.label for f in form.fields)]
                )
            )
            yield Contact(
                "form", urlsplit(page.url).path + " " + form.selector, page, context, evidence, form.area in FRAME, form
            )


def is_contact_form(page: Page, form: Form) -> bool:
    """A visible form a shopper can write a message in: not a review, an order note or a newsletter sign-up."""
    if not form.visible or any(f.type == "password" for f in form.fields):
        return False
    texts = [f for f in form.fields if f.visible and f.tag == "textarea"]
    labels = fold(" ".join(f"{f.name} {f.label} {f.placeholder}" for f in texts))
    if not texts or _OTHER_FORM.search(labels):
        return False
    if re.search(r"\breview\b|\brating\b", fold(form.text)) and page.role in ("product", "reviews"):
        return False
    return page.role in ("contact", "complaint") or named(page, "contact") or _MESSAGE.search(labels) is not None


def _for_others(contact: Contact) -> bool:
    """For traders, applicants, the press; or of another firm or an authority."""
    page = contact.page
    where = fold(unquote(urlsplit(page.url).path)) + " " + fold(page.reading.title.split("|")[0])
    if not contact.framed and _NOT_FOR_BUYERS.search(where):
        return True
    if contact.kind == "email":
        local, _, domain = contact.value.partition("@")
        if _NOT_FOR_BUYERS_BOX.match(local) or _OTHERS_MAIL.search(domain):
            return True
    if contact.kind in NUMBERS and _OTHERS_LINE.search(contact.context):
        return True
    heading = contact.context.split(" | ")[0] if " | " in contact.context else contact.context
    only = contact.context if contact.kind != "form" else heading[:80]
    return bool(_NOT_FOR_BUYERS.search(only)) and not re.search(
        r"customer|order|support|feedback|complain|enquir", only
    )


def chat_widgets(shop: Shop) -> tuple[EvidenceRef, ...]:
    """Pages that load a chat widget, one a session."""
    refs: dict[str, EvidenceRef] = {}
    for page in shop.pages:
        sources = (*page.reading.scripts, *(f.src for f in page.reading.frames))
        if hit := next((s for s in sources if chat_provider(s)), ""):
            refs.setdefault(page.capture.session, shop.ref(page, hit))
    return tuple(refs.values())


def social_links(shop: Shop) -> tuple[EvidenceRef, ...]:
    """Links to the shop's social media, one a session."""
    refs: dict[str, EvidenceRef] = {}
    for page in shop.pages:
        for link in page.reading.links:
            if link.visible and _SOCIAL.search(host_of(link.href)) and not _SHARES.search(link.href):
                refs.setdefault(page.capture.session, shop.ref(page, link.text or link.href, link.selector, link.box))
    return tuple(refs.values())


def evidence_of(shop: Shop, contact: Contact) -> tuple[EvidenceRef, ...]:
    """A contact's sightings: the first of each session."""
    refs: dict[str, EvidenceRef] = {contact.evidence.session: contact.evidence}
    for other in contacts(shop):
        if (other.kind, other.value) == (contact.kind, contact.value):
            refs.setdefault(other.evidence.session, other.evidence)
    if contact.kind == "email":
        return seen_again(shop, contact.value, *refs.values())
    return tuple(refs.values())


@fact("contacts.means", Kind.WORDS, "Kinds of ways to reach the shop: email, form, phone, whatsapp.")
def means(shop: Shop) -> Fact | NotFound:
    kinds = {kind: at[0] for kind in ("email", "form", "phone", "whatsapp") if (at := by_kind(shop, kind))}
    if not kinds:
        return NotFound(searched(shop), WORDS)
    refs = (r for contact in kinds.values() for r in evidence_of(shop, contact))
    return Known(tuple(kinds), tuple(dict.fromkeys(refs))[:8])


@fact("contacts.details", Kind.WORDS, "The addresses and numbers themselves, at most eight.")
def details(shop: Shop) -> Fact | NotFound:
    found = [c for kind in ("email", "phone", "whatsapp") for c in by_kind(shop, kind)][:8]
    if not found:
        return NotFound(searched(shop), WORDS)
    return Known(tuple(dict.fromkeys(c.value for c in found)), tuple(dict.fromkeys(c.evidence for c in found)))


@fact("contacts.means_count", Kind.INT, "How many kinds of ways to reach the shop are published.")
def means_count(shop: Shop) -> Fact | NotFound:
    found = means(shop)
    if isinstance(found, Known) and isinstance(found.value, tuple):
        return Known(len(found.value), found.evidence)
    return found


@fact("contacts.written", Kind.BOOL, "At least one way to write to the shop is published.")
def written(shop: Shop) -> Fact | NotFound:
    return _any_of(shop, WRITTEN)


@fact("contacts.number", Kind.BOOL, "A phone or WhatsApp number is published.")
def number(shop: Shop) -> Fact | NotFound:
    return _any_of(shop, NUMBERS, numbered=True)


def _any_of(shop: Shop, kinds: tuple[str, ...], *, numbered: bool = False) -> Known | NotFound:
    found = [
        c for kind in kinds for c in by_kind(shop, kind) if not numbered or c.value[:1].isdigit() or c.value[:1] == "+"
    ]
    if not found:
        return NotFound(searched(shop), WORDS)
    return Known(True, tuple(dict.fromkeys(r for c in found[:3] for r in evidence_of(shop, c)))[:6])
