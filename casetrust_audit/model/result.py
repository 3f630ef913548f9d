"""What judging gives: findings, score, coverage, price trails, and the whole result a report shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from casetrust_audit.model.attestation import AttestationSummary, Attested
from casetrust_audit.model.capture import Capture, CrawlSummary, RunInfo, Skip
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.money import Money
from casetrust_audit.model.overlay import BaselineSummary, Waiver, WaiverSummary
from casetrust_audit.model.profile import Profile
from casetrust_audit.model.reading import Box

SIGHTING_ROLES = (
    "item", "was-price", "unit-price", "from-price", "shipping", "tax", "fee", "discount", "deposit", "subtotal",
    "total", "other",
)  # fmt: skip
"""Roles of a sighted amount. "from-price" is a price "from" or one end of a range, "unit-price" the price of a piece or
of a measure, "other" a threshold, a bundle, or what could not be told."""
SIGHTING_SOURCES = ("visible", "structured-data")
"""What a shopper sees, and what the page states for machines."""


class Verdict(Enum):
    PASS = "pass"
    FAIL = "fail"
    NEEDS_REVIEW = "needs-review"
    NOT_APPLICABLE = "not-applicable"
    NOT_TESTED = "not-tested"
    ERROR = "error"
    ATTEST = "attest"


UNDECIDED = frozenset({Verdict.NEEDS_REVIEW, Verdict.NOT_TESTED, Verdict.ERROR, Verdict.ATTEST})


class Severity(Enum):
    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"


class Confidence(Enum):
    CONFIRMED = "confirmed"  # exact, or seen twice in separate sessions
    PROBABLE = "probable"  # seen once
    HINT = "hint"  # a word match only


class Readiness(Enum):
    NOT_READY = "NOT READY"
    INCOMPLETE = "INCOMPLETE"
    READY_WITH_ACTIONS = "READY WITH ACTIONS"
    READY_FOR_SUBMISSION = "READY FOR SUBMISSION"


@dataclass(frozen=True, slots=True)
class SubjectResult:
    label: str
    verdict: Verdict
    reason: str
    evidence: tuple[EvidenceRef, ...] = ()
    fingerprint: str = ""
    """Stable over runs: rule, page role and label, without addresses of hosts, times of day or positions."""
    change: str = ""
    """One of overlay.CHANGES."""
    forgiven: str = ""
    """One of overlay.FORGIVEN."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of one rule on one shop, with what it rests on."""

    rule: str
    title: str
    area: str
    severity: Severity
    mode: str
    """"automatic", "assisted" or "attest"."""
    verdict: Verdict
    confidence: Confidence
    message: str
    evidence: tuple[EvidenceRef, ...]
    subjects: tuple[SubjectResult, ...]
    remediation: str
    question: str
    sources: tuple[str, ...]
    brief: str
    fingerprint: str
    """Stable over runs: rule and shop, never text or position."""
    why: str = ""
    searched: tuple[EvidenceRef, ...] = ()
    """For "not found" verdicts: the pages looked at."""
    searched_words: tuple[str, ...] = ()
    attested: Attested | None = None
    """What a person answered, and what became of it; `verdict` and `message` tell of it already."""
    waivers: tuple[Waiver, ...] = ()
    """Those that apply to it or to one of its subjects. Never part of verdict or score."""
    change: str = ""
    """One of overlay.CHANGES."""
    forgiven: str = ""
    """One of overlay.FORGIVEN: why nothing of it fails the gate."""
    headline: str = ""
    """What is wrong where it fails, in a few words; "" where the rule gives none."""

    @property
    def heading(self) -> str:
        """What stands over it: what is wrong where it fails, else what is asked."""
        return self.headline if self.verdict is Verdict.FAIL and self.headline else self.title


@dataclass(frozen=True, slots=True)
class Score:
    """Weights: blocker 10, major 5, minor 2, info 0. All figures 0-100, one decimal.
    `low`-`high` is the honest interval over applicable weight, undecided counted as failed and as
    passed; `point` is passed over decided; None where nothing weighs. `cap` is the most that may be shown."""

    low: Decimal | None
    high: Decimal | None
    point: Decimal | None
    shown: Decimal | None
    cap: int
    cap_reason: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Decided weight over applicable weight, 0-100, and the counts behind it."""

    percent: Decimal | None
    blockers_decided: int
    blockers_applicable: int
    counts: Mapping[str, int]
    """Findings by verdict value."""
    modes: Mapping[str, int]
    """Requirements by mode: automatic, assisted, attest."""
    not_applicable_share: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class AreaScore:
    area: str
    title: str
    low: Decimal | None
    high: Decimal | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """What the findings mean for one clause of a scheme. Decides nothing: `verdict` is combined from its rules'."""

    id: str
    scheme: str
    """Code of the scheme; `scheme_title` and `kind` tell what it is."""
    scheme_title: str
    kind: str
    """One of model.clause.SCHEME_KINDS."""
    reference: str
    """A clause or section number where a source gives one, else ""."""
    title: str
    sources: tuple[str, ...]
    edition: str
    date: str
    demand: str
    """Of a brief: "explicit" or "implied"; else ""."""
    observability: str
    """"automatic", "assisted" or "attest": the most that its rules ask of a person."""
    combine: str
    """"all" or "any"."""
    verdict: Verdict
    rules: Mapping[str, Verdict]
    open: tuple[str, ...]
    """Of its rules, those that failed or are undecided."""
    cap: int
    """The most that may be shown of the score because of what failed here; 100 where nothing here caps it."""
    note: str = ""
    scheme_note: str = ""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One amount at one step. `role`: item, shipping, tax, tax-included, fee, discount, optional, subtotal, total."""

    label: str
    role: str
    money: Money
    quantity: int | None
    evidence: EvidenceRef


@dataclass(frozen=True, slots=True)
class TrailStep:
    name: str
    url: str
    capture: str
    lines: tuple[TrailLine, ...]
    total: Money | None
    computed: Money | None
    """Sum of the step's lines that count; None where a line is unclear."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge on top of the item, followed through the journey.

    `level` of its disclosure before checkout: "none" < "mention" < "formula" < "amount"; `place` where
    that was ("product", "cart", "policy:<url>", "announcement", "" for none). `nature`: mandatory,
    optional, preselected, added-by-shop."""

    label: str
    role: str
    money: Money
    nature: str
    first_step: str
    level: str
    place: str
    evidence: tuple[EvidenceRef, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One amount met on the way of an item, as it was read there.

    `role` is one of SIGHTING_ROLES, `source` of SIGHTING_SOURCES. `readings` are all values the text can have, several
    where it can be read in more than one way. `layout` is "desktop" or "phone", `step` "listing" for the item's card in
    a list, else the step of the journey. `raw` is the amount as written, `evidence` its own spot."""

    role: str
    readings: tuple[Money, ...]
    source: str
    layout: str
    step: str
    raw: str
    evidence: EvidenceRef

    @property
    def box(self) -> Box | None:
        """Where it stands; None for data that no shopper sees."""
        return self.evidence.box


@dataclass(frozen=True, slots=True)
class Trail:
    """The price of one item followed from the first sighting to the last step before payment."""

    scenario: str
    item: str
    headline: Money | None
    final: Money | None
    steps: tuple[TrailStep, ...]
    charges: tuple[Charge, ...]
    reconciled: bool | None
    """True: every step's lines give its total to the cent. False: some do not. None: could not tell."""
    gap: Money | None
    """Stated total less the sum of lines at the last step, where both are known."""
    reached: str
    """Last step reached."""
    complete: bool
    """True where the last step before payment was reached."""
    end_reason: str
    sentence: str
    """One sentence a shopper understands."""
    sightings: tuple[Sighting, ...] = ()
    """Every amount met, in the order of the steps; of one step and layout only so many, those of most weight first."""
    sightings_left_out: int = 0
    """How many more there were."""
    quantity: int = 1
    """How many of the item the shopper asked for; `headline` is the price of one."""


@dataclass(frozen=True, slots=True)
class AuditResult:
    """All a report may show. The report room sees nothing else."""

    schema_version: str
    tool_version: str
    ruleset_version: str
    ruleset_digest: str
    profile: str
    bundle_digest: str
    run: RunInfo
    readiness: Readiness
    readiness_reason: str
    score: Score
    coverage: Coverage
    areas: tuple[AreaScore, ...]
    findings: tuple[Finding, ...]
    trails: tuple[Trail, ...]
    captures: tuple[Capture, ...]
    journeys: tuple[Journey, ...]
    skipped: tuple[Skip, ...]
    crawl: CrawlSummary
    limits: tuple[str, ...]
    """What was not looked at, in sentences."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Every fact as JSON, for audit.json."""
    attestation: AttestationSummary | None = None
    """The questionnaire whose answers stand beside the findings, if one was given."""
    waivers: WaiverSummary | None = None
    """The waivers laid over the findings, if a file of them was given."""
    baseline: BaselineSummary | None = None
    """The earlier audit the findings were held against, if one was given."""
    profile_detail: Profile | None = None
    """The profile named by `profile`, with each change and its reason."""
    clauses: tuple[ClauseResult, ...] = ()
    """By scheme and clause, in the order of rules/clauses.yaml."""
