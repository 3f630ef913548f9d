"""Countdown clocks in the words of a page: what each says is left, in seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import TextBlock
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

KINDS = ("offer", "delivery", "cart", "auction")
JOINED = 9
"""A clock may be spread over this many short blocks: "02" "Days" "13" "Hours" …"""
SHORT = 14

_UNITS = (
    ("day", 86400, r"days?|d|天|日|hari"),
    ("hour", 3600, r"hours?|hrs?|h|小时|时|時|jam"),
    ("minute", 60, r"minutes?|mins?|m|分钟|分鐘|分|minit"),
    ("second", 1, r"seconds?|secs?|s|秒|saat"),
)
_LABELLED = re.compile(
    r"(?=[\s,:]*\d)"  # every part may be missing: without this it would match nothing, everywhere
    r"(?:\b(?P<day>\d{1,3})\s?(?:days?|d|hari)(?![a-z])|(?P<day2>\d{1,3})\s?[天日])?[\s,:]*"
    r"(?:(?P<hour>\d{1,2})\s?(?:hours?|hrs?|h(?![a-z])|小时|时|時|jam(?![a-z])))?[\s,:]*"
    r"(?:(?P<minute>\d{1,3})\s?(?:minutes?|mins?|m(?![a-z])|分钟|分鐘|分|minit))?[\s,:]*"
    r"(?:(?P<second>\d{1,2})\s?(?:seconds?|secs?|s(?![a-z])|秒|saat))?"
)
_CLOCK_PART = re.compile(rf"[\d\s:]+|(?:\d*\s*(?:{'|'.join(pattern for _, _, pattern in _UNITS)})\s*:?)")
_CLOCK = re.compile(
    r"(?:(\d{1,3})\s?(?:days?|d|天|日|hari)[\s,:]*)?(?<![\d:.])(?:(\d{1,3})\s?:\s?)?(\d{1,2})\s?:\s?(\d{2})\s?:\s?"
    r"(\d{2})(?![\d:])|"
    r"(?<![\d:.])(\d{1,3})\s?:\s?([0-5]\d)(?![\d:])(?!\s?(?:am|pm|hrs?|h)\b)"
)
_SPAN = re.compile(
    r"\d\s?(?:am|pm)\b|\d{1,2}[:.]\d{2}\s?(?:-|–|—|~|to|till?|until|至|到|hingga)\s?\d{1,2}[:.]\d{2}|"
    r"\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\W{0,3}\d{1,2}[:.]\d{2}"
)
_LETTER = re.compile(r"[\s,:]*\d{1,3}\s?(?:[dhms]|[日时時分])[\s,:]*")
"""One number and one letter: a size, a length or a mark more often than a time ("38 S", "5 m", "4.8分")."""
_RUNS_BEFORE = re.compile(
    r"(?:\b(?:in|within|next|left|remaining|last|final|ends?|ending|expires?|dalam|lagi)|最后|最後|仅限|剩余?|剩餘|还有|還有|距离?结束)\W*\Z"
)
_RUNS_AFTER = re.compile(r"\s*(?:left|remaining|to go|lagi)\b|后结束|後結束|内结束")
_RUNS_OUT = re.compile(
    r"\b(?:ends?|ending|expires?|expiring|left|remaining|hurry|countdown|last chance|limited time|within|to go|"
    r"(?:in|for) the next|closes? in|over in|reserv\w+|held|hold|saved|released|tamat|berakhir|lagi)\b|"
    r"倒计时|倒計時|距|结束|結束|剩|还有|還有|限时|限時|保留"
)
"""Words of an end. Words of a sale are none: "Sale: 30 min massage", "Deal: 1:24 scale model"."""
_OF_DAY = re.compile(  # a time of day or a date: the deadline itself, not what is left
    r"\b(?:at|until|till|til|by|before|from|after|since|today|tonight|tomorrow|"
    r"noon|midnight|ends?|ending|closes?|opens?|on)"
    r"\s*,?\s*\d{1,2}:\d{2}|\d\s?(?:a\.?m|p\.?m)\b|\d{1,2}[:.]\d{2}\s?(?:hrs|h)\b|\b20\d\d\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?\.?\s+\d|"
    r"\d(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|"
    r"dec)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_GOES_ON = re.compile(r"\s?:\s?\d")
_COUNTS_DOWN = re.compile(r"\b(?:in|within|left|remaining|next|only)\b|剩|还有|距")
_PART = re.compile(
    r"\d+\s*(?:days?|hari|hours?|hrs?|jam|minutes?|mins?|minit|seconds?|secs?|"
    r"saat|[dhms](?![a-z])|天|日|小时|时|時|分钟|分鐘|分|秒)?"
)
_OFFER = re.compile(
    r"\b(ends?|ending|expires?|expiring|left|remaining|hurry|flash|sale|deal|"
    r"offer|promo\w*|discount|countdown|last chance|"
    r"limited time|closes? in|over in)\b|\b(?:price|yours)\b.{0,25}\bfor the next\b|"
    r"优惠|抢购|限时|倒计时|距|结束|剩余|tamat|berakhir|jualan"
)
_DELIVERY = re.compile(
    r"\b(order|buy|checkout|purchase)\b.{0,40}\b(within|in the next|before|by)\b.{0,80}\b(deliver\w*|"
    r"dispatch\w*|despatch\w*|"
    r"ship\w*|arriv\w*|receive|get it|tomorrow|today|same[- ]day|next[- ]day|collect\w*)\b|\b(deliver\w*|dispatch\w*|"
    r"despatch\w*|shipping|next[- ]day|same[- ]day|cut[- ]?off)\b"
)
_CART = re.compile(
    r"\b(reserv\w+|(your |the )?(cart|basket|bag|items?|seats?|tickets?)\b.{0,30}\b(held|"
    r"hold|reserved|expires?|saved|released)|"
    r"hold(ing)? (your|these)|checkout within|complete (your|the) (order|purchase|"
    r"payment) (with)?in|session (expires|ends))\b|保留"
)
_AUCTION = re.compile(r"\b(bids?|bidding|auction|lot closes)\b")


_ENDS_SOON = re.compile(
    r"\b(sales?|offers?|deals?|promo\w*|discounts?|event)\b.{0,30}\b(ends?|ending|expires?|expiring|closing|"
    r"closes)\b.{0,12}"
    r"\b(soon|tonight|today|tomorrow|midnight|shortly|in \d+|within \d+)\b|\b(ends?|ending) (soon|tonight|today|"
    r"at midnight)\b|"
    r"\bfinal (few )?hours?\b|^last (few )?hours\b|\blast chance\b.{0,30}\b(save|offer|deal|sale|order|buy)\b|"
    r"\b(only|just) \d+ (hours?|hrs?|minutes?|mins?) (left|remaining|to go)\b|\b\d+ (hours?|hrs?|minutes?|"
    r"mins?) left to\b|"
    r"\b(tawaran|jualan|promosi)\b.{0,20}\b(tamat|berakhir)\b.{0,12}\b(dalam|hari ini|malam ini|tidak lama)\b|"
    r"(优惠|優惠|活动|活動|促销|促銷|抢购|搶購).{0,6}(即将|即將|今晚|今天|马上|馬上)(结束|結束|截止)|最后\d+(小时|分钟)"
)
_NOT_AN_OFFER = re.compile(
    r"\b(to return|returns?|refunds?|warranty|to apply|applications?|survey|auction|bids?|valid for|valid until|"
    r"inactivity|"
    r"after \d+|your (coupon|voucher|points|link|code))\b"
)
"""Terms that run out without pressing anybody."""
_LASTS = re.compile(r"\b(?:seconds?|mins?|minutes?|hours?|hrs?)[ -](?:read|reading|watch|listen|video)\b")
"""How long something takes: "3 min read"."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A countdown as read once. `unit` is the smallest part shown, in seconds; `context` tells clocks of a
    page apart: its words without the digits."""

    left: int
    unit: int
    kind: str
    context: str
    text: str
    selector: str


def clocks(page: Page) -> tuple[Clock, ...]:
    """Countdowns a shopper sees on the page, in order, each once. Opening hours and bare times are none."""
    found: list[Clock] = []
    seen: set[tuple[int, str]] = set()
    blocks = [b for b in page.reading.blocks if b.visible and len(b.text) <= 300]
    for start, text, before, beside in _candidates(blocks):
        clock = _clock(page, blocks[start], text, before, beside)
        if clock and (clock.left, clock.context) not in seen:
            seen.add((clock.left, clock.context))
            found.append(clock)
    return tuple(found)


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
    return _told(without_amounts(text))


def _told(text: str) -> tuple[int, int] | None:
    if hit := _CLOCK.search(text):
        if hit.group(6):
            return int(hit.group(6)) * 60 + int(hit.group(7)), 1
        days, more, hours, minutes, seconds = (int(g) if g else 0 for g in hit.groups()[:5])
        return (days + more) * 86400 + hours * 3600 + minutes * 60 + seconds, 1
    for hit in _LABELLED.finditer(text):
        parts = {name: hit.group(name) for name, _, _ in _UNITS}
        parts["day"] = parts["day"] or hit.group("day2")
        given = [(size, int(value)) for (name, size, _) in _UNITS if (value := parts[name])]
        if given and not _may_be_a_size(text, hit):
            return sum(size * value for size, value in given), min(size for size, _ in given)
    return None


def _may_be_a_size(text: str, hit: re.Match[str]) -> bool:
    """A lone number and letter that no word beside it calls a time left, in a text that says more than it."""
    if not _LETTER.fullmatch(hit[0]) or _LETTER.fullmatch(text):
        return False
    return not (_RUNS_BEFORE.search(text, 0, hit.start()) or _RUNS_AFTER.match(text, hit.end()))


def ends_soon(text: str) -> bool:
    """True where a folded text presses with an end that is near, without a clock: "Sale ends tonight"."""
    return bool(_ENDS_SOON.search(text)) and not _NOT_AN_OFFER.search(text)


def _candidates(blocks: list[TextBlock]) -> Iterator[tuple[int, str, str, str]]:
    """Index, text and neighbouring text of every place a clock may stand: one block, or short ones joined. Last what
    else tells it from other clocks: what precedes one that no word near it explains. Items may change at each load,
    and only what stands in the same place twice can be compared."""
    skip = 0
    for i, block in enumerate(blocks):
        if i < skip or not any(c.isdigit() for c in block.text):
            continue
        before = blocks[i - 1].text if i and blocks[i - 1].area == block.area else ""
        if remaining(block.text) and len(block.text) > SHORT:
            yield i, block.text, before, ""
            continue
        end = i + 1
        while end < min(i + JOINED, len(blocks)) and _continues(blocks[end], block):
            end += 1
        after = blocks[end].text if end < len(blocks) and blocks[end].area == block.area else ""
        text = " ".join(b.text for b in blocks[i:end])
        if remaining(text):
            skip = end
            near = before if _near(before) else after
            yield i, text, near, "" if _near(near) else before


def _continues(block: TextBlock, first: TextBlock) -> bool:
    """A part of the clock begun in `first`: digits, a colon, or the name of a unit."""
    text = fold(block.text)
    return block.area == first.area and len(text) <= SHORT and bool(_CLOCK_PART.fullmatch(text))


def _near(text: str) -> bool:
    folded = fold(text)
    return bool(_OFFER.search(folded) or _CART.search(folded) or phrases("countdown").any(folded))


def _clock(page: Page, block: TextBlock, text: str, before: str, beside: str) -> Clock | None:
    folded = without_amounts(text)
    told = _told(folded)
    if (
        told is None
        or _LASTS.search(folded)
        or _SPAN.search(folded)
        or (_OF_DAY.search(folded) and not _left_beside(folded))
    ):
        return None
    around = f"{without_amounts(before)} {folded}" if len(before) <= 160 else folded
    kind = _kind(page, around)
    labelled = len(
        re.findall(
            r"\d+\s?(?:days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|天|小时|时|分|秒)(?![a-z])", folded
        )
    )
    three_part = bool(re.search(r"\d{1,2}\s?:\s?\d{2}\s?:\s?\d{2}", folded)) or (labelled >= 3 and told[1] == 1)
    said = phrases("countdown").any(around) or bool(_OFFER.search(around))
    # A clock is one by its look, or by words that say something ends; "delivery in 3 days" is neither.
    if not kind and not (three_part and labelled != 0) and not (three_part and len(folded) <= 40):
        return None
    ends = _RUNS_OUT.search(around) or phrases("countdown").any(around)
    if kind == "offer" and not (three_part or labelled > 1 or ends or _says_only_a_clock(folded)):
        return None
    if kind == "offer" and not _CLOCK.search(folded) and not _is_told_as_left(around):
        return None  # "Hurry! 30 min massage": how long something takes
    if told[1] > 60 and (not said or _NOT_AN_OFFER.search(around)):
        return None
    if kind in ("delivery", "cart") and told[1] > 3600:
        return None
    # "1 hour" and "2 hours" are one clock: numbers go together with their units.
    context = re.sub(r"[\s:,]+", " ", _PART.sub(" ", f"{fold(beside[:160])} {around}")).strip()
    return Clock(told[0], told[1], kind or "offer", context[:120], text, block.selector)


def _is_told_as_left(around: str) -> bool:
    """Two parts of a clock, or one beside the words that it is left."""
    for hit in _LABELLED.finditer(around):
        if len([part for part in hit.groups() if part]) > 1:
            return True
        if any(hit.groups()) and (_RUNS_BEFORE.search(around, 0, hit.start()) or _RUNS_AFTER.match(around, hit.end())):
            return True
    return False


def _says_only_a_clock(text: str) -> bool:
    """True for minutes and seconds with no words but those of a sale: "Flash deal 04:59"."""
    rest = _OFFER.sub("", _CLOCK.sub("", text, count=1))
    return bool(_CLOCK.search(text)) and not any(c.isalnum() for c in rest)


def _left_beside(text: str) -> bool:
    """True where a clock stands beside a date: "Ends 30 Nov: 02:13:22 left"."""
    return bool(re.search(r"\d\s?:\s?\d{2}\s?:\s?\d{2}\b", text)) and bool(_COUNTS_DOWN.search(text))


def _kind(page: Page, around: str) -> str:
    """What the clock is about; "" where its words do not say."""
    if _AUCTION.search(around):
        return "auction"
    if _CART.search(around) or (
        page.role in ("cart", "checkout") and not re.search(r"\b(offer|sale|deal|discount|promo)", around)
    ):
        return "cart"
    if _DELIVERY.search(around) and not re.search(
        r"\b(sale|deal|flash|discount|promo\w*|offer|free (delivery|shipping)) (ends?|expires?)\b", around
    ):
        return "delivery"
    if _OFFER.search(around) or phrases("countdown").any(around):
        return "offer"
    return ""
