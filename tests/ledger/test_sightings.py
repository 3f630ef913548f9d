"""Every amount met on the way is a value with its role, its readings and its spot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.sightings import LONGEST_QUOTE, MOST_AT_STEP
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import TextBlock, TextRun
from casetrust_audit.model.result import Sighting, Trail
from casetrust_audit.report.json_format import schema
from tests.build import block, card, collection, heading, page
from tests.ledger.parts import TITLE, row, shop_of, summary, walk_of

LINES = summary((TITLE, "S$15.00"), ("Delivery", "S$4.00"), ("Total", "S$19.00"))


def cells(rows: tuple[Any, ...]) -> tuple[TextBlock, ...]:
    """What stands in the rows, as blocks: the reader gives both."""
    return tuple(
        block(text, box=(r.box[0] + 5, r.box[1] + 5, 60, 20), selector=f"{r.selector} td")
        for r in rows
        for text in r.amounts
    )


def shop(*others: Page, product: dict[str, Any] | None = None, rows: tuple[Any, ...] = LINES, **cart: Any) -> Shop:
    """A shop in which the item was walked to payment; `product` changes its page, and `cart` the cart's."""
    base = shop_of("S$15.00", ("cart", rows), ("review", rows))
    pages = []
    for p in base.collection.pages:
        extra = product or {} if p.role == "product" else {"blocks": cells(rows)} | (cart if p.role == "cart" else {})
        pages.append(replace(p, reading=replace(p.reading, **extra)))
    return Shop(collection(*pages, *others, journeys=base.journeys))


def trail(*others: Page, **over: Any) -> Trail:
    return walk_of(shop(*others, **over)).trail


def at(step: str, *others: Page, **over: Any) -> list[tuple[str, str]]:
    """Role and text of the sightings of a step."""
    return [(s.role, s.raw) for s in trail(*others, **over).sightings if s.step == step]


def shown(*texts: str) -> dict[str, Any]:
    """The item's page with its price and, below, these texts."""
    price = block("S$15.00", box=(10, 70, 100, 30), font_px=28.0)
    return {"blocks": (price, *(block(t, box=(10, 120 + 30 * n, 300, 20)) for n, t in enumerate(texts)))}


def data(*offers: str, name: str = TITLE) -> str:
    return f'{{"@type": "Product", "name": "{name}", "offers": [{", ".join(offers)}]}}'


def test_each_step_of_the_way_has_its_amounts_in_their_roles() -> None:
    assert at("product") == [("item", "S$15.00")]
    bill = [("item", "S$15.00"), ("shipping", "S$4.00"), ("total", "S$19.00")]
    assert at("cart") == bill
    assert at("review") == bill


def test_a_sighting_shows_its_own_spot_and_capture() -> None:
    found = trail()
    (item,) = [s for s in found.sightings if s.step == "product"]
    assert (item.box, item.layout, item.source) == ((10, 70, 100, 30), "desktop", "visible")
    assert item.evidence.source.startswith("c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delivery S$4.00 islandwide, free from S$60", [("shipping", "S$4.00"), ("other", "S$60")]),
        ("Free delivery above S$60", [("other", "S$60")]),
        ("Spend S$45.00 more for free delivery", [("other", "S$45.00")]),
        ("You save S$3.00", [("discount", "S$3.00")]),
        ("S$3.00 off with code KAYA", [("discount", "S$3.00")]),
        ("Usual price S$18.00", [("was-price", "S$18.00")]),
        ("S$6.76 / 100 g", [("unit-price", "S$6.76")]),
        ("2 for S$28.00", [("other", "S$28.00")]),
        ("A refundable deposit of S$10.00 is taken", [("deposit", "S$10.00")]),
        ("Installation fee S$35.00", [("fee", "S$35.00")]),
        ("GST S$1.24", [("tax", "S$1.24")]),
        ("Our founder sold kopi for S$0.20", [("other", "S$0.20")]),
    ],
)
def test_words_beside_an_amount_give_its_role(text: str, expected: list[tuple[str, str]]) -> None:
    assert at("product", product=shown(text)) == [("item", "S$15.00"), *expected]


def test_a_price_said_to_hold_its_tax_is_no_tax() -> None:
    assert ("tax", "S$22.00") not in at("product", product=shown("Gift set S$22.00 incl. GST"))


def test_a_struck_price_is_a_former_one() -> None:
    run = (TextRun("S$18.00", 16.0, 400, True, True, 12.0),)
    struck = TextBlock("S$18.00", "p", "#was", "main", True, (10, 40, 60, 20), run)
    page_of = shown()
    assert at("product", product={"blocks": (*page_of["blocks"], struck)})[-1] == ("was-price", "S$18.00")


def test_a_fee_of_the_bill_is_known_by_its_name_where_it_was_told() -> None:
    rows = summary((TITLE, "S$15.00"), ("Cold box", "S$2.00"), ("Total", "S$17.00"))
    assert at("product", rows=rows, product=shown("Cold box S$2.00 per order"))[-1] == ("fee", "S$2.00")
    assert at("product", product=shown("Cold box S$2.00 per order"))[-1] == ("other", "S$2.00")


def test_a_price_from_is_no_price_of_the_item() -> None:
    priced = {"blocks": (block("From S$15.00", box=(10, 70, 100, 30), font_px=28.0),)}
    assert at("product", product=priced) == [("from-price", "S$15.00")]


def test_both_ends_of_a_range_are_told() -> None:
    priced = {"blocks": (block("S$15.00 – S$38.00", box=(10, 70, 100, 30), font_px=28.0),)}
    assert at("product", product=priced) == [("from-price", "S$15.00"), ("from-price", "S$38.00")]


def test_a_text_with_two_readings_keeps_both() -> None:
    rows = (row(TITLE, "S$1.299", y=100), row("Total", "S$1.299", y=150))
    found = [s for s in trail(rows=rows).sightings if s.step == "cart"]
    assert [s.role for s in found] == ["item", "total"]
    assert [[str(m.amount) for m in s.readings] for s in found] == [["1299", "1.299"]] * 2


def test_a_bare_sign_takes_the_currency_of_the_page_or_the_shop_and_says_so() -> None:
    rows = (row(TITLE, "$15.00", y=100), row("Total", "$15.00", y=150))
    euro = {"meta": {"og:price:currency": "AUD"}}

    def codes(found: Trail) -> set[tuple[str, bool]]:
        return {(m.currency, m.assumed) for s in found.sightings if s.step == "cart" for m in s.readings}

    assert codes(trail(rows=rows)) == {("SGD", True)}
    assert codes(trail(rows=rows, **euro)) == {("AUD", True)}


def test_the_price_of_one_beside_that_of_two_is_a_unit_price() -> None:
    rows = (row(f"{TITLE} Qty: 2", "S$15.00", "S$30.00", y=100), row("Total", "S$30.00", y=150))
    assert at("cart", rows=rows) == [("unit-price", "S$15.00"), ("item", "S$30.00"), ("total", "S$30.00")]


def test_a_button_that_names_the_amount_to_pay_shows_the_total() -> None:
    button = block("Pay S$19.00 now", tag="button", box=(10, 600, 100, 30))
    assert at("cart", blocks=(button,)) == [("total", "S$19.00")]


# the list


def listing(*cards: Any, role: str = "listing", **over: Any) -> Page:
    return page(role, "/all", cards=cards, **over)


def test_the_items_card_in_a_list_is_seen_on_desktop_and_phone() -> None:
    seen = [
        listing(card("/p/ropes", TITLE, "S$14.00")),
        listing(card("/p/ropes", TITLE, "S$14.00"), session="second-look", layout="phone"),
    ]
    found = [s for s in trail(*seen).sightings if s.step == "listing"]
    assert [(s.role, s.raw, s.layout) for s in found] == [("item", "S$14.00", "desktop"), ("item", "S$14.00", "phone")]


@pytest.mark.parametrize(
    ("text", "amounts", "struck", "expected"),
    [
        (f"{TITLE} From S$14.00", ("S$14.00",), (), [("from-price", "S$14.00")]),
        (f"{TITLE} S$18.00 S$14.00 Save S$4.00", ("S$14.00", "S$4.00"), ("S$18.00",),
         [("was-price", "S$18.00"), ("item", "S$14.00"), ("discount", "S$4.00")]),
    ],
)  # fmt: skip
def test_what_qualifies_a_price_on_a_card_is_read(
    text: str, amounts: tuple[str, ...], struck: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert at("listing", listing(card("/p/ropes", TITLE, *amounts, struck=struck, text=text))) == expected


def test_the_cards_of_other_items_are_no_part_of_the_way() -> None:
    assert at("listing", listing(card("/p/lamp", "Lamp", "S$99.00"))) == []
    other = card("/p/lamp", "Lamp", "S$99.00", box=(0, 500, 300, 300))
    told = block("S$99.00", box=(10, 600, 60, 20))
    page_of = {"cards": (other,), "blocks": (*shown()["blocks"], told)}
    assert at("product", product=page_of) == [("item", "S$15.00")]


def test_a_list_met_twice_in_one_layout_is_told_once() -> None:
    one = listing(card("/p/ropes", TITLE, "S$14.00"))
    two = page("home", "/", cards=(card("/p/ropes", TITLE, "S$14.00"),))
    assert len(at("listing", one, two)) == 1


# structured data


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        (('{"price": "15.00", "priceCurrency": "SGD"}',), [("item", "15.00")]),
        (('{"lowPrice": "15", "highPrice": "38"}',), [("from-price", "15"), ("from-price", "38")]),
        (('{"price": "15.00"}', '{"price": "17.00"}'), [("item", "15.00"), ("item", "17.00")]),
        (('{"price": "call us"}',), []),
    ],
)  # fmt: skip
def test_the_offers_of_the_pages_data_are_seen(offers: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    found = trail(product=shown() | {"json_ld": (data(*offers),)}).sightings
    assert [(s.role, s.raw) for s in found if s.source == "structured-data"] == expected
    assert all(s.box is None for s in found if s.source == "structured-data")


def test_data_on_other_products_is_not_taken_for_the_items() -> None:
    both = (data('{"price": "9.00"}', name="Lamp"), data('{"price": "15.00"}'))
    found = trail(product=shown() | {"json_ld": both}).sightings
    assert [s.raw for s in found if s.source == "structured-data"] == ["15.00"]


def test_a_price_in_data_without_a_currency_has_an_assumed_one() -> None:
    found = trail(product=shown() | {"json_ld": (data('{"price": "15.00"}'),)}).sightings
    assert [s.readings[0].assumed for s in found if s.source == "structured-data"] == [True]


# how much is kept


def test_of_many_amounts_those_of_most_weight_are_kept_and_the_rest_counted() -> None:
    noise = [f"Worth a look: no. {n} at S${n}.50" for n in range(1, MOST_AT_STEP + 6)]
    found = trail(product=shown(*noise, "Installation fee S$35.00"))
    product = [s for s in found.sightings if s.step == "product"]
    assert len(product) == MOST_AT_STEP
    assert {"item", "fee"} <= {s.role for s in product}
    assert found.sightings_left_out == len(noise) + 2 - MOST_AT_STEP


def test_the_schema_states_how_many_are_kept() -> None:
    told = schema()["$defs"]["trail"]["properties"]["sightings"]["description"]
    assert f"at most {MOST_AT_STEP} of one step and layout" in told


def test_a_second_visit_to_the_page_adds_only_what_is_new() -> None:
    phone = page("product", "/p/ropes", headings=(heading(TITLE),), session="second-look", layout="phone", **shown())
    crawl = page("product", "/p/ropes", headings=(heading(TITLE),), **shown("Installation fee S$35.00"))
    found = [s for s in trail(phone, crawl).sightings if s.step == "product"]
    assert [(s.role, s.layout) for s in found] == [("item", "desktop"), ("item", "phone"), ("fee", "desktop")]


def test_a_long_text_is_quoted_in_part() -> None:
    found = trail(product=shown("x" * 500 + " S$35.00"))
    assert max(len(s.evidence.quote) for s in found.sightings) <= LONGEST_QUOTE


def test_two_lines_alike_on_one_page_are_two_sightings() -> None:
    rows = summary((TITLE, "S$15.00"), ("Seat fee", "S$2.00"), ("Seat fee", "S$2.00"), ("Total", "S$19.00"))
    assert at("cart", rows=rows).count(("fee", "S$2.00")) == 2


def test_every_sighting_has_a_reading() -> None:
    def readable(sighting: Sighting) -> bool:
        return bool(sighting.readings) and bool(sighting.raw)

    assert all(map(readable, trail(product=shown("S$1.299 S$", "S$")).sightings))
