"""Charges that a page tells twice count once, where the total says so."""

from __future__ import annotations

from decimal import Decimal

from casetrust_audit.ledger.echoes import told_once
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import TrailLine

SPOT = EvidenceRef("c0001", "https://shop.test/cart", "", "", None, "", "crawl")


def money(amount: str) -> Money:
    return Money(Decimal(amount), "SGD")


def line(role: str, label: str, amount: str) -> TrailLine:
    return TrailLine(label, role, money(amount), None, SPOT)


def add_up(lines: list[TrailLine]) -> Money:
    return Money(sum((one.money.amount for one in lines), Decimal(0)), "SGD")


ITEM = line("subtotal", "Subtotal", "7.90")


def test_an_extra_that_is_ticked_and_its_line_in_the_bill_are_one_and_can_be_declined() -> None:
    ticked, billed = line("optional", "Parcel protection", "1.90"), line("fee", "Parcel protection", "1.90")
    for order in ([ticked, ITEM, billed], [ITEM, billed, ticked]):
        kept = told_once(order, money("9.80"), add_up)
        assert sorted(one.role for one in kept) == ["optional", "subtotal"]


def test_two_charges_alike_are_two_where_the_total_holds_both() -> None:
    twice = [ITEM, line("fee", "Seat", "1.90"), line("fee", "Seat", "1.90")]
    assert told_once(twice, money("11.70"), add_up) == twice


def test_nothing_is_left_out_where_the_total_would_not_come_right_by_it() -> None:
    lines = [ITEM, line("fee", "Seat", "1.90"), line("fee", "Seat", "1.90")]
    assert told_once(lines, money("20.00"), add_up) == lines
    assert told_once(lines, None, add_up) == lines
