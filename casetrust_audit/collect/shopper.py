"""The shopper: one journey from a product page to the last step before payment, in a context of its own.

Each act is logged with what it acted on and what came of it. It presses nothing that might place an order (`steps`),
and the guard stops at the network what it should nevertheless cause. It ends with a stated reason, always, and takes
out of the cart again what it has put in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from casetrust_audit.collect import steps
from casetrust_audit.collect.adding import put_into_cart
from casetrust_audit.collect.basket import note_held
from casetrust_audit.collect.emptying import empty_cart
from casetrust_audit.collect.guard import Mode
from casetrust_audit.collect.opening import NO_PRODUCT, arrived, product_page
from casetrust_audit.collect.planned import do_planned
from casetrust_audit.collect.progress import Progress
from casetrust_audit.collect.session import Session
from casetrust_audit.collect.to_payment import go_to_payment
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.collect.walk import JourneyEnd, Scenario, Walk, stuck
from casetrust_audit.model.journey import INSTEAD, Journey
from casetrust_audit.model.reading import Reading

_QUIET = ("beacon", "leaves the shop")


def shop_journey(session: Session, scenario: Scenario, *, progress: Progress, deadline: float,
                 clock: Callable[[], float] = time.monotonic,
                 instead: Callable[[], Scenario | None] = lambda: None) -> Journey:  # fmt: skip
    """Walk one scenario. Never raises for what the shop does; the journey says how it ended. `instead` gives an item of
    the tool's own choice, for where the page that the configuration gives is no item's."""
    walk = Walk(session, scenario, progress, deadline, clock, title=scenario.title)
    began = clock()
    session.guard.mode = Mode.SHOP
    try:
        end, detail = _walk(walk, instead)
        session.guard.mode = Mode.STOP
        empty_cart(walk)
    finally:
        session.guard.mode = Mode.STOP
    blocked = tuple(
        f"{s.method} {session.public(s.url)[:200]} ({s.reason})"
        for s in session.guard.stopped
        if s.reason not in _QUIET
    )
    return Journey(
        scenario=scenario.name, session=session.name, product_url=walk.scenario.product_url, quantity=scenario.quantity,
        steps=tuple(walk.met), attempts=tuple(walk.attempts), end=end, end_detail=detail, blocked=blocked[:40],
        product_title=walk.title, item_selector=walk.item_selector, actions=walk.actions,
        seconds=round(clock() - began, 1), collected=scenario.collect, offers_collection=walk.offers_collection,
        planned=scenario.planned,
    )  # fmt: skip


def _walk(walk: Walk, instead: Callable[[], Scenario | None]) -> tuple[str, str]:
    """How the walk ended, and why."""
    from playwright.sync_api import Error

    try:
        note_held(walk)
        at, reading = do_planned(walk, walk.scenario.plan, _item(walk, instead))
        if at == "product":
            at, reading = arrived(walk, reading)
        if at == "product":
            reading = put_into_cart(walk, reading)
            at = walk.met[-1].name  # the cart, or what a shop asks before it shows it
        if walk.scenario.sold_out:
            return "not-buyable", "sold out by its page, yet the cart took it"
        if at != "cart" and (ends := steps.is_last_step(reading, at)):
            return "last-step", ends
        go_to_payment(walk, reading, at)
    except JourneyEnd as over:
        return over.end, over.detail
    except Error as error:
        last = walk.met[-1].name if walk.met else "product"
        raised = stuck(walk, f"{in_words(error)} at {last}", last)
        return "error", raised.detail
    raise AssertionError("a walk always ends with a reason")


def _item(walk: Walk, instead: Callable[[], Scenario | None]) -> Reading:
    """The item's page; where the one that was given is none, that of an item of the tool's own choice."""
    given = walk.scenario
    try:
        return product_page(walk)
    except JourneyEnd as over:
        other = instead() if over.end == NO_PRODUCT and not given.plan and not given.tile else None
        if other is None:
            raise
        walk.log("product", INSTEAD, other.product_url, "the tool chose it itself", True)
        walk.scenario = replace(
            other, name=given.name, collect=given.collect, quantity=given.quantity, planned=False, plan=()
        )
        try:
            return product_page(walk)
        finally:
            walk.scenario = replace(walk.scenario, planned=True)
