"""Reads an audit.json back into the result it was written from.

The file is no evidence: nothing proves that nobody edited it. Whoever must be sure judges the bundle again.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from casetrust_audit.errors import UsageError
from casetrust_audit.model.overlay import CHANGES, FORGIVEN
from casetrust_audit.model.result import AuditResult, Finding, SubjectResult
from casetrust_audit.overlay.baseline import Baseline
from casetrust_audit.report.json_format import SCHEMA_VERSION

LARGEST_FILE = 64 * 1024 * 1024
FILE_NAME = "audit.json"
_NUMBERS = frozenset({"amount", "low", "high", "point", "shown", "percent", "not_applicable_share"})
# a longer one, or one with an exponent, could cost all memory to write out
_PLAIN_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?")
_MAJOR = SCHEMA_VERSION.partition(".")[0]
_ADVICE = "Give the audit.json that `casetrust-audit audit` or `check` wrote."


def read_audit(path: Path) -> Baseline:
    """The result in an audit.json, with the file's name and digest; a directory stands for the audit.json in it.

    Raises UsageError where the file is missing, cut off, no audit.json, or of another major version of its schema."""
    place = path / FILE_NAME if path.is_dir() else path
    content = _bytes(place)
    document = _parsed(content, place)
    _check_version(document, place)
    try:
        result: AuditResult = _adapter().validate_python(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        spot = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{place}: {spot or 'the whole'}: {first['msg']}", _ADVICE) from None
    if len({f.rule for f in result.findings}) != len(result.findings):
        raise UsageError(f"{place}: findings: a rule is in it twice", _ADVICE)
    if not all(_known(f) and all(_known(s) for s in f.subjects) for f in result.findings):
        raise UsageError(f"{place}: findings: unknown change or forgiveness", _ADVICE)
    return Baseline(place.name, hashlib.sha256(content).hexdigest(), result)


def _known(one: Finding | SubjectResult) -> bool:
    return one.change in CHANGES and one.forgiven in FORGIVEN


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UsageError(f"{path}: there is no such file", _ADVICE)
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})", _ADVICE) from None
    if len(content) > LARGEST_FILE:
        raise UsageError(f"{path}: is larger than {LARGEST_FILE // 1024 // 1024} MB", _ADVICE)
    return content


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"), object_hook=_checked, parse_constant=_refused)
    except json.JSONDecodeError as error:
        ended = error.msg.startswith("Unterminated") or error.pos >= len(error.doc.rstrip())
        cut = ": the file seems to be cut off" if ended else ""
        raise UsageError(f"{path}:{error.lineno}:{error.colno}: is not JSON ({error.msg}){cut}", _ADVICE) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: is not JSON that can be read ({type(error).__name__}: {error})", _ADVICE) from None
    if not isinstance(document, dict):
        raise UsageError(f"{path}: is no audit.json: the whole must be an object", _ADVICE)
    return document


def _checked(found: dict[str, Any]) -> dict[str, Any]:
    for key in _NUMBERS & found.keys():
        value = found[key]
        if isinstance(value, str) and not _PLAIN_NUMBER.fullmatch(value):
            raise ValueError(f"{key}: {value[:40]!r} is no plain number")
    box = found.get("box")
    if isinstance(box, list) and None in box:
        found["box"] = None  # a side that was no number was written as null
    return found


def _refused(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def _check_version(document: dict[str, Any], path: Path) -> None:
    stated = document.get("schema_version")
    if not isinstance(stated, str) or not re.fullmatch(r"\d{1,6}\.\d{1,6}", stated):
        raise UsageError(f"{path}: is no audit.json: it states no schema_version", _ADVICE)
    if stated.partition(".")[0] != _MAJOR:
        raise UsageError(
            f"{path}: is of schema {stated}, and this version of the tool reads {_MAJOR}.x",
            "Judge its bundle again with `casetrust-audit check`, or use the version that wrote it.",
        )


@cache
def _adapter() -> TypeAdapter[AuditResult]:
    return TypeAdapter(AuditResult)
