"""Saved pages and live ones, opened in one browser without a journey."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect.viewer import NO_ADDRESS, Viewer, as_asked, saved_html
from casetrust_audit.errors import UsageError
from tests.collect.test_session import PROSE, _serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def viewer(browser: Browser) -> Iterator[Viewer]:
    with Viewer(browser) as opened:
        yield opened


def _file(tmp_path: Path, html: str, name: str = "page.html") -> Path:
    path = tmp_path / name
    path.write_text(html, encoding="utf-8")
    return path


def test_a_saved_page_is_read_under_its_own_address(viewer: Viewer, tmp_path: Path) -> None:
    path = _file(tmp_path, f"<h1>Tea</h1>{PROSE}<a href='/cup'>Cup</a>")
    opened = viewer.saved(path, "https://shop.example/tea?x=1")
    assert opened.problem == ""
    assert opened.reading is not None
    assert opened.reading.url == "https://shop.example/tea?x=1"
    assert opened.reading.links[0].href == "https://shop.example/cup"


@pytest.mark.parametrize("url", ["https://shop.example", "https://shop.example?item=7", "https://shop.example#/tea"])
def test_an_address_without_a_path_is_read(viewer: Viewer, tmp_path: Path, url: str) -> None:
    opened = viewer.saved(_file(tmp_path, f"<h1>Tea</h1>{PROSE}"), url)
    assert opened.problem == ""
    assert opened.reading is not None
    assert opened.reading.url == url.replace(".example", ".example/")


def test_a_packed_page_and_one_without_an_address_are_read(viewer: Viewer, tmp_path: Path) -> None:
    path = tmp_path / "login.html.gz"
    path.write_bytes(gzip.compress("<h1>Thé vert</h1>".encode()))
    opened = viewer.saved(path)
    assert opened.reading is not None
    assert opened.reading.headings[0].text == "Thé vert"
    assert opened.reading.url == NO_ADDRESS, "the name of the file says nothing of the page"
    assert viewer.saved(path, "no address at all").reading is not None


def test_a_page_in_another_charset_is_read(viewer: Viewer, tmp_path: Path) -> None:
    path = tmp_path / "old.html"
    path.write_bytes("<meta charset=windows-1252><h1>Café</h1>".encode("cp1252"))
    opened = viewer.saved(path)
    assert opened.reading is not None
    assert opened.reading.headings[0].text == "Café"


def test_no_script_of_a_saved_page_runs_and_nothing_is_fetched(viewer: Viewer, tmp_path: Path) -> None:
    with _serving({"/": PROSE}) as shop:
        path = _file(
            tmp_path,
            f"<h1>Tea</h1><img src='{shop.origin}/a.png'><script src='{shop.origin}/a.js'></script>"
            f"<script>document.querySelector('h1').textContent = 'changed'; fetch('{shop.origin}/f')</script>"
            f"<iframe src='{shop.origin}/frame'></iframe><body onload='document.title = \"ran\"'>",
        )
        opened = viewer.saved(path, f"{shop.origin}/tea")
        assert opened.reading is not None
        assert (opened.reading.headings[0].text, opened.reading.title) == ("Tea", "")
        assert shop.asked == []


def test_one_bad_page_leaves_the_next_one_readable(viewer: Viewer, tmp_path: Path) -> None:
    moving = _file(tmp_path, "<meta http-equiv=refresh content='0; url=https://elsewhere.example/'>", "moving.html")
    good = _file(tmp_path, "<h1>Good</h1>", "good.html")
    viewer.saved(moving)
    opened = viewer.saved(good)
    assert opened.reading is not None
    assert opened.reading.headings[0].text == "Good"


def test_a_live_page_is_read_through_the_guard(viewer: Viewer, tmp_path: Path) -> None:
    script = "<script>document.body.append('scripted'); fetch('/message', {method: 'POST', body: 'x'})</script>"
    with _serving({"/tea": f"<h1>Tea</h1>{PROSE}{script}"}) as shop:
        opened = viewer.live(f"{shop.origin}/tea")
        assert opened.status == 200
        assert opened.reading is not None
        assert "scripted" in opened.reading.visible_text()
        assert [line for line in shop.asked if line.startswith("POST")] == []
        missing = viewer.live(f"{shop.origin}/nothing-here")
        assert missing.status == 404
    gone = viewer.live(f"{shop.origin}/tea")
    assert gone.reading is None
    assert gone.problem == "the server refused the connection"
    assert viewer.saved(_file(tmp_path, "<h1>After</h1>")).reading is not None


@pytest.mark.parametrize("content", [b"\x1f\x8bnot packed at all", b"\x1f\x8b"])
def test_a_broken_pack_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.html.gz"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"broken\.html\.gz cannot be read"):
        saved_html(path)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://Shop.Test/Tea Pot|2?q=a b", "https://shop.test/Tea%20Pot%7C2?q=a%20b#top"),
        ("http://shop.test:80/new/../tea/./pot", "http://shop.test/tea/pot"),
        ("https://müller.test/größe", "https://xn--mller-kva.test/gr%C3%B6%C3%9Fe"),
        ("http://shop.test/茶?名=壶", "https://shop.test/%E8%8C%B6?%E5%90%8D=%E5%A3%B6"),
        ("https://shop.test\\tea", "https://shop.test/tea"),
    ],
)
def test_an_address_is_the_same_however_the_browser_spells_it(given: str, asked: str) -> None:
    assert as_asked(given) == as_asked(asked)


@pytest.mark.parametrize(
    "other", ["https://shop.test/tea", "https://shop.test/tea/pot?b=1", "https://other.test/tea/pot"]
)
def test_another_page_is_not_the_saved_one(other: str) -> None:
    assert as_asked(other) != as_asked("https://shop.test/tea/pot")
