"""What is pressed may say its price besides."""

from __future__ import annotations

import pytest

from casetrust_audit.collect.adding import add_button
from casetrust_audit.collect.steps import is_final
from casetrust_audit.text.press_words import without_price
from tests.build import SITE, button, field, form, heading, reading


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("$8.00 – Purchase", "Purchase"),
        ("Purchase (S$12)", "Purchase"),
        ("Buy for S$1,299.00", "Buy"),
        ("S$5.00 | Order", "Order"),
        ("购买 ￥12.00", "购买"),
        ("Beli – RM9.90", "Beli"),
        ("Buy 2 for S$10.00", "Buy 2"),
        ("Buy", "Buy"),
        ("S$10.00", ""),
    ],
)
def test_a_price_is_left_out_of_the_words(text: str, plain: str) -> None:
    assert without_price(text) == plain


@pytest.mark.parametrize("text", ["$8.00 – Purchase", "Buy for S$12.00", "S$12.00 · Order", "Add – S$3.50"])
def test_a_button_with_its_price_in_it_puts_the_item_into_the_cart(text: str) -> None:
    page = reading(SITE + "/p/tune", headings=(heading("A tune"),), buttons=(button(text),))
    found = add_button(page)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize("text", ["S$10.00", "Buy 2 for S$10.00 today only", "Delivery from S$3.00"])
def test_a_price_alone_or_an_offer_does_not(text: str) -> None:
    assert add_button(reading(SITE + "/p/tune", buttons=(button(text),))) is None


def test_beside_the_buyer_it_is_the_order() -> None:
    sends = button("S$8.00 – Purchase", form="form")
    assert is_final(sends, form(field("name"), field("email", type="email"), buttons=(sends,)))
