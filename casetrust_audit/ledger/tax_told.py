"""A tax that was in the price in the cart, told there by a line of its own, and only grew with what came on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.lines import CENT, Sum
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Row
from casetrust_audit.model.result import Charge
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.normalise import fold


def tax_as_told(
    shop: Shop,
    charges: Sequence[Charge],
    pages: tuple[tuple[str, Page], ...],
    sums: tuple[tuple[str, Sum], ...],
    early: Sequence[str],
) -> tuple[Charge, ...]:
    """The charges, a tax of the checkout placed where the shopper was told of it: at the last of the `early` steps
    whose page has its line, if the bill has grown since by what else came on top and by the tax on that alone.

    A tax that is put on top of prices that had it inside is no such: the bill grows by the whole of it."""
    return tuple(_as_told(shop, c, charges, pages, sums, early) if c.role == "tax" else c for c in charges)


def _as_told(
    shop: Shop,
    tax: Charge,
    charges: Sequence[Charge],
    pages: tuple[tuple[str, Page], ...],
    sums: tuple[tuple[str, Sum], ...],
    early: Sequence[str],
) -> Charge:
    before = next(((step, s) for step, s in reversed(sums) if step in early and s.total is not None), None)
    last = sums[-1][1].total if sums else None
    if tax.first_step in early or before is None or before[1].total is None or last is None:
        return tax
    step, then = before[0], before[1].total
    page = next((p for name, p in reversed(pages) if name == step), None)
    row, paid = _line_of(page, tax) if page is not None else (None, Decimal(0))
    if page is None or row is None or len({then.currency, last.currency, tax.money.currency}) > 1:
        return tax
    rest = sum((c.money.amount for c in charges if c is not tax and c.first_step not in early), Decimal(0))
    grown = last.amount - then.amount - rest
    if abs(grown - (tax.money.amount - paid)) > CENT:
        return tax
    told = shop.ref(page, row.text, row.selector, row.box)
    return replace(tax, first_step=step, level="amount", place=step, evidence=(told, *tax.evidence))


def _line_of(page: Page, tax: Charge) -> tuple[Row | None, Decimal]:
    """The line of that name on the page, and what it tells."""
    for row in page.reading.rows:
        if not row.visible or row.area != "main" or fold(row.label) != fold(tax.label):
            continue
        for text in row.amounts:
            found = [a for a in find_amounts(text, tax.money.currency) if len(a.readings) == 1]
            if found and found[0].readings[0].amount > 0:
                return row, found[0].readings[0].amount
    return None, Decimal(0)
