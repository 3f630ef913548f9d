"""A walk through the shop as a shopper: what was tried at each step, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = ("product", "cart", "gateway", "address", "delivery", "payment", "review")
"""Journey steps in their usual order; a one-page checkout shows several at once."""

ENDS = (
    "last-step",       # the last step before payment was reached
    "login-wall", "challenge", "app-only", "no-product", "not-buyable", "cart-refused", "stuck", "error", "budget",
    "robots",          # robots.txt disallows the way, and it is not the auditor's own shop
    "guard",           # the guard stopped what the walk needed
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing the shopper tried: the strategy, what it acted on, what it saw then."""

    step: str
    strategy: str
    target: str
    outcome: str
    ok: bool


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """A page met on the way. `capture` is the id of its capture."""

    name: str
    capture: str
    url: str


@dataclass(frozen=True, slots=True)
class Journey:
    scenario: str
    """"cheap", "mid", …"""
    session: str
    product_url: str
    quantity: int
    """How many the shopper asked for."""
    steps: tuple[JourneyStep, ...]
    attempts: tuple[Attempt, ...]
    end: str
    """One of ENDS."""
    end_detail: str
    blocked: tuple[str, ...] = ()
    """Requests the guard stopped on the way: "POST https://… (reason)"."""
    product_title: str = ""
    item_selector: str = ""
    """The quantity field that was used, where the page sells several items."""
    actions: int = 0
    """Presses and fills it took."""
    seconds: float = 0.0
    collected: bool = False
    """The buyer was to fetch the goods."""
    offers_collection: bool = False
    """The checkout offers to fetch the goods."""

    @property
    def reached_end(self) -> bool:
        return self.end == "last-step"

    def step_named(self, *names: str) -> JourneyStep | None:
        return next((s for s in self.steps if s.name in names), None)
