from dataclasses import replace
from decimal import Decimal

from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Trail, TrailStep
from casetrust_audit.report.spots import Spotter
from casetrust_audit.report.trail_view import trail_view
from casetrust_audit.report.waterfall import WIDTH, is_hidden, waterfall
from tests.report.sample import COMPLETE, EARLY, JPEG, crops, line, sgd


def told(trail: Trail) -> list[tuple[str, str, str]]:
    """Label, amount and pattern of each bar."""
    picture = waterfall(trail)
    assert picture is not None
    return [(bar.part.label, bar.part.shown, bar.part.pattern) for bar in picture.bars]


def with_final(amount: str, *charges: Charge) -> Trail:
    return replace(COMPLETE, final=sgd(amount), charges=charges or COMPLETE.charges)


def charge(label: str, role: str, amount: str, nature: str = "mandatory", level: str = "amount") -> Charge:
    return Charge(label, role, sgd(amount), nature, "cart", level, "", ())


def test_the_bars_lead_from_the_first_price_to_the_amount_to_pay() -> None:
    assert told(COMPLETE) == [
        ("Price first shown", "S$12.90", "start"),
        ("Delivery", "+S$4.00", "disclosed"),
        ("Handling fee", "+S$3.90", "hidden"),
        ("Amount to pay", "S$20.80", "end"),
    ]


def test_each_bar_begins_where_the_one_before_ended() -> None:
    picture = waterfall(COMPLETE)
    assert picture is not None
    ends = [float(bar.x) + float(bar.width) for bar in picture.bars]
    assert [float(bar.x) for bar in picture.bars[1:3]] == ends[:2]
    assert ends[-1] == WIDTH


def test_what_no_line_explains_is_a_bar_of_its_own() -> None:
    assert told(with_final("23.30"))[3:] == [
        ("Not explained by any line", "+S$2.50", "open"),
        ("Amount to pay", "S$23.30", "end"),
    ]


def test_a_discount_takes_away_whether_written_with_a_minus_or_not() -> None:
    for amount in ("-2.90", "2.90"):
        assert told(with_final("10.00", charge("Voucher", "discount", amount)))[1] == ("Voucher", "-S$2.90", "less")


def test_tax_that_is_already_included_adds_no_bar() -> None:
    labels = [label for label, _, _ in told(with_final("12.90", charge("GST", "tax-included", "1.07")))]
    assert labels == ["Price first shown", "Amount to pay"]


def test_an_optional_charge_counts_only_where_the_total_shows_it() -> None:
    offered = charge("Gift wrap", "fee", "5.00", nature="optional")
    assert [label for label, _, _ in told(with_final("12.90", offered))] == ["Price first shown", "Amount to pay"]
    assert told(with_final("17.90", offered))[1] == ("Gift wrap", "+S$5.00", "disclosed")


def test_an_item_that_grew_dearer_on_the_way_is_shown() -> None:
    steps = (
        *COMPLETE.steps,
        TrailStep("review", "", "c0005", (line(5, "Kaya toast set", "item", "13.90", 1),), None, None),
    )
    assert told(replace(COMPLETE, steps=steps, final=sgd("21.80")))[1] == (
        "Price of the item changed on the way", "+S$1.00", "hidden",
    )  # fmt: skip


def test_two_of_an_item_begin_at_twice_the_price() -> None:
    for stated in ("12.90", "25.80"):
        steps = (TrailStep("cart", "", "c0004", (line(4, "Kaya toast set", "item", stated, 2),), None, None),)
        bars = told(replace(COMPLETE, steps=steps, charges=(), final=sgd("25.80")))
        assert [shown for _, shown, _ in bars] == ["S$25.80", "S$25.80"]


def test_no_picture_is_drawn_of_two_currencies_or_without_a_first_price() -> None:
    assert waterfall(replace(COMPLETE, final=Money(Decimal("15"), "USD"))) is None
    assert waterfall(replace(COMPLETE, headline=None)) is None
    assert waterfall(with_final("-5.00")) is None


def test_a_trail_that_ended_early_never_shows_an_amount_to_pay() -> None:
    assert told(EARLY)[-1] == ("Seen so far; not the amount to pay", "S$189.00", "partial")
    stopped = replace(COMPLETE, complete=False, reached="cart")
    assert told(stopped)[-1] == ("Last total seen; not the amount to pay", "S$20.80", "partial")
    assert trail_view(stopped, 1, Spotter(crops, ())).added == ""


def test_a_charge_is_hidden_where_its_amount_was_not_announced_and_nobody_chose_it() -> None:
    assert is_hidden(charge("Fee", "fee", "1", level="mention"))
    assert is_hidden(charge("Fee", "fee", "1", nature="preselected", level="none"))
    assert not is_hidden(charge("Fee", "fee", "1", level="formula"))
    assert not is_hidden(charge("Wrap", "fee", "1", nature="optional", level="none"))
    assert not is_hidden(charge("Voucher", "discount", "-1", level="none"))


def test_a_long_label_keeps_clear_of_its_amount() -> None:
    for name, width in (("Fee for handling and packing of goods" * 9, 37), ("手续费" * 30, 19)):
        label = told(with_final("12.90", charge(name, "fee", "1.00")))[1][0]
        assert len(label) <= width
        assert label.endswith("…")


def test_the_table_matches_lines_over_the_steps() -> None:
    view = trail_view(COMPLETE, 1, Spotter(crops, ()))
    cells = {row.label: [cell.text for cell in row.cells] for row in view.rows}
    assert cells["Kaya toast set"] == ["S$12.90"] * 3
    assert cells["Handling fee"] == ["", "", "S$3.90"]
    assert [(c.total, c.computed, c.differs) for c in view.columns] == [
        ("", "S$12.90", False), ("S$16.90", "S$16.90", False), ("S$20.80", "S$20.80", False),
    ]  # fmt: skip


def test_the_same_line_twice_at_a_step_is_two_rows() -> None:
    twice = TrailStep("cart", "", "c0004", (line(4, "Fee", "fee", "1.00"), line(4, "Fee", "fee", "2.00")), None, None)
    view = trail_view(replace(COMPLETE, steps=(twice,)), 1, Spotter(crops, ()))
    assert [row.cells[0].text for row in view.rows] == ["S$1.00", "S$2.00"]


def test_a_gap_between_lines_and_total_is_told() -> None:
    view = trail_view(replace(COMPLETE, reconciled=False, gap=sgd("2.50")), 1, Spotter(crops, ()))
    assert view.reconciled == (
        "The lines shown do not add up to the stated total. At the last step S$2.50 is not explained."
    )


def test_pictures_stop_at_the_budget_and_are_counted() -> None:
    room_for_three = Spotter(crops, (), budget=3 * (len(JPEG) * 4 // 3 + 40))
    view = trail_view(COMPLETE, 1, room_for_three)
    assert len(view.seen) == 3
    assert room_for_three.left_out == 5
