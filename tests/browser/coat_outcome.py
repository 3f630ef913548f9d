"""What must be the same of one shop in another coat, and how two outcomes differ."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.result import AuditResult, Verdict

NOTHING_SENT = ("orders", "payments", "messages", "newsletter", "accounts", "logins", "complaints")


@dataclass(frozen=True)
class Outcome:
    """Rules by verdict, what failed in each rule, and how each walk ended: scenario, end, item, its price, the last
    total, whether the lines give it, and the charges with where they were first told."""

    readiness: str
    fails: frozenset[str]
    passes: frozenset[str]
    failed: frozenset[tuple[str, str]]
    walks: frozenset[tuple[str, ...]]


def outcome_of(result: AuditResult) -> Outcome:
    """Without addresses, which a coat may change."""
    ends = {journey.scenario: journey.end for journey in result.journeys}
    return Outcome(
        str(result.readiness.value),
        frozenset(f.rule for f in result.findings if f.verdict is Verdict.FAIL),
        frozenset(f.rule for f in result.findings if f.verdict is Verdict.PASS),
        frozenset(
            (f.rule, s.label) for f in result.findings for s in f.subjects
            if s.verdict is Verdict.FAIL and "/" not in s.label
        ),
        frozenset(
            (
                trail.scenario, ends.get(trail.scenario, ""), trail.item, _money(trail.headline), _money(trail.final),
                str(trail.reconciled), *sorted(f"{c.label}: {_money(c.money)}, {c.level}" for c in trail.charges),
            )
            for trail in result.trails
        ),
    )  # fmt: skip


def _money(money: object) -> str:
    return "" if money is None else f"{getattr(money, 'currency', '')} {getattr(money, 'amount', '')}"


def differences(plain: Outcome, dressed: Outcome, *, walks: bool = True, verdicts: bool = True) -> list[str]:
    """Sentences; none where the coat changed nothing. Leave `walks` out where other goods are bought, `verdicts` where
    only the walk can be compared."""
    said = []
    if verdicts:
        if plain.readiness != dressed.readiness:
            said.append(f"readiness {dressed.readiness}, not {plain.readiness}")
        said += [f"no longer fails: {rule}" for rule in sorted(plain.fails - dressed.fails)]
        said += [f"fails: {rule}" for rule in sorted(dressed.fails - plain.fails)]
        said += [f"no longer passes: {rule}" for rule in sorted(plain.passes - dressed.passes)]
        said += [f"passes: {rule}" for rule in sorted(dressed.passes - plain.passes)]
        said += [f"fails no longer at {what}: {rule}" for rule, what in sorted(plain.failed - dressed.failed)]
        said += [f"fails at {what}: {rule}" for rule, what in sorted(dressed.failed - plain.failed)]
    if walks and plain.walks != dressed.walks:
        said += [f"walk was: {', '.join(walk)}" for walk in sorted(plain.walks - dressed.walks)]
        said += [f"walk is: {', '.join(walk)}" for walk in sorted(dressed.walks - plain.walks)]
    return said
