"""How the cart is told, and what on a page leads to it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from casetrust_audit.collect import basket, emptying
from casetrust_audit.collect.walk import Scenario, Walk
from casetrust_audit.model.reading import Reading
from casetrust_audit.settings import Settings
from tests.build import SITE, block, button, card, field, heading, link, reading, row

CARTS = (
    "/cart",
    "/cart/",
    "/basket/",
    "/bag",
    "/en/cart?id=7",
    "/shopping_cart.php",
    "/shopping-cart",
    "/shoppingcart.aspx",
    "/ViewCart.aspx",
    "/view-cart",
    "/mycart",
    "/cart.php",
    "/checkout/cart/",
    "/index.php/cart",
    "/index.php?route=checkout/cart",
    "/index.php?main_page=shopping_cart",
    "/?route=checkout/cart",
    "/?s=basket",
    "/#/basket",
    "/#!/cart",
    "/shop#/cart?x=1",
)
NO_CARTS = (
    "/",
    "/cartoons",
    "/p/cartridge-3",
    "/bags/tote",
    "/bags",
    "/baskets/picnic",
    "/p/golf-cart-cover",
    "/login?next=/cart",
    "/login?return_to=%2Fcart",
    "/checkout",
    "/about?ref=/basket",
    "/#reviews",
)


def page(*links: Any, **over: Any) -> Reading:
    return reading(str(over.pop("url", SITE + "/p/mug")), links=links, **over)


@pytest.mark.parametrize("path", CARTS)
def test_the_address_of_a_cart_is_told_by_any_of_its_routes(path: str) -> None:
    assert basket.is_cart_url(SITE + path)


@pytest.mark.parametrize("path", NO_CARTS)
def test_other_addresses_are_none(path: str) -> None:
    assert not basket.is_cart_url(SITE + path)


# --- what leads there


def test_links_by_route_come_before_those_by_words_and_those_that_count() -> None:
    links = (
        link("/a", "View cart"),
        link("/b", "3 items", selector="#count", area="header"),
        link("/?route=checkout/cart", "", selector="#icon"),
    )
    assert basket.cart_links(page(*links), frozenset({"#count"})) == (
        SITE + "/?route=checkout/cart",
        SITE + "/a",
        SITE + "/b",
    )


@pytest.mark.parametrize(
    "one",
    [
        link("https://another.test/cart", "Cart"),
        link("https://another.test/", "Powered by Zippy Cart", area="footer"),
        link("/p/mug", "Your cart"),
        link("", "Your cart"),
        link("mailto:cart@shop.test", "Cart"),
        link("/cart/add?id=3", ""),
        link("/cart/remove/3", ""),
        link("/a", "Add to cart"),
        link("/a", "How a cart is filled, in nine steps, and what to do then"),
        link("/cartoons", "Cartoons"),
        link("/login?next=/cart", "Log in"),
    ],
    ids=["site", "powered by", "itself", "no target", "mail", "adds", "removes", "to add", "long", "cartoons", "login"],
)
def test_what_only_looks_like_a_way_to_the_cart_is_none(one: Any) -> None:
    assert basket.cart_links(page(one)) == ()


def test_a_cart_is_linked_once_whatever_stands_on_the_links() -> None:
    assert basket.cart_links(page(link("/cart", "Cart"), link("/cart", "View bag", selector="#b"))) == (SITE + "/cart",)


def test_a_login_that_counts_is_no_way_to_the_cart() -> None:
    one = link("/a", "Log in (1)", selector="#count")
    assert basket.cart_links(page(one), frozenset({"#count"})) == ()


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ("Items: 0", "Items: 1", True),
        ("(0) S$0.00", "(1) S$12.00", True),
        ("Bag", "Bag", False),
        ("Bag", "Bag (1)", False),
        ("Sale ends in 3 h", "Sale ends in 3 h", False),
        ("Hello", "Hello 2", False),
    ],
)
def test_what_has_another_number_since_the_item_was_added_counts_the_cart(
    before: str, after: str, counts: bool
) -> None:
    found = basket.counters(page(link("/a", before, selector="#c")), page(link("/a", after, selector="#c")))
    assert found == (frozenset({"#c"}) if counts else frozenset())


def test_what_is_new_or_not_seen_counts_nothing() -> None:
    old = page(link("/a", "Bag (0)", selector="#c"))
    assert basket.counters(old, page(link("/a", "Bag (1)", selector="#c", visible=False))) == frozenset()
    assert basket.counters(old, page(link("/a", "Bag (1)", selector="#new"))) == frozenset()


def test_a_cart_that_is_no_page_is_opened_by_its_button_in_the_header_first() -> None:
    main = button("View cart", selector="#main", type="button")
    head = button("Cart (1)", selector="#head", type="button", area="header")
    assert basket.opener(page(buttons=(main, head))) == head
    assert basket.opener(page(buttons=(main,))) == main
    counting = button("(1) S$12.00", selector="#count", type="button", area="header")
    assert basket.opener(page(buttons=(counting,))) is None
    assert basket.opener(page(buttons=(head, counting)), frozenset({"#count"})) == counting


@pytest.mark.parametrize(
    "one",
    [
        button("Add to cart"),
        button("Cart", visible=False),
        button("Cart", disabled=True),
        button("Cart", area="footer"),
        button("Search", area="header"),
    ],
)
def test_no_other_button_opens_it(one: Any) -> None:
    assert basket.opener(page(buttons=(one,))) is None


# --- what it holds


def cart(*names: str, **over: Any) -> Reading:
    """A cart with a row a name, each with a quantity."""
    rows = tuple(row(n, "S$12.00", box=(10, 100 + 60 * i, 600, 40)) for i, n in enumerate(names))
    counts = tuple(field(f"qty[{i}]", type="number", box=(300, 105 + 60 * i, 40, 20)) for i in range(len(names)))
    shown = tuple(block(n, box=(10, 105 + 60 * i, 200, 20)) for i, n in enumerate(names))
    return reading(SITE + "/cart", rows=rows, loose_fields=counts, blocks=shown + over.pop("blocks", ()), **over)


def walk(*names: str, sold_out: bool = False) -> Walk:
    session = SimpleNamespace(settings=Settings(SITE + "/"), without_login=str)
    scenario = Scenario("cheap", SITE + "/p/mug", "Mug", sold_out=sold_out)
    return Walk(cast(Any, session), scenario, lambda update: None, 1e9, names=names)


def test_the_cart_holds_the_item_by_its_name() -> None:
    one = walk("Blue mug")
    assert basket.holds(one, cart("Tea", "Blue mug"))
    assert one.title == "Blue mug"


def test_the_carts_only_item_is_the_one_whatever_it_is_called_there() -> None:
    one = walk("Blue mug")
    assert basket.holds(one, cart("MUG-0007"))
    assert one.title == "MUG-0007"
    assert [a.strategy for a in one.attempts] == ["the cart's only item"]


def test_one_of_two_others_is_not_nor_is_one_in_an_empty_cart_nor_for_a_sold_out_item() -> None:
    assert not basket.holds(walk("Blue mug"), cart("Tea", "Coffee"))
    assert not basket.holds(walk("Blue mug"), cart("Tea", blocks=(block("Your cart is empty"),)))
    assert not basket.holds(walk("Blue mug", sold_out=True), cart("MUG-0007"))


@pytest.mark.parametrize(
    "said",
    [
        block("Blue mug was added to your cart", notice="notice"),
        block("Blue mug", area="header"),
        block("Blue mug is out of stock"),
        block("Blue mug", visible=False),
        block("Blue mug " + "and all that is to be said of it " * 8),
    ],
    ids=["notice", "header", "sold out", "unseen", "prose"],
)
def test_a_name_that_is_only_spoken_of_is_not_in_the_cart(said: Any) -> None:
    assert basket.shows_item(reading(SITE + "/cart", blocks=(said,)), ("Blue mug",)) == ""


def test_a_page_is_the_cart_by_its_address_or_by_what_it_shows() -> None:
    assert basket.is_cart(reading(SITE + "/shopping_cart.php"))
    assert basket.is_cart(reading(SITE + "/x", blocks=(block("Your basket is empty"),)))
    assert not basket.is_cart(reading(SITE + "/p/mug", headings=(heading("Mug"),), rows=(row("Mug", "S$12.00"),)))


def test_the_rows_of_a_cart_have_a_price_and_a_quantity_or_a_way_to_remove() -> None:
    shown = cart("Blue mug")
    removable = reading(
        SITE + "/cart",
        rows=(row("Tea", "S$3.00"), row("Total", "S$3.00", box=(10, 400, 400, 30)), row("Gift", "S$0.00")),
        links=(link("/r", "Remove", box=(300, 105, 60, 20)),),
    )
    assert basket.line_names(shown) == ("Blue mug",)
    assert basket.line_names(removable) == ("Tea",)


def test_a_list_that_has_the_item_for_sale_is_not_the_cart_that_holds_it() -> None:
    tiles = tuple(card("", t, "S$5.00", button="Add to basket", press=f"#{t}") for t in ("Mug", "Cup"))
    shown = reading(SITE + "/cart", cards=tiles, blocks=(block("Mug"), block("Cup")))
    assert basket._is_list(shown, "Mug")
    assert not basket._is_list(shown, "Plate")
    assert not basket._is_list(reading(SITE + "/cart", blocks=(block("Mug"),)), "Mug")


def test_a_drawer_holds_the_item_where_it_names_it_itself() -> None:
    behind, over = block("Blue mug"), block("Your cart is empty", area="dialog")
    assert not basket.in_drawer(reading(blocks=(behind, over)), ("Blue mug",))
    assert basket.in_drawer(reading(blocks=(behind, block("1 × Blue mug", area="dialog"))), ("Blue mug",))


@pytest.mark.parametrize("after", ["?redirectUrl=%2Fbasket", "?next=/cart", "?back=/my/basket"])
def test_where_a_login_would_lead_on_makes_it_no_cart(after: str) -> None:
    assert not basket.is_cart_url(f"{SITE}/#/login{after}")
    assert not basket.is_cart_url(f"{SITE}/login{after}")
    assert basket.is_cart_url(f"{SITE}/#/basket{after}")


# --- what takes an item out again


def in_cart(*names: str) -> Reading:
    line = row("Blue mug", "S$12.00", box=(10, 100, 600, 40))
    there = tuple(button(name, selector=f"#b{n}", box=(400 + 40 * n, 110, 20, 20)) for n, name in enumerate(names))
    beside = (
        button("close", selector="#banner", box=(700, 10, 20, 20)),
        button("-", selector="#font", box=(10, 400, 20, 20)),
    )
    return reading(SITE + "/cart", rows=(line,), buttons=(*beside, *there))


@pytest.mark.parametrize(
    ("names", "pressed"),
    [
        (("-", "+", "close"), "#b2"),
        (("-", "+"), "#b0"),
        (("+", "Decrease quantity"), "#b1"),
        (("+", "x"), "#b1"),
        (("+", "-", "Remove"), "#b2"),
    ],
)
def test_a_drawing_in_the_line_takes_the_item_out_where_no_word_does(names: tuple[str, ...], pressed: str) -> None:
    found = emptying._remover(in_cart(*names))
    assert found is not None
    assert found.selector == pressed


@pytest.mark.parametrize(
    ("names", "dead", "pressed"),
    [
        (("-", "+", ""), (), "#b0"),
        (("-", "+", ""), ("#b0",), "#b2"),
        (("",), (), "#b0"),
        (("", ""), (), ""),
        (("Remove", ""), ("#b0",), "#b1"),
        (("-", "+", ""), ("#b0", "#b2"), ""),
    ],
)
def test_the_only_drawing_that_says_nothing_is_tried_last(
    names: tuple[str, ...], dead: tuple[str, ...], pressed: str
) -> None:
    found = emptying._remover(in_cart(*names), frozenset(dead))
    assert (found.selector if found else "") == pressed


@pytest.mark.parametrize("names", [(), ("+",), ("wishlist", "Less stress")])
def test_what_stands_elsewhere_or_says_something_else_does_not(names: tuple[str, ...]) -> None:
    assert emptying._remover(in_cart(*names)) is None


@pytest.mark.parametrize(
    ("label", "controls", "name"),
    [
        ("Blue mug Update Delete", ("Update", "Delete"), "Blue mug"),
        ("Blue mug × clear", ("clear",), "Blue mug"),
        ("Glass jar x 2 Remove", ("Remove",), "Glass jar"),
        ("Editing lamp Edit", ("Edit",), "Editing lamp"),
        ("Remove", ("Remove",), "Remove"),
    ],
)
def test_a_line_is_named_without_what_can_be_pressed_in_it(label: str, controls: tuple[str, ...], name: str) -> None:
    line = row(label, "S$12.00", box=(10, 100, 600, 40))
    count = field("qty", type="number", value="1", box=(200, 110, 40, 20))
    there = tuple(button(c, selector=f"#{n}", box=(400 + 60 * n, 110, 50, 20)) for n, c in enumerate(controls))
    cart = reading(SITE + "/cart", rows=(line,), buttons=there, loose_fields=(count,))
    assert basket.line_names(cart) == (name,)


@pytest.mark.parametrize(
    ("said", "acts"),
    [
        (("Your cart is empty", "You looked at this before"), False),
        (("Your cart", "You looked at this before"), False),
        (("购物车", "您最近浏览过"), False),
    ],
)
def test_a_page_that_merely_shows_the_item_is_no_cart_with_it(said: tuple[str, ...], acts: bool) -> None:
    tile = card("/p/mug", "Blue mug", "S$12.00", box=(10.0, 300.0, 200.0, 200.0))
    shown = row("Blue mug", "S$12.00", box=(10.0, 310.0, 180.0, 40.0))
    shown_page = reading("https://shop.test/cart", blocks=tuple(block(t) for t in said), cards=(tile,), rows=(shown,))
    assert basket.acts_as_cart(shown_page, "Blue mug") is acts


@pytest.mark.parametrize(
    "over",
    [
        {"rows": (row("Blue mug", "S$12.00"),)},
        {"rows": (row("Total", "S$12.00"),)},
        {"buttons": (button("Proceed to checkout"),)},
        {"buttons": (button("去结算"),)},
    ],
)
def test_a_line_with_a_price_a_sum_or_a_way_on_make_it_one(over: dict[str, Any]) -> None:
    shown_page = reading("https://shop.test/cart", blocks=(block("Blue mug"),), **over)
    assert basket.acts_as_cart(shown_page, "Blue mug")
