"""Opens saved pages and live ones in one browser and reads them, without a journey and without a bundle.

A saved page is shown as its maker's server left it: under its own address, with none of its scripts run again and
nothing fetched from anywhere. A live page is asked for as in an audit, through the guard.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Error, sync_playwright

from casetrust_audit.collect.browser import context_options, find_browser, launch
from casetrust_audit.collect.guard import Guard
from casetrust_audit.collect.page_reader import QUIET_MS, PageReader
from casetrust_audit.collect.trouble import MOVED, in_words
from casetrust_audit.errors import UsageError
from casetrust_audit.evidence import codec
from casetrust_audit.model.reading import Reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

LARGEST_FILE = 60_000_000
"""Bytes of a saved page, unpacked."""
CONTEXT_LIFE = 60
"""Pages to a context: one that grows old grows slow."""
PAGE_MS = 30_000
NO_ADDRESS = "https://saved.invalid/page"
_NO_PART = re.compile(r"[\t\r\n]")
_NO_SCRIPTS = "script-src 'none'; frame-src 'none'; object-src 'none'"


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was opened: its reading as JSON text, or in `problem` why there is none."""

    source: str
    url: str
    status: int | None
    raw: str = ""
    problem: str = ""

    @property
    def reading(self) -> Reading | None:
        """The reading. Raises EvidenceError where the page answered what is none."""
        return codec.from_json(self.raw, Reading, "page reading") if self.raw else None


def saved_html(path: Path) -> bytes:
    """The HTML of a file, unpacked where it is gzip. Raises UsageError for what cannot be read."""
    try:
        raw = path.read_bytes()
        if raw[:2] == b"\x1f\x8b":
            with gzip.open(path) as packed:
                raw = packed.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    if len(raw) > LARGEST_FILE:
        raise UsageError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB")
    return raw


def as_asked(url: str) -> str:
    """An address without scheme and fragment, so that two spellings of it are equal: a browser escapes, unfolds and
    shortens an address before it asks for it, and asks known hosts over https only."""
    plain = _NO_PART.sub("", url.strip()).partition("#")[0]
    front, mark, query = plain.partition("?")
    parts = urlsplit(front.replace("\\", "/") + mark + query)
    host = (parts.hostname or "").rstrip(".")
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii")
    with suppress(ValueError):
        host += f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    steps: list[str] = []
    for step in unquote(parts.path).split("/")[1:]:
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return f"{host}/{'/'.join(steps)}?{unquote(parts.query)}"


@contextmanager
def viewing(
    browser: str = "", *, layout: str = "desktop", agent: Callable[[str], str] | None = None
) -> Iterator[Viewer]:
    """A viewer in a browser of its own (`browser` is a path, "" for the first that works).

    `agent` makes the user agent of the browser's version."""
    found = find_browser(browser or None)
    with sync_playwright() as playwright, launch(playwright, found) as chromium:
        user_agent = agent(found.version) if agent else None
        with Viewer(chromium, layout=layout, user_agent=user_agent) as viewer:
            yield viewer


class Viewer:
    """One browser for many pages. A context manager. With `reads` off, pages are loaded only."""

    def __init__(
        self, browser: Browser, *, layout: str = "desktop", user_agent: str | None = None, reads: bool = True
    ) -> None:
        self._browser, self._layout, self._user_agent, self._reads = browser, layout, user_agent, reads
        self._context: BrowserContext | None = None
        self._opened = 0
        self._saved: tuple[str, bytes] = ("", b"")
        self._guard: Guard | None = None

    def __enter__(self) -> Viewer:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._leave()

    def saved(self, path: Path, url: str = "") -> Opened:
        """Show a saved page under `url`, or, where none is known, under an address that tells nothing of the page."""
        parts = urlsplit(url)
        url = parts._replace(path=parts.path or "/").geturl() if parts.scheme in ("http", "https") else NO_ADDRESS
        self._saved = (as_asked(url), saved_html(path))
        opened = self._show(self._page(None), str(path), url)
        if opened.problem == MOVED:  # by what the page before had begun; its context is left by now
            opened = self._show(self._page(None), str(path), url)
        return opened

    def live(self, url: str) -> Opened:
        """Ask for a live page; nothing but looking is allowed."""
        return self._show(self._page(Guard(url)), url, url)

    def _show(self, page: Page, source: str, url: str) -> Opened:
        status: int | None = None
        if self._reads:
            self._reader.expect()
        try:
            response = page.goto(url, wait_until="load", timeout=PAGE_MS)
            status = response.status if response else None
            if not self._reads:
                return Opened(source, url, status)
            raw, _ = self._reader.told(page)
            return Opened(source, page.url, status, raw)
        except Error as error:
            problem = in_words(error)
        self._leave()
        return Opened(source, url, status, "", problem)

    def _page(self, guard: Guard | None) -> Page:
        """A page in a context that holds nothing of another shop."""
        if self._context is None or self._opened >= CONTEXT_LIFE or guard is not None or self._guard is not None:
            self._leave()
            self._context = self._browser.new_context(**context_options(self._layout), user_agent=self._user_agent)
            if self._reads:
                self._reader = PageReader(self._context, quiet_ms=QUIET_MS if guard else 0, at_load=True, source=False)
            self._guard = guard
            if guard:
                guard.attach(self._context)
            else:
                self._context.route("**/*", self._answer)
            self._tab = self._context.new_page()
            if self._reads:
                self._reader.watch(self._tab)
            if guard:
                guard.adopt(self._tab)
        self._opened += 1
        return self._tab

    def _answer(self, route: Route) -> None:
        url, body = self._saved
        if not route.request.is_navigation_request() or as_asked(route.request.url) != url:
            route.abort("blockedbyclient")
            return
        try:
            body.decode("utf-8")
            kind = "text/html; charset=utf-8"
        except UnicodeDecodeError:
            kind = "text/html"  # the page says, or the browser tells
        route.fulfill(status=200, body=body, headers={"Content-Type": kind, "Content-Security-Policy": _NO_SCRIPTS})

    def _leave(self) -> None:
        if self._context is not None:
            self._context.close()
        self._context, self._opened = None, 0
