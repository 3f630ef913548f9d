from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.errors import RuleFileError
from casetrust_audit.model.result import Severity, Verdict
from casetrust_audit.model.rule import AllOf, AnyOf, Compare, Count, Mode
from casetrust_audit.ruleset.build import build_rule, facts_used
from casetrust_audit.ruleset.load import load_rules
from casetrust_audit.ruleset.problems import Problems
from casetrust_audit.ruleset.yaml_source import parse_yaml
from tests.ruleset.make import ATTEST, FILE, SCHEMA, problems_of, rule, rules_directory, spec, text, write_rule

SUBJECTS = {"each": "forms.sensitive"}


def one_problem(**changes: Any) -> str:
    lines = problems_of(**changes)
    assert len(lines) == 1, lines
    return lines[0]


# One file


def test_a_good_rule_becomes_typed() -> None:
    one = rule(
        applies={"when": {"fact": "accounts.offered", "is": True}, "reason": "No accounts."},
        review={"any": [{"fact": "price.total", "gt": "12.50"}, {"fact": "shop.kind", "in": ["cart", "quote"]}]},
        examples=[
            {"name": n, "facts": {"a.flag": n == "pass", "accounts.offered": True, "price.total": 20}, "verdict": n}
            for n in ("pass", "fail", "needs-review")
        ],
    )
    assert (one.severity, one.mode, one.unknown) == (Severity.MAJOR, Mode.AUTOMATIC, Verdict.NOT_TESTED)
    assert one.review == AnyOf(
        (Compare("price.total", "gt", Decimal("12.50")), Compare("shop.kind", "in", ("cart", "quote")))
    )
    assert facts_used(one) == ("a.flag", "accounts.offered", "price.total", "shop.kind")


def test_every_quantifier_is_read() -> None:
    where, satisfies = {"field": "visible", "is": True}, {"field": "count", "ge": 1}
    inner = (Compare("visible", "is", True, True), Compare("count", "ge", Decimal(1), True))
    cases: list[tuple[dict[str, Any], tuple[str, int]]] = [
        ({"each": "forms.sensitive"}, ("each", 1)),
        ({"some": "forms.sensitive"}, ("any", 1)),
        ({"no": "forms.sensitive"}, ("none", 1)),
        ({"at_least": {"number": 2, "of": "forms.sensitive"}}, ("at_least", 2)),
        ({"at_most": {"number": 3, "of": "forms.sensitive"}}, ("at_most", 3)),
    ]
    for written, expected in cases:
        one = rule(passes={**written, "where": where, "satisfies": satisfies})
        assert one.passes == Count("forms.sensitive", *expected, *inner)
    assert rule(passes={"all": [{"fact": "a.flag", "is": True}]}).passes == AllOf((Compare("a.flag", "is", True),))


BAD_CONDITIONS = [
    ({"fact": "a.flagg", "is": True}, "unknown fact 'a.flagg' — did you mean 'a.flag'?"),
    ({"fact": "a.flag", "iss": True}, "unknown operator 'iss' — did you mean 'is'?"),
    ({"fact": "a.flag", "lt": 3}, "lt does not fit a.flag, a bool; use one of is, exists"),
    ({"fact": "a.flag", "eq": True}, "eq does not fit a.flag, a bool"),
    ({"fact": "shop.name", "is": True}, "is does not fit shop.name, a text"),
    ({"fact": "reviews.words", "eq": "x"}, "eq does not fit reviews.words, a words"),
    ({"fact": "forms.sensitive", "contains": "x"}, "contains does not fit"),
    ({"fact": "shop.name", "contains": "x"}, "contains does not fit shop.name"),
    ({"fact": "a.flag", "empty": True}, "empty does not fit"),
    ({"fact": "a.flag", "is": "yes"}, "is takes true or false"),
    ({"fact": "a.flag", "exists": 1}, "exists takes true or false"),
    ({"fact": "returns.window_days", "ge": "many"}, "ge takes a number here"),
    ({"fact": "returns.window_days", "ge": True}, "ge takes a number here"),
    ({"fact": "price.total", "eq": "S$12"}, "eq takes a number here"),
    ({"fact": "price.total", "eq": "NaN"}, "eq takes a number here"),
    ({"fact": "shop.kind", "eq": "carts"}, "'carts' is not one of cart, catalogue, quote — did you mean 'cart'?"),
    ({"fact": "shop.kind", "in": ["cart", "x"]}, "'x' is not one of"),
    ({"fact": "shop.kind", "in": []}, "in takes a list of at least one value"),
    ({"fact": "shop.name", "eq": 3}, "takes a word here"),
    ({"fact": "a.flag"}, "exactly one operator"),
    ({"fact": "returns.window_days", "ge": 1, "le": 2}, "exactly one operator"),
    ({"field": "visible", "is": True}, "field is used outside subjects"),
    ({"all": []}, "all needs a list of at least one condition"),
    ({"any": {"fact": "a.flag", "is": True}}, "any needs a list"),
    ({"all": [{"fact": "a.flag", "is": True}], "any": []}, "one of these, not several"),
    ({"all": [{"fact": "a.flag", "is": True}], "extra": 1}, "unknown key 'extra'"),
    ({"not": {"fact": "a.flag", "is": True}}, "a condition starts with one of"),
    ({}, "a condition starts with one of"),
    ("a.flag", "a condition must be a mapping"),
    ({"each": "forms.sensitive"}, "each needs satisfies"),
    ({"each": "a.flag", "satisfies": {"fact": "b.flag", "is": True}}, "a.flag is a bool fact, not a list of subjects"),
    ({"some": "forms.sensitiv"}, "unknown fact 'forms.sensitiv' — did you mean 'forms.sensitive'?"),
    ({"some": "forms.sensitive", "wher": {}}, "unknown key 'wher' — did you mean 'where'?"),
    ({"some": "forms.sensitive", "where": {"field": "visble", "is": True}}, "unknown field 'visble' — did you"),
    ({"at_least": 2, "of": "forms.sensitive"}, "at_least is written {number: 2, of: name.of.fact}"),
    ({"at_least": {"number": 0, "of": "forms.sensitive"}}, "number must be a whole number from 1"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "message"), BAD_CONDITIONS)
def test_a_wrong_condition_is_refused_with_its_place(condition: Any, message: str) -> None:
    lines = problems_of(passes=condition)
    assert any(message in line for line in lines), lines
    assert all(line.startswith(f"{FILE}:") and not line.startswith(f"{FILE}:1:1:") for line in lines)


def test_a_problem_deep_in_a_list_names_its_own_line() -> None:
    written = "\n".join(
        ["pass:", "  all:", "    - fact: a.flag", "      is: true", "    - fact: b.flg", "      is: true"]
    )
    whole = written + "\n" + text(spec(passes=None))
    problems = Problems(parse_yaml(whole, FILE))
    build_rule(problems, SCHEMA)
    assert problems.lines == [f"{FILE}:5:7: unknown fact 'b.flg' — did you mean 'b.flag'?"]


BAD_KEYS: list[tuple[dict[str, Any], str]] = [
    ({"severty": "major"}, "unknown key 'severty' — did you mean 'severity'?"),
    ({"severity": "huge"}, "severity: input should be 'blocker', 'major', 'minor' or 'info'"),
    ({"mode": "auto"}, "mode: input should be"),
    ({"brief": "perhaps"}, "brief: input should be"),
    ({"title": None}, "the key 'title' is missing"),
    ({"title": 3}, "title: input should be a valid string"),
    ({"sources": "CT-EB"}, "sources: input should be a valid list"),
    ({"unknown": "pass"}, "unknown: input should be 'not-tested' or 'needs-review'"),
    ({"unknown": "fail"}, "unknown: input should be"),
    ({"subjects": {"each": "forms.sensitive", "when_none": "pass"}}, "when_none: input should be"),
    ({"subjects": {"each": "forms.sensitive", "wen_none": "fail"}}, "'wen_none' — did you mean 'when_none'?"),
    ({"applies": {"when": {"fact": "a.flag", "is": True}}}, "the key 'reason' is missing"),
    ({"applies": {"when": {"fact": "x", "is": True}, "reason": "r"}}, "unknown fact 'x'"),
    ({"applies": {"when": {"field": "visible", "is": True}, "reason": "r"}}, "outside subjects"),
    ({"applies": {"when": {"fact": "a.flag", "is": True}, "reason": "{x}"}}, "unknown placeholder {x}"),
    ({"id": "cmp-other"}, "the id cmp-other must be the file's name, cmp-thing"),
    ({"area": "RET"}, "the id cmp-thing must start with ret-"),
    ({"mode": "assisted", "question": ""}, "a rule of mode assisted needs a question"),
    (ATTEST | {"fail": {"fact": "a.flag", "is": True}}, "only a person can answer an attest rule; leave out fail"),
    (ATTEST | {"documents": None}, "an attest rule needs documents: what to ask for as evidence"),
    (ATTEST | {"messages": {"attest": "x", "pass": "x", "needs-review": "x"}}, "the message for fail is missing"),
    (ATTEST | {"examples": ATTEST["examples"][:-1]}, "an example with verdict attest is missing"),
    (ATTEST | {"examples": [{"name": "x", "verdict": "pass"}]}, "an example of an attest rule needs an answer"),
    (ATTEST | {"examples": [ATTEST["examples"][0] | {"facts": {"a.flag": True}}]}, "have an answer and no facts"),
    (ATTEST | {"examples": [{"name": "x", "verdict": "pass", "answer": {"answer": "yes"}}]}, "answer: input should be"),
    ({"examples": [ATTEST["examples"][0]]}, "answer is for attest rules only"),
    ({"examples": [{"name": "x", "verdict": "pass"}]}, "the key 'facts' is missing"),
    ({"documents": ["a list"]}, "documents are asked for by attest rules only"),
    ({"fail": None, "passes": None}, "the rule needs a fail or a pass condition"),
    ({"messages": {"fail": "x", "needs-review": "x", "not-tested": "x"}}, "the message for pass is missing"),
    ({"messages": {"pass": "x", "needs-review": "x", "not-tested": "x"}}, "the message for fail is missing"),
    ({"messages": {"pass": "x", "fail": "x", "not-tested": "x"}}, "the message for needs-review is missing"),
    ({"messages": {"pass": "x", "fail": "x", "needs-review": "x"}}, "the message for not-tested is missing"),
    ({"messages": {"passs": "x"}}, "unknown key 'passs' — did you mean 'pass'?"),
    ({"examples": []}, "an example with verdict pass is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), BAD_KEYS)
def test_a_wrong_key_or_value_is_refused(changes: dict[str, Any], message: str) -> None:
    lines = problems_of(**changes)
    assert any(message in line for line in lines), lines


def test_a_review_needs_its_example_and_a_precondition_its_message() -> None:
    examples = spec()["examples"][:2]
    assert problems_of(examples=examples) == []
    assert "needs-review is missing" in one_problem(examples=examples, review={"fact": "b.flag", "is": True})
    assert "needs-review is missing" in one_problem(examples=examples, unknown="needs-review")
    messages = {k: v for k, v in spec()["messages"].items() if k != "not-applicable"}
    gate = {"when": {"fact": "b.flag", "is": True}, "reason": "No."}
    assert "not-applicable is missing" in one_problem(messages=messages, applies=gate)


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ("{a.flga}", "unknown placeholder {a.flga} — did you mean 'a.flag'?"),
        ("{failing}", "{failing} has a meaning only in a rule with subjects"),
        ("{shop.__class__}", "unknown placeholder"),
        ("{}", "unknown placeholder {}"),
        ("{shop", "a brace without its partner"),
        ("{{shop}}", "a brace without its partner"),
    ],
)
def test_placeholders_are_checked_at_load(message: str, problem: str) -> None:
    assert problem in one_problem(messages=spec()["messages"] | {"pass": message})
    assert problems_of(messages=spec()["messages"] | {"pass": "{shop} {reason} {a.flag} {fact.a.flag}"}) == []


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"a.flagg": True}, "unknown fact 'a.flagg' — did you mean 'a.flag'?"),
        ({"a.flag": "yes"}, "'yes' is not a bool"),
        ({"returns.window_days": "7"}, "'7' is not a int"),
        ({"returns.window_days": True}, "is not a int"),
        ({"shop.kind": "boat"}, "'boat' is not a choice of cart, catalogue, quote"),
        ({"price.total": "twelve"}, "is not a money"),
        ({"reviews.words": "word"}, "takes a list of words"),
        ({"forms.sensitive": [{"visible": True}]}, "a subject is a mapping with a label"),
        (
            {"forms.sensitive": [{"label": "x", "visibel": True}]},
            "unknown field 'visibel' of forms.sensitive — did you",
        ),
        ({"forms.sensitive": [{"label": "x", "visible": 1}]}, "'1' is not a bool"),
        ({"a.flag": {"absent": False}}, "write a value, {absent: true}"),
        ({"a.flag": {"unknown": True}}, "write a value"),
        ({"a.flag": {"unknown": "x", "kind": "odd"}}, "write a value"),
        ({"a.flag": {"known": True, "certainty": "sure"}}, "write a value"),
        ({"a.flag": {"known": True, "sessions": 9}}, "write a value"),
        ({"a.flag": {"known": True, "certainty": ["x"]}}, "write a value"),
    ],
)
def test_facts_of_examples_are_checked_at_load(facts: dict[str, Any], problem: str) -> None:
    examples = [*spec()["examples"], {"name": "odd", "facts": facts, "verdict": "fail"}]
    assert problem in one_problem(examples=examples)


def test_all_problems_of_a_file_are_told_at_once() -> None:
    lines = problems_of(passes={"fact": "x.y", "is": True}, fail={"fact": "y.z", "is": True}, id="cmp-x")
    assert len(lines) == 3


@pytest.mark.parametrize("data", [[], "word", 3])
def test_a_file_that_is_no_mapping_is_refused(data: Any, tmp_path: Path) -> None:
    place = rules_directory(tmp_path)
    (place / "cmp-x.yaml").write_text(json.dumps(data), "utf-8")
    with pytest.raises(RuleFileError, match="must be a mapping"):
        load_rules(place, SCHEMA)


# Directories


def test_rules_of_a_directory_are_loaded_sorted_with_settings_and_areas(tmp_path: Path) -> None:
    place = rules_directory(tmp_path, spec(id="cmp-zz"), spec(), spec(id="ret-own", area="RET"))
    (place / "README.md").write_text("# not a rule")
    for name in ("lexicons", "profiles"):
        (place / name).mkdir()
        (place / name / "en.yaml").write_text("not: a rule")
    loaded = load_rules(place, SCHEMA)
    assert [r.id for r in loaded.rules] == ["cmp-thing", "cmp-zz", "ret-own"]
    assert loaded.version == "0.1.0"
    assert loaded.areas == {"CMP": "Complaints", "RET": "Returns"}
    assert loaded.weights[Severity.BLOCKER] == 10
    assert (int(loaded.coverage_floor), loaded.blocker_cap, loaded.major_cap) == (80, 49, 89)
    assert loaded.replaced == ()


def test_problems_of_all_files_come_in_one_error(tmp_path: Path) -> None:
    place = rules_directory(tmp_path, spec(passes={"fact": "x", "is": True}), spec(id="cmp-zz", severity="big"))
    (place / "some" / "cmp-bomb.yaml").write_text("a: &a [1]\nb: *a")
    with pytest.raises(RuleFileError) as caught:
        load_rules(place, SCHEMA)
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert [Path(line.split(":")[0]).name for line in lines] == ["cmp-bomb.yaml", "cmp-thing.yaml", "cmp-zz.yaml"]
    assert caught.value.advice
    assert caught.value.exit_code == 2


def test_an_id_may_be_used_once(tmp_path: Path) -> None:
    place = rules_directory(tmp_path, spec())
    other = place / "other"
    other.mkdir()
    (other / "cmp-thing.yaml").write_text(text(spec()))
    with pytest.raises(RuleFileError, match="is already the id of"):
        load_rules(place, SCHEMA)


@pytest.mark.parametrize(
    "changes", [{"severity": "minor"}, {"mode": "assisted"}, {"severity": "blocker", "mode": "assisted"}]
)
def test_a_shipped_rule_must_agree_with_the_catalogue(changes: dict[str, Any], tmp_path: Path) -> None:
    place = rules_directory(tmp_path, spec(**changes))
    with pytest.raises(RuleFileError, match=r"cmp-thing\.yaml:1:1: (severity|mode) is .* in catalogue\.yaml"):
        load_rules(place, SCHEMA)


def test_an_area_must_be_known(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="unknown area 'XYZ'"):
        load_rules(rules_directory(tmp_path, spec(id="xyz-own", area="XYZ")), SCHEMA)


def test_extra_directories_add_and_replace_and_what_was_replaced_is_recorded(tmp_path: Path) -> None:
    place = rules_directory(tmp_path / "rules", spec())
    extra = tmp_path / "own"
    write_rule(extra, spec(severity="minor"))
    write_rule(extra, spec(id="cmp-own"))
    loaded = load_rules(place, SCHEMA, extra=(extra,))
    assert {r.id: r.severity for r in loaded.rules} == {"cmp-thing": Severity.MINOR, "cmp-own": Severity.MAJOR}
    assert loaded.replaced == ("cmp-thing",)
    assert loaded.digest != load_rules(place, SCHEMA).digest


def test_the_digest_changes_with_any_yaml_file_and_with_nothing_else(tmp_path: Path) -> None:
    place = rules_directory(tmp_path, spec())
    (place / "lexicons").mkdir()
    first = load_rules(place, SCHEMA).digest
    (place / "README.md").write_text("words")
    assert load_rules(place, SCHEMA).digest == first
    seen = {first}
    for path, content in [("lexicons/en.yaml", "a: [b]"), ("some/cmp-thing.yaml", text(spec(title="New.")))]:
        (place / path).write_text(content)
        seen.add(load_rules(place, SCHEMA).digest)
    assert len(seen) == 3


@pytest.mark.parametrize("missing", ["catalogue.yaml", "ruleset.yaml"])
def test_a_directory_without_catalogue_or_settings_is_refused(missing: str, tmp_path: Path) -> None:
    place = rules_directory(tmp_path, spec())
    (place / missing).unlink()
    with pytest.raises(RuleFileError, match=missing):
        load_rules(place, SCHEMA)


def test_a_missing_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="is not a directory of rules"):
        load_rules(tmp_path / "none", SCHEMA)
    with pytest.raises(RuleFileError, match="is not a directory of rules"):
        load_rules(rules_directory(tmp_path / "rules"), SCHEMA, extra=(tmp_path / "none",))


@pytest.mark.parametrize("wrong", ["version: 1.10", "coverage_floor: 180", "weights: {blocker: -1}", "odd: 1"])
def test_wrong_settings_are_refused(wrong: str, tmp_path: Path) -> None:
    place = rules_directory(tmp_path)
    key = wrong.partition(":")[0]
    lines = (place / "ruleset.yaml").read_text().splitlines()
    kept = "\n".join(line for line in lines if not line.startswith(key) and not (key == "weights" and "  " in line))
    (place / "ruleset.yaml").write_text(f"{kept}\n{wrong}\n")
    with pytest.raises(RuleFileError, match=r"ruleset\.yaml:\d+:\d+: "):
        load_rules(place, SCHEMA)
