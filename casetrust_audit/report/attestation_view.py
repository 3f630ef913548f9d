"""The annex of a report that tells what people answered, who signed it, and what became of each answer."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.attestation import Answer, Attested
from casetrust_audit.model.result import AuditResult, Finding, Verdict
from casetrust_audit.report.spots import anchor
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import VERDICTS, in_order, message

EFFECT_WORDS = {
    "decides": message("decides it"),
    "agrees": message("says what the tool saw"),
    "contradicts": message("contradicts what the tool saw: needs review"),
    "bare": message("without evidence, owner and date: decides nothing"),
    "unsigned": message("not signed: decides nothing"),
    "lapsed": message("has run out: decides nothing"),
    "partly": message("met in part: needs review"),
    "unknown": message("not known: stays open"),
}

ANSWER_WORDS = {
    "met": message("met"),
    "partly": message("partly"),
    "not-met": message("not-met"),
    "not-applicable": message("not-applicable"),
    "do-not-know": message("do-not-know"),
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


def attestation_view(result: AuditResult, t: Translator) -> AttestationView | None:
    """The annex; None where no answers were given."""
    told = result.attestation
    if told is None:
        return None
    signer = told.signer
    who = ", ".join(p for p in (signer.name, signer.role, signer.entity, signer.uen and f"UEN {signer.uen}") if p)
    return AttestationView(
        file=t.clean(told.file, 120),
        digest=told.digest,
        signed=signer.signed,
        signer=_signed(who or t.say("nobody"), signer.date, t),
        counts=t.say(
            "{answered} answered, {decided} of them decide a requirement. {attested} of {passes} passes rest on "
            "attestation.",
            answered=told.answered, decided=told.decided, attested=told.passes_attested, passes=told.passes,
        ),
        recorded=tuple(
            (t.clean(a.question, 40), t.clean(t.say(": ").join(x for x in (_said(a, t), a.reason) if x)))
            for a in told.recorded
        ),
        answers=tuple(_answer(f, f.attested, t) for f in in_order(result.findings) if f.attested is not None),
    )  # fmt: skip


def _signed(who: str, date: str, t: Translator) -> str:
    return t.clean(t.say("{who} on {date}", who=who, date=date) if date else who, 300)


def _said(answer: Answer, t: Translator) -> str:
    """An answer in words; what is no answer of ours stays as it was given."""
    return t.say(ANSWER_WORDS[answer.answer]) if answer.answer in ANSWER_WORDS else answer.answer


def _answer(finding: Finding, attested: Attested, t: Translator) -> AnswerView:
    answer = attested.answer
    dates = t.say("{date}, counts until {expires}", date=answer.date, expires=answer.expires)
    said = _said(answer, t)
    return AnswerView(
        anchor=anchor("rule", finding.rule),
        id=t.clean(finding.rule, 80),
        title=t.told(finding.title, 300),
        answer=f"{said} ({t.clean(answer.question, 80)})" if answer.question else said,
        machine=t.say(VERDICTS[Verdict(attested.machine)].text),
        effect=t.say(EFFECT_WORDS[attested.effect]),
        reason=t.clean(answer.reason),
        evidence=tuple((t.clean(f"{d.name} ({d.kind})" if d.kind else d.name, 140), d.sha256) for d in answer.evidence),
        owner=t.clean(answer.owner, 120),
        dates=dates if answer.expires else answer.date,
        seen_by=t.clean(answer.seen_by, 120),
    )
