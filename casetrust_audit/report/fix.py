"""What to do, apart from its example: advice, then how it is in this shop, or was in another, and how it could read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import Finding, Verdict
from casetrust_audit.report.spots import Spotter
from casetrust_audit.report.translator import Translator

_BEFORE = re.compile(r"(?:^|(?<=[\s.;。；]))(?:Before|修改前|改前|之前)\s?[:：]\s*")
_AFTER = re.compile(r"(?:^|(?<=[\s.;。；”\"」]))(?:After|修改后|改后|之后)\s?[:：]\s*")
_READ = re.compile(r" \(read \S+Z\)$")
"""When a clock was read: a note of ours, and no words of the shop."""
LINE = 200
"""Longest line of a shop, in characters, that stands as what it reads now; a longer one is a passage, and has its
place among the evidence."""


@dataclass(frozen=True, slots=True)
class Fix:
    """`before` and `after` are both empty where the text has no example."""

    advice: str
    before: str
    after: str
    own: bool = False
    """Whether `before` is the shop's own line, and no example."""
    picture: str = ""
    """data: URI of that line as a shopper sees it, or ""."""


def fix(finding: Finding, t: Translator, limit: int, spotter: Spotter | None = None) -> Fix:
    """What to do about `finding`, said by `t` and cut to `limit` characters, in its parts.

    With a `spotter` the shop's own line has its picture."""
    text = t.told(finding.remediation, limit)
    before = _BEFORE.search(text)
    after = _AFTER.search(text, before.end()) if before else None
    if before is None or after is None or not text[after.end() :]:
        return Fix(text, "", "")
    advice, then = text[: before.start()].strip(), text[after.end() :].strip()
    own = _own_line(finding)
    if own is None:
        return Fix(advice, text[before.end() : after.start()].strip(), then)
    picture = spotter.picture(own) if spotter else ""
    return Fix(advice, t.clean(_READ.sub("", own.quote), LINE), then, own=True, picture=picture)


def _own_line(finding: Finding) -> EvidenceRef | None:
    """The line of the shop that fails; None where something is missing, since then no line shows what is wrong."""
    if finding.verdict is not Verdict.FAIL or finding.searched:
        return None
    failing = [s.evidence for s in finding.subjects if s.verdict is Verdict.FAIL]
    found = failing if any(failing) else [finding.evidence]
    return next((ref for refs in found for ref in refs if 0 < len(ref.quote) <= LINE), None)
