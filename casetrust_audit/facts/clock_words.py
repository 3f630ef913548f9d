"""Words and figures of countdown clocks: what a text says is left, and whether figures like these stand still."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.normalise import fold, normalise

_UNITS = (
    ("day", 86400, r"days?|d|天|日|hari"),
    ("hour", 3600, r"hours?|hrs?|h|小时|时|時|jam"),
    ("minute", 60, r"minutes?|mins?|m|分钟|分鐘|分|minit"),
    ("second", 1, r"seconds?|secs?|s|秒|saat"),
)
_SIZES = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_LABELLED = re.compile(
    r"(?=[\s,:]*\d)"  # every part may be missing: without this it would match nothing, everywhere
    r"(?:\b(?P<day>\d{1,3})\s?(?:days?|d|hari)(?![a-z])|(?P<day2>\d{1,3})\s?[天日])?[\s,:]*"
    r"(?:(?P<hour>\d{1,2})\s?(?:hours?|hrs?|h(?![a-z])|小时|时|時|jam(?![a-z])))?[\s,:]*"
    r"(?:(?P<minute>\d{1,3})\s?(?:minutes?|mins?|m(?![a-z])|分钟|分鐘|分|minit))?[\s,:]*"
    r"(?:(?P<second>\d{1,2})\s?(?:seconds?|secs?|s(?![a-z])|秒|saat))?"
)
_UNIT_NAME = "|".join(pattern for _, _, pattern in _UNITS)
CLOCK_PART = re.compile(rf"[\d\s:]+|(?:\d*\s*(?:{_UNIT_NAME})\s*:?\s*)+")
UNIT_ALONE = re.compile(rf"\s*(?:{_UNIT_NAME})\s*:?\s*")
_CLOCK = re.compile(
    # the signs between the parts are alike: "9:00 : 18:00" is from nine to six
    r"(?:(\d{1,3})\s?(?:days?|d|天|日|"
    r"hari)[\s,:]*)?(?<![\d:.])(?:(\d{1,3})(?=(?P<sep>\s?:\s?))\s?:\s?)?(\d{1,2})(?P<by>\s?:\s?)(\d{2})(?P=by)"
    r"(\d{2})(?![\d:])|"
    r"(?<![\d:.])(\d{1,3})\s?:\s?([0-5]\d)(?![\d:])(?!\s?(?:am|pm|hrs?|h)\b)"
)
_FLIPPED = re.compile(
    r"\b(\d) (\d)(?= ?(?::|(?:days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)\b) ?\d \d\b)|"
    r"(?<=[:a-z] )(\d) (\d)\b(?! \d)"
)
"""Each figure on a card of its own: "1 4 : 4 5"."""
_FLIPS = re.compile(r"\b\d \d ?(?::|(?:days?|hours?|hrs?|minutes?|mins?)\b) ?\d \d\b")
_SINGLE = re.compile(r"(?<![\d:])\d{1,2}(?: : \d{1,2}){2,3}(?! ?[\d:])")
_NAME = r"(?:days?|hours?|hrs?|hr|minutes?|mins?|min|seconds?|secs?|sec)"
_ROWS = re.compile(  # figures in one row, their units in another, or each unit before its figure; or no space at all
    rf"(?P<a>\d{{1,3}}(?:\s+\d{{1,2}}){{1,3}})\s+(?P<u>{_NAME}(?:[\s:]+{_NAME}){{1,3}})(?!\s*:?\s*\d)|"
    rf"(?<![\d ])(?P<v>{_NAME}(?:[\s:]+{_NAME}){{1,3}})\s*:?\s*(?P<b>\d{{1,3}}(?:[\s:]+\d{{1,2}}){{1,3}})|"
    rf"^\D*?\b(?P<each>{_NAME}\s*:?\s*\d{{1,3}}(?:[\s,:]+{_NAME}\s*:?\s*\d{{1,2}}){{1,3}})\W*$|"
    r"\b(?:ends?|ending|expires?|left|in|countdown|hurry)\W{1,3}(?P<bare>\d{1,3}(?:\s+\d{2}){2,3})\W*$|"
    r"\b(?P<d>\d{1,3})\s?days?\s?(?P<h>\d\d)(?P<m>[0-5]\d)(?P<s>[0-5]\d)(?!\d)"
)
_SPAN = re.compile(
    r"\d\s?(?:am|pm)\b|(?<![\d:])\d{1,2}[:.]\d{2}(?:\s?(?:-|–|—|~|/|\||,|&|and|to|till?|until|至|到|hingga)\s?|"
    r"\s+:?\s*|:\s+)\d{1,2}[:.]\d{2}(?![\d:])|"
    r"\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\W{0,3}\d{1,2}[:.]\d{2}"
)
_LETTER = re.compile(r"[\s,:]*\d{1,3}\s?(?:[dhms]|[日时時分])[\s,:]*")
"""One number and one letter: a size, a length or a mark more often than a time ("38 S", "5 m", "4.8分")."""
_RUNS_BEFORE = re.compile(
    r"(?:\b(?:in|within|next|left|remaining|last|final|ends?|ending|expires?|dalam|lagi)|最后|最後|仅限|剩余?|"
    r"剩餘|还有|還有|"
    r"距离?结束)\W*\Z"
)
_RUNS_AFTER = re.compile(r"\s*(?:left|remaining|to go|lagi)\b|后结束|後結束|内结束")
RUNS_OUT = re.compile(
    r"\b(?:ends?|ending|expires?|expiring|left|remaining|hurry|countdown|last chance|limited time|within|to go|"
    r"(?:in|for) the next|closes? in|over in|reserv\w+|held|hold|saved|released|tamat|berakhir|lagi)\b|"
    r"倒计时|倒計時|距|结束|結束|剩|还有|還有|限时|限時|保留"
)
"""Words of an end. Words of a sale are none: "Sale: 30 min massage", "Deal: 1:24 scale model"."""
_STAMP = re.compile(
    r"\dt\d{1,2}:\d{2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|"
    r":\d{2}(?:\.\d+)?\s?(?:z\b|[+-]\d{2}:?\d{2}\b|utc|gmt|sgt)|"
    r"\d{1,2}月\d{1,2}日"
)
"""When something was written."""
_HOURS = re.compile(
    r"\b(?:open(?:ing|s|ed)?|closing|business|office|store|shop|operating|operation|trading|working|service|"
    r"visiting|collection|pick-?up|lunch|break|lesson|class|"
    r"show|check-?in|check-?out) (?:hours?|times?)\b|\bopen (?:daily|from|on|every)|\bhours of (?:business|"
    r"operation)|^\W*hours\b|\b(?:daily|weekdays?|weekends?|public holidays?)\b|"
    r"\b(?:kick-?off|final score|half[- ]?time|full[- ]?time|aspect ratio|ratio|scale|playing time|running time|"
    r"run ?time|duration|track|lap|chapter|verse)\b|"
    r"[营營]业|[营營]業|[办辦]公[时時]|waktu (?:operasi|perniagaan)"
)
"""Hours of business, scores, lengths: figures that stand still."""
_OF_DAY = re.compile(  # a time of day or a date: the deadline itself, not what is left
    r"\b(?:at|until|till|til|by|before|from|after|since|today|tonight|tomorrow|"
    r"noon|midnight|ends?|ending|closes?|opens?|on)"
    r"\s*,?\s*\d{1,2}:\d{2}|\d\s?(?:a\.?m|p\.?m)\b|\d{1,2}[:.]\d{2}\s?(?:hrs|h)\b|\b20\d\d\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?\.?\s+\d|"
    r"\d(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|"
    r"dec)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_GOES_ON = re.compile(r"\s?:\s?\d")
_COUNTS_DOWN = re.compile(r"\b(?:in|within|left|remaining|next|only|countdown)\b|剩|还有|距")
PART = re.compile(
    r"\d+\s*(?:days?|hari|hours?|hrs?|jam|minutes?|mins?|minit|seconds?|secs?|"
    r"saat|[dhms](?![a-z])|天|日|小时|时|時|分钟|分鐘|分|秒)?"
)
OFFER = re.compile(
    r"\b(ends?|ending|expires?|expiring|left|remaining|hurry|flash|sale|deal|"
    r"offer|promo\w*|discount|countdown|last chance|"
    r"limited time|closes? in|over in)\b|\bsave (?:up to )?[\d¤]|\d\s?% off\b|"
    r"\b(?:activate|redeem|claim|unlock|apply|grab|use|valid|buy)\b.{0,30}\b(?:within|in the next|for the next)\b|"
    r"\b(?:price|yours)\b.{0,25}\bfor the next\b|"
    r"优惠|抢购|限时|倒计时|距|结束|剩余|tamat|berakhir|jualan"
)
DELIVERY = re.compile(
    r"\b(order|buy|checkout|purchase)\b.{0,40}\b(within|in the next|before|by)\b.{0,80}\b(deliver\w*|"
    r"dispatch\w*|despatch\w*|"
    r"ship\w*|arriv\w*|receive|get it|tomorrow|today|same[- ]day|next[- ]day|collect\w*)\b|\b(deliver\w*|dispatch\w*|"
    r"despatch\w*|shipping|next[- ]day|same[- ]day|cut[- ]?off)\b"
)
CART = re.compile(
    r"\b(reserv\w+|(your |the )?(cart|basket|bag|items?|seats?|tickets?)\b.{0,30}\b(held|"
    r"hold|reserved|expires?|saved|released)|"
    r"hold(ing)? (your|these)|checkout within|complete (your|the) (order|purchase|"
    r"payment) (with)?in|session (expires|ends)|checkout in|you have (?=\d).{0,25}\bto (complete|check ?out|"
    r"finish|pay))\b|保留"
)
AUCTION = re.compile(r"\b(bids?|bidding|auction|lot closes)\b")


_ENDS_IN = re.compile(
    r"^\W*days?\W+(?:hours?|hrs?)\W+min\w*(?:\W+sec\w*)?\W*$|"
    r"\b(?:sales?|offers?|deals?|promo\w*|discounts?|events?|specials?|savings?|price|prices|it|"
    r"hurry)\b.{0,30}\b(?:ends?|ending|expires?|expiring|closes|closing|"
    r"over|finishes|resets|goes up|increases)(?: in)?\s*[:：…-]*\W*$|^\W*(?:ends?|ending|expires?|expiring|closes|"
    r"closing|starts? over) in\b\W*$|"
    r"^\W*(?:time|hurry)[ ,!]*(?:left|remaining|is running out|running out)\b\W*|\btime(?:'?s|"
    r" is)? (?:almost )?(?:running out|up)\b|\bclock is ticking\b|"
    r"^\W*(?:offer|sale|deal) countdown\W*$|(?:[优優]惠|活[动動]|促[销銷]|[抢搶][购購]|秒[杀殺])?(?:距离?|"
    r"距離?)?(?:结束|結束|截止)(?:还有|還有|"
    r"[倒还還][计計剩]时?|倒[计計][时時])\W*$|[倒][计計][时時]\W*$"
)
"""The words over a clock, whose figures may be drawn."""
_ENDS_SOON = re.compile(
    r"\b(?:\d{1,3}|one|two|three|few) (?:days?|hours?|hrs?|minutes?|mins?) (?:left|to go|remaining)\W*$|"
    r"^\W*(?:last|final) \d{1,3} (?:hours?|days?|minutes?)\W*$|"
    r"\b(?:ends?|ending|expires?|expiring) (?:tomorrow|midnight|this evening)\b|\bonly (?:until|"
    r"till) (?:midnight|tonight|today|tomorrow)\b|^\W*until midnight\b|"
    r"\bprices? (?:will )?(?:rises?|goes? up|increases?|returns?|jumps?)\b.{0,12}\b(?:at|in|on|tonight|tomorrow|"
    r"soon|midnight)\b|"
    r"\bvalid (?:only )?today\b|\bonly today\b|"
    r"\b(sales?|offers?|deals?|promo\w*|discounts?|event)\b.{0,30}\b(ends?|ending|expires?|expiring|closing|"
    r"closes)\b.{0,12}"
    r"\b(soon|tonight|today|tomorrow|midnight|shortly|in \d+|within \d+)\b|\b(ends?|ending|expires?|"
    r"expiring) (soon|tonight|today|"
    r"at midnight)\b|"
    r"\bfinal (few )?hours?\b|^last (few )?hours\b|\blast chance\b.{0,30}\b(save|offer|deal|sale|order|buy)\b|"
    r"\b(only|just) \d+ (hours?|hrs?|minutes?|mins?) (left|remaining|to go)\b|\b\d+ (hours?|hrs?|minutes?|"
    r"mins?) left to\b|"
    r"\b(tawaran|jualan|promosi)\b.{0,20}\b(tamat|berakhir)\b.{0,12}\b(dalam|hari ini|malam ini|tidak lama)\b|"
    r"(优惠|優惠|活动|活動|促销|促銷|抢购|搶購).{0,6}(即将|即將|今晚|今天|马上|馬上)(结束|結束|截止)|"
    r"最后\d+(小时|分钟)"
)
NOT_AN_OFFER = re.compile(
    r"\b(to return|returns?|refunds?|warranty|to apply|applications?|survey|auction|bids?|valid for|valid until|"
    r"inactivity|"
    r"after \d+|your (coupon|voucher|points|link|code))\b"
)
"""Terms that run out without pressing anybody."""
_LASTS = re.compile(r"\b(?:seconds?|mins?|minutes?|hours?|hrs?)[ -](?:read|reading|watch|listen|video)\b")
"""How long something takes: "3 min read"."""


@lru_cache(maxsize=4096)
def without_amounts(text: str) -> str:
    """The folded text with a sign in the place of every amount of money, whose figures and letters are no time:
    the "S" of "S$130.80 S$98.10" counts no seconds."""
    plain = normalise(text)
    for amount in reversed(find_amounts(plain, bare=True)):
        raw = amount.raw
        if _GOES_ON.match(plain, amount.end):  # "S$10 02:13:22": the last figures begin a clock
            raw = raw.rpartition(" ")[0] or raw
        plain = f"{plain[: amount.start]}¤{plain[amount.start + len(raw) :]}"
    return fold(plain)


@lru_cache(maxsize=4096)
def remaining(text: str) -> tuple[int, int] | None:
    """Seconds left and the smallest unit shown, of a text that holds a clock; None where it holds none."""
    told = told_left(without_amounts(text))
    return (told.left, told.unit) if told else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says is left, in seconds. `unit` is the smallest part shown, `named` whether units are named."""

    left: int
    unit: int
    parts: int
    named: bool
    apart: bool = False
    """The units are named in a row of their own."""


def told_left(text: str) -> Told | None:
    """What a folded text without amounts says is left; None where it holds no clock."""
    if rows := _in_rows(text):
        return rows
    if _FLIPS.search(text):
        text = _FLIPPED.sub(lambda hit: "".join(filter(None, hit.groups())), text)
    if hit := _SINGLE.search(text):
        parts = [int(p) for p in hit.group().split(" : ")]
        left = sum(part * size for part, size in zip(parts[::-1], (1, 60, 3600, 86400), strict=False))
        return Told(left, 1, len(parts), False)
    if hit := _CLOCK.search(text):
        days, more, sep, hours, by, minutes, seconds, only_minutes, only_seconds = hit.groups()
        if only_minutes:
            return Told(int(only_minutes) * 60 + int(only_seconds), 1, 2, False)
        if more and sep != by:
            return None
        left = (int(days or 0) + int(more or 0)) * 86400 + int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        return Told(left, 1, 3, False)
    for hit in _LABELLED.finditer(text):
        named = {name: hit.group(name) for name, _, _ in _UNITS}
        named["day"] = named["day"] or hit.group("day2")
        given = [(size, int(value)) for (name, size, _) in _UNITS if (value := named[name])]
        if given and not _may_be_a_size(text, hit):
            return Told(sum(size * value for size, value in given), min(size for size, _ in given), len(given), True)
    return None


def _in_rows(text: str) -> Told | None:
    """Figures that stand apart from the names of their units."""
    hit = _ROWS.search(text)
    if not hit:
        return None
    if hit["d"]:
        return Told(int(hit["d"]) * 86400 + int(hit["h"]) * 3600 + int(hit["m"]) * 60 + int(hit["s"]), 1, 4, True, True)
    if hit["bare"]:
        parts = [int(part) for part in hit["bare"].split()]
        left = sum(part * size for part, size in zip(parts[::-1], (1, 60, 3600, 86400), strict=False))
        return Told(left, 1, len(parts), False)
    figures = re.findall(r"\d+", hit["a"] or hit["b"] or hit["each"])
    names = re.findall(r"[a-z]+", hit["u"] or hit["v"] or hit["each"])
    if len(figures) != len(names):
        return None
    sizes = [_SIZES[name[0]] for name in names]
    if sorted(sizes, reverse=True) != sizes or len(set(sizes)) != len(sizes):
        return None
    return Told(sum(int(f) * size for f, size in zip(figures, sizes, strict=True)), sizes[-1], len(sizes), True, True)


def _may_be_a_size(text: str, hit: re.Match[str]) -> bool:
    """A lone number and letter that no word beside it calls a time left, in a text that says more than it."""
    if not _LETTER.fullmatch(hit[0]) or _LETTER.fullmatch(text):
        return False
    return not (_RUNS_BEFORE.search(text, 0, hit.start()) or _RUNS_AFTER.match(text, hit.end()))


_ENDING = (
    "end", "expir", "clos", "over", "finish", "reset", "goes up", "increas", "left", "remain", "to go", "last",
    "final", "hour", "hrs", "min", "day", "time", "tonight", "price", "clock", "countdown", "tamat", "berakhir",
    "结", "結", "截", "倒", "最",
)  # fmt: skip
"""Without one of these nothing is said to end."""


def ends_soon(text: str) -> bool:
    """True where a folded text presses with an end that is near, without a clock: "Sale ends tonight"."""
    if not any(stem in text for stem in _ENDING):
        return False
    return bool(_ENDS_SOON.search(text) or _ENDS_IN.search(text)) and not NOT_AN_OFFER.search(text)


def stands_still(folded: str, before: str) -> bool:
    """True for figures of the form of a clock that do not count: a time of day, hours of business, a score."""
    if _LASTS.search(folded) or _SPAN.search(folded) or (_STAMP.search(folded) and not _left_beside(folded)):
        return True
    if _OF_DAY.search(folded) and not _left_beside(folded):
        return True
    named = _HOURS.search(folded) or (len(before) <= 160 and _HOURS.search(fold(before)))
    return bool(named) and not RUNS_OUT.search(folded)


def is_told_as_left(around: str) -> bool:
    """Two parts of a clock, or one beside the words that it is left."""
    for hit in _LABELLED.finditer(around):
        if len([part for part in hit.groups() if part]) > 1:
            return True
        if any(hit.groups()) and (_RUNS_BEFORE.search(around, 0, hit.start()) or _RUNS_AFTER.match(around, hit.end())):
            return True
    return False


def says_only_a_clock(text: str) -> bool:
    """True for minutes and seconds with no words but those of a sale: "Flash deal 04:59"."""
    rest = OFFER.sub("", _CLOCK.sub("", text, count=1))
    return bool(_CLOCK.search(text)) and not any(c.isalnum() for c in rest)


def _left_beside(text: str) -> bool:
    """True where a clock stands beside a date: "Ends 30 Nov: 02:13:22 left"."""
    return bool(re.search(r"\d\s?:\s?\d{2}\s?:\s?\d{2}\b", text)) and bool(_COUNTS_DOWN.search(text))
