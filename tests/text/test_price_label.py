"""An amount and its label are one thing, wherever both stand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.model.fact import SURE
from casetrust_audit.model.reading import Option, Reading, TextBlock, TextRun
from casetrust_audit.text.item_price import ItemPrice, item_price
from tests import build

NAME = build.block("Walnut tray", tag="h1", selector="h1", box=(10, 10, 400, 40), font_px=32.0)


def _run(text: str, **over: Any) -> TextRun:
    return TextRun(text, **(dict[str, Any](font_px=16.0, weight=400, strike=False, visible=True, contrast=12.0) | over))


def _page(*blocks: TextBlock, **over: Any) -> Reading:
    over.setdefault("buttons", (build.button("Add to cart", box=(10, 400, 160, 44)),))
    return build.reading(
        build.SITE + "/p/tray",
        title="Walnut tray",
        headings=(build.heading("Walnut tray"),),
        blocks=(NAME, *blocks),
        **over,
    )


def _stacked(*texts: str, **over: Any) -> Reading:
    return _page(*(build.block(t, box=(10, 60 + 30 * n, 300, 20)) for n, t in enumerate(texts)), **over)


def _in_row(label: str, amount: str) -> Reading:
    return _page(
        build.block(label, tag="div", box=(10, 60, 120, 20)), build.block(amount, tag="div", box=(140, 60, 90, 20))
    )


def _amount(reading: Reading) -> Decimal | None:
    found = item_price(reading)
    return found.money.amount if found else None


LABELS = [
    "Postage",
    "Booking fee",
    "Instant rebate",
    "Delivery from",
    "Your savings",
    "Estimated shipping",
    "Total saving",
]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_in_an_element_of_its_own_keeps_its_amount(label: str) -> None:
    parted = build.block(f"{label} S$8.00", box=(10, 60, 300, 20), runs=(_run(label), _run("S$8.00", weight=700)))
    assert _amount(_page(parted)) is None
    assert _amount(_page(parted, build.block("S$46.00", box=(10, 90, 300, 20)))) == 46


@pytest.mark.parametrize("label", LABELS)
def test_a_label_in_the_cell_beside_or_the_line_above_keeps_its_amount(label: str) -> None:
    assert _amount(_in_row(label, "S$8.00")) is None
    assert _amount(_stacked(label, "S$8.00")) is None


def test_the_head_of_a_column_names_what_stands_under_it() -> None:
    cells = [("Shipping", "th", 10, 60), ("Price", "th", 160, 60), ("S$8.00", "td", 10, 90), ("S$46.00", "td", 160, 90)]
    blocks = (
        build.block(t, tag=tag, selector=f"table > tbody > tr > {tag}[{n}]", box=(x, y, 140, 20))
        for n, (t, tag, x, y) in enumerate(cells)
    )
    assert _amount(_page(*blocks)) == 46


@pytest.mark.parametrize(
    "line",
    [
        "3-year warranty", "Collect 46 points", "Packed in a gift box", "Members get cashback",
        "Interest-free instalments",
        "Ships from our studio", "Pay later with Klarna", "1 year warranty by the maker",
    ],
)  # fmt: skip
def test_a_line_that_says_something_else_leaves_the_price_alone(line: str) -> None:
    assert _amount(_stacked(line, "S$46.00")) == 46
    assert _amount(_stacked("S$46.00", line)) == 46


def test_a_line_below_tells_of_instalments_and_beside_makes_a_rate() -> None:
    assert _amount(_stacked("S$46.00", "x 3 months with Atome")) == 46
    assert _amount(_stacked("S$46.00", "per month")) is None


def test_words_between_two_amounts_announce_the_second() -> None:
    assert _amount(_stacked("You save S$9.00 Now S$46.00")) == 46
    assert _amount(_stacked("S$46.00 Your saving: S$9.00")) == 46


@pytest.mark.parametrize("unseen", ["Original price was:", "Regular price", "RRP", "原价"])
def test_a_former_price_named_for_those_who_hear_the_page_is_none(unseen: str) -> None:
    former = build.block(unseen, visible=False, box=(0, 0, 0, 0)), build.block("S$60.00", box=(10, 60, 90, 20))
    found = item_price(_page(*former, build.block("S$46.00", box=(10, 90, 90, 20))))
    assert found is not None
    if unseen != "Regular price":  # alone, that is simply the price
        assert [found.money.amount, found.was.amount if found.was else None] == [Decimal(46), Decimal(60)]


@pytest.mark.parametrize("other", ["Subscribe & save", "Auto-ship", "Deliver every 4 weeks", "订阅"])
def test_the_price_of_buying_once_is_the_price(other: str) -> None:
    once, often = build.block("One-time purchase S$46.00", tag="label"), build.block(f"{other} S$39.00", tag="label")
    for order in ((once, often), (often, once)):
        blocks = (replace(b, box=(10, 60 + 30 * n, 300, 20)) for n, b in enumerate(order))
        assert _amount(_page(*blocks)) == 46
    assert _amount(_stacked("Subscription S$39.00")) == 39


def _told(reading: Reading) -> tuple[str, bool]:
    found: ItemPrice | None = item_price(reading)
    assert found is not None
    return f"{found.money.amount}", found.confidence >= SURE


@pytest.mark.parametrize(
    "text", ["S$46 Buy now", "Buy now – S$46", "Add to basket • S$46", "Add to cart S$46"],
)  # fmt: skip
def test_the_price_may_stand_in_what_buys(text: str) -> None:
    pressed = build.block(text, tag="button", selector="main > button", box=(10, 60, 200, 40))
    button = build.button(text, selector="main > button", box=(10, 60, 200, 40))
    assert _told(_page(pressed, buttons=(button,)))[0] == "46"
    linked = build.block(text, selector="main > p", box=(10, 60, 200, 40))
    link = build.link("/cart/add?id=7", text, selector="main > p > a", box=(10, 60, 200, 40))
    assert _told(_page(linked, buttons=(), links=(link,)))[0] == "46"


@pytest.mark.parametrize(
    ("text", "amount"), [("S$18.50 per metre", "18.50"), ("S$7.20 / pair", "7.20"), ("S$9 per box", "9")]
)
def test_what_is_sold_by_the_piece_or_metre_has_that_price_with_less_certainty(text: str, amount: str) -> None:
    found = item_price(_stacked(text))
    assert found is not None
    assert (str(found.money.amount), found.confidence < 0.8) == (amount, True)
    assert _amount(_stacked(text, "S$46.00")) == 46


@pytest.mark.parametrize("text", ["S$1.20 per 100 g", "S$0.40/tablet", "S$5 per month"])
def test_what_only_compares_is_no_price(text: str) -> None:
    assert item_price(_stacked(text)) is None


def _select(name: str, *texts: str, chosen: int = 0) -> Any:
    options = tuple(Option(t, str(n), n == chosen, False) for n, t in enumerate(texts))
    return build.field(name, tag="select", type="select", options=options, box=(10, 90, 200, 30))


def test_the_price_may_stand_in_the_list_of_variants() -> None:
    sizes = _select("size", "Small – S$46.00", "Large – S$62.00", chosen=1)
    found = item_price(_page(loose_fields=(sizes,)))
    assert found is not None
    assert (found.money.amount, found.kind, found.block.selector) == (Decimal(62), "single", sizes.selector)
    ask = item_price(_page(loose_fields=(_select("size", "Choose a size", "Small – S$46.00", "Large – S$62.00"),)))
    assert ask is not None
    assert (ask.money.amount, ask.kind) == (Decimal(46), "from")


@pytest.mark.parametrize(
    "field",
    [
        _select("size", "Small", "Large +S$6.00"), _select("shipping", "Courier S$6.00", "Pickup"),
        _select("price range", "Below S$50", "Below S$90"), _select("colour", "Oak", "Ash"),
    ],
)  # fmt: skip
def test_other_lists_hold_no_price(field: Any) -> None:
    assert item_price(_page(loose_fields=(field,))) is None


def test_the_name_is_found_where_no_heading_bears_it() -> None:
    name = replace(NAME, tag="div", selector="div.name")
    blocks = (name, build.block("S$46.00", box=(10, 60, 90, 20)))
    found = item_price(build.reading(build.SITE + "/p/tray", title="Walnut tray – Oak House", blocks=blocks))
    assert found is not None
    assert found.money.amount == 46
