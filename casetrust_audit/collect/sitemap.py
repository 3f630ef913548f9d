"""The sitemap: up to three levels, 5,000 addresses of the shop's own site, read without trusting its XML.

Data of the "sitemap" probe:

    {"state": "read" | "none" | "failed", "urls": [..], "files": [{"url", "status", "urls": int, "problem"}],
     "cut": bool (there was more than was read)}
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urljoin

import httpx
from lxml import etree  # type: ignore[import-untyped]

from casetrust_audit.collect.probe_fetch import Answer, follow, may_follow, unpack
from casetrust_audit.text.phrases import phrases

MOST_URLS = 5_000
MOST_FILES = 25
DEPTH = 3
MOST_BYTES = 10_000_000
_MOST_LENGTH = 2_000
A_PAGE = "a page of the shop, not a sitemap"
_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]{0,2000}>", re.I | re.S)
_HTML = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)*(?:<!doctype\s+html|<html|<head)", re.I | re.S)


async def look_at_sitemap(
    client: httpx.AsyncClient,
    origin: str,
    named: Sequence[str],
    *,
    allowed: Callable[[str], bool],
    timeout_s: float,
    data: dict[str, Any],
) -> str:
    """Fill `data` from the sitemaps robots.txt names, or /sitemap.xml; return a problem or ""."""
    start = [u for u in named if may_follow(u, origin)] or [urljoin(origin, "/sitemap.xml")]
    data.update(state="failed", urls=[], files=[], cut=False)
    waiting = deque((url, 1) for url in start)
    seen: set[str] = set()
    found: dict[str, None] = {}
    while waiting:
        url, depth = waiting.popleft()
        if url in seen or not allowed(url):
            continue
        if len(seen) >= MOST_FILES or len(found) >= MOST_URLS:
            data["cut"] = True
            break
        seen.add(url)
        chain = await follow(client, url, site=origin, limit=MOST_BYTES, timeout_s=timeout_s)
        pages, nested, problem = read_sitemap(chain[-1])
        ours = [u for u in pages if may_follow(u, origin)]
        data["files"].append({"url": url, "status": chain[-1].status, "urls": len(ours), "problem": problem})
        room = MOST_URLS - len(found)
        data["cut"] = data["cut"] or chain[-1].cut or len(ours) > room or bool(nested and depth >= DEPTH)
        found.update(dict.fromkeys(ours[:room]))
        data["urls"] = list(found)
        if depth < DEPTH:
            waiting.extend((u, depth + 1) for u in nested if may_follow(u, origin))
    return _settle(data)


def _settle(data: dict[str, Any]) -> str:
    problems = [f["problem"] for f in data["files"] if f["problem"]]
    if not data["files"]:
        data["state"] = "failed"
        return "robots.txt does not allow the sitemap to be read"
    if len(problems) < len(data["files"]):
        data["state"] = "read"
        return ""
    # a shop that answers everything with a page of its own has no sitemap there
    gone = all(f["status"] in (404, 410) or f["problem"] == A_PAGE for f in data["files"])
    data["state"] = "none" if gone else "failed"
    return "" if gone else str(problems[0])


def read_sitemap(answer: Answer) -> tuple[list[str], list[str], str]:
    """Page addresses, addresses of further sitemaps, and a problem ("" where it was read)."""
    if answer.status != 200 or answer.problem:
        return [], [], answer.problem or f"status {answer.status}"
    body = answer.body
    if body[:2] == b"\x1f\x8b":
        body, _ = unpack(body, MOST_BYTES)
    head = body[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:8].lower().startswith((b"http://", b"https://")):
        return [u for line in body.decode("utf-8-sig", "replace").splitlines() if (u := _clean(line))], [], ""
    if _HTML.match(head):
        challenged = phrases("challenge").any(_TAGS.sub(" ", body[:20_000].decode("utf-8", "replace")))
        return [], [], "a challenge, not a sitemap" if challenged else A_PAGE
    return _read_xml(body)


def _read_xml(body: bytes) -> tuple[list[str], list[str], str]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return [], [], f"not XML: {error}"[:200]
    if root is None:
        return [], [], "not XML"
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        return [], [], "declares XML entities, which no sitemap needs; not read"
    kind = etree.QName(root).localname.lower()
    if kind not in ("urlset", "sitemapindex"):
        return [], [], f"not a sitemap but <{kind[:40]}>"
    entry = "url" if kind == "urlset" else "sitemap"
    urls = [u for loc in root.iterfind(f"{{*}}{entry}/{{*}}loc") if (u := _clean(loc.text or ""))]
    return (urls, [], "") if kind == "urlset" else ([], urls, "")


def _clean(text: str) -> str:
    url = text.strip()
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= _MOST_LENGTH else ""
