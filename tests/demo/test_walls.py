from __future__ import annotations

import pytest

from tests.demo.shopper import CHEAP, rows, text, visiting

STEPS = ("/checkout", "/checkout/address", "/checkout/delivery", "/checkout/payment")


@pytest.mark.parametrize("wall", ["checkout-captcha", "app-only-checkout", "empty-checkout", "checkout-login"])
def test_the_shop_and_the_cart_are_open_before_the_wall(wall: str) -> None:
    with visiting(wall) as (shop, shopper):
        assert "S$3.90" in text(shopper.open(f"/products/{CHEAP}"))
        cart = shopper.add()
        assert rows(cart)["Total"] == "S$7.90"
        assert cart.select("a.button[href='/checkout']")
        for path in ("/", "/collections/coffee", "/delivery", "/terms", "/faq"):
            assert shopper.client.get(path).url.path == path
        for path in STEPS:
            assert not shopper.open(path).select("[name=postcode], [name=delivery], [name=payment]"), path
        shopper.post("/checkout", email="a@mail.example")
        shopper.post("/checkout/place", terms="yes")
        assert shop.received.total == 0


def test_a_bot_check_stands_before_the_checkout() -> None:
    with visiting("checkout-captcha") as (_, shopper):
        shopper.add()
        for path in STEPS:
            answer = shopper.client.get(path)
            assert answer.status_code == 403, path
            assert "Checking your browser before accessing" in answer.text
        assert shopper.client.get("/checkout-help").status_code == 404


def test_the_checkout_is_in_an_app_only() -> None:
    with visiting("app-only-checkout") as (_, shopper):
        shopper.add()
        answer = shopper.client.get("/checkout")
        main = shopper.open("/checkout").select("main")[0]
        assert answer.status_code == 200
        assert "Checkout is available in our mobile app only. Download the app to complete your order." in text(main)
        assert [text(a) for a in main.select("a")] == ["App Store", "Google Play"]
        assert not main.select("form, input, button")
        assert "guest" not in text(shopper.open("/faq")).casefold()


def test_the_checkout_is_an_empty_shell() -> None:
    with visiting("empty-checkout") as (_, shopper):
        shopper.add()
        answer = shopper.client.get("/checkout")
        page = shopper.open("/checkout")
        assert answer.status_code == 200
        assert str(page.select("body")[0]) == '<body><div id="root"></div></body>'
        assert shopper.client.get(str(page.select("script")[0]["src"])).status_code == 200


def test_the_cart_refuses_guests() -> None:
    with visiting("cart-refuses-guests") as (_, shopper):
        assert not shopper.open(f"/products/{CHEAP}").select(".add-to-cart")[0].has_attr("disabled")
        answer = shopper.client.post("/cart/add", data={"product": CHEAP, "quantity": "1"})
        assert answer.url.path == "/account/login"
        assert "Please log in to add items to your cart." in answer.text
        assert "Your cart is empty" in text(shopper.open("/cart"))
        assert "guest" not in text(shopper.open("/faq")).casefold()


def test_the_checkout_leads_to_the_login() -> None:
    with visiting("checkout-login") as (_, shopper):
        shopper.add()
        answer = shopper.client.get("/checkout")
        assert str(answer.url).endswith("/account/login?next=/checkout")
        main = shopper.open("/checkout").select("main")[0]
        assert main.select("input[type=password]")
        assert "guest" not in text(main).casefold()
