from __future__ import annotations

from typing import Any

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.lines import read_sum
from casetrust_audit.model.capture import Page
from tests.build import block, collection, link, page
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


def test_a_notice_on_tax_with_an_amount_is_no_line() -> None:
    notice = row("Delivery islandwide, free from · Prices exclude GST; 9 % is added at checkout", "S$60.00", y=20)
    assert roles((notice, *summary((TITLE, "S$3.90"), ("GST 9 %", "S$0.35"), ("Total", "S$4.25")))) == {
        TITLE: "item",
        "GST 9 %": "tax",
        "Total": "total",
    }


def test_an_item_has_one_name_in_cart_and_checkout() -> None:
    total = row("Total", "S$8.90", y=300)
    own = row(TITLE, "S$3.90")
    in_cart = row("Greeting card each Quantity of Greeting card Remove", "S$5.00", y=150)
    name = link("/products/greeting-card", "Greeting card", box=(10, 155, 80, 20))
    cart = page("cart", "/cart", rows=(own, in_cart, total), links=(name,))
    review = page("checkout", "/review", rows=(own, row("Greeting card × 1", "S$5.00", y=150), total))
    found = Shop(collection(cart, review))
    names = [[x.label for x in read_sum(found, p, TITLE).lines if x.role == "item"] for p in (cart, review)]
    assert names == [[TITLE, "Greeting card"], [TITLE, "Greeting card"]]
