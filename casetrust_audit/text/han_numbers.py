"""Whole numbers written in Chinese characters: "一百二十", "两千零五", and the loose ranges "两三", "十七八"."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
NUMERALS = "".join(DIGITS) + "十百千万萬"
"""The characters such a number may hold, for a class of a pattern."""

_ONE = "[一二两兩三四五六七八九]"
_NUMBER = re.compile(rf"(?:({_ONE})千)?(零)?(?:({_ONE})百)?(零)?(?:({_ONE})?(十))?(零)?({_ONE})?")
_PAIR = re.compile(rf"(.*?)({_ONE})({_ONE})(十?)")


def value_of(text: str) -> Decimal | None:
    """The number, from nought to 9 999 万; None where the text is no well-formed one ("二〇二六", "一百八")."""
    high, ten_thousand, low = text.partition("万") if "万" in text else text.partition("萬")
    if ten_thousand:
        above, below = _below(high), _below(low) if low else Decimal(0)
        fits = above and below is not None and (not low or low[0] == "零" or "千" in low)
        return above * 10_000 + below if fits and above is not None and below is not None else None
    return _below(text)


def range_of(text: str) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest of a number or of a loose range: "三五" is three to five, not thirty-five."""
    if (value := value_of(text)) is not None:
        return value, value
    if not (pair := _PAIR.fullmatch(text)) or not DIGITS[pair[2]] < DIGITS[pair[3]] <= DIGITS[pair[2]] + 2:
        return None
    if pair[1] and (pair[4] or not pair[1].endswith("十")):
        return None
    low, high = (value_of(f"{pair[1]}{digit}{pair[4]}") for digit in (pair[2], pair[3]))
    return (low, high) if low is not None and high is not None else None


def _below(text: str) -> Decimal | None:
    """A number below ten thousand."""
    if text in ("零", "〇"):
        return Decimal(0)
    found = _NUMBER.fullmatch(text)
    if not text or not found:
        return None
    thousands, _, hundreds, _, tens, ten, _, ones = found.groups()
    if _gap_is_wrong(found):
        return None
    parts = ((thousands, 1000), (hundreds, 100), (tens or ("一" if ten else None), 10), (ones, 1))
    return Decimal(sum(DIGITS[digit] * size for digit, size in parts if digit))


def _gap_is_wrong(found: re.Match[str]) -> bool:
    """ "一百八" is 108 or 180; "一百零八" and "一百八十" are certain. A nought stands once, between two numbers."""
    thousands, gap1, hundreds, gap2, _, ten, gap3, ones = found.groups()
    noughts = [g for g in (gap1, gap2, gap3) if g]
    higher = thousands or hundreds
    if noughts:
        return len(noughts) > 1 or not higher or not (ones or ten or hundreds)
    return bool((higher and ones and not ten) or (thousands and ten and not hundreds))
