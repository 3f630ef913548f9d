"""Lengths of time in shop text ("within 3 working days", "twenty-one (21) days", 3个工作日), in days.

Offsets are into `normalise(text)`. A month counts as 30 days, a year as 365, an hour as 1/24.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.text.han_numbers import NUMERALS, range_of, value_of
from casetrust_audit.text.normalise import normalise

_ONE_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ONES = _ONE_WORDS.split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_WORDS = (
    {word: value for value, word in enumerate(_ONES) if value}
    | _TENS
    | {f"{ten}-{_ONES[one]}": value + one for ten, value in _TENS.items() for one in range(1, 10)}
    | {f"{ten} {_ONES[one]}": value + one for ten, value in _TENS.items() for one in range(1, 10)}
    | {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "lapan": 8, "sembilan": 9}
    | {"sepuluh": 10, "empat belas": 14}
)
_DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": Decimal(30), "year": Decimal(365)}
_LONGEST_YEARS = 100

_DIGITS = r"(?<![0-9.,:/-])[0-9]{1,4}(?:\.[0-9])?"
_SPELT = r"\b(?:" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")\b"
_COUNT = rf"(?:{_DIGITS}|{_SPELT})"
_TO = r" ?(?:-|–|—|~|to|or|and|hingga|sampai|sehingga|s/d|atau) ?"
_WORKING_EN = r"(?:(?:working|business|banking|bank|trading)(?: ?/ ?(?:working|business))?|work|weekdays?|week)"
_BRACKETED = rf" ?\((?:[0-9]{{1,4}}|{_SPELT})(?:{_TO}(?:[0-9]{{1,4}}|{_SPELT}))?\)"

_LATIN = re.compile(
    rf"(?:(?P<low>{_COUNT})(?: ?\((?:(?P<figure>[0-9]{{1,4}})|{_SPELT})\))?|\((?P<closed>[0-9]{{1,4}})\)(?= ))"
    rf"(?:{_TO}(?P<high>[0-9]{{1,4}}|{_SPELT}))?(?:{_BRACKETED})?"
    r"(?: ?-? ?)(?P<calendar>(?:(?:calendar|calender|natural|full|whole|clear|consecutive|straight)[ -]){1,2})?"
    rf"(?P<before>{_WORKING_EN}[ -])?"
    r"(?P<unit>hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?|hari|minggu|bulan|tahun|"
    r"jam)\b"
    r"(?:'s?\b)?(?: ?\(s\))?(?P<after> (?:waktu )?(?:be)?kerja)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:within|in|inside|after|under|than|least|up to|takes?|around|about) (?P<low>an?) (?:full |whole |calendar )?"
    r"(?P<before>(?:working|business) )?(?P<unit>hour|day|week|month|year)\b|"
    r"\b(?:have|has|get|gets|got) (?P<given>an?) (?:full |whole )?(?P<given_unit>day|week|month|year)"
    r"(?= (?:to|from|after|in which|since)\b)|"
    r"\b(?P<alone>an?) (?P<fortnight>fortnight)\b|"
    r"\bdalam (?:tempoh |masa )?(?P<one>se)(?P<malay>minggu|bulan|tahun)\b",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:(?P<same>same)|next|following|1st)[ -](?P<before>(?:working|business)[ -])?day\b", re.IGNORECASE
)
_HAN = re.compile(
    rf"(?P<low>(?<![0-9.,])[0-9]{{1,3}}(?:\.[0-9])?|(?<![{NUMERALS}几幾数數])(?:[{NUMERALS}]{{1,8}}|半)) ?"
    rf"(?:[-–—~至到] ?(?P<high>[0-9]{{1,3}}|[{NUMERALS}]{{1,8}}) ?)?"
    r"(?:个|個|整)?(?P<half>半)? ?(?:自然|日历|日曆|整)?(?P<before>工作|营业|營業)?(?P<unit>小时|小時|天|日|周|週|"
    r"星期|礼拜|月|年)"
    r"(?P<and_half>半(?![价價数數年月天日小]))?"
)
_TAMIL = re.compile(
    r"(?<![0-9.,])(?P<low>[0-9]{1,3})(?: ?[-–] ?(?P<high>[0-9]{1,3}))? ?(?P<before>வேலை |பணி |வணிக )?"
    r"(?P<unit>மணி நேர|மணிநேர|நாட்|நாள்|வார|மாத|ஆண்டு|வருட)"
)
_UNITS = {
    "h": "hour", "d": "day", "n": "day", "w": "week", "f": "fortnight", "m": "month", "y": "year",
    "hari": "day", "minggu": "week", "bulan": "month", "tahun": "year", "jam": "hour",
    "小时": "hour", "小時": "hour", "天": "day", "日": "day", "周": "week", "週": "week", "星期": "week",
    "礼拜": "week", "月": "month", "年": "year",
    "மணி நேர": "hour", "மணிநேர": "hour", "நாட்": "day", "நாள்": "day", "வார": "week", "மாத": "month",
    "ஆண்டு": "year", "வருட": "year",
}  # fmt: skip
_OPENING_HOURS = re.compile(r" ?(?:a|per|each|every|/) ?(?:day|week|month|year)\b|/7|,? ?7 days", re.IGNORECASE)
_AGE = re.compile(r" (?:old|of age|and above|and older)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """A stated length of time, `low_days` to `high_days`; `working` where it counts working days only."""

    raw: str
    start: int
    end: int
    low_days: Decimal
    high_days: Decimal
    working: bool


def find_durations(text: str) -> tuple[Duration, ...]:
    """Lengths of time by position. Not among them: "24 hours a day", ages, dates, "in 2019年"."""
    plain = normalise(text)
    patterns = (_LATIN, _ARTICLE, _NAMED) if plain.isascii() else (_LATIN, _ARTICLE, _NAMED, _HAN, _TAMIL)
    found = [d for pattern in patterns for d in _matches(pattern, plain)]
    found.sort(key=lambda d: (d.start, -d.end))
    kept: list[Duration] = []
    for duration in found:
        if not kept or duration.start >= kept[-1].end:
            kept.append(duration)
    return tuple(kept)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Duration]:
    for match in pattern.finditer(text):
        if _OPENING_HOURS.match(text, match.end()) or _AGE.match(text, match.end()):
            continue
        groups = match.groupdict()
        if pattern is _NAMED:
            days = Decimal(0 if groups["same"] else 1)
            yield Duration(match[0], *match.span(), days, days, bool(groups["before"]))
        elif pattern is not _HAN or not _is_date(text, match):
            yield from _counted(match, groups)


def _counted(match: re.Match[str], groups: dict[str, str | None]) -> Iterator[Duration]:
    one = groups.get("given") or groups.get("alone") or groups.get("one")
    low, loose = _ends(groups.get("figure") or groups["low"] or groups.get("closed") or one or "")
    high = _value(groups.get("high") or "") if groups.get("high") else loose
    unit = groups["unit"] or groups.get("given_unit") or groups.get("fortnight") or groups.get("malay") or ""
    name = _UNITS.get(unit.lower()) or _UNITS[unit[0].lower()]
    if low is None or high is None or high < low or (name == "year" and high >= _LONGEST_YEARS):
        return
    if groups.get("half") or groups.get("and_half"):
        low, high = low + Decimal("0.5"), high + Decimal("0.5")
    working = bool(groups.get("before") or groups.get("after")) and name == "day"
    yield Duration(match[0], *match.span(), _days(low, name), _days(high, name), working)


def _days(count: Decimal, unit: str) -> Decimal:
    return count / 24 if unit == "hour" else count * _DAYS[unit]


def _is_date(text: str, match: re.Match[str]) -> bool:
    """ "3月15日", "2026年", "周日": parts of a date, not lengths; a month counts with 个 only."""
    unit, before = match["unit"], text[max(0, match.start() - 1) : match.start()]
    if unit == "月":
        return "个" not in match[0] and "個" not in match[0]
    if unit == "日":
        return before in ("月", "/", "每", "节", "生") or text[match.end() : match.end() + 1] in ("元", "常")
    return before in ("第", "每")


def _value(text: str) -> Decimal | None:
    lower = text.lower()
    if lower in ("a", "an", "se"):
        return Decimal(1)
    if lower in _WORDS:
        return Decimal(_WORDS[lower])
    if re.fullmatch(r"[0-9]{1,4}(?:\.[0-9])?", lower):
        return Decimal(lower)
    return Decimal("0.5") if lower == "半" else value_of(lower)


def _ends(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest of one count: alike, but for "三五天", three to five days."""
    value = _value(text)
    return (value, value) if value is not None else range_of(text) or (None, None)
