from __future__ import annotations

from typing import Any

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.lines import read_sum
from casetrust_audit.model.capture import Page
from tests.build import block, collection, page
from tests.ledger.parts import TITLE, row, summary


def roles(rows: Any, *blocks: Any) -> dict[str, str]:
    cart: Page = page("cart", "/cart", rows=rows, blocks=blocks)
    return {line.label: line.role for line in read_sum(Shop(collection(cart)), cart, TITLE).lines}


def test_a_method_under_a_heading_of_delivery_is_delivery() -> None:
    head = block("Shipping", selector="#totals > th", box=(10, 140, 100, 8))
    lines = (row(TITLE, "£15.83"), row("Insured priority parcel", "£14.90", y=150), row("Order total", "£30.73", y=200))
    assert roles(lines, head)["Insured priority parcel"] == "shipping"


def test_a_line_after_the_next_heading_is_a_fee() -> None:
    heads = (
        block("Shipping", selector="#totals > th", box=(10, 140, 100, 8)),
        block("Surcharges", selector="#totals > th", box=(10, 190, 100, 8)),
    )
    lines = (
        *summary((TITLE, "£15.83"), ("Parcel", "£4.00"), ("Handling", "£1.50")),
        row("Order total", "£21.33", y=300),
    )
    found = roles(lines, *heads)
    assert (found["Parcel"], found["Handling"]) == ("shipping", "fee")
