"""A person at the browser: recording the walk that somebody makes, and keeping a login that somebody has made.

The tool only looks on. It captures each step as it does on its own walks, marks the journey as driven by a person, and
the guard stops orders and payments as always: a person cannot buy by mistake either.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from casetrust_audit.collect.browser import find_browser, launch
from casetrust_audit.collect.guard import Intent, Mode
from casetrust_audit.collect.login import Stored, note_stored, state_of, write_login
from casetrust_audit.collect.progress import Progress
from casetrust_audit.collect.session import Session
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.collect.walk import JourneyEnd, Scenario, Walk, go
from casetrust_audit.collect.watched import Watched
from casetrust_audit.errors import NothingAudited, ToolFailure
from casetrust_audit.model.journey import Journey
from casetrust_audit.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

Person: TypeAlias = "Callable[[Page], bool]"
"""Asked again and again while the person is at it; true once there is nothing more to come."""

LOOK_MS = 300
_ORDERED = ("would place an order", "payment host", "order by link", "nothing is sent at the last step")


def record_journey(session: Session, start: str, person: Person, *, progress: Progress, deadline: float,
                   clock: Callable[[], float] = time.monotonic) -> Journey:  # fmt: skip
    """Look on while a person walks from `start` to the last step before payment. Never raises for the shop's doing.

    What is kept is what the tool keeps of a walk of its own, by the same rules, so that it is judged alike."""
    from playwright.sync_api import Error

    walk = Walk(session, Scenario("recorded", start, ""), progress, deadline, clock)
    watched = Watched(walk)
    began = clock()
    session.guard.mode = Mode.SHOP
    try:
        go(walk, start)
        walk.announce(Intent.ANY)
        end, detail = _look_on(watched, person)
    except JourneyEnd as over:
        end, detail = over.end, over.detail
    except Error as error:
        end, detail = "error", in_words(error)
    session.guard.mode = Mode.STOP
    blocked = tuple(f"{s.method} {session.public(s.url)[:200]} ({s.reason})" for s in session.guard.stopped)
    product = next((s.url for s in reversed(walk.met) if s.name == "product"), start)
    return Journey(
        scenario="recorded", session=session.name, product_url=product, quantity=watched.quantity,
        steps=tuple(walk.met), attempts=tuple(walk.attempts), end=end, end_detail=detail, blocked=blocked[:40],
        product_title=walk.title, item_selector=walk.item_selector, seconds=round(clock() - began, 1),
        collected=watched.collected, offers_collection=walk.offers_collection, driver="person",
    )  # fmt: skip


def _look_on(watched: Watched, person: Person) -> tuple[str, str]:
    """Capture whatever is new until the person has done; how the walk ended."""
    walk = watched.walk
    while not person(walk.session.page):
        walk.on_time(watched.at or "the start")
        reading = walk.session.read()
        if watched.ends and any(s.reason in _ORDERED for s in walk.session.guard.stopped):
            return "last-step", f"{watched.ends}; what was then pressed would have ordered, and was stopped"
        watched.look(reading)
        walk.session.page.wait_for_timeout(LOOK_MS)
    if watched.ends:
        return "last-step", watched.ends
    return "stuck", f"the person stopped at {watched.at or 'a page that is no step of a purchase'}"


def keep_login(settings: Settings, output: Path, person: Person, *, headless: bool = False) -> Path:
    """Open the shop, let a person log in, and write the cookies and storage of that login to `output`, readable by its
    owner only.

    The guard does not stand here: the person acts for himself. Raises NothingAudited where no cookie came of it."""
    from playwright.sync_api import Error, sync_playwright

    found = find_browser(settings.browser or None, window=not headless)
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright, found, resolver_rule=settings.resolver_rule, headless=headless)
            context = browser.new_context(ignore_https_errors=True, locale="en-SG", timezone_id="Asia/Singapore")
            page = context.new_page()
            page.goto(settings.url, wait_until="load")
            stored: Stored = {}
            while not person(page):
                for shown in context.pages:
                    note_stored(shown, settings.url, stored)
                page.wait_for_timeout(LOOK_MS)
            for shown in context.pages:  # a window that was closed has told what it held while it was there
                note_stored(shown, settings.url, stored)
            state = state_of(context)
            browser.close()
    except Error as error:
        raise ToolFailure(f"the browser failed: {in_words(error)}", "Try again.") from error
    if not state.get("cookies") and not state.get("origins") and not any(stored.values()):
        raise NothingAudited("the shop set no cookie: nobody has logged in", "Log in before you press Enter.")
    write_login(output, state, stored)
    return output
