"""A bill that takes the price shown apart into goods and GST adds nothing; one that puts GST on top of it does."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts.registry import extract, load_all
from casetrust_audit.model.fact import Known, Subject
from tests.ledger.parts import TITLE, shop_of, summary, walk_of

load_all("casetrust_audit.facts", "casetrust_audit.ledger")


def fields(price: str, *lines: tuple[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is said of the walk and of the item's prices where cart and last step show these lines."""
    bill = summary(*lines)
    found = extract(shop_of(price, ("cart", bill), ("review", bill)))
    out = []
    for name in ("journey.walks", "prices.tuples"):
        fact = found[name]
        assert isinstance(fact, Known), fact
        assert isinstance(fact.value, tuple)
        (subject,) = fact.value
        assert isinstance(subject, Subject)
        out.append(dict(subject.fields))
    return out[0], out[1]


@pytest.mark.parametrize(
    ("price", "lines"),
    [
        ("S$7.62", ((TITLE, "S$6.99"), ("Subtotal", "S$6.99"), ("GST (at 9%)", "S$0.63"), ("Total", "S$7.62"))),
        ("S$54.50", ((TITLE, "S$50.00"), ("Shipping", "S$5.00"), ("GST", "S$4.95"), ("Order total", "S$59.95"))),
        ("S$54.50", ((TITLE, "S$50.00"), ("Shipping", "S$5.00"), ("GST 9%", "S$4.50"), ("Order total", "S$59.50"))),
        ("€12.10", ((TITLE, "€10.00"), ("VAT 21%", "€2.10"), ("Total", "€12.10"))),
        ("S$92.65", (("Sub-Total", "S$85.00"), ("Flat rate", "S$4.00"), ("GST (9%)", "S$8.01"), ("Total", "S$97.01"))),
    ],
)  # fmt: skip
def test_a_price_taken_apart_on_the_bill_had_its_tax_in_it(price: str, lines: tuple[tuple[str, str], ...]) -> None:
    walk, prices = fields(price, *lines)
    assert walk["tax_added"] is False
    if lines[0][0] == TITLE:
        assert (prices["cart_differs"], prices["cart_higher"]) == (False, False)


@pytest.mark.parametrize(
    ("price", "lines"),
    [
        ("S$6.99", ((TITLE, "S$6.99"), ("GST 9%", "S$0.63"), ("Total", "S$7.62"))),
        ("S$50.00", ((TITLE, "S$50.00"), ("Shipping", "S$5.00"), ("GST", "S$4.95"), ("Order total", "S$59.95"))),
        ("S$55.00", ((TITLE, "S$50.00"), ("Shipping", "S$5.00"), ("GST 9%", "S$4.95"), ("Total", "S$59.95"))),
        ("S$50.00", ((TITLE, "S$50.00"), ("Shipping", "S$5.00"), ("GST 9%", "S$0.45"), ("Total", "S$55.45"))),
    ],
)  # fmt: skip
def test_a_tax_on_top_of_the_price_shown_is_added(price: str, lines: tuple[tuple[str, str], ...]) -> None:
    walk, _ = fields(price, *lines)
    assert walk["tax_added"] is True


def test_the_goods_before_tax_are_told_as_such() -> None:
    bill = summary((TITLE, "S$50.00"), ("GST 9%", "S$4.50"), ("Total", "S$54.50"))
    fact = extract(shop_of("S$54.50", ("cart", bill), ("review", bill)))["prices.tuples"]
    assert isinstance(fact, Known)
    assert isinstance(fact.value, tuple)
    (subject,) = fact.value
    assert isinstance(subject, Subject)
    assert subject.label == f"{TITLE} (on its page S$54.50, in the cart S$50.00 before tax)"


def test_a_cheaper_line_that_the_tax_does_not_explain_is_another_price() -> None:
    _, prices = fields("S$8.90", (TITLE, "S$6.99"), ("GST 9%", "S$0.63"), ("Total", "S$7.62"))
    assert prices["cart_differs"] is True


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (((TITLE, "S$50.00"), ("Shipping", "S$5.00"), ("GST", "S$4.95"), ("Total", "S$59.95")), "GST S$0.45"),
        (((TITLE, "S$50.00"), ("Shipping", "S$5.00"), ("GST 9%", "S$4.50"), ("Total", "S$59.50")), ""),
    ],
)
def test_only_the_tax_on_top_of_the_price_shown_is_told_as_added(lines: tuple[tuple[str, str], ...], told: str) -> None:
    bill = summary(*lines)
    sentence = walk_of(shop_of("S$54.50", ("cart", bill), ("review", bill))).trail.sentence
    assert "Shipping S$5.00" in sentence
    assert told in sentence
    assert ("GST" in sentence) is bool(told)
