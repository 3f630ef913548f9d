"""A walked purchase in small: a product page, a cart, a last step."""

from __future__ import annotations

from typing import Any

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.trail import Walked, walked
from casetrust_audit.model.capture import Page
from casetrust_audit.model.journey import Journey, JourneyStep
from casetrust_audit.model.reading import Row
from tests.build import block, collection, heading, page

TITLE = "Ropes and Knots"


def row(label: str, *amounts: str, y: float = 100.0, **over: Any) -> Row:
    """A row of an order summary."""
    values: dict[str, Any] = dict(
        text=" ".join((label, *amounts)), selector=f"tr[{label}]", area="main", visible=True, box=(10, y, 400, 30),
        tag="tr", group="#totals",
    )  # fmt: skip
    return Row(label, amounts, **(values | over))


def summary(*lines: tuple[str, str]) -> tuple[Row, ...]:
    """Rows below each other, the last being the total."""
    return tuple(row(label, amount, y=100.0 + 50 * n) for n, (label, amount) in enumerate(lines))


def product_page(price: str, *texts: str) -> Page:
    shown = block(price, box=(10, 70, 100, 30), font_px=28.0)
    return page("product", "/p/ropes", *texts, headings=(heading(TITLE),), blocks=(shown,), step="cheap/product")


def shop_of(price: str, *steps: tuple[str, tuple[Row, ...]], end: str = "last-step", told: str = "Hello",
            quantity: int = 1) -> Shop:  # fmt: skip
    """A shop in which the item at `price` was followed through the steps; `told` stands in the cart."""
    product = product_page(price)
    pages = [
        page(
            "cart" if name == "cart" else "checkout",
            f"/{name}",
            told if name == "cart" else "Checkout",
            rows=rows,
            step=f"cheap/{name}",
            session="journey-cheap",
        )
        for name, rows in steps
    ]
    met = [("product", product), *zip([name for name, _ in steps], pages, strict=True)]
    journey = Journey(
        "cheap", "journey-cheap", product.url, quantity, tuple(JourneyStep(n, p.capture.id, p.url) for n, p in met), (),
        end, "the walk is over", product_title=TITLE,
    )  # fmt: skip
    return Shop(collection(product, *pages, journeys=(journey,)))


def walk_of(shop: Shop) -> Walked:
    (walk,) = walked(shop)
    return walk
