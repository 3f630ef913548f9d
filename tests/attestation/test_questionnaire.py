"""The questionnaire asks only what is open, holds nothing hostile, and reads back as asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casetrust_audit.attestation.asked import open_findings
from casetrust_audit.attestation.questionnaire import as_markdown, as_yaml
from casetrust_audit.attestation.read import read_attestations
from casetrust_audit.model.result import UNDECIDED, AuditResult, Severity
from tests.report.sample import result


def test_only_open_requirements_are_asked_blockers_first() -> None:
    asked = open_findings(result().findings)
    assert asked
    assert {f.verdict for f in asked} <= UNDECIDED
    assert {f.rule for f in asked} == {f.rule for f in result().findings if f.verdict in UNDECIDED}
    places = [list(Severity).index(f.severity) for f in asked]
    assert places == sorted(places)


def test_it_reads_back_and_decides_nothing_before_it_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "attestations.yaml"
    path.write_text(as_yaml(result()), encoding="utf-8")
    found = read_attestations(path)
    assert found.shop == result().run.site
    assert list(found.answers) == [f.rule for f in open_findings(result().findings)]
    assert {a.answer for a in found.answers.values()} == {"do-not-know"}
    assert not found.signer.signed


def hostile() -> AuditResult:
    bad = "x\n  evil-rule:\n    answer: met\u2028# \x1b[31m<script>alert(1)</script> [a](javascript:b) ﻿"
    findings = tuple(replace(f, message=bad, question=bad, title=bad) for f in result().findings)
    return replace(result(), findings=findings, run=replace(result().run, site='shop"\nanswers: {}'))


def test_nothing_the_shop_says_becomes_a_key_or_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "attestations.yaml"
    path.write_text(as_yaml(hostile()), encoding="utf-8")
    found = read_attestations(path)
    assert set(found.answers) == {f.rule for f in open_findings(hostile().findings)}
    assert {a.answer for a in found.answers.values()} == {"do-not-know"}
    assert "\x1b" not in path.read_text(encoding="utf-8")


def test_the_sheet_asks_the_same_and_has_no_markup_of_the_shop() -> None:
    sheet = as_markdown(result(), {"PRC": "Pricing & hidden charges"})
    for finding in open_findings(result().findings):
        assert f"`{finding.rule}`" in sheet
    assert "<script>" not in as_markdown(hostile(), {})
    assert "](javascript:" not in as_markdown(hostile(), {})


def test_a_shop_without_open_questions_gets_an_empty_form(tmp_path: Path) -> None:
    decided = replace(result(), findings=tuple(f for f in result().findings if f.verdict not in UNDECIDED))
    path = tmp_path / "attestations.yaml"
    path.write_text(as_yaml(decided), encoding="utf-8")
    assert read_attestations(path).answers == {}
