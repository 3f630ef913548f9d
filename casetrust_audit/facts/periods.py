"""What a length of time in a policy is about: the buyer's window, the shop's refund, a bank, a reply …

The clause that holds the time decides, by its own verb or noun ("acknowledge within 2 days and resolve within 14"). A
clause without any hangs on the one it is joined to, or on the main clause beside it. What starts the time ("of
delivery", "after we have your return") tells the buyer's time from the shop's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from casetrust_audit.facts.period_words import (
    ALLOWED_FOR,
    ANY_REASON,
    BEYOND,
    BOUGHT,
    BY_US,
    CANCEL_PERIOD,
    CUES,
    DEPENDS,
    FAULT,
    FAULT_NEXT,
    GIVEN,
    GONE,
    HANDLED,
    HEADS,
    LIMIT,
    LONG,
    MORE,
    NO_FAULT,
    OF_THE_BUYER,
    OF_THE_SHOP,
    PERIOD,
    PROCESSED,
    REFUSES,
    RIGHT,
    TAKES,
    TRIAL,
)
from casetrust_audit.text.clauses import Clause, clauses
from casetrust_audit.text.durations import Duration, find_durations
from casetrust_audit.text.normalise import fold, normalise

_MARK = "§"
_SMALL = re.compile(
    r"^(?:within|in|inside|after|under|than|least|up to|takes?|around|about|have|has|gets?|got|dalam(?: tempoh|"
    r" masa)?) ",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"-?(?:day|night|week|month|year|hour|fortnight)\Z", re.IGNORECASE)
_ANCHOR = re.compile(
    r"^(?: working| business| calendar)?(?: or less)?,? ?\(?(?:counted |starting |beginning |calculated |commencing )?"
    r"(?:of|from|after|since|following|upon|once|when|as soon as|later|selepas|dari|daripada|sejak)\b"
    r"(?P<event>(?:(?! and (?!accept|inspect|approv|receipt)| (?:to|for) (?:send|return|get|claim|request|ask|"
    r"exchange|bring|change|make|decide|an?|the|your|full|"
    r"any)\b)[^§])*)"
)
_HAN_ANCHOR = re.compile(
    r"(?:我们|我們|本店|仓库|倉庫|商家|卖家|賣家|您)?(?:收到|签收|簽收|收货|收貨|确认收货|购买|購買|下单|下單|付款|"
    r"送达|送達|发货|"
    r"寄出|申请|申請|审核|審核|退回)[^,§]{0,16}?(?:后|後|起|之日|当日|當日|日)(?:的|之|起)?(?:第)? ?$"
)
_ASIDE = re.compile(r" ?\([^()§]*\) ?")
"""What stands in brackets: it breaks no clause."""
_RETURNED = re.compile(
    r"\b(?:returned|exchanged|refunded|cancelled|canceled) (?=(?:items?|goods|products?|orders?|parcels?)\b)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time and what it is about.

    "" where nothing near says it and the heading may; "other" where it is told to be about something else; "fault"
    where goods that are faulty must be sent back in it, "report" where that must be told."""

    duration: Duration
    topic: str

    @property
    def days(self) -> Decimal:
        """The longest reading in days as stated, working or calendar."""
        return self.duration.high_days


@lru_cache(maxsize=8192)
def periods(text: str) -> tuple[Period, ...]:
    """Every length of time of one sentence with its topic."""
    found = find_durations(text)
    if not found:
        return ()
    whole = _marked(normalise(text), found)
    parts = clauses(whole)
    spots = [(i, m.start()) for i, clause in enumerate(parts) for m in re.finditer(_MARK, clause.text)]
    return tuple(Period(d, _Spot(parts, i, at, d, whole).topic()) for d, (i, at) in zip(found, spots, strict=False))


def of_topic(text: str, topic: str) -> tuple[Period, ...]:
    """The periods of the sentence that are about `topic`."""
    return tuple(p for p in periods(text) if p.topic == topic)


def speaks_of_fault(text: str) -> bool:
    """True where a folded sentence speaks of goods that are damaged, defective or wrong."""
    return FAULT.search(text) is not None


def _marked(text: str, found: tuple[Duration, ...]) -> str:
    """The folded sentence with a mark for each length of time; "within" and the like stay before it."""
    pieces, last = [], 0
    for duration in found:
        small = _SMALL.match(duration.raw)
        pieces += [fold(text[last : duration.start + (small.end() if small else 0)].replace(_MARK, " ")), _MARK]
        last = duration.end
    pieces.append(fold(text[last:].replace(_MARK, " ")))
    return _ASIDE.sub(" ", " ".join(p for p in pieces if p))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A length of time in its clause."""

    parts: tuple[Clause, ...]
    number: int
    at: int
    duration: Duration
    whole: str

    @property
    def before(self) -> str:
        return self.parts[self.number].text[: self.at]

    @property
    def after(self) -> str:
        return self.parts[self.number].text[self.at + 1 :]

    @property
    def tied(self) -> str:
        """The subordinate clause that follows without a sign between, "" where none does."""
        following = self.parts[self.number + 1 : self.number + 2]
        return "".join(f" {c.text}" for c in following if c.border == " " and c.subordinate)

    @property
    def event(self) -> str:
        """What the time counts from, as written; "" where that is not said beside it."""
        if found := _ANCHOR.match(self.after):
            return found["event"] + (self.tied if len(found[0]) == len(self.after) else "")
        if not self.after.strip() and re.match(r"(?: only)? (?:once|when|after|as soon as|upon)\b", self.tied):
            return self.tied
        return found.group() if (found := _HAN_ANCHOR.search(self.before)) else ""

    def topic(self) -> str:
        """See Period."""
        if MORE.search(self.before) or re.match(r"^ ?'? ?(?:notice|in advance|before|prior to|ago)\b", self.after):
            return self._hung() if self.after.strip().startswith("ago") else "other"
        if head := self._head():
            return head
        if TAKES.search(self.before):
            return self._taken()
        if PERIOD.search(self.before):
            return "window"
        if CANCEL_PERIOD.search(self.before):
            return "cancel"
        if TRIAL.search(self.before):
            return "trial"
        return self._refined(self._named() or self._hung())

    def _taken(self) -> str:
        """The topic of "refunds take 5 days", "allow 5 days for delivery": never a time that a buyer has."""
        told, then = self._nearest(self.before), self._nearest(self.after, first=True)
        topic = (then or told) if re.search(r"\b(?:allow|expect|wait)\b[^§]*$", self.before) else (told or then)
        if topic in ("refund", "window") and DEPENDS.search(self.after):
            return "bank"
        return {"window": "processing", "cancel": "processing", "": "other"}.get(topic, topic)

    def _head(self) -> str:
        """The topic of the noun that this measures: "30-day returns"; plural only where the noun is next."""
        measures = _MEASURES.search(self.duration.raw) is not None
        for topic, pattern in HEADS:
            found = pattern.match(self.after)
            if found and (measures or len(found[0].split()) <= 2) and not _ANCHOR.match(self.after):
                return topic
        return ""

    def _named(self) -> str:
        """The topic that the clause itself names: nearest before the time, else first after it."""
        before = _RETURNED.sub("", _HAN_ANCHOR.sub("", self.before))
        found = _ANCHOR.match(self.after)
        after = "" if GONE.match(self.after) else self.after[found.end() :] if found else self.after
        return self._nearest(before) or self._nearest(after, first=True) or self._nearest(self.before)

    def _hung(self) -> str:
        """The topic of the clause that one without a verb of its own belongs to."""
        here = self.parts[self.number]
        bought = BOUGHT.search(here.text) is not None or GONE.match(self.after) is not None
        if not bought and (BY_US.search(self.before) or LONG.search(self.before)):
            return "other"
        before, after = self.parts[: self.number][::-1], self.parts[self.number + 1 :]
        order = (
            (*before[:1], *after[:1])
            if here.joined
            else (*after[:2], *before[:2])
            if here.subordinate
            else (*before[:1], *after[:1])
            if self.after.strip() == "" and before[:1]
            else (*after[:2], *before[:1])
        )
        verbless = not re.search(r"\b(?:is|are|was|were|will|can|may|must|has|been)\b", here.text)
        if not (bought or verbless):
            return ""
        for clause in order:
            topic = self._nearest(clause.text) if clause.start < here.start else self._nearest(clause.text, first=True)
            if topic and (not bought or topic in ("window", "refund", "cancel", "report")):
                return "window" if bought and topic == "refund" else topic
        return ""

    def _nearest(self, text: str, *, first: bool = False) -> str:
        """The topic named last in the text, or first; of two that end alike the longer name."""
        best: tuple[int, int, str] | None = None
        for topic, pattern in CUES.items():
            for match in pattern.finditer(text):
                rank = (-match.start() if first else match.end(), match.end() - match.start(), topic)
                best = rank if best is None or rank[:2] > best[:2] else best
        return best[2] if best else ""

    def _refined(self, topic: str) -> str:
        """The topic with what else the sentence says: who acts, what starts the time, faults."""
        event = self.event
        shops = bool(event) and OF_THE_SHOP.search(event) is not None
        buyers = bool(event) and not shops and OF_THE_BUYER.search(event) is not None
        if BEYOND.search(self.before) and not REFUSES.search(self.whole):
            return "other"
        if topic in ("", "other", "window", "refund") and FAULT_NEXT.search(self.after + self.tied):
            return "report"
        if topic == "report" and not self._of_fault():
            topic = "window" if CUES["window"].search(self.whole) or CUES["refund"].search(self.whole) else ""
        if topic in ("refund", "window") and DEPENDS.search(self.after):
            return "bank"
        if topic == "refund":
            topic = self._of_refund(shops, buyers)
        if topic == "window":
            topic = self._of_window(shops)
        lasts = LONG.search(self.before) and not GIVEN.search(self.whole) and not ALLOWED_FOR.search(self.before)
        if topic in ("window", "cancel") and lasts:
            topic = "other"
        if topic == "cancel" and RIGHT.search(self.whole):
            topic = "window"
        if topic == "window" and self._of_fault():
            # "Damaged items must be returned within 3 days" is a window for faults, not for a change of mind.
            return "fault"
        if topic == "" and (
            LONG.search(self.before) or BY_US.search(self.before) or shops or not (LIMIT.search(self.before) or buyers)
        ):
            return "other"
        return topic

    def _of_refund(self, shops: bool, buyers: bool) -> str:
        done = PROCESSED.search(self.before) is not None
        if shops:
            return "refund"
        if buyers and not done:
            return "window"
        if not done and GIVEN.search(self.before) and not BY_US.search(self.before):
            return "window"
        return "window" if not done and ANY_REASON.search(self.whole) else "refund"

    def _of_window(self, shops: bool) -> str:
        spoken = self._nearest(self.before) == "window"
        if spoken and HANDLED.search(self.before[self._last("window") :]):
            return "processing"
        if shops:
            return "processing" if BY_US.search(self.before) else "other"
        return "other" if BY_US.search(self.before) and not GIVEN.search(self.before) else "window"

    def _last(self, topic: str) -> int:
        return max((m.end() for m in CUES[topic].finditer(self.before)), default=0)

    def _of_fault(self) -> bool:
        return speaks_of_fault(self.whole) and not (ANY_REASON.search(self.whole) or NO_FAULT.search(self.whole))
