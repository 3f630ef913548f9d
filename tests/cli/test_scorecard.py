"""The end of a run says what the first page of the reports says, folds between words, and does what it is told."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from casetrust_audit.cli.printable import printable
from casetrust_audit.cli.scorecard import print_scorecard
from casetrust_audit.cli.voice import console
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.view import build
from tests.report import sample


def card(result: AuditResult, monkeypatch: pytest.MonkeyPatch, columns: int = 80, colour: bool = False) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("CASETRUST_COLOR", "always" if colour else "never")
    told = io.StringIO()
    print_scorecard(console(told, 100), result, (Path("audit-shop/report.html"), Path("audit-shop/audit.json")))
    return told.getvalue()


def test_it_has_what_the_first_page_of_the_reports_has(monkeypatch: pytest.MonkeyPatch) -> None:
    result = sample.result()
    view = build(result, lambda _: None)
    text = " ".join(card(result, monkeypatch).split())
    assert view.verdict.text.upper() in text
    assert view.reason in text
    assert f"{view.figures.interval} of 100, shown as {view.figures.shown}" in text
    assert f"{view.figures.coverage} of the weight" in text
    for finding in (*view.blockers, *view.majors):
        assert f"{finding.id} {finding.message}"[:120] in text
    for finding in view.blockers:
        assert f"→ {finding.action}" in text
    for trail in view.trails:
        assert f"{trail.scenario} {trail.sentence}" in text
    for word, count in view.figures.counts:
        assert f"{count} {word.text.lower()}" in text
    assert "audit-shop/report.html" in text
    assert "Only CASE can accredit a shop." in text


@pytest.mark.parametrize("columns", [50, 80, 120])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    result = sample.result()
    folded = card(result, monkeypatch, columns)
    assert max(len(line.rstrip()) for line in folded.splitlines()) <= columns
    assert set(re.findall(r"[\w-]+", folded)) <= set(re.findall(r"[\w-]+", card(result, monkeypatch, 2000)))


def test_colour_adds_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    result = sample.overlaid()
    coloured = card(result, monkeypatch, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == card(result, monkeypatch)


def test_a_shop_cannot_write_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    result = sample.result()
    worse = "\x1b]0;owned\x07\u202eevil[bold]:smile:\n"
    findings = tuple(replace(f, message=worse, title=worse, remediation=worse) for f in result.findings)
    trails = tuple(replace(t, sentence=worse, item=worse) for t in result.trails)
    text = card(replace(result, findings=findings, trails=trails, readiness_reason=worse), monkeypatch)
    assert not set(text) & set("\x1b\x07\u202e")
    assert "[bold]:smile:" in text


def test_what_is_cut_is_cut_between_words() -> None:
    assert printable("one two three", 10) == "one two…"
    assert printable("x" * 50, 10) == "x" * 9 + "…"
    assert printable("short", 9) == "short"
