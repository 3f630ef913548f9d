"""rules/questions.yaml is read strictly."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.errors import RuleFileError
from casetrust_audit.ruleset.load import load_rules
from tests.ruleset.make import QUESTIONS, SCHEMA, rules_directory, text


def spoiled(key: str = "", value: Any = None, **top: Any) -> dict[str, Any]:
    data = copy.deepcopy(QUESTIONS) | top
    if key:
        data["questions"][0][key] = value
    return data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (spoiled("rules", ["cmp-peple"]), "unknown rule 'cmp-peple' — did you mean 'cmp-people'?"),
        (spoiled("id", "7"), "id: string should match"),
        (spoiled("evidence", []), "at least 1 item"),
        (spoiled("evidence", [{"what": "x", "kind": "book"}]), "kind: input should be"),
        (spoiled("why", "x"), "unknown key 'why'"),
        (
            spoiled(questions=[copy.deepcopy(QUESTIONS["questions"][0]) for _ in range(2)]),
            "the question Q1 is listed twice",
        ),
        (spoiled(months={"report": 12, "training": 12, "policy": 24}), "the months of 'register' are missing"),
        (spoiled(months=QUESTIONS["months"] | {"report": 0}), "report: input should be greater"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(data: dict[str, Any], message: str, tmp_path: Path) -> None:
    place = rules_directory(tmp_path)
    (place / "questions.yaml").write_text(text(data), "utf-8")
    with pytest.raises(RuleFileError) as told:
        load_rules(place, SCHEMA)
    assert re.match(r".*questions\.yaml:\d+:\d+: ", str(told.value))
    assert message in str(told.value)
