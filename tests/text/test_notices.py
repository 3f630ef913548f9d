"""Whether an answer of a shop says that something is wrong."""

from __future__ import annotations

import pytest

from casetrust_audit.text.notices import tells_wrong


@pytest.mark.parametrize(
    ("notice", "text"),
    [
        ("alert", "“Single” has been added to your cart."),
        ("alert", "Success: You have added Single to your shopping cart!"),
        ("alert", "Your cart is up to date."),
        ("alert", "商品已加入购物车"),
        ("alert", "Barang telah ditambah ke troli"),
        ("notice", "Ropes and Knots is in your cart."),
        ("notice", "Free delivery from S$50"),
        ("notice", "Item added. Sorry, we cannot gift wrap it."),
        ("", "Please choose a size"),
    ],
)
def test_what_was_done_is_nothing_wrong(notice: str, text: str) -> None:
    assert not tells_wrong(notice, text)


@pytest.mark.parametrize(
    ("notice", "text"),
    [
        ("error", "“Single” has been added to your cart."),
        ("alert", "Please choose a size"),
        ("alert", "Only 3 left"),
        ("alert", "The item was not added to your cart"),
        ("alert", "请选择规格"),
        ("notice", "Sorry, this is out of stock."),
        ("notice", "Sila pilih saiz"),
    ],
)
def test_what_was_refused_is_wrong(notice: str, text: str) -> None:
    assert tells_wrong(notice, text)
