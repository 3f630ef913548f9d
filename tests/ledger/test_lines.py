from __future__ import annotations

from typing import Any

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.lines import read_sum
from casetrust_audit.model.capture import Page
from tests.build import block, collection, link, page
from tests.ledger.parts import TITLE, row, shop_of, summary, walk_of


def roles(rows: Any, *blocks: Any) -> dict[str, str]:
    cart: Page = page("cart", "/cart", rows=rows, blocks=blocks)
    return {line.label: line.role for line in read_sum(Shop(collection(cart)), cart, TITLE).lines}


def test_a_method_under_a_heading_of_delivery_is_delivery() -> None:
    head = block("Shipping", selector="#totals > th", box=(10, 140, 100, 8))
    lines = (row(TITLE, "£15.83"), row("Insured priority parcel", "£14.90", y=150), row("Order total", "£30.73", y=200))
    assert roles(lines, head)["Insured priority parcel"] == "shipping"


def test_a_line_after_the_next_heading_is_a_fee() -> None:
    heads = (
        block("Shipping", selector="#totals > th", box=(10, 140, 100, 8)),
        block("Surcharges", selector="#totals > th", box=(10, 190, 100, 8)),
    )
    lines = (
        *summary((TITLE, "£15.83"), ("Parcel", "£4.00"), ("Handling", "£1.50")),
        row("Order total", "£21.33", y=300),
    )
    found = roles(lines, *heads)
    assert (found["Parcel"], found["Handling"]) == ("shipping", "fee")


def test_a_notice_on_tax_with_an_amount_is_no_line() -> None:
    notice = row("Delivery islandwide, free from · Prices exclude GST; 9 % is added at checkout", "S$60.00", y=20)
    assert roles((notice, *summary((TITLE, "S$3.90"), ("GST 9 %", "S$0.35"), ("Total", "S$4.25")))) == {
        TITLE: "item",
        "GST 9 %": "tax",
        "Total": "total",
    }


def test_an_item_has_one_name_in_cart_and_checkout() -> None:
    total = row("Total", "S$8.90", y=300)
    own = row(TITLE, "S$3.90")
    in_cart = row("Greeting card each Quantity of Greeting card Remove", "S$5.00", y=150)
    name = link("/products/greeting-card", "Greeting card", box=(10, 155, 80, 20))
    cart = page("cart", "/cart", rows=(own, in_cart, total), links=(name,))
    review = page("checkout", "/review", rows=(own, row("Greeting card × 1", "S$5.00", y=150), total))
    found = Shop(collection(cart, review))
    names = [[x.label for x in read_sum(found, p, TITLE).lines if x.role == "item"] for p in (cart, review)]
    assert names == [[TITLE, "Greeting card"], [TITLE, "Greeting card"]]


def test_the_price_of_one_inside_the_row_of_two_is_no_line_of_its_own() -> None:
    outer = row(TITLE, "S$16.90", "S$33.80", selector="#lines > li", box=(10, 100, 800, 80), tag="li")
    each = row(f"{TITLE} each", "S$16.90", selector="#lines > li > div", box=(20, 110, 200, 30), tag="div")
    total = row("Total", "S$33.80", y=300)
    shop = shop_of("S$16.90", ("cart", (outer, each, total)))
    (found,) = walk_of(shop).sums
    assert [(line.role, str(line.money)) for line in found[1].lines] == [("item", "S$33.80"), ("total", "S$33.80")]


def test_two_lines_alike_are_two_unless_one_is_shown_again_elsewhere() -> None:
    seats = [row(TITLE, "S$42.00", y=100.0 + 50 * n, selector=f"#cart > tr:nth-of-type({n})") for n in (1, 2)]
    again = row(TITLE, "S$42.00", y=500, selector="#mini > li", group="#mini", tag="li")
    total = row("Total", "S$84.00", y=300)
    shop = shop_of("S$42.00", ("cart", (*seats, total, again)))
    (found,) = walk_of(shop).sums
    assert [line.role for line in found[1].lines].count("item") == 2
    assert str(found[1].computed) == "S$84.00"


def test_a_total_told_with_and_without_tax_is_the_one_to_pay() -> None:
    lines = (row(TITLE, "€129.00"), row("Parcel", "€6.90", y=150))
    total = row("Total: ( excl. tax)", "€135.90", "€114.20", y=200, text="Total: €135.90 (€114.20 excl. tax)")
    (found,) = walk_of(shop_of("€129.00", ("review", (*lines, total)))).sums
    assert (str(found[1].total), str(found[1].computed)) == ("€135.90", "€135.90")


def test_a_sentence_that_tells_of_a_fee_of_the_bill_is_not_a_second_one() -> None:
    bill = summary((TITLE, "S$3.90"), ("Service fee", "S$1.50"), ("Total", "S$5.40"))
    notice = row("Service fee per order", "S$1.50", y=20, tag="p", group="#main")
    for rows in ((notice, *bill), (*bill, notice)):
        cart = page("cart", "/cart", rows=rows)
        found = read_sum(Shop(collection(cart)), cart, TITLE)
        assert [line.label for line in found.lines if line.role == "fee"] == ["Service fee"]
        assert str(found.computed) == "S$5.40"
    other = row("Express fee per order", "S$9.00", y=20, tag="p", group="#main")
    assert roles((other, *bill))["Express fee per order"] == "fee"


def test_a_price_told_without_its_tax_inside_the_row_of_the_item_is_no_tax() -> None:
    outer = row(TITLE, "S$16.90", "S$16.90", selector="#lines > li", box=(10, 100, 800, 80), tag="li")
    each = row("+GST each", "S$16.90", selector="#lines > li > span", box=(20, 110, 200, 30), tag="span")
    tax, total = row("GST 9 %", "S$1.52", y=250), row("Total", "S$18.42", y=300)
    assert roles((outer, each, tax, total)) == {TITLE: "item", "GST 9 %": "tax", "Total": "total"}
