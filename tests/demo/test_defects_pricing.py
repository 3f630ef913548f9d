from __future__ import annotations

import json

import pytest

from casetrust_audit.demo.catalogue import PRODUCTS
from tests.demo.shopper import CHEAP, MID, SALE, amount, amounts, rows, text, visiting


@pytest.mark.parametrize(
    ("defect", "label", "fee"),
    [("hidden-handling-fee", "Handling fee", "S$2.90"), ("small-packing-fee", "Packing", "S$0.30")],
)
def test_a_fee_is_mentioned_nowhere_before_the_payment_step(defect: str, label: str, fee: str) -> None:
    with visiting(defect) as (_, shopper):
        for path, page in shopper.crawl().items():
            assert label.casefold() not in text(page).casefold(), path
        assert label not in rows(shopper.to_delivery())
        lines = rows(shopper.to_payment())
        assert lines[label] == fee
        assert amount(lines["Total"]) == amounts(lines)


def test_a_fee_is_hinted_at_without_an_amount() -> None:
    with visiting("fees-may-apply") as (_, shopper):
        assert "Additional fees may apply." in text(shopper.open(f"/products/{CHEAP}").select(".product")[0])
        cart = shopper.add()
        assert "Additional fees may apply." in text(cart)
        assert list(rows(cart)) == ["Subtotal", "Standard delivery", "Total"]
        for path, page in shopper.crawl().items():
            assert "service fee" not in text(page).casefold(), path
            assert "S$1.50" not in text(page), path
        assert "Service fee" not in rows(shopper.to_delivery())
        lines = rows(shopper.post("/checkout/delivery", delivery="standard"))
        assert lines["Service fee"] == "S$1.50"
        assert amount(lines["Total"]) == amounts(lines)


def test_the_total_is_above_its_lines() -> None:
    with visiting("total-over-lines") as (_, shopper):
        page = shopper.to_payment()
        assert amount(rows(page)["Total"]) == amounts(rows(page)) + 1
        assert f"Pay {rows(page)['Total']} now" in text(page)


def test_prices_are_behind_a_login_while_the_cart_is_open() -> None:
    with visiting("price-after-login") as (_, shopper):
        for path in ("/", "/collections/coffee", f"/products/{CHEAP}", f"/products/{SALE}", "/search?q=kopi"):
            main = shopper.open(path).select("main")[0]
            assert "Log in to see price" in text(main)
            assert not main.select(".was, .badge"), path
            assert "S$3.90" not in text(main)
        page = shopper.open(f"/products/{CHEAP}")
        assert "price" not in json.loads(page.select("[type='application/ld+json']")[0].text)["offers"]
        assert not page.select(".add-to-cart")[0].has_attr("disabled")
        assert rows(shopper.add())["Subtotal"] == "S$3.90"


def test_gst_comes_on_top() -> None:
    with visiting("gst-on-top") as (_, shopper):
        assert "S$3.90 +GST" in text(shopper.open(f"/products/{CHEAP}"))
        assert "S$9.90 +GST" in text(shopper.open("/collections/coffee"))
        for path, page in shopper.crawl().items():
            assert "include GST" not in text(page).replace("Do your prices include GST", ""), path
        lines = rows(shopper.to_payment(MID, 1, "Whole beans"))
        assert lines["GST 9 %"] == "S$2.16"
        assert amount(lines["Total"]) == amounts(lines)


def test_gst_is_told_nowhere_and_comes_at_the_end() -> None:
    with visiting("tax-at-the-end") as (_, shopper):
        shopper.add(MID, 1, "Whole beans")
        pages = shopper.crawl(sitemap=True)
        assert {"/cart", "/terms", "/faq", f"/products/{MID}"} <= set(pages)
        for path, page in pages.items():
            words = text(page).replace("GST reg. no.", "").replace("GST registration number", "")
            assert "GST" not in words, path
            assert "9 %" not in words, path
        assert "GST reg. no." in text(pages["/"])
        shopper.post("/cart/remove", line=f"{MID}:0")
        delivery = rows(shopper.to_delivery(MID, 1, "Whole beans"))
        assert delivery["Total"] == "S$28.00"
        assert "GST 9 %" not in delivery
        lines = rows(shopper.post("/checkout/delivery", delivery="standard"))
        assert lines["GST 9 %"] == "S$2.16"
        assert lines["Total"] == "S$30.16"
        assert list(lines)[-1] == "Total"


def test_insurance_is_ticked_and_can_be_unticked() -> None:
    with visiting("preticked-insurance") as (_, shopper):
        cart = shopper.add()
        assert cart.select("#protection")[0].has_attr("checked")
        assert rows(cart)["Parcel protection"] == "S$1.90"
        assert rows(cart)["Total"] == "S$9.80"
        cart = shopper.post("/cart/update", **{f"quantity-{CHEAP}": "1"})
        assert not cart.select("#protection")[0].has_attr("checked")
        assert rows(cart)["Total"] == "S$7.90"


@pytest.mark.parametrize("slug", [p.slug for p in PRODUCTS])
def test_a_plan_is_ticked_on_every_product_page(slug: str) -> None:
    with visiting("preticked-plan") as (_, shopper):
        page = shopper.open(f"/products/{slug}")
        box = page.select("form[action='/cart/add'] input[name=care_plan]")[0]
        assert box["type"] == "checkbox"
        assert box.has_attr("checked")
        assert text(page.select(f"label[for={box['id']}]")[0]) == "Breakage plan S$4.90"


def test_a_ticked_plan_goes_into_the_cart_and_can_be_removed() -> None:
    with visiting("preticked-plan") as (_, shopper):
        cart = shopper.post("/cart/add", product=CHEAP, quantity="1", care_plan="yes")
        assert rows(cart)["Breakage plan"] == "S$4.90"
        assert rows(cart)["Total"] == "S$12.80"
        assert len(cart.select(".line")) == 1
        lines = rows(shopper.to_payment())
        assert lines["Breakage plan"] == "S$4.90"
        assert amount(lines["Total"]) == amounts(lines)
        assert "Breakage plan" not in text(shopper.post("/cart/remove", line="care_plan"))
        assert "Breakage plan" not in text(shopper.add())


def test_the_cart_charges_more_than_the_page() -> None:
    with visiting("cart-price-higher") as (_, shopper):
        assert "S$3.90" in text(shopper.open(f"/products/{CHEAP}"))
        assert rows(shopper.add(quantity=2))["Subtotal"] == "S$9.80"
        lines = rows(shopper.to_payment())
        assert amount(lines["Total"]) == amounts(lines)


def test_the_delivery_fee_is_told_nowhere_before_the_delivery_step() -> None:
    with visiting("late-delivery-fee") as (_, shopper):
        shopper.add()
        pages = shopper.crawl(sitemap=True)
        assert {"/cart", "/delivery", "/faq", "/terms", "/checkout"} <= set(pages)
        for path, page in pages.items():
            assert not {"S$4.00", "S$9.00", "free from", "S$60", "delivery fee"} & set(_phrases(text(page))), path
        assert "Standard delivery" not in rows(pages["/cart"])
        assert rows(pages["/cart"])["Total"] == "S$3.90"
        assert rows(shopper.to_delivery())["Standard delivery"] == "S$4.00"


def _phrases(words: str) -> list[str]:
    return [p for p in ("S$4.00", "S$9.00", "free from", "S$60", "delivery fee") if p in words]


def test_the_checkout_shows_one_sum_only() -> None:
    with visiting("lump-sum-total") as (_, shopper):
        assert "Standard delivery" in rows(shopper.add())
        assert rows(shopper.to_delivery(CHEAP)) == {"Total": "S$11.80"}
        assert rows(shopper.post("/checkout/delivery", delivery="standard")) == {"Total": "S$11.80"}


def test_a_discount_is_overstated_on_one_product_only() -> None:
    with visiting("false-discount") as (_, shopper):
        words = text(shopper.open(f"/products/{SALE}").select(".product")[0])
        assert "S$25.00 S$15.50 Save 67%" in words
        assert "Save 23%" in text(shopper.open("/products/kopi-o-drip-bags"))
        assert "Save 67%" in text(shopper.open("/collections/coffee"))
    with visiting() as (_, shopper):
        assert "Save 38%" in text(shopper.open(f"/products/{SALE}"))


def test_the_currency_changes_at_payment() -> None:
    with visiting("currency-switch") as (_, shopper):
        assert rows(shopper.to_delivery())["Total"] == "S$7.90"
        page = shopper.post("/checkout/delivery", delivery="standard")
        assert rows(page)["Total"] == "US$7.90"
        assert "Pay US$7.90 now" in text(page)


def test_an_old_rate_is_quoted_in_faq_and_terms_only() -> None:
    with visiting("stale-gst-rate") as (_, shopper):
        told = {path for path, page in shopper.crawl().items() if "8 %" in text(page)}
        assert told == {"/faq", "/terms"}
        assert "GST 9 % included" in rows(shopper.to_payment())


def test_the_dearer_delivery_is_preselected() -> None:
    with visiting("dear-delivery-preselected") as (_, shopper):
        assert "Express delivery for S$9.00" in text(shopper.add())
        page = shopper.to_delivery()
        assert page.select("input[checked]")[0]["value"] == "express"
        assert rows(page)["Express delivery"] == "S$9.00"
