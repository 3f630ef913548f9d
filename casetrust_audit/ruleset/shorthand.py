"""Facts as the examples of rules write them, made into real ones.

A scalar, or a list of words or of subjects: known, as if seen in two visits. `{absent: true}`,
`{unknown: reason}` (optionally `kind: not-looked | ambiguous | broken`), and
`{known: value, certainty: exact | observed | hint, sessions: 1}`. A field of a subject takes the same forms.
Money is a number of dollars (`12.50`, in SGD) or `"USD 12.50"`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from casetrust_audit.model.fact import (
    Absent,
    Certainty,
    EvidenceRef,
    Fact,
    FactSchema,
    FactType,
    FieldType,
    Kind,
    Known,
    Scalar,
    Subject,
    Unknown,
    UnknownKind,
)
from casetrust_audit.model.money import Money
from casetrust_audit.ruleset.conditions import decimal_of
from casetrust_audit.ruleset.problems import Problems, did_you_mean
from casetrust_audit.ruleset.yaml_source import KeyPath

SHOP = "example"
SESSIONS = 2


def facts_of(written: Mapping[str, Any], schema: FactSchema, path: KeyPath, problems: Problems) -> dict[str, Fact]:
    """The facts of one example. A fact that cannot be read is left out and its problem recorded."""
    reader = _Reader(problems)
    facts: dict[str, Fact] = {}
    for name, value in written.items():
        place = (*path, name)
        if name not in schema:
            problems.add(place, f"unknown fact {name!r}{did_you_mean(name, schema)}")
        elif (fact := reader.fact(name, value, schema[name], place)) is not None:
            facts[name] = fact
    return facts


def in_shorthand(fact: Fact) -> Any:
    """A fact as an example would write it, in JSON's own types: the other way round from `facts_of`."""
    if isinstance(fact, Absent):
        return {"absent": True}
    if isinstance(fact, Unknown):
        kind = {} if fact.kind is UnknownKind.NOT_LOOKED else {"kind": fact.kind.value}
        return {"unknown": fact.reason, **kind}
    value: Any = fact.value
    if isinstance(value, tuple):
        value = [_subject_written(item) if isinstance(item, Subject) else item for item in value]
    else:
        value = _written(value)
    sessions = len({ref.session for ref in fact.evidence})
    if fact.certainty is Certainty.OBSERVED and sessions == SESSIONS:
        return value
    return {"known": value, "certainty": fact.certainty.value, "sessions": sessions}


def _subject_written(subject: Subject) -> dict[str, Any]:
    fields = {
        name: in_shorthand(value) if isinstance(value, Known | Absent | Unknown) else _written(value)
        for name, value in subject.fields.items()
    }
    return {"label": subject.label, **fields}


def _written(value: Scalar) -> Any:
    if isinstance(value, Money):
        return f"{value.currency} {value.amount}"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


@dataclass(frozen=True, slots=True)
class _Seen:
    certainty: Certainty = Certainty.OBSERVED
    sessions: int = SESSIONS


@dataclass(frozen=True, slots=True)
class _Reader:
    problems: Problems

    def fact(self, name: str, value: Any, declared: FactType | FieldType, path: KeyPath) -> Fact | None:
        if not isinstance(value, dict):
            return self._known(name, value, declared, path, _Seen())
        if set(value) == {"absent"} and value["absent"] is True:
            return Absent(evidence(name), (name,))
        if "unknown" in value and set(value) <= {"unknown", "kind"} and isinstance(value["unknown"], str):
            kinds = {kind.value: kind for kind in UnknownKind}
            kind = value.get("kind", UnknownKind.NOT_LOOKED.value)
            if isinstance(kind, str) and kind in kinds:
                return Unknown(value["unknown"], kinds[kind])
        if "known" in value and (seen := _seen(value)) is not None:
            return self._known(name, value["known"], declared, path, seen)
        forms = "{absent: true}, {unknown: reason} or {known: value, certainty: hint, sessions: 1}"
        self.problems.add(path, f"write a value, {forms}")
        return None

    def _known(self, name: str, value: Any, declared: FactType | FieldType, path: KeyPath, seen: _Seen) -> Known | None:
        refs = evidence(name, seen.sessions)
        if declared.kind is Kind.WORDS:
            if isinstance(value, list) and all(isinstance(word, str) for word in value):
                return Known(tuple(value), refs, seen.certainty)
            self.problems.add(path, f"{name} takes a list of words")
            return None
        if declared.kind is Kind.SUBJECTS:
            if not isinstance(value, list) or not isinstance(declared, FactType):
                self.problems.add(path, f"{name} takes a list of subjects, each with a label")
                return None
            read = [self._subject(item, declared, (*path, i), seen) for i, item in enumerate(value)]
            return Known(tuple(subject for subject in read if subject is not None), refs, seen.certainty)
        scalar = _scalar(value, declared)
        if scalar is None:
            choices = f" of {', '.join(declared.choices)}" if declared.choices else ""
            self.problems.add(path, f"{str(value)[:60]!r} is not a {declared.kind.value}{choices}")
            return None
        return Known(scalar, refs, seen.certainty)

    def _subject(self, value: Any, declared: FactType, path: KeyPath, seen: _Seen) -> Subject | None:
        if not isinstance(value, dict) or not isinstance(value.get("label"), str):
            self.problems.add(path, "a subject is a mapping with a label")
            return None
        name, label = declared.name, value["label"]
        fields: dict[str, Scalar | Fact] = {}
        for key, written in value.items():
            if key in declared.fields:
                fact = self.fact(f"{name}.{key}", written, declared.fields[key], (*path, key))
                if isinstance(fact, Known) and not isinstance(written, dict) and not isinstance(fact.value, tuple):
                    fields[key] = fact.value  # a plain scalar stands on what its subject was seen by
                elif fact is not None:
                    fields[key] = fact
            elif key != "label":
                hint = did_you_mean(key, declared.fields)
                self.problems.add((*path, key), f"unknown field {key!r} of {name}{hint}")
        return Subject(label, fields, evidence(f"{name}: {label}", seen.sessions))


def _seen(value: Mapping[str, Any]) -> _Seen | None:
    certainties = {certainty.value: certainty for certainty in Certainty}
    certainty, sessions = value.get("certainty", Certainty.OBSERVED.value), value.get("sessions", SESSIONS)
    if not set(value) <= {"known", "certainty", "sessions"} or certainty not in list(certainties):
        return None
    return _Seen(certainties[certainty], sessions) if sessions in (1, 2, 3) else None


def _scalar(value: Any, declared: FactType | FieldType) -> Scalar | None:
    kind = declared.kind
    if kind is Kind.BOOL:
        return value if isinstance(value, bool) else None
    if kind is Kind.INT:
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    if kind is Kind.NUMBER:
        return decimal_of(value) if not isinstance(value, str) else None
    if kind is Kind.MONEY:
        return _money(value)
    if not isinstance(value, str) or (declared.choices and value not in declared.choices):
        return None
    return value


def _money(value: Any) -> Money | None:
    currency, number = "SGD", value
    if isinstance(value, str) and " " in value:
        currency, _, number = value.partition(" ")
    amount: Decimal | None = decimal_of(number)
    return None if amount is None or not (currency.isalpha() and len(currency) == 3) else Money(amount, currency)


def evidence(quote: str, sessions: int = SESSIONS) -> tuple[EvidenceRef, ...]:
    """Sightings of an example's fact, one a visit."""
    visits = ("crawl", "second-look", "journey-cheap")[:sessions]
    return tuple(EvidenceRef(f"example-{visit}", "https://shop.test/", quote=quote, session=visit) for visit in visits)
