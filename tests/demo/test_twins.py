from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.demo.catalogue import PRODUCTS, Product
from casetrust_audit.demo.offers import pair_price, pair_saving, price_of_100_g
from casetrust_audit.demo.sessions import KINDS
from tests.demo.shopper import CHEAP, MID, amount, amounts, rows, text, visiting


@pytest.mark.parametrize(
    ("twin", "label", "fee"), [("told-packing-fee", "Packing", "S$0.30"), ("told-service-fee", "Service fee", "S$1.50")]
)
def test_a_fee_is_told_on_every_product_page_and_at_every_step(twin: str, label: str, fee: str) -> None:
    with visiting(twin) as (_, shopper):
        for product in PRODUCTS:
            assert f"{label} {fee} per order" in text(shopper.open(product.path).select(".product")[0]), product.slug
        cart = shopper.add()
        assert f"{label} {fee} per order" in text(cart)
        for page in (cart, shopper.to_delivery(), shopper.post("/checkout/delivery", delivery="standard")):
            lines = rows(page)
            assert lines[label] == fee
            assert amount(lines["Total"]) == amounts(lines) + (Decimal("3.90") if page is cart else 0)


def test_a_plan_is_offered_and_only_who_ticks_it_gets_it() -> None:
    with visiting("offered-plan") as (_, shopper):
        page = shopper.open(f"/products/{CHEAP}")
        box = page.select("form[action='/cart/add'] input[name=care_plan]")[0]
        assert not box.has_attr("checked")
        assert "Breakage plan S$4.90" in text(page)
        assert "Breakage plan" not in text(shopper.add())
        assert "Breakage plan" not in text(shopper.to_payment())
        cart = shopper.post("/cart/add", product=CHEAP, quantity="1", care_plan="yes")
        assert rows(cart)["Breakage plan"] == "S$4.90"
        shopper.post("/cart/remove", line=CHEAP)
        assert "Breakage plan" not in text(shopper.add())
    with visiting() as (_, shopper):
        assert "Breakage plan" not in text(shopper.open(f"/products/{CHEAP}"))
        assert "Breakage plan" not in text(shopper.post("/cart/add", product=CHEAP, quantity="1", care_plan="yes"))


def test_the_total_is_rounded_down() -> None:
    with visiting("rounding") as (_, shopper):
        assert "Rounding" not in rows(shopper.to_delivery())
        page = shopper.post("/checkout/delivery", delivery="standard")
        lines = rows(page)
        assert lines["Rounding"] == "−S$0.02"
        assert lines["Total"] == "S$7.88"
        assert amount(lines["Total"]) == amounts(lines)
        assert "Pay S$7.88 now" in text(page)


def test_the_label_of_the_total_holds_the_gst() -> None:
    with visiting("bank-style-total") as (shop, shopper):
        assert "Total" in rows(shopper.add())
        page = shopper.to_payment(MID, 1, "Whole beans")
        assert list(rows(page).items())[-3:] == [
            ("Subtotal", "S$27.90"), ("Delivery", "S$4.00"), ("Total (incl. GST S$2.63)", "S$31.90"),
        ]  # fmt: skip
        assert "Pay S$31.90 now" in text(page)
        assert shop.received.counts() == dict.fromkeys(KINDS, 0)


def test_two_cost_less_and_the_cart_keeps_the_word() -> None:
    with visiting("multi-buy") as (_, shopper):
        assert "S$3.90 Price includes GST. 2 for S$7.00 · S$10.83 / 100 g" in text(shopper.open(f"/products/{CHEAP}"))
        assert rows(shopper.add())["Subtotal"] == "S$3.90"
        assert "Multi-buy discount" not in rows(shopper.open("/cart"))
        cart = rows(shopper.add())
        assert cart["Multi-buy discount"] == "−S$0.80"
        assert cart["Total"] == "S$11.00"
        lines = rows(shopper.to_payment())
        assert lines["Multi-buy discount"] == "−S$0.80"
        assert amount(lines["Total"]) == amounts(lines)


def test_two_of_different_sizes_are_two_of_the_same() -> None:
    with visiting("multi-buy") as (_, shopper):
        shopper.add(MID, 1, "Whole beans")
        assert rows(shopper.add(MID, 1, "Ground for filter"))["Multi-buy discount"] == "−S$4.80"


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p.slug)
def test_other_prices_are_shown_where_they_mean_something(product: Product) -> None:
    with visiting("multi-buy") as (_, shopper):
        words = text(shopper.open(product.path).select(".offer")[0])
        assert f"2 for S${pair_price(product.price):.2f}" in words
        assert ("/ 100 g" in words) == (price_of_100_g(product) is not None)
        assert product.price < pair_price(product.price) < 2 * product.price


def test_an_odd_piece_costs_its_price() -> None:
    assert pair_saving(Decimal("3.90"), 5) == 2 * Decimal("0.80")
    assert pair_saving(Decimal("3.90"), 1) == 0


def test_a_gift_card_is_sold_with_its_terms() -> None:
    with visiting("gift-card-with-terms") as (_, shopper):
        said = text(shopper.open("/products/gift-card-with-terms"))
        assert "valid for 24 months" in said
        assert "refunded to the original payment method within 14 days" in said
        assert "You receive a receipt" in said


def test_labels_are_explained_and_the_cheapest_is_the_cheapest() -> None:
    with visiting("explained-labels") as (_, shopper):
        cards = shopper.open("/collections/coffee").select("li.card")
        prices = {text(c.select(".card-title")[0]): amount(text(c.select(".now")[0])) for c in cards}
        (labelled,) = [text(c.select(".card-title")[0]) for c in cards if "Cheapest" in text(c)]
        assert prices[labelled] == min(prices.values())
        assert "“Best seller” means the product of each category" in text(shopper.open("/faq"))
