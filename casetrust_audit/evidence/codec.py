"""Model values to JSON and back. Shapes are the dataclasses themselves; what does not fit is an EvidenceError."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from casetrust_audit.errors import EvidenceError

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_plain(value: Any, kind: Any) -> Any:
    """A model value as plain JSON data."""
    return _adapter(kind).dump_python(value, mode="json")


def from_plain(data: Any, kind: type[T], where: str) -> T:
    """Plain JSON data as a model value. Raises EvidenceError naming `where` and the first field that is off."""
    return from_json(json.dumps(data), kind, where)


def from_json(text: str | bytes, kind: type[T], where: str) -> T:
    """JSON text as a model value. Raises EvidenceError naming `where` and the first field that is off."""
    try:
        value: T = _adapter(cast(Any, kind)).validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        spot = ".".join(str(part) for part in first["loc"])
        raise EvidenceError(
            f"{where}: {spot or 'the whole'}: {first['msg']}",
            "The bundle was made by another version of the tool or was edited. Collect it again.",
        ) from None
    return value


def canonical(data: Any) -> bytes:
    """JSON bytes that are the same for the same data on every machine."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
