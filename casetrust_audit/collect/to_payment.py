"""From the cart to the last step before payment: fill what is asked, read every total, press what leads on, stop.

A page is first completed in place (address, country before province, delivery method), for shops that reckon on one
page as for those with a step a page. Only then it is decided whether the walk ends here (`steps`), and what is pressed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NoReturn

from casetrust_audit.collect import basket, buyers, filling, steps
from casetrust_audit.collect.change import Place, place, said_wrong, shown, signature, sums, what_changed
from casetrust_audit.collect.completing import RECKON_MS, complete, delivery_from_list, mend, subscriptions
from casetrust_audit.collect.guard import Intent, Mode, is_payment_host
from casetrust_audit.collect.proposals import Proposal, dialog_words, proposals
from casetrust_audit.collect.walk import (
    JourneyEnd,
    Walk,
    asks_to_wait,
    await_change,
    fill,
    form_of,
    go,
    press,
    reading_of,
    settle,
    stuck,
    take,
)
from casetrust_audit.collect.walls import told_to_log_in
from casetrust_audit.model.journey import STEPS, step_place
from casetrust_audit.model.reading import Button, Reading
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key

MOST_STEPS = 14
MOST_PRESSES = 40
"""Presses on the way from the cart to the last step."""
MOST_BACKS = 3
MOST_REPEATS = 2
"""How often the same is pressed while the page asks for the same."""
PATIENCE_MS = 8000
"""How long what is plainly still to come is waited for: a button not enabled yet, a page that says to wait."""
_AGREES = re.compile(r"\b(?:agree|accept|consent|setuju|terima)\b|同意|接受|ஒப்பு", re.I)
_COUNTED = re.compile(r"[-_]+\d+$")
_PAST_CART = ("gateway", "address", "delivery", "payment", "review")


@dataclass(slots=True)
class _Search:
    """What was tried in which state, where the walk has been, and what its last tries came to."""

    walk: Walk
    tried: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    stops: list[tuple[Place, str, str]] = field(default_factory=list)
    """(state, address, step) in the order they were come to."""
    came: dict[object, int] = field(default_factory=lambda: defaultdict(int))
    waited: set[Place] = field(default_factory=set)
    mended: set[tuple[str, str]] = field(default_factory=set)
    pressed: dict[tuple[object, str], int] = field(default_factory=lambda: defaultdict(int))
    """How often something was pressed on a page, whatever else has changed there since."""
    repeated: dict[tuple[object, str], int] = field(default_factory=lambda: defaultdict(int))
    """How often something was pressed while the page asked for the same: side boxes may change for ever."""
    would_order: str = ""
    presses: int = 0
    backs: int = 0

    def left(self, reading: Reading, step: str) -> tuple[Proposal, ...]:
        """Proposals not yet tried in this state."""
        tried, page = self.tried[place(reading)], _page(reading)
        renewed = {_stem(s) for s in tried - {p.selector for p in reading.pressable()}} - {""}
        left = [
            p for p in proposals(reading, step, self.walk.dialogs)
            if p.press.selector not in tried and _stem(p.press.selector) not in renewed
            and self.repeated[_asked(reading), p.press.selector] < MOST_REPEATS
        ]  # fmt: skip
        if dialog_words(reading) - self.walk.dialogs:  # what lies behind a dialog is not pressed through it
            left = [p for p in left if p.kind == "dialog"]
        # what was pressed here before comes after what was not: a section that was saved is not saved again first
        left.sort(key=lambda p: (p.kind != "dialog" and self.pressed[page, p.press.selector], -p.prior))
        return tuple(left)

    def done(self, reading: Reading) -> frozenset[str]:
        """Selectors of what was pressed on this page before."""
        page = _page(reading)
        return frozenset(selector for (where, selector), times in self.pressed.items() if where == page and times)

    def again(self, reading: Reading, left: tuple[Proposal, ...]) -> bool:
        """Whether all that is left was pressed on this page before."""
        return {p.press.selector for p in left} <= self.done(reading)

    def unfinished(self, reading: Reading, step: str) -> bool:
        """Whether the page has something of its own left to do before it can be the last: a section to be saved, a
        choice behind a button, a dialog, or the last button is not enabled yet and was not waited for."""
        if step == "review":
            return False
        asleep = _asleep(reading) and place(reading) not in self.waited
        done = self.done(reading)
        return asleep or any(p.within and p.press.selector not in done for p in self.left(reading, step))


def go_to_payment(walk: Walk, reading: Reading, step: str = "cart") -> NoReturn:
    """Walk on from the captured cart, or a later step, searching what can be pressed. Always ends with a JourneyEnd."""
    search = _Search(walk)
    if step == "cart":
        reading = _chosen_in_cart(walk, reading)
    if step == "cart" and (here := checkout_on_cart(reading)):
        step = here
        reading = _arrive(walk, reading, step, search)
    while True:
        walk.on_time(step)
        if len(walk.met) > MOST_STEPS or search.presses >= MOST_PRESSES:
            raise stuck(walk, f"more than {MOST_STEPS} steps, last at {step}", step)
        here_now = place(reading)
        if not search.stops or search.stops[-1][0] != here_now:
            search.stops.append((here_now, reading.url, step))
        told = _told(walk, step, search.tried[here_now])
        left = (Proposal(told, Intent.NEXT_STEP, 100, "leads on"),) if told else search.left(reading, step)
        if (not left or search.again(reading, left)) and (after := _wait(walk, search, reading, step)) is not None:
            step = _step_after(reading, after, step)
            reading = _arrive(walk, after, step, search)
            continue
        if not left:
            reading, step = _dead_end(walk, search, reading, step)
            continue
        search.tried[here_now].add(left[0].press.selector)
        reading, step = _take_way(walk, search, reading, step, left[0])


def _chosen_in_cart(walk: Walk, reading: Reading) -> Reading:
    """The cart again once a delivery was chosen on it, where it asks for one: its sums hold for that choice alone."""
    acts = delivery_from_list(walk, reading, "cart")
    if not acts or not fill(walk, "cart", acts, Intent.DELIVERY):
        return reading
    settle(walk)
    after = await_change(walk, reading, shown, RECKON_MS)
    if sums(after) == sums(reading):
        return after
    return reading_of(take(walk, "cart", "cart", after), "cart")


def _stem(selector: str) -> str:
    """An id without the number at its end, which some shops count up each time they draw a button anew; "" for none."""
    return _COUNTED.sub("", selector) if selector.startswith("#") and " " not in selector else ""


def _page(reading: Reading) -> tuple[str, tuple[str, ...]]:
    """A page by its address alone, whatever it shows by now."""
    return signature(reading)[:2]


def _asked(reading: Reading) -> object:
    """A page by its address and what it asks for."""
    return _page(reading), signature(reading)[4]


def checkout_on_cart(reading: Reading) -> str:
    """The step a cart's page is at besides, where it is the checkout too and nothing on it leads to another."""
    if any(p.why == steps.LEADS_ON for p in steps.ranked_presses(reading, "cart")):
        return ""
    step = steps.name_step(reading)
    if step not in _PAST_CART and steps.final_buttons(reading) and _speaks_of_buyer(reading):
        return "address"
    return step if step in _PAST_CART else ""


def _speaks_of_buyer(reading: Reading) -> bool:
    """A part of the page is for where the goods go, by its heading or by what opens it."""
    heads = (h.text for h in reading.headings if h.visible and h.area == "main")
    return buyers.lacks_address(reading) or any(phrases("address-step").any(text) for text in heads)


def _take_way(walk: Walk, search: _Search, reading: Reading, step: str, way: Proposal) -> tuple[Reading, str]:
    """Press, look what changed, and go on from there: the reading and its step."""
    form = form_of(reading, way.press.form)
    if step != "cart":
        fill(walk, step, filling.required_boxes(form.fields) if form is not None else ())
        fill(walk, step, subscriptions(reading))
    search.presses += 1
    search.pressed[_page(reading), way.press.selector] += 1
    search.repeated[_asked(reading), way.press.selector] += 1
    pressed = press(walk, step, way.press, way.intent)
    after = await_change(walk, reading, shown)
    changed = what_changed(reading, after)
    if not pressed.problem:
        said = said_wrong(after)
        walk.log(step, "press", way.press.text, f"{way.press.why}; {changed or 'nothing changed'}{said}", bool(changed))
    if pressed.orders:
        search.would_order = f"pressing {way.press.text!r} {pressed.stopped}; the request was stopped"
    if not changed or (signature(after) == signature(reading) and said_wrong(after)):
        mended = mend(walk, after, step, search.mended)
        if mended is not after:
            search.tried[place(reading)].discard(way.press.selector)
        return mended, step
    search.came[signature(after)] += signature(after) != signature(reading)
    if search.came[signature(after)] > 2:
        raise stuck(walk, f"came back to {step} for the third time{said_wrong(after)}", step)
    if (now := _step_after(reading, after, step)) == "cart":
        first = basket.is_cart(after) and not any(s.name == "cart" for s in walk.met)
        return (reading_of(take(walk, "cart", "cart", after), "cart") if first else after), now
    return _arrive(walk, after, now, search), now


def _step_after(before: Reading, after: Reading, step: str) -> str:
    """The step the walk is at now: the same where the page is, and says nothing else."""
    named = steps.name_step(after)
    if step == "cart" and basket.is_cart(after) and named not in _PAST_CART:
        return step
    if named == "cart" and step in _PAST_CART[1:] and _page(after) == _page(before):
        return step  # the cart's page is the checkout too; who buys may be asked before it shows the cart
    return named or (step if _page(after) == _page(before) else "checkout")


def _wait(walk: Walk, search: _Search, reading: Reading, step: str) -> Reading | None:
    """The page once what is still to come has come, where something is: a button that is not enabled yet, a dialog
    that stays, a notice that asks to wait. None where there is nothing to wait for, or it does not come: a dialog that
    stays whatever the walk does is then no more than one that was there before."""
    here = place(reading)
    over = bool(dialog_words(reading) - walk.dialogs)
    asleep = _asleep(reading) or any(p.why == steps.LEADS_ON for p in steps.ranked_presses(reading, step, asleep=True))
    if here in search.waited or not (asleep or over or asks_to_wait(reading)):
        return None
    search.waited.add(here)
    after = await_change(walk, reading, place, PATIENCE_MS)
    if place(after) == here:
        after = mend(walk, reading, step, search.mended)
        if after is reading:
            if not over:
                return None
            walk.dialogs |= dialog_words(reading)
    walk.log(step, "wait", reading.url, what_changed(reading, after) or "the page has changed", True)
    return after


def _asleep(reading: Reading) -> bool:
    """The last button is there, and cannot be pressed yet."""
    finals = steps.final_buttons(reading)
    return bool(finals) and all(b.disabled for b in finals)


def _waits_for_provider(reading: Reading) -> bool:
    """Everything is filled in, the sum to pay is shown, and the page has a payment provider's script, which nothing is
    let through to: what cannot be pressed is for that to wake."""
    priced = any(r.visible and r.area == "main" and phrases("total").any(r.label) for r in reading.rows)
    asks = buyers.still_asks(reading) or said_wrong(reading)
    return priced and not asks and any(is_payment_host(script) for script in reading.scripts)


def _waits_for_consent(reading: Reading) -> bool:
    """Nothing is left to fill in, and what wakes the last button is the buyer's word that he takes the terms."""
    if (
        buyers.still_asks(reading)
        or said_wrong(reading)
        or not any(r.visible and r.area == "main" for r in reading.rows)
    ):
        return False
    boxes = [f.label or f.context for f in reading.fields() if f.type == "checkbox" and f.visible and not f.checked]
    drawn = [b.text for b in reading.buttons if b.visible and not b.disabled and b.area == "main"]
    return any(phrases("terms").any(text) and _AGREES.search(text) for text in (*boxes, *drawn))


def _dead_end(walk: Walk, search: _Search, reading: Reading, step: str) -> tuple[Reading, str]:
    """Nothing is left to press here: go back to where something is; else the walk ends and says why."""
    if end := _end_here(walk, search, reading, step):
        raise end
    while search.stops:
        _, url, before = search.stops.pop()
        if search.backs >= MOST_BACKS or url.split("#")[0] == reading.url.split("#")[0]:
            continue
        search.backs += 1
        opened = go(walk, url)
        there = walk.session.read() if not opened.problem else None
        if there is not None and search.left(there, before):
            walk.log(step, "go back", url, f"something is left to try at {before}", True)
            return there, before
    raise _nowhere(walk, reading, step)


def _address_open(walk: Walk, reading: Reading) -> bool:
    """The page waits for an address, and none could be filled in: what it comes to with delivery is not known yet."""
    return buyers.lacks_address(reading) and not any(
        a.ok and a.strategy in ("fill address", "fill postal-code") for a in walk.attempts
    )


def _end_here(walk: Walk, search: _Search, reading: Reading, step: str) -> JourneyEnd | None:
    """How the walk ends on this page, where it is the last or a wall; None where it is neither."""
    if _address_open(walk, reading):
        return None
    if step in _PAST_CART and steps.final_buttons(reading) and not _asleep(reading) and not said_wrong(reading):
        walk.session.guard.mode = Mode.STOP
        return JourneyEnd("last-step", "only the button that places the order is left")
    if step in _PAST_CART and _asleep(reading) and _waits_for_provider(reading):
        walk.session.guard.mode = Mode.STOP
        return JourneyEnd("last-step", "the button that places the order waits for a payment provider's script")
    if step in _PAST_CART and _asleep(reading) and _waits_for_consent(reading):
        walk.session.guard.mode = Mode.STOP
        return JourneyEnd("last-step", "the button that places the order waits for the terms to be accepted")
    if search.would_order:
        if step in _PAST_CART:
            walk.session.guard.mode = Mode.STOP
            return JourneyEnd("last-step", search.would_order)
        return JourneyEnd("guard", search.would_order)
    if steps.app_only(reading):
        return JourneyEnd("app-only", f"{step_place(step)}: the shop takes orders in its app only")
    buys = buyers.address_form(reading) or steps.final_buttons(reading)
    if step != "cart" and ((not buys and steps.asks_for_login(reading)) or steps.is_login_wall(reading)):
        return JourneyEnd("login-wall", f"{step_place(step)} asks for a login and offers no other way")
    return None


def _told(walk: Walk, step: str, tried: set[str]) -> steps.Press | None:
    """What the configuration says leads on, where it is on the page; never what would place the order by its words."""
    told = walk.session.settings.selectors
    css = told.checkout if step == "cart" else told.next
    if not css or css in tried:
        return None
    spot = walk.session.page.locator(css).first
    if not walk.session.page.locator(css).count() or not spot.is_visible():
        return None
    words = " ".join((spot.text_content() or spot.get_attribute("value") or "").split())
    if phrases("place-order").any(words):
        return None
    return steps.Press(words[:80] or css, css, "", "the configuration says so")


def _nowhere(walk: Walk, reading: Reading, step: str) -> JourneyEnd:
    if asked := told_to_log_in(walk.session.guard.said):
        return JourneyEnd("login-wall", f"{step_place(step)}: what leads on is answered by {asked[:80]!r}")
    if _address_open(walk, reading):
        framed = any(f.visible and not is_payment_host(f.src) for f in reading.frames)
        where = "its form stands in a frame, which is not filled in" if framed else "no form for it came up"
        return stuck(walk, f"an address is to be given at {step} first, and {where}{said_wrong(reading)}", step)
    unsure = [b.text for b in reading.buttons if b.visible and _sends_all(b, reading)]
    may = f"; what {unsure[0][:40]!r} does is not told, and it may be the order" if unsure else ""
    last = walk.session.guard.said[-1:]
    told = f"; a dialog said {last[0][:80]!r}" if last else ""
    return stuck(walk, f"nothing leads on from {step}{may}{told}{said_wrong(reading)}", step)


def _sends_all(button: Button, reading: Reading) -> bool:
    return button.type in ("submit", "image") and bool(button.text) and buyers.may_be_all(button, reading)


def no_earlier(walk: Walk, reading: Reading, name: str) -> str:
    """The step's name; on a page of all steps at once the latest it has borne, for what is filled in stays so."""
    page = canonical_key(reading.url)
    borne = [s.name for s in walk.met if s.name in _PAST_CART and canonical_key(s.url) == page]
    return max((name, *borne), key=STEPS.index) if name in STEPS else name


def _arrive(walk: Walk, reading: Reading, step: str, search: _Search) -> Reading:
    """Capture the step as met, complete it, capture it again where that changed its sums; end the walk at the last."""
    name = no_earlier(walk, reading, step if step != "checkout" else "gateway")
    walk.session.guard.mode = Mode.STOP if step == "review" else Mode.SHOP
    walled = steps.is_login_wall(reading) and step not in ("payment", "review")
    past = walled and steps.may_lead_past(reading) and bool(search.left(reading, step))
    met = take(walk, name, "cart" if step == "cart" else "checkout", reading, past_login=past)
    if steps.app_only(reading):
        raise JourneyEnd("app-only", f"{step_place(name)}: the shop takes orders in its app only")
    if past:
        return reading_of(met, name)
    if walled:
        raise JourneyEnd("login-wall", f"{step_place(name)} asks for a login and offers no other way")
    as_met = done = reading_of(met, name)
    if step not in ("cart", "review"):
        done = complete(walk, as_met, step)
        if signature(done) != signature(as_met) or sums(done) != sums(as_met):
            step = steps.name_step(done) or step
            name = no_earlier(walk, done, step if step != "checkout" else name)
            done = reading_of(take(walk, name, "checkout", done), name)
    ends = steps.is_last_step(done, step, search.done(done))
    if ends and not search.unfinished(done, step) and not _address_open(walk, done):
        walk.session.guard.mode = Mode.STOP
        walk.log(name, "stop rule", done.url, ends, True)
        raise JourneyEnd("last-step", ends)
    return done
