"""Schemes and their clauses: what a rule is for, in the words of those who ask for it. Only the loader builds these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from casetrust_audit.model.rule import Mode

SCHEME_KINDS = ("accreditation", "law", "guideline", "industry", "abroad", "brief")
"""What a scheme is. "abroad" is another country's, "brief" an article that is no scheme."""
DEMANDS = ("explicit", "implied")


class Combine(Enum):
    """How the verdicts of a clause's rules make one; what does not apply drops out first."""

    ALL = "all"  # the worst counts: fail, then undecided, then pass
    ANY = "any"  # one pass is enough; a fail only where all failed


@dataclass(frozen=True, slots=True)
class Clause:
    """One demand in our paraphrase. `reference` is a number that a source gives, else ""."""

    id: str
    reference: str
    title: str
    sources: tuple[str, ...]
    date: str
    demand: str
    """Of a brief: one of DEMANDS; "" elsewhere."""
    observability: Mode
    combine: Combine
    caps: str
    """What a failed rule of it can do to the score: "blocker", "major" or "nothing"."""
    rules: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Who asks. `kind` is one of SCHEME_KINDS; dates are ISO 8601, as precise as the source."""

    code: str
    title: str
    kind: str
    issuer: str
    sources: tuple[str, ...]
    edition: str
    date: str
    note: str
    clauses: tuple[Clause, ...]
