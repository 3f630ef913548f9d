"""Coats that change how pages come: drawn by a script, with another status, with the visitor's session in links."""

from __future__ import annotations

from dataclasses import replace

from casetrust_audit.demo.coats.address import Address, Routing
from casetrust_audit.demo.coats.coat import Coat, no_sitemap
from casetrust_audit.demo.web import HTML, Request, Response

_EMPTY = b"<!doctype html><html><head><title>Kopi &amp; Kaya</title></head><body><div id='app'></div></body></html>"
_DRAWN = ("client-shell", "fallback-404", "hash-routes")


def _found_anyway(request: Request, response: Response) -> Response:
    """Status 200 for whatever is not there, and a page where a sitemap would be."""
    if request.path == "/sitemap.xml":
        return Response(_EMPTY, 200, HTML)
    if request.path == "/robots.txt":
        lines = [line for line in response.body.splitlines() if not line.startswith(b"Sitemap")]
        return replace(response, body=b"\n".join(lines) + b"\n")
    return replace(response, status=200) if response.status == 404 else response


def _forget(address: Address) -> Address | None:
    return replace(address, query=address.without("ceid"))


DELIVERED = (
    Coat(
        "session-in-address", "Every link carries the visitor's session",
        "shops that put a session into links for visitors whose cookies they do not trust",
        ("hash-routes",), routing=Routing(lambda address, _posted: address, _forget), visited=True,
    ),
    Coat(
        "client-shell", "Every address answers with an empty page that a script fills",
        "applications whose server sends one shell, and whose pages a script fetches and draws", _DRAWN,
        client="shell", after=no_sitemap,
    ),
    Coat(
        "fallback-404", "Pages come with status 404 and are drawn by a script",
        "applications on static hosts, whose page for what is not found draws the shop", _DRAWN,
        client="fallback", after=no_sitemap,
    ),
    Coat(
        "soft-404", "What is not there answers with status 200",
        "shops that answer every address, the sitemap's too, with a page", after=_found_anyway,
    ),
)  # fmt: skip
