"""A rate is held against a shop only where the amount of its GST line can be nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import casetrust_audit.ledger.tax_lines  # noqa: F401 - registers its facts
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.tax_lines import MOST_LINES
from casetrust_audit.model.fact import Absent, Fact, Known, Subject, Unknown
from casetrust_audit.model.reading import Row
from tests.build import collection, page
from tests.ledger.parts import TITLE, row, shop_of, summary

FLAGS = ("current", "wrong", "unexplained", "misnamed")


def subjects(found: Fact) -> list[Subject]:
    assert isinstance(found, Known), found
    assert isinstance(found.value, tuple)
    return [s for s in found.value if isinstance(s, Subject)]


def charged(*lines: tuple[str, str], price: str = "S$100.00") -> dict[str, Any]:
    """Fields of the only walk's tax line."""
    rows = summary(*lines)
    (only,) = subjects(extract(shop_of(price, ("cart", rows), ("review", rows)))["tax.charged"])
    return dict(only.fields)


def flags(*lines: tuple[str, str], price: str = "S$100.00") -> set[str]:
    """What is said of the tax line; nothing at all where no verdict is possible."""
    found = charged(*lines, price=price)
    return {name for name in FLAGS if found[name] is True}


def bill(label: str, tax: str, *, total: str = "S$100.00", goods: str = "S$100.00") -> tuple[tuple[str, str], ...]:
    return ((TITLE, goods), ("Total", total), (label, tax))


def test_a_tax_inside_the_prices_is_reckoned_from_the_gross() -> None:
    found = charged(*bill("GST 9 % included", "S$8.26"))
    assert (found["included"], found["gst"], found["stated_rate"], found["implied_rate"]) == (
        True, True, Decimal(9), Decimal("9.0"),
    )  # fmt: skip
    assert flags(*bill("GST 9 % included", "S$8.26")) == {"current"}


def test_a_tax_on_top_is_reckoned_from_the_net() -> None:
    found = charged(*bill("GST", "S$9.00", total="S$109.00"))
    assert (found["included"], found["implied_rate"]) == (False, Decimal("9.0"))
    assert flags(*bill("GST", "S$9.00", total="S$109.00")) == {"current"}


@pytest.mark.parametrize(
    ("label", "tax", "total"),
    [
        ("GST included", "S$7.41", "S$100.00"),
        ("GST included", "S$6.54", "S$100.00"),
        ("GST (8 %) included", "S$7.41", "S$100.00"),
        ("GST", "S$8.00", "S$108.00"),
        ("GST 7%", "S$7.00", "S$107.00"),
    ],
)
def test_an_old_rate_that_is_charged_is_wrong(label: str, tax: str, total: str) -> None:
    assert flags(*bill(label, tax, total=total)) == {"wrong"}


def test_the_tax_may_be_on_goods_and_charges_or_on_goods_alone() -> None:
    goods, delivery = (TITLE, "S$100.00"), ("Delivery", "S$10.00")
    assert flags(goods, delivery, ("GST", "S$9.90"), ("Total", "S$119.90")) == {"current"}
    assert flags(goods, delivery, ("GST", "S$9.00"), ("Total", "S$119.00")) == {"current"}
    assert flags(goods, delivery, ("GST", "S$8.80"), ("Total", "S$118.80")) == {"wrong"}


def test_a_discount_lowers_what_is_taxed() -> None:
    lines = ((TITLE, "S$100.00"), ("Discount", "-S$20.00"), ("GST", "S$7.20"), ("Total", "S$87.20"))
    assert flags(*lines) == {"current"}


def test_eight_of_all_that_is_nine_of_a_part_is_not_wrong() -> None:
    # 9 % of the goods is also 8 % of goods and delivery
    lines = ((TITLE, "S$100.00"), ("Delivery", "S$12.50"), ("GST", "S$9.00"), ("Total", "S$121.50"))
    assert flags(*lines) == {"current"}
    # one of two goods bears none: 9 % of S$80 is 7.2 % of S$100, and 8 % of S$90
    lines = ((TITLE, "S$80.00"), ("Book Qty: 1", "S$10.00"), ("GST", "S$7.20"), ("Total", "S$97.20"))
    assert "wrong" not in flags(*lines, price="S$80.00")


def test_a_cent_of_rounding_a_line_is_no_difference() -> None:
    assert flags(*bill("GST included", "S$8.25")) == {"current"}
    assert flags(*bill("GST included", "S$7.40")) == {"wrong"}
    assert flags(*bill("GST included", "S$8.30")) == {"unexplained"}


def test_an_amount_so_small_that_any_rate_fits_accuses_nobody() -> None:
    assert "wrong" not in flags(*bill("GST included", "S$0.07", total="S$1.00", goods="S$1.00"), price="S$1.00")


def test_goods_that_bear_no_tax_give_no_verdict() -> None:
    found = charged(*bill("GST 9 % included", "S$0.00"))
    assert all(isinstance(found[name], Unknown) for name in FLAGS)


def test_two_taxes_together_give_no_verdict() -> None:
    lines = ((TITLE, "S$100.00"), ("GST 9 %", "S$4.00"), ("Import duty tax", "S$4.00"), ("Total", "S$108.00"))
    found = charged(*lines)
    assert all(isinstance(found[name], Unknown) for name in FLAGS)


def test_a_bill_that_does_not_add_up_gives_no_verdict() -> None:
    assert isinstance(charged(*bill("GST 8 %", "S$8.00", total="S$120.00"))["wrong"], Unknown)


def test_no_rate_is_held_against_a_tax_that_is_not_the_gst_of_singapore() -> None:
    pounds = ((TITLE, "£100.00"), ("VAT 20 %", "£20.00"), ("Total", "£120.00"))
    assert flags(*pounds, price="£100.00") == set()
    ringgit = ((TITLE, "RM100.00"), ("GST", "RM8.00"), ("Total", "RM108.00"))
    assert flags(*ringgit, price="RM100.00") == set()
    assert "wrong" not in flags((TITLE, "S$100.00"), ("Sales tax", "S$8.00"), ("Total", "S$108.00"))


def test_a_line_that_names_one_rate_and_is_another_is_misnamed_and_not_wrong() -> None:
    assert flags(*bill("GST 9 % included", "S$5.00")) == {"unexplained", "misnamed"}
    assert flags(*bill("GST 9 % included", "S$7.41")) == {"misnamed"}
    assert flags(*bill("GST 8 % included", "S$8.26")) == {"current", "misnamed"}


def test_an_amount_that_fits_no_rate_is_unexplained() -> None:
    assert flags(*bill("GST included", "S$5.00")) == {"unexplained"}


def test_a_long_bill_has_the_benefit_of_the_doubt() -> None:
    more = [(f"Piece {n} Qty: 1", "S$10.00") for n in range(MOST_LINES)]
    gross = 100 + 10 * MOST_LINES
    total = ("Total", f"S${gross}.00"), ("GST included", f"S${Decimal(gross) * 8 / 108:.2f}")
    assert "wrong" not in flags((TITLE, "S$100.00"), *more, *total)
    assert "wrong" in flags((TITLE, "S$100.00"), *more[:3], ("Total", "S$130.00"), ("GST included", "S$9.63"))


def test_the_tax_may_be_told_within_the_total() -> None:
    total = row("Total", "S$100.00", "S$7.41", y=200, text="Total S$100.00 (includes S$7.41 GST)")
    lines: tuple[Row, ...] = (row(TITLE, "S$100.00"), total)
    (only,) = subjects(extract(shop_of("S$100.00", ("cart", lines), ("review", lines)))["tax.charged"])
    assert (only.fields["included"], only.fields["wrong"]) == (True, True)


def test_the_last_step_with_a_tax_line_counts() -> None:
    early = summary((TITLE, "S$100.00"), ("GST", "S$8.00"), ("Total", "S$108.00"))
    late = summary((TITLE, "S$100.00"), ("GST", "S$9.00"), ("Total", "S$109.00"))
    (only,) = subjects(extract(shop_of("S$100.00", ("cart", early), ("review", late)))["tax.charged"])
    assert only.label == "GST at review (cheap), which is 9 % within rounding"


def test_without_a_tax_line_there_is_none_where_the_walk_was_finished() -> None:
    plain = summary((TITLE, "S$100.00"), ("Total", "S$100.00"))
    assert isinstance(extract(shop_of("S$100.00", ("cart", plain), ("review", plain)))["tax.charged"], Absent)
    walled = shop_of("S$100.00", ("cart", plain), end="login-wall")
    assert isinstance(extract(walled)["tax.charged"], Unknown)


# the rates met, quoted and charged


def met(*lines: tuple[str, str], quoted: str = "") -> list[tuple[str, bool, bool]]:
    rows = summary(*lines)
    base = shop_of("S$100.00", ("cart", rows), ("review", rows))
    told = (page("faq", "/faq", quoted),) if quoted else ()
    shop = Shop(collection(*base.collection.pages, *told, journeys=base.journeys))
    found = extract(shop)["gst.rates_met"]

    def plain(value: Any) -> bool:
        return bool(value.value if isinstance(value, Known) else value)

    return [
        (s.label, plain(s.fields["stale"]), plain(s.fields["misnamed"]))
        for s in (subjects(found) if isinstance(found, Known) else [])
    ]


def test_rates_quoted_and_charged_are_met_together() -> None:
    assert met(*bill("GST included", "S$7.41"), quoted="Prices include 9% GST.") == [
        ("9 % on faq page", False, False),
        ("GST at review (cheap), which is 8 % within rounding", True, False),
    ]


def test_an_old_rate_that_a_bill_names_is_stale_whatever_its_amount() -> None:
    assert met(*bill("GST 8 % included", "S$8.26"))[0][1:] == (True, True)


@pytest.mark.parametrize(
    ("label", "tax"), [("GST included", "S$5.00"), ("Tax", "S$7.41"), ("GST 10 % included", "S$9.09")]
)
def test_a_line_without_a_known_rate_says_nothing(label: str, tax: str) -> None:
    assert met(*bill(label, tax)) == []
