"""`config show`, `config check`, `config schema` and `init`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

import typer

from casetrust_audit import settings as s
from casetrust_audit.cli import voice
from casetrust_audit.cli.configuration import JUDGING, NAMES, collection_part, env_name, found, read
from casetrust_audit.cli.console import say
from casetrust_audit.cli.printable import printable
from casetrust_audit.errors import UsageError
from casetrust_audit.model.journey import VERBS, PlannedWalk, Selectors
from casetrust_audit.overlay.gate import GATES

LONGEST_VALUE = 80
_STAND_IN = "https://shop.example.sg/"
_EXIST = ("rules", "attestations", "waivers", "baseline")
_KINDS = {str: "string", int: "integer", float: "number", bool: "boolean", list: "array"}
_NO_OPTION = frozenset({"identity", "walks", "selectors", "max_megabytes", "page_seconds", "pace_seconds", "journeys",
                        "screenshots", "plain_url", "dns_server", "accredited_names"})  # fmt: skip
"""Settings that only the file has."""


def show(given: Path | None) -> None:
    """Print every key with its value and where that comes from."""
    path = given or found()
    values = read(path) if path is not None else {}
    s.apply(s.Settings(url=_url(values)), collection_part(values), str(path))
    rows = [(key, *_origin(key, default, values, path)) for key, default in _defaults()]
    wide = max(len(key) for key, _, _ in rows)
    for key, value, origin in rows:
        room = max(20, voice.result_console().width - wide - len(origin) - 6)
        typer.echo(f"{key:{wide}}  {printable(value, min(room, LONGEST_VALUE))}  ({origin})")


def check(given: Path | None) -> None:
    """Read the file as an audit would, and look whether the files it names are there. Raises UsageError."""
    path = given or found()
    if path is None:
        raise UsageError("there is no configuration here", f"Make one with `casetrust-audit init`, as {NAMES[0]}.")
    values = read(path)
    s.apply(s.Settings(url=_url(values)), collection_part(values), str(path))
    for key in _EXIST:
        for name in values[key] if isinstance(values.get(key), list) else [values.get(key)]:
            if name is not None and not Path(name).exists():
                raise UsageError(f"{path}: {key}: there is no {name}", "Paths are seen from where the file lies.")
    say(f"{path}: good, {len(values)} keys")


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of the file."""
    typer.echo(json.dumps(as_schema(), indent=2))


def as_schema() -> dict[str, Any]:
    """The JSON Schema of casetrust.yaml, for editors."""
    properties = {key: _property(told.kind, told.doc) for key, told in JUDGING.items()}
    defaults = dict(_settings_defaults())
    for key in s.CONFIG_KEYS:
        properties[key] = _property(type(defaults[key]) if defaults[key] is not None else str, "")
    properties["accredited_names"] = _property(list, "Legal names in the public list of CaseTrust.")
    properties["gate"]["enum"] = list(GATES)
    for key, words in voice.CHOICES.items():
        properties[key]["enum"] = list(words)
    properties["identity"] = _of_dataclass(s.Identity)
    properties["selectors"] = _of_dataclass(Selectors)
    walk = _of_dataclass(PlannedWalk) | {"anyOf": [{"required": ["product"]}, {"required": ["item"]}]}
    step = {verb: {"type": "string"} for verb in (*VERBS, "value")} | {"if_present": {"type": "boolean"}}
    walk["properties"]["steps"] = {"type": "array", "items": _closed(step)}
    properties["walks"] = {"type": "array", "minItems": 1, "maxItems": s.MOST_WALKS, "items": walk}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "casetrust.yaml",
        "description": "Configuration of casetrust-audit.",
    } | _closed(properties)


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


def _property(kind: type, doc: str) -> dict[str, Any]:
    made: dict[str, Any] = {"type": _KINDS.get(kind, "string")}
    if kind is list:
        made["items"] = {"type": "string"}
    return made | ({"description": doc} if doc else {})


def _of_dataclass(kind: type) -> dict[str, Any]:
    assert is_dataclass(kind)
    types = {"str": "string", "int": "integer", "bool": "boolean"}
    return _closed({f.name: {"type": types.get(str(f.type), "array")} for f in fields(kind)})


def _url(values: Mapping[str, Any]) -> str:
    return s.shop_url(values["url"]) if values.get("url") else _STAND_IN


def _defaults() -> Iterator[tuple[str, Any]]:
    yield from ((key, told.default) for key, told in JUDGING.items())
    yield from _settings_defaults()


def _settings_defaults() -> Iterator[tuple[str, Any]]:
    known = {f.name: f.default if f.default is not MISSING else None for f in fields(s.Settings)}
    yield from ((key, known[key]) for key in s.CONFIG_KEYS)


def _origin(key: str, default: Any, values: Mapping[str, Any], path: Path | None) -> tuple[str, str]:
    """A key's value as text, and where it comes from."""
    if key not in _NO_OPTION and key != "url" and (told := os.environ.get(env_name(key))):
        return told, env_name(key)
    if key in values:
        return _shown(values[key]), str(path)
    return _shown(default), "default"


def _shown(value: Any) -> str:
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return "–" if plain is None else json.dumps(plain, ensure_ascii=False, default=str)
