from __future__ import annotations

import pytest

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.joined import apart
from casetrust_audit.ledger.lines import read_sum
from tests.build import collection, page
from tests.ledger.parts import TITLE, row


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Goods: S$12.50 + Delivery: S$5.00", [("Goods", "S$12.50"), ("Delivery", "S$5.00")]),
        ("商品总价: S$12.50 + 配送费用: S$5.00", [("商品总价", "S$12.50"), ("配送费用", "S$5.00")]),
        (
            "商品总金额：¥49.9 - 优惠券：0 + 运费总计：¥20",
            [("商品总金额", "¥49.9"), ("优惠券", "0"), ("运费总计", "¥20")],
        ),
        ("Goods: $30.00 - Voucher: $4.00", [("Goods", "$30.00"), ("Voucher", "-$4.00")]),
    ],
)
def test_a_bill_in_one_line_is_taken_apart(text: str, parts: list[tuple[str, str]]) -> None:
    told = row(text, *(amount.lstrip("-") for _, amount in parts), text=text)
    assert [(r.label, *r.amounts) for r in apart(told, "SGD")] == parts


@pytest.mark.parametrize(
    "text",
    ["Total: S$12.50", "Blue-green mug: S$12.50", "T-shirt + cap: S$20.00", "Ready in 2 - 3 days: S$5.00", "A: 1 + B"],
)
def test_other_lines_stay_whole(text: str) -> None:
    told = row(text, "S$12.50", text=text)
    assert apart(told, "SGD") == (told,)


def test_its_parts_are_the_lines_of_the_bill() -> None:
    bill = "Goods total: S$12.50 + Delivery: S$5.00 - Voucher: S$2.00"
    rows = (
        row(TITLE, "S$12.50"),
        row(bill, "S$12.50", "S$5.00", "S$2.00", y=200, text=bill),
        row("To pay", "S$15.50", y=240),
    )
    cart = page("checkout", "/checkout", rows=rows)
    found = read_sum(Shop(collection(cart)), cart, TITLE)
    told = {line.role: str(line.money.amount) for line in found.lines}
    assert (told["shipping"], told["discount"]) == ("5.00", "-2.00")
    assert found.computed == found.total


@pytest.mark.parametrize("label", ["商品总价", "商品合计", "货品总额", "商品總計", "货款"])
def test_a_chinese_sum_of_the_goods_is_no_charge_and_no_total(label: str) -> None:
    rows = (row(TITLE, "S$12.50"), row(label, "S$12.50", y=200), row("应付款金额", "S$12.50", y=240))
    cart = page("checkout", "/checkout", rows=rows)
    found = read_sum(Shop(collection(cart)), cart, TITLE)
    assert {line.label: line.role for line in found.lines}[label] == "subtotal"
    assert found.computed == found.total
