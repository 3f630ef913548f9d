"""Content decides the role, the link's words come second, and the address never decides alone."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.collect.role_words import said_by_address, stand_ins
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.model.reading import Reading
from tests.build import SITE, block, button, card, field, form, heading, link, reading

MENU = tuple(link(f"/l{n}", f"Link {n}", area="header") for n in range(40))
OPAQUE = ["/?i=17", "/index.php?page=17", "/#/x17", "/x17", "/index.php/show/17"]
PROSE = {
    "returns": "You may return an item within 14 days and we refund what you paid. Refunds are made to your card. ",
    "privacy": "We collect personal data to send your order. Our privacy notice tells how personal data is kept. ",
    "delivery": "We deliver by courier in three days. Delivery is islandwide, and shipping abroad takes a week. ",
}


def page(path: str, **over: Any) -> Reading:
    values: dict[str, Any] = dict(title="Tea House", links=MENU)
    return reading(SITE + path, **(values | over))


@pytest.mark.parametrize("path", OPAQUE)
@pytest.mark.parametrize("role", PROSE)
def test_prose_about_a_topic_is_a_policy_where_neither_name_nor_address_says_so(path: str, role: str) -> None:
    assert decide_role(page(path, blocks=tuple(block(PROSE[role]) for _ in range(6))))[0] == role


def test_prose_about_everything_is_about_nothing_in_particular() -> None:
    told = "We deliver and refund, and our privacy notice tells how. Delivery, refunds and personal data are for you. "
    assert decide_role(page("/x17", blocks=tuple(block(told) for _ in range(6))))[0] == "other"


def test_items_with_free_delivery_are_a_list_and_no_policy() -> None:
    tiles = tuple(card(f"/i{n}", f"Mug {n}", "S$9.00") for n in range(9))
    told = tuple(block(PROSE["delivery"]) for _ in range(4))
    assert decide_role(page("/x17", cards=tiles, blocks=told))[0] == "listing"


@pytest.mark.parametrize("path", OPAQUE)
def test_an_item_a_login_and_a_cart_are_told_by_what_they_show(path: str) -> None:
    buying = dict(
        headings=(heading("Mug"),), blocks=(block("S$9.00", box=(10, 60, 90, 30)),), buttons=(button("Add to cart"),)
    )
    secret = form(field("email", type="email"), field("password", type="password"), buttons=(button("Log in"),))
    assert (
        decide_role(page(path, **buying, forms=(form(field("quantity", type="number"), action=SITE + "/cart/add"),)))[0]
        == "product"
    )
    assert decide_role(page(path, headings=(heading("Log in"),), forms=(secret,)))[0] == "login"
    assert decide_role(page(path, headings=(heading("Your cart"),)))[0] == "cart"


@pytest.mark.parametrize("path", OPAQUE)
@pytest.mark.parametrize(
    ("text", "role"), [("Delivery information", "delivery"), ("Terms", "terms"), ("About us", "about")]
)
def test_the_words_of_the_link_name_a_page_that_says_nothing_itself(path: str, text: str, role: str) -> None:
    blank = page(path, blocks=(block("Tea from the hills, packed by hand. " * 30),))
    assert decide_role(blank, text)[0] == role
    assert decide_role(blank)[0] == "other"


def test_content_goes_before_the_words_of_the_link() -> None:
    assert decide_role(page("/x17", title="Page", headings=(heading("Privacy policy"),)), "Terms")[0] == "privacy"


@pytest.mark.parametrize("path", ["/?ceid=8f14e45fceea167a", "/?i=4", "/#/x", "/index.php?x=1", "/en/?page=4"])
def test_an_unknown_query_or_hash_is_not_the_front_page(path: str) -> None:
    assert decide_role(page(path, blocks=(block("Tea. " * 400),)))[0] != "home"
    assert said_by_address(SITE + path).role != "home"


def test_a_page_at_the_root_whose_form_is_all_it_has_is_what_the_form_is_for() -> None:
    secret = form(field("email", type="email"), field("password", type="password"), buttons=(button("Log in"),))
    assert decide_role(reading(SITE + "/", title="Swift", forms=(secret,)))[0] == "login"


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/#/cart", "cart"), ("/#!/privacy", "privacy"), ("/#/product/5", "product"), ("/?s=index/cart/index", "cart"),
        ("/index.php?rt=content/contact", "contact"), ("/?_a=basket", "cart"), ("/?q=contact lens", "search"),
        ("/shop.php?page=returns", "returns"), ("/index.php/terms", "terms"), ("/?page_id=12", "other"),
        ("/index.php?rt=account/order", "account"), ("/find.php?keyword=returns+tray", "search"),
        ("/checkout/login.php?rp=/checkout/account.php", "login"),
    ],
)  # fmt: skip
def test_values_of_a_query_and_hash_routes_name_pages_whatever_the_parameter_is_called(path: str, role: str) -> None:
    assert said_by_address(SITE + path).role == role


def test_what_stands_where_a_main_heading_would_is_its_stand_in() -> None:
    second = page("/x", headings=(heading("Delivery information", 2), heading("To whom", 3)))
    large = page("/x", blocks=(block("Delivery information", font_px=28.0), *(block("Tea " * 9) for _ in range(5))))
    assert stand_ins(second) == stand_ins(large) == ["Delivery information"]
    assert stand_ins(page("/x", blocks=tuple(block("Tea " * 9) for _ in range(5)))) == []
    assert decide_role(second)[0] == decide_role(large)[0] == "delivery"


@pytest.mark.parametrize("price", ["S$ 28.00", "￥ 2798", "28,00 €", "12.50 – 18.00 SGD", "¥99"])
def test_an_amount_in_the_largest_type_is_not_what_the_item_is_called(price: str) -> None:
    name = block("Stone teapot 0.7 l", font_px=20.0)
    rest = tuple(block(f"Told of the pot, {n}", font_px=12.0) for n in range(6))
    assert stand_ins(page("/x", blocks=(name, block(price, font_px=24.0), *rest))) == ["Stone teapot 0.7 l"]
    assert stand_ins(page("/x", blocks=(block(price, font_px=24.0), *rest))) == []


def test_a_name_that_holds_an_amount_stays_a_name() -> None:
    rest = tuple(block(f"Told of the card, {n}", font_px=12.0) for n in range(6))
    assert stand_ins(page("/x", blocks=(block("Gift card S$50", font_px=24.0), *rest))) == ["Gift card S$50"]


@pytest.mark.parametrize(
    ("head", "told", "role"),
    [
        (
            "Conditions of Use",
            "By using our services you agree to these terms. We may end this agreement and our liability is limited. ",
            "terms",
        ),
        (
            "",
            "We collect your personal information and use cookies; third parties may process your data for us. ",
            "privacy",
        ),
        (
            "Limited Warranty",
            "We repair what our makers got wrong, and you pay nothing for two years from the day. ",
            "terms",
        ),
        (
            "",
            "You can cancel within ten days; we refund you and you return the goods in original condition. ",
            "returns",
        ),
        (
            "",
            "我们收集您的个人信息，并保护您的隐私。 We keep your personal data; your privacy and cookies are yours. ",
            "privacy",
        ),
    ],
)
def test_a_policy_is_known_by_its_prose_or_by_the_line_that_names_it(head: str, told: str, role: str) -> None:
    texts = ([head] if head else []) + [told] * 6
    assert decide_role(page("/x17", blocks=tuple(block(t) for t in texts)))[0] == role


@pytest.mark.parametrize("path", ["/", "/?i=17", "/index.php"])
def test_a_list_that_was_searched_for_or_can_be_narrowed_is_no_front_page(path: str) -> None:
    tiles = tuple(card(f"/i{n}", f"Mug {n}", "S$9.00") for n in range(12))
    sort = field("sort", tag="select", type="select")
    counted = block("Showing 1-12 of 240 products")
    assert decide_role(page(path, cards=tiles, blocks=(counted,), loose_fields=(sort,)))[0] == "listing"
    assert decide_role(page(path, cards=tiles, headings=(heading("Search results for mug"),)))[0] == "listing"
    assert decide_role(page("/", cards=tiles))[0] == "home"


def test_a_table_of_one_items_number_price_and_stock_sells_it() -> None:
    labels = ("Product ID:", "HB-2546", "Unit price:", "S$180.00", "Availability:", "In stock", "Quantity:")
    told = page("/detail?id=7", title="Seat cover", headings=(heading("Seat cover"),), blocks=tuple(map(block, labels)))
    assert decide_role(told)[0] == "product"


def test_an_order_is_looked_up_by_its_number() -> None:
    asked = form(field("order_number"), field("email"))
    told = page("/x17", headings=(heading("Track your order"),), forms=(asked,))
    assert decide_role(told)[0] == "order_status"


def test_telephones_and_offices_with_little_else_are_a_contact_page() -> None:
    offices = (
        "12 Kaki Bukit Road, Singapore 415978. Tel: 6512 3456",
        "3 Ang Mo Kio Ave 5, Singapore 569874. Tel: 6487 1234",
    )
    told = page("/x17", headings=(heading("Our locations"),), blocks=tuple(block(t) for t in offices))
    assert decide_role(told)[0] == "contact"


@pytest.mark.parametrize(
    "line",
    [
        "No products were found matching your selection.", "There are currently no items in this category.",
        "Sorry, no products to display", "0 items found", "This collection is empty",
        "该分类下暂无商品", "找不到符合条件的商品",
        "Tiada produk dalam kategori ini.", "Keine Artikel gefunden", "Aucun produit disponible",
    ],
)  # fmt: skip
def test_a_page_that_says_no_more_than_that_nothing_is_listed_is_an_empty_list(line: str) -> None:
    page = reading(SITE + "/camping", title="Camping", headings=(heading("Camping"),), blocks=(block(line),))
    assert decide_role(page)[0] == "listing"


@pytest.mark.parametrize(
    "line",
    ["There are no items in your cart.", "No products in your wish list", "No products to compare", "购物车中没有商品",
     "No items are returned without a receipt, whatever the reason, and no goods are taken back that were used."],
)  # fmt: skip
def test_what_else_may_be_without_goods_is_no_list(line: str) -> None:
    page = reading(SITE + "/camping", title="Camping", headings=(heading("Camping"),), blocks=(block(line),))
    assert decide_role(page)[0] != "listing"


def test_an_empty_list_on_a_page_of_another_kind_changes_nothing() -> None:
    lines = (block("No products found"), block("Call us: 6123 4567"))
    page = reading(SITE + "/contact-us", title="Contact us", headings=(heading("Contact us"),), blocks=lines)
    assert decide_role(page)[0] == "contact"


def test_a_way_to_add_by_number_in_a_closed_drawer_makes_a_page_no_item() -> None:
    quick = form(
        field("number"), action=SITE + "/cart/add", buttons=(button("Add to cart", visible=False),), visible=False
    )
    told = tuple(block(PROSE["returns"]) for _ in range(2))
    shown = (button("Search", area="header"),)
    policy = page("/x17", headings=(heading("Withdrawal"),), blocks=told, forms=(quick,), buttons=shown)
    assert decide_role(policy)[0] != "product"
