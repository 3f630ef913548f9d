from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from casetrust_audit.demo.catalogue import PRODUCTS
from casetrust_audit.demo.reviews import recycled
from casetrust_audit.demo.scarcity import FEWEST, LEAP, MOST, Left
from casetrust_audit.demo.server import DemoShop
from tests.demo.shopper import CHEAP, MID, SALE, SOLD_OUT, Shopper, amount, amounts, client_of, rows, text, visiting

LISTINGS = ("/collections/coffee", "/collections/kaya-and-biscuits", "/collections/mugs-and-brewing")


def saying(shopper: Shopper, words: str) -> set[str]:
    """Pages, the filled cart among them, whose text holds the words."""
    shopper.add()
    return {path for path, page in shopper.crawl(sitemap=True).items() if words in text(page)}


def test_a_promotion_goes_on_after_its_last_day() -> None:
    with DemoShop(["ended-promotion"], today=date(2026, 10, 5)) as shop, client_of(shop) as client:
        words = "Mid-autumn sale: 20% off all mugs until 25 September 2026"
        assert saying(Shopper(client), words) == {"/", *LISTINGS, *(p.path for p in PRODUCTS)}
        assert shop.errors == []


def test_a_flash_sale_ends_every_night() -> None:
    with visiting("endless-sale") as (_, shopper):
        assert saying(shopper, "Flash sale ends tonight") == {"/", *LISTINGS}


def test_more_is_promised_than_any_product_saves() -> None:
    assert max(p.saving or 0 for p in PRODUCTS) == 38
    with visiting("up-to-discount") as (_, shopper):
        reduced = {f"/collections/{p.category}" for p in PRODUCTS if p.saving}
        assert saying(shopper, "Up to 67% off") == {"/", *reduced}
        assert "S$25.00 S$15.50 Save 38%" in text(shopper.open(f"/products/{SALE}"))


def test_free_wrapping_costs_three_dollars_for_who_ticks_it() -> None:
    with visiting("free-wrap-charged") as (_, shopper):
        said = saying(shopper, "Free gift wrapping with every order")
        assert said == {"/", *LISTINGS, *(p.path for p in PRODUCTS)}
        cart = shopper.open("/cart")
        assert not cart.select("#gift-wrap")[0].has_attr("checked")
        assert text(cart.select("label[for=gift-wrap]")[0]) == "Gift wrapping S$3.00"
        assert rows(cart)["Total"] == "S$7.90"
        cart = shopper.post("/cart/update", gift_wrap="yes")
        assert cart.select("#gift-wrap")[0].has_attr("checked")
        assert rows(cart)["Gift wrapping"] == "S$3.00"
        assert rows(cart)["Total"] == "S$10.90"
        shopper.post("/cart/remove", line=CHEAP)
        lines = rows(shopper.to_payment())
        assert "Gift wrapping" not in lines
        assert amount(lines["Total"]) == amounts(lines)


def test_wrapping_cannot_be_had_where_it_is_not_offered() -> None:
    with visiting() as (_, shopper):
        shopper.add()
        assert "Gift wrapping" not in text(shopper.post("/cart/update", gift_wrap="yes"))


def test_a_surcharge_is_hinted_at_and_no_way_to_pay_tells_it() -> None:
    with visiting("unlabelled-surcharge") as (_, shopper):
        assert saying(shopper, "A payment surcharge may apply.") == {"/cart", "/faq"}
        assert saying(shopper, "costs nothing extra") == set()
        assert saying(shopper, "S$0.60") == set()
        shopper.post("/cart/remove", line=CHEAP)
        assert "Payment surcharge" not in rows(shopper.to_delivery())
        page = shopper.post("/checkout/delivery", delivery="standard")
        lines = rows(page)
        assert lines["Payment surcharge"] == "S$0.60"
        assert amount(lines["Total"]) == amounts(lines)
        assert all("S$" not in text(label) for label in page.select("fieldset label"))


def test_the_rate_before_last_is_quoted_in_faq_and_terms_only() -> None:
    with visiting("seven-percent-gst") as (_, shopper):
        assert saying(shopper, "GST of 7 %") == {"/faq"}
        assert saying(shopper, "(GST) of 7 %") == {"/terms"}
        assert saying(shopper, "8 %") == set()
        shopper.post("/cart/remove", line=CHEAP)
        assert "GST 9 % included" in rows(shopper.to_payment())


def test_cards_are_asked_for_by_whatsapp_and_nothing_says_otherwise() -> None:
    with visiting("card-by-whatsapp") as (_, shopper):
        assert saying(shopper, "To pay by card, WhatsApp us your card number and expiry date.") == {"/faq"}
        assert saying(shopper, "ard details") == set()
        assert "HitPay's secure payment page" in text(shopper.to_payment())


def test_payments_are_to_go_to_a_mobile_number() -> None:
    with visiting("paynow-to-mobile") as (_, shopper):
        assert saying(shopper, "Please PayNow to 9123 4567.") == {"/faq"}


def test_no_confirmation_is_sent_and_none_is_promised() -> None:
    with visiting("no-order-confirmation") as (_, shopper):
        assert saying(shopper, "We do not send order confirmations.") == {"/faq"}
        for path, page in shopper.crawl(sitemap=True).items():
            words = text(page).replace("We do not send order confirmations.", "").replace("a confirmation code", "")
            assert "confirmation" not in words.casefold(), path
            assert "confirm the order" not in words, path
        assert "We send the tracking number to this address." in text(shopper.open("/checkout"))
        assert "keep it as your receipt" not in text(shopper.open("/terms"))
        assert "confirm" not in text(shopper.to_payment())
        assert "confirmed" not in text(shopper.post("/checkout/place", terms="yes"))


@pytest.mark.parametrize(("slug", "size", "monthly"), [(CHEAP, "", "S$3.51"), (MID, "Whole beans", "S$21.60")])
def test_a_subscription_is_chosen_in_advance_and_charged_if_left_so(slug: str, size: str, monthly: str) -> None:
    with visiting("preselected-subscription") as (_, shopper):
        page = shopper.open(f"/products/{slug}")
        radios = page.select("form.buy input[name=purchase]")
        labels = [text(page.select(f"label[for={radio['id']}]")[0]) for radio in radios]
        assert labels == ["One-time purchase", f"Subscribe & save 10 %, delivered every month: {monthly}"]
        assert [(r["type"], r["value"], r.has_attr("checked")) for r in radios] == [
            ("radio", "once", False), ("radio", "monthly", True),
        ]  # fmt: skip
        cart = shopper.post("/cart/add", product=slug, quantity="1", size=size, purchase="monthly")
        assert f"every month {monthly} each" in text(cart.select(".line-name")[0])
        assert rows(cart)["Subtotal"] == monthly
        lines = rows(shopper.to_payment(slug, 1, size))
        assert amount(lines["Total"]) == amounts(lines)
        assert len([label for label in lines if label.endswith("× 1")]) == 2


def test_who_buys_once_pays_the_price_of_the_page() -> None:
    with visiting("preselected-subscription") as (_, shopper):
        cart = shopper.post("/cart/add", product=CHEAP, quantity="2", purchase="once")
        assert rows(cart)["Subtotal"] == "S$7.80"
        cart = shopper.post("/cart/add", product=CHEAP, quantity="1", purchase="monthly")
        assert rows(cart)["Subtotal"] == "S$11.31"
        cart = shopper.post("/cart/update", **{f"quantity-{CHEAP}::monthly": "3"})
        assert rows(cart)["Subtotal"] == "S$18.33"
        cart = shopper.post("/cart/remove", line=f"{CHEAP}::monthly")
        assert rows(cart)["Subtotal"] == "S$7.80"
    with visiting() as (_, shopper):
        assert not shopper.open(f"/products/{CHEAP}").select("input[type=radio]")
        assert rows(shopper.post("/cart/add", product=CHEAP, quantity="1", purchase="monthly"))["Subtotal"] == "S$3.90"


def _left(shopper: Shopper, slug: str) -> int:
    only, number, left = text(shopper.open(f"/products/{slug}").select(".stock")[0]).split()
    assert (only, left) == ("Only", "left")
    return int(number)


def test_another_number_is_left_on_each_load() -> None:
    with visiting("random-stock") as (_, shopper):
        for slug in (CHEAP, MID, SALE):
            seen = [_left(shopper, slug) for _load in range(12)]
            assert all(2 <= number <= 12 for number in seen)
            assert all(one != other for one, other in pairwise(seen))
            assert seen[1] > seen[0]
        assert text(shopper.open(f"/products/{SOLD_OUT}").select(".stock")[0]) == "Sold out"
        assert saying(shopper, "In stock") == set()


def test_numbers_left_follow_no_rule_but_leap_each_time() -> None:
    runs = []
    for _run in range(20):
        left = Left()
        run = [left.draw("kaya") for _load in range(30)]
        assert all(FEWEST <= number <= MOST for number in run)
        assert all(abs(after - before) >= LEAP for before, after in pairwise(run))
        runs.append(tuple(run))
    assert len(set(runs)) == 20


def test_three_are_left_of_every_live_product() -> None:
    with visiting("three-left-everywhere") as (_, shopper):
        for product in PRODUCTS:
            words = "Only 3 left" if product.in_stock else "Sold out"
            assert text(shopper.open(product.path).select(".stock")[0]) == words, product.slug
        assert saying(shopper, "In stock") == set()


def test_the_same_praise_stands_at_every_product_under_other_names() -> None:
    texts = {review.text for review in recycled(0)}
    with visiting("recycled-reviews") as (_, shopper):
        names: list[str] = []
        for product in PRODUCTS:
            page = shopper.open(product.path)
            entries = {text(e.select("p")[1]): text(e.select("h3")[0]) for e in page.select("article.review")}
            assert texts <= set(entries), product.slug
            names.append(" ".join(entries[words] for words in sorted(texts)))
            stars = [int(text(e)[0]) for e in page.select("article.review .stars")]
            assert f"({len(entries)} reviews)" in text(page.select("p .stars")[0])
            assert f" {sum(stars) / len(stars):.1f} out of 5" in text(page.select("p .stars")[0])
        assert len(set(names)) == len(names)


def test_no_two_neighbours_lend_one_text_to_one_name() -> None:
    for at in range(len(recycled(0))):
        assert all(recycled(n)[at].name != recycled(n + 1)[at].name for n in range(len(PRODUCTS)))


def test_a_gift_card_is_sold_and_nothing_is_said_of_it() -> None:
    with visiting("gift-card-without-terms") as (_, shopper):
        page = shopper.open("/products/gift-card-without-terms")
        assert "Kopi & Kaya Gift Card" in text(page.select("h1")[0])
        assert rows(shopper.add("gift-card-without-terms"))["Subtotal"] == "S$50.00"
        assert saying(shopper, "24 months") == set()
        assert saying(shopper, "Unused cards") == set()
    with visiting() as (_, shopper):
        assert saying(shopper, "Gift Card") == set()
        assert shopper.client.get("/products/gift-card-without-terms").status_code == 404


def test_a_coffee_is_called_the_cheapest_and_others_cost_less() -> None:
    with visiting("false-cheapest-label") as (_, shopper):
        cards = shopper.open(LISTINGS[0]).select("li.card")
        prices = {text(c.select(".card-title")[0]): amount(text(c.select(".now")[0])) for c in cards}
        (labelled,) = [text(c.select(".card-title")[0]) for c in cards if "Cheapest" in text(c)]
        assert prices[labelled] > min(prices.values())
        assert saying(shopper, "Cheapest") == {"/", LISTINGS[0]}


def test_best_sellers_are_named_and_the_rule_is_not() -> None:
    with visiting("unexplained-label") as (_, shopper):
        assert saying(shopper, "Best seller") == {"/", *LISTINGS}
        assert saying(shopper, "bought most") == set()
    with visiting() as (_, shopper):
        assert saying(shopper, "Best seller") == set()
