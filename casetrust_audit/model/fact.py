"""Facts: what is known about the shop, each value with the spot it was read from.

A fact is `Known`, `Absent` (looked for in enough places, not there) or `Unknown` (could not be told).
The registry decides between absent and unknown, never the author of an extractor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Box

SURE = 0.7
"""Confidence of a value, 0 to 1, below which a person should look: every reader of pages and texts keeps to it."""


class Certainty(Enum):
    """How firmly a value stands. EXACT: a protocol or markup fact that cannot be read two ways
    (a certificate date, a form's action, an http status). OBSERVED: read off a page. HINT: a word match."""

    EXACT = "exact"
    OBSERVED = "observed"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """Enough for anyone to find the spot again. `source` is a capture or probe id; `session` is the
    capture's session, by which two sightings count as two observations."""

    source: str
    url: str
    quote: str = ""
    selector: str = ""
    box: Box | None = None
    sha256: str = ""
    session: str = ""


class UnknownKind(Enum):
    NOT_LOOKED = "not-looked"  # the place was not reached or not enough was looked at
    AMBIGUOUS = "ambiguous"  # looked, and the evidence does not settle it
    BROKEN = "broken"  # the extractor failed: our fault


Scalar: TypeAlias = bool | int | Decimal | str | Money


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing a rule judges: a product, a form, a charge. `fields` holds scalars, or facts where a
    single field may be absent or unknown."""

    label: str
    fields: Mapping[str, Scalar | Fact]
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    value: Scalar | tuple[Subject, ...] | tuple[str, ...]
    evidence: tuple[EvidenceRef, ...]
    certainty: Certainty = Certainty.OBSERVED


@dataclass(frozen=True, slots=True)
class Absent:
    """Looked for in enough places and not found. `searched` are evidence refs of the pages looked at,
    `words` what was looked for."""

    searched: tuple[EvidenceRef, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    reason: str
    kind: UnknownKind = UnknownKind.NOT_LOOKED


Fact: TypeAlias = Known | Absent | Unknown


class Kind(Enum):
    """Types a fact or a field may have; the rule loader checks conditions against them."""

    BOOL = "bool"
    INT = "int"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"
    CHOICE = "choice"
    WORDS = "words"
    SUBJECTS = "subjects"


@dataclass(frozen=True, slots=True)
class FieldType:
    kind: Kind
    choices: tuple[str, ...] = ()
    doc: str = ""


@dataclass(frozen=True, slots=True)
class FactType:
    """What the registry declares of a fact: name, type, fields of its subjects, and one line of help."""

    name: str
    kind: Kind
    doc: str
    choices: tuple[str, ...] = ()
    fields: Mapping[str, FieldType] = field(default_factory=dict)


FactSchema: TypeAlias = Mapping[str, FactType]
Facts: TypeAlias = Mapping[str, Fact]
