"""The Chinese of what reaches a report: whole, true to its English, and not behind the rules or the code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest

from casetrust_audit.model.rule import AllOf, AnyOf, Compare, Condition, Count
from casetrust_audit.pipeline import fact_schema, rule_set
from casetrust_audit.resources import rules_directory, template_directory
from casetrust_audit.ruleset.load import rule_files
from casetrust_audit.ruleset.yaml_source import load_yaml

CATALOGUE = template_directory() / "languages" / "zh_Hans" / "findings.po"
SOURCE = Path(__file__).parents[2]
RULES = rules_directory()
LIMIT = 512 * 1024
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
CLAIMS = re.compile("认证通过|已认证|已获认证|合规")
"""What the tool never says of a shop."""
OWN_REASONS = ("Unknown", "JourneyEnd")
"""Calls whose texts reach a report as reasons."""


@cache
def entries() -> tuple[polib.POEntry, ...]:
    return tuple(polib.pofile(CATALOGUE.read_text(encoding="utf-8")))


@cache
def known() -> frozenset[str]:
    return frozenset(entry.msgid for entry in entries())


@cache
def rule_texts() -> frozenset[str]:
    """Every text below rules/ that a report can show, as the loader gives it; none that is placeholders alone."""
    told = {*_of_rules(), *_of_catalogue(), *_of_questions(), *_of_clauses(), *_of_profiles()}
    return frozenset(text for text in told if re.search(r"\w", PLACEHOLDER.sub("", text)))


def _load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = load_yaml(path, LIMIT).data
    return data


def _of_rules() -> Iterator[str]:
    for path in rule_files(RULES):
        rule = _load(path)
        yield from (rule["title"], rule.get("headline", ""), rule["why"], rule["remediation"], rule.get("question", ""))
        yield from (*rule.get("messages", {}).values(), *rule.get("documents", ()))
        yield rule.get("applies", {}).get("reason", "")
        yield from _clauses([rule.get(key) for key in ("applies", "subjects", "fail", "review", "pass")])
        yield from _sources(rule)


def _clauses(condition: Any) -> Iterator[str]:
    """What the conditions of a rule say of what they met."""
    if isinstance(condition, dict):
        yield from (condition[key] for key in ("says", "lacks") if key in condition)
        condition = list(condition.values())
    if isinstance(condition, list):
        for part in condition:
            yield from _clauses(part)


def _sources(one: dict[str, Any]) -> Iterator[str]:
    """Those that are more than a sign and a number."""
    yield from (source for source in one.get("sources", ()) if re.search("[a-z]{3}", source))


def _of_catalogue() -> Iterator[str]:
    catalogue = _load(RULES / "catalogue.yaml")
    yield from catalogue["areas"].values()
    for one in catalogue["requirements"]:
        yield from (one["title"], one["why"], one["question"])
        yield from _sources(one)


def _of_questions() -> Iterator[str]:
    for one in _load(RULES / "questions.yaml")["questions"]:
        yield one["question"]
        yield from (wanted["what"] for wanted in one["evidence"])


def _of_clauses() -> Iterator[str]:
    for scheme in _load(RULES / "clauses.yaml")["schemes"]:
        yield from (scheme["title"], scheme["edition"], scheme.get("note", ""))
        for clause in scheme["clauses"]:
            yield from _sources(clause)
            yield from (clause["title"], clause.get("note", ""))
            reference = clause.get("reference", "")
            yield reference if re.search(r"[a-z]{2}", reference) else ""  # “s24” and “A7” are the same everywhere


def _of_profiles() -> Iterator[str]:
    for path in sorted((RULES / "profiles").glob("*.yaml")):
        profile = _load(path)
        yield from (profile["title"], profile["use"], *profile.get("open", ()))
        yield from (change["reason"] for change in profile.get("changes", ()))


def test_the_catalogue_says_which_language_and_encoding_it_is_in() -> None:
    metadata = polib.pofile(CATALOGUE.read_text(encoding="utf-8")).metadata
    assert metadata["Language"] == "zh_Hans"
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"


def test_no_entry_is_empty_fuzzy_or_laid_aside_and_each_says_where_its_english_stands() -> None:
    assert [e.msgid for e in entries() if not e.msgstr.strip() or e.fuzzy or e.obsolete] == []
    assert [e.msgid for e in entries() if not e.occurrences] == []


def test_no_text_is_translated_twice() -> None:
    assert [text for text, times in Counter(e.msgid for e in entries()).items() if times > 1] == []


def test_a_translation_has_the_placeholders_of_its_english_and_no_others() -> None:
    wrong = [e.msgid for e in entries() if _gaps(e.msgid) != _gaps(e.msgstr)]
    assert wrong == []


def _gaps(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def test_every_advice_keeps_its_before_and_its_after() -> None:
    for entry in entries():
        assert ("Before: " in entry.msgid) == ("修改前：" in entry.msgstr), entry.msgid
        assert ("After: " in entry.msgid) == ("修改后：" in entry.msgstr), entry.msgid


def test_no_translation_claims_what_the_tool_never_says() -> None:
    assert [e.msgstr for e in entries() if CLAIMS.search(e.msgstr)] == []


def test_quotes_are_closed_and_punctuation_beside_chinese_is_chinese() -> None:
    for entry in entries():
        text = PLACEHOLDER.sub("", entry.msgstr)
        assert text.count("“") == text.count("”"), entry.msgstr
        assert not re.search("[\u4e00-\u9fff][,;:?!]|[,;!?][\u4e00-\u9fff]", text), entry.msgstr


def test_every_text_of_the_rules_has_its_chinese() -> None:
    assert sorted(rule_texts() - known()) == []


def test_no_entry_is_left_of_a_text_that_the_rules_no_longer_have() -> None:
    # the reason of a profile goes into a sentence without its full stop
    present = rule_texts() | {text.removesuffix(".") for text in _of_profiles()}
    from_files = [e for e in entries() if all(place.endswith(".yaml") for place, _ in e.occurrences)]
    assert len(from_files) > 1000
    assert sorted(e.msgid for e in from_files if e.msgid not in present) == []
    assert sorted({p for e in from_files for p, _ in e.occurrences if not (SOURCE / p).is_file()}) == []


def test_every_fact_that_a_verdict_may_name_has_its_chinese() -> None:
    rules = rule_set().rules
    conditions = [c for r in rules for c in (r.fail, r.review, r.passes)]
    conditions += [r.precondition.when for r in rules if r.precondition]
    conditions += [r.subjects.where for r in rules if r.subjects]
    names = {name for condition in conditions for name in _names(condition)}
    names |= {r.subjects.path for r in rules if r.subjects}
    assert len(names) > 200
    assert sorted({re.sub(r"[._]", " ", name) for name in names} - known()) == []


def _names(condition: Condition | None) -> Iterator[str]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _names(part)
    elif isinstance(condition, Count):
        yield condition.path
        yield from (*_names(condition.where), *_names(condition.satisfies))
    elif isinstance(condition, Compare):
        yield condition.path


def test_every_value_that_a_fact_can_choose_has_its_chinese() -> None:
    schema = fact_schema()
    choices = {choice for fact in schema.values() for choice in fact.choices}
    choices |= {choice for fact in schema.values() for field in fact.fields.values() for choice in field.choices}
    codes = {"http", "https", "lax", "strict"}
    assert sorted(choices - codes - known()) == []


def own_reasons() -> list[tuple[str, str]]:
    """(file, text) of every reason written out in the facts, the ledger and the walks; "X" for what is filled in."""
    found = []
    for room in ("facts", "ledger", "collect"):
        for path in sorted((SOURCE / "casetrust_audit" / room).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in OWN_REASONS:
                    found += [(path.name, text) for argument in node.args for text in _texts(argument)]
    return [(name, text) for name, text in found if re.search("[a-z]{2}", text)]


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _texts(value)


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile("(.+)".join(map(re.escape, PLACEHOLDER.split(text)))) for text in known() if PLACEHOLDER.search(text)
    )


OPTIONAL_TAIL = re.compile(r"(?<=[a-z)])X$")
"""Of reasons that may go on (“ (why)”, “: why”): what the shop said, put on at the end."""


@pytest.mark.parametrize("reason", sorted(set(own_reasons())), ids=lambda one: f"{one[0]}: {one[1][:60]}")
def test_every_reason_that_the_tool_writes_itself_has_its_chinese(reason: tuple[str, str]) -> None:
    text = OPTIONAL_TAIL.sub("", reason[1])
    assert text in known() or any(pattern.fullmatch(text) for pattern in patterns())
