"""Results made of a few findings, with figures that fit, so that a test states only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from casetrust_audit import score
from casetrust_audit.model.capture import Capture, CrawlSummary
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.overlay import Waiver
from casetrust_audit.model.result import AuditResult, Confidence, Finding, Severity, SubjectResult, Verdict
from casetrust_audit.overlay.subjects import rank, with_fingerprints
from casetrust_audit.overlay.waivers import WaiverFile
from casetrust_audit.report.json_format import to_json
from tests.report import sample

PASS, FAIL, REVIEW, NOT_TESTED = Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.NOT_TESTED
NA, ERROR, ATTEST = Verdict.NOT_APPLICABLE, Verdict.ERROR, Verdict.ATTEST
BLOCKER, MAJOR, MINOR, INFO = Severity.BLOCKER, Severity.MAJOR, Severity.MINOR, Severity.INFO


def capture(role: str = "product", path: str = "/p", **over: Any) -> Capture:
    """A usable page of that role at that path; its id is made of both."""
    values: dict[str, Any] = dict(id=f"{role}:{path}", role=role, final_url=f"https://shop.test{path}")
    return replace(sample.CAPTURES[0], **(values | over))


def subject(label: str, verdict: Verdict = FAIL, role: str = "product", path: str = "/p") -> SubjectResult:
    """A subject seen on the page of that role and path."""
    ref = EvidenceRef(f"{role}:{path}", f"https://shop.test{path}")
    return SubjectResult(label, verdict, "as it is", (ref,))


def finding(
    rule: str = "prc-x", verdict: Verdict | None = None, severity: Severity = BLOCKER, *subjects: SubjectResult
) -> Finding:
    """A finding whose verdict is the worst of its subjects' where none is given."""
    worst = verdict or max((s.verdict for s in subjects), key=rank)
    return Finding(
        rule=rule, title=f"Title of {rule}", area=rule[:3].upper(), severity=severity, mode="automatic",
        verdict=worst, confidence=Confidence.CONFIRMED, message=f"Message of {rule}", evidence=(), subjects=subjects,
        remediation="", question="", sources=(), brief="none", fingerprint=rule,
    )  # fmt: skip


def result(*findings: Finding, captures: Sequence[Capture] = (), crawl: Any = None, **run: Any) -> AuditResult:
    """A result of these findings and a bare pass that gives coverage."""
    base = sample.result()
    seen = {
        ref.source: capture(*ref.source.split(":", 1))
        for f in findings
        for s in f.subjects
        for ref in s.evidence
        if ":" in ref.source
    }
    pages = (*seen.values(), *captures)
    every = with_fingerprints([*findings, *(finding(f"sec-filler-{i}", PASS, MINOR) for i in range(20))], pages)
    covered = score.coverage(every)
    readiness, reason = score.readiness(every, covered)
    return replace(
        base,
        findings=tuple(every), score=score.score(every), coverage=covered, readiness=readiness,
        readiness_reason=reason, captures=pages, trails=(), run=replace(base.run, **run),
        crawl=crawl or CrawlSummary(8, True, 0, 0, 0, "read", 0),
    )  # fmt: skip


def waiver(rule: str = "prc-x", of: str = "all", expires: str = "2027-01-01", **over: Any) -> Waiver:
    values: dict[str, Any] = dict(reason="Known", owner="Tan", place="waivers.yaml:2")
    return Waiver(rule=rule, subject=of, expires=expires, **(values | over))


def waiver_file(*waivers: Waiver) -> WaiverFile:
    return WaiverFile("waivers.yaml", "ab" * 32, waivers)


def written(told: AuditResult, path: Path) -> Path:
    """The result as an audit.json."""
    path.write_text(to_json(told), encoding="utf-8")
    return path


def one(told: AuditResult, rule: str = "prc-x") -> Finding:
    """The finding of a rule."""
    (found,) = (f for f in told.findings if f.rule == rule)
    return found
