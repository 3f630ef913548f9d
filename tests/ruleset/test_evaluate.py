from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrust_audit.model.fact import Absent, Certainty, EvidenceRef, Fact, Facts, Known, Unknown, UnknownKind
from casetrust_audit.model.result import UNDECIDED, Confidence, Finding, Severity, Verdict
from casetrust_audit.model.rule import Compare, Count, Quantifier, Rule
from casetrust_audit.ruleset.evaluate import judge
from tests.ruleset.make import ATTEST, BROKEN, ONCE, TWICE, absent, known, refs, rule, subject, unknown

PASS, FAIL, REVIEW = Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_REVIEW
NOT_TESTED, INAPPLICABLE, ERROR = Verdict.NOT_TESTED, Verdict.NOT_APPLICABLE, Verdict.ERROR

HTTP = {"field": "target_scheme", "eq": "http"}
HTTPS = {"field": "target_scheme", "eq": "https"}
EXAMPLES = [
    {"name": verdict, "facts": {"forms.sensitive": [{"label": "x", "target_scheme": scheme}]}, "verdict": verdict}
    for verdict, scheme in [("pass", "https"), ("fail", "http"), ("needs-review", "other")]
]


def forms_rule(**changes: Any) -> Rule:
    settings: dict[str, Any] = {
        "subjects": {"each": "forms.sensitive", "when_none": "not-tested"}, "fail": HTTP, "passes": HTTPS,
        "examples": EXAMPLES,
    }  # fmt: skip
    return rule(**(settings | changes))


def form(label: str, scheme: str | Fact, seen: tuple[EvidenceRef, ...] = TWICE, **more: Any) -> Any:
    return subject(label, seen, target_scheme=scheme, **more)


def forms(*found: Any, **over: Any) -> dict[str, Fact]:
    return {"forms.sensitive": known(tuple(found), **over)}


def verdict_of(one: Rule, facts: Facts) -> Verdict:
    return judge(one, facts, "shop.test").verdict


# One subject: the order of judging


@pytest.mark.parametrize(
    ("fail", "review", "passes", "expected"),
    [
        (True, True, True, FAIL), (True, None, None, FAIL), (False, True, True, REVIEW), (None, True, None, REVIEW),
        (False, False, True, PASS), (False, None, True, PASS), (None, False, True, NOT_TESTED),
        (False, False, None, NOT_TESTED), (None, False, False, NOT_TESTED), (False, False, False, REVIEW),
    ],
)  # fmt: skip
def test_fail_goes_before_review_before_unknown_before_pass(
    fail: bool | None, review: bool | None, passes: bool | None, expected: Verdict
) -> None:
    one = replace(
        rule(), fail=Compare("f", "is", True), review=Compare("r", "is", True), passes=Compare("p", "is", True)
    )
    facts = {n: unknown() if v is None else known(v) for n, v in (("f", fail), ("r", review), ("p", passes))}
    assert verdict_of(one, facts) is expected
    if expected is NOT_TESTED:
        assert verdict_of(replace(one, unknown=REVIEW), facts) is REVIEW


def test_a_rule_without_pass_never_passes_and_one_without_fail_never_fails() -> None:
    assert verdict_of(replace(rule(), passes=None), {"a.flag": known(True)}) is REVIEW
    assert verdict_of(replace(rule(), fail=None), {"a.flag": known(False)}) is REVIEW


def test_a_missing_fact_is_not_tested_and_the_reason_is_told() -> None:
    finding = judge(rule(), {"a.flag": unknown("the cart was not reached.")}, "shop.test")
    assert finding.verdict is NOT_TESTED
    assert finding.message == "Not tested: the cart was not reached."
    assert verdict_of(rule(), {}) is NOT_TESTED


def test_an_extractor_fault_is_an_error_whatever_the_rule_says_of_unknowns() -> None:
    for one in (rule(), replace(rule(), unknown=REVIEW)):
        finding = judge(one, {"a.flag": BROKEN}, "shop.test")
        assert finding.verdict is ERROR
        assert "the tool failed here" in finding.message


def test_a_value_of_the_wrong_type_is_an_error() -> None:
    assert verdict_of(rule(), {"a.flag": known("yes")}) is ERROR
    assert verdict_of(forms_rule(), {"forms.sensitive": known("x")}) is ERROR
    assert verdict_of(forms_rule(), {"forms.sensitive": known(("word",))}) is ERROR


# Confidence


@pytest.mark.parametrize(
    ("severity", "fact", "expected", "confidence"),
    [
        (Severity.BLOCKER, known(False), FAIL, Confidence.CONFIRMED),
        (Severity.BLOCKER, known(False, Certainty.EXACT, ONCE), FAIL, Confidence.CONFIRMED),
        (Severity.BLOCKER, known(False, Certainty.OBSERVED, ONCE), REVIEW, Confidence.PROBABLE),
        (Severity.MAJOR, known(False, Certainty.OBSERVED, ONCE), FAIL, Confidence.PROBABLE),
        (Severity.BLOCKER, known(False, Certainty.HINT), REVIEW, Confidence.HINT),
        (Severity.MAJOR, known(False, Certainty.HINT), REVIEW, Confidence.HINT),
        (Severity.MINOR, known(False, Certainty.HINT), REVIEW, Confidence.HINT),
        (Severity.INFO, known(False, Certainty.HINT), REVIEW, Confidence.HINT),
    ],
)
def test_only_confirmed_evidence_fails_a_blocker_and_no_hint_fails_anything(
    severity: Severity, fact: Fact, expected: Verdict, confidence: Confidence
) -> None:
    finding = judge(replace(rule(), severity=severity), {"a.flag": fact}, "shop.test")
    assert (finding.verdict, finding.confidence) == (expected, confidence)
    if expected is REVIEW:
        assert finding.message.endswith(": Bad.")
        assert "by a person" in finding.message


def test_an_absence_the_registry_stands_for_fails_a_blocker() -> None:
    one = replace(rule(), severity=Severity.BLOCKER, fail=Compare("a.flag", "exists", False))
    finding = judge(one, {"a.flag": absent()}, "shop.test")
    assert (finding.verdict, finding.confidence) == (FAIL, Confidence.CONFIRMED)
    assert finding.searched
    assert finding.searched_words == ("word",)


def test_a_pass_is_as_firm_as_the_weakest_fact_it_rests_on() -> None:
    one = replace(rule(), fail=Compare("b", "is", True))
    facts = {"a.flag": known(True), "b": known(False, Certainty.HINT)}
    assert judge(one, facts, "shop.test").confidence is Confidence.HINT
    assert judge(one, facts | {"b": known(False)}, "shop.test").confidence is Confidence.CONFIRMED


def test_a_blocker_does_not_fail_on_a_precondition_seen_once() -> None:
    one = replace(gated(), severity=Severity.BLOCKER)
    assert verdict_of(one, {"a.flag": known(False), "accounts.offered": known(True, seen=ONCE)}) is REVIEW
    assert verdict_of(one, {"a.flag": known(False), "accounts.offered": known(True)}) is FAIL


# Preconditions


def gated() -> Rule:
    return rule(applies={"when": {"fact": "accounts.offered", "is": True}, "reason": "No accounts at {shop}."},
                examples=[
                    {"name": n, "facts": {"a.flag": v, "accounts.offered": True}, "verdict": n}
                    for n, v in (("pass", True), ("fail", False))
                ])  # fmt: skip


@pytest.mark.parametrize("fact", [known(False), absent()])
def test_not_applicable_is_earned_with_evidence(fact: Fact) -> None:
    finding = judge(gated(), {"accounts.offered": fact, "a.flag": known(False)}, "shop.test")
    assert finding.verdict is INAPPLICABLE
    assert finding.message == "No accounts at shop.test."
    assert finding.evidence or finding.searched


def test_an_unknown_precondition_is_not_tested_and_a_broken_one_an_error() -> None:
    flag = {"a.flag": known(True)}
    finding = judge(gated(), {"accounts.offered": unknown("no account page"), **flag}, "shop.test")
    assert (finding.verdict, finding.message) == (NOT_TESTED, "Not tested: no account page.")
    assert verdict_of(gated(), flag) is NOT_TESTED
    assert verdict_of(gated(), {"accounts.offered": BROKEN, **flag}) is ERROR
    assert verdict_of(replace(gated(), unknown=REVIEW), flag) is NOT_TESTED


def test_a_false_precondition_without_evidence_is_not_tested() -> None:
    assert verdict_of(gated(), {"accounts.offered": Known(False, ()), "a.flag": known(True)}) is NOT_TESTED


# Nothing without evidence


@pytest.mark.parametrize("value", [True, False])
def test_no_pass_and_no_fail_without_evidence(value: bool) -> None:
    finding = judge(rule(), {"a.flag": Known(value, (), Certainty.EXACT)}, "shop.test")
    assert finding.verdict is REVIEW
    bare = subject("x", (), target_scheme="https" if value else "http")
    assert verdict_of(forms_rule(), {"forms.sensitive": Known((bare,), (), Certainty.EXACT)}) is REVIEW


def test_a_pass_that_rests_on_pages_searched_shows_them() -> None:
    one = replace(rule(), fail=None, passes=Compare("a.flag", "exists", False))
    finding = judge(one, {"a.flag": absent()}, "shop.test")
    assert finding.verdict is PASS
    assert finding.searched
    assert verdict_of(one, {"a.flag": Absent(())}) is REVIEW


# Subjects


@pytest.mark.parametrize(
    ("quantifier", "schemes", "expected"),
    [
        ({"each": 0}, ["https", "https"], PASS),
        ({"each": 0}, ["https", "http"], FAIL),
        ({"each": 0}, ["other", "http"], FAIL),
        ({"each": 0}, ["https", "other"], REVIEW),
        ({"each": 0}, ["https", "?"], NOT_TESTED),
        ({"each": 0}, ["?", "other", "https"], REVIEW),
        ({"each": 0}, ["?", "other", "!"], ERROR),
        ({"any": 0}, ["http", "https"], PASS),
        ({"any": 0}, ["?", "https", "!"], PASS),
        ({"any": 0}, ["http", "http"], FAIL),
        ({"any": 0}, ["http", "?"], NOT_TESTED),
        ({"any": 0}, ["other", "?"], REVIEW),
        ({"at_least": 2}, ["https", "https", "http"], PASS),
        ({"at_least": 2}, ["https", "http", "http"], FAIL),
        ({"at_least": 2}, ["https"], FAIL),
        ({"at_least": 2}, ["https", "?", "http"], NOT_TESTED),
        ({"at_least": 2}, ["http", "?", "http"], FAIL),
    ],
)
def test_subjects_are_combined(quantifier: dict[str, int], schemes: list[str], expected: Verdict) -> None:
    (name, number), *_ = quantifier.items()
    subjects: dict[str, Any] = {name: "forms.sensitive", "when_none": "not-tested"}
    one = forms_rule(subjects=subjects | ({"number": number} if number else {}))
    known_schemes: dict[str, Any] = {"?": unknown("hidden"), "!": BROKEN}
    found = [form(f"f{i}", known_schemes.get(s, s)) for i, s in enumerate(schemes)]
    finding = judge(one, forms(*found), "shop.test")
    assert finding.verdict is expected
    assert [r.label for r in finding.subjects] == [f"f{i}" for i in range(len(schemes))]


@pytest.mark.parametrize("when_none", [NOT_TESTED, REVIEW, INAPPLICABLE, FAIL])
@pytest.mark.parametrize("nothing", [known(()), absent(), known((form("hidden", "https", visible=False),))])
def test_over_no_subjects_the_rule_says_what_holds_and_it_is_never_pass(when_none: Verdict, nothing: Fact) -> None:
    one = forms_rule()
    assert one.subjects is not None
    subjects = replace(one.subjects, when_none=when_none, where=Compare("visible", "is", True, True))
    assert verdict_of(replace(one, subjects=subjects), {"forms.sensitive": nothing}) is when_none


def test_a_rule_made_by_hand_to_pass_over_nothing_does_not() -> None:
    one = forms_rule()
    assert one.subjects is not None
    for verdict in (PASS, ERROR, Verdict.ATTEST):
        by_hand = replace(one, subjects=replace(one.subjects, when_none=verdict), unknown=PASS)
        assert verdict_of(by_hand, forms()) is not PASS
        assert verdict_of(by_hand, {}) is not PASS


def test_unknown_subjects_are_not_none() -> None:
    one = forms_rule(subjects={"each": "forms.sensitive", "when_none": "fail"})
    assert verdict_of(one, {"forms.sensitive": unknown()}) is NOT_TESTED
    assert verdict_of(one, {}) is NOT_TESTED
    assert verdict_of(one, {"forms.sensitive": BROKEN}) is ERROR
    lenient = replace(one, unknown=REVIEW)
    assert verdict_of(lenient, {"forms.sensitive": unknown()}) is NOT_TESTED
    assert verdict_of(lenient, {"forms.sensitive": unknown("torn", UnknownKind.AMBIGUOUS)}) is REVIEW


def test_a_subject_that_may_or_may_not_be_meant_keeps_the_rule_from_passing_and_from_failing() -> None:
    where = {"each": "forms.sensitive", "where": {"field": "visible", "is": True}}
    one = forms_rule(subjects=where, examples=[
        {**e, "facts": {"forms.sensitive": [{**e["facts"]["forms.sensitive"][0], "visible": True}]}} for e in EXAMPLES  # type: ignore[index]
    ])  # fmt: skip
    seen = form("a", "https", visible=True)
    assert verdict_of(one, forms(seen, form("b", "https", visible=unknown()))) is NOT_TESTED
    assert verdict_of(one, forms(seen, form("b", "http", visible=unknown()))) is NOT_TESTED
    assert verdict_of(one, forms(seen, form("b", "http", visible=False))) is PASS
    assert verdict_of(one, forms(seen, form("b", "http", visible=True))) is FAIL


def test_an_unconfirmed_subject_does_not_join_the_accused() -> None:
    one = replace(forms_rule(), severity=Severity.BLOCKER, messages={FAIL: "Bad: {failing} of {count}."})
    sure, unsure = form("sure", "http"), form("unsure", "http", ONCE)
    both = judge(one, forms(unsure, sure), "shop.test")
    assert (both.verdict, both.message) == (FAIL, "Bad: sure of 2.")
    assert [r.verdict for r in both.subjects] == [REVIEW, FAIL]
    alone = judge(one, forms(unsure), "shop.test")
    assert alone.verdict is REVIEW
    assert alone.message == "Seen in one visit only, to be confirmed by a person: Bad: unsure of 1."


def test_evidence_is_of_the_failing_subjects_in_turns_and_at_most_twelve() -> None:
    many = tuple(EvidenceRef("c", "u", f"many {i}", session=str(i)) for i in range(20))
    found = [
        form("good", "https"),
        replace(form("many", "http"), evidence=many),
        form("one", "http", refs("crawl")),
    ]
    finding = judge(forms_rule(), forms(*found), "shop.test")
    assert len(finding.evidence) == 12
    assert [ref.quote for ref in finding.evidence[:3]] == ["many 0", "one", "many 1"]
    assert all(ref.quote != "good" for ref in finding.evidence)
    assert len(set(finding.evidence)) == 12


def test_each_subject_has_its_verdict_and_reason() -> None:
    found = [form("a", "http"), form("b", "https"), form("c", unknown("not read"))]
    results = judge(forms_rule(), forms(*found), "shop.test").subjects
    assert [(r.label, r.verdict, r.reason) for r in results] == [
        ("a", FAIL, "target scheme: http"), ("b", PASS, "target scheme: https"), ("c", NOT_TESTED, "not read"),
    ]  # fmt: skip


# Attest, messages, fingerprint


def attest() -> Rule:
    return rule(**ATTEST)


def test_an_attest_rule_always_asks_a_person() -> None:
    for facts in ({}, {"a.flag": known(True)}, {"a.flag": BROKEN}):
        finding = judge(attest(), facts, "shop.test")
        assert (finding.verdict, finding.message) == (Verdict.ATTEST, "Only a person can say.")
        assert finding.question == "Is it so? To show it: a list; a letter."
    assert judge(replace(attest(), messages={}), {}, "s").message == "Only a person can say: Is it so?"
    assert verdict_of(replace(rule(), mode=attest().mode), {"a.flag": known(True)}) is Verdict.ATTEST


def test_messages_are_filled_and_shop_text_is_never_read_for_placeholders() -> None:
    one = replace(rule(), messages={PASS: "{shop}: {shop.name} {fact.returns.window_days} {a.flag} {b.flag} {none}"})
    facts: Facts = {"a.flag": known(True), "shop.name": known("{shop} {0.__class__}"), "returns.window_days": absent()}
    message = judge(one, facts, "shop.test").message
    assert message == "shop.test: {shop} {0.__class__} not found yes unknown {none}"


def test_long_lists_of_labels_are_cut() -> None:
    one = replace(forms_rule(), messages={FAIL: "{failing}|{passing}"})
    finding = judge(one, forms(*(form(f"f{i}", "http") for i in range(8))), "shop.test")
    assert finding.message == "f0, f1, f2, f3, f4 and 3 more|none"


@pytest.mark.parametrize("fact", [known(True), known(False), unknown(), BROKEN, known("x")])
def test_a_missing_message_is_replaced_by_a_generic_one(fact: Fact) -> None:
    assert judge(replace(rule(), messages={}), {"a.flag": fact}, "shop.test").message


def test_a_fingerprint_depends_on_rule_and_shop_alone() -> None:
    good, bad = (judge(rule(), {"a.flag": known(v)}, "shop.test").fingerprint for v in (True, False))
    assert good == bad
    assert len(good) == 32
    assert judge(rule(), {}, "other.test").fingerprint != good
    assert judge(replace(rule(), id="cmp-other"), {}, "shop.test").fingerprint != good


# Whatever the facts


REFS = st.sampled_from([(), ONCE, TWICE, refs("second-look")])
DOUBTS = st.builds(Unknown, st.just("hm"), st.sampled_from(UnknownKind))


def facts_of(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Fact]:
    return st.one_of(
        st.builds(Known, values, REFS, st.sampled_from(Certainty)),
        st.builds(Absent, REFS, st.just(("w",))),
        DOUBTS,
    )


FIELD = st.sampled_from(["http", "https", "other"])
SUBJECT = st.builds(
    lambda label, seen, scheme, visible: replace(
        subject(label, TWICE, target_scheme=scheme, visible=visible), evidence=seen
    ),
    st.sampled_from("abc"),
    REFS,
    FIELD | facts_of(FIELD),
    st.booleans() | facts_of(st.booleans()),
)
RULES = [
    rule(),
    gated(),
    forms_rule(),
    forms_rule(subjects={"any": "forms.sensitive"}, fail={"all": [HTTP, {"fact": "a.flag", "is": False}]}),
    forms_rule(subjects={"at_least": "forms.sensitive", "number": 2, "when_none": "fail"}, examples=EXAMPLES),
    replace(rule(), passes=Count("forms.sensitive", "none", 1, None, Compare("target_scheme", "eq", "http", True))),
    replace(rule(), passes=Count("forms.sensitive", "each", 1, None, Compare("target_scheme", "eq", "https", True))),
]


@settings(deadline=None, derandomize=True)
@given(
    st.sampled_from(RULES),
    st.sampled_from(Severity),
    st.fixed_dictionaries(
        {},
        optional={
            "a.flag": facts_of(st.booleans()),
            "accounts.offered": facts_of(st.booleans()),
            "forms.sensitive": facts_of(st.lists(SUBJECT, max_size=3).map(tuple)),
        },
    ),
)
def test_whatever_the_facts_the_invariants_hold(one: Rule, severity: Severity, facts: dict[str, Fact]) -> None:
    finding = judge(replace(one, severity=severity), facts, "shop.test")
    assert finding.message
    if finding.verdict in (PASS, FAIL, INAPPLICABLE):
        assert finding.evidence or finding.searched
    if finding.verdict is FAIL:
        assert finding.confidence is not Confidence.HINT
        assert severity is not Severity.BLOCKER or finding.confidence is Confidence.CONFIRMED
    if finding.verdict is PASS:
        assert_pass_is_earned(one, finding, facts)
    assert len(finding.evidence) <= 12


def assert_pass_is_earned(one: Rule, finding: Finding, facts: dict[str, Fact]) -> None:
    if one.precondition:
        assert isinstance(facts.get("accounts.offered"), Known)
    if one.subjects:
        listed = facts.get("forms.sensitive")
        assert isinstance(listed, Known)
        assert listed.value
        verdicts = [r.verdict for r in finding.subjects]
        assert PASS in verdicts
        if one.subjects.quantifier.value == "each":
            assert not UNDECIDED & set(verdicts)
            assert FAIL not in verdicts
    else:
        assert not isinstance(facts.get("a.flag"), Unknown)


# Two subjects that fail alike, each in a visit of its own, are two observations


def test_two_walks_that_fail_alike_in_visits_of_their_own_bear_each_other_out() -> None:
    cheap, mid = (form(name, "http", refs(f"journey-{name}")) for name in ("cheap", "mid"))
    finding = judge(forms_rule(severity="blocker"), forms(cheap, mid), "shop.test")
    assert (finding.verdict, finding.confidence) == (FAIL, Confidence.CONFIRMED)


def test_two_subjects_that_fail_in_the_same_visit_do_not() -> None:
    one, other = form("one", "http", ONCE), form("other", "http", ONCE)
    assert verdict_of(forms_rule(severity="blocker"), forms(one, other)) is REVIEW


def test_one_failing_subject_is_not_borne_out_by_one_that_passes() -> None:
    bad, good = form("bad", "http", ONCE), form("good", "https", refs("second-look"))
    assert verdict_of(forms_rule(severity="blocker"), forms(bad, good)) is REVIEW


# How firmly a verdict over subjects stands


def confidence_of(one: Rule, facts: Facts) -> Confidence:
    return judge(one, facts, "shop.test").confidence


def test_one_fault_among_unknowns_is_an_error() -> None:
    one = replace(rule(), fail=Compare("f", "is", True))
    assert verdict_of(one, {"f": unknown(), "a.flag": BROKEN}) is ERROR
    assert verdict_of(one, {"f": BROKEN, "a.flag": unknown()}) is ERROR


def test_a_rule_made_by_hand_to_pass_on_unknowns_does_not() -> None:
    assert verdict_of(replace(rule(), unknown=PASS), {"a.flag": unknown()}) is NOT_TESTED
    assert verdict_of(replace(rule(), unknown=INAPPLICABLE), {"a.flag": unknown()}) is NOT_TESTED


def test_a_fail_stands_as_its_firmest_subject_and_a_pass_over_each_as_its_weakest() -> None:
    sure, unsure = form("a", "http"), form("b", "http", ONCE)
    assert confidence_of(forms_rule(), forms(unsure, sure)) is Confidence.CONFIRMED
    assert confidence_of(forms_rule(), forms(unsure)) is Confidence.PROBABLE
    good, once = form("a", "https"), form("b", "https", ONCE)
    assert confidence_of(forms_rule(), forms(good, once)) is Confidence.PROBABLE
    assert confidence_of(forms_rule(), forms(good)) is Confidence.CONFIRMED
    assert confidence_of(forms_rule(), forms(good, seen=ONCE)) is Confidence.PROBABLE


def test_a_pass_by_enough_subjects_stands_as_the_last_one_needed() -> None:
    good, once, bad = form("a", "https"), form("b", "https", ONCE), form("c", "http")
    any_one = forms_rule(subjects={"any": "forms.sensitive"})
    assert confidence_of(any_one, forms(once, good, bad)) is Confidence.CONFIRMED
    assert confidence_of(any_one, forms(once, bad)) is Confidence.PROBABLE
    two = forms_rule(subjects={"at_least": "forms.sensitive", "number": 2})
    assert confidence_of(two, forms(once, good, bad)) is Confidence.PROBABLE
    assert confidence_of(two, forms(good, replace(good, label="d"), once)) is Confidence.CONFIRMED


def test_that_none_or_too_few_are_right_rests_on_the_list_and_on_what_was_left_out() -> None:
    one = replace(forms_rule(subjects={"any": "forms.sensitive", "when_none": "fail"}), severity=Severity.BLOCKER)
    assert one.subjects is not None
    exact = form("x", known("http", Certainty.EXACT))
    assert verdict_of(one, forms(exact)) is FAIL
    assert verdict_of(one, forms(exact, seen=ONCE)) is REVIEW
    assert verdict_of(one, forms()) is FAIL
    assert verdict_of(one, forms(seen=ONCE)) is REVIEW
    filtered = replace(one, subjects=replace(one.subjects, where=Compare("visible", "is", True, True)))
    guessed = form("x", "https", visible=known(False, Certainty.HINT))
    assert verdict_of(filtered, forms(form("x", "https", visible=False))) is FAIL
    assert verdict_of(filtered, forms(guessed)) is REVIEW


def test_a_hidden_subject_guessed_to_be_meant_is_not_accused() -> None:
    one = forms_rule()
    assert one.subjects is not None
    one = replace(one, subjects=replace(one.subjects, where=Compare("visible", "is", True, True)))
    assert verdict_of(one, forms(form("x", "http", visible=known(True, Certainty.HINT)))) is REVIEW
    assert verdict_of(one, forms(form("x", "http", visible=True))) is FAIL


def test_the_undecided_are_named() -> None:
    one = replace(forms_rule(), messages={REVIEW: "{undecided} of {count}; good: {passing}"})
    found = [form("a", "https"), form("b", "other"), form("c", unknown())]
    assert judge(one, forms(*found), "shop.test").message == "b, c of 3; good: a"


def test_where_nothing_is_undecided_by_name_the_reason_is_told_and_nothing_is_claimed_of_things_seen() -> None:
    one = replace(forms_rule(), unknown=REVIEW, messages={REVIEW: "Forms send in the open: {undecided}. {reason}"})
    torn = unknown("the page was cut short", UnknownKind.AMBIGUOUS)
    assert judge(one, {"forms.sensitive": torn}, "shop.test").message == "A person has to look: the page was cut short."
    seen = judge(one, forms(form("b", "other")), "shop.test").message
    assert seen.startswith("Forms send in the open: b.")


def test_what_is_neither_met_nor_missed_says_what_was_found() -> None:
    finding = judge(replace(rule(), passes=None, messages={}), {"a.flag": known(True)}, "shop.test")
    assert finding.message == "A person has to look: a flag: yes."


def test_subjects_know_no_other_quantifiers() -> None:
    one = forms_rule()
    assert one.subjects is not None
    odd = replace(one, subjects=replace(one.subjects, quantifier=Quantifier.NONE))
    with pytest.raises(ValueError, match="cannot be quantified by none"):
        judge(odd, forms(form("a", "https")), "shop.test")
