"""Pictures that are made of letters, in a real browser: an icon font's words, and signs that stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.collect.shown_in import read

if TYPE_CHECKING:
    from playwright.sync_api import Browser


ICON = "<style>.i{{font-family:'Material Symbols Rounded'}}</style><main>{}</main>"


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("<span class=i>add_shopping_cart</span>", "add to cart"),
        ("<span class=i>add</span>", "+"),
        ("<span class=i>remove</span>", "-"),
        ("<span class=i>delete_outline</span>", "remove"),
        ("<i class=material-icons-outlined>close</i>", "close"),
        ("<i class=material-icons>shopping_basket</i>", "cart"),
        ("<span>Continue</span><span class=i>arrow_forward</span>", "Continue"),
        ("<span class=i>lock</span> Pay <b>S$12.00</b>", "Pay S$12.00"),
        ("<span class=i>sell</span><img src='data:,' alt='Make an offer'>", "Make an offer"),
        ("<span>add</span>", "add"),
    ],
)
def test_what_a_font_of_icons_draws_is_a_picture_and_no_word(browser: Browser, button: str, said: str) -> None:
    assert [b.text for b in read(browser, ICON.format(f"<button>{button}</button>")).buttons] == [said]


def test_the_name_of_an_icon_is_not_read_with_the_words_around_it(browser: Browser) -> None:
    reading = read(
        browser, ICON.format("<p><span class=i>local_shipping</span>Free delivery</p><p><span class=i>star</span></p>")
    )
    assert [b.text for b in reading.blocks] == ["Free delivery"]


def test_a_word_in_lower_case_in_a_font_of_letters_is_read(browser: Browser) -> None:
    reading = read(browser, "<style>body{font-family:Georgia,'Segoe UI Symbol'}</style><p><span>delete</span></p>")
    assert [b.text for b in reading.blocks] == ["delete"]


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("\U0001f6d2", "cart"), ("\U0001f6cd\ufe0f 2", "cart 2"), ("\U0001f5d1\ufe0f", "remove"), ("\u2795", "+"),
        ("\u25bc", "down"), ("\U0001f6d2 Buy now", "\U0001f6d2 Buy now"), ("\U0001f355", "\U0001f355"),
    ],
)  # fmt: skip
def test_a_picture_that_is_a_letter_is_named_where_it_stands_alone(browser: Browser, drawn: str, said: str) -> None:
    assert [b.text for b in read(browser, f"<button>{drawn}</button>").buttons] == [said]


def test_a_line_of_a_table_is_named_without_the_icons_in_it(browser: Browser) -> None:
    reading = read(
        browser,
        ICON.format(
            "<table><tr><th>Item<th>Price<th>Units<th></tr><tr><td>Blue mug<br>8 cm<td>S$12.00"
            "<td><button><i class=i>add</i></button> 1 <button><i class=i>remove</i></button>"
            "<td><button><i class=i>delete</i></button></tr></table>"
        ),
    )
    (line,) = [r for r in reading.rows if "S$12.00" in r.amounts]
    assert line.label == "Blue mug 8 cm"
    assert line.text == "Blue mug 8 cm S$12.00 1"


@pytest.mark.parametrize(
    ("control", "said"),
    [
        ("<a href='javascript:addToCart(3)'><img src=/themes/p1.gif></a>", "add to cart"),
        (
            "<a href='javascript:void(0)' onclick='return cart.add_to_basket(12, 1)'><img src=/p/9.png></a>",
            "add to cart",
        ),
        ("<button><i class='ico btn-add-item-to-bag'></i></button>", "add to cart"),
        ("<a href='#' onclick='buyNow(7);'><svg width=20 height=20></svg></a>", "buy now"),
        ("<a href=/flow?step=2><img src=/skin/to_checkout_3.gif></a>", "checkout"),
        ("<form method=post action=/o><input type=image src=/skin/subOrder.gif></form>", "place order"),
        ("<a href='javascript:removeFromCart(3)'><img src=/themes/p1.gif></a>", "remove"),
        ("<a href='javascript:addToCart(3)'>In den Korb</a>", "In den Korb"),
    ],
)
def test_a_picture_without_words_is_named_by_its_file_or_by_the_function_it_calls(
    browser: Browser, control: str, said: str
) -> None:
    reading = read(browser, f"<style>img{{width:60px;height:20px}}</style><main>{control}</main>")
    assert said in [p.text for p in reading.pressable()]
    assert all(b.drawn == (said != "In den Korb") for b in reading.buttons)


BUY = "<style>.buy{cursor:pointer;position:relative;width:150px;height:40px}.buy span{position:absolute}</style>"


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("<div class=buy><i class=bag></i><span>Add to cart</span></div>", "Add to cart"),
        ("<div class=buy><div><p>加入购物车</p></div></div>", "加入购物车"),
        ("<section style='cursor:pointer'><h3>Blue mug</h3><p>S$12.00</p></section>", ""),
        ("<div class=buy><a href=/p/mug><span>Blue mug</span></a></div>", ""),
    ],
)
def test_the_pointer_makes_a_button_of_the_outermost_thing_that_holds_one_line_of_words(
    browser: Browser, pressed: str, said: str
) -> None:
    buttons = read(browser, f"{BUY}<main>{pressed}</main>").buttons
    assert [b.text for b in buttons] == ([said] if said else [])
    assert not said or buttons[0].box[2] > 100
