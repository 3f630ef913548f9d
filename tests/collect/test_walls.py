"""A login is a wall or none by what it stands before; a check beside a form is no wall."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.collect.gate import problems
from casetrust_audit.collect.known_pages import KnownPages
from casetrust_audit.collect.walls import asked_role, sells
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.address_key import AddressKeys
from tests.build import SITE, block, button, card, field, form, heading, link, reading

SHOP = SITE + "/"
PROSE = "Fresh tea from the hills of Cameron Highlands, packed by hand in Singapore and sent the same day. " * 3
MENU = tuple(link(f"/l{n}", f"Link {n}") for n in range(20))
LOGIN_FORM = form(
    field("email", type="email"), field("password", type="password"), action=SITE + "/x", buttons=(button("Log in"),)
)


def login(url: str = SITE + "/login", title: str = "Log in", **over: Any) -> Reading:
    values: dict[str, Any] = dict(title=title, headings=(heading(title),), forms=(LOGIN_FORM,), links=MENU)
    return reading(url, blocks=(block(PROSE),), **(values | over))


def kinds(page: Reading, asked: str, text: str = "", **over: Any) -> list[str]:
    return [p.kind for p in problems(page, 200, SITE + asked, SHOP, link_text=text, **over)]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("/account", ""), ("/i.php?route=account/order", ""), ("/#/account/orders", ""), ("/?main_page=account", ""),
        ("/x17", "My account"), ("/x17", "My orders and account"), ("/x17", "Sign in"), ("/x17", "Register"),
        ("/customer/orders", "Order history"), ("/wishlist", ""), ("/login", "Log in"), ("/x17", "Rewards club"),
        ("/x17", "Write a review"), ("/reviews/new", "Reviews"), ("/?main_page=product_reviews_write&id=3", "Reviews"),
    ],
)  # fmt: skip
def test_a_login_before_ones_own_pages_or_one_place_of_no_known_role_is_no_wall(asked: str, text: str) -> None:
    assert kinds(login(), asked, text) == []


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("/cart", ""), ("/index.php?route=checkout/cart", ""), ("/#/cart", ""), ("/x17", "View basket"),
        ("/x17", "Terms of service"), ("/x17", "Returns"), ("/?p=delivery", ""), ("/products/mug", "Mug"),
        ("/checkout", ""), ("/collections/mugs", ""), ("/", ""), ("/reviews", "Customer reviews"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", ["/login", "/index.php?route=account/login", "/#/login", "/?main_page=login"])
def test_a_login_before_cart_checkout_items_and_policies_is_one_on_any_routing(asked: str, text: str, at: str) -> None:
    assert kinds(login(SITE + at), asked, text) == ["login-wall"]


def test_a_login_shown_in_place_of_a_policy_without_going_elsewhere_is_a_wall() -> None:
    assert kinds(login(SITE + "/terms"), "/terms", "Terms") == ["login-wall"]


def test_a_cart_that_offers_a_login_beside_is_none() -> None:
    assert kinds(login(SITE + "/cart", title="Your cart"), "/cart", "Cart") == []


def test_a_front_page_that_is_a_login_form_is_a_login_wall() -> None:
    bare = reading(SHOP, title="Swift", links=(), forms=(LOGIN_FORM,), blocks=(block("Welcome"),))
    assert kinds(bare, "/", start=True) == ["login-wall"]
    assert kinds(login(SITE + "/signin"), "/", start=True) == ["login-wall"]


def test_a_front_page_that_sells_beside_a_login_is_none() -> None:
    page = login(SHOP, title="Tea House", cards=(card("/a", "A", "S$5"), card("/b", "B", "S$6")))
    assert kinds(page, "/", start=True) == []


def test_the_third_place_that_leads_to_a_login_without_being_known_for_one_is_a_wall() -> None:
    known = KnownPages(AddressKeys(SHOP))
    asked = [kinds(login(), f"/members/{name}", pages=known) for name in ("a", "b", "b", "c", "d")]
    assert asked == [[], [], [], ["login-wall"], ["login-wall"]]


@pytest.mark.parametrize(
    ("asked", "text", "role"),
    [("/x", "My account", "account"), ("/x", "Shopping cart", "cart"), ("/terms", "", "terms"), ("/x", "", "other")],
)
def test_what_was_asked_for_is_told_by_words_and_address(asked: str, text: str, role: str) -> None:
    assert asked_role(SITE + asked, text) == role


SUM = field("captcha", label="What is 3 + 4? (captcha, so that we know you are human)")
MESSAGE = (field("name"), field("email", type="email"), field("enquiry", tag="textarea", type="textarea"))


@pytest.mark.parametrize(
    "words", ["Captcha: what is 3 + 4?", "Please complete the captcha below", "Verify you are human"]
)
@pytest.mark.parametrize("level", [2, 3])
def test_a_contact_form_with_a_sum_to_solve_is_no_challenge(words: str, level: int) -> None:
    page = reading(
        SITE + "/contact", title="Contact us", headings=(heading("Contact us"), heading(words, level)),
        blocks=(block("Contact us"), block(words)), forms=(form(*MESSAGE, SUM),), links=MENU[:3],
    )  # fmt: skip
    assert kinds(page, "/contact", "Contact") == []


def test_a_page_that_asks_for_the_check_alone_is_a_challenge_still() -> None:
    page = reading(
        SITE + "/contact", title="Tea House", headings=(heading("Verify you are human", 2),),
        blocks=(block("Enter the characters you see"),), forms=(form(field("captcha", label="Captcha")),), links=(),
    )  # fmt: skip
    assert kinds(page, "/contact") == ["challenge"]


def test_a_check_that_is_the_whole_title_is_a_challenge_whatever_stands_beside() -> None:
    page = reading(
        SITE + "/a", title="Attention Required!", blocks=(block("Verify you are human"),), forms=(form(*MESSAGE),)
    )
    assert kinds(page, "/a") == ["challenge"]


@pytest.mark.parametrize("price", ["S$9.90", "¥45.00", "￥45.00", "45.00元"])
def test_tiles_that_are_no_links_sell(price: str) -> None:
    tiles = tuple(block(f"Tea {n} {price}") for n in range(3))
    assert sells(reading(SHOP, blocks=tiles, buttons=(button("加入购物车"),)))
    assert not sells(reading(SHOP, blocks=tiles))
    assert not sells(reading(SHOP, buttons=(button("Add to cart"),)))
