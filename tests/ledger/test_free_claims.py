from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import casetrust_audit.ledger.free_claims  # noqa: F401 - registers its fact
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Fact, Known, Subject, Unknown
from casetrust_audit.model.journey import Journey, JourneyStep
from casetrust_audit.model.reading import Field
from tests.build import collection, field, form, page
from tests.ledger.parts import TITLE, product_page, summary

NAME = "claims.free_and_lowest"
SENT = ((TITLE, "S$15.00"), ("Standard delivery", "S$4.00"), ("Order total", "S$19.00"))
FREE = ((TITLE, "S$15.00"), ("Standard delivery", "S$0.00"), ("Order total", "S$15.00"))
Lines = Sequence[tuple[str, str]]


def fact(*claims: str, lines: Lines = SENT, options: tuple[Field, ...] = (), others: tuple[Page, ...] = (),
         end: str = "last-step", collected: bool = False, **over: Any) -> Fact:  # fmt: skip
    """The fact of a shop whose front page makes the claims and in which one item was walked to payment."""
    item = product_page("S$15.00")
    forms = (form(*options),) if options else ()
    cart = page("cart", "/cart", rows=summary(*lines), forms=forms, step="cheap/cart", session="journey-cheap")
    last = page("checkout", "/pay", rows=summary(*lines), step="cheap/payment", session="journey-cheap")
    steps = tuple(JourneyStep(p.capture.step.split("/")[1], p.capture.id, p.url) for p in (item, cart, last))
    journey = Journey(
        "cheap", "journey-cheap", item.url, 1, steps, (), end, "", product_title=TITLE, collected=collected
    )  # fmt: skip
    front = page("home", "/", *claims)
    return extract(Shop(collection(front, item, cart, last, *others, journeys=(journey,), **over)))[NAME]


def only(*claims: str, **over: Any) -> dict[str, Any]:
    found = fact(*claims, **over)
    assert isinstance(found, Known), found
    assert isinstance(found.value, tuple)
    (subject,) = found.value
    assert isinstance(subject, Subject)
    return dict(subject.fields)


def test_free_delivery_that_is_charged_is_charged() -> None:
    assert only("Free islandwide delivery!") == {"kind": "free-delivery", "held": "charged", "conditional": False}


def test_free_delivery_at_no_charge_holds() -> None:
    assert only("Free islandwide delivery!", lines=FREE)["held"] == "zero"


@pytest.mark.parametrize("free", ["Shipping & handling", "Delivery to your door"])
def test_a_bill_with_a_free_and_a_charged_delivery_accuses_nobody(free: str) -> None:
    both = ((TITLE, "S$15.00"), (free, "S$0.00"), ("Shipping", "S$9.90"), ("Order total", "S$15.00"))
    assert only("Free shipping", lines=both)["held"] == "doubtful"


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("Free delivery above S$60", "untried"),
        ("Free delivery above S$10", "charged"),
        ("Free delivery for members", "untried"),
        ("Free delivery*", "untried"),
        ("Add S$45.00 more for free delivery", "untried"),
    ],
)
def test_a_condition_is_held_against_what_was_in_the_cart(claim: str, held: str) -> None:
    assert only(claim)["held"] == held


def test_a_condition_told_elsewhere_only_is_for_a_person() -> None:
    told = page("faq", "/faq", "Standard delivery is free from S$60.")
    assert only("Free delivery!", others=(told,))["held"] == "doubtful"


def test_words_no_native_reader_has_checked_accuse_nobody() -> None:
    assert only("全场包邮")["held"] == "doubtful"


@pytest.mark.parametrize("label", ["Express delivery", "Self-collection"])
def test_another_service_than_the_free_one_tells_nothing(label: str) -> None:
    lines = ((TITLE, "S$15.00"), (label, "S$9.00"), ("Order total", "S$24.00"))
    assert only("Free delivery!", lines=lines)["held"] == "untried"


def test_goods_the_buyer_fetches_are_not_delivered_free() -> None:
    assert only("Free delivery!", lines=FREE, collected=True)["held"] == "untried"


def test_a_claim_on_another_products_page_is_not_this_walks() -> None:
    other = page("product", "/p/lamp", "Free delivery!")
    assert only(others=(other,))["held"] == "untried"


# free items


def test_a_free_thing_in_the_cart_at_no_charge_holds() -> None:
    lines = ((TITLE, "S$15.00"), ("Tote bag × 1", "S$0.00"), ("Order total", "S$15.00"))
    assert only("Free tote bag with every order", lines=lines)["held"] == "zero"


def test_a_free_thing_that_costs_something_is_charged() -> None:
    lines = ((TITLE, "S$15.00"), ("Tote bag × 1", "S$5.00"), ("Order total", "S$20.00"))
    assert only("Free tote bag with every order", lines=lines)["held"] == "charged"


def test_a_free_service_offered_at_a_price_is_charged() -> None:
    wrap = field("wrap", type="checkbox", label="Gift wrapping S$3.00")
    assert only("Free gift wrapping", options=(wrap,))["held"] == "charged"
    assert only("Free gift wrapping on orders above S$80", options=(wrap,))["held"] == "untried"


@pytest.mark.parametrize("claim", ["Buy 1 get 1 free", "Free gift with every order", "Free samples"])
def test_what_was_not_tried_or_has_no_name_is_not_tried(claim: str) -> None:
    wrap = field("wrap", type="checkbox", label="Gift wrapping S$3.00")
    assert only(claim, options=(wrap,))["held"] == "untried"


# lowest prices


def test_a_superlative_can_not_be_tried() -> None:
    assert only("Lowest prices in Singapore") == {"kind": "lowest-price", "held": "untried", "conditional": False}
    assert only("Lowest prices in Singapore: we refund the difference")["conditional"] is True


def test_no_claim_is_absent_only_where_enough_was_looked_at() -> None:
    assert isinstance(fact("Sugar-free kaya"), Absent)
    assert isinstance(fact("Sugar-free kaya", walls=1), Unknown)
