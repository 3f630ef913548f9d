"""Security headers of the home page, read as browsers read them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Probe
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, Kind, Known, Unknown
from casetrust_audit.text.urls import host_of

_SAFE_REFERRER = frozenset(
    {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin", "no-referrer-when-downgrade"}
)
_ANY_REFERRER = _SAFE_REFERRER | {"origin", "origin-when-cross-origin", "unsafe-url"}
_PRELOADED = frozenset({"app", "dev", "page", "new", "day", "foo", "bank", "insurance", "google", "gle", "boo", "rsvp"})
"""Top-level domains that browsers hold to https as a whole, header or not."""

OTHERS = ("content-security-policy or frame protection", "x-content-type-options", "referrer-policy")


def hsts_seconds(value: str) -> int | None:
    """max-age of a Strict-Transport-Security header; None for a header that browsers ignore."""
    if "," in value:
        return None
    ages = [d.strip() for d in value.split(";") if d.strip().lower().startswith("max-age")]
    match = re.fullmatch(r"max-age\s*=\s*\"?([0-9]{1,12})\"?", ages[0], re.I) if len(ages) == 1 else None
    return int(match.group(1)) if match else None


def protects_frames(headers: Mapping[str, str]) -> bool:
    """Whether a content security policy is in force, or at least framing by others is refused."""
    policy = headers.get("content-security-policy", "").lower()
    names = {part.split()[0] for part in re.split(r"[;,]", policy) if part.split()}
    if names & {"default-src", "script-src", "frame-ancestors"}:
        return True
    framing = headers.get("x-frame-options", "").strip().lower()
    return framing in ("deny", "sameorigin") or framing.startswith("allow-from ")


def refuses_sniffing(headers: Mapping[str, str]) -> bool:
    """Whether browsers are told to take the content type at its word."""
    return headers.get("x-content-type-options", "").strip().lower() == "nosniff"


def limits_referrer(headers: Mapping[str, str]) -> bool:
    """Whether the last policy a browser knows keeps paths and queries from other sites."""
    known = [v for p in headers.get("referrer-policy", "").split(",") if (v := p.strip().lower()) in _ANY_REFERRER]
    return bool(known) and known[-1] in _SAFE_REFERRER


def sent_by_home(shop: Shop) -> tuple[Probe, str, dict[str, str]] | Unknown:
    """The headers probe, the URL and the headers of the home page, repeated headers joined by a comma."""
    probe = next(iter(shop.probes("headers")), None)
    pages = list(probe.data.get("pages", ())) if probe else []
    page = next((p for p in pages if p["path"] == "/"), None)
    if probe is None or page is None or not page["status"]:
        return Unknown((probe.problem if probe else "") or "the headers of the home page were not read")
    if page["status"] >= 400:
        return Unknown(f"the home page answered the probe with status {page['status']}")
    headers: dict[str, str] = {}
    for name, value in page["headers"]:
        if name != "strict-transport-security":
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        else:
            headers.setdefault(name, value)  # browsers take the first and no other (RFC 6797, 8.1)
    return probe, str(page["url"]), headers


@fact("headers.hsts_days", Kind.INT, "Days the home page tells browsers to keep to https; 0 for a header they ignore.")
def hsts_days(shop: Shop) -> Fact | NotFound:
    home = sent_by_home(shop)
    if isinstance(home, Unknown):
        return home
    probe, url, headers = home
    value = headers.get("strict-transport-security")
    if value is None or not url.startswith("https:"):
        domain = host_of(url).rpartition(".")[2]
        if domain in _PRELOADED:
            return Unknown(f"no header, but browsers keep all of .{domain} to https")
        quote = "no strict-transport-security header" if value is None else "sent over plain http, where it is ignored"
        return NotFound((shop.probe_ref(probe, quote),), ("strict-transport-security",), sufficient=True)
    quote = f"strict-transport-security: {value}"
    return Known((hsts_seconds(value) or 0) // 86_400, (shop.probe_ref(probe, quote),), Certainty.EXACT)


def _sent(shop: Shop) -> tuple[tuple[str, ...], EvidenceRef] | Unknown:
    home = sent_by_home(shop)
    if isinstance(home, Unknown):
        return home
    probe, _, headers = home
    tests = (protects_frames, refuses_sniffing, limits_referrer)
    found = tuple(name for name, test in zip(OTHERS, tests, strict=True) if test(headers))
    return found, shop.probe_ref(probe, "sent: " + (", ".join(found) or "none of them"))


@fact("headers.others", Kind.WORDS, "Basic security headers the home page sends: frame protection, sniffing, referrer.")
def others(shop: Shop) -> Fact | NotFound:
    sent = _sent(shop)
    return sent if isinstance(sent, Unknown) else Known(sent[0], (sent[1],), Certainty.EXACT)


@fact("headers.others_count", Kind.INT, "How many of the three basic security headers the home page sends.")
def others_count(shop: Shop) -> Fact | NotFound:
    sent = _sent(shop)
    return sent if isinstance(sent, Unknown) else Known(len(sent[0]), (sent[1],), Certainty.EXACT)
