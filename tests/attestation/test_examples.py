"""Examples of rules that only a person can answer are run as if they stood in a signed questionnaire."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from casetrust_audit.attestation.examples import DAY, run_all, run_answers
from casetrust_audit.model.result import Verdict
from tests.ruleset.make import ATTEST, rule
from tests.ruleset.shipped import shipped_rules


def test_each_answer_gives_the_verdict_it_claims() -> None:
    results = run_all(rule(**ATTEST))
    assert [r.finding.verdict.value for r in results] == ["pass", "fail", "needs-review", "attest"]
    assert all(r.ok for r in results)


def test_what_an_answer_means_is_told_in_the_words_of_the_rule() -> None:
    shown, no, half, unanswered = (r.finding.message for r in run_answers(rule(**ATTEST)))
    assert shown == "IT (2026-03-01) answers that it is met, with a.pdf. Shown."
    assert no == "The merchant answers that it is not met: no time. Not there: no time."
    assert half.endswith("What is missing is to be looked at. In part.")
    assert unanswered.endswith("So this stays open. Only a person can say.")


def test_a_wrong_claim_is_caught() -> None:
    bare, old = deepcopy(ATTEST["examples"][0]), deepcopy(ATTEST["examples"][0])
    bare["answer"] = {"answer": "met"}
    old["answer"]["expires"] = "2026-06-01"
    assert DAY > "2026-06-01"
    results = run_answers(rule(**ATTEST | {"examples": [*ATTEST["examples"], bare, old]}))
    assert [r.ok for r in results[-2:]] == [False, False]
    assert [r.finding.verdict for r in results[-2:]] == [Verdict.ATTEST, Verdict.ATTEST]


def test_a_rule_with_facts_has_no_answers_to_run() -> None:
    assert run_answers(rule()) == ()
    assert len(run_all(rule())) == len(rule().examples)


def test_every_requirement_that_only_a_person_can_answer_has_its_rule_and_asks_for_documents() -> None:
    rules = {r.id: r for r in shipped_rules().rules if r.mode.value == "attest"}
    assert set(rules) == {r.id for r in shipped_rules().catalogue if r.mode.value == "attest"}
    for one in rules.values():
        assert len(one.documents) >= 3
        assert "?" in one.question
        assert "Before:" in one.remediation, one.id
        assert "After:" in one.remediation, one.id
        assert one.asked.endswith(".")
        assert replace(one, documents=()).asked == one.question
