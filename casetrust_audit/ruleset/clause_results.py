"""What the findings mean for each clause: a pure function of both, which decides nothing anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from casetrust_audit.model.clause import Clause, Combine, Scheme
from casetrust_audit.model.result import UNDECIDED, ClauseResult, Finding, Severity, Verdict

_UNCAPPED = 100
_WORST_FIRST = (Verdict.ERROR, Verdict.NEEDS_REVIEW, Verdict.NOT_TESTED, Verdict.ATTEST)


def judge_clauses(
    schemes: Iterable[Scheme], findings: Iterable[Finding], blocker_cap: int, major_cap: int
) -> tuple[ClauseResult, ...]:
    """A result for every clause, in the order of the schemes. The caps are the most that may be shown of a score."""
    by_rule = {finding.rule: finding for finding in findings}
    caps = {Severity.BLOCKER: blocker_cap, Severity.MAJOR: major_cap}
    return tuple(_result(scheme, clause, by_rule, caps) for scheme in schemes for clause in scheme.clauses)


def combined(verdicts: Iterable[Verdict], how: Combine) -> Verdict:
    """One verdict of several. Not-applicable ones drop out; where nothing is left, that is the verdict."""
    left = [verdict for verdict in verdicts if verdict is not Verdict.NOT_APPLICABLE]
    if not left:
        return Verdict.NOT_APPLICABLE
    order: Sequence[Verdict] = (Verdict.FAIL, *_WORST_FIRST, Verdict.PASS)
    if how is Combine.ANY:
        order = (Verdict.PASS, *_WORST_FIRST, Verdict.FAIL)
    return next(verdict for verdict in order if verdict in left)


def _result(
    scheme: Scheme, clause: Clause, by_rule: Mapping[str, Finding], caps: Mapping[Severity, int]
) -> ClauseResult:
    found = [by_rule[rule] for rule in clause.rules if rule in by_rule]
    failed = [f.severity for f in found if f.verdict is Verdict.FAIL]
    return ClauseResult(
        id=clause.id,
        scheme=scheme.code,
        scheme_title=scheme.title,
        kind=scheme.kind,
        reference=clause.reference,
        title=clause.title,
        sources=clause.sources,
        edition=scheme.edition,
        date=clause.date,
        demand=clause.demand,
        observability=clause.observability.value,
        combine=clause.combine.value,
        verdict=combined((f.verdict for f in found), clause.combine),
        rules={f.rule: f.verdict for f in found},
        open=tuple(f.rule for f in found if f.verdict is Verdict.FAIL or f.verdict in UNDECIDED),
        cap=min((caps[s] for s in failed if s in caps), default=_UNCAPPED),
        note=clause.note,
        scheme_note=scheme.note,
    )
