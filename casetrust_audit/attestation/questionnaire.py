"""Writes the questions that only a person can answer: as YAML to be filled in and read back, and as a sheet to print.

Only requirements that apply and are undecided are asked for, under the questions that decide them. What the shop's
pages say stands in comments, made harmless; nothing of it can become a key or an answer.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casetrust_audit.attestation.asked import Asked, to_ask
from casetrust_audit.attestation.read import Draft
from casetrust_audit.model.attestation import ANSWERS, NO_QUESTIONS, Questions, Wanted
from casetrust_audit.model.result import AuditResult, Finding
from casetrust_audit.report.escape import clean, markdown_text

_WIDE = 110
_HEAD = """\
Questions that only you can answer. They ask for what the audit could not see, and for nothing else.

For each: answer is met, partly, not-met, not-applicable or do-not-know. "do-not-know" is welcome: it stays open.
  met             all that the question decides is so; needs evidence: a file beside this one (only its SHA-256 is
                  kept), with owner and date
  partly, not-met and not-applicable need a reason
  evidence        such as [report.pdf], or [{file: report.pdf, sha256: "…", kind: policy}] where it stays away or is
                  of another kind; kinds are report, training, policy, register
  expires         the day from which the answer counts no more; where you name none, the kind of evidence says it
  seen_by         whoever has seen the evidence and vouches for it, such as the consultant
One answer to a question (Q…) fills all that it decides. Where one of these is different, answer it by itself under
`answers:`, by its name; that goes before. What two questions decide needs both.
Without the signature below, and without evidence for "met", nothing is decided by an answer.

Then: casetrust-audit check BUNDLE --attestations THIS-FILE"""
_SIGNER = (
    ("name", ""), ("role", ""), ("entity", "as registered with ACRA"), ("uen", ""),
    ("date", "the day you sign, such as 2026-11-26"),
)  # fmt: skip
_SIGNATURE = "true signs: the answers are true to the best of your knowledge"
_ENTRY = ("answer", "reason", "evidence", "owner", "date")
_ENTRY_MORE = ("expires", "seen_by")
_BLANK: Mapping[str, Any] = {"answer": "do-not-know"}
EMPTY = Draft()


def as_yaml(result: AuditResult, table: Questions = NO_QUESTIONS, draft: Draft = EMPTY) -> str:
    """The questionnaire, with what `draft` has of it already; what the draft answers and nobody asks now is kept."""
    asked = to_ask(result.findings, table)
    lines = [*_comment(_HEAD, keep=True), "#", *_comment(f"{len(asked)} questions for {clean(result.run.site, 120)}")]
    lines += [f"shop: {_plain(result.run.site)}", f"bundle: {json.dumps(result.bundle_digest)}", *_signer(draft.signer)]
    for section, kept in (("questions", draft.questions), ("answers", draft.answers)):
        lines += ["", *_section(section, kept, [one for one in asked if one.section == section], table)]
    return "\n".join(lines) + "\n"


def _section(
    name: str, entries: Mapping[str, Mapping[str, Any]], asked: Sequence[Asked], table: Questions
) -> Iterator[str]:
    keys = {one.key for one in asked}
    others = {key: entry for key, entry in entries.items() if key not in keys}
    yield f"{name}:" if asked or others else f"{name}: {{}}"
    for one in asked:
        yield ""
        yield from _question(one, table)
        yield from _entry(one.key, entries.get(one.key, _BLANK))
    if others:
        yield ""
        yield from _comment(
            "Answered before, and not open in this audit:" if asked else "Answered by themselves:", "  "
        )
        for key, entry in others.items():
            yield from _entry(key, entry)


def _question(one: Asked, table: Questions) -> Iterator[str]:
    yield from _comment(f"{one.key}: {one.text}" if one.is_question else f"Asked: {one.text}", "  ")
    if one.evidence:
        yield from _comment(f"To show: {evidence_words(one.evidence, table)}", "  ")
    for finding in one.findings:
        name = f"{finding.rule}, {finding.severity.value}: {finding.title}"
        yield from _comment(f"- {name}{_needs_more(finding, one, table)}", "  ")
        yield from _comment(f"  The audit: {finding.message}", "  ")
    if not one.findings:
        yield from _comment("Recorded; decides nothing.", "  ")


def _needs_more(finding: Finding, one: Asked, table: Questions) -> str:
    others = [question.id for question in table.of_rule(finding.rule) if question.id != one.key]
    return f" (needs {', '.join(others)} too)" if others else ""


def evidence_words(evidence: Sequence[Wanted], table: Questions) -> str:
    """What to show, each with its kind and how long that counts."""
    return "; ".join(
        f"{wanted.what} ({wanted.kind}, counts {table.lasts([wanted.kind])} months)" for wanted in evidence
    )


def _signer(given: Mapping[str, Any]) -> Iterator[str]:
    yield "signer:"
    for key, note in _SIGNER:
        line = f"  {key}: {_plain(given.get(key) or '')}"
        yield f"{line:<20}# {note}" if note else line
    signed = "true" if given.get("true_to_best_knowledge") is True else "false"
    yield f"  true_to_best_knowledge: {signed}   # {_SIGNATURE}"


def _entry(key: str, entry: Mapping[str, Any]) -> Iterator[str]:
    yield f"  {key}:"
    for name in (*_ENTRY, *(n for n in _ENTRY_MORE if entry.get(n))):
        if name == "answer":
            yield f"    answer: {entry.get('answer') or 'do-not-know'}"
        elif name == "evidence":
            yield f"    evidence: [{', '.join(_document(one) for one in entry.get('evidence') or ())}]"
        else:
            yield f"    {name}: {_plain(entry.get(name) or '')}"


def _document(one: Any) -> str:
    if isinstance(one, Mapping):
        return "{" + ", ".join(f"{key}: {_plain(value)}" for key, value in one.items()) + "}"
    return _plain(one)


def _plain(value: Any) -> str:
    """Text in quotes that YAML reads back as it is, without anything invisible in it."""
    return json.dumps(clean(str(value), 4000), ensure_ascii=False)


def _comment(text: str, indent: str = "", *, keep: bool = False) -> Iterator[str]:
    lines = text.split("\n") if keep else textwrap.wrap(clean(text), _WIDE - len(indent), break_on_hyphens=False)
    for line in lines:
        yield f"{indent}# {line}".rstrip()


def as_markdown(result: AuditResult, titles: Mapping[str, str], table: Questions = NO_QUESTIONS) -> str:
    """The same questions as a sheet for people; `titles` are the names of the areas."""
    asked = to_ask(result.findings, table)
    parts = [
        f"# Questions for {markdown_text(result.run.site)}",
        f"{len(asked)} questions that the audit of {result.run.started[:10]} left open. Only what is entered into the "
        "YAML file counts; this sheet is for asking around.",
    ]
    for one in (one for one in asked if one.is_question):
        parts += [
            f"## {one.key}: {markdown_text(one.text)}",
            f"To show: {markdown_text(evidence_words(one.evidence, table))}",
        ]
        parts += _open(one.findings) if one.findings else ["Recorded; decides nothing."]
        parts += _boxes()
    places = list(titles)
    rest = [one for one in asked if not one.is_question]
    rest.sort(key=lambda one: (places.index(area) if (area := one.findings[0].area) in titles else 99, one.key))
    area = ""
    for one in rest:
        if one.findings[0].area != area:
            area = one.findings[0].area
            parts.append(f"## {markdown_text(titles.get(area, area))}")
        parts += [f"### {markdown_text(one.text)}", *_open(one.findings), *_boxes()]
    parts.append("Signed (name, role, entity, UEN, date): ______________________________")
    return "\n\n".join(parts) + "\n"


def _open(findings: Sequence[Finding]) -> list[str]:
    """A list of the requirements that an answer decides, and what the audit says of each."""
    return [
        "\n".join(
            f"- {markdown_text(f.title)} (`{f.rule}`, {f.severity.value}). The audit: {markdown_text(f.message)}"
            for f in findings
        )
    ]


def _boxes() -> list[str]:
    return [
        " ".join(f"☐ {answer}" for answer in ANSWERS),
        "Reason or evidence (file, date, owner): ______________________________",
    ]
