"""Every rule tells a merchant how to mend things, with an example, in words that need no lawyer and no developer."""

from __future__ import annotations

import re

import pytest

from casetrust_audit.model.rule import Rule
from tests.ruleset.shipped import shipped_rules

VOUCHING = re.compile(r"\b(certified|certifies|certification|complian\w+|comply|complies|accredited)\b", re.IGNORECASE)
LEGALESE = re.compile(
    r"\b(pursuant|hereby|herein|thereof|notwithstanding|aforesaid|shall|remediat\w+)\b", re.IGNORECASE
)
SHORTEST, LONGEST = 60, 900


def flaws(text: str) -> list[str]:
    """What is wrong with the text of a remediation."""
    before, after = text.find("Before:"), text.find("After:")
    found = []
    if not 0 < before < after or not text[after + len("After:") :].strip():
        found.append("has no advice followed by “Before: … After: …”")
    if not SHORTEST <= len(text) <= LONGEST:
        found.append(f"is {len(text)} characters long")
    found += [f"says {match[0]!r}" for pattern in (VOUCHING, LEGALESE) for match in pattern.finditer(text)]
    return found


@pytest.mark.parametrize("rule", shipped_rules().rules, ids=lambda rule: rule.id)
def test_every_rule_says_how_to_mend_it_with_an_example(rule: Rule) -> None:
    assert flaws(rule.remediation) == []


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("Write the fee beside the price, on the product page and in the cart, before checkout.", "has no advice"),
        ("Before: no fee is shown anywhere in the shop. After: the fee is shown beside the price.", "has no advice"),
        ("Show the fee beside the price in the list, please do. Before: nothing is shown. After:", "has no advice"),
        ("Show it. Before: a. After: b.", "characters long"),
        (
            "Show it so that the shop is compliant with the rules. Before: a fee at the end. After: at once.",
            "compliant",
        ),
        ("The seller shall show the fee beside the price. Before: a fee at the end. After: a fee at once.", "shall"),
    ],
)
def test_a_flaw_would_be_seen(text: str, flaw: str) -> None:
    assert flaw in "".join(flaws(text))
