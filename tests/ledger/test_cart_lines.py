"""Which rows of a cart are its lines, what each costs, and what only looks like a line or a total."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.cart_controls import can_change_quantity, can_remove
from casetrust_audit.ledger.facts import cart_contents
from casetrust_audit.ledger.lines import Sum, read_sum
from casetrust_audit.ledger.trail import walked
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Known, Subject
from casetrust_audit.model.journey import Attempt, Journey, JourneyStep
from casetrust_audit.model.reading import Row
from tests.build import card, collection, field, form, link, page
from tests.ledger.parts import TITLE, product_page, row, shop_of, summary, walk_of


def summed(*rows: Row, **over: Any) -> Sum:
    cart = page("cart", "/cart", rows=rows, **over)
    return read_sum(Shop(collection(cart)), cart, TITLE)


def roles(found: Sum) -> list[tuple[str, Decimal]]:
    return [(line.role, line.money.amount) for line in found.lines]


def test_a_struck_former_price_is_not_what_a_line_costs() -> None:
    line = row(TITLE, "S$9.00", "S$12.00", struck=("S$12.00",))
    found = summed(line, row("Total", "S$9.00", y=200.0))
    assert roles(found) == [("item", Decimal("9.00")), ("total", Decimal("9.00"))]


def test_a_total_inside_the_items_line_is_that_lines_own() -> None:
    line = row(f"{TITLE} Total:", "S$9.00", selector="#cart > div", box=(0, 100, 400, 60), tag="div")
    inner = row("Total:", "S$9.00", selector="#cart > div > p", box=(300, 110, 80, 20), tag="p")
    found = summed(line, inner, row("Delivery", "S$5.00", y=200.0), row("Total", "S$14.00", y=300.0))
    assert roles(found) == [
        ("item", Decimal("9.00")), ("shipping", Decimal("5.00")), ("total", Decimal("14.00")),
    ]  # fmt: skip


def test_the_only_total_of_a_page_counts_wherever_it_stands() -> None:
    line = row(f"{TITLE} Total", "S$9.00", selector="#all", box=(0, 100, 400, 300), tag="div")
    inner = row("Total", "S$9.00", selector="#all > p", box=(300, 310, 80, 20), tag="p")
    assert summed(line, inner).total is not None


def boxes(own: str, other: str, tag: str = "div") -> tuple[Row, ...]:
    """The cart's line and what a box beside it offers, all in one place of the page."""
    return (
        row(TITLE, "S$9.00", selector=own, tag=tag, group="main", box=(10, 100, 400, 30)),
        row("Tea strainer", "S$4.00", selector=other, tag=tag, group="main", box=(10, 400, 400, 30)),
    )


QUANTITY = form(field("quan[a1]", type="text", value="1", box=(200, 105, 30, 20), column="Quantity"))


def test_what_a_box_beside_the_cart_offers_is_no_line_of_it() -> None:
    linked = (link("/p/tea", "Tea strainer", box=(20, 405, 80, 20)),)
    rows = (*boxes("main > div.line:nth-of-type(1)", "main > aside > div"), row("Total", "S$9.00", y=300.0))
    assert ("item", Decimal("4.00")) not in roles(summed(*rows, links=linked, forms=(QUANTITY,)))


def test_a_line_made_like_the_others_is_one_of_them() -> None:
    linked = (link("/p/tea", "Tea strainer", box=(20, 405, 80, 20)),)
    rows = (*boxes("main > div:nth-of-type(1)", "main > div:nth-of-type(2)"), row("Total", "S$13.00", y=500.0))
    assert ("item", Decimal("4.00")) in roles(summed(*rows, links=linked, forms=(QUANTITY,)))


STEPS = tuple(link("", sign, box=(x, 105, 30, 20)) for sign, x in (("\ue60b", 165), ("\ue609", 235)))
STEPPED = form(field("3_num", type="text", value="", filled=True, box=(200, 105, 30, 20)))
"""A number between a minus and a plus, all three without a name that says what they are for."""


def test_the_bought_item_among_what_others_bought_makes_those_no_lines_of_the_cart() -> None:
    others = ((TITLE, "S$9.00"), ("Tea strainer", "S$4.00"), ("Kettle", "S$60.00"))
    place: dict[str, Any] = {"tag": "a", "group": "#also"}
    offered = tuple(
        row(name, price, selector=f"#also > li:nth-of-type({n}) > a", box=(10, 400 + 40 * n, 300, 30), **place)
        for n, (name, price) in enumerate(others, 1)
    )
    bill = (boxes("main > div.line", "")[0], row("Total", "S$9.00", y=300.0))
    for handles in ({"forms": (QUANTITY,)}, {"forms": (STEPPED,), "links": STEPS}):
        found = roles(summed(*bill, *offered, **handles))
        assert found == [("item", Decimal("9.00")), ("total", Decimal("9.00"))]


def test_boxes_of_goods_on_a_step_without_a_sum_were_added_by_nobody() -> None:
    box = card("/p/tea", "Tea strainer", "S$4.00", box=(10, 400, 170, 168))
    offered = row("Tea strainer", "S$4.00", selector="#specials > div", tag="div", group="#specials", box=box.box)
    assert summed(offered, cards=(box,)).lines == ()
    bought = card("/p/ropes", TITLE, "S$9.00", box=(10, 600, 170, 168))
    again = row(
        TITLE, "S$9.00", selector="#specials > div:nth-of-type(2)", tag="div", group="#specials", box=bought.box
    )
    assert ("item", Decimal("4.00")) not in roles(summed(offered, again, cards=(box, bought)))


def test_where_no_line_bears_the_items_name_those_with_a_quantity_are_the_lines() -> None:
    rows = (
        row("Ropes", "S$9.00", selector="#c > div", tag="div", group="#c", box=(10, 100, 400, 30)),
        row("Tea strainer", "S$4.00", selector="#b > p", tag="p", group="#b", box=(10, 400, 400, 30)),
    )
    linked = (link("/p/tea", "Tea strainer", box=(20, 405, 80, 20)),)
    assert [r for r in roles(summed(*rows, links=linked, forms=(QUANTITY,))) if r[0] == "item"] == [
        ("item", Decimal("9.00"))
    ]


@pytest.mark.parametrize(
    "decoy",
    [
        row("Total", "S$120.00", y=10.0, group="#mini"),
        row("Total", "S$120.00", y=900.0, group="#drawer", area="dialog"),
        row("Store credit: total", "S$120.00", y=900.0, group="#credit"),
        row("Total balance", "S$120.00", y=900.0, group="#credit"),
        row("Spend more for a total of", "S$120.00", y=900.0, group="#banner"),
    ],
    ids=["above the bill", "in a drawer", "store credit", "balance", "threshold"],
)
def test_a_total_that_is_none_of_the_bill_is_not_what_is_to_be_paid(decoy: Row) -> None:
    bill = summary((TITLE, "S$9.00"), ("Delivery", "S$5.00"), ("Total", "S$14.00"))
    found = summed(*bill, decoy)
    assert found.total is not None
    assert found.total.amount == Decimal("14.00")


def test_a_total_below_the_bill_is_what_is_to_be_paid() -> None:
    bill = summary((TITLE, "S$9.00"), ("Delivery", "S$5.00"), ("Total", "S$14.00"))
    found = summed(*bill, row("Total to pay", "S$15.00", y=900.0, group="#pay"))
    assert found.total is not None
    assert found.total.amount == Decimal("15.00")


@pytest.mark.parametrize("label", ["Cash on Delivery", "Cash on delivery fee", "Pay on delivery"])
def test_cash_on_delivery_is_a_way_to_pay_and_no_delivery(label: str) -> None:
    found = summed(*summary((TITLE, "S$9.00"), (label, "S$5.00"), ("Total", "S$14.00")))
    assert roles(found)[1] == ("fee", Decimal("5.00"))


# --- what can be changed ---


def test_a_field_under_the_column_of_quantities_can_be_changed() -> None:
    assert can_change_quantity(page("cart", "/cart", forms=(form(field("n[a1]", type="text", column="Quantity")),)))
    assert can_change_quantity(page("cart", "/cart", forms=(form(field("quan[a1]", type="text")),)))
    assert not can_change_quantity(page("cart", "/cart", forms=(form(field("code", type="text", column="Code")),)))


def test_a_drawing_without_words_takes_out_where_its_link_says_so() -> None:
    def cart(href: str, text: str = "") -> Page:
        return page("cart", "/cart", links=(link(href, text),))

    assert can_remove(cart("/cart?action=remove&id=3"))
    assert can_remove(cart("/cart/delete/3", "×"))
    assert not can_remove(cart("/cart?action=remove_coupon"))
    assert not can_remove(cart("/returns/remove-stains", "How to remove stains"))


# --- what an earlier walk left ---


def two_walks(cleanup: bool) -> Shop:
    """A second walk in whose cart the first one's item still lies."""
    product = product_page("S$9.00")
    cart = page(
        "cart", "/cart", rows=(row(TITLE, "S$9.00"), row("Tea strainer", "S$4.00", y=150.0),
                               row("Total", "S$13.00", y=200.0)),
        links=(link("/p/tea", "Tea strainer", box=(20, 155, 80, 20)),), step="mid/cart", session="journey-mid",
    )  # fmt: skip
    first = page("cart", "/cart", rows=(row("Tea strainer", "S$4.00"),), step="cheap/cart", session="journey-cheap")
    done = (Attempt("cleanup", "empty the cart", "/cart", "the cart is empty", ok=True),) if cleanup else ()
    journeys = (
        Journey("cheap", "journey-cheap", "/p/tea", 1, (JourneyStep("cart", first.capture.id, first.url),), done,
                "stuck", "x", product_title="Tea strainer"),
        Journey("mid", "journey-mid", product.url, 1, (JourneyStep("product", product.capture.id, product.url),
                JourneyStep("cart", cart.capture.id, cart.url)), (), "last-step", "x", product_title=TITLE),
    )  # fmt: skip
    return Shop(collection(product, first, cart, journeys=journeys))


@pytest.mark.parametrize(("cleanup", "blamed"), [(False, 0), (True, 1)])
def test_what_an_earlier_walk_left_is_not_blamed_on_the_shop(cleanup: bool, blamed: int) -> None:
    shop = two_walks(cleanup)
    found = cart_contents(shop)
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    last = found.value[-1]
    assert isinstance(last, Subject)
    assert last.fields["extra_lines"] == blamed
    assert sum(c.nature == "added-by-shop" for c in walked(shop)[-1].trail.charges) == blamed


# --- where a charge is first told ---


def stepped(*choice: Any, line: str, amount: str) -> tuple[str, str]:
    """Step and role of the charge that the review bills, after a delivery step with the choice."""
    shop = shop_of(
        "S$9.00",
        ("cart", summary((TITLE, "S$9.00"), ("Total", "S$9.00"))),
        ("delivery", summary((TITLE, "S$9.00"), ("Total", "S$9.00"))),
        ("review", summary((TITLE, "S$9.00"), (line, amount), ("Total", "S$17.56"))),
    )
    pages = tuple(
        replace(p, reading=replace(p.reading, loose_fields=choice)) if p.capture.step.endswith("/delivery") else p
        for p in shop.collection.pages
    )
    told = Shop(replace(shop.collection, pages=pages))
    (charge,) = walk_of(told).trail.charges
    return charge.first_step, charge.role


@pytest.mark.parametrize(
    ("choice", "line", "expected"),
    [
        (field("shipping_method", type="radio", label="Parcel €8.56".replace("€", "S$")), "Delivery", "delivery"),
        (field("m", type="radio", label="Parcel", context="Parcel S$8.56 3 days"), "Parcel", "delivery"),
        (field("payment", type="radio", label="Invoice S$8.56"), "Invoice fee", "delivery"),
        (field("payment", type="radio", label="Invoice S$3.10"), "Invoice fee", "review"),
        (field("payment", type="radio", label="Invoice S$8.56"), "Delivery", "review"),
    ],
    ids=["its kind and amount", "its name and amount", "a way to pay", "another amount", "another kind"],
)
def test_a_price_beside_the_choice_is_told_at_that_step(choice: Any, line: str, expected: str) -> None:
    assert stepped(choice, line=line, amount="S$8.56")[0] == expected


def test_a_line_of_the_bill_may_repeat_the_words_of_the_delivery_that_is_chosen() -> None:
    ways = (
        field("quote", type="radio", checked=True, label="Courier (2 days): S$6.00", box=(10, 40, 20, 20)),
        field("quote", type="radio", label="Express (same day): S$14.00", box=(10, 70, 20, 20)),
    )
    found = summed(
        row(TITLE, "S$9.90"), row("Courier (2 days):", "S$6.00", y=150.0), row("Total", "S$15.90", y=200.0),
        forms=(form(*ways),),
    )  # fmt: skip
    assert ("shipping", Decimal("6.00")) in roles(found)
    assert found.computed == found.total


def test_a_line_that_bears_the_name_of_the_chosen_delivery_is_delivery() -> None:
    ways = (field("shipping_way", type="radio", checked=True, label="Blue Arrow S$6.00", box=(10, 40, 20, 20)),)
    found = summed(row(TITLE, "S$9.90"), row("Blue Arrow", "S$6.00", y=150.0), row("Total", "S$15.90", y=200.0),
                   forms=(form(*ways),))  # fmt: skip
    assert ("shipping", Decimal("6.00")) in roles(found)


def test_what_takes_a_line_out_gives_its_name_to_no_charge() -> None:
    line = row(f"{TITLE} Remove", "S$5.00", selector="#c > div", box=(0, 100, 400, 60), tag="div")
    cell = row("Remove", "S$5.00", selector="#c > div > div", box=(200, 110, 190, 20), tag="div")
    gone = link("/cart?remove=1", "Remove", box=(330, 112, 50, 15))
    found = summed(line, cell, row("Total", "S$5.00", y=300.0), links=(gone,))
    assert roles(found) == [("item", Decimal("5.00")), ("total", Decimal("5.00"))]


@pytest.mark.parametrize("label", ["Blue Post - Tracked parcel", "Shipping method | Change"])
def test_a_delivery_told_beside_the_bill_is_counted_once(label: str) -> None:
    beside = row(label, "S$6.50", text="Blue Post - Tracked parcel S$6.50", tag="dd", group="#progress", selector="#p")
    bill = (
        row("Shipping & Handling (Blue Post - Tracked parcel)", "S$6.50", y=150.0),
        row("Total", "S$15.50", y=200.0),
    )
    found = summed(beside, row(TITLE, "S$9.00"), *bill)
    assert [r for r in roles(found) if r[0] == "shipping"] == [("shipping", Decimal("6.50"))]


@pytest.mark.parametrize("again", ["Courier ", "Standard courier"])
def test_a_charge_told_twice_in_one_bill_counts_once_where_the_total_says_so(again: str) -> None:
    told = (row(TITLE, "S$9.90"), row("Courier", "S$6.00", y=150.0), row(again, "S$6.00", y=180.0, selector="#b"))
    assert (
        summed(*told, row("Total", "S$15.90", y=300.0)).computed
        == summed(*told, row("Total", "S$15.90", y=300.0)).total
    )
    twice = summed(*told, row("Total", "S$21.90", y=300.0))
    assert twice.computed == twice.total


@pytest.mark.parametrize(
    "label", ["Items (1)", "Items (3):", "2 items", "Products", "Your items (2)", "商品（2件）", "Barangan (2)"]
)
def test_a_sum_that_only_counts_the_goods_is_no_charge(label: str) -> None:
    found = summed(row(label, "S$9.00"), row("Delivery", "S$5.00", y=200.0), row("Total", "S$14.00", y=300.0))
    assert roles(found)[0] == ("subtotal", Decimal("9.00"))
    assert found.computed == found.total


@pytest.mark.parametrize("label", ["Item handling", "Product insurance", "Items gift wrapped"])
def test_what_is_charged_for_the_goods_stays_a_charge(label: str) -> None:
    assert roles(summed(row(label, "S$9.00"), row("Total", "S$9.00", y=300.0)))[0][0] != "subtotal"
