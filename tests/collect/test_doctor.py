"""The doctor says what is wrong and what to do, and never raises."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from casetrust_audit import resources
from casetrust_audit.collect import doctor
from casetrust_audit.collect.browser import Candidate, Tried
from casetrust_audit.errors import BrowserMissing

GOOD = Tried(Candidate("on the PATH:", "/usr/bin/chromium"), ok=True, detail="launches", version="150.0", sandbox=True)
BAD = Tried(Candidate("Playwright's Chromium", channel="chromium"), ok=False, detail="is not installed")


def report(monkeypatch: pytest.MonkeyPatch, *walked: Tried, output: Path = Path()) -> dict[str, doctor.Check]:
    monkeypatch.setattr(doctor, "tried", lambda explicit: walked)
    return {check.name: check for check in reversed(doctor.doctor_report(None, output))}


def test_every_check_that_fails_has_advice_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for walked in ((GOOD, BAD), (BAD,)):
        for check in report(monkeypatch, *walked).values():
            assert bool(check.advice) != check.ok, check


def test_a_browser_that_is_not_needed_is_a_note_not_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = report(monkeypatch, BAD, GOOD)
    assert checks["browser"].ok
    assert "150.0" in checks["browser"].detail
    assert checks["other browser"].ok


def test_where_none_launches_the_whole_walk_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    check = report(monkeypatch, BAD)["browser"]
    assert not check.ok
    assert "is not installed" in check.detail
    assert "browser_install" in check.advice


def test_playwright_that_does_not_start_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(explicit: str | None) -> tuple[Tried, ...]:
        raise BrowserMissing("Playwright itself does not start", "Reinstall it")

    monkeypatch.setattr(doctor, "tried", broken)
    check = next(one for one in doctor.doctor_report() if one.name == "browser")
    assert (check.ok, check.advice) == (False, "Reinstall it")


def test_an_output_directory_yet_to_be_made_is_judged_by_its_parent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    check = report(monkeypatch, GOOD, output=tmp_path / "a" / "b")["output directory"]
    assert check.ok
    assert check.detail == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_output_directory_that_cannot_be_written_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refused)
    check = report(monkeypatch, GOOD, output=tmp_path)["output directory"]
    assert not check.ok
    assert "Permission denied" in check.detail


def test_a_broken_installation_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "x" / "y")
    assert not report(monkeypatch, GOOD)["rules"].ok
