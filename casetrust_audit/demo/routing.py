"""One visit to the demo shop, the table of routes, and the rendering of pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casetrust_audit.demo.basket import DELIVERIES, PLAN_KEY, TOLD_FEES, Basket, fees
from casetrust_audit.demo.behaviour import Behaviour
from casetrust_audit.demo.catalogue import CATEGORIES, GIFT_CARDS, PRODUCTS, Product
from casetrust_audit.demo.company import COMPANY
from casetrust_audit.demo.scarcity import Left
from casetrust_audit.demo.sessions import Received, Session
from casetrust_audit.demo.web import Request, Response

OTHER_HOST = "localhost"
"""Another name of the loopback address."""
_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class House:
    """What all visits share: the defects' effect, the addresses, the counts, today's date, and the lots drawn."""

    told: Behaviour
    url: str
    plain_url: str
    received: Received
    today: date
    left: Left = field(default_factory=Left)
    stock: tuple[Product, ...] = PRODUCTS

    @property
    def products(self) -> tuple[Product, ...]:
        if "empty-shop" in self.told:
            return ()
        return (*(card for switch, card in GIFT_CARDS.items() if switch in self.told), *self.stock)

    @property
    def elsewhere(self) -> str:
        """The shop's address under another host name, which browsers take for another shop's."""
        return self.url.replace("127.0.0.1", OTHER_HOST)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of one visitor. `rest` is what a route ending in "*" matched there."""

    request: Request
    session: Session
    house: House
    rest: str = ""

    @property
    def told(self) -> Behaviour:
        return self.house.told

    @property
    def basket(self) -> Basket:
        return self.session.basket

    def posted(self, name: str) -> str:
        """Value of a form field, stripped; "" where it was not sent."""
        return self.request.form.get(name, "").strip()


View: TypeAlias = Callable[[Visit], Response]


@dataclass(slots=True)
class Routes:
    """Views by method and path; a path may end in "*"."""

    exact: dict[tuple[str, str], View] = field(default_factory=dict)
    prefixes: list[tuple[str, str, View]] = field(default_factory=list)

    def __call__(self, method: str, path: str) -> Callable[[View], View]:
        def register(view: View) -> View:
            if path.endswith("*"):
                self.prefixes.append((method, path[:-1], view))
            else:
                self.exact[method, path] = view
            return view

        return register

    def find(self, method: str, path: str) -> tuple[View, str] | None:
        """The view for a request and the rest of its path, or None."""
        view = self.exact.get((method, path))
        if view is not None:
            return view, ""
        for verb, prefix, candidate in self.prefixes:
            if verb == method and path.startswith(prefix):
                return candidate, path[len(prefix) :]
        return None


def money(amount: Decimal, sign: str = "S$") -> str:
    """An amount as the shop writes it: "S$1,234.50", and "−S$0.02" below nought."""
    return f"{'−' if amount < 0 else ''}{sign}{abs(amount):,.2f}"


def long_date(day: date) -> str:
    """A date as the shop writes it: "3 May 2026"."""
    return f"{day.day} {day:%B %Y}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["money"] = money
    environment.filters["long_date"] = long_date
    return environment


def page(visit: Visit, template: str, status: int = 200, **context: object) -> Response:
    """The template as an HTML response. What every page needs is added to its context."""
    house = visit.house
    shared: dict[str, object] = {
        "told": house.told,
        "company": COMPANY,
        "name": COMPANY.legal_name if house.told.legal_name else COMPANY.brand,
        "categories": CATEGORIES,
        "deliveries": DELIVERIES,
        "told_fees": fees(house.told, TOLD_FEES),
        "plan_key": PLAN_KEY,
        "phone_link": COMPANY.phone_link[:-1] if "broken-phone-link" in house.told else COMPANY.phone_link,
        "cart_count": visit.basket.count,
        "notice": visit.session.take_notice(),
        "url": house.url,
        "plain_url": house.plain_url,
        "elsewhere": house.elsewhere,
        "today": house.today,
        "updated": (house.today.replace(day=1) - timedelta(days=45)).replace(day=1),
        "path": visit.request.path,
    }
    text = _environment().get_template(template).render(shared | context)
    return Response(text.encode(), status)
