"""The shopper: one journey from a product page to the last step before payment, in a context of its own.

Each act is logged with what it acted on and what came of it. It presses nothing that might place an order (`steps`),
and the guard stops at the network what it should nevertheless cause. It ends with a stated reason, always.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casetrust_audit.collect import filling, steps
from casetrust_audit.collect.guard import ROBOTS, Mode
from casetrust_audit.collect.progress import Progress, Update
from casetrust_audit.collect.session import Met, Session
from casetrust_audit.model.capture import Capture
from casetrust_audit.model.journey import Attempt, Journey, JourneyStep
from casetrust_audit.model.reading import Button, Form, Reading
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STEPS = 10
MOST_PRESSES = 4
ACT_MS = 8000
_CART_PATHS = ("/cart", "/cart/", "/basket/", "/shop/cart/", "/checkout/cart/")


class JourneyEnd(Exception):
    """The walk is over: `end` is one of model.journey.ENDS."""

    def __init__(self, end: str, detail: str) -> None:
        super().__init__(detail)
        self.end, self.detail = end, detail


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is to be bought. `sold_out`: the page says sold out and yet has a button; only the cart is looked at."""

    name: str
    product_url: str
    title: str
    cart_url: str = ""
    sold_out: bool = False


@dataclass(slots=True)
class Walk:
    """State of one journey."""

    session: Session
    scenario: Scenario
    progress: Progress
    deadline: float
    clock: Callable[[], float]
    met: list[JourneyStep] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)

    def log(self, step: str, strategy: str, target: str, outcome: str, ok: bool) -> None:
        self.attempts.append(Attempt(step, strategy, target[:200], outcome[:240], ok))


def shop_journey(session: Session, scenario: Scenario, *, progress: Progress, deadline: float,
                 clock: Callable[[], float] = time.monotonic) -> Journey:  # fmt: skip
    """Walk one scenario. Never raises for what the shop does; the journey says how it ended."""
    from playwright.sync_api import Error

    walk = Walk(session, scenario, progress, deadline, clock)
    session.guard.mode = Mode.SHOP
    title = scenario.title
    try:
        reading = _product(walk)
        title = next((h.text for h in reading.headings if h.level == 1 and h.visible), title)
        cart = _add_and_open_cart(walk, reading, title)
        if scenario.sold_out:
            raise JourneyEnd("not-buyable", "sold out by its page, yet the cart took it")
        _checkout(walk, cart)
        raise JourneyEnd("stuck", "the checkout led nowhere")
    except JourneyEnd as over:
        end, detail = over.end, over.detail
    except Error as error:
        end, detail = "error", str(error).strip().split("\n", 1)[0][:240]
        if session.guard.stopped and session.guard.stopped[-1].reason == ROBOTS:
            end, detail = "robots", _robots_detail(session.guard.stopped[-1].url)
    finally:
        session.guard.mode = Mode.STOP
    blocked = tuple(f"{s.method} {s.url[:200]} ({s.reason})" for s in session.guard.stopped if s.reason not in _QUIET)
    return Journey(
        scenario=scenario.name, session=session.name, product_url=scenario.product_url, quantity=1,
        steps=tuple(walk.met), attempts=tuple(walk.attempts), end=end, end_detail=detail, blocked=blocked[:40],
        product_title=title,
    )  # fmt: skip


def _robots_detail(url: str) -> str:
    path = url.split("?", maxsplit=1)[0].split("/", 3)[-1]
    return f"robots.txt disallows /{path}; use --own-site if you answer for this shop"


_QUIET = ("beacon", "leaves the shop")


def _take(walk: Walk, name: str, role: str, reading: Reading | None = None) -> Met:
    """Capture the page as the step `name`."""
    met = walk.session.capture(step=f"{walk.scenario.name}/{name}", role=role, reading=reading)
    walk.met.append(JourneyStep(name, met.capture.id, met.capture.final_url))
    walk.progress(Update("journey", f"{walk.scenario.name}: {name}", len(walk.met)))
    _refuse_unusable(met.capture)
    return met


def _refuse_unusable(capture: Capture) -> None:
    for problem in capture.problems:
        if problem.kind in ("challenge", "login-wall"):
            raise JourneyEnd(problem.kind, problem.detail)
        if problem.kind in ("error-page", "parked", "off-site", "empty-shell", "load-failed"):
            raise JourneyEnd("error", f"{problem.kind}: {problem.detail}")


def _settle(walk: Walk) -> None:
    """Let a navigation that an act has begun come to its end; in-page changes are waited for by the reader."""
    from playwright.sync_api import Error

    try:
        walk.session.page.wait_for_timeout(80)
        walk.session.page.wait_for_load_state("load", timeout=walk.session.settings.page_seconds * 1000)
    except Error as error:
        walk.log("", "wait", walk.session.page.url, f"not loaded: {error}".split("\n", 1)[0], False)


def _product(walk: Walk) -> Reading:
    session = walk.session
    session.begin()
    session.page.goto(walk.scenario.product_url, wait_until="load")
    met = _take(walk, "product", "product")
    if met.reading is None:
        raise JourneyEnd("error", "the product page could not be read")
    return met.reading


def add_button(reading: Reading) -> Button | None:
    """The button that puts this page's item into the cart: by its words, not inside another product's card."""
    candidates = [
        b
        for b in reading.buttons
        if b.visible
        and b.area in ("main", "aside")
        and phrases("add-to-cart").any(b.text)
        and not _in_other_card(b, reading)
    ]
    return next((b for b in candidates if not b.disabled), candidates[0] if candidates else None)


def _in_other_card(button: Button, reading: Reading) -> bool:
    x, y = button.box[0] + button.box[2] / 2, button.box[1] + button.box[3] / 2
    here = reading.url.split("?")[0]
    return any(
        c.amounts and c.href.split("?")[0] != here
        and c.box[0] <= x <= c.box[0] + c.box[2] and c.box[1] <= y <= c.box[1] + c.box[3]
        for c in reading.cards
    )  # fmt: skip


def _form_of(reading: Reading, selector: str) -> Form | None:
    return next((f for f in reading.forms if f.selector == selector), None) if selector else None


def _add_and_open_cart(walk: Walk, reading: Reading, title: str) -> Reading:
    button = add_button(reading)
    if button is None:
        raise JourneyEnd("not-buyable", "the product page has no button to add it to a cart")
    if button.disabled and walk.scenario.sold_out:
        raise JourneyEnd("stuck", "the button is disabled, as it should be for a sold-out item")
    form = _form_of(reading, button.form)
    fields = form.fields if form else reading.loose_fields
    _fill(walk, "product", filling.variant_choices(fields))
    _press(walk, "product", steps.Press(button.text, button.selector, button.form, "puts the item into the cart"))
    after = walk.session.read()
    if _shows_in_cart(after, title) and re.search(r"cart|basket|bag", after.url, re.I):
        walk.log("cart", "page after adding", after.url, "the shop went to the cart by itself", True)
        return _took(_take(walk, "cart", "cart", after))
    return _open_cart(walk, after, title)


def _names_cart(text: str) -> bool:
    """A link named after the cart, and not after the act of filling it."""
    return len(text) < 40 and phrases("cart").any(text) and not phrases("add-to-cart").any(text)


def _open_cart(walk: Walk, reading: Reading, title: str) -> Reading:
    """Open the cart by its link, by the address the crawl found, then by the addresses shops commonly use."""
    links = [
        a.href
        for a in reading.links
        if a.href.startswith("http") and re.search(r"/(?:cart|basket|bag)(?:[/?#]|$)", a.href, re.I)
    ]
    links += [a.href for a in reading.links if a.href.startswith("http") and _names_cart(a.text)]
    base = "/".join(walk.scenario.product_url.split("/")[:3])
    guesses = [walk.scenario.cart_url, *(base + p for p in _CART_PATHS)]
    seen: set[str] = set()
    empty = ""
    for source, url in [*(("link", u) for u in links), *(("known address", u) for u in guesses if u)]:
        if url in seen or len(seen) >= MOST_PRESSES:
            continue
        seen.add(url)
        walk.session.begin()
        response = walk.session.page.goto(url, wait_until="load")
        if response is not None and response.status >= 400:
            walk.log("cart", source, url, f"status {response.status}", False)
            continue
        met = _take(walk, "cart", "cart")
        if met.reading is not None and _shows_in_cart(met.reading, title):
            walk.log("cart", source, url, "the cart shows the item", True)
            return met.reading
        empty = url
        walk.log("cart", source, url, "the cart does not show the item", False)
        break
    if empty:
        raise JourneyEnd("cart-refused", "the item was added, but the cart does not show it")
    raise JourneyEnd("stuck", "no way to the cart was found")


def _took(met: Met) -> Reading:
    if met.reading is None:
        raise JourneyEnd("error", "the cart could not be read")
    return met.reading


def _shows_in_cart(reading: Reading, title: str) -> bool:
    """Whether the item's name stands in the page's own text (not in a notice that it was refused)."""
    name = fold(title)
    return bool(name) and any(
        name in fold(b.text)
        and b.area != "header"
        and len(b.text) < len(title) + 120
        and not phrases("out-of-stock").any(b.text)
        for b in reading.blocks
        if b.visible and not re.search(r"alert|message|flash|notice|error", b.selector, re.I)
    )


def _checkout(walk: Walk, reading: Reading) -> None:
    """From the cart to the last step before payment."""
    step = "cart"
    seen: dict[object, int] = {}
    tried: set[str] = set()
    for _ in range(MOST_STEPS):
        if walk.clock() > walk.deadline:
            raise JourneyEnd("budget", f"time budget used up at {step}")
        press = steps.next_press(reading, step, frozenset(tried))
        if press is None and step != "cart" and steps.asks_for_login(reading):
            raise JourneyEnd("login-wall", f"{step} asks for a login and offers no other way")
        if press is None:
            raise JourneyEnd("stuck", f"nothing leads on from {step}")
        _prepare(walk, reading, step, press)
        _press(walk, step, press)
        after = walk.session.read()
        signature = _signature(after)
        if signature == _signature(reading):
            tried.add(press.selector)
            walk.log(step, "press", press.text, "the page stayed the same" + _errors(after), False)
            if len(tried) >= MOST_PRESSES:
                raise JourneyEnd("stuck", f"still at {step} after {len(tried)} tries{_errors(after)}")
            reading = after
            continue
        tried.clear()
        seen[signature] = seen.get(signature, 0) + 1
        if seen[signature] > 2:
            raise JourneyEnd("stuck", f"came back to {step} for the third time{_errors(after)}")
        step = steps.name_step(after) or "checkout"
        reading = _arrive(walk, after, step)
    raise JourneyEnd("stuck", f"more than {MOST_STEPS} steps, last at {step}")


def _arrive(walk: Walk, reading: Reading, step: str) -> Reading:
    """Capture the step; end the walk where it is the last one, or a wall."""
    name = step if step != "checkout" else "gateway"
    walk.session.guard.mode = Mode.STOP if steps.is_last_step(reading, step) else Mode.SHOP
    met = _take(walk, name, "cart" if step == "cart" else "checkout", reading)
    if steps.is_login_wall(reading) and step not in ("payment", "review"):
        raise JourneyEnd("login-wall", f"{name} asks for a login and offers no other way")
    if why := steps.is_last_step(reading, step):
        walk.log(name, "stop rule", reading.url, why, True)
        raise JourneyEnd("last-step", why)
    return _took(met)


def _prepare(walk: Walk, reading: Reading, step: str, press: steps.Press) -> None:
    """Fill what the step asks for: the guest choice, the form about to be sent, nothing optional."""
    if step == "cart":
        return
    radio = steps.guest_radio(reading)
    if radio is not None and not radio.checked:
        _fill(walk, step, (filling.Fill(radio.selector, "check", "", "guest"),))
    form = _form_of(reading, press.form)
    fields = form.fields if form is not None else reading.loose_fields
    _fill(walk, step, filling.plan(fields, walk.session.settings.identity))
    radios = [f for f in steps.delivery_radios(reading) if form is None or f in form.fields]
    if radios and not any(f.checked for f in radios):
        _fill(walk, step, (filling.Fill(radios[0].selector, "check", "", "delivery"),))
        walk.log(
            step,
            "delivery method",
            radios[0].label or radios[0].context,
            "none was preselected; the first was taken",
            True,
        )


def _fill(walk: Walk, step: str, acts: Sequence[filling.Fill]) -> None:
    from playwright.sync_api import Error

    for act in acts:
        spot = walk.session.page.locator(act.selector).first
        try:
            if act.how == "select":
                spot.select_option(act.value, timeout=ACT_MS)
            elif act.how == "check":
                spot.check(timeout=ACT_MS, force=True)
            else:
                spot.fill(act.value, timeout=ACT_MS)
            walk.log(step, f"fill {act.kind or 'field'}", act.selector, act.how, True)
        except Error as error:
            walk.log(step, f"fill {act.kind or 'field'}", act.selector, str(error).split("\n", 1)[0], False)


def _press(walk: Walk, step: str, press: steps.Press) -> None:
    from playwright.sync_api import Error

    walk.session.begin()
    before = len(walk.session.guard.stopped)
    spot = walk.session.page.locator(press.selector).first
    try:
        spot.click(timeout=ACT_MS)
    except Error:  # something lies over it; the element itself is what a keyboard user would press
        spot.dispatch_event("click", timeout=ACT_MS)
    _settle(walk)
    for stopped in walk.session.guard.stopped[before:]:
        if stopped.reason == ROBOTS:
            raise JourneyEnd("robots", _robots_detail(stopped.url))
        if stopped.reason in ("would place an order", "payment host", "order by link"):
            walk.log(step, "guard", f"{stopped.method} {stopped.url}", stopped.reason, False)
            raise JourneyEnd("guard", f"pressing {press.text!r} {stopped.reason}; the request was stopped")
    walk.log(step, "press", press.text, press.why, True)


def _signature(reading: Reading) -> tuple[str, str, int, tuple[str, ...]]:
    """What tells two steps apart: address, headings, and the fields that are shown."""
    heads = " ".join(h.text for h in reading.headings if h.visible)
    shown = tuple(sorted(f.name or f.selector for f in reading.fields() if f.visible))
    return reading.url.split("?")[0], heads, len(shown), shown


def _errors(reading: Reading) -> str:
    """What the shop says is wrong, for the log."""
    said = [
        b.text
        for b in reading.blocks
        if b.visible and re.search(r"error|alert|invalid|help-block|danger", b.selector, re.I)
    ]
    return f": {'; '.join(said)[:160]}" if said else ""
