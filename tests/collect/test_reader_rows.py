"""How the reader tells quantities from amounts, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casetrust_audit.model.reading import Reading
from tests.collect.shown_in import read

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        ("<p>Knots</p><p>1</p><p>£17.18</p>", ("£17.18",)),
        ("<p>Knots</p><p>2</p><p>€9.00</p>", ("€9.00",)),
        ("<p>Knots</p><p>17,18 €</p>", ("17,18 €",)),
    ],
)
def test_a_quantity_beside_a_price_is_no_amount(browser: Browser, cells: str, amounts: tuple[str, ...]) -> None:
    found = read(browser, f"<div>{cells}</div>")
    assert [r.amounts for r in found.rows if r.visible] == [amounts]


def rows(found: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(r.label, r.amounts) for r in found.rows if r.visible]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div><span>Total</span><span>€9.00</span></div>", ("Total", ("€9.00",))),
        ("<div><span>Total</span><span>SGD 9.00</span></div>", ("Total", ("SGD 9.00",))),
        (
            "<div><span>Mug</span><span>S$5.00</span><span>2</span><span>S$10.00</span></div>",
            ("Mug", ("S$5.00", "S$10.00")),
        ),
        ("<div>Subtotal</div><div>€9.00</div>" + "<p>" + "words " * 60, ("Subtotal", ("€9.00",))),
        ("<table><tr><th>Subtotal<th>Delivery<th>Due<tr><td><td>€5.00<td></table>", ("Delivery", ("€5.00",))),
    ],
    ids=["spans", "a code", "a line", "the line before", "the head of the column"],
)  # fmt: skip
def test_words_and_amounts_in_elements_of_their_own_belong_together(
    browser: Browser, html: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert expected in rows(read(browser, html))


def test_a_table_that_only_places_things_is_no_line(browser: Browser) -> None:
    side = "<ul>" + "<li>A long word about what else is to be had here</li>" * 9 + "</ul>"
    inner = "<table><tr><td>Delivery</td><td>€5.00</td></tr><tr><td>Total</td><td>€14.00</td></tr></table>"
    found = read(browser, f"<table><tr><td>{side}</td><td><h2>Cart</h2><p>Mug: €9.00</p>{inner}</td></tr></table>")
    assert {("Mug", ("€9.00",)), ("Delivery", ("€5.00",)), ("Total", ("€14.00",))} <= set(rows(found))


@pytest.mark.parametrize(
    "handle",
    [
        "<input name=qty value=1>",
        "<a href='/x' style='display:inline-block;width:16px;height:16px'><i class=icon-trash></i></a>",
        "<button>Remove</button>",
    ],
)
def test_a_line_has_its_name_in_one_place_and_its_amount_in_another(browser: Browser, handle: str) -> None:
    line = f"<div class=line><div><a href=/p/1>Blue mug</a></div><div>{handle}</div><div>Total: €9.00</div></div>"
    found = read(browser, f"<div>{line}{line.replace('Blue', 'Red')}</div><p>Total <b>€18.00</b></p>")
    named = [r for r in found.rows if "Blue mug" in r.text]
    assert [r.amounts for r in named] == [("€9.00",)]


def test_a_struck_price_of_a_line_is_known(browser: Browser) -> None:
    found = read(browser, "<table><tr><td>Mug<td><del>€12.00</del> €9.00<td>€9.00</table>")
    assert [(r.amounts, r.struck) for r in found.rows] == [(("€12.00", "€9.00", "€9.00"), ("€12.00",))]


def test_a_quantity_is_read_under_its_column(browser: Browser) -> None:
    html = "<table><tr><th>Item<th>Quantity<th>Price<tr><td>Mug<td><input name='n[a1]' value=2><td>€9.00</table>"
    (field,) = read(browser, html).fields()
    assert (field.column, field.value) == ("Quantity", "2")


@pytest.mark.parametrize(
    "html",
    [
        "<div><p>Mug</p><p>In stock: <b>999</b></p><p>119.00 SGD</p></div>",
        "<div><p>Mug</p><p>SGD 119.00</p><p>250 left</p></div>",
        "<div><p>Mug</p><p>Ref. 12</p><p>500 €</p></div>",
    ],
)
def test_a_number_in_the_line_before_or_after_is_no_part_of_an_amount(browser: Browser, html: str) -> None:
    amounts = {a for r in read(browser, html).rows if r.visible for a in r.amounts}
    assert amounts <= {"119.00 SGD", "SGD 119.00", "500 €"}
    assert amounts


def test_an_amount_that_is_written_with_a_space_for_its_thousands_is_read_whole(browser: Browser) -> None:
    found = read(browser, "<div><p>Laptop</p><p>In stock: 3</p><p>2 199.00 SGD</p></div>")
    assert {a for r in found.rows if r.visible for a in r.amounts} == {"2 199.00 SGD"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><span>Order total:</span> <span>28.00</span></p>", ("Order total", ("28.00",))),
        ("<div>应付总额： 1,280.50</div>", ("应付总额", ("1,280.50",))),
        ("<div>Jumlah keseluruhan: 28.00</div>", ("Jumlah keseluruhan", ("28.00",))),
    ],
)
def test_a_sum_that_is_named_needs_no_currency(
    browser: Browser, html: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert expected in rows(read(browser, html))


@pytest.mark.parametrize("html", ["<p>Rating: 4.50</p>", "<p>Version: 2.10</p>", "<p>Total weight of 3: 12.50 kg</p>"])
def test_a_number_that_is_no_sum_is_no_row(browser: Browser, html: str) -> None:
    assert rows(read(browser, html)) == []


_DRAWN = "position:absolute;left:0;top:0;width:100%;height:100%;opacity:0"


@pytest.mark.parametrize(
    "over", ["<span>Add to basket</span>", "<i style='display:block;width:20px;height:20px'></i><em>Add</em>"]
)
def test_a_transparent_button_over_a_drawn_one_can_be_pressed(browser: Browser, over: str) -> None:
    box = "<span style='position:relative;display:inline-block;width:200px;height:40px'>"
    found = read(browser, f"<form method=post>{box}{over}<button style='{_DRAWN}'>Add to basket</button></span></form>")
    assert [(b.text, b.visible) for b in found.buttons] == [("Add to basket", True)]


@pytest.mark.parametrize(
    "html",
    [
        f"<div style='position:relative;width:200px;height:40px'><button style='{_DRAWN}'>Buy</button></div>",
        f"<div style='position:relative'><p>Words</p><p>{'many ' * 90}</p>"
        "<button style='position:absolute;left:0;top:0;opacity:0'>Buy</button></div>",
        "<div style='position:relative;width:200px;height:40px'><span>Shown</span>"
        f"<button style='{_DRAWN};pointer-events:none'>Buy</button></div>",
        "<div style='opacity:0'><span>Shown</span><button>Buy</button></div>",
    ],
    ids=["over nothing", "over more than itself", "not to be pressed", "in what is transparent"],
)
def test_a_transparent_button_over_nothing_of_its_size_is_hidden(browser: Browser, html: str) -> None:
    assert [b.visible for b in read(browser, html).buttons] == [False]


@pytest.mark.parametrize("kind", ["radio", "checkbox"])
@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("opacity:0;width:14px;height:14px", True),
        ("opacity:0;width:14px;height:14px;pointer-events:none", False),
        ("opacity:0;width:14px;height:14px;position:absolute;left:-9999px", False),
        ("display:none", False),
    ],
)
def test_a_transparent_box_beside_its_words_can_be_chosen(browser: Browser, kind: str, style: str, seen: bool) -> None:
    html = f"<li><div><input type={kind} name=way style='{style}'><label>Courier <b>S$4.50</b></label></div></li>"
    assert [f.visible for f in read(browser, f"<ul>{html}</ul>").fields()] == [seen]
