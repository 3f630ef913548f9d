"""What a cart lets the shopper change, told by fields, by buttons beside a number, or not at all."""

from __future__ import annotations

import pytest

from casetrust_audit.ledger.cart_controls import can_change_quantity, can_remove
from casetrust_audit.model.capture import Page
from tests.build import block, button, field, form, page

LEFT, RIGHT = (177.0, 333.0, 30.0, 30.0), (239.0, 333.0, 30.0, 30.0)
ONE = block("1", box=(176.0, 332.0, 94.0, 32.0))


def cart(*names: str, boxes: tuple[tuple[float, float, float, float], ...] = (LEFT, RIGHT)) -> Page:
    """A cart with the number 1 and buttons of the names."""
    presses = tuple(button(name, type="button", box=box) for name, box in zip(names, boxes, strict=True))
    return page("cart", "/cart", blocks=(ONE,), buttons=presses)


def test_a_field_of_the_quantity_can_be_changed() -> None:
    assert can_change_quantity(page("cart", "/cart", forms=(form(field("items-0-quantity")),)))


@pytest.mark.parametrize(
    "names",
    [
        ("", ""),
        ("-", "+"),
        ("−", "+"),
        ("Decrease quantity", "Increase quantity"),
        ("Remove Regular seat from your cart", "Add one more Regular seat to your cart."),
    ],
)
def test_a_number_between_two_buttons_can_be_changed(names: tuple[str, str]) -> None:
    assert can_change_quantity(cart(*names))


UPPER, LOWER = (280.0, 328.0, 18.0, 18.0), (280.0, 350.0, 18.0, 18.0)
"""One above the other, to the right of the number."""


@pytest.mark.parametrize("names", [("", ""), ("▲", "▼"), ("up", "down"), ("+", "-"), ("Increase", "Decrease")])
def test_a_number_beside_two_arrows_one_above_the_other_can_be_changed(names: tuple[str, str]) -> None:
    assert can_change_quantity(cart(*names, boxes=(UPPER, LOWER)))


@pytest.mark.parametrize("names", [("plus", "minus"), ("增加", "减少"), ("Tambah", "Kurangkan")])
def test_the_words_for_one_more_and_one_less_are_known(names: tuple[str, str]) -> None:
    assert can_change_quantity(cart(*names))


@pytest.mark.parametrize(
    ("names", "boxes"),
    [
        (("Edit", "Save"), (UPPER, LOWER)),
        (("", ""), (UPPER, (280.0, 420.0, 18.0, 18.0))),
        (("", ""), (UPPER, (280.0, 350.0, 80.0, 18.0))),
        (("", ""), ((280.0, 270.0, 18.0, 18.0), (280.0, 292.0, 18.0, 18.0))),
    ],
)
def test_other_buttons_one_above_the_other_change_no_number(
    names: tuple[str, str], boxes: tuple[tuple[float, float, float, float], ...]
) -> None:
    assert not can_change_quantity(cart(*names, boxes=boxes))


@pytest.mark.parametrize(
    "still",
    [
        cart("Remove", "Save for later"),
        cart("", "", boxes=(LEFT, (600.0, 333.0, 30.0, 30.0))),
        cart("", "", boxes=(LEFT, (239.0, 500.0, 30.0, 30.0))),
        cart("", boxes=(LEFT,)),
    ],
)
def test_a_number_beside_other_buttons_is_only_told(still: Page) -> None:
    assert not can_change_quantity(still)


def test_a_button_or_a_box_takes_an_item_out() -> None:
    assert can_remove(cart("Remove", "Save for later"))
    assert can_remove(page("cart", "/cart", forms=(form(field("items-0-DELETE", type="checkbox", label="Remove?")),)))
    assert not can_remove(cart("", ""))
