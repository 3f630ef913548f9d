"""Every rule that the tool judges by itself can be made to fail by a switch of the demo shop, or to ask a person where
nothing seen from outside is ever a fail."""

from __future__ import annotations

import pytest

from casetrust_audit.demo.defects import DEFECTS
from casetrust_audit.model.rule import Mode, Rule
from tests.ruleset.shipped import shipped_rules

JUDGED = [rule for rule in shipped_rules().rules if rule.mode is not Mode.ATTEST]
FAILED = {rule for defect in DEFECTS.values() for rule in defect.rules}
ASKED = {rule for defect in DEFECTS.values() for rule in defect.review}
ONLY_ASKED: dict[str, str] = {}
"""Rules that can fail and have no switch for it, each with the reason why there can be none."""


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.id)
def test_every_rule_the_tool_judges_is_turned_by_a_switch_of_the_demo_shop(rule: Rule) -> None:
    if rule.fail is not None and rule.id not in ONLY_ASKED:
        assert rule.id in FAILED, f"{rule.id} can fail, and no switch of the demo shop makes it"
    else:
        assert rule.id in ASKED, f"no switch of the demo shop makes {rule.id} ask a person"


def test_the_exceptions_are_rules_that_can_fail_and_each_says_why() -> None:
    known = {rule.id: rule for rule in JUDGED}
    assert [name for name in ONLY_ASKED if name not in known or known[name].fail is None] == []
    assert [name for name, why in ONLY_ASKED.items() if name in FAILED or len(why) < 40] == []


def test_switches_name_rules_that_there_are_and_ask_a_person_only_where_a_rule_can() -> None:
    known = {rule.id for rule in shipped_rules().rules}
    assert {*FAILED, *ASKED} <= known
