"""Pages with status 200 that say there is nothing here, or that they broke; and pages that only speak of that."""

from __future__ import annotations

import pytest

from casetrust_audit.collect.gate import problems
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.model.reading import Reading
from tests.build import SITE, block, button, card, heading, link, reading

MENU = tuple(link(f"/l{n}", f"Link {n}", area="nav") for n in range(40))
BOX = tuple(block(f"Link {n} and what else the menu of this shop has to say of it", area="nav") for n in range(40))
PROSE = "A jug of stoneware, thrown by hand in our studio and glazed in white. " * 12


def page(*texts: str, path: str = "/products/jug", title: str = "Clay House", **over: object) -> Reading:
    values: dict[str, object] = {"title": title, "links": MENU, "blocks": BOX + tuple(block(t) for t in texts)}
    return reading(SITE + path, **(values | over))


@pytest.mark.parametrize(
    "words",
    [
        "Product not found",
        "Sorry, the item you asked for no longer exists.",
        "We couldn't find this product",
        "This listing has been removed by its maker.",
        "The product does not exist",
        "商品不存在",
        "Produk ini tidak ditemui",
    ],
)
def test_what_is_not_there_is_an_error_whatever_the_menus_say(words: str) -> None:
    for told in (page(words, "Go back to the shop"), page("Go back", headings=(heading(words),))):
        assert [p.kind for p in problems(told, 200, told.url, SITE + "/")] == ["error-page"]
        assert decide_role(told)[0] == "error"


@pytest.mark.parametrize(
    "words",
    [
        "Application error: a client-side exception has occurred (see the browser console for more information).",
        "Something went wrong. Please try again later.",
        "Internal Server Error",
        "TypeError: Cannot read properties of undefined (reading 'price')",
        "Fatal error: out of memory in /srv/shop/item.php on line 41",
        "Service temporarily unavailable",
        "服务器错误",
    ],
)
def test_what_broke_is_no_page_to_judge(words: str) -> None:
    told = page(words)
    assert [p.kind for p in problems(told, 200, told.url, SITE + "/")] == ["error-page"]
    assert decide_role(told)[0] == "error"


@pytest.mark.parametrize(
    "told",
    [
        page(
            PROSE,
            "If a part was not found in the parcel, write to us: something went wrong.",
            headings=(heading("Jug"),),
        ),
        page("Product not found in your size? Ask us.", PROSE),
        page("Out of memory cards", "No more is needed", buttons=(button("Add to cart"),), headings=(heading("Lost"),)),
        page("The Lost Page", "A novel in three parts", buttons=(button("Add to cart"),), headings=(heading("404"),)),
    ],
)
def test_what_only_speaks_of_it_is_judged(told: Reading) -> None:
    assert problems(told, 200, told.url, SITE + "/") == ()


def test_a_search_that_finds_nothing_is_answered() -> None:
    told = page("No products found for “jugg”. Try another word.", path="/search?q=jugg", title="Search")
    assert problems(told, 200, told.url, SITE + "/") == ()


def test_a_list_of_priced_items_is_no_message() -> None:
    tiles = tuple(card(f"/i{n}", f"Jug {n}", "S$9.00") for n in range(9))
    assert decide_role(page("Sort by", PROSE, path="/jugs", cards=tiles))[0] == "listing"
