"""Judging: a rule and the facts of a shop give a finding.

What always holds, whatever a rule says: no pass or fail without evidence; no pass over no subjects; no pass on an
unknown; a fault of an extractor gives error; a blocker fails only on confirmed evidence, and nothing fails on a hint
(both become needs-review with a note); "not applicable" rests on evidence too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from casetrust_audit.model.fact import EvidenceRef, Facts, Known, Unknown, UnknownKind
from casetrust_audit.model.result import UNDECIDED, Confidence, Finding, Severity, SubjectResult, Verdict
from casetrust_audit.model.rule import Mode, Quantifier, Rule, Subjects
from casetrust_audit.ruleset.catalogue import fingerprint
from casetrust_audit.ruleset.messages import REASON_LIMIT, fill, names, short
from casetrust_audit.ruleset.truth import (
    CONFIRMED,
    HINT,
    PROBABLE,
    Scope,
    Truth,
    conjunction,
    look_up,
    members,
    not_a_list,
    resting_on,
    truth,
)

EVIDENCE_LIMIT = 12
REASONS_SHOWN = 6

_CONFIDENCE = {HINT: Confidence.HINT, PROBABLE: Confidence.PROBABLE, CONFIRMED: Confidence.CONFIRMED}
_WORST_FIRST = (Verdict.ERROR, Verdict.NEEDS_REVIEW, Verdict.NOT_TESTED)
_BLANK = Truth(True)
_UNSUPPORTED = "the verdict would have rested on nothing that can be shown"
_GENERIC = {
    Verdict.PASS: "The rule is met: {reason}.",
    Verdict.FAIL: "The rule is not met: {reason}.",
    Verdict.NEEDS_REVIEW: "A person has to look: {reason}.",
    Verdict.NOT_APPLICABLE: "{reason}",
    Verdict.NOT_TESTED: "Could not be tested: {reason}.",
    Verdict.ERROR: "Could not be judged, through a fault of the tool: {reason}.",
}


ONE_VISIT = "Seen in one visit only, to be confirmed by a person"


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict and what it rests on. `note` is set where a fail was not firm enough to stand."""

    verdict: Verdict
    ground: Truth
    reasons: tuple[str, ...] = ()
    note: str = ""
    label: str = ""


def judge(rule: Rule, facts: Facts, shop: str) -> Finding:
    """The finding of one rule on one shop; `shop` is its host, and part of the fingerprint. Never raises on facts."""
    if rule.mode is Mode.ATTEST:
        return _finding(rule, facts, shop, Decision(Verdict.ATTEST, Truth(None, PROBABLE)), ())
    scope = Scope(facts)
    applies = truth(rule.precondition.when, scope) if rule.precondition else _BLANK
    if applies.value is not True:
        return _finding(rule, facts, shop, _inapplicable(rule, facts, shop, applies), ())
    if rule.subjects is None:
        return _finding(rule, facts, shop, _decide(rule, scope, applies), ())
    overall, each = _decide_subjects(rule, rule.subjects, scope, applies)
    return _finding(rule, facts, shop, overall, each)


def _inapplicable(rule: Rule, facts: Facts, shop: str, applies: Truth) -> Decision:
    if applies.value is None:
        return _undecided(applies, Verdict.NOT_TESTED)
    if not applies.grounded:
        return Decision(Verdict.NOT_TESTED, applies, (_UNSUPPORTED,))
    reason = rule.precondition.reason if rule.precondition else ""
    return Decision(Verdict.NOT_APPLICABLE, applies, (fill(reason, {"shop": shop}, facts),))


def _decide(rule: Rule, scope: Scope, applies: Truth) -> Decision:
    """Judge one subject, or the shop, in the order the model of a rule gives."""
    label = scope.subject.label if scope.subject else ""
    fail, review, passes = (truth(c, scope) if c else None for c in (rule.fail, rule.review, rule.passes))
    if fail and fail.value is True:
        return replace(_firm(rule, _resting(fail, applies)), label=label)
    if review and review.value is True:
        return Decision(Verdict.NEEDS_REVIEW, review, review.said, label=label)
    told = [one for one in (fail, passes) if one]
    unknown = [one for one in told if one.value is None]
    if unknown:
        return replace(_undecided(conjunction(unknown), rule.unknown), label=label)
    if passes and passes.value is True:
        return replace(_passed(passes, fail, applies), label=label)
    ground = conjunction(told) if told else Truth(None, PROBABLE)
    said = passes.said if passes else ground.said  # that it does not fail is no reason to look
    return Decision(Verdict.NEEDS_REVIEW, ground, said or ("neither met nor clearly not met",), label=label)


def _resting(answer: Truth, applies: Truth) -> Truth:
    """The answer, standing no firmer than the ground on which the rule was applied."""
    return replace(answer, strength=min(answer.strength, applies.strength))


def _firm(rule: Rule, ground: Truth) -> Decision:
    """A fail, or needs-review with a note where the evidence is too weak to accuse anyone."""
    if not ground.grounded:
        return Decision(Verdict.NEEDS_REVIEW, ground, (_UNSUPPORTED,))
    if ground.strength == HINT:
        note = "Only a hint, to be checked by a person"
    elif rule.severity is Severity.BLOCKER and ground.strength < CONFIRMED:
        note = ONE_VISIT
    else:
        return Decision(Verdict.FAIL, ground, ground.said)
    return Decision(Verdict.NEEDS_REVIEW, ground, ground.said, note)


def _passed(passes: Truth, fail: Truth | None, applies: Truth) -> Decision:
    if not passes.grounded:
        return Decision(Verdict.NEEDS_REVIEW, passes, (_UNSUPPORTED,))
    rests = min(passes.strength, applies.strength, fail.strength if fail else CONFIRMED)
    return Decision(Verdict.PASS, replace(_join([passes, *([fail] if fail else [])]), strength=rests), passes.said)


def _undecided(ground: Truth, verdict: Verdict) -> Decision:
    """The rule's verdict for unknowns, or error where the tool itself failed."""
    broken = any(doubt.kind is UnknownKind.BROKEN for doubt in ground.doubts)
    reasons = tuple(dict.fromkeys(doubt.reason for doubt in ground.doubts))
    # A rule built without the loader could name any verdict here; only an undecided one is honest.
    honest = verdict if verdict in UNDECIDED else Verdict.NOT_TESTED
    return Decision(Verdict.ERROR if broken else honest, ground, reasons)


def _decide_subjects(
    rule: Rule, subjects: Subjects, scope: Scope, applies: Truth
) -> tuple[Decision, tuple[Decision, ...]]:
    fact = look_up(subjects.path, scope)
    found = members(fact) if not isinstance(fact, Unknown) else None
    if found is None or isinstance(fact, Unknown):
        doubt = fact if isinstance(fact, Unknown) else not_a_list(subjects.path)
        # `unknown` is for what was looked at and could not be told; a list nobody could read was not looked at.
        verdict = rule.unknown if doubt.kind is UnknownKind.AMBIGUOUS else Verdict.NOT_TESTED
        return _undecided(resting_on(doubt, False), verdict), ()
    inner = [scope.within(subject, fact) for subject in found] if isinstance(fact, Known) else []
    chosen = [truth(subjects.where, one) if subjects.where else _BLANK for one in inner]
    # What is said of the list as a whole also rests on the others having been left out rightly.
    left_out = [one.strength for one in chosen if one.value is False]
    listed = resting_on(fact, True)
    listed = replace(listed, strength=min(listed.strength, applies.strength, *left_out))
    each = tuple(
        _decide_one(rule, one, ground, applies)
        for one, ground in zip(inner, chosen, strict=True)
        if ground.value is not False
    )
    if not each:
        return _over_none(rule, subjects, listed), ()
    each = _bear_out(each)
    return _combine(rule, subjects, each, listed), each


def _bear_out(each: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Subjects that failed alike, each in a visit of its own, bear one another out: that is two observations."""
    once = [one for one in each if one.note == ONE_VISIT]
    visits = {ref.session for one in once for ref in one.ground.evidence if ref.session}
    if len(once) < 2 or len(visits) < 2:
        return each
    return tuple(
        replace(one, verdict=Verdict.FAIL, note="", ground=replace(one.ground, strength=CONFIRMED))
        if one in once
        else one
        for one in each
    )


def _decide_one(rule: Rule, scope: Scope, chosen: Truth, applies: Truth) -> Decision:
    """The decision on a subject; where it cannot be told whether the rule is about it, that it cannot."""
    if chosen.value is None:
        return replace(_undecided(chosen, rule.unknown), label=scope.subject.label if scope.subject else "")
    return _decide(rule, scope, _resting(chosen, applies))


def _over_none(rule: Rule, subjects: Subjects, listed: Truth) -> Decision:
    reason = (subjects.lacks or "nothing of the kind was found",)
    ground = replace(listed, said=reason)
    if subjects.when_none is Verdict.FAIL:
        return _firm(rule, ground)
    if subjects.when_none is Verdict.NOT_APPLICABLE and listed.grounded:
        return Decision(Verdict.NOT_APPLICABLE, ground, ("Nothing of the kind was found.",))
    honest = subjects.when_none if subjects.when_none in UNDECIDED else Verdict.NOT_TESTED
    return Decision(honest, ground, reason)


def _combine(rule: Rule, subjects: Subjects, each: Sequence[Decision], listed: Truth) -> Decision:
    """One verdict over the subjects: each, any, or at least so many of them pass."""
    by = {verdict: [one for one in each if one.verdict is verdict] for verdict in Verdict}
    failed, passed = by[Verdict.FAIL], by[Verdict.PASS]
    undecided = [one for one in each if one.verdict in UNDECIDED]
    if subjects.quantifier is Quantifier.EACH:
        if failed:
            return Decision(Verdict.FAIL, _choice(failed), _reasons(failed))
        if undecided:
            return _worst(by)
        return Decision(Verdict.PASS, _whole(passed, listed), _reasons(passed))
    if subjects.quantifier not in (Quantifier.ANY, Quantifier.AT_LEAST):
        raise ValueError(f"subjects cannot be quantified by {subjects.quantifier.value}")
    needed = subjects.number if subjects.quantifier is Quantifier.AT_LEAST else 1
    if len(passed) >= needed:
        strongest = sorted((one.ground.strength for one in passed), reverse=True)
        ground = replace(_choice(passed), strength=strongest[needed - 1])
        return Decision(Verdict.PASS, ground, _reasons(passed))
    if len(passed) + len(undecided) >= needed:
        return _worst(by)
    # That too few pass also rests on the list being whole.
    return replace(_firm(rule, _whole(failed, listed)), reasons=_reasons(failed) or ("too few were found",))


def _worst(by: dict[Verdict, list[Decision]]) -> Decision:
    """The worst undecided verdict, with everything that is undecided as its reason."""
    verdict = next(verdict for verdict in _WORST_FIRST if by[verdict])
    notes = [one.note for one in by[verdict] if one.note]
    return Decision(verdict, _choice(by[verdict]), _reasons(by[verdict]), notes[0] if notes else "")


def _choice(decisions: Sequence[Decision]) -> Truth:
    """What the decisions rest on, as firm as the firmest of them."""
    joined = _join([one.ground for one in decisions])
    return replace(joined, strength=max(one.ground.strength for one in decisions))


def _whole(decisions: Sequence[Decision], listed: Truth) -> Truth:
    """What all the decisions and their list rest on, as firm as the weakest."""
    grounds = [one.ground for one in decisions]
    return replace(_join([*grounds, listed]), strength=min(one.strength for one in (*grounds, listed)))


def _join(parts: Sequence[Truth]) -> Truth:
    """Evidence in turns, so that the first dozen shows as many subjects as it can."""
    return Truth(
        True,
        evidence=_in_turns([part.evidence for part in parts]),
        searched=_in_turns([part.searched for part in parts]),
        words=tuple(dict.fromkeys(word for part in parts for word in part.words)),
    )


def _in_turns(rows: Iterable[tuple[EvidenceRef, ...]]) -> tuple[EvidenceRef, ...]:
    return tuple(dict.fromkeys(ref for ref in chain.from_iterable(zip_longest(*rows)) if ref is not None))


def _reasons(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The subjects with what is said of them, "A, B (of these)"; those of which the same is said together."""
    alike: dict[tuple[str, ...], dict[str, None]] = {}
    for one in decisions:
        if one.reasons:
            alike.setdefault(one.reasons, {})[one.label] = None
    return tuple(_of_these(names(list(labels)), ", ".join(reasons)) for reasons, labels in alike.items())


def _of_these(subjects: str, said: str) -> str:
    return f"{subjects}: {said}" if subjects.endswith(")") else f"{subjects} ({said})"


def _finding(rule: Rule, facts: Facts, shop: str, overall: Decision, each: Sequence[Decision]) -> Finding:
    return Finding(
        rule=rule.id,
        title=rule.title,
        area=rule.area,
        severity=rule.severity,
        mode=rule.mode.value,
        verdict=overall.verdict,
        confidence=_CONFIDENCE[overall.ground.strength],
        message=_message(rule, facts, shop, overall, each),
        evidence=overall.ground.evidence[:EVIDENCE_LIMIT],
        subjects=tuple(_result(one) for one in each),
        remediation=rule.remediation,
        question=rule.asked,
        sources=rule.sources,
        brief=rule.brief,
        fingerprint=fingerprint(rule.id, shop),
        why=rule.why,
        searched=overall.ground.searched,
        searched_words=overall.ground.words,
        headline=rule.headline,
    )


def _result(decision: Decision) -> SubjectResult:
    reason = _listed(decision.reasons)
    noted = f"{decision.note}: {reason}" if decision.note else reason
    return SubjectResult(decision.label, decision.verdict, noted, decision.ground.evidence[:EVIDENCE_LIMIT])


def _message(rule: Rule, facts: Facts, shop: str, overall: Decision, each: Sequence[Decision]) -> str:
    if overall.verdict is Verdict.ATTEST:
        return fill(rule.messages.get(Verdict.ATTEST, f"Only a person can say: {rule.question}"), {"shop": shop}, facts)
    told = Verdict.FAIL if overall.note else overall.verdict
    failing = [one.label for one in each if one.verdict is Verdict.FAIL or (overall.note and one.note)]
    undecided = [one.label for one in each if one.verdict in UNDECIDED]
    values = {
        "shop": shop,
        "count": str(len(each)),
        "failing": _named(failing),
        "passing": _named([one.label for one in each if one.verdict is Verdict.PASS]),
        "undecided": _named(undecided),
        # Why a rule does not apply is a sentence of its author's; all other reasons are gathered.
        "reason": overall.reasons[0] if told is Verdict.NOT_APPLICABLE else _listed(overall.reasons),
    }
    template = rule.messages.get(told, _GENERIC[told])
    if told is Verdict.NEEDS_REVIEW and not undecided and "{undecided}" in template and overall.reasons:
        template = _GENERIC[told]  # what it says of things seen would be said of none
    text = fill(template, values, facts)
    return f"{overall.note}: {text}" if overall.note else text


def _named(labels: list[str]) -> str:
    """The first few, and how many more; "" for none, which a message may leave out."""
    return names(labels) if labels else ""


def _listed(reasons: Sequence[str]) -> str:
    """Reasons in one line, without a full stop."""
    shown = [short(reason.rstrip("."), REASON_LIMIT) for reason in reasons[:REASONS_SHOWN]]
    more = len(reasons) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")
