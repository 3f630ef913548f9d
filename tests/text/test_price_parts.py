"""The parts that the item's price is told by: style, words, place, currency, and values of the markup."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.model.reading import Heading, Reading, TextRun
from casetrust_audit.text import price_words
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_place import item_place
from casetrust_audit.text.item_price import item_price
from casetrust_audit.text.page_currency import likely_currency
from casetrust_audit.text.price_field import markup_amount, price_of
from casetrust_audit.text.shown_amounts import block_amounts
from tests import build


def _run(text: str, px: float = 16.0, *, strike: bool = False) -> TextRun:
    return TextRun(text, px, 400, strike, True, 12.0)


@pytest.mark.parametrize(
    ("text", "runs", "amounts"),
    [
        ("$111.99$141.9921% Off", (_run("$111.99"), _run("$141.99"), _run("21% Off")), ["111.99", "141.99"]),
        ("S$1290", (_run("S$"), _run("12", 30), _run("90", 14)), ["12.90"]),
        ("S$12 90", (_run("S$12", 30), _run("90", 14)), ["12.90"]),
        ("$698.00", (_run("$"), _run("698", 20), _run(".00", 13)), ["698.00"]),
        ("$1,299", (_run("$1"), _run(",299")), ["1299"]),
        ("S$12", (), ["12"]),
        ("no amount", (_run("no amount"),), []),
    ],
)
def test_a_blocks_amounts_are_parted_by_their_style(text: str, runs: tuple[TextRun, ...], amounts: list[str]) -> None:
    found = block_amounts(build.block(text, runs=runs), "USD")
    assert [s.amount.readings[0].amount for s in found] == [Decimal(a) for a in amounts]


def test_each_amount_knows_its_own_run() -> None:
    runs = (_run("S$20.00", strike=True), _run("S$15.00", 28))
    first, second = block_amounts(build.block("S$20.00S$15.00", runs=runs))
    assert (first.struck, second.struck, second.font_px) == (True, False, 28)


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Used for S$9.00", True), ("Orders over S$60", True), ("S$5.00 a month", True), ("Earn S$0.50", True),
        ("S$12.90 excl. shipping", False),
        ("12,90 € inkl. MwSt. zzgl. Versand", False), ("S$12.90 | delivery S$4", False),
        ("S$12.90 or 3 payments of S$4.30", False), ("Now S$12.90", False), ("spedizione 9,00 €", True),
    ],
)  # fmt: skip
def test_words_tell_what_an_amount_is_for(text: str, purpose: bool) -> None:
    amounts = find_amounts(text)
    end = amounts[0].end if len(amounts) > 1 else None
    assert bool(price_words.other_purpose(text, amounts[0], end=end)) is purpose


def test_words_of_the_items_own_name_are_no_sign_of_something_else() -> None:
    (amount,) = find_amounts("Gift card S$50")
    assert price_words.other_purpose("Gift card S$50", amount)
    assert not price_words.other_purpose("Gift card S$50", amount, item="Tea shop gift card")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("£12 inc VAT", "gross"),
        ("£10 ex VAT", "net"),
        ("12 € TTC", "gross"),
        ("10 € netto zzgl. MwSt", "net"),
        ("£9", ""),
    ],
)
def test_the_side_of_the_tax_is_told(text: str, side: str) -> None:
    assert price_words.tax_side(text, find_amounts(text)[0]) == side


@pytest.mark.parametrize("text", ["Buy now", "Sold out", "Save for later", "Deliver to me"])
def test_a_sale_is_not_told_by_words_that_only_look_like_it(text: str) -> None:
    assert not price_words.tells_of_sale(text)


def _page(**over: Any) -> Reading:
    return build.reading(build.SITE + "/p/tea", title="Oolong tea", **over)


def test_of_several_headings_the_one_like_the_title_is_the_items_name() -> None:
    menu = Heading(1, "Menu", True, (0, 0, 100, 30), "#menu")
    name = Heading(1, "Oolong tea", True, (0, 500, 100, 30), "#name")
    blocks = (build.block("Menu", selector="#menu"), build.block("Home"), build.block("Oolong tea", selector="#name"))
    place = item_place(_page(headings=(menu, name), blocks=blocks))
    assert (place.names, place.named) == ((2,), name)


def test_what_stands_under_a_title_of_other_products_is_theirs() -> None:
    blocks = (
        build.block("Oolong tea", tag="h1", selector="h1"), build.block("S$12.90", box=(10, 60, 300, 20)),
        build.block("You may also like", tag="h2"), build.block("S$5.00"), build.block("Description", tag="h2"),
        build.block("Leaves"),
    )  # fmt: skip
    place = item_place(_page(headings=(build.heading("Oolong tea"),), blocks=blocks))
    assert place.others == {2, 3}


@pytest.mark.parametrize(
    ("href", "title", "own"),
    [("/p/kettle", "Kettle", False), ("/shipping", "Shipping", True), ("/img/tea.jpg", "Oolong tea in a tin", True),
     ("/p/tea-2", "Oolong tea", True)],
)  # fmt: skip
def test_a_box_with_one_link_is_another_products_only_where_it_leads_to_one(href: str, title: str, own: bool) -> None:
    box = build.card(href, title, "S$12.90", box=(0, 55, 400, 40))
    blocks = (build.block("Oolong tea", tag="h1", selector="h1"), build.block("S$12.90", box=(10, 60, 300, 20)))
    page = _page(headings=(build.heading("Oolong tea"),), blocks=blocks, cards=(box,))
    assert (item_price(page) is not None) is own


def test_a_box_that_alone_has_the_button_is_the_items() -> None:
    box = build.card("/seller", "Leaf Traders", "S$12.90", box=(0, 55, 400, 200))
    other = build.card("/seller-2", "Tea House", "S$11.00", box=(0, 300, 400, 100), selector="li[Tea House]")
    blocks = (build.block("S$12.90", box=(10, 60, 300, 20)), build.block("S$11.00", box=(10, 340, 300, 20)))
    button = build.button("Add to cart", box=(10, 140, 160, 44))
    found = item_price(_page(blocks=blocks, cards=(box, other), buttons=(button,)))
    assert found is not None
    assert found.money.amount == Decimal("12.90")


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"blocks": (build.block("All prices in AUD"),)}, "AUD"),
        ({"blocks": (build.block("CA$5"),)}, "CAD"),
        ({"lang": "en-GB"}, "GBP"),
        ({"lang": "ja"}, "JPY"),
        ({"lang": "zh-TW"}, "TWD"),
        ({"lang": "zh"}, "CNY"),
        ({"lang": ""}, "USD"),
    ],
)
def test_a_likely_currency_is_taken_from_words_and_language(over: dict[str, Any], code: str) -> None:
    assert likely_currency(build.reading(**over)) == code


@pytest.mark.parametrize(
    ("url", "code"),
    [("https://a.sg/", "SGD"), ("https://a.co.uk/", "GBP"), ("https://a.co/", "USD"), ("https://a.com.co/", "COP")],
)
def test_a_likely_currency_is_taken_from_the_address(url: str, code: str) -> None:
    assert likely_currency(build.reading(url, lang="en")) == code


@pytest.mark.parametrize(
    ("text", "hint", "price"),
    [
        ("5 870", "грн", "5870 UAH"), ("280", "USD", "280 USD"), ("2,90", "3,50 €", "2.90 EUR"),
        ("392. 00", "", "392.00 "),
        ("Item no: 884", "", "884 "), ("S$12.90", "USD", "12.90 SGD"), ("Free!", "SGD", "0 SGD"), ("none", "", ""),
        ("1 of 2", "", ""),
    ],
)  # fmt: skip
def test_a_text_known_to_be_a_price_needs_no_currency(text: str, hint: str, price: str) -> None:
    found = price_of(text, hint)
    assert (f"{found.amount} {found.currency}" if found else "") == price


@pytest.mark.parametrize(
    ("text", "amount"), [("1.299", "1.299"), ("1299.00", "1299"), ("$1,299.00", "1299"), ("12,90 €", "12.9"), ("x", "")]
)
def test_a_point_in_markup_parts_the_cents(text: str, amount: str) -> None:
    assert markup_amount(text) == (Decimal(amount) if amount else None)


_STRIP = "body > main > div:nth-of-type(1)"


@pytest.mark.parametrize(
    ("title", "tile", "own", "amount", "counts"),
    [
        ("section > h2", "section > ul > li:nth-of-type(1)", "div:nth-of-type(2) > p", "S$40.00", True),
        ("h2", "ul > li:nth-of-type(1) > b", "div > span:nth-of-type(2)", "SGD 1,250.00", True),
        ("section > div > h2", "#tile-9 > b", "section > div > p", "S$40.00", False),
        ("section > h2", "section > ul > li:nth-of-type(1)", "section > ul > li:nth-of-type(2)", "S$40.00", False),
    ],
)
def test_a_list_of_other_products_ends_with_what_holds_it(
    title: str, tile: str, own: str, amount: str, counts: bool
) -> None:
    def path(end: str, around: str = _STRIP) -> str:
        return end if end.startswith("#") else f"{around} > {end}"

    here = path(own, _STRIP if own.startswith("section") else "body > main > div:nth-of-type(2)")
    page = build.reading(
        title="Oak desk",
        headings=(build.heading("Oak desk"),),
        blocks=(
            build.block("Customers also bought", tag="h2", selector=path(title)),
            build.block("Desk lamp S$8.00", tag="div", selector=path(tile)),
            build.block(amount, tag="div", selector=here),
            build.block("Oak desk", tag="h1", selector="body > main > h1"),
        ),
    )
    assert (2 not in item_place(page).others) == counts
    assert 1 in item_place(page).others


def test_a_list_below_an_id_ends_where_the_page_goes_on_without_one() -> None:
    page = build.reading(
        title="Oak desk",
        headings=(build.heading("Oak desk"),),
        blocks=(
            build.block("你可能还喜欢", tag="h2", selector="#strip > div > h2"),
            build.block("台灯 ¥80.00", tag="div", selector="#strip > div > ul > li:nth-of-type(1)"),
            build.block("¥400.00", tag="div", selector="body > div:nth-of-type(3) > p"),
            build.block("Oak desk", tag="h1", selector="body > h1"),
        ),
    )
    assert item_place(page).others == {0, 1}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Brez DDV: 82,00 €", "net"),
        ("exkl. moms 799 kr", "net"),
        ("82,00 € bez PDV", "net"),
        ("799 TL KDV hariç", "net"),
        ("100,00 € sis. ALV", "gross"),
        ("999 kr inkl. moms", "gross"),
        ("1 200 ₽ с НДС", "gross"),
        ("100,00 € με ΦΠΑ", "gross"),
        ("999 TL KDV dahil", "gross"),
        ("100,00 €", ""),
    ],
)
def test_with_or_without_tax_is_told_in_many_languages(text: str, side: str) -> None:
    (amount,) = find_amounts(text)
    assert price_words.tax_side(text, amount) == side


def _item(*texts: str, **over: Any) -> Reading:
    name = build.block("Oolong tea", tag="h1", selector="h1")
    lines = (
        build.block(t, box=(10, 60 + 30 * i, 300, 20), selector=f"p:nth-of-type({i + 1})") for i, t in enumerate(texts)
    )
    return _page(headings=(Heading(1, "Oolong tea", True, (10, 10, 300, 20), "h1"),), blocks=(name, *lines), **over)


def test_the_same_price_without_tax_makes_the_one_with_it_no_less_sure() -> None:
    alone = item_price(_item("S$109.00"))
    both = item_price(_item("S$109.00", "Excl. GST S$100.00"))
    other = item_price(_item("S$109.00", "S$100.00"))
    assert alone is not None
    assert both is not None
    assert other is not None
    assert both.confidence == alone.confidence > other.confidence


@pytest.mark.parametrize("words", ["approx. US$30.10", "About US$30.10", "(≈ US$30.10)", "约 US$30.10"])
def test_what_a_price_comes_to_in_another_currency_is_not_the_price(words: str) -> None:
    found = item_price(_item("S$39.90", words))
    assert found is not None
    assert found.money.amount == Decimal("39.90")
    assert item_price(_item(words)) is None


@pytest.mark.parametrize(
    ("others", "amount"),
    [(("$4.250", "$18.900", "$1.099"), "3499"), (("$4.250",), None), (("$4.250", "$18.900", "$1.099", "$2.50"), None)],
)
def test_thousands_are_parted_by_points_where_the_whole_page_does_so(
    others: tuple[str, ...], amount: str | None
) -> None:
    elsewhere = tuple(build.block(t, area="footer", selector=f"#f{i}") for i, t in enumerate(others))
    page = _item("$3.499")
    found = item_price(replace(page, blocks=page.blocks + elsewhere), "ARS")
    assert (str(found.money.amount) if found else None) == amount


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("Folding bike - S$250 (Tampines)", "250"), ("S$15 · Desk lamp", "15"), ("旧书桌 | S$80", "80"),
        ("S$50 Gift Card", None), ("Fits S$2 coins", None),
    ],
)  # fmt: skip
def test_a_price_that_a_title_sets_apart_is_the_price_where_no_other_is_shown(name: str, amount: str | None) -> None:
    heading = Heading(1, name, True, (10, 10, 300, 20), "h1")
    blocks = (build.block(name, tag="h1", selector="h1", font_px=28.0), build.block("Collection at Bedok", tag="p"))
    found = item_price(build.reading(title=name, headings=(heading,), blocks=blocks))
    assert (str(found.money.amount) if found else None) == amount


@pytest.mark.parametrize(("other", "name"), [("Deals of the week", "Oak reading desk"), ("今日特价", "橡木 书桌 送灯")])
def test_the_heading_that_says_what_the_title_says_is_the_name_though_another_is_the_main_one(
    other: str, name: str
) -> None:
    headings = (Heading(1, other, True, (0, 0, 100, 30), "#deal"), Heading(2, name, True, (0, 500, 100, 30), "#name"))
    blocks = (build.block(other, selector="#deal"), build.block(name, selector="#name"))
    place = item_place(build.reading(title=f"{name} - Desk House", headings=headings, blocks=blocks))
    assert place.named == headings[1]
