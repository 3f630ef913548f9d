"""Walks that the auditor plans, on the demo shop: the verbs, the selectors, the refusals, and the cart left empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.collect.collector import collect
from casetrust_audit.demo.server import DemoShop
from casetrust_audit.evidence.bundle import load
from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.facts import trails
from casetrust_audit.model.capture import Collection
from casetrust_audit.settings import LOOPBACK_ONLY, Settings, apply

pytestmark = pytest.mark.browser

SIZED = "/products/nanyang-house-blend"


def walked(tmp_path: Path, *defects: str, **config: Any) -> tuple[Collection, dict[str, int]]:
    with DemoShop(defects) as shop:
        base = Settings(url=shop.url, plain_url=shop.plain_url, ca_file=shop.ca_file, resolver_rule=LOOPBACK_ONLY,
                        max_pages=2, screenshots=False)  # fmt: skip
        bundle = collect(apply(base, config, "test"), tmp_path / "bundle")
        received = dict(shop.received.counts())
    assert set(received.values()) == {0}
    return load(bundle).collection, received


def test_a_plan_is_followed_step_by_step_and_then_the_shopper_goes_on(tmp_path: Path) -> None:
    steps = [
        {"choose": "Grind", "value": "Ground for espresso"},
        {"fill": "Quantity", "value": "2"},
        {"press": "Add to cart"},
        {"wait": "Your cart"},
        {"mark": "cart"},
        {"open": "/checkout"},
        {"fill": "css=#email", "value": "audit.testperson@example.com"},
        {"tick": "Send me the monthly newsletter"},
        {"untick": "Send me the monthly newsletter"},
        {"press": "css=form[action='/checkout'] button"},
        {"mark": "address"},
    ]
    collection, _ = walked(tmp_path, walks=[{"product": SIZED, "quantity": 2, "steps": steps}])
    (journey,) = collection.journeys
    assert (journey.end, journey.planned, journey.driver) == ("last-step", True, "tool")
    assert [s.name for s in journey.steps] == ["product", "cart", "address", "delivery", "review"]
    assert sum(a.strategy.startswith("planned") for a in journey.attempts) >= 9
    assert journey.attempts[-1].outcome == "the cart is empty"
    (trail,) = trails(Shop(collection))
    assert trail.reconciled is True
    assert [line.quantity for line in trail.steps[0].lines if line.role == "item"] == [2]


@pytest.mark.parametrize(
    ("steps", "end", "said"),
    [
        ([{"press": "Put into the trolley"}], "stuck", "(press 'Put into the trolley') failed: it is nowhere on"),
        ([{"choose": "css=#colour", "value": "Red"}], "stuck", "step 1 of the plan (choose 'css=#colour') failed"),
        ([{"open": "https://elsewhere.example/"}], "stuck", "leads off the shop"),
    ],
)
def test_a_step_that_cannot_be_done_ends_the_walk_and_is_named(
    steps: list[dict[str, str]], end: str, said: str, tmp_path: Path
) -> None:
    collection, _ = walked(tmp_path, walks=[{"product": "/products/kaya-twin-gift-box", "steps": steps}])
    (journey,) = collection.journeys
    assert journey.end == end
    assert said in journey.end_detail


def test_a_page_marked_as_cart_that_does_not_show_the_item_is_told(tmp_path: Path) -> None:
    steps = [{"press": "Add to cart"}, {"open": "/contact"}, {"mark": "cart"}, {"open": "/cart"}, {"mark": "cart"}]
    collection, _ = walked(tmp_path, walks=[{"product": "/products/kaya-twin-gift-box", "steps": steps}])
    (journey,) = collection.journeys
    marks = [a for a in journey.attempts if a.strategy == "planned mark"]
    assert [(a.ok, a.outcome) for a in marks] == [(False, "the page marked as cart does not show the item")]
    assert journey.end == "last-step"


def test_a_plan_cannot_order(tmp_path: Path) -> None:
    walk_there = [
        {"press": "Add to cart"}, {"open": "/checkout"}, {"fill": "E-mail", "value": "audit.testperson@example.com"},
        {"press": "Continue as guest"}, {"fill": "Full name", "value": "Audit Testperson"},
        {"fill": "css=#phone", "value": "89998877"}, {"fill": "css=#line", "value": "2 Orchard Turn Audit"},
        {"fill": "Postal code", "value": "238801"}, {"press": "Continue to delivery"}, {"press": "Continue to payment"},
        {"tick": "css=#terms"},
    ]  # fmt: skip
    for n, last in enumerate(({"press": "Pay"}, {"press": "css=form[action='/checkout/place'] button"})):
        walks = [{"product": "/products/kaya-twin-gift-box", "steps": [*walk_there, last]}]
        collection, _ = walked(tmp_path / str(n), walks=walks)
        (journey,) = collection.journeys
        assert journey.end == "guard"
        assert "would place the order; it was not pressed" in journey.end_detail


def test_what_the_configuration_points_to_is_pressed_first(tmp_path: Path) -> None:
    selectors = {
        "add_to_cart": "form.buy button[type=submit]",
        "cart": "header a[href='/cart']",
        "checkout": "a[href='/checkout']",
    }
    collection, _ = walked(tmp_path, walks=[{"product": "/products/kaya-twin-gift-box"}], selectors=selectors)
    (journey,) = collection.journeys
    assert journey.end == "last-step"
    assert any(a.outcome.startswith("the configuration says so; ") for a in journey.attempts)
