"""findings.csv, for spreadsheets: a row a finding, and one more for each subject that fails. No cell is a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import AuditResult, Finding
from casetrust_audit.report.escape import LONGEST_URL, clean
from casetrust_audit.report.failing import failures
from casetrust_audit.report.words import in_order

COLUMNS = (
    "shop", "audited", "rule", "title", "area", "severity", "verdict", "confidence", "mode", "subject", "message",
    "url", "selector", "quote", "what_to_do", "question", "why", "sources", "answer", "tool_verdict", "fingerprint",
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
    evidence = finding.evidence or finding.searched
    yield _row(result, finding, ("", finding.message, finding.fingerprint), evidence)
    for failure in failures(finding):
        if failure.subject:
            told = (failure.subject, failure.reason, failure.fingerprint)
            yield _row(result, finding, told, failure.evidence)


def _row(
    result: AuditResult, finding: Finding, told: tuple[str, str, str], evidence: tuple[EvidenceRef, ...]
) -> tuple[str, ...]:
    """One row; `told` is subject, message and fingerprint."""
    subject, message, mark = told
    spot = evidence[0] if evidence else EvidenceRef("", "")
    answered = finding.attested
    return (
        result.run.site, result.run.finished, finding.rule, finding.title, finding.area, finding.severity.value,
        finding.verdict.value, finding.confidence.value, finding.mode, subject, message, spot.url[:LONGEST_URL],
        spot.selector, spot.quote, finding.remediation, finding.question, finding.why, ", ".join(finding.sources),
        answered.answer.answer if answered else "", answered.machine if answered else finding.verdict.value, mark,
    )  # fmt: skip
