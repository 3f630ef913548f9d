"""What the shop's till has kept: the prices of the last ten weeks, as the shop would export them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from casetrust_audit.demo.catalogue import PRODUCTS, Product

WEEKS, REDUCED_WEEKS = 10, 2
"""So long does the record reach back, and for so long have reduced products been reduced."""


def price_log(
    today: date, *, charged: bool = True, products: Sequence[Product] = PRODUCTS, address: Callable[[str], str] = str
) -> str:
    """CSV, a line a product and week. Where the former prices were not `charged`, each was at its price of today.
    `address` makes the address that a product has from its path."""
    lines = ["url,date,price,currency"]
    for week in range(WEEKS, 0, -1):
        day = today - timedelta(weeks=week)
        for product in products:
            before = product.was if charged and product.was is not None and week > REDUCED_WEEKS else product.price
            lines.append(f"{address(product.path)},{day.isoformat()},{before},SGD")
    return "\n".join(lines) + "\n"
