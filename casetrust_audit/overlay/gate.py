"""The gate: whether a release may go out, with the reasons in words. A pure function of the result.

What fails it is proof (1): a failed requirement that nothing forgives, or a score that cannot be reached. What leaves
it undecided is lack of knowledge (3): no usable page, too little coverage, blockers not decided where all of them are
asked for, or a score that may or may not be reached. Proof goes first: more coverage cannot undo it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.model.result import AuditResult, Finding, Readiness, Severity
from casetrust_audit.overlay.compare import standing
from casetrust_audit.overlay.subjects import FAILED, OPEN, REVIEW, rank

GATES = ("blocker", "major", "minor", "none")
MINIMUM_COVERAGE = 50
"""Per cent of the applicable weight that must be decided before a gate may open."""
MET, NOT_MET, NOT_DECIDED = 0, 1, 3
_COVERED = {
    "blocker": (Severity.BLOCKER,),
    "major": (Severity.BLOCKER, Severity.MAJOR),
    "minor": (Severity.BLOCKER, Severity.MAJOR, Severity.MINOR),
    "none": (),
}
_NAMED = 12
_REVIEWED = (Severity.BLOCKER, Severity.MAJOR)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked of a result."""

    level: str = "blocker"
    """One of GATES: the least severity whose fail closes the gate; "none" asks nothing of the verdicts."""
    min_score: int | None = None
    """Of 100. Held against the interval: below it as a whole fails, around it is undecided."""
    min_coverage: int = MINIMUM_COVERAGE
    """Per cent of the applicable weight that must be decided."""
    fail_on_incomplete: bool = False
    """Undecided where a blocker is, where less is decided than the rule set asks for, or the collection ended early."""
    strict: bool = False
    """A blocker or major that needs a review closes the gate as if it had failed, if the level covers its severity."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is the exit code; `reasons` why it is not 0; `notes` what was forgiven."""

    code: int
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = {MET: "gate met", NOT_MET: "gate not met", NOT_DECIDED: "gate not decided"}[self.code]
        told = "; ".join(self.reasons or self.notes)
        return f"{head}: {told}" if told else head


def judge_gate(result: AuditResult, terms: Terms) -> Outcome:
    """The outcome of a result under the terms. Raises ValueError on a level that is none of GATES."""
    if terms.level not in GATES:
        raise ValueError(f"no gate {terms.level!r}; there are {', '.join(GATES)}")
    if not result.crawl.pages:
        return Outcome(NOT_DECIDED, ("no page of the shop could be used",))
    proven, lacking = [*_failed(result, terms)], [*_lacking(result, terms)]
    if terms.min_score is not None:
        code, why = _score(result, terms.min_score)
        (proven if code == NOT_MET else lacking).extend(why)
    code = NOT_MET if proven else NOT_DECIDED if lacking else MET
    return Outcome(code, (*proven, *lacking), tuple(_forgiven(result, terms)))


def counts(finding: Finding) -> int:
    """How bad what counts of a finding is, 0 to 3 as `subjects.rank`: without what is forgiven."""
    return standing(finding, lambda one: bool(one.forgiven))


def _failed(result: AuditResult, terms: Terms) -> Iterator[str]:
    for severity in _COVERED[terms.level]:
        own = [f for f in result.findings if f.severity is severity]
        yield from _told(result, [f for f in own if counts(f) == FAILED], severity, "failed", "failed")
        if terms.strict and severity in _REVIEWED:
            unsure = [f for f in own if counts(f) == REVIEW]
            yield from _told(result, unsure, severity, "needs a review", "need a review")


def _told(result: AuditResult, findings: Sequence[Finding], severity: Severity, one: str, many: str) -> Iterator[str]:
    if findings:
        verb = one if len(findings) == 1 else many
        yield f"{_number(findings, severity)} {verb}: {_names(findings, lambda f: _known(result, f))}"


def _number(findings: Sequence[Finding], severity: Severity) -> str:
    return f"{len(findings)} {severity.value}{'' if len(findings) == 1 else 's'}"


def _names(findings: Sequence[Finding], more: Callable[[Finding], str]) -> str:
    named = [f"{f.rule}{more(f)}" for f in findings[:_NAMED]]
    left = len(findings) - _NAMED
    return ", ".join(named) + (f" and {left} more" if left > 0 else "")


def _known(result: AuditResult, finding: Finding) -> str:
    """What is known of a finding besides its verdict: " (new)"."""
    said = [finding.change] if finding.change else []
    expired = result.waivers.of("expired") if result.waivers else ()
    said += [
        f"waiver {entry.place} expired on {entry.waiver.expires}"
        for entry in expired
        if entry.waiver and entry.waiver.rule == finding.rule
    ]
    return f" ({'; '.join(said)})" if said else ""


def _lacking(result: AuditResult, terms: Terms) -> Iterator[str]:
    percent = result.coverage.percent
    if not percent or percent < terms.min_coverage:
        yield f"only {percent or 0} % of what applies could be decided; at least {terms.min_coverage} % are asked for"
    if terms.fail_on_incomplete:
        yield from _incomplete(result)


def _incomplete(result: AuditResult) -> Iterator[str]:
    blockers = [f for f in result.findings if f.severity is Severity.BLOCKER]
    undecided = [f for f in blockers if OPEN <= counts(f) < FAILED]
    if undecided:
        yield from _told(result, undecided, Severity.BLOCKER, "is undecided", "are undecided")
    elif result.readiness is Readiness.INCOMPLETE and not any(OPEN <= rank(f.verdict) < FAILED for f in blockers):
        yield result.readiness_reason.rstrip(".")
    if result.crawl.partial:
        yield f"the collection ended early ({result.crawl.partial})"


def _score(result: AuditResult, least: int) -> tuple[int, tuple[str, ...]]:
    """Whether the score, under its cap, is surely below what is asked, or may be."""
    low, high = result.score.low, result.score.high
    if low is None or high is None:
        return NOT_DECIDED, ("there is no score, since nothing that weighs was decided",)
    cap = Decimal(result.score.cap)
    capped = f" ({result.score.cap_reason}: at most {cap})" if cap < least else ""
    if min(high, cap) < least:
        return NOT_MET, (f"the score is at most {min(high, cap)}{capped}; at least {least} is asked for",)
    if min(low, cap) < least:
        return NOT_DECIDED, (f"the score lies between {low} and {high}; at least {least} is asked for",)
    return MET, ()


def _forgiven(result: AuditResult, terms: Terms) -> Iterator[str]:
    """What would have closed the gate and does not."""
    for severity in _COVERED[terms.level]:
        least = REVIEW if terms.strict and severity in _REVIEWED else FAILED
        own = [f for f in result.findings if f.severity is severity and rank(f.verdict) >= least > counts(f)]
        if own:
            yield f"{_number(own, severity)} forgiven: {_names(own, _by_whom)}"


def _by_whom(finding: Finding) -> str:
    until = min((waiver.expires for waiver in finding.waivers), default="")
    return f" (waived until {until})" if until else " (unchanged since the baseline)"
