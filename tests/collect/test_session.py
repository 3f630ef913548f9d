"""A browser context with its guard, on pages from a server on loopback."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casetrust_audit.collect import page_reader as module
from casetrust_audit.collect.guard import ORDER_LINK, UNANNOUNCED, Intent, Mode
from casetrust_audit.collect.lost_page import NOWHERE, ask_for_nothing
from casetrust_audit.collect.session import Counter, Met, Session
from casetrust_audit.evidence.bundle import BundleWriter, load, read_object
from casetrust_audit.model.capture import Collection, CrawlSummary, RunInfo
from casetrust_audit.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RAW = re.compile(r"Error:|exceeded|net::|ERR_|Locator|Call log|Page\.", re.I)
SECRET = "q7Zx-81aKK_03"
PROSE = "<p>Fresh tea, packed by hand in Singapore and sent to you within two working days of your order.</p>"
Answers = dict[str, "str | tuple[int, dict[str, str], str]"]


class Shop:
    """Pages by path, and what was asked for."""

    def __init__(self, pages: Answers) -> None:
        self.pages, self.asked, self.origin = pages, list[str](), ""


@contextmanager
def _serving(pages: Answers) -> Iterator[Shop]:
    shop = Shop(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shop.asked.append(f"{self.command} {self.path}")
            found = shop.pages.get(self.path.split("?")[0], (404, {}, "<h1>Page not found</h1>"))
            status, headers, body = (200, dict[str, str](), found) if isinstance(found, str) else found
            self.send_response(status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    shop.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Visit:
    """A session at a shop of the pages, its bundle, and the collection it leaves."""

    def __init__(self, session: Session, shop: Shop, root: Path, writer: BundleWriter) -> None:
        self.session, self.shop, self.root, self._writer = session, shop, root, writer

    def __call__(self, path: str) -> Met:
        return self.session.visit(self.shop.origin + path, depth=0, via="start")

    def collection(self) -> Collection:
        self._writer.finish("", CrawlSummary(1, True, 0, 0, 0, "none", 0))
        return load(self.root).collection

    def html(self, met: Met) -> str:
        return read_object(self.root, met.capture.files["html"], "html").decode()


Go = Callable[..., Visit]


@pytest.fixture
def go(browser: Browser, tmp_path: Path) -> Iterator[Go]:
    open_now: list[Any] = []

    def enter(pages: Answers, **over: Any) -> Visit:
        serving = _serving(pages)
        shop = serving.__enter__()
        settings = Settings(shop.origin + "/", page_seconds=over.pop("page_seconds", 30), **over)
        writer = BundleWriter(tmp_path / "b", RunInfo(shop.origin, "127.0.0.1", "", "", "0", "", {}))
        session = Session(browser, settings, writer, Counter(), name="crawl", user_agent="test")
        open_now.extend([serving, writer, session])
        return Visit(session, shop, tmp_path / "b", writer)

    yield enter
    for one in reversed(open_now):
        one.__exit__(None, None, None)


def _problems(met: Met) -> list[str]:
    return [p.kind for p in met.capture.problems]


def test_a_visit_leaves_a_capture_with_its_files(go: Go) -> None:
    visit = go({"/tea": f"<title>Tea</title><h1>Tea</h1>{PROSE}<img src=/cup.jpg>"})
    met = visit("/tea")
    assert (met.capture.id, met.capture.status, met.capture.title, met.capture.usable) == ("c0001", 200, "Tea", True)
    assert met.capture.files.keys() == {"html", "reading", "requests", "screenshot"}
    (page,) = visit.collection().pages
    assert page.reading.headings[0].text == "Tea"
    assert [(r.url.removeprefix(visit.shop.origin), r.status) for r in page.requests if "favicon" not in r.url] == [
        ("/tea", 200),
        ("/cup.jpg", 404),
    ]
    assert read_object(visit.root, met.capture.files["screenshot"], "screenshot")[:2] == b"\xff\xd8"


def test_without_pictures_the_capture_is_complete_but_for_them(go: Go) -> None:
    met = go({"/": PROSE}, screenshots=False)("/")
    assert met.capture.files.keys() == {"html", "reading", "requests"}


def test_secrets_and_what_was_typed_never_reach_the_disk(go: Go) -> None:
    visit = go(
        {
            "/": f"{PROSE}<form><input type=hidden name=csrf value={SECRET}><input name=mail></form><p id=echo></p>"
            f"<a href='/out?token={SECRET}'>out</a><form action='/send?token={SECRET}'>"
            f"<button formaction='/b?token={SECRET}'>"
            f"</form><iframe src='/frame?token={SECRET}'></iframe><script>fetch('/api?token={SECRET}')</script>"
        }
    )
    typed = visit.session.settings.identity.email
    first = visit(f"/?token={SECRET}")
    visit.session.page.fill("[name=mail]", typed)
    visit.session.page.evaluate("t => { document.querySelector('#echo').textContent = 'Hello ' + t }", typed)
    visit.session.capture(step="cheap/address")
    visit.collection()
    assert first.reading is not None
    assert any(SECRET in a.href for a in first.reading.links)  # the crawl itself follows the true address
    for path in visit.root.rglob("*.*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
            assert typed.encode() not in path.read_bytes(), path


def test_a_session_id_in_all_addresses_reaches_no_disk_and_makes_no_page_another(go: Go) -> None:
    def shop(session: str) -> str:
        listed = "".join(f"<a href='/p?id={n}&ceid={session}'>Item {n}</a> " for n in range(6))
        return f"{PROSE}{listed}<a href='/?ceid={session}'>Home</a><form action='/find?ceid={session}'></form>"

    visit = go({"/": shop("8f14e45fceea167a5a36dedd4bea2543"), "/p": shop("8f14e45fceea167a5a36dedd4bea2543")})
    visit("/")
    met = visit("/p?id=3&ceid=8f14e45fceea167a5a36dedd4bea2543")
    assert met.reading is not None
    assert all("ceid=" in a.href for a in met.reading.links)  # the walk goes on in its session
    assert met.capture.final_url == met.capture.requested_url == f"{visit.shop.origin}/p?id=3"
    kept = visit.collection().pages[1].reading
    assert [a.href.removeprefix(visit.shop.origin) for a in kept.links[:2]] == ["/p?id=0", "/p?id=1"]
    for path in visit.root.rglob("*.*"):
        assert not path.is_file() or b"8f14e45fceea167a5a36dedd4bea2543" not in path.read_bytes(), path


def test_a_route_after_the_hash_is_read_as_it_is_drawn_and_not_as_the_one_before_it(go: Go) -> None:
    script = (
        "const draw = () => fetch('/part?' + location.hash.slice(2)).then((r) => r.text())"
        ".then((t) => { document.querySelector('h1').textContent = location.hash + t })"
    )
    shell = f"<h1></h1>{PROSE}<script>{script}; onhashchange = draw; draw()</script>"
    visit = go({"/": shell, "/part": "!"})
    heads = [met.reading.headings[0].text for met in map(visit, ("/#/a", "/#/b", "/#/c")) if met.reading]
    assert heads == ["#/a!", "#/b!", "#/c!"]


HOME = (
    f"<title>Tea</title><h1>Tea House</h1>{PROSE}<a href=/tea>Tea</a> <a href=/cups>Cups</a> <a href=/terms>Terms</a>"
)


@pytest.mark.parametrize(
    ("missing", "known"),
    [
        ((404, {}, "<h1>Page not found</h1>"), False),
        (f"<h1>Oh dear</h1><p>The kettle is cold.</p>{PROSE}", True),
        (HOME, False),
        (
            "<h1>Oh</h1><div id=d></div><script>setTimeout(() => { d.textContent = 'Kettle is cold' }, 50)</script>",
            True,
        ),
    ],
)
def test_what_the_shop_shows_for_nothing_is_asked_once_and_leaves_no_capture(go: Go, missing: Any, known: bool) -> None:
    visit = go({"/": HOME, f"/{NOWHERE}": missing})
    first = visit("/")
    assert first.reading is not None
    visit.session.pages.note_home(visit.shop.origin + "/", first.reading, 200)
    ask_for_nothing(visit.session, visit.shop.origin + "/")
    assert visit.session.pages.tells_lost is known
    assert [a for a in visit.shop.asked if NOWHERE in a] == [f"GET /{NOWHERE}"]
    assert len(visit.collection().captures) == 1


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((404, {}, "<h1>No</h1>"), "error-page"),
        ((500, {}, PROSE), "error-page"),
        ((403, {}, "<h1>Access denied</h1>"), "challenge"),
        ("", "empty-shell"),
        ((200, {"Content-Disposition": "attachment", "Content-Type": "application/zip"}, "PK"), "load-failed"),
    ],
)
def test_what_keeps_a_page_from_being_judged_is_recorded(go: Go, answer: Any, problem: str) -> None:
    visit = go({"/x": answer, "/": PROSE})
    met = visit("/x")
    assert problem in _problems(met)
    assert not [p.detail for p in met.capture.problems if RAW.search(p.detail)]
    assert visit("/").capture.usable
    assert len(visit.collection().pages) == 1


def test_a_shop_that_is_not_there_is_a_failed_load(go: Go) -> None:
    visit = go({})
    met = visit.session.visit("http://127.0.0.1:9/", depth=0, via="start")
    assert (_problems(met), met.reading, met.capture.files) == (["load-failed"], None, {})
    assert met.capture.problems[0].detail in ("the server refused the connection", "the address cannot be opened")


def test_retry_after_is_told(go: Go) -> None:
    visit = go({"/": (429, {"Retry-After": "7"}, "slow down")})
    visit("/")
    assert visit.session.retry_after == "7"


@pytest.mark.parametrize(
    "script",
    [
        "Array.prototype.map = () => { throw new Error('no') }",
        "Array.prototype.filter = 7",
        "window.getComputedStyle = () => { throw new Error('no') }",
        "JSON.stringify = () => { throw new Error('no') }",
        "JSON.stringify = () => null",
        "JSON.stringify = () => '{}'",
        "JSON.stringify = () => ({toString: 7})",
        "Map.prototype.get = () => 'x'",
        "Element.prototype.checkVisibility = null",
        "window.MutationObserver = undefined",
        "Promise.prototype.then = () => {}",
    ],
)
def test_a_page_that_breaks_the_reader_is_a_recorded_problem(
    go: Go, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    visit = go({"/bad": f"<script>{script}</script>{PROSE}", "/": PROSE})
    with monkeypatch.context() as impatient:
        impatient.setattr(module, "READ_MS", 3000)
        bad = visit("/bad")
    assert [(p.kind, bool(RAW.search(p.detail))) for p in bad.capture.problems] == [("load-failed", False)]
    assert visit("/").capture.usable


@pytest.mark.parametrize(
    "script",
    [
        "setTimeout(() => { while (true) {} }, 0)",
        "JSON.stringify = () => { while (true) {} }",
        "Array.prototype.map = () => { while (true) {} }",
        "onload = () => setTimeout(() => { while (true) {} }, 30)",
    ],
)
def test_a_page_that_hangs_is_a_recorded_problem_and_the_next_is_read(
    go: Go, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    visit = go({"/bad": f"{PROSE}<script>{script}</script>", "/": f"<h1>Home</h1>{PROSE}"}, page_seconds=5)
    with monkeypatch.context() as impatient:
        impatient.setattr(module, "READ_MS", 1500)
        bad = visit("/bad")
    assert not bad.capture.usable
    assert _problems(bad) == ["load-failed"]
    met = visit("/")
    assert met.capture.usable
    assert met.capture.status == 200


def test_a_page_keeps_its_own_policy_and_which_scripts_are_pinned(go: Go) -> None:
    held = "<script src='/a.js' integrity='sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K' crossorigin></script>"
    body = f"{PROSE}{held}<script src='/b.js'></script><script src='/c.js' integrity='nothing'></script>"
    visit = go({"/": (200, {"Content-Security-Policy": "script-src 'self'"}, body), "/plain": PROSE})
    met = visit("/")
    assert met.reading is not None
    assert [url.rpartition("/")[2] for url in met.reading.pinned] == ["a.js"]
    at_step = visit.session.capture(step="cheap/payment").capture
    assert (met.capture.content_policy, at_step.content_policy) == (None, "script-src 'self'")
    visit("/plain")
    assert visit.session.capture(step="cheap/payment").capture.content_policy == ""
    visit.session.begin()
    assert visit.session.capture(step="cheap/payment").capture.content_policy is None


def test_half_a_character_pair_in_a_page_is_stored(go: Go) -> None:
    visit = go({"/": f"{PROSE}<p></p><script>document.body.append('S$5 \\ud83d'); document.title = '\\udc00'</script>"})
    assert visit("/").capture.usable
    assert len(visit.collection().pages) == 1


def test_a_page_that_moves_on_by_itself_is_read_where_it_ends(go: Go) -> None:
    visit = go(
        {"/a": f"{PROSE}<script>setTimeout(() => {{ location = '/b' }}, 60)</script>", "/b": f"<h1>B</h1>{PROSE}"}
    )
    met = visit("/a")
    assert met.reading is not None
    assert met.reading.headings[0].text == "B"
    assert met.capture.final_url.endswith("/b")


def test_a_page_that_moves_on_for_ever_ends_in_a_problem(go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = go(
        {"/a": f"{PROSE}<script>setTimeout(() => {{ location = '/a?' + Math.random() }}, 40)</script>", "/": PROSE}
    )
    with monkeypatch.context() as impatient:
        impatient.setattr(module, "READ_MS", 3000)
        assert _problems(visit("/a"))
    assert visit("/").capture.usable


def test_a_page_that_moves_on_later_does_not_spoil_the_next(go: Go) -> None:
    visit = go(
        {"/a": f"{PROSE}<script>setInterval(() => {{ location = '/c?' + Math.random() }}, 400)</script>", "/": PROSE}
    )
    visit("/a")
    assert visit("/").capture.usable


def test_what_a_page_does_to_the_next_one_in_its_tab_is_not_laid_at_the_next(go: Go) -> None:
    """The same as a navigation the page before began and the browser let through after the next page had come."""
    moved = "if (sessionStorage.moved) location = '/c'"
    visit = go({"/a": f"{PROSE}<script>sessionStorage.moved = 1</script>", "/": f"{PROSE}<script>{moved}</script>"})
    visit("/a")
    met = visit("/")
    assert met.capture.usable
    assert met.capture.final_url == met.capture.requested_url
    assert not [r for r in visit.collection().pages[-1].requests if "/c" in r.url]


def test_the_status_is_that_of_the_document_shown(go: Go) -> None:
    script = "onload = () => { location = '/nothing' }"
    visit = go({"/": f"{PROSE}<script>{script}</script>", "/nothing": (204, {}, "")})
    met = visit("/")
    (page,) = visit.collection().pages
    assert [r.status for r in page.requests if r.url.endswith("/nothing") and r.status] == [204]
    assert met.capture.status == 200


def test_a_change_of_address_within_the_page_does_not_stop_the_reading(go: Go) -> None:
    visit = go({"/": f"{PROSE}<script>setTimeout(() => history.pushState({{}}, '', '/?x=1'), 60)</script>"})
    assert visit("/").capture.usable


def test_a_document_that_is_written_anew_is_read(go: Go) -> None:
    script = "onload = () => { document.open(); document.write('<h1>New</h1>' + old); document.close() }"
    met = go({"/": f"{PROSE}<script>const old = document.body.innerHTML; {script}</script>"})("/")
    assert met.reading is not None
    assert met.reading.headings[0].text == "New"


def test_a_strict_content_security_policy_does_not_keep_the_page_from_being_read(go: Go) -> None:
    strict = {"Content-Security-Policy": "default-src 'none'"}
    assert go({"/": (200, strict, PROSE)})("/").capture.usable


def test_dialogs_are_dismissed_and_windows_that_open_are_closed(go: Go) -> None:
    visit = go({"/": f"{PROSE}<script>alert('hi'); confirm('sure?'); window.open('/popup')</script>", "/popup": PROSE})
    assert visit("/").capture.usable
    assert visit("/").capture.usable


def test_what_the_guard_stops_is_kept_with_its_reason(go: Go) -> None:
    visit = go(
        {
            "/": f"{PROSE}<form method=post action=/contact><button>Send</button></form>"
            "<script>fetch('/newsletter', {method: 'POST', body: 'x'}).catch(() => 0)</script>"
        }
    )
    visit("/")
    (page,) = visit.collection().pages
    stopped = [(r.method, r.url.removeprefix(visit.shop.origin), r.blocked) for r in page.requests if r.blocked]
    assert stopped == [("POST", "/newsletter", "would send a message")]
    assert not any(asked.startswith("POST") for asked in visit.shop.asked)


@pytest.mark.parametrize(
    ("path", "mode", "sent"),
    [
        ("/cart/add", Mode.SHOP, True),
        ("/cart/add", Mode.LOOK, False),
        ("/checkout/address", Mode.STOP, False),
        ("/contact", Mode.SHOP, False),
        ("/checkout/place-order", Mode.SHOP, False),
    ],
)
def test_the_guard_lets_through_what_the_mode_allows(go: Go, path: str, mode: Mode, sent: bool) -> None:
    visit = go({"/": f"{PROSE}<form method=post action={path}><button>Go</button></form>", path: PROSE})
    visit("/")
    visit.session.guard.mode, visit.session.guard.intent = mode, Intent.NEXT_STEP
    visit.session.page.click("button")
    visit.session.page.wait_for_load_state("load")
    assert (f"POST {path}" in visit.shop.asked) is sent
    assert [s.method for s in visit.session.guard.stopped] == ([] if sent else ["POST"])


def test_what_was_not_announced_is_not_sent_and_leaves_the_page_as_it_was(go: Go) -> None:
    visit = go({"/": f"{PROSE}<form method=post action=/cart/add><button>Go</button></form>"})
    visit("/")
    visit.session.guard.mode = Mode.SHOP
    visit.session.page.click("button")
    assert visit.session.page.locator("button").is_visible()
    assert [s.reason for s in visit.session.guard.stopped] == [UNANNOUNCED]
    assert visit("/").capture.usable


@pytest.mark.parametrize(
    ("press", "sent"),
    [
        ("<form method=post action=/step><button>Go</button></form>", "POST /step"),
        ("<a href=/step><button>Go</button></a>", "GET /step"),
        ("<button onclick=\"fetch('/step', {method: 'POST'}).catch(() => 0)\">Go</button>", "POST /step"),
    ],
)
def test_each_hop_of_a_redirect_is_asked_for(go: Go, press: str, sent: str) -> None:
    on, over = ((302, {"Location": where}, "") for where in ("/on", "/?main_page=checkout_process"))
    visit = go({"/": PROSE + press, "/step": on, "/on": over})
    visit("/")
    visit.session.guard.mode, visit.session.guard.intent = Mode.SHOP, Intent.NEXT_STEP
    with visit.session.page.expect_event("requestfailed"):
        visit.session.page.click("button")
    assert visit.shop.asked[-2:] == [sent, "GET /on"]
    assert [s.reason for s in visit.session.guard.stopped] == [ORDER_LINK]
    assert visit.session.page.locator("button").is_visible()


def test_the_shop_cannot_lead_the_browser_away(go: Go) -> None:
    visit = go({"/": f"{PROSE}<script>location = 'http://other.test/'</script>"})
    visit("/")
    assert [s.reason for s in visit.session.guard.stopped] == ["leaves the shop"]


def test_when_the_byte_budget_is_used_up_nothing_more_is_loaded(go: Go) -> None:
    visit = go({"/": PROSE})
    visit.session.guard.bytes_left = 0
    assert _problems(visit("/")) == ["load-failed"]
    assert visit.shop.asked == []


def test_loads_keep_the_pace_that_was_set(go: Go) -> None:
    visit = go({"/": PROSE}, pace_seconds=0.3)
    waited: list[object] = []
    visit("/")
    plain = visit.session.page.wait_for_timeout

    def wait(timeout: Any) -> None:
        waited.append(timeout)
        plain(1)

    visit.session._last_load = visit.session._clock()
    visit.session.page.wait_for_timeout = wait  # type: ignore[method-assign]
    visit("/")
    first = waited[0]
    assert isinstance(first, float)
    assert 20 < first <= 300
