"""Three releases of one small shop as evidence bundles, written without a browser."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from casetrust_audit.evidence import codec
from casetrust_audit.evidence.bundle import BundleWriter
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Reading
from tests.build import SITE, collection, field, form, heading, link, page

ADDRESS = "Leaf & Co Pte. Ltd., 27 Eng Kopi Street, #01-05, Singapore 168027"
UEN = "UEN 201998765D"
_LINKS = tuple(link(f"/{name}", name.capitalize()) for name in ("terms", "returns", "contact"))
_RETURNS = (
    "You may return goods within 14 days of delivery for a full refund.",
    "Faulty goods are repaired, exchanged or refunded. Refunds are paid within 7 days.",
)


def release(root: Path, day: str, *, uen: bool, plain_login: bool = False) -> Path:
    """The bundle of a release audited on `day`. `uen`: the footer shows the number; `plain_login`: over plain http."""
    pages = [p for session in ("crawl", "second-look") for p in _pages(session, uen, plain_login)]
    numbered = [_numbered(p, i, day) for i, p in enumerate(pages, 1)]
    told = collection(*numbered)
    run = replace(told.run, started=f"{day}T08:00:00Z", finished="", settings={})
    with BundleWriter(root, run) as writer:
        for one in numbered:
            writer.add(replace(one.capture, files=_stored(writer, one)))
        writer.finish(f"{day}T08:05:00Z", told.crawl)
    return root


def _pages(session: str, uen: bool, plain_login: bool) -> list[Page]:
    footer = f"{ADDRESS}, {UEN}" if uen else ADDRESS
    layout = "desktop" if session == "crawl" else "phone"
    kept: dict[str, Any] = dict(session=session, layout=layout)
    action = "http://shop.test/login" if plain_login else SITE + "/login"
    password = field("password", type="password", label="Password")
    return [
        page("home", "/", "Coffee, roasted here.", footer, links=_LINKS, depth=0, **kept),
        page("terms", "/terms", "You may order as a guest.", footer, headings=(heading("Terms"),), **kept),
        page("returns", "/returns", *_RETURNS, footer, headings=(heading("Returns and refunds"),), **kept),
        page("contact", "/contact", "Write to help@shop.test.", footer, **kept),
        page("about", "/about", "We roast coffee.", footer, **kept),
        page("login", "/login", footer, forms=(form(field("email"), password, action=action),), **kept),
    ]


def _numbered(one: Page, number: int, day: str) -> Page:
    return replace(one, capture=replace(one.capture, id=f"c{number:04d}", time=f"{day}T08:0{number % 10}:00Z"))


def _stored(writer: BundleWriter, one: Page) -> dict[str, str]:
    reading = codec.canonical(codec.to_plain(one.reading, Reading))
    html = f"<!-- {hashlib.sha256(reading).hexdigest()} -->".encode()
    return {"html": writer.add_object("html", html), "reading": writer.add_object("reading", reading)}
