"""Spellings of phone numbers that come to the same: dots of all kinds, dashes of all lengths, square brackets."""

from __future__ import annotations

import re

_SIGN = "[·•∙⋅‧・—―−]"
_TIGHT = re.compile(rf"(?<=[0-9)\]]){_SIGN}(?=[0-9(\[])")
_SPACED = re.compile(rf"(?<![0-9])[(\[]?[2-9][0-9]{{2}}[)\]]? ?{_SIGN} ?[2-9][0-9]{{2}} ?{_SIGN} ?[0-9]{{4}}(?![0-9])")
"""A dot with spaces about it parts two numbers, but not where both of them would be three groups of one."""
_AREA = re.compile(r"\[(\+?[0-9]{1,5})\](?=[ .·•-]{0,2}[0-9])")


def evened(text: str) -> str:
    """The text, as long as it was, with hyphens for what joins the parts of a number and round brackets about an area
    code."""
    text = _TIGHT.sub("-", _AREA.sub(r"(\1)", text))
    return _SPACED.sub(lambda match: re.sub(_SIGN, "-", match[0]), text)
