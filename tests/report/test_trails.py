from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Trail, TrailStep
from casetrust_audit.report.spots import Spotter
from casetrust_audit.report.trail_table import IN_DATA
from casetrust_audit.report.trail_view import TrailView, trail_view
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.waterfall import WIDTH, is_hidden, waterfall
from tests.report.sample import COMPLETE, EARLY, JPEG, crops, line, sgd, sighted, spot


def told(trail: Trail) -> list[tuple[str, str, str]]:
    """Label, amount and pattern of each bar."""
    picture = waterfall(trail, Translator())
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
    picture = waterfall(COMPLETE, Translator())
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


def test_of_a_tax_that_the_price_held_only_the_rest_comes_on_top() -> None:
    """A price of 12.90 with its tax in it: the bill tells net, delivery, and the tax on both apart."""
    trail = replace(
        with_final("17.26", charge("Delivery", "shipping", "4.00"), charge("GST", "tax", "1.43")), reconciled=True
    )
    assert told(trail)[1:] == [
        ("Delivery", "+S$4.00", "disclosed"),
        ("GST", "+S$0.36", "disclosed"),
        ("Amount to pay", "S$17.26", "end"),
    ]
    whole = replace(with_final("12.90", charge("GST", "tax", "1.07")), reconciled=True)
    assert told(whole)[1:] == [("Amount to pay", "S$12.90", "end")]


@pytest.mark.parametrize("unclear", [{"reconciled": False}, {"reconciled": None}, {"final": sgd("10.00")}])
def test_a_sum_that_nothing_explains_stays_unexplained_beside_a_tax(unclear: dict[str, Any]) -> None:
    trail = replace(with_final("12.90", charge("GST", "tax", "1.07")), **({"reconciled": True} | unclear))
    assert "Not explained by any line" in [label for label, _, _ in told(trail)]


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
    assert waterfall(replace(COMPLETE, final=Money(Decimal("15"), "USD")), Translator()) is None
    assert waterfall(replace(COMPLETE, headline=None), Translator()) is None
    assert waterfall(with_final("-5.00"), Translator()) is None


def test_a_trail_that_ended_early_never_shows_an_amount_to_pay() -> None:
    assert told(EARLY)[-1] == ("Seen so far; not the amount to pay", "S$189.00", "partial")
    stopped = replace(COMPLETE, complete=False, reached="cart")
    assert told(stopped)[-1] == ("Last total seen; not the amount to pay", "S$20.80", "partial")
    assert trail_view(stopped, 1, Spotter(crops, ()), Translator()).added == ""


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


def viewed(trail: Trail) -> TrailView:
    return trail_view(trail, 1, Spotter(crops, ()), Translator())


def cells(trail: Trail) -> dict[str, list[str]]:
    return {row.label: [cell.text for cell in row.cells] for row in viewed(trail).table.rows}


def test_the_table_matches_lines_over_the_steps() -> None:
    assert cells(COMPLETE)["Kaya toast set"] == ["S$12.90"] * 4
    assert cells(COMPLETE)["Handling fee"] == ["", "", "", "S$3.90"]
    assert [(c.name, c.total, c.computed, c.differs) for c in viewed(COMPLETE).table.columns] == [
        ("List of products", "", "", False), ("Product page", "", "", False),
        ("Cart", "S$16.90", "S$16.90", False), ("Payment", "S$20.80", "S$20.80", False),
    ]  # fmt: skip


def test_the_price_on_the_items_page_and_in_its_data_stand_before_the_cart() -> None:
    assert [c.name for c in viewed(COMPLETE).table.columns] == ["List of products", "Product page", "Cart", "Payment"]
    assert cells(COMPLETE)["Kaya toast set"] == ["S$12.90"] * 4
    assert cells(COMPLETE)[IN_DATA] == ["", "S$12.90", "", ""]
    assert viewed(COMPLETE).table.columns[1].link.href == "https://kopi-kaya.example/products/kaya-toast-set"


def test_a_trail_that_has_its_page_among_its_steps_shows_it_once() -> None:
    own = TrailStep("product", "", "c0003", (line(3, "Kaya toast set", "item", "12.90"),), None, None)
    names = [c.name for c in viewed(replace(COMPLETE, steps=(own, *COMPLETE.steps))).table.columns]
    assert names == ["List of products", "Product page", "Cart", "Payment"]


def test_a_first_price_without_a_sighting_is_shown_all_the_same() -> None:
    assert cells(replace(COMPLETE, sightings=()))["Kaya toast set"] == ["S$12.90"] * 3


def test_what_a_phone_shows_is_told_where_it_differs() -> None:
    here, phone = COMPLETE.sightings[:2]
    dearer = replace(phone, readings=(sgd("13.90"),))
    row = viewed(replace(COMPLETE, sightings=(here, dearer))).table.rows[0]
    assert (row.cells[0].text, row.cells[0].note) == ("S$12.90", "on a phone S$13.90")
    assert viewed(COMPLETE).table.rows[0].cells[0].note == ""


def test_a_price_from_is_marked_and_an_ambiguous_one_is_told_both_ways() -> None:
    here = COMPLETE.sightings[0]
    two = replace(here, role="from-price", readings=(sgd("1299"), sgd("1.30")))
    cell = viewed(replace(COMPLETE, sightings=(two,))).table.rows[0].cells[0]
    assert (cell.text, cell.note) == ("S$1,299.00 or S$1.30", "from")


def test_each_amount_leads_to_its_picture_with_its_step() -> None:
    table = viewed(COMPLETE).table
    pictures = {seen.key: (seen.step, seen.label, seen.amount) for seen in table.seen}
    item = table.rows[0]
    assert [pictures[cell.picture] for cell in item.cells] == [
        (step, "Kaya toast set", "S$12.90") for step in ("List of products", "Product page", "Cart", "Payment")
    ]
    paid = replace(COMPLETE.steps[-1], lines=(*COMPLETE.steps[-1].lines, line(5, "Total", "total", "20.80")))
    column = viewed(replace(COMPLETE, steps=(COMPLETE.steps[0], paid))).table.columns[-1]
    assert column.picture.startswith("trail-1-seen-")
    bare = trail_view(COMPLETE, 1, Spotter(lambda _: None, ()), Translator()).table
    assert {cell.picture for row in bare.rows for cell in row.cells} == {""}
    assert bare.seen == ()


def test_the_picture_of_a_wide_row_ends_with_its_amount() -> None:
    asked: list[Any] = []

    def noted(ref: EvidenceRef) -> bytes | None:
        asked.append(ref.box)
        return JPEG

    wide = replace(line(4, "Delivery", "shipping", "4.00"), evidence=spot(4, "Delivery", (100, 500, 1080, 40)))
    amount = sighted("cart", 4, "shipping", "S$4.00", "4.00", evidence=spot(4, "S$4.00", (1090, 510, 80, 20)))
    step = TrailStep("cart", "", "c0004", (wide,), None, None)
    for sightings, box in (((amount,), (470, 500, 700, 40)), ((), (100, 500, 1080, 40))):
        asked.clear()
        trail_view(replace(COMPLETE, steps=(step,), sightings=sightings), 1, Spotter(noted, ()), Translator())
        assert box in asked


def test_a_step_without_lines_is_told_and_has_no_column() -> None:
    silent = TrailStep("gateway", "", "c0005", (), None, None)
    table = viewed(replace(COMPLETE, steps=(*COMPLETE.steps[:1], silent, *COMPLETE.steps[1:]))).table
    assert [c.name for c in table.columns] == ["List of products", "Product page", "Cart", "Payment"]
    assert table.empty == "Start of checkout"


def test_an_earlier_step_that_does_not_add_up_is_named() -> None:
    assert viewed(COMPLETE).reconciled == "At every step the lines add up to the stated total, to the cent."
    cart = replace(COMPLETE.steps[0], computed=sgd("15.90"))
    odd = replace(COMPLETE, steps=(cart, *COMPLETE.steps[1:]))
    assert viewed(odd).reconciled == (
        "At the last step the lines add up to the stated total, to the cent; not so at: cart."
    )


def test_the_amounts_met_are_counted() -> None:
    assert viewed(COMPLETE).sighted == (
        "10 amounts met on the way, in lists and data too, 2 of them only counted: see audit.json."
    )
    assert viewed(EARLY).sighted == "1 amount met on the way, in lists and data too: see audit.json."
    assert viewed(replace(EARLY, sightings=())).sighted == ""


def test_a_discount_of_the_last_step_is_a_bar_of_its_own() -> None:
    last = COMPLETE.steps[-1]
    less = replace(last, lines=(*last.lines, line(5, "Voucher KAYA", "discount", "-3.00")))
    paid = replace(COMPLETE, steps=(COMPLETE.steps[0], less), final=sgd("17.80"))
    assert told(paid)[-2:] == [("Voucher KAYA", "-S$3.00", "less"), ("Amount to pay", "S$17.80", "end")]
    # where the lines are net of it already the amount to pay does not show it again
    assert "Voucher KAYA" not in [label for label, _, _ in told(replace(paid, final=sgd("20.80")))]


def test_the_picture_has_a_running_sum_and_steps_for_its_table() -> None:
    picture = waterfall(COMPLETE, Translator())
    assert picture is not None
    assert [(bar.part.label, bar.total, bar.part.step, bar.part.told) for bar in picture.bars] == [
        ("Price first shown", "S$12.90", "", ""),
        ("Delivery", "S$16.90", "cart", "amount stated before checkout"),
        ("Handling fee", "S$20.80", "payment", "not announced before checkout"),
        ("Amount to pay", "S$20.80", "", ""),
    ]


def test_the_same_line_twice_at_a_step_is_two_rows() -> None:
    twice = TrailStep("cart", "", "c0004", (line(4, "Fee", "fee", "1.00"), line(4, "Fee", "fee", "2.00")), None, None)
    view = viewed(replace(COMPLETE, steps=(twice,), sightings=(), headline=None))
    assert [row.cells[0].text for row in view.table.rows] == ["S$1.00", "S$2.00"]


def test_a_gap_between_lines_and_total_is_told() -> None:
    view = trail_view(replace(COMPLETE, reconciled=False, gap=sgd("2.50")), 1, Spotter(crops, ()), Translator())
    assert view.reconciled == (
        "The lines shown do not add up to the stated total. At the last step S$2.50 is not explained."
    )


def test_pictures_stop_at_the_budget_and_are_counted() -> None:
    room_for_three = Spotter(crops, (), budget=3 * (len(JPEG) * 4 // 3 + 40))
    view = trail_view(COMPLETE, 1, room_for_three, Translator())
    assert len(view.table.seen) == 3
    assert room_for_three.left_out == 7
