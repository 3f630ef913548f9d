"""Parts of a shop that the tests of products, persuasion and usability share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import casetrust_audit.facts.activity
import casetrust_audit.facts.availability
import casetrust_audit.facts.buying
import casetrust_audit.facts.countdown
import casetrust_audit.facts.delivery
import casetrust_audit.facts.freshness
import casetrust_audit.facts.fulfilment
import casetrust_audit.facts.legibility
import casetrust_audit.facts.mobile
import casetrust_audit.facts.navigation
import casetrust_audit.facts.products
import casetrust_audit.facts.review_practice
import casetrust_audit.facts.reviews
import casetrust_audit.facts.scarcity
import casetrust_audit.facts.steering
import casetrust_audit.facts.warranty  # noqa: F401 - each registers its facts
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Fact, Known, Scalar, Subject
from casetrust_audit.model.journey import Journey, JourneyStep
from casetrust_audit.model.reading import Button, Card, Image
from tests.build import collection, heading, page


def fact_of(name: str, *pages: Page, **over: Any) -> Fact:
    """One fact of a shop made of the pages."""
    return extract(Shop(collection(*pages, **over)))[name]


def value(name: str, *pages: Page, **over: Any) -> object:
    """The value of a fact that must be known."""
    fact = fact_of(name, *pages, **over)
    assert isinstance(fact, Known), fact
    return fact.value


def subjects(name: str, *pages: Page, **over: Any) -> tuple[Subject, ...]:
    """Subjects of a fact that must be known."""
    found = value(name, *pages, **over)
    assert isinstance(found, tuple)
    return tuple(s for s in found if isinstance(s, Subject))


def only(name: str, *pages: Page, **over: Any) -> dict[str, Scalar | Fact]:
    """Fields of the fact's single subject."""
    (subject,) = subjects(name, *pages, **over)
    return dict(subject.fields)


def button(text: str, **over: Any) -> Button:
    """A visible, enabled button of the page's main part."""
    values: dict[str, Any] = dict(
        selector=f"button[{abs(hash(text)) % 997}]", type="submit", form="", area="main", visible=True, disabled=False,
        box=(10, 100, 160, 44),
    )  # fmt: skip
    return Button(text=text, **(values | over))


def card(href: str, title: str, text: str, box: tuple[float, float, float, float] = (0, 2000, 300, 400)) -> Card:
    return Card(href, title, text, (), f"div.card[{title}]", "main", True, box)


def image(src: str = "/a.jpg", alt: str = "", **over: Any) -> Image:
    values: dict[str, Any] = dict(visible=True, box=(0, 0, 600, 600))
    return Image(src=src, alt=alt, **(values | over))


def product(name: str, *texts: str, path: str = "", **over: Any) -> Page:
    """A product page with its heading and a button to buy."""
    over.setdefault("buttons", (button("Add to cart"),))
    over.setdefault("headings", (heading(name),))
    return page("product", path or "/p/" + name.lower().replace(" ", "-"), *texts, **over)


def markup(name: str, **fields: Any) -> tuple[str, ...]:
    """JSON-LD of one product; `availability` goes into its offer, `rating` is (value, count)."""
    data: dict[str, Any] = {"@type": "Product", "name": name}
    if "availability" in fields:
        data["offers"] = {"@type": "Offer", "price": "18.00", "availability": fields.pop("availability")}
    if "rating" in fields:
        score, count = fields.pop("rating")
        data["aggregateRating"] = {"ratingValue": score, "reviewCount": count}
    return (json.dumps(data | fields),)


def journey(of: Page, end: str, steps: Sequence[tuple[str, Page]] = (), **over: Any) -> Journey:
    """A walk that began at the product page `of`."""
    values: dict[str, Any] = dict(
        scenario="cheap", session="journey-cheap", product_url=of.url, quantity=1,
        steps=tuple(JourneyStep(name, p.capture.id, p.url) for name, p in steps),
        attempts=(), end=end, end_detail="", product_title=of.reading.headings[0].text,
    )  # fmt: skip
    return Journey(**(values | over))
