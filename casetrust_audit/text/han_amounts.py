"""Amounts as Chinese shops write them beyond figures with a sign: "19元9角", "19块9", "1.3万元", "一百二十元".

Where a text may mean two things, the place is reported without a value: no amount is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.text import currencies
from casetrust_audit.text.han_numbers import NUMERALS, value_of

_SCALES = {"千": 1000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_HAN = "\u3400-\u9fff"
_NAMED = "人民币|人民幣|新元|新币|新幣|坡币|美元|美金|港币|港元|令吉|马币|台币|澳元"
_FIGURES = (
    r"(?<![0-9.,])(?P<figures>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]{1,9}(?:\.[0-9]{1,2})?)(?![0-9.,]?[0-9])"
)
_MAY_FOLLOW = f"(?![{_HAN}])|(?=[起整左以或至到及和与減减每/包另])"
"""What may stand behind an amount without making it another word: "1.3万起", and not "19.9万能胶"."""

_SCALED = re.compile(
    rf"(?:(?P<before>{currencies.BEFORE}) ?)?{_FIGURES} ?(?P<scale>[千万萬亿億])"
    rf"(?:(?P<after>{_NAMED}|[元圆圓块塊])|(?P<loose>(?:{_MAY_FOLLOW})))?"
)
_PART = "[0-9一二三四五六七八九]"
_PARTS = re.compile(
    rf"(?:(?P<before>[¥]|RMB|CNY) ?)?(?:{_FIGURES} ?|(?<![{NUMERALS}])(?P<words>[{NUMERALS}]{{1,10}}))"
    rf"(?P<unit>[元圆圓块塊])(?P<tenths>{_PART})"
    rf"(?:(?P<jiao>[角毛])(?:(?P<after_jiao>{_PART})分?)?|(?P<fen>分)|(?P<bare>))"
)
_WORDS = re.compile(rf"(?<![{NUMERALS}])(?P<words>[{NUMERALS}]{{1,10}})(?P<after>{_NAMED}|[元圆圓块塊][钱錢]?)")
_ENDS = re.compile(f"{_MAY_FOLLOW}|(?=[的吗])")

_JOINED = re.compile(r"[0-9A-Za-z%]|[.,][0-9]")


@dataclass(frozen=True, slots=True)
class HanAmount:
    """A place in the text, its value, and the currency as written; no value where it cannot be told for sure."""

    start: int
    end: int
    value: Decimal | None
    spelling: str


def han_amounts(text: str) -> Iterator[HanAmount]:
    """Such amounts of a normalised text, by position. Plain ones ("12元", "¥12") are left to others."""
    done = 0
    found = [one for read in (_scaled, _in_parts, _in_words) for one in read(text)]
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= done:
            yield one
            done = one.end


def _scaled(text: str) -> Iterator[HanAmount]:
    for match in _SCALED.finditer(text):
        spelling = match["after"] or match["before"] or ""
        if not spelling:
            continue  # "1.3万" alone counts anything
        sure = match["after"] is not None or match["loose"] is not None
        value = _figures(match["figures"]) * _SCALES[match["scale"]]
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        yield HanAmount(*match.span(), value if sure else None, spelling)


def _in_parts(text: str) -> Iterator[HanAmount]:
    """Yuan with tenths and hundredths behind them; "3元2件" is three for two pieces, and left to nobody."""
    for match in _PARTS.finditer(text):
        whole = _figures(match["figures"]) if match["figures"] else value_of(match["words"])
        tenths = _digit(match["tenths"])
        if match["jiao"]:
            part = tenths / 10 + (_digit(match["after_jiao"]) / 100 if match["after_jiao"] else 0)
        else:
            part = tenths / (100 if match["fen"] else 10)
        sure = whole is not None and "." not in (match["figures"] or "")
        sure = sure and (match["bare"] is None or _stands_alone(text, match))
        value = whole + part if sure and whole is not None else None
        yield HanAmount(*match.span(), value, match["before"] or match["unit"])


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """ "19块9" with nothing behind that makes another number or word of the last figure ("19块9折", "5元12")."""
    return bool(_ENDS.match(text, match.end())) and not _JOINED.match(text, match.end())


def _in_words(text: str) -> Iterator[HanAmount]:
    for match in _WORDS.finditer(text):
        unit, words = match["after"], match["words"]
        piece = unit in ("块", "塊")  # "一块蛋糕" is a piece
        word = len(words) == 1 and unit in ("元", "圆", "圓") and not _ENDS.match(text, match.end())
        value = value_of(words)
        if value is not None and not piece and not word:
            yield HanAmount(*match.span(), value, unit.rstrip("钱錢"))


def _figures(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _digit(text: str) -> Decimal:
    return Decimal(text) if text.isascii() else value_of(text) or Decimal(0)
