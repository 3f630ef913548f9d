"""An answer decides only what the tool left open; against what was seen it decides nothing, and both are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casetrust_audit.attestation.merge import merged, summary
from casetrust_audit.errors import UsageError
from casetrust_audit.model.attestation import Answer, Attestations, Document, Signer
from casetrust_audit.model.result import Confidence, Finding, Readiness, Severity, Verdict
from casetrust_audit.score import coverage, readiness

SIGNER = Signer("Tan Mei Ling", "Director", "Leaf Pte. Ltd.", "201912345K", "2026-11-20", True)
SHOP, DAY = "shop.example.sg", "2026-11-26"
PAPER = (Document("audit.pdf", "ab" * 32),)
BACKED = Answer("r", "met", "", PAPER, "IT", "2026-03-01", "2027-03-01")


def finding(verdict: Verdict, severity: Severity = Severity.MAJOR, rule: str = "r") -> Finding:
    return Finding(
        rule, "Title", "SEC", severity, "attest", verdict, Confidence.CONFIRMED, "What the tool says.", (), (), "", "?",
        (), "implied", f"{rule}/f",
    )  # fmt: skip


def given(answer: Answer, signer: Signer = SIGNER) -> Attestations:
    return Attestations("a.yaml", "cd" * 32, SHOP, signer, {answer.rule: answer})


def told(machine: Verdict, answer: Answer, signer: Signer = SIGNER) -> tuple[str, str]:
    (found,) = merged([finding(machine)], given(answer, signer), SHOP, DAY)
    assert found.attested is not None
    assert found.attested.machine == machine.value
    assert found.attested.machine_message == "What the tool says."
    assert "What the tool says." in found.message
    return found.verdict.value, found.attested.effect


@pytest.mark.parametrize("machine", [Verdict.ATTEST, Verdict.NEEDS_REVIEW, Verdict.NOT_TESTED, Verdict.ERROR])
def test_what_was_left_open_is_decided(machine: Verdict) -> None:
    assert told(machine, BACKED) == ("pass", "decides")
    assert told(machine, replace(BACKED, answer="not-met", reason="no time")) == ("fail", "decides")
    assert told(machine, replace(BACKED, answer="not-applicable", reason="no staff")) == ("not-applicable", "decides")
    assert told(machine, replace(BACKED, answer="partly", reason="half")) == ("needs-review", "partly")
    assert told(machine, Answer("r", "do-not-know")) == (machine.value, "unknown")


@pytest.mark.parametrize("bare", [replace(BACKED, evidence=()), replace(BACKED, owner=""), replace(BACKED, date="")])
def test_met_needs_evidence_an_owner_and_a_date(bare: Answer) -> None:
    assert told(Verdict.ATTEST, bare) == ("attest", "bare")


def test_nothing_is_decided_without_a_signature_or_after_its_end() -> None:
    assert told(Verdict.ATTEST, BACKED, replace(SIGNER, true_to_best_knowledge=False)) == ("attest", "unsigned")
    assert told(Verdict.ATTEST, replace(BACKED, expires="2026-11-25")) == ("attest", "lapsed")
    assert told(Verdict.ATTEST, replace(BACKED, expires=DAY)) == ("pass", "decides")


def test_what_was_seen_stands_against_a_word_and_is_reviewed_against_evidence() -> None:
    word = Answer("r", "met")
    assert told(Verdict.FAIL, word) == ("fail", "bare")
    assert told(Verdict.FAIL, replace(word, answer="not-applicable", reason="no shop")) == ("fail", "bare")
    assert told(Verdict.FAIL, BACKED) == ("needs-review", "contradicts")
    assert told(Verdict.PASS, replace(word, answer="not-met", reason="in truth")) == ("needs-review", "contradicts")
    assert told(Verdict.NOT_APPLICABLE, replace(word, answer="not-met", reason="x")) == ("needs-review", "contradicts")


def test_what_agrees_changes_nothing() -> None:
    for machine, said in ((Verdict.PASS, "met"), (Verdict.FAIL, "not-met"), (Verdict.NOT_APPLICABLE, "not-applicable")):
        (found,) = merged([finding(machine)], given(Answer("r", said, "so it is")), SHOP, DAY)
        assert (found.verdict, found.message, found.confidence) == (
            machine,
            "What the tool says.",
            Confidence.CONFIRMED,
        )
        assert found.attested is not None
        assert found.attested.effect == "agrees"


def test_the_message_tells_who_said_what_on_which_evidence() -> None:
    (found,) = merged([finding(Verdict.ATTEST)], given(replace(BACKED, seen_by="A. Consultant")), SHOP, DAY)
    assert found.message == (
        "IT (2026-03-01) answers that it is met, with audit.pdf, seen by A. Consultant. The tool: What the tool says."
    )
    assert found.confidence is Confidence.PROBABLE


def test_answers_for_another_shop_or_requirement_are_refused() -> None:
    with pytest.raises(UsageError, match=r"these answers are for 'shop\.example\.sg'"):
        merged([finding(Verdict.ATTEST)], given(BACKED), "other.example", DAY)
    with pytest.raises(UsageError, match="there is no requirement 'r'"):
        merged([finding(Verdict.ATTEST, rule="s")], given(BACKED), SHOP, DAY)


def test_a_blocker_attested_as_not_met_means_not_ready() -> None:
    seen = replace(finding(Verdict.PASS, Severity.BLOCKER, rule="s"), mode="automatic")
    findings = [replace(finding(Verdict.ATTEST, Severity.BLOCKER), mode="attest"), seen]
    no = merged(findings, given(replace(BACKED, answer="not-met", reason="not yet")), SHOP, DAY)
    yes = merged(findings, given(BACKED), SHOP, DAY)
    assert readiness(findings, coverage(findings))[0] is Readiness.INCOMPLETE
    assert readiness(no, coverage(no))[0] is Readiness.NOT_READY
    assert readiness(yes, coverage(yes))[0] is Readiness.READY_FOR_SUBMISSION
    assert readiness(yes[:1], coverage(yes[:1]))[0] is Readiness.INCOMPLETE  # answers alone


def test_the_summary_says_how_many_passes_rest_on_a_word() -> None:
    findings = [finding(Verdict.ATTEST), finding(Verdict.PASS, rule="s"), finding(Verdict.ATTEST, rule="t")]
    answers = Attestations("a.yaml", "cd" * 32, SHOP, SIGNER, {"r": BACKED, "t": Answer("t", "do-not-know")})
    told = summary(merged(findings, answers, SHOP, DAY), answers)
    assert (told.answered, told.decided, told.passes_attested, told.passes) == (1, 1, 1, 2)
