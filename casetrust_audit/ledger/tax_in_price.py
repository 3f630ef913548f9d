"""A tax told by a line of its own that the price shown had in it all along: the bill takes goods and tax apart again.

"S$7.62" on the item's page, "S$6.99" and "GST S$0.63" in the cart, S$7.62 to pay: nothing was added. Shops whose
software keeps prices net show such bills; what tells them from a tax put on top is the price that was shown before.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from casetrust_audit.ledger.lines import CENT, Sum
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.normalise import fold

_CHARGES = ("shipping", "fee", "optional", "discount")


def tax_in_price(one: Sum, shown: Money | None, title: str, quantity: int) -> Decimal:
    """How much of the tax on this bill the price `shown` had in it; nought where that cannot be said.

    The bill must add up with its tax. The tax may be on the goods alone or on charges too, at one rate, to a cent a
    line; goods beside the item leave it open, since what was shown of them is not known here."""
    tax = sum((x.money.amount for x in one.lines if x.role == "tax"), Decimal(0))
    if shown is None or tax <= 0 or one.total is None or one.computed is None:
        return Decimal(0)
    if any(x.money.currency != shown.currency for x in one.lines):
        return Decimal(0)
    if abs(one.total.amount - one.computed.amount) > CENT:
        return Decimal(0)
    gross = shown.amount * quantity
    charges = sum((x.money.amount for x in one.lines if x.role in _CHARGES), Decimal(0))
    slack = CENT * (2 + quantity)
    for net in _net(one, title):
        inside = gross - net
        if net > 0 and inside > CENT:
            rate = inside / net
            if any(abs(tax - rate * base) <= slack for base in (net, net + charges)):
                return inside
    return Decimal(0)


def _net(one: Sum, title: str) -> Iterator[Decimal]:
    """What the goods come to by their own line and by the subtotal, where there are no others."""
    items = [x for x in one.lines if x.role == "item"]
    if len(items) == 1 and _is(items[0], title):
        yield items[0].money.amount
    if len(items) <= 1:
        yield from (x.money.amount for x in one.lines if x.role == "subtotal")


def _is(line: TrailLine, title: str) -> bool:
    return fold(title) in fold(f"{line.label} {line.evidence.quote}")
