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
