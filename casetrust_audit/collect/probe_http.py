"""What the shop says over http: does plain http lead to https, which headers and which cookies it sends.

Data of the "https-redirect" probe:

    {"chains": [{"start": URL, "role": "shop" | "twin" | "path",
                 "hops": [{"url", "status", "location"}], "problem", "outcome"}]}

`outcome`: "redirects" (301/308 first hop to https on the same host), "temporary" (302/303/307), "indirect" (https
only at a later hop), "off-host" (https elsewhere), "serves-http" (the shop's page over http), "client-redirect"
(a page that leads on by script or meta refresh), "other-page" (a page that is not the shop's), "error-status",
"closed" (nothing listens), "no-host" (a twin without address), "failed". "www." and the bare domain count as one host.

Data of the "headers" probe: {"pages": [{"path", "url", "status", "headers": [[name, value], ..], "problem"}],
"skipped": [{"path", "reason"}]}; cookies show their name and flags only, tokens nothing.

Data of the "cookies" probe: {"pages": [{"url", "status"}], "cookies": [{"name", "secure", "http_only",
"same_site": "strict" | "lax" | "none" | "", "path", "domain", "max_age": int | null, "session": bool,
"random": bool, "url"}], "skipped": [..]}; one jar over all paths in order. Values are never kept, but whether one is
long and random ("random"), as what tells one visitor from all others must be.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from casetrust_audit.collect.client_hello import is_address
from casetrust_audit.collect.probe_fetch import Answer, follow
from casetrust_audit.text.urls import host_of, site_of, without_query_values

MOST_PATHS = 8
_HTTP_PATHS = 2
_PAGE_BYTES = 300_000
_VALUE_LENGTH = 2_000
_TITLE = re.compile(r"<title[^>]*>([^<]{0,500})", re.I)
_LEADS_ON = re.compile(
    r"http-equiv\s*=\s*[\"']?refresh[^>]{0,200}https://|location(?:\.href|\.replace|\.assign)?\s*[=(]\s*[\"']https://|"
    r"location\.protocol\s*=\s*[\"']https",
    re.I,
)
_SECRET_HEADER = re.compile(r"token|csrf|xsrf|auth|session|secret|api-?key", re.I)
_OLD_DATE = re.compile(r"\b(?:19[0-9]{2}|200[0-9]|201[0-9])\b")

Allowed = Callable[[str], bool]


def twin_host(host: str) -> str:
    """ "www." added to or taken from a registrable domain; "" for sub-domains, addresses and bare names."""
    if is_address(host) or "." not in host or host.endswith(".localhost"):
        return ""
    if host.startswith("www.") and site_of("//" + host) != host:
        return host[4:]
    return f"www.{host}" if site_of(f"http://{host}/") == host else ""


def _same_host(a: str, b: str) -> bool:
    return host_of(a).removeprefix("www.") == host_of(b).removeprefix("www.")


async def look_at_redirect(
    client: httpx.AsyncClient,
    origin: str,
    plain_origin: str,
    paths: Sequence[str],
    *,
    timeout_s: float,
    data: dict[str, Any],
) -> str:
    """Ask for the shop over plain http and fill `data` (see the module); return a problem or ""."""
    starts = [(plain_origin, "shop")]
    twin = twin_host(host_of(plain_origin))
    if twin and urlsplit(plain_origin).port in (None, 80):
        starts.append((f"http://{twin}/", "twin"))
    starts += [(urljoin(plain_origin, path), "path") for path in paths[:_HTTP_PATHS]]
    data["chains"] = []
    for start, role in starts:
        chain = await follow(client, start, site=origin, limit=_PAGE_BYTES, timeout_s=timeout_s)
        outcome = chain_outcome(chain)
        if outcome == "serves-http":
            outcome = await _whose_page(client, chain[-1], origin, timeout_s)
        hops = [{"url": shown(a.url), "status": a.status, "location": shown(a.location)} for a in chain if a.status]
        problem = chain[-1].problem
        data["chains"].append({"start": start, "role": role, "hops": hops, "problem": problem, "outcome": outcome})
    first = data["chains"][0]
    return first["problem"] if first["outcome"] == "failed" else ""


def shown(url: str) -> str:
    """The URL fit for a bundle: no query values, no credentials."""
    return without_query_values(url) if url else ""


def chain_outcome(chain: Sequence[Answer]) -> str:
    """What a chain of answers that began over plain http amounts to; see the module for the names."""
    first = chain[0]
    if not first.status:
        return "closed" if first.refused else "no-host" if first.no_host else "failed"
    target = first.location
    if not target:
        return "serves-http" if first.status == 200 else "error-status"
    if urlsplit(target).scheme == "https":
        if not _same_host(target, first.url):
            return "off-host"
        return "redirects" if first.status in (301, 308) else "temporary"
    if any(urlsplit(a.location).scheme == "https" for a in chain[1:]):
        return "indirect"
    last = chain[-1]
    if last.status == 200:
        return "serves-http"
    return "off-host" if last.location and not _same_host(last.location, first.url) else "failed"


async def _whose_page(client: httpx.AsyncClient, page: Answer, origin: str, timeout_s: float) -> str:
    """Whether a page met over http is the shop's own: a default server page or a portal accuses nobody."""
    text = page.text()
    if _LEADS_ON.search(text):
        return "client-redirect"
    if urlsplit(origin).scheme == "http":
        return "serves-http"
    parts = urlsplit(page.url)
    secure = urljoin(origin, parts.path + (f"?{parts.query}" if parts.query else ""))
    other = (await follow(client, secure, site=origin, limit=_PAGE_BYTES, timeout_s=timeout_s))[-1]
    if other.status != 200:
        return "other-page"
    return "serves-http" if _title(text) == _title(other.text()) else "other-page"


def _title(text: str) -> str:
    match = _TITLE.search(text)
    return " ".join(html.unescape(match.group(1)).split()).casefold() if match else ""


def allowed_paths(origin: str, paths: Sequence[str], allowed: Allowed, data: dict[str, Any]) -> list[str]:
    """Absolute addresses of the home page and of `paths`, those robots.txt forbids left out and named in `data`."""
    data["skipped"] = []
    urls = list(dict.fromkeys([urljoin(origin, "/"), *(urljoin(origin, p) for p in paths)]))[: MOST_PATHS + 1]
    for url in urls:
        if not allowed(url):
            data["skipped"].append({"path": urlsplit(url).path, "reason": "robots.txt does not allow it"})
    return [u for u in urls if allowed(u)]


async def look_at_headers(
    client: httpx.AsyncClient, origin: str, paths: Sequence[str], *, allowed: Allowed, timeout_s: float,
    data: dict[str, Any],
) -> str:  # fmt: skip
    """Fill `data` with the response headers of the home page and `paths`; return a problem or ""."""
    data["pages"] = []
    for url in allowed_paths(origin, paths, allowed, data):
        last = (await follow(client, url, site=origin, limit=_PAGE_BYTES, timeout_s=timeout_s))[-1]
        data["pages"].append(
            {"path": urlsplit(url).path or "/", "url": shown(last.url), "status": last.status, "problem": last.problem,
             "headers": [[name.lower(), _safe_value(name, value)] for name, value in last.headers]}
        )  # fmt: skip
    return _first_problem(data)


def _first_problem(data: dict[str, Any]) -> str:
    if not data["pages"]:
        return "robots.txt does not allow the home page to be read"
    answered = any(page["status"] for page in data["pages"])
    return "" if answered else str(data["pages"][0].get("problem") or "no page answered")


def _safe_value(name: str, value: str) -> str:
    lower = name.lower()
    if lower == "set-cookie":
        head, _, flags = value.partition(";")
        return f"{head.partition('=')[0].strip()}=redacted;{flags}"[:_VALUE_LENGTH]
    if _SECRET_HEADER.search(lower):
        return "redacted"
    return shown(value) if lower in ("location", "content-location") else value[:_VALUE_LENGTH]


async def look_at_cookies(
    client: httpx.AsyncClient, origin: str, paths: Sequence[str], *, allowed: Allowed, timeout_s: float,
    data: dict[str, Any],
) -> str:  # fmt: skip
    """Fill `data` with the cookies the home page and `paths` set, in order, with one jar; return a problem or ""."""
    data.update(pages=[], cookies=[])
    for url in allowed_paths(origin, paths, allowed, data):
        for answer in await follow(client, url, site=origin, limit=_PAGE_BYTES, timeout_s=timeout_s):
            data["pages"].append({"url": shown(answer.url), "status": answer.status, "problem": answer.problem})
            for name, value in answer.headers:
                cookie = read_cookie(value, answer.url) if name.lower() == "set-cookie" else None
                if cookie and cookie not in data["cookies"] and len(data["cookies"]) < 200:
                    data["cookies"].append(cookie)
    return _first_problem(data)


_IDENTIFIER = re.compile(r"[A-Za-z0-9+/=_.:~%-]{16,4096}")
_RANDOM_PART = re.compile(r"[A-Za-z0-9]{16,}")
_FEWEST_SIGNS = 8


def is_random(value: str) -> bool:
    """Whether the value of a cookie looks like a long random identifier: no word, no setting, no list of things.

    OWASP's Session Management Cheat Sheet asks for at least 64 bits of entropy: sixteen hexadecimal digits."""
    text = value.strip().strip('"')
    parts = _RANDOM_PART.findall(text) if _IDENTIFIER.fullmatch(text) else []
    return any(
        len(set(part.lower())) >= _FEWEST_SIGNS and sum(c.isdigit() for c in part) >= 2 and not part.isdigit()
        for part in parts
    )


def read_cookie(line: str, url: str) -> dict[str, Any] | None:
    """Name and flags of a Set-Cookie line; None for one without name or one that deletes a cookie."""
    head, *parts = line.split(";")
    name, equals, content = head.partition("=")
    pairs = [part.partition("=") for part in parts]
    flags = {key.strip().lower(): value.strip() for key, _, value in pairs}
    max_age = int(flags["max-age"]) if re.fullmatch(r"-?[0-9]{1,12}", flags.get("max-age", "")) else None
    expired = max_age is None and bool(_OLD_DATE.search(flags.get("expires", "")))
    if not equals or not name.strip() or (max_age is not None and max_age <= 0) or expired:
        return None
    same_site = flags.get("samesite", "").lower()
    return {
        "name": name.strip()[:100], "secure": "secure" in flags, "http_only": "httponly" in flags,
        "same_site": same_site if same_site in ("strict", "lax", "none") else "", "path": flags.get("path", "")[:200],
        "domain": flags.get("domain", "")[:200], "max_age": max_age,
        "session": max_age is None and "expires" not in flags, "random": is_random(content), "url": shown(url),
    }  # fmt: skip
