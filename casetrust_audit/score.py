"""From findings to three figures, never one: the verdict, the score as an honest interval, and coverage.

Weighed by severity. Applicable is everything but not-applicable; decided is pass and fail; the rest is undecided and
never left out of the interval. Figures are per cent with one decimal, halves rounded up. Where nothing weighs there is
no figure (None), and never 0 or 100.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from casetrust_audit.model.result import (
    UNDECIDED,
    AreaScore,
    Coverage,
    Finding,
    Readiness,
    Score,
    Severity,
    Verdict,
)

WEIGHTS: Mapping[Severity, Decimal] = {
    Severity.BLOCKER: Decimal(10),
    Severity.MAJOR: Decimal(5),
    Severity.MINOR: Decimal(2),
    Severity.INFO: Decimal(0),
}
BLOCKER_CAP = 49
MAJOR_CAP = 89
COVERAGE_FLOOR = Decimal(80)
SEEN_FLOOR = Decimal(50)
"""Per cent of what the tool can look at that it must have decided itself: answers alone make no shop ready."""
MODES = ("automatic", "assisted", "attest")


def score(
    findings: Sequence[Finding],
    weights: Mapping[Severity, Decimal] = WEIGHTS,
    blocker_cap: int = BLOCKER_CAP,
    major_cap: int = MAJOR_CAP,
) -> Score:
    """Score of the findings. `provisional` while a blocker is undecided; `shown` is the point under the cap."""
    passed, failed, undecided = _weights(findings, weights)
    point = _percent(passed, passed + failed)
    cap, reason = _cap(findings, blocker_cap, major_cap)
    return Score(
        low=_percent(passed, passed + failed + undecided),
        high=_percent(passed + undecided, passed + failed + undecided),
        point=point,
        shown=None if point is None else min(point, Decimal(cap).quantize(Decimal("0.1"))),
        cap=cap,
        cap_reason=reason,
        provisional=bool(_of(findings, Severity.BLOCKER, UNDECIDED)),
    )


def coverage(findings: Sequence[Finding], weights: Mapping[Severity, Decimal] = WEIGHTS) -> Coverage:
    """How much of what applies was decided. `not_applicable_share` is per cent of all requirements, by number."""
    passed, failed, undecided = _weights(findings, weights)
    blockers = [f for f in findings if f.severity is Severity.BLOCKER and f.verdict is not Verdict.NOT_APPLICABLE]
    inapplicable = sum(f.verdict is Verdict.NOT_APPLICABLE for f in findings)
    return Coverage(
        percent=_percent(passed + failed, passed + failed + undecided),
        blockers_decided=sum(f.verdict not in UNDECIDED for f in blockers),
        blockers_applicable=len(blockers),
        counts=_counts(findings),
        modes={mode: sum(f.mode == mode for f in findings) for mode in MODES},
        not_applicable_share=_percent(Decimal(inapplicable), Decimal(len(findings))) or Decimal("0.0"),
    )


def areas(
    findings: Sequence[Finding], titles: Mapping[str, str], weights: Mapping[Severity, Decimal] = WEIGHTS
) -> tuple[AreaScore, ...]:
    """The interval of each area, for orientation only, in the order of `titles`, then areas without a title."""
    codes = dict.fromkeys((*titles, *sorted({f.area for f in findings})))
    scores = []
    for code in codes:
        own = [f for f in findings if f.area == code]
        figures = score(own, weights)
        scores.append(AreaScore(code, titles.get(code, code), figures.low, figures.high, _counts(own)))
    return tuple(scores)


def readiness(
    findings: Sequence[Finding],
    covered: Coverage,
    floor: Decimal = COVERAGE_FLOOR,
    weights: Mapping[Severity, Decimal] = WEIGHTS,
    asked: Mapping[str, str] | None = None,
) -> tuple[Readiness, str]:
    """The verdict and why, in a sentence; `asked` names the question that decides a rule ("Q16").

    A major that is undecided is open as well as one that failed. One that only a person can answer, and nobody has,
    is not open but unknown: without it the verdict is INCOMPLETE, whatever was seen."""
    failed = _of(findings, Severity.BLOCKER, {Verdict.FAIL})
    if failed:
        return Readiness.NOT_READY, f"{_number(failed, 'blocker')} failed: {_ids(failed)}."
    undecided = _of(findings, Severity.BLOCKER, UNDECIDED)
    if undecided:
        return (
            Readiness.INCOMPLETE,
            f"No blocker failed, but {_number(undecided, 'blocker')} could not be decided: {_ids(undecided)}.",
        )
    if not covered.blockers_decided:
        return Readiness.INCOMPLETE, "No blocker applied, so nothing essential was looked at."
    if covered.percent is None or covered.percent < floor:
        reached = "nothing" if covered.percent is None else f"{covered.percent} %"
        return Readiness.INCOMPLETE, f"Only {reached} of the applicable weight is decided; {floor} % are needed."
    seen = _seen(findings, weights)
    if seen is None or seen < SEEN_FLOOR:
        return (
            Readiness.INCOMPLETE,
            f"The tool itself could decide only {seen or 0} % of what it can look at; {SEEN_FLOOR} % are needed, "
            "whatever people answer.",
        )
    unanswered = [f for f in _of(findings, Severity.MAJOR, UNDECIDED) if f.mode == "attest"]
    if unanswered:
        return (
            Readiness.INCOMPLETE,
            f"No blocker failed, but {_number(unanswered, 'major')} that only a person can answer "
            f"{'is' if len(unanswered) == 1 else 'are'} open: {_asked(unanswered, asked or {})}.",
        )
    open_majors = _of(findings, Severity.MAJOR, {Verdict.FAIL})
    untold = _of(findings, Severity.MAJOR, UNDECIDED)
    if open_majors:
        more = f" {_number(untold, 'major')} could not be decided." if untold else ""
        return Readiness.READY_WITH_ACTIONS, f"{_number(open_majors, 'major')} failed: {_ids(open_majors)}.{more}"
    if untold:
        return (
            Readiness.READY_WITH_ACTIONS,
            f"No major failed, but {_number(untold, 'major')} could not be decided: {_ids(untold)}.",
        )
    return Readiness.READY_FOR_SUBMISSION, "Every applicable blocker and major is decided and met."


def _weights(findings: Iterable[Finding], weights: Mapping[Severity, Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """Weight passed, failed and undecided."""
    passed = failed = undecided = Decimal(0)
    for finding in findings:
        weight = weights[finding.severity]
        if finding.verdict is Verdict.PASS:
            passed += weight
        elif finding.verdict is Verdict.FAIL:
            failed += weight
        elif finding.verdict in UNDECIDED:
            undecided += weight
    return passed, failed, undecided


def _seen(findings: Iterable[Finding], weights: Mapping[Severity, Decimal]) -> Decimal | None:
    """Per cent, by weight, of what the tool can look at and decided by itself; None where nothing of that applies."""
    looked = [f for f in findings if f.mode != "attest" and f.verdict is not Verdict.NOT_APPLICABLE]
    own = [f for f in looked if (Verdict(f.attested.machine) if f.attested else f.verdict) not in UNDECIDED]
    whole = sum((weights[f.severity] for f in looked), Decimal(0))
    return _percent(sum((weights[f.severity] for f in own), Decimal(0)), whole)


def _asked(findings: Iterable[Finding], asked: Mapping[str, str]) -> str:
    return ", ".join(f"{f.rule} ({asked[f.rule]})" if asked.get(f.rule) else f.rule for f in findings)


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    if not whole:
        return None
    return (100 * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _cap(findings: Sequence[Finding], blocker_cap: int, major_cap: int) -> tuple[int, str]:
    blockers = _of(findings, Severity.BLOCKER, {Verdict.FAIL})
    if blockers:
        return blocker_cap, f"{_number(blockers, 'blocker')} failed"
    majors = _of(findings, Severity.MAJOR, {Verdict.FAIL})
    if majors:
        return major_cap, f"{_number(majors, 'major')} failed"
    return 100, ""


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counted = Counter(f.verdict for f in findings)
    return {verdict.value: counted[verdict] for verdict in Verdict}


def _of(findings: Iterable[Finding], severity: Severity, verdicts: Iterable[Verdict]) -> list[Finding]:
    wanted = frozenset(verdicts)
    return [f for f in findings if f.severity is severity and f.verdict in wanted]


def _number(findings: Sequence[Finding], noun: str) -> str:
    return f"{len(findings)} {noun}{'' if len(findings) == 1 else 's'}"


def _ids(findings: Sequence[Finding]) -> str:
    return ", ".join(f.rule for f in findings)
