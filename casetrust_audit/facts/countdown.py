"""Countdowns seen by several fresh visitors: whether they count to one moment or start over for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casetrust_audit.facts.clocks import KINDS, Clock, clocks
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, title_of
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject
from casetrust_audit.text.item_price import item_price

BEHAVIOURS = ("same-deadline", "gone", "stopped", "restarts", "moves", "untold")
OFFERS = ("ended", "unchanged", "untold")
SAME_SECONDS = 90
SETTLED_SECONDS = 300
"""So long after zero a reduced price is no longer one that a cache still holds."""
LEAST_SECONDS = 5
SURE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Sighting:
    """One clock on one visit. `at` is the time of the capture in seconds."""

    page: Page
    clock: Clock
    at: int

    @property
    def deadline(self) -> int:
        return self.at + self.clock.left


@fact(
    "countdown.timers",
    Kind.SUBJECTS,
    "Countdown clocks, each followed over separate visits to the same page.",
    fields={
        "kind": FieldType(Kind.CHOICE, KINDS, "what runs out: an offer, a delivery cut-off, a cart hold, an auction"),
        "behaviour": FieldType(
            Kind.CHOICE, BEHAVIOURS, "what the visits show: one moment for all, or a new start for each"
        ),
        "offer": FieldType(
            Kind.CHOICE, OFFERS, "whether the reduced price beside the clock was still asked after it had run out"
        ),
        "visits": FieldType(Kind.INT, doc="separate visits in which the clock was read"),
        "elapsed_seconds": FieldType(Kind.INT, doc="time between the first and the last visit"),
    },
)
def timers(shop: Shop) -> Fact | NotFound:
    subjects: list[Subject] = []
    for pages in by_url(shop.pages).values():
        for seen in _followed(pages):
            subjects.append(_subject(shop, seen, pages))
    if not subjects:
        return NotFound(
            shop.refs(shop.by_role("home", "listing", "product", "cart")), ("countdown", "ends in", "00:14:59")
        )
    merged = _merge(subjects)
    return Known(merged, tuple(e for s in merged for e in s.evidence))


def compare(first: Sighting, second: Sighting) -> str:
    """How two readings of a clock in separate visits relate: one of BEHAVIOURS, or "" where it cannot be told.

    A true clock loses as many seconds as passed; one that starts over for each visitor loses none.
    """
    elapsed = second.at - first.at
    unit = max(first.clock.unit, second.clock.unit)
    if elapsed < LEAST_SECONDS or (unit > 1 and elapsed < 3 * unit):
        return ""
    drift = second.deadline - first.deadline
    if second.clock.left == 0:
        return "stopped"
    if elapsed < SURE_SECONDS:  # too short for the slack below: only what is plain to the second
        if drift >= elapsed - 1:
            return "restarts"
        return "same-deadline" if abs(drift) <= 1 else ""
    slack = max(min(SAME_SECONDS, elapsed // 2), unit if unit > 1 else 0)
    if first.clock.left + slack < elapsed:
        return "restarts"  # it had run out before the second visit, and yet it runs
    if abs(drift) <= slack and drift < elapsed / 2:
        return "same-deadline"
    return "restarts" if drift > 0 else "moves"


def _followed(pages: tuple[Page, ...]) -> list[list[Sighting]]:
    """Clocks of one address by their words, each with its sightings, earliest first."""
    groups: dict[str, list[Sighting]] = {}
    for page in pages:
        contexts: dict[str, int] = {}
        for clock in clocks(page):
            number = contexts[clock.context] = contexts.get(clock.context, 0) + 1
            groups.setdefault(f"{clock.kind} {clock.context} {number}", []).append(
                Sighting(page, clock, _seconds(page))
            )
    return [sorted(seen, key=lambda s: s.at) for seen in groups.values()]


def _subject(shop: Shop, seen: list[Sighting], pages: tuple[Page, ...]) -> Subject:
    """The worst of what the visits show; only separate sessions are compared, for one visitor keeps his clock."""
    first = seen[0]
    verdicts: dict[str, Sighting] = {}
    for other in seen[1:]:
        if other.page.capture.session != first.page.capture.session and (told := compare(first, other)):
            verdicts.setdefault(told, other)
    gone = [p for p in pages if _seconds(p) > first.deadline + SAME_SECONDS and not clocks(p)]
    behaviour = next((b for b in ("restarts", "moves", "stopped", "same-deadline") if b in verdicts), "")
    if gone and behaviour in ("", "same-deadline"):
        behaviour = "gone"
    if behaviour == "restarts" and not first.clock.worded and len({s.clock.left for s in seen}) == 1:
        behaviour = ""  # figures that nobody saw change, under no word of an end, may be no clock
    shown = [first, verdicts[behaviour]] if behaviour in verdicts else seen[:2]
    offer, prices = _offer(shop, first, pages)
    return Subject(
        f"“{first.clock.text[:80]}” on {title_of(first.page) or first.page.url}",
        {
            "kind": first.clock.kind,
            "behaviour": behaviour or "untold",
            "offer": offer,
            "visits": len({s.page.capture.session for s in seen}),
            "elapsed_seconds": seen[-1].at - first.at,
        },
        tuple(shop.ref(s.page, f"{s.clock.text} (read {s.page.capture.time})", s.clock.selector) for s in shown)
        + prices,
    )


def _offer(shop: Shop, first: Sighting, pages: tuple[Page, ...]) -> tuple[str, tuple[EvidenceRef, ...]]:
    """What became of the reduced price that stood beside the clock, by a later visit after its moment."""
    before = item_price(first.page.reading)
    later = [p for p in pages if _seconds(p) > first.deadline + SETTLED_SECONDS]
    later = [p for p in later if p.capture.session != first.page.capture.session]
    after = item_price(later[-1].reading) if later else None
    if before is None or before.was is None or after is None or not before.money.same_currency(after.money):
        return "untold", ()
    refs = tuple(
        shop.ref(page, f"{price.raw} (read {page.capture.time})", price.block.selector, price.block.box)
        for page, price in ((first.page, before), (later[-1], after))
    )
    if after.money.amount > before.money.amount:
        return "ended", refs
    return ("unchanged" if after.was is not None else "untold"), refs


def _merge(subjects: list[Subject]) -> tuple[Subject, ...]:
    """One subject a clock that stands on many pages with the same words, the worst outcome first."""
    order = {"restarts": 0, "moves": 1, "stopped": 2, "same-deadline": 3, "gone": 4}
    ranked = sorted(subjects, key=lambda s: order.get(str(s.fields["behaviour"]), 5))
    return tuple(ranked[:40])


def _seconds(page: Page) -> int:
    return int(datetime.fromisoformat(page.capture.time.replace("Z", "+00:00")).timestamp())
