"""Shops nobody here wrote are walked to the last step before ordering, and the sums are those of a walk by hand.

Figures and verdicts are written down from walking each shop as a customer, before the tool was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit import pipeline
from tests.shops import cartridge_shop, evershop_shop, pretix_shop
from tests.shops.by_hand import SHORT, differences, expected, short_verdicts
from tests.shops.cartridge_shop import CartridgeShop
from tests.shops.conftest import needs
from tests.shops.evershop_shop import EverShop
from tests.shops.pretix_shop import CLEAR, FEES, PretixShop
from tests.shops.serving import ServedShop
from tests.shops.walked import Walked, walk

Charges = dict[str, tuple[str, str, str]]


def front(shop: ServedShop) -> str:
    return shop.url


def event(slug: str) -> Callable[[ServedShop], str]:
    def url(shop: ServedShop) -> str:
        assert isinstance(shop, PretixShop)
        return shop.event_url(slug)

    return url


@dataclass(frozen=True)
class Truth:
    """One item walked by hand: price on its page, sum of the cart, sum before ordering, and every charge between."""

    name: str
    prepare: Callable[[], object]
    shop: type[ServedShop]
    product: str
    headline: str
    cart: str
    final: str
    charges: Charges
    last: str
    start: Callable[[ServedShop], str] = front
    quantity: int = 1
    steps: list[dict[str, str]] = field(default_factory=list)


PROGRAMMES = [
    {"fill": "css=#item_1", "value": "2"},
    {"press": "Add to cart"},
    {"mark": "cart"},
    {"press": "Continue with order process"},
    {"tick": "css=#cp_1_item_6"},
    {"tick": "css=#cp_2_item_6"},
    {"mark": "gateway"},
]

TRUTHS = (
    Truth(
        "Cartridge", cartridge_shop.SOFTWARE.prepare, CartridgeShop, "/shop/product/watering-can/",
        "19.00", "19.00", "29.00", {"Flat rate shipping": ("10.00", "payment", "none")}, "the page asks for a card",
    ),
    Truth(
        "EverShop", evershop_shop.prepare, EverShop, "/accessories/ceramic-coffee-cup-white",
        "15.00", "15.00", "23.74",
        {"Shipping (Standard delivery)": ("7.50", "payment", "none"), "Tax": ("1.24", "payment", "none")},
        "the page's button places the order",
    ),
    Truth(
        "pretix without fees", pretix_shop.SOFTWARE.prepare, PretixShop, "",
        "€42.00", "€84.00", "€84.00", {}, "the page reviews the order", event(CLEAR), 2,
    ),
    Truth(
        "pretix without fees, two programmes", pretix_shop.SOFTWARE.prepare, PretixShop, "",
        "€42.00", "€84.00", "€92.00", {"Printed programme": ("€8.00", "gateway", "none")}, "the page reviews the order",
        event(CLEAR), 2, PROGRAMMES,
    ),
    Truth(
        "pretix with fees", pretix_shop.SOFTWARE.prepare, PretixShop, "",
        "€42.00", "€109.96", "€122.86",
        {
            "Service fee": ("€8.40", "cart", "amount"),  # announced in words on the page, in euros in the cart
            "Taxes": ("€19.62", "cart", "formula"),  # "plus 19% VAT" beside the price
            "Printed programme": ("€8.00", "gateway", "none"),  # one is forced upon each seat
            "Payment fee": ("€2.52", "review", "none"),
            "tax on Service fee": ("€0.32", "gateway", "formula"),
        },
        "the page reviews the order", event(FEES), 2,
    ),
)  # fmt: skip


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda t: t.name)
def test_an_item_is_followed_to_the_cent_as_by_hand(truth: Truth, tmp_path: Path) -> None:
    needs(truth.prepare)
    with truth.shop() as shop:
        start = truth.start(shop)
        plan: dict[str, Any] = {"product": truth.product or start, "quantity": truth.quantity}
        found = walk(truth.name, shop, tmp_path, start, max_pages=12, walks=[plan | {"steps": truth.steps}])
    (journey,) = found.result.journeys
    assert (journey.end, journey.end_detail) == ("last-step", truth.last)
    assert found.orders == 0
    assert (str(found.trail.headline), found.total_at("cart"), str(found.trail.final)) == (
        truth.headline, truth.cart, truth.final,
    )  # fmt: skip
    assert found.charges == truth.charges
    assert found.trail.reconciled is True
    assert journey.attempts[-1].outcome == "the cart is empty"


@dataclass(frozen=True)
class Unaided:
    """A whole audit of a shop, for which the tool is told nothing but the address."""

    name: str
    prepare: Callable[[], object]
    shop: type[ServedShop]
    written: str
    """The file of the verdicts written by hand."""
    variant: str = ""
    start: Callable[[ServedShop], str] = front


UNAIDED = (
    Unaided("Cartridge", cartridge_shop.SOFTWARE.prepare, CartridgeShop, "cartridge"),
    Unaided("EverShop", evershop_shop.prepare, EverShop, "evershop"),
    Unaided("pretix without fees", pretix_shop.SOFTWARE.prepare, PretixShop, "pretix", "", event(CLEAR)),
    Unaided("pretix with fees", pretix_shop.SOFTWARE.prepare, PretixShop, "pretix", "fees", event(FEES)),
)


@pytest.fixture(scope="module", params=UNAIDED, ids=lambda u: u.name)
def unaided(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Unaided, Walked]:
    """Each shop is audited once for all tests of this kind."""
    of: Unaided = request.param
    needs(of.prepare)
    with of.shop() as shop:
        return of, walk(of.name, shop, tmp_path_factory.mktemp("unaided"), of.start(shop), max_pages=40)


def test_the_tool_finds_items_and_the_way_by_itself(unaided: tuple[Unaided, Walked]) -> None:
    _, found = unaided
    assert found.orders == 0
    assert len(found.result.journeys) >= 2
    assert {j.end for j in found.result.journeys if j.scenario != "sold-out"} == {"last-step"}
    assert [t.sentence for t in found.result.trails if t.reconciled is not True] == []


def test_all_verdicts_are_those_written_by_hand(unaided: tuple[Unaided, Walked]) -> None:
    of, found = unaided
    wrong = differences(found.result, expected(of.written), of.variant)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("written", sorted({u.written for u in UNAIDED}))
def test_every_rule_has_a_verdict_by_hand_and_a_reason(written: str) -> None:
    entries = expected(written)
    assert {rule.id for rule in pipeline.rule_set().rules} == set(entries)
    assert [rule for rule, entry in entries.items() if not entry["why"].endswith(".")] == []


@pytest.mark.parametrize("written", sorted({u.written for u in UNAIDED}))
def test_where_the_tool_falls_short_it_passes_and_accuses_nobody(written: str) -> None:
    assert short_verdicts(expected(written)) <= SHORT
