from __future__ import annotations

import pytest

import casetrust_audit.facts.order_confirmation  # noqa: F401 - registers its facts
from casetrust_audit.model.fact import Absent, Unknown
from tests.build import page
from tests.facts.shop_parts import button, fact_of, product, value

ONLINE, TOLD = "orders.taken_online", "orders.confirmation"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            ("We confirm the order by e-mail at once. The confirmation lists what you bought and what you paid.",),
            "itemised",
        ),
        (("You will receive an order confirmation e-mail with the details of your order.",), "itemised"),
        (("An order confirmation email will be sent to you.",), "by-mail"),
        (("订单完成后您会收到确认邮件",), "by-mail"),
        (("The contract is made with our order confirmation.",), "mention"),
        (("We do not send order confirmations.",), "denied"),
        (("Please note that no confirmation e-mails are sent.",), "denied"),
    ],
)
def test_what_is_said_of_a_confirmation_is_told(texts: tuple[str, ...], told: str) -> None:
    assert value(TOLD, page("terms", "/terms", *texts)) == told


@pytest.mark.parametrize(
    "text",
    [
        "If you do not receive an order confirmation email within ten minutes, look into your spam folder.",
        "In case we do not send a confirmation e-mail within a day, please call us.",
        "Your order is not confirmed until you receive our confirmation email.",
    ],
)
def test_a_condition_is_no_denial(text: str) -> None:
    assert value(TOLD, page("faq", "/faq", text)) == "by-mail"


@pytest.mark.parametrize(
    "text", ["Click the email confirmation link to open your account", "Confirm your e-mail", "Hi"]
)
def test_other_confirmations_are_left_alone(text: str) -> None:
    assert isinstance(fact_of(TOLD, page("faq", "/faq", text)), Absent)


def test_a_denial_goes_before_a_promise_elsewhere() -> None:
    pages = (page("faq", "/faq", "We do not send order confirmations."), page("terms", "/t", "Confirmed by e-mail."))
    assert value(TOLD, *pages) == "denied"


def test_silence_is_absent_only_where_enough_was_looked_at() -> None:
    assert isinstance(fact_of(TOLD, page("home", "/", "Hello")), Absent)
    assert isinstance(fact_of(TOLD, page("home", "/", "Hello"), walls=1), Unknown)


def test_a_button_to_buy_or_a_cart_takes_orders() -> None:
    assert value(ONLINE, product("Mug")) is True
    shut = product("Mug", buttons=(button("Add to cart", disabled=True),))
    assert value(ONLINE, shut) is True
    assert value(ONLINE, page("cart", "/cart")) is True


def test_a_shop_without_either_takes_no_orders() -> None:
    assert isinstance(fact_of(ONLINE, product("Mug", buttons=(button("WhatsApp us"),))), Absent)
    assert isinstance(fact_of(ONLINE, page("home"), frontier_left=9, pages=3), Unknown)
