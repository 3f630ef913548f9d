"""The real rule set against the real facts, loaded once."""

from __future__ import annotations

from functools import cache

from casetrust_audit.facts.registry import load_all, schema
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.load import RuleSet, load_rules


@cache
def shipped_rules() -> RuleSet:
    load_all("casetrust_audit.facts", "casetrust_audit.ledger")
    return load_rules(rules_directory(), schema())
