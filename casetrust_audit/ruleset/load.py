"""Rule files, checked whole before anything is judged. One YAML 1.2 file a rule, rules/<area>/<id>.yaml.

    id, title, area, severity, mode, brief, sources, why      as in the catalogue
    headline: text                                            optional; heads a fail: what is wrong, in a few words
    applies: {when: condition, reason: text}                  optional; false → not-applicable, unknown → not-tested
    subjects: {each: fact | any: fact | at_least: fact + number: n, where: condition, when_none: verdict, lacks: clause}
                                                              optional
    fail, review, pass: condition                             at least fail or pass
    unknown: not-tested | needs-review                        verdict where fail or pass cannot be told
                                                              (a subjects fact that was not read: always not-tested)
    messages: {verdict: text}                                 one for every verdict that can occur
    remediation, question, examples
    documents: [text, ..]                                     of attest rules only: what to ask for as evidence

Conditions (no others; there is no `not`):
    {all: [..]}  {any: [..]}                                  never empty
    {fact: name, OP: operand}   {field: name, OP: operand}    field: of the subject in hand, the innermost
    {each: fact, where:, satisfies:}  {some: ..}  {no: ..}    over a subjects fact; each over nothing is unknown
    {at_least: {number: n, of: fact}, where:, satisfies:}     and at_most alike
OP: is true|false (yes/no facts); eq ne lt le gt ge (numbers, money by amount); eq ne in (texts, choices);
contains (lists of words); exists true|false; empty true|false (texts and lists). An empty list or text does not
`exist`. `some` over nothing is false, `no` and `at_most` over nothing are true and rest on the pages searched.
Every condition may have `says: clause` and `lacks: clause`: what a reader is told where it holds, and where it does not
(without them the facts are told). A clause begins small, has no full stop, and may have placeholders as messages have,
and {field.name} of the subject in hand; in a count {which} are the subjects counted.

Messages: every rule needs needs-review (a rule may always meet what it neither passes nor fails); pass and fail where
there is such a condition; not-tested and not-applicable where they can come about. Placeholders: {shop}, {reason}, the
value of a fact by {its.name}, and with subjects {count} (subjects judged), {failing}, {passing}, {undecided}.
A part in brackets is said only where all named in it is known: "[ It takes {its.days} day(s).| No time was found.]"
says the second half where it was looked for and not found, and nothing where it was not looked at; "day(s)" behind a
number is counted; {?its.name} and {?its.name=word} say nothing and make a part hang on a fact (see model.parts).
`rules lint` refuses a message that gives a value which may be unknown, or two reasons of which one may not be so.
Examples: one each for pass, fail and needs-review, the last where review, unknown or when_none say needs-review.

A rule of mode attest has no conditions. Its messages (attest, pass, fail, needs-review) say what an answer means; its
examples have `answer:` in place of `facts:`, as a questionnaire would, one for each of these verdicts:
    answer: {answer: met, evidence: [report.pdf], owner: who, date: "2026-03-01"}     also reason, expires

Not rules: catalogue.yaml, clauses.yaml, questions.yaml, ruleset.yaml, README.md, and the directories hosts/, lexicons/
and profiles/. Rules of extra directories add to the shipped ones or, with the same id, replace them; which were is
recorded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from casetrust_audit.errors import RuleFileError
from casetrust_audit.model.attestation import NO_QUESTIONS, Questions
from casetrust_audit.model.clause import Scheme
from casetrust_audit.model.fact import FactSchema
from casetrust_audit.model.profile import DEFAULT, Profile, ProfileChange
from casetrust_audit.model.result import Severity
from casetrust_audit.model.rule import Rule
from casetrust_audit.ruleset.build import build_rule
from casetrust_audit.ruleset.catalogue import CATALOGUE_FILE, Requirement, read_catalogue
from casetrust_audit.ruleset.clauses import CLAUSES_FILE, read_clauses
from casetrust_audit.ruleset.problems import Problems, did_you_mean, refuse
from casetrust_audit.ruleset.questions import QUESTIONS_FILE, read_questions
from casetrust_audit.ruleset.shape import SettingsShape, read_shape
from casetrust_audit.ruleset.yaml_source import load_yaml

SETTINGS_FILE = "ruleset.yaml"
_NOT_RULES = frozenset({CATALOGUE_FILE, SETTINGS_FILE, CLAUSES_FILE, QUESTIONS_FILE})
_NOT_RULE_DIRECTORIES = frozenset({"hosts", "lexicons", "profiles"})


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules, checked, with what they are weighed by. `digest` covers every YAML file of the directories,
    word lists too; `replaced` are the ids of shipped rules that an extra directory replaced."""

    version: str
    digest: str
    rules: tuple[Rule, ...]
    areas: Mapping[str, str]
    catalogue: tuple[Requirement, ...]
    weights: Mapping[Severity, Decimal]
    coverage_floor: Decimal
    blocker_cap: int
    major_cap: int
    schemes: tuple[Scheme, ...] = ()
    questions: Questions = NO_QUESTIONS
    replaced: tuple[str, ...] = ()
    profile: Profile = DEFAULT
    switches: Mapping[str, ProfileChange] = field(default_factory=dict)
    """Rules that the profile switched off, by id."""


def load_rules(directory: Path, schema: FactSchema, extra: Sequence[Path] = ()) -> RuleSet:
    """The rule set of `directory`, with the rules of the extra directories. Raises one RuleFileError for all."""
    for place in (directory, *extra):
        if not place.is_dir():
            raise RuleFileError(f"{place}:1:1: is not a directory of rules")
    lines: list[str] = []
    areas, catalogue = read_catalogue(directory)
    settings = read_settings(directory / SETTINGS_FILE)
    shipped = _read(directory, schema, areas, lines)
    _agree(shipped, catalogue, lines)
    rules = dict(shipped)
    for place in extra:
        rules |= _read(place, schema, areas, lines)
    schemes = read_clauses((directory, *extra), catalogue, rules, lines)
    questions = read_questions(directory, {r.id for r in catalogue} | set(rules), lines)
    refuse(lines)
    weights = settings.weights
    return RuleSet(
        version=settings.version,
        digest=digest_of((directory, *extra)),
        rules=tuple(rules[name] for name in sorted(rules)),
        areas=areas,
        catalogue=catalogue,
        weights={severity: Decimal(getattr(weights, severity.value)) for severity in Severity},
        coverage_floor=Decimal(settings.coverage_floor),
        blocker_cap=settings.caps.blocker_failed,
        major_cap=settings.caps.major_failed,
        schemes=schemes,
        questions=questions,
        replaced=tuple(sorted(name for name in shipped if rules[name] is not shipped[name])),
    )


def read_settings(path: Path) -> SettingsShape:
    """Version, weights and caps of a rule set. Raises RuleFileError."""
    problems = Problems(load_yaml(path))
    shape = read_shape(SettingsShape, problems)
    refuse(problems.lines)
    if shape is None:
        raise RuleFileError(f"{path}:1:1: cannot be read")
    return shape


def _read(directory: Path, schema: FactSchema, areas: Mapping[str, str], lines: list[str]) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for path in rule_files(directory):
        try:
            problems = Problems(load_yaml(path))
        except RuleFileError as error:
            lines.append(str(error))
            continue
        rule = build_rule(problems, schema)
        if rule is not None:
            if rule.area not in areas:
                problems.add(("area",), f"unknown area {rule.area!r}{did_you_mean(rule.area, areas)}")
            if rule.id in rules:
                problems.add(("id",), f"{rule.id} is already the id of {rules[rule.id].file}")
            rules.setdefault(rule.id, rule)
        lines.extend(problems.lines)
    return rules


def rule_files(directory: Path) -> tuple[Path, ...]:
    """Paths of the rule files below the directory, sorted."""
    return tuple(
        path
        for path in _yaml_files(directory)
        if path.name not in _NOT_RULES
        and not _NOT_RULE_DIRECTORIES.intersection(path.relative_to(directory).parts[:-1])
    )


def _yaml_files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.suffix in (".yaml", ".yml"))


def _agree(rules: Mapping[str, Rule], catalogue: Sequence[Requirement], lines: list[str]) -> None:
    """A shipped rule says what the catalogue says; where one changes, both must."""
    for requirement in catalogue:
        rule = rules.get(requirement.id)
        if rule is None:
            continue
        for name, ours, theirs in (
            ("area", rule.area, requirement.area),
            ("severity", rule.severity.value, requirement.severity.value),
            ("mode", rule.mode.value, requirement.mode.value),
        ):
            if ours != theirs:
                lines.append(f"{rule.file}:1:1: {name} is {ours!r}, but {theirs!r} in {CATALOGUE_FILE}")


def digest_of(directories: Sequence[Path]) -> str:
    """SHA-256 over every YAML file of the directories, names and contents."""
    digest = hashlib.sha256()
    for directory in directories:
        for path in _yaml_files(directory):
            if path.is_file():
                name = path.relative_to(directory).as_posix()
                digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        digest.update(b"--\n")
    return digest.hexdigest()
