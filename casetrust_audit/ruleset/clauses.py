"""rules/clauses.yaml: the schemes, their clauses, and the rules each clause rests on.

An extra directory of rules may bring a clauses.yaml of its own, whose schemes are added: so a consultant who holds the
official checklist can report by its clauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from casetrust_audit.model.clause import Clause, Combine, Scheme
from casetrust_audit.model.result import Severity
from casetrust_audit.model.rule import Mode, Rule
from casetrust_audit.ruleset.catalogue import Requirement
from casetrust_audit.ruleset.problems import Problems, did_you_mean
from casetrust_audit.ruleset.shape import ModeWord, Shape, Text, read_shape
from casetrust_audit.ruleset.yaml_source import KeyPath, load_yaml

CLAUSES_FILE = "clauses.yaml"
CLAUSES_LIMIT = 512 * 1024

_MODES = tuple(Mode)
Word = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Day = Annotated[str, Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]


class ClauseShape(Shape):
    id: Word
    reference: str = ""
    title: Text
    sources: list[Text] = Field(default_factory=list)
    date: Day = ""
    demand: Literal["explicit", "implied"] | None = None
    observability: ModeWord
    combine: Literal["all", "any"]
    caps: Literal["blocker", "major", "nothing"]
    rules: Annotated[list[Text], Field(min_length=1)]
    note: str = ""


class SchemeShape(Shape):
    code: Text
    title: Text
    kind: Literal["accreditation", "law", "guideline", "industry", "abroad", "brief"]
    issuer: Text
    sources: Annotated[list[Text], Field(min_length=1)]
    edition: Text
    date: Day = ""
    note: str = ""
    clauses: Annotated[list[ClauseShape], Field(min_length=1)]


class ClausesShape(Shape):
    schemes: Annotated[list[SchemeShape], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class _Known:
    """Mode and severity of everything a clause may rest on, by id."""

    modes: Mapping[str, Mode]
    severities: Mapping[str, Severity]


def read_clauses(
    directories: Sequence[Path], catalogue: Iterable[Requirement], rules: Mapping[str, Rule], lines: list[str]
) -> tuple[Scheme, ...]:
    """The schemes of the first directory, then those the others add. What is wrong is added to `lines`."""
    required = {r.id: r for r in catalogue}
    # the catalogue goes before a rule: what replaces a shipped rule does not rewrite what a clause is
    named: dict[str, Rule | Requirement] = {**rules, **required}
    known = _Known({k: v.mode for k, v in named.items()}, {k: v.severity for k, v in named.items()})
    schemes: list[Scheme] = []
    for number, directory in enumerate(directories):
        path = directory / CLAUSES_FILE
        if number and not path.exists():
            continue
        problems = Problems(load_yaml(path, CLAUSES_LIMIT))
        shape = read_shape(ClausesShape, problems)
        if shape is not None:
            schemes += _schemes(shape, known, schemes, problems)
            if not number:
                _complete(schemes, required, problems)
        lines.extend(problems.lines)
    return tuple(schemes)


def _schemes(shape: ClausesShape, known: _Known, before: Sequence[Scheme], problems: Problems) -> list[Scheme]:
    codes, ids = {s.code for s in before}, {c.id for s in before for c in s.clauses}
    made = []
    for index, one in enumerate(shape.schemes):
        place: KeyPath = ("schemes", index)
        if one.code in codes:
            problems.add((*place, "code"), f"the scheme {one.code} is listed twice")
        codes.add(one.code)
        clauses = []
        for number, clause in enumerate(one.clauses):
            at = (*place, "clauses", number)
            if clause.id in ids:
                problems.add((*at, "id"), f"the clause {clause.id} is listed twice")
            ids.add(clause.id)
            _check(clause, one.kind, known, at, problems)
            clauses.append(_clause(clause, one))
        made.append(
            Scheme(
                one.code, one.title, one.kind, one.issuer, tuple(one.sources), one.edition, one.date, one.note,
                tuple(clauses),
            )
        )  # fmt: skip
    return made


def _clause(one: ClauseShape, scheme: SchemeShape) -> Clause:
    return Clause(
        id=one.id,
        reference=one.reference,
        title=one.title,
        sources=tuple(one.sources or scheme.sources[:1]),
        date=one.date or scheme.date,
        demand=one.demand or "",
        observability=Mode(one.observability),
        combine=Combine(one.combine),
        caps=one.caps,
        rules=tuple(one.rules),
        note=one.note,
    )


def _check(clause: ClauseShape, kind: str, known: _Known, at: KeyPath, problems: Problems) -> None:
    wrong = False
    for number, rule in enumerate(clause.rules):
        if rule not in known.modes:
            wrong = True
            problems.add((*at, "rules", number), f"unknown rule {rule!r}{did_you_mean(rule, known.modes)}")
        elif rule in clause.rules[:number]:
            problems.add((*at, "rules", number), f"{rule} is named twice")
    if (clause.demand is not None) is not (kind == "brief"):
        problems.add((*at, "demand") if clause.demand else at, "demand goes with a brief, and a brief with demand")
    if wrong:
        return
    observability = max((known.modes[rule] for rule in clause.rules), key=_MODES.index).value
    if clause.observability != observability:
        problems.add(
            (*at, "observability"),
            f"observability is {clause.observability!r}, but its rules make it {observability!r}",
        )
    caps = what_caps(known.severities[rule] for rule in clause.rules)
    if clause.caps != caps:
        problems.add((*at, "caps"), f"caps is {clause.caps!r}, but its rules make it {caps!r}")


def what_caps(severities: Iterable[Severity]) -> str:
    """What a fail among rules of these severities does to the score: "blocker", "major" or "nothing"."""
    found = set(severities)
    return next((s.value for s in (Severity.BLOCKER, Severity.MAJOR) if s in found), "nothing")


def _complete(schemes: Iterable[Scheme], required: Iterable[str], problems: Problems) -> None:
    """Every requirement is in a clause: a rule nobody asks for should not be asked."""
    named = {rule for scheme in schemes for clause in scheme.clauses for rule in clause.rules}
    for rule in required:
        if rule not in named:
            problems.add(("schemes",), f"the rule {rule} is in no clause")
