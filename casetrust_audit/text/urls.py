"""URLs as text: which site one belongs to, when two are the same page, and how to show one without secrets."""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList
from w3lib.url import canonicalize_url

from casetrust_audit.text.once import per_text

_SESSION_ID = re.compile(
    r";(?:jsessionid|phpsessid|sid|session\w*|[a-z]*s(?:ess)?id)=[^/?#;]*|(?<=/)\([A-Z]\([a-z0-9]{20,}\)\)/",
    re.IGNORECASE,
)
_TRACKING_WORDS = (
    "gclid gclsrc gbraid wbraid dclid fbclid msclkid ttclid twclid yclid igshid li_fat_id mc_cid mc_eid _ga _gl "
    "srsltid _pos _sid _ss _fid _psq pr_prod_strat pr_rec_id pr_rec_pid pr_ref_pid pr_seq "
    "jsessionid phpsessid sessionid session_id sid"
)
_TRACKING = frozenset(_TRACKING_WORDS.split())
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "hsa_")
_ROUTES = ("!", "/")
_REDIRECT_PATH = re.compile(r"/(?:redirect|redir|out|exit|away|leave|goto|external|link)/?$", re.IGNORECASE)
_REDIRECT_NAMES = frozenset(("url", "u", "to", "target", "dest", "destination", "redirect", "href", "next"))
_SIGNATURE = re.compile(r":[A-Za-z0-9_-]{20,}\Z")
REDACTED = "redacted"


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def host_of(url: str) -> str:
    """Lower-case host without port; "" where the text is no URL with a host."""
    try:
        return (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """Registrable domain ("shop.com.sg", "x.myshopify.com"); an address or a bare host stays as it is; "" for none."""
    host = host_of(url)
    if not host or _is_address(host) or "." not in host:
        return host
    return _suffixes().privatesuffix(host) or host


def same_site(a: str, b: str) -> bool:
    """True where both URLs belong to one registrable domain."""
    site = site_of(a)
    return bool(site) and site == site_of(b)


def behind_redirect(url: str) -> str:
    """Where a link of the kind "/redirect/?url=…" leads; the URL itself where it is none.

    Shops send links through a page of their own, even to their own policies: without a visitor it may show a warning
    in place of what it leads to. A signature after the address (Django's "address:signature") is no part of it."""
    try:
        parts = urlsplit(url)
        if not _REDIRECT_PATH.search(parts.path):
            return url
        told = next((v for k, v in parse_qsl(parts.query) if k.lower() in _REDIRECT_NAMES), "")
        target = urljoin(url, _SIGNATURE.sub("", told)) if told else ""
        return target if urlsplit(target).scheme in ("http", "https") and urlsplit(target).hostname else url
    except ValueError:
        return url


@per_text
def canonical_key(url: str) -> str:
    """A key for telling pages apart, never a URL to fetch: query sorted, tracking and session parts and the
    fragment dropped, but for `#!` and `#/` routes. Text that is no http URL is its own key."""
    try:
        parts = urlsplit(_SESSION_ID.sub("", url.strip()))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return url.strip()
        kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(k)]
        route = parts.fragment if parts.fragment.startswith(_ROUTES) and parts.fragment.strip("!/") else ""
        plain = urlunsplit(
            (parts.scheme, _authority(parts.hostname, parts.port, parts.scheme), parts.path, urlencode(kept), "")
        )
        key = str(canonicalize_url(plain))
    except (ValueError, UnicodeError):
        return url.strip()
    return f"{key}#{route}" if route else key


def without_query_values(url: str) -> str:
    """The URL with every query value, user name, password and fragment value replaced: fit for a report."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.split("?", 1)[0].split("#", 1)[0]
    netloc = _authority(host, port, "") if host else ""
    fragment = parts.fragment.split("?", 1)[0] if parts.fragment.startswith(_ROUTES) else ""
    return urlunsplit((parts.scheme, netloc, parts.path, _redacted(parts.query), fragment))


def _redacted(query: str) -> str:
    pieces = (piece.partition("=") for piece in query.split("&") if piece)
    # A query without "=" may itself be a token: it is a value, not a name.
    return "&".join(f"{name}={REDACTED}" if equals else REDACTED for name, equals, _ in pieces)


def _is_tracking(name: str) -> bool:
    lower = name.lower()
    return lower in _TRACKING or lower.startswith(_TRACKING_PREFIXES)


def _authority(host: str, port: int | None, scheme: str) -> str:
    shown = f"[{host}]" if ":" in host else quote(host, safe=".-_~*") if host.isascii() else host
    default = {"http": 80, "https": 443}.get(scheme)
    return shown if port is None or port == default else f"{shown}:{port}"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        return False
    return True
