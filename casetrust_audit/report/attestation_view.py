"""The annex of a report that tells what people answered, who signed it, and what became of each answer."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.attestation import Attested
from casetrust_audit.model.result import AuditResult, Finding, Verdict
from casetrust_audit.report.escape import clean
from casetrust_audit.report.spots import anchor
from casetrust_audit.report.words import VERDICTS, in_order

EFFECT_WORDS = {
    "decides": "decides it",
    "agrees": "says what the tool saw",
    "contradicts": "contradicts what the tool saw: needs review",
    "bare": "without evidence, owner and date: decides nothing",
    "unsigned": "not signed: decides nothing",
    "lapsed": "has run out: decides nothing",
    "partly": "met in part: needs review",
    "unknown": "not known: stays open",
}


@dataclass(frozen=True, slots=True)
class AnswerView:
    anchor: str
    id: str
    title: str
    answer: str
    machine: str
    effect: str
    reason: str
    evidence: tuple[tuple[str, str], ...]
    """(name, SHA-256)"""
    owner: str
    dates: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class AttestationView:
    file: str
    digest: str
    signed: bool
    signer: str
    counts: str
    recorded: tuple[tuple[str, str], ...]
    """(question, what was answered); decides nothing."""
    answers: tuple[AnswerView, ...]


def attestation_view(result: AuditResult) -> AttestationView | None:
    """The annex; None where no answers were given."""
    told = result.attestation
    if told is None:
        return None
    signer = told.signer
    who = ", ".join(p for p in (signer.name, signer.role, signer.entity, signer.uen and f"UEN {signer.uen}") if p)
    return AttestationView(
        file=clean(told.file, 120),
        digest=told.digest,
        signed=signer.signed,
        signer=clean(f"{who or 'nobody'}{f' on {signer.date}' if signer.date else ''}", 300),
        counts=f"{told.answered} answered, {told.decided} of them decide a requirement. "
        f"{told.passes_attested} of {told.passes} passes rest on attestation.",
        recorded=tuple(
            (clean(a.question, 40), clean(f"{a.answer}: {a.reason}" if a.reason else a.answer)) for a in told.recorded
        ),
        answers=tuple(_answer(f, f.attested) for f in in_order(result.findings) if f.attested is not None),
    )


def _answer(finding: Finding, attested: Attested) -> AnswerView:
    answer = attested.answer
    until = f", counts until {answer.expires}" if answer.expires else ""
    return AnswerView(
        anchor=anchor("rule", finding.rule),
        id=clean(finding.rule, 80),
        title=clean(finding.title, 300),
        answer=f"{answer.answer} ({clean(answer.question, 80)})" if answer.question else answer.answer,
        machine=VERDICTS[Verdict(attested.machine)].text,
        effect=EFFECT_WORDS[attested.effect],
        reason=clean(answer.reason),
        evidence=tuple((clean(f"{d.name} ({d.kind})" if d.kind else d.name, 140), d.sha256) for d in answer.evidence),
        owner=clean(answer.owner, 120),
        dates=f"{answer.date}{until}",
        seen_by=clean(answer.seen_by, 120),
    )
