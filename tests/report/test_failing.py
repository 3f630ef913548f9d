from dataclasses import replace

import pytest

from casetrust_audit.model.result import Finding, SubjectResult, Verdict
from casetrust_audit.report.config_line import ConfigLine, config_line
from casetrust_audit.report.failing import failures, subject_key
from tests.report import sample

CHARGES, UEN = sample.FINDINGS[0], sample.FINDINGS[1]


def failing(*labels: str) -> Finding:
    return replace(CHARGES, subjects=tuple(SubjectResult(label, Verdict.FAIL, "late") for label in labels))


def test_only_the_subjects_that_fail_are_told() -> None:
    assert [(f.subject, f.reason) for f in failures(CHARGES)] == [("Handling fee", "first seen at payment")]


def test_a_finding_without_subjects_fails_as_a_whole_and_rests_on_where_was_searched() -> None:
    (whole,) = failures(UEN)
    assert (whole.subject, whole.fingerprint, whole.evidence) == ("", UEN.fingerprint, UEN.searched)


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.FAIL])
def test_what_does_not_fail_has_no_failures(verdict: Verdict) -> None:
    assert failures(replace(CHARGES, verdict=verdict)) == ()


def test_a_fingerprint_survives_another_price_clock_case_and_order() -> None:
    before = {f.fingerprint for f in failures(failing("“Offer ends in 14:59” on Kopi", "Handling fee S$2.90"))}
    after = {f.fingerprint for f in failures(failing("HANDLING  fee S$1,003.10", "“Offer ends in 02:11” on Kopi"))}
    assert before == after
    assert len(before) == 2


def test_a_fingerprint_survives_other_words_and_places() -> None:
    moved = replace(CHARGES, message="anew", title="anew", evidence=(), remediation="anew", severity=UEN.severity)
    assert failures(moved)[0].fingerprint == failures(CHARGES)[0].fingerprint


def test_fingerprints_differ_by_subject_and_by_shop() -> None:
    one, two, three = failures(failing("Handling fee", "Product 1", "Product 2"))
    elsewhere = failures(replace(failing("Handling fee"), fingerprint="other"))[0]
    assert len({one.fingerprint, two.fingerprint, three.fingerprint, elsewhere.fingerprint}) == 4


def test_one_item_walked_twice_is_one_thing_to_put_right() -> None:
    assert [f.subject for f in failures(failing("Kopi", "Toast", "Kopi"))] == ["Kopi", "Toast"]


def test_a_key_has_no_numbers_left() -> None:
    assert subject_key("  Fee S$1,234.50\n(3 of 10) ") == "fee s$# (# of #)"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("max_pages: 4\nurl: https://shop.example/\n", 2),
        ("# for shop.example\ncontact: me\nshop: https://shop.example/\n", 3),
        ("contact: me\nurl: https://staging.example/\n", 2),
        ('[tool.casetrust-audit]\ntarget = "https://x.example"\n', 2),
        ("contact: me\n", 1),
        ("", 1),
    ],
)
def test_the_line_is_the_one_that_names_the_shop(text: str, line: int) -> None:
    assert config_line("ci/casetrust.yaml", text, "shop.example") == ConfigLine("ci/casetrust.yaml", line)
