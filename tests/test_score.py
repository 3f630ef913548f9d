from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrust_audit.model.attestation import Answer, Attested
from casetrust_audit.model.result import Confidence, Finding, Readiness, Severity, Verdict
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.catalogue import area_titles, load_catalogue
from casetrust_audit.score import areas, coverage, readiness, score

PASS, FAIL, REVIEW, NOT_TESTED = Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.NOT_TESTED
NA, ERROR, ATTEST = Verdict.NOT_APPLICABLE, Verdict.ERROR, Verdict.ATTEST
B, M, MINOR, INFO = Severity.BLOCKER, Severity.MAJOR, Severity.MINOR, Severity.INFO
UNDECIDED = (REVIEW, NOT_TESTED, ERROR, ATTEST)


def finding(
    severity: Severity, verdict: Verdict, rule: str = "x-y", area: str = "X", mode: str = "automatic"
) -> Finding:
    return Finding(
        rule=rule, title="", area=area, severity=severity, mode=mode, verdict=verdict, confidence=Confidence.CONFIRMED,
        message="", evidence=(), subjects=(), remediation="", question="", sources=(), brief="none", fingerprint="",
    )  # fmt: skip


def worked_example() -> list[Finding]:
    """The first run of part (c3): 7 not applicable, 4 fail, 8 review, 3 not tested, 5 to attest, 63 pass."""
    verdicts = dict.fromkeys(("idn-uen", "prc-delivery-fee-early", "prc-gst-rate-current", "sec-headers-hsts"), FAIL)
    inapplicable = (
        "drk-countdown-genuine", "prc-reference-price-genuine", "chk-subscription-consent", "rev-incentive-disclosed",
        "ret-deposit-prepayment", "rev-fabrication-signals", "prd-warranty",
    )  # fmt: skip
    review = (
        "prc-promo-period", "drk-scarcity-genuine", "drk-activity-messages-genuine", "prv-purposes-and-sharing",
        "cmp-escalation-mediation", "prc-free-and-lowest-claims", "prv-trackers-vs-notice", "drk-steering-design",
    )  # fmt: skip
    untested = ("chk-order-confirmation", "acc-login-hygiene", "acc-registration-verification")
    verdicts |= dict.fromkeys(inapplicable, NA) | dict.fromkeys(review, REVIEW) | dict.fromkeys(untested, NOT_TESTED)
    return [
        finding(
            r.severity, ATTEST if r.mode.value == "attest" else verdicts.pop(r.id, PASS), r.id, r.area, r.mode.value
        )
        for r in load_catalogue(rules_directory())
    ]


def test_the_worked_example_of_the_scoring_model() -> None:
    findings = worked_example()
    covered, figures = coverage(findings), score(findings)
    assert {k: v for k, v in covered.counts.items() if v} == {
        "pass": 63, "fail": 4, "needs-review": 8, "not-applicable": 7, "not-tested": 3, "attest": 5,
    }  # fmt: skip
    assert (figures.low, figures.high, figures.point) == (Decimal("82.1"), Decimal("95.5"), Decimal("94.8"))
    assert covered.percent == Decimal("86.6")
    assert (figures.shown, figures.cap, figures.cap_reason) == (Decimal("49.0"), 49, "1 blocker failed")
    assert not figures.provisional
    assert (covered.blockers_decided, covered.blockers_applicable) == (18, 18)
    assert covered.not_applicable_share == Decimal("7.8")
    assert covered.modes == {"automatic": 40, "assisted": 45, "attest": 5}
    assert readiness(findings, covered) == (Readiness.NOT_READY, "1 blocker failed: idn-uen.")


def test_the_weights_of_the_worked_example_add_up() -> None:
    weight = {B: 10, M: 5, MINOR: 2, INFO: 0}
    findings = worked_example()
    applicable = [f for f in findings if f.verdict is not NA]
    assert sum(weight[f.severity] for f in applicable) == 425
    assert sum(weight[f.severity] for f in applicable if f.verdict in (PASS, FAIL)) == 368
    assert sum(weight[f.severity] for f in applicable if f.verdict is PASS) == 349


def test_halves_are_rounded_up() -> None:
    weights = {B: Decimal(0), M: Decimal(1), MINOR: Decimal(1999), INFO: Decimal(0)}
    assert score([finding(M, PASS), finding(MINOR, FAIL)], weights).point == Decimal("0.1")


def test_where_nothing_weighs_there_is_no_figure() -> None:
    for findings in ([], [finding(B, NA)], [finding(INFO, PASS)]):
        figures = score(findings)
        assert (figures.low, figures.high, figures.point, figures.shown) == (None, None, None, None)
        assert coverage(findings).percent is None
        assert readiness(findings, coverage(findings))[0] is Readiness.INCOMPLETE


@pytest.mark.parametrize("verdict", UNDECIDED)
def test_undecided_counts_against_the_low_and_for_the_high_end(verdict: Verdict) -> None:
    figures = score([finding(M, PASS), finding(M, verdict)])
    assert (figures.low, figures.high, figures.point) == (Decimal("50.0"), Decimal("100.0"), Decimal("100.0"))
    assert coverage([finding(M, PASS), finding(M, verdict)]).percent == Decimal("50.0")


@pytest.mark.parametrize("verdict", UNDECIDED)
def test_an_undecided_blocker_makes_the_score_provisional_and_the_verdict_incomplete(verdict: Verdict) -> None:
    findings = [finding(B, PASS)] * 20 + [finding(B, verdict, "b-open")]
    assert score(findings).provisional
    state, reason = readiness(findings, coverage(findings))
    assert state is Readiness.INCOMPLETE
    assert "b-open" in reason
    assert not score([finding(B, PASS), finding(M, verdict)]).provisional


def test_caps_hold_only_where_something_failed() -> None:
    many = [finding(M, PASS)] * 99
    assert score([*many, finding(M, FAIL)]).shown == Decimal("89.0")
    assert score([*many, finding(B, FAIL)]).shown == Decimal("49.0")
    assert score([*many, finding(MINOR, FAIL)]).cap == 100
    assert score(many).shown == Decimal("100.0")
    assert score([finding(B, FAIL), finding(MINOR, PASS)]).shown == Decimal("16.7")
    assert score([*many, finding(B, FAIL)], blocker_cap=30, major_cap=70).shown == Decimal("30.0")


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([finding(B, FAIL), finding(B, REVIEW)], Readiness.NOT_READY),
        ([finding(B, PASS), finding(B, NOT_TESTED)], Readiness.INCOMPLETE),
        ([finding(B, PASS), finding(M, NOT_TESTED)], Readiness.INCOMPLETE),
        ([finding(B, PASS)] * 4 + [finding(M, NOT_TESTED)], Readiness.READY_WITH_ACTIONS),
        ([finding(B, PASS), finding(M, FAIL)], Readiness.READY_WITH_ACTIONS),
        ([finding(B, PASS), finding(M, PASS), finding(MINOR, FAIL)], Readiness.READY_FOR_SUBMISSION),
        ([finding(B, PASS), finding(M, NA), finding(INFO, FAIL)], Readiness.READY_FOR_SUBMISSION),
        ([finding(B, NA), finding(M, PASS)], Readiness.INCOMPLETE),
    ],
)
def test_the_verdict(findings: list[Finding], expected: Readiness) -> None:
    state, reason = readiness(findings, coverage(findings))
    assert state is expected
    assert reason.endswith(".")


def test_what_only_a_person_can_answer_leaves_the_verdict_incomplete_until_it_is_answered() -> None:
    seen = [finding(B, PASS)] * 9
    asked = finding(M, ATTEST, "sec-audit-programme", mode="attest")
    state, reason = readiness([*seen, asked], coverage([*seen, asked]), asked={"sec-audit-programme": "Q16"})
    assert state is Readiness.INCOMPLETE
    assert reason.endswith("1 major that only a person can answer is open: sec-audit-programme (Q16).")
    for verdict, expected in ((PASS, Readiness.READY_FOR_SUBMISSION), (FAIL, Readiness.READY_WITH_ACTIONS)):
        told = [*seen, finding(M, verdict, mode="attest")]
        assert readiness(told, coverage(told))[0] is expected
    small = [*seen, finding(MINOR, ATTEST, mode="attest")]
    assert readiness(small, coverage(small))[0] is Readiness.READY_FOR_SUBMISSION


@pytest.mark.parametrize(("seen", "expected"), [(4, Readiness.INCOMPLETE), (5, Readiness.READY_FOR_SUBMISSION)])
def test_answers_alone_make_no_shop_ready(seen: int, expected: Readiness) -> None:
    answer = Attested(Answer("x-y", "met"), NOT_TESTED.value, "", "decides")
    told = [finding(B, PASS)] * seen + [replace(finding(B, PASS), attested=answer)] * (10 - seen)
    state, reason = readiness(told, coverage(told))
    assert state is expected
    assert ("only 40.0 % of what it can look at" in reason) == (seen == 4)


def test_coverage_exactly_on_the_floor_is_enough() -> None:
    findings = [finding(B, PASS)] * 4 + [finding(M, REVIEW)] * 2
    assert coverage(findings).percent == Decimal("80.0")
    assert readiness(findings, coverage(findings))[0] is Readiness.READY_WITH_ACTIONS
    assert readiness(findings, coverage(findings), Decimal("80.1"))[0] is Readiness.INCOMPLETE


def test_areas_come_in_the_order_of_the_titles_with_their_own_interval() -> None:
    findings = [finding(M, PASS, area="B"), finding(M, REVIEW, area="B"), finding(M, FAIL, area="Z")]
    first, second, third = areas(findings, {"A": "First", "B": "Second"})
    assert (first.title, first.low, first.high) == ("First", None, None)
    assert (second.title, second.low, second.high) == ("Second", Decimal("50.0"), Decimal("100.0"))
    assert second.counts["pass"] == second.counts["needs-review"] == 1
    assert (third.area, third.title, third.low) == ("Z", "Z", Decimal("0.0"))
    assert len(areas(worked_example(), area_titles(rules_directory()))) == 13


@settings(deadline=None, derandomize=True)
@given(st.lists(st.builds(finding, st.sampled_from(Severity), st.sampled_from(Verdict)), max_size=30))
def test_the_point_lies_within_the_interval_and_more_knowledge_narrows_it(findings: list[Finding]) -> None:
    figures = score(findings)
    if figures.low is None or figures.high is None:
        assert figures.point is None
        return
    assert 0 <= figures.low <= figures.high <= 100
    if figures.point is not None and figures.shown is not None:
        assert figures.low <= figures.point <= figures.high
        assert figures.shown <= min(figures.point, Decimal(figures.cap))
    if any(f.severity is B and f.verdict is FAIL for f in findings):
        assert figures.cap == 49
        assert readiness(findings, coverage(findings))[0] is Readiness.NOT_READY
