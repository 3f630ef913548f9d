"""The ways to deliver and to pay that a page offers, in lists, radios and forms, and what only looks like them."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from casetrust_audit.collect import methods, steps
from casetrust_audit.model.reading import Field, Heading, Option, Reading
from tests.build import SITE, button, field, form, reading

URL = SITE + "/checkout"


def listed(name: str, *texts: str, selected: str = "", **over: Any) -> Field:
    options = tuple(
        Option(t, "" if t.startswith(("Please", "--", "Choose")) else f"v{n}", t == selected, False)
        for n, t in enumerate(texts)
    )
    return field(name, tag="select", type="select", options=options, **({"label": ""} | over))


def radios(name: str, *labels: str, **over: Any) -> tuple[Field, ...]:
    return tuple(
        field(name, type="radio", label=label, selector=f"#{name}{n}", value=str(n), **over)
        for n, label in enumerate(labels)
    )


# --- lists


@pytest.mark.parametrize(
    "one",
    [
        listed("ship", "S$7.00 (Courier)", "S$0.00 (Collect in store)"),
        listed("x9", "Standard delivery S$5.00", "Express delivery S$9.00", selected="Standard delivery S$5.00"),
        listed("x9", "Please choose", "Courier", "Self collection"),
        listed("shipping_method", "Small", "Large"),
        listed("x9", "A", "B", label="Delivery method"),
        listed("x9", "A", "B", group="Choose a delivery method"),
        listed("x9", "A", "B", label="Shipping"),
    ],
    ids=["prices first", "words", "placeholder", "name", "label", "group", "short label"],
)
def test_a_list_of_deliveries_is_told_by_its_name_label_or_options(one: Field) -> None:
    page = reading(URL, loose_fields=(one,))
    assert methods.delivery_lists(page) == (one,)
    assert methods.payment_lists(page) == ()
    assert steps.name_step(page) == "delivery"


@pytest.mark.parametrize(
    "one",
    [
        listed("payment_method", "A", "B"),
        listed("x9", "A", "B", label="Payment method"),
        listed("x9", "Bank transfer", "Cash on delivery"),
        listed("x9", "-- choose --", "PayNow", "Credit card (Visa, Mastercard)"),
    ],
    ids=["name", "label", "options", "placeholder"],
)
def test_a_list_of_ways_to_pay_is_told_likewise(one: Field) -> None:
    page = reading(URL, loose_fields=(one,))
    assert methods.payment_lists(page) == (one,)
    assert methods.delivery_lists(page) == ()
    assert steps.name_step(page) == "payment"


@pytest.mark.parametrize(
    "one",
    [
        listed("country", "Singapore", "Malaysia"),
        listed("delivery_country", "Singapore", "Malaysia", label="Deliver to (country)"),
        listed("shipping_state", "Johor", "Selangor", label="State"),
        listed("shipping_country", "Singapore", label="Country"),
        listed("qty", "1", "2", "3"),
        listed("quantity[17]", "1", "2", label="Quantity"),
        listed("shipping_address_id", "Home, 2 Orchard Turn", "Office", label="Delivery address"),
        listed("currency", "SGD", "USD", label="Currency"),
        listed("lang", "English", "中文", label="Language"),
        listed("sort", "Price, low to high", "Newest", label="Sort by"),
        listed("size", "S", "M", label="Size"),
        listed("shipping_method", "Courier", visible=False),
        listed("shipping_method", "Courier", disabled=True),
        listed("shipping_method", label="Delivery method"),
        listed("title", "Mr", "Ms", label="Title"),
    ],
    ids=lambda f: f"{f.name}-{f.label}",
)
def test_other_lists_are_neither(one: Field) -> None:
    page = reading(URL, loose_fields=(one,))
    assert methods.delivery_lists(page) == ()
    assert methods.payment_lists(page) == ()


def test_one_way_among_other_options_makes_no_list_of_deliveries() -> None:
    subject = listed("topic", "Delivery", "Refunds", "Something else")
    assert methods.delivery_lists(reading(URL, loose_fields=(subject,))) == ()


def test_one_way_to_pay_alone_makes_no_list_of_payments() -> None:
    assert methods.payment_lists(reading(URL, loose_fields=(listed("x", "Visa"),))) == ()


# --- radios


@pytest.mark.parametrize(
    "ways",
    [
        radios("shipping_method", "A", "B"),
        radios("r", "Courier S$7.00", "Self collection S$0.00"),
        radios("r", "A", "B", group="Delivery method"),
        radios("collect", "At the shop", "At home"),
        radios("r", "Courier S$7.00", "Post S$5.00"),
    ],
    ids=["name", "words", "group", "collect", "half of them"],
)
def test_radios_of_delivery_are_told_by_name_words_or_group(ways: tuple[Field, ...]) -> None:
    page = reading(URL, loose_fields=ways)
    assert methods.delivery_radios(page) == ways
    assert methods.payment_radios(page) == ()


@pytest.mark.parametrize(
    "ways",
    [
        radios("payment_method", "Cash on delivery", "Bank transfer"),
        radios("r", "Cash on delivery", "PayNow"),
        radios("gateway", "A", "B"),
    ],
    ids=["name", "words", "gateway"],
)
def test_radios_of_payment_are_told_so_and_are_no_deliveries(ways: tuple[Field, ...]) -> None:
    page = reading(URL, loose_fields=ways)
    assert methods.payment_radios(page) == ways
    assert methods.delivery_radios(page) == ()


@pytest.mark.parametrize(
    "ways",
    [
        radios("bill", "Billing address is the same", "Use another billing address"),
        radios("gender", "Mr", "Ms"),
        radios("shipping_method", "Courier", "Collect", visible=False),
        radios("r", "Visa"),
        radios("topic", "Refunds", "Prices", "Something else"),
    ],
    ids=["address", "title", "unseen", "one payment", "topics"],
)
def test_other_radios_are_neither(ways: tuple[Field, ...]) -> None:
    page = reading(URL, loose_fields=ways)
    assert (methods.delivery_radios(page), methods.payment_radios(page)) == ((), ())


def test_one_way_to_deliver_among_many_radios_makes_them_none() -> None:
    topics = radios("topic", "Delivery", "Prices", "Sizes")
    assert methods.delivery_radios(reading(URL, loose_fields=topics)) == topics[:1]


# --- forms, and which way needs least


def test_a_form_a_method_has_a_button_and_nothing_to_fill() -> None:
    send = button("Choose", form="form")
    hidden = field("shipping_method", type="hidden", visible=False)
    assert methods.method_form(form(hidden, buttons=(send,)))
    assert not methods.method_form(form(hidden))
    assert not methods.method_form(form(field("q"), buttons=(send,)))
    assert not methods.method_form(form(hidden, buttons=(send,), visible=False))


@pytest.mark.parametrize(
    ("least", "more"),
    [
        ("Bank transfer", "Something new"),
        ("Cash on delivery", "Credit card"),
        ("Something new", "PayPal"),
        ("Invoice", "Visa"),
        ("PayNow", "Apple Pay or card"),
    ],
)
def test_a_way_to_pay_that_needs_less_comes_before_one_that_needs_more(least: str, more: str) -> None:
    assert methods.payment_rank(least) < methods.payment_rank(more)


# --- one way to pay


def paying(*ways: Field, head: str = "Payment", group: str = "") -> Reading:
    held = tuple(dataclasses.replace(w, group=group, box=(10, 300 + 30 * n, 15, 15)) for n, w in enumerate(ways))
    on = button("Continue to review", disabled=True)
    heads = (Heading(2, "Delivery", True, (10, 100, 300, 30)), Heading(2, head, True, (10, 200, 300, 30)))
    return reading(URL, headings=heads, forms=(form(*held, buttons=(on,)),), buttons=(on,))


def test_the_only_way_to_pay_is_a_choice_below_the_heading_of_the_payment() -> None:
    page = paying(*radios("x1", "Cash on delivery"))
    assert [f.label for f in methods.payment_radios(page)] == ["Cash on delivery"]
    assert steps.name_step(page) == "payment"
    assert methods.payment_radios(paying(*radios("", "Bank transfer"), head="Your order", group="Payment method"))
    assert methods.payment_radios(paying(*radios("", "Manual payment")))


@pytest.mark.parametrize(
    "page",
    [
        paying(*radios("x1", "Cash on delivery"), head="Your order"),
        paying(*radios("x1", "Cash on delivery", "Morning", "Evening")),
        paying(*radios("x1", "Home")),
    ],
    ids=["no payment", "other things", "no way"],
)
def test_a_lone_word_about_paying_elsewhere_is_none(page: Reading) -> None:
    assert methods.payment_radios(page) == ()
