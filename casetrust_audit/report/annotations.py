"""Annotations for GitHub: workflow commands to be printed by a step, no more of them than GitHub shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casetrust_audit.model.result import AuditResult, Finding, Severity, Verdict
from casetrust_audit.report.config_line import ConfigLine
from casetrust_audit.report.escape import LONGEST_SHOWN_URL, clean
from casetrust_audit.report.failing import leave
from casetrust_audit.report.words import NOTHING_SEEN, SEVERITIES, VERDICTS, first_sentence, in_order, plural

MOST = 10
"""GitHub shows no more of one kind for one step."""
KINDS = {Severity.BLOCKER: "error", Severity.MAJOR: "warning", Severity.MINOR: "notice", Severity.INFO: "notice"}


@dataclass(frozen=True, slots=True)
class Annotation:
    kind: str
    """"error", "warning" or "notice"."""
    title: str
    text: str

    def command(self, config: ConfigLine | None) -> str:
        """The line GitHub reads."""
        place = {"file": config.path, "line": str(config.line)} if config else {}
        return workflow_command(self.kind, {**place, "title": self.title}, self.text)


def workflow_command(kind: str, properties: Mapping[str, str], text: str) -> str:
    """A line GitHub takes as an annotation of `kind`; nothing in the texts can end it or begin another."""
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind} {told}::{_data(text)}"


def to_annotations(result: AuditResult, config: ConfigLine | None = None) -> str:
    """One command a line: fails, faults of the tool, then what a person has to look at, each most urgent first."""
    found = [] if result.crawl.pages else [Annotation("warning", "CaseTrust: nothing was seen", NOTHING_SEEN)]
    found += [_annotation(f) for f in _told(result.findings)]
    shown: list[Annotation] = []
    for kind in ("error", "warning", "notice"):
        shown += [a for a in found if a.kind == kind][:MOST]
    left = len(found) - len(shown)
    if left and sum(a.kind == "notice" for a in shown) == MOST:
        shown, left = shown[:-1], left + 1  # room for the one that says so
    if left:
        shown.append(_rest(left))
    return "".join(annotation.command(config) + "\n" for annotation in shown)


def _told(findings: Iterable[Finding]) -> list[Finding]:
    ordered = in_order(findings)
    return [f for v in (Verdict.FAIL, Verdict.ERROR, Verdict.NEEDS_REVIEW) for f in ordered if f.verdict is v]


def _annotation(finding: Finding) -> Annotation:
    verdict, rule = finding.verdict, clean(finding.rule, 80)
    if verdict is Verdict.FAIL:
        action = first_sentence(finding.remediation)
        kind, title = KINDS[finding.severity], SEVERITIES[finding.severity].text
        last = f"What to do: {action}" if action else ""
    else:
        kind, title = ("warning" if verdict is Verdict.ERROR else "notice"), VERDICTS[verdict].text
        last = f"To decide it: {clean(finding.question)}" if finding.question else ""
    if leave(finding):
        kind, title, last = "notice", f"{title}, waived", f"Waived: {leave(finding)}"
    spot = finding.evidence[0] if finding.evidence else None
    seen = f"Seen on {clean(spot.url, LONGEST_SHOWN_URL)}" if spot and spot.url else ""
    parts = (clean(finding.heading, 300), clean(finding.message), seen, last)
    return Annotation(kind, f"CaseTrust, {title.lower()}: {rule}", "\n".join(part for part in parts if part))


def _rest(left: int) -> Annotation:
    points = plural(left, "more point is", "more points are")
    return Annotation("notice", "CaseTrust: more in the report", f"{points} not shown here; the report has them all.")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
