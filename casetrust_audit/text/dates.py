"""Dates in shop text ("30 Nov 2026", 5/6/2026, "until 9 Aug", 2026年11月30日), each with every reading it can have.

Offsets are into `fold(text)`. Figures alone are read day first and month first: what they mean differs between shops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casetrust_audit.text.normalise import fold

_NAMES = (
    r"jan(?:uary|uari)?|feb(?:ruary|ruari)?|mar(?:ch)?|mac|apr(?:il)?|may|mei|june?|july|julai|jul|aug(?:ust)?|ogos"
    r"|sept?(?:ember)?|oct(?:ober)?|oktober|nov(?:ember)?|dec(?:ember)?|disember"
)
_NUMBERS = {
    "jan": 1, "feb": 2, "mar": 3, "mac": 3, "apr": 4, "may": 5, "mei": 5, "jun": 6, "jul": 7, "aug": 8, "ogo": 8,
    "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dis": 12,
}  # fmt: skip
_ORDINAL = r"(?:st|nd|rd|th)?"
# "only 5 may be bought", "2 mac 'n' cheese": these two names are words of their own
_NOT_A_MONTH = r"(?! (?:be|not|have|vary|apply|take|also|only|contain|get|need|use|differ|change|cause|'n|and|n)\b)"
_YEAR = (
    r"(?:(?:,?[\s./-]{1,2}|,)(?P<year>20\d\d)\b|(?P<glued>20\d\d)\b|(?:,?[\s./-]{1,2}'?|,|')(?P<short>\d\d)\b"
    r"(?!\s?(?:[:%$]|[ap]\.?m\b|\d)|[.,]\d| (?!(?:at|on|to|until|till|and|or|only|for|if|while|by|sgt)\b)[^\W\d_]))?"
)
"""The year of a date, if need be by its last two digits: not where these count or time something ("10% off", "25
pots")."""
_DAY_FIRST = re.compile(
    rf"(?<![\d.,$/:])\b(?P<day>\d{{1,2}})"
    rf"(?:{_ORDINAL}[\s./-]{{1,2}}(?:of )?|{_ORDINAL}(?=[a-z]{{3,9}}\b|[a-z]{{3,9}}20\d\d))"
    rf"(?P<month>{_NAMES})(?:\b|(?=20\d\d)){_NOT_A_MONTH}\.?{_YEAR}"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_NAMES})\b\.? (?:\d{{1,2}}{_ORDINAL} ?(?:-|–|to) ?)?(?P<day>\d{{1,2}}){_ORDINAL}\b(?![.:]\d|%)"
    rf"{_YEAR}"
)
_YEAR_FIRST = re.compile(
    r"\b(20\d\d)(?P<sign>[-/.])(\d{1,2})(?P=sign)(\d{1,2})\b|(?:(20\d\d)年)?(?<!\d)(\d{1,2})月(\d{1,2})[日号號]"
)
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sign>[/.-])(?P<b>\d{1,2})(?P=sign)(?P<year>20\d\d)(?![\d/])"
    r"|(?<![\d/.-])(?P<c>\d{1,2})(?P<mark>[/.-])(?P<d>\d{1,2})(?P=mark)(?P<short>\d\d)(?![\d/]|[.-]\d)"
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as written. `readings` are the days it can mean, earliest first; `dated` is false where the year is not
    written but taken to be the nearest."""

    raw: str
    start: int
    end: int
    readings: tuple[date, ...]
    dated: bool = True


def find_dates(text: str, today: date | None = None) -> tuple[StatedDate, ...]:
    """Dates by position. One without a year counts only where `today` is given, and is then the nearest such day."""
    folded = fold(text)
    found = [*_named(folded, today), *_year_first(folded, today), *_figures(folded)]
    found.sort(key=lambda d: (d.start, -d.end))
    kept: list[StatedDate] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _named(text: str, today: date | None) -> Iterator[StatedDate]:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            month, year = _NUMBERS[match["month"][:3]], match["year"] or match["glued"]
            year = year or (f"20{match['short']}" if match["short"] else None)
            if match["month"] == "mac" and not year:
                continue
            yield from _stated(match, year, month, int(match["day"]), today)


def _year_first(text: str, today: date | None) -> Iterator[StatedDate]:
    for match in _YEAR_FIRST.finditer(text):
        year, month, day = match[1] or match[5], match[3] or match[6], match[4] or match[7]
        yield from _stated(match, year, int(month), int(day), today)


def _figures(text: str) -> Iterator[StatedDate]:
    for match in _FIGURES.finditer(text):
        year = int(match["year"] or f"20{match['short']}")
        first, second = int(match["a"] or match["c"]), int(match["b"] or match["d"])
        readings = {day for one, two in ((first, second), (second, first)) if (day := _day(year, two, one))}
        if readings:
            yield StatedDate(match[0], match.start(), match.end(), tuple(sorted(readings)))


def _stated(match: re.Match[str], year: str | None, month: int, day: int, today: date | None) -> Iterator[StatedDate]:
    if year:
        days = [_day(int(year), month, day)]
    elif today is None:
        return
    else:
        near = [d for y in (today.year - 1, today.year, today.year + 1) if (d := _day(y, month, day))]
        days = [min(near, key=lambda d: abs((d - today).days), default=None)]
    if days[0] is not None:
        yield StatedDate(match[0], match.start(), match.end(), (days[0],), bool(year))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
