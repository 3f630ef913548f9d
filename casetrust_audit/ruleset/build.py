"""One rule from one file: what the shape cannot check, and the typed rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from casetrust_audit.model.attestation import Answer, Document
from casetrust_audit.model.fact import FactSchema
from casetrust_audit.model.result import Severity, Verdict
from casetrust_audit.model.rule import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Count,
    Example,
    Mode,
    Precondition,
    Quantifier,
    Rule,
    Subjects,
)
from casetrust_audit.ruleset.conditions import Parser
from casetrust_audit.ruleset.messages import wrong_placeholders
from casetrust_audit.ruleset.problems import Problems
from casetrust_audit.ruleset.shape import AnswerShape, ExampleShape, RuleShape, SubjectsShape, read_shape
from casetrust_audit.ruleset.shorthand import facts_of

_JUDGING_KEYS = ("applies", "subjects", "fail", "review", "pass")
_ANSWERED = (Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.ATTEST)
"""What an answer can make of a rule that only a person can answer; one without an answer stays as it is."""


def build_rule(problems: Problems, schema: FactSchema) -> Rule | None:
    """The rule of a file; None where its shape is wrong. Every problem is recorded, also beside a rule."""
    shape = read_shape(RuleShape, problems)
    if shape is None:
        return None
    data: dict[str, Any] = problems.source.data
    outer = Parser(schema, problems)
    precondition = _precondition(shape, data, outer)
    subjects, inner = _subjects(shape, data, outer)
    rule = Rule(
        id=shape.id,
        title=shape.title,
        area=shape.area,
        severity=Severity(shape.severity),
        mode=Mode(shape.mode),
        brief=shape.brief,
        sources=tuple(shape.sources),
        why=shape.why,
        precondition=precondition,
        subjects=subjects,
        fail=inner.optional(data, "fail", ()),
        review=inner.optional(data, "review", ()),
        passes=inner.optional(data, "pass", ()),
        unknown=Verdict(shape.unknown),
        messages={Verdict(word): text for word, text in shape.messages.given().items()},
        remediation=shape.remediation,
        question=shape.question,
        examples=_examples(shape, problems, schema),
        file=problems.source.file,
        digest=problems.source.digest,
        documents=tuple(shape.documents),
        headline=shape.headline.strip(),
    )
    _check(rule, data, problems, schema)
    return rule


def _precondition(shape: RuleShape, data: dict[str, Any], parser: Parser) -> Precondition | None:
    if shape.applies is None:
        return None
    when = parser.optional(data["applies"], "when", ("applies",))
    return None if when is None else Precondition(when, shape.applies.reason)


def _subjects(shape: RuleShape, data: dict[str, Any], parser: Parser) -> tuple[Subjects | None, Parser]:
    """The subjects, and the parser that knows their fields."""
    if shape.subjects is None:
        return None, parser
    given = shape.subjects
    named = [key for key in ("each", "any", "at_least") if getattr(given, key) is not None]
    if len(named) != 1:
        parser.problems.add(("subjects",), "subjects has exactly one of each, any, at_least")
        return None, parser.within(None)
    if (named[0] == "at_least") is not (given.number is not None):
        parser.problems.add(("subjects",), "number goes with at_least, and at_least with number")
    fact = parser.subjects_fact(getattr(given, named[0]), ("subjects", named[0]))
    inner = parser.within(fact)
    if fact is None:
        return None, inner
    return _typed(given, fact.name, named[0], inner.optional(data["subjects"], "where", ("subjects",))), inner


def _typed(given: SubjectsShape, name: str, quantifier: str, where: Condition | None) -> Subjects:
    return Subjects(name, Quantifier(quantifier), given.number or 1, where, Verdict(given.when_none), given.lacks)


def _examples(shape: RuleShape, problems: Problems, schema: FactSchema) -> tuple[Example, ...]:
    read = []
    for index, example in enumerate(shape.examples):
        path = ("examples", index)
        facts = facts_of(example.facts, schema, (*path, "facts"), problems)
        answer = _answer(shape.id, example.answer) if example.answer else None
        read.append(Example(example.name, facts, Verdict(example.verdict), problems.source.line(path), answer))
        if wrong := _wrong_example(shape, example):
            problems.add(path, wrong)
    return tuple(read)


def _wrong_example(shape: RuleShape, example: ExampleShape) -> str:
    """Why the example does not fit the mode of its rule, "" where it does."""
    attest = shape.mode == Mode.ATTEST.value
    if attest and example.facts:
        return "only a person can answer an attest rule; its examples have an answer and no facts"
    if attest is (example.answer is None):
        return "an example of an attest rule needs an answer" if attest else "answer is for attest rules only"
    return "" if attest or "facts" in example.model_fields_set else "the key 'facts' is missing"


def _answer(rule: str, given: AnswerShape) -> Answer:
    """The answer as a questionnaire would hold it; its documents are made up, and so are their digests."""
    documents = tuple(Document(name, "0" * 64) for name in given.evidence)
    return Answer(rule, given.answer, given.reason, documents, given.owner, given.date, given.expires)


def _check(rule: Rule, data: dict[str, Any], problems: Problems, schema: FactSchema) -> None:
    if rule.id != Path(rule.file).stem:
        problems.add(("id",), f"the id {rule.id} must be the file's name, {Path(rule.file).stem}")
    if not rule.id.startswith(rule.area.lower() + "-"):
        problems.add(("id",), f"the id {rule.id} must start with {rule.area.lower()}-")
    if rule.mode is not Mode.AUTOMATIC and not rule.question.strip():
        problems.add(("mode",), f"a rule of mode {rule.mode.value} needs a question")
    for verdict, text in rule.messages.items():
        for wrong in wrong_placeholders(text, schema, rule.subjects is not None):
            problems.add(("messages", verdict.value), wrong)
    if rule.precondition is not None:
        for wrong in wrong_placeholders(rule.precondition.reason, schema, subjects=False):
            problems.add(("applies", "reason"), wrong)
    if rule.mode is Mode.ATTEST:
        for key in _JUDGING_KEYS:
            if key in data:
                problems.add((key,), f"only a person can answer an attest rule; leave out {key}")
        _check_answers(rule, problems)
        return
    if rule.documents:
        problems.add(("documents",), "documents are asked for by attest rules only")
    if "fail" not in data and "pass" not in data:
        problems.add((), "the rule needs a fail or a pass condition")
    _check_outcomes(rule, data, problems)


def _check_answers(rule: Rule, problems: Problems) -> None:
    """An attest rule says what to ask for, what each outcome means, and shows every one of them."""
    if not rule.documents:
        problems.add(("documents",), "an attest rule needs documents: what to ask for as evidence")
    shown = {example.verdict for example in rule.examples}
    for verdict in _ANSWERED:
        if verdict not in rule.messages:
            problems.add(("messages",), f"the message for {verdict.value} is missing")
        if verdict not in shown:
            problems.add(("examples",), f"an example with verdict {verdict.value} is missing")


def _check_outcomes(rule: Rule, data: dict[str, Any], problems: Problems) -> None:
    over_none = rule.subjects.when_none if rule.subjects else None
    review_meant = "review" in data or Verdict.NEEDS_REVIEW in (rule.unknown, over_none)
    can = {
        Verdict.PASS: "pass" in data,
        Verdict.FAIL: "fail" in data or over_none is Verdict.FAIL,
        Verdict.NEEDS_REVIEW: True,
        Verdict.NOT_TESTED: "applies" in data or "subjects" in data or rule.unknown is Verdict.NOT_TESTED,
        Verdict.NOT_APPLICABLE: "applies" in data or over_none is Verdict.NOT_APPLICABLE,
    }
    for verdict, possible in can.items():
        if possible and verdict not in rule.messages:
            problems.add(("messages",), f"the message for {verdict.value} is missing")
    shown = {example.verdict for example in rule.examples}
    for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_REVIEW):
        needed = review_meant if verdict is Verdict.NEEDS_REVIEW else can[verdict]
        if needed and verdict not in shown:
            problems.add(("examples",), f"an example with verdict {verdict.value} is missing")


def facts_used(rule: Rule) -> tuple[str, ...]:
    """Names of the facts the rule looks at, sorted."""
    conditions = [rule.fail, rule.review, rule.passes, rule.precondition.when if rule.precondition else None]
    names: set[str] = set()
    if rule.subjects:
        names.add(rule.subjects.path)
        conditions.append(rule.subjects.where)
    for condition in conditions:
        if condition is not None:
            _collect(condition, names)
    return tuple(sorted(names))


def _collect(condition: Condition, names: set[str]) -> None:
    if isinstance(condition, Compare):
        if not condition.local:
            names.add(condition.path)
    elif isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            _collect(part, names)
    elif isinstance(condition, Count):
        names.add(condition.path)
        for inner in (condition.where, condition.satisfies):
            if inner is not None:
                _collect(inner, names)
