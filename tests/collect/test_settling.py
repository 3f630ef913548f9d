"""When a page is believed to be ready: what is still to come is waited for, and what never ends is not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from casetrust_audit.collect.page_reader import COUNT_IN_FLIGHT, IN_VAIN, JOURNEY_MS, PageReader, reader_script
from casetrust_audit.evidence import codec
from casetrust_audit.model.reading import Reading
from tests.collect.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
LATE = 500
"""Milliseconds after which the pages here show what they have: longer than a page must be quiet for."""
LONGEST = 60
"""Seconds after which a test would rather fail than wait on; none waits so long where all is well."""
Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(COUNT_IN_FLIGHT)
        yield context.new_page()


def _again(tab: Page, **asked: Any) -> Reading:
    argument = {"quiet": 100, "cap": 2000} | asked
    return codec.from_json(tab.evaluate(reader_script(), argument), Reading, "reading")


@pytest.fixture
def read(tab: Page) -> Read:
    def from_html(html: str, path: str = "/", **asked: Any) -> Reading:
        with serving(lambda _: (200, "text/html", f"<!doctype html><title>Shop</title><body>{html}")) as origin:
            tab.goto(origin + path)
            return _again(tab, **asked)

    return from_html


def later(script: str, after: int = LATE) -> str:
    return f"<script>setTimeout(() => {{ {script} }}, {after})</script>"


SHOWS = "document.querySelector('#s').outerHTML = '<p>Total €9.00</p>'"


@pytest.mark.parametrize(
    "mark",
    [
        "<div id=s class='line-skeleton' style='width:300px;height:40px;background:#ddd'></div>",
        "<div id=s class='ProductSkeleton_row__x1y2' style='width:300px;height:40px'></div>",
        "<div id=s class='shimmer' style='width:300px;height:40px'><div></div></div>",
        "<div id=s class='placeholder' style='width:300px;height:40px'></div>",
        "<div id=s aria-busy=true style='width:300px;height:40px'>Subtotal</div>",
        "<div id=s class='loader' style='width:30px;height:30px'></div>",
        "<div id=s class='summary-loading'>Loading your cart …</div>",
        "<div id=s>Total <i class='spinner' style='display:inline-block;width:20px;height:20px'></i></div>",
    ],
)
def test_what_stands_for_something_to_come_is_waited_for(mark: str, read: Read) -> None:
    reading = read(f"<h1>Cart</h1>{mark}{later(SHOWS)}")
    assert reading.settled
    assert "Total €9.00" in reading.visible_text()


@pytest.mark.parametrize(
    "mark",
    [
        "<img class='placeholder' alt='' style='width:90px;height:90px'>",
        "<div class='image-placeholder' style='width:90px;height:90px'></div>",
        "<div class='placeholder-wrap' style='width:90px;height:90px'><img alt=''></div>",
        "<h2 class='skeleton'>Skeleton key</h2>",
        "<div class='loader' style='width:30px;height:30px;display:none'></div>",
        "<div class='loading' style='width:30px;height:30px;opacity:0'></div>",
        "<ul class='loading'><li>A list that has come and keeps the name of its state, as many do</li></ul>",
        "<input class='placeholder' placeholder='Your name'>",
        "<div class='unloading-bay' style='width:90px;height:90px'></div>",
    ],
)
def test_what_only_bears_such_a_name_is_not_waited_for(mark: str, read: Read) -> None:
    reading = read(f"<h1>Cart</h1>{mark}{later('document.body.append(document.createElement(`p`))', 900)}")
    assert reading.settled
    assert reading.pending == ()


def test_a_skeleton_that_stays_leaves_the_page_unsettled_and_is_waited_for_once(tab: Page, read: Read) -> None:
    reading = read("<h1>Cart</h1><div class=skeleton style='height:40px'></div>", cap=300)
    assert not reading.settled
    assert reading.pending == ("mark div.skeleton",)
    again = _again(tab, cap=60_000)  # would not end within the test's time if it were waited for again
    assert not again.settled


def test_a_loader_that_stays_costs_time_once_and_no_verdict(tab: Page, read: Read) -> None:
    reading = read("<h1>Cart</h1><div class=loader style='width:30px;height:30px'></div>", cap=300)
    assert reading.settled
    assert reading.pending == ("mark div.loader",)
    assert _again(tab, cap=60_000).pending == ()


def test_a_mark_that_is_known_never_to_go_away_is_not_waited_for(read: Read) -> None:
    page = "<h1>Cart</h1><div class=loader style='width:30px;height:30px'></div>"
    assert read(page, cap=60_000, known=["div.loader"]).pending == ()


@pytest.mark.parametrize(
    "html",
    [
        "<style>@keyframes f{from{opacity:0}}</style><p style='animation:f .6s .1s both'>€9.00</p>",
        "<p id=p style='opacity:0;transition:opacity .6s'>€9.00</p>" + later("p.style.opacity = 1", 30),
        f"<main style='opacity:0'><p>€9.00</p></main>{later('document.querySelector(`main`).style.opacity = 1')}",
        f"<main style='visibility:hidden'><p>€9.00</p></main>{later('document.querySelector(`main`).style = ``')}",
        "<p id=p style='opacity:0'>€9.00</p><h1>x</h1><script>let o = 0; const t = setInterval(() => {"
        " o += .04; p.style.opacity = o; if (o >= 1) clearInterval(t) }, 20)</script>",
        f"<div id=app></div>{later('app.innerHTML = `<p>€9.00</p>`')}",
    ],
    ids=["animation", "transition", "whole page, opacity", "whole page, visibility", "by script", "drawn by script"],
)
def test_a_page_that_fades_in_is_waited_for(html: str, read: Read) -> None:
    reading = read(html)
    assert reading.settled
    assert "€9.00" in reading.visible_text()


@pytest.mark.parametrize(
    "html",
    [
        "<style>@keyframes f{to{transform:rotate(1turn)}}</style><p style='animation:f 1s infinite'>€9.00</p>",
        "<b>9</b><script>setInterval(() => { document.querySelector('b').textContent = Math.random() }, 10)</script>",
        "<p id=p style='transition:transform .4s'>€9.00</p><script>setInterval(() => {"
        " p.style.transform = p.style.transform ? '' : 'translateX(9px)' }, 700)</script>",
        "<p id=p>€9.00</p><script>setInterval(() => { p.style.transform = `scale(${Math.random()})` }, 15)</script>",
        "<style>@keyframes f{to{opacity:.5}}</style><p style='animation:f 3600s'>€9.00</p>",
    ],
    ids=["turns for ever", "clock", "slides", "moved by script", "takes an hour"],
)
def test_what_moves_for_ever_does_not_keep_a_page(html: str, read: Read) -> None:
    reading = read(html, cap=60_000)
    assert reading.settled
    assert reading.pending == ()


def test_what_fades_without_end_is_left_after_a_while(read: Read) -> None:
    fade = "setInterval(() => { p.animate([{ opacity: 0.2 }, { opacity: 1 }], 400) }, 100)"
    html = f"<p id=p>€9.00</p><script>{fade}</script>"
    assert read(html, cap=60_000).settled


def test_a_page_that_stays_blank_is_not_settled(tab: Page, read: Read) -> None:
    assert not read("<p style='opacity:0'>x</p>", cap=300).settled
    assert not _again(tab, cap=60_000).settled


CART = (
    """<header><a href=/cart class=header-cart>{count}</a></header><main><h1>Your basket</h1><div id=s></div></main>"""
)


@pytest.mark.parametrize("count", ["1", "1 item", "Cart (2)", "$2.00", "Cart €12,50"])
def test_a_count_in_the_header_says_that_rows_are_to_come(count: str, read: Read) -> None:
    html = CART.format(count=count) + later(SHOWS, 900)
    assert "€9.00" in read(html, "/cart", patience=JOURNEY_MS).visible_text()


@pytest.mark.parametrize(
    ("count", "path"),
    [("0", "/cart"), ("Cart", "/cart"), ("$0.00", "/cart"), ("0 items 0,00 €", "/cart"),
     ("1", "/faq")],
)  # fmt: skip
def test_an_empty_cart_and_another_page_are_not_waited_for(count: str, path: str, read: Read) -> None:
    assert read(CART.format(count=count), path, patience=60_000).pending == ()


def test_the_crawl_does_not_wait_for_rows_of_a_cart(read: Read) -> None:
    assert read(CART.format(count="1"), "/cart").pending == ()


@pytest.mark.parametrize("words", ["Loading…", "Calculating ...", "加载中", "Please wait"])
def test_words_that_ask_to_wait_are_heeded_in_a_walk(words: str, read: Read) -> None:
    html = f"<h1>Cart</h1><p id=s>{words}</p>{later(SHOWS)}"
    assert "€9.00" in read(html, patience=JOURNEY_MS).visible_text()


def test_a_connection_held_open_is_waited_for_once(tab: Page) -> None:
    held = threading.Event()

    def answer(path: str) -> tuple[int, str, str]:
        if path.startswith("/news"):
            held.wait(10)
            return 200, "text/plain", "x"
        return (
            200,
            "text/html",
            "<p>€9.00</p><script>const ask = () => fetch('/news?' + Math.random()).then(ask); ask()</script>",
        )

    with serving(answer) as origin:
        tab.goto(origin)
        assert not _again(tab, cap=300).settled
        held.set()
        tab.evaluate("fetch('/other')")
        assert _again(tab, cap=60_000).visible_text() == "€9.00"


# --- what only the browser knows to be on its way ---


@contextmanager
def _patient(browser: Browser) -> Iterator[tuple[PageReader, Page]]:
    with browser.new_context() as context:
        reader = PageReader(context)
        page = context.new_page()
        reader.watch(page)
        yield reader, page


@pytest.mark.parametrize(
    "brings",
    [
        "import('/late.js')",
        "const s = document.createElement('script'); s.src = '/late.js'; document.head.append(s)",
        "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = '/late.css'; document.head.append(l)",
    ],
    ids=["import", "script", "stylesheet"],
)
def test_a_script_that_is_still_on_its_way_is_waited_for(
    browser: Browser, brings: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is on its way comes once the page was read without it, and has done its work before it is read again: how
    long either takes is the machine's."""
    read_without = threading.Event()

    def answer(path: str) -> tuple[int, str, str]:
        if path == "/":
            page = f"""<p id=p>Cart</p><b style='display:none'>€9.00</b>
                <script>onload = () => setTimeout(() => {{ {brings} }})</script>"""
            return 200, "text/html", page
        read_without.wait(LONGEST)
        if path.endswith(".css"):
            return 200, "text/css", "b { display: block !important }"
        return 200, "text/javascript", "document.querySelector('b').style.display = 'block'"

    with serving(answer) as origin, _patient(browser) as (reader, page):
        plain = reader.told

        def told(page: Page) -> tuple[str, str]:
            if read_without.is_set():
                page.wait_for_function("getComputedStyle(document.querySelector('b')).display === 'block'")
            answered = plain(page)
            read_without.set()
            return answered

        monkeypatch.setattr(reader, "told", told)
        with page.expect_request("**/late.*"):
            page.goto(origin)
        reading, _ = reader.read(page, 1000 * LONGEST)
    assert reading.settled
    assert "€9.00" in reading.visible_text()


def test_a_script_that_never_comes_is_waited_for_once(browser: Browser) -> None:
    never = threading.Event()

    def answer(path: str) -> tuple[int, str, str]:
        if path == "/":
            return 200, "text/html", "<p>Cart</p><script>onload = () => setTimeout(() => import('/late.js'))</script>"
        never.wait(LONGEST)
        return 200, "text/javascript", ""

    with serving(answer) as origin, _patient(browser) as (reader, page):
        with page.expect_request("**/late.js"):
            page.goto(origin)
        first, _ = reader.read(page, 400)
        second, _ = reader.read(page, 60_000)
        never.set()
    assert not first.settled
    assert first.pending == ("scripts",)
    assert second.pending == ()


def test_a_mark_on_every_page_of_a_shop_is_learnt(browser: Browser) -> None:
    html = "<h1>x</h1><div class=loader style='width:30px;height:30px'></div>"
    with serving(lambda _: (200, "text/html", html)) as origin, _patient(browser) as (reader, page):
        pending = []
        for number in range(IN_VAIN + 1):
            page.goto(f"{origin}/{number}")
            pending.append(reader.read(page, 300)[0].pending)
    assert pending == [("mark div.loader",)] * IN_VAIN + [()]
