"""Writes the questions that only a person can answer: as YAML to be filled in and read back, and as a sheet to print.

Only requirements that apply and are undecided are asked for. What the shop's pages say stands in comments, made
harmless; nothing of it can become a key or an answer.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from casetrust_audit.model.attestation import ANSWERS
from casetrust_audit.model.result import UNDECIDED, AuditResult, Finding, Severity
from casetrust_audit.report.escape import clean, markdown_text

_ORDER = {severity: place for place, severity in enumerate(Severity)}
_WIDE = 110
_HEAD = """\
Questions that only you can answer. They ask for what the audit could not see, and for nothing else.

For each: answer is met, partly, not-met, not-applicable or do-not-know. "do-not-know" is welcome: it stays open.
  met             needs evidence: a file beside this one (only its SHA-256 is kept), with owner and date
  partly, not-met and not-applicable need a reason
  expires         the day from which the answer counts no more; twelve months after its date where you name none
  seen_by         whoever has seen the evidence and vouches for it, such as the consultant
Without the signature below, and without evidence for "met", nothing is decided by an answer.

Then: casetrust-audit check BUNDLE --attestations THIS-FILE"""


def questions(findings: Sequence[Finding]) -> list[Finding]:
    """The findings to be asked about: undecided ones, blockers first."""
    return sorted((f for f in findings if f.verdict in UNDECIDED), key=lambda f: (_ORDER[f.severity], f.area, f.rule))


def as_yaml(result: AuditResult) -> str:
    """The questionnaire to be filled in."""
    asked = questions(result.findings)
    lines = [*_comment(_HEAD, keep=True), "#", *_comment(f"{len(asked)} questions for {clean(result.run.site, 120)}")]
    lines += [
        f"shop: {json.dumps(clean(result.run.site, 200))}",
        f"bundle: {json.dumps(result.bundle_digest)}",
        "signer:",
        '  name: ""',
        '  role: ""',
        '  entity: ""        # as registered with ACRA',
        '  uen: ""',
        '  date: ""          # the day you sign, such as 2026-11-26',
        "  true_to_best_knowledge: false   # true signs: the answers are true to the best of your knowledge",
        "answers:" if asked else "answers: {}",
    ]
    for finding in asked:
        lines += ["", *_question(finding)]
    return "\n".join(lines) + "\n"


def _question(finding: Finding) -> Iterator[str]:
    yield from _comment(f"{finding.area} · {finding.severity.value} · {finding.title}", "  ")
    yield from _comment(f"Asked: {finding.question}", "  ")
    yield from _comment(f"The audit: {finding.message}", "  ")
    yield f"  {finding.rule}:"
    yield "    answer: do-not-know"
    yield '    reason: ""'
    yield '    evidence: []      # such as [report.pdf], or [{file: report.pdf, sha256: "…"}] where it stays away'
    yield '    owner: ""'
    yield '    date: ""'


def _comment(text: str, indent: str = "", *, keep: bool = False) -> Iterator[str]:
    lines = text.split("\n") if keep else textwrap.wrap(clean(text), _WIDE - len(indent), break_on_hyphens=False)
    for line in lines:
        yield f"{indent}# {line}".rstrip()


def as_markdown(result: AuditResult, titles: Mapping[str, str]) -> str:
    """The same questions as a sheet for people; `titles` are the names of the areas."""
    asked = questions(result.findings)
    parts = [
        f"# Questions for {markdown_text(result.run.site)}",
        f"{len(asked)} questions that the audit of {result.run.started[:10]} left open. Only what is entered into the "
        "YAML file counts; this sheet is for asking around.",
    ]
    area = ""
    for finding in sorted(asked, key=lambda f: (list(titles).index(f.area) if f.area in titles else 99, f.rule)):
        if finding.area != area:
            area = finding.area
            parts.append(f"## {markdown_text(titles.get(area, area))}")
        boxes = " ".join(f"☐ {answer}" for answer in ANSWERS)
        parts += [
            f"### {markdown_text(finding.title)}",
            f"`{finding.rule}` · {finding.severity.value}",
            markdown_text(finding.question),
            f"The audit: {markdown_text(finding.message)}",
            boxes,
            "Reason or evidence (file, date, owner): ______________________________",
        ]
    parts.append("Signed (name, role, entity, UEN, date): ______________________________")
    return "\n\n".join(parts) + "\n"
