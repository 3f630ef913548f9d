"""What a login adds: the shop is looked at as any guest first, and what only a customer sees is looked at besides.

A login hides as much as it shows (the way to register, the way to buy as a guest, the banner that asks for consent), so
that with one alone an audit would know less. What was seen as a guest is never given up for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from casetrust_audit.collect.crawl import Crawled

MOST_PAGES = 15
"""Pages a customer's crawl may visit where guests were let into the shop."""


@dataclass(frozen=True, slots=True)
class Looked:
    """`first` is the crawl that counts, `whole` with what the other one adds; `behind` where the whole shop is behind
    its login, so that the customer's crawl counts."""

    first: Crawled
    whole: Crawled
    behind: bool = False


def look(guest: Crawled, refused: str, member: Callable[[tuple[str, ...], int | None], Crawled]) -> Looked:
    """Both looks as one. `refused` says why nothing may be judged by the guest's, "" where that may. `member` crawls
    with the login: given the addresses that need no second look, and the most pages (None: as many as any crawl)."""
    if refused:
        crawled = member((), None)
        return Looked(
            crawled, replace(crawled, met=[*crawled.met, *guest.met], walls=crawled.walls + guest.walls), True
        )
    read = {url for m in guest.usable() for url in (m.capture.requested_url, m.capture.final_url)}
    crawled = member(tuple(sorted(read)), MOST_PAGES)
    return Looked(guest, replace(guest, met=[*guest.met, *crawled.met], walls=guest.walls + crawled.walls))
