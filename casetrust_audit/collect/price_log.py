"""A shop's own record of its prices, which no page can show: read from a file and kept in the evidence.

The file is CSV with a head line naming url, date and price, and currency where it is not SGD; one line for each day on
which a price was seen or changed. Addresses may be paths of the shop.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from casetrust_audit.errors import UsageError
from casetrust_audit.model.capture import Probe

LARGEST_FILE = 5_000_000
MOST_ENTRIES = 50_000
COLUMNS = ("url", "date", "price")
_ADVICE = "It is CSV with the columns url, date, price and currency, such as: /products/mug,2026-10-01,25.00,SGD"
_PRICE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,3})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def read_price_log(path: Path, shop: str) -> Probe:
    """The file as a probe of kind "price-log": {"file", "sha256", "entries": [{"url", "date", "price", "currency"}]}.

    Raises UsageError naming the line of whatever is wrong: a log that is read in part would tell something else."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})", "Check --price-log.") from None
    except ValueError:
        raise UsageError(f"{path}: is not UTF-8 text", _ADVICE) from None
    if len(raw) > LARGEST_FILE:
        raise UsageError(f"{path}: is larger than {LARGEST_FILE // 1_000_000} MB", "Export the last 90 days only.")
    try:
        entries = tuple(_entries(path, text, shop))
    except csv.Error as error:
        raise UsageError(f"{path}: is not CSV: {error}", _ADVICE) from None
    if not entries:
        raise UsageError(f"{path}: holds no price", _ADVICE)
    data = {"file": path.name, "sha256": hashlib.sha256(raw).hexdigest(), "entries": list(entries)}
    return Probe("price-log", "price-log", shop, data)


def _entries(path: Path, text: str, shop: str) -> Iterator[dict[str, Any]]:
    lines = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    names = {(name or "").strip().lower(): name for name in lines.fieldnames or ()}
    if missing := [column for column in COLUMNS if column not in names]:
        raise UsageError(f"{path}:1: there is no column {missing[0]!r}", _ADVICE)
    for number, line in enumerate(lines, 1):
        if number > MOST_ENTRIES:
            raise UsageError(f"{path}: holds more than {MOST_ENTRIES} prices", "Export the last 90 days only.")
        told = {key: (line.get(name) or "").strip() for key, name in names.items() if key}
        yield _entry(f"{path}:{lines.line_num}", told, shop)


def _entry(place: str, told: dict[str, str], shop: str) -> dict[str, Any]:
    currency = told.get("currency") or "SGD"
    try:
        day = date.fromisoformat(told["date"][:10]).isoformat()
        price = Decimal(told["price"]) if _PRICE.fullmatch(told["price"]) else None
    except (ValueError, InvalidOperation):
        raise UsageError(f"{place}: {told['date'][:40]!r} is no day such as 2026-10-01", _ADVICE) from None
    if price is None:
        raise UsageError(f"{place}: {told['price'][:40]!r} is no price such as 25.00", _ADVICE)
    if not told["url"] or not _CURRENCY.fullmatch(currency):
        raise UsageError(f"{place}: needs an address, and a currency of three capital letters", _ADVICE)
    return {"url": urljoin(shop, told["url"]), "date": day, "price": str(price), "currency": currency}
