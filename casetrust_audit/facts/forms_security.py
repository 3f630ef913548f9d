"""Where forms send what is typed, and what pages load in the open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from casetrust_audit.facts.form_kinds import KINDS, holds_secret, kind_of, loose_forms
from casetrust_audit.facts.passages import per_shop
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import key
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page, Request
from casetrust_audit.model.fact import (
    Certainty,
    EvidenceRef,
    Fact,
    FieldType,
    Kind,
    Known,
    Subject,
    Unknown,
    UnknownKind,
)
from casetrust_audit.model.reading import Form
from casetrust_audit.text.urls import host_of, without_query_values

_MOST_EVIDENCE = 6
_ACTIVE = frozenset(
    {"script", "stylesheet", "xhr", "fetch", "websocket", "eventsource", "font", "manifest", "document"}
)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

FORM_FIELDS = {
    "kind": FieldType(Kind.CHOICE, KINDS, "What the form is for."),
    "target_scheme": FieldType(Kind.CHOICE, ("https", "http", "other"), "Scheme of the address it is sent to."),
    "method": FieldType(
        Kind.CHOICE, ("post", "get", "unclear"), "unclear: a script may take the place of a form without method."
    ),
    "page_scheme": FieldType(Kind.CHOICE, ("https", "http", "other"), "Scheme of the page the form stands on."),
    "page": FieldType(Kind.TEXT, doc="Path of the page."),
    "visible": FieldType(Kind.BOOL, doc="Whether it is displayed without a click."),
    "scripted": FieldType(Kind.BOOL, doc="Whether a script is known to handle its sending."),
    "secret": FieldType(Kind.BOOL, doc="Whether a password or card number is typed there."),
}


@per_shop
def sensitive_forms(shop: Shop) -> tuple[tuple[str, Page, Form], ...]:
    """Every form that takes personal data, with its kind, on every capture."""
    found = []
    for page in shop.pages:
        forms = [*page.reading.forms, *_loose(page)]
        found += [(kind, page, form) for form in forms if (kind := kind_of(form, page.reading, page.role))]
    return tuple(found)


def _loose(page: Page) -> Iterator[Form]:
    """Fields outside any form with a password among them: only a script can send it."""
    for form in loose_forms(page.reading):
        passwords = [f for f in form.fields if f.type == "password"]
        if passwords:
            visible = any(f.visible for f in passwords)
            yield replace(form, selector=passwords[0].selector, action=page.url, visible=visible)


@fact(
    "forms.sensitive",
    Kind.SUBJECTS,
    "Forms that take personal data: login, registration, recovery, checkout, contact, complaint, newsletter.",
    fields=FORM_FIELDS,
)
def sensitive(shop: Shop) -> Fact | NotFound:
    if not shop.pages:
        return Unknown("no page was read")
    groups: dict[tuple[str, ...], list[tuple[str, Page, Form]]] = {}
    for kind, page, form in sensitive_forms(shop):
        key = (
            kind,
            _target(form),
            _method(page, form),
            _scheme(page.url),
            urlsplit(form.action).path,
            str(form.scripted),
        )
        groups.setdefault(key, []).append((kind, page, form))
    if not groups:
        return NotFound(shop.refs(shop.crawled), KINDS)
    subjects = tuple(_subject(shop, members) for members in groups.values())
    return Known(subjects, tuple(e for s in subjects for e in s.evidence)[:20], Certainty.EXACT)


def _place(shop: Shop, page: Page) -> str:
    """The path of a page, with what stands behind it where other pages read share the path."""
    parts = urlsplit(page.url)
    path = parts.path or "/"
    routed = parts.fragment.startswith(("/", "!"))  # else a spot of the same page
    behind = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if routed else "")
    alike = {p.url for p in shop.pages if (urlsplit(p.url).path or "/") == path and key(p.url) != key(page.url)}
    return path + behind[:80] if alike else path


def _subject(shop: Shop, members: list[tuple[str, Page, Form]]) -> Subject:
    kind, page, form = members[0]
    path = urlsplit(page.url).path or "/"
    return Subject(
        f"{kind} form on {_place(shop, page)}",
        {
            "kind": kind,
            "target_scheme": _target(form),
            "method": _method(page, form),
            "page_scheme": _scheme(page.url),
            "page": path,
            "visible": any(f.visible for _, _, f in members),
            "scripted": form.scripted,
            "secret": holds_secret(form.fields),
        },
        tuple(_evidence(shop, p, f) for _, p, f in _one_a_session(members)),
    )


def _one_a_session(members: list[tuple[str, Page, Form]]) -> list[tuple[str, Page, Form]]:
    seen: dict[tuple[str, str], tuple[str, Page, Form]] = {}
    for member in members:
        seen.setdefault((member[1].capture.session, member[1].url), member)
    return list(seen.values())[:_MOST_EVIDENCE]


def _evidence(shop: Shop, page: Page, form: Form) -> EvidenceRef:
    quote = f'method="{form.method}" action="{without_query_values(form.action)}"'
    return shop.ref(page, quote, form.selector)


def _scheme(url: str) -> str:
    scheme = urlsplit(url).scheme.lower()
    return scheme if scheme in ("http", "https") else "other"


def _target(form: Form) -> str:
    """Scheme it is sent to; a button that sends it elsewhere in the open counts."""
    if any(b.formaction and _scheme(b.formaction) == "http" for b in form.buttons):
        return "http"
    return _scheme(form.action)


def _method(page: Page, form: Form) -> str:
    """ "get" only where nothing can stand in its way: a form without method or action on a page with scripts is
    as a rule sent by one of them."""
    if form.method == "post":
        return "post"
    own = form.action.split("?")[0].split("#")[0] == page.reading.url.split("?")[0].split("#")[0]
    if form.method == "get" and not form.scripted and not (own and page.reading.scripts):
        return "get"
    return "unclear"


@fact(
    "content.mixed",
    Kind.CHOICE,
    "What https pages ask for over plain http: nothing, pictures and media only, or scripts, styles, frames and data.",
    choices=("none", "passive", "active"),
)
def mixed(shop: Shop) -> Fact | NotFound:
    pages = [p for p in shop.pages if _scheme(p.url) == "https" and p.requests]
    if not pages:
        return Unknown("no https page with a record of its requests was read")
    found = [(page, request) for page in pages for request in page.requests if _in_the_open(page, request)]
    active = [(p, r) for p, r in found if r.resource.lower() in _ACTIVE]
    if found:
        shown = active or found
        refs = tuple(shop.ref(p, f"{r.resource}: {without_query_values(r.url)}") for p, r in shown[:_MOST_EVIDENCE])
        return Known("active" if active else "passive", refs, Certainty.EXACT)
    if any(not p.reading.settled for p in pages):
        return Unknown("some pages were still loading when they were read", UnknownKind.AMBIGUOUS)
    return Known("none", shop.refs(pages[:20]), Certainty.EXACT)


def _in_the_open(page: Page, request: Request) -> bool:
    if not request.url.lower().startswith(("http://", "ws://")):
        return False
    if host_of(request.url) in _LOOPBACK and host_of(page.url) not in _LOOPBACK:
        return False  # browsers count the visitor's own computer as secure
    if request.resource.lower() != "document":
        return True
    frames = {f.src.split("#")[0] for f in page.reading.frames}
    return request.url in frames  # any other document is the page itself on its way to https
