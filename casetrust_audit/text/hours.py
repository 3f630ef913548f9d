"""Opening hours in text: days with the times they are open. Offsets are into `normalise(text)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrust_audit.text.normalise import normalise

_DAY = (
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:\.|(?<=mon)day|(?<=tue)sday|(?<=wed)nesday|"
    r"(?<=thu)rsday|(?<=fri)day|"
    r"(?<=sat)urday|(?<=sun)day)?s?|m ?[-–] ?f|m ?[-–] ?(?:th|sat|sun)|weekdays?|week ?ends?|daily|every ?day|(?:7|"
    r"seven) days(?: a week)?|"
    r"(?:and |& |eve of )?(?:public |ph |bank )?holidays?|ph|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonntag|"
    r"(?<!\w)(?:mo|di|mi|do|fr|sa|so)(?=\.? ?[-–:.] ?|\.? ?(?:bis|und))|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|"
    r"isnin|selasa|rabu|khamis|jumaat|sabtu|ahad|星期[一二三四五六日天]|周[一二三四五六日]|週[一二三四五六日]|每天|每日"
)
_CLOCK = (
    r"(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9])?(?: ?(?:a\.?m\.?|p\.?m\.?|a|p|h(?:[0-5][0-9])?|uhr|pagi|petang|"
    r"malam|tengah hari)(?![a-z]))?|noon|midnight|(?:[01][0-9]|2[0-4])[0-5][0-9] ?(?:h(?:rs|ours)?)?"
)
_RANGE = rf"(?:from )?(?:{_CLOCK}) ?(?:[-–—~]|to|until|till|bis|à|hingga|至|到) ?(?:{_CLOCK})(?: ?(?:hrs|uhr))?"
_TOKEN = re.compile(
    rf"(?P<always>\b24 ?/ ?7(?:/365)?\b|\b24 ?(?:hours|hrs?|h)\b(?: ?service)?|around the clock)|"
    rf"(?P<range>(?:(?<=day)|(?<![\w$£€.,:#/+-])){_RANGE}(?![\w%:/-]))|"
    rf"(?P<closed>\b(?:closed|geschlossen|fermé|by appointment(?: only)?|tutup)\b|休息)|"
    rf"(?P<day>(?<![a-z])(?:{_DAY})(?![a-z]))|"
    r"(?P<zone>\b(?:(?:pacific|eastern|central|mountain|eastern daylight savings?|singapore) (?:standard |"
    r"daylight )?time|[PECM][SD]?T|GMT|BST|SGT|AE[SD]T|CET)\b)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[ap]\.?m|[:.][0-5][0-9]|[0-9] ?[ap]\b|noon|midnight|\b[0-2][0-9][0-5][0-9]\b|uhr|pagi|petang|"
    r"[0-9] ?h(?:[0-5][0-9])?\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?i:[\s,;:.&/()|–—·•至到和及、：-]|\b(?:du|au|de|les|von|dari|to|till?|until|through|thru|and|or|except|from|at|"
    r"open|hours?|we are|on|bis|und|et|à|dan|hingga|"
    r"excluding|excl|incl|including|only|winter|summer|a\.?m|p\.?m|lunch|the|a|week|after hours|we'?re|available|at|"
    r"between|all|day|days|time))*"
)
_LABEL = re.compile(
    r"(?:hours|open(?:ing)?|operat|office|visit|call us|horaires|öffnungszeiten|营业时间|營業時間|waktu)[^0-9]{0,60}$",
    re.IGNORECASE,
)
_NOT_OPENING = re.compile(
    r"(?:deliver|dispatch|ship|arriv|within|last order|event|workshop|class)\w*[^.]{0,40}$", re.IGNORECASE
)
_MAY_TELL = re.compile(
    r"(?:[-–—~à至到]|to|till?|bis|hingga) ?(?:[0-9]|noon|midnight)|\b24 ?[/h]|around the clock|closed|"
    r"geschlossen|fermé|appointment|tutup|休息",
    re.IGNORECASE,
)
"""Without a time that follows another, and without a word for "closed" or "always", no days are opening hours."""
_LIMIT = 6000


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours as written, and where they stand."""

    raw: str
    start: int
    confidence: float

    @property
    def end(self) -> int:
        return self.start + len(self.raw)


@dataclass(slots=True)
class _Span:
    start: int
    end: int
    kinds: list[str]
    words: list[str]


def find_hours(text: str) -> tuple[Hours, ...]:
    """Opening hours by position: days and times that stand together, or that it is open around the clock."""
    plain = normalise(text[:_LIMIT])
    if not _MAY_TELL.search(plain):
        return ()
    spans: list[_Span] = []
    for match in _TOKEN.finditer(plain):
        kind = match.lastgroup or ""
        gap = plain[spans[-1].end : match.start()] if spans else ""
        if spans and len(gap) <= 40 and _WITHIN.fullmatch(gap):
            spans[-1].end = match.end()
            spans[-1].kinds.append(kind)
            spans[-1].words.append(match[0])
        else:
            spans.append(_Span(match.start(), match.end(), [kind], [match[0]]))
    return tuple(hours for span in spans if (hours := _judged(plain, span)))


def _judged(plain: str, span: _Span) -> Hours | None:
    kinds = set(span.kinds)
    ranges = [w for k, w in zip(span.kinds, span.words, strict=True) if k == "range"]
    signed = any(_SIGNED.search(w) for w in ranges)
    before = plain[max(0, span.start - 80) : span.start]
    labelled = bool(_LABEL.search(before))
    if _NOT_OPENING.search(before) and not labelled:
        return None
    if "day" in kinds and ranges and (signed or labelled):
        sure = 0.9
    elif ranges and signed and labelled:
        sure = 0.85
    elif "always" in kinds:
        sure = 0.75 if labelled or "day" in kinds else 0.5
    elif ranges and signed and "zone" in kinds:
        sure = 0.75
    elif "day" in kinds and "closed" in kinds:
        sure = 0.7
    elif ranges and any(re.search(r"[ap]\.?m", w, re.I) for w in ranges):
        sure = 0.5
    else:
        return None
    return Hours(plain[span.start : span.end], span.start, sure)
