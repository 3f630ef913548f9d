"""The state of one journey, and the hands of the shopper: press, fill, choose, capture, each act logged.

What may be pressed is decided elsewhere (`steps`, `adding`); here it is done, and what the shop makes of it is noted.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casetrust_audit.collect import filling, steps
from casetrust_audit.collect.guard import ROBOTS
from casetrust_audit.collect.progress import Progress, Update
from casetrust_audit.collect.session import Met, Session
from casetrust_audit.model.capture import Capture
from casetrust_audit.model.journey import Attempt, JourneyStep, PlannedStep
from casetrust_audit.model.reading import Form, Reading
from casetrust_audit.text.notices import tells_wrong

if TYPE_CHECKING:
    from playwright.sync_api import Locator

ACT_MS, LAST_MS = 4000, 15_000
"""Patience with a press as a person would make it; and with the last resort, which only a busy machine holds up."""
OPTION_MS = 2500
STEP_TURN_MS = 6000
"""How long a step may take to show anything new after a press that its scripts answer."""


class JourneyEnd(Exception):
    """The walk is over: `end` is one of model.journey.ENDS."""

    def __init__(self, end: str, detail: str) -> None:
        super().__init__(detail)
        self.end, self.detail = end, detail


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is to be bought. `sold_out`: the page says sold out and yet has a button; only the cart is looked at.
    `collect`: the goods are fetched by the buyer where the shop offers that."""

    name: str
    product_url: str
    title: str
    cart_url: str = ""
    sold_out: bool = False
    collect: bool = False
    quantity: int = 1
    plan: tuple[PlannedStep, ...] = ()
    planned: bool = False


@dataclass(slots=True)
class Walk:
    """State of one journey."""

    session: Session
    scenario: Scenario
    progress: Progress
    deadline: float
    clock: Callable[[], float] = time.monotonic
    met: list[JourneyStep] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    names: tuple[str, ...] = ()
    """What the item may be called in the cart, likeliest first."""
    title: str = ""
    """What it is called: by its page, or by the cart where that has another name for it."""
    item_selector: str = ""
    """The quantity field that was used, where the page sells several items."""
    actions: int = 0
    offers_collection: bool = False

    def log(self, step: str, strategy: str, target: str, outcome: str, ok: bool) -> None:
        self.attempts.append(Attempt(step, strategy, target[:200], outcome[:240], ok))
        self.progress(Update("try", f"{step or 'the walk'}: {strategy} {target[:200]}: {outcome[:240]}", len(self.met)))

    def on_time(self, step: str) -> None:
        """Ends the walk where its time is used up."""
        if self.clock() > self.deadline:
            raise JourneyEnd("budget", f"time budget used up at {step}")


def take(walk: Walk, name: str, role: str, reading: Reading | None = None) -> Met:
    """Capture the page as the step `name`. Ends the walk where the page is a wall or broken."""
    met = walk.session.capture(step=f"{walk.scenario.name}/{name}", role=role, reading=reading)
    walk.met.append(JourneyStep(name, met.capture.id, met.capture.final_url))
    walk.progress(Update("journey", f"{walk.scenario.name}: {name}", len(walk.met)))
    _refuse_unusable(met.capture, name)
    return met


def reading_of(met: Met, what: str) -> Reading:
    """The reading of a capture; ends the walk where there is none."""
    if met.reading is None:
        raise JourneyEnd("error", f"the {what} could not be read")
    return met.reading


def _refuse_unusable(capture: Capture, name: str) -> None:
    for problem in capture.problems:
        if problem.kind in ("challenge", "login-wall"):
            raise JourneyEnd(problem.kind, problem.detail)
        if problem.kind == "empty-shell":
            raise JourneyEnd("stuck", f"the {name} page stays empty: {problem.detail}")
        if problem.kind in ("error-page", "parked", "off-site", "load-failed"):
            raise JourneyEnd("error", f"{problem.kind}: {problem.detail}")


def settle(walk: Walk) -> None:
    """Let a navigation that an act has begun come to its end; in-page changes are waited for by the reader."""
    from playwright.sync_api import Error

    try:
        walk.session.page.wait_for_timeout(80)
        walk.session.page.wait_for_load_state("load", timeout=walk.session.settings.page_seconds * 1000)
    except Error as error:
        walk.log("", "wait", walk.session.page.url, f"not loaded: {error}".split("\n", 1)[0], False)


def go(walk: Walk, url: str) -> int | None:
    """Open an address of the shop; its status."""
    walk.session.begin()
    response = walk.session.page.goto(url, wait_until="load")
    return response.status if response is not None else None


def press(walk: Walk, step: str, what: steps.Press) -> None:
    """Press it. Ends the walk where the guard had to stop what came of it."""
    walk.session.begin()
    before = len(walk.session.guard.stopped)
    click(walk.session.page.locator(what.selector).first)
    walk.actions += 1
    settle(walk)
    watch_guard(walk, step, what.text, before)
    walk.log(step, "press", what.text, what.why, True)


def click(spot: Locator) -> None:
    """Click as a person would; where something lies over it, as a keyboard would."""
    from playwright.sync_api import Error

    try:
        spot.click(timeout=ACT_MS)
    except Error:
        spot.dispatch_event("click", timeout=LAST_MS)


def watch_guard(walk: Walk, step: str, what: str, before: int) -> None:
    """Ends the walk where the guard has stopped an order, a payment, or a page that robots.txt closes."""
    for stopped in walk.session.guard.stopped[before:]:
        if stopped.reason == ROBOTS:
            raise JourneyEnd("robots", robots_detail(stopped.url))
        if stopped.reason in ("would place an order", "payment host", "order by link"):
            walk.log(step, "guard", f"{stopped.method} {stopped.url}", stopped.reason, False)
            raise JourneyEnd("guard", f"pressing {what!r} {stopped.reason}; the request was stopped")


def robots_detail(url: str) -> str:
    """Why the walk ends at a page that robots.txt closes, and what the auditor of his own shop can do."""
    path = url.split("?", maxsplit=1)[0].split("/", 3)[-1]
    return f"robots.txt disallows /{path}; use --own-site if you answer for this shop"


def fill(walk: Walk, step: str, acts: Sequence[filling.Fill]) -> int:
    """Do what was planned, one field after the other; the number that could be done."""
    from playwright.sync_api import Error

    done = 0
    for act in acts:
        try:
            how = _do(walk, act)
            done += 1
            walk.actions += 1
            walk.log(step, f"fill {act.kind or 'field'}", act.selector, how, True)
        except Error as error:
            walk.log(step, f"fill {act.kind or 'field'}", act.selector, str(error).split("\n", 1)[0], False)
    return done


def _do(walk: Walk, act: filling.Fill) -> str:
    spot = walk.session.page.locator(act.selector).first
    if act.how == "select":
        spot.select_option(act.value, timeout=ACT_MS)
    elif act.how == "check":
        _check(spot)
    elif act.how == "press":
        click(spot)
    elif act.how == "choose":
        return f"chose {_choose(walk, spot, act.value)!r}"
    else:
        spot.fill(act.value, timeout=ACT_MS)
        spot.dispatch_event("change", timeout=ACT_MS)
        spot.blur(timeout=ACT_MS)  # look-ups and checks wait for the field to be left
    return act.how


def _check(spot: Locator) -> None:
    """Choose a radio or tick a box; where it is drawn by its label, press that."""
    from playwright.sync_api import Error

    if spot.get_attribute("role", timeout=ACT_MS) in ("radio", "checkbox", "switch"):
        click(spot)
        return
    try:
        spot.check(timeout=ACT_MS // 2, force=True)
    except Error:
        spot.dispatch_event("click", timeout=LAST_MS)


def _choose(walk: Walk, spot: Locator, wanted: str) -> str:
    """Open a list of the shop's own making and choose: the wanted text, or else the first real option."""
    from playwright.sync_api import Error

    page = walk.session.page
    shown = spot.inner_text(timeout=ACT_MS)
    click(spot)
    listed = page.locator("[role=option]:visible, [role=menuitemradio]:visible")
    listed.first.wait_for(state="visible", timeout=OPTION_MS)
    texts = [" ".join(t.split()) for t in listed.all_inner_texts()]
    index = filling.best_option(tuple(texts), wanted, shown)
    if index is None:
        page.keyboard.press("Escape")
        raise Error(f"no option to choose among {', '.join(texts[:6]) or 'none'}")
    click(listed.nth(index))
    return texts[index]


def form_of(reading: Reading, selector: str) -> Form | None:
    """The form of that selector."""
    return next((f for f in reading.forms if f.selector == selector), None) if selector else None


def await_change(
    walk: Walk, before: object, signature: Callable[[Reading], object], longest_ms: int = STEP_TURN_MS
) -> Reading:
    """The page once it differs from what it was, or as it is after `longest_ms`: a shop's server may take its time.

    A notice that asks to wait stands for nothing yet; while it is shown the page is waited for twice as long."""
    reading = walk.session.read()
    began = walk.clock()
    while True:
        busy = asks_to_wait(reading)
        if not busy and (signature(reading) != before or said_wrong(reading)):
            return reading
        if walk.clock() > began + longest_ms / 1000 * (2 if busy else 1):
            return reading
        walk.session.page.wait_for_timeout(200)
        reading = walk.session.read()


def asks_to_wait(reading: Reading) -> bool:
    """Whether a dialog without anything to press stands over the page, or one that says that it is at work."""
    words = [b.text for b in reading.blocks if b.visible and b.area == "dialog" and b.text]
    offered = any(p.visible and p.area == "dialog" for p in reading.pressable())
    return bool(words) and (not offered or any(_AT_WORK.search(t) for t in words))


_AT_WORK = re.compile(
    r"please wait|processing|loading|one moment|working on|mohon tunggu|sila tunggu|请稍候|正在处理", re.I
)


def said_wrong(reading: Reading) -> str:
    """What the shop says is wrong, for the log; "" where nothing is."""
    said = [b.text for b in reading.blocks if b.visible and len(b.text) < 300 and tells_wrong(b.notice, b.text)]
    said += [f"{f.label or f.name}: not accepted" for f in reading.fields() if f.visible and f.invalid]
    return f": {'; '.join(dict.fromkeys(said))[:200]}" if said else ""
