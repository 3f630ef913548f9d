"""Reads a page once: asks the script in the page, waits for its answer, never longer than READ_MS."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from playwright.sync_api import Error, Request
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from casetrust_audit.errors import EvidenceError
from casetrust_audit.evidence import codec
from casetrust_audit.model.reading import Reading
from casetrust_audit.text import currencies
from casetrust_audit.text.known_hosts import kind_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Page

QUIET_MS = 150
SETTLE_CAP_MS = 3000
JOURNEY_MS = 8000
"""Patience with a page of a walk while something is plainly still coming; a crawl's has SETTLE_CAP_MS."""
READ_MS = 20_000
"""Longest a page may take to be read, settling included: a script that never ends must not hold up the audit."""
MOST_READINGS = 3
"""Times a page is read, where what it had asked for came in only after it was read."""
IN_VAIN = 2
"""A mark that was waited for in vain on so many pages belongs to the shop's looks."""
_CARRIERS = frozenset({"script", "stylesheet", "fetch", "xhr"})
"""Types of requests that may bring what a page shows."""

# What was once waited for in vain (a connection held open for news) is not counted when it is asked again.
COUNT_IN_FLIGHT = """(() => {
  if (window.__ctInFlight !== undefined) return;
  window.__ctInFlight = 0;
  window.__ctFlying = new Map();
  window.__ctHeldOpen = new Set();
  let number = 0;
  const begin = (address) => {
    const plain = String(address).split("?")[0];
    if (window.__ctHeldOpen.has(plain)) return () => {};
    const own = ++number;
    window.__ctInFlight++;
    window.__ctFlying.set(own, plain);
    return () => { if (window.__ctFlying.delete(own)) window.__ctInFlight--; };
  };
  const plain = window.fetch;
  if (plain) window.fetch = function (...a) {
    const done = begin(a[0] && a[0].url || a[0]);
    const p = plain.apply(this, a);
    p.then(done, done);
    return p;
  };
  const open = XMLHttpRequest.prototype.open, send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.open = function (...a) { this.__ctAddress = a[1]; return open.apply(this, a); };
  XMLHttpRequest.prototype.send = function (...a) {
    this.addEventListener("loadend", begin(this.__ctAddress), { once: true });
    return send.apply(this, a);
  };
})();"""

# Libraries hear clicks by listeners, which leave no mark on the element. Elements with one are noted, and nothing else.
NOTE_LISTENERS = """(() => {
  if (window.__ctListening) return;
  const noted = (window.__ctListening = new WeakSet());
  const plain = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...more) {
    if (type === "click" && this instanceof Element) noted.add(this);
    return plain.call(this || window, type, ...more);
  };
})();"""

# The reader waits in the page for an event and answers by itself. Playwright gives up dispatching an event to a page
# that hangs; an evaluation it would wait for without end. So the source comes with the same answer.
READ_EVENT = "casetrust-audit-read"
_INSTALL_READER = """(() => {{
  if (window !== window.top) return;
  const read = () => {{
    const told = Promise.resolve(window.__ctAnswer(0, "", "", ""));
    const doctype = () => document.doctype ? new XMLSerializer().serializeToString(document.doctype) : "";
    const source = () => {source} ? doctype() + document.documentElement.outerHTML : "";
    const asked = {at_load} ? Promise.resolve({{}}) : told;  // what loads by itself is not asked for in a hurry
    setTimeout(() => asked.then((more) => ({reader})({{...{argument}, ...more}})).then(
      (raw) => {{
        window.__ctAnswer(1, raw, "", source());
        if ({at_load}) document.documentElement.style.display = "none";  // spares painting what nobody looks at
      }},
      (error) => window.__ctAnswer(1, "", "reader: " + error, "")), 0);
  }};
  window.addEventListener("{event}", read, true);
  if ({at_load} && location.href !== "about:blank") window.addEventListener("load", read, {{ once: true }});
}})();"""


class PageHangs(Error):
    """The page answers nothing, or never stays, and cannot be used any more."""


@cache
def reader_script() -> str:
    """The in-page reader: waits, then reads. One function of {quiet, cap, patience, known}, see settling.js."""
    folder = resources.files("casetrust_audit.collect")
    wait, read = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("settling.js", "reader.js"))
    before = currencies.BEFORE.replace(r"(?!\w)", r"(?![^\W\d])")  # the number itself follows here
    money = {"before": before, "behind": currencies.BEHIND, "after": currencies.AFTER}
    return f"async (asked) => ({read})(asked, await ({wait})(asked), {json.dumps(money)})"


def _install_reader(quiet_ms: int, at_load: bool, source: bool) -> str:
    argument = f"{{quiet: {quiet_ms}, cap: {SETTLE_CAP_MS}}}"
    told = {"at_load": str(at_load).lower(), "source": str(source).lower()}
    return _INSTALL_READER.format(event=READ_EVENT, reader=reader_script(), argument=argument, **told)


class PageReader:
    """The reader in every page of a context. It reads a page once nothing has changed there for `quiet_ms`.

    With `at_load` every page is read by itself once it is loaded, which saves asking, and is hidden afterwards, which
    saves painting it; call `expect` before going to one, and `read` for what it answered. Without `source` the page's
    source is not asked for, and is empty."""

    def __init__(
        self,
        context: BrowserContext,
        clock: Callable[[], float] = time.monotonic,
        *,
        quiet_ms: int = QUIET_MS,
        at_load: bool = False,
        source: bool = True,
    ) -> None:
        self._clock, self._script = clock, _install_reader(quiet_ms, at_load, source)
        self._loads, self._began = 0, False
        self._at_load, self._expected, self._answered_in = at_load, False, 0
        self._answer: tuple[str, str, str] | None = None
        self._patience_ms, self._flying, self._in_vain = SETTLE_CAP_MS, dict[Request, None](), Counter[str]()
        self._held_open = set[str]()
        context.add_init_script(COUNT_IN_FLIGHT)
        context.add_init_script(NOTE_LISTENERS)
        context.add_init_script(self._script)
        context.expose_binding("__ctAnswer", self._on_answer)

    def watch(self, page: Page) -> None:
        """Know of the page's loads: a reading it navigates away from is void."""

        def moved(frame: Frame) -> None:
            self._loads += frame == page.main_frame

        page.on("framenavigated", moved)
        if not self._at_load:  # what answers by itself is asked nothing more
            page.on("request", lambda request: self._took_off(page, request))
            page.on("requestfinished", self._landed)
            page.on("requestfailed", self._landed)

    def _took_off(self, page: Page, request: Request) -> None:
        counts = request.resource_type in _CARRIERS and request.url.partition("?")[0] not in self._held_open
        if counts and kind_of(request.url, "scripts") != "marketing":
            if request.redirected_from is not None:
                self._landed(request.redirected_from)
            try:
                own = request.frame == page.main_frame
            except Error:  # of a service worker
                return
            if own:
                self._flying[request] = None

    def _landed(self, request: Request) -> None:
        self._flying.pop(request, None)

    def _on_answer(self, _from: object, done: object, raw: object, error: object, source: object) -> object:
        self._began = True
        if done:
            self._answer, self._answered_in = (str(raw), str(error), str(source)), self._loads
            return None
        known = [mark for mark, times in self._in_vain.items() if times >= IN_VAIN]
        return {"patience": self._patience_ms, "known": known}

    def expect(self) -> None:
        """The next page is about to be loaded, and to answer by itself."""
        self._answer, self._began, self._expected = None, False, self._at_load

    def read(self, page: Page, patience_ms: int = SETTLE_CAP_MS) -> tuple[Reading, str]:
        """The reading and the page's source, read again where a script or data came in after it was read.

        `patience_ms` is how long to wait for what is plainly still coming. Raises as `told` does, and Error for an
        answer that is no reading."""
        self._patience_ms, until = patience_ms, self._clock() + patience_ms / 1000
        for _ in range(MOST_READINGS):
            raw, source = self.told(page)
            if not self._flying:
                break
            while self._flying and self._clock() < until:
                page.wait_for_timeout(20)
            if self._flying:
                break
        reading = as_reading(raw)
        if not reading.settled or any(p.startswith("mark ") for p in reading.pending):
            self._in_vain.update(p.removeprefix("mark ") for p in reading.pending)
        if self._flying:
            self._held_open.update(r.url.partition("?")[0] for r in self._flying)  # in vain, and not once more
            self._flying.clear()
            reading = replace(reading, settled=False, pending=(*reading.pending, "scripts"))
        return reading, source

    def told(self, page: Page) -> tuple[str, str]:
        """The reading as JSON text and the page's source, begun again where the page navigated away under it.

        Raises PageHangs where the page cannot be used any more (it would break in on the next one too), Playwright's
        Error where it fails."""
        for last in (False, False, True):
            try:
                answer = self.ask(page)
                if answer is not None:
                    return answer
            except PageHangs:
                raise
            except Error:
                if last:
                    raise
                page.wait_for_load_state("domcontentloaded")
        raise PageHangs("the page kept navigating away")

    def ask(self, page: Page) -> tuple[str, str] | None:
        """The reading as JSON text and the page's source; None where the page navigated away under it.

        Raises PageHangs where it hangs, Playwright's Error where it fails."""
        expected, self._expected, loads = self._expected, False, self._loads
        begun, deadline = self._clock(), self._clock() + READ_MS / 1000
        if not expected:
            self._answer, self._began = None, False
            self._call(page)
        elif self._answer is not None and self._answered_in != loads:
            return None  # of a page that has moved on since
        pause = 4
        while self._answer is None and self._loads == loads:
            if self._clock() > deadline:
                raise PageHangs(f"the page hangs: nothing read within {READ_MS / 1000:g} s")
            page.wait_for_timeout(pause)
            pause = min(2 * pause, 20)
            if not self._began and self._clock() > begun + 1:  # a document written anew has lost its listeners
                self._began = True
                page.evaluate(self._script)
                self._call(page)
        if self._answer is None:
            return None
        raw, error, source = self._answer
        if error:
            raise Error(error[:300])
        return raw, source

    def _call(self, page: Page) -> None:
        try:
            page.locator("html").first.dispatch_event(READ_EVENT, timeout=READ_MS)
        except PlaywrightTimeout:
            raise PageHangs("the page hangs: it takes no event") from None


def as_reading(raw: str) -> Reading:
    """The reading of its JSON text. Raises Playwright's Error where it is none."""
    try:
        return codec.from_json(raw, Reading, "page reading")
    except EvidenceError as odd:
        raise Error(str(odd)) from None
