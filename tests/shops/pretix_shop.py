"""pretix on loopback, selling tickets for two events: installed once into .cache/shops/pretix."""

from __future__ import annotations

from pathlib import Path

from tests.shops.serving import SEED_ORIGIN, ServedShop, Software

PACKAGES = (
    "pretix==2026.8.0",
    "pretix-servicefees==1.15.1",
    "pretix-pages==1.6.4",
    "whitenoise==6.12.0",
    "gunicorn==27.0.1",
)
SEED_STEPS = (
    ("manage.py", "migrate", "--run-syncdb", "--verbosity=0"),
    # The packed files hold no plugin's, and a page that asks for one of those fails.
    ("manage.py", "collectstatic", "--noinput", "--verbosity=0"),
    ("manage.py", "compress", "--verbosity=0"),
    ("seed.py",),
)
SOFTWARE = Software("pretix", PACKAGES, SEED_STEPS, install_seconds=900, step_seconds=900)

ORGANISER = "harbourhall"
CLEAR = "spring-concert"
"""Slug of the event whose prices include tax and which adds nothing."""
FEES = "summer-festival"
"""Slug of the event with prices before tax, fees on top, and extras that must be taken."""


def prepare() -> Path:
    """Install and seed where that is not done yet; gives the Python of the shop. Raises NotInstalled."""
    return SOFTWARE.prepare()


class PretixShop(ServedShop):
    """The running ticket office; its front page names no event, so walks start at `event_url`."""

    software = SOFTWARE
    orders_table = "pretixbase_order"
    at_start = (f"UPDATE pretixbase_event_settingsstore SET value = replace(value, '{SEED_ORIGIN}', :origin)",)

    def event_url(self, slug: str) -> str:
        """Where the tickets of an event are sold: CLEAR or FEES."""
        return f"{self.url}{ORGANISER}/{slug}/"
