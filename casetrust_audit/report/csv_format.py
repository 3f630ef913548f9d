"""findings.csv, for spreadsheets: a row a finding, and one more for each subject that fails. No cell is a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import AuditResult, Finding
from casetrust_audit.report.escape import LONGEST_URL, clean
from casetrust_audit.report.failing import Failure, failures, whole
from casetrust_audit.report.words import in_order

COLUMNS = (
    "shop", "audited", "rule", "title", "area", "severity", "verdict", "confidence", "mode", "subject", "message",
    "url", "selector", "quote", "what_to_do", "question", "why", "sources", "answer", "tool_verdict", "waived",
    "change", "fingerprint",
)  # fmt: skip
LONGEST_CELL = 3000

_FORMULA_START = frozenset("=+-@\u2212")
# a sheet set to another separator cuts a cell at it, quoted or not, and would read what follows as a cell
_FORMULA_WITHIN = re.compile(r"(;\s*[\"']*\s*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫−])")


def to_csv(result: AuditResult) -> str:
    """UTF-8 text without a byte order mark, every cell quoted, rows most urgent first."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in in_order(result.findings):
        writer.writerows([safe_cell(cell) for cell in row] for row in _rows(result, finding))
    return out.getvalue()


def safe_cell(text: str) -> str:
    """`text` on one line, with an apostrophe before whatever a spreadsheet would take for a formula."""
    line = clean(text, LONGEST_CELL)
    within = _FORMULA_WITHIN.sub(r"\1'", line)
    first = unicodedata.normalize("NFKC", within.lstrip())[:1]
    return f"'{within}" if first in _FORMULA_START and first else within


def _rows(result: AuditResult, finding: Finding) -> Iterator[tuple[str, ...]]:
    yield _row(result, finding, replace(whole(finding), reason=finding.message))
    yield from (_row(result, finding, failure) for failure in failures(finding) if failure.subject)


def _row(result: AuditResult, finding: Finding, told: Failure) -> tuple[str, ...]:
    spot = told.evidence[0] if told.evidence else EvidenceRef("", "")
    url = spot.url[:LONGEST_URL]
    answered = finding.attested
    return (
        result.run.site, result.run.finished, finding.rule, finding.title, finding.area, finding.severity.value,
        finding.verdict.value, finding.confidence.value, finding.mode, told.subject, told.reason, url,
        spot.selector, spot.quote, finding.remediation, finding.question, finding.why, ", ".join(finding.sources),
        answered.answer.answer if answered else "", answered.machine if answered else finding.verdict.value,
        told.waived, told.change, told.fingerprint,
    )  # fmt: skip
