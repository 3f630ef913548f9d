"""In every coat a person gets from the front page to the last step, at the same sums, and can order there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from casetrust_audit.demo.coats.registry import COATS
from casetrust_audit.demo.server import DemoShop
from tests.demo.coat_pairs import pairs
from tests.demo.person import CHINESE, Person, Words, orders, person, to_cart, to_payment

OFTEN = ("query-route", "hash-routes", "div-buttons", "one-big-form", "steps-as-tabs")
"""Coats tried in every run of the tests; the others with `make test-coats`."""
CART = "CartsummarySubtotalS$7.90StandarddeliveryS$4.00TotalS$11.90"
LAST = "OrdersummaryGulaMelakaKaya×1S$7.90SubtotalS$7.90StandarddeliveryS$4.00TotalS$11.90GST9%includedS$0.98"


@contextmanager
def inside(browser: Browser, *coats: str) -> Iterator[tuple[DemoShop, Person]]:
    with DemoShop((), coats=coats) as shop:
        context = browser.new_context(ignore_https_errors=True)
        try:
            yield shop, person(context, shop, CHINESE if "chinese" in coats else Words())
        finally:
            context.close()
        assert shop.errors == []


def walked(browser: Browser, *coats: str) -> None:
    with inside(browser, *coats) as (shop, someone):
        in_cart, last = to_cart(someone), to_payment(someone)
        if "chinese" in coats:
            assert in_cart.endswith("￥11.90")
            assert "￥11.90" in last
        else:
            assert (in_cart, last) == (CART, LAST)
        assert shop.received.total == 0
        orders(someone)
        assert shop.received.counts() == dict.fromkeys(shop.received.counts(), 0) | {"orders": 1}
        assert someone.problems == []


@pytest.mark.parametrize("coat", OFTEN)
def test_a_person_can_buy_in_a_coat(browser: Browser, coat: str) -> None:
    walked(browser, coat)


@pytest.mark.coats
@pytest.mark.parametrize("coat", [name for name in COATS if name not in OFTEN])
def test_a_person_can_buy_in_every_coat(browser: Browser, coat: str) -> None:
    walked(browser, coat)


@pytest.mark.coats
@pytest.mark.parametrize("pair", pairs(), ids="+".join)
def test_a_person_can_buy_in_two_coats(browser: Browser, pair: tuple[str, str]) -> None:
    walked(browser, *pair)


def test_a_person_can_buy_without_a_coat(browser: Browser) -> None:
    walked(browser)
