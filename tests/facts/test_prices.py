from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

import casetrust_audit.facts.prices  # noqa: F401 - registers its facts
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Unknown, UnknownKind
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import TextBlock
from tests.build import SITE, block, button, card, heading, link, page
from tests.facts.shop_parts import fact_of, only, subjects, value


def _product(*texts: str, price: str = "S$12.90", path: str = "/p/tea", **over: Any) -> Page:
    """A product page with name, price and button."""
    blocks: list[TextBlock] = [block(price, box=(10, 60, 100, 30), font_px=26.0)] if price else []
    blocks += [block(t, box=(10, 250 + 30 * n, 400, 20)) for n, t in enumerate(texts)]
    over.setdefault("buttons", (button("Add to cart"),))
    return page("product", path, headings=(heading("Oolong tea"),), blocks=tuple(blocks), **over)


def _listing(*cards: Any, **over: Any) -> Page:
    return page("listing", "/all", cards=cards, **over)


# --- products ---


def test_a_product_with_its_price_is_told() -> None:
    fields = only("prices.products", _product())
    assert (fields["buyable"], fields["shown"], fields["shown_nowhere"], fields["on_request"]) == (
        True,
        True,
        False,
        False,
    )
    assert fields["price"] == Money(Decimal("12.90"), "SGD")
    assert fields["kind"] == "single"


def test_a_product_without_a_price_shows_none() -> None:
    fields = only("prices.products", _product(price=""))
    assert (fields["shown"], fields["shown_nowhere"], fields["kind"]) == (False, True, "none")
    assert isinstance(fields["price"], Unknown)


def test_a_range_is_told_as_one() -> None:
    assert only("prices.products", _product(price="S$12.90 – S$18.90"))["kind"] == "range"


def test_the_price_of_a_card_is_not_the_items() -> None:
    other = card("/p/other", "Other tea", "S$5.00", box=(0, 240, 400, 100))
    assert only("prices.products", _product("S$5.00", price="", cards=(other,)))["shown_nowhere"] is True


def test_an_amount_that_could_be_the_price_is_not_called_none() -> None:
    fields = only("prices.products", _product("Total for you: S$12.90", price=""))
    assert (fields["shown"], fields["shown_nowhere"]) == (False, False)


@pytest.mark.parametrize(
    "words", ["Log in to see prices", "Price on request", "Sign in to view price", "Call for price"]
)
def test_a_price_one_must_ask_for_is_told(words: str) -> None:
    assert only("prices.products", _product(words, price=""))["on_request"] is True


@pytest.mark.parametrize("href", ["", "javascript:void(0)", SITE + "/p/tea#", SITE + "/cart?add=7"])
@pytest.mark.parametrize("words", ["Add to cart", "加入购物车"])
def test_a_link_that_plays_the_button_makes_a_product_buyable(href: str, words: str) -> None:
    assert only("prices.products", _product(buttons=(), links=(link(href, words),)))["buyable"] is True


@pytest.mark.parametrize("href", ["https://elsewhere.test/p/9", SITE + "/p/tea"])
def test_a_link_to_buy_elsewhere_or_to_the_page_itself_does_not(href: str) -> None:
    assert only("prices.products", _product(buttons=(), links=(link(href, "Buy now"),)))["buyable"] is False


def test_a_sold_out_product_is_not_buyable() -> None:
    assert only("prices.products", _product(buttons=(button("Add to cart", disabled=True),)))["buyable"] is False
    assert only("prices.products", _product(buttons=()))["buyable"] is False


def test_a_price_missing_on_the_phone_is_not_shown_everywhere() -> None:
    phone = _product(price="", session="second-look", layout="phone")
    (subject,) = subjects("prices.products", _product(), phone)
    assert (subject.fields["shown"], subject.fields["shown_nowhere"]) == (False, False)
    assert {ref.session for ref in subject.evidence} == {"crawl", "second-look"}


def test_without_a_product_page_prices_are_unknown() -> None:
    for name in ("prices.products", "currency.stated"):
        assert isinstance(fact_of(name, page("home")), Unknown)


# --- listings ---


def test_a_listing_is_counted_by_its_priced_cards() -> None:
    cards = [card(f"/p/{n}", f"Tea {n}", *(["S$5.00"] if n else []), button="Add to cart") for n in range(10)]
    fields = only("prices.listings", _listing(*cards))
    assert (fields["cards"], fields["priced"], fields["most_priced"]) == (10, 9, True)
    assert only("prices.listings", _listing(*cards[:9]))["most_priced"] is False


def test_a_struck_price_alone_does_not_price_a_card() -> None:
    fields = only("prices.listings", _listing(card("/p/1", "A", struck=("S$9",)), card("/p/2", "B", "S$5")))
    assert fields["priced"] == 1


def test_cards_of_articles_and_of_the_footer_are_no_products() -> None:
    articles = [card(f"/blog/{n}", f"Post {n}") for n in range(3)]
    footer = [card(f"/p/{n}", f"Tea {n}", "S$5", area="footer") for n in range(3)]
    assert isinstance(fact_of("prices.listings", _listing(*articles, *footer)), Unknown)


# --- currency ---


@pytest.mark.parametrize(
    ("price", "meta", "stated"),
    [
        ("S$12.90", {}, "explicit"),
        ("SGD 12.90", {}, "explicit"),
        ("$12.90", {"og:price:currency": "SGD"}, "by-data"),
        ("$12.90", {}, "bare"),
    ],
)
def test_how_the_currency_is_stated(price: str, meta: dict[str, str], stated: str) -> None:
    assert value("currency.stated", _product(price=price, meta=meta)) == stated


def test_the_vaguest_product_counts_for_the_currency() -> None:
    assert value("currency.stated", _product(), _product(price="$5.00", path="/p/b")) == "bare"


# --- GST ---


@pytest.mark.parametrize(
    "words",
    ["S$12.90 + GST", "S$12.90 before GST", "S$30 (excl. GST)", "S$12.90 plus 9% GST", "S$12.90 exclusive of GST"],
)
def test_a_price_before_gst_is_found(words: str) -> None:
    assert value("gst.excluded_beside_price", _product(words)) is True


@pytest.mark.parametrize(
    "words",
    [
        "S$12.90 GST absorbed", "S$12.90 incl. GST", "S$12.90 nett", "Our GST number is M90367890X",
        "Overseas orders are before GST", "S$12.90, no GST", "S$12.90",
    ],
)  # fmt: skip
def test_other_words_on_gst_are_no_price_before_gst(words: str) -> None:
    assert isinstance(fact_of("gst.excluded_beside_price", _product(words)), Absent)


@pytest.mark.parametrize(
    "words",
    [
        "All prices on this site are shown before GST, which is added at checkout.",
        "Prices listed exclude GST.",
        "Our prices are quoted exclusive of Goods and Services Tax (GST).",
        "Displayed prices are subject to 9% GST.",
        "所有价格不含消费税。",
    ],
)
def test_prices_before_gst_are_told_by_a_policy_too(words: str) -> None:
    assert value("gst.excluded_told", _product(), page("terms", "/terms", words)) == words


@pytest.mark.parametrize(
    "words",
    [
        "All prices include GST.",
        "Prices for overseas orders exclude GST.",
        "Our wholesale prices are before GST.",
        "The delivery fee of S$5 is subject to GST.",
        "Taxes are calculated at checkout.",
    ],
)
def test_what_a_policy_says_of_other_prices_is_not_said_of_these(words: str) -> None:
    assert isinstance(fact_of("gst.excluded_told", _product(), page("terms", "/terms", words)), Absent)


def test_words_on_gst_in_the_footer_are_not_beside_a_price() -> None:
    foot = block("From S$5 + GST", area="footer")
    assert isinstance(fact_of("gst.excluded_beside_price", page("home", blocks=(foot,))), Absent)


@pytest.mark.parametrize("words", ["All prices include GST", "Prices are inclusive of GST", "GST absorbed"])
def test_that_prices_include_gst_is_found_anywhere(words: str) -> None:
    assert value("gst.included_stated", page("faq", "/faq", words)) is True


def test_silence_on_gst_is_absent() -> None:
    assert isinstance(fact_of("gst.included_stated", page("faq", "/faq", "Prices are in Singapore dollars")), Absent)
    assert isinstance(fact_of("gst.rates", page("faq", "/faq", "7% off everything")), Absent)


@pytest.mark.parametrize(
    ("words", "rate", "stale", "dated"),
    [
        ("Prices include 9% GST", "9", False, False),
        ("GST of 9% applies", "9", False, False),
        ("All prices include 7% GST", "7", True, False),
        ("GST (8%) is added", "8", True, False),
        ("prevailing GST rate of 8 %", "8", True, False),
        ("GST was 7% until 2022", "7", True, True),
        ("GST increased from 8% to 9%", "8", True, True),
        ("GST rose from 8% to 9% on 1 January 2024", "8", True, True),
        ("0% GST on exports", "0", False, False),
        ("Prices hold the prevailing 7% Goods and Services Tax", "7", True, False),
        ("Goods & Services Tax (GST) of 9% is included", "9", False, False),
        ("價格已含 9% 消費稅", "9", False, False),
    ],
)
def test_gst_rates_are_read_with_their_time(words: str, rate: str, stale: bool, dated: bool) -> None:
    fields = only("gst.rates", page("faq", "/faq", words))
    assert (fields["rate"], fields["stale"], fields["dated"]) == (Decimal(rate), stale, dated)


@pytest.mark.parametrize(
    "words",
    [
        "GST included. 7 % off today", "S$9.90 +GST Save 23%", "7 % off all teas, GST included", "No GST! 10% discount",
        "Subject to GST and 10% service charge", "GST registered since 2011", "GST voucher: 5% cashback",
    ],
)  # fmt: skip
def test_other_percentages_beside_gst_are_no_rates(words: str) -> None:
    assert isinstance(fact_of("gst.rates", page("faq", "/faq", words)), Absent)


def test_an_old_rate_in_the_news_is_history() -> None:
    assert only("gst.rates", page("other", "/blog/gst", "Prices include 7% GST"))["dated"] is True


# --- structured data ---


def _offer(price: object) -> tuple[str, ...]:
    return (json.dumps({"@type": "Product", "name": "Oolong tea", "offers": {"@type": "Offer", "price": price}}),)


@pytest.mark.parametrize(
    ("price", "agrees"), [("12.90", True), (12.9, True), ("12,90", True), ("15.00", False), ("1.29", False)]
)
def test_the_price_in_the_data_is_held_against_the_one_shown(price: object, agrees: bool) -> None:
    assert only("prices.data", _product(json_ld=_offer(price)))["agrees"] is agrees


@pytest.mark.parametrize("price", ["NaN", "Infinity", "ask us", ""])
def test_data_without_a_number_is_not_compared(price: str) -> None:
    assert isinstance(fact_of("prices.data", _product(json_ld=_offer(price))), Absent)


def test_a_range_is_not_compared_with_the_data() -> None:
    ranged = _product(price="S$12.90 – S$15.00", json_ld=_offer("12.90"))
    assert isinstance(fact_of("prices.data", ranged), Absent)


def test_addresses_of_one_product_are_one_subject() -> None:
    again = _product(path="/p/tea?utm_source=x", session="second-look")
    assert len(subjects("prices.products", _product(), again)) == 1
    assert SITE in again.url


# --- what is not sure is not judged by ---


def _rivals(**over: Any) -> Page:
    """Two amounts alike in all that tells which is the item's."""
    over.setdefault("buttons", ())
    blocks = tuple(block(t, box=(10, 300 + 40 * n, 100, 20)) for n, t in enumerate(("S$15.00", "S$19.00")))
    return page("product", "/p/tea", headings=(heading("Oolong tea"),), blocks=blocks, **over)


def test_a_price_with_a_rival_is_shown_but_unknown() -> None:
    fields = only("prices.products", _rivals())
    assert fields["shown"] is True
    assert fields["price"] == Unknown("it is not sure that S$15.00 is the item's price", UnknownKind.AMBIGUOUS)


def test_the_pages_data_settles_which_of_two_it_is() -> None:
    assert only("prices.products", _rivals(json_ld=_offer("15.00")))["price"] == Money(Decimal("15.00"), "SGD")


def test_data_that_differs_from_a_price_in_doubt_is_not_held_against_it() -> None:
    assert isinstance(only("prices.data", _rivals(json_ld=_offer("12.00")))["agrees"], Unknown)
    assert only("prices.data", _product(json_ld=_offer("12.00")))["agrees"] is False
    assert only("prices.data", _rivals(json_ld=_offer("15.00")))["agrees"] is True


def test_that_no_price_is_shown_is_not_said_of_a_page_read_in_part() -> None:
    fields = only("prices.products", _product(price="", truncated=True))
    assert isinstance(fields["shown_nowhere"], Unknown)


@pytest.mark.parametrize(
    "note",
    [
        "Prices shown are before 9% GST.", "All our prices exclude GST", "Our prices are exclusive of prevailing GST",
        "所有价格不含消费税",
    ],
)  # fmt: skip
def test_a_note_on_the_prices_counts_wherever_it_stands(note: str) -> None:
    far = block(note, box=(10, 1800, 600, 20))
    foot = block(note, area="footer", box=(10, 1900, 600, 20))
    for spot in (far, foot):
        shown = page("product", "/p/a", blocks=(block("S$12.90", box=(10, 60, 100, 30)), spot))
        assert value("gst.excluded_beside_price", shown) is True


def test_a_line_beside_the_price_counts_and_one_far_away_does_not() -> None:
    price = block("S$12.90", box=(10, 60, 100, 30))
    near, far = (block("Subject to GST", box=(10, y, 200, 20)) for y in (95, 900))
    assert value("gst.excluded_beside_price", page("product", "/p/a", blocks=(price, near))) is True
    assert isinstance(fact_of("gst.excluded_beside_price", page("product", "/p/a", blocks=(price, far))), Absent)


@pytest.mark.parametrize(
    "note", ["Stock up before GST increases!", "Buy before GST goes up", "Taxes calculated at checkout"]
)
def test_a_call_to_buy_before_a_rise_is_no_price_before_gst(note: str) -> None:
    price, near = block("S$12.90", box=(10, 60, 100, 30)), block(note, box=(10, 95, 200, 20))
    assert isinstance(fact_of("gst.excluded_beside_price", page("product", "/p/a", blocks=(price, near))), Absent)
