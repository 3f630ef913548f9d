"""Whether time-bound content is current: dated notices and offers, dates of policies, the copyright year."""

from __future__ import annotations

import re
from datetime import date

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, passages, title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.text.dates import find_dates
from casetrust_audit.text.normalise import fold

LIVE_ROLES = ("home", "listing", "product", "cart", "delivery", "returns", "contact", "faq")
DATED_ROLES = ("privacy", "terms", "returns", "delivery")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_ONLY = re.compile(rf"\b{_MONTH}\.?\s+(20\d\d)\b")
_UNTIL = re.compile(
    r"\b(until|till|til|ends?( on)?|ending|valid (till|until|to|thru|through)|expires?|last (orders?|days?|dates?|"
    r"chance|shipments?|deliver(y|ies)|collections?)|back (in stock )?on|available (again )?(from|on)|restock\w*( on)?|"
    r"clos(?:ed?|es|ing)|cut-?off|deadline|offer|sale|promo\w*|resum\w+|re-?open\w*|holiday|"
    r"festive|delay(s|ed)?|s?ehingga|hingga|tamat|berakhir|tutup)\b|截止|有效期|休息|至|暂停|暫停"
)
_TO_DAY = re.compile(r"\b(?:by|before|from|between)\b")
_UP_TO_DAY = re.compile(_TO_DAY.pattern + r"\W+(?:(?:the|on|about|end of|\w+day)\W+)*$")
"""Words that only right before the day make it a last one: "order by 3 May", but not "written on 3 May by Ann"."""
_RANGE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?(?: [a-z]{3,9}\.?)?(?: 20\d\d)?\s*(?:to|–|—|-)\W*$")
_OF_SERVICE = re.compile(
    r"\b(?:deliver\w*|ship\w*|orders?|dispatch\w*|collect\w*|courier|open\w*|hours|delays?|longer|closed|free|"
    r"discount\w*|off)\b|发货|送货|订单|\bpenghantaran\b|\bpesanan\b"
)
"""From one day to another something of the shop's service is otherwise."""
_NOT_LIVE = re.compile(
    r"\b(founded|established|since|est\.?|born|published|posted|written|reviewed|added|joined|award\w*|copyright|"
    r"registered|"
    r"incorporated|last updated|effective|revised|version|manufactured|launched|licen[cs]e|certificate|regulation|act|"
    r"ordinance|directive|law)\b|©"
)
_UPDATED = re.compile(
    r"\b(last (updated|revised|modified|reviewed)|updated( on)?|effective( date|"
    r" from| as of)?|revised|version|dated?)\b|更新|生效"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^0-9]{0,40}((?:20\d\d)(?:\s*[-–]\s*(?:20\d\d))?)")


@fact(
    "fresh.notices",
    Kind.SUBJECTS,
    "Notices and offers that name their last day.",
    fields={"days_past": FieldType(Kind.INT, doc="days since the last day named; negative where it is to come")},
)
def notices(shop: Shop) -> Fact | NotFound:
    pages = [g[0] for g in by_url(shop.by_role(*LIVE_ROLES)).values()]
    if not pages:
        return Unknown("no live page of the shop was read")
    found: dict[str, Subject] = {}
    for page in pages:
        for passage in passages((page,), hidden=False):
            text = passage.folded
            if len(text) > 400 or text in found or not _tells_of_an_end(text) or _NOT_LIVE.search(text):
                continue
            if days := dates_in(text):
                past = (_read_on(page) - max(days)).days
                found[text] = Subject(passage.text[:120], {"days_past": past}, (passage.ref(shop),))
    if not found:
        return NotFound(shop.refs(pages), ("until", "ends", "closed from", "valid till"))
    return Known(tuple(found.values()), tuple(s.evidence[0] for s in found.values()))


@fact(
    "fresh.policies",
    Kind.SUBJECTS,
    "Policy pages and when they were last updated.",
    fields={
        "dated": FieldType(Kind.BOOL, doc="the page says when it was last updated or took effect"),
        "months_old": FieldType(Kind.INT, doc="whole months since then; 0 where undated"),
    },
)
def policies(shop: Shop) -> Fact | NotFound:
    groups = by_url(shop.by_role(*DATED_ROLES))
    if not groups:
        return NotFound(shop.refs(shop.crawled), DATED_ROLES)
    subjects = tuple(_policy(shop, group[0]) for group in groups.values())
    return Known(subjects, tuple(s.evidence[0] for s in subjects))


@fact(
    "fresh.copyright_lag", Kind.INT, "Years between the newest copyright year in the footer and the day of the audit."
)
def copyright_lag(shop: Shop) -> Fact | NotFound:
    newest: tuple[int, Page, str] | None = None
    for page in shop.crawled:
        for block in page.reading.blocks:
            if not block.visible or block.area not in ("footer", "main"):
                continue
            if hit := _COPYRIGHT.search(fold(block.text)):
                year = max(int(y) for y in re.findall(r"20\d\d", hit.group(1)))
                if newest is None or year > newest[0]:
                    newest = (year, page, block.text)
    if newest is None:
        return NotFound(shop.refs(shop.crawled), ("©", "copyright"))
    year, page, text = newest
    return Known(max(0, _read_on(page).year - year), (shop.ref(page, text),))


def _tells_of_an_end(text: str) -> bool:
    if _UNTIL.search(text):
        return True
    # most passages hold neither: dates, which are dear to find, are looked for where such a word stands at all
    ranged = bool(_OF_SERVICE.search(text))
    if not ranged and not _TO_DAY.search(text):
        return False
    befores = [text[: day.start] for day in find_dates(text)]
    return any(_UP_TO_DAY.search(before) or (ranged and _RANGE.search(before)) for before in befores)


def dates_in(text: str) -> tuple[date, ...]:
    """Full dates of a text. A date without a year is no date; 03/04/2026 is taken as the later reading, in doubt for
    the shop."""
    return tuple(sorted(max(found.readings) for found in find_dates(text)))


def _first_of(month: re.Match[str]) -> date:
    return date(int(month[2]), _month(month[1]), 1)


def _month(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def _read_on(page: Page) -> date:
    return date.fromisoformat(page.capture.time[:10])


def _policy(shop: Shop, page: Page) -> Subject:
    today = _read_on(page)
    best: tuple[date, EvidenceRef] | None = None
    for passage in passages((page,)):
        text = passage.folded
        if len(text) > 200 or not _UPDATED.search(passage.whole):
            continue
        days = list(dates_in(text)) or [_first_of(m) for m in _MONTH_ONLY.finditer(text)]
        past = [d for d in days if d <= today]
        if past and (best is None or max(past) > best[0]):
            best = (max(past), passage.ref(shop))
    months = (today.year - best[0].year) * 12 + today.month - best[0].month if best else 0
    return Subject(
        title_of(page) or page.url,
        {"dated": best is not None, "months_old": months},
        (best[1] if best else shop.ref(page),),
    )
