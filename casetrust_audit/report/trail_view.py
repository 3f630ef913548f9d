"""A price trail as shown: a sentence, a picture from the first price to the amount to pay, lines and charges."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Trail
from casetrust_audit.report.spots import Spotter
from casetrust_audit.report.trail_table import Column, TrailTable, charge_words, money, trail_table
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.waterfall import Waterfall, is_hidden, quantity, waterfall
from casetrust_audit.report.words import LEVELS, message

NATURE_WORDS = {
    "mandatory": message("must be paid"),
    "optional": message("optional"),
    "preselected": message("optional, but already chosen"),
    "added-by-shop": message("added by the shop"),
}


@dataclass(frozen=True, slots=True)
class ChargeView:
    label: str
    amount: str
    nature: str
    first_step: str
    level: str
    place: str
    hidden: bool
    """Must be paid (or was chosen by the shop) and was not announced before checkout."""


@dataclass(frozen=True, slots=True)
class TrailView:
    key: str
    scenario: str
    item: str
    sentence: str
    headline: str
    final: str
    added: str
    complete: bool
    reached: str
    end_reason: str
    reconciled: str
    table: TrailTable
    charges: tuple[ChargeView, ...]
    waterfall: Waterfall | None
    sighted: str
    """How many amounts were met in all."""


def trail_view(trail: Trail, number: int, spotter: Spotter, t: Translator, *, collected: bool = False) -> TrailView:
    """`trail` for the report; `number` keeps ids apart. `collected`: the buyer was to fetch the goods."""
    key = f"trail-{number}"
    table = trail_table(trail, key, spotter, t)
    return TrailView(
        key=key,
        scenario=t.scenario(trail.scenario, collected),
        item=t.clean(trail.item, 200),
        sentence=t.told(trail.sentence),
        headline=money(trail.headline),
        final=money(trail.final),
        added=_added(trail),
        complete=trail.complete,
        reached=t.step(trail.reached).lower() if trail.reached else "",
        end_reason=t.told(trail.end_reason),
        reconciled=_reconciled(trail, table.columns, t),
        table=table,
        charges=tuple(_charge(charge, t) for charge in trail.charges),
        waterfall=waterfall(trail, t),
        sighted=_sighted(trail, t),
    )


def _added(trail: Trail) -> str:
    """What came on top: "S$7.90 (61 %)"."""
    if not trail.headline or not trail.final or not trail.headline.same_currency(trail.final) or not trail.complete:
        return ""
    more = trail.final.amount - trail.headline.amount
    if more <= 0 or trail.headline.amount <= 0 or quantity(trail) != 1:
        return ""
    return f"{Money(more, trail.final.currency)} ({more / trail.headline.amount * 100:.0f} %)"


def _reconciled(trail: Trail, columns: tuple[Column, ...], t: Translator) -> str:
    """What `trail.reconciled` says of the last step, and at which earlier steps it is otherwise."""
    if trail.reconciled is None:
        return t.say("Whether the lines add up to the totals could not be told.")
    if trail.reconciled:
        odd = [column.name.lower() for column in columns[:-1] if column.differs]
        if odd:
            return t.say(
                "At the last step the lines add up to the stated total, to the cent; not so at: {steps}.",
                steps=t.listed(odd),
            )
        return t.say("At every step the lines add up to the stated total, to the cent.")
    if trail.gap is None:
        return t.say("The lines shown do not add up to the stated total.")
    return t.say(
        "The lines shown do not add up to the stated total. At the last step {amount} is not explained.",
        amount=money(trail.gap),
    )


def _sighted(trail: Trail, t: Translator) -> str:
    if not trail.sightings:
        return ""
    met = len(trail.sightings) + trail.sightings_left_out
    if not trail.sightings_left_out:
        return t.count(
            "{number} amount met on the way, in lists and data too: see audit.json.",
            "{number} amounts met on the way, in lists and data too: see audit.json.",
            met,
        )
    return t.count(
        "{number} amount met on the way, in lists and data too, {left} of them only counted: see audit.json.",
        "{number} amounts met on the way, in lists and data too, {left} of them only counted: see audit.json.",
        met,
        left=f"{trail.sightings_left_out:,}",
    )


def _charge(charge: Charge, t: Translator) -> ChargeView:
    place = t.name(charge.place.removeprefix("policy:"), 160)
    return ChargeView(
        label=charge_words(charge, t),
        amount=money(charge.money),
        nature=t.say(NATURE_WORDS[charge.nature]) if charge.nature in NATURE_WORDS else t.clean(charge.nature, 40),
        first_step=t.step(charge.first_step).lower(),
        level=t.say(LEVELS[charge.level]) if charge.level in LEVELS else t.clean(charge.level, 60),
        place=place,
        hidden=is_hidden(charge),
    )
