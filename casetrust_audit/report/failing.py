"""What fails, one by one: a finding that fails for several subjects is several things to put right."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.overlay import EVERY_SUBJECT
from casetrust_audit.model.result import Finding, SubjectResult, Verdict
from casetrust_audit.report.escape import clean

_NUMBERS = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that fails. `subject` and `reason` are "" where the finding fails as a whole."""

    subject: str
    reason: str
    evidence: tuple[EvidenceRef, ...]
    fingerprint: str
    """32 hex digits, stable over runs: rule, shop and subject, never an amount, a clock, an address or a place."""
    waived: str = ""
    """Why a waiver forgives it, by whom and until when; "" where none does."""
    change: str = ""
    """One of overlay.CHANGES."""


def failures(finding: Finding) -> tuple[Failure, ...]:
    """Every failing subject of a finding that fails, or the finding itself; nothing where it does not fail."""
    if finding.verdict is not Verdict.FAIL:
        return ()
    failing = [s for s in finding.subjects if s.verdict is Verdict.FAIL]
    if not failing:
        return (whole(finding),)
    # one item walked twice fails twice for the same reason: that is one thing to put right
    unique: dict[tuple[str, str], SubjectResult] = {}
    for subject in failing:
        unique.setdefault((subject.label, subject.reason), subject)
    met: dict[str, int] = {}
    found = []
    for subject in unique.values():
        key = subject_key(subject.label)
        met[key] = met.get(key, 0) + 1
        mark = fingerprint(finding.fingerprint, key, met[key])
        found.append(
            Failure(
                clean(subject.label, 200), clean(subject.reason, 300), subject.evidence, mark,
                leave(finding, subject), subject.change or finding.change,
            )
        )  # fmt: skip
    return tuple(found)


def whole(finding: Finding) -> Failure:
    """The finding as one thing, without its subjects."""
    evidence = finding.evidence or finding.searched
    return Failure("", "", evidence, finding.fingerprint, leave(finding), finding.change)


def leave(finding: Finding, subject: SubjectResult | None = None) -> str:
    """Why waivers forgive the finding, or one subject of it: reasons, owners and last days; "" where they do not."""
    if (subject or finding).forgiven != "waiver":
        return ""
    wanted = [w for w in finding.waivers if subject is None or w.subject in (EVERY_SUBJECT, subject.label)]
    told = (f"{w.reason} ({w.owner}, until {w.expires})" for w in wanted or finding.waivers)
    return clean("; ".join(dict.fromkeys(told)), 900)


def subject_key(label: str) -> str:
    """A subject's name without what changes from run to run: case, spaces, amounts and clocks."""
    return _NUMBERS.sub("#", clean(label).casefold())


def fingerprint(finding: str, key: str, number: int) -> str:
    """Names one subject of one finding; `number` tells apart those that share a key."""
    return hashlib.sha256(f"v1|{finding}|{key}|{number}".encode()).hexdigest()[:32]
