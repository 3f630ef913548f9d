"""A browser counts only if it launches, and the one that was asked for is the only one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect import browser as room
from casetrust_audit.collect.browser import Candidate, Found, candidates, find_browser, launch, tried
from casetrust_audit.errors import BrowserMissing, ToolFailure

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

EXITS = "#!/bin/sh\necho 'error while loading shared libraries: libnss3.so' >&2\nexit 127\n"
HANGS = "#!/bin/sh\nexec tail -f /dev/null\n"


def executable(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script)
    path.chmod(0o755)
    return path


@pytest.fixture
def real() -> Found:
    """The browser this computer has, found as the tool finds it."""
    return find_browser()


@pytest.fixture
def no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A PATH with one empty directory, and no browser of Playwright's own. Gives the directory."""
    directory = tmp_path / "bin"
    directory.mkdir()
    monkeypatch.delenv(room.ENVIRONMENT, raising=False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.setenv("PATH", str(directory) + os.pathsep + os.defpath)
    monkeypatch.setattr(room, "CHANNELS", ())
    monkeypatch.setattr(room, "NAMES", ("test-chromium", "test-chrome"))
    monkeypatch.setattr(room, "SHELLS", ("test-headless-shell",))
    return directory


def test_a_browser_that_launches_is_found_with_its_version(real: Found) -> None:
    assert int(real.version.split(".")[0]) >= 100
    assert real.version in str(real)
    assert real.headless in ("headless shell", "new headless")


def test_places_are_tried_in_the_stated_order(no_other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "CHANNELS", ("chrome", "msedge"))
    second = executable(no_other / "test-chrome", EXITS)
    first = executable(no_other / "test-chromium", EXITS)
    shell = executable(no_other / "test-headless-shell", EXITS)
    assert [(one.path, one.channel) for one in candidates()] == [
        ("", ""),
        (str(shell), ""),
        ("", "chromium"),
        (str(first), ""),
        (str(second), ""),
        ("", "chrome"),
        ("", "msedge"),
    ]


def test_for_a_window_no_build_without_one_is_taken(no_other: Path) -> None:
    shell = executable(no_other / "test-headless-shell", EXITS)
    full = executable(no_other / "test-chromium", EXITS)
    (no_other / "test-chrome").symlink_to(shell)
    assert [(one.path, one.channel) for one in candidates(window=True)] == [("", "chromium"), (str(full), "")]


@pytest.mark.parametrize("name", ["chromium-headless-shell", "headless_shell", "chrome-headless-shell"])
def test_a_build_without_a_window_that_was_asked_for_shows_none_and_says_so(name: str, tmp_path: Path) -> None:
    there = executable(tmp_path / name, EXITS)
    with pytest.raises(BrowserMissing, match="has no window"):
        find_browser(str(there), window=True)


def test_one_browser_under_two_names_is_tried_once_under_the_better_name(no_other: Path) -> None:
    first = executable(no_other / "test-chromium", EXITS)
    (no_other / "test-chrome").symlink_to(first)
    assert [one.path for one in candidates() if one.path] == [str(first)]


def test_the_option_wins_over_the_environment_and_both_are_the_only_candidate(
    no_other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable(no_other / "test-chromium", EXITS)
    monkeypatch.setenv(room.ENVIRONMENT, "/from/environment")
    assert [one.path for one in candidates()] == ["/from/environment"]
    assert [one.path for one in candidates("/from/option")] == ["/from/option"]


def test_a_browser_asked_for_by_command_name_is_looked_up_on_the_path(no_other: Path) -> None:
    there = executable(no_other / "my-browser", EXITS)
    assert candidates("my-browser")[0].path == str(there)


@pytest.mark.parametrize("through", ["option", "environment"])
def test_a_bad_browser_that_was_asked_for_fails_though_a_good_one_is_there(
    through: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = str(executable(tmp_path / "bad", EXITS))
    if through == "environment":
        monkeypatch.setenv(room.ENVIRONMENT, bad)
    with pytest.raises(BrowserMissing) as caught:
        find_browser(bad if through == "option" else None)
    assert bad in str(caught.value)
    assert "libnss3.so" in str(caught.value)
    assert room.ENVIRONMENT in caught.value.advice
    assert "\n" not in str(caught.value)


def test_a_path_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BrowserMissing, match="is not there"):
        find_browser(str(tmp_path / "nowhere"))


def test_candidates_that_do_not_launch_are_passed_over(
    real: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = executable(tmp_path / "bad", EXITS)
    wanted = (Candidate("first", str(bad)), Candidate("second", str(tmp_path / "gone")), real.candidate)
    monkeypatch.setattr(room, "candidates", lambda explicit=None, **_: wanted)
    assert find_browser().candidate == real.candidate
    assert [(one.candidate, one.ok) for one in tried()] == [(wanted[0], False), (wanted[1], False), (wanted[2], True)]


def test_a_candidate_that_hangs_is_given_up(no_other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LAUNCH_SECONDS", 0.5)
    executable(no_other / "test-chromium", HANGS)
    with pytest.raises(BrowserMissing, match=r"test-chromium did not start within 0\.5 s"):
        find_browser()


def test_no_browser_at_all_names_all_that_was_tried_and_one_command(no_other: Path) -> None:
    with pytest.raises(BrowserMissing) as caught:
        find_browser()
    assert "headless shell is not installed" in str(caught.value)
    assert caught.value.advice == f"Run: {sys.executable} -m casetrust_audit.collect.browser_install"


def test_the_browser_found_is_remembered(real: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_walk", lambda *_, **__: pytest.fail("looked a second time"))
    assert find_browser() is real


def test_a_browser_gone_since_it_was_found_is_a_tool_failure(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    def start() -> None:
        with sync_playwright() as playwright:
            launch(playwright, Found(Candidate("once", str(tmp_path / "gone")), "1.0", sandbox=False))

    with pytest.raises(ToolFailure, match=r"does not launch|not installed"):
        room._in_thread(start)


def test_no_argument_of_ours_overrides_the_features_playwright_switches_off() -> None:
    assert not [one for one in room.ARGUMENTS if one.startswith(("--disable-features", "--enable-features"))]


def test_the_shared_browser_reaches_nothing_but_loopback(browser: Browser) -> None:
    from playwright.sync_api import Error

    with browser.new_context() as context:
        page = context.new_page()
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
            page.goto("http://shop.test/")


def test_importing_the_room_starts_no_playwright() -> None:
    script = (
        "import sys, casetrust_audit.collect.browser, casetrust_audit.collect.browser_install, "
        "casetrust_audit.collect.doctor; sys.exit('playwright' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=60).returncode == 0
