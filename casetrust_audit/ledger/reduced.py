"""Words beside the amounts of a row: the two prices of a reduced item, and the currency a label names.

Shops write them for those who hear the page ("Previous price: $49.05 Discounted price: $38.15"): they name the prices
of an item, and no line of the bill.
"""

from __future__ import annotations

import re
from dataclasses import replace

from casetrust_audit.model.reading import Row
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.currencies import iso_of
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

FORMER, NOW, SAVED = "was-price", "price-now", "save"
PRICE = "price"
"""The role of a line before it is known whether another one tells the item."""
_LINKING = " .,:;()[]|–—-"
_BRACKETED = re.compile(r"[(\[]\s*(?:in )?([A-Z]{1,3}\$?)\s*[)\]]")
_SHARE = re.compile(r"<n>|\boff$|折")
"""A share that is taken off ("10% off", "save 10%"): the amount behind it is the price it gives, not the saving."""
_ITS_VALUE = re.compile(r"(?<=[^\W\d_]) (?:is|at|was)\Z")


def told_as(text: str) -> str:
    """What the words right before an amount call it: FORMER, NOW, SAVED, or "" where they say none of it."""
    said = _ITS_VALUE.sub("", fold(text).rstrip(_LINKING))
    for topic in (NOW, FORMER, SAVED):
        if any(hit.end == len(said) and not _SHARE.search(hit.phrase) for hit in phrases(topic).find(said)):
            return topic
    return ""


def superseded(amounts: tuple[str, ...], text: str) -> tuple[bool, ...]:
    """For each amount, in the order of the text, whether the words before it make it a former price or a saving."""
    told, at, plain = [], 0, normalise(text)
    for amount in map(normalise, amounts):
        start = plain.find(amount, at)
        told.append(start >= 0 and told_as(plain[at:start]) in (FORMER, SAVED))
        at = max(at, start + len(amount))
    return tuple(told)


def without_price_words(label: str, text: str) -> str:
    """The label of a row without the names of its item's prices, where the row tells a former price or today's; ""
    where there is nothing else in it. A lone saving is left as it is: it may be a line of the bill."""
    said = fold(label)
    hits = [hit for topic in (FORMER, NOW) for hit in phrases(topic).find(said)]
    if not hits or not _names_amounts(text):
        return label
    hits += phrases(SAVED).find(said)
    for start, end in sorted({(h.start, h.end) for h in hits}, reverse=True):
        said = f"{said[:start]} {said[end:]}"
    said = re.sub(r"\b(?:is|was|at|and|to)\b", " ", said)
    return normalise(said) if re.search(r"[^\W\d_]", said) else ""


def price_role(row: Row) -> str:
    """The role of a row that names prices only: PRICE where one of them is today's, "" where it is gone."""
    return "" if all(superseded(row.amounts, row.text)) else PRICE


def settle_prices(rows: list[tuple[Row, TrailLine]], title: str = "") -> list[tuple[Row, TrailLine]]:
    """Without rows that only name prices; one alone is the line of the item, `title`, where no other line is and the
    goods come to no other sum."""
    named = [line.money.amount for _, line in rows if line.role == PRICE]
    goods = len(named) != 1 or any(
        line.role == "item" or (line.role == "subtotal" and line.money.amount != named[0]) for _, line in rows
    )
    return [
        (row, replace(line, role="item", label=title or line.label) if line.role == PRICE else line)
        for row, line in rows
        if line.role != PRICE or not goods
    ]


def named_currency(label: str) -> str:
    """The currency a label names for the bare figure beside it ("Total due (SGD)"); "" where it names none or two."""
    codes = {iso for word in _BRACKETED.findall(label) if (iso := iso_of(word))}
    return codes.pop() if len(codes) == 1 else ""


def _names_amounts(text: str) -> bool:
    """Whether such words stand right before a figure."""
    plain = normalise(text)
    return any(told_as(plain[: m.start()]) in (FORMER, NOW) for m in re.finditer(r"[^\s\d]{0,4} ?\d[\d.,]*", plain))
