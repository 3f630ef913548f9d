"""Conditions of rules in words, as lines of a Markdown list."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from casetrust_audit.model.rule import AllOf, AnyOf, Compare, Condition, Count, Quantifier, Subjects

_WORDS = {
    "eq": "is", "ne": "is not", "lt": "is less than", "le": "is at most", "gt": "is more than", "ge": "is at least",
    "in": "is one of", "contains": "names",
}  # fmt: skip
_YES_NO = {
    ("is", True): "is true", ("is", False): "is false",
    ("exists", True): "was found", ("exists", False): "was not found",
    ("empty", True): "is empty", ("empty", False): "is not empty",
}  # fmt: skip
_COUNTS = {
    "each": "each of {path}", "any": "at least one of {path}", "none": "none of {path}",
    "at_least": "at least {number} of {path}", "at_most": "at most {number} of {path}",
}  # fmt: skip
_SUBJECTS = {
    Quantifier.EACH: "each of {path} has to pass",
    Quantifier.ANY: "at least one of {path} has to pass",
    Quantifier.AT_LEAST: "at least {number} of {path} have to pass",
}


def condition_lines(condition: Condition, indent: str = "") -> Iterator[str]:
    """The condition as a list, one item a comparison; `indent` is put before every line."""
    if isinstance(condition, Compare):
        yield f"{indent}- {_comparison(condition)}"
    elif isinstance(condition, (AllOf, AnyOf)):
        yield f"{indent}- {'all' if isinstance(condition, AllOf) else 'any'} of these:"
        for part in condition.parts:
            yield from condition_lines(part, indent + "  ")
    else:
        yield from _count(condition, indent)


def subjects_line(subjects: Subjects) -> str:
    """What the rule is judged on: "each of `x` has to pass"."""
    words = _SUBJECTS.get(subjects.quantifier, "{path}")
    return words.format(path=f"`{subjects.path}`", number=subjects.number)


def _count(condition: Count, indent: str) -> Iterator[str]:
    words = _COUNTS[condition.quantifier].format(path=f"`{condition.path}`", number=condition.number)
    parts = [("of those where", condition.where), ("holds", condition.satisfies)]
    told = [(head, inner) for head, inner in parts if inner is not None]
    yield f"{indent}- {words}" + (":" if told else "")
    for head, inner in told:
        yield f"{indent}  - {head}:"
        yield from condition_lines(inner, indent + "    ")


def _comparison(one: Compare) -> str:
    if isinstance(one.operand, bool):
        return f"`{one.path}` {_YES_NO[one.op, one.operand]}"
    if isinstance(one.operand, tuple):
        operand = ", ".join(f"`{word}`" for word in one.operand)
    else:
        operand = f"{one.operand:f}" if isinstance(one.operand, Decimal) else f"`{one.operand}`"
    return f"`{one.path}` {_WORDS[one.op]} {operand}"
