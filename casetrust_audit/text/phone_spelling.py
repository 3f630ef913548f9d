"""Spellings of phone numbers that come to the same: dots of all kinds, dashes of all lengths, square brackets."""

from __future__ import annotations

import re

_SIGN = "[·•∙⋅‧・—―−]"
_TIGHT = re.compile(rf"(?<=[0-9)\]]){_SIGN}(?=[0-9(\[])")
_SPACED = re.compile(rf"(?<![0-9])[(\[]?[2-9][0-9]{{2}}[)\]]? ?{_SIGN} ?[2-9][0-9]{{2}} ?{_SIGN} ?[0-9]{{4}}(?![0-9])")
"""A dot with spaces about it parts two numbers, but not where both of them would be three groups of one."""
_AREA = re.compile(r"\[(\+?[0-9]{1,5})\](?=[ .·•-]{0,2}[0-9])")
_TWO = re.compile(
    r"(?<![\w+./-])(?P<first>\+?[0-9(][0-9 ().-]{5,20}[0-9])/(?P<second>\+?[0-9(][0-9 ().-]{3,20}[0-9])(?![\w/])"
)
"""Two numbers that a stroke parts: "6123 4567/6765 4321". A lone area code before it is no number."""
_FEWEST, _WITH_CODE = 7, 10


def evened(text: str) -> str:
    """The text, as long as it was, with hyphens for what joins the parts of a number, round brackets about an area
    code, and a bar for the stroke between two numbers."""
    text = _TIGHT.sub("-", _AREA.sub(r"(\1)", text))
    if "/" in text:
        text = _TWO.sub(_parted, text)
    return _SPACED.sub(lambda match: re.sub(_SIGN, "-", match[0]), text)


def _parted(match: re.Match[str]) -> str:
    first, second = (sum(c.isdigit() for c in match[part]) for part in ("first", "second"))
    whole = first >= (_WITH_CODE if match["first"].startswith("+") else _FEWEST) and second >= _FEWEST
    return f"{match['first']}|{match['second']}" if whole else match[0]
