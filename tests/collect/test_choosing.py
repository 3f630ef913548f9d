"""What is chosen before an item is added, or a step left: what is required, the cheapest of it, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.collect.choosing import pick_item, required_choices, required_extras
from casetrust_audit.collect.filling import Fill
from casetrust_audit.model.reading import Choice, ChoiceGroup, Field, Option, Reading
from tests.build import SITE, block, button, field, form, heading, reading

ADD = button("Add to cart", form="form")


def select(name: str, *texts: str, selected: str = "", disabled: str = "", **over: Any) -> Field:
    options = tuple(
        Option(t, "" if t.startswith("Choose") else t.casefold(), t == selected, t == disabled) for t in texts
    )
    return field(name, tag="select", type="select", options=options, **over)


def product(*fields: Field, **over: Any) -> Reading:
    return reading(SITE + "/p/mug", forms=(form(*fields),), headings=(heading("Mug"),), buttons=(ADD,), **over)


def acts(*fields: Field, quantity: int = 1, **over: Any) -> list[tuple[str, str]]:
    return [(a.selector, a.value) for a in pick_item(product(*fields, **over), ADD, quantity).acts]


def test_a_variant_that_is_not_sold_out_is_chosen_before_adding() -> None:
    assert acts(select("size", "Choose a size", "S - Sold out", "M", "L", selected="Choose a size", disabled="M")) == [
        ("[name=size]", "l")
    ]
    assert acts(select("size", "S", "M", selected="M")) == []


def test_of_variants_that_cost_more_the_cheapest_is_chosen() -> None:
    engraving = select("engraving", "Choose", "Gold +S$9.00", "Plain +S$2.00", "Silver +S$5.00", selected="Choose")
    assert acts(engraving) == [("[name=engraving]", "plain +s$2.00")]
    plans = tuple(
        field("wrap", type="radio", selector=f"#w{n}", label=f"Wrap S${n}.00", checked=False) for n in (5, 3, 7)
    )
    assert acts(*plans) == [("#w3", "")]


def test_an_unchosen_colour_is_chosen_and_an_empty_quantity_is_one() -> None:
    colours = tuple(field("colour", type="radio", selector=f"#c{n}") for n in range(2))
    assert acts(*colours, field("quantity", type="number", value="")) == [("#c0", ""), ("[name=quantity]", "1")]
    assert acts(field("quantity", type="number", value="1")) == []


def test_an_optional_box_with_a_price_is_never_ticked() -> None:
    assert acts(field("plan", type="checkbox", label="Breakage plan S$4.90")) == []


def test_more_than_one_is_bought_where_that_is_asked() -> None:
    assert acts(field("quantity", type="number", value="1"), quantity=2) == [("[name=quantity]", "2")]


def test_of_several_items_on_one_page_the_first_that_costs_something_is_picked() -> None:
    free = field("item_1", type="number", value="", label="Quantity of Waiting list", context="Waiting list FREE")
    seat = field("item_2", type="number", value="", label="Quantity of Seat in the hall", context="Seat €42.00")
    pick = pick_item(product(free, seat), ADD, 2)
    assert pick.acts == (Fill("[name=item_2]", "type", "2", "quantity"),)
    assert pick.selector == "[name=item_2]"
    assert pick.names[0] == "Seat in the hall"


def test_a_list_of_the_shops_own_making_is_opened_where_nothing_is_chosen() -> None:
    assert acts(field("size", type="combobox", value="Choose a size")) == [("[name=size]", "")]
    assert acts(field("size", type="combobox", value="Large")) == []


def swatch(text: str, **over: Any) -> Choice:
    values: dict[str, Any] = dict(chosen=False, disabled=False, visible=True, box=(10, 100, 30, 30))
    return Choice(text, f"[{text}]", **(values | over))


def test_swatches_are_pressed_only_once_the_shop_has_asked_for_a_choice() -> None:
    colours = ChoiceGroup("Colour", "ul", "main", (swatch("Red", disabled=True), swatch("Blue"), swatch("Green")))
    chosen = ChoiceGroup("Size", "ul", "main", (swatch("S"), swatch("M", chosen=True)))
    page = product(choices=(colours, chosen))
    assert pick_item(page, ADD, 1).acts == ()
    assert pick_item(page, ADD, 1, swatches=True).acts == (Fill("[Blue]", "press", "", "variant"),)


def test_fields_far_from_the_button_are_not_the_items() -> None:
    far = field("sort", type="radio", selector="#far", box=(10, 4000, 20, 20))
    page = reading(SITE + "/p/mug", loose_fields=(far,), buttons=(button("Add to cart"),))
    assert pick_item(page, page.buttons[0], 1).acts == ()


@pytest.mark.parametrize("said", ["You need to choose one option", "Required", "Choose at least 1"])
def test_of_required_extras_the_cheapest_is_taken_and_optional_ones_are_left(said: str) -> None:
    meals = tuple(
        field("meal", type="checkbox", selector=f"#m{n}", group=f"Meal ({said})", context=f"Menu €{n}.00", value="on")
        for n in (9, 4)
    )
    gift = field("gift", type="checkbox", selector="#gift", group="Gift", context="Gift wrap €2.00", value="on")
    page = reading(SITE + "/checkout/extras", forms=(form(*meals, gift),))
    assert required_extras(page) == [Fill("#m4", "check", "", "required extra")]


def test_a_group_in_which_something_is_taken_is_complete() -> None:
    meals = tuple(
        field("meal", type="radio", selector=f"#m{n}", group="Meal required", context=f"€{n}.00", checked=n == 9)
        for n in (9, 4)
    )
    assert required_extras(reading(forms=(form(*meals),))) == []


def test_what_must_be_chosen_may_be_said_over_the_group() -> None:
    seat = field("menu", type="checkbox", selector="#menu", context="Menu €3.00", box=(10, 300, 20, 20))
    note = block("Please choose exactly one menu per seat: this is required.", box=(10, 250, 300, 20))
    other = field("tour", type="checkbox", selector="#tour", context="City tour €3.00", box=(10, 900, 20, 20))
    page = reading(forms=(form(seat, other),), blocks=(note,))
    assert [a.selector for a in required_extras(page)] == ["#menu"]


def test_radios_without_a_name_are_told_apart_by_their_place() -> None:
    sizes = tuple(field("", type="radio", selector=f"#sizes > li:nth-of-type({n})") for n in (1, 2))
    inks = tuple(field("", type="radio", selector=f"#inks > li:nth-of-type({n})", checked=n == 1) for n in (1, 2))
    assert [a.selector for a in required_choices((*sizes, *inks), reading())] == ["#sizes > li:nth-of-type(1)"]
