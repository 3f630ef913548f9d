"""A reading on its own as a `Page`, so that what the audit asks of pages can be asked of one reading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from casetrust_audit.facts.sentences import key
from casetrust_audit.model.capture import Capture, Page
from casetrust_audit.model.reading import Card, Reading
from casetrust_audit.text.once import once

FRAME = ("header", "nav", "footer")
"""Areas that are the shop's, not the page's."""


def lone_page(reading: Reading, role: str = "product") -> Page:
    """The page of a reading of which nothing else is known; it is no observation and carries no time."""
    capture = Capture(
        id="page", role=role, role_confidence=1.0, session="one-page", layout="desktop", requested_url=reading.url,
        final_url=reading.url, status=None, time="", title=reading.title, depth=-1, found_via="start",
    )  # fmt: skip
    return Page(capture, reading)


@once
def product_page(reading: Reading) -> Page:
    """The lone page of a product, with only those cards left that show other products.

    What other products stand in comes in rows of like cards. A card without its like is a part of the page whose
    links happen to lead to one place (the box to buy in, a banner), and so is one that leads to the page itself.
    """
    places = Counter(place(c.selector) for c in reading.cards)
    here = {key(url) for url in (reading.url, reading.canonical) if url}

    def other(card: Card) -> bool:
        return places[place(card.selector)] > 1 and key(card.href) not in here

    return lone_page(replace(reading, cards=tuple(c for c in reading.cards if other(c))))


def place(selector: str) -> str:
    """A selector without its numbers: the same for all cards, and all buttons, of one list."""
    return re.sub(r"\d+", "", selector)


def undrawn(reading: Reading) -> bool:
    """True where the page's own part is hidden: its title is, or nearly all of its text."""
    main = [b for b in reading.blocks if b.area not in FRAME and b.area != "dialog"]
    titles = [h for h in reading.headings if h.level == 1]
    hidden = sum(not b.visible for b in main)
    return bool(main) and (hidden > 0.9 * len(main) or (bool(titles) and not any(h.visible for h in titles)))


@once
def all_shown(reading: Reading) -> Reading:
    """The reading as if its scripts had drawn everything."""
    return replace(
        reading,
        blocks=tuple(replace(b, visible=True) for b in reading.blocks),
        buttons=tuple(replace(b, visible=True) for b in reading.buttons),
        cards=tuple(replace(c, visible=True) for c in reading.cards),
        links=tuple(replace(x, visible=True) for x in reading.links),
        headings=tuple(replace(h, visible=True) for h in reading.headings),
    )
