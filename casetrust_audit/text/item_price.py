"""The price of the item a page sells, as a shopper sees it: the amount that stands out near name and button.

Works on the visible text alone. Structured data is compared with it elsewhere, never mixed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Box, Reading, TextBlock, TextRun, within
from casetrust_audit.text.amounts import Amount, find_amounts
from casetrust_audit.text.normalise import normalise
from casetrust_audit.text.phrases import phrases

_NOT_ITEM = ("delivery", "delivery-fee", "free-delivery", "shipping", "save", "subtotal", "total", "per-unit", "fee",
             "self-collection", "insurance-addon", "discount")  # fmt: skip
_NAMED = re.compile(
    r"\b(?:total|subtotal|basket|cart|voucher|points?|instal?lments?|payments? of"
    r"|min(?:imum)?\.? (?:spend|order)|deposit)\b",
    re.I,
)
SMALLEST_PX = 9.0


@dataclass(frozen=True, slots=True)
class ItemPrice:
    """`kind`: single, from, range. `was` is a struck or so-called price beside it."""

    money: Money
    kind: str
    raw: str
    block: TextBlock
    run: TextRun | None
    was: Money | None = None
    was_block: TextBlock | None = None


def page_currency(reading: Reading) -> str:
    """ISO code the page states for its prices; "" where nothing does."""
    for key in ("og:price:currency", "product:price:currency", "pricecurrency"):
        if code := reading.meta.get(key, "").strip().upper():
            return code
    for source in reading.json_ld:
        if found := re.search(r'"priceCurrency"\s*:\s*"([A-Z]{3})"', source):
            return found.group(1)
    for _, prop, content in reading.microdata:
        if prop == "priceCurrency" and re.fullmatch(r"[A-Z]{3}", content):
            return content
    if re.search(r"(?<![A-Za-z])SG?\$\s?\d|\bSGD\b", reading.visible_text()):
        return "SGD"
    return ""


def item_price(reading: Reading, currency: str = "") -> ItemPrice | None:
    """The item's price, or None where no amount on the page can be it."""
    currency = currency or page_currency(reading)
    heading = next((h for h in reading.headings if h.level == 1 and h.visible), None)
    adders = [b for b in reading.buttons if b.visible and b.area == "main" and phrases("add-to-cart").any(b.text)]
    candidates = []
    struck = []
    for block in reading.blocks:
        if not block.visible or block.area not in ("main", "aside") or _in_card(block.box, reading):
            continue
        for amount in find_amounts(block.text, currency):
            run = run_of(block, amount)
            if (run is not None and run.strike) or amount.kind == "was":
                struck.append((amount, block))
            elif _may_be_item(block, amount, run):
                score = _score(block, run, heading.box if heading else None, adders[0].box if adders else None)
                candidates.append((score, amount, block, run))
    if not candidates:
        return None
    _, amount, block, run = max(candidates, key=lambda c: c[0])
    was = min(struck, key=lambda s: _distance(s[1].box, block.box), default=None)
    if was is not None and _distance(was[1].box, block.box) > 160:
        was = None
    return ItemPrice(
        amount.readings[0],
        amount.kind,
        amount.raw,
        block,
        run,
        was[0].readings[0] if was else None,
        was[1] if was else None,
    )


def price_beside(reading: Reading, selector: str, currency: str = "") -> ItemPrice | None:
    """The price in the row of one of several items, told by its quantity field; None where it cannot be told."""
    currency = currency or page_currency(reading)
    field = next((f for f in reading.fields() if f.selector == selector), None)
    if field is None:
        return None
    rows = [r for r in reading.rows if r.visible and within(field.box, r.box)]
    row = min(rows, key=lambda r: r.box[2] * r.box[3], default=None)
    reach = row.box if row is not None else (0.0, field.box[1] - 60, reading.viewport[0], field.box[3] + 120)
    level = field.box[1] + field.box[3] / 2
    near = sorted(
        (b for b in reading.blocks if b.visible and within(b.box, reach)),
        key=lambda b: abs(b.box[1] + b.box[3] / 2 - level),
    )
    for block in near:
        for amount in find_amounts(block.text, currency):
            run = run_of(block, amount)
            plain = len(amount.readings) == 1 and amount.kind in ("single", "from", "range")
            if plain and amount.readings[0].amount > 0 and not (run is not None and run.strike):
                return ItemPrice(amount.readings[0], amount.kind, amount.raw, block, run)
    return None


def _may_be_item(block: TextBlock, amount: Amount, run: TextRun | None) -> bool:
    if len(amount.readings) != 1 or amount.negative or amount.kind not in ("single", "from", "range"):
        return False
    if amount.readings[0].amount <= 0 or (run is not None and (not run.visible or run.font_px < SMALLEST_PX)):
        return False
    text = normalise(block.text)
    if block.tag in ("li", "button", "option", "label", "td") and len(text) > 60:
        return False
    near = text[max(0, amount.start - 40) : amount.end + 40]
    if run is not None and len(block.runs) > 1 and find_amounts(run.text):
        near = normalise(run.text)  # a badge beside the price ("Save 23%") speaks for itself, not for the price
    return not _NAMED.search(near) and not any(phrases(topic).any(near) for topic in _NOT_ITEM)


def other_amounts(reading: Reading, currency: str = "") -> bool:
    """Whether an amount that might be the item's price is shown, though none could be told to be it.

    With it, a missing price is no proof that none is shown.
    """
    for block in reading.blocks:
        if block.visible and block.area in ("main", "aside") and not _in_card(block.box, reading):
            for amount in find_amounts(block.text, currency, bare=True):
                near = normalise(block.text)[max(0, amount.start - 60) : amount.end + 60]
                if not any(phrases(t).any(near) for t in ("delivery", "shipping", "free-delivery")):
                    return True
    return False


def run_of(block: TextBlock, amount: Amount) -> TextRun | None:
    """The run that the amount's first digit stands in: told by its place, as "500" also stands in "S$15.00"."""
    before = _digits(normalise(block.text)[: amount.start])
    if not _digits(amount.raw):
        return None
    for run in block.runs:
        if run.visible or not block.visible:
            if before < (count := _digits(normalise(run.text))):
                return run
            before -= count
    return None


def _digits(text: str) -> int:
    return sum(c.isdecimal() for c in text)


def _score(block: TextBlock, run: TextRun | None, heading: Box | None, button: Box | None) -> float:
    size = run.font_px if run else block.font_px
    score = min(size, 40.0) + (4.0 if run and run.weight >= 600 else 0.0)
    if heading is not None:
        below = block.box[1] - (heading[1] + heading[3])
        score -= max(0.0, below) / 40 if below >= -10 else 6.0
    if button is not None:
        score -= min(abs(block.box[1] - button[1]), 1200.0) / 50
        if block.box[1] > button[1] + button[3] + 200:
            score -= 10.0
    if len(block.text) > 80:
        score -= 10.0
    return score


def _in_card(box: Box, reading: Reading) -> bool:
    here = reading.url.split("?")[0].split("#")[0]
    return any(c.amounts and c.href.split("?")[0] != here and within(box, c.box) for c in reading.cards)


def _distance(a: Box, b: Box) -> float:
    dx = max(a[0] - (b[0] + b[2]), b[0] - (a[0] + a[2]), 0.0)
    dy = max(a[1] - (b[1] + b[3]), b[1] - (a[1] + a[3]), 0.0)
    return dx + dy
