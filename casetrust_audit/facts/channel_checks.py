"""Whether the ways to complain work, as far as can be seen without sending a message."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from casetrust_audit.facts.complaints import channels
from casetrust_audit.facts.contacts import Contact, by_kind, evidence_of
from casetrust_audit.facts.mail_records import is_no_domain, mail_entries, mail_probe, takes_mail
from casetrust_audit.facts.policies import about, searched
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.model.reading import Link
from casetrust_audit.text.contacts import find_phones
from casetrust_audit.text.emails import link_emails
from casetrust_audit.text.urls import canonical_key, host_of

MAIL_HOSTS = re.compile(
    r"^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|singnet|starhub|pacific|protonmail|proton)\.(?:com|"
    r"net|me)(?:\.sg)?$"
)
"""Providers of mailboxes: a domain of theirs is nobody else's."""
_CAPTCHA = re.compile(r"recaptcha|hcaptcha|turnstile|captcha|friendlycaptcha|geetest")


@fact(
    "complaints.checks",
    Kind.SUBJECTS,
    "Ways to reach the shop and what could be checked of them without sending anything.",
    fields={
        "kind": FieldType(Kind.CHOICE, ("form", "email", "phone", "whatsapp"), "which way"),
        "state": FieldType(Kind.CHOICE, ("ok", "broken", "unverified"), "what the check gave"),
        "why": FieldType(Kind.TEXT, doc="what was seen"),
    },
)
def checks(shop: Shop) -> Fact | NotFound:
    subjects = [*_forms(shop), *_mails(shop), *_numbers(shop), *_malformed(shop)]
    if not subjects:
        return NotFound(searched(shop), ("contact form", "e-mail", "phone"))
    return Known(tuple(subjects), tuple(dict.fromkeys(r for s in subjects for r in s.evidence)))


def _subject(label: str, kind: str, state: str, why: str, refs: tuple[EvidenceRef, ...]) -> Subject:
    return Subject(f"{label} ({why})", {"kind": kind, "state": state, "why": why}, refs)


def _forms(shop: Shop) -> list[Subject]:
    found = []
    for contact in by_kind(shop, "form"):
        state, why = _form_state(shop, contact)
        found.append(_subject(f"form on {contact.page.url}", "form", state, why, evidence_of(shop, contact)))
    return found


def _form_state(shop: Shop, contact: Contact) -> tuple[str, str]:
    form, reading = contact.form, contact.page.reading
    if form is None:
        return "unverified", "not read"
    status = _status_of(shop, form.action)
    if form.method == "get" and status is not None and status >= 400 and not form.scripted:
        return "broken", f"its target answers {status}"
    if any(_CAPTCHA.search(s.lower()) for s in (*reading.scripts, *(f.src for f in reading.frames))):
        return "unverified", "a captcha guards it"
    sends = [
        b
        for b in (*form.buttons, *(b for b in reading.buttons if b.form == form.selector))
        if b.type in ("submit", "image", "button")
    ]
    usable = [b for b in sends if b.visible]
    if not usable:
        return "unverified", "no button to send it was seen"
    if urlsplit(form.action).scheme not in ("http", "https") and not form.scripted:
        return "unverified", "it has no address to be sent to"
    return "ok", "it can be filled in and has a button to send it"


def _status_of(shop: Shop, url: str) -> int | None:
    key = canonical_key(url)
    return next((c.status for c in shop.collection.captures if canonical_key(c.final_url) == key), None)


def _mails(shop: Shop) -> list[Subject]:
    found = []
    labelled = {c.value for c in channels(shop) if c.kind == "email"}
    mails = by_kind(shop, "email")
    for contact in [c for c in mails if c.value in labelled or not labelled][:3]:
        domain = contact.value.partition("@")[2]
        state, why = _mail_state(shop, domain)
        found.append(_subject(contact.value, "email", state, why, evidence_of(shop, contact)))
    return found


def _mail_state(shop: Shop, domain: str) -> tuple[str, str]:
    if MAIL_HOSTS.match(domain):
        return "ok", "a well-known mail service"
    entry = next((e for e in mail_entries(mail_probe(shop)) if e["domain"] == domain), None)
    taken = takes_mail(entry) if entry is not None else Unknown("whether its domain takes mail was not asked")
    if isinstance(taken, Unknown):
        return "unverified", taken.reason
    if taken == "none" and entry is not None and not is_no_domain(entry):
        return "unverified", "its domain names no mail server"
    return ("ok", "its domain takes mail") if taken == "named" else ("broken", "its domain takes no mail")


def _numbers(shop: Shop) -> list[Subject]:
    found = []
    for kind in ("phone", "whatsapp"):
        for contact in by_kind(shop, kind)[:4]:
            valid = bool(find_phones(contact.value))
            state, why = ("ok", "a well-formed number") if valid else ("unverified", "its form could not be checked")
            found.append(_subject(contact.value, kind, state, why, evidence_of(shop, contact)))
    return found


def _malformed(shop: Shop) -> list[Subject]:
    """Links that cannot lead anywhere: an address without a domain, a Singapore number with too few or many digits."""
    found: dict[str, Subject] = {}
    for page in shop.pages:
        for link in page.reading.links:
            if link.visible and link.href not in found and (fault := _fault(shop, link)):
                kind, state, why = fault
                ref = shop.ref(page, f"{link.text} {link.href}", link.selector, link.box)
                found[link.href] = _subject(link.text or link.href, kind, state, why, (ref,))
    return list(found.values())[:6]


def _fault(shop: Shop, link: Link) -> tuple[str, str, str] | None:
    scheme, _, rest = link.href.partition(":")
    target = unquote(rest.split("?")[0]).strip()
    if (
        scheme.lower() == "mailto"
        and target
        and not link_emails(link.href)  # "help[at]shop.sg" is written against robots, and put right by a script
        and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", target.split(",")[0].strip())
    ):
        return "email", "broken", f"“{target[:60]}” is no e-mail address"
    if scheme.lower() == "tel":
        digits = re.sub(r"\D", "", target)
        if target.startswith("+65") and len(digits) not in (10, 12, 13):
            return "phone", "broken", f"“{target[:40]}” has {max(0, len(digits) - 2)} digits after +65"
        return ("phone", "broken", f"“{target[:40]}” is no number") if len(digits) < 3 else None
    if host_of(link.href) == host_of(shop.collection.run.target) and about(link.text, "contact"):
        status = _status_of(shop, link.href)
        if status is not None and status >= 400:
            return "form", "unverified", f"the page answers {status}"
    return None
