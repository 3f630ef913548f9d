"""The crawl: from the front page by page role, then a second look in a fresh context on a phone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from casetrust_audit.collect.frontier import NEVER, Frontier, Known
from casetrust_audit.collect.lost_page import ask_for_nothing, lost_address
from casetrust_audit.collect.progress import Progress, Update
from casetrust_audit.collect.robots import RobotsPolicy
from casetrust_audit.collect.role_forms import adds_in_words
from casetrust_audit.collect.roles import is_policy_like
from casetrust_audit.collect.session import Met, Session
from casetrust_audit.collect.template import says
from casetrust_audit.collect.tiles import press_tiles
from casetrust_audit.model.capture import Capture, Skip
from casetrust_audit.model.reading import Card, Reading
from casetrust_audit.text.urls import same_site

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
    dead: str = ""
    """Why nothing read here counts as the shop's, found out only once more than the front page was asked for."""

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
    known: Iterable[str] = (),
) -> Crawled:
    """Visit the shop from its front page. `robots` None means robots.txt is not obeyed (own site). Pages
    at the addresses `known` were read before, and are left out.

    `deadline` is on `clock`. Ends early, with `partial` said, where the time or byte budget is used up.
    """
    result = Crawled()
    pages = session.pages
    frontier = Frontier(start, max_pages, pages.keys)
    home = session.visit(start, depth=0, via="start", start=True)
    frontier.saw(start)
    for url in known:
        frontier.saw(url)
    frontier.visited = 1
    _note(frontier, result, home)
    if home.reading is not None:
        frontier.note_home(start, home.reading)
    if not home.capture.usable or home.reading is None:
        return result
    pages.note_home(start, home.reading, home.capture.status)
    if robots is None or robots.allowed(lost_address(start, pages.keys)):
        ask_for_nothing(session, start)
    if pages.answers_with_error and not pages.tells_lost:
        result.dead = "every address is answered with an error and the same page"
        return result
    pressed = press_tiles(session, frontier, home, 0)
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
        met = _visit(session, link)
        _note(frontier, result, met, link)
        pressed += press_tiles(session, frontier, met, pressed)
    frontier.settle()
    left += frontier.waiting.values()
    frontier.drain()
    wanting = {k.url: k.role for k in left if k.footer or is_policy_like(k.role)}
    result.skips = [replace(s, role=wanting.get(s.url, "")) for s in frontier.skipped.values()]
    result.footer_left = sum(1 for k in left if k.footer)
    result.policy_left = len(wanting) - result.footer_left
    result.frontier_left = len([s for s in result.skips if s.reason not in NEVER])
    return result


def _visit(session: Session, link: Known) -> Met:
    if not same_site(link.url, session.settings.url):
        session.guard.also.add(link.url)
    met = session.visit(link.url, depth=link.depth, via=link.via, link_text=link.text, expected=link.role)
    if met.capture.status in (429, 503) and (wait := _retry_seconds(session.retry_after)):
        session.page.wait_for_timeout(wait * 1000)
        met = session.visit(link.url, depth=link.depth, via=link.via, link_text=link.text, expected=link.role)
    return met


def _retry_seconds(header: str) -> int:
    """Seconds to wait by Retry-After; 0 where it asks for none or for more than is sensible."""
    return int(header) if header.isdigit() and 0 < int(header) <= LONGEST_RETRY else 0


def _note(frontier: Frontier, result: Crawled, met: Met, link: Known | None = None) -> None:
    """What a page that was visited tells of itself, of the shop's addresses, and of other pages."""
    capture, reading = met.capture, met.reading
    result.met.append(met)
    if link is not None and _led_to_what_was_read(frontier, result, capture):
        frontier.give_back()
    result.walls += any(p.kind in ("challenge", "login-wall") for p in capture.problems)
    if reading is None or not capture.usable or not same_site(reading.url, frontier.shop):
        return
    stands_in = capture.role in _ALIKE or (capture.role == "home" and link is not None)
    if not stands_in and not any(f.type == "password" for f in reading.fields()):
        frontier.keys.note_page(reading.url, says(reading))
    frontier.saw(reading.url)
    if link is not None:
        frontier.turned_out(link, capture.role, reading)
    depth = capture.depth + 1 if capture.depth >= 0 else -1
    for a in reading.links:
        if a.href:
            footer = a.area == "footer" and capture.depth == 0
            frontier.add(a.href, a.text, depth=depth, via="link", footer=footer, place=a.area)
    inside = _links_inside(reading)
    for card in reading.cards:
        if card.visible and any(a.visible for a in card.amounts):
            for href in {card.href, *inside.get(card.selector, ())}:
                frontier.expect_product(href, button=adds_in_words(card.button))


def _led_to_what_was_read(frontier: Frontier, result: Crawled, capture: Capture) -> bool:
    """The shop answered with another address, whose page was read before."""
    key = frontier.keys.key
    came = key(capture.final_url)
    return came != key(capture.requested_url) and any(came == key(m.capture.final_url) for m in result.met[:-1])


_ALIKE = frozenset({"login", "register", "error"})
"""Roles of pages that come in place of others: what they say tells nothing of the address that was asked for."""


def _links_inside(reading: Reading) -> dict[str, set[str]]:
    """Links with a hash route by the selector of the card they stand in: the card's own address is without the hash."""
    cards: dict[str, Card] = {c.selector: c for c in reading.cards}
    inside: dict[str, set[str]] = {}
    for link in reading.links:
        if "#/" not in link.href and "#!" not in link.href:
            continue
        steps = link.selector.split(" > ")
        for n in range(len(steps), 0, -1):
            if (selector := " > ".join(steps[:n])) in cards:
                inside.setdefault(selector, set()).add(link.href)
    return inside


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
