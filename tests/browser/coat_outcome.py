"""What must be the same of one shop in another coat, and how two outcomes differ."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrust_audit.demo.stock import BY_SLUG
from casetrust_audit.model.result import AuditResult, Trail, Verdict

_GOODS = re.compile("|".join(re.escape(p.title) for p in sorted(BY_SLUG.values(), key=lambda p: -len(p.title))))
NOTHING_SENT = ("orders", "payments", "messages", "newsletter", "accounts", "logins", "complaints")


@dataclass(frozen=True)
class Outcome:
    """Rules by verdict, what failed in each rule, how each walk ended (scenario, end, whether the lines give the total,
    what came on top of the item, and the charges with how well each was told), and the sums of each item bought."""

    readiness: str
    fails: frozenset[str]
    passes: frozenset[str]
    failed: frozenset[tuple[str, str]]
    walks: frozenset[tuple[str, ...]]
    sums: dict[str, frozenset[tuple[str, str]]]


def outcome_of(result: AuditResult) -> Outcome:
    """Without addresses, which a coat may change."""
    ends = {journey.scenario: journey.end for journey in result.journeys}
    return Outcome(
        str(result.readiness.value),
        frozenset(f.rule for f in result.findings if f.verdict is Verdict.FAIL),
        frozenset(f.rule for f in result.findings if f.verdict is Verdict.PASS),
        frozenset(
            (f.rule, what_failed(s.label)) for f in result.findings for s in f.subjects
            if s.verdict is Verdict.FAIL and "/" not in s.label
        ),
        frozenset(
            (
                trail.scenario, ends.get(trail.scenario, ""), str(trail.reconciled), _on_top(trail),
                *sorted(f"{c.label}: {_money(c.money)}, {c.level}" for c in trail.charges),
            )
            for trail in result.trails
        ),
        {
            trail.item: frozenset((_money(t.headline), _money(t.final)) for t in result.trails if t.item == trail.item)
            for trail in result.trails
        },
    )  # fmt: skip


def what_failed(label: str) -> str:
    """A subject without the name of the goods and of the step: which goods are read and bought, and how a page of the
    checkout is called, is a coat's own affair; that a charge came late is not."""
    said = re.sub(r" \(first at \w+\)|(?<=”) on .*$", "", _GOODS.sub("an item", label))
    return said.removesuffix(" – Kopi & Kaya")


def _on_top(trail: Trail) -> str:
    """What is paid beyond the item's price."""
    if trail.headline is None or trail.final is None:
        return "unknown"
    return f"{trail.final.amount - trail.headline.amount * trail.quantity} on top"


def _money(money: object) -> str:
    return "" if money is None else f"{getattr(money, 'currency', '')} {getattr(money, 'amount', '')}"


def without_words(outcome: Outcome) -> Outcome:
    """Only what does not depend on a language: how walks ended and their bare sums."""
    bare = {
        item: frozenset((first.rpartition(" ")[2], last.rpartition(" ")[2]) for first, last in sums)
        for item, sums in outcome.sums.items()
    }
    none: frozenset[str] = frozenset()
    return Outcome("", none, none, frozenset(), frozenset(walk[:4] for walk in outcome.walks), bare)


def differences(plain: Outcome, dressed: Outcome, *, walks: bool = True) -> list[str]:
    """Sentences; none where the coat changed nothing. Other goods may be bought: what comes on top of them, and the
    sums of what was bought in both, must be the same. Leave `walks` out where the goods differ."""
    said = []
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
    if walks:
        both = sorted(plain.sums.keys() & dressed.sums.keys())
        said += [f"sums of {item} differ" for item in both if not plain.sums[item] <= dressed.sums[item]]
    return said
