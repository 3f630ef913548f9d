"""Cartridge on loopback, on Mezzanine: installed once into .cache/shops/cartridge."""

from __future__ import annotations

from pathlib import Path

from tests.shops.serving import ServedShop, Software

PACKAGES = (
    "cartridge==1.3.4",
    "Mezzanine==6.1.1",
    "Django==4.2.*",
    "pillow==13.0.0",
    "gunicorn==27.0.1",
)
SEED_STEPS = (
    ("manage.py", "createdb", "--noinput", "--verbosity=0"),
    ("seed.py",),
)
# Templates of Django 4.2, the last that Mezzanine runs on, fail on Python 3.14.
SOFTWARE = Software("cartridge", PACKAGES, SEED_STEPS, python_below=(3, 14))


def prepare() -> Path:
    """Install and seed where that is not done yet; gives the Python of the shop. Raises NotInstalled."""
    return SOFTWARE.prepare()


class CartridgeShop(ServedShop):
    """The running shop at `url`; its front page is Mezzanine's own and names no product, those are under /shop/."""

    software = SOFTWARE
    orders_table = "shop_order"
    at_start = ("UPDATE django_site SET domain = :host",)
