from __future__ import annotations

import pytest

from casetrust_audit.collect import steps
from casetrust_audit.model.reading import Reading
from tests.build import SITE, heading, link, reading


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
