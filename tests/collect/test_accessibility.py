"""The automated look at a page's accessibility, in a real Chromium: what it finds, what it leaves alone, bad pages."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casetrust_audit.collect import accessibility
from casetrust_audit.collect import session as session_module
from casetrust_audit.collect.accessibility import KEYBOARD, KeyPages, as_scan, engine, look_at
from casetrust_audit.collect.session import Counter, Session
from casetrust_audit.evidence.bundle import BundleWriter, load
from casetrust_audit.model.accessibility import AccessibilityFault, AccessibilityScan
from casetrust_audit.model.capture import CrawlSummary, RunInfo
from casetrust_audit.settings import Settings
from tests.collect import peers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAIL = "audit.testperson@example.com"
GOOD = "<main><h1>Tea</h1><form><label for=m>E-mail</label><input id=m><button>Go on</button></form></main>"


def whole(body: str) -> str:
    return f"<!doctype html><html lang=en><head><title>Tea</title></head><body>{body}</body></html>"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def scan(tab: Page, body: str, *typed: str) -> AccessibilityScan:
    tab.set_content(whole(body))
    return look_at(tab, typed)


def faults(tab: Page, body: str) -> dict[str, AccessibilityFault]:
    found = scan(tab, body)
    assert found.problem == ""
    return {f.rule: f for f in found.faults}


def test_a_good_page_has_no_faults(tab: Page) -> None:
    found = scan(tab, GOOD)
    assert (found.faults, found.problem) == ((), "")
    assert found.engine.startswith("axe-core 4.")
    assert found.elements == 10


def test_controls_without_a_name_are_found_with_where_they_are(tab: Page) -> None:
    form = "<form><span>E-mail</span><input name=mail><select name=size><option>S</select><button></button></form>"
    found = faults(tab, f"<main><h1>Tea</h1><button id=menu><svg></svg></button>{form}</main>")
    assert {rule: (f.impact, f.count, f.in_forms) for rule, f in found.items()} == {
        "label": ("critical", 1, 1), "select-name": ("critical", 1, 1), "button-name": ("critical", 2, 1),
    }  # fmt: skip
    assert [s.html for s in found["button-name"].spots] == [
        "<button></button>",
        '<button id="menu"><svg></svg></button>',
    ]
    assert found["button-name"].spots[1].selector == "#menu"


@pytest.mark.parametrize(
    "named",
    [
        "<label>E-mail <input></label>",
        "<input aria-label=E-mail>",
        "<input title=E-mail>",
        "<input placeholder=E-mail>",
        "<span id=s>E-mail</span><input aria-labelledby=s>",
        "<input type=submit>",
        "<input type=hidden name=csrf>",
        "<div style='display: none'><input><button></button></div>",
        "<template><input><div role=button onclick='go()'>Buy</div></template>",
        "<iframe srcdoc='<input><button></button>'></iframe>",
    ],
)
def test_named_hidden_and_foreign_controls_are_no_fault(tab: Page, named: str) -> None:
    assert faults(tab, f"<main><h1>Tea</h1><form>{named}</form></main>") == {}


@pytest.mark.parametrize(
    ("control", "unreachable"),
    [
        ("<div role=button>Add to cart</div>", 1),
        ("<div onclick='go()' style='cursor: pointer'>Add to cart</div>", 1),
        ("<span role=checkbox aria-checked=false aria-label=Terms>x</span>", 1),
        ("<label>E-mail <input tabindex=-1></label>", 1),
        ("<div role=button tabindex=0>Add to cart</div>", 0),
        ("<div onclick='go()' style='cursor: pointer'><button>Add to cart</button></div>", 0),
        ("<div onclick='count()'>A paragraph whose clicks are counted</div>", 0),
        ("<button><span role=button>Add to cart</span></button>", 0),
        ("<label>E-mail <input tabindex=-1 disabled></label>", 0),
        ("<div role=radiogroup aria-label=Size><span role=radio aria-checked=true tabindex=0>S</span>"
         "<span role=radio aria-checked=false tabindex=-1>M</span></div>", 0),
        ("<div aria-hidden=true><select tabindex=-1><option>S</select></div>", 0),
        ("<div role=button style='visibility: hidden'>Add to cart</div>", 0),
        ("<div role=button aria-disabled=true>Sold out</div>", 0),
    ],
)  # fmt: skip
def test_what_no_key_reaches_is_found(tab: Page, control: str, unreachable: int) -> None:
    found = faults(tab, f"<main><h1>Tea</h1><form>{control}</form></main>").get(KEYBOARD)
    assert (found.in_forms if found else 0) == unreachable


def test_language_and_title_are_looked_at(tab: Page) -> None:
    tab.set_content("<html><body><main>Tea</main></body></html>")
    assert {f.rule for f in look_at(tab, ()).faults} == {"html-has-lang", "document-title"}


def test_only_a_few_spots_are_kept_redacted_and_short(tab: Page) -> None:
    inputs = "".join(f"<input name=n{n} value='{MAIL}' data-long={'x' * 3000}>" for n in range(30))
    found = scan(tab, f"<main><form><input name=csrf_token value=s3cretvalue>{inputs}</form></main>", MAIL)
    (fault,) = found.faults
    assert (fault.rule, fault.count, len(fault.spots)) == ("label", 31, accessibility.MOST_SPOTS)
    assert all(len(s.html) <= accessibility.SNIPPET for s in fault.spots)
    assert "s3cretvalue" not in str(found)
    assert MAIL not in str(found)


def test_the_page_s_own_scripts_cannot_change_what_is_found(tab: Page) -> None:
    hostile = """<script>window.axe = {run: () => Promise.resolve({violations: []})}; JSON.stringify = () => '{}';
      Array.prototype.map = () => []; document.querySelectorAll = () => []; Promise.race = () => null;
      setTimeout = () => 0;</script>"""
    assert set(faults(tab, f"<main><form><input></form></main>{hostile}")) == {"label"}


def test_a_strict_content_security_policy_does_not_keep_it_out(tab: Page) -> None:
    headers = {"Content-Security-Policy": "default-src 'none'", "Content-Type": "text/html"}
    tab.route("**/*", lambda route: route.fulfill(headers=headers, body=whole("<main><form><input></form></main>")))
    tab.goto("http://127.0.0.1:9/")
    assert [f.rule for f in look_at(tab, ()).faults] == ["label"]


def test_a_page_of_too_many_elements_is_left_alone(tab: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessibility, "MOST_ELEMENTS", 20)
    found = scan(tab, f"<main>{'<p>x</p>' * 40}<input></main>")
    assert (found.faults, found.elements) == ((), 46)
    assert "at most 20 are looked at" in found.problem


def test_a_look_that_takes_too_long_is_ended(tab: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessibility, "BUDGET_MS", 1)
    found = scan(tab, "<main><form><input></form></main>" + "<p>x</p>" * 2000)
    assert (found.faults, found.problem) == ((), "not finished within 1 ms")
    assert tab.evaluate("1 + 1") == 2


def test_a_page_that_hangs_is_waited_for_no_longer_than_set(tab: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessibility, "PATIENCE_S", 0.5)
    tab.set_content(whole(GOOD))
    tab.evaluate("setTimeout(() => { while (true); }, 0)")
    began = time.monotonic()
    assert look_at(tab, ()).problem == accessibility.SILENT
    assert time.monotonic() - began < 60


def test_a_page_that_was_closed_is_a_reason(tab: Page) -> None:
    tab.close()
    assert look_at(tab, ()).problem


def test_without_axe_the_reason_is_said(tab: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessibility, "axe_source", lambda: "")
    assert scan(tab, GOOD).problem == "axe-core is not installed"


def answer(*told: dict[str, Any], **over: Any) -> str:
    return json.dumps({"elements": 9, "milliseconds": 5, "problem": "", "faults": told} | over)


LABEL = {"rule": "label", "impact": "critical", "count": 2, "in_forms": 9, "spots": [{"selector": "a", "html": "b"}]}


@pytest.mark.parametrize(
    "raw",
    ["", "null", "[]", "{}", "{" * 5000, answer({}), answer(LABEL | {"count": "many"}), answer(LABEL | {"spots": 3}),
     answer(elements="x"), "x" * (accessibility.LONGEST_ANSWER + 1)],
)  # fmt: skip
def test_an_answer_that_is_none_is_a_reason(raw: str) -> None:
    found = as_scan(raw, ())
    assert found.faults == ()
    assert "answer" in found.problem


def test_nothing_is_kept_that_was_not_asked_for() -> None:
    other = LABEL | {"rule": "made-up"}
    odd = LABEL | {"impact": "shattering"}
    found = as_scan(answer(LABEL, other, odd, LABEL | {"count": -1}, elements=-4, problem="p" * 900), ())
    assert [(f.rule, f.count, f.in_forms) for f in found.faults] == [("label", 2, 2)]
    assert (found.elements, len(found.problem), found.engine) == (0, 200, engine())


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ([("home", "desktop", ""), ("home", "desktop", ""), ("home", "phone", "")], [True, False, True]),
        ([("returns", "desktop", ""), ("privacy", "desktop", ""), ("contact", "desktop", "")], [True, False, False]),
        ([("listing", "phone", ""), ("product", "phone", ""), ("product", "desktop", "")], [False, True, True]),
        ([("cart", "desktop", ""), ("cart", "desktop", "cheap/cart")], [False, True]),
        ([("checkout", "desktop", "cheap/address"), ("checkout", "desktop", "cheap/review"),
          ("checkout", "desktop", "mid/address")], [True, True, False]),
        ([("product", "desktop", "cheap/product"), ("product", "desktop", "")], [False, True]),
    ],
)  # fmt: skip
def test_one_page_of_each_kind_is_looked_at(asked: list[tuple[str, str, str]], taken: list[bool]) -> None:
    key_pages = KeyPages()
    assert [key_pages.take(*one) for one in asked] == taken


def test_without_journeys_the_cart_of_the_crawl_has_to_do() -> None:
    assert KeyPages(journeys=False).take("cart", "desktop", "")


PROSE = "<main><h1>Tea</h1>" + "<p>Oolong tea from the hills, S$12.90, in stock. Add to cart today.</p>" * 8


def test_the_record_is_a_file_of_the_capture_and_a_page_that_hangs_is_replaced(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hanging_by_then(page: Page, typed: tuple[str, ...], clock: Any) -> AccessibilityScan:
        if not page.url.endswith("/returns"):
            return look_at(page, typed, clock)
        with monkeypatch.context() as impatient:
            impatient.setattr(accessibility, "PATIENCE_S", 0.5)
            page.evaluate("setTimeout(() => { while (true); }, 0)")
            return look_at(page, typed, clock)

    monkeypatch.setattr(accessibility, "look_at", hanging_by_then)
    monkeypatch.setattr(session_module, "ALIVE_MS", 300)
    routes = {
        "/": (200, (("Content-Type", "text/html"),), whole(PROSE + "<form><input name=mail></form></main>").encode()),
        "/returns": (200, (("Content-Type", "text/html"),), whole(f"{PROSE}</main>").encode()),
    }
    with peers.site(routes) as shop, BundleWriter(tmp_path / "b", RunInfo(shop.origin, "", "", "", "0", "", {})) as out:
        settings = Settings(shop.origin, page_seconds=30, screenshots=False)
        session = Session(browser, settings, out, Counter(), name="crawl", user_agent="test", key_pages=KeyPages())
        with session:
            session.visit(shop.origin, depth=0, via="start", start=True)
            session.visit(shop.origin + "returns", depth=1, via="link")
            again = session.visit(shop.origin, depth=0, via="start", start=True)
        out.finish("", CrawlSummary(1, True, 0, 0, 0, "none", 0))
    assert again.capture.usable
    home, returns, last = load(tmp_path / "b").collection.pages
    assert home.accessibility is not None
    assert [(f.rule, f.in_forms) for f in home.accessibility.faults] == [("label", 1)]
    assert (returns.role, last.accessibility) == ("returns", None)
    assert returns.accessibility is not None
    assert returns.accessibility.problem == accessibility.SILENT
