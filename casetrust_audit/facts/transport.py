"""How the shop is reached: https or not, its certificate, the versions and ciphers it accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page, Probe
from casetrust_audit.model.fact import (
    Absent,
    Certainty,
    Fact,
    FieldType,
    Kind,
    Known,
    Scalar,
    Subject,
    Unknown,
    UnknownKind,
)
from casetrust_audit.text.urls import same_site

OUTCOMES = (
    "serves-http", "client-redirect", "off-host", "indirect", "temporary", "other-page", "error-status", "redirects",
    "closed",
)  # fmt: skip
"""What asking over plain http brings, worst first."""

CERTIFICATES = (
    "valid", "expired", "not-yet-valid", "wrong-host", "self-signed", "untrusted", "incomplete-chain", "weak",
    "intercepted", "none",
)  # fmt: skip

_BY_CODE = {9: "not-yet-valid", 10: "expired", 18: "self-signed", 19: "untrusted", 62: "wrong-host", 64: "wrong-host"}
_ISSUER_MISSING = (20, 21)
_WEAK_HASHES = frozenset({"md5", "sha1"})
_INTERCEPTORS = re.compile(
    r"zscaler|fortinet|fortigate|netskope|blue ?coat|forcepoint|websense|sophos|palo ?alto|umbrella|opendns|"
    r"kaspersky|avast|bitdefender|\beset\b|mitmproxy|charles proxy|fiddler|portswigger|check point|barracuda",
    re.I,
)
"""Programs and gateways that put their own certificate in the place of the shop's: what is met is not the shop's."""

_OLD = ("TLS 1.1", "TLS 1.0", "SSL 3")


def _shop_pages(shop: Shop) -> tuple[Page, ...]:
    return tuple(p for p in shop.pages if same_site(p.url, shop.collection.run.target))


@fact(
    "transport.https", Kind.CHOICE, "What a request over plain http brings, the worst of those tried.", choices=OUTCOMES
)
def https(shop: Shop) -> Fact | NotFound:
    probe = next(iter(shop.probes("https-redirect")), None)
    chains = list(probe.data.get("chains", ())) if probe else []
    counted = [c for c in chains if c["role"] != "twin" or c["outcome"] in ("serves-http", "client-redirect")]
    known = [c for c in counted if c["outcome"] in OUTCOMES]
    if not known or probe is None:
        reason = probe.problem if probe else ""
        return Unknown(reason or "plain http was not tried")
    worst = min(known, key=lambda c: OUTCOMES.index(c["outcome"]))
    if worst["outcome"] != "serves-http" and len(known) < len(counted):
        failed = next(c for c in counted if c["outcome"] not in OUTCOMES)
        return Unknown(f"{failed['start']} gave no clear answer: {failed['problem'] or failed['outcome']}")
    return Known(
        worst["outcome"], tuple(shop.probe_ref(probe, _steps(c)) for c in [worst, *known][:4]), Certainty.EXACT
    )


def _steps(chain: Mapping[str, Any]) -> str:
    hops = [f"{h['url']} → {h['status']}" + (f" {h['location']}" if h["location"] else "") for h in chain["hops"]]
    return "; ".join(hops) or f"{chain['start']}: {chain['problem'] or chain['outcome']}"


@fact(
    "transport.page_schemes",
    Kind.CHOICE,
    "Whether the pages of the shop were met over https.",
    choices=("all-https", "mixed", "all-http"),
)
def page_schemes(shop: Shop) -> Fact | NotFound:
    pages = _shop_pages(shop)
    if not pages:
        return Unknown("no page of the shop was read")
    plain = [p for p in pages if urlsplit(p.url).scheme == "http"]
    value = "all-https" if not plain else "all-http" if len(plain) == len(pages) else "mixed"
    return Known(value, shop.refs((plain or pages)[:10]), Certainty.EXACT)


def _only_http(shop: Shop) -> tuple[Page, ...]:
    """The shop's pages where every one of them came over plain http; else none."""
    pages = _shop_pages(shop)
    return pages if all(urlsplit(p.url).scheme == "http" for p in pages) else ()


def _main(shop: Shop) -> Probe | None:
    probes = shop.probes("tls")
    return next((p for p in probes if p.data.get("role", "main") == "main"), None)


def certificate_of(data: Mapping[str, Any]) -> str:
    """One of CERTIFICATES from the data of a TLS probe; "" where it cannot be told."""
    verify, certificate = data.get("verify", {}), data.get("certificate", {})
    status, code = verify.get("status", "failed"), verify.get("code", 0)
    if status not in ("ok", "rejected"):
        return ""
    issuer, subject = str(certificate.get("issuer", "")), str(certificate.get("subject", ""))
    if _INTERCEPTORS.search(issuer):
        return "intercepted"
    if status == "ok":
        if certificate.get("names") == []:
            # Named in the subject alone: what made this handshake may still take that, browsers have long not.
            return "wrong-host"
        return "weak" if _is_weak(certificate) else "valid"
    if code in _ISSUER_MISSING and certificate.get("issuer_link") and issuer != subject:
        return "incomplete-chain"
    return _BY_CODE.get(code, "untrusted")


def _is_weak(certificate: Mapping[str, Any]) -> bool:
    kind, bits = certificate.get("key", ""), int(certificate.get("key_bits", 0))
    short = (kind == "RSA" and bits < 2048) or (kind == "EC" and bits < 224) or kind == "DSA"
    return short or certificate.get("signature") in _WEAK_HASHES


def days_between(start: str, end: str) -> int | None:
    """Whole days from one ISO 8601 time to another, rounded down; None where either is no time."""
    try:
        first, last = (datetime.fromisoformat(t.replace("Z", "+00:00")) for t in (start, end))
    except ValueError:
        return None
    utc = [t if t.tzinfo else t.replace(tzinfo=UTC) for t in (first, last)]
    return (utc[1] - utc[0]).days


def _days_left(shop: Shop, probe: Probe) -> int | None:
    run = shop.collection.run
    return days_between(run.finished or run.started, str(probe.data.get("certificate", {}).get("not_after", "")))


def _about(probe: Probe) -> str:
    """The certificate in one line, for a report."""
    data = probe.data
    verify, certificate = data.get("verify", {}), data.get("certificate", {})
    return (
        f"{probe.target}: {verify.get('text', '')}; {certificate.get('subject', '')}; issuer "
        f"{certificate.get('issuer', '')}; until {certificate.get('not_after', '')}; "
        f"trust store {data.get('trust_store', '')}"
    )


HOST_FIELDS = {
    "role": FieldType(Kind.CHOICE, ("main", "twin", "linked"), "The shop's own host, its www twin, or one it links."),
    "certificate": FieldType(Kind.CHOICE, CERTIFICATES, "What the certificate amounts to; none: no https at all."),
    "days_left": FieldType(Kind.INT, doc="Whole days until the certificate ends, from the end of the run."),
}


@fact("tls.hosts", Kind.SUBJECTS, "Each host of the shop that was asked for its certificate.", fields=HOST_FIELDS)
def hosts(shop: Shop) -> Fact | NotFound:
    subjects = [_host(shop, p) for p in shop.probes("tls") if p.data.get("role") != "twin" or p.data.get("certificate")]
    plain = _only_http(shop)
    if plain and not any(p.data.get("certificate") for p in shop.probes("tls")):
        none: dict[str, Scalar | Fact] = {
            "role": "main",
            "certificate": "none",
            "days_left": Absent(shop.refs(plain[:3])),
        }
        subjects = [Subject(shop.site, none, shop.refs(plain[:5]))]
    if not subjects:
        return Unknown("no TLS handshake was tried")
    return Known(tuple(subjects), tuple(e for s in subjects for e in s.evidence), Certainty.EXACT)


def _host(shop: Shop, probe: Probe) -> Subject:
    kind, days = certificate_of(probe.data), _days_left(shop, probe)
    unknown = Unknown(probe.problem or "the handshake could not be completed")
    return Subject(
        str(probe.data.get("host", probe.target)),
        {
            "role": str(probe.data.get("role", "main")),
            "certificate": kind or unknown,
            "days_left": days if days is not None else unknown,
        },
        (shop.probe_ref(probe, _about(probe)),),
    )


@fact("tls.certificate", Kind.CHOICE, "What the certificate of the shop's own host amounts to.", choices=CERTIFICATES)
def certificate(shop: Shop) -> Fact | NotFound:
    probe = _main(shop)
    kind = certificate_of(probe.data) if probe else ""
    if probe and kind:
        return Known(kind, (shop.probe_ref(probe, _about(probe)),), Certainty.EXACT)
    if plain := _only_http(shop):
        return Known("none", shop.refs(plain[:5]), Certainty.EXACT)
    return Unknown((probe.problem if probe else "") or "no TLS handshake was completed")


@fact("tls.days_left", Kind.INT, "Whole days until the shop's certificate ends, counted from the end of the run.")
def days_left(shop: Shop) -> Fact | NotFound:
    probe = _main(shop)
    days = _days_left(shop, probe) if probe else None
    if probe is None or days is None:
        return Unknown((probe.problem if probe else "") or "no certificate was read")
    return Known(days, (shop.probe_ref(probe, _about(probe)),), Certainty.EXACT)


def _offers(shop: Shop, key: str) -> tuple[Probe | None, Mapping[str, str]]:
    probe = _main(shop)
    return probe, dict(probe.data.get(key, {})) if probe else {}


def _accepted(shop: Shop, key: str, names: Iterable[str] | None = None) -> Fact:
    """The names accepted; unknown where none was and some got no clear answer."""
    probe, offers = _offers(shop, key)
    wanted = list(names) if names is not None else list(offers)
    answers = {name: offers.get(name, "failed") for name in wanted}
    taken = tuple(name for name, answer in answers.items() if answer == "accepted")
    if probe is None or not answers:
        return Unknown((probe.problem if probe else "") or "no TLS handshake was tried")
    failed = [name for name, answer in answers.items() if answer == "failed"]
    if not taken and failed:
        return Unknown(f"no clear answer to an offer of {', '.join(failed)}", UnknownKind.AMBIGUOUS)
    quote = f"{probe.target}: " + ", ".join(f"{name} {answer}" for name, answer in answers.items())
    return Known(taken, (shop.probe_ref(probe, quote),), Certainty.EXACT)


@fact("tls.versions", Kind.WORDS, "Protocol versions the server accepts.")
def versions(shop: Shop) -> Fact | NotFound:
    return _accepted(shop, "versions")


@fact("tls.old_versions", Kind.WORDS, "Outdated versions the server accepts: TLS 1.1, TLS 1.0, SSL 3.")
def old_versions(shop: Shop) -> Fact | NotFound:
    return _accepted(shop, "versions", _OLD)


@fact("tls.weak_ciphers", Kind.WORDS, "Broken groups of ciphers the server accepts.")
def weak_ciphers(shop: Shop) -> Fact | NotFound:
    return _accepted(shop, "weak_ciphers")


@fact("tls.current", Kind.BOOL, "TLS 1.2 or 1.3 is accepted.")
def current(shop: Shop) -> Fact | NotFound:
    found = _accepted(shop, "versions", ("TLS 1.3", "TLS 1.2"))
    return Known(bool(found.value), found.evidence, found.certainty) if isinstance(found, Known) else found


@fact("tls.modern", Kind.BOOL, "Forward secrecy with authenticated encryption is available.")
def modern(shop: Shop) -> Fact | NotFound:
    probe = _main(shop)
    answer = str(probe.data.get("modern", "failed")) if probe else "failed"
    if probe is None or answer == "failed":
        return Unknown((probe.problem if probe else "") or "no clear answer to an offer of modern ciphers")
    return Known(answer == "accepted", (shop.probe_ref(probe, f"modern ciphers {answer}"),), Certainty.EXACT)


@fact("tls.dh_bits", Kind.INT, "Size of the Diffie-Hellman prime the server uses, where it uses one.")
def dh_bits(shop: Shop) -> Fact | NotFound:
    probe = _main(shop)
    if probe is None or "dh_bits" not in probe.data:
        return Unknown((probe.problem if probe else "") or "no TLS handshake was tried")
    bits = probe.data["dh_bits"]
    ref = shop.probe_ref(probe, f"Diffie-Hellman prime: {bits} bits" if bits else "no Diffie-Hellman offered")
    return Known(int(bits), (ref,), Certainty.EXACT) if bits else NotFound((ref,), sufficient=True)
