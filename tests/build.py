"""Builders for the model's types, so that a test states only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casetrust_audit.model.capture import Capture, Collection, CrawlSummary, Page, Probe, RunInfo
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.reading import (
    Button,
    Card,
    CardAmount,
    Field,
    Form,
    Heading,
    Link,
    Reading,
    Row,
    TextBlock,
    TextRun,
)

SITE = "https://shop.test"


def block(text: str, **over: Any) -> TextBlock:
    """A visible block of main text in one 16 px run."""
    run = TextRun(text, over.pop("font_px", 16.0), 400, over.pop("strike", False), over.get("visible", True), 12.0)
    values: dict[str, Any] = dict(
        tag="p", selector=f"p[{abs(hash(text)) % 997}]", area="main", visible=True, box=(10, 10, 300, 20), runs=(run,)
    )
    return TextBlock(text=text, **(values | over))


def link(href: str, text: str, **over: Any) -> Link:
    """A visible link; a path is taken to be on the shop."""
    url = SITE + href if href.startswith("/") else href
    values: dict[str, Any] = dict(selector=f"a[href='{href}']", area="main", visible=True, box=(10, 40, 80, 20))
    return Link(href=url, text=text, **(values | over))


def field(name: str, **over: Any) -> Field:
    """A visible text input."""
    values: dict[str, Any] = dict(
        tag="input", type="text", name=name, id=name, label=name, placeholder="", autocomplete="", required=False,
        checked=False, disabled=False, visible=True, selector=f"[name={name}]", box=(10, 60, 200, 30),
    )  # fmt: skip
    return Field(**(values | over))


def form(*fields: Field, **over: Any) -> Form:
    """A visible https POST form."""
    values: dict[str, Any] = dict(
        selector="form", action=SITE + "/send", method="post", area="main", visible=True, text="", buttons=()
    )
    return Form(fields=fields, **(values | over))


def row(label: str, *amounts: str, **over: Any) -> Row:
    """A visible row of the order summary."""
    values: dict[str, Any] = dict(
        text=" ".join((label, *amounts)), selector=f"tr[{label}]", area="main", visible=True, box=(10, 100, 400, 30),
        tag="tr", group="#summary",
    )  # fmt: skip
    return Row(label, amounts, **(values | over))


def card(href: str, title: str, *amounts: str, struck: Sequence[str] = (), **over: Any) -> Card:
    """A visible product card far below the page's own item; `struck` amounts come first."""
    box = over.get("box", (10.0, 3000.0, 300.0, 400.0))
    listed = [CardAmount(t, True, True, 14.0, box) for t in struck] + [
        CardAmount(t, False, True, 16.0, box) for t in amounts
    ]
    values: dict[str, Any] = dict(
        text=" ".join((title, *struck, *amounts)), selector=f"li[{title}]", area="main", visible=True, box=box
    )
    url = SITE + href if href.startswith("/") else href
    return Card(url, title, amounts=tuple(listed), **(values | over))


def button(text: str, **over: Any) -> Button:
    """A visible, live button of the page's main part."""
    values: dict[str, Any] = dict(
        selector=f"button[{text}]", type="submit", form="", area="main", visible=True, disabled=False,
        box=(10, 140, 160, 44),
    )  # fmt: skip
    return Button(text=text, **(values | over))


def reading(url: str = SITE + "/", **over: Any) -> Reading:
    """A settled desktop reading."""
    values: dict[str, Any] = dict(
        title="Test shop", lang="en", viewport=(1280, 900), document=(1280, 2000), settled=True, truncated=False
    )
    return Reading(url=url, **(values | over))


_counter = iter(range(1, 10**6))


def page(role: str, path: str = "/", *texts: str, **over: Any) -> Page:
    """A usable page; keyword arguments go to the capture where it has them, else to the reading."""
    url = SITE + path if path.startswith("/") else path
    number = next(_counter)
    capture: dict[str, Any] = dict(
        id=f"c{number:04d}", role=role, role_confidence=1.0, session="crawl", layout="desktop", requested_url=url,
        final_url=url, status=200, time="2026-01-01T00:00:00Z", title="Test shop", depth=1, found_via="link",
        files={"html": f"{number:064x}", "reading": "r" * 64},
    )  # fmt: skip
    requests = over.pop("requests", ())
    for key in list(over):
        if key in capture or key in ("step", "problems", "scale", "content_policy"):
            capture[key] = over.pop(key)
    blocks = over.pop("blocks", ()) + tuple(block(t) for t in texts)
    return Page(Capture(**capture), reading(url, blocks=blocks, **over), requests)


def heading(text: str, level: int = 1) -> Heading:
    return Heading(level, text, True, (10, 10, 400, 40), f"h{level}")


def collection(
    *pages: Page, probes: Sequence[Probe] = (), journeys: Sequence[Journey] = (), **crawl: Any
) -> Collection:
    """A complete collection in which enough was looked at, unless the crawl summary says otherwise."""
    summary: dict[str, Any] = dict(
        pages=max(len(pages), 25), home_usable=True, footer_links_left=0, policy_links_left=0, frontier_left=0,
        sitemap="read", walls=0, partial="",
    )  # fmt: skip
    run = RunInfo(SITE + "/", "shop.test", "2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z", "0", "test", {})
    return Collection(
        run,
        tuple(p.capture for p in pages),
        pages,
        tuple(probes),
        tuple(journeys),
        (),
        CrawlSummary(**(summary | crawl)),
    )
