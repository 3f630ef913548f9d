"""The stock status of one page, weighed from words, buttons and markup."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts.page_stock import PageStock, page_stock
from casetrust_audit.model.fact import SURE
from casetrust_audit.model.reading import Option, Reading
from tests.build import block, card, field, form, heading, link, reading
from tests.facts.shop_parts import button, markup

ADD = button("Add to cart")
OFF = button("Add to cart", disabled=True)


def product(*texts: str, **over: Any) -> Reading:
    """A product page of a mug; `stock` is the availability in its markup."""
    if stock := over.pop("stock", ""):
        over["json_ld"] = markup("Mug", availability=f"https://schema.org/{stock}")
    over.setdefault("headings", (heading("Mug"),))
    return reading(blocks=over.pop("blocks", ()) + tuple(block(t) for t in texts), **over)


def told(*texts: str, **over: Any) -> PageStock:
    return page_stock(product(*texts, **over))


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (product(buttons=(ADD,)), "in_stock"),
        (product(buttons=(ADD,), stock="InStock"), "in_stock"),
        (product("In stock", buttons=(ADD,), stock="InStock"), "in_stock"),
        (product(buttons=(OFF,)), "in_stock"),
        (product(buttons=(OFF,), stock="InStock"), "in_stock"),
        (product(stock="InStock"), "in_stock"),
        (product(buttons=(button("In den Warenkorb"),)), "in_stock"),
        (product(buttons=(button("Adicionar à sacola"),)), "in_stock"),
        (product(buttons=(button("Colocar no carrinho"),)), "in_stock"),
        (product("Disponibilité : Epuisé"), "out_of_stock"),
        (product("В корзину Купить в один клик"), "in_stock"),
        (product(links=(link("/cart/add", "Aggiungi al carrello"),)), "in_stock"),
        (product("Stock: 12", buttons=(ADD,)), "in_stock"),
        (product("现货", buttons=(button("加入购物车"),)), "in_stock"),
        (product(buttons=(button("Sold out", disabled=True),)), "out_of_stock"),
        (product(buttons=(button("Sold Out $168.00", disabled=True),), stock="OutOfStock"), "out_of_stock"),
        (product(buttons=(button("Unavailable", disabled=True),), stock="InStock"), "out_of_stock"),
        (product("No longer available", stock="Discontinued"), "out_of_stock"),
        (product("Currently unavailable. We don't know when or if this item will be back in stock."), "out_of_stock"),
        (product("Out of stock", buttons=(button("Notify me when available"),)), "out_of_stock"),
        (product("Out of stock", buttons=(OFF,), stock="OutOfStock"), "out_of_stock"),
        (product("缺货"), "out_of_stock"),
        (product("Ausverkauft"), "out_of_stock"),
        (product("Нет в наличии", buttons=(button("Сообщить о поступлении"),)), "out_of_stock"),
        (product(meta={"product:availability": "oos"}), "out_of_stock"),
        (product("Only 3 left", buttons=(ADD,)), "low_stock"),
        (product("仅剩3件", buttons=(button("加入购物车"),)), "low_stock"),
        (product(buttons=(ADD,), stock="LimitedAvailability"), "low_stock"),
        (product("Back-order", buttons=(ADD,), stock="BackOrder"), "backorder"),
        (product("Special order", "Expected availability: 2-4 weeks", buttons=(ADD,)), "backorder"),
        (product("Lieferzeit:", "15 - 20 Werktage", stock="InStock"), "backorder"),
        (product("Dostupnosť: Do 10 pracovných dní", buttons=(button("Pridať do košíka"),)), "backorder"),
        (product("Sold out", "Available on back order", buttons=(ADD,)), "backorder"),
        (product(buttons=(button("Pre-order"),), stock="PreOrder"), "preorder"),
        (product("预购", buttons=(button("加入购物车"),)), "preorder"),
        (product("Made to order in our studio", buttons=(ADD,)), "made_to_order"),
        (product("Ships within 24 hours", buttons=(ADD,)), "in_stock"),
        (product("A mug of stoneware"), "unknown"),
        (product("Enroll today"), "unknown"),
    ],
)
def test_a_status_is_weighed(page: Reading, status: str) -> None:
    assert page_stock(page).status == status


def test_words_and_markup_that_agree_are_surer_than_one_alone() -> None:
    both = told("In stock", buttons=(ADD,), stock="InStock").confidence
    alone, off = told(buttons=(ADD,)).confidence, told(buttons=(OFF,)).confidence
    assert both > alone > off >= SURE


@pytest.mark.parametrize(
    "page",
    [
        product(buttons=(ADD,), stock="OutOfStock"),
        product("Out of stock", buttons=(ADD,)),
        product(buttons=(button("Notify me when available"),), stock="InStock"),
        product("Dostupnosť: Do 10 pracovných dní", "Na sklade", buttons=(button("Do košíka"),)),
        product("Nothing said"),
    ],
)
def test_what_contradicts_itself_is_not_sure(page: Reading) -> None:
    assert page_stock(page).confidence < SURE


def test_what_it_rests_on_is_told() -> None:
    found = told("In stock", buttons=(ADD,), stock="InStock")
    assert [quote for quote, _ in found.evidence] == ["In stock", "Add to cart", "availability: instock"]
    assert found.why[0] == "can be put into the cart"


def test_a_list_of_other_products_says_nothing_of_this_one() -> None:
    others = (heading("You may also like", 2),)
    below = [
        block("Sold out", box=(10, 2100, 80, 20)),
        block("In stock", box=(10, 2200, 80, 20)),
    ]
    page = product(
        blocks=tuple(below),
        headings=(heading("Mug"), *(type(h)(2, h.text, True, (10, 2000, 400, 30), "h2") for h in others)),
        buttons=(ADD,),
    )
    assert page_stock(page).why == ("can be put into the cart", "a button to buy")


def test_like_cards_are_other_products_and_a_single_one_is_the_page_itself() -> None:
    def stand(number: int) -> Any:
        return card(f"/p/{number}", "X", selector=f"li:nth-of-type({number})", box=(0, 1000 * number, 300, 400))

    inside = button("Add to cart", box=(10, 1010, 100, 40))
    assert told(buttons=(inside,), cards=(stand(1), stand(2))).status == "unknown"
    assert told(buttons=(inside,), cards=(stand(1),)).status == "in_stock"


def test_many_like_buttons_belong_to_a_list() -> None:
    row = tuple(button("Add to cart", selector=f"ul > li:nth-of-type({n}) > button") for n in range(1, 5))
    assert told(buttons=row, stock="OutOfStock").status == "out_of_stock"
    assert not any(quote == "Add to cart" for quote, _ in told(buttons=row, stock="OutOfStock").evidence)


def test_in_stock_as_a_link_leads_to_what_is_in_stock() -> None:
    assert told("In stock", links=(link("/in-stock", "In stock"),)).status == "unknown"


def test_sold_out_sizes_are_sold_out_only_where_all_are() -> None:
    def sizes(*texts: str) -> Any:
        return (field("size", tag="select", options=tuple(Option(t, t, False, False) for t in texts)),)

    assert told(loose_fields=sizes("S - sold out", "M"), buttons=(ADD,)).status == "in_stock"
    assert told(loose_fields=sizes("S - sold out", "M - sold out"), stock="OutOfStock").status == "out_of_stock"


@pytest.mark.parametrize(("stock", "status"), [("", "unknown"), ("InStock", "in_stock")])
def test_a_page_never_drawn_is_read_with_doubt_and_its_button_alone_says_nothing(stock: str, status: str) -> None:
    hidden = product(
        headings=(type(heading("x"))(1, "Mug", False, (0, 0, 0, 0)),),
        blocks=(block("Sold out", visible=False),),
        buttons=(button("Add to cart", visible=False, box=(0, 0, 0, 0)),),
        **({"stock": stock} if stock else {}),
    )
    found = page_stock(hidden)
    assert found.status == status
    assert stock or found.confidence < SURE


@pytest.mark.parametrize(
    ("texts", "over", "status"),
    [
        # of something else: a link to other goods, a service, a size of several, a shop one walks into, the past
        (
            ("Add a note",),
            {"links": (link("/clearance", "Last chance"),), "blocks": (block("Last chance"),)},
            "in_stock",
        ),
        (("Gift wrap available",), {}, "in_stock"),
        (("Some sizes are sold out",), {}, "in_stock"),
        (("Out of stock at our Bedok outlet",), {}, "in_stock"),
        (("Sold out twice since spring",), {}, "in_stock"),
        (("Engraving is not available for this item",), {}, "in_stock"),
        (("部分颜色已售罄",), {}, "in_stock"),
        # of the item, beside a button to buy and data that says in stock
        (("Out of stock online",), {"stock": "InStock"}, "out_of_stock"),
        (("This item is no longer available",), {"stock": "InStock"}, "out_of_stock"),
        (("Coming soon!",), {}, "out_of_stock"),
        (("已售罄",), {}, "out_of_stock"),
        (("Stok habis",), {}, "out_of_stock"),
    ],
)
def test_whose_words_of_stock_they_are_decides(texts: tuple[str, ...], over: dict[str, Any], status: str) -> None:
    found = told("Mug", "S$18.00", *texts, buttons=(ADD,), **over)
    assert found.status == status
    if status == "out_of_stock":
        assert found.confidence < SURE  # the button and the data say otherwise


def test_the_words_for_a_size_to_be_chosen_are_not_the_items() -> None:
    waits = button("Notify me when it is back in stock")
    assert told("Mug", "Out of stock", buttons=(ADD, waits), stock="InStock").status == "in_stock"


@pytest.mark.parametrize("words", ["Play for free", "Install", "Free download", "Get it free", "免费下载"])
def test_what_costs_nothing_can_be_had(words: str) -> None:
    found = told("Free to play", buttons=(button(words),))
    assert found.status == "in_stock"
    assert found.confidence < SURE


@pytest.mark.parametrize("words", ["Buy now, pay over time", "Buy now, pay in 3 instalments", "先买后付"])
def test_a_way_to_pay_later_is_no_button_to_buy(words: str) -> None:
    assert told(links=(link("/financing", words),)).status == "unknown"


def test_labels_of_several_buttons_in_a_row_are_no_order_ahead() -> None:
    row = "Buy now Reserve now Pre-order now Where to buy"
    assert told(row, buttons=(ADD, button("Pre-order now"))).status == "in_stock"


def test_a_time_to_make_it_is_a_time_to_wait() -> None:
    assert told("Availability:", "12-15 production days").status == "backorder"


def parts(*texts: str, **over: Any) -> Any:
    """A block that shows each text in an element of its own."""
    runs = tuple(block(t).runs[0] for t in texts)
    return block(" ".join(texts), runs=runs, **over)


@pytest.mark.parametrize(
    "badges", [("Sale", "Sold out"), ("New!", "Sold out", "-20%"), ("促销", "售罄"), ("In stock", "Out of stock")]
)
def test_a_row_with_a_badge_for_each_case_tells_of_none(badges: tuple[str, ...]) -> None:
    page = product(
        "$12.00", blocks=(block("Mug", tag="h1", selector="h1"), parts(*badges)), buttons=(ADD,), stock="InStock"
    )
    assert page_stock(page).status == "in_stock"


def test_a_sold_out_badge_beside_a_label_is_what_it_says() -> None:
    page = product(blocks=(block("Mug", tag="h1", selector="h1"), parts("Status:", "Sold out")), buttons=(ADD,))
    assert page_stock(page).status == "out_of_stock"


def test_a_row_of_links_tells_nothing_of_the_item() -> None:
    leads = (
        link("#", "In stock only"),
        link("/pre-orders", "Pre-orders"),
        link("/kettles", "Kettles"),
        link("/yugou", "预售专场"),
    )
    page = product(
        blocks=(parts("Pre-orders", "Kettles"), parts("预售专场", "Kettles", "In stock only")),
        links=leads,
        buttons=(ADD,),
    )
    assert page_stock(page).status == "in_stock"


def test_a_choice_that_is_sold_out_is_not_the_item() -> None:
    sizes = tuple(field("size", type="radio", label=f"{s} (sold out)") for s in ("S", "M"))
    labels = (block("S (sold out)", tag="label"), block("M (sold out)", tag="label"))
    page = product(blocks=(block("Mug", tag="h1", selector="h1"), *labels), forms=(form(*sizes),), buttons=(ADD,))
    assert page_stock(page).status == "in_stock"


def test_a_count_of_the_cart_is_no_stock_figure() -> None:
    assert told("Quantity (0 in cart)", buttons=(ADD,)).status == "in_stock"
    assert told("Quantity: 0", buttons=(OFF,)).status == "out_of_stock"


@pytest.mark.parametrize(
    "words",
    ["Add to your basket", "Add to my trolley", "Add to the bag", "Add to shopping basket", "我要购买", "馬上買"],
)
def test_buttons_that_buy_in_other_words(words: str) -> None:
    assert told(buttons=(button(words),)).status == "in_stock"


@pytest.mark.parametrize(
    "line",
    [
        "Not available for this item",
        "Unavailable on your order",
        "Nicht verfügbar für diesen Artikel",
        "Tidak tersedia untuk produk ini",
    ],
)
def test_what_is_not_to_be_had_for_the_item_is_something_else(line: str) -> None:
    assert told("Click and collect", line, buttons=(ADD,), stock="InStock").status == "in_stock"
    assert told("This item is not available", stock="OutOfStock").status == "out_of_stock"


@pytest.mark.parametrize("tag", ["th", "dt"])
@pytest.mark.parametrize("label", ["Discontinued by manufacturer", "Auslaufartikel", "Out of stock", "Sold out"])
def test_the_label_of_a_row_states_nothing_its_value_does(tag: str, label: str) -> None:
    row = (block(label, tag=tag), block("No"))
    assert told(blocks=row, buttons=(ADD,), stock="InStock").status == "in_stock"
    assert told(blocks=row).status == "unknown"


@pytest.mark.parametrize("words", ["Сообщить о снижении цены", "Сообщить об ошибке", "Сообщить о нарушении"])
def test_an_offer_to_tell_of_something_else_is_no_notice_of_stock(words: str) -> None:
    assert told(words).status == "unknown"
    assert told("Сообщить о поступлении").status == "out_of_stock"
