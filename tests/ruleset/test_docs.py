"""rules/README.md is made from the rules, and is the one that is kept.

After a change of a rule, a clause, a question or a fact write it anew with

    UPDATE_GOLDEN=1 pytest tests/ruleset/test_docs.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from casetrust_audit.facts.registry import schema
from casetrust_audit.model.rule import AllOf, AnyOf, Compare, Count, Mode
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.condition_words import condition_lines
from casetrust_audit.ruleset.docs import as_markdown
from casetrust_audit.ruleset.load import load_rules
from tests.ruleset.make import SCHEMA, spec
from tests.ruleset.make import rules_directory as made_directory
from tests.ruleset.shipped import shipped_rules

README = rules_directory() / "README.md"


def page() -> str:
    return as_markdown(shipped_rules(), schema())


def test_the_page_is_the_kept_one() -> None:
    if os.environ.get("UPDATE_GOLDEN") == "1":
        README.write_text(page(), encoding="utf-8", newline="\n")
    assert README.read_text(encoding="utf-8") == page(), (
        "write it anew: UPDATE_GOLDEN=1 pytest tests/ruleset/test_docs.py"
    )


def test_every_requirement_has_its_section_and_every_fact_its_line() -> None:
    text = page()
    for requirement in shipped_rules().catalogue:
        assert f"### `{requirement.id}`" in text
        assert f"[`{requirement.id}`](#{requirement.id})" in text
    assert re.findall(r"^- \*\*`([^`]+)`\*\*", text, re.MULTILINE) == sorted(schema())


def test_every_link_within_the_page_leads_somewhere() -> None:
    text = page()
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(re.findall(r'<a id="([^"]+)"', text))
    for file in set(re.findall(r"\]\(([^)#]+)\)", text)):
        assert (README.parent / file).exists(), file


def test_each_judging_rule_says_what_passes_or_fails_and_how_to_mend_it() -> None:
    for rule in shipped_rules().rules:
        section = page_of(rule.id)
        assert "How to mend it: " in section
        assert "Clauses: " in section
        if rule.mode is not Mode.ATTEST:
            assert "Fails where" in section or "Passes where" in section


def page_of(rule: str) -> str:
    return page().split(f"### `{rule}`")[1].split("<a id=")[0]


def test_conditions_are_told_in_words() -> None:
    condition = AllOf((
        Compare("a.flag", "is", False),
        AnyOf((Compare("shop.kind", "in", ("cart", "quote")), Compare("shop.name", "exists", True))),
        Count("forms.sensitive", "at_least", 2, Compare("visible", "is", True, True), None),
    ))  # fmt: skip
    assert list(condition_lines(condition)) == [
        "- all of these:",
        "  - `a.flag` is false",
        "  - any of these:",
        "    - `shop.kind` is one of `cart`, `quote`",
        "    - `shop.name` was found",
        "  - at least 2 of `forms.sensitive`:",
        "    - of those where:",
        "      - `visible` is true",
    ]


def test_a_requirement_without_a_rule_says_so(tmp_path: Path) -> None:
    text = as_markdown(load_rules(made_directory(tmp_path, spec(title="A *thing* <b>is</b> so")), SCHEMA), SCHEMA)
    assert "| [`ret-other`](#ret-other) | blocker | assisted, no rule yet |" in text
    assert "Q1 decides it: Who is it?" in text
    assert "<b>" not in MarkdownIt("commonmark").render(text)


@pytest.mark.parametrize("word", ["/tmp", "/work", "\t"])
def test_nothing_of_this_machine_is_on_the_page(word: str) -> None:
    assert word not in page()
