"""Other prices beside the price of a product: for two of it, by the month, and for 100 g."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from casetrust_audit.demo.catalogue import Product

_OFF = Decimal("0.9")
_GRAMS = {
    "nanyang-house-blend": 250,
    "butter-roasted-robusta": 250,
    "kopi-o-drip-bags": 120,
    "kopi-o-trial-pack": 36,
    "single-origin-toraja": 200,
    "gula-melaka-kaya": 220,
    "pandan-kaya": 220,
    "kaya-twin-gift-box": 440,
    "cream-crackers": 300,
    "pineapple-tart-tin": 480,
    "almond-kopi-biscuits": 200,
}
"""What is sold by weight, by slug."""


def pair_price(unit: Decimal) -> Decimal:
    """What two pieces cost together: a tenth less, down to the next ten cents."""
    return (2 * unit * _OFF).quantize(Decimal("0.1"), ROUND_DOWN)


def pair_saving(unit: Decimal, quantity: int) -> Decimal:
    """What `quantity` pieces of one product cost less than one by one."""
    return (2 * unit - pair_price(unit)) * (quantity // 2)


def monthly_price(unit: Decimal) -> Decimal:
    """What one piece costs those who have it sent every month: a tenth less."""
    return (unit * _OFF).quantize(Decimal("0.01"), ROUND_HALF_UP)


def price_of_100_g(product: Product) -> Decimal | None:
    """None for what is not sold by weight."""
    grams = _GRAMS.get(product.slug)
    return None if grams is None else (product.price * 100 / grams).quantize(Decimal("0.01"), ROUND_HALF_UP)
