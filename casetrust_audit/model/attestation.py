"""What a person answers where no tool can see: plain data, beside the tool's own verdicts and never in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ANSWERS = ("met", "partly", "not-met", "not-applicable", "do-not-know")
EFFECTS = ("decides", "agrees", "contradicts", "bare", "unsigned", "lapsed", "partly", "unknown")
"""What an answer did: decided the requirement; said what the tool saw; said otherwise; was without evidence; was not
signed; had run out; left it open."""


@dataclass(frozen=True, slots=True)
class Document:
    """Evidence that stays with the merchant: its name and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the questionnaire. Dates are ISO 8601 days, "" where none is given."""

    rule: str
    answer: str
    """One of ANSWERS."""
    reason: str = ""
    evidence: tuple[Document, ...] = ()
    owner: str = ""
    date: str = ""
    expires: str = ""
    seen_by: str = ""
    """Who has seen the evidence and vouches for it: the consultant, usually."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. `true_to_best_knowledge` is the signature itself."""

    name: str = ""
    role: str = ""
    entity: str = ""
    uen: str = ""
    date: str = ""
    true_to_best_knowledge: bool = False

    @property
    def signed(self) -> bool:
        """Whether all that makes a signature is there."""
        return bool(self.name and self.role and self.entity and self.date and self.true_to_best_knowledge)


@dataclass(frozen=True, slots=True)
class Attestations:
    """A questionnaire as filled in. `digest` is the SHA-256 of the file."""

    file: str
    digest: str
    shop: str
    signer: Signer
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attested:
    """An answer as it stands beside a finding: `machine` is the tool's own verdict, `effect` one of EFFECTS."""

    answer: Answer
    machine: str
    machine_message: str
    effect: str


@dataclass(frozen=True, slots=True)
class AttestationSummary:
    """Of a whole questionnaire: who signed, how many answers there are, and how many passes rest on one."""

    file: str
    digest: str
    signer: Signer
    answered: int
    decided: int
    passes_attested: int
    passes: int
