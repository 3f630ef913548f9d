"""Whether the shop's links lead somewhere: what answered, what did not, and what refused to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import key
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Capture, Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown
from casetrust_audit.model.reading import Link
from casetrust_audit.text.normalise import fold

KINDS = ("policy", "contact", "checkout", "other")
ENOUGH_LINKS = 10
PROTECTED = frozenset({401, 403, 405, 407, 408, 423, 425, 429, 451, 503})
"""Answers of bot protection, of a wall or of a busy server: they say nothing of the link."""

_NAMES: Mapping[str, re.Pattern[str]] = {
    "policy": re.compile(
        r"\b(polic(y|ies)|privacy|pdpa|terms|conditions|t&cs?|returns?|refunds?|"
        r"exchanges?|shipping|delivery|warranty)\b|隐私|退换|退款|条款|配送|"
        r"dasar privasi|terma|penghantaran"
    ),
    "contact": re.compile(
        r"\b(contact|feedback|complaints?|help|support|customer (service|care)|enquir(y|ies))\b|联系|投诉|hubungi|aduan"
    ),
    "checkout": re.compile(r"\b(check ?out|cart|basket|bag)\b|结账|购物车|troli"),
}
_ROLES = {
    "returns": "policy", "delivery": "policy", "privacy": "policy", "terms": "policy", "contact": "contact",
    "complaint": "contact", "faq": "contact", "cart": "checkout", "checkout": "checkout",
}  # fmt: skip
_NOT_POLICY_URL = re.compile(r"/(products?|collections?|blogs?|news|categor(y|ies)|p|item|shop)/")


@fact(
    "navigation.broken",
    Kind.SUBJECTS,
    "Links of the shop that lead nowhere.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "what the link is for"),
        "status": FieldType(
            Kind.INT, doc="http status of the answer; 0 for a link without a target, 200 for one to the front page"
        ),
        "certain": FieldType(Kind.BOOL, doc="the server itself said so: 404, 410 or a server error"),
    },
)
def broken(shop: Shop) -> Fact | NotFound:
    subjects = (*_broken(shop), *_dead_ends(shop))
    if not subjects:
        crawl = shop.crawl
        # Broken links left unvisited are what could be missed; the key ones stand in footer and policy links.
        key_ones = crawl.home_usable and not (crawl.partial or crawl.footer_links_left or crawl.policy_links_left)
        searched = shop.refs(shop.crawled)
        return NotFound(
            searched, ("404", "410", "server error"), sufficient=key_ones and len(_clear(shop)) >= ENOUGH_LINKS
        )
    return Known(subjects, tuple(e for s in subjects for e in s.evidence), Certainty.EXACT)


@fact("navigation.checked", Kind.INT, "Addresses of the shop, reached by links, that gave a clear answer.")
def checked(shop: Shop) -> Fact | NotFound:
    clear = _clear(shop)
    if not clear:
        return Unknown("no link gave a clear answer")
    return Known(
        len(clear), shop.refs(shop.crawled[:3]) or (_capture_ref(next(iter(clear.values()))),), Certainty.EXACT
    )


@fact("navigation.broken_percent", Kind.NUMBER, "Share of checked links that are broken, in percent.")
def broken_percent(shop: Shop) -> Fact | NotFound:
    clear = _clear(shop)
    if not clear:
        return Unknown("no link gave a clear answer")
    bad = sum(_is_broken(c.status or 0) for c in clear.values())
    share = (Decimal(100 * bad) / len(clear)).quantize(Decimal("0.1"))
    return Known(share, shop.refs(shop.crawled[:3]) or (_capture_ref(next(iter(clear.values()))),), Certainty.EXACT)


def _clear(shop: Shop) -> dict[str, Capture]:
    """Captures of linked addresses with an answer that tells something, one an address. Guessed addresses
    are nobody's links; walls and bot protection tell nothing."""
    found: dict[str, Capture] = {}
    for capture in shop.collection.captures:
        walled = any(
            p.kind in ("challenge", "login-wall", "off-site", "timeout", "certificate") for p in capture.problems
        )
        # a page that a script draws although its host answered 404 is there for whoever follows the link
        drawn = capture.usable and (capture.status or 0) >= 400
        told = capture.status and capture.status not in PROTECTED and not walled and not drawn
        if capture.found_via in ("start", "link") and told:
            found.setdefault(key(capture.requested_url), capture)
    return found


def _is_broken(status: int) -> bool:
    """True for an answer that says the page is gone or the server failed."""
    return status in (404, 410) or (500 <= status < 600 and status not in PROTECTED)


def _broken(shop: Shop) -> Iterator[Subject]:
    done: set[str] = set()
    for url, capture in _clear(shop).items():
        status = capture.status or 0
        soft = not _is_broken(status) and any(p.kind == "error-page" for p in capture.problems)
        if _is_broken(status) or soft:
            done.add(url)
            fields: dict[str, Scalar] = {"kind": _ROLES.get(capture.role, ""), "status": status, "certain": not soft}
            yield _subject(shop, capture.requested_url, fields, _capture_ref(capture))
    for probe in shop.probes("links"):
        for target, status in sorted(probe.data.items()):
            if isinstance(status, int) and _is_broken(status) and key(target) not in done:
                done.add(key(target))
                fields = {"kind": "", "status": status, "certain": True}
                yield _subject(shop, target, fields, shop.probe_ref(probe, f"{status} {target}"))


def _subject(shop: Shop, url: str, fields: Mapping[str, Scalar], ref: EvidenceRef) -> Subject:
    """A broken link with the page that leads to it; what it is for is read off the link where its role is not known."""
    linked = _linked_from(shop, url)
    kind = fields["kind"] or _kind(linked[1].text if linked else "", url)
    name = f"“{linked[1].text[:60]}” ({url})" if linked and linked[1].text else url
    evidence = (ref, shop.ref(linked[0], linked[1].text, linked[1].selector, linked[1].box)) if linked else (ref,)
    return Subject(name, {**fields, "kind": kind}, evidence)


def leads_home(shop: Shop, link: Link) -> bool:
    """True where a link leads to the front page as a whole, to no place on it."""
    return bool(link.href) and "#" not in link.href and key(link.href) == key(shop.collection.run.target)


def _dead_ends(shop: Shop) -> Iterator[Subject]:
    """Policy and contact links in the footer without a target, or with the front page for one that has nothing of the
    kind. A script may open something, and the front page tell it in other words: never certain."""
    seen: set[str] = set()
    for page in shop.crawled:
        for link in page.reading.links:
            nowhere = link.href in ("", "#", page.url.split("#")[0] + "#")
            if not link.visible or link.area != "footer" or not (nowhere or leads_home(shop, link)):
                continue
            kind = _kind(link.text, "")
            if kind not in ("other", *_told_at_home(shop, nowhere)) and fold(link.text) not in seen:
                seen.add(fold(link.text))
                dead: dict[str, Scalar] = {"kind": kind, "status": 0 if nowhere else 200, "certain": False}
                name = f"“{link.text[:60]}”" + ("" if nowhere else " (the front page)")
                yield Subject(name, dead, (shop.ref(page, link.text, link.selector, link.box),))


def _told_at_home(shop: Shop, nowhere: bool) -> frozenset[str]:
    """Kinds that the front page has a heading for, or a way to write; none for a link without a target."""
    kinds = {
        kind
        for page in ([] if nowhere else shop.by_role("home"))
        for kind, pattern in _NAMES.items()
        if any(pattern.search(fold(h.text)) for h in page.reading.headings)
        or (kind == "contact" and any(a.href.startswith(("mailto:", "tel:")) for a in page.reading.links))
    }
    return frozenset(kinds)


def _linked_from(shop: Shop, url: str) -> tuple[Page, Link] | None:
    wanted = key(url)
    return next(((p, x) for p in shop.crawled for x in p.reading.links if x.href and key(x.href) == wanted), None)


def _kind(text: str, url: str) -> str:
    """What a link is for, by its words, else by its address."""
    for kind, pattern in _NAMES.items():
        if len(text) <= 60 and pattern.search(fold(text)):
            return kind
    if text or _NOT_POLICY_URL.search(url):
        return "other"
    path = re.sub(r"[-_/.]+", " ", url.split("?", maxsplit=1)[0].rsplit("//", maxsplit=1)[-1].partition("/")[2])
    return next((kind for kind, pattern in _NAMES.items() if pattern.search(fold(path))), "other")


def _capture_ref(capture: Capture) -> EvidenceRef:
    return EvidenceRef(
        source=capture.id,
        url=capture.requested_url,
        quote=f"answered {capture.status}" if capture.status else "",
        sha256=capture.files.get("html", ""),
        session=capture.session,
    )
