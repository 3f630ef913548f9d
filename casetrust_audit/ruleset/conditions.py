"""From the YAML of a condition to a typed one, checked against the facts that exist and their types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from casetrust_audit.model.fact import FactSchema, FactType, FieldType, Kind
from casetrust_audit.model.rule import AllOf, AnyOf, Compare, Condition, Count
from casetrust_audit.ruleset.messages import wrong_placeholders
from casetrust_audit.ruleset.problems import Problems, did_you_mean
from casetrust_audit.ruleset.yaml_source import KeyPath

NUMERIC = frozenset({Kind.INT, Kind.NUMBER, Kind.MONEY})
_LISTS = frozenset({Kind.WORDS, Kind.SUBJECTS})
_EQUAL = frozenset({*NUMERIC, Kind.TEXT, Kind.CHOICE})

OPERATORS: Mapping[str, frozenset[Kind]] = {
    "is": frozenset({Kind.BOOL}),
    "eq": _EQUAL,
    "ne": _EQUAL,
    "lt": NUMERIC,
    "le": NUMERIC,
    "gt": NUMERIC,
    "ge": NUMERIC,
    "in": frozenset({Kind.TEXT, Kind.CHOICE}),
    "exists": frozenset(Kind),
    "empty": frozenset({*_LISTS, Kind.TEXT}),
    "contains": frozenset({Kind.WORDS}),
}
_YES_NO = ("is", "exists", "empty")
_SIMPLE_COUNTS = {"each": "each", "some": "any", "no": "none"}
_NUMBERED_COUNTS = ("at_least", "at_most")
_SAYING = ("says", "lacks")
"""What a condition tells a reader where it holds, and where it does not."""
_HEADS = ("all", "any", "fact", "field", *_SIMPLE_COUNTS, *_NUMBERED_COUNTS)


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads conditions of one file; what is wrong goes to `problems`, and the condition is then None.

    `fields` are those of the subject in hand, or None outside subjects."""

    schema: FactSchema
    problems: Problems
    fields: Mapping[str, FieldType] | None = None

    def within(self, fact: FactType | None) -> Parser:
        return Parser(self.schema, self.problems, {} if fact is None else fact.fields)

    def condition(self, value: Any, path: KeyPath) -> Condition | None:
        if not isinstance(value, dict):
            self._wrong(path, "a condition must be a mapping such as {fact: name, is: true}")
            return None
        says, lacks = (self._said(value, key, path) for key in _SAYING)
        value = {key: given for key, given in value.items() if key not in _SAYING}
        read = self._silent(value, path)
        return replace(read, says=says, lacks=lacks) if read is not None and (says or lacks) else read

    def _silent(self, value: Mapping[str, Any], path: KeyPath) -> Condition | None:
        heads = [key for key in value if key in _HEADS]
        if len(heads) != 1:
            if heads:
                self._wrong(path, f"a condition has one of these, not several: {', '.join(heads)}")
                return None
            hint = did_you_mean(next(iter(value), ""), _HEADS)
            self._wrong(path, f"a condition starts with one of {', '.join(_HEADS)}{hint}")
            return None
        head = heads[0]
        if head in ("all", "any"):
            return self._group(head, value, path)
        if head in ("fact", "field"):
            return self._compare(head, value, path)
        return self._count(head, value, path)

    def _said(self, value: Mapping[str, Any], key: str, path: KeyPath) -> str:
        text = value.get(key, "")
        if not isinstance(text, str) or (key in value and not text.strip()):
            self._wrong((*path, key), f"{key} takes a clause for the reader")
            return ""
        for wrong in wrong_placeholders(text, self.schema, subjects=False, fields=self.fields or ()):
            self._wrong((*path, key), wrong)
        return text.strip()

    def optional(self, value: Mapping[str, Any], key: str, path: KeyPath) -> Condition | None:
        """The condition under `key`, where there is one."""
        return self.condition(value[key], (*path, key)) if key in value else None

    def subjects_fact(self, name: Any, path: KeyPath) -> FactType | None:
        """The declared fact of that name, if it is a list of subjects."""
        fact = self._fact(name, path)
        if fact is not None and fact.kind is not Kind.SUBJECTS:
            self._wrong(path, f"{name} is a {fact.kind.value} fact, not a list of subjects")
            return None
        return fact

    def number(self, value: Any, path: KeyPath) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.problems.add(path, "number must be a whole number from 1")
            return 1
        return value

    def _group(self, head: str, value: Mapping[str, Any], path: KeyPath) -> Condition | None:
        self._only(value, (head,), path)
        parts = value[head]
        # An empty list is refused: "all of nothing" would hold.
        if not isinstance(parts, list) or not parts:
            self._wrong((*path, head), f"{head} needs a list of at least one condition")
            return None
        read = [self.condition(part, (*path, head, i)) for i, part in enumerate(parts)]
        good = tuple(part for part in read if part is not None)
        return AllOf(good) if head == "all" else AnyOf(good)

    def _count(self, head: str, value: Mapping[str, Any], path: KeyPath) -> Condition | None:
        self._only(value, (head, "where", "satisfies"), path)
        quantifier, number = _SIMPLE_COUNTS.get(head, head), 1
        name, name_path = value[head], (*path, head)
        if head in _NUMBERED_COUNTS:
            if not isinstance(name, dict) or set(name) != {"number", "of"}:
                self._wrong(name_path, f"{head} is written {{number: 2, of: name.of.fact}}")
                return None
            number = self.number(name["number"], (*name_path, "number"))
            name, name_path = name["of"], (*name_path, "of")
        fact = self.subjects_fact(name, name_path)
        if head == "each" and "satisfies" not in value:
            self.problems.add(path, "each needs satisfies")
        if fact is None:
            return None
        inner = self.within(fact)
        where, satisfies = inner.optional(value, "where", path), inner.optional(value, "satisfies", path)
        return Count(fact.name, quantifier, number, where, satisfies)

    def _compare(self, head: str, value: Mapping[str, Any], path: KeyPath) -> Condition | None:
        operators = [key for key in value if key != head]
        if len(operators) != 1:
            self._wrong(path, f"a comparison has {head} and exactly one operator of {', '.join(OPERATORS)}")
            return None
        operator = operators[0]
        if operator not in OPERATORS:
            self._wrong((*path, operator), f"unknown operator {operator!r}{did_you_mean(operator, OPERATORS)}")
            return None
        name = value[head]
        declared = self._fact(name, (*path, head)) if head == "fact" else self._field(name, (*path, head))
        if declared is None:
            return None
        place = (*path, operator)
        if declared.kind not in OPERATORS[operator]:
            fitting = ", ".join(op for op, kinds in OPERATORS.items() if declared.kind in kinds)
            self._wrong(place, f"{operator} does not fit {name}, a {declared.kind.value}; use one of {fitting}")
            return None
        operand = self._operand(operator, declared, value[operator], place)
        return None if operand is None else Compare(name, operator, operand, head == "field")

    def _operand(
        self, operator: str, declared: FactType | FieldType, value: Any, path: KeyPath
    ) -> bool | Decimal | str | tuple[str, ...] | None:
        if operator in _YES_NO:
            if isinstance(value, bool):
                return value
            self._wrong(path, f"{operator} takes true or false")
            return None
        if operator == "in":
            if not isinstance(value, list) or not value:
                self._wrong(path, "in takes a list of at least one value")
                return None
            words = [self._word(declared, item, (*path, i)) for i, item in enumerate(value)]
            return tuple(word for word in words if word is not None)
        if declared.kind in NUMERIC:
            number = decimal_of(value)
            if number is None:
                self._wrong(path, f"{operator} takes a number here")
            return number
        return self._word(declared, value, path)

    def _word(self, declared: FactType | FieldType, value: Any, path: KeyPath) -> str | None:
        if not isinstance(value, str):
            self._wrong(path, "takes a word here; put it in quotes")
            return None
        if declared.choices and value not in declared.choices:
            known = ", ".join(declared.choices)
            self._wrong(path, f"{value!r} is not one of {known}{did_you_mean(value, declared.choices)}")
            return None
        return value

    def _fact(self, name: Any, path: KeyPath) -> FactType | None:
        if isinstance(name, str) and name in self.schema:
            return self.schema[name]
        self._wrong(path, f"unknown fact {str(name)[:80]!r}{did_you_mean(str(name)[:80], self.schema)}")
        return None

    def _field(self, name: Any, path: KeyPath) -> FieldType | None:
        if self.fields is None:
            self._wrong(path, "field is used outside subjects; use fact, or each/some/no")
            return None
        if isinstance(name, str) and name in self.fields:
            return self.fields[name]
        self._wrong(path, f"unknown field {str(name)[:80]!r}{did_you_mean(str(name)[:80], self.fields)}")
        return None

    def _only(self, value: Mapping[str, Any], known: tuple[str, ...], path: KeyPath) -> None:
        for key in value:
            if key not in known:
                self.problems.add((*path, key), f"unknown key {key!r}{did_you_mean(key, known)}")

    def _wrong(self, path: KeyPath, what: str) -> None:
        self.problems.add(path, what)


def decimal_of(value: Any) -> Decimal | None:
    """A finite number, given as one or as digits in quotes ("12.50")."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= 30 else None
