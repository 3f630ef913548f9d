from __future__ import annotations

from dataclasses import replace

import pytest

from casetrust_audit.model.result import Severity, Verdict
from casetrust_audit.model.rule import Mode
from casetrust_audit.ruleset.catalogue import unwritten
from casetrust_audit.ruleset.evaluate import judge
from casetrust_audit.ruleset.examples import run_examples
from tests.ruleset.make import BROKEN
from tests.ruleset.shipped import shipped_rules

ENOUGH_RULES = 35
LONGEST_HEADLINE = 80


def test_the_shipped_rules_load_against_the_facts_there_are() -> None:
    assert shipped_rules().version


def test_there_are_enough_rules_to_speak_of_an_audit() -> None:
    rules = shipped_rules().rules
    assert len(rules) >= ENOUGH_RULES
    assert sum(len(run_examples(rule)) for rule in rules) >= 3 * ENOUGH_RULES


def test_rules_and_findings_by_hand_cover_the_whole_catalogue_once() -> None:
    rules = shipped_rules()
    covered = [rule.id for rule in rules.rules] + [f.rule for f in unwritten(rules.catalogue, rules.rules, "s")]
    assert len(covered) == len(set(covered))
    assert {requirement.id for requirement in rules.catalogue} <= set(covered)


def test_over_a_shop_nobody_looked_at_no_rule_passes_fails_or_falls_away() -> None:
    for rule in shipped_rules().rules:
        expected = {Verdict.ATTEST} if rule.mode is Mode.ATTEST else {Verdict.NOT_TESTED, Verdict.NEEDS_REVIEW}
        assert judge(rule, {}, "shop.test").verdict in expected, rule.id


def test_when_every_extractor_is_broken_every_rule_says_so() -> None:
    from casetrust_audit.facts.registry import schema

    rules = shipped_rules().rules
    broken = dict.fromkeys(schema(), BROKEN)
    for rule in rules:
        expected = Verdict.ATTEST if rule.mode is Mode.ATTEST else Verdict.ERROR
        assert judge(rule, broken, "shop.test").verdict is expected, rule.id


@pytest.mark.parametrize("word", ["certified", "accredited by", "compliant"])
def test_no_rule_promises_what_only_the_scheme_can_give(word: str) -> None:
    for rule in shipped_rules().rules:
        passing = rule.messages.get(Verdict.PASS, "")
        assert word not in passing.casefold(), rule.id


def test_every_blocker_that_can_fail_has_an_example_in_which_it_does() -> None:
    for rule in shipped_rules().rules:
        if rule.severity is Severity.BLOCKER and rule.fail is not None:
            assert Verdict.FAIL in {r.finding.verdict for r in run_examples(rule)}, rule.id


def test_every_rule_that_can_fail_heads_its_fails_with_what_is_wrong() -> None:
    """The title says what is asked: over a fail it would read as praise."""
    rules = [rule for rule in shipped_rules().rules if Verdict.FAIL in rule.messages]
    assert [rule.id for rule in rules if not rule.headline or len(rule.headline) > LONGEST_HEADLINE] == []
    assert len({rule.headline for rule in rules}) == len(rules)
    for rule in rules:
        for shown in run_examples(rule):
            failed = shown.finding.verdict is Verdict.FAIL
            assert shown.finding.heading == (rule.headline if failed else rule.title), rule.id


def test_a_rule_of_ones_own_without_a_headline_is_headed_by_its_title() -> None:
    finding = next(r.finding for rule in shipped_rules().rules for r in run_examples(rule)
                   if r.finding.verdict is Verdict.FAIL)  # fmt: skip
    assert replace(finding, headline="").heading == finding.title
