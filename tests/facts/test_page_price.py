from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.page_price import PagePrice, page_price, stated_prices
from casetrust_audit.model.fact import SURE
from casetrust_audit.model.reading import Heading, Reading, TextBlock, TextRun
from tests import build

HEADING = build.heading("Oolong tea, 100 g")


def _run(text: str, **over: Any) -> TextRun:
    values: dict[str, Any] = dict(font_px=16.0, weight=400, strike=False, visible=True, contrast=12.0)
    return TextRun(text, **(values | over))


def _page(*texts: str | TextBlock, **over: Any) -> Reading:
    """The item's name, then blocks one below the other, then the button."""
    column = [build.block("Oolong tea, 100 g", tag="h1", selector="h1", box=(10, 10, 400, 40), font_px=32.0)]
    for text in texts:
        block = build.block(text) if isinstance(text, str) else text
        y = 60.0 + 30 * len(column)
        spot: dict[str, Any] = dict(box=(10, y, 300, 20), selector=f"main > :nth-child({len(column)})")
        column.append(replace(block, **spot))
    y = 90.0 + 30 * len(column)
    column.append(build.block("Add to cart", tag="button", selector="main > button", box=(10, y, 160, 44)))
    over.setdefault("buttons", (build.button("Add to cart", selector="main > button", box=(10, y, 160, 44)),))
    over.setdefault("headings", (HEADING,))
    over.setdefault("title", "Oolong tea, 100 g | Tea shop")
    return build.reading(build.SITE + "/p/oolong", blocks=tuple(column), **over)


def _ld(price: str = "12.90", currency: str = "SGD", **offer: str) -> tuple[str, ...]:
    data = {"@type": "Product", "name": "Oolong tea, 100 g",
            "offers": {"@type": "Offer", "price": price, "priceCurrency": currency, **offer}}  # fmt: skip
    return (json.dumps(data),)


def _told(found: PagePrice) -> tuple[str, str, str]:
    price, was = found.price, found.list_price
    return (
        f"{price.amount.normalize():f} {price.currency}" if price else "",
        found.kind,
        f"{was.amount.normalize():f}" if was else "",
    )


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("S$12.90",), ("12.9 SGD", "single", "")),
        (("From S$12.90",), ("12.9 SGD", "from", "")),
        (("S$12.90 – S$25.00",), ("12.9 SGD", "range", "")),
        (("Price range: S$12.90 through S$25.00",), ("12.9 SGD", "range", "")),
        (("S$12.90", "Shipping", "S$5.00"), ("12.9 SGD", "single", "")),
        (("S$12.90", "S$2.15", "/mo.", "suggested payments with 6-month financing"), ("12.9 SGD", "single", "")),
        (("S$12.90 or 3 payments of S$4.30",), ("12.9 SGD", "single", "")),
        (("S$12.90 + free shipping",), ("12.9 SGD", "single", "")),
        (("39,99 € inkl. 19% MwSt. zzgl. Versandkosten",), ("39.99 EUR", "single", "")),
        (("ab 39,99 €",), ("39.99 EUR", "from", "")),
        (("29,90 € TTC, livraison incluse",), ("29.9 EUR", "single", "")),
        (("UVP 49,99 €", "39,99 €"), ("39.99 EUR", "single", "49.99")),
        (("S$25.00 S$20.00 Sale",), ("20 SGD", "single", "25")),
        (("S$25.00", "S$20.00", "Save 20%"), ("20 SGD", "single", "25")),
        (("Regular price S$25.00 Sale price S$20.00",), ("20 SGD", "single", "25")),
        (("Regular price S$25.00",), ("25 SGD", "single", "")),
        (("Special Price S$20.00", "Regular Price S$25.00"), ("20 SGD", "single", "25")),
        (("Original price was: S$25.00. Current price is: S$20.00.",), ("20 SGD", "single", "25")),
        (("£10.00 ex VAT", "£12.00 inc VAT"), ("12 GBP", "single", "")),
        (("£12.00 inc VAT (£10.00 ex VAT)",), ("12 GBP", "single", "")),
        (("S$12.90 S$12.90/100g",), ("12.9 SGD", "single", "")),
        (("S$12.90", "Earn S$0.65 in rewards"), ("12.9 SGD", "single", "")),
        (("S$12.90", "Gift wrap +S$4.00"), ("12.9 SGD", "single", "")),
        (("US$9.50", "S$12.90"), ("12.9 SGD", "single", "")),
        (("S$12.90", "Used from S$6.00"), ("12.9 SGD", "single", "")),
        (("1 299 ₽", "Доставка от 300 ₽"), ("1299 RUB", "single", "")),
        (("￥3,980 (税込)", "送料 ￥600"), ("3980 JPY", "single", "")),
        (("原价 ¥299.00", "现价 ¥199.00"), ("199 CNY", "single", "299")),
    ],
)  # fmt: skip
def test_the_price_is_told_from_what_stands_beside_it(texts: tuple[str, ...], told: tuple[str, str, str]) -> None:
    lang = {"￥": "ja", "原": "zh-CN"}.get(texts[0][0], "en")
    assert _told(page_price(_page(*texts, lang=lang))) == told


@pytest.mark.parametrize(
    "texts",
    [
        ("No longer available", "Used for S$9.00"),
        ("Earn S$0.65 in rewards",),
        ("As low as S$4.30/mo",),
        ("Free delivery over S$60",),
        ("Extended warranty S$20.00",),
        ("You may also like", "Green tea", "S$8.00"),
        ("Cart", "S$0.00"),
        ("Out of stock",),
    ],
)
def test_amounts_of_something_else_make_no_price(texts: tuple[str, ...]) -> None:
    found = page_price(_page(*texts))
    assert (found.price, found.kind) == (None, "none")


def test_what_the_style_alone_parts_is_parted() -> None:
    joined = build.block("$111.99$141.9921% Off", runs=(_run("$111.99"), _run("$141.99"), _run("21% Off")))
    assert _told(page_price(_page(joined, lang="en-US"))) == ("111.99 USD", "single", "141.99")
    raised = build.block("S$1290", runs=(_run("S$12", font_px=30.0), _run("90", font_px=14.0)))
    assert _told(page_price(_page(raised))) == ("12.9 SGD", "single", "")


def test_data_without_a_shown_amount_is_no_shown_price() -> None:
    found = page_price(_page("Lovely leaves", json_ld=_ld()))
    assert (found.price, found.kind, found.raw) == (None, "none", "")
    assert found.confidence < 0.7
    assert any("data has a price" in line for line in found.why)


def test_an_amount_that_equals_the_data_is_preferred_and_nearly_sure() -> None:
    texts = ("S$15.00", "S$12.90", "S$18.00")
    found = page_price(_page(*texts, json_ld=_ld()))
    assert found.price is not None
    assert found.price.amount == Decimal("12.90")
    assert found.confidence >= 0.9
    assert page_price(_page(*texts)).confidence < 0.7
    assert page_price(_page("S$15.00", json_ld=_ld())).confidence < 0.7


@pytest.mark.parametrize(
    "over",
    [
        {"json_ld": _ld()},
        {"meta": {"og:price:amount": "12.90"}},
        {"meta": {"product:price:amount": "S$12.90"}},
        {"microdata": (("https://schema.org/Offer", "price", "12,90 €"),)},
    ],
)
def test_prices_are_read_from_every_kind_of_data(over: dict[str, Any]) -> None:
    assert stated_prices(_page(**over)) == (Decimal("12.90"),)


def test_data_of_other_products_is_not_the_items() -> None:
    products = [
        json.dumps({"@type": "Product", "name": n, "offers": {"price": "5.00"}}) for n in ("Kettle", "Green cup")
    ]
    assert stated_prices(_page("S$12.90", json_ld=tuple(products))) == ()


@pytest.mark.parametrize(
    ("url", "lang", "meta", "currency", "assumed"),
    [
        ("https://tea.test/p", "en", {"og:price:currency": "SGD"}, "SGD", False),
        ("https://tea.sg/p", "en", {}, "SGD", True),
        ("https://tea.com.au/p", "en", {}, "AUD", True),
        ("https://tea.com/p", "en-CA", {}, "CAD", True),
        ("https://tea.com/p", "en", {}, "USD", True),
    ],
)
def test_a_bare_dollar_is_the_pages_or_else_likely(
    url: str, lang: str, meta: dict[str, str], currency: str, assumed: bool
) -> None:
    found = page_price(replace(_page("$12.90", lang=lang, meta=meta), url=url))
    assert found.price is not None
    assert (found.price.currency, found.price.assumed, found.currency_assumed) == (currency, True, assumed)


def test_the_shops_currency_is_taken_where_it_is_known() -> None:
    found = page_price(_page("$12.90"), "SGD")
    assert (str(found.price), found.currency_assumed) == ("S$12.90", False)


def test_a_number_without_a_currency_counts_surely_only_where_the_data_says_the_same() -> None:
    named = page_price(_page("Price: 12.90"))
    assert (_told(named)[0], named.currency_assumed, named.confidence < SURE) == ("12.9 USD", True, True)
    assert page_price(_page("Rating 12.90")).price is None
    assert _told(page_price(_page("Price: 12.90", json_ld=_ld()))) == ("12.9 SGD", "single", "")


def test_an_item_for_nothing_is_free() -> None:
    assert _told(page_price(_page("$0", lang="en-US"))) == ("0 USD", "free", "")
    assert page_price(_page("Free", lang="en-US")).kind == "free"
    assert page_price(_page("Free shipping", lang="en-US")).kind == "none"


def test_a_page_that_asks_first_needs_interaction() -> None:
    found = page_price(_page("Log in to see the price"))
    assert (found.price, found.kind) == (None, "needs_interaction")
    assert found.confidence >= 0.7


def test_an_item_that_is_not_displayed_is_told_as_such() -> None:
    price = build.block("S$12.90", visible=False, runs=(_run("S$12.90", visible=False),))
    hidden = (Heading(1, "Oolong tea, 100 g", False, (0, 0, 0, 0), "h1"),)
    page = _page(price, headings=hidden, json_ld=_ld())
    found = page_price(page)
    assert (str(found.price), found.shown) == ("S$12.90", False)
    assert page_price(_page(price, json_ld=_ld())).price is None  # the item is displayed, the price is not


def test_an_amount_among_other_products_is_taken_only_where_the_data_says_so() -> None:
    card = build.card("/seller", "Leaf Traders", "S$12.90", box=(0, 85, 600, 30))
    blocks = ("S$12.90",)
    assert page_price(_page(*blocks, cards=(card,))).price is None
    found = page_price(_page(*blocks, cards=(card,), json_ld=_ld()))
    assert str(found.price) == "S$12.90"
    assert found.confidence < 0.7


def test_an_amount_loosely_tied_to_the_item_does_not_stand_against_the_data() -> None:
    filler = [f"Fact {'i' * number}" for number in range(1, 13)]
    far = _page(*filler, "S$9.00", *filler, json_ld=_ld(), buttons=())
    assert page_price(far).price is None
    assert page_price(far).confidence < 0.7
    assert str(page_price(_page("S$9.00", json_ld=_ld())).price) == "S$9.00"


def test_where_it_stands_and_why_are_told() -> None:
    found = page_price(_page("S$12.90"))
    assert (found.raw, found.selector, found.box) == ("S$12.90", "main > :nth-child(1)", (10, 90.0, 300, 20))
    assert any("below the item's name" in line for line in found.why)


def test_an_empty_page_has_no_price() -> None:
    assert page_price(build.reading()).kind == "none"


@pytest.mark.parametrize("text", ["58.00", "12,90", "Deposit S$30.00", "S$4.90 a month", "Members earn S$2.00"])
def test_that_there_is_no_price_is_not_sure_where_an_amount_was_left_out(text: str) -> None:
    found = page_price(_page(text))
    assert found.price is None
    assert found.confidence < SURE


@pytest.mark.parametrize("text", ["Delivery S$4.00", "Free delivery above S$60", "Made of oak"])
def test_what_is_plainly_no_price_leaves_its_absence_sure(text: str) -> None:
    found = page_price(_page(text))
    assert (found.price, found.confidence >= SURE) == (None, True)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (("70.00", "MYR"), ("S$22.50", "About RM70.00")),
        (("22.50", "USD"), ("S$22.50",)),
        (("3200", "JPY"), ("S$22.50", "¥3200 in Japan")),
    ],
)
def test_the_data_does_not_outweigh_what_is_shown_in_another_currency(
    data: tuple[str, str], shown: tuple[str, ...]
) -> None:
    found = page_price(_page(*shown, json_ld=_ld(*data)))
    assert _told(found) == ("22.5 SGD", "single", "")
    assert not any("data says the same" in why for why in found.why)


@pytest.mark.parametrize("word", ["Free to play", "Free", "免费", "Play for free"])
def test_an_item_that_the_data_has_for_nothing_is_free_where_the_page_says_so(word: str) -> None:
    found = page_price(_page(word, "Soundtrack S$9.00", json_ld=_ld("0")))
    assert _told(found) == ("0 SGD", "free", "")


def test_two_amounts_of_one_line_are_a_pair_where_the_data_has_the_lower() -> None:
    assert _told(page_price(_page("S$12.90 S$20.00", json_ld=_ld()))) == ("12.9 SGD", "single", "20")


@pytest.mark.parametrize("text", ["Price: 298", "本店价：298", "Harga: 298.000"])
def test_a_number_called_a_price_leaves_doubt_whether_none_is_shown(text: str) -> None:
    found = page_price(_page(text))
    assert found.price is not None or found.confidence < SURE
    assert page_price(_page("Weight: 298")).confidence >= SURE


def test_nothing_in_a_cart_beside_the_page_is_no_free_item() -> None:
    sum_of_cart = replace(build.block("Summa 0 kr"), area="aside")
    found = page_price(_page("Coming soon", sum_of_cart, "Leave your address to hear of it", lang="sv"))
    assert (found.price, found.kind) == (None, "none")


def _pair(first: str, second: str) -> TextBlock:
    return build.block(f"{first} {second}", runs=(_run(first, font_px=28.0), _run(second)))


@pytest.mark.parametrize(
    ("first", "second", "price"),
    [
        ("¥239", "会员专享价¥227.10", "239 CNY"),
        ("S$23.90", "Members S$21.50", "23.9 SGD"),
        ("S$23.90", "with subscription S$20.30", "23.9 SGD"),
        ("S$23.90", "VIP: S$20.30", "23.9 SGD"),
    ],
)
def test_what_members_pay_is_no_reduction(first: str, second: str, price: str) -> None:
    assert _told(page_price(_page("On sale until Sunday", _pair(first, second)))) == (price, "single", "")
