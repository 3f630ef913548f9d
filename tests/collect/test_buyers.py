"""Forms that ask who buys and where to: a step of the way, or all there is of a checkout."""

from __future__ import annotations

import pytest

from casetrust_audit.collect import buyers, steps
from casetrust_audit.model.reading import Reading
from tests.build import SITE, block, button, field, form, reading

NAME = field("name", label="Full name", selector="#name", box=(10, 200, 200, 30))
HOME = field("where", type="textarea", tag="textarea", label="Address", selector="#where", box=(10, 250, 200, 60))
MAIL = field("email", type="email", label="", placeholder="Email..", selector="#email", box=(10, 330, 200, 30))


def one_form(word: str, *above: str, action: str = "/cart/checkout", below: tuple[str, ...] = ()) -> Reading:
    """A checkout's page whose form asks for a name and an address; `above` and `below` it stand short lines."""
    sends = button(word, form="form", box=(10, 400, 100, 40))
    lines = [block(text, tag="li", box=(10 + 120 * n, 100, 100, 20)) for n, text in enumerate(above)]
    lines += [block(text, tag="h2", box=(10, 500 + 40 * n, 300, 30)) for n, text in enumerate(below)]
    held = form(NAME, HOME, buttons=(sends,), action=SITE + action)
    return reading(SITE + "/cart", blocks=tuple(lines), forms=(held,), buttons=(sends,))


@pytest.mark.parametrize("word", ["Submit", "Send", "Confirm", "Checkout", "Check out now", "提交", "Hantar"])
def test_the_only_form_of_a_checkout_is_not_sent_by_a_word_that_does_not_say_what_comes_next(word: str) -> None:
    page = one_form(word)
    assert steps.name_step(page) == "address"
    assert [b.text for b in steps.final_buttons(page)] == [word]
    assert steps.next_press(page, "address", frozenset()) is None
    assert steps.is_last_step(page, "address")


@pytest.mark.parametrize("word", ["Continue", "Next", "Save and continue", "Proceed to checkout", "Go to payment"])
def test_a_word_that_leads_on_is_believed(word: str) -> None:
    page = one_form(word)
    assert steps.final_buttons(page) == ()
    assert steps.next_press(page, "address", frozenset()) is not None


@pytest.mark.parametrize(
    "page",
    [
        one_form("Submit", "Address", "Delivery method", "Payment method"),
        one_form("Submit", below=("Payment method",)),
        one_form("Submit", below=("Order summary", "Review order")),
        one_form("Submit", action="/checkout/payment"),
        one_form("Submit", action="/index.php?route=checkout/shipping"),
    ],
)
def test_where_a_later_step_is_named_the_form_is_a_step(page: Reading) -> None:
    assert steps.final_buttons(page) == ()


def test_a_way_to_pay_beside_the_address_leaves_nothing_to_come() -> None:
    ways = tuple(
        field("payment", type="radio", label=way, selector=f"#way{n}", box=(10, 350 + 30 * n, 15, 15))
        for n, way in enumerate(("Bank transfer", "Cash on delivery"))
    )
    sends = button("Submit", form="form", box=(10, 450, 100, 40))
    page = reading(SITE + "/order-form", blocks=(block("Payment method", tag="h2", box=(10, 90, 300, 30)),),
                   forms=(form(NAME, HOME, *ways, buttons=(sends,)),), buttons=(sends,))  # fmt: skip
    assert [b.text for b in steps.final_buttons(page)] == ["Submit"]


def test_fields_that_stand_in_no_form_are_asked_all_the_same() -> None:
    sends = button("Submit", form="", box=(10, 400, 100, 40))
    page = reading(SITE + "/checkout", loose_fields=(NAME, MAIL, HOME), buttons=(sends,))
    assert steps.name_step(page) == "address"
    assert steps.final_buttons(page) == (sends,)


@pytest.mark.parametrize("fields", [(MAIL,), (NAME, MAIL), (HOME,), (field("q", label="Search"),)])
def test_an_address_is_asked_for_with_who_lives_there(fields: tuple[object, ...]) -> None:
    sends = button("Submit", form="form")
    page = reading(SITE + "/checkout", forms=(form(*fields, buttons=(sends,)),), buttons=(sends,))  # type: ignore[arg-type]
    assert not buyers.address_form(page)
    assert steps.final_buttons(page) == ()


@pytest.mark.parametrize("word", ["Go!", "Absenden", "Take my basket", "送信"])
def test_words_that_nobody_knows_are_not_tried_on_what_may_be_the_whole_checkout(word: str) -> None:
    assert steps.ranked_presses(one_form(word), "address") == ()
    named = one_form(word, "Address", "Delivery method")
    assert [p.text for p in steps.ranked_presses(named, "address")] == [word]


@pytest.mark.parametrize(
    "word", ["Pay with mobile money", "Pay by card", "Pay S$12.00", "Pay on delivery", "Bayar dengan kad", "微信支付"]
)
def test_what_begins_with_paying_is_the_order_whatever_the_step_is_called(word: str) -> None:
    named = one_form(word, "Address", "Delivery method", "Payment method")
    assert [b.text for b in steps.final_buttons(named)] == [word]
    assert steps.ranked_presses(named, "address") == ()


@pytest.mark.parametrize("word", ["Continue, pay by card later", "Payment options", "Next: pay by transfer"])
def test_what_only_mentions_paying_leads_on(word: str) -> None:
    assert steps.final_buttons(one_form(word)) == ()
