from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.attestation.examples import run_all
from casetrust_audit.errors import AuditError
from casetrust_audit.model.fact import Absent, Certainty, Known, Unknown, UnknownKind
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Verdict
from casetrust_audit.ruleset.examples import ExampleResult, run_examples
from casetrust_audit.ruleset.shorthand import in_shorthand
from tests.ruleset.make import FILE, rule, spec
from tests.ruleset.shipped import shipped_rules


def shipped_examples() -> list[Any]:
    # What cannot be loaded is told by test_rule_set, with file and line, not by a collection error here.
    try:
        rules = shipped_rules().rules
    except (AuditError, ImportError, ValueError):
        return []
    return [pytest.param(result, id=f"{rule.id}: {result.name}") for rule in rules for result in run_all(rule)]


@pytest.mark.parametrize("result", shipped_examples())
def test_every_example_of_the_shipped_rules_gives_its_verdict(result: ExampleResult) -> None:
    assert result.ok, str(result)


def facts_of(**written: Any) -> Any:
    one = rule(examples=[*spec()["examples"], {"name": "x", "facts": dict(written.pop("facts")), "verdict": "fail"}])
    return one.examples[-1].facts


def test_examples_give_the_verdicts_they_claim() -> None:
    passing, failing, untested = run_examples(rule())
    assert passing.ok
    assert failing.ok
    assert not untested.ok
    assert untested.finding.verdict is Verdict.NOT_TESTED
    assert str(untested).startswith(f"{FILE}:")
    assert "expected needs-review, gave not-tested" in str(untested)


def test_a_wrong_rule_is_caught_by_its_examples() -> None:
    good = rule()
    swapped = replace(good, fail=good.passes, passes=good.fail)
    assert [result.ok for result in run_examples(swapped)][:2] == [False, False]


def test_plain_values_are_known_as_if_seen_in_two_visits() -> None:
    facts = facts_of(facts={"a.flag": True, "price.total": "12.50", "reviews.words": ["a"], "score.ratio": 0.5})
    assert all(isinstance(f, Known) and len({r.session for r in f.evidence}) == 2 for f in facts.values())
    assert facts["price.total"].value == Money(facts["price.total"].value.amount, "SGD")
    assert str(facts["price.total"].value) == "S$12.50"
    assert facts["reviews.words"].value == ("a",)


def test_the_other_forms_are_absent_unknown_and_known_with_a_certainty() -> None:
    facts = facts_of(facts={
        "a.flag": {"absent": True},
        "b.flag": {"unknown": "not reached"},
        "shop.name": {"unknown": "failed", "kind": "broken"},
        "price.total": {"known": "USD 5", "certainty": "hint", "sessions": 1},
    })  # fmt: skip
    assert isinstance(facts["a.flag"], Absent)
    assert facts["b.flag"] == Unknown("not reached")
    assert facts["shop.name"].kind is UnknownKind.BROKEN
    assert facts["price.total"].certainty is Certainty.HINT
    assert facts["price.total"].value.currency == "USD"
    assert len(facts["price.total"].evidence) == 1


def test_subjects_have_labels_fields_and_evidence_of_their_own() -> None:
    rows = [{"label": "x", "visible": True, "scripted": {"unknown": "?"}, "tags": ["a", "b"], "price": 3}]
    listed = facts_of(facts={"forms.sensitive": {"known": rows, "sessions": 1}})["forms.sensitive"]
    (one,) = listed.value
    assert (one.label, one.fields["visible"]) == ("x", True)
    assert one.fields["scripted"] == Unknown("?")
    assert one.fields["tags"].value == ("a", "b")
    assert len(one.evidence) == 1


@pytest.mark.parametrize(
    "written",
    [
        {"a.flag": True},
        {"price.total": "USD 12.50", "score.ratio": 3, "reviews.words": ["a", "b"]},
        {"a.flag": {"absent": True}, "b.flag": {"unknown": "not read"}},
        {"a.flag": {"unknown": "two readings", "kind": "ambiguous"}},
        {"a.flag": {"known": False, "certainty": "hint", "sessions": 1}},
        {"forms.sensitive": [{"label": "Login", "visible": True, "price": "SGD 3.90", "count": {"absent": True}}]},
        {"forms.sensitive": {"known": [], "certainty": "exact", "sessions": 3}},
    ],
)
def test_facts_are_told_in_the_shorthand_they_were_written_in(written: dict[str, Any]) -> None:
    facts = facts_of(facts=written)
    told = {name: in_shorthand(fact) for name, fact in facts.items()}
    assert facts_of(facts=told) == facts


def test_every_fact_of_a_shipped_example_is_told_in_the_shorthand() -> None:
    from casetrust_audit.facts.registry import schema
    from casetrust_audit.ruleset.problems import Problems
    from casetrust_audit.ruleset.shorthand import facts_of as read
    from casetrust_audit.ruleset.yaml_source import parse_yaml

    for one in shipped_rules().rules:
        for result in run_examples(one):
            told = json.loads(
                json.dumps({name: in_shorthand(fact) for name, fact in result.facts.items()}), parse_float=Decimal
            )
            wrong = Problems(parse_yaml("a: 1", FILE))
            again = read(told, schema(), (), wrong)
            assert (wrong.lines, again) == ([], dict(result.facts)), (one.id, result.name)
