"""Ways to reach the shop: e-mail, phone, WhatsApp, contact form, and the weaker ones, chat and social media."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from casetrust_audit.facts.passages import BODY, FRAME, passages, per_shop, seen_again
from casetrust_audit.facts.policies import named, searched
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known
from casetrust_audit.model.reading import Form, Link
from casetrust_audit.text.contacts import find_emails, find_phones, whatsapp_number
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
_NOT_PHONE = re.compile(
    r"(?:fax|facsimile|uen|reg(?:istration|n)?\.?(?: no\.?)?|roc|gst(?: reg)?(?: no\.?)?|postal(?: code)?|"
    r"singapore|s\(|order(?: no\.?)?|"
    r"account(?: no\.?)?|isbn|sku|licen[cs]e(?: no\.?)?)[\s:.#()-]*$"
)
_LOOSE_PHONE = re.compile(
    r"(?:(?<![\w+])(?=\+)|\b(?:tel(?:ephone)?|phone|call|hotline|ph|mobile|电话)(?: no\.?| us| number)?(?: on|"
    r" at)? ?[:.]? ?)"
    r"(?P<number>\+?\(?[0-9][0-9 ().-]{5,20}[0-9])(?![0-9A-Za-z])|"
    r"(?<![\w.+-])(?P<grouped>(?:1[ .-])?\(?[2-9][0-9]{2}\)?[ .-] ?[2-9][0-9]{2}[ .-][0-9]{4}|"
    r"\(?0[0-9]{2,4}\)? [0-9]{3,4} ?[0-9]{3,4})(?![\w-])",
    re.I,
)
_CHAT_HOSTS = re.compile(
    r"tawk\.to|intercom|zdassets|zopim|crisp\.chat|livechatinc|drift|tidio|gorgias|freshchat|freshworks|olark|userlike|"
    r"chatra|smartsupp|hubspot|messenger|sleekflow|respond\.io"
)
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|instagram|twitter|x|tiktok|telegram|t|m|linkedin|xiaohongshu)\.(?:com|me|org)$"
)
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


def _of_page(shop: Shop, page: Page) -> Iterator[Contact]:
    # A checkout shows the shopper's own details, reviews and blogs those of others: there only the frame counts.
    own = page.role in _OWN_ROLES or (page.role == "other" and named(page, "contact"))
    areas = (*FRAME, *BODY, "dialog") if own else FRAME
    for passage in passages(shop, [page], areas):
        evidence = shop.ref(page, passage.text, passage.block.selector, passage.block.box)
        framed = passage.block.area in FRAME
        context = fold(passage.scope)
        for email in find_emails(passage.text):
            yield Contact("email", email, page, context, evidence, framed)
        for number, start in phones_in(passage.text):
            before = fold(passage.text[max(0, start - 30) : start])
            if not _NOT_PHONE.search(before):
                kind = "whatsapp" if re.search(r"whats ?app", before) else "phone"
                yield Contact(kind, number, page, context, evidence, framed)
    for link in page.reading.links:
        if link.visible and link.area in areas:
            yield from _of_link(shop, page, link)
    if own:
        yield from _of_forms(shop, page)


def phones_in(text: str) -> Iterator[tuple[str, int]]:
    """Numbers of a text and where they stand: valid ones, then those that are written like one.

    A foreign shop's number counts although it cannot be checked against a numbering plan."""
    taken: set[int] = set()
    for phone in find_phones(text):
        taken.update(range(phone.start, phone.start + len(phone.raw)))
        yield phone.e164, phone.start
    for match in _LOOSE_PHONE.finditer(text):
        written = match["number"] or match["grouped"]
        start = match.start("number" if match["number"] else "grouped")
        digits = re.sub(r"\D", "", written)
        if 7 <= len(digits) <= 15 and start not in taken:
            yield ("+" if "+" in written else "") + digits, start


def _of_link(shop: Shop, page: Page, link: Link) -> Iterator[Contact]:
    evidence = shop.ref(page, link.text or link.href, link.selector, link.box)
    framed, context = link.area in FRAME, fold(link.text)
    scheme, _, rest = link.href.partition(":")
    if scheme.lower() == "mailto":
        for email in find_emails(unquote(rest.split("?")[0])):
            yield Contact("email", email, page, context, evidence, framed)
    elif scheme.lower() == "tel":
        for number, _ in phones_in("tel: " + unquote(rest).split(";")[0]):
            yield Contact("phone", number, page, context, evidence, framed)
    elif chat := whatsapp_number(link.href):
        yield Contact("whatsapp", chat, page, context + " whatsapp", evidence, framed)


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
        if hit := next((s for s in sources if _CHAT_HOSTS.search(host_of(s))), ""):
            refs.setdefault(page.capture.session, shop.ref(page, hit))
    return tuple(refs.values())


def social_links(shop: Shop) -> tuple[EvidenceRef, ...]:
    """Links to the shop's social media, one a session."""
    refs: dict[str, EvidenceRef] = {}
    for page in shop.pages:
        for link in page.reading.links:
            if link.visible and _SOCIAL.search(host_of(link.href)):
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
    return _any_of(shop, NUMBERS)


def _any_of(shop: Shop, kinds: tuple[str, ...]) -> Known | NotFound:
    found = [c for kind in kinds for c in by_kind(shop, kind)]
    if not found:
        return NotFound(searched(shop), WORDS)
    return Known(True, tuple(dict.fromkeys(r for c in found[:3] for r in evidence_of(shop, c)))[:6])
