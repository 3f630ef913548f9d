"""Against an earlier audit: what is new, as it was, fixed, and what can no longer be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casetrust_audit.errors import UsageError
from casetrust_audit.model.overlay import Gone
from casetrust_audit.model.result import AuditResult, Finding, Severity, SubjectResult, Verdict
from casetrust_audit.overlay.baseline import Baseline, lay_baseline
from casetrust_audit.overlay.gate import Terms, judge_gate
from casetrust_audit.overlay.waivers import lay_waivers
from tests.overlay.results import (
    ATTEST,
    BLOCKER,
    ERROR,
    FAIL,
    MAJOR,
    MINOR,
    NA,
    NOT_TESTED,
    PASS,
    REVIEW,
    capture,
    finding,
    one,
    result,
    subject,
    waiver,
    waiver_file,
)


def held(now: AuditResult, then: AuditResult) -> AuditResult:
    return lay_baseline(now, Baseline("old.json", "ab" * 32, then))


def parts(*subjects: SubjectResult, severity: Severity = BLOCKER) -> Finding:
    return finding("prc-x", None, severity, *subjects)


def gone(told: AuditResult) -> tuple[list[str], list[str]]:
    """Subjects fixed, and no longer testable."""
    assert told.baseline is not None
    return [g.subject for g in told.baseline.fixed], [g.subject for g in told.baseline.untestable]


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        (PASS, FAIL, "new"),
        (NA, FAIL, "new"),
        (NOT_TESTED, FAIL, "new"),
        (REVIEW, FAIL, "new"),
        (FAIL, FAIL, "unchanged"),
        (FAIL, REVIEW, "unchanged"),
        (PASS, REVIEW, "new"),
        (REVIEW, REVIEW, "unchanged"),
        (ATTEST, ATTEST, "unchanged"),
        (PASS, NOT_TESTED, "new"),
        (FAIL, NOT_TESTED, "unchanged"),
        (FAIL, PASS, ""),
        (FAIL, NA, ""),
        (PASS, PASS, ""),
    ],
)
def test_a_finding_of_the_whole_shop_is_new_or_as_it_was(then: Verdict, now: Verdict, change: str) -> None:
    told = one(held(result(finding("prc-x", now)), result(finding("prc-x", then))))
    assert told.change == change
    assert told.forgiven == ("baseline" if change == "unchanged" else "")


def test_a_rule_that_was_not_there_is_new_and_one_that_weighs_more_too() -> None:
    assert one(held(result(finding("prc-x", FAIL)), result())).change == "new"
    heavier = held(result(finding("prc-x", FAIL, BLOCKER)), result(finding("prc-x", FAIL, MINOR)))
    assert one(heavier).change == "new"
    lighter = held(result(finding("prc-x", FAIL, MINOR)), result(finding("prc-x", FAIL, BLOCKER)))
    assert one(lighter).change == "unchanged"
    raised = held(result(parts(subject("Kaya"))), result(parts(subject("Kaya"), severity=MAJOR)))
    assert [s.change for s in one(raised).subjects] == ["new"]


def test_a_second_subject_is_new_beside_a_first() -> None:
    told = one(held(result(parts(subject("Kaya"), subject("Kopi"))), result(parts(subject("Kaya")))))
    assert [(s.change, s.forgiven) for s in told.subjects] == [("unchanged", "baseline"), ("new", "")]
    assert (told.change, told.forgiven) == ("new", "")


def test_a_subject_that_got_worse_is_new() -> None:
    told = one(held(result(parts(subject("Kaya"))), result(parts(subject("Kaya", REVIEW)))))
    assert told.change == "new"


def test_order_and_host_and_minute_do_not_matter() -> None:
    then = result(parts(subject("“Ends in 14:59” on Kaya"), subject("form on https://a.sg/x", path="/x")))
    now = result(parts(subject("form on http://127.0.0.1:8000/x", path="/x"), subject("“Ends in 09:11” on Kaya")))
    assert one(held(now, then)).change == "unchanged"


def test_the_same_name_on_a_page_of_another_role_is_another_subject_once_both_are_there() -> None:
    then = result(parts(subject("Kaya", role="product")))
    both = result(parts(subject("Kaya", role="product"), subject("Kaya", role="cart", path="/cart")))
    moved = result(parts(subject("Kaya", role="cart", path="/cart")))
    assert [s.change for s in one(held(both, then)).subjects] == ["unchanged", "new"]
    assert one(held(moved, then)).change == "unchanged"


def test_a_redesign_moves_a_defect_and_hides_no_second_one() -> None:
    then = result(parts(subject("form on https://a.sg/contact", role="contact", path="/contact")))
    moved = subject("form on https://a.sg/pages/contact-us", role="contact", path="/pages/contact-us")
    other = subject("form on https://a.sg/pages/help", role="contact", path="/pages/help")
    assert one(held(result(parts(moved)), then)).change == "unchanged"
    assert [s.change for s in one(held(result(parts(moved, other)), then)).subjects] == ["unchanged", "new"]


def test_a_count_that_differs_is_no_new_defect_but_a_second_is() -> None:
    three, two = subject("Kaya: “only 3 left”"), subject("Kaya: “only 2 left”")
    assert one(held(result(parts(two)), result(parts(three)))).change == "unchanged"
    assert sorted(s.change for s in one(held(result(parts(three, two)), result(parts(three)))).subjects) == [
        "new", "unchanged",
    ]  # fmt: skip


def test_an_amount_that_rose_is_new() -> None:
    then, now = (result(parts(subject(f"Kopi (+ Fee S${amount} (first at review))"))) for amount in ("2.90", "5.90"))
    assert one(held(now, then)).change == "new"


def test_the_same_subject_twice_is_one() -> None:
    twice = result(parts(subject("Kaya"), subject("Kaya", path="/kaya-2")))
    assert one(held(twice, result(parts(subject("Kaya"))))).change == "unchanged"


def test_what_was_found_for_the_whole_shop_excuses_no_subject() -> None:
    told = one(held(result(parts(subject("Kaya"))), result(finding("prc-x", FAIL))))
    assert told.change == "new"


def test_what_only_a_waiver_forgave_then_is_not_forgiven_now() -> None:
    bare = result(finding("prc-x", FAIL), finding("prc-y", None, BLOCKER, subject("Kaya"), subject("Kopi")))
    then = lay_waivers(bare, waiver_file(waiver(), waiver("prc-y", "Kaya")), date(2026, 12, 1))
    told = held(bare, then)
    assert (one(told).change, one(told).forgiven) == ("unchanged", "")
    assert [s.forgiven for s in one(told, "prc-y").subjects] == ["", "baseline"]
    assert str(judge_gate(told, Terms())) == "gate not met: 2 blockers failed: prc-x (unchanged), prc-y (unchanged)"


def test_waivers_go_on_top_of_a_baseline() -> None:
    then, now = result(parts(subject("Kaya"))), result(parts(subject("Kaya"), subject("Kopi")))
    told = lay_waivers(held(now, then), waiver_file(waiver(of="Kopi")), date(2026, 12, 1))
    assert [s.forgiven for s in one(told).subjects] == ["baseline", "waiver"]
    assert one(told).forgiven == "waiver"
    assert judge_gate(told, Terms()).code == 0


# What is gone


def test_a_defect_of_the_whole_shop_is_fixed_or_can_no_longer_be_told() -> None:
    then = result(finding("prc-x", FAIL, MAJOR))
    fixed = held(result(finding("prc-x", PASS, MAJOR)), then).baseline
    assert fixed is not None
    assert fixed.fixed == (Gone("prc-x", "Title of prc-x", "major", "", "fail"),)
    assert fixed.untestable == ()
    for verdict in (NOT_TESTED, ERROR, ATTEST):
        blind = held(result(finding("prc-x", verdict, MAJOR)), then).baseline
        assert blind is not None
        assert blind.fixed == ()
        assert blind.untestable == (Gone("prc-x", "Title of prc-x", "major", "", "fail", "Message of prc-x"),)
    without = held(result(), then).baseline
    assert without is not None
    assert [g.reason for g in without.untestable] == ["The rule set has no such rule now."]


def test_what_is_for_a_person_now_is_neither() -> None:
    assert gone(held(result(finding("prc-x", REVIEW)), result(finding("prc-x", FAIL)))) == ([], [])


def test_a_subject_is_fixed_where_it_was_met_again_and_else_cannot_be_told() -> None:
    then = result(parts(subject("Kaya", path="/kaya"), subject("Kopi", path="/kopi"), subject("Tea", path="/tea")))
    now = result(parts(subject("Kaya", PASS, path="/kaya"), subject("Tea", path="/tea")))
    told = held(now, then)
    assert gone(told) == (["Kaya"], ["Kopi"])
    assert one(told).change == "unchanged"


def test_a_rule_that_passes_does_not_vouch_for_a_product_nobody_looked_at() -> None:
    then = result(parts(subject("Kaya", path="/kaya"), subject("Kopi", path="/kopi")))
    now = result(parts(subject("Kaya", PASS, path="/kaya")))
    assert gone(held(now, then)) == (["Kaya"], ["Kopi"])
    page_seen = result(parts(subject("Kaya", PASS, path="/kaya")), captures=(capture("product", "/kopi"),))
    assert gone(held(page_seen, then)) == (["Kaya", "Kopi"], [])


def test_a_page_there_is_one_of_is_met_again_by_its_role() -> None:
    then = result(parts(subject("8 % on terms page", role="terms", path="/terms")))
    moved = result(finding("prc-x", PASS), captures=(capture("terms", "/pages/terms"),))
    assert gone(held(moved, then)) == (["8 % on terms page"], [])
    unusable = capture("terms", "/terms", files={})
    assert gone(held(result(finding("prc-x", PASS), captures=(unusable,)), then)) == ([], ["8 % on terms page"])


def test_what_is_said_of_a_product_may_go_and_the_product_stay() -> None:
    then = result(parts(subject("Kopi (+ Fee S$2.90 (first at review))", path="/a")))
    assert gone(held(result(parts(subject("Kopi", PASS, path="/b"))), then))[1] == []


def test_a_subject_that_could_not_be_tested_again_is_told() -> None:
    then = result(parts(subject("Kaya"), subject("Kopi")))
    now = result(parts(subject("Kaya"), subject("Kopi", NOT_TESTED)))
    told = held(now, then)
    assert gone(told) == ([], ["Kopi"])
    assert told.baseline is not None
    assert told.baseline.untestable[0].reason == "as it is"


def test_the_summary_counts_and_names_its_file() -> None:
    told = held(result(finding("prc-x", FAIL), finding("prc-y", FAIL)), result(finding("prc-y", FAIL))).baseline
    assert told is not None
    assert (told.file, told.digest, told.new, told.unchanged) == ("old.json", "ab" * 32, 1, 1)
    assert (told.site, told.started) == ("kopi-kaya.example", "2026-11-22T03:00:00Z")


def test_a_baseline_of_another_shop_excuses_nothing() -> None:
    with pytest.raises(UsageError, match=r"the baseline is of 'other\.sg', and this audit of 'kopi-kaya\.example'"):
        held(result(), result(site="other.sg"))


def test_an_audit_against_itself_is_unchanged_and_opens_the_gate() -> None:
    told = result(finding("prc-x", FAIL), finding("prc-y", None, BLOCKER, subject("Kaya"), subject("Kopi", REVIEW)))
    same = held(told, told)
    assert gone(same) == ([], [])
    assert {f.change for f in same.findings} == {"", "unchanged"}
    assert judge_gate(same, Terms("minor", strict=True)).code == 0
    assert held(same, told) == same
    assert replace(same, baseline=None).score == told.score
