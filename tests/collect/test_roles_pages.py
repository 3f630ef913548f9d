"""Whole pages whose signals agree, contradict each other, or are missing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.collect.frontier import _RANK, QUOTAS
from casetrust_audit.collect.role_patterns import ROUTED, SEGMENT, STEMS
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.model.capture import ROLES
from casetrust_audit.model.reading import Heading, Link, Option, Reading
from tests.build import SITE, block, button, card, field, form, heading, link, reading, row

MENU: tuple[Link, ...] = tuple(link(f"/l{n}", f"Link {n}", area="header") for n in range(40))
TEXT = (block("word " * 900),)
EMAIL, PASSWORD = field("email", type="email"), field("password", type="password")
SIGN_IN = form(EMAIL, PASSWORD, action=SITE + "/login/check", selector="#popup")


def shop_page(path: str = "/x", title: str = "Tea House", h1: str = "", **over: Any) -> Reading:
    """A page with a shop's menu, some text and a login pop-up that looks like any other form of the page."""
    forms = (*over.pop("forms", ()), SIGN_IN)
    headings = (heading(h1),) if h1 else ()
    values: dict[str, Any] = dict(title=title, headings=headings, forms=forms, links=MENU, blocks=TEXT)
    return reading(SITE + path, **(values | over))


def test_a_pop_up_login_makes_no_login_page() -> None:
    assert decide_role(shop_page("/kontakt", "Kontakt", "Kontakt"))[0] == "contact"
    assert decide_role(shop_page("/ueber/filialen"))[0] == "other"


def test_a_login_page_agrees_with_its_form() -> None:
    role, confidence = decide_role(shop_page("/account/login", "Anmelden", "Anmelden"))
    assert role == "login"
    assert confidence >= 0.7


@pytest.mark.parametrize(
    ("fields", "role"),
    [
        ((EMAIL, PASSWORD), "login"),
        ((field("firstname"), EMAIL, PASSWORD, field("password2", type="password")), "register"),
    ],
)
def test_an_account_page_that_asks_to_come_in_is_a_login_or_a_registration(fields: Any, role: str) -> None:
    asking = form(*fields, action=SITE + "/my-account")
    page = reading(SITE + "/my-account", title="My account", forms=(asking,), links=MENU, blocks=TEXT)
    assert decide_role(page)[0] == role


def test_a_forgotten_password_is_a_role_of_its_own() -> None:
    asking = form(EMAIL, action=SITE + "/account/forgot", buttons=(button("Send the link"),))
    assert decide_role(shop_page("/account/forgot", "Forgotten password", forms=(asking,)))[0] == "recovery"


def test_a_contact_page_of_no_words_known_is_told_by_path_and_form() -> None:
    asking = form(field("name"), EMAIL, field("body", tag="textarea", type="textarea"), action=SITE + "/contact-us")
    assert decide_role(shop_page("/contact-us", "Зворотній", forms=(asking,)))[0] == "contact"


def test_a_page_for_contact_and_complaints_is_where_to_complain() -> None:
    assert decide_role(shop_page("/contact/", "Contact and complaints", "Contact and complaints"))[0] == "complaint"


def product(**node: Any) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "Product", "name": "Oak chair"} | node)


def test_structured_data_of_one_item_outweighs_words_in_its_name() -> None:
    page = shop_page(
        "/oak-chair-with-easy-returns",
        "Oak chair with easy returns | Reviews",
        "Oak chair",
        json_ld=(product(offers={}),),
    )
    assert decide_role(page)[0] == "product"


def test_items_that_are_only_mentioned_make_no_product_page() -> None:
    listed = {"@type": "ItemList", "itemListElement": [json.loads(product())]}
    assert decide_role(shop_page("/chairs", "Chairs", json_ld=(json.dumps(listed),)))[0] != "product"


@pytest.mark.parametrize(
    ("h1", "says", "path"),
    [
        ("Eckcouch Mary", "In den Warenkorb", "/eckcouch-grau-mary.html"),
        ("Цифровое пианино", "В корзину", "/catalog/keyboard/detail/62523/"),
        ("Fauteuil en chêne", "Ajouter au panier", "/fauteuil-en-chene.html"),
        ("電気ケトル", "カートに入れる", "/p/kettle"),
    ],
)
def test_an_item_is_told_by_its_form_in_any_language(h1: str, says: str, path: str) -> None:
    adder = button(says, form="#add")
    buying = form(field("qty"), selector="#add", action=SITE + "/x", buttons=(adder,))
    role, confidence = decide_role(shop_page(path, h1, h1, forms=(buying,), buttons=(adder,)))
    assert (role, confidence > 0.5) == ("product", True)


def test_cards_with_prices_are_a_list() -> None:
    cards = tuple(card(f"/i{n}", f"Stuhl {n}", "19,00 €") for n in range(9))
    assert decide_role(shop_page("/stuehle", "Stühle", "Stühle", cards=cards))[0] == "listing"


def test_a_list_without_prices_is_told_by_how_it_is_sorted_and_counted() -> None:
    cards = tuple(card(f"/i{n}", f"Chair {n}") for n in range(9))
    page = shop_page("/chairs", "Chairs", "Chairs", cards=cards, loose_fields=(field("sort_by", type="select"),))
    counted = replace(page, blocks=(*page.blocks, block("24 products")))
    assert decide_role(counted)[0] == "listing"


def test_one_form_with_a_button_for_each_of_several_is_a_list() -> None:
    adders = tuple(button("Add to cart", form="#all", box=(10, 300 * n, 80, 30)) for n in range(1, 4))
    several = form(field("size"), selector="#all", action=SITE + "/cart/add", buttons=adders)
    assert decide_role(shop_page("/sun-shades/2016", forms=(several,), buttons=adders))[0] == "listing"


def test_a_cart_is_told_by_its_rows_and_the_way_on() -> None:
    page = shop_page(
        "/xyz", "Tea House", "My cart", rows=(row("Subtotal", "S$20.00"),), loose_fields=(field("qty"),),
        links=(*MENU, link("/pay", "Proceed to checkout")),
    )  # fmt: skip
    assert decide_role(page)[0] == "cart"


def test_a_card_form_alone_is_a_checkout_even_without_a_path() -> None:
    paying = form(field("cardNumber"), field("securityCode"), field("expMonth", type="select"), action=SITE + "/go")
    assert decide_role(reading(SITE + "/", title="", forms=(paying,)))[0] == "checkout"


def test_a_front_page_stays_one_whatever_it_shows() -> None:
    cards = tuple(card(f"/i{n}", f"Mug {n}", "S$9.00") for n in range(9))
    assert decide_role(shop_page("/", "Tea House", "Contact us", cards=cards)) == ("home", 1.0)
    assert decide_role(shop_page("/start/here"), start=True) == ("home", 1.0)


def test_a_canonical_address_names_a_page_shown_at_the_root() -> None:
    page = shop_page("/", "Get in touch", canonical=SITE + "/index.php?main_page=contact_us")
    assert decide_role(page)[0] == "contact"


def test_a_soft_error_is_an_error() -> None:
    gone = reading(SITE + "/pages/returns", title="Page not found", headings=(heading("Page not found"),))
    assert decide_role(gone)[0] == "error"


def test_an_article_about_a_policy_is_none() -> None:
    node = json.dumps({"@type": "BlogPosting", "headline": "Why we changed our returns"})
    assert (
        decide_role(shop_page("/blog/why-we-changed-our-returns", "Why we changed our returns", json_ld=(node,)))[0]
        == "other"
    )


def test_nothing_said_is_other_with_little_confidence() -> None:
    role, confidence = decide_role(shop_page())
    assert role == "other"
    assert confidence < 0.7


def test_contradicting_signals_lower_the_confidence() -> None:
    agreed = decide_role(shop_page("/contact", "Contact us", "Contact us"))
    torn = decide_role(shop_page("/contact", "About us", "About us"))
    assert agreed[1] >= 0.9
    assert torn[1] <= 0.7


def test_broken_markup_is_survived() -> None:
    page = shop_page("/a", json_ld=('{"@type": "Product", "offers": {', "[" * 5000, '{"@type": 7}', "null"))
    assert decide_role(page)[0] in ROLES


def test_every_role_that_words_name_is_known_and_has_a_place_in_the_crawl() -> None:
    named = {role for table in (ROUTED, SEGMENT, STEMS) for role, _ in table}
    assert named <= set(ROLES)
    assert set(QUOTAS) == set(_RANK) == set(ROLES)


WRITE = form(field("name"), EMAIL, field("message", tag="textarea", type="textarea"), text="Name E-mail Message Send")
SOLD = (block("Curtains made to measure. " * 12), block("Call us: 6123 4567"), block("Write to us"))


@pytest.mark.parametrize("path", ["/", "/index.html", "/en/"])
def test_a_front_page_with_a_form_to_write_to_the_shop_is_a_front_page(path: str) -> None:
    page = reading(SITE + path, title="Curtain House", headings=(heading("Light for every room"),), forms=(WRITE,))
    assert decide_role(replace(page, blocks=SOLD))[0] == "home"


def test_a_page_at_the_root_that_is_its_contact_form_or_is_named_so_is_one() -> None:
    alone = reading(SITE + "/", title="Curtain House", forms=(WRITE,), blocks=(block("Name E-mail Message Send"),))
    assert decide_role(alone)[0] == "contact"
    named = reading(SITE + "/", title="Contact us", headings=(heading("Contact us"),), forms=(WRITE,), blocks=SOLD)
    assert decide_role(named)[0] == "contact"


def test_an_account_page_headed_log_in_over_fields_of_no_form_is_a_login() -> None:
    loose = (field("a", label="Username or email address"), field("b", label="Password"))
    page = reading(SITE + "/my-account", title="My account", headings=(heading("Log in"),), links=MENU, blocks=TEXT)
    assert decide_role(replace(page, loose_fields=loose))[0] == "login"
    assert decide_role(page)[0] == "account"


@pytest.mark.parametrize(
    "choices",
    [("Featured", "Price: low to high", "Price: high to low"), ("综合", "价格从低到高", "价格从高到低"),
     ("Relevan", "Harga terendah", "Harga tertinggi")],
)  # fmt: skip
def test_a_page_that_sorts_by_price_lists_goods_though_it_shows_none_yet(choices: tuple[str, ...]) -> None:
    options = tuple(Option(text, text, False, False) for text in choices)
    sort = field("how", tag="select", type="select", options=options)
    page = reading(SITE + "/earrings.html", title="Earrings that shine", links=MENU, loose_fields=(sort,))
    assert decide_role(replace(page, headings=(heading("Earrings that shine"),)))[0] == "listing"


def _wide(text: str) -> Heading:
    return replace(heading(text), box=(211.0, 420.0, 827.0, 40.0))


SIDE = tuple(
    card(f"/p/{n}", f"Bowl {n}", "S$60.00", area="main", box=(18.0, 540.0 + 180 * n, 172.0, 168.0)) for n in range(3)
)
"""Boxes of goods in a narrow column, as shops show them beside every page."""
WIDE = (_wide("General conditions"),)


def _beside(*texts: str, heads: tuple[Heading, ...] = WIDE) -> Reading:
    blocks = tuple(block(t, box=(211.0, 480.0 + 80 * n, 827.0, 72.0)) for n, t in enumerate(texts))
    return reading(f"{SITE}/index.php?Info&Content&pagesId=4", headings=heads, blocks=blocks, cards=SIDE)


def test_goods_in_a_column_beside_the_page_make_it_no_list() -> None:
    terms = _beside(
        "All prices are in Singapore dollars and include GST. We deliver within Singapore within 3 to 5 working days.",
        "You may return goods within 10 days of delivery, unused and in their packaging, by writing to us.",
    )
    assert decide_role(terms)[0] == "terms"
    map_of_site = _beside(heads=(_wide("Map of the site"),))
    assert decide_role(map_of_site)[0] == "other"


def test_goods_below_the_pages_own_heading_are_its_list() -> None:
    below = tuple(replace(c, box=(211.0 + 250 * n, 480.0, 220.0, 300.0)) for n, c in enumerate(SIDE))
    shelf = reading(f"{SITE}/index.php?cPath=3", headings=(_wide("Bowls"),), cards=below)
    assert decide_role(shelf)[0] == "listing"
    narrow = replace(
        shelf, viewport=(390, 844), cards=SIDE, headings=(replace(_wide("Bowls"), box=(20.0, 100.0, 350.0, 40.0)),)
    )
    assert decide_role(narrow)[0] == "listing"


def test_a_form_with_much_to_fill_in_is_no_policy_by_what_stands_beside_it() -> None:
    asks = form(*(field(f"f{n}") for n in range(9)), area="main", action=SITE + "/join")
    said = _beside(
        "Open a trade account free if you are a company. By joining you agree to our terms, and we agree to treat what "
        "you tell us in confidence; you are liable for what is ordered under your account, and we may close it.",
        "Our privacy statement can be read at any time. Please tick to consent to it. You agree that the law of "
        "Singapore governs this agreement, and we are not liable for more than what you have paid.",
    )
    assert decide_role(said)[0] == "terms"
    assert decide_role(replace(said, forms=(asks,), headings=()))[0] != "terms"
