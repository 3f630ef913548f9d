from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.lines import read_sum
from casetrust_audit.ledger.quantities import holding
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Field
from tests.build import block, card, collection, field, form, link, page
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


BILL = (row(TITLE, "S$38.15"), row("Delivery", "S$6.54", y=150))


@pytest.mark.parametrize(
    ("label", "amount", "currency"),
    [
        ("Payment Due:", "USD $44.69", "USD"),
        ("Amount payable", "US$ 44.69", "USD"),
        ("Due now", "S$44.69", "SGD"),
        ("Due today", "SGD 44.69", "SGD"),
        ("Total due (SGD)", "44.69", "SGD"),
        ("Amount to be paid", "SGD$44.69", "SGD"),
        ("Outstanding amount", "$44.69 SGD", "SGD"),
        ("Payment due incl. GST", "S$44.69", "SGD"),
        ("应付款", "S$44.69", "SGD"),
        ("Perlu dibayar", "S$44.69", "SGD"),
    ],
)
def test_an_amount_to_pay_is_a_total_whatever_it_is_called(label: str, amount: str, currency: str) -> None:
    price = amount.replace("44.69", "38.15")
    (found,) = walk_of(shop_of(price, ("review", (row(TITLE, price), row(label, amount, y=200))))).sums
    total = found[1].total
    assert total is not None
    assert (str(total.amount), total.currency) == ("44.69", currency)


@pytest.mark.parametrize("label", ["Payment due within 30 days", "Nothing due today", "Payment due date"])
def test_a_word_on_when_to_pay_is_no_total(label: str) -> None:
    (found,) = walk_of(shop_of("S$38.15", ("review", (*BILL, row(label, "S$0.00", y=200))))).sums
    assert found[1].total is None


PAIRS = [
    ("Previous price: Discounted price", "Previous price: S$49.05 Discounted price: S$38.15"),
    ("Original price was: . Current price is: .", "Original price was: S$49.05. Current price is: S$38.15."),
    ("Was Now", "Was S$49.05 Now S$38.15"),
    ("Regular price Sale price", "Regular price S$49.05 Sale price S$38.15"),
    ("Usual price Your price You save", "Usual price S$49.05 Your price S$38.15 You save S$10.90"),
    ("原价 现价", "原价 S$49.05 现价 S$38.15"),
    ("Harga asal Harga jualan", "Harga asal S$49.05 Harga jualan S$38.15"),
]


@pytest.mark.parametrize(("label", "text"), PAIRS)
def test_the_two_prices_of_a_reduced_item_are_no_discount_and_no_charge(label: str, text: str) -> None:
    pair = row(label, "S$49.05", "S$38.15", text=text, y=120, tag="span", selector="#totals > span")
    goods = row("Subtotal", "S$38.15", y=140)
    bill = (pair, goods, row("Delivery", "S$6.54", y=150), row("Total", "S$44.69", y=300))
    (found,) = walk_of(shop_of("S$38.15", ("review", bill))).sums
    assert [line.role for line in found[1].lines] == ["item", "subtotal", "shipping", "total"]
    assert str(found[1].computed) == "S$44.69"


@pytest.mark.parametrize(("label", "text"), PAIRS)
def test_an_item_costs_its_price_of_today_in_whatever_order_its_row_tells_them(label: str, text: str) -> None:
    amounts = ["S$49.05", "S$38.15", *(["S$10.90"] if "save" in text else []), "S$38.15", "S$10.90"]
    line = row(f"{TITLE} {label}", *amounts, text=f"{TITLE} {text} S$38.15 Save S$10.90")
    (found,) = walk_of(shop_of("S$38.15", ("cart", (line, row("Total", "S$38.15", y=300))))).sums
    assert [(x.role, str(x.money)) for x in found[1].lines] == [("item", "S$38.15"), ("total", "S$38.15")]


def test_a_price_of_today_that_alone_tells_the_goods_is_the_item() -> None:
    pair = row("Usual price Your price", "S$49.05", "S$38.15", text="Usual price S$49.05 Your price S$38.15")
    bill = (pair, row("Delivery", "S$6.54", y=150), row("Total", "S$44.69", y=300))
    (found,) = walk_of(shop_of("S$38.15", ("review", bill))).sums
    assert next((x.role, str(x.money)) for x in found[1].lines) == ("item", "S$38.15")
    assert (str(found[1].computed), found[1].itemised) == ("S$44.69", True)


def test_a_former_price_in_a_row_of_its_own_is_nothing() -> None:
    bill = (*BILL, row("Previous price", "S$49.05", y=130), row("Total", "S$44.69", y=300))
    assert "Previous price" not in roles(bill)


def test_a_reduced_item_that_the_shop_added_is_an_item_and_no_discount() -> None:
    text = "Greeting card Previous price: S$7.00 Discounted price: S$5.00 Qty 1"
    extra = row("Greeting card Previous price: Discounted price: Qty 1", "S$7.00", "S$5.00", text=text, y=150)
    (found,) = walk_of(shop_of("S$38.15", ("cart", (BILL[0], extra, row("Total", "S$43.15", y=300))))).sums
    assert [(x.role, str(x.money)) for x in found[1].lines][1] == ("item", "S$5.00")


@pytest.mark.parametrize("label", ["Discount", "Promo code NOW10", "You save", "Savings"])
def test_a_line_that_takes_something_off_is_still_a_discount_or_a_notice(label: str) -> None:
    bill = (row(TITLE, "S$49.05"), row(label, "-S$10.90", y=150), row("Total", "S$38.15", y=300))
    found = roles(bill)
    assert found.get(label) in ("discount", None)
    assert (label in ("Discount", "Promo code NOW10", "Savings")) is (found.get(label) == "discount")


@pytest.mark.parametrize("share", ["10% off", "Save 10%", "9折", "Up to 10% off"])
def test_the_price_behind_a_share_taken_off_is_no_saving(share: str) -> None:
    line = row(f"{TITLE} {share}", "S$20.00", "S$18.00", text=f"{TITLE} S$20.00 {share} S$18.00")
    assert holding(line)[-1] == "S$18.00"


@pytest.mark.parametrize("label", ["Shipping to be paid on delivery", "Deposit to be paid at the counter"])
def test_a_charge_to_be_paid_elsewhere_is_no_total(label: str) -> None:
    assert roles((*BILL, row(label, "S$5.00", y=180), row("Total", "S$44.69", y=300)))[label] != "total"


def test_a_total_that_tells_what_is_saved_keeps_its_own_amount() -> None:
    assert holding(row("Total You save", "S$44.69", "S$10.90", text="Total S$44.69 You save S$10.90")) == ("S$44.69",)


@pytest.mark.parametrize(
    "label",
    ["Cash on Delivery (Singapore):", "Cash on delivery fee", "COD charge", "Pay on delivery surcharge", "PayPal",
     "货到付款", "Bayaran semasa penghantaran"],
)  # fmt: skip
def test_what_a_way_to_pay_costs_is_a_fee_and_never_delivery(label: str) -> None:
    head = block("Delivery and payment", selector="#totals > th", box=(10, 155, 100, 8))
    lines = (*BILL, row(label, "S$5.45", y=180), row("Order total", "S$50.14", y=300))
    assert roles(lines, head)[label] == "fee"


def ways(*told: tuple[str, bool], name: str = "shipping_method[0]") -> Page:
    """A bill one line of which offers several ways to choose from."""
    radios = tuple(
        field(name, type="radio", label=label, checked=checked, selector=f"#way{n}", box=(120, 155 + 15 * n, 12, 12))
        for n, (label, checked) in enumerate(told)
    )
    several = row("Shipment", "$6.00", y=150, text="Shipment " + " ".join(label for label, _ in told))
    rows = (row(TITLE, "$15.00"), several, row("Total", "$21.00", y=200))
    return page("cart", "/cart", rows=rows, loose_fields=radios)


@pytest.mark.parametrize("name", ["shipping_method[0]", "carrier"])
def test_a_line_of_the_bill_that_offers_several_ways_costs_what_the_chosen_one_does(name: str) -> None:
    cart = ways(("Standard delivery: $6.00", True), ("Express delivery: $9.00", False), name=name)
    found = read_sum(Shop(collection(cart)), cart, TITLE)
    assert [(line.role, str(line.money.amount)) for line in found.lines] == [
        ("item", "15.00"), ("shipping", "6.00"), ("total", "21.00"),
    ]  # fmt: skip
    assert found.computed == found.total


def test_of_several_ways_none_of_which_is_chosen_no_charge_is_made() -> None:
    cart = ways(("Standard delivery: $6.00", False), ("Express delivery: $9.00", False))
    assert "shipping" not in [line.role for line in read_sum(Shop(collection(cart)), cart, TITLE).lines]


@pytest.mark.parametrize(
    "words", ["Place Order", "Proceed to checkout", "Continue", "Pay with card", "去结算", "Bayar"]
)
def test_what_goes_on_from_the_sum_stands_in_its_box_and_is_no_item(words: str) -> None:
    own = row(TITLE + " 1 item", "S$3.90", tag="div", selector="#a", box=(10, 100, 600, 90))
    total = row(f"Total (1 item) {words}", "S$3.90", tag="div", selector="#b", box=(10, 200, 600, 90))
    on = link("/order.php", words, box=(10, 260, 120, 20))
    cart = page("checkout", "/checkout", rows=(own, total), links=(on,))
    found = read_sum(Shop(collection(cart)), cart, TITLE)
    assert [line.role for line in found.lines] == ["item", "total"]
    assert found.total == found.computed
    assert found.itemised


def delivery(label: str, *, checked: bool, y: float) -> Field:
    return field("delivery_id", type="radio", label=label, checked=checked, box=(40, y, 13, 13), selector=f"#d{y}")


@pytest.mark.parametrize(
    ("way", "total", "gap"),
    [
        ("Courier (8 S$)", "S$12.50", True),
        ("Courier S$8.00", "S$20.50", False),
        ("Courier (free)", "S$12.50", False),
        ("Courier, free delivery from S$80.00", "S$12.50", False),
    ],
)
def test_the_delivery_chosen_beside_a_bill_without_a_line_for_it_counts(way: str, total: str, gap: bool) -> None:
    rows = (row(TITLE, "S$12.50"), row("Order total", total, y=150))
    ways = (delivery(way, checked=True, y=400), delivery("Self-collection (free)", checked=False, y=440))
    cart = page("cart", "/cart", rows=rows, loose_fields=ways)
    found = read_sum(Shop(collection(cart)), cart, TITLE)
    assert (found.computed != found.total) == gap


@pytest.mark.parametrize("way", ["Flat Shipping Rate - S$4.36", "Courier S$8.00"])
@pytest.mark.parametrize(("area", "counts"), [("dialog", False), ("main", True)])
def test_what_a_dialog_over_the_bill_offers_is_not_chosen_yet(way: str, area: str, counts: bool) -> None:
    rows = (row(TITLE, "S$12.50"), row("Order total", "S$12.50", y=150))
    asked = form(delivery(way, checked=True, y=400), area=area)
    over = page("checkout", "/checkout", rows=rows, forms=(asked,))
    found = read_sum(Shop(collection(over)), over, TITLE)
    assert (found.computed != found.total) is counts


def test_a_delivery_that_the_bill_has_is_not_counted_twice() -> None:
    rows = summary((TITLE, "S$12.50"), ("Delivery", "S$8.00"), ("Total", "S$20.50"))
    cart = page("cart", "/cart", rows=rows, loose_fields=(delivery("Courier S$8.00", checked=True, y=400),))
    found = read_sum(Shop(collection(cart)), cart, TITLE)
    assert found.computed == found.total


@pytest.mark.parametrize(("ticked", "items"), [(True, 2), (False, 0)])
def test_a_line_of_the_cart_with_a_box_to_tick_it_off_is_no_extra(ticked: bool, items: int) -> None:
    lines = (row("Blue mug", "S$12.50"), row("Red cup", "S$4.00", y=150), row("Total", "S$16.50", y=250))
    boxes = [
        field("pick", type="checkbox", checked=ticked, label="", box=(12, 105 + y, 13, 13), selector=f"#c{y}")
        for y in (0, 50)
    ]
    amounts = [field("qty", type="number", value="1", box=(200, 105 + y, 40, 20), selector=f"#q{y}") for y in (0, 50)]
    cart = page("cart", "/cart", rows=lines, loose_fields=(*boxes, *amounts))
    found = read_sum(Shop(collection(cart)), cart, "Blue mug")
    assert [line.role for line in found.lines] == ["item"] * items + ["total"]


def test_a_bill_around_a_last_button_that_says_buy_is_no_card_of_another_product() -> None:
    lines = (row(TITLE, "£15.83"), row("Delivery", "£4.00", y=150), row("Total", "£19.83", y=200))
    around = card("/p/1/print", TITLE, "£15.83", "£19.83", box=(0.0, 80.0, 700.0, 400.0), button="Buy")
    review = page("checkout", "/confirm", rows=lines, cards=(around,))
    found = read_sum(Shop(collection(review)), review, TITLE)
    assert found.total is not None
    assert found.total.amount == Decimal("19.83")
