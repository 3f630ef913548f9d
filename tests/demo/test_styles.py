from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup

from casetrust_audit.demo.addresses import AREAS
from casetrust_audit.demo.sessions import KINDS
from tests.demo.shopper import ADDRESS, CHEAP, MID, SOLD_OUT, Shopper, rows, text, visiting

JSON = {"Accept": "application/json"}
WHOLE = {**ADDRESS, "email": "buyer@mail.example", "delivery": "standard", "payment": "paynow", "terms": "yes"}


def quote(shopper: Shopper, **fields: str) -> httpx.Response:
    return shopper.client.post("/checkout/quote", json=fields, headers=JSON)


def scripts(page: BeautifulSoup) -> list[str]:
    return [str(s["src"]) for s in page.select("script[src]")]


@pytest.mark.parametrize("style", ["one-page-checkout", "drawer-cart", "swatches", "custom-select"])
def test_a_shop_built_in_another_way_can_be_walked_and_keeps_its_policy(style: str) -> None:
    with visiting(style) as (shop, shopper):
        shopper.add(MID, 1, "Whole beans")
        for path, page in shopper.crawl().items():
            assert shopper.client.get(path).status_code == 200, path
            assert all(s.startswith("/static/") for s in scripts(page)), path
            assert all(shopper.client.get(s).status_code == 200 for s in scripts(page)), path
            assert not page.select("[style], [onclick], script:not([src]):not([type='application/ld+json'])"), path
        assert "default-src 'self'" in shopper.client.get("/checkout").headers["content-security-policy"]
        assert shop.received.total == 0


def test_the_whole_checkout_is_one_page() -> None:
    with visiting("one-page-checkout") as (_, shopper):
        assert rows(shopper.add())["Standard delivery"] == "S$4.00"
        page = shopper.open("/checkout")
        form = page.select("form#checkout")[0]
        names = {str(f["name"]) for f in form.select("[name]")}
        assert {"email", "name", "phone", "line", "postcode", "country", "delivery", "payment", "terms"} <= names
        assert form["action"] == "/checkout/place"
        assert [text(b) for b in form.select("button")] == ["Place order"]
        assert scripts(page) == ["/static/one-page.js"]
        for path in ("/checkout/address", "/checkout/delivery", "/checkout/payment"):
            assert shopper.client.get(path).url.path == "/checkout"


def test_the_sums_come_with_the_postal_code() -> None:
    with visiting("one-page-checkout") as (shop, shopper):
        shopper.add()
        assert rows(shopper.open("/checkout")) == {
            "Kopi O Trial Pack × 1": "S$3.90", "Subtotal": "S$3.90", "Total": "S$3.90", "GST 9 % included": "S$0.32",
        }  # fmt: skip
        assert quote(shopper, postcode="168027", delivery="standard").json() == {
            "rows": [["Kopi O Trial Pack × 1", "S$3.90"], ["Subtotal", "S$3.90"], ["Standard delivery", "S$4.00"]],
            "total": ["Total", "S$7.90"],
            "included": "S$0.65",
        }
        assert quote(shopper, postcode="168027", delivery="express").json()["total"] == ["Total", "S$12.90"]
        assert quote(shopper, postcode="168027").json()["total"] == ["Total", "S$12.90"]
        assert "Express delivery" not in rows(shopper.open("/checkout"))
        assert shop.received.total == 0


def test_no_sum_is_given_without_a_postal_code_or_a_cart() -> None:
    with visiting("one-page-checkout") as (_, shopper):
        assert quote(shopper, postcode="168027").status_code == 409
        assert shopper.client.get("/checkout").url.path == "/cart"
        shopper.add()
        assert quote(shopper, postcode="16802", delivery="standard").status_code == 422
        for body in ("", "{", "[]", "null", "[" * 60_000, '{"postcode": 168027}', '{"postcode": ["168027"]}'):
            headers = {**JSON, "Content-Type": "application/json"}
            assert shopper.client.post("/checkout/quote", content=body, headers=headers).status_code == 422, body[:30]


def test_an_order_on_one_page_is_checked_and_counted() -> None:
    with visiting("one-page-checkout") as (shop, shopper):
        shopper.add()
        page = shopper.post("/checkout/place", **{**WHOLE, "email": "x", "name": "", "delivery": "", "terms": ""})
        assert [text(p) for p in page.select(".problem")] == [
            "Please enter an e-mail address.", "Please enter your name.", "Please choose a delivery method.",
            "Please agree to the terms of sale to go on.",
        ]  # fmt: skip
        assert page.select("#postcode")[0]["value"] == "168027"
        assert rows(page)["Standard delivery"] == "S$4.00"
        assert shop.received.counts() == dict.fromkeys(KINDS, 0)
        assert "Thank you for your order" in text(shopper.post("/checkout/place", **WHOLE))
        assert (shop.received.orders, shop.received.payments) == (1, 0)
        assert shopper.client.post("/checkout/place", data=WHOLE).url.path == "/cart"


def test_defects_show_on_one_page_too() -> None:
    with visiting("one-page-checkout", "hidden-handling-fee", "unclear-pay-button", "lump-sum-total") as (_, shopper):
        shopper.add()
        page = shopper.open("/checkout")
        assert rows(page) == {"Total": "S$3.90"}
        assert text(page.select("form#checkout button")[0]) == "Continue"
        assert quote(shopper, postcode="168027").json()["total"] == ["Total", "S$10.80"]
    with visiting("one-page-checkout", "forced-account") as (shop, shopper):
        shopper.add()
        assert shopper.client.post("/checkout/place", data=WHOLE).url.path == "/account/login"
        assert shop.received.orders == 0


def added(shopper: Shopper, **form: str) -> tuple[int, dict[str, Any]]:
    answer = shopper.client.post("/cart/add", data=form, headers=JSON)
    assert answer.headers["content-type"] == "application/json"
    return answer.status_code, json.loads(answer.text)


def test_a_drawer_waits_on_the_product_page() -> None:
    with visiting("drawer-cart") as (_, shopper):
        page = shopper.open(f"/products/{CHEAP}")
        drawer = page.select("[role=dialog]")[0]
        assert drawer["aria-label"] == "Cart"
        assert drawer.has_attr("hidden")
        assert {text(a): a["href"] for a in drawer.select("a")} == {"View cart": "/cart", "Checkout": "/checkout"}
        assert scripts(page) == ["/static/drawer.js"]
        assert not shopper.open("/cart").select("[role=dialog]")


def test_adding_by_script_answers_with_the_cart() -> None:
    with visiting("drawer-cart") as (_, shopper):
        shopper.open(f"/products/{CHEAP}")
        status, cart = added(shopper, product=CHEAP, quantity="2")
        assert status == 200
        assert cart["count"] == 2
        assert cart["lines"] == [
            {"label": "Kopi O Trial Pack", "path": f"/products/{CHEAP}", "image": f"/images/{CHEAP}.svg", "quantity": 2,
             "amount": "S$7.80"}
        ]  # fmt: skip
        assert cart["rows"] == [["Subtotal", "S$7.80"], ["Standard delivery", "S$4.00"], ["Total", "S$11.80"]]
        page = shopper.open("/cart")
        assert rows(page)["Total"] == "S$11.80"
        assert not page.select(".notice")


def test_the_first_request_of_a_script_starts_a_visit() -> None:
    with visiting("drawer-cart") as (_, shopper):
        added(shopper, product=CHEAP, quantity="1")
        assert rows(shopper.open("/cart"))["Subtotal"] == "S$3.90"


def test_what_the_drawer_cannot_take_it_says() -> None:
    with visiting("drawer-cart") as (_, shopper):
        status, said = added(shopper, product=SOLD_OUT, quantity="1")
        assert (status, list(said)) == (422, ["problem"])
        assert "is not available" in said["problem"]
        assert "Your cart is empty" in text(shopper.open("/cart"))
    with visiting() as (_, shopper):
        answer = shopper.client.post("/cart/add", data={"product": CHEAP}, headers=JSON)
        assert (answer.url.path, "text/html" in answer.headers["content-type"]) == ("/cart", True)


def test_sizes_are_swatches_of_which_none_is_chosen() -> None:
    with visiting("swatches") as (_, shopper):
        page = shopper.open("/products/enamel-travel-mug")
        form = page.select("form.buy")[0]
        group = form.select("[role=radiogroup]")[0]
        assert text(page.select(f"#{group['aria-labelledby']}")[0]) == "Size"
        swatches = group.select("button[type=button][role=radio]")
        assert [(text(b), b["data-value"], b["aria-checked"]) for b in swatches] == [
            ("350 ml", "350 ml", "false"), ("500 ml", "500 ml", "false"),
        ]  # fmt: skip
        assert form.select("input[type=hidden][name=size]")[0]["value"] == ""
        assert not form.select("select")
        assert form.select(".swatches")[0]["data-ask"] == "Please choose a size."
        assert scripts(page) == ["/static/swatches.js"]
        assert not shopper.open(f"/products/{CHEAP}").select("[role=radio]")


def test_nothing_is_added_without_a_choice() -> None:
    with visiting("swatches") as (_, shopper):
        page = shopper.add("enamel-travel-mug")
        assert "Please choose a size." in text(page.select(".notice")[0])
        assert page.select("h1")[0].text == "Enamel Travel Mug"
        assert "Your cart is empty" in text(shopper.open("/cart"))
        assert rows(shopper.add("enamel-travel-mug", 1, "500 ml"))["Subtotal"] == "S$22.00"


def to_address(shopper: Shopper) -> BeautifulSoup:
    shopper.add()
    return shopper.post("/checkout", email="buyer@mail.example")


def test_the_country_is_a_list_and_the_areas_come_later() -> None:
    with visiting("custom-select") as (_, shopper):
        form = to_address(shopper).select("form[action='/checkout/address']")[0]
        opener = form.select("button[role=combobox]")[0]
        assert text(opener) == "Choose a country"
        assert (opener["aria-haspopup"], opener["aria-expanded"]) == ("listbox", "false")
        options = form.select(f"ul#{opener['aria-controls']}[role=listbox][hidden] li[role=option]")
        assert [text(o) for o in options] == ["Brunei", "Indonesia", "Malaysia", "Singapore"]
        assert form.select("input[type=hidden][name=country]")[0]["value"] == ""
        area = form.select("select#area[required]")[0]
        assert [text(o) for o in area.select("option")] == ["Choose an area"]
        assert str(area["data-options"]).split(",") == ["Central", "East", "North", "West"] == list(AREAS)


@pytest.mark.parametrize(
    ("country", "area", "words"),
    [
        ("", "", "Please choose a country."),
        ("XX", "Central", "Please choose a country."),
        ("MY", "", "We deliver to addresses in Singapore only."),
        ("SG", "", "Please choose an area."),
        ("SG", "Sentosa", "Please choose an area."),
    ],
)
def test_country_and_area_are_required(country: str, area: str, words: str) -> None:
    with visiting("custom-select") as (_, shopper):
        to_address(shopper)
        page = shopper.post("/checkout/address", **{**ADDRESS, "country": country, "area": area})
        assert [text(p) for p in page.select(".problem")] == [words]
        shown = {"SG": "Singapore", "MY": "Malaysia"}.get(country, "Choose a country")
        assert text(page.select("[role=combobox]")[0]) == shown
        assert shopper.client.get("/checkout/delivery").url.path == "/checkout/address"


def test_with_country_and_area_the_way_goes_on() -> None:
    with visiting("custom-select") as (_, shopper):
        assert rows(shopper.to_payment())["Total"] == "S$7.90"
        page = shopper.open("/checkout/address")
        assert text(page.select("[role=combobox]")[0]) == "Singapore"
        assert page.select("[aria-selected=true]")[0]["data-value"] == "SG"
        assert page.select("#area")[0]["data-chosen"] == "Central"
        assert "Singapore 168027" in text(shopper.open("/checkout/payment"))
