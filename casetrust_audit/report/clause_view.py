"""The section of a report that goes by scheme and clause: the same verdicts once more, under those who ask for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from casetrust_audit.model.result import UNDECIDED, AuditResult, ClauseResult, Verdict
from casetrust_audit.report.escape import clean
from casetrust_audit.report.spots import anchor
from casetrust_audit.report.words import MODES, VERDICTS, Word, plural

KIND_WORDS = {
    "accreditation": "accreditation scheme",
    "law": "law",
    "guideline": "guideline",
    "industry": "standard of the industry",
    "abroad": "from abroad, as an example",
    "brief": "an article, no scheme",
}
COMBINE_WORDS = {"all": "all of", "any": "any of"}
UNCAPPED = 100


@dataclass(frozen=True, slots=True)
class RuleMark:
    anchor: str
    id: str
    verdict: Word


@dataclass(frozen=True, slots=True)
class ClauseView:
    reference: str
    title: str
    verdict: Word
    observability: str
    combine: str
    rules: tuple[RuleMark, ...]
    demand: str
    cap: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class SchemeView:
    anchor: str
    code: str
    title: str
    about: str
    """What it is, edition and date."""
    note: str
    tally: str
    met: int
    open: int
    undecided: int
    inapplicable: int
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class SchemesView:
    """All schemes, and the clauses that are not met with theirs."""

    all: tuple[SchemeView, ...]
    failed: tuple[tuple[SchemeView, ClauseView], ...]


def schemes_view(result: AuditResult) -> SchemesView:
    """Every scheme with its clauses, in the order of the result."""
    known = {finding.rule for finding in result.findings}
    schemes = tuple(_scheme(tuple(members), known) for _, members in groupby(result.clauses, key=lambda c: c.scheme))
    failed = VERDICTS[Verdict.FAIL]
    return SchemesView(schemes, tuple((s, c) for s in schemes for c in s.clauses if c.verdict is failed))


def _scheme(members: tuple[ClauseResult, ...], known: set[str]) -> SchemeView:
    first = members[0]
    counts = Counter(clause.verdict for clause in members)
    tally = ", ".join(f"{counts[v]} {word.text.lower()}" for v, word in VERDICTS.items() if counts[v])
    about = (KIND_WORDS.get(first.kind, clean(first.kind, 40)), clean(first.edition, 200), clean(first.date, 20))
    return SchemeView(
        anchor=anchor("scheme", first.scheme),
        code=clean(first.scheme, 40),
        title=clean(first.scheme_title, 160),
        about="; ".join(part for part in about if part),
        note=clean(first.scheme_note),
        tally=f"{plural(len(members), 'clause')}: {tally}",
        met=counts[Verdict.PASS],
        open=counts[Verdict.FAIL],
        undecided=sum(counts[verdict] for verdict in UNDECIDED),
        inapplicable=counts[Verdict.NOT_APPLICABLE],
        clauses=tuple(_clause(clause, known) for clause in members),
    )


def _clause(clause: ClauseResult, known: set[str]) -> ClauseView:
    return ClauseView(
        reference=clean(clause.reference, 80),
        title=clean(clause.title, 300),
        verdict=VERDICTS[clause.verdict],
        observability=MODES.get(clause.observability, clean(clause.observability, 40)),
        combine=COMBINE_WORDS.get(clause.combine, clean(clause.combine, 40)) if len(clause.rules) > 1 else "",
        rules=tuple(
            RuleMark(anchor("rule", rule) if rule in known else "", clean(rule, 80), VERDICTS[verdict])
            for rule, verdict in clause.rules.items()
        ),
        demand=clean(clause.demand, 40),
        cap=f"caps the score at {clause.cap}" if clause.cap < UNCAPPED else "",
        source=clean(", ".join(clause.sources), 160),
        note=clean(clause.note),
    )
