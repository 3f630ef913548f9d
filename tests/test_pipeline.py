"""From a collection to the result without a browser: profiles, clauses and questions on the whole rule set."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from casetrust_audit import pipeline
from casetrust_audit.attestation.questionnaire import as_yaml
from casetrust_audit.attestation.read import read_attestations
from casetrust_audit.cli.app import app, run
from casetrust_audit.model.result import AuditResult, Readiness, Verdict
from casetrust_audit.report.json_format import schema, to_json
from tests.build import collection, page
from tests.ruleset.test_profiles import NAMES

HARDLY_SEEN = collection(page("home", "/", "Welcome to our shop."), pages=1, policy_links_left=5, partial="interrupted")


def judged(profile: str = "default") -> AuditResult:
    return pipeline.judge_collection(HARDLY_SEEN, "ab" * 32, pipeline.rule_set((), profile))


@pytest.mark.parametrize("name", NAMES)
def test_every_profile_judges_and_its_result_meets_the_schema(name: str) -> None:
    result = judged(name)
    document = json.loads(to_json(result))
    jsonschema.validate(document, schema())
    assert document["profile"] == name == document["profile_detail"]["name"]
    assert len(document["clauses"]) > 100


def test_what_a_profile_switches_off_is_not_applicable_with_its_reason() -> None:
    result = judged("marketplace-store")
    off = {f.rule: f for f in result.findings if f.message.startswith("Switched off by the profile marketplace-store")}
    assert {"sec-cert-valid", "chk-secure-gateway"} <= set(off)
    assert {f.verdict for f in off.values()} == {Verdict.NOT_APPLICABLE}
    clauses = {c.id: c.verdict for c in result.clauses}
    assert clauses["csa-mail"] is Verdict.NOT_APPLICABLE


def test_a_severity_of_the_profile_weighs_in_the_verdict() -> None:
    assert "sec-audit-programme" not in judged().readiness_reason
    assert "sec-audit-programme" in judged("brief-strict").readiness_reason


def test_questions_lead_from_the_result_back_into_it(tmp_path: Path) -> None:
    rules = pipeline.rule_set()
    before = judged()
    path = tmp_path / "attestations.yaml"
    path.write_text(as_yaml(before, rules.questions), encoding="utf-8")
    answers = read_attestations(path, rules.questions)
    assert {"Q4", "Q5", "Q16", "Q17", "Q18", "Q3"} <= set(answers.questions)
    after = pipeline.judge_collection(HARDLY_SEEN, "ab" * 32, rules, answers)
    assert after.readiness is before.readiness is Readiness.INCOMPLETE
    assert [f.verdict for f in after.findings] == [f.verdict for f in before.findings]
    asked = {rule for key in answers.questions for rule in rules.questions.by_id()[key].rules} | set(answers.answers)
    assert {f.rule for f in before.findings if f.verdict in {Verdict.ATTEST, Verdict.NOT_TESTED}} <= asked


@pytest.mark.parametrize(
    "command",
    [
        ["rules", "list"], ["audit", "http://127.0.0.1:9/"], ["check", "nowhere"], ["report", "nowhere"],
        ["attest", "new", "nowhere"],
    ],
)  # fmt: skip
def test_an_unknown_profile_ends_every_command_with_two(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda: app([*command, "--profile", "brief-strikt"], standalone_mode=False)) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "there is no profile 'brief-strikt' — did you mean 'brief-strict'?" in told
    assert "Known profiles: brief-strict, catalogue-shop, default" in told


def test_the_list_of_rules_shows_what_a_profile_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda: app(["rules", "list", "--profile", "catalogue-shop"], standalone_mode=False)) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "off-unless-seen (catalogue-shop)" in told
    assert "profile catalogue-shop: A shop window without a cart; 12 changes" in told


def test_the_page_of_rules_is_printed_as_it_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    from casetrust_audit.resources import rules_directory

    assert run(lambda: app(["rules", "docs"], standalone_mode=False)) == 0
    assert capsys.readouterr().out == (rules_directory() / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("names", "said"), [(("ceid",), True), ((), False)])
def test_a_session_in_the_addresses_is_said(names: tuple[str, ...], said: bool) -> None:
    seen = collection(page("home", "/", "Welcome to our shop."), session_parameters=names)
    limits = pipeline.judge_collection(seen, "ab" * 32, pipeline.rule_set()).limits
    assert any("carry the visitor's session (ceid)" in one for one in limits) is said
