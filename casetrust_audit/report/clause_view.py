"""The section of a report that goes by scheme and clause: the same verdicts once more, under those who ask for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from casetrust_audit.model.result import UNDECIDED, AuditResult, ClauseResult, Verdict
from casetrust_audit.report.spots import anchor
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import MODES, VERDICTS, Word, message

KIND_WORDS = {
    "accreditation": message("accreditation scheme"),
    "law": message("law"),
    "guideline": message("guideline"),
    "industry": message("standard of the industry"),
    "abroad": message("from abroad, as an example"),
    "brief": message("an article, no scheme"),
}
COMBINE_WORDS = {"all": message("all of"), "any": message("any of")}
DEMAND_WORDS = {"explicit": message("explicit demand"), "implied": message("implied demand")}
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
    """"explicit demand", in words."""
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


def schemes_view(result: AuditResult, t: Translator) -> SchemesView:
    """Every scheme with its clauses, in the order of the result."""
    known = {finding.rule for finding in result.findings}
    schemes = tuple(_scheme(tuple(members), known, t) for _, members in groupby(result.clauses, key=lambda c: c.scheme))
    failed = VERDICTS[Verdict.FAIL].key
    return SchemesView(schemes, tuple((s, c) for s in schemes for c in s.clauses if c.verdict.key == failed))


def _scheme(members: tuple[ClauseResult, ...], known: set[str], t: Translator) -> SchemeView:
    first = members[0]
    counts = Counter(clause.verdict for clause in members)
    tally = t.tally(VERDICTS[v] for v in VERDICTS for _ in range(counts[v]))
    about = (_known(KIND_WORDS, first.kind, t), t.name(first.edition, 200), t.clean(first.date, 20))
    return SchemeView(
        anchor=anchor("scheme", first.scheme),
        code=t.clean(first.scheme, 40),
        title=t.told(first.scheme_title, 160),
        about=t.joined(part for part in about if part),
        note=t.told(first.scheme_note),
        tally=t.count("{number} clause: {tally}", "{number} clauses: {tally}", len(members), tally=tally),
        met=counts[Verdict.PASS],
        open=counts[Verdict.FAIL],
        undecided=sum(counts[verdict] for verdict in UNDECIDED),
        inapplicable=counts[Verdict.NOT_APPLICABLE],
        clauses=tuple(_clause(clause, known, t) for clause in members),
    )


def _clause(clause: ClauseResult, known: set[str], t: Translator) -> ClauseView:
    return ClauseView(
        reference=t.name(clause.reference, 80),
        title=t.told(clause.title, 300),
        verdict=t.word(VERDICTS[clause.verdict]),
        observability=_known(MODES, clause.observability, t),
        combine=_known(COMBINE_WORDS, clause.combine, t) if len(clause.rules) > 1 else "",
        rules=tuple(
            RuleMark(anchor("rule", rule) if rule in known else "", t.clean(rule, 80), t.word(VERDICTS[verdict]))
            for rule, verdict in clause.rules.items()
        ),
        demand=_demand(clause.demand, t),
        cap=t.say("caps the score at {cap}", cap=clause.cap) if clause.cap < UNCAPPED else "",
        source=t.clean(t.listed(t.name(source, 120) for source in clause.sources), 160),
        note=t.told(clause.note),
    )


def _known(words: Mapping[str, str], key: str, t: Translator) -> str:
    """The words for `key`; a key of a newer file stays as it is."""
    return t.say(words[key]) if key in words else t.clean(key, 40)


def _demand(demand: str, t: Translator) -> str:
    if demand in DEMAND_WORDS:
        return t.say(DEMAND_WORDS[demand])
    return t.say("{kind} demand", kind=t.clean(demand, 40)) if demand else ""
