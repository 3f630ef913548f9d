from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from tests.demo.shopper import CHEAP, MID, SOLD_OUT, rows, text, visiting


def test_a_greeting_card_sneaks_into_the_cart() -> None:
    with visiting("sneaked-item") as (_, shopper):
        cart = shopper.add()
        assert [text(line)[:13] for line in cart.select(".line-name")] == ["Kopi O Trial ", "Greeting card"]
        assert rows(cart)["Subtotal"] == "S$8.90"


def test_one_becomes_two() -> None:
    with visiting("quantity-raised") as (_, shopper):
        assert shopper.add().select(".line-quantity input")[0]["value"] == "2"


def test_terms_are_nowhere() -> None:
    with visiting("no-terms") as (_, shopper):
        shopper.add()
        for path, page in shopper.crawl().items():
            assert not page.select("a[href^='/terms']"), path
            assert "terms of sale" not in text(page).casefold(), path
        assert shopper.client.get("/terms").status_code == 404
        assert not shopper.to_payment().select("#terms")


def test_payment_methods_are_named_at_payment_only() -> None:
    with visiting("late-payment-methods") as (_, shopper):
        shopper.add()
        for path, page in shopper.crawl(sitemap=True).items():
            for word in ("PayNow", "Visa", "Mastercard", "HitPay"):
                assert word not in text(page), path
        assert "PayNow" in text(shopper.to_payment())


def test_the_last_button_is_unclear() -> None:
    with visiting("unclear-pay-button") as (_, shopper):
        assert text(shopper.to_payment().select("main button")[-1]) == "Continue"


def test_the_shop_takes_card_numbers_itself() -> None:
    with visiting("own-card-form") as (shop, shopper):
        form = shopper.to_payment().select("main form")[0]
        assert form["action"] == "/checkout/place"
        assert [i["autocomplete"] for i in form.select("[autocomplete]")] == ["cc-number", "cc-exp", "cc-csc"]
        assert "HitPay" not in text(form)
        shopper.post("/checkout/place", terms="yes", cardnumber="0000")
        assert (shop.received.orders, shop.received.payments) == (1, 1)


def test_the_cart_is_locked() -> None:
    with visiting("locked-cart") as (_, shopper):
        cart = shopper.add()
        assert not cart.select("main input, main form[action='/cart/remove']")
        shopper.post("/cart/remove", line=CHEAP)
        assert rows(shopper.open("/cart"))["Subtotal"] == "S$3.90"
        for page in (shopper.to_delivery(), shopper.post("/checkout/delivery", delivery="standard")):
            assert not page.select("main a[href^='/cart'], main a[href^='/checkout']")


def _availability(page: BeautifulSoup) -> str:
    data = json.loads(page.select("[type='application/ld+json']")[0].text)
    return str(data["offers"].get("availability", "")).rpartition("/")[2]


@pytest.mark.parametrize("slug", [CHEAP, SOLD_OUT])
def test_sold_out_goods_are_sold(slug: str) -> None:
    with visiting("sold-out-but-sold") as (_, shopper):
        page = shopper.open(f"/products/{slug}")
        assert text(page.select(".stock")[0]) == "Sold out"
        assert _availability(page) == "OutOfStock"
        assert not page.select(".add-to-cart")[0].has_attr("disabled")
        assert shopper.add(slug).select(".line")


def test_goods_in_stock_are_refused() -> None:
    with visiting("refused-in-stock") as (_, shopper):
        page = shopper.open(f"/products/{CHEAP}")
        assert text(page.select(".stock")[0]) == "In stock"
        assert _availability(page) == "InStock"
        cart = shopper.add()
        assert "Sorry, Kopi O Trial Pack is not available" in text(cart)
        assert "Your cart is empty" in text(cart)
        assert shopper.add(MID, 1, "Whole beans").select(".line")


def test_stock_is_stated_nowhere() -> None:
    with visiting("no-stock-status") as (_, shopper):
        for path, page in shopper.crawl().items():
            assert not page.select(".stock"), path
            assert "sold out" not in text(page.select("main")[0]).casefold() or path == "/returns", path
        page = shopper.open(f"/products/{SOLD_OUT}")
        assert _availability(page) == "OutOfStock"
        assert shopper.add(SOLD_OUT).select(".line")


def test_delivery_time_and_area_are_stated_nowhere_but_the_fee_is() -> None:
    with visiting("no-delivery-time") as (_, shopper):
        shopper.add()
        for path, page in shopper.crawl(sitemap=True).items():
            for words in ("islandwide", "2-3 working days", "next working day", "2 pm", "Sentosa"):
                assert words not in text(page), path
        assert "Delivery S$4.00; free from S$60" in text(shopper.open(f"/products/{CHEAP}"))
        assert "working day" not in text(shopper.open("/delivery"))
        assert "working day" not in text(shopper.to_delivery().select("main")[0])


def test_buying_needs_an_account() -> None:
    with visiting("forced-account") as (_, shopper):
        shopper.add()
        page = shopper.open("/checkout")
        assert "Log in to check out" in text(page)
        assert not page.select("main input")
        assert shopper.client.post("/checkout", data={"email": "a@b.example"}).url.path == "/account/login"
        for path, other in shopper.crawl().items():
            assert "guest" not in text(other).casefold() or path == "/delivery", path
