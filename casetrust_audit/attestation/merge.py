"""Puts a merchant's answers beside the tool's findings.

An answer decides only what the tool left open, and "met" only with evidence, an owner, a date and a signature. What
contradicts an observation decides nothing: the finding needs review, and both are shown. A bare word against something
seen changes nothing at all. Days are counted from the audit, so that the same files always give the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from casetrust_audit.attestation.asked import by_requirement, recorded
from casetrust_audit.errors import UsageError
from casetrust_audit.model.attestation import (
    NO_QUESTIONS,
    Answer,
    Attestations,
    AttestationSummary,
    Attested,
    Questions,
)
from casetrust_audit.model.result import UNDECIDED, Confidence, Finding, Verdict
from casetrust_audit.model.rule import Mode, Rule
from casetrust_audit.ruleset.messages import fill

_SAID = {
    "met": "it is met", "partly": "it is partly met", "not-met": "it is not met",
    "not-applicable": "it does not apply", "do-not-know": "it is not known",
}  # fmt: skip
_WHY = {
    "bare": "Without evidence, an owner and a date this decides nothing.",
    "unsigned": "The answers are not signed, so this decides nothing.",
    "lapsed": "The answer has run out, so this decides nothing.",
    "partly": "What is missing is to be looked at.",
    "unknown": "So this stays open.",
    "contradicts": "This contradicts what the tool saw; a person must look at both.",
}
_AGREES = {
    Verdict.PASS: frozenset({"met"}),
    Verdict.FAIL: frozenset({"not-met", "partly"}),
    Verdict.NOT_APPLICABLE: frozenset({"not-applicable", "met"}),
}


def merged(
    findings: Iterable[Finding], given: Attestations, shop: str, day: str,
    table: Questions = NO_QUESTIONS, rules: Iterable[Rule] = (),
) -> list[Finding]:  # fmt: skip
    """The findings with the answers beside them; `day` (ISO 8601) is the day of the audit. What an answer means where
    only a person can say is told in the words of its rule among `rules`.

    Raises UsageError where the answers are another shop's or answer a requirement there is none of."""
    found = list(findings)
    if given.shop != shop:
        raise UsageError(
            f"{given.file}: these answers are for {given.shop!r}, and the evidence is of {shop!r}",
            "Make a questionnaire of this evidence with `casetrust-audit attest new`.",
        )
    unknown = sorted(set(given.answers) - {f.rule for f in found})
    if unknown:
        raise UsageError(
            f"{given.file}: there is no requirement {unknown[0]!r}", "`casetrust-audit rules list` names them."
        )
    words = {rule.id: rule.messages for rule in rules if rule.mode is Mode.ATTEST}
    answers = by_requirement(given, found, table)
    return [_beside(f, answers[f.rule], given, day, words.get(f.rule, {})) if f.rule in answers else f for f in found]


def summary(findings: Sequence[Finding], given: Attestations, table: Questions = NO_QUESTIONS) -> AttestationSummary:
    """Counts over findings that `merged` gave."""
    told = [(f.verdict, f.attested) for f in findings if f.attested is not None]
    decided = [verdict for verdict, attested in told if attested.effect == "decides"]
    return AttestationSummary(
        file=given.file,
        digest=given.digest,
        signer=given.signer,
        answered=sum(attested.answer.answer != "do-not-know" for _, attested in told),
        decided=len(decided),
        passes_attested=decided.count(Verdict.PASS),
        passes=sum(f.verdict is Verdict.PASS for f in findings),
        recorded=recorded(given, table),
    )


def _beside(finding: Finding, answer: Answer, given: Attestations, day: str, words: Mapping[Verdict, str]) -> Finding:
    effect = _effect(finding.verdict, answer, signed=given.signer.signed, day=day)
    attested = Attested(answer, finding.verdict.value, finding.message, effect)
    if effect == "agrees":
        return replace(finding, attested=attested)
    verdict = _verdict(finding.verdict, answer, effect)
    return replace(
        finding,
        attested=attested,
        verdict=verdict,
        # a person's word is no observation: it is never more than probable
        confidence=Confidence.PROBABLE if effect in ("decides", "contradicts") else finding.confidence,
        message=_message(finding, answer, effect, _meaning(words.get(verdict, ""), answer, given.shop)),
    )


def _effect(machine: Verdict, answer: Answer, *, signed: bool, day: str) -> str:
    said = answer.answer
    if said == "do-not-know":
        return "unknown"
    if said in _AGREES.get(machine, ()):
        return "agrees"
    if not signed:
        return "unsigned"
    if answer.expires and answer.expires < day:
        return "lapsed"
    backed = bool(answer.evidence and answer.owner and answer.date)
    if machine in UNDECIDED:
        if said == "partly":
            return "partly"
        return "decides" if said != "met" or backed else "bare"
    if machine is Verdict.FAIL and not backed:
        return "bare"  # a word alone does not lift what was seen
    return "contradicts"


def _verdict(machine: Verdict, answer: Answer, effect: str) -> Verdict:
    if effect in ("contradicts", "partly"):
        return Verdict.NEEDS_REVIEW
    if effect != "decides":
        return machine
    return {"met": Verdict.PASS, "not-met": Verdict.FAIL, "not-applicable": Verdict.NOT_APPLICABLE}[answer.answer]


def _meaning(text: str, answer: Answer, shop: str) -> str:
    return fill(text, {"shop": shop, "reason": answer.reason or "no reason is given"}, {})


def _message(finding: Finding, answer: Answer, effect: str, meaning: str) -> str:
    who = f"{answer.owner or 'The merchant'}{f' ({answer.date})' if answer.date else ''}"
    asked = f" ({answer.question})" if answer.question else ""
    parts = [f"{who} answers{asked} that {_SAID[answer.answer]}"]
    if answer.evidence:
        parts[0] += f", with {', '.join(d.name for d in answer.evidence)}"
    if answer.seen_by:
        parts[0] += f", seen by {answer.seen_by}"
    parts[0] += f": {answer.reason}." if answer.reason else "."
    parts += [_WHY[effect]] if effect in _WHY else []
    return " ".join((*parts, meaning or f"The tool: {finding.message}"))
