"""django-oscar on loopback: installed once into .cache/shops/oscar, a fresh copy of its seeded data for each start."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.shops.serving import ServedShop, Software

PACKAGES = (
    "django-oscar[sorl-thumbnail]==4.2.1",
    "Django==5.2.*",
    "whoosh==2.7.4",
    "pycountry==26.2.16",
    "whitenoise==6.12.0",
    "gunicorn==27.0.1",
    "pillow==13.0.0",
)
SEED_STEPS = (
    ("manage.py", "migrate", "--verbosity=0"),
    ("manage.py", "oscar_populate_countries", "--initial-only"),
    ("seed.py",),
    ("manage.py", "rebuild_index", "--noinput", "--verbosity=0"),
)
SOFTWARE = Software("oscar", PACKAGES, SEED_STEPS)


def prepare() -> Path:
    """Install and seed where that is not done yet; gives the Python of the shop. Raises NotInstalled."""
    return SOFTWARE.prepare()


class OscarShop(ServedShop):
    """The running shop at `url`. `profile` is honest or drip; without `guests` checkout asks for a login."""

    software = SOFTWARE
    orders_table = "order_order"

    def __init__(self, profile: str = "honest", *, guests: bool = True) -> None:
        super().__init__()
        self.profile, self.guests = profile, guests

    def variables(self) -> dict[str, str]:
        return {"PROFILE": self.profile, "ANON": "1" if self.guests else "0"}

    def prices(self) -> dict[str, tuple[Decimal, bool]]:
        """Net price of each item, and whether it is posted, by its title."""
        found = self.ask(
            "SELECT p.title, s.price, c.requires_shipping FROM catalogue_product p"
            " JOIN partner_stockrecord s ON s.product_id = p.id"
            " JOIN catalogue_productclass c ON c.id = p.product_class_id"
        )
        return {title: (Decimal(str(price)).quantize(Decimal("0.01")), bool(posted)) for title, price, posted in found}
