"""What to do, apart from its example: advice, then how it was and how it should be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrust_audit.report.translator import Translator

_BEFORE = re.compile(r"(?:^|(?<=[\s.;。；]))(?:Before|修改前|改前|之前)\s?[:：]\s*")
_AFTER = re.compile(r"(?:^|(?<=[\s.;。；”\"」]))(?:After|修改后|改后|之后)\s?[:：]\s*")


@dataclass(frozen=True, slots=True)
class Fix:
    """`before` and `after` are both empty where the text has no example."""

    advice: str
    before: str
    after: str


def fix(remediation: str, t: Translator, limit: int) -> Fix:
    """`remediation`, said by `t` and cut to `limit` characters, in its parts."""
    text = t.told(remediation, limit)
    before = _BEFORE.search(text)
    after = _AFTER.search(text, before.end()) if before else None
    if before is None or after is None or not text[after.end() :]:
        return Fix(text, "", "")
    return Fix(text[: before.start()].strip(), text[before.end() : after.start()].strip(), text[after.end() :].strip())
