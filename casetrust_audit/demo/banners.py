"""What stands over the pages where the shop sells: promotions and claims that the chosen defects make untrue."""

from __future__ import annotations

from datetime import timedelta

from casetrust_audit.demo.catalogue import Product
from casetrust_audit.demo.routing import House, long_date

ENDED_DAYS = 10
"""So long is the promotion over that "ended-promotion" still makes."""
STALE_DAYS = 45
"""So long are the repairs over of which "stale-notice" still tells."""


def banners(house: House, shown: tuple[Product, ...] = ()) -> tuple[str, ...]:
    """Sentences over the front page and listings, which show several products, and over product pages (`shown` is
    empty)."""
    told, said = house.told, []
    if "stale-notice" in told and shown and all(product.featured for product in shown):
        last = long_date(house.today - timedelta(days=STALE_DAYS))
        said.append(f"Our shop in Tiong Bahru is closed for repairs until {last}")
    if "ended-promotion" in told:
        last = long_date(house.today - timedelta(days=ENDED_DAYS))
        said.append(f"Mid-autumn sale: 20% off all mugs until {last}")
    if "free-wrap-charged" in told:
        said.append("Free gift wrapping with every order")
    if "endless-sale" in told and shown:
        said.append("Flash sale ends tonight")
    if "invented-purchases" in told:
        said.append("Jia Hui from Tampines just bought Pandan Kaya, 30 seconds ago")
    if "up-to-discount" in told and any(product.saving for product in shown):
        said.append("Up to 67% off")
    return tuple(said)
