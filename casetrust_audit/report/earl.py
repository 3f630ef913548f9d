"""EARL 1.0 as JSON-LD: the findings in the W3C's words for test results, for tools that join reports of many kinds.

The context stands in the document, so that reading it asks nothing of any network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import AuditResult, Finding, Verdict
from casetrust_audit.report.escape import LONGEST_URL, clean, safe_url
from casetrust_audit.report.failing import failures
from casetrust_audit.report.json_format import as_json
from casetrust_audit.report.words import DISCLAIMER, in_order

CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "title": "dct:title",
    "description": "dct:description",
    "source": "dct:source",
    "date": {"@id": "dct:date", "@type": "xsd:dateTime"},
    "hasPart": {"@id": "dct:hasPart", "@type": "@id"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "version": "doap:revision",
    "name": "foaf:name",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "result": "earl:result",
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "info": "earl:info",
    "pointer": "earl:pointer",
    "expression": "ptr:expression",
    "reference": {"@id": "ptr:reference", "@type": "@id"},
}
OUTCOMES = {
    Verdict.PASS: "earl:passed",
    Verdict.FAIL: "earl:failed",
    Verdict.NEEDS_REVIEW: "earl:cantTell",
    Verdict.NOT_APPLICABLE: "earl:inapplicable",
    Verdict.NOT_TESTED: "earl:untested",
    Verdict.ERROR: "earl:untested",
    Verdict.ATTEST: "earl:untested",
}
MODES = {"automatic": "earl:automatic", "assisted": "earl:semiAuto", "attest": "earl:manual"}
BASE = "urn:x-casetrust-audit:"
MOST_POINTERS = 12
_NOT_IN_AN_IRI = re.compile(r"""[\x00-\x20<>"{}|\\^`]""")


def to_earl(result: AuditResult) -> str:
    """A graph of the tool, the shop, the requirements, and an assertion for each finding and each failing subject."""
    findings = in_order(result.findings)
    graph = [
        _assertor(result),
        *_signer(result),
        _shop(result),
        *(_criterion(finding) for finding in findings),
        *(assertion for finding in findings for assertion in _assertions(result, finding)),
    ]
    return as_json({"@context": CONTEXT, "@graph": graph})


def _iri(kind: str, name: str) -> str:
    return f"{BASE}{kind}:{quote(clean(name, 200), safe='.-_')}"


def _tool(result: AuditResult) -> str:
    return _iri("version", result.tool_version)


def _site(result: AuditResult) -> str:
    return _iri("shop", result.run.site or result.run.target)


def _assertor(result: AuditResult) -> dict[str, Any]:
    return {
        "id": _tool(result),
        "type": ["earl:Assertor", "earl:Software"],
        "title": "casetrust-audit",
        "version": clean(result.tool_version, 40),
        "description": clean(f"Rule set {result.ruleset_version}, {result.ruleset_digest}. {DISCLAIMER}"),
    }


def _signer(result: AuditResult) -> Iterator[dict[str, Any]]:
    """Who answered where no tool can see."""
    if result.attestation is not None:
        signer = result.attestation.signer
        told = ", ".join(part for part in (signer.role, signer.entity) if part)
        yield {
            "id": _iri("signer", result.attestation.digest),
            "type": ["earl:Assertor", "foaf:Person"],
            "name": clean(signer.name, 120) or "not named",
            "description": clean(told, 300) or "not named",
        }


def _shop(result: AuditResult) -> dict[str, Any]:
    pages = dict.fromkeys(u for c in result.captures if (u := _page(c.final_url)))
    return {
        "id": _site(result),
        "type": "earl:TestSubject",
        "title": clean(result.run.site or result.run.target, 120),
        "source": clean(result.run.target, LONGEST_URL),
        "description": f"Evidence bundle, digest {clean(result.bundle_digest, 80)}",
        "hasPart": list(pages),
    }


def _page(url: str) -> str:
    """`url` where it can name a page in RDF, else ""."""
    return "" if _NOT_IN_AN_IRI.search(url) else safe_url(url)


def _criterion(finding: Finding) -> dict[str, Any]:
    return {
        "id": _iri("rule", finding.rule),
        "type": ["earl:TestCriterion", "earl:TestRequirement"],
        "title": clean(finding.title, 300),
        "description": clean(finding.why) or clean(finding.title, 300),
        "source": [clean(source, 120) for source in finding.sources],
    }


def _assertions(result: AuditResult, finding: Finding) -> Iterator[dict[str, Any]]:
    whole = _iri("assertion", finding.fingerprint)
    outcome = _outcome(result, finding.message, OUTCOMES[finding.verdict], finding.evidence or finding.searched)
    if finding.verdict is Verdict.ERROR:
        outcome["info"] = "The tool failed here; nothing is said about the shop."
    yield _assertion(result, finding, whole, outcome)
    for failure in failures(finding):
        if failure.subject:
            told = f"{failure.subject}: {failure.reason}" if failure.reason else failure.subject
            part = _outcome(result, told, OUTCOMES[Verdict.FAIL], failure.evidence)
            entry = _assertion(result, finding, _iri("assertion", failure.fingerprint), part)
            yield {**entry, "isPartOf": whole}


def _assertion(result: AuditResult, finding: Finding, name: str, outcome: dict[str, Any]) -> dict[str, Any]:
    answered = finding.attested is not None and finding.attested.effect == "decides" and result.attestation is not None
    signer = _iri("signer", result.attestation.digest) if answered and result.attestation else ""
    return {
        "id": name,
        "type": "earl:Assertion",
        "assertedBy": signer or _tool(result),
        "subject": _site(result),
        "test": _iri("rule", finding.rule),
        "mode": "earl:manual" if signer else MODES.get(finding.mode, "earl:unknownMode"),
        "result": outcome,
    }


def _outcome(result: AuditResult, text: str, outcome: str, evidence: tuple[EvidenceRef, ...]) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": "earl:TestResult", "outcome": outcome, "description": clean(text)}
    if _is_time(result.run.finished):
        entry["date"] = result.run.finished
    if evidence:
        entry["pointer"] = [_pointer(ref) for ref in evidence[:MOST_POINTERS]]
    return entry


def _pointer(ref: EvidenceRef) -> dict[str, Any]:
    """Where it was seen: a CSS selector on a page, or the page or probe alone."""
    pointer: dict[str, Any] = {"type": "ptr:CSSSelectorPointer" if ref.selector else "ptr:Pointer"}
    if ref.selector:
        pointer["expression"] = clean(ref.selector, 300)
    if ref.quote:
        pointer["description"] = clean(ref.quote)
    if url := _page(ref.url):
        pointer["reference"] = url
    else:
        pointer["source"] = clean(ref.url, LONGEST_URL)
    return pointer


def _is_time(iso: str) -> bool:
    try:
        return bool(datetime.fromisoformat(iso).tzinfo)
    except ValueError:
        return False
