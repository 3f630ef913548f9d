import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from sarif_pydantic import Sarif

from casetrust_audit.model.result import AuditResult, SubjectResult, Verdict
from casetrust_audit.report.config_line import ConfigLine
from casetrust_audit.report.sarif import MOST_RESULTS, escaped, to_sarif
from tests.report import sample

SCHEMA = Path(__file__).parents[1] / "fixtures" / "schemas" / "sarif-2.1.0.json"
CALM = sample.result()


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def problems(text: str) -> list[str]:
    return [error.message for error in validator().iter_errors(json.loads(text))]


def run_of(result: AuditResult = CALM, *arguments: Any) -> Any:
    return json.loads(to_sarif(result, *arguments))["runs"][0]


def without(*verdicts: Verdict) -> AuditResult:
    return replace(CALM, findings=tuple(f for f in CALM.findings if f.verdict not in verdicts))


@pytest.mark.parametrize(
    "text",
    [
        to_sarif(CALM),
        to_sarif(CALM, ConfigLine("ci/my shop.yaml", 7)),
        to_sarif(sample.overlaid()),
        to_sarif(sample.overlaid("](x) {0} \x1b[2J")),
        to_sarif(sample.hostile()),
        to_sarif(sample.attested()),
        to_sarif(replace(CALM, findings=(), limits=())),
    ],
)
def test_it_meets_the_official_schema_and_an_independent_reader_takes_it(text: str) -> None:
    assert problems(text) == []
    assert Sarif.model_validate_json(text).version == "2.1.0"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: run["results"][0].update(level="critical"),
        lambda run: run["results"][0].update(kind="maybe"),
        lambda run: run["results"][0].pop("message"),
        lambda run: run["tool"]["driver"]["rules"][0].update(helptext="x"),
        lambda run: run["invocations"][0].update(startTimeUtc=3),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    ],
)
def test_the_schema_would_catch_a_mistake(spoil: Callable[[Any], Any]) -> None:
    document = json.loads(to_sarif(CALM))
    spoil(document["runs"][0])
    assert problems(json.dumps(document))


def test_fails_and_what_needs_a_look_are_results_and_passes_are_not() -> None:
    told = [(r["ruleId"], r["kind"], r["level"]) for r in run_of()["results"]]
    assert told == [
        ("idn-uen", "fail", "error"),
        ("prc-no-hidden-charges", "fail", "error"),
        ("ret-period-stated", "fail", "warning"),
        ("sec-headers-hsts", "fail", "note"),
        ("rev-moderation-stated", "review", "none"),
    ]


def test_every_requirement_is_a_rule_with_help_and_without_a_security_severity() -> None:
    run = run_of()
    rules = run["tool"]["driver"]["rules"]
    assert sorted(rule["id"] for rule in rules) == sorted(f.rule for f in CALM.findings)
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    charges = next(rule for rule in rules if rule["id"] == "prc-no-hidden-charges")
    assert "Add the handling fee to the price" in charges["help"]["text"]
    assert charges["defaultConfiguration"] == {"level": "error"}
    assert "security-severity" not in to_sarif(CALM)


def test_a_result_lies_in_the_configuration_and_names_page_and_element() -> None:
    charges = run_of(CALM, ConfigLine("ci/my shop.yaml", 7))["results"][1]
    place = charges["locations"][0]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "ci/my%20shop.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["physicalLocation"]["region"] == {"startLine": 7}
    assert place["logicalLocations"][0]["fullyQualifiedName"].startswith("https://kopi-kaya.example/checkout main > p")
    assert charges["message"]["text"].splitlines() == [
        "Handling fee: first seen at payment. No mandatory charge appears for the first time at checkout",
        "Page: https://kopi-kaya.example/checkout, at main > p:nth-of-type(2)",
        "Seen there: “Handling fee S$3.90”",
        "What to do: Add the handling fee to the price, or state it beside every price.",
    ]


def test_no_artifact_is_a_web_address_and_all_have_the_same_path_without_a_configuration() -> None:
    for result in (CALM, sample.hostile()):
        places = [r["locations"][0]["physicalLocation"] for r in run_of(result)["results"]]
        assert {p["artifactLocation"]["uri"] for p in places} == {"casetrust.yaml"}


def test_every_result_has_a_fingerprint_of_its_own_that_github_uses_too() -> None:
    names = [f"Product {n}" for n in range(40)]
    many = replace(sample.FINDINGS[0], subjects=tuple(SubjectResult(n, Verdict.FAIL, "late") for n in names))
    marks = [r["partialFingerprints"] for r in run_of(replace(CALM, findings=(many, *CALM.findings[1:])))["results"]]
    assert len({m["casetrustFinding/v1"] for m in marks}) == len({m["primaryLocationLineHash"] for m in marks}) == 44


def test_a_fault_of_the_tool_is_told_as_one_and_the_run_as_not_successful() -> None:
    told = run_of()["invocations"][0]
    fault = told["toolExecutionNotifications"][0]
    assert told["executionSuccessful"] is False
    assert (fault["level"], fault["associatedRule"]["id"]) == ("error", "use-links-work")
    calm = run_of(without(Verdict.ERROR))["invocations"][0]
    assert calm["executionSuccessful"] is True
    assert [n["descriptor"]["id"] for n in calm["toolExecutionNotifications"]] == [
        "not-tested", "not-looked-at", "not-looked-at",
    ]  # fmt: skip


def test_what_is_waived_is_marked_and_never_dropped() -> None:
    told = run_of(sample.overlaid())["results"]
    assert len(told) == len(run_of()["results"])
    waived = [r for r in told if r["suppressions"]]
    assert [r["ruleId"] for r in waived] == ["idn-uen"]
    assert waived[0]["suppressions"][0]["justification"] == "ACRA renames us (Tan, until 2026-12-31)"


def test_a_waiver_for_one_subject_forgives_no_other() -> None:
    charges = next(f for f in sample.overlaid().findings if f.rule == "prc-no-hidden-charges")
    fails = SubjectResult("Delivery", Verdict.FAIL, "late", forgiven="waiver")
    both = replace(charges, subjects=(fails, SubjectResult("Handling fee", Verdict.FAIL, "late")))
    told = run_of(replace(sample.overlaid(), findings=(both,)))["results"]
    assert [(r["properties"]["subject"], len(r["suppressions"])) for r in told] == [
        ("Delivery", 1),
        ("Handling fee", 0),
    ]


def test_each_result_says_how_it_stands_to_the_baseline() -> None:
    states = {r["ruleId"]: r["baselineState"] for r in run_of(sample.overlaid())["results"]}
    assert (states["idn-uen"], states["prc-no-hidden-charges"]) == ("unchanged", "new")


def test_without_waivers_and_baseline_no_result_speaks_of_them() -> None:
    assert not any({"suppressions", "baselineState"} & set(r) for r in run_of()["results"])


def test_no_more_results_than_github_keeps_and_the_least_urgent_are_left_out() -> None:
    names = [f"Item {chr(97 + n % 26)}{n}" for n in range(MOST_RESULTS + 10)]
    many = replace(sample.FINDINGS[3], subjects=tuple(SubjectResult(n, Verdict.FAIL, "x") for n in names))
    run = run_of(replace(CALM, findings=(*CALM.findings[:3], many)))
    assert len(run["results"]) == MOST_RESULTS
    assert [r["level"] for r in run["results"][:3]] == ["error", "error", "warning"]
    left = [
        n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"] if n["level"] == "warning"
    ]
    assert left == ["13 of 5,013 results were left out, the least urgent ones."]


def test_text_of_a_shop_is_no_link_no_argument_and_no_markdown() -> None:
    run = run_of(sample.hostile())
    for entry in run["results"]:
        text = entry["message"]["text"]
        assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", text)
        assert "{" not in text.replace("{{", "")
        assert not set(text) & set("\x00\x1b\u202e\u200b")
    for rule in run["tool"]["driver"]["rules"]:
        tokens = MarkdownIt("commonmark", {"html": True}).parse(rule["help"]["markdown"])
        inside = {child.type for token in tokens for child in token.children or ()}
        assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
        assert inside <= {"text", "code_inline", "text_special", "strong_open", "strong_close"}


def test_brackets_and_braces_are_escaped_as_the_standard_says() -> None:
    assert escaped(r"[a](b) {0} c\d") == r"\[a\](b) {{0}} c\\d"


def test_several_shops_of_one_repository_are_kept_apart() -> None:
    other = replace(CALM, run=replace(CALM.run, site="other shop.example"))
    assert run_of()["automationDetails"] == {"id": "casetrust-audit/kopi-kaya.example/"}
    assert run_of(other)["automationDetails"] == {"id": "casetrust-audit/other%20shop.example/"}


def test_a_time_that_is_none_is_left_out() -> None:
    broken = replace(CALM, run=replace(CALM.run, started="yesterday", finished="2026-11-22T11:10:00+08:00"))
    invocation = run_of(broken)["invocations"][0]
    assert "startTimeUtc" not in invocation
    assert invocation["endTimeUtc"] == "2026-11-22T03:10:00Z"


def test_a_run_that_saw_nothing_is_not_successful() -> None:
    blind = replace(without(Verdict.ERROR, Verdict.FAIL), crawl=replace(CALM.crawl, pages=0))
    told = run_of(blind)["invocations"][0]
    assert told["executionSuccessful"] is False
    assert told["toolExecutionNotifications"][0]["level"] == "error"
    assert problems(to_sarif(blind)) == []
