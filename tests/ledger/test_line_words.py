"""What the words of a row say: a notice and no line of a bill, a tax within the prices."""

from __future__ import annotations

import pytest

from casetrust_audit.ledger.line_words import ends_in_threshold, is_notice, tax_inside, tax_outside
from tests.build import row


@pytest.mark.parametrize(
    "text", ["GST 9 % included", "incl. GST", "of which GST", "含消费税 9 %", "已含税", "termasuk GST"]
)
def test_a_tax_that_is_part_of_the_prices_is_told_in_any_language(text: str) -> None:
    assert tax_inside(text)


@pytest.mark.parametrize("text", ["GST 9 %", "消费税 9 %", "plus GST", "不含消费税"])
def test_a_tax_that_is_only_named_or_added_is_not_inside(text: str) -> None:
    assert not tax_inside(text)


@pytest.mark.parametrize("text", ["before tax", "不含消费税", "excl. GST"])
def test_a_sum_without_its_tax_is_told(text: str) -> None:
    assert tax_outside(text)


@pytest.mark.parametrize(
    ("label", "text", "amounts"),
    [
        ("全岛配送 ,满 免运费", "全岛配送 ￥4.00，满 ￥60 免运费", ("¥4.00", "¥60")),
        ("Delivery islandwide, free from", "Delivery S$4.00 islandwide, free from S$60", ("S$4.00", "S$60")),
        ("Courier, free above", "Courier S$4.00, free above S$60", ("S$4.00", "S$60")),
        ("Penghantaran, percuma melebihi", "Penghantaran RM4.00, percuma melebihi RM60", ("RM4.00", "RM60")),
    ],
)
def test_a_row_that_ends_in_a_sum_to_be_reached_is_a_notice(label: str, text: str, amounts: tuple[str, ...]) -> None:
    assert ends_in_threshold(row(label, *amounts, text=text))


def test_a_line_of_the_bill_that_names_a_sum_to_be_reached_is_none() -> None:
    assert not ends_in_threshold(row("Delivery", "S$60", "S$4.00", text="Delivery (free above S$60) S$4.00"))
    assert not ends_in_threshold(row("Delivery", "S$4.00"))
    assert not is_notice("Standard delivery")
    assert is_notice("满 60 免运费")
