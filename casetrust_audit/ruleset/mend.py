"""A rule file whose shape is wrong, mended for a moment, so that the rest of it can be looked at too.

`build_rule` stops at a wrong shape: nothing may be judged by such a file. Whoever corrects it wants to hear everything
at once. So what is wrong is replaced by something harmless, the file is read again, and what is then found is told, but
for what only follows from the replacement.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from casetrust_audit.model.fact import FactSchema
from casetrust_audit.ruleset.build import build_rule
from casetrust_audit.ruleset.problems import Problems
from casetrust_audit.ruleset.shape import RuleShape
from casetrust_audit.ruleset.yaml_source import KeyPath

_ROUNDS = 4
_HARMLESS: dict[str, Any] = {
    "title": "x", "severity": "major", "mode": "automatic", "brief": "none", "sources": [], "why": "x",
    "unknown": "not-tested", "messages": {}, "remediation": "x", "question": "x", "examples": [],
}  # fmt: skip
_IN_AN_EXAMPLE: dict[str, Any] = {"name": "x", "facts": {}, "verdict": "error"}
_REPORTED_ELSEWHERE = ("mode", "fail", "review", "pass", "subjects", "applies")
"""Where one of these is wrong, what is missing from the whole file may only seem to be."""


def beyond_shape(problems: Problems, schema: FactSchema) -> list[str]:
    """What else is wrong with a rule file that has no rule's shape, as `file:line:column: text`."""
    data = problems.source.data
    if not isinstance(data, dict):
        return []
    mended, replaced = _mended(data, Path(problems.source.file).stem)
    if mended is None:
        return []
    seen = _Beside(replace(problems.source, data=mended), replaced=replaced)
    build_rule(seen, schema)
    return [line for line in seen.lines if line not in problems.lines]


class _Beside(Problems):
    """Problems but for those that follow from what was replaced."""

    __slots__ = ("replaced",)

    def __init__(self, source: Any, replaced: list[KeyPath]) -> None:
        super().__init__(source)
        self.replaced = replaced

    def add(self, path: KeyPath, what: str) -> None:
        if not any(self._follows(path, one) for one in self.replaced):
            super().add(path, what)

    def _follows(self, path: KeyPath, replaced: KeyPath) -> bool:
        if not path:
            return len(replaced) == 1 and (replaced[0] in _REPORTED_ELSEWHERE or replaced[0] not in _HARMLESS)
        if replaced == ("mode",) and path[0] in ("messages", "examples", *_REPORTED_ELSEWHERE):
            return True
        if replaced == ("subjects",) and path[0] in ("fail", "review", "pass"):
            return True
        return path[: len(replaced)] == replaced or replaced[: len(path)] == path


def _mended(data: dict[str, Any], stem: str) -> tuple[dict[str, Any] | None, list[KeyPath]]:
    """The data in a rule's shape, or None where that cannot be had; and what was replaced in it."""
    mended, replaced = copy.deepcopy(data), []
    for _ in range(_ROUNDS):
        try:
            RuleShape.model_validate(mended)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                path = tuple(detail["loc"])
                replaced.append(path)
                _replace(mended, path, str(detail["type"]), stem)
        else:
            return mended, replaced
    return None, replaced


def _replace(data: dict[str, Any], path: KeyPath, kind: str, stem: str) -> None:
    key = path[0]
    if len(path) == 1:
        whole = {"id": stem, "area": stem.partition("-")[0].upper(), **_HARMLESS}
        if kind == "extra_forbidden" or key not in whole:
            data.pop(str(key), None)
        else:
            data[str(key)] = whole[str(key)]
    elif key == "examples":
        _replace_in_example(data, path, kind)
    elif key == "sources":
        data["sources"] = []
    elif path == ("applies", "reason") and isinstance(data.get("applies"), dict):
        data["applies"]["reason"] = "x"
    elif key in ("messages", "subjects") and isinstance(data.get(str(key)), dict):
        data[str(key)].pop(path[1], None)
    else:
        data.pop(str(key), None)


def _replace_in_example(data: dict[str, Any], path: KeyPath, kind: str) -> None:
    examples, number = data["examples"], path[1]
    if len(path) == 2 or not isinstance(examples[number], dict):
        examples[number] = dict(_IN_AN_EXAMPLE)
    elif kind == "extra_forbidden" or path[2] not in _IN_AN_EXAMPLE:
        examples[number].pop(path[2], None)
    else:
        examples[number][path[2]] = copy.copy(_IN_AN_EXAMPLE[path[2]])
