"""A login that a person has made: kept with its session storage, put back where it belongs, never in the evidence."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casetrust_audit.collect.login import Login, note_stored, read_login, state_of, write_login
from casetrust_audit.collect.session import Counter, Session
from casetrust_audit.errors import UsageError
from casetrust_audit.evidence.bundle import BundleWriter
from casetrust_audit.model.capture import CrawlSummary, RunInfo
from casetrust_audit.settings import Settings
from tests.collect.small_shop import SmallShop, serving_shop

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BASKET = "bk-7Hq2Zx81aKK03mm"
OTHER = "http://elsewhere.test"


def login(stored: dict[str, dict[str, str]], **state: Any) -> Login:
    return Login({"cookies": [], "origins": [], **state}, stored)  # type: ignore[typeddict-item]


def test_a_login_is_read_as_it_was_written_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "login.json"
    cookies = [{"name": "sid", "value": "x1", "domain": "shop.test", "path": "/"}]
    write_login(file, {"cookies": cookies, "origins": []}, {"https://shop.test": {"basket": BASKET}, OTHER: {}})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = read_login(file)
    assert (kept.state["cookies"], kept.stored) == (cookies, {"https://shop.test": {"basket": BASKET}})


def test_a_login_without_session_storage_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "login.json"
    file.write_text('{"cookies": [], "origins": []}', encoding="utf-8")
    assert read_login(file).stored == {}


@pytest.mark.parametrize(
    "stored", [7, {}, [7], [{"origin": 1, "items": []}], [{"origin": "x"}], [{"origin": "x", "items": [{"name": "a"}]}]]
)
def test_session_storage_that_is_none_is_refused(tmp_path: Path, stored: object) -> None:
    file = tmp_path / "login.json"
    file.write_text(json.dumps({"cookies": [], "sessionStorage": stored}), encoding="utf-8")
    with pytest.raises(UsageError, match="sessionStorage is not"):
        read_login(file)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("basket", BASKET), ("basket", "4f7b2c9d1e8a6b3c5d7e0a1b"), ("id", "123e4567-e89b-12d3-a456-426614174000"),
        ("state", json.dumps({"user": {"accessToken": "plainletters"}})), ("csrf", "abcdefgh"),
        ("state", json.dumps({"cart": json.dumps({"ref": BASKET})})),
    ],
)  # fmt: skip
def test_tokens_and_ids_are_secrets_however_deep_they_lie(name: str, value: str) -> None:
    assert len(login({"https://shop.test": {name: value}}).secrets) == 1
    assert len(login({}, cookies=[{"name": name, "value": value}]).secrets) == 1
    local = {"origin": "https://shop.test", "localStorage": [{"name": name, "value": value}]}
    assert len(login({}, origins=[local]).secrets) == 1


@pytest.mark.parametrize(
    "value",
    [
        "blue-mug-350ml",
        "dark",
        "en-SG",
        "/products/tea-pot-2",
        "Blue mug, 350 ml",
        "true",
        "2026-11-30T04:50:00Z",
        "12345678901234",
    ],
)
def test_words_pages_and_times_that_a_shop_stores_are_no_secrets(value: str) -> None:
    assert login({"https://shop.test": {"last": value, "all": json.dumps([value])}}).secrets == ()


ECHO = (
    "<h1>Your account</h1><p id=shown></p><p id=all></p><script>"
    "document.querySelector('#shown').textContent = sessionStorage.getItem('basket') || 'a guest';"
    "document.querySelector('#all').textContent = Object.keys(sessionStorage).length + ' kept'</script>"
)
TAKES_OUT = "<h1>Logged out</h1><script>sessionStorage.removeItem('basket')</script>"


def test_what_a_page_holds_is_noted_by_its_origin_and_put_back_there_alone(browser: Browser, tmp_path: Path) -> None:
    shop = SmallShop({"/me": ECHO, "/out": TAKES_OUT})
    file = tmp_path / "login.json"
    with serving_shop(shop):
        context = browser.new_context()
        page = context.new_page()
        page.goto(shop.origin + "/about")
        page.evaluate(f"sessionStorage.setItem('basket', '{BASKET}')")
        stored: dict[str, dict[str, str]] = {}
        note_stored(page, shop.origin, stored)
        write_login(file, state_of(context), stored | {OTHER: {"basket": "another"}})
        context.close()
        assert stored == {shop.origin: {"basket": BASKET}}

        context = browser.new_context()
        read_login(file).put_into(context)
        page = context.new_page()
        page.goto(shop.origin + "/me")
        assert page.inner_text("#shown") == BASKET
        page.goto(shop.origin.replace("127.0.0.1", "localhost") + "/me")
        assert (page.inner_text("#shown"), page.inner_text("#all")) == ("a guest", "0 kept")
        page.goto(shop.origin + "/out")
        page.goto(shop.origin + "/me")
        assert page.inner_text("#shown") == "a guest"
        context.close()


def test_nothing_of_a_login_is_in_the_evidence(browser: Browser, tmp_path: Path) -> None:
    page = ECHO + "<p><a id=way>Go on</a></p><script>way.href = '/me?ref=' + sessionStorage.getItem('basket')</script>"
    shop = SmallShop({"/me": page})
    with serving_shop(shop):
        settings = Settings(shop.origin + "/", screenshots=False)
        run = RunInfo(settings.url, "127.0.0.1", "", "", "0", "", {})
        held = login({shop.origin: {"basket": BASKET}})
        with BundleWriter(tmp_path / "b", run) as writer:
            with Session(browser, settings, writer, Counter(), name="x", user_agent="test", login=held) as session:
                met = session.visit(shop.origin + "/me", depth=0, via="start")
                again = session.visit(f"{shop.origin}/me?ref={BASKET}", depth=0, via="link")
            writer.finish("", CrawlSummary(1, True, 0, 0, 0, "none", 0))
    assert met.reading is not None
    assert BASKET in met.reading.visible_text()
    assert "ref=[redacted]" in again.capture.final_url
    assert [f for f in (tmp_path / "b").rglob("*") if f.is_file() and BASKET.encode() in f.read_bytes()] == []
