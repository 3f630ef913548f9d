"""Links that do something, lead to a file, or show the same in another way are not followed by the crawl."""

from __future__ import annotations

import pytest

from casetrust_audit.collect.link_acts import ACTS, FILE, is_social, never_read, plain_view
from casetrust_audit.text.address_key import AddressKeys
from tests.build import SITE


def keys(router: str = "") -> AddressKeys:
    known = AddressKeys(SITE + "/")
    pages = [
        "product/product",
        "account/login",
        "checkout/cart",
        "information/contact",
        "common/home",
        "product/category",
    ]
    if router:
        known.note_links([f"{SITE}/index.php?{router}={page}" for page in pages])
    return known


@pytest.mark.parametrize(
    "path",
    [
        "/logout", "/cart/add/12", "/?add-to-cart=12", "/account/sign-out", "/wishlist/add?id=4", "/?currency=USD",
        "/newsletter/unsubscribe", "/admin/", "/?action=buy_now&id=3", "/?do=delete", "/p/4?replytocom=7",
        "/?s=/cart/add/id/3", "/#/cart/add", "/#!/account/logout", "/index.php/checkout/cart/delete/id/3",
        "/?remove=12",
    ],
)  # fmt: skip
def test_what_would_act_is_not_read_whatever_the_routing(path: str) -> None:
    assert never_read(SITE + path, keys()) == ACTS


@pytest.mark.parametrize("router", ["route", "action", "_a", "cmd"])
@pytest.mark.parametrize(
    ("value", "acts"),
    [
        ("account/logout", True), ("checkout/cart/add", True), ("cart.add", True), ("account/wishlist.remove", True),
        ("logoff", True), ("checkout_process", True), ("addToCart", True), ("add_product", True),
        ("product/product", False), ("account/login", False), ("information/contact", False), ("shopping_cart", False),
        ("returns", False), ("account/order", False), ("product/set_of_six", False), ("address_book", False),
    ],
)  # fmt: skip
def test_where_a_parameter_names_pages_its_values_say_what_acts(router: str, value: str, acts: bool) -> None:
    assert never_read(f"{SITE}/index.php?{router}={value}", keys(router)) == (ACTS if acts else "")


@pytest.mark.parametrize("query", ["sort=price", "order=asc", "dir=desc", "view=grid", "limit=25", "filter[size]=L"])
def test_what_is_called_as_a_view_is_one_of_the_plain_address_unless_it_names_pages(query: str) -> None:
    assert plain_view(f"{SITE}/shop?{query}&page=2", keys()) == f"{SITE}/shop?page=2"
    assert plain_view(f"{SITE}/#/shop?{query}", keys()) == f"{SITE}/#/shop"
    assert plain_view(f"{SITE}/shop?page=2", keys()) == ""
    name = query.partition("=")[0]
    assert plain_view(f"{SITE}/index.php?{name}=product/product", keys(name)) == ""


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("action=view_product&id=3", False), ("do=goods", False), ("task=showcart", False), ("act=terms", False),
        ("action=buy_now&id=3", True), ("do=order", True), ("task=x7", True), ("act=", True),
    ],
)  # fmt: skip
def test_what_is_called_as_an_action_acts_unless_its_value_only_shows(query: str, acts: bool) -> None:
    assert never_read(f"{SITE}/shop?{query}", keys()) == (ACTS if acts else "")


@pytest.mark.parametrize("path", ["/a.pdf", "/img/tea.JPG", "/feed.xml"])
def test_files_are_no_pages(path: str) -> None:
    assert never_read(SITE + path, keys()) == FILE


@pytest.mark.parametrize(
    "path", ["/", "/p/4", "/?page_id=4", "/returns", "/address-book", "/#/terms", "/item.php?id=4"]
)
def test_pages_are_read(path: str) -> None:
    assert never_read(SITE + path, keys()) == ""


def test_a_link_that_is_no_address_is_no_page() -> None:
    assert never_read("http://[broken", keys()) == FILE


def test_social_networks_are_known_by_their_host() -> None:
    assert [is_social(u) for u in ("https://www.facebook.com/x", "https://policies.test/x")] == [True, False]
