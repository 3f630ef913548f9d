"""Items shown in tiles that are no links: a tile is pressed, and where that leads is taken note of. Nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casetrust_audit.collect.frontier import Frontier
from casetrust_audit.collect.role_forms import adds_in_words
from casetrust_audit.collect.session import Met, Session
from casetrust_audit.model.reading import Card
from casetrust_audit.text.urls import same_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

TILES_A_PAGE = 6
MOST_TILES = 18
"""Tiles pressed on one page, and in a whole crawl."""
PRESS_MS = 3000
MOVE_MS = 3000
"""How long a press may take, and how long the page may take to go elsewhere after it."""


def tiles(met: Met) -> tuple[Card, ...]:
    """Items on a page that no link leads to, each with a name, a price and something to press."""
    if met.reading is None or not met.capture.usable or met.capture.role not in ("home", "listing", "search", "other"):
        return ()
    return tuple(
        c for c in met.reading.cards
        if c.visible and not c.href and c.press and c.title and any(a.visible for a in c.amounts)
    )  # fmt: skip


def press_tiles(session: Session, frontier: Frontier, met: Met, pressed: int) -> int:
    """Press the tiles of the page that is shown, and add the addresses they lead to; how many were pressed.

    `pressed` is how many were pressed before. The page is opened anew for each, as it was found."""
    found = tiles(met)[: min(TILES_A_PAGE, MOST_TILES - pressed)]
    if not found or met.reading is None:
        return 0
    here, depth = met.reading.url, met.capture.depth + 1 if met.capture.depth >= 0 else -1
    for card in found:
        url = _led_to(session, here, card)
        if url and same_site(url, frontier.shop):
            frontier.add(url, card.title, depth=depth, via="press", place=card.area)
            frontier.expect_product(url, button=adds_in_words(card.button))
    return len(found)


def _led_to(session: Session, here: str, card: Card) -> str:
    """The address a tile leads to; "" where it leads nowhere, or cannot be pressed."""
    from playwright.sync_api import Error

    page: Page = session.page
    try:
        if page.url != here:
            page.goto(here, wait_until="load")
            session.read()
        session.begin()
        page.locator(card.press).first.click(timeout=PRESS_MS)
        page.wait_for_url(lambda url: url != here, timeout=MOVE_MS, wait_until="commit")
    except Error:  # it opens no page of its own; what it does show is the walk's business
        return ""
    return page.url
