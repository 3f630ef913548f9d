"""What is paid ahead, and its terms: gift cards that are sold, deposits, pre-orders; codes called vouchers are none."""

from __future__ import annotations

import json
from typing import Any

import pytest

import casetrust_audit.facts.prepayment  # noqa: F401 - registers its facts
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Known, Unknown
from tests.build import block, card, heading, link, page, row
from tests.facts.shop_parts import button, fact_of, product, subjects

OFFERS = "prepayment.offers"
PRICE = "S$50.00"


def kinds(*pages: Page) -> set[object]:
    found = fact_of(OFFERS, *pages)
    if isinstance(found, Absent):
        return set()
    return {s.fields["kind"] for s in subjects(OFFERS, *pages)}


def fields(*pages: Page, **over: Any) -> tuple[object, object, object]:
    """Terms, refund and receipt of the only kind there is."""
    (one,) = subjects(OFFERS, *pages, **over)
    return one.fields["terms"], one.fields["refund"], one.fields["receipt"]


# what is an offer


@pytest.mark.parametrize(
    "spoken",
    [
        page("home", "/", "Gift cards are available from S$20."),
        page("faq", "/faq", "Our gift vouchers are valid for a year."),
        page("home", "/", "Welcome", links=(link("/gift", "Gift cards"),)),
        page("about", "/about", "礼品卡自购买之日起一年内有效。"),
    ],
)
def test_a_shop_that_speaks_of_its_gift_cards_is_not_said_to_sell_none(spoken: Page) -> None:
    found = fact_of(OFFERS, product("Mug", PRICE), spoken)
    assert isinstance(found, Unknown)
    assert "none was read" in found.reason


@pytest.mark.parametrize(
    "text",
    ["We cannot take gift cards of other shops.", "Enter your gift card code", "Win a gift voucher in our prize draw",
     "Use a voucher from our newsletter"],
)  # fmt: skip
def test_cards_that_are_spent_or_won_are_not_sold(text: str) -> None:
    assert kinds(product("Mug", PRICE), page("faq", "/faq", text)) == set()


@pytest.mark.parametrize(
    "title",
    [
        "Gift card",
        "E-Gift Card S$50",
        "Spa Voucher",
        "Kopi & Kaya Gift Voucher",
        "礼品卡",
        "Kad Hadiah RM50",
        "பரிசு அட்டை",
    ],
)
def test_a_gift_card_that_is_a_product_is_an_offer(title: str) -> None:
    assert kinds(product(title, PRICE)) == {"gift-card"}
    shelf = page("listing", "/shop", cards=(card("/p/gift", title, PRICE),))
    assert kinds(shelf) == {"gift-card"}


@pytest.mark.parametrize("title", ["Gift card holder", "Greeting card", "Gift box", "Leather voucher holder", "Mug"])
def test_what_only_sounds_like_one_is_none(title: str) -> None:
    assert kinds(product(title, PRICE)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Get a S$5 voucher with your first order",
        "Use voucher code KOPI5 at checkout",
        "Enter your gift card or voucher code",
        "Redeem your voucher here",
        "Pay by card, PayNow or gift card",
    ],
)
def test_a_code_that_lowers_a_price_is_no_voucher_that_is_sold(text: str) -> None:
    mug, cart, home = product("Mug", text), page("cart", "/cart", text), page("home", "/", text)
    assert kinds(mug, cart, home, page("faq", "/faq", text)) == set()


def test_a_page_that_tells_of_gift_cards_sells_none() -> None:
    told = page(
        "other", "/gift-cards", "Gift cards are sold in our shop in Tiong Bahru.", headings=(heading("Gift cards"),)
    )
    linked = page("listing", "/shop", cards=(card("/gift-cards", "Gift cards"),))
    assert kinds(told, linked, product("Mug")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "A deposit of S$50 is payable on booking.",
        "We ask for a 50% deposit to confirm your order.",
        "Non-refundable deposit S$20.00",
        "Pay a booking fee of S$30 now and the rest on the day.",
        "需支付订金 S$50",
        "Wang pendahuluan S$50 diperlukan",
    ],
)
def test_a_deposit_that_is_asked_for_is_an_offer(text: str) -> None:
    assert kinds(product("Custom cake", text)) == {"deposit"}


@pytest.mark.parametrize(
    "text",
    [
        "Removes limescale deposits within minutes.",
        "A deposit of S$0.10 is paid back for each bottle.",
        "Pay by bank deposit to our account.",
        "No deposit is needed.",
    ],
)
def test_other_deposits_are_none(text: str) -> None:
    assert kinds(product("Cleaner", text)) == set()


def test_a_deposit_in_the_cart_is_an_offer() -> None:
    assert kinds(page("cart", "/cart", rows=(row("Deposit", "S$50.00"),))) == {"deposit"}
    assert kinds(page("cart", "/cart", rows=(row("Delivery", "S$5.00"),))) == set()


@pytest.mark.parametrize(
    "of",
    [
        {"buttons": (button("Pre-order now"),)},
        {
            "json_ld": (
                json.dumps({"@type": "Product", "name": "Mug", "offers": {"availability": "PreOrder", "price": "9"}}),
            )
        },
        {"blocks": (block("Available for pre-order"),)},
        {"blocks": (block("预购"),)},
    ],
)
def test_a_pre_order_is_told_by_button_data_or_status(of: dict[str, Any]) -> None:
    assert kinds(product("Mug", **of)) == {"pre-order"}


@pytest.mark.parametrize(
    "text", ["Pre-orders are closed", "No pre-orders", "Can I pre-order?", "Made to order", "Back-order", "In stock"]
)
def test_no_pre_order_is_seen_where_there_is_none(text: str) -> None:
    assert kinds(product("Mug", text)) == set()


# its terms


TERMS = "Valid for 24 months from purchase."
REFUND = "Unused cards are refunded within 14 days."
RECEIPT = "You receive a receipt with the card's number by e-mail at once."


def test_terms_on_its_own_page_count_in_closed_tabs_too() -> None:
    tab = block(f"{TERMS} {REFUND} {RECEIPT}", visible=False)
    assert fields(product("Gift card", PRICE, blocks=(tab,))) == (True, True, True)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((), (False, False, False)),
        (("Give somebody a kopi morning.",), (False, False, False)),
        ((TERMS,), (True, False, False)),
        ((REFUND,), (True, True, False)),
        (("Gift cards cannot be exchanged for cash.",), (True, True, False)),
        ((TERMS, "不可退款"), (True, True, False)),
    ],
)
def test_what_its_page_says_is_what_is_known(texts: tuple[str, ...], told: tuple[bool, bool, bool]) -> None:
    assert fields(product("Gift card", PRICE, *texts)) == told


@pytest.mark.parametrize("role", ["terms", "faq", "other", "returns"])
def test_terms_elsewhere_count_where_they_name_it_or_stand_under_its_name(role: str) -> None:
    gift = product("Gift card", PRICE)
    head = block("Gift cards", tag="h2")
    told = page(role, "/more", blocks=(head, block(TERMS), block(REFUND)))
    assert fields(gift, told)[:2] == (True, True)
    of_other = page(role, "/more", blocks=(block("Warranty", tag="h2"), block(TERMS), block(REFUND)))
    assert fields(gift, of_other)[:2] == (False, False)


def test_what_stands_on_every_product_page_is_no_term_of_the_gift_card() -> None:
    frame = "14 days to change your mind. Refunds to your card."
    assert fields(product("Gift card", PRICE, frame), product("Mug", frame))[:2] == (False, False)


def test_two_gift_cards_may_have_their_terms_in_the_same_words() -> None:
    cards = (product("Gift card S$20", TERMS, REFUND), product("Gift card S$50", TERMS, REFUND))
    assert fields(*cards, product("Mug"))[:2] == (True, True)


def test_a_confirmation_of_orders_is_a_receipt() -> None:
    told = page("terms", "/terms", "You receive an order confirmation by e-mail with all items and prices.")
    assert fields(product("Gift card", PRICE), told)[2] is True


def test_a_pre_order_needs_its_day_and_the_shops_word_on_cancelling() -> None:
    mug = product("Mug", "Pre-order: ships from 12 March 2026", buttons=(button("Pre-order now"),))
    assert fields(mug)[:2] == (True, False)
    told = page("terms", "/terms", "You can cancel your order free of charge until we dispatch it.")
    assert fields(mug, told)[:2] == (True, True)
    bare = product("Mug", buttons=(button("Pre-order now"),))
    assert fields(bare, told)[:2] == (False, True)


def test_terms_are_missed_only_after_enough_was_looked_at() -> None:
    terms, refund, receipt = fields(product("Gift card", PRICE), policy_links_left=2)
    assert isinstance(terms, Unknown)
    assert isinstance(refund, Unknown)
    assert receipt is False


def test_terms_that_were_linked_and_not_read_are_not_missing() -> None:
    gift = product("Gift card", PRICE, links=(link("/gift-terms", "Terms and conditions apply"),))
    assert isinstance(fields(gift)[0], Unknown)
    assert fields(gift, page("other", "/gift-terms", "Nothing of the kind."))[0] is False


def test_a_card_whose_page_was_not_read_is_not_accused() -> None:
    shelf = page("listing", "/shop", cards=(card("/p/gift", "Gift card", PRICE),))
    assert isinstance(fields(shelf)[0], Unknown)


def test_nothing_is_known_of_a_shop_that_was_not_read() -> None:
    assert isinstance(fact_of(OFFERS, page("faq", "/faq", "Hello")), Unknown)
    found = fact_of(OFFERS, product("Gift card", PRICE))
    assert isinstance(found, Known)
    assert found.evidence[0].quote == "Gift card"
