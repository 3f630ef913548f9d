"""SARIF 2.1.0, for code scanning: what fails and what a person has to look at, anchored to the configuration file.

SARIF speaks of files, and forges refuse results at web addresses. So each result lies at the line of the configuration
that names the shop; page, selector and quote stand in its message and properties. Passes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import AuditResult, Finding, Severity, Verdict
from casetrust_audit.report.config_line import ConfigLine
from casetrust_audit.report.escape import LONGEST_SHOWN_URL, clean, markdown_text
from casetrust_audit.report.failing import Failure, failures, whole
from casetrust_audit.report.json_format import as_json, plain
from casetrust_audit.report.words import DISCLAIMER, MODES, NOTHING_SEEN, SEVERITIES, VERDICTS, first_sentence, in_order

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
NO_CONFIG = "casetrust.yaml"
"""Where results lie if the audit had no configuration file: the same path in every run, whether or not it exists."""
MOST_RESULTS = 5000
"""GitHub keeps no more of one run."""
MOST_SPOTS = 12
LEVELS = {Severity.BLOCKER: "error", Severity.MAJOR: "warning", Severity.MINOR: "note", Severity.INFO: "note"}

_IMPORTANCE = {"error": "error", "warning": "warning", "note": "recommendation"}
_EMBEDDED = re.compile(r"([\\\[\]])")
_NOTICES = (
    ("nothing-seen", "No page of the shop could be used."),
    ("rule-fault", "The tool failed at judging a requirement."),
    ("not-tested", "A requirement could not be looked at in this run."),
    ("not-looked-at", "Something the audit did not look at."),
    ("left-out", "Results were left out, since there were too many for one file."),
)


def to_sarif(result: AuditResult, config: ConfigLine | None = None) -> str:
    """One run. What a waiver forgives is marked as suppressed, never dropped; with a baseline each result says how it
    stands to it."""
    findings = in_order(result.findings)
    rules = {finding.rule: place for place, finding in enumerate(findings)}
    place = _physical(config)
    made = [entry for f in findings for entry in _results(f, rules[f.rule], place, result)]
    run = {
        "tool": {"driver": _driver(result, findings)},
        "automationDetails": {"id": f"casetrust-audit/{quote(clean(result.run.site, 120), safe='.:')}/"},
        "invocations": [_invocation(result, findings, rules, len(made))],
        "columnKind": "unicodeCodePoints",
        "results": made[:MOST_RESULTS],
        "properties": _run_properties(result),
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(result: AuditResult, findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "name": "casetrust-audit",
        "version": clean(result.tool_version, 40),
        "rules": [_rule(finding) for finding in findings],
        "notifications": [_descriptor(key, text) for key, text in _NOTICES],
        "properties": {"ruleSet": clean(result.ruleset_version, 40), "ruleSetDigest": clean(result.ruleset_digest, 80)},
    }


def _descriptor(key: str, text: str) -> dict[str, Any]:
    told = {"text": text}  # GitHub asks for all three
    return {
        "id": key,
        "name": key.title().replace("-", ""),
        "shortDescription": told,
        "fullDescription": told,
        "help": told,
    }


def _rule(finding: Finding) -> dict[str, Any]:
    level = LEVELS[finding.severity]
    title, help_parts = clean(finding.title, 300), _help(finding)
    return {
        "id": clean(finding.rule, 80),
        "name": "".join(part.capitalize() for part in re.findall(r"[A-Za-z0-9]+", finding.rule)) or "Rule",
        "shortDescription": {"text": title},
        "fullDescription": {"text": clean(finding.why, 900) or title},
        "help": {
            "text": "\n\n".join(f"{name}: {text}" for name, text in help_parts),
            "markdown": "\n\n".join(f"**{name}**: {markdown_text(text)}" for name, text in help_parts),
        },
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": ["casetrust", clean(finding.area, 20), finding.severity.value, clean(finding.mode, 20)],
            "problem.severity": _IMPORTANCE[level],
        },
    }


def _help(finding: Finding) -> list[tuple[str, str]]:
    """(heading, text): what the requirement is, why, how to meet it, where it comes from."""
    parts = [
        ("Requirement", clean(finding.title, 300)),
        ("Severity", f"{SEVERITIES[finding.severity].text}. {SEVERITIES[finding.severity].meaning}"),
        ("How", MODES.get(finding.mode, clean(finding.mode, 40))),
        ("Why", clean(finding.why, 900)),
        ("What to do", clean(finding.remediation, 3000)),
        ("To ask", clean(finding.question, 3000)),
        ("Sources", clean(", ".join(finding.sources), 300)),
        ("Note", DISCLAIMER),
    ]
    return [(name, text) for name, text in parts if text]


def _results(finding: Finding, rule: int, place: dict[str, Any], result: AuditResult) -> Iterator[dict[str, Any]]:
    if finding.verdict is Verdict.NEEDS_REVIEW:
        yield _result(finding, whole(finding), rule, place, result)
    for failure in failures(finding):
        yield _result(finding, failure, rule, place, result)


def _result(
    finding: Finding, failure: Failure, rule: int, place: dict[str, Any], result: AuditResult
) -> dict[str, Any]:
    fails = finding.verdict is Verdict.FAIL
    mark = failure.fingerprint
    entry: dict[str, Any] = {
        "ruleId": clean(finding.rule, 80),
        "ruleIndex": rule,
        "kind": "fail" if fails else "review",
        # the standard allows a level to fails only
        "level": LEVELS[finding.severity] if fails else "none",
        "message": {"text": _message(finding, failure)},
        "locations": [{"physicalLocation": place, "logicalLocations": _logical(failure.evidence)}],
        # GitHub knows an alert again by the second; without it all results of a rule at one line would be one alert
        "partialFingerprints": {"casetrustFinding/v1": mark, "primaryLocationLineHash": f"{mark}:1"},
        "properties": _properties(finding, failure),
    }
    if not entry["locations"][0]["logicalLocations"]:
        del entry["locations"][0]["logicalLocations"]
    # if one result of a run has either, all must
    if result.waivers is not None:
        leave = {"kind": "external", "status": "accepted", "justification": failure.waived}
        entry["suppressions"] = [leave] if failure.waived else []
    if result.baseline is not None:
        entry["baselineState"] = failure.change or "new"
    return entry


def _physical(config: ConfigLine | None) -> dict[str, Any]:
    where = {"artifactLocation": {"uri": quote(config.path if config else NO_CONFIG), "uriBaseId": "%SRCROOT%"}}
    return {**where, "region": {"startLine": config.line if config else 1}}


def _logical(evidence: tuple[EvidenceRef, ...]) -> list[dict[str, Any]]:
    """The pages it was seen on, with the element."""
    found = {}
    for ref in evidence[:MOST_SPOTS]:
        page, selector = clean(ref.url, 500), clean(ref.selector, 300)
        full = f"{page} {selector}".strip()
        if full:
            kind = "element" if selector else "resource"
            found[full] = {"name": selector or page, "fullyQualifiedName": full, "kind": kind}
    return list(found.values())


def _message(finding: Finding, failure: Failure) -> str:
    """Two or three sentences in plain text; brackets and braces mean something in SARIF and are escaped."""
    said = clean(finding.message)
    if failure.subject:
        said = f"{failure.subject}: {failure.reason or said}. {clean(finding.heading, 300)}"
    parts = [said]
    if failure.evidence:
        parts.append(_spot(failure.evidence[0]))
    action = clean(finding.question) if finding.verdict is Verdict.NEEDS_REVIEW else first_sentence(finding.remediation)
    if action:
        parts.append(f"{'To decide it' if finding.verdict is Verdict.NEEDS_REVIEW else 'What to do'}: {action}")
    return escaped("\n".join(parts))


def _spot(ref: EvidenceRef) -> str:
    where = f"Page: {clean(ref.url, LONGEST_SHOWN_URL)}" + (f", at {clean(ref.selector, 200)}" if ref.selector else "")
    return where + (f"\nSeen there: “{clean(ref.quote, 300)}”" if ref.quote else "")


def escaped(text: str) -> str:
    """`text` for a SARIF message, in which [x](y) is a link and {0} an argument."""
    return _EMBEDDED.sub(r"\\\1", text).replace("{", "{{").replace("}", "}}")


def _properties(finding: Finding, failure: Failure) -> dict[str, Any]:
    spots = [
        {"capture": clean(r.source, 60), "url": clean(r.url, 2000), "selector": clean(r.selector, 300),
         "quote": clean(r.quote), "sha256": clean(r.sha256, 64)}
        for r in failure.evidence[:MOST_SPOTS]
    ]  # fmt: skip
    bag: dict[str, Any] = {
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "area": clean(finding.area, 20),
        "evidence": spots,
    }
    if failure.subject:
        bag["subject"] = failure.subject
    if finding.attested is not None:
        bag["attested"] = {"answer": finding.attested.answer.answer, "effect": finding.attested.effect}
    return bag


def _invocation(
    result: AuditResult, findings: tuple[Finding, ...], rules: Mapping[str, int], made: int
) -> dict[str, Any]:
    blind = not result.crawl.pages
    # a shop that shut the tool out has no results either, which must not look like a shop in order
    notices = [_notice("nothing-seen", "error", NOTHING_SEEN)] if blind else []
    notices += [_about(f, "rule-fault", "error", rules) for f in findings if f.verdict is Verdict.ERROR]
    if made > MOST_RESULTS:
        text = f"{made - MOST_RESULTS:,} of {made:,} results were left out, the least urgent ones."
        notices.append(_notice("left-out", "warning", text))
    notices += [_about(f, "not-tested", "note", rules) for f in findings if f.verdict is Verdict.NOT_TESTED]
    notices += [_notice("not-looked-at", "note", limit) for limit in result.limits]
    invocation: dict[str, Any] = {
        "executionSuccessful": not blind and all(f.verdict is not Verdict.ERROR for f in findings),
        "toolExecutionNotifications": notices,
    }
    for key, time in (("startTimeUtc", result.run.started), ("endTimeUtc", result.run.finished)):
        if stamp := _time(time):
            invocation[key] = stamp
    return invocation


def _notice(kind: str, level: str, text: str) -> dict[str, Any]:
    place = [key for key, _ in _NOTICES].index(kind)
    return {"descriptor": {"id": kind, "index": place}, "level": level, "message": {"text": escaped(clean(text))}}


def _about(finding: Finding, kind: str, level: str, rules: Mapping[str, int]) -> dict[str, Any]:
    text = f"{VERDICTS[finding.verdict].text}: {clean(finding.heading, 300).rstrip('.')}: {clean(finding.message)}"
    rule = {"id": clean(finding.rule, 80), "index": rules[finding.rule]}
    return {**_notice(kind, level, text), "associatedRule": rule}


def _run_properties(result: AuditResult) -> dict[str, Any]:
    return {
        "shop": clean(result.run.site, 120),
        "readiness": result.readiness.value,
        "scoreLow": plain(result.score.low),
        "scoreHigh": plain(result.score.high),
        "coverage": plain(result.coverage.percent),
        "bundleDigest": clean(result.bundle_digest, 80),
        "counts": plain(result.coverage.counts),
        "disclaimer": DISCLAIMER,
    }


def _time(iso: str) -> str:
    """`iso` as SARIF writes times, "" where it is none."""
    try:
        time = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
