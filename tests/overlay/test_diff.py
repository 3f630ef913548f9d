"""Two audits side by side: each change in the list where a reader looks for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.model.comparison import Change, Comparison, PriceChange
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Trail, Verdict
from casetrust_audit.overlay.diff import differences
from casetrust_audit.overlay.price_moves import price_changes, unfollowed
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
    finding,
    result,
    subject,
)
from tests.report import sample

GROUPS = ("worse", "better", "unseen", "seen")


def groups(told: Comparison) -> dict[str, tuple[Change, ...]]:
    return {name: getattr(told, name) for name in GROUPS if getattr(told, name)}


@pytest.mark.parametrize(
    ("then", "now", "group"),
    [
        (PASS, FAIL, "worse"),
        (NA, FAIL, "worse"),
        (PASS, REVIEW, "worse"),
        (REVIEW, FAIL, "worse"),
        (NOT_TESTED, FAIL, "worse"),
        (FAIL, PASS, "better"),
        (FAIL, NA, "better"),
        (REVIEW, PASS, "better"),
        (PASS, NOT_TESTED, "unseen"),
        (FAIL, NOT_TESTED, "unseen"),
        (FAIL, ERROR, "unseen"),
        (FAIL, REVIEW, "unseen"),
        (REVIEW, ATTEST, "unseen"),
        (PASS, NA, "unseen"),
        (NOT_TESTED, PASS, "seen"),
        (ATTEST, NA, "seen"),
        (NOT_TESTED, REVIEW, "seen"),
        (NA, PASS, "seen"),
        (NOT_TESTED, ERROR, ""),
        *((verdict, verdict, "") for verdict in Verdict),
    ],
)
def test_a_change_of_the_whole_shop(then: Verdict, now: Verdict, group: str) -> None:
    told = differences(result(finding("prc-x", then)), result(finding("prc-x", now)))
    assert list(groups(told)) == ([group] if group else [])
    if group:
        (change,) = groups(told)[group]
        assert (change.rule, change.before, change.after, change.subjects) == ("prc-x", then, now, ())


def test_a_requirement_as_bad_as_before_may_be_so_elsewhere() -> None:
    then = finding("prc-x", None, MAJOR, *(subject(x, path=f"/{x}") for x in ("Kaya", "Kopi", "Tea")))
    now = finding("prc-x", None, MAJOR, subject("Kaya", path="/Kaya"), subject("Milo", path="/Milo"),
                  subject("Kopi", PASS, path="/Kopi"))  # fmt: skip
    told = groups(differences(result(then), result(now)))
    assert {name: change.subjects for name, (change,) in told.items()} == {
        "worse": ("Milo",), "better": ("Kopi",), "unseen": ("Tea",),
    }  # fmt: skip


def test_a_rule_that_passes_again_says_which_subjects_it_speaks_of() -> None:
    then = finding("prc-x", None, MAJOR, subject("Kaya", path="/Kaya"), subject("Kopi", path="/Kopi"))
    now = finding("prc-x", None, MAJOR, subject("Kaya", PASS, path="/Kaya"))
    told = groups(differences(result(then), result(now)))
    assert {name: change.subjects for name, (change,) in told.items()} == {"better": ("Kaya",), "unseen": ("Kopi",)}


def test_a_fail_that_is_only_doubted_now_is_no_fix() -> None:
    then = finding("prc-x", None, MAJOR, subject("Kaya"))
    now = finding("prc-x", None, MAJOR, subject("Kaya", REVIEW))
    told = groups(differences(result(then), result(now)))
    assert {name: change.subjects for name, (change,) in told.items()} == {"unseen": ("Kaya",)}


def test_the_most_serious_comes_first() -> None:
    rules = (("prc-z", MINOR), ("prc-b", BLOCKER), ("prc-c", MAJOR), ("prc-a", BLOCKER))
    then, now = (result(*(finding(rule, verdict, s) for rule, s in rules)) for verdict in (PASS, FAIL))
    assert [c.rule for c in differences(then, now).worse] == ["prc-a", "prc-b", "prc-c", "prc-z"]


def test_rules_of_one_audit_only_are_explained() -> None:
    told = differences(result(finding("old-rule", FAIL)), result(finding("new-rule", FAIL), finding("new-pass", PASS)))
    assert [(c.rule, c.before, c.after) for c in told.seen] == [("new-rule", None, FAIL)]
    assert [(c.rule, c.before, c.after) for c in told.unseen] == [("old-rule", FAIL, None)]
    assert "Not in the earlier rule set: new-pass, new-rule." in told.explanations
    assert "No longer in the rule set: old-rule." in told.explanations


def test_what_is_not_the_shops_is_explained() -> None:
    then = result(finding("prc-x", FAIL, MINOR), started="2026-11-23T03:00:00Z", site="a.sg")
    now = replace(
        result(finding("prc-x", FAIL, BLOCKER)),
        tool_version="0.2.0", ruleset_version="2027.1", ruleset_digest="x", profile="strict", attestation=None,
    )  # fmt: skip
    told = differences(then, now).explanations
    for words in (
        "Two sites are compared: a.sg then, kopi-kaya.example now.",
        "The audit given as the earlier one is the later",
        "Both audits judge the same evidence",
        "The tool is another: 0.1.0 then, 0.2.0 now.",
        "The rule set is another: 2026.1 then, 2027.1 now.",
        f"The profile is another: {then.profile} then, strict now.",
        "prc-x is blocker now; it was minor.",
    ):
        assert any(words in line for line in told), words
    changed = replace(then, ruleset_digest="x")
    assert any("other content" in line for line in differences(then, changed).explanations)


def test_an_audit_differs_in_nothing_from_itself() -> None:
    told = differences(sample.result(), sample.result())
    assert groups(told) == {}
    assert (told.prices, told.unfollowed) == ((), ())
    assert told.explanations == (
        "Both audits judge the same evidence: whatever differs comes from rules, answers or the tool.",
    )


# Prices


def trail(**over: Any) -> Trail:
    return replace(sample.COMPLETE, **over)


def fee(amount: str, level: str = "amount", label: str = "Handling fee", role: str = "fee") -> Charge:
    return Charge(label, role, sample.sgd(amount), "mandatory", "payment", level, "", ())


def moves(then: Trail, now: Trail) -> list[tuple[str, str, str, str]]:
    def shown(change: PriceChange) -> tuple[str, str, str, str]:
        before, after = change.before or change.level_before, change.after or change.level_after
        return change.what, change.turn, str(before), str(after)

    return [shown(change) for change in price_changes((then,), (now,))]


def test_prices_move_along_the_trail() -> None:
    then = trail(charges=(fee("2.90"), fee("4.00", label="Delivery", role="shipping"), fee("1.00", label="Wrap")))
    now = trail(
        headline=sample.sgd("14.90"), final=sample.sgd("19.80"),
        charges=(
            fee("2.90", "none"), fee("3.00", label="Standard delivery", role="shipping"), fee("2.00", label="Box"),
        ),
    )  # fmt: skip
    assert moves(then, now) == [
        ("headline", "dearer", "S$12.90", "S$14.90"),
        ("Handling fee", "told-worse", "amount", "none"),
        ("Standard delivery", "cheaper", "S$4.00", "S$3.00"),
        ("Box", "new", "", "S$2.00"),
        ("Wrap", "gone", "S$1.00", ""),
        ("final", "cheaper", "S$20.80", "S$19.80"),
    ]


def test_what_was_not_reached_is_no_change() -> None:
    early = trail(complete=False, final=None, charges=())
    assert moves(trail(charges=(fee("2.90"),)), early) == []
    assert moves(early, trail(charges=(fee("2.90"),))) == []
    assert moves(trail(headline=None), trail()) == []


def test_another_currency_is_no_rise() -> None:
    dollars = trail(headline=Money(Decimal("20.00"), "USD"), final=None)
    assert moves(trail(final=None), dollars) == [("headline", "other-currency", "S$12.90", "US$20.00")]


def test_only_the_same_item_on_the_same_walk_is_compared() -> None:
    other = trail(item="Milo", headline=sample.sgd("99.00"))
    assert price_changes((trail(),), (other, trail(scenario="mid"), trail(quantity=2))) == ()
    assert unfollowed((trail(),), (other,)) == (
        "“Kaya toast set” (cheap) was followed in the earlier audit only.",
        "“Milo” (cheap) is followed in the later audit only.",
    )
