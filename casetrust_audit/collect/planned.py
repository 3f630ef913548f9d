"""A way that the auditor has prescribed: a few verbs, done one after the other, under the same guard and stop rule.

A step that would place the order is refused as it would be on the shopper's own way; one that finds nothing to act on
ends the walk and says which it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from casetrust_audit.collect import choosing, named, steps
from casetrust_audit.collect.basket import holds, is_cart_url
from casetrust_audit.collect.guard import Intent
from casetrust_audit.collect.named import listed
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.collect.walk import (
    ACT_MS,
    ORDERS,
    JourneyEnd,
    Walk,
    click,
    fill,
    go,
    press,
    reading_of,
    settle,
    take,
    watch_guard,
)
from casetrust_audit.model.journey import STEPS, PlannedStep
from casetrust_audit.model.reading import Button, Form, Link, Reading
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.urls import same_site

if TYPE_CHECKING:
    from playwright.sync_api import Locator

WAIT_MS = 15_000
COMES_MS = 3000
"""How long what a step acts on may take to come up."""


class _Absent(JourneyEnd):
    """What a step acts on is not there."""

    def __init__(self, detail: str) -> None:
        super().__init__("stuck", detail)


def do_planned(walk: Walk, plan: tuple[PlannedStep, ...], reading: Reading) -> tuple[str, Reading]:
    """Do the steps; gives the journey step arrived at, and its page. Ends the walk where a step cannot be done.

    A step that may be missing is waited for a little, and passed over where what it acts on does not come."""
    from playwright.sync_api import Error

    at = "product"
    if plan:
        walk.announce(Intent.ANY)
    for number, step in enumerate(plan, 1):
        walk.on_time(at)
        try:
            reading = _awaited(walk, step, reading)
            at, reading = _do(walk, step, at, reading)
        except _Absent as absent:
            if not step.if_present:
                walk.log(at, f"planned {step.verb}", step.target, absent.detail, False)
                raise _failed(number, step, f"{absent.detail}; if_present: true would pass over it") from None
            walk.log(at, f"planned {step.verb}", step.target, "it is not there, and was passed over", True)
        except JourneyEnd as over:
            if over.end != "stuck":
                raise
            raise _failed(number, step, over.detail) from None
        except Error as error:
            said = in_words(error)
            walk.log(at, f"planned {step.verb}", step.target, said, False)
            raise _failed(number, step, said) from None
        walk.actions += 1
    return at, reading


def _failed(number: int, step: PlannedStep, said: str) -> JourneyEnd:
    return JourneyEnd("stuck", f"step {number} of the plan ({step.verb} {step.target!r}) failed: {said}")


def _awaited(walk: Walk, step: PlannedStep, reading: Reading) -> Reading:
    """The page once what the step acts on is there, or as it is after a while."""
    began = walk.clock()
    while not _is_there(walk, step, reading) and walk.clock() <= began + COMES_MS / 1000:
        walk.session.page.wait_for_timeout(200)
        reading = walk.session.read()
    return reading


def _is_there(walk: Walk, step: PlannedStep, reading: Reading) -> bool:
    if step.verb in ("open", "mark", "wait") and not step.if_present:
        return True
    page = walk.session.page
    if step.target.startswith("css="):
        return page.locator(step.target).count() > 0
    if step.verb == "wait":
        return page.get_by_text(step.target).first.is_visible()
    if step.verb == "press":
        return bool(named.pressables(reading, step.target))
    if step.verb == "choose" and (way := named.chosen(reading, step.target, step.value)) is not None:
        return way.act is not None  # what may be chosen may depend on what was chosen before, and come later
    return page.get_by_label(step.target).count() > 0 or named.field_named(reading, step.target) is not None


def _do(walk: Walk, step: PlannedStep, at: str, reading: Reading) -> tuple[str, Reading]:
    page = walk.session.page
    if step.verb == "open":
        url = urljoin(page.url, step.target)
        if not same_site(url, walk.session.settings.url):
            raise JourneyEnd("stuck", f"the plan leads off the shop: {url}")
        if problem := go(walk, url).problem:
            raise JourneyEnd("stuck", f"the plan opens {url}: {problem}")
        walk.announce(Intent.ANY)
    elif step.verb == "press":
        _press(walk, step, at, reading)
    elif step.verb == "mark":
        name = step.target if step.target in STEPS else "gateway"
        met = take(walk, name, "product" if name == "product" else "cart" if name == "cart" else "checkout")
        if name == "cart" and not holds(walk, reading_of(met, name)):
            walk.log("cart", "planned mark", walk.title, "the page marked as cart does not show the item", False)
        return name, reading_of(met, name)
    elif step.verb == "wait":
        if step.if_present and not _is_there(walk, step, reading):
            raise _Absent(f"nothing on {page.url} says so")
        _find(walk, step.target).wait_for(state="visible", timeout=WAIT_MS)
    elif step.verb == "fill":
        _field(walk, step, reading).fill(step.value, timeout=ACT_MS)
        if at == "product":
            _note_item(walk, step.target, reading)
    elif step.verb == "choose":
        _choose(walk, step, at, reading)
    else:
        _field(walk, step, reading).set_checked(step.verb == "tick", timeout=ACT_MS, force=True)
    walk.log(at, f"planned {step.verb}", step.target, "done", True)
    return at, walk.session.read()


def _choose(walk: Walk, step: PlannedStep, at: str, reading: Reading) -> None:
    """Choose in a list, among radios, or among things to press, whichever bears the words."""
    way = None if step.target.startswith("css=") else named.chosen(reading, step.target, step.value)
    if way is None:
        _field(walk, step, reading).select_option(label=step.value, timeout=ACT_MS)
        return
    if way.act is None:
        raise JourneyEnd("stuck", f"there is no option {step.value!r}, or several; there is {listed(way.offered)}")
    done = fill(walk, at, [way.act], Intent.ANY)
    said = walk.attempts[-1].outcome
    if not done:
        raise JourneyEnd("stuck", said)
    if way.act.how == "choose" and fold(step.value) not in fold(said):
        raise JourneyEnd("stuck", f"there is no option {step.value!r}; the shopper {said}")


def _note_item(walk: Walk, target: str, reading: Reading) -> None:
    """Where the page sells several items, the quantity that was filled tells which of them is bought."""
    named = target.removeprefix("css=").casefold()
    counts = [f for f in reading.fields() if f.visible and choosing.is_count(f)]
    used = next((f for f in counts if named in (f.selector.casefold(), f.label.casefold())), None)
    if used is not None and len(counts) > 1:
        walk.item_selector = used.selector
        walk.names = tuple(dict.fromkeys(choosing.names_at(used, reading) + walk.names))
        walk.title = walk.names[0]


def _press(walk: Walk, step: PlannedStep, at: str, reading: Reading) -> None:
    """Press what bears these words, unless it would place the order."""
    if step.target.startswith("css="):
        spot = _find(walk, step.target)
        if not spot.count():
            raise _Absent(f"nothing on {reading.url} is it")
        words = " ".join((spot.inner_text(timeout=ACT_MS) or spot.get_attribute("value", timeout=ACT_MS) or "").split())
        same = [p for p in reading.pressable() if words and p.text == words]
        if any(steps.is_final(p, _form(reading, p)) for p in same) or _after_review(reading, at):
            raise JourneyEnd(
                "guard", f"the plan presses {step.target!r}, which would place the order; it was not pressed"
            )
        walk.session.begin()
        before = len(walk.session.guard.stopped)
        click(spot)
        settle(walk)
        if stopped := watch_guard(walk, before):
            walk.log(at, "planned press", step.target, f"stopped by the guard: {stopped}", False)
        if stopped in ORDERS:
            raise JourneyEnd("guard", f"pressing {step.target!r} {stopped}; the request was stopped")
        return
    found = named.pressables(reading, step.target)
    if not found:
        raise _Absent(f"it is nowhere on {reading.url}; there is {named.things_to_press(reading)}")
    if steps.is_final(found[0], _form(reading, found[0])) or _after_review(reading, at):
        raise JourneyEnd("guard", f"the plan presses {step.target!r}, which would place the order; it was not pressed")
    form = found[0].form if isinstance(found[0], Button) else ""
    pressed = press(walk, at, steps.Press(found[0].text[:80], found[0].selector, form, "as planned"), Intent.ANY)
    if pressed.orders:
        raise JourneyEnd("guard", f"pressing {found[0].text!r} {pressed.stopped}; the request was stopped")
    if pressed.problem:
        raise JourneyEnd("stuck", pressed.problem)


def _after_review(reading: Reading, at: str) -> bool:
    """Whether the page is the last step by its identity: whatever is pressed there may buy."""
    return at not in ("product", "cart") and not is_cart_url(reading.url) and steps.name_step(reading) == "review"


def _form(reading: Reading, item: Button | Link) -> Form | None:
    return next((f for f in reading.forms if isinstance(item, Button) and f.selector == item.form), None)


def _find(walk: Walk, target: str) -> Locator:
    page = walk.session.page
    return page.locator(target).first if target.startswith("css=") else page.get_by_text(target).first


def _field(walk: Walk, step: PlannedStep, reading: Reading) -> Locator:
    page = walk.session.page
    spot = page.locator(step.target) if step.target.startswith("css=") else page.get_by_label(step.target)
    if spot.count():
        return spot.first
    field = None if step.target.startswith("css=") else named.field_named(reading, step.target)
    if field is None:
        raise _Absent(f"there is no such field on {reading.url}; there is {named.fields_there(reading)}")
    return page.locator(field.selector).first
