"""Conditions over facts in three values, each answer with what made it so.

Strong Kleene logic: unknown only where the unknown parts could change the answer. An answer carries the evidence of
the facts that decided it, how firmly it stands, and for unknown the facts that were wanting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from casetrust_audit.model.fact import (
    Absent,
    Certainty,
    EvidenceRef,
    Fact,
    Facts,
    Known,
    Subject,
    Unknown,
    UnknownKind,
)
from casetrust_audit.model.money import Money
from casetrust_audit.model.rule import AllOf, AnyOf, Compare, Condition, Count
from casetrust_audit.ruleset.messages import WHICH, fill, in_words, names

HINT, PROBABLE, CONFIRMED = range(3)
"""How firmly an answer stands; a conjunction stands as its weakest part, a choice as its strongest."""


@dataclass(frozen=True, slots=True)
class Truth:
    """`value` None is unknown, `doubts` then says why. `said` are the deciding facts in words."""

    value: bool | None
    strength: int = CONFIRMED
    evidence: tuple[EvidenceRef, ...] = ()
    searched: tuple[EvidenceRef, ...] = ()
    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    doubts: tuple[Unknown, ...] = ()

    @property
    def grounded(self) -> bool:
        """Whether there is anything to show for it."""
        return bool(self.evidence or self.searched)


@dataclass(frozen=True, slots=True)
class Scope:
    """The facts, and inside subjects the subject in hand with the fact that holds it."""

    facts: Facts
    subject: Subject | None = None
    holder: Known | None = None

    def within(self, subject: Subject, holder: Known) -> Scope:
        return Scope(self.facts, subject, holder)


def truth(condition: Condition, scope: Scope) -> Truth:
    """Whether the condition holds: true, false or unknown, with its witnesses."""
    found = _held(condition, scope)
    clause = condition.says if found.value is True else condition.lacks if found.value is False else ""
    return replace(found, said=(_worded(clause, condition, scope),)) if clause else found


def _worded(clause: str, condition: Condition, scope: Scope) -> str:
    """What a condition says, its placeholders filled from the facts and from the subject in hand."""
    fields = {name: look_up(name, scope, local=True) for name in (scope.subject.fields if scope.subject else ())}
    which: dict[str, str] = {}
    if isinstance(condition, Count) and f"{{{WHICH}}}" in clause:
        which[WHICH] = _counted(condition, scope)
    return fill(clause, which, scope.facts, fields)


def _counted(condition: Count, scope: Scope) -> str:
    """Names of the subjects that were counted; "" for none."""
    fact = look_up(condition.path, scope)
    inner = [scope.within(one, fact) for one in members(fact) or ()] if isinstance(fact, Known) else []
    labels = [one.subject.label for one in inner if one.subject and _both(condition, one).value is True]
    return names(labels) if labels else ""


def _held(condition: Condition, scope: Scope) -> Truth:
    if isinstance(condition, AllOf):
        return conjunction([truth(part, scope) for part in condition.parts])
    if isinstance(condition, AnyOf):
        return disjunction([truth(part, scope) for part in condition.parts])
    if isinstance(condition, Count):
        return _count(condition, scope)
    return _compare(condition, scope)


def conjunction(parts: Sequence[Truth]) -> Truth:
    """All of the parts. Raises ValueError on none: all of nothing must not hold."""
    if not parts:
        raise ValueError("a conjunction of nothing")
    return negation(disjunction([negation(part) for part in parts]))


def disjunction(parts: Sequence[Truth]) -> Truth:
    """Any of the parts. Raises ValueError on none."""
    if not parts:
        raise ValueError("a disjunction of nothing")
    true = [part for part in parts if part.value is True]
    if true:
        return _merge(True, true, max(part.strength for part in true))
    unknown = [part for part in parts if part.value is None]
    if unknown:
        return _merge(None, unknown, PROBABLE)
    return _merge(False, parts, min(part.strength for part in parts))


def negation(part: Truth) -> Truth:
    """True for false and false for true, on the same witnesses; unknown stays unknown."""
    return part if part.value is None else replace(part, value=not part.value)


def look_up(name: str, scope: Scope, local: bool = False) -> Fact:
    """The fact, or a field of the subject in hand as a fact of its own."""
    if not local:
        return scope.facts.get(name, Unknown(f"{_plain(name)}: not looked at"))
    if scope.subject is None or name not in scope.subject.fields:
        return Unknown(f"{_plain(name)}: not read")
    value, seen = scope.subject.fields[name], sightings(scope.subject, scope.holder)
    if isinstance(value, Known):
        return value if value.evidence else replace(value, evidence=seen)
    if isinstance(value, Absent):
        return value if value.searched else replace(value, searched=seen)
    if isinstance(value, Unknown):
        return value
    return Known(value, seen, scope.holder.certainty if scope.holder else Certainty.HINT)


def sightings(subject: Subject, holder: Known | None) -> tuple[EvidenceRef, ...]:
    """Evidence of the subject, or of its list where it has none of its own."""
    return subject.evidence or (holder.evidence if holder else ())


def resting_on(fact: Fact, value: bool, said: str = "") -> Truth:
    """An answer that rests on one fact alone; unknown where the fact is."""
    saying = (said,) if said else ()
    if isinstance(fact, Unknown):
        return Truth(None, PROBABLE, doubts=(fact,))
    if isinstance(fact, Absent):
        return Truth(value, CONFIRMED, searched=fact.searched, words=fact.words, said=saying)
    return Truth(value, firmness(fact), evidence=fact.evidence, said=saying)


def firmness(fact: Known) -> int:
    """CONFIRMED for exact facts and for what was seen in two visits; HINT for word matches."""
    if fact.certainty is Certainty.EXACT:
        return CONFIRMED
    if fact.certainty is Certainty.HINT:
        return HINT
    return CONFIRMED if len({ref.session for ref in fact.evidence if ref.session}) > 1 else PROBABLE


def _compare(condition: Compare, scope: Scope) -> Truth:
    fact = look_up(condition.path, scope, condition.local)
    if isinstance(fact, Unknown):
        return Truth(None, PROBABLE, doubts=(fact,))
    said = f"{_plain(condition.path)}: {in_words(fact)}"
    if condition.op in ("exists", "empty"):
        there = isinstance(fact, Known) and fact.value not in ((), "")
        return resting_on(fact, (there is (condition.op == "exists")) is condition.operand, said)
    if isinstance(fact, Absent):
        return resting_on(fact, False, said)
    try:
        return resting_on(fact, _holds(condition.op, fact.value, condition.operand), said)
    except TypeError:
        broken = Unknown(f"the tool failed here: {condition.path} has a value of the wrong type", UnknownKind.BROKEN)
        return resting_on(broken, False)


def _holds(op: str, value: object, operand: bool | Decimal | str | tuple[str, ...]) -> bool:
    """Raises TypeError where the value is not of the type the operator was checked for."""
    if op == "is":
        return _typed(value, bool) is operand
    if op == "contains":
        if not isinstance(value, tuple):
            raise TypeError("not a list of words")
        return operand in value
    if op == "in":
        return isinstance(operand, tuple) and _typed(value, str) in operand
    if isinstance(operand, str):
        return (_typed(value, str) == operand) is (op == "eq")
    if isinstance(operand, Decimal):
        return _ordered(op, _number(value), operand)
    raise TypeError(op)


def _typed(value: object, kind: type) -> object:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} where {kind.__name__} was declared")
    return value


def _number(value: object) -> Decimal:
    if isinstance(value, Money):
        return value.amount
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(f"{type(value).__name__} is not a number")
    number = Decimal(value)
    if not number.is_finite():
        raise TypeError("not a finite number")
    return number


def _ordered(op: str, left: Decimal, right: Decimal) -> bool:
    results = {
        "eq": left == right,
        "ne": left != right,
        "lt": left < right,
        "le": left <= right,
        "gt": left > right,
        "ge": left >= right,
    }
    if op not in results:
        raise TypeError(op)
    return results[op]


def _count(condition: Count, scope: Scope) -> Truth:
    fact = look_up(condition.path, scope)
    if isinstance(fact, Unknown):
        return resting_on(fact, False)
    subjects = members(fact)
    if subjects is None:
        return resting_on(not_a_list(condition.path), False)
    inner = [scope.within(subject, fact) for subject in subjects] if isinstance(fact, Known) else []
    if condition.quantifier == "each":
        return _each(condition, fact, inner)
    met = [_both(condition, one) for one in inner]
    if condition.quantifier == "any":
        return _at_least(1, met, fact)
    if condition.quantifier == "none":
        return negation(_at_least(1, met, fact))
    if condition.quantifier == "at_least":
        return _at_least(condition.number, met, fact)
    if condition.quantifier == "at_most":
        return negation(_at_least(condition.number + 1, met, fact))
    raise ValueError(f"unknown quantifier {condition.quantifier}")


def members(fact: Known | Absent) -> tuple[Subject, ...] | None:
    """Subjects of the fact; none where it is absent; None where it is no list of subjects."""
    if isinstance(fact, Absent):
        return ()
    if not isinstance(fact.value, tuple):
        return None
    subjects = tuple(item for item in fact.value if isinstance(item, Subject))
    return subjects if len(subjects) == len(fact.value) else None


def not_a_list(path: str) -> Unknown:
    """What to say of a fact whose value is not what was declared."""
    return Unknown(f"the tool failed here: {path} is not a list of subjects", UnknownKind.BROKEN)


def _both(condition: Count, scope: Scope) -> Truth:
    """Whether a subject counts; without any condition, that it is there at all."""
    parts = [truth(part, scope) for part in (condition.where, condition.satisfies) if part is not None]
    return _labelled(conjunction(parts or [_there(scope)]), scope)


def _there(scope: Scope) -> Truth:
    if scope.subject is None or scope.holder is None:
        raise ValueError("no subject in hand")
    return resting_on(replace(scope.holder, evidence=sightings(scope.subject, scope.holder)), True)


def _each(condition: Count, fact: Known | Absent, inner: Sequence[Scope]) -> Truth:
    chosen = [truth(condition.where, one) if condition.where else Truth(True) for one in inner]
    held = [
        disjunction([negation(where), _both(condition, one)])
        for where, one in zip(chosen, inner, strict=True)
        if where.value is not False
    ]
    if not any(where.value is True for where in chosen):
        nothing = Unknown(f"there is nothing among {_plain(condition.path)} to judge", UnknownKind.AMBIGUOUS)
        return Truth(None, PROBABLE, doubts=(*(doubt for one in held for doubt in one.doubts), nothing))
    answer = conjunction(held)
    # That *each* one holds also rests on the list being whole.
    return conjunction([answer, resting_on(fact, True)]) if answer.value is True else answer


def _at_least(number: int, met: Sequence[Truth], fact: Known | Absent) -> Truth:
    true = sorted((one for one in met if one.value is True), key=lambda one: -one.strength)
    if len(true) >= number:
        return _merge(True, true, _borne_out(number, true))
    unknown = [one for one in met if one.value is None]
    if len(true) + len(unknown) >= number:
        return _merge(None, unknown, PROBABLE)
    listed = resting_on(fact, True, "" if met else "none found")
    parts = (*(one for one in met if one.value is False), listed)
    return _merge(False, parts, min(one.strength for one in parts))


def _borne_out(number: int, true: Sequence[Truth]) -> int:
    """How firmly so many hold. More than are needed, seen alike in visits of their own, bear one another out."""
    strength = true[number - 1].strength
    visits = {ref.session for one in true if one.strength == PROBABLE for ref in one.evidence if ref.session}
    return CONFIRMED if strength == PROBABLE and len(true) > number and len(visits) > 1 else strength


def _labelled(answer: Truth, scope: Scope) -> Truth:
    label = scope.subject.label if scope.subject else ""
    return replace(answer, said=tuple(f"{label} ({said})" for said in answer.said))


def _merge(value: bool | None, parts: Iterable[Truth], strength: int) -> Truth:
    # Strongest first: what is cut off later is the weakest.
    ordered = sorted(parts, key=lambda part: -part.strength)
    return Truth(
        value,
        strength,
        _unique(ref for part in ordered for ref in part.evidence),
        _unique(ref for part in ordered for ref in part.searched),
        tuple(dict.fromkeys(word for part in ordered for word in part.words)),
        tuple(dict.fromkeys(said for part in ordered for said in part.said)),
        tuple(dict.fromkeys(doubt for part in ordered for doubt in part.doubts)),
    )


def _unique(refs: Iterable[EvidenceRef]) -> tuple[EvidenceRef, ...]:
    return tuple(dict.fromkeys(refs))


def _plain(name: str) -> str:
    return name.replace("_", " ").replace(".", " ")
