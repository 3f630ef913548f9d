"""Open requirements under the questions that decide them, and one answer back to all of these."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casetrust_audit.attestation.asked import by_requirement, to_ask
from casetrust_audit.attestation.merge import merged, summary
from casetrust_audit.model.attestation import Answer, Attestations, Document, Question, Questions, Wanted
from casetrust_audit.model.result import Finding, Severity, Verdict
from tests.attestation.test_merge import DAY, SHOP, SIGNER, finding
from tests.ruleset.shipped import shipped_rules

OPEN, SEEN_BAD, SEEN_GOOD = Verdict.ATTEST, Verdict.FAIL, Verdict.PASS
PAPER = (Wanted("paper", "report"),)
TABLE = Questions(
    {"report": 12},
    (
        Question("Q1", "One?", ("a", "b"), PAPER),
        Question("Q2", "Two?", ("b",), PAPER),
        Question("Q3", "Recorded?", (), PAPER),
    ),
)
MET = Answer("", "met", "", (Document("x.pdf", "ab" * 32),), "IT", "2026-03-01", "2027-03-01")


def found(**verdicts: Verdict) -> list[Finding]:
    return [finding(verdict, Severity.MAJOR, rule) for rule, verdict in verdicts.items()]


def given(answers: dict[str, Answer] | None = None, **questions: Answer) -> Attestations:
    by_question = {key: replace(answer, question=key) for key, answer in questions.items()}
    return Attestations("a.yaml", "cd" * 32, SHOP, SIGNER, answers or {}, by_question)


def verdicts(findings: list[Finding], answers: Attestations) -> dict[str, str]:
    return {f.rule: f.verdict.value for f in merged(findings, answers, SHOP, DAY, TABLE)}


def test_only_questions_with_something_open_are_asked_and_the_rest_by_itself() -> None:
    asked = to_ask(found(a=SEEN_GOOD, b=OPEN, c=Verdict.NOT_TESTED), TABLE)
    assert [(one.key, [f.rule for f in one.findings]) for one in asked] == [
        ("Q1", ["b"]), ("Q2", ["b"]), ("c", ["c"]), ("Q3", []),
    ]  # fmt: skip
    assert [one.section for one in asked] == ["questions", "questions", "answers", "questions"]
    assert to_ask(found(a=SEEN_GOOD, b=SEEN_BAD), TABLE) == ()


def test_what_blocks_is_asked_first() -> None:
    findings = [*found(a=OPEN), finding(OPEN, Severity.BLOCKER, "z")]
    assert [one.key for one in to_ask(findings, TABLE)] == ["z", "Q1", "Q3"]


def test_one_answer_fills_all_that_its_question_decides() -> None:
    assert verdicts(found(a=OPEN, b=OPEN), given(Q1=MET, Q2=MET)) == {"a": "pass", "b": "pass"}
    told = merged(found(a=OPEN), given(Q1=MET), SHOP, DAY, TABLE)[0]
    assert told.message.startswith("IT (2026-03-01) answers (Q1) that it is met, with x.pdf.")
    assert told.attested is not None
    assert (told.attested.answer.rule, told.attested.answer.question) == ("a", "Q1")


def test_an_answer_of_its_own_goes_before_that_of_its_question() -> None:
    own = {"a": Answer("a", "not-met", "not there")}
    assert verdicts(found(a=OPEN, b=OPEN), given(own, Q1=MET, Q2=MET)) == {"a": "fail", "b": "pass"}
    unsure = {"a": Answer("a", "do-not-know", "nobody could say")}
    assert verdicts(found(a=OPEN), given(unsure, Q1=MET)) == {"a": "attest"}
    blank = {"a": Answer("a", "do-not-know")}
    assert verdicts(found(a=OPEN), given(blank, Q1=MET)) == {"a": "pass"}


def test_the_answer_to_a_question_does_not_reach_what_was_seen() -> None:
    assert verdicts(found(a=SEEN_BAD, b=OPEN), given(Q1=MET, Q2=MET)) == {"a": "fail", "b": "pass"}
    no = replace(MET, answer="not-met", reason="no")
    assert verdicts(found(a=SEEN_GOOD), given(Q1=no)) == {"a": "pass"}


@pytest.mark.parametrize(
    ("other", "expected", "reason"),
    [
        (replace(MET, answer="not-met", reason="none kept"), "fail", "Q2: none kept"),
        (replace(MET, answer="partly", reason="half"), "needs-review", "Q2: half"),
        (replace(MET, answer="not-applicable", reason="no staff"), "pass", ""),
        (replace(MET, evidence=()), "attest", ""),
        (replace(MET, owner=""), "attest", ""),
        (Answer("", "do-not-know"), "attest", ""),
        (None, "attest", "Q2: Q2 is not answered"),
    ],
)
def test_what_two_questions_decide_needs_both(other: Answer | None, expected: str, reason: str) -> None:
    answers = given(Q1=MET) if other is None else given(Q1=MET, Q2=other)
    assert verdicts(found(b=OPEN), answers) == {"b": expected}
    told = by_requirement(answers, found(b=OPEN), TABLE)["b"]
    assert (told.question, told.reason) == ("Q1, Q2", reason)


def test_of_two_answers_the_one_that_runs_out_first_counts() -> None:
    answers = given(Q1=MET, Q2=replace(MET, expires="2026-01-01", owner="HR", date="2026-02-01"))
    told = by_requirement(answers, found(b=OPEN), TABLE)["b"]
    assert (told.expires, told.date, told.owner) == ("2026-01-01", "2026-02-01", "IT, HR")
    assert verdicts(found(b=OPEN), answers) == {"b": "attest"}


def test_a_recorded_answer_decides_nothing_and_is_told() -> None:
    answers = given(Q3=replace(MET, reason="all B2C"))
    findings = merged(found(a=OPEN), answers, SHOP, DAY, TABLE)
    assert findings[0].verdict is OPEN
    assert [a.question for a in summary(findings, answers, TABLE).recorded] == ["Q3"]
    assert summary(findings, given(Q3=Answer("", "do-not-know")), TABLE).recorded == ()


def test_the_shipped_questions_are_the_thirty_of_the_domain() -> None:
    rules = shipped_rules()
    assert [q.id for q in rules.questions.questions] == [f"Q{n}" for n in range(1, 31)]
    assert dict(rules.questions.months) == {"report": 12, "training": 12, "policy": 24, "register": 3}
    assert [q.id for q in rules.questions.questions if not q.rules] == ["Q3"]
    assert all(q.text.rstrip(")").rstrip(".").count("?") == 1 for q in rules.questions.questions)
    attest_only = {r.id for r in rules.catalogue if r.mode.value == "attest"}
    assert attest_only <= {rule for q in rules.questions.questions for rule in q.rules}
