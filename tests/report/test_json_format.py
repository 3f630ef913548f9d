import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from casetrust_audit.model.capture import LAYOUTS, PROBLEMS, ROLES
from casetrust_audit.model.journey import ENDS
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import SIGHTING_ROLES, SIGHTING_SOURCES, Confidence, Readiness, Severity, Verdict
from casetrust_audit.report.json_format import plain, schema, to_json
from tests.report import sample


def document() -> Any:
    return json.loads(to_json(sample.result()))


def problems(value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema()).iter_errors(value)]


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_sample_meets_the_schema() -> None:
    assert problems(document()) == []


def test_hostile_text_still_meets_the_schema() -> None:
    assert problems(json.loads(to_json(sample.hostile()))) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("disclaimer"),
        lambda d: d.update(extra=1),
        lambda d: d.update(schema_version="2.0"),
        lambda d: d.update(readiness="READY"),
        lambda d: d["findings"][0].update(verdict="failed"),
        lambda d: d["findings"][0].update(severity="high"),
        lambda d: d["findings"][0].pop("evidence"),
        lambda d: d["score"].update(low=33.3),
        lambda d: d["score"].update(shown="101"),
        lambda d: d["trails"][0]["headline"].update(amount=12.9),
        lambda d: d["trails"][0]["headline"].update(currency="S$"),
        lambda d: d["trails"][0]["charges"][0].update(level="maybe"),
        lambda d: d["trails"][0]["sightings"][0].update(readings=[]),
        lambda d: d["trails"][0]["sightings"][0].update(role="price"),
        lambda d: d["captures"][0].update(role="start"),
        lambda d: d["coverage"]["counts"].update(ok=1),
        lambda d: d["journeys"][0].update(end="done"),
    ],
)
def test_the_schema_catches_a_mistake(spoil: Callable[[Any], Any]) -> None:
    value = document()
    spoil(value)
    assert problems(value)


def test_a_pass_without_evidence_does_not_meet_the_schema() -> None:
    value = document()
    for finding in value["findings"]:
        if finding["verdict"] == "pass":
            finding.update(evidence=[], subjects=[], searched=[])
    assert len(problems(value)) == 2


def test_the_schema_knows_every_word_of_the_model() -> None:
    definitions = schema()["$defs"]
    capture = definitions["capture"]["properties"]
    assert definitions["verdict"]["enum"] == [v.value for v in Verdict]
    assert definitions["severity"]["enum"] == [s.value for s in Severity]
    assert definitions["finding"]["properties"]["confidence"]["enum"] == [c.value for c in Confidence]
    assert schema()["properties"]["readiness"]["enum"] == [r.value for r in Readiness]
    assert capture["role"]["enum"] == list(ROLES)
    assert capture["layout"]["enum"] == list(LAYOUTS)
    assert capture["problems"]["items"]["properties"]["kind"]["enum"] == list(PROBLEMS)
    assert definitions["journey"]["properties"]["end"]["enum"] == list(ENDS)
    sighting = definitions["sighting"]["properties"]
    assert sighting["role"]["enum"] == list(SIGHTING_ROLES)
    assert sighting["source"]["enum"] == list(SIGHTING_SOURCES)
    assert sighting["layout"]["enum"] == list(LAYOUTS)


def test_findings_come_fails_first_then_by_severity_then_id() -> None:
    shuffled = replace(sample.result(), findings=tuple(reversed(sample.FINDINGS)))
    order = [(f["verdict"], f["severity"], f["rule"]) for f in json.loads(to_json(shuffled))["findings"]]
    assert order[:4] == [
        ("fail", "blocker", "idn-uen"),
        ("fail", "blocker", "prc-no-hidden-charges"),
        ("fail", "major", "ret-period-stated"),
        ("fail", "minor", "sec-headers-hsts"),
    ]
    assert [v for v, _, _ in order[4:]] == [
        "needs-review", "not-tested", "error", "attest", "pass", "pass", "not-applicable",
    ]  # fmt: skip
    assert to_json(shuffled) == to_json(sample.result())


def test_money_and_decimals_are_exact_strings() -> None:
    assert plain(Money(Decimal("1E+2"), "SGD", True)) == {"amount": "100", "currency": "SGD", "assumed": True}
    assert plain(Decimal("33.30")) == "33.30"


def test_a_text_that_can_be_read_two_ways_keeps_both_amounts() -> None:
    sightings = document()["trails"][0]["sightings"]
    assert [[m["amount"] for m in s["readings"]] for s in sightings if s["raw"] == "S$1.299"] == [["1299", "1.299"]]


def test_a_number_json_does_not_know_becomes_null() -> None:
    assert plain((float("nan"), float("inf"), 1.5)) == [None, None, 1.5]


def test_a_type_json_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold a set"):
        plain({1, 2})


def test_no_control_or_direction_character_reaches_a_terminal() -> None:
    text = to_json(sample.hostile("\x1b[31m \u202e \x9b \ud800 退货 \u200b"))
    assert "退货" in text
    assert not set(text) & set("\x1b\u202e\x9b\ud800\u200b")
    assert json.loads(text)["limits"][0] == "\x1b[31m \u202e \x9b \ufffd 退货 \u200b"


def test_the_text_ends_with_one_newline_and_keys_are_sorted() -> None:
    text = to_json(sample.result())
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))
