"""A browser context with its guard and one page: goes to pages, reads them once, writes captures."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from casetrust_audit.collect import accessibility, gate
from casetrust_audit.collect.accessibility import KeyPages
from casetrust_audit.collect.browser import INTERRUPTED, VIEWPORTS, context_options
from casetrust_audit.collect.guard import Guard
from casetrust_audit.collect.known_pages import KnownPages
from casetrust_audit.collect.login import Login
from casetrust_audit.collect.page_reader import JOURNEY_MS, SETTLE_CAP_MS, PageHangs, PageReader
from casetrust_audit.collect.progress import Progress, Update, silent
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.collect.walls import asked_role
from casetrust_audit.collect.without_secrets import hiding, public, reading_bytes
from casetrust_audit.evidence import codec, redact
from casetrust_audit.evidence.bundle import BundleWriter
from casetrust_audit.model.accessibility import AccessibilityScan
from casetrust_audit.model.capture import SOFT_PROBLEMS, Capture, Problem, Request
from casetrust_audit.model.reading import Reading
from casetrust_audit.settings import Settings
from casetrust_audit.text.address_key import AddressKeys

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page, Response
    from playwright.sync_api import Request as BrowserRequest

CLOSE_TRIES = 30
TALLEST_SCREENSHOT = 6000
SCREENSHOT_QUALITY = 60
LONGEST_POLICY = 4000
ALIVE_MS = 2000
"""A page that takes no event for so long hangs."""


def utc_now() -> str:
    """Now, UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(slots=True)
class Counter:
    """Numbers captures through all sessions of a run."""

    value: int = 0

    def next(self) -> str:
        self.value += 1
        return f"c{self.value:04d}"


@dataclass(frozen=True, slots=True)
class Met:
    """A page as met: its capture, and its reading where there is one (unusable pages may have one too)."""

    capture: Capture
    reading: Reading | None


class Session:
    """One context, one page. `close` it; it is a context manager."""

    def __init__(
        self,
        browser: Browser,
        settings: Settings,
        writer: BundleWriter,
        counter: Counter,
        *,
        name: str,
        layout: str = "desktop",
        user_agent: str,
        clock: Callable[[], float] = time.monotonic,
        key_pages: KeyPages | None = None,
        pages: KnownPages | None = None,
        progress: Progress = silent,
        login: Login | None = None,
    ) -> None:
        """`login` is put into the browser, and nothing of it into the evidence. `key_pages` says which pages are looked
        at for their accessibility; none where it is not given. `pages` are known to all sessions of a run."""
        self.pages = pages or KnownPages(AddressKeys(settings.url))
        self.name, self.layout, self.key_pages, self._progress = name, layout, key_pages, progress
        self.settings, self.writer, self.counter = settings, writer, counter
        self.context: BrowserContext = browser.new_context(
            **context_options(layout),
            user_agent=user_agent,
            ignore_https_errors=True,  # certificates are judged outside the browser, see probe_tls
            storage_state=login.state if login is not None else None,
        )
        self._secrets = login.secrets if login is not None else ()
        if login is not None:
            login.put_into(self.context)
        self.guard = Guard(
            settings.url, bytes_left=settings.max_megabytes * 1_000_000, personal=(settings.identity.email,)
        )
        self.guard.attach(self.context)
        self.page: Page = self.context.new_page()
        self._requests: list[Request] = []
        self._documents: dict[str, tuple[int, dict[str, str]]] = {}
        self._stopped_before = 0
        self._last_load = -1e9
        self._clock = clock
        self._source, self._answered = "", ""
        self.reader = PageReader(self.context, clock)
        self._listen()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.context.close()

    def _listen(self) -> None:
        self.page.set_default_timeout(self.settings.page_seconds * 1000)
        self.guard.adopt(self.page)
        self.page.on("response", self._on_response)
        self.page.on("requestfailed", self._on_failed)
        self.reader.watch(self.page)

    def _start_afresh(self) -> None:
        """Another page in place of one that hangs; the cookies are the context's and stay."""
        hung = self.page
        self.page = self.context.new_page()
        self._listen()
        self._close(hung)

    def _close(self, page: Page) -> None:
        """Close a page that hangs or moves on by itself. Chromium (150) says yes and forgets it where a navigation
        commits just then; `page.close()` would wait for ever. What stays open goes with the context."""
        from playwright.sync_api import Error

        try:
            control = self.context.new_cdp_session(page)
            target = control.send("Target.getTargetInfo")["targetInfo"]["targetId"]
            for _ in range(CLOSE_TRIES):
                control.send("Target.closeTarget", {"targetId": target})
                self.page.wait_for_timeout(100)
                if page.is_closed():
                    return
        except Error:  # it is closed, or cannot be had
            return

    def _on_response(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and self._is_main(request):
            url = _whole(request.url)
            self._documents.pop(url, None)  # the last answer stands last
            self._documents[url] = response.status, response.headers
        size = response.headers.get("content-length", "")
        self.guard.bytes_left -= int(size) if size.isdigit() else 0
        self._requests.append(
            Request(redact.url(request.url)[:1000], request.method, request.resource_type, response.status)
        )

    def _is_main(self, request: BrowserRequest) -> bool:
        try:
            frame: Frame = request.frame
        except Exception:  # a navigation whose frame is not there yet is the page's own
            return True
        return frame == self.page.main_frame

    def _on_failed(self, request: BrowserRequest) -> None:
        failure = request.failure or "failed"
        if self.guard.has_stopped(request.url, request.method):
            return  # kept by the guard with its reason
        self._requests.append(
            Request(redact.url(request.url)[:1000], request.method, request.resource_type, None, failure=failure[:200])
        )

    @property
    def retry_after(self) -> str:
        """Retry-After of the last page, "" where there was none."""
        return self._document()[1].get("retry-after", "")

    @property
    def _status(self) -> int | None:
        return self._document()[0]

    def _document(self) -> tuple[int | None, dict[str, str]]:
        """Status and headers of the document shown; where it goes by another address since, of the last answered.

        A page may ask for another document that never comes to be shown: it moves on, and is left before it did."""
        last = next(reversed(self._documents.values()), None)
        return self._documents.get(_whole(self.page.url), last) or (None, {})

    def _content_policy(self) -> str | None:
        """The policy the document shown came with; None where no document was answered since the last capture."""
        status, headers = self._document()
        return None if status is None else headers.get("content-security-policy", "")[:LONGEST_POLICY]

    def begin(self) -> None:
        """Forget the requests so far: what follows belongs to the next capture."""
        self._requests, self._documents, self._answered = [], {}, ""
        self._stopped_before = len(self.guard.stopped)

    def visit(
        self, url: str, *, depth: int, via: str, link_text: str = "", expected: str = "", start: bool = False
    ) -> Met:
        """Go to `url`, read it, write the capture. Never raises for what the shop does: the capture says.

        `expected` is the role of what was asked for, kept where something else came."""
        from playwright.sync_api import Error
        from playwright.sync_api import TimeoutError as PlaywrightTimeout

        wait = self._last_load + self.settings.pace_seconds - self._clock()
        if wait > 0:
            self.page.wait_for_timeout(wait * 1000)
        self.begin()
        problem: Problem | None = None
        try:
            self._go(url)
        except PlaywrightTimeout:
            problem = Problem("not-settled", f"not loaded within {self.settings.page_seconds} s")
        except Error as error:
            problem = Problem("load-failed", in_words(error))
        self._last_load = self._clock()
        if problem and problem.kind == "load-failed":
            return self._unread(url, problem, depth, via, link_text, expected)
        return self.capture(
            url, depth=depth, via=via, link_text=link_text, expected=expected, start=start, problem=problem
        )

    def _go(self, url: str) -> None:
        from playwright.sync_api import Error

        stopped = len(self.guard.stopped)
        if "#" in url and _whole(url) == _whole(self.page.url):
            # a route after the hash loads nothing: what was drawn before would be read for the page asked for
            self.page.goto("about:blank")
        try:
            response = self.page.goto(url, wait_until="load")
        except Error as error:
            refused = any(s.url == url for s in self.guard.stopped[stopped:])
            if refused or (INTERRUPTED not in str(error) and "ERR_ABORTED" not in str(error)):
                raise
            self._start_afresh()  # the page before was about to go elsewhere
            response = self.page.goto(url, wait_until="load")
        self._answered = _whole(response.url) if response else ""

    def _led_away(self) -> bool:
        """Another document is shown than the one that answered, and is not it by another address."""
        shown = _whole(self.page.url)
        return bool(self._answered) and shown != self._answered and shown in self._documents

    def capture(
        self,
        requested: str = "",
        *,
        depth: int = -1,
        via: str = "journey",
        link_text: str = "",
        expected: str = "",
        start: bool = False,
        step: str = "",
        role: str = "",
        problem: Problem | None = None,
        reading: Reading | None = None,
    ) -> Met:
        """Read the page as it stands (or take the `reading` given) and write its capture."""
        from playwright.sync_api import Error

        requested = requested or self.page.url
        try:
            patience = JOURNEY_MS if via == "journey" else SETTLE_CAP_MS
            reading = reading or self.read(patience)
            if self._led_away():  # by itself, or by a last act of the page before: in a page of its own it is told
                self._start_afresh()
                self.begin()
                self.page.goto(requested, wait_until="load")
                reading = self.read(patience)
        except Error as error:
            return self._unread(
                requested,
                Problem("load-failed", f"could not be read: {in_words(error)}"),
                depth,
                via,
                link_text,
                expected,
            )
        keys = self.pages.keys
        links = [link.href for link in reading.links if link.href]
        keys.note_links(links)
        elsewhere = reading.url in self.guard.also
        start = start or self.pages.is_home(reading)
        found = gate.problems(
            reading, self._status, requested, self.settings.url,
            policy_elsewhere=elsewhere, link_text=link_text, start=start, pages=self.pages,
        )  # fmt: skip
        if problem:
            found = (problem, *(p for p in found if p.kind != problem.kind))
        decided, confidence = (role, 1.0) if role else decide_role(reading, link_text, start=start)
        usable = all(p.kind in SOFT_PROBLEMS for p in found)
        if not usable and not role and not start:  # what was asked for and not shown; a wall has no role of its own
            decided, confidence = expected or asked_role(requested, link_text), 0.3
        identity = (
            *self.settings.identity.typed(),
            *self._secrets,
            *keys.session_values([requested, reading.url, *links]),
        )
        files = {
            "html": self.writer.add_object("html", redact.html(self._source, identity).encode(errors="replace")),
            "reading": self.writer.add_object("reading", reading_bytes(reading, identity, keys)),
            "requests": self.writer.add_object(
                "requests",
                hiding(codec.canonical(codec.to_plain(self._all_requests(), tuple[Request, ...])), identity),
            ),
        }
        if self.settings.screenshots and (shot := self._screenshot(reading)):
            files["screenshot"] = self.writer.add_object("screenshot", shot)
        if self.key_pages and usable and self.key_pages.take(decided, self.layout, step):
            files["accessibility"] = self.writer.add_object("accessibility", self._accessibility(identity))
        capture = Capture(
            id=self.counter.next(), role=decided, role_confidence=round(confidence, 2), session=self.name,
            layout=self.layout, requested_url=self.public(requested), final_url=self.public(reading.url),
            status=self._status, time=utc_now(), title=reading.title, depth=depth, found_via=via, step=step,
            problems=found, files=files,
            content_policy=self._content_policy() if step else None,
        )  # fmt: skip
        return self._kept(capture, reading)

    def public(self, url: str) -> str:
        """The address as it may be written down: without secrets, session ids and what the login holds."""
        return self.without_login(public(url, self.pages.keys))

    def without_login(self, text: str) -> str:
        """A text that is about to be written down, without what the login holds."""
        return redact.typed_values(text, self._secrets)

    def read(self, patience_ms: int = JOURNEY_MS) -> Reading:
        """One in-page reading, begun again where the page navigated away under it. `patience_ms` is how long to wait
        for what is plainly still coming.

        Raises Playwright's Error where the page fails, hangs, or answers what is no reading."""
        try:
            reading, self._source = self.reader.read(self.page, patience_ms)
        except PageHangs:
            self._start_afresh()
            raise
        return reading

    def _screenshot(self, reading: Reading) -> bytes | None:
        from playwright.sync_api import Error

        width = self.page.viewport_size["width"] if self.page.viewport_size else VIEWPORTS[self.layout][0]
        height = max(200, min(reading.document[1], TALLEST_SCREENSHOT))
        try:
            return self.page.screenshot(
                type="jpeg", quality=SCREENSHOT_QUALITY, full_page=True, timeout=10_000,
                clip={"x": 0, "y": 0, "width": width, "height": height},
            )  # fmt: skip
        except Error:  # a picture helps, its lack settles nothing
            return None

    def _accessibility(self, typed: tuple[str, ...]) -> bytes:
        """An automated look at the page; one that hangs since is replaced by another page."""
        from playwright.sync_api import Error

        scan = accessibility.look_at(self.page, typed, self._clock)
        if scan.problem == accessibility.SILENT:
            try:
                self.page.locator("html").first.dispatch_event("casetrust-audit-alive", timeout=ALIVE_MS)
            except Error:
                self._start_afresh()
        return codec.canonical(codec.to_plain(scan, AccessibilityScan))

    def _all_requests(self) -> tuple[Request, ...]:
        stopped = self.guard.stopped[self._stopped_before :]
        return tuple(self._requests[:800]) + tuple(
            Request(redact.url(s.url)[:1000], s.method, "blocked", None, blocked=s.reason) for s in stopped[:200]
        )

    def _unread(self, url: str, problem: Problem, depth: int, via: str, link_text: str, expected: str = "") -> Met:
        shown = self.public(url)
        capture = Capture(
            id=self.counter.next(), role=expected or asked_role(url, link_text), role_confidence=0.3, session=self.name,
            layout=self.layout, requested_url=shown, final_url=shown, status=self._status,
            time=utc_now(), title="", depth=depth, found_via=via, problems=(problem,),
        )  # fmt: skip
        return self._kept(capture, None)

    def _kept(self, capture: Capture, reading: Reading | None) -> Met:
        self.writer.add(capture)
        self._progress(Update("page", capture.final_url, self.counter.value, capture))
        return Met(capture, reading)


def _whole(url: str) -> str:
    return url.partition("#")[0]
