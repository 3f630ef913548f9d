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
from casetrust_audit.collect.change import only_moved, said_wrong
from casetrust_audit.collect.deed import ACCOUNT, MESSAGE, ORDER
from casetrust_audit.collect.guard import ORDER_LINK, ROBOTS, UNANNOUNCED, Intent
from casetrust_audit.collect.progress import Progress, Update
from casetrust_audit.collect.session import Met, Session
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.model.capture import Capture
from casetrust_audit.model.journey import STEPS, Attempt, JourneyStep, PlannedStep, step_place
from casetrust_audit.model.reading import Form, Reading

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
    tile: str = ""
    """Name of the item in a list, where it has no page of its own and is bought from there."""
    plan: tuple[PlannedStep, ...] = ()
    planned: bool = False
    member: bool = False
    """It is walked with the login."""


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
    rechosen: set[str] = field(default_factory=set)
    """Countries that were chosen once more so that their regions come; once is enough."""
    counters: frozenset[str] = frozenset()
    """Selectors of what changed its number when the item was added: they count the cart, and often lead to it."""
    in_memory: bool = False
    """The cart is lost where an address is opened anew: it is come to by pressing links alone."""
    dialogs: frozenset[str] = frozenset()
    """Words of dialogs that stood on the item's page before anything was done: banners, which are let be."""

    def log(self, step: str, strategy: str, target: str, outcome: str, ok: bool) -> None:
        target, outcome = self.session.without_login(target), self.session.without_login(outcome)
        self.attempts.append(Attempt(step, strategy, target[:200], outcome[:240], ok))
        self.progress(Update("try", f"{step or 'the walk'}: {strategy} {target[:200]}: {outcome[:240]}", len(self.met)))

    def announce(self, intent: Intent) -> None:
        """Say what the next act is for: nothing else is let through to the shop."""
        self.session.guard.announce(intent)

    def on_time(self, step: str) -> None:
        """Ends the walk where its time is used up."""
        if self.clock() > self.deadline:
            raise JourneyEnd("budget", f"time budget used up at {step_place(step)}")


def take(walk: Walk, name: str, role: str, reading: Reading | None = None, *, past_login: bool = False) -> Met:
    """Capture the page as the step `name`, its role by its content where none is given. Ends the walk where the page
    is a wall or broken; with `past_login` not where it is a login."""
    met = kept(walk, name, role, reading)
    _refuse_unusable(met.capture, name, past_login)
    return met


def kept(walk: Walk, name: str, role: str, reading: Reading | None = None) -> Met:
    """Capture the page, whatever it is; as a step of the journey where `name` is one."""
    met = walk.session.capture(step=f"{walk.scenario.name}/{name}", role=role, reading=reading)
    if name in STEPS:
        walk.met.append(JourneyStep(name, met.capture.id, met.capture.final_url))
        walk.progress(Update("journey", f"{walk.scenario.name}: {name}", len(walk.met)))
    return met


def reading_of(met: Met, what: str) -> Reading:
    """The reading of a capture; ends the walk where there is none."""
    if met.reading is None:
        raise JourneyEnd("error", f"the {what} could not be read")
    return met.reading


def _refuse_unusable(capture: Capture, name: str, past_login: bool) -> None:
    for problem in capture.problems:
        if problem.kind == "challenge" or (problem.kind == "login-wall" and not past_login):
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
        walk.log("", "wait", walk.session.page.url, f"not loaded: {in_words(error)}", False)


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening an address: its status, or why it could not be opened."""

    status: int | None = None
    failed: str = ""

    @property
    def problem(self) -> str:
        """Why there is no page to look at; "" where there is one."""
        return self.failed or (f"status {self.status}" if self.status is not None and self.status >= 400 else "")


def go(walk: Walk, url: str) -> Opened:
    """Open an address of the shop. Ends the walk where robots.txt closes it; whatever else goes wrong is told."""
    from playwright.sync_api import Error

    walk.announce(Intent.LOOK)
    walk.session.begin()
    before = len(walk.session.guard.stopped)
    try:
        response = walk.session.page.goto(url, wait_until="load")
    except Error as error:
        stopped = watch_guard(walk, before)
        return Opened(failed=stopped or in_words(error))
    return Opened(response.status if response is not None else None)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a press: why the guard stopped what it caused, why it could not be made; both "" where neither."""

    stopped: str = ""
    failed: str = ""

    @property
    def problem(self) -> str:
        """What kept it from having its effect."""
        return self.failed or (f"stopped by the guard: {self.stopped}" if self.stopped else "")

    @property
    def orders(self) -> bool:
        """It would have bought."""
        return self.stopped in ORDERS


ORDERS = frozenset({ORDER, ORDER_LINK, "payment host"})
_TOLD = ORDERS | {MESSAGE, ACCOUNT, UNANNOUNCED, "leaves the shop", "nothing is sent at the last step"}


def press(walk: Walk, step: str, what: steps.Press, intent: Intent = Intent.NEXT_STEP) -> Pressed:
    """Announce what for, and press it. Ends the walk only where robots.txt closes what comes of it."""
    from playwright.sync_api import Error

    walk.announce(intent)
    walk.session.begin()
    before = len(walk.session.guard.stopped)
    walk.actions += 1
    try:
        click(walk.session.page.locator(what.selector).first)
    except Error as error:
        pressed = Pressed(failed=in_words(error))
    else:
        settle(walk)
        pressed = Pressed(stopped=watch_guard(walk, before))
    if pressed.problem:
        walk.log(step, "press", what.text, f"{what.why}; {pressed.problem}", False)
    return pressed


def click(spot: Locator) -> None:
    """Click as a person would; where something lies over it, as a keyboard would. What would open a window of its own
    opens in this one: the guard closes others."""
    from playwright.sync_api import Error

    spot.evaluate(_IN_THIS_WINDOW, timeout=ACT_MS)
    try:
        spot.click(timeout=ACT_MS)
    except Error:
        spot.dispatch_event("click", timeout=LAST_MS)


_IN_THIS_WINDOW = """(el) => {
  for (const e of [el.closest("a[target]"), el.form || el.closest("form[target]")])
    if (e && e.getAttribute("target") === "_blank") e.setAttribute("target", "_self");
}"""


def watch_guard(walk: Walk, before: int) -> str:
    """Why the guard stopped something since; "" where it stopped nothing that an act was about. Ends the walk at a page
    that robots.txt closes."""
    said = [s for s in walk.session.guard.stopped[before:] if s.reason == ROBOTS or s.reason in _TOLD]
    for stopped in said:
        if stopped.reason == ROBOTS:
            raise JourneyEnd("robots", robots_detail(stopped.url))
    said.sort(key=lambda s: s.reason not in ORDERS)
    return said[0].reason if said else ""


HELP = {
    "product": "selectors: add_to_cart",
    "cart": "selectors: cart, or checkout",
    "not-buyable": "selectors: add_to_cart, or another product",
    "cart-refused": "selectors: add_to_cart, or cart",
    "no-product": "another product, or the item by its words",
}
"""The line of the configuration that would help a walk that is stuck at a step, or that has ended so."""


def stuck(walk: Walk, detail: str, step: str, end: str = "stuck") -> JourneyEnd:
    """The end of a walk that found no way on: where, what was tried last, and what would help.

    An item that is said to be sold out is meant to be refused: there nothing is to be helped."""
    if walk.scenario.sold_out and end in HELP:
        return JourneyEnd(end, detail)
    last = [f"{a.strategy} {a.target[:60]!r}: {a.outcome[:80]}" for a in walk.attempts if _tries(a)][-3:]
    tried = f"; tried last: {' / '.join(last)}" if last else ""
    line = HELP.get(end) or HELP.get(step, "selectors: next")
    return JourneyEnd(end, f"{detail}{tried}; in casetrust.yaml {line}, or a step of walks, would help")


def _tries(attempt: Attempt) -> bool:
    return attempt.strategy in _TRIES or attempt.strategy.startswith("planned ")


_TRIES = ("press", "link", "address the crawl found", "usual address", "opens the cart", "go back", "wait",
          "add to cart", "dialog")  # fmt: skip


def robots_detail(url: str) -> str:
    """Why the walk ends at a page that robots.txt closes, and what the auditor of his own shop can do."""
    path = url.split("?", maxsplit=1)[0].split("/", 3)[-1]
    return f"robots.txt disallows /{path}; use --own-site if you answer for this shop"


def fill(walk: Walk, step: str, acts: Sequence[filling.Fill], intent: Intent = Intent.ADDRESS) -> int:
    """Announce what for, and do what was planned, one field after the other; the number that could be done."""
    from playwright.sync_api import Error

    done = 0
    walk.announce(intent)
    for act in acts:
        try:
            how = _do(walk, act)
            done += 1
            walk.actions += 1
            walk.log(step, f"fill {act.kind or 'field'}", act.selector, how, True)
        except Error as error:
            walk.log(step, f"fill {act.kind or 'field'}", act.selector, in_words(error), False)
    return done


def _do(walk: Walk, act: filling.Fill) -> str:
    spot = walk.session.page.locator(act.selector).first
    if act.how == "select":
        spot.select_option(act.value, timeout=ACT_MS)
    elif act.how == "check":
        _check(spot)
    elif act.how == "uncheck":
        _uncheck(spot)
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


def _uncheck(spot: Locator) -> None:
    """Take a tick out again."""
    from playwright.sync_api import Error

    if spot.get_attribute("role", timeout=ACT_MS) in ("checkbox", "switch"):
        click(spot)
        return
    try:
        spot.uncheck(timeout=ACT_MS // 2, force=True)
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
    walk: Walk, before: Reading, sees: Callable[[Reading], object], longest_ms: int = STEP_TURN_MS
) -> Reading:
    """The page once `sees` finds it other than it was, or as it is after `longest_ms`: a shop's server may take its
    time, and a script may write the new address long before it draws the page.

    A notice that asks to wait stands for nothing yet, nor does a page whose requests are still under way: these are
    waited for twice as long."""
    reading = walk.session.read()
    began, was = walk.clock(), sees(before)
    while True:
        busy = asks_to_wait(reading) or not reading.settled
        if not busy and ((sees(reading) != was and not only_moved(before, reading)) or said_wrong(reading)):
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
