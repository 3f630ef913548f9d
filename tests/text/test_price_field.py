from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.model.money import Money
from casetrust_audit.text.price_field import markup_amount, price_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (".75", "0.75"), ("2e3", "2000"), ("1.25E2", "125"), ("5.", "5"), ("19.9000", "19.9000"), ("0", "0"),
        ("12,5", "12.5"), ("S$12.50", "12.50"),
    ],
)  # fmt: skip
def test_a_number_of_the_markup_is_read_as_data_writes_it(text: str, amount: str) -> None:
    assert markup_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["-4", "−4.00", "1e99", ".", "", "soon"])
def test_what_is_no_price_in_markup_is_none(text: str) -> None:
    assert markup_amount(text) is None


def test_cents_alone_are_less_than_one() -> None:
    found = price_of(".75", "SGD")
    assert found is not None
    assert (found.amount, found.currency) == (Decimal("0.75"), "SGD")


def test_money_is_written_with_all_its_digits() -> None:
    shown = [str(Money(Decimal(a), "SGD")) for a in ("0.375", "1250", "-0.5", "9.90")]
    assert shown == ["S$0.375", "S$1,250.00", "-S$0.50", "S$9.90"]
