"""Which items are walked: the cheapest, one at a middle price that shows more, and one that is said to be sold out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.collect.crawl import Crawled
from casetrust_audit.collect.scenarios import choose_scenarios, planned_scenarios, to_collect
from casetrust_audit.collect.session import Met
from casetrust_audit.collect.walk import Scenario
from casetrust_audit.model.journey import Journey, PlannedWalk
from casetrust_audit.model.reading import Choice, ChoiceGroup, Field, Heading, Option
from tests.build import SITE, block, button, field, form, heading, page, reading

ADD = button("Add to cart", form="form")


def sold(name: str, price: str, *fields: Field, text: str = "Add to cart", **over: Any) -> Met:
    """A product page as the crawl has met it."""
    shown = block(price, box=(10, 70, 100, 30), font_px=28.0)
    made = reading(
        f"{SITE}/p/{name}", headings=(heading(name),), blocks=(shown,), buttons=(button(text, form="form"),),
        forms=(form(*fields),), **over,
    )  # fmt: skip
    capture = page("product", f"/p/{name}").capture
    return Met(capture, made)


def select(name: str) -> Field:
    options = (Option("Small", "s", True, False), Option("Large", "l", False, False))
    return field(name, tag="select", type="select", options=options)


def chosen(*met: Met) -> dict[str, str]:
    return {s.name: s.title for s in choose_scenarios(Crawled(met=list(met)))}


def test_the_cheapest_and_one_at_a_middle_price_are_bought() -> None:
    assert chosen(sold("a", "S$30.00"), sold("b", "S$5.00"), sold("c", "S$10.00"), sold("d", "S$90.00")) == {
        "cheap": "b", "mid": "a",
    }  # fmt: skip


def named(path: str, price: str, *heads: Heading, role: str = "product") -> Met:
    """An item, or the front page, with the headings."""
    met = sold(path, price)
    assert met.reading is not None
    capture = page(role, f"/p/{path}", title="Tea House").capture
    return Met(capture, replace(met.reading, headings=heads))


def test_an_item_is_called_by_its_own_name_and_not_by_what_heads_every_page() -> None:
    logo = heading("Tea House")
    front = named("", "S$1", logo, role="home")
    assert chosen(front, named("a", "S$5.00", logo, heading("Green tea", 2)))["cheap"] == "Green tea"
    assert chosen(front, named("a", "S$5.00", logo, heading("Green tea")))["cheap"] == "Green tea"
    assert chosen(named("a", "S$5.00"))["cheap"] == "Tea House"


def test_one_item_with_two_addresses_is_one_item() -> None:
    assert chosen(named("a", "S$5.00", heading("Mug")), named("b", "S$5.00", heading("Mug"))) == {
        "cheap": "Mug", "again": "Mug",
    }  # fmt: skip
    assert set(chosen(named("a", "S$5.00", heading("Mug")), named("b", "S$6.00", heading("Mug")))) == {"cheap", "mid"}


def test_near_the_middle_an_item_with_variants_goes_before_a_plain_one() -> None:
    met = [sold(f"p{n}", f"S${n}.00", *((select("size"),) if n == 12 else ())) for n in range(5, 20)]
    assert chosen(*met)["mid"] == "p12"
    far = [sold(f"p{n}", f"S${n}.00", *((select("size"),) if n == 19 else ())) for n in range(5, 20)]
    assert chosen(*far)["mid"] != "p19"


def test_fields_of_another_form_are_no_variants() -> None:
    rating = form(select("stars"), selector="#rating")
    met = [sold(f"p{n}", f"S${n}.00") for n in range(5, 20)]
    rated = sold("p10", "S$10.00")
    assert rated.reading is not None
    with_rating = replace(rated.reading, forms=(*rated.reading.forms, rating))
    others = [m for m in met if m.reading is not None and not m.reading.url.endswith("/p10")]
    assert chosen(*others, Met(rated.capture, with_rating))["mid"] == chosen(*met)["mid"]


def test_a_single_item_is_bought_twice() -> None:
    assert chosen(sold("a", "S$30.00")) == {"cheap": "a", "again": "a"}


def test_a_page_that_sells_several_items_is_bought_from_where_no_page_sells_one() -> None:
    seats = tuple(field(f"item_{n}", type="number", value="", label=f"Seat {n}", context="€42.00") for n in (1, 2))
    event = sold("event", "€42.00", *seats)
    home = Met(page("home", "/").capture, event.reading)
    assert set(chosen(home)) == {"cheap", "again"}
    assert chosen(Met(page("home", "/").capture, sold("one", "€42.00").reading)) == {}


def test_the_buyer_fetches_what_was_walked_first_where_that_is_offered() -> None:
    walk = Scenario("cheap", SITE + "/p/a", "a")
    done = Journey("cheap", "journey-cheap", SITE + "/p/a", 1, (), (), "last-step", "", offers_collection=True)
    again = to_collect([(walk, done)])
    assert again is not None
    assert (again.name, again.collect, again.product_url) == ("collect", True, SITE + "/p/a")
    stuck = Journey("cheap", "journey-cheap", SITE + "/p/a", 1, (), (), "stuck", "", offers_collection=True)
    assert to_collect([(walk, stuck)]) is None


def test_what_the_auditor_has_planned_is_walked_as_planned() -> None:
    (planned,) = planned_scenarios((PlannedWalk(SITE + "/p/a", "gift", 3, True),))
    assert (planned.name, planned.quantity, planned.collect, planned.planned) == ("gift", 3, True, True)


def sleeping(words: str, *, picked: bool = False) -> Met:
    """An item whose button can be pressed only once a size is chosen."""
    met = sold("shirt", "S$10.00", text=words)
    assert met.reading is not None
    sizes = tuple(Choice(s, f"#{s}", False, False, True, (10, 200, 40, 40)) for s in ("S", "M"))
    group = ChoiceGroup("Select size", "#sizes", "main", tuple(replace(c, chosen=picked) for c in sizes))
    asleep = replace(met.reading.buttons[0], disabled=True, form="")
    said = (*met.reading.blocks, block(words, tag="button", box=asleep.box))
    return Met(met.capture, replace(met.reading, buttons=(asleep,), choices=(group,), forms=(), blocks=said))


@pytest.mark.parametrize("words", ["Out of stock", "Select a size", "Choose an option"])
def test_an_item_whose_button_sleeps_until_a_size_is_chosen_can_be_bought(words: str) -> None:
    assert "cheap" in chosen(sleeping(words))


def test_an_item_that_is_out_of_stock_in_the_size_chosen_is_not_bought() -> None:
    assert chosen(sleeping("Out of stock", picked=True)) == {}


def test_a_button_may_name_the_item_it_adds() -> None:
    assert "cheap" in chosen(sold("a", "S$5.00", text="Add this item to cart"))
