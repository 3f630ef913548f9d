import csv
import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetrust_audit.model.result import AuditResult, SubjectResult, Verdict
from casetrust_audit.report.csv_format import COLUMNS, safe_cell, to_csv
from tests.report import sample

FORMULAS = ('=HYPERLINK("http://evil.example","x")', "=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "＝1+1", "﹢1",
            "－1", "＠x", "−1", "⁼1")  # fmt: skip
HIDDEN = ("{}", "\t{}", "\r{}", "\n{}", "  {}", "\u00a0{}", "\u3000{}", "\u200b{}", "\ufeff{}", "\u2028{}")


def rows(result: AuditResult) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(result), newline=""), strict=True))


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would reckon with it."""
    bare = unicodedata.normalize(
        "NFKC", "".join(c for c in cell if unicodedata.category(c) not in ("Cf", "Cc"))
    ).lstrip()
    return bare[:1] in tuple("=+-@−")


def test_a_row_per_finding_and_per_subject_that_fails_most_urgent_first() -> None:
    told = [(r["rule"], r["verdict"], r["subject"]) for r in rows(sample.result())]
    assert told[:4] == [
        ("idn-uen", "fail", ""),
        ("prc-no-hidden-charges", "fail", ""),
        ("prc-no-hidden-charges", "fail", "Handling fee"),
        ("ret-period-stated", "fail", ""),
    ]
    assert len(told) == len(sample.FINDINGS) + 1


def test_a_row_tells_where_what_and_what_to_do() -> None:
    row = rows(sample.result())[2]
    assert tuple(row) == COLUMNS
    assert row["message"] == "first seen at payment"
    assert (row["url"], row["selector"]) == ("https://kopi-kaya.example/checkout", "main > p:nth-of-type(2)")
    assert row["what_to_do"].startswith("Add the handling fee to the price")
    assert row["fingerprint"] != rows(sample.result())[1]["fingerprint"]


def test_it_is_utf_8_without_a_byte_order_mark_and_every_row_has_all_columns() -> None:
    text = to_csv(sample.hostile("退货 “quoted”, and\nmore"))
    assert text.startswith('"shop"')
    assert "退货 “quoted”, and more" in text
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""))} == {len(COLUMNS)}


@pytest.mark.parametrize("shape", HIDDEN)
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_hostile_shop_is_a_formula(formula: str, shape: str) -> None:
    result = sample.hostile(shape.format(formula))
    cells = [cell for row in csv.reader(io.StringIO(to_csv(result), newline="")) for cell in row]
    assert [cell for cell in cells if is_formula(cell)] == []
    assert any(cell.startswith("'") for cell in cells)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_formula_comes_up_where_another_separator_is_set(separator: str) -> None:
    result = sample.hostile('nice; =1+1;"=2+2; ＝3 ;\t@x, -5')
    cells = [c for line in to_csv(result).splitlines() for c in next(csv.reader([line], delimiter=separator))]
    assert [cell for cell in cells if is_formula(cell.lstrip("\"' ")) and "'" not in cell[:3]] == []


@given(st.text(max_size=60))
def test_no_text_at_all_becomes_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not is_formula(cell)
    assert not set(cell) & set("\t\r\n\x00")


def test_plain_text_is_left_as_it_is() -> None:
    for text in ("S$12.90", "a - b", "14 days; then 5 %", "退货", "'already'", "x=1"):
        assert safe_cell(text) == text


def test_an_answer_stands_beside_the_verdict_of_the_tool() -> None:
    row = next(r for r in rows(sample.attested()) if r["rule"] == "sec-audit-programme")
    assert (row["answer"], row["tool_verdict"], row["verdict"]) == ("met", "attest", "pass")


def test_a_long_text_is_cut_to_what_a_cell_holds() -> None:
    many = replace(sample.FINDINGS[0], subjects=(SubjectResult("x" * 99_999, Verdict.FAIL, "y" * 99_999),))
    cells = [c for r in csv.reader(io.StringIO(to_csv(replace(sample.result(), findings=(many,))))) for c in r]
    assert max(map(len, cells)) < 32_767


def test_waivers_and_the_baseline_have_columns_of_their_own() -> None:
    told = {(r["rule"], r["subject"]): (r["waived"], r["change"]) for r in rows(sample.overlaid("=1+1"))}
    assert told["idn-uen", ""] == ("'=1+1 (Tan, until 2026-12-31)", "unchanged")
    assert told["prc-no-hidden-charges", "Handling fee"] == ("", "new")
