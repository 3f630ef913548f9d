"""Amounts of money in shop text: found by their currency, read to a Decimal, with every reading kept.

price-parser reads the number token only: given a whole sentence it takes "Was S$1,299.00, now S$999.00!" for
129900. Offsets are into `normalise(text)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from price_parser import Price

from casetrust_audit.model.money import Money
from casetrust_audit.text import amount_words, currencies
from casetrust_audit.text.han_amounts import han_amounts
from casetrust_audit.text.normalise import normalise
from casetrust_audit.text.once import per_text

KINDS = ("single", "from", "range", "free", "was", "per-unit", "multi-buy")

_WINDOW = 32
_LEFT_WINDOW = 18
_LONGEST_NUMBER = 20

_NO_NAME = (
    r"(?:(?<![A-Za-z])|(?<=RM|Rs|RS|Rp|kr|Kr|Fr)"
    r"|(?<=SGD|USD|EUR|GBP|MYR|AUD|NZD|CAD|CNY|RMB|HKD|IDR|INR|THB|CHF|SEK))"
)
"""Not within the name of a thing: after "Speaker G1" a price of 539 begins, and none of 1 539."""
_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9][.,'’])"
    rf"(?:{_NO_NAME}[0-9]{{1,3}}(?: [0-9]{{3}})+(?:[.,][0-9]{{1,2}})?(?![0-9.,'’ ]?[0-9])"
    r"|[0-9]+(?:[.,'’ʼ‘´`][0-9]+)*"
    r"|(?<![\w])\.{1,2}[0-9]{1,2}(?![0-9]|[.,][0-9]))"
)
_WELL_FORMED = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[0-9]{1,3}(?:([.,' ])[0-9]{2,3})(?:\1[0-9]{2,3})*(?:[.,][0-9]{1,4})?")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘´`", "'"))
_ONE_POINT = re.compile(r"([0-9]{1,3})\.([0-9]{3})")
_SPLIT_CENTS = re.compile(r"[.,] ([0-9]{2})(?![0-9])")
_NOTHING_MORE = re.compile(r"[ .*!]{0,4}\Z")
_RAISED_CENTS = re.compile(r" ([0-9]{2})(?! ?[\w%/.,-])")
_EURO_CENTS = re.compile(r"€(?:([0-9]{2})(?![0-9]| ?€)| ([0-9]{2})(?! ?[\w%€.,/-]))")
_LEFT = re.compile(rf"(?:({currencies.BEFORE}) ?)?({currencies.BEFORE}) ?:? ?(-)?\Z")
_RIGHT = re.compile(rf"(?:[.,/]-{{1,2}})?( ?)({currencies.AFTER})")
_THEN_DIGIT = re.compile(r"( ?)[0-9]")
_NEXT_NUMBER = re.compile(r" ?[0-9]{1,9}(?:[.,][0-9]{1,3}){0,3}")
_LONGEST_ROW = 6
_BEHIND = ("€", "zł", "Kč", "kr", "₫", "฿")
"""Those written behind their number, where nothing else tells."""
_PERCENT = re.compile(r" ?%")
_THOUSAND = re.compile(r"[kK](?![A-Za-z])")
_UNKNOWN_DOLLAR = re.compile(r"(?<![A-Za-z])[A-Z]{1,2}\Z")
_DASH = re.compile(r" ?[-–—~] ?\Z")
_RANGE_GAP = re.compile(r" ?(?:[-–—~至到]|hingga) ?| (?:to|until|through|bis|à|до) ", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r" ?[A-Za-z%]")

_MULTI_LEFT = re.compile(r"(?:(?<![0-9.,])[0-9]{1,3} ?(?:for|x|×|@)|件) ?\Z", re.IGNORECASE)
_MULTI_RIGHT = re.compile(r" ?[x×] ?[0-9]{1,3}(?![0-9])(?! ?(?:cm|mm|m|in)\b)", re.IGNORECASE)
_PER_UNIT = re.compile(
    r" ?(?:/|per|a|每) ?(?:[0-9]{1,5}(?:\.[0-9]{1,3})? ?)?"
    r"(?:(?:kilo(?:gram)?|gram|litre|liter|kg|gm?|mg|ml|cl|l|cm|mm|m|metre|meter|sq ?ft|sqm|ft|oz|lbs?|pcs?|pieces?|"
    r"units?|box(?:es)?|sets?|pairs?|tickets?|sessions?|guests?|yards?|tablets?|capsules?|sachets?|servings?|sheets?|rolls?|packs?|bottles?|nights?|days?|weeks?|wk|mth|months?|mo|years?|yr|"
    r"hours?|hr|pax|persons?|pers)\b|公斤|克|升|毫升|件|个|個|月|晚|人)",
    re.IGNORECASE,
)
_FREE = re.compile(r"(?<![\w-])(?:free|complimentary|percuma)(?![\w-])|免费|免費|包邮|இலவசம்?", re.IGNORECASE)
_NOT_FREE_LEFT = re.compile(
    r"\b(?:feel|toll|sugar|gluten|duty|risk|hassle|tax|interest|bpa|cruelty|dairy|fat|alcohol|oil|lead|nut|scent|call|"
    r"not|no) \Z",
    re.IGNORECASE,
)
_NOT_FREE_RIGHT = re.compile(r" (?:of|from|to|time|range|gift|sample|trial|returns?)\b", re.IGNORECASE)
_BARE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{2}|[0-9]{1,7}[.,][0-9]{2}")
_BARE_NOT_AFTER = re.compile(
    r" ?(?:%|(?:[ap]\.?m|kgs?|gm?|mg|ml|l|cm|mm|m|km|[gmt]b|stars?|out of)\b|inch|\"|'|/ ?(?:5|10)\b|[:x×] ?[0-9])",
    re.IGNORECASE,
)
_BARE_NOT_BEFORE = re.compile(r"(?:[A-Za-z0-9_/.,#]|[0-9]:|\bv(?:ersion)? ?|\brated ?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as written. `readings` are signed (below zero where `negative`) and several where the text
    can be read in more than one way; `kind` is one of KINDS."""

    raw: str
    start: int
    end: int
    readings: tuple[Money, ...]
    kind: str
    negative: bool


@dataclass(frozen=True, slots=True)
class _Number:
    """A number token and the currencies beside it; `start`, `end` span both."""

    token: str
    start: int
    end: int
    spellings: tuple[str, ...]
    left: bool
    minus: bool = False
    cents: str = ""
    maybe_cents: str = ""


@per_text
def find_amounts(text: str, page_currency: str = "", *, free: bool = False, bare: bool = False) -> tuple[Amount, ...]:
    """Amounts of a text by position.

    A bare "$" takes `page_currency` (ISO) as assumed. `free` also reports "FREE" as zero, `bare` also numbers
    with two decimals and no currency ("12.90"). Phone numbers, codes, dates and percentages are not amounts.
    """
    plain = normalise(text)
    page = page_currency.strip().upper()
    found = list(_anchored(plain, page, bare))
    if not plain.isascii():
        found = _with_han(plain, page, found)
    if free:
        found.extend(_free(plain, page))
    found.sort(key=lambda amount: amount.start)
    _mark_ranges(plain, found)
    return tuple(_accounting(plain, found))


def without_amounts(text: str) -> str:
    """What `normalise(text)` says besides amounts of money."""
    rest = normalise(text)
    for amount in reversed(find_amounts(text)):
        rest = rest[: amount.start] + rest[amount.end :]
    return rest


def _with_han(text: str, page: str, found: list[Amount]) -> list[Amount]:
    """The amounts with those in Chinese words, which win over what was read of their figures alone."""
    for han in han_amounts(text):
        found = [a for a in found if a.end <= han.start or a.start >= han.end]
        if han.value is not None:
            readings = tuple(Money(han.value, *resolved) for resolved in currencies.resolve((han.spelling,), page))
            kind = _kind(text, han.start, han.end)
            found.append(Amount(text[han.start : han.end], han.start, han.end, readings, kind, False))
    return found


def single(text: str, page_currency: str = "") -> Money | None:
    """The one amount of a text; None where there is none, more than one, or one that can be read two ways."""
    amounts = find_amounts(text, page_currency)
    if len(amounts) == 1 and len(amounts[0].readings) == 1 and amounts[0].kind in ("single", "was"):
        return amounts[0].readings[0]
    return None


def _anchored(text: str, page: str, bare: bool) -> Iterator[Amount]:
    """Every number with a currency beside it, and numbers that a dash ties to one."""
    done = 0
    last: _Number | None = None
    loose: re.Match[str] | None = None
    for match in _NUMBER.finditer(text):
        if match.start() < done or match.end() - match.start() > _LONGEST_NUMBER:
            continue
        number = _with_currency(text, match, done)
        if number is None:
            if last and (tied := _tied_after(text, match, last)):
                yield from _amount(text, tied, page)
                done, last, loose = match.end(), None, None
            elif bare and (plain := _bare(text, match)):
                yield from _amount(text, plain, page)
                done, last, loose = match.end(), None, None
            else:
                loose = match
            continue
        if loose and not number.left and loose.end() >= done and (tied := _tied_before(text, loose, number)):
            yield from _amount(text, tied, page)
        yield from _amount(text, number, page)
        done, last, loose = number.end, number, None


def _with_currency(text: str, match: re.Match[str], done: int) -> _Number | None:
    """The number with its currency, left or right; None where it has none or is a percentage."""
    start, end = match.span()
    left = _LEFT.search(text, max(done, start - _LEFT_WINDOW), start) if _may_have_left(text, start) else None
    if _PERCENT.match(text, end):
        return None
    if left is None:
        return _right_only(text, match, done)
    spellings = tuple(s for s in left.groups()[:2] if s)
    if spellings == ("$",) and _UNKNOWN_DOLLAR.search(text, max(0, left.start() - 3), left.start()):
        spellings = ("?$",)
    cents, maybe, end = _cents(text, match)
    right = _RIGHT.match(text, end)
    between = right is not None and not right[2].isalpha() and _THEN_DIGIT.match(text, right.end()) is not None
    if right and currencies.iso_of(right[2]) and not between and not _belongs_to_next(text, right):
        known = {currencies.iso_of(s) for s in spellings} - {""}
        if not known or known == {currencies.iso_of(right[2])}:
            spellings, end = (*spellings, right[2]), right.end()
    return _Number(match[0], left.start(), end, spellings, True, bool(left[3]), cents, maybe)


def _may_have_left(text: str, start: int) -> bool:
    """A cheap first look, for most numbers of a page have no currency before them."""
    before = text[max(0, start - 4) : start].rstrip("- :")
    return currencies.may_end(before)


def _right_only(text: str, match: re.Match[str], done: int) -> _Number | None:
    start, end = match.span()
    if start > done and text[start - 1].isalpha() and text[start - 1].isascii():
        return None  # "iPhone15 €": part of a name
    euro = _EURO_CENTS.match(text, end)
    if euro and match[0].isdigit():
        return _Number(match[0], start, euro.end(), ("€",), False, cents=euro[1] or "", maybe_cents=euro[2] or "")
    cents, _, after = _cents(text, match)
    right = _RIGHT.match(text, after)
    if right is None:
        cents, right = "", _RIGHT.match(text, end)
    if right is None or _belongs_to_next(text, right):
        return None
    return _Number(match[0], start, right.end(), (right[2],), False, cents=cents)


def _belongs_to_next(text: str, right: re.Match[str]) -> bool:
    """True where the currency after a number is rather the one before the next ("Qty 2 S$15.00")."""
    following = _THEN_DIGIT.match(text, right.end())
    if following is None:
        return False
    behind = right[2] in _BEHIND
    if (behind or right[2].isalpha()) and _written_after(text, right):
        return False  # "12.00 SGD15.00 SGD", "49 €25 €"
    before, after = len(right[1]), len(following[1])
    return after < before if before != after else not behind


def _written_after(text: str, right: re.Match[str]) -> bool:
    """True where amounts and their currency take turns and it comes last ("12.00 SGD 15.00 SGD")."""
    end = right.end()
    for _ in range(_LONGEST_ROW):
        number = _NEXT_NUMBER.match(text, end)
        if number is None:
            return end > right.end()
        code = _RIGHT.match(text, number.end())
        if code is None or code[2] != right[2]:
            return False
        end = code.end()
    return False


def _cents(text: str, match: re.Match[str]) -> tuple[str, str, int]:
    """Cents parted from the amount by a space: certain after a point ("119. 95"), else a second reading ("12 90")."""
    end = match.end()
    if not match[0].isdigit():
        return "", "", end
    split = _SPLIT_CENTS.match(text, end)
    if split and (_NOTHING_MORE.match(text, split.end()) or _RIGHT.match(text, split.end())):
        return split[1], "", split.end()
    raised = _RAISED_CENTS.match(text, end)
    return ("", raised[1], raised.end()) if raised else ("", "", end)


def _tied_after(text: str, match: re.Match[str], last: _Number) -> _Number | None:
    """The second half of "S$12 – 38": a bare number after a dash, not smaller, not counting something else."""
    gap = text[last.end : match.start()]
    if not last.left or not _DASH.fullmatch(gap) or _AFTER_NUMBER.match(text, match.end()):
        return None
    return _Number(match[0], *match.span(), last.spellings, False) if _reaches(last.token, match[0]) else None


def _tied_before(text: str, match: re.Match[str], number: _Number) -> _Number | None:
    """The first half of "12 – 38 SGD"."""
    if not _DASH.fullmatch(text[match.end() : number.start]) or (match.start() and text[match.start() - 1].isalnum()):
        return None
    return _Number(match[0], *match.span(), number.spellings, False) if _reaches(match[0], number.token) else None


def _reaches(low: str, high: str) -> bool:
    lows, highs = _values(low, ""), _values(high, "")
    return bool(lows and highs) and lows[0] <= highs[0]


def _bare(text: str, match: re.Match[str]) -> _Number | None:
    start, end = match.span()
    if not _BARE.fullmatch(match[0]) or _PERCENT.match(text, end) or _BARE_NOT_AFTER.match(text, end):
        return None
    if _BARE_NOT_BEFORE.search(text, max(0, start - 9), start):
        return None
    return _Number(match[0], start, end, (), False)


def _amount(text: str, number: _Number, page: str) -> Iterator[Amount]:
    """The amount of a number; nothing where the token is no well-formed number."""
    start = number.start
    negative = number.minus
    if not negative and (sign := _minus(text, start)) is not None:
        start, negative = sign, True
    thousand = _THOUSAND.match(text, number.end) if number.left and not number.cents else None
    end = thousand.end() if thousand else number.end
    readings: list[Money] = []
    for iso, assumed in currencies.resolve(number.spellings, page):
        values = _values(number.token, iso, preceded=_word_before(text, start), left=number.left)
        if number.cents or number.maybe_cents:
            with_cents = [v + Decimal(f"0.{number.cents or number.maybe_cents}") for v in values]
            values = with_cents + ([] if number.cents else values)
        for value in values:
            scaled = value * 1000 if thousand else value
            readings.append(Money(-scaled if negative else scaled, iso, assumed))
    if readings:
        kind = _kind(text, start, end)
        yield Amount(text[start:end], start, end, tuple(dict.fromkeys(readings)), kind, negative)


def _values(token: str, iso: str, *, preceded: bool = False, left: bool = True) -> list[Decimal]:
    """Every value a number token can have, likeliest first."""
    token = token.translate(_APOSTROPHES)
    if token.startswith("."):
        return [Decimal(f"0.{token.lstrip('.')}")]
    if not _WELL_FORMED.fullmatch(token) or token.isdigit():
        return [Decimal(token)] if token.isdigit() else []
    if point := _ONE_POINT.fullmatch(token):
        return _point_values(point[1], point[2], iso)
    parsed = Price.fromstring(token).amount
    if parsed is None or not parsed.is_finite():
        return []
    values = [parsed]
    if " " in token and not re.search(r"[.,]", token) and (left or preceded):
        groups = token.split(" ")
        values.append(Decimal(groups[0] if left else groups[-1]))
    return values


def _point_values(whole: str, rest: str, iso: str) -> list[Decimal]:
    """ "1.299" is one thousand or one and a bit: the currency may tell, a leading zero does."""
    try:
        grouped, decimal = Decimal(whole + rest), Decimal(f"{whole}.{rest}")
    except InvalidOperation:
        return []
    if iso in currencies.THREE_DECIMALS or whole.startswith("0"):
        return [decimal]
    return [grouped] if iso in currencies.NO_CENTS else [grouped, decimal]


def _word_before(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start].rstrip(" ")
    return bool(before) and before[-1].isalnum()


def _minus(text: str, start: int) -> int | None:
    """Where the minus sign of an amount stands: tight before it, or loose at the beginning of the text."""
    if not start or text[start - 1] not in "-−–":
        opening = text[:start] if start <= 3 else ""
        return 0 if opening.strip() in ("-", "−", "–") and opening else None
    before = text[start - 2] if start > 1 else " "
    return None if before.isalnum() or before in "$€£.,)+-–%" else start - 1


def _kind(text: str, start: int, end: int) -> str:
    low = max(0, start - _WINDOW)
    if amount_words.WAS.search(text, low, start):
        return "was"
    if _MULTI_LEFT.search(text, low, start) or _MULTI_RIGHT.match(text, end):
        return "multi-buy"
    if _PER_UNIT.match(text, end):
        return "per-unit"
    return "from" if amount_words.FROM.search(text, low, start) or amount_words.AND_UP.match(text, end) else "single"


def _mark_ranges(text: str, found: list[Amount]) -> None:
    for index in range(len(found) - 1):
        low, high = found[index], found[index + 1]
        gap = text[low.end : high.start] if high.start - low.end <= _WINDOW else ""
        if gap and _RANGE_GAP.fullmatch(gap) and not high.negative and low.kind != "free" != high.kind:
            found[index], found[index + 1] = replace(low, kind="range"), replace(high, kind="range")


def _accounting(text: str, found: list[Amount]) -> list[Amount]:
    """ "(S$5.00)" on its own is how accounts write minus; in a sentence the brackets are only brackets."""
    if len(found) == 1 and text == f"({found[0].raw})" and not found[0].negative:
        readings = tuple(replace(money, amount=-money.amount) for money in found[0].readings)
        return [replace(found[0], readings=readings, negative=True)]
    return found


def _free(text: str, page: str) -> Iterator[Amount]:
    for match in _FREE.finditer(text):
        start, end = match.span()
        if _NOT_FREE_LEFT.search(text, max(0, start - 12), start) or _NOT_FREE_RIGHT.match(text, end):
            continue
        yield Amount(match[0], start, end, (Money(Decimal(0), page, assumed=bool(page)),), "free", False)
