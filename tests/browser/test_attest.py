"""From the evidence to the questions and back: what an honest shop's people answer decides what no tool can see."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casetrust_audit import pipeline
from casetrust_audit.model.result import UNDECIDED, Readiness, Severity, Verdict
from casetrust_audit.report.json_format import to_json
from casetrust_audit.ruleset.load import RuleSet
from tests.browser.collecting import Collected

pytestmark = pytest.mark.browser


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "casetrust_audit.cli.app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=300, check=False)


def filled_in(bundle: Path, output: Path) -> Path:
    """The questionnaire as a merchant with every document at hand would fill it in."""
    done = run("attest", "new", bundle, "--output", output)
    assert done.returncode == 0, done.stderr
    (output / "proof.pdf").write_bytes(b"what the merchant shows")
    path = output / "attestations.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("answer: do-not-know", "answer: met").replace('owner: ""', "owner: Operations")
    today = datetime.now(UTC).date().isoformat()  # an extract from a register counts for three months only
    text = re.sub(r"evidence: \[\].*", "evidence: [proof.pdf]", text).replace('    date: ""', f"    date: {today}")
    for key, value in (("name", "Tan Mei Ling"), ("role", "Director"), ("entity", "Merlion Pantry Pte. Ltd.")):
        text = text.replace(f'  {key}: ""', f"  {key}: {value}", 1)
    text = re.sub(r'  date: ""  .*', "  date: 2026-11-20", text)
    path.write_text(text.replace("true_to_best_knowledge: false", "true_to_best_knowledge: true"), encoding="utf-8")
    return path


def test_an_honest_shop_with_its_papers_is_ready_for_submission(honest: Path, rules: RuleSet, tmp_path: Path) -> None:
    before = pipeline.check(honest, rules).result
    assert before.readiness is Readiness.INCOMPLETE
    assert "cmp-team-log-record (Q4, Q5)" in before.readiness_reason
    assert "sec-audit-programme (Q16), sec-governance-at-rest (Q17, Q18)" in before.readiness_reason
    answers = filled_in(honest, tmp_path)
    told = pipeline.check(honest, rules, answers).result
    assert told.readiness is Readiness.READY_FOR_SUBMISSION, told.readiness_reason
    assert told.attestation is not None
    assert told.attestation.decided == sum(f.verdict in UNDECIDED for f in before.findings)
    assert to_json(told) == to_json(pipeline.check(honest, rules, answers).result)
    done = run("check", honest, "--attestations", answers)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["attestation"]["signer"]["name"] == "Tan Mei Ling"


def test_no_paper_makes_a_dishonest_shop_ready(
    demo_shops: dict[str, Collected], rules: RuleSet, tmp_path: Path
) -> None:
    bundle = demo_shops["dishonest"].bundle
    before = pipeline.check(bundle, rules).result
    told = pipeline.check(bundle, rules, filled_in(bundle, tmp_path)).result
    assert told.readiness is Readiness.NOT_READY
    for result in (before, told):
        assert [f.rule for f in result.findings if f.verdict is Verdict.FAIL and f.severity is Severity.BLOCKER]
    failed = {f.rule for f in before.findings if f.verdict is Verdict.FAIL}
    assert failed == {f.rule for f in told.findings if f.verdict is Verdict.FAIL}


def test_answers_are_not_written_over_and_those_of_another_shop_are_refused(honest: Path, tmp_path: Path) -> None:
    answers = filled_in(honest, tmp_path)
    again = run("attest", "new", honest, "--output", tmp_path)
    assert again.returncode == 2
    assert b"is there already" in b" ".join(again.stderr.split())
    text = answers.read_text(encoding="utf-8")
    answers.write_text(re.sub(r"^shop: .*", "shop: other.example", text, flags=re.MULTILINE), encoding="utf-8")
    done = run("check", honest, "--attestations", answers)
    assert done.returncode == 2
    assert b"these answers are for" in b" ".join(done.stderr.split())
