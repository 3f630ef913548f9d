"""What a page may cost, counted and not timed: requests at the shop, readings, evaluations, contexts, pictures.

Time tells of the machine; each of these is a round trip, a load or a drawing that is paid for on every page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser as PlaywrightBrowser
from playwright.sync_api import BrowserContext, CDPSession, Frame, Locator, Page

from casetrust_audit.collect.accessibility import KeyPages
from casetrust_audit.collect.crawl import crawl, second_look
from casetrust_audit.collect.page_reader import PageReader
from casetrust_audit.collect.progress import silent
from casetrust_audit.collect.session import Counter as Numbers
from casetrust_audit.collect.session import Session
from casetrust_audit.evidence.bundle import BundleWriter
from casetrust_audit.model.capture import RunInfo
from casetrust_audit.settings import Settings
from tests.collect.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

COUNTED: dict[tuple[type, str], str] = {
    (PlaywrightBrowser, "new_context"): "contexts",
    (BrowserContext, "new_page"): "windows",
    (BrowserContext, "new_cdp_session"): "control sessions",
    (Page, "screenshot"): "pictures",
    (Page, "content"): "sources",
    (Page, "goto"): "loads",
    (Page, "evaluate"): "evaluations",
    (Frame, "evaluate"): "evaluations",
    (Locator, "evaluate"): "evaluations",
    (Locator, "evaluate_all"): "evaluations",
    (CDPSession, "send"): "commands",
    (PageReader, "ask"): "readings",
}
NOTHING = 2
"""Loads of a crawl that are no page of it: an address that no shop has, and the empty page it is left for."""
PARTS = ("/style.css", "/shop.js", "/cup.png")
HEAD = "<link rel=stylesheet href=/style.css><script src=/shop.js></script><nav><a href=/>Home</a> "
PROSE = "<p>Fresh tea, packed by hand in Singapore and sent to you within two working days of your order.</p>"
ITEMS = ("/products/tea", "/products/cup", "/products/pot")
PAGES = {
    "/": "<h1>Tea shop</h1>" + "".join(f"<a href={i}>{i[10:]} S$12.00</a>" for i in ITEMS) + "<a href=/terms>Terms</a>",
    "/terms": f"<h1>Terms of service</h1>{PROSE}",
    **{i: f"<h1>{i[10:].title()}</h1><p>S$12.00</p><button>Add to cart</button><img src=/cup.png>" for i in ITEMS},
}  # fmt: skip


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often what is paid for is asked for."""
    times: Counter[str] = Counter()

    def count(owner: type, name: str, what: str) -> None:
        plain = getattr(owner, name)

        def noted(*args: Any, **more: Any) -> Any:
            times[what] += 1
            return plain(*args, **more)

        monkeypatch.setattr(owner, name, noted)

    for (owner, name), what in COUNTED.items():
        count(owner, name, what)
    return times


class Looking:
    """A crawl of the tea shop, and what it asked the shop for."""

    def __init__(self, browser: Browser, root: Path, *, screenshots: bool = False, key_pages: bool = False) -> None:
        self._browser, self._root, self._screenshots, self._key_pages = browser, root, screenshots, key_pages
        self.asked: Counter[str] = Counter()

    def answer(self, path: str) -> tuple[int, str, str]:
        self.asked[path] += 1
        if path in PAGES:
            return 200, "text/html", f"<!doctype html><title>Tea</title>{HEAD}</nav>{PAGES[path]}"
        kinds = {"/style.css": "text/css", "/shop.js": "text/javascript"}
        return (200, kinds[path], "/* nothing */") if path in kinds else (404, "text/html", "<h1>Page not found</h1>")

    def session(self, origin: str, writer: BundleWriter, layout: str = "desktop") -> Session:
        settings = Settings(origin + "/", screenshots=self._screenshots, pace_seconds=0)
        keys = KeyPages(True) if self._key_pages else None
        return Session(
            self._browser, settings, writer, Numbers(), name="crawl", layout=layout, user_agent="t", key_pages=keys
        )

    def crawl(self, *, again: bool = False) -> list[Any]:
        """The captures of the crawl, and of the second look."""
        run = RunInfo("", "127.0.0.1", "", "", "0", "", {})
        with serving(self.answer) as origin, BundleWriter(self._root / "b", run) as writer:
            with self.session(origin, writer) as session:
                found = crawl(session, origin + "/", (), None, max_pages=10, deadline=1e12, progress=silent)
            met = list(found.met)
            if again:
                with self.session(origin, writer, "phone") as session:
                    met += second_look(session, found, deadline=1e12, progress=silent)
        return met


def test_a_page_is_asked_for_once_and_so_is_each_of_its_parts(browser: Browser, tmp_path: Path) -> None:
    looking = Looking(browser, tmp_path)
    met = looking.crawl()
    assert {m.capture.final_url.split("/", 3)[3] for m in met} >= {p.strip("/") for p in PAGES}
    assert [p for p in PAGES if looking.asked[p] != 1] == []
    assert all(looking.asked[part] <= len(met) for part in PARTS)


def test_a_page_is_loaded_once_read_once_and_asked_nothing_else(
    browser: Browser, tmp_path: Path, counted: Counter[str]
) -> None:
    met = Looking(browser, tmp_path).crawl()
    assert counted["readings"] == len(met) == len(PAGES)
    assert counted["loads"] <= len(met) + NOTHING
    assert counted["evaluations"] == counted["sources"] == counted["pictures"] == 0


@pytest.mark.parametrize("again", [False, True], ids=["crawl", "and a second look"])
def test_a_look_has_one_context_and_one_window(
    browser: Browser, tmp_path: Path, counted: Counter[str], again: bool
) -> None:
    Looking(browser, tmp_path).crawl(again=again)
    assert counted["contexts"] == counted["windows"] == counted["control sessions"] == 1 + again


def test_a_capture_has_one_picture_where_pictures_are_wanted(
    browser: Browser, tmp_path: Path, counted: Counter[str]
) -> None:
    met = Looking(browser, tmp_path, screenshots=True).crawl()
    assert counted["pictures"] == sum("screenshot" in m.capture.files for m in met) == len(met)


def test_accessibility_is_looked_at_once_a_kind_of_page(browser: Browser, tmp_path: Path) -> None:
    met = Looking(browser, tmp_path, key_pages=True).crawl()
    scanned = [m.capture.role for m in met if "accessibility" in m.capture.files]
    assert scanned
    assert len(scanned) == len(set(scanned))
    assert [m.capture.role for m in met].count("product") == len(ITEMS)
