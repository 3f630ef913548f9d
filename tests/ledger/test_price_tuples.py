"""One item, one price: what a list or the page's data says beside it is held against the page, and told in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import casetrust_audit.ledger.price_tuples  # noqa: F401 - registers its fact
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Known, Subject, Unknown
from casetrust_audit.model.journey import Attempt, Journey
from casetrust_audit.model.reading import Card
from tests.build import block, card, collection, heading, page
from tests.ledger.parts import TITLE, shop_of, summary

LINES = summary((TITLE, "S$15.00"), ("Total", "S$15.00"))
CHOSE = Attempt("product", "fill variant", "#size", "500 g", True)


def subject(*others: Page, data: str = "", price: str = "S$15.00", lines: Any = LINES, **journey: Any) -> Subject:
    """The item's tuple; `journey` changes the walk, `data` is the JSON-LD of the item's page."""
    base = shop_of(price, ("cart", lines), ("review", lines))
    pages = tuple(
        replace(p, reading=replace(p.reading, json_ld=(data,))) if data and p.role == "product" else p
        for p in base.collection.pages
    )
    walks: tuple[Journey, ...] = tuple(replace(j, **journey) for j in base.journeys)
    found = extract(Shop(collection(*pages, *others, journeys=walks)))["prices.tuples"]
    assert isinstance(found, Known), found
    assert isinstance(found.value, tuple)
    (only,) = found.value
    assert isinstance(only, Subject)
    return only


def plain(found: Subject) -> dict[str, Any]:
    """The fields, those that rest on evidence of their own by their values."""
    return {name: value.value if isinstance(value, Known) else value for name, value in found.fields.items()}


def fields(*others: Page, **over: Any) -> dict[str, Any]:
    return plain(subject(*others, **over))


def listing(*cards: Card, **over: Any) -> Page:
    return page("listing", "/all", cards=cards, **over)


def item(*amounts: str, text: str = "", **over: Any) -> Card:
    return card("/p/ropes", TITLE, *amounts, text=text or " ".join((TITLE, *amounts)), **over)


def offer(**stated: str) -> str:
    inner = ", ".join(f'"{key}": "{value}"' for key, value in stated.items())
    return f'{{"@type": "Product", "name": "{TITLE}", "offers": {{{inner}}}}}'


def test_the_same_price_in_list_and_data_differs_nowhere() -> None:
    whole = subject(listing(item("S$15.00")), data=offer(price="15.00", priceCurrency="SGD"))
    found = plain(whole)
    assert (found["listing_differs"], found["data_differs"]) == (False, False)
    assert (str(found["listing_price"]), str(found["data_price"])) == ("S$15.00", "S$15.00")
    assert whole.label == TITLE


def test_another_price_in_a_list_is_told_with_both_amounts() -> None:
    found = subject(listing(item("S$14.00")))
    assert (plain(found)["listing_differs"], plain(found)["cart_differs"]) == (True, False)
    assert found.label == f"{TITLE} (on its page S$15.00, in a list S$14.00)"


def test_what_the_crawl_saw_in_a_list_bears_out_nothing_that_the_walk_saw() -> None:
    dear = summary((TITLE, "S$16.00"), ("Total", "S$16.00"))
    found = subject(listing(item("S$14.00")), lines=dear)
    alone = subject(lines=dear)
    assert {ref.session for ref in found.evidence} == {ref.session for ref in alone.evidence}
    differs = found.fields["listing_differs"]
    assert isinstance(differs, Known)
    assert [ref.quote for ref in differs.evidence] == [f"{TITLE} S$14.00"]


def test_of_several_lists_the_one_that_differs_is_told() -> None:
    found = fields(listing(item("S$15.00")), listing(item("S$14.00"), session="second-look", layout="phone"))
    assert (found["listing_differs"], str(found["listing_price"])) == (True, "S$14.00")


@pytest.mark.parametrize(
    ("text", "amounts", "differs"),
    [
        (f"{TITLE} From S$12.00", ("S$12.00",), False),
        (f"{TITLE} From S$16.00", ("S$16.00",), True),
        (f"{TITLE} S$12.00 – S$20.00", ("S$12.00", "S$20.00"), False),
        (f"{TITLE} S$16.00 – S$20.00", ("S$16.00", "S$20.00"), True),
        (f"{TITLE} S$15.00 members S$13.00", ("S$15.00", "S$13.00"), False),
        (f"{TITLE} S$1.500", ("S$1.500",), True),
    ],
)
def test_a_price_from_or_a_range_or_a_members_price_beside_it_is_no_difference(
    text: str, amounts: tuple[str, ...], differs: bool
) -> None:
    assert fields(listing(item(*amounts, text=text)))["listing_differs"] is differs


def test_a_former_price_on_the_card_is_not_compared() -> None:
    assert fields(listing(item("S$15.00", struck=("S$18.00",), text=f"{TITLE} S$18.00 S$15.00")))[
        "listing_differs"
    ] is (False)


def test_a_list_without_the_item_says_nothing_against_the_page() -> None:
    found = fields(listing(card("/p/lamp", "Lamp", "S$99.00")))
    assert isinstance(found["listing_price"], Absent)
    assert found["listing_differs"] is False


def test_without_any_list_it_is_unknown_whether_one_differs() -> None:
    assert isinstance(fields()["listing_differs"], Unknown)


def test_a_list_shows_the_variant_the_page_opens_with_not_the_one_that_was_chosen() -> None:
    opened = page("product", "/p/ropes", headings=(heading(TITLE),),
                  blocks=(block("S$14.00", box=(10, 70, 100, 30), font_px=28.0),))  # fmt: skip
    assert fields(listing(item("S$14.00")), opened, attempts=(CHOSE,))["listing_differs"] is False
    assert fields(listing(item("S$13.00")), opened, attempts=(CHOSE,))["listing_differs"] is True
    assert isinstance(fields(listing(item("S$14.00")), attempts=(CHOSE,))["listing_differs"], Unknown)
    # without a choice the page at two prices is no excuse
    assert fields(listing(item("S$14.00")), opened)["listing_differs"] is True


@pytest.mark.parametrize(
    ("data", "differs"),
    [
        (offer(price="15"), False),
        (offer(price="15.00", priceCurrency="USD"), True),
        (offer(price="14.00"), True),
        (offer(lowPrice="12.00", highPrice="20.00"), False),
        (offer(lowPrice="16.00", highPrice="20.00"), True),
    ],
)
def test_the_pages_data_is_held_against_the_price_shown(data: str, differs: bool) -> None:
    assert fields(data=data)["data_differs"] is differs


def test_data_before_gst_is_named_as_such() -> None:
    found = subject(data=offer(price="13.76", priceCurrency="SGD"))
    assert found.label == f"{TITLE} (on its page S$15.00, in its data S$13.76, which is its price before GST)"


def test_a_page_without_data_differs_from_none() -> None:
    found = fields()
    assert isinstance(found["data_price"], Absent)
    assert found["data_differs"] is False


def test_a_page_with_a_price_from_is_compared_with_nothing() -> None:
    found = fields(listing(item("S$14.00")), data=offer(price="14.00"), price="From S$15.00")
    assert isinstance(found["listing_differs"], Unknown)
    assert isinstance(found["data_differs"], Unknown)


def test_a_dearer_cart_is_told_in_the_label() -> None:
    dear = summary((TITLE, "S$16.00"), ("Total", "S$16.00"))
    assert subject(lines=dear).label == f"{TITLE} (on its page S$15.00, in the cart S$16.00)"


def test_an_item_that_grows_dearer_in_checkout_is_told_with_the_step() -> None:
    dear = summary((TITLE, "S$16.00"), ("Total", "S$16.00"))
    found = extract(shop_of("S$15.00", ("cart", LINES), ("review", dear)))["prices.tuples"]
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    assert [s.label for s in found.value if isinstance(s, Subject)] == [
        f"{TITLE} (on its page S$15.00, at review S$16.00)"
    ]


def test_a_price_in_doubt_is_compared_only_where_the_cart_bears_it_out() -> None:
    dear = summary((TITLE, "S$16.00"), ("Total", "S$16.00"))
    rival = block("S$18.00", box=(10, 110, 100, 30), font_px=28.0)  # as likely the item's
    for lines, comparable in ((dear, False), (LINES, True)):
        base = shop_of("S$15.00", ("cart", lines), ("review", lines))
        pages = tuple(
            replace(p, reading=replace(p.reading, blocks=(*p.reading.blocks, rival))) if p.role == "product" else p
            for p in base.collection.pages
        )
        found = extract(Shop(collection(*pages, journeys=tuple(base.journeys))))["prices.tuples"]
        assert isinstance(found, Known)
        assert isinstance(found.value, tuple)
        assert [s.fields["comparable"] for s in found.value if isinstance(s, Subject)] == [comparable]
