from __future__ import annotations

import pytest

from casetrust_audit.collect import steps
from casetrust_audit.model.reading import Reading
from tests.build import SITE, block, button, field, form, heading, link, reading


def payment_page(href: str, text: str = "Continue") -> Reading:
    """A payment step without a form, left by a link."""
    return reading(SITE + "/checkout/payment-details/", headings=(heading("Payment"),), links=(link(href, text),))


@pytest.mark.parametrize("href", ["/checkout/preview/", "/checkout/order-review", "/checkout/summary/"])
def test_a_payment_step_whose_link_shows_the_order_is_left_by_it(href: str) -> None:
    page = payment_page(href)
    assert steps.name_step(page) == "payment"
    assert steps.is_last_step(page, "payment") == ""
    press = steps.next_press(page, "payment", frozenset())
    assert press is not None
    assert press.text == "Continue"


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("/checkout/confirm/", "Continue"),
        ("/checkout/thank-you/", "Continue"),
        ("/checkout/review/?place_order=1", "Place order"),
        ("/checkout/review/", "Read our reviews"),
    ],
)
def test_any_other_payment_step_is_the_last(href: str, text: str) -> None:
    assert steps.is_last_step(payment_page(href, text), "payment")


def choosing_how_to_pay(*step_names: str) -> Reading:
    """A step that asks only how to pay, under a row of the checkout's steps."""
    names = tuple(block(name, tag="li", box=(70 + 300 * n, 100, 250, 30)) for n, name in enumerate(step_names))
    ways = tuple(
        field(
            "payment_method", type="radio", label=way, selector=f"#{n}", checked=n == 0, box=(70, 400 + 40 * n, 13, 13)
        )
        for n, way in enumerate(("Bank transfer", "Cash on delivery"))
    )
    on = button("Continue", form="form", box=(900, 600, 100, 40))
    return reading(SITE + "/checkout/methods/", headings=(heading("Payment"),), blocks=names,
                   forms=(form(*ways, buttons=(on,)),), buttons=(on,))  # fmt: skip


@pytest.mark.parametrize(
    "names", [("1. Addresses", "2. Shipping & Payment", "3. Confirmation"), ("Payment", "Review order")]
)
def test_a_choice_of_payment_is_left_where_the_steps_name_a_review_to_come(names: tuple[str, ...]) -> None:
    page = choosing_how_to_pay(*names)
    assert steps.name_step(page) == "payment"
    assert steps.is_last_step(page, "payment") == ""


@pytest.mark.parametrize("names", [(), ("Address", "Payment"), ("Review of your cart", "Payment")])
def test_a_choice_of_payment_without_a_review_to_come_is_the_last_step(names: tuple[str, ...]) -> None:
    assert steps.is_last_step(choosing_how_to_pay(*names), "payment") == "the page is the payment step"
