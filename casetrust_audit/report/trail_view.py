"""A price trail as shown: a table of lines by steps, and a waterfall from the first price to the amount to pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Trail, TrailLine
from casetrust_audit.report.escape import clean
from casetrust_audit.report.spots import Link, Spotter, link
from casetrust_audit.report.waterfall import Waterfall, is_hidden, quantity, waterfall
from casetrust_audit.report.words import LEVELS

ROLE_WORDS = {
    "item": "item", "shipping": "delivery", "tax": "tax added", "tax-included": "tax, already included", "fee": "fee",
    "discount": "discount", "optional": "optional extra", "subtotal": "subtotal", "total": "total",
}  # fmt: skip
NATURE_WORDS = {
    "mandatory": "must be paid",
    "optional": "optional",
    "preselected": "optional, but already chosen",
    "added-by-shop": "added by the shop",
}
_ROLE_ORDER = tuple(ROLE_WORDS)


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount at one step; `text` is empty where the line was not shown there."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture of one amount, with the step it was met at."""

    step: str
    label: str
    amount: str
    picture: str
    alt: str


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    kind: str
    """Role in words; "" where the label says it already."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    link: Link
    total: str
    computed: str
    differs: bool


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
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    seen: tuple[Seen, ...]
    charges: tuple[ChargeView, ...]
    waterfall: Waterfall | None


def trail_view(trail: Trail, number: int, spotter: Spotter) -> TrailView:
    """`trail` for the report; `number` keeps ids apart."""
    return TrailView(
        key=f"trail-{number}",
        scenario=clean(trail.scenario, 80),
        item=clean(trail.item, 200),
        sentence=clean(trail.sentence),
        headline=money(trail.headline),
        final=money(trail.final),
        added=_added(trail),
        complete=trail.complete,
        reached=clean(trail.reached, 60),
        end_reason=clean(trail.end_reason),
        reconciled=_reconciled(trail),
        columns=tuple(
            Column(
                clean(step.name, 60).capitalize(),
                link(step.url),
                money(step.total),
                money(step.computed),
                bool(step.total and step.computed and step.total.amount != step.computed.amount),
            )
            for step in trail.steps
        ),
        rows=_rows(trail),
        seen=tuple(_seen(trail, spotter)),
        charges=tuple(_charge(charge) for charge in trail.charges),
        waterfall=waterfall(trail),
    )


def money(value: Money | None) -> str:
    """ "S$12.90"; "" where there is none. A currency that was taken from the page is not marked here."""
    return clean(str(value), 60) if value is not None else ""


def _added(trail: Trail) -> str:
    """What came on top: "S$7.90 (61 %)"."""
    if not trail.headline or not trail.final or not trail.headline.same_currency(trail.final) or not trail.complete:
        return ""
    more = trail.final.amount - trail.headline.amount
    if more <= 0 or trail.headline.amount <= 0 or quantity(trail) != 1:
        return ""
    return f"{Money(more, trail.final.currency)} ({more / trail.headline.amount * 100:.0f} %)"


def _reconciled(trail: Trail) -> str:
    if trail.reconciled is None:
        return "Whether the lines add up to the totals could not be told."
    if trail.reconciled:
        return "At every step the lines add up to the stated total, to the cent."
    gap = f" At the last step {money(trail.gap)} is not explained." if trail.gap is not None else ""
    return f"The lines shown do not add up to the stated total.{gap}"


def _rows(trail: Trail) -> tuple[Row, ...]:
    """A row for each line, matched over the steps by role and label."""
    table: dict[tuple[int, str, str, int], dict[int, TrailLine]] = {}
    for place, step in enumerate(trail.steps):
        met: dict[tuple[str, str], int] = {}
        for line in step.lines:
            if line.role == "total" and step.total is not None:
                continue  # it has a row of its own below
            name = (line.role, clean(line.label, 200).casefold())
            met[name] = met.get(name, 0) + 1
            order = _ROLE_ORDER.index(line.role) if line.role in _ROLE_ORDER else len(_ROLE_ORDER)
            table.setdefault((order, *name, met[name]), {})[place] = line
    steps = range(len(trail.steps))
    rows = []
    for cells in dict(sorted(table.items(), key=lambda item: item[0][0])).values():
        any_line = next(iter(cells.values()))
        label = clean(any_line.label, 200)
        kind = ROLE_WORDS.get(any_line.role, clean(any_line.role, 40))
        kind = "" if kind == label.casefold() else kind
        rows.append(Row(label, kind, tuple(_cell(cells.get(i)) for i in steps)))
    return tuple(rows)


def _cell(line: TrailLine | None) -> Cell:
    if line is None:
        return Cell("", "")
    return Cell(money(line.money), f"× {line.quantity}" if line.quantity not in (None, 1) else "")


def _seen(trail: Trail, spotter: Spotter) -> Iterator[Seen]:
    for step in trail.steps:
        name = clean(step.name, 60).capitalize()
        for line in step.lines:
            if picture := spotter.picture(line.evidence):
                label, amount = clean(line.label, 200), money(line.money)
                yield Seen(name, label, amount, picture, f"Screenshot: {clean(line.evidence.quote, 200) or label}")


def _charge(charge: Charge) -> ChargeView:
    place = clean(charge.place.removeprefix("policy:"), 160)
    return ChargeView(
        label=clean(charge.label, 200),
        amount=money(charge.money),
        nature=NATURE_WORDS.get(charge.nature, clean(charge.nature, 40)),
        first_step=clean(charge.first_step, 60),
        level=LEVELS.get(charge.level, clean(charge.level, 60)),
        place=place,
        hidden=is_hidden(charge),
    )
