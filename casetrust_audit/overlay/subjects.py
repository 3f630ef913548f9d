"""Which parts of a finding are open, and by what they are known again in another run.

A part is known by rule, role of its page, and label. Addresses lose their host, times of day their digits: these differ
between staging and the shop, and between two minutes. Amounts and percentages stay: what was tolerated at S$2.90 was
not tolerated at S$5.90. Where that finds no partner, parts that are left over are paired one to one by `loose_key`,
so that a moved page or another count does not make an old defect new, and no second defect hides behind a first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from casetrust_audit.model.capture import Capture
from casetrust_audit.model.result import Finding, SubjectResult, Verdict
from casetrust_audit.text.normalise import fold

_RANK = {
    Verdict.PASS: 0, Verdict.NOT_APPLICABLE: 0, Verdict.ATTEST: 1, Verdict.NOT_TESTED: 1, Verdict.ERROR: 1,
    Verdict.NEEDS_REVIEW: 2, Verdict.FAIL: 3,
}  # fmt: skip
OPEN, REVIEW, FAILED = 1, 2, 3

_ADDRESS = re.compile(r"https?://[^\s/?#”)]*([^\s?#”)]*)(?:[?#][^\s”)]*)?")
_CLOCK = re.compile(r"(?<!\d)\d{1,3}(?::\d{2}){1,2}(?!\d)")
_QUOTED = re.compile(r"“[^”]*”")
# a number that is neither an amount nor a percentage nor part of a word
_NUMBER = re.compile(r"(?<![\w$€£¥.,])(?<![$€£¥] )(?<!sgd )(?<!usd )(?<!rm )\d+(?:[.,]\d+)*(?![\w%])(?! ?%)")


def rank(verdict: Verdict) -> int:
    """How bad a verdict is for the shop: 0 nothing open, 1 not known, 2 for a person to judge, 3 failed."""
    return _RANK[verdict]


def open_parts(finding: Finding) -> tuple[SubjectResult, ...]:
    """Open subjects, where they explain the verdict; else the finding stands for the whole shop and has no parts."""
    worst = rank(finding.verdict)
    parts = tuple(s for s in finding.subjects if 0 < rank(s.verdict) <= worst)
    return parts if worst and any(rank(s.verdict) == worst for s in parts) else ()


def key_of(label: str) -> str:
    """A label without what differs from run to run."""
    text = fold(_ADDRESS.sub(lambda m: m[1].rstrip("/") or "/", label))
    return _CLOCK.sub("0:00", text)


def loose_key(label: str) -> str:
    """A label without addresses, and without bare numbers in what it quotes ("only 3 left")."""
    text = fold(_ADDRESS.sub("", label))
    return _QUOTED.sub(lambda m: _NUMBER.sub("0", _CLOCK.sub("0", m[0])), text)


def thing_of(label: str) -> str:
    """What a label is about: the page or product it names beside a quote, without what is said of it in brackets."""
    text = label.rpartition("” on ")[2] or label
    return key_of(text.split(" (", 1)[0].split(": “", 1)[0])


def fingerprint(rule: str, role: str, label: str) -> str:
    """Names a subject of a rule over all runs: 32 hex digits."""
    return hashlib.sha256(f"v2|{rule}|{role}|{key_of(label)}".encode()).hexdigest()[:32]


def page_roles(captures: Iterable[Capture]) -> dict[str, str]:
    """Role of each page by the id of its capture."""
    return {capture.id: capture.role for capture in captures}


def role_of(subject: SubjectResult, roles: Mapping[str, str]) -> str:
    """Role of the page that the subject's first piece of evidence is on; "" for a probe, or without evidence."""
    return roles.get(subject.evidence[0].source, "") if subject.evidence else ""


def path_of(url: str) -> str:
    """Path of an address, "" where it is none."""
    try:
        return urlsplit(url).path.rstrip("/") or "/"
    except ValueError:
        return ""


def with_fingerprints(findings: Sequence[Finding], captures: Iterable[Capture]) -> list[Finding]:
    """The findings, each subject with its fingerprint."""
    roles = page_roles(captures)
    return [
        replace(
            f,
            subjects=tuple(replace(s, fingerprint=fingerprint(f.rule, role_of(s, roles), s.label)) for s in f.subjects),
        )
        for f in findings
    ]
