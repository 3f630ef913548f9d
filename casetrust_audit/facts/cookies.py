"""Cookies as the shop sets them: which of them hold a session, and with which flags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Probe
from casetrust_audit.model.fact import Certainty, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown

PURPOSES = ("session", "login", "cart", "csrf", "token", "other")

_CSRF = re.compile(r"csrf|xsrf|form_key|requestverification|antiforgery", re.I)
_ANALYTICS = re.compile(
    r"^(?:_ga|_gid|_gat|_gcl|_fbp|_fbc|_hj|_uet|_clck|_clsk|_tt|ajs_|amp_|mp_|optimizely|__utm|_pin|hubspot|__hs|"
    r"_shopify_[sy]$|_y$|_s$|_landing|_orig|shopify_s|__cf|cf_|_cf|ak_bm|bm_|datadome|incap_|visid_|awsalb|"
    r"consent|cookie|euconsent|locali[sz]ation|currency|country|lang|theme|nlbi_)", re.I,
)  # fmt: skip
_LOGIN = re.compile(
    r"remember|logged[_-]?in|auth(?!or)|jwt|access[_-]?token|refresh[_-]?token|customer_sig|identity|sso", re.I
)
_SESSION = re.compile(
    r"sess(?:ion)?(?:[_-]?id|[_-]?token|[_-]?key)?\d*$|^(?:__host-|__secure-)?sid$|[._-]sid$|^phpsessid|^jsessionid|"
    r"^asp\.net_session|^connect\.sid|^cfid$|^cftoken$|^frontend$|session", re.I,
)  # fmt: skip
_CART = re.compile(r"cart|basket|checkout|woocommerce_items", re.I)

COOKIE_FIELDS = {
    "name": FieldType(Kind.TEXT, doc="Name of the cookie; values are never kept."),
    "secure": FieldType(Kind.BOOL, doc="Sent over https only."),
    "http_only": FieldType(Kind.BOOL, doc="Out of the reach of scripts."),
    "same_site": FieldType(Kind.CHOICE, ("strict", "lax", "none", "unset"), "Sent along from other sites or not."),
    "purpose": FieldType(
        Kind.CHOICE,
        PURPOSES,
        "What it is for, by its name; token: under a name that tells nothing, a long random value that ends with the "
        "visit, as a session's does.",
    ),
}


def purpose_of(name: str) -> str:
    """One of PURPOSES, by the names that shop software gives its cookies."""
    if _CSRF.search(name):
        return "csrf"
    if _ANALYTICS.search(name):
        return "other"
    if _LOGIN.search(name):
        return "login"
    if _SESSION.search(name):
        return "session"
    return "cart" if _CART.search(name) else "other"


def _probe(shop: Shop) -> Probe | Unknown:
    probe = next(iter(shop.probes("cookies")), None)
    pages = list(probe.data.get("pages", ())) if probe else []
    if probe is None or not any(p["status"] and p["status"] < 400 for p in pages):
        return Unknown((probe.problem if probe else "") or "no page was asked for its cookies")
    return probe


@fact("cookies.session", Kind.SUBJECTS, "Cookies the shop sets, with their flags and purpose.", fields=COOKIE_FIELDS)
def session(shop: Shop) -> Fact | NotFound:
    probe = _probe(shop)
    if isinstance(probe, Unknown):
        return probe
    worst: dict[str, Mapping[str, Any]] = {}
    for cookie in probe.data.get("cookies", ()):
        known = worst.get(cookie["name"])
        if known is None or _flags(cookie) < _flags(known):
            worst[cookie["name"]] = cookie
    if not worst:
        return NotFound((shop.probe_ref(probe, _asked(probe)),), ("set-cookie",), sufficient=True)
    subjects = tuple(_subject(shop, probe, cookie) for cookie in worst.values())
    return Known(subjects, tuple(e for s in subjects for e in s.evidence)[:20], Certainty.EXACT)


def _flags(cookie: Mapping[str, Any]) -> tuple[bool, bool, bool]:
    return bool(cookie["secure"]), bool(cookie["http_only"]), bool(cookie["same_site"])


def _subject(shop: Shop, probe: Probe, cookie: Mapping[str, Any]) -> Subject:
    flags = [n for n, on in (("Secure", cookie["secure"]), ("HttpOnly", cookie["http_only"])) if on]
    flags += [f"SameSite={cookie['same_site'].title()}"] if cookie["same_site"] else []
    quote = f"{cookie['name']}: {', '.join(flags) or 'no flags'} (set by {cookie['url']})"
    fields: dict[str, Scalar | Fact] = {
        "name": str(cookie["name"]),
        "secure": bool(cookie["secure"]),
        "http_only": bool(cookie["http_only"]),
        "same_site": str(cookie["same_site"]) or "unset",
        "purpose": _purpose(cookie),
    }
    return Subject(str(cookie["name"]), fields, (shop.probe_ref(probe, quote),))


def _purpose(cookie: Mapping[str, Any]) -> str:
    name = str(cookie["name"])
    told = purpose_of(name)
    # bundles made before the value was looked at say nothing of it
    acts_as_session = cookie.get("random") and cookie.get("session") and not _ANALYTICS.search(name)
    return "token" if told == "other" and acts_as_session else told


def _asked(probe: Probe) -> str:
    return "no cookie from " + ", ".join(str(p["url"]) for p in probe.data.get("pages", ())[:6])


@fact("cookies.any", Kind.BOOL, "The pages asked set cookies; false only where pages beyond the home page were asked.")
def any_cookies(shop: Shop) -> Fact | NotFound:
    probe = _probe(shop)
    if isinstance(probe, Unknown):
        return probe
    if probe.data.get("cookies"):
        names = ", ".join(str(c["name"]) for c in probe.data["cookies"][:10])
        return Known(True, (shop.probe_ref(probe, names),), Certainty.EXACT)
    good = {p["url"] for p in probe.data["pages"] if p["status"] == 200}
    if len(good) < 2:
        return Unknown("only the home page was asked for cookies; a session may begin at the cart or the login")
    return Known(False, (shop.probe_ref(probe, _asked(probe)),), Certainty.EXACT)
