from decimal import Decimal

import pytest

from casetrust_audit.model.result import Confidence, Readiness, Severity, Verdict
from casetrust_audit.report import words
from casetrust_audit.report.translator import Translator


def test_every_verdict_severity_confidence_and_readiness_has_words() -> None:
    assert set(words.VERDICTS) == set(Verdict)
    assert set(words.SEVERITIES) == set(Severity)
    assert set(words.CONFIDENCES) == set(Confidence)
    assert set(words.READINESS) == set(Readiness)


def test_every_verdict_has_a_sign_of_its_own_so_that_colour_is_never_alone() -> None:
    assert len({word.sign for word in words.VERDICTS.values()}) == len(Verdict)


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2026-11-22T03:10:00Z", "22 Nov 2026, 03:10 UTC"),
        ("2026-11-22T11:10:59+08:00", "22 Nov 2026, 03:10 UTC"),
        ("2026-01-02T00:00:00", "2 Jan 2026, 00:00 UTC"),
        ("", "time not recorded"),
        ("soon\x1b", "soon␛"),
    ],
)
def test_a_time_is_shown_in_utc(iso: str, shown: str) -> None:
    assert Translator().moment(iso) == shown


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Add the fee. Then check.", "Add the fee."),
        ("Name e.g. Kopi Pte. Ltd. in the footer. Use it twice.", "Name e.g. Kopi Pte. Ltd. in the footer."),
        ("Keep S$12.90 as it is", "Keep S$12.90 as it is"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_first_sentence_ends_where_a_reader_thinks_so(text: str, first: str) -> None:
    assert words.first_sentence(text) == first


def test_figures_are_short_and_a_missing_one_is_a_dash() -> None:
    assert words.figure(Decimal("38.04")) == "38"
    assert words.figure(Decimal("38.25")) in ("38.2", "38.3")
    assert words.figure(None) == "–"
    assert words.interval(Decimal(0), Decimal(100)) == "0–100"
    assert words.interval(Decimal(90), Decimal(90)) == "90"
    assert words.interval(None, Decimal(1)) == "–"
