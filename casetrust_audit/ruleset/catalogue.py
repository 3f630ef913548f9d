"""The catalogue of requirements: what the report covers, whether or not a rule can tell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casetrust_audit.model.result import Confidence, Finding, Severity, Verdict
from casetrust_audit.model.rule import Mode, Rule
from casetrust_audit.ruleset.problems import Problems, did_you_mean, refuse
from casetrust_audit.ruleset.shape import CatalogueShape, RequirementShape, read_shape
from casetrust_audit.ruleset.yaml_source import load_yaml

CATALOGUE_FILE = "catalogue.yaml"
CATALOGUE_LIMIT = 256 * 1024


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a shop must, should or may do. `question` lets a person decide it."""

    id: str
    area: str
    title: str
    severity: Severity
    mode: Mode
    brief: str
    sources: tuple[str, ...]
    why: str
    question: str


def load_catalogue(directory: Path) -> tuple[Requirement, ...]:
    """All requirements of `directory`/catalogue.yaml, in the file's order. Raises RuleFileError."""
    return read_catalogue(directory)[1]


def area_titles(directory: Path) -> Mapping[str, str]:
    """Titles of the areas by their codes, in the order of the catalogue. Raises RuleFileError."""
    return read_catalogue(directory)[0]


def read_catalogue(directory: Path) -> tuple[dict[str, str], tuple[Requirement, ...]]:
    """Titles of areas, and the requirements."""
    problems = Problems(load_yaml(directory / CATALOGUE_FILE, CATALOGUE_LIMIT))
    shape = read_shape(CatalogueShape, problems)
    seen: set[str] = set()
    requirements = []
    for index, item in enumerate(shape.requirements if shape else ()):
        path = ("requirements", index)
        if shape and item.area not in shape.areas:
            problems.add((*path, "area"), f"unknown area {item.area!r}{did_you_mean(item.area, shape.areas)}")
        if not item.id.startswith(item.area.lower() + "-"):
            problems.add((*path, "id"), f"{item.id} must start with {item.area.lower()}-")
        if item.id in seen:
            problems.add((*path, "id"), f"{item.id} is listed twice")
        seen.add(item.id)
        requirements.append(_requirement(item))
    refuse(problems.lines)
    return (dict(shape.areas) if shape else {}), tuple(requirements)


def _requirement(item: RequirementShape) -> Requirement:
    return Requirement(
        id=item.id,
        area=item.area,
        title=item.title,
        severity=Severity(item.severity),
        mode=Mode(item.mode),
        brief=item.brief,
        sources=tuple(item.sources),
        why=item.why,
        question=item.question,
    )


def unwritten(catalogue: Iterable[Requirement], rules: Iterable[Rule], shop: str) -> tuple[Finding, ...]:
    """A finding for each requirement that has no rule, so that a report covers the whole catalogue.

    Never a pass: `attest` where only a person can say, else `not-tested` with what to check by hand.
    """
    written = {rule.id for rule in rules}
    return tuple(_by_hand(requirement, shop) for requirement in catalogue if requirement.id not in written)


def fingerprint(rule: str, shop: str) -> str:
    """Names the finding of one rule on one shop over all runs: 32 hex digits."""
    return hashlib.sha256(f"v1|{rule}|{shop}".encode()).hexdigest()[:32]


def _by_hand(requirement: Requirement, shop: str) -> Finding:
    attest = requirement.mode is Mode.ATTEST
    opening = "Only a person can say" if attest else "This version has no automatic check for it; check by hand"
    return Finding(
        rule=requirement.id,
        title=requirement.title,
        area=requirement.area,
        severity=requirement.severity,
        mode=requirement.mode.value,
        verdict=Verdict.ATTEST if attest else Verdict.NOT_TESTED,
        confidence=Confidence.PROBABLE,
        message=f"{opening}: {requirement.question}",
        evidence=(),
        subjects=(),
        remediation="",
        question=requirement.question,
        sources=requirement.sources,
        brief=requirement.brief,
        fingerprint=fingerprint(requirement.id, shop),
        why=requirement.why,
    )
