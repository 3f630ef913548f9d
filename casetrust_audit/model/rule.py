"""A rule as the loader builds it. Only the loader makes these; conditions form a small closed vocabulary.

Order of judging one subject (or the shop, for a rule without subjects):
`fail` true → fail; else `review` true → needs-review; else if `fail` or `pass` could not be told →
`unknown` (the rule says which verdict that is); else `pass` true → pass; else needs-review.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias

from casetrust_audit.model.attestation import Answer
from casetrust_audit.model.result import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Compare:
    """`path` is a fact name, or a field name inside a subject (then `local` is true).
    `op`: is, eq, ne, lt, le, gt, ge, in, exists, empty, contains. On an absent fact every comparison
    but `exists`/`empty` is false; on an unknown one it is unknown."""

    path: str
    op: str
    operand: bool | Decimal | str | tuple[str, ...]
    local: bool = False
    says: str = ""
    """What a reader is told where it holds, as a clause without a full stop; "" leaves the facts to speak."""
    lacks: str = ""
    """And where it does not hold."""


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Condition, ...]
    says: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]
    says: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Quantifier over a subjects fact: each, any, none, at_least, at_most. Over no subjects (after
    `where`) `each` is unknown, never true."""

    path: str
    quantifier: str
    number: int
    where: Condition | None
    satisfies: Condition | None
    says: str = ""
    lacks: str = ""


Condition: TypeAlias = Compare | AllOf | AnyOf | Count


class Mode(Enum):
    AUTOMATIC = "automatic"
    ASSISTED = "assisted"  # the tool finds, a person confirms
    ATTEST = "attest"  # only a person can say


class Quantifier(Enum):
    EACH = "each"
    ANY = "any"
    NONE = "none"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Precondition:
    """The rule applies only where `when` holds. False → not-applicable with `reason`; unknown →
    not-tested."""

    when: Condition
    reason: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the rule is judged on: each subject of fact `path` that meets `where`."""

    path: str
    quantifier: Quantifier
    number: int
    where: Condition | None
    when_none: Verdict
    """Verdict over no subjects; the loader refuses pass."""
    lacks: str = ""
    """What a reader is told where there are none, as a clause without a full stop."""


@dataclass(frozen=True, slots=True)
class Example:
    """Facts in shorthand, or a person's answer, and the verdict they must give; run by the test-suite."""

    name: str
    facts: Mapping[str, Any]
    verdict: Verdict
    line: int = 0
    answer: Answer | None = None
    """What the merchant answers, where only a person can say."""


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    title: str
    area: str
    severity: Severity
    mode: Mode
    brief: str
    sources: tuple[str, ...]
    why: str
    precondition: Precondition | None
    subjects: Subjects | None
    fail: Condition | None
    review: Condition | None
    passes: Condition | None
    unknown: Verdict
    messages: Mapping[Verdict, str]
    """A sentence for each outcome, with placeholders in braces checked at load."""
    remediation: str
    question: str
    """For attest and assisted rules: what to ask the merchant."""
    examples: tuple[Example, ...]
    file: str
    digest: str
    documents: tuple[str, ...] = ()
    """For attest rules: what to ask for as evidence."""
    headline: str = ""
    """What is wrong where the rule fails, in a few words; `title` says what is asked."""

    @property
    def asked(self) -> str:
        """The question, with the documents that would show the answer true."""
        return f"{self.question} To show it: {'; '.join(self.documents)}." if self.documents else self.question
