from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrust_audit.model.fact import Absent, Certainty, EvidenceRef, Fact, Facts, UnknownKind
from casetrust_audit.model.money import Money
from casetrust_audit.model.rule import AllOf, AnyOf, Compare, Condition, Count
from casetrust_audit.ruleset.truth import CONFIRMED, HINT, PROBABLE, Scope, Truth, conjunction, disjunction, truth
from tests.ruleset.make import ONCE, absent, known, refs, subject, unknown

T, F, U = True, False, None
VALUES: tuple[bool | None, ...] = (T, F, U)


def fact_of(value: bool | None) -> Fact:
    return unknown() if value is None else known(value)


def ask(condition: Condition, facts: Facts) -> Truth:
    return truth(condition, Scope(facts))


def yes(name: str, local: bool = False) -> Compare:
    return Compare(name, "is", True, local)


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [(T, T, T, T), (T, F, F, T), (T, U, U, T), (F, T, F, T), (F, F, F, F), (F, U, F, U), (U, T, U, T), (U, F, F, U),
     (U, U, U, U)],
)  # fmt: skip
def test_and_and_or_follow_kleene(a: bool | None, b: bool | None, both: bool | None, either: bool | None) -> None:
    facts = {"a": fact_of(a), "b": fact_of(b)}
    assert ask(AllOf((yes("a"), yes("b"))), facts).value is both
    assert ask(AnyOf((yes("a"), yes("b"))), facts).value is either


def formulas() -> st.SearchStrategy[Condition]:
    leaves = st.builds(Compare, st.sampled_from("abcd"), st.just("is"), st.booleans())
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, min_size=1, max_size=3).map(tuple).flatmap(
            lambda parts: st.sampled_from([AllOf(parts), AnyOf(parts)])
        ),
        max_leaves=8,
    )  # fmt: skip


@settings(deadline=None, derandomize=True)
@given(formulas(), st.tuples(*[st.sampled_from(VALUES)] * 4))
def test_a_known_answer_holds_whatever_the_unknown_facts_turn_out_to_be(
    formula: Condition, values: tuple[bool | None, ...]
) -> None:
    answer = ask(formula, {n: fact_of(v) for n, v in zip("abcd", values, strict=True)})
    for chosen in itertools.product(*[VALUES[:2] if v is None else (v,) for v in values]):
        whole = ask(formula, {n: fact_of(v) for n, v in zip("abcd", chosen, strict=True)})
        assert whole.value is not None
        assert answer.value is None or answer.value is whole.value
    assert bool(answer.doubts) is (answer.value is None)
    assert answer.grounded is (answer.value is not None)


OVER_ABSENT = [
    ("is", True), ("is", False), ("eq", "x"), ("ne", "x"), ("eq", Decimal(1)), ("ne", Decimal(1)), ("lt", Decimal(1)),
    ("le", Decimal(1)), ("gt", Decimal(1)), ("ge", Decimal(1)), ("in", ("x",)), ("contains", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("op", "operand"), OVER_ABSENT)
def test_on_an_absent_fact_every_comparison_is_false_and_shows_what_was_searched(op: str, operand: Any) -> None:
    answer = ask(Compare("a", op, operand), {"a": absent()})
    assert answer.value is False
    assert answer.searched
    assert answer.words == ("word",)


@pytest.mark.parametrize(("op", "operand"), [*OVER_ABSENT, ("exists", True), ("exists", False), ("empty", True)])
@pytest.mark.parametrize("facts", [{}, {"a": unknown()}])
def test_on_an_unknown_or_missing_fact_every_comparison_is_unknown(op: str, operand: Any, facts: Facts) -> None:
    assert ask(Compare("a", op, operand), facts).value is None


@pytest.mark.parametrize(
    ("fact", "there"),
    [(known(True), T), (known(False), T), (known(0), T), (known("x"), T), (known(("x",)), T), (known(()), F),
     (known(""), F), (absent(), F)],
)  # fmt: skip
def test_exists_and_empty_are_opposites(fact: Fact, there: bool) -> None:
    assert ask(Compare("a", "exists", True), {"a": fact}).value is there
    assert ask(Compare("a", "exists", False), {"a": fact}).value is not there
    assert ask(Compare("a", "empty", True), {"a": fact}).value is not there
    assert ask(Compare("a", "empty", False), {"a": fact}).value is there


@pytest.mark.parametrize(
    ("op", "below", "same", "above"),
    [("lt", T, F, F), ("le", T, T, F), ("gt", F, F, T), ("ge", F, T, T), ("eq", F, T, F), ("ne", T, F, T)],
)
@pytest.mark.parametrize("make", [int, Decimal, lambda n: Money(Decimal(n), "USD")])
def test_numbers_and_money_are_ordered_by_amount(op: str, below: bool, same: bool, above: bool, make: Any) -> None:
    condition = Compare("a", op, Decimal(10))
    assert [ask(condition, {"a": known(make(n))}).value for n in (9, 10, 11)] == [below, same, above]


def test_words_and_choices_are_compared_whole() -> None:
    assert ask(Compare("a", "contains", "cat"), {"a": known(("cat", "dog"))}).value is True
    assert ask(Compare("a", "contains", "cat"), {"a": known(("category",))}).value is False
    assert ask(Compare("a", "in", ("x", "y")), {"a": known("y")}).value is True
    assert ask(Compare("a", "in", ("x", "y")), {"a": known("z")}).value is False
    assert ask(Compare("a", "eq", "x"), {"a": known("xy")}).value is False
    assert ask(Compare("a", "ne", "x"), {"a": known("xy")}).value is True


@pytest.mark.parametrize(
    ("op", "operand", "value"),
    [("is", True, "yes"), ("lt", Decimal(1), "0"), ("lt", Decimal(1), True), ("eq", "x", 3), ("contains", "x", "xyz"),
     ("in", ("x",), 1), ("lt", Decimal(1), Decimal("NaN"))],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_a_fault_and_never_true_or_false(op: str, operand: Any, value: Any) -> None:
    answer = ask(Compare("a", op, operand), {"a": known(value)})
    assert answer.value is None
    assert answer.doubts[0].kind is UnknownKind.BROKEN


# Quantifiers

W, S = yes("w", local=True), yes("s", local=True)


def listing(rows: list[tuple[bool | None, bool | None]]) -> Fact:
    def one(value: bool | None) -> Any:
        return unknown() if value is None else value

    return known(tuple(subject(f"s{i}", w=one(w), s=one(s)) for i, (w, s) in enumerate(rows)))


def completions(rows: list[tuple[bool | None, bool | None]]) -> list[list[tuple[bool, bool]]]:
    choices = [
        [(w, s) for w in ((T, F) if row[0] is None else (row[0],)) for s in ((T, F) if row[1] is None else (row[1],))]
        for row in rows
    ]
    return [list(chosen) for chosen in itertools.product(*choices)]


def reference(quantifier: str, number: int, rows: list[tuple[bool, bool]]) -> bool | None:
    members = [s for w, s in rows if w]
    if quantifier == "each":
        return all(members) if members else None
    return {
        "any": sum(members) >= 1,
        "none": sum(members) == 0,
        "at_least": sum(members) >= number,
        "at_most": sum(members) <= number,
    }[quantifier]


ROWS = st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(VALUES)), max_size=4)


@settings(deadline=None, derandomize=True)
@given(ROWS, st.sampled_from(["any", "none", "at_least", "at_most"]), st.integers(1, 3))
def test_counting_quantifiers_answer_exactly_when_all_possible_worlds_agree(
    rows: list[tuple[bool | None, bool | None]], quantifier: str, number: int
) -> None:
    answer = ask(Count("l", quantifier, number, W, S), {"l": listing(rows)})
    worlds = {reference(quantifier, number, world) for world in completions(rows)}
    assert answer.value is (worlds.pop() if len(worlds) == 1 else None)
    assert answer.grounded is (answer.value is not None)


@settings(deadline=None, derandomize=True)
@given(ROWS)
def test_each_never_answers_where_some_possible_world_disagrees(rows: list[tuple[bool | None, bool | None]]) -> None:
    answer = ask(Count("l", "each", 1, W, S), {"l": listing(rows)})
    worlds = {reference("each", 1, world) for world in completions(rows)}
    if answer.value is not None:
        assert worlds == {answer.value}
    elif all(None not in row for row in rows):
        assert worlds == {None}


@pytest.mark.parametrize("nothing", [known(()), absent(), listing([(F, T), (F, F)])])
def test_each_over_nothing_is_unknown_and_the_others_rest_on_what_was_searched(nothing: Fact) -> None:
    facts = {"l": nothing}
    assert ask(Count("l", "each", 1, W, S), facts).value is None
    for quantifier, expected in [("any", F), ("at_least", F), ("none", T), ("at_most", T)]:
        answer = ask(Count("l", quantifier, 1, W, S), facts)
        assert answer.value is expected
        assert answer.grounded


def test_an_unknown_list_is_unknown_to_every_quantifier() -> None:
    for quantifier in ("each", "any", "none", "at_least", "at_most"):
        assert ask(Count("l", quantifier, 1, None, S), {"l": unknown("not reached")}).doubts[0].reason == "not reached"


def test_inner_fields_are_those_of_the_innermost_subject_and_facts_stay_in_reach() -> None:
    inner = Count("in", "any", 1, None, AllOf((yes("s", local=True), yes("a"))))
    outer = Count("out", "any", 1, None, AllOf((Compare("s", "is", False, True), inner)))
    facts = {"in": known((subject("i", s=True),)), "out": known((subject("o", s=False),)), "a": known(True)}
    assert ask(outer, facts).value is True
    assert ask(outer, facts | {"a": known(False)}).value is False


def test_a_list_that_is_no_list_of_subjects_is_a_fault() -> None:
    for value in ("x", 3, ("word",)):
        assert ask(Count("l", "none", 1, None, S), {"l": known(value)}).doubts[0].kind is UnknownKind.BROKEN


# Strength and witnesses


@pytest.mark.parametrize(
    ("fact", "strength"),
    [
        (known(True, Certainty.EXACT, ONCE), CONFIRMED),
        (known(True, Certainty.OBSERVED), CONFIRMED),
        (known(True, Certainty.OBSERVED, ONCE), PROBABLE),
        (known(True, Certainty.OBSERVED, ONCE + refs("crawl", quote="again")), PROBABLE),
        (known(True, Certainty.OBSERVED, refs("", "crawl")), PROBABLE),
        (known(True, Certainty.HINT), HINT),
        (absent(), CONFIRMED),
    ],
)
def test_an_answer_stands_as_firmly_as_its_fact(fact: Fact, strength: int) -> None:
    assert ask(Compare("a", "is", True), {"a": fact}).strength == strength


def test_a_conjunction_stands_as_its_weakest_part_and_a_choice_as_its_strongest() -> None:
    facts = {"a": known(True), "b": known(True, Certainty.HINT)}
    assert ask(AllOf((yes("a"), yes("b"))), facts).strength == HINT
    assert ask(AnyOf((yes("b"), yes("a"))), facts).strength == CONFIRMED
    no = {"a": known(False), "b": known(False, Certainty.HINT)}
    assert ask(AllOf((yes("a"), yes("b"))), no).strength == CONFIRMED
    assert ask(AnyOf((yes("a"), yes("b"))), no).strength == HINT


def test_fields_inherit_certainty_and_sightings_of_their_subject() -> None:
    count = Count("l", "any", 1, None, S)
    once = known((subject("x", ONCE, s=True),))
    assert ask(count, {"l": once}).strength == PROBABLE
    assert ask(count, {"l": known((subject("x", s=True),), Certainty.HINT)}).strength == HINT
    exact_field = known((subject("x", ONCE, s=known(True, Certainty.EXACT, ())),))
    assert ask(count, {"l": exact_field}).strength == CONFIRMED
    assert ask(count, {"l": exact_field}).evidence[0].quote == "x"


def test_that_each_or_too_few_hold_also_rests_on_the_list() -> None:
    hint_list = known((subject("x", s=known(True, Certainty.EXACT)),), Certainty.HINT)
    assert ask(Count("l", "each", 1, None, S), {"l": hint_list}).strength == HINT
    assert ask(Count("l", "none", 1, None, Compare("s", "is", False, True)), {"l": hint_list}).strength == HINT
    assert ask(Count("l", "any", 1, None, S), {"l": hint_list}).strength == CONFIRMED


def test_at_least_stands_as_its_nth_strongest_witness() -> None:
    rows = known((subject("a", s=True), subject("b", ONCE, s=True), subject("c", ONCE, s=True)))
    assert ask(Count("l", "at_least", 1, None, S), {"l": rows}).strength == CONFIRMED
    assert ask(Count("l", "at_least", 2, None, S), {"l": rows}).strength == PROBABLE


def test_more_witnesses_than_needed_in_visits_of_their_own_bear_one_another_out() -> None:
    def some(*seen: tuple[EvidenceRef, ...], certainty: Certainty = Certainty.OBSERVED) -> int:
        rows = known(tuple(subject(f"s{n}", refs_, s=True) for n, refs_ in enumerate(seen)), certainty)
        return ask(Count("l", "any", 1, None, S), {"l": rows}).strength

    assert some(refs("journey-cheap"), refs("journey-mid")) == CONFIRMED
    assert some(refs("journey-cheap"), refs("journey-cheap")) == PROBABLE
    assert some(refs("journey-cheap"), refs("journey-mid"), certainty=Certainty.HINT) == HINT


def test_the_counterexample_is_the_witness() -> None:
    rows = listing([(T, T), (T, F), (T, T)])
    answer = ask(Count("l", "each", 1, None, S), {"l": rows})
    assert answer.value is False
    assert {ref.quote for ref in answer.evidence} == {"s1"}
    assert answer.said == ("s1 (s: no)",)


def test_without_conditions_a_count_counts_the_subjects() -> None:
    rows = listing([(F, F), (F, F)])
    assert ask(Count("l", "at_least", 2, None, None), {"l": rows}).value is True
    assert ask(Count("l", "at_least", 3, None, None), {"l": rows}).value is False


def test_all_of_nothing_and_any_of_nothing_are_refused() -> None:
    for combine in (conjunction, disjunction):
        with pytest.raises(ValueError, match="of nothing"):
            combine([])


def test_a_field_nobody_read_is_unknown_and_an_absent_one_false_with_the_subject_as_witness() -> None:
    count = Count("l", "any", 1, None, S)
    unread = ask(count, {"l": known((subject("x"),))})
    assert (unread.value, unread.doubts[0].reason) == (None, "s: not read")
    gone = ask(count, {"l": known((subject("x", s=Absent(())),))})
    assert gone.value is False
    assert {ref.quote for ref in gone.searched} == {"x"}
    assert ask(S, {}).value is None


def test_where_too_few_hold_those_that_do_are_no_witnesses() -> None:
    answer = ask(Count("l", "at_least", 2, None, S), {"l": listing([(T, T), (T, F)])})
    assert answer.value is False
    assert {ref.quote for ref in answer.evidence} == {"s1", ""}
