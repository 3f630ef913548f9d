"""The crawl: from the front page by page role, then a second look in a fresh context on a phone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from casetrust_audit.collect.frontier import Frontier, Known
from casetrust_audit.collect.progress import Progress, Update
from casetrust_audit.collect.robots import RobotsPolicy
from casetrust_audit.collect.roles import is_policy_like
from casetrust_audit.collect.session import Met, Session
from casetrust_audit.model.capture import Skip
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key, same_site

LONGEST_RETRY = 30
SECOND_LOOK = {"home": 1, "listing": 2, "product": 4, "cart": 1, "contact": 1, "complaint": 1, "returns": 1, "terms": 1,
               "privacy": 1, "about": 1, "login": 1, "register": 1}  # fmt: skip


@dataclass(slots=True)
class Crawled:
    """What a crawl met and what it left."""

    met: list[Met] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    footer_left: int = 0
    policy_left: int = 0
    frontier_left: int = 0
    walls: int = 0
    partial: str = ""

    def usable(self, *roles: str) -> list[Met]:
        """Usable captures, of the roles where any are given."""
        return [m for m in self.met if m.capture.usable and (not roles or m.capture.role in roles)]


def crawl(
    session: Session,
    start: str,
    sitemap: tuple[str, ...],
    robots: RobotsPolicy | None,
    *,
    max_pages: int,
    deadline: float,
    progress: Progress,
    clock: Callable[[], float] = time.monotonic,
) -> Crawled:
    """Visit the shop from its front page. `robots` None means robots.txt is not obeyed (own site).

    `deadline` is on `clock`. Ends early, with `partial` said, where the time or byte budget is used up.
    """
    result = Crawled()
    frontier = Frontier(start, max_pages)
    home = session.visit(start, depth=0, via="start", start=True)
    frontier.seen.add(canonical_key(start))
    frontier.visited = 1
    _note(frontier, result, home)
    if home.reading is not None:
        frontier.seen.add(canonical_key(home.reading.url))
    if not home.capture.usable:
        return result
    for url in sitemap:
        frontier.add(url, "", depth=-1, via="sitemap")
    left: list[Known] = []
    while link := frontier.take():
        if clock() > deadline or session.guard.bytes_left <= 0:
            result.partial = "time budget used up" if clock() > deadline else "byte budget used up"
            frontier.skip(link, result.partial)
            left.append(link)
            break
        if robots is not None and same_site(link.url, start) and not robots.allowed(link.url):
            frontier.skip(link, "robots.txt disallows it")
            left.append(link)
            continue
        progress(Update("crawl", link.url, len(result.met)))
        _note(frontier, result, _visit(session, link))
    left += frontier.waiting.values()
    frontier.drain()
    result.skips = list(frontier.skipped.values())
    result.footer_left = sum(1 for k in left if k.footer)
    result.policy_left = sum(1 for k in left if is_policy_like(k.role) and not k.footer)
    result.frontier_left = len([s for s in result.skips if s.reason not in _NEVER])
    return result


_NEVER = ("leads to another site", "would act, not read", "a file, not a page")


def _visit(session: Session, link: Known) -> Met:
    if not same_site(link.url, session.settings.url):
        session.guard.also.add(link.url)
    met = session.visit(link.url, depth=link.depth, via=link.via, link_text=link.text)
    if met.capture.status in (429, 503) and (wait := _retry_seconds(session.retry_after)):
        session.page.wait_for_timeout(wait * 1000)
        met = session.visit(link.url, depth=link.depth, via=link.via, link_text=link.text)
    return met


def _retry_seconds(header: str) -> int:
    """Seconds to wait by Retry-After; 0 where it asks for none or for more than is sensible."""
    return int(header) if header.isdigit() and 0 < int(header) <= LONGEST_RETRY else 0


def _note(frontier: Frontier, result: Crawled, met: Met) -> None:
    result.met.append(met)
    result.walls += any(p.kind in ("challenge", "login-wall") for p in met.capture.problems)
    if met.reading is None or not met.capture.usable or not same_site(met.reading.url, frontier.shop):
        return
    frontier.seen.add(canonical_key(met.reading.url))
    depth = met.capture.depth + 1 if met.capture.depth >= 0 else -1
    for link in met.reading.links:
        if link.href:
            frontier.add(
                link.href, link.text, depth=depth, via="link", footer=link.area == "footer" and met.capture.depth == 0
            )
    for card in met.reading.cards:
        if card.visible and any(a.visible for a in card.amounts):
            frontier.expect_product(card.href, button=phrases("add-to-cart").any(card.button))


def second_look(session: Session, crawled: Crawled, *, deadline: float, progress: Progress,
                clock: Callable[[], float] = time.monotonic) -> list[Met]:  # fmt: skip
    """Visit the pages that matter again, in a fresh context: what is seen twice is confirmed."""
    met: list[Met] = []
    count: dict[str, int] = {}
    seen: set[str] = set()
    for first in crawled.usable():
        role, url = first.capture.role, first.capture.final_url
        if count.get(role, 0) >= SECOND_LOOK.get(role, 0) or url in seen or "[redacted]" in url:
            continue
        if clock() > deadline:
            break
        count[role] = count.get(role, 0) + 1
        seen.add(url)
        progress(Update("second-look", url, len(met)))
        met.append(session.visit(url, depth=first.capture.depth, via=first.capture.found_via, start=role == "home"))
    return met
