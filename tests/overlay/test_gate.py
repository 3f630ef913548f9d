"""The gate over every combination, and what must always hold of it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrust_audit.model.result import AuditResult, Finding, Severity, Verdict
from casetrust_audit.overlay.baseline import Baseline, lay_baseline
from casetrust_audit.overlay.gate import GATES, Terms, judge_gate
from casetrust_audit.overlay.subjects import rank
from casetrust_audit.overlay.waivers import lay_waivers
from tests.overlay.results import (
    ATTEST,
    BLOCKER,
    ERROR,
    FAIL,
    INFO,
    MAJOR,
    MINOR,
    NA,
    NOT_TESTED,
    PASS,
    REVIEW,
    finding,
    result,
    subject,
    waiver,
    waiver_file,
)

DAY = date(2026, 12, 1)
LEVELS = {"blocker": (BLOCKER,), "major": (BLOCKER, MAJOR), "minor": (BLOCKER, MAJOR, MINOR), "none": ()}


def laid(told: AuditResult, waived: str, known: bool) -> AuditResult:
    """With a waiver ("live", "expired" or "") and with itself as the baseline."""
    if known:
        told = lay_baseline(told, Baseline("old.json", "ab" * 32, told))
    if waived:
        told = lay_waivers(told, waiver_file(waiver(expires="2027-01-01" if waived == "live" else "2026-11-30")), DAY)
    return told


@pytest.mark.parametrize(
    ("level", "severity", "verdict", "strict", "waived", "known"),
    list(itertools.product(GATES, Severity, Verdict, (False, True), ("", "live", "expired"), (False, True))),
)
def test_what_closes_the_gate(
    level: str, severity: Severity, verdict: Verdict, strict: bool, waived: str, known: bool
) -> None:
    told = laid(result(finding("prc-x", verdict, severity)), waived, known)
    outcome = judge_gate(told, Terms(level, strict=strict, min_coverage=0))
    closes = verdict is FAIL or (strict and verdict is REVIEW and severity in (BLOCKER, MAJOR))
    expected = closes and severity in LEVELS[level] and waived != "live" and not known
    assert outcome.code == int(expected)
    assert bool(outcome.reasons) == expected
    assert bool(outcome.notes) == (closes and severity in LEVELS[level] and not expected)


def test_the_reasons_say_how_many_of_what_and_whether_they_are_new() -> None:
    before = result(finding("idn-uen", PASS), finding("prc-b", FAIL), finding("rev-m", FAIL, MAJOR))
    after = result(finding("idn-uen", FAIL), finding("prc-b", FAIL), finding("rev-m", FAIL, MAJOR))
    assert str(judge_gate(after, Terms("major"))) == (
        "gate not met: 2 blockers failed: idn-uen, prc-b; 1 major failed: rev-m"
    )
    held = lay_baseline(after, Baseline("old.json", "ab" * 32, before))
    assert str(judge_gate(held, Terms("major"))) == "gate not met: 1 blocker failed: idn-uen (new)"
    assert str(judge_gate(before, Terms("none"))) == "gate met"
    waived = lay_waivers(held, waiver_file(waiver("idn-uen")), DAY)
    assert str(judge_gate(waived, Terms())) == (
        "gate met: 2 blockers forgiven: idn-uen (waived until 2027-01-01), prc-b (unchanged since the baseline)"
    )


def test_a_long_list_of_reasons_is_cut() -> None:
    told = str(judge_gate(result(*(finding(f"prc-{i:02}", FAIL) for i in range(30))), Terms()))
    assert told.startswith("gate not met: 30 blockers failed: prc-00, ")
    assert told.endswith("prc-11 and 18 more")


def test_a_waived_subject_does_not_forgive_another() -> None:
    told = result(finding("prc-x", None, BLOCKER, subject("Kaya"), subject("Kopi"), subject("Tea", REVIEW)))
    half = lay_waivers(told, waiver_file(waiver(of="Kaya")), DAY)
    both = lay_waivers(told, waiver_file(waiver(of="Kaya"), waiver(of="Kopi")), DAY)
    assert judge_gate(half, Terms()).code == 1
    assert judge_gate(both, Terms()).code == 0
    assert str(judge_gate(both, Terms(strict=True))) == "gate not met: 1 blocker needs a review: prc-x"


@pytest.mark.parametrize(
    ("least", "verdicts", "code", "words"),
    [
        (90, (PASS, PASS), 0, "gate met"),
        (90, (PASS, NOT_TESTED), 3, "the score lies between 83.3 and 100.0; at least 90 is asked for"),
        (80, (PASS, NOT_TESTED), 0, "gate met"),
        (90, (PASS, FAIL), 1, "the score is at most 83.3; at least 90 is asked for"),
        (0, (PASS, FAIL), 0, "gate met"),
    ],
)
def test_a_score_is_held_against_its_interval(
    least: int, verdicts: tuple[Verdict, Verdict], code: int, words: str
) -> None:
    outcome = judge_gate(result(*(finding(f"prc-{v.value}", v, BLOCKER) for v in verdicts)), Terms("none"))
    assert outcome.code == 0
    told = result(finding("prc-a", verdicts[0], BLOCKER), finding("prc-b", verdicts[1], BLOCKER))
    told = replace(told, score=replace(told.score, cap=100))
    outcome = judge_gate(told, Terms("none", min_score=least))
    assert (outcome.code, words in str(outcome)) == (code, True)


def test_a_cap_is_proof_and_no_score_is_lack() -> None:
    told = result(finding("prc-x", FAIL), finding("prc-y", ATTEST))
    assert str(judge_gate(told, Terms("none", min_score=60))) == (
        "gate not met: the score is at most 49 (1 blocker failed: at most 49); at least 60 is asked for"
    )
    none = replace(told.score, low=None, high=None, point=None, shown=None)
    assert judge_gate(replace(told, score=none), Terms("none", min_score=0)).code == 3


def test_a_waiver_does_not_lift_the_score() -> None:
    told = lay_waivers(result(finding("prc-x", FAIL)), waiver_file(waiver()), DAY)
    assert judge_gate(told, Terms()).code == 0
    assert judge_gate(told, Terms(min_score=60)).code == 1


def test_too_little_coverage_leaves_it_undecided_but_a_fail_goes_first() -> None:
    told = result(finding("prc-x", REVIEW))
    half = replace(told, coverage=replace(told.coverage, percent=Decimal("50.0")))
    assert judge_gate(half, Terms(min_coverage=50)).code == 0
    assert str(judge_gate(half, Terms(min_coverage=51))) == (
        "gate not decided: only 50.0 % of what applies could be decided; at least 51 % are asked for"
    )
    failed = result(finding("prc-x", FAIL), finding("prc-y", REVIEW))
    outcome = judge_gate(failed, Terms(min_coverage=100))
    assert outcome.code == 1
    assert len(outcome.reasons) == 2
    nothing = replace(told, coverage=replace(told.coverage, percent=None))
    assert judge_gate(nothing, Terms(min_coverage=0)).code == 3


def test_a_shop_of_which_no_page_was_usable_never_passes() -> None:
    told = result(finding("prc-x", PASS))
    told = replace(told, crawl=replace(told.crawl, pages=0))
    assert str(judge_gate(told, Terms("none", min_coverage=0))) == "gate not decided: no page of the shop could be used"


@pytest.mark.parametrize("verdict", [REVIEW, NOT_TESTED, ERROR, ATTEST])
def test_incomplete_is_an_undecided_blocker(verdict: Verdict) -> None:
    told = result(finding("prc-x", verdict))
    asked = Terms(fail_on_incomplete=True)
    assert judge_gate(told, Terms()).code == 0
    assert str(judge_gate(told, asked)) == "gate not decided: 1 blocker is undecided: prc-x"
    assert judge_gate(lay_waivers(told, waiver_file(waiver()), DAY), asked).code == 0
    assert judge_gate(result(finding("prc-x", PASS), finding("prc-y", verdict, MAJOR)), asked).code == 0


def test_incomplete_is_also_an_early_end_and_too_little_for_a_verdict() -> None:
    told = result(finding("prc-x", PASS))
    asked = Terms(fail_on_incomplete=True)
    assert judge_gate(told, asked).code == 0
    early = replace(told, crawl=replace(told.crawl, partial="interrupted"))
    assert "the collection ended early (interrupted)" in str(judge_gate(early, asked))
    none = result(finding("prc-x", PASS, MAJOR))
    assert judge_gate(none, asked).reasons == ("No blocker applied, so nothing essential was looked at",)


def test_a_gate_there_is_none_of_is_refused() -> None:
    with pytest.raises(ValueError, match="no gate 'info'"):
        judge_gate(result(), Terms("info"))


# What must always hold

LABELS = ("Kaya", "Kopi", "“only 3 left” on Tea", "“only 2 left” on Tea", "https://shop.test/a form")
VERDICTS = st.sampled_from((PASS, FAIL, REVIEW, NOT_TESTED, NA, ERROR, ATTEST))
SEVERITIES = st.sampled_from((BLOCKER, MAJOR, MINOR, INFO))
TERMS = st.builds(
    Terms,
    st.sampled_from(GATES),
    st.none() | st.integers(0, 100),
    st.integers(0, 100),
    st.booleans(),
    st.booleans(),
)


@st.composite
def findings(draw: st.DrawFn, rule: str) -> Finding:
    """Of the whole shop, or of subjects, each of which must pass."""
    severity = draw(SEVERITIES)
    if draw(st.booleans()):
        return finding(rule, draw(VERDICTS), severity)
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=4))
    role = draw(st.sampled_from(("product", "cart")))
    return finding(rule, None, severity, *(subject(label, draw(VERDICTS), role) for label in labels))


RESULTS = st.tuples(*(findings(f"prc-{i}") for i in range(3)))
WAIVERS = st.lists(
    st.builds(
        waiver,
        st.sampled_from(("prc-0", "prc-1", "prc-2", "prc-9")),
        st.sampled_from(("all", *LABELS)),
        st.sampled_from(("2026-11-30", "2026-12-01", "2027-01-01")),
    ),
    max_size=4,
)
BASELINES = st.none() | RESULTS


def overlaid(told: AuditResult, waivers: list[object], then: tuple[Finding, ...] | None) -> AuditResult:
    if then is not None:
        told = lay_baseline(told, Baseline("old.json", "ab" * 32, result(*then)))
    return lay_waivers(told, waiver_file(*waivers), DAY)  # type: ignore[arg-type]


@settings(deadline=None, derandomize=True, max_examples=100)
@given(RESULTS, WAIVERS, WAIVERS, BASELINES, TERMS)
def test_waiving_more_never_makes_a_gate_stricter_nor_changes_a_verdict_or_figure(
    given_findings: tuple[Finding, ...],
    some: list[object],
    more: list[object],
    then: tuple[Finding, ...] | None,
    terms: Terms,
) -> None:
    bare = result(*given_findings)
    less, waived = overlaid(bare, some, then), overlaid(bare, [*some, *more], then)
    assert judge_gate(waived, terms).code in (0, judge_gate(less, terms).code, 3)
    if judge_gate(less, terms).code == 0:
        assert judge_gate(waived, terms).code == 0
    assert (waived.score, waived.coverage, waived.readiness) == (bare.score, bare.coverage, bare.readiness)
    assert [(f.rule, f.verdict, f.message) for f in waived.findings] == [
        (f.rule, f.verdict, f.message) for f in bare.findings
    ]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(RESULTS, WAIVERS, BASELINES, TERMS, st.data())
def test_a_worse_verdict_never_opens_a_gate(
    given_findings: tuple[Finding, ...],
    waivers: list[object],
    then: tuple[Finding, ...] | None,
    terms: Terms,
    data: st.DataObject,
) -> None:
    place = data.draw(st.integers(0, len(given_findings) - 1))
    worse = list(given_findings)
    worse[place] = _worsened(worse[place], data)
    if worse[place].verdict is FAIL and given_findings[place].verdict is not PASS:
        # who learns that something fails knows more than before, and may have asked for no more than that
        terms = replace(terms, min_coverage=0, fail_on_incomplete=False)
    before = judge_gate(overlaid(result(*given_findings), waivers, then), terms).code
    after = judge_gate(overlaid(result(*worse), waivers, then), terms).code
    assert before == 0 or after != 0


def _worsened(old: Finding, data: st.DataObject) -> Finding:
    """The finding with its verdict, or that of one subject, a step worse."""
    if not old.subjects:
        return replace(old, verdict=_worse(old.verdict, data))
    place = data.draw(st.integers(0, len(old.subjects) - 1))
    one = old.subjects[place]
    changed = replace(one, verdict=_worse(one.verdict, data))
    return finding(old.rule, None, old.severity, *old.subjects[:place], changed, *old.subjects[place + 1 :])


def _worse(verdict: Verdict, data: st.DataObject) -> Verdict:
    worse = [v for v in (NOT_TESTED, REVIEW, FAIL) if rank(v) > rank(verdict)]
    return data.draw(st.sampled_from(worse)) if worse else verdict
