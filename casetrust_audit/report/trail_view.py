"""A price trail as shown: a sentence, a picture from the first price to the amount to pay, lines and charges."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Trail
from casetrust_audit.report.escape import clean
from casetrust_audit.report.spots import Spotter
from casetrust_audit.report.trail_table import Column, TrailTable, money, trail_table
from casetrust_audit.report.waterfall import Waterfall, is_hidden, quantity, waterfall
from casetrust_audit.report.words import LEVELS, plural, scenario_words, step_words
from casetrust_audit.text.charge_words import charge_name

NATURE_WORDS = {
    "mandatory": "must be paid",
    "optional": "optional",
    "preselected": "optional, but already chosen",
    "added-by-shop": "added by the shop",
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


def trail_view(trail: Trail, number: int, spotter: Spotter, *, collected: bool = False) -> TrailView:
    """`trail` for the report; `number` keeps ids apart. `collected`: the buyer was to fetch the goods."""
    key = f"trail-{number}"
    table = trail_table(trail, key, spotter)
    return TrailView(
        key=key,
        scenario=scenario_words(trail.scenario, collected),
        item=clean(trail.item, 200),
        sentence=clean(trail.sentence),
        headline=money(trail.headline),
        final=money(trail.final),
        added=_added(trail),
        complete=trail.complete,
        reached=step_words(trail.reached).lower() if trail.reached else "",
        end_reason=clean(trail.end_reason),
        reconciled=_reconciled(trail, table.columns),
        table=table,
        charges=tuple(_charge(charge) for charge in trail.charges),
        waterfall=waterfall(trail),
        sighted=_sighted(trail),
    )


def _added(trail: Trail) -> str:
    """What came on top: "S$7.90 (61 %)"."""
    if not trail.headline or not trail.final or not trail.headline.same_currency(trail.final) or not trail.complete:
        return ""
    more = trail.final.amount - trail.headline.amount
    if more <= 0 or trail.headline.amount <= 0 or quantity(trail) != 1:
        return ""
    return f"{Money(more, trail.final.currency)} ({more / trail.headline.amount * 100:.0f} %)"


def _reconciled(trail: Trail, columns: tuple[Column, ...]) -> str:
    """What `trail.reconciled` says of the last step, and at which earlier steps it is otherwise."""
    if trail.reconciled is None:
        return "Whether the lines add up to the totals could not be told."
    if trail.reconciled:
        odd = [column.name.lower() for column in columns[:-1] if column.differs]
        if odd:
            return f"At the last step the lines add up to the stated total, to the cent; not so at: {', '.join(odd)}."
        return "At every step the lines add up to the stated total, to the cent."
    gap = f" At the last step {money(trail.gap)} is not explained." if trail.gap is not None else ""
    return f"The lines shown do not add up to the stated total.{gap}"


def _sighted(trail: Trail) -> str:
    if not trail.sightings:
        return ""
    more = f", {trail.sightings_left_out:,} of them only counted" if trail.sightings_left_out else ""
    met = plural(len(trail.sightings) + trail.sightings_left_out, "amount")
    return f"{met} met on the way, in lists and data too{more}: see audit.json."


def _charge(charge: Charge) -> ChargeView:
    place = clean(charge.place.removeprefix("policy:"), 160)
    return ChargeView(
        label=clean(charge_name(charge), 200),
        amount=money(charge.money),
        nature=NATURE_WORDS.get(charge.nature, clean(charge.nature, 40)),
        first_step=step_words(charge.first_step).lower(),
        level=LEVELS.get(charge.level, clean(charge.level, 60)),
        place=place,
        hidden=is_hidden(charge),
    )
