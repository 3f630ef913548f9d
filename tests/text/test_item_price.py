from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.model.fact import SURE
from casetrust_audit.model.reading import Reading, TextBlock, TextRun
from casetrust_audit.text.item_price import ItemPrice, item_price, other_amounts, page_currency
from tests import build

HEADING = build.heading("Oolong tea")


def _run(text: str, **over: Any) -> TextRun:
    values: dict[str, Any] = dict(font_px=20.0, weight=400, strike=False, visible=True, contrast=12.0)
    return TextRun(text, **(values | over))


def _at(y: float, text: str, *runs: TextRun, **over: Any) -> TextBlock:
    return build.block(text, box=(10, y, 300, 20), **({"runs": runs} if runs else {}), **over)


def _page(*blocks: TextBlock, **over: Any) -> Reading:
    over.setdefault("headings", (HEADING,))
    over.setdefault("buttons", (build.button("Add to cart", box=(10, 200, 160, 44)),))
    return build.reading(build.SITE + "/p/oolong", blocks=blocks, **over)


def _price(*blocks: TextBlock, **over: Any) -> ItemPrice:
    found = item_price(_page(*blocks, **over))
    assert found is not None
    return found


def _amount(*blocks: TextBlock, **over: Any) -> Decimal:
    return _price(*blocks, **over).money.amount


def test_the_amount_below_the_name_is_the_price() -> None:
    found = _price(_at(60, "S$12.90", font_px=24.0))
    assert (found.money.amount, found.money.currency, found.kind) == (Decimal("12.90"), "SGD", "single")
    assert found.was is None


def test_the_amount_that_stands_out_wins() -> None:
    assert _amount(_at(60, "S$12.90", font_px=28.0), _at(90, "Sampler S$3.00", font_px=12.0)) == Decimal("12.90")


@pytest.mark.parametrize(
    "text",
    [
        "Delivery S$8.00", "Free delivery above S$60", "Shipping: S$4.50", "Save S$5.00", "Subtotal S$20.00",
        "Total: S$99.00", "Your cart: S$45.00", "3 payments of S$4.30", "S$2.50 per 100g", "Handling fee S$1.50",
        "Gift wrapping voucher S$5", "Min. spend S$30", "-S$5.00", "S$0.00", "Deposit S$50.00", "S$5 off",
        "Delivery S$4.00, free from S$60", "Used for S$6.00", "S$4.30 a month", "Orders over S$60", "+S$4.00",
    ],
)  # fmt: skip
def test_other_amounts_of_the_page_are_not_the_price(text: str) -> None:
    assert item_price(_page(_at(60, text))) is None
    assert _amount(_at(60, text, font_px=30.0), _at(90, "S$12.90")) == Decimal("12.90")


@pytest.mark.parametrize(
    ("text", "kind"), [("From S$12.90", "from"), ("S$12.90 – S$15.00", "range"), ("S$9", "single")]
)
def test_how_the_price_is_stated_is_told(text: str, kind: str) -> None:
    assert _price(_at(60, text)).kind == kind


def test_a_struck_price_is_what_it_was() -> None:
    found = _price(_at(60, "S$20.00 S$15.00", _run("S$20.00", strike=True), _run("S$15.00")))
    assert found.was is not None
    assert (found.money.amount, found.was.amount) == (Decimal(15), Decimal(20))


@pytest.mark.parametrize(("was", "now"), [("S$15.00", "S$5.00"), ("S$129.90", "S$29.90"), ("S$1,200.00", "S$200.00")])
def test_digits_that_also_stand_in_the_struck_price_do_not_strike_the_live_one(was: str, now: str) -> None:
    found = _price(_at(60, f"{was} {now}", _run(was, strike=True), _run(now)))
    assert str(found.money) == now
    assert str(found.was) == was


def test_a_badge_before_the_price_that_shares_its_digits_is_not_its_run() -> None:
    found = _price(_at(60, "15% less now S$5", _run("15% less now", font_px=8.0), _run("S$5", font_px=28.0)))
    assert found.run is not None
    assert (found.run.text, found.money.amount) == ("S$5", Decimal(5))


def test_a_price_in_parts_is_one_price() -> None:
    found = _price(_at(60, "S$12.90", _run("S$"), _run("12", font_px=30.0), _run("90", font_px=12.0)))
    assert found.money.amount == Decimal("12.90")
    assert found.run is not None
    assert found.run.font_px == 30.0


def test_words_say_what_the_price_was() -> None:
    found = _price(_at(60, "S$15.00", font_px=24.0), _at(90, "Usual price S$20.00"))
    assert found.was is not None
    assert (found.money.amount, found.was.amount) == (Decimal(15), Decimal(20))


def test_a_struck_price_far_away_belongs_to_something_else() -> None:
    assert _price(_at(60, "S$15.00"), _at(1500, "S$99.00", strike=True)).was is None


def test_only_a_struck_price_is_none() -> None:
    assert item_price(_page(_at(60, "S$20.00", strike=True))) is None


@pytest.mark.parametrize(
    "over", [{"visible": False}, {"area": "header"}, {"area": "footer"}, {"area": "nav"}, {"font_px": 6.0}]
)
def test_what_is_not_shown_in_the_main_part_is_not_the_price(over: dict[str, Any]) -> None:
    assert item_price(_page(_at(60, "S$12.90", **over))) is None


def test_the_price_of_another_product_is_not_the_items() -> None:
    other = build.card("/p/other", "Other", "S$5.00", box=(0, 500, 400, 300))
    assert item_price(_page(_at(600, "S$5.00", font_px=40.0), cards=(other,))) is None
    assert _amount(_at(600, "S$5.00", font_px=40.0), _at(60, "S$12.90"), cards=(other,)) == Decimal("12.90")


def test_a_card_of_the_page_itself_does_not_hide_its_price() -> None:
    own = build.card("/p/oolong?variant=2", "Oolong", "S$12.90", box=(0, 0, 600, 300))
    assert _amount(_at(60, "S$12.90"), cards=(own,)) == Decimal("12.90")


def test_a_price_with_two_readings_is_not_taken() -> None:
    assert item_price(_page(_at(60, "1.299 €"))) is None


def test_without_any_amount_there_is_no_price() -> None:
    assert item_price(_page(_at(60, "Log in to see the price"))) is None
    assert item_price(build.reading()) is None


@pytest.mark.parametrize(
    ("over", "currency"),
    [
        ({"meta": {"og:price:currency": "sgd"}}, "SGD"),
        ({"meta": {"product:price:currency": "MYR"}}, "MYR"),
        ({"json_ld": ('{"offers": {"priceCurrency" : "USD"}}',)}, "USD"),
        ({"microdata": (("https://schema.org/Offer", "priceCurrency", "GBP"),)}, "GBP"),
        ({"blocks": (build.block("All prices in SGD"),)}, "SGD"),
        ({"blocks": (build.block("S$ 5.00"),)}, "SGD"),
        ({"blocks": (build.block("$5.00"),)}, ""),
        ({"blocks": (build.block("US$5.00"),)}, ""),
        ({"blocks": (build.block("S$5.00", visible=False),)}, ""),
    ],
)
def test_the_currency_of_a_page_is_what_it_states(over: dict[str, Any], currency: str) -> None:
    assert page_currency(build.reading(**over)) == currency


def test_a_bare_dollar_is_read_in_the_currency_of_the_page_and_marked_as_assumed() -> None:
    money = _price(_at(60, "$12.90"), meta={"og:price:currency": "SGD"}).money
    assert (money.currency, money.assumed) == ("SGD", True)


@pytest.mark.parametrize(
    ("text", "other"),
    [("Total: S$12.90", True), ("12.90", True), ("Delivery S$8.00", False), ("No price here", False), ("", False)],
)
def test_an_amount_that_may_be_the_price_is_noticed(text: str, other: bool) -> None:
    assert other_amounts(_page(_at(60, text))) is other


def test_a_bare_dollar_and_a_list_entry_leave_the_amount_sure() -> None:
    struck = _at(110, "$24.00", _run("$24.00", strike=True), tag="span")
    now = _at(130, "On sale: $19.00", _run("On sale:"), _run("$19.00"), tag="li")
    found = _price(struck, now)
    assert (found.money.amount, found.was and found.was.amount) == (Decimal("19.00"), Decimal("24.00"))
    assert found.money.currency == ""
    assert found.confidence >= SURE


def test_a_sign_in_an_element_of_its_own_keeps_the_price_apart_from_the_saving_beside_it() -> None:
    runs = (_run("S$", strike=True), _run("12.90", strike=True), _run("S$"), _run("9.90"), _run("Save 23%"))
    found = _price(_at(60, "S$12.90 S$9.90 Save 23%", *runs))
    assert (found.money.amount, found.was and found.was.amount) == (Decimal("9.90"), Decimal("12.90"))


@pytest.mark.parametrize("level", [2, 3, 4])
def test_where_no_main_heading_is_the_one_over_the_button_names_the_item(level: int) -> None:
    def head(y: float, text: str, rank: int) -> TextBlock:
        return _at(y, text, tag=f"h{rank}", selector=f"#h{y:.0f}")

    own, all_of_them = (_at(y, "Buy", tag="button", selector=f"#buy{y}") for y in (200, 440))
    choices = (_at(100 + 5 * n, f"{n}00 g") for n in range(1, 15))
    blocks: tuple[TextBlock, ...] = (
        _at(20, "Home"),
        head(40, "Oolong tea, spring", level),
        _at(60, "S$12.90"),
        head(90, "Weight", 5),
    )
    blocks += (*choices, own, head(400, "Deal of the day", level), _at(420, "S$31.00"), all_of_them)
    buttons = tuple(build.button("Add to cart", selector=b.selector, box=b.box) for b in (own, all_of_them))
    assert _amount(*blocks, headings=(), buttons=buttons) == Decimal("12.90")


@pytest.mark.parametrize(("first", "second"), [("S$12.90", "S$18.00"), ("S$18.00", "S$12.90")])
def test_two_amounts_alone_in_one_block_are_what_it_costs_and_what_it_was(first: str, second: str) -> None:
    found = _price(_at(60, f"{first} {second}", _run(first), _run(second)))
    assert found.was is not None
    assert (found.money.amount, found.was.amount) == (Decimal("12.90"), Decimal("18.00"))
    assert not found.was_told


@pytest.mark.parametrize(
    ("former", "price"),
    [
        (("MRP:", "₹500"), ("Deal price:", "₹300")), (("定价", "¥500"), ("售价", "¥300")),
        (("市场价：", "¥500"), ("本店价：", "¥300")), (("价格", "¥500"), ("促销价", "¥300")),
        (("De:", "R$ 500"), ("Por:", "R$ 300")), (("Harga asli", "Rp 500"), ("Harga", "Rp 300")),
        (("Tavahind:", "500 €"), ("Hind:", "300 €")), (("Maximum retail price", "₹500"), ("Now", "₹300")),
    ],
)  # fmt: skip
def test_labels_of_a_former_price_in_many_languages(former: tuple[str, str], price: tuple[str, str]) -> None:
    blocks = [_at(60 + 30 * n, " ".join(parts), *map(_run, parts)) for n, parts in enumerate((former, price))]
    found = _price(*blocks)
    assert found.was is not None
    assert (found.money.amount, found.was.amount) == (Decimal(300), Decimal(500))


@pytest.mark.parametrize("parts", [("定价", "¥500"), ("MRP:", "₹500"), ("通常価格", "500円"), ("Tavahind:", "500 €")])
def test_a_list_price_alone_is_the_price(parts: tuple[str, str]) -> None:
    assert _amount(_at(60, " ".join(parts), *map(_run, parts))) == Decimal(500)
