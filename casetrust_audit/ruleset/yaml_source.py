"""YAML 1.2 files with the place of every key: one document, plain values, nothing that can expand or run.

Refused with file, line and column: duplicate keys, anchors, aliases, tags, deep nesting, more than one document,
text that is not UTF-8, and files over the size limit. Events are scanned before anything is built, so a file made
to expand never does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from casetrust_audit.errors import RuleFileError

SIZE_LIMIT = 64 * 1024
DEPTH_LIMIT = 40
DIGITS_LIMIT = 30

KeyPath: TypeAlias = tuple[str | int, ...]
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character of two: a lone surrogate."""


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file. `data` holds dicts with string keys, lists, str, bool, int, Decimal and None;
    `positions` the (line, column), from 1, of every key and list item by its path."""

    file: str
    data: Any
    positions: Mapping[KeyPath, tuple[int, int]]
    digest: str

    def place(self, path: KeyPath) -> str:
        """`file:line:column` of the path, or of the nearest thing around it."""
        line, column = self.line(path), 1
        for end in range(len(path), -1, -1):
            if path[:end] in self.positions:
                line, column = self.positions[path[:end]]
                break
        return f"{self.file}:{line}:{column}"

    def line(self, path: KeyPath) -> int:
        return self.positions.get(path, (1, 1))[0]


def load_yaml(path: Path, limit: int = SIZE_LIMIT) -> Source:
    """Read one YAML file of at most `limit` bytes. Raises RuleFileError, its message starting `file:line:column:`."""
    source, wrong = survey_yaml(path, limit)
    return _accepted(source, wrong)


def survey_yaml(path: Path, limit: int = SIZE_LIMIT) -> tuple[Source, list[str]]:
    """One YAML file and what is wrong with its keys and values, which are then left out of its data: the rest of the
    file can be looked at all the same. Raises RuleFileError where nothing of it can be used."""
    content = _read(path, limit)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RuleFileError(f"{path}:{line}:1: the file is not UTF-8", "Save it as UTF-8.") from None
    return _parse(text, str(path), hashlib.sha256(content).hexdigest())


def parse_yaml(text: str, file: str, digest: str = "") -> Source:
    """Parse YAML text; `file` is only for messages. Raises RuleFileError."""
    return _accepted(*_parse(text, file, digest))


def _accepted(source: Source, wrong: list[str]) -> Source:
    if wrong:
        raise RuleFileError("\n".join(wrong))
    return source


def _parse(text: str, file: str, digest: str) -> tuple[Source, list[str]]:
    made = _Made(file)
    try:
        _scan(text, file)
        loader = _core_loader()(text)
        try:
            node = loader.get_single_node()
            data = None if node is None else _build(node, loader, (), made)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise RuleFileError(_syntax(error, file)) from None
    except (RecursionError, UnicodeError, ValueError) as error:
        raise RuleFileError(f"{file}:1:1: cannot be read as YAML ({type(error).__name__})") from None
    if data is None:
        raise RuleFileError(f"{file}:1:1: the file is empty")
    return Source(file, data, made.positions, digest), made.wrong


@dataclass(slots=True)
class _Made:
    """What comes of a file beside its data."""

    file: str
    positions: dict[KeyPath, tuple[int, int]] = field(default_factory=lambda: {(): (1, 1)})
    wrong: list[str] = field(default_factory=list)


def _read(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            raise RuleFileError(f"{path}:1:1: is not a file")
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        raise RuleFileError(f"{path}:1:1: cannot be read: {error.strerror}") from None
    if len(content) > limit:
        raise RuleFileError(f"{path}:1:1: is larger than {limit // 1024} kB", "Split it, or shorten its texts.")
    return content


@cache
def _core_loader() -> Any:
    # NOTE: yamlcore names the C base classes while it is imported, and so fails where PyYAML was built without them.
    if not hasattr(yaml, "CBaseLoader"):
        for name in ("BaseLoader", "BaseDumper"):
            setattr(yaml, f"C{name}", getattr(yaml, name))
    import yamlcore

    return yamlcore.CCoreLoader if hasattr(yaml, "CLoader") else yamlcore.CoreLoader


def _scan(text: str, file: str) -> None:
    depth = documents = 0
    for event in yaml.parse(text, Loader=_core_loader()):
        # Told by exact types, and where it stands only when it is amiss: this runs for each word of the rules.
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            depth -= 1
            continue
        if kind is yaml.AliasEvent or getattr(event, "anchor", None):
            raise RuleFileError(
                f"{_mark(event.start_mark, file)}: anchors and aliases are not allowed",
                "Write the value out where it is used.",
            )
        if tag := getattr(event, "tag", None):
            raise RuleFileError(f"{_mark(event.start_mark, file)}: tags ({str(tag)[:60]}) are not allowed")
        if kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise RuleFileError(f"{_mark(event.start_mark, file)}: more than one document in the file")
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            depth += 1
            if depth > DEPTH_LIMIT:
                raise RuleFileError(f"{_mark(event.start_mark, file)}: nested more than {DEPTH_LIMIT} deep")


def _build(node: Any, loader: Any, path: KeyPath, made: _Made) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loader, path, made)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            made.positions[(*path, index)] = _spot(item.start_mark)
            items.append(_build(item, loader, (*path, index), made))
        return items
    try:
        return _scalar(node, loader, made.file)
    except RuleFileError as error:
        made.wrong.append(str(error))
        return None


def _mapping(node: Any, loader: Any, path: KeyPath, made: _Made) -> Any:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = _build(key_node, loader, path, made) if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(key, str):
            made.wrong.append(f"{_mark(key_node.start_mark, made.file)}: a key must be a word")
        elif key in values:
            first = made.positions[(*path, key)][0]
            place = _mark(key_node.start_mark, made.file)
            made.wrong.append(f"{place}: the key {key!r} is given twice (first in line {first})")
        else:
            made.positions[(*path, key)] = _spot(key_node.start_mark)
            values[key] = _build(value_node, loader, (*path, key), made)
    return values


def _scalar(node: Any, loader: Any, file: str) -> str | bool | int | Decimal | None:
    kind = node.tag.rpartition(":")[2]
    if kind == "str" and not _HALF.search(node.value):
        return str(node.value)
    place = _mark(node.start_mark, file)
    if kind in ("int", "float") and len(node.value) > DIGITS_LIMIT:
        raise RuleFileError(f"{place}: the number is too long")
    if kind == "float":
        return _decimal(node.value, place)
    value: str | bool | int | None = loader.construct_object(node)
    if isinstance(value, str):
        raise RuleFileError(f"{place}: the text has half a character (a lone surrogate)")
    return value


def _decimal(text: str, place: str) -> Decimal:
    # The digits as written: by way of a float, 12.10 would not be an exact amount.
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value.adjusted()) > DIGITS_LIMIT:
        raise RuleFileError(f"{place}: {text[:40]} is not a usable number")
    return value


def _spot(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1)


def _mark(mark: Any, file: str) -> str:
    line, column = _spot(mark)
    return f"{file}:{line}:{column}"


def _syntax(error: yaml.YAMLError, file: str) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read as YAML"
    return f"{_mark(mark, file) if mark else f'{file}:1:1'}: {what}"
