from __future__ import annotations

from dataclasses import replace

import pytest

from casetrust_audit.facts.availability import counted_stock, markup_status, stated_status
from casetrust_audit.model.fact import Unknown
from casetrust_audit.model.reading import Choice, ChoiceGroup, Heading, Option
from tests.build import block, field, page
from tests.facts.shop_parts import button, card, fact_of, journey, markup, only, product, subjects, value


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In stock", "in-stock"),
        ("Only 2 left", "low"),
        ("Sold out", "out"),
        ("Currently unavailable", "out"),
        ("Pre-order", "pre-order"),
        ("Made to order in our studio", "made-to-order"),
        ("有货", "in-stock"),
        ("Auf Lager", "in-stock"),
        ("Ausverkauft", "out"),
        ("Нет в наличии", "out"),
        ("在庫あり", "in-stock"),
        ("Stock: 0", "out"),
        ("Back-order", "pre-order"),
        ("Out of stock, available on backorder", "pre-order"),
        ("Sold out, no back-orders", "out"),
        ("Currently unavailable. We don't know when or if this item will be back in stock.", "out"),
        ("Get in-stock alert", "none"),
        ("Self-collection not available for bulky orders", "none"),
        ("Free delivery available for orders above S$60", "none"),
        ("Notify me when it is back in stock", "none"),
        ("If an item is out of stock we refund you in full", "none"),
        ("Ships from Germany", "none"),
    ],
)
def test_a_status_is_read_from_short_lines_about_the_product(text: str, status: str) -> None:
    assert stated_status(product("Mug", text))[0] == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Stock Status: 200 pcs", "in-stock"), ("Availability: 12", "in-stock"), ("库存：35件", "in-stock"),
        ("Stok: 4 unit", "in-stock"),
        ("Stock: 0", "out"), ("Availability: 2-3 days", "none"), ("Availability: 5 working days", "none"),
    ],
)  # fmt: skip
def test_how_many_there_are_is_a_status(text: str, status: str) -> None:
    assert stated_status(product("Mug", text))[0] == status


@pytest.mark.parametrize("title", ["Recently Viewed", "Related products", "猜你喜欢"])
def test_a_list_of_others_in_a_column_beside_the_page_ends_nothing_of_it(title: str) -> None:
    own = Heading(1, "Mug", True, (300, 100, 700, 40), "h1", "main")
    low = block("Out of stock", box=(300, 400, 300, 20))
    beside = Heading(3, title, True, (20, 150, 250, 30), "#side", "main")
    below = Heading(3, title, True, (300, 350, 700, 30), "#below", "main")
    assert stated_status(page("product", "/mug", blocks=(low,), headings=(own, beside)))[0] == "out"
    assert stated_status(page("product", "/mug", blocks=(low,), headings=(own, below)))[0] == "none"


def test_a_sold_out_button_is_a_status() -> None:
    assert stated_status(product("Mug", buttons=(button("Sold out", disabled=True),)))[0] == "out"


def test_a_back_order_button_is_no_sold_out_button() -> None:
    assert stated_status(product("Mug", buttons=(button("Back-order now"),)))[0] == "pre-order"


def test_a_notify_button_says_out_of_stock() -> None:
    assert stated_status(product("Mug", buttons=(button("Notify me when available"),)))[0] == "out"


def test_a_hidden_template_text_is_no_status() -> None:
    assert stated_status(product("Mug", blocks=(block("Sold out", visible=False),)))[0] == "none"


def test_the_status_of_another_products_card_is_not_this_products() -> None:
    shown = product("Mug", blocks=(block("Sold out", box=(10, 2010, 80, 20)),), cards=(card("/p/x", "X", "Sold out"),))
    assert stated_status(shown)[0] == "none"


def test_a_sold_out_size_makes_the_status_vary() -> None:
    options = (Option("S - sold out", "s", False, True), Option("M", "m", True, False))
    assert stated_status(product("Shirt", loose_fields=(field("size", tag="select", options=options),)))[0] == "varies"


def test_markup_is_read_for_the_products_own_name() -> None:
    others = markup("Lamp", availability="InStock") + markup("Mug", availability="https://schema.org/OutOfStock")
    assert markup_status(product("Mug", json_ld=others)) == "out"


def test_markup_of_other_products_says_nothing() -> None:
    others = markup("Lamp", availability="InStock") + markup("Vase", availability="InStock")
    assert markup_status(product("Mug", json_ld=others)) == "none"


def test_a_counted_stock_is_read() -> None:
    assert counted_stock(product("Mug", "24 in stock")) == 24
    assert counted_stock(product("Mug", "Only 3 left in stock")) is None


def test_a_cart_that_shows_the_product_accepted_it() -> None:
    mug = product("Mug", "In stock")
    cart = page("cart", "/cart", "Mug", "S$18.00", step="cheap/cart", session="journey-cheap")
    walk = journey(mug, "stuck", [("cart", cart)])
    assert only("availability.products", mug, cart, journeys=(walk,))["cart"] == "accepted"
    assert value("availability.cart_tried", mug, cart, journeys=(walk,)) is True


@pytest.mark.parametrize("text", ["Your cart is empty", "Sorry, Mug is sold out and was not added"])
def test_a_cart_that_only_names_the_product_did_not_accept_it(text: str) -> None:
    mug = product("Mug", "Sold out")
    cart = page("cart", "/cart", text, step="sold-out/cart", session="journey-sold-out")
    walk = journey(mug, "stuck", [("cart", cart)], scenario="sold-out")
    assert only("availability.products", mug, cart, journeys=(walk,))["cart"] == "untried"


def test_a_refusal_counts_where_the_cart_takes_other_products() -> None:
    mug, lamp = product("Mug", "In stock"), product("Lamp", "In stock")
    cart = page("cart", "/cart", "Lamp", step="mid/cart", session="journey-mid")
    walks = (journey(mug, "cart-refused", [("product", mug)]), journey(lamp, "last-step", [("cart", cart)]))
    found = {s.label: s.fields["cart"] for s in subjects("availability.products", mug, lamp, cart, journeys=walks)}
    assert found == {"Mug": "refused", "Lamp": "accepted"}


def test_a_cart_that_takes_nothing_at_all_may_be_our_fault() -> None:
    mug = product("Mug", "In stock")
    walk = journey(mug, "cart-refused", [("product", mug)])
    assert only("availability.products", mug, journeys=(walk,))["cart"] == "refused-unproven"


def test_a_request_stopped_by_the_guard_is_no_refusal() -> None:
    mug = product("Mug", "In stock")
    walk = journey(mug, "cart-refused", [("product", mug)], blocked=("POST https://shop.test/pay (guard)",))
    assert only("availability.products", mug, journeys=(walk,))["cart"] == "untried"
    assert isinstance(fact_of("availability.cart_tried", mug, journeys=(walk,)), Unknown)


def test_without_journeys_the_cart_is_untried_and_the_truth_unknown() -> None:
    mug = product("Mug", "In stock")
    assert only("availability.products", mug)["cart"] == "untried"
    assert isinstance(fact_of("availability.cart_tried", mug), Unknown)


def test_a_login_wall_tells_nothing_of_the_cart() -> None:
    mug = product("Mug", "In stock")
    assert isinstance(fact_of("availability.cart_tried", mug, journeys=(journey(mug, "login-wall"),)), Unknown)


def test_what_a_button_says_before_a_size_is_chosen_is_no_status() -> None:
    sizes = tuple(Choice(s, f"#{s}", False, False, True, (10, 200, 40, 40)) for s in ("S", "M"))
    group = ChoiceGroup("Select size", "#sizes", "main", sizes)
    asleep = button("Out of stock", disabled=True)
    said = block("Out of stock", tag="button", box=asleep.box)
    shown = product("Shirt", blocks=(said,), buttons=(asleep,), choices=(group,))
    assert stated_status(shown)[0] == "none"
    picked = replace(group, choices=(replace(sizes[0], chosen=True), sizes[1]))
    assert stated_status(product("Shirt", blocks=(said,), buttons=(asleep,), choices=(picked,)))[0] == "out"
