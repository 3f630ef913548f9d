"""JUnit XML, for the test views of GitLab and Jenkins: a suite per area, a case per requirement.

One more suite tells of the audit itself: a shop that could not be read has skipped cases only, and must not pass.
Fails are failures, faults of the tool errors; what is undecided, waived, or does not apply, is skipped and says why.
The shape is that of the xUnit plug-in of Jenkins, which both read.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import AuditResult, Finding, Verdict
from casetrust_audit.report.attestation_view import EFFECT_WORDS
from casetrust_audit.report.escape import LONGEST_SHOWN_URL, clean
from casetrust_audit.report.failing import failures, leave
from casetrust_audit.report.words import DISCLAIMER, NOTHING_SEEN, SEVERITIES, VERDICTS, in_order, interval

Attachments: TypeAlias = Callable[[EvidenceRef], str]
"""Gives the path of the picture a piece of evidence is on, from the root of the checkout; "" for none."""

MOST_PICTURES, MOST_LISTED = 3, 25
KINDS = {
    Verdict.FAIL: "failure",
    Verdict.ERROR: "error",
    Verdict.NEEDS_REVIEW: "skipped",
    Verdict.NOT_TESTED: "skipped",
    Verdict.ATTEST: "skipped",
    Verdict.NOT_APPLICABLE: "skipped",
}
"""A pass is a case with nothing in it."""


def to_junit(result: AuditResult, attachments: Attachments = lambda _: "") -> str:
    """The result as JUnit XML, areas in the order of the catalogue."""
    site = clean(result.run.site or result.run.target, 120)
    root = ET.Element("testsuites", {"name": f"CaseTrust readiness of {site}"})
    root.append(_audit_itself(result))
    titles = {area.area: area.title for area in result.areas}
    areas = dict.fromkeys((*titles, *sorted(finding.area for finding in result.findings)))
    for area in areas:
        members = tuple(f for f in in_order(result.findings) if f.area == area)
        if members:
            root.append(_suite(result, area, titles.get(area, area), members, attachments))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _audit_itself(result: AuditResult) -> ET.Element:
    blind = not result.crawl.pages
    suite = _named(result, "The audit itself", "audit", {"tests": "1", "failures": "0", "errors": str(int(blind))}, 0)
    case = ET.SubElement(suite, "testcase", {"classname": _package("audit"), "name": "a-page-could-be-used"})
    if blind:
        error = ET.SubElement(case, "error", {"type": "nothing-seen", "message": NOTHING_SEEN})
        error.text = "\n".join(clean(limit) for limit in result.limits)
    return suite


def _counts(findings: tuple[Finding, ...]) -> dict[str, str]:
    kinds = Counter(_kind(f) or "pass" for f in findings)
    return {"tests": str(len(findings)), "failures": str(kinds["failure"]), "errors": str(kinds["error"])}


def _suite(
    result: AuditResult, area: str, title: str, findings: tuple[Finding, ...], attachments: Attachments
) -> ET.Element:
    skipped = sum(_kind(f) == "skipped" for f in findings)
    suite = _named(result, clean(title, 120), area, _counts(findings), skipped)
    suite.extend(_case(finding, attachments) for finding in findings)
    return suite


def _named(result: AuditResult, title: str, area: str, counts: dict[str, str], skipped: int) -> ET.Element:
    suite = ET.Element("testsuite", {
        "name": title, "package": _package(area), **counts, "skipped": str(skipped),
        "timestamp": clean(result.run.started, 40).removesuffix("Z"), "hostname": clean(result.run.site, 120),
    })  # fmt: skip
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(result):
        ET.SubElement(properties, "property", {"name": name, "value": clean(value)})
    return suite


def _package(area: str) -> str:
    return f"casetrust.{clean(area, 20)}"


def _properties(result: AuditResult) -> tuple[tuple[str, str], ...]:
    return (
        ("readiness", result.readiness.value),
        ("score", interval(result.score.low, result.score.high)),
        ("tool", f"casetrust-audit {result.tool_version}"),
        ("rule set", f"{result.ruleset_version}, {result.ruleset_digest}"),
        ("bundle", result.bundle_digest),
        ("disclaimer", DISCLAIMER),
    )


def _case(finding: Finding, attachments: Attachments) -> ET.Element:
    # by the rule alone: GitLab and Jenkins follow a case over runs by its name
    case = ET.Element("testcase", {"classname": _package(finding.area), "name": clean(finding.rule, 80)})
    kind = _kind(finding)
    if kind:
        waived = f"Waived: {leave(finding)}. " if leave(finding) else ""
        message = f"{waived}{VERDICTS[finding.verdict].text}: {clean(finding.message) or clean(finding.title, 300)}"
        outcome = ET.SubElement(case, kind, {"type": _type(finding), "message": message})
        outcome.text = "\n".join(_details(finding))
    out = [*_pictures(finding, attachments), *_answer(finding)]
    if out:
        ET.SubElement(case, "system-out").text = "\n".join(out)
    return case


def _kind(finding: Finding) -> str | None:
    """What is wholly waived must not turn a test view red that stands beside an open gate."""
    return "skipped" if leave(finding) else KINDS.get(finding.verdict)


def _type(finding: Finding) -> str:
    if leave(finding):
        return "waived"
    return finding.severity.value if finding.verdict is Verdict.FAIL else finding.verdict.value


def _details(finding: Finding) -> Iterator[str]:
    yield f"{SEVERITIES[finding.severity].text}: {clean(finding.heading, 300)}"
    listed = [f for f in failures(finding) if f.subject]
    for failure in listed[:MOST_LISTED]:
        waived = f" (waived: {failure.waived})" if failure.waived else ""
        yield f"- {failure.subject}" + (f": {failure.reason}" if failure.reason else "") + waived
    if len(listed) > MOST_LISTED:
        yield f"- and {len(listed) - MOST_LISTED} more"
    yield from dict.fromkeys(_seen(ref) for ref in finding.evidence[:MOST_LISTED])
    if finding.verdict is Verdict.FAIL and finding.remediation:
        yield f"What to do: {clean(finding.remediation, 3000)}"
    if finding.verdict not in (Verdict.FAIL, Verdict.NOT_APPLICABLE) and finding.question:
        yield f"To decide it: {clean(finding.question, 3000)}"


def _seen(ref: EvidenceRef) -> str:
    at = f" at {clean(ref.selector, 200)}" if ref.selector else ""
    return f"Seen on {clean(ref.url, LONGEST_SHOWN_URL)}{at}" + (f": “{clean(ref.quote, 300)}”" if ref.quote else "")


def _pictures(finding: Finding, attachments: Attachments) -> Iterator[str]:
    """A line a picture, in the form GitLab and Jenkins know; GitLab shows the first one only."""
    if finding.verdict in (Verdict.FAIL, Verdict.NEEDS_REVIEW):
        spots = (*(ref for failure in failures(finding) for ref in failure.evidence), *finding.evidence)
        paths = dict.fromkeys(path for ref in spots if _can_be_named(path := attachments(ref)))
        for path in list(paths)[:MOST_PICTURES]:
            yield f"[[ATTACHMENT|{path}]]"


def _can_be_named(path: str) -> bool:
    return bool(path) and clean(path, len(path)) == path and not set(path) & set("|[]")


def _answer(finding: Finding) -> Iterator[str]:
    if finding.attested is not None:
        answer, effect = finding.attested.answer.answer, EFFECT_WORDS[finding.attested.effect]
        yield f"Answered by the merchant: {answer} ({effect}). The tool’s own verdict: {finding.attested.machine}."
