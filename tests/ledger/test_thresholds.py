"""Who says from which sum delivery is free is held to it, where the goods came to more and nothing else was asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import casetrust_audit.ledger.free_claims
import casetrust_audit.ledger.thresholds  # noqa: F401 - both register facts
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.thresholds import promises
from casetrust_audit.model.fact import Absent, Fact, Known, Subject, Unknown
from tests.build import collection, page
from tests.ledger.parts import TITLE, shop_of, summary

NAME = "delivery.threshold_kept"
TOLD = "Delivery S$4.00 islandwide, free from S$60"


def shop(*told: str, goods: str = "S$80.00", delivery: str = "S$4.00", total: str = "S$84.00", label: str = "Delivery",
         more: tuple[tuple[str, str], ...] = (), end: str = "last-step", **journey: Any) -> Shop:  # fmt: skip
    rows = summary((TITLE, goods), *more, (label, delivery), ("Total", total))
    base = shop_of(goods, ("cart", rows), ("review", rows), end=end)
    walks = tuple(replace(j, **journey) for j in base.journeys)
    return Shop(collection(*base.collection.pages, page("delivery", "/delivery", *told), journeys=walks))


def fact(*told: str, **over: Any) -> Fact:
    return extract(shop(*told, **over))[NAME]


def subject(*told: str, **over: Any) -> Subject:
    found = fact(*told, **over)
    assert isinstance(found, Known), found
    assert isinstance(found.value, tuple)
    (only,) = found.value
    assert isinstance(only, Subject)
    return only


def test_delivery_that_is_charged_beyond_the_threshold_breaks_the_promise() -> None:
    found = subject(TOLD)
    assert found.fields["broken"] is True
    assert [str(found.fields[name]) for name in ("threshold", "goods", "charged")] == ["S$60.00", "S$80.00", "S$4.00"]
    assert len(found.evidence) == 2


def test_delivery_at_no_charge_keeps_it() -> None:
    assert subject(TOLD, delivery="S$0.00", total="S$80.00").fields["broken"] is False


@pytest.mark.parametrize("goods", ["S$40.00", "S$60.00"])
def test_goods_that_are_not_worth_more_say_nothing(goods: str) -> None:
    total = f"S${float(goods[2:]) + 4:.2f}"
    assert isinstance(fact(TOLD, goods=goods, total=total), Unknown)


def test_a_discount_that_leaves_less_than_the_threshold_says_nothing() -> None:
    assert isinstance(fact(TOLD, more=(("Discount", "-S$30.00"),), total="S$54.00"), Unknown)


@pytest.mark.parametrize("label", ["Self-collection", "Express delivery"])
def test_another_service_than_plain_delivery_says_nothing(label: str) -> None:
    assert isinstance(fact(TOLD, label=label), Unknown)


def test_goods_the_buyer_fetches_say_nothing() -> None:
    assert isinstance(fact(TOLD, collected=True), Unknown)


def test_a_walk_that_ended_early_says_nothing() -> None:
    assert isinstance(fact(TOLD, end="login-wall"), Unknown)


def test_of_several_thresholds_the_highest_counts() -> None:
    assert isinstance(fact(TOLD, "Free delivery for orders above S$100."), Unknown)


@pytest.mark.parametrize(
    "told",
    [
        "Free delivery above S$60",
        "Free standard delivery for orders over S$60.",
        "Enjoy free islandwide delivery with min. spend of S$60",
        "Delivery is free from S$60.",
        "Orders above S$60 enjoy free shipping",
        "Spend S$60 or more for free delivery",
        "Spend S$60 and delivery is free",
        "Free Shipping on Orders S$60+",
        "FREE ISLANDWIDE DELIVERY FOR ORDERS OVER S$60.00.",
        "Shipping: S$5 (free for orders over S$60)",
    ],
)
def test_a_promise_is_read_in_many_wordings(told: str) -> None:
    (promise,) = promises(shop(told))
    assert str(promise.amount) == "S$60.00"
    assert not promise.limited
    assert subject(told).fields["broken"] is True


@pytest.mark.parametrize(
    "told",
    [
        "Free tote bag worth S$20 with islandwide delivery",
        "Spend S$60 to receive a free gift, delivery within 3 days",
        "Delivery S$4.00 islandwide",
        "Free delivery",
        "Save S$30 off your first order + free shipping",
        "Delivery from S$4.00, free returns",
        "Deliveries above S$60 are insured; free wrapping",
    ],
)
def test_what_is_no_promise_of_free_delivery_is_not_taken_for_one(told: str) -> None:
    assert promises(shop(told)) == ()
    assert isinstance(fact(told), Absent)


@pytest.mark.parametrize(
    "told",
    ["Free delivery above S$60 for members", "Free delivery above S$60*", "Free express delivery above S$60",
     "Free delivery above S$60 until 31 May", "Add S$45.00 more to enjoy free delivery over S$60, selected items only"],
)  # fmt: skip
def test_a_promise_that_asks_for_more_than_a_sum_is_for_a_person(told: str) -> None:
    assert isinstance(subject(told).fields["broken"], Unknown)


def test_an_exception_told_elsewhere_leaves_it_to_a_person() -> None:
    assert isinstance(subject(TOLD, "Delivery of bulky goods is charged apart.").fields["broken"], Unknown)


def test_words_about_another_service_in_the_same_sentence_do_not_limit_it() -> None:
    told = "Delivery S$4.00 islandwide in 2-3 working days; free from S$60; self-collection free at Tiong Bahru."
    assert subject(told).fields["broken"] is True


# what the rule on claims makes of it


def held(*told: str, **over: Any) -> list[Any]:
    found = extract(shop(*told, **over))["claims.free_and_lowest"]
    members = found.value if isinstance(found, Known) and isinstance(found.value, tuple) else ()
    return [s.fields["held"] for s in members if isinstance(s, Subject)]


def test_a_threshold_that_is_no_claim_by_its_words_is_held_against_the_bill_as_well() -> None:
    assert held(TOLD) == ["charged"]
    assert held(TOLD, delivery="S$0.00", total="S$80.00") == ["zero"]
    assert held(TOLD, "Free delivery above S$60 for members") == ["doubtful"]
    assert held(TOLD, goods="S$40.00", total="S$44.00") == []
