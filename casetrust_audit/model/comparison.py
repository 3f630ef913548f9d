"""What changed between two audits of a shop: plain data."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.money import Money
from casetrust_audit.model.result import AuditResult, Severity, Verdict

TURNS = ("dearer", "cheaper", "new", "gone", "other-currency", "told-worse", "told-better")
"""What became of a price: the last two are of how well a charge is announced before checkout."""


@dataclass(frozen=True, slots=True)
class Change:
    """One requirement that is not as it was. `before` or `after` is None where that audit did not have the rule."""

    rule: str
    title: str
    severity: Severity
    before: Verdict | None
    after: Verdict | None
    message: str
    """What the audit says that speaks of it: the later one, where it has the rule."""
    subjects: tuple[str, ...] = ()
    """The subjects that changed; empty where the requirement changed as a whole."""


@dataclass(frozen=True, slots=True)
class PriceChange:
    """One amount on the way of an item, then and now. `level` values are set for how a charge is announced."""

    scenario: str
    item: str
    what: str
    """"headline", "final", or the name of a charge."""
    turn: str
    """One of TURNS."""
    before: Money | None = None
    after: Money | None = None
    level_before: str = ""
    level_after: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two audits side by side. Each list has the most serious first."""

    before: AuditResult
    after: AuditResult
    worse: tuple[Change, ...]
    better: tuple[Change, ...]
    unseen: tuple[Change, ...]
    """What can no longer be seen or decided."""
    seen: tuple[Change, ...]
    """What is seen or decided for the first time."""
    prices: tuple[PriceChange, ...]
    unfollowed: tuple[str, ...]
    """Items whose price only one of the audits followed, in sentences."""
    explanations: tuple[str, ...]
    """What may explain differences that are not the shop's: tool, rule set, profile, sites, order in time."""
