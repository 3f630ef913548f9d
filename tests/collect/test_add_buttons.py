"""Which button puts an item into the cart."""

from __future__ import annotations

import pytest

from casetrust_audit.collect.adding import add_buttons
from tests.build import SITE, button, reading


@pytest.mark.parametrize("buys", ["Buy now", "Order now", "Purchase", "购买", "Beli"])
@pytest.mark.parametrize("adds", ["Add to cart", "Add to my bag", "加入购物车", "Tambah ke troli"])
def test_what_fills_the_cart_is_pressed_before_what_may_buy_at_once(buys: str, adds: str) -> None:
    page = reading(SITE + "/p/mug", buttons=(button(buys), button(adds)))
    assert add_buttons(page)[0].text == adds
