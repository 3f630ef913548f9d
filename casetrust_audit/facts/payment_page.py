"""Whose scripts run on the last page before payment, where a script could read or redirect what is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.facts.checkout import last_pages, not_reached
from casetrust_audit.facts.headers import sent_by_home
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.text.known_hosts import kind_of
from casetrust_audit.text.urls import host_of, site_of, without_query_values

KINDS = ("own", "provider", "platform", "service", "marketing", "shared", "flagged", "unknown")
"""As in rules/hosts/scripts.yaml, but for the shop's own, and for what is in no list."""
SHORTEST_NAME = 5
"""A shorter name of a shop stands in too many hosts to say anything."""


@fact("payment_page.place", Kind.CHOICE, "Whose the last page before payment is.", choices=("shop", "provider"))
def place(shop: Shop) -> Fact | NotFound:
    """provider: every walk that reached its end ended on a payment provider's page."""
    pages = last_pages(shop)
    if not pages:
        return not_reached(shop)
    own = [p for p in pages if not _at_provider(shop, p)]
    refs = tuple(shop.ref(p, host_of(p.url)) for p in own or pages)
    return Known("shop" if own else "provider", spread(refs), Certainty.EXACT)


@fact(
    "payment_page.script_hosts",
    Kind.SUBJECTS,
    "Hosts whose scripts the last page before payment loads, the shop's own left out.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "what the host is known for; shared: anybody can rent room there"),
        "scripts": FieldType(Kind.INT, doc="number of scripts from the host"),
    },
)
def script_hosts(shop: Shop) -> Fact | NotFound:
    """One subject a host, over the last pages of all walks."""
    pages = _own_pages(shop)
    if not pages:
        return not_reached(shop)
    found: dict[str, dict[str, EvidenceRef]] = {}
    kinds: dict[str, str] = {}
    for page in pages:
        for url in script_urls(page):
            host, kind = host_of(url), _kind(shop, page, url)
            if kind != "own":
                # several scripts of one host may be known for different things: the least trusted counts
                kinds[host] = max(kind, kinds.get(host, kind), key=KINDS.index)
                found.setdefault(host, {}).setdefault(url, shop.ref(page, url))
    if not found:
        return NotFound(shop.refs(pages), ("scripts of other hosts",), sufficient=True)
    subjects = tuple(
        Subject(host, {"kind": kinds[host], "scripts": len(urls)}, spread(urls.values()))
        for host, urls in found.items()
    )
    return Known(subjects, spread(e for s in subjects for e in s.evidence), Certainty.EXACT)


@fact(
    "payment_page.script_policy",
    Kind.TEXT,
    "What the Content-Security-Policy of the last page before payment says of scripts (script-src or default-src).",
)
def script_policy(shop: Shop) -> Fact | NotFound:
    """The page's own header; bundles that lack it give the home page's. The first page that says something."""
    pages = _own_pages(shop)
    if not pages:
        return not_reached(shop)
    for page in pages:
        if said := script_directive(page.capture.content_policy or ""):
            return Known(said[:200], (shop.ref(page, said),), Certainty.EXACT)
    if all(p.capture.content_policy is not None for p in pages):
        return NotFound(shop.refs(pages), ("script-src",), sufficient=True)
    home = sent_by_home(shop)
    if isinstance(home, Unknown):
        return home
    probe, _, headers = home
    said = script_directive(headers.get("content-security-policy", ""))
    if said:
        return Known(f"{said[:180]} (of the home page)", (shop.probe_ref(probe, said),), Certainty.EXACT)
    return NotFound((shop.probe_ref(probe, "no script-src and no default-src"),), ("script-src",), sufficient=True)


@fact(
    "payment_page.pinned",
    Kind.TEXT,
    "How many scripts of other hosts on the last page before payment are fixed by Subresource Integrity.",
)
def pinned(shop: Shop) -> Fact | NotFound:
    """Counts scripts that stand in the page; those that other scripts load cannot be fixed by it."""
    pages = _own_pages(shop)
    if not pages:
        return not_reached(shop)
    found: dict[str, tuple[Page, bool]] = {}
    for page in pages:
        fixed = set(map(without_query_values, page.reading.pinned))
        for url in map(without_query_values, page.reading.scripts):
            if host_of(url) and _kind(shop, page, url) != "own":
                found[url] = page, url in fixed
    if not found:
        return NotFound(shop.refs(pages), ("scripts of other hosts",), sufficient=True)
    held = sum(is_held for _, is_held in found.values())
    refs = spread(shop.ref(page, url) for url, (page, _) in found.items())
    return Known(f"{held} of {len(found)}", refs, Certainty.EXACT)


def script_directive(policy: str) -> str:
    """What a Content-Security-Policy says of scripts in the page, in small letters: script-src-elem, else script-src,
    or else default-src, or "" (CSP Level 3, 6.8.3 and 6.8.4)."""
    directives = [part.split() for part in re.split("[;,]", policy.lower())]
    for name in ("script-src-elem", "script-src", "default-src"):
        for words in directives:
            if words and words[0] == name:
                return " ".join(words)
    return ""


def script_urls(page: Page) -> Iterator[str]:
    """Addresses of the scripts of a page, once each: those in it when it was read, and those it asked for. What its own
    policy stopped did not run."""
    refused = {without_query_values(r.url) for r in page.requests if "csp" in r.failure.lower()}
    asked = (r.url for r in page.requests if r.resource == "script")
    # the record of requests holds no query values, the page's own addresses do
    for url in dict.fromkeys(map(without_query_values, (*page.reading.scripts, *asked))):
        if url.startswith(("http://", "https://")) and url not in refused:
            yield url


def _own_pages(shop: Shop) -> list[Page]:
    """The last pages before payment, but for those of a payment provider."""
    return [p for p in last_pages(shop) if not _at_provider(shop, p)]


def _at_provider(shop: Shop, page: Page) -> bool:
    return site_of(page.url) != shop.site and kind_of(page.url, "scripts") == "provider"


def _kind(shop: Shop, page: Page, url: str) -> str:
    """One of KINDS for the host of a URL, seen from a page of the shop."""
    site = site_of(url)
    if not site or site == site_of(page.url) or site == shop.site or site == site_of(shop.collection.run.target):
        return "own"
    if known := kind_of(url, "scripts"):
        return known
    # "cdn-myshop.com" may be the shop's own, or somebody's who wants to look like it: a person can tell.
    name = shop.site.partition(".")[0].replace("-", "")
    return "shared" if len(name) >= SHORTEST_NAME and name in site.replace("-", "") else "unknown"
