"""Numbers that contradict themselves or the cart. How messages are read and followed: see test_persuasion."""

from __future__ import annotations

import pytest

from casetrust_audit.model.capture import Page
from tests.build import page, row
from tests.facts.shop_parts import journey, only, product, subjects

NAME = "scarcity.messages"


def twice(first: int, second: int, seconds: int) -> tuple[Page, Page]:
    later = f"2026-01-01T00:{seconds // 60:02}:{seconds % 60:02}Z"
    return (
        product("Mug", f"Only {first} left", time="2026-01-01T00:00:00Z"),
        product("Mug", f"Only {second} left", time=later, session="second-look"),
    )


@pytest.mark.parametrize(
    ("first", "second", "seconds", "told"),
    [
        (2, 7, 40, "random"),
        (2, 4, 40, "changed"),  # a cart may have been given up
        (7, 2, 40, "changed"),  # five may have been sold
        (2, 7, 600, "changed"),  # it may have been restocked
        (3, 3, 40, "steady"),
    ],
)
def test_a_number_that_rises_between_two_visitors_at_one_time_is_random(
    first: int, second: int, seconds: int, told: str
) -> None:
    assert only(NAME, *twice(first, second, seconds))["behaviour"] == told


def behaviours(*pages: Page) -> set[object]:
    return {s.fields["behaviour"] for s in subjects(NAME, *pages)}


def test_the_same_number_on_every_product_is_uniform() -> None:
    assert behaviours(*(product(f"Cup {n}", "Only 3 left") for n in range(5))) == {"uniform"}


@pytest.mark.parametrize(
    "shop",
    [
        [product(f"Cup {n}", "Only 3 left") for n in range(4)],
        [product(f"Cup {n}", "Only 1 left") for n in range(6)],
        [*(product(f"Cup {n}", "Only 3 left") for n in range(5)), product("Pot", "Only 4 left")],
        [*(product(f"Cup {n}", "Only 3 left") for n in range(5)), product("Pot", "In stock")],
        [product(f"Cup {n}", "Selling fast") for n in range(6)],
    ],
)
def test_few_products_single_pieces_and_other_numbers_are_not_uniform(shop: list[Page]) -> None:
    assert behaviours(*shop) == {"single"}


def test_a_sold_out_product_does_not_break_the_pattern() -> None:
    gone = product("Pot", "Sold out", buttons=())
    assert behaviours(*(product(f"Cup {n}", "Only 3 left") for n in range(5)), gone) == {"uniform"}


@pytest.mark.parametrize(("text", "told"), [("Mug × 3 S$30.00", "contradicts"), ("Mug × 2 S$20.00", "none")])
def test_a_count_beside_the_name_in_the_cart_is_read(text: str, told: str) -> None:
    mug = product("Mug", "Only 2 left")
    line = row("Mug", "S$30.00", text=text)
    cart = page("cart", "/cart", "Mug", rows=(line,), step="mid/cart", session="journey-mid")
    walk = journey(mug, "last-step", [("cart", cart)], quantity=3)
    assert only(NAME, mug, cart, journeys=(walk,))["inventory"] == told
