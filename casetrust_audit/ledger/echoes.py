"""Charges that a page tells twice: beside the bill and in it, or in two parts of one bill. Pure."""

from __future__ import annotations

from collections.abc import Callable

from casetrust_audit.ledger.choices import shares_name
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Row
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.normalise import fold

_CHARGES = ("shipping", "fee", "tax", "optional")


def without_echoes(rows: list[tuple[Row, TrailLine]], billed: Callable[[Row], bool]) -> list[tuple[Row, TrailLine]]:
    """Without a delivery told beside the bill ("Your progress: parcel S$6.50") that the bill has as a line. `billed`
    says whether a row stands in a list with a total."""
    lines = [line for row, line in rows if line.role == "shipping" and billed(row)]
    return [
        (row, line) for row, line in rows
        if line.role != "shipping" or billed(row)
        or not any(
            other.money == line.money and any(shares_name(other.label, told) for told in (line.label, row.text))
            for other in lines
        )
    ]  # fmt: skip


def told_once(
    lines: list[TrailLine], total: Money | None, add_up: Callable[[list[TrailLine]], Money | None]
) -> list[TrailLine]:
    """The lines without charges told twice ("Shipping", "Standard shipping"), where they come to the total only so: the
    sum says that nothing is charged twice."""
    if total is None or add_up(lines) == total:
        return lines
    kept: list[TrailLine] = []
    for line in lines:
        twin = next((k for k in kept if _same_charge(k, line)), None)
        if twin is None:
            kept.append(line)
        elif line.role == "optional":  # it may be declined: that is more than the bill says of it
            kept[kept.index(twin)] = line
    return kept if add_up(kept) == total else lines


def _same_charge(one: TrailLine, other: TrailLine) -> bool:
    """The same charge, or an extra to be ticked and its line in the bill."""
    alike = one.role == other.role or {one.role, other.role} == {"optional", "fee"}
    return one.role in _CHARGES and alike and one.money == other.money and _named_alike(one, other)


def _named_alike(one: TrailLine, other: TrailLine) -> bool:
    return fold(one.label) == fold(other.label) or shares_name(one.label, other.label)
