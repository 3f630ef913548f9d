"""The arithmetic of the measurements, and what they make of records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.folders import (
    Pages,
    contact_entities,
    forms_formasaurus,
    forms_together,
    page_roles,
    policy_facts,
    product_pages,
    rows,
)
from bench.halves import KEPT, OLD, WORKED, half_of
from bench.measure import Found, Line, Tally, beside, calibration, confusion, macro_f1, markdown


def test_found_counts_repeats_and_gives_f1() -> None:
    found = Found()
    found.add(["a", "a", "b"], ["a", "c"])
    assert (found.hit, found.extra, found.missed) == (1, 1, 2)
    assert (found.precision, round(found.recall, 3), round(found.f1, 3)) == (0.5, 0.333, 0.4)
    assert Found().f1 == 1.0


def test_a_mapping_counts_its_keys_once() -> None:
    found = Found()
    found.add({"a", "b"}, {"a": {}, "c": {}})
    assert (found.hit, found.extra, found.missed) == (1, 1, 1)


def test_phones_are_compared_without_country_code_and_e_mails_where_labelled() -> None:
    spot = {"confidence": 0.9}
    contacts = {
        "phones": [{"value": "+442079460958"} | spot, {"value": "+6561234567"} | spot],
        "emails": [{"value": "a@shop.example"} | spot],
        "addresses": [{"value": "", "street": "1 Tea Road"} | spot],
        "hours": [{"value": "Mon-Fri 9am to 5pm"} | spot],
    }
    row = {"id": "c", "entities": {"tel": ["020 7946 0958"], "street": ["1 Tea Road"], "hours": ["Mon-Fri 9am to 5pm"]}}
    lines = list(contact_entities([(row, {"contacts": contacts})]))
    assert _value(lines, "phones").value.startswith("F1 0.667 (P 0.500, R 1.000")
    assert _value(lines, "e-mails").value.endswith("0 labelled)")
    assert _value(lines, "streets").value.startswith("F1 1.000")
    assert _value(lines, "opening hours").value.startswith("F1 1.000")


def test_a_tally_tells_sure_wrong_from_unsure_wrong() -> None:
    tally = Tally()
    for right, sure in ((True, True), (True, False), (False, True), (False, False), (False, False)):
        tally.add(right, "x", sure)
    assert (tally.right, tally.total, tally.sure_right, tally.sure_wrong) == (2, 5, 1, 1)
    assert tally.wrong_but_unsure == (2, 3)
    assert tally.misses == ["x", "x (unsure)", "x (unsure)"]


def test_macro_f1_weighs_every_label_alike() -> None:
    pairs = [("a", "a")] * 9 + [("b", "a")]
    assert round(macro_f1(pairs), 3) == round((18 / 19 + 0) / 2, 3)
    assert confusion(pairs) == ["b → a: 1"]


def test_a_table_says_what_was_missed() -> None:
    table = markdown([Line("f", "w", "0.5", "≥ 0.9", False), Line("f", "v", "1")])
    assert "| f | w | 0.5 | ≥ 0.9 | **missed** |" in table
    assert "| f | v | 1 |  |  |" in table


def _record(price: dict[str, str] | None, before: dict[str, str] | None = None, confidence: float = 0.9) -> Any:
    return {
        "item": {
            "price": {
                "value": price,
                "list_price": before,
                "kind": "single" if price else "none",
                "confidence": confidence,
            },
            "availability": {"value": "low_stock", "confidence": 0.9},
            "reviews": {"value": "shown", "confidence": 0.9},
        }
    }


def _row(price: float | None, before: float | None = None) -> dict[str, Any]:
    return {
        "id": "p", "price": price, "currency": "SGD", "list_price": before, "availability": "in_stock", "reviews": None,
        "price_kind": "single" if price is not None else "none",
    }  # fmt: skip


def _value(lines: list[Line], what: str) -> Line:
    return next(line for line in lines if line.what.startswith(what))


def test_a_price_counts_only_with_its_currency_and_an_invented_one_is_counted() -> None:
    sgd, usd = {"amount": "12.90", "currency": "SGD"}, {"amount": "12.90", "currency": "USD"}
    lines = list(
        product_pages(
            [
                (_row(12.9, 15.0), _record(sgd, {"amount": "15.00", "currency": "SGD"})),
                (_row(12.9), _record(usd, confidence=0.5)),
                (_row(None), _record(sgd)),
                (_row(None), {"item": None}),
            ]
        )
    )
    exact, invented = _value(lines, "item price exact"), _value(lines, "price invented")
    assert (exact.value, exact.met) == ("1/2 = 0.500", False)
    assert (invented.value, invented.met) == ("1/2", False)
    assert _value(lines, "list price").met
    assert _value(lines, "availability").value == "3/4 = 0.750"
    assert _value(lines, "price: wrong ones").value.startswith("1/2 ")


def test_roles_are_compared_in_the_labels_words() -> None:
    rows = [
        ({"id": "a", "role": "password_reset", "is_shop": True, "complete_page": True}, "recovery"),
        ({"id": "b", "role": "other", "is_shop": False, "complete_page": True}, "privacy"),
    ]
    lines = list(page_roles([(row, {"role": {"value": said, "confidence": 0.9}}) for row, said in rows]))
    assert _value(lines, "role, complete shop pages").met
    assert _value(lines, "role, all complete pages").value.startswith("macro F1 1.000")


def test_forms_are_told_by_order_or_by_their_fields() -> None:
    def form(kind: str, *names: str) -> dict[str, Any]:
        return {"kind": kind, "confidence": 0.9, "fields": [{"name": n} for n in names]}

    row = {"id": "x", "forms": ["s", "l", "X"], "fields": [{"q": "qq"}, {"mail": "e1"}, {}]}
    lines = list(forms_formasaurus([(row, {"forms": [form("login", "mail")]})]))
    assert _value(lines, "login forms").value.startswith("F1 1.000")
    assert _value(lines, "search forms").value.startswith("F1 0.000")


def test_calibrations_are_added_up_over_the_folders() -> None:
    lines = [Line("a", "x", "", unsure_of_wrong=(1, 3)), Line("b", "y", ""), Line("c", "z", "", unsure_of_wrong=(2, 3))]
    found = calibration(lines)
    assert (found.value, found.met) == ("3/6", True)
    assert calibration([*lines, Line("d", "w", "", unsure_of_wrong=(0, 1))]).met is False


def test_forms_of_a_kind_are_judged_over_all_folders() -> None:
    few, many = Found(hit=5, missed=1), Found(hit=14, extra=1)
    lines = [Line("a", "recovery forms", "", found=few), Line("b", "recovery forms", "", found=many)]
    (line,) = forms_together(lines)
    assert (line.what, line.met) == ("recovery forms", True)
    assert line.value.startswith("F1 0.950")
    assert list(forms_together([])) == []


def test_the_later_rows_are_parted_by_domain_and_the_first_ones_stay_apart(tmp_path: Path) -> None:
    labelled = [{"id": str(n), "domain": f"shop{n}.example", "split": "dev"} for n in range(64)]
    assert {half_of(row) for row in labelled} == {WORKED, KEPT}
    assert all(half_of(row | {"id": "x", "domain": "www." + row["domain"]}) == half_of(row) for row in labelled)
    first = {"id": "a", "domain": "shop1.example"}
    (tmp_path / "labels.jsonl").write_text("\n".join(json.dumps(row) for row in [first, *labelled]))
    assert rows(tmp_path / "labels.jsonl", OLD) == [first]
    assert len(rows(tmp_path / "labels.jsonl", WORKED)) + len(rows(tmp_path / "labels.jsonl", KEPT)) == 64
    assert len(rows(tmp_path / "labels.jsonl")) == 65


def test_a_return_window_is_right_by_its_days_alone() -> None:
    said = {"policies": {"return_window_days": {"value": 30, "confidence": 0.9}}}
    pages: Pages = [
        ({"id": "a", "return_or_refund_window_days": 30}, said),
        ({"id": "b", "return_or_refund_window_days": None}, said),
    ]
    assert _value(list(policy_facts(pages)), "return window, days").value == "1/2 = 0.500"


def test_the_rows_kept_aside_say_whether_a_target_is_met_and_their_misses_are_not_listed() -> None:
    whole = [Line("f", "price", "7/10", "≥ 0.9", False, ["a", "b", "c"]), Line("f", "other", "1", "", True, ["d"])]
    parts = {
        KEPT: [Line("f", "price", "3/3", "≥ 0.9", True, ["c"])],
        OLD: [Line("f", "price", "4/7", "", False, ["a"])],
    }
    price, other = beside(whole, parts, KEPT)
    assert (price.met, price.misses, price.halves) == (True, ["a"], {KEPT: "3/3", OLD: "4/7"})
    assert (other.met, other.misses, other.halves) == (True, ["d"], {})
    table = markdown([price, other]).splitlines()
    assert table[0] == "| folder | what | all rows | kept | old | target |  |"
    assert table[2] == "| f | price | 7/10 | 3/3 | 4/7 | ≥ 0.9 | met |"
    assert table[3] == "| f | other | 1 |  |  |  | met |"
