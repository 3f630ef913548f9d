from __future__ import annotations

from typing import Any

from casetrust_audit.collect.roles import decide_role
from casetrust_audit.model.reading import Card, CardAmount, Reading
from tests.build import block, heading, link, reading

BOX = (700.0, 900.0, 200.0, 300.0)


def others(count: int = 4) -> tuple[Card, ...]:
    """Cards of other products, as "recently viewed" shows them."""
    amount = (CardAmount("£9.00", False, True, 16.0, BOX),)
    urls = [f"https://shop.test/x{n}" for n in range(count)]
    return tuple(Card(url, "X", "X £9.00", amount, f"[href='{url}']", "main", True, BOX) for url in urls)


def item_page(*notes: str, **over: Any) -> Reading:
    """A page on one item under a listing's path: name, price, notes, and no button."""
    price = block("£22.00", box=(10, 70, 100, 30), font_px=28.0)
    return reading(
        "https://shop.test/catalogue/charts_9/",
        headings=(heading("Chart Work"),),
        blocks=(price, *(block(n, box=(10, 120, 200, 20)) for n in notes)),
        cards=others(),
        links=(link("/catalogue/charts_9/reviews/add/", "Write a review"),),
        **over,
    )


def test_a_sold_out_item_without_a_button_is_a_product() -> None:
    assert decide_role(item_page("Unavailable"))[0] == "product"


def test_the_parent_of_variants_is_a_product() -> None:
    assert decide_role(item_page("Available"))[0] == "product"


def test_a_listing_whose_amounts_stand_in_cards_stays_a_listing() -> None:
    page = reading(
        "https://shop.test/catalogue/", headings=(heading("All products"),), cards=others(),
        blocks=(block("£9.00", box=(750, 950, 60, 20)), block("In stock", box=(750, 980, 60, 20))),
        links=(link("/r", "Write a review"),),
    )  # fmt: skip
    assert decide_role(page)[0] == "listing"
