"""audit.json: the whole result, for machines. Its shape is `audit.schema.json`, beside this file."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from casetrust_audit.model.money import Money
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.words import DISCLAIMER, in_order

SCHEMA_VERSION = "1.5"
SCHEMA_FILE = Path(__file__).with_name("audit.schema.json")

_UNPRINTABLE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(result: AuditResult) -> str:
    """`result` as JSON: keys sorted, findings most urgent first, amounts as decimal strings."""
    document = {
        **{f.name: plain(getattr(result, f.name)) for f in fields(result)},
        "schema_version": SCHEMA_VERSION,
        "disclaimer": DISCLAIMER,
        # a skip's role is for the rule of absence, which has been asked by now
        "skipped": [{"url": plain(skip.url), "reason": plain(skip.reason)} for skip in result.skipped],
        "findings": [plain(finding) for finding in in_order(result.findings)],
    }
    return as_json(document, sort=True)


def as_json(document: Any, sort: bool = False) -> str:
    """A document of plain data as JSON that is readable in any script and can steer no terminal."""
    text = json.dumps(document, indent=2, sort_keys=sort, ensure_ascii=False, allow_nan=False)
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def plain(value: Any) -> Any:
    """`value` in JSON's own types: decimals as strings, enums by value, money as three keys."""
    if isinstance(value, Money):
        return {"amount": format(value.amount, "f"), "currency": plain(value.currency), "assumed": value.assumed}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if value is None or isinstance(value, (bool, int)):
        return value
    raise TypeError(f"audit.json cannot hold a {type(value).__name__}")


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of audit.json."""
    document: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return document
