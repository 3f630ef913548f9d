"""Addresses under /.well-known/ a shop may offer: security.txt, change-password, passkey-endpoints.

Data of the "well-known" probe, one entry a name:

    {"security.txt": {"url", "status", "type", "body" (at most 10 kB), "found": bool}, "change-password": {..},
     "passkey-endpoints": {.., "endpoints": {"enroll": url, "manage": url}}, "soft_404": bool}

`found` is never true for a shop that answers 200 to anything, unless the content proves itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import httpx

from casetrust_audit.collect.probe_fetch import Answer, fetch, follow

NAMES = ("security.txt", "change-password", "passkey-endpoints")
NOTHING = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200"
"""The address the change-password specification gives for telling soft "not found" answers."""

MOST_BYTES = 10_000


async def look_at_well_known(
    client: httpx.AsyncClient, origin: str, *, allowed: Callable[[str], bool], timeout_s: float, data: dict[str, Any]
) -> str:
    """Fill `data` (see the module); return a problem or ""."""
    nothing = await fetch(client, urljoin(origin, NOTHING), limit=MOST_BYTES, timeout_s=timeout_s)
    if nothing.problem:
        return nothing.problem
    soft = nothing.status < 400
    data["soft_404"] = soft
    for name in NAMES:
        url = urljoin(origin, f"/.well-known/{name}")
        if not allowed(url):
            data[name] = {"url": url, "status": 0, "type": "", "body": "", "found": False}
            continue
        if name == "change-password":  # a redirect is its usual answer and is not followed
            answer = await fetch(client, url, limit=MOST_BYTES, timeout_s=timeout_s)
        else:
            answer = (await follow(client, url, site=origin, limit=MOST_BYTES, timeout_s=timeout_s))[-1]
        data[name] = _entry(name, answer, soft)
    return ""


def _entry(name: str, answer: Answer, soft: bool) -> dict[str, Any]:
    kind = answer.header("content-type").split(";")[0].strip().lower()
    text = answer.text()
    entry: dict[str, Any] = {
        "url": answer.url, "status": answer.status, "type": kind, "body": "" if kind == "text/html" else text,
    }  # fmt: skip
    if name == "security.txt":
        entry["found"] = answer.status == 200 and kind != "text/html" and "contact:" in text.lower()
    elif name == "passkey-endpoints":
        entry["endpoints"] = passkey_endpoints(text) if answer.status == 200 else {}
        entry["found"] = bool(entry["endpoints"])
    else:
        entry["found"] = not soft and (answer.status == 200 or bool(answer.location))
    return entry


def passkey_endpoints(text: str) -> dict[str, str]:
    """The "enroll" and "manage" addresses of a passkey-endpoints document; empty where it is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(document, dict):
        return {}
    pairs = ((key, document.get(key)) for key in ("enroll", "manage"))
    return {key: value[:500] for key, value in pairs if isinstance(value, str) and value.startswith("https://")}
