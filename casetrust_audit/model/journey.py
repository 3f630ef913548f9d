"""A walk through the shop as a shopper: what was tried at each step, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

STEPS = ("product", "cart", "gateway", "address", "delivery", "payment", "review")
"""Journey steps in their usual order; a one-page checkout shows several at once."""

ENDS = (
    "last-step",       # the last step before payment was reached
    "login-wall", "challenge", "app-only", "no-product", "not-buyable", "cart-refused", "stuck", "error", "budget",
    "robots",          # robots.txt disallows the way, and it is not the auditor's own shop
    "guard",           # the guard stopped what the walk needed
)  # fmt: skip


_WALKS = {
    "cheap": "with a cheap item", "mid": "with an item of middling price", "again": "with the same item once more",
    "collect": "to fetch the goods", "recorded": "of a person",
}  # fmt: skip
_PLACES = {
    "product": "the product page", "cart": "the cart", "gateway": "the start of checkout", "address": "the address",
    "delivery": "the choice of delivery", "payment": "the payment", "review": "the review before payment",
}  # fmt: skip


def step_place(step: str) -> str:
    """How a step is called in a sentence: "gateway" → "the start of checkout"."""
    return _PLACES.get(step, step)


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


AS_MEMBER = "-member"
"""How sessions, and walks, end their names that were made with a login."""
GIVEN, INSTEAD = "page given as product", "item in its place"
"""Strategies of attempts: what the page that the configuration gives is, where it is no item's, and which item was
walked in its place."""

LOOKED = "look on"
"""The strategy of attempts that tell what a person did on a walk of his own."""
GONE = "the item is gone from the cart"
"""What an attempt came to that took the item out again."""
HELD = "held before the walk"
"""The strategy of attempts that name what lay in a login's cart before the walk put anything into it."""

VERBS = ("open", "press", "fill", "choose", "tick", "untick", "wait", "mark")
"""What a step of a planned walk may do; `mark` keeps the page as a step of the journey."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step that the auditor prescribes: a verb, what it acts on (words on the page, or "css=…"), and a value.
    `if_present`: where there is nothing to act on, it is passed over."""

    verb: str
    target: str
    value: str = ""
    if_present: bool = False


@dataclass(frozen=True, slots=True)
class PlannedWalk:
    """A walk that the auditor wants in place of the tool's own choice. Without `steps` the shopper finds its way;
    with them it does these first, from the product's page on, and goes on by itself where they end. `item` names the
    item by its words where `product` is a list of goods; "" where the page is the item's own."""

    product: str
    name: str = ""
    quantity: int = 1
    collect: bool = False
    steps: tuple[PlannedStep, ...] = ()
    item: str = ""


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS of what the shopper should press where its own eyes do not find it; "" where they do."""

    add_to_cart: str = ""
    cart: str = ""
    checkout: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    scenario: str
    """"cheap", "mid", "again", "collect", "sold-out", "recorded", or the name a planned walk was given."""
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
    driver: str = "tool"
    """"tool", or "person" where somebody walked and the tool only looked on."""
    planned: bool = False
    """The auditor's configuration chose the product or prescribed the way."""

    @property
    def stopped(self) -> str:
        """Where and why it ended, as a clause: "the walk with a cheap item ended at the cart: …"."""
        name = self.scenario.removesuffix(AS_MEMBER)
        said = _WALKS.get(name, f"“{name}”") + (", logged in," if name != self.scenario else "")
        last = self.steps[-1].name if self.steps else "product"
        return f"the walk {said} ended at {step_place(last)}: {self.end_detail}"

    @property
    def stopped_sentence(self) -> str:
        """The same as a sentence."""
        return f"T{self.stopped[1:]}."

    @property
    def reached_end(self) -> bool:
        return self.end == "last-step"

    @property
    def as_member(self) -> bool:
        """It was walked with a login."""
        return self.session.endswith(AS_MEMBER)

    @property
    def end_reason(self) -> str:
        """Why it ended, without what was tried last and what would help."""
        return re.split(r"; (?:tried last: |in casetrust\.yaml )", self.end_detail, maxsplit=1)[0]

    def step_named(self, *names: str) -> JourneyStep | None:
        return next((s for s in self.steps if s.name in names), None)
