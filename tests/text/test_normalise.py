from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casetrust_audit.text.normalise import fold, normalise


def test_full_width_text_reads_as_plain_text() -> None:
    assert normalise("Ｓ＄１２．９０") == "S$12.90"


def test_invisible_characters_and_odd_spaces_are_gone() -> None:
    assert normalise("re\u00adturn\u200b\u00a0 policy\u3000\n now\ufeff") == "return policy now"


def test_raised_digits_do_not_join_the_amount_before_them() -> None:
    assert normalise("S$12⁹⁰") == "S$12 90"
    assert normalise("S$12.90¹ only") == "S$12.90 1 only"


def test_fold_ignores_case_and_kinds_of_apostrophe_and_hyphen() -> None:
    assert fold("WE’RE Non‑Refundable") == "we're non-refundable"


@settings(deadline=None, database=None, derandomize=True)
@given(st.text())
def test_both_are_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)
