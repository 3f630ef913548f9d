"""The door of the collect room: from settings to a bundle on disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from casetrust_audit.collect.accessibility import KeyPages
from casetrust_audit.collect.browser import Found, find_browser, launch
from casetrust_audit.collect.crawl import Crawled, crawl, second_look
from casetrust_audit.collect.known_pages import KnownPages
from casetrust_audit.collect.login import Login, read_login
from casetrust_audit.collect.members import Looked, look
from casetrust_audit.collect.person import Person, record_journey
from casetrust_audit.collect.price_log import read_price_log
from casetrust_audit.collect.probe_dns import mail_domains
from casetrust_audit.collect.probes import first_probes, run_probes
from casetrust_audit.collect.progress import Progress, Update, silent
from casetrust_audit.collect.robots import NOBODY, RobotsPolicy
from casetrust_audit.collect.roles import looks_like_shop
from casetrust_audit.collect.scenarios import (
    as_member,
    choose_scenarios,
    planned_scenarios,
    to_collect,
    worth_repeating,
)
from casetrust_audit.collect.session import Counter, Met, Session, utc_now
from casetrust_audit.collect.shopper import shop_journey
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.collect.walk import Scenario
from casetrust_audit.errors import NothingAudited, ToolFailure
from casetrust_audit.evidence.bundle import BundleWriter
from casetrust_audit.model.capture import CrawlSummary, Page, Probe, RunInfo
from casetrust_audit.model.journey import AS_MEMBER, Journey
from casetrust_audit.settings import Settings
from casetrust_audit.text.address_key import AddressKeys
from casetrust_audit.text.urls import site_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROBE_SECONDS = 10.0
LONGEST_PACE = 10.0
"""A longer Crawl-delay than this, in seconds, would make an audit last for hours; it is kept to this much."""


def tool_version() -> str:
    """Version of the installed package."""
    return version("casetrust-audit")


def user_agent(browser_version: str, contact: str) -> str:
    """A user agent that names the tool: shops may know who looks, and may answer as they like."""
    major = browser_version.split(".", maxsplit=1)[0]
    reach = f"; {contact}" if contact else ""
    return (
        f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36 "
        f"casetrust-audit/{tool_version()} (readiness audit{reach})"
    )


@dataclass(slots=True)
class _Run:
    """One collection under way."""

    browser: Browser
    settings: Settings
    writer: BundleWriter
    agent: str
    progress: Progress
    deadline: float
    clock: Callable[[], float]
    counter: Counter
    key_pages: KeyPages
    pages: KnownPages
    robots: RobotsPolicy | None = None
    """None where robots.txt is read and not obeyed (own site)."""
    login: Login | None = None
    person: Person | None = None
    """Who walks to the payment, where it is not the tool."""

    def session(self, name: str, layout: str = "desktop", *, member: bool = False, new: bool = False) -> Session:
        """A context of its own; with the login for a `member`. `new` where what it learns of home is its own."""
        member = member and self.login is not None
        session = Session(
            self.browser, self.settings, self.writer, self.counter, login=self.login if member else None,
            name=name + AS_MEMBER if member else name,
            layout=layout, user_agent=self.agent, clock=self.clock, key_pages=self.key_pages,
            progress=self.progress, pages=KnownPages(self.pages.keys) if new else self.pages,
        )  # fmt: skip
        session.guard.allowed = self.robots.allowed if self.robots is not None else None
        return session


def collect(
    settings: Settings, output: Path, progress: Progress = silent, person: Person | None = None, *, window: bool = False
) -> Path:
    """Walk the shop and write its evidence to `output`, a new directory; returns it. With a `person` it is that person
    who walks to the payment, in a browser with a `window`.

    Raises NothingAudited (after closing the bundle properly) where nothing trustworthy was seen, BrowserMissing or
    ToolFailure where the tool is at fault, UsageError where `output` is taken. KeyboardInterrupt closes the bundle as
    partial and goes on.
    """
    from playwright.sync_api import Error, sync_playwright

    log = read_price_log(settings.price_log, settings.url) if settings.price_log is not None else None
    login = read_login(settings.login_state) if settings.login_state is not None else None
    found = find_browser(settings.browser or None, window=window)
    progress(Update("browser", str(found)))
    started = utc_now()
    agent = user_agent(found.version, settings.contact)
    run = RunInfo(
        target=settings.url, site=site_of(settings.url), started=started, finished="", tool_version=tool_version(),
        browser=f"Chromium {found.version}", settings=settings.public(), user_agent=agent,
    )  # fmt: skip
    clock = time.monotonic
    with BundleWriter(output, run) as writer:
        summary = CrawlSummary(0, False, 0, 0, 0, "not-asked", 0, "the browser failed")
        reason = ""
        if log is not None:
            writer.add(log)
        try:
            with sync_playwright() as playwright:
                browser = launch(playwright, found, resolver_rule=settings.resolver_rule, headless=not window)
                try:
                    state = _Run(
                        browser, settings, writer, agent, progress, clock() + settings.max_seconds, clock, Counter(),
                        KeyPages(settings.journeys), KnownPages(AddressKeys(settings.url)), login=login,
                        person=person,
                    )  # fmt: skip
                    summary, reason = _collect(state)
                finally:
                    browser.close()
        except KeyboardInterrupt:
            summary = replace(summary, partial="interrupted")
            raise
        except Error as error:
            summary = replace(summary, partial="the browser failed")
            raise ToolFailure(f"the browser failed: {in_words(error)}", _doctor(found)) from error
        finally:
            writer.finish(utc_now(), summary)
    progress(Update("done", str(output), summary.pages))
    if reason:
        raise NothingAudited(reason, "Nothing may be concluded about this shop from this run.")
    return output


def _doctor(found: Found) -> str:
    return f"Try again; if it happens again, run `casetrust-audit doctor` (browser used: {found})."


def _collect(run: _Run) -> tuple[CrawlSummary, str]:
    """The whole walk; gives the summary, and why nothing was audited ("" where something was)."""
    settings = run.settings
    run.progress(Update("probes", "robots and sitemap"))
    parts = urlsplit(settings.url)
    origin = f"{parts.scheme}://{parts.netloc}"
    first = first_probes(origin, user_agent=run.agent, timeout_s=PROBE_SECONDS, own_site=settings.own_site)
    policy = RobotsPolicy.from_data(first[0].data)
    run.robots = None if settings.own_site else policy
    if run.robots is not None and (delay := policy.crawl_delay):
        run.settings = replace(settings, pace_seconds=max(settings.pace_seconds, min(delay, LONGEST_PACE)))
    sitemap, state = _sitemap(first)
    if run.robots is not None and not policy.allowed(settings.url):
        for probe in first:
            run.writer.add(probe)
        why = policy.reason or "robots.txt disallows the front page"
        helps = "check it" if why.startswith(NOBODY) else "use --own-site if you answer for this shop"
        return _summary(Crawled(partial=why), state, [], run.pages.keys), f"{why}; {helps}"
    with run.session("crawl") as session:
        crawled = crawl(
            session, settings.url, sitemap, run.robots,
            max_pages=settings.max_pages, deadline=run.deadline, progress=run.progress, clock=run.clock,
        )  # fmt: skip
    looked = Looked(crawled, crawled) if run.login is None else _look_as_member(run, crawled, sitemap)
    crawled = looked.whole
    for skip in crawled.skips:
        run.writer.add(skip)
    if why := _nothing(crawled):
        for probe in first:
            run.writer.add(probe)
        return _summary(crawled, state, [], run.pages.keys), why
    again: list[Met] = []
    with run.session("second-look", "phone", member=looked.behind) as session:
        again = second_look(session, looked.first, deadline=run.deadline, progress=run.progress, clock=run.clock)
    paths = tuple(urlsplit(m.capture.final_url).path for m in crawled.usable("product", "cart", "login", "account"))
    run.progress(Update("probes", "certificate, headers, cookies, redirects, mail domain"))
    probes = run_probes(
        origin, plain_origin=settings.plain_url, user_agent=run.agent, ca_file=settings.ca_file,
        timeout_s=PROBE_SECONDS, session_paths=tuple(dict.fromkeys(paths))[:6], own_site=settings.own_site, known=first,
        mail_domains=mail_domains(m.reading for m in crawled.usable() if m.reading is not None),
        dns_server=settings.dns_server,
    )  # fmt: skip
    for probe in probes:
        run.writer.add(probe)
    if settings.journeys:
        _walks(run, looked)
    return _summary(crawled, state, again, run.pages.keys), ""


def _look_as_member(run: _Run, guest: Crawled, sitemap: tuple[str, ...]) -> Looked:
    refused = _nothing(guest)

    def member(known: tuple[str, ...], most: int | None) -> Crawled:
        run.progress(Update("crawl", "what a customer sees who is logged in"))
        with run.session("crawl", member=True, new=not refused) as session:
            return crawl(
                session, run.settings.url, sitemap if refused else (), run.robots, known=known,
                max_pages=min(most or run.settings.max_pages, run.settings.max_pages), deadline=run.deadline,
                progress=run.progress, clock=run.clock,
            )  # fmt: skip

    return look(guest, refused, member)


def _sitemap(probes: tuple[Probe, ...]) -> tuple[tuple[str, ...], str]:
    """URLs of the sitemap and whether it was read: "read", "none", "failed"."""
    probe = next((p for p in probes if p.kind == "sitemap"), None)
    if probe is None:
        return (), "not-asked"
    urls = tuple(str(u) for u in probe.data.get("urls", ()))
    if urls:
        return urls, "read"
    return (), "failed" if probe.problem else "none"


def _nothing(crawled: Crawled) -> str:
    """Why nothing may be judged; "" where the front page is a shop's."""
    home = crawled.met[0]
    if not home.capture.usable:
        problem = next(p for p in home.capture.problems if p.kind not in ("not-settled", "certificate"))
        return f"{home.capture.requested_url}: {problem.kind.replace('-', ' ')} ({problem.detail})"
    pages = tuple(Page(m.capture, m.reading) for m in crawled.usable() if m.reading is not None)
    if crawled.dead:
        return f"{home.capture.requested_url}: {crawled.dead}"
    if not looks_like_shop(pages):
        walls = [m for m in crawled.met if any(p.kind == "login-wall" for p in m.capture.problems)]
        if walls:
            return f"{home.capture.requested_url}: every page of the shop asks for a login"
        return f"{home.capture.requested_url}: nothing is sold here: no product, price or cart on {len(pages)} page(s)"
    return ""


def _summary(crawled: Crawled, sitemap: str, again: list[Met], keys: AddressKeys) -> CrawlSummary:
    distinct = {keys.key(m.capture.final_url) for m in crawled.usable()}
    walls = crawled.walls + sum(any(p.kind == "challenge" for p in m.capture.problems) for m in again)
    return CrawlSummary(
        pages=len(distinct), home_usable=bool(crawled.met) and crawled.met[0].capture.usable,
        footer_links_left=crawled.footer_left, policy_links_left=crawled.policy_left,
        frontier_left=crawled.frontier_left, sitemap=sitemap, walls=walls, partial=crawled.partial,
        session_parameters=tuple(sorted({name.lstrip("#") for name in keys.sessions})),
    )  # fmt: skip


def _walks(run: _Run, looked: Looked) -> None:
    """Every scenario, one after the other, each in a context of its own: as a guest, and with the login besides where
    guests do not come to the end."""
    crawled = looked.whole
    if run.person is not None:
        with run.session("journey-recorded", member=True) as session:
            run.progress(Update("journey", "a person walks"))
            run.writer.add(record_journey(session, run.settings.url, run.person, progress=run.progress,
                                          deadline=run.deadline, clock=run.clock))  # fmt: skip
        return
    walks: list[tuple[Scenario, Journey]] = []
    wanted = planned_scenarios(run.settings.walks)
    taken = {s.product_url for s in wanted}
    chosen = choose_scenarios(looked.first) or choose_scenarios(crawled)
    own = (s for s in chosen if not s.sold_out and s.product_url not in taken)
    for scenario in wanted or chosen:
        if run.clock() > run.deadline:
            crawled.partial = crawled.partial or "time budget used up before the journeys"
            return
        walks.append((scenario, _walk(run, scenario, lambda: next(own, None))))
        if run.login is not None and not scenario.sold_out and not walks[-1][1].reached_end:
            member = as_member(scenario)
            walks.append((member, _walk(run, member, lambda: next(own, None))))
    for more in () if wanted else (worth_repeating(walks), to_collect(walks)):
        if more is not None and run.clock() <= run.deadline:
            _walk(run, more)


def _walk(run: _Run, scenario: Scenario, instead: Callable[[], Scenario | None] = lambda: None) -> Journey:
    with run.session(f"journey-{scenario.name.removesuffix(AS_MEMBER)}", member=scenario.member) as session:
        run.progress(Update("journey", scenario.name))
        journey = shop_journey(
            session, scenario, progress=run.progress, deadline=run.deadline, clock=run.clock, instead=instead
        )
    run.writer.add(journey)
    return journey
