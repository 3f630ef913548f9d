"""What a person answers where no tool can see: plain data, beside the tool's own verdicts and never in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ANSWERS = ("met", "partly", "not-met", "not-applicable", "do-not-know")
EFFECTS = ("decides", "agrees", "contradicts", "bare", "unsigned", "lapsed", "partly", "unknown")
"""What an answer did: decided the requirement; said what the tool saw; said otherwise; was without evidence; was not
signed; had run out; left it open."""


EVIDENCE_KINDS = ("report", "training", "policy", "register")
LASTS_MONTHS = 12
"""Months an answer counts where nothing says otherwise: the usual life of a report or a training."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece of evidence to ask for; `kind` is one of EVIDENCE_KINDS."""

    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked once and decides all of `rules`; without rules the answer is recorded only."""

    id: str
    text: str
    rules: tuple[str, ...]
    evidence: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions, and for how many months evidence of a kind counts."""

    months: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()

    def by_id(self) -> dict[str, Question]:
        """The questions by their ids."""
        return {question.id: question for question in self.questions}

    def of_rule(self, rule: str) -> tuple[Question, ...]:
        """The questions that the rule is decided by."""
        return tuple(question for question in self.questions if rule in question.rules)

    def lasts(self, kinds: Iterable[str]) -> int:
        """Months that evidence of these kinds counts together: as long as the shortest."""
        return min((self.months[kind] for kind in kinds if kind in self.months), default=LASTS_MONTHS)


NO_QUESTIONS = Questions()


@dataclass(frozen=True, slots=True)
class Document:
    """Evidence that stays with the merchant: its name and the SHA-256 of its bytes; `kind` where it was stated."""

    name: str
    sha256: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the questionnaire. Dates are ISO 8601 days, "" where none is given."""

    rule: str
    """Requirement that is answered; "" for an answer to a question."""
    answer: str
    """One of ANSWERS."""
    reason: str = ""
    evidence: tuple[Document, ...] = ()
    owner: str = ""
    date: str = ""
    expires: str = ""
    seen_by: str = ""
    """Who has seen the evidence and vouches for it: the consultant, usually."""
    question: str = ""
    """The question that was answered, or the questions: "Q4, Q5"."""


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
    """By requirement."""
    questions: Mapping[str, Answer] = field(default_factory=dict)
    """By question."""


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
    recorded: tuple[Answer, ...] = ()
    """Answers to questions that decide nothing."""
