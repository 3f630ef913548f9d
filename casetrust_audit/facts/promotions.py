"""Promotions that are said to be for a limited time, or the last: when they end, under what conditions, and whether
they are still made afterwards. Offers without a word on time, and clocks (see `countdown`), are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from casetrust_audit.facts.clock_words import remaining
from casetrust_audit.facts.passages import sentences
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import key
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject
from casetrust_audit.model.reading import Box
from casetrust_audit.text.dates import StatedDate, find_dates
from casetrust_audit.text.item_price import item_price
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.once import once
from casetrust_audit.text.phrases import phrases

STATES = ("running", "ended", "rolls", "unclear", "undated", "clock")
CONDITIONS = ("linked", "beside", "none")
LIVE_ROLES = ("home", "listing", "product", "cart", "search")
SHORT, LONGEST = 160, 240
"""A short text is one promotion; of a long one each sentence is looked at, if it is not too long for one."""
GRACE = timedelta(days=1)
"""A day is over only when it is over everywhere, and pages may be a little behind."""
NEAREST_YEAR = timedelta(days=120)
"""A date without a year that lies further back may as well be next year's."""
NEAR_PX = 260.0
_SINGAPORE = timedelta(hours=8)

_ENDS = re.compile(
    r"\b(?:until|till|til|through|thru|ends?|ending|valid|before|extended|hingga|sehingga|tamat|berakhir)\b"
    r"|\b(?:offer|sale|deal|promo\w*|discount|code|voucher)s? expires?\b|\bto (?=\d|[a-z]{3,9} \d)"
    r"|\d(?:st|nd|rd|th)? ?[-–—] ?\d|截止|至|到"
)
_STARTS = re.compile(
    r"\b(?:from|starts?|starting|begins?|beginning|since|mulai|bermula)\b(?:(?!\b(?:to|until|till|"
    r"hingga)\b)[^0-9]){0,12}$|[从自]$"
)
_OVER = re.compile(r"\b(?:ended|has expired|have expired|is over|are over|thank(?:s| you)|missed|concluded|previous)\b")
_OF_GOODS = re.compile(
    r"\bbest (?:before|by)\b|\buse by\b|\bexpiry\b|\bexp\b|\bshelf life\b|保质期|有效期|tarikh luput"
)
"""A last day of the goods, not of the offer."""
_EXTENDED = re.compile(r"\bextend(?:ed|s|ing)?\b|\bby popular demand\b|\bdiperpanjang|\bdilanjutkan|延长|延長")
_NOT_OFFERED = re.compile(
    r"\b(?:deliver(?:y|ies|ed)?|ship(?:ping|ped|ment)?|dispatch|courier|collection|closed|holiday|opening hours|"
    r"returns?|exchange|refund|warrant\w+|pre-?order|gift cards?|careers?|hiring)\b"
)
_SHARP_OFFER = re.compile(
    r"\d\s?%\s?(?:off|discount|diskaun)|(?:save|jimat)\s?(?:s?\$|sgd|\d)|\$\s?\d[\d.,]*\s?off|\bbuy \w+ get\b"
    r"|\bfree gift|\bhalf price\b|\d\s?折|买.送"
)
_ABOUT_PRICE = re.compile(r"\b(?:sale|discount\w*|prices?|off|markdowns?|clearance|diskaun|jualan)\b|折|减价|減價|特价")
_NEWS = re.compile(r"/(?:blogs?|news|press|articles?|stories|journal|recipes?|archive)s?(?:/|$)")
_TERMS_LINK = re.compile(
    r"\b(?:terms|conditions)\b(?! of (?:sale|service|use))|\bt ?& ?c'?s?\b|\btncs?\b|\b(?:sale|offer|promo\w*|see|full)"
    r" details\b|条款|條款|\bterma\b|\bsyarat\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of a promotion in one place. `beside` are that and the texts above and below it, folded."""

    page: Page
    text: str
    beside: tuple[str, ...]
    selector: str
    box: Box | None
    area: str

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def around(self) -> str:
        return " | ".join(self.beside)

    @property
    def last_day(self) -> StatedDate | None:
        """The end it names, or else the only end that stands beside it."""
        if own := _end(self.text, self.page):
            return own
        near = [end for text in self.beside if _ENDS.search(text) and (end := _end(text, self.page))]
        return near[0] if len({end.readings for end in near}) == 1 else None


@fact(
    "promotions.limited",
    Kind.SUBJECTS,
    "Promotions said to be for a limited time, or to be a shop's last.",
    fields={
        "state": FieldType(Kind.CHOICE, STATES, "running to a day named, past it, moved on between visits, or undated"),
        "offered": FieldType(Kind.BOOL, doc="the offer itself is still made where it is spoken of"),
        "conditions": FieldType(Kind.CHOICE, CONDITIONS, "where its conditions are"),
        "closing": FieldType(Kind.BOOL, doc="it is said to be a closing-down or moving-out sale"),
        "end": FieldType(Kind.TEXT, doc="the last day named, as read; empty where none is"),
    },
)
def limited(shop: Shop) -> Fact | NotFound:
    """One subject a promotion by its words, over all pages and visits that show it."""
    looked = shop.by_role(*LIVE_ROLES)
    by_words: dict[str, list[Said]] = {}
    for page in looked:
        for said in promotions(page):
            by_words.setdefault(_without_dates(said), []).append(said)
    if not by_words:
        return NotFound(shop.refs(looked), ("sale ends", "limited time", "until … % off", "closing down sale"))
    reduced = any((price := item_price(p.reading)) and price.was for p in shop.by_role("product"))
    subjects = tuple(s for seen in by_words.values() for s in _subjects(shop, seen, reduced))
    return Known(subjects, tuple(e for s in subjects for e in s.evidence))


@once
def promotions(page: Page) -> tuple[Said, ...]:
    """What the page says of promotions that end, in its text and in the words of its pictures."""
    return tuple(_promotions(page))


def _promotions(page: Page) -> Iterator[Said]:
    if _NEWS.search(page.url.lower()):
        return
    told = [b for b in page.reading.blocks if b.visible and b.text and b.area not in ("footer", "nav")]
    for number, block in enumerate(told):
        beside = [b for b in told[max(0, number - 2) : number + 3] if b.area == block.area and len(b.text) <= LONGEST]
        for text in (normalise(block.text),) if len(block.text) <= SHORT else sentences(normalise(block.text)):
            around = (fold(text), *(fold(b.text) for b in beside if b is not block))
            said = Said(page, text, around, block.selector, block.box, block.area)
            if len(text) <= LONGEST and _is_promotion(said):
                yield said
    for image in page.reading.images:
        if image.visible and 8 < len(image.alt) <= LONGEST:
            said = Said(page, normalise(image.alt), (fold(image.alt),), "img", image.box, "main")
            if _is_promotion(said):
                yield said


def time_limited(page: Page) -> Iterator[Said]:
    """What presses with time that is short and names no day on which it ends."""
    for said in promotions(page):
        if phrases("time-limited").any(said.text) and said.last_day is None:
            yield said


def _end(text: str, page: Page) -> StatedDate | None:
    """The last of the dates of a text that is not where something starts."""
    folded = fold(text)
    dates = [
        d
        for d in find_dates(text, read_on(page) if page.capture.time else None)
        if not _STARTS.search(folded[: d.start])
    ]
    return max(dates, key=lambda d: d.readings, default=None)


def read_on(page: Page) -> date:
    """The day in Singapore on which the page was read."""
    return (datetime.fromisoformat(page.capture.time.replace("Z", "+00:00")) + _SINGAPORE).date()


def _is_promotion(said: Said) -> bool:
    text = said.folded
    if _OVER.search(text) or _OF_GOODS.search(text):
        return False
    if phrases("closing-sale").any(text):
        return True
    offer, sharp = phrases("offer").any(text), bool(_SHARP_OFFER.search(text))
    about_other = bool(_NOT_OFFERED.search(text)) and not sharp
    if phrases("time-limited").any(text):
        return offer or not about_other
    if about_other or not (_ENDS.search(text) and _end(said.text, said.page)):
        return False
    short = len(text) <= 60  # "Until 30 Nov" under "20% off all mugs"
    return offer or (short and bool(_SHARP_OFFER.search(said.around)))


def _without_dates(said: Said) -> str:
    """The words that make it the same promotion on another visit: page, words, no dates."""
    text = said.folded
    for found in reversed(find_dates(said.text, read_on(said.page))):
        text = f"{text[: found.start]}#{text[found.end :]}"
    return text


def _subjects(shop: Shop, seen: list[Said], reduced: bool) -> Iterator[Subject]:
    """Promotions in the same words: one that rolls, or one for each day they end."""
    if moved := _rolls(seen):
        yield _subject(shop, "rolls", moved, reduced)
        return
    by_end: dict[tuple[date, ...], list[Said]] = {}
    for said in seen:
        by_end.setdefault(end.readings if (end := said.last_day) else (), []).append(said)
    for same in by_end.values():
        yield _subject(shop, _state(same[0]), same, reduced)


def _subject(shop: Shop, state: str, seen: list[Said], reduced: bool) -> Subject:
    first = seen[0]
    ends = dict.fromkeys(d.raw for s in seen if (d := s.last_day))
    return Subject(
        f"“{first.text[:120]}”",
        {
            "state": state,
            "offered": any(_SHARP_OFFER.search(s.around) for s in seen)
            or (reduced and bool(_ABOUT_PRICE.search(first.folded))),
            "conditions": min((_conditions(s) for s in seen), key=CONDITIONS.index),
            "closing": phrases("closing-sale").any(first.folded),
            "end": " then ".join(ends),
        },
        spread(_ref(shop, s) for s in seen),
    )


def _state(said: Said) -> str:
    """Where the promotion stands on the day it was read. In doubt about the day it is never past."""
    end, today = said.last_day, read_on(said.page)
    if end is None:
        return "clock" if remaining(said.text) and re.search(r"\d:\d\d", said.text) else "undated"
    past = [day + GRACE < today for day in end.readings]
    if not any(past):
        return "running"
    if not all(past) or _EXTENDED.search(said.around) or (not end.dated and today - end.readings[-1] > NEAREST_YEAR):
        return "unclear"
    return "ended"


def _rolls(seen: list[Said]) -> list[Said]:
    """Two visits to one page of which the later names a later end, in the same words; empty where there are none."""
    by_page: dict[str, dict[str, list[Said]]] = {}
    for said in seen:
        by_page.setdefault(key(said.page.url), {}).setdefault(said.page.capture.session, []).append(said)
    for visits in by_page.values():
        # two banners of one wording on a page may take turns, and what can be read two ways proves nothing
        plain = [(day, one[0]) for one in visits.values() if (day := _only_day(one))]
        plain.sort(key=lambda found: found[1].page.capture.time)
        for (first, before), (second, after) in pairwise(plain):
            if second > first and not _EXTENDED.search(after.around):
                return [before, after]
    return []


def _only_day(seen: list[Said]) -> date | None:
    """The one day, read in one way, that all of them name."""
    readings = {end.readings for said in seen if (end := said.last_day)}
    return next(iter(readings))[0] if len(readings) == 1 and all(len(r) == 1 for r in readings) else None


def _conditions(said: Said) -> str:
    box = said.box
    for link in said.page.reading.links:
        if not link.visible or link.area in ("footer", "nav") or not link.href:
            continue
        near = box is not None and link.area == said.area and abs(link.box[1] - box[1]) <= NEAR_PX
        if near and _TERMS_LINK.search(fold(link.text)):
            return "linked"
    return "beside" if phrases("offer-conditions").any(said.around) else "none"


def _ref(shop: Shop, said: Said) -> EvidenceRef:
    return shop.ref(said.page, f"{said.text} (read {said.page.capture.time})", said.selector, said.box)
