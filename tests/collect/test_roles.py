from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.collect.role_signals import product_score
from casetrust_audit.collect.role_words import said_by_address
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.model.reading import Card, CardAmount, Heading, Reading
from tests.build import block, button, field, form, heading, link, reading

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


@pytest.mark.parametrize(("level", "name"), [(1, "Spices"), (2, "Spices"), (1, "香料")])
def test_the_only_item_of_a_list_makes_no_page_of_an_item(level: int, name: str) -> None:
    """Picture, name and button of the one tile lie in parts of its form, so that no card holds the button."""
    title, form_of = "Sarawak White Pepper, 150 g", "#list > li > form"
    tile = Card(
        "https://shop.test/pepper", title, title, (), f"{form_of} > div > a", "main", True, (160, 320, 170, 140)
    )
    press = button("Add to Basket", form=form_of, box=(756, 351, 98, 37), selector=f"{form_of} > button")
    count = field("quantity", selector=f"{form_of} > input", label="Quantity", value="1")
    page = reading(
        "https://shop.test/spices",
        headings=(Heading(level, name, True, (155, 207, 720, 30), "#main > h2", "main"),
                  Heading(3, title, True, (353, 323, 324, 18), f"{form_of} > h3", "main")),
        cards=(tile,), buttons=(press,),
        forms=(form(count, selector=form_of, action="https://shop.test/spices", buttons=(press,)),),
        blocks=(block("S$12.90", box=(707, 323, 147, 18), selector=f"{form_of} > p"),),
    )  # fmt: skip
    assert product_score(page) < 3
    own = replace(
        page, url="https://shop.test/pepper", headings=(Heading(level, title, True, (155, 207, 720, 30), "#h", "main"),)
    )
    assert product_score(own) >= 3


def _many_h1(*names: str) -> tuple[Heading, ...]:
    return tuple(Heading(1, name, True, (10, 10 + 40 * n, 300, 30), f"#h{n}") for n, name in enumerate(names))


def test_one_sure_price_below_one_of_several_main_headings_outweighs_what_is_listed_besides() -> None:
    blocks = (
        block("Shop of the year", tag="h1", selector="#h0"),
        block("Walnut tray", tag="h1", selector="#h1", box=(10, 50, 300, 30)),
        block("S$48.00", box=(10, 100, 100, 30), font_px=28.0),
    )
    links = tuple(link(f"/products/{n}", f"Tray {n}") for n in range(9))
    one = reading(
        "https://shop.test/walnut-tray", title="Walnut tray", headings=_many_h1("Shop of the year", "Walnut tray"),
        blocks=blocks, cards=others(9), links=links,
    )  # fmt: skip
    assert decide_role(one)[0] == "product"
    none = replace(one, blocks=blocks[:2])
    assert decide_role(none)[0] == "listing"


def test_an_address_of_an_item_counts_for_more_than_what_is_listed_below_it() -> None:
    page = item_page("Item no. 4711")
    there = replace(page, url="https://shop.test/product/chart-work-9.html", cards=others(12))
    assert decide_role(there)[0] == "product"
    sorted_ = replace(
        there,
        blocks=(*(block(f"£9.0{n}", box=(750, 950 + 40 * n, 60, 20)) for n in range(5)), block("1-12 of 80 products")),
        buttons=(button("Sort by: price"),),
        headings=(heading("Charts"),),
    )
    assert decide_role(sorted_)[0] == "listing"


def test_a_likely_price_on_a_page_that_lists_nothing_is_an_items() -> None:
    far = block("€ 206,-", box=(10, 330, 200, 20))
    lines = tuple(block(f"Line {n} of the advertisement", box=(10, 60 + 20 * n, 300, 18)) for n in range(12))
    page = reading("https://ads.test/boats/c57a20", title="Slatted frame", headings=(heading("Slatted frame"),),
                   blocks=(*lines, far))  # fmt: skip
    assert decide_role(page)[0] == "product"
    prices = tuple(block(f"€ {n}6,-", box=(10, 360 + 30 * n, 200, 20)) for n in range(2, 9))
    assert decide_role(replace(page, blocks=(*lines, far, *prices)))[0] != "product"


def test_of_several_main_headings_the_one_of_the_title_names_the_page() -> None:
    page = item_page("Available")
    named = replace(page, title="Chart Work | Sea Shop", headings=(*_many_h1("My account"), *page.headings))
    assert decide_role(named)[0] == "product"


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/cart/index.html", "cart"),
        ("/contact-us/index.html", "contact"),
        ("/en/index.html", "home"),
        ("/index.html", "home"),
    ],
)
def test_the_index_file_of_a_folder_is_what_the_folder_is(path: str, role: str) -> None:
    assert said_by_address(f"https://shop.test{path}").role == role


@pytest.mark.parametrize(
    ("name", "title", "heads", "role"),
    [
        ("Sea War", "Sea War on Games Hall", (), "product"),
        ("Lamp Arno 20", "Shop", ("Norlys Lamp Arno 20",), "product"),
    ],
)
def test_data_of_one_item_outweighs_a_list_where_the_page_bears_its_name(
    name: str, title: str, heads: tuple[str, ...], role: str
) -> None:
    data = json.dumps({"@type": "Product", "name": name, "offers": {"price": "0"}})
    page = reading(
        "https://shop.test/app/2363", title=title, headings=_many_h1(*heads), json_ld=(data,), cards=others(9)
    )
    assert decide_role(page)[0] == role
