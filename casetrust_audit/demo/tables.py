"""The order summary as the steps of the checkout show it: labels beside amounts, the total, and the GST in it."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.demo.basket import Summary
from casetrust_audit.demo.behaviour import Behaviour
from casetrust_audit.demo.routing import money


@dataclass(frozen=True, slots=True)
class Table:
    """`included` is the GST within the total; "" where it is not told in a line of its own."""

    rows: tuple[tuple[str, str], ...]
    total: tuple[str, str]
    included: str = ""


def table_of(summary: Summary, told: Behaviour, stage: str) -> Table:
    """The summary at `stage`, as the switches leave it."""
    last = stage == "payment"
    sign = "US$" if last and "currency-switch" in told else "S$"
    in_label = last and "bank-style-total" in told
    gst = money(summary.gst_included, sign)
    rows = [(f"{line.label} × {line.quantity}", line.amount) for line in summary.items]
    rows.append(("Subtotal", summary.subtotal))
    rows += [("Delivery" if in_label and x.role == "delivery" else x.label, x.amount) for x in summary.charges]
    told_apart = stage in ("start", "payment") and told.itemised and told.gst == "included" and not in_label
    return Table(
        tuple((label, money(amount, sign)) for label, amount in rows) if told.itemised else (),
        (f"Total (incl. GST {gst})" if in_label else "Total", money(summary.total, sign)),
        gst if told_apart else "",
    )
