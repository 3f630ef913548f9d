"""From the cart to the last step before payment: fill what is asked, read every total, press what leads on, stop.

A page is first completed in place (address, country before province, delivery method), for shops that reckon on one
page as for those with a step a page. Only then it is decided whether the walk ends here (`steps`), and what is pressed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from casetrust_audit.collect import basket, choosing, filling, steps
from casetrust_audit.collect.change import Place, place, said_wrong, shown, signature, sums, what_changed
from casetrust_audit.collect.filling import Fill
from casetrust_audit.collect.guard import Intent, Mode
from casetrust_audit.collect.proposals import Proposal, proposals
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
    stuck,
    take,
)
from casetrust_audit.model.reading import Field, Form, Reading
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.phrases import phrases

MOST_STEPS = 14
MOST_PRESSES = 40
"""Presses on the way from the cart to the last step."""
MOST_BACKS = 3
MOST_ROUNDS = 10
"""How often a page may show new fields after the ones before were filled."""
RECKON_MS = 3000
"""How long a page may take to reckon delivery and tax once its last field was filled."""
PATIENCE_MS = 8000
"""How long what is plainly still to come is waited for: a button not enabled yet, a page that says to wait."""
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
    would_order: str = ""
    presses: int = 0
    backs: int = 0

    def left(self, reading: Reading, step: str) -> tuple[Proposal, ...]:
        """Proposals not yet tried in this state."""
        tried = self.tried[place(reading)]
        return tuple(p for p in proposals(reading, step, self.walk.dialogs) if p.press.selector not in tried)

    def unfinished(self, reading: Reading, step: str) -> bool:
        """Whether the page has something of its own left to do before it can be the last: a section to be saved, a
        choice behind a button, a dialog, or the last button is not enabled yet and was not waited for."""
        if step == "review":
            return False
        finals = steps.final_buttons(reading)
        asleep = bool(finals) and all(b.disabled for b in finals) and place(reading) not in self.waited
        return asleep or any(p.within for p in self.left(reading, step))


def go_to_payment(walk: Walk, reading: Reading, step: str = "cart") -> NoReturn:
    """Walk on from the captured cart, or a later step, searching what can be pressed. Always ends with a JourneyEnd."""
    search = _Search(walk)
    if step == "cart" and (here := _checkout_on_cart(reading)):
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
        if not left:
            reading, step = _dead_end(walk, search, reading, step)
            continue
        search.tried[here_now].add(left[0].press.selector)
        reading, step = _take_way(walk, search, reading, step, left[0])


def _checkout_on_cart(reading: Reading) -> str:
    """The step a cart's page is at besides, where it is the checkout too and nothing on it leads to another."""
    if any(p.why == steps.LEADS_ON for p in steps.ranked_presses(reading, "cart")):
        return ""
    step = steps.name_step(reading)
    return step if step in _PAST_CART else ""


def _take_way(walk: Walk, search: _Search, reading: Reading, step: str, way: Proposal) -> tuple[Reading, str]:
    """Press, look what changed, and go on from there: the reading and its step."""
    form = form_of(reading, way.press.form)
    if step != "cart":
        fill(walk, step, filling.required_boxes(form.fields) if form is not None else ())
        fill(walk, step, _subscriptions(reading))
    search.presses += 1
    pressed = press(walk, step, way.press, way.intent)
    after = await_change(walk, shown(reading), shown)
    changed = what_changed(reading, after)
    if not pressed.problem:
        said = said_wrong(after)
        walk.log(step, "press", way.press.text, f"{way.press.why}; {changed or 'nothing changed'}{said}", bool(changed))
    if pressed.orders:
        search.would_order = f"pressing {way.press.text!r} {pressed.stopped}; the request was stopped"
    if not changed or (signature(after) == signature(reading) and said_wrong(after)):
        mended = _mend(walk, after, step, search.mended)
        if mended is not after:
            search.tried[place(reading)].discard(way.press.selector)
        return mended, step
    search.came[signature(after)] += signature(after) != signature(reading)
    if search.came[signature(after)] > 2:
        raise stuck(walk, f"came back to {step} for the third time{said_wrong(after)}", step)
    if step == "cart" and basket.is_cart(after) and steps.name_step(after) not in _PAST_CART:
        return after, step
    step = steps.name_step(after) or "checkout"
    return _arrive(walk, after, step, search), step


def _dead_end(walk: Walk, search: _Search, reading: Reading, step: str) -> tuple[Reading, str]:
    """Nothing is left to press here: wait for what is still to come, or go back; else the walk ends and says why."""
    here = place(reading)
    finals = steps.final_buttons(reading)
    asleep = bool(finals) and all(b.disabled for b in finals)
    if here not in search.waited and (asleep or asks_to_wait(reading)):
        search.waited.add(here)
        mended = _mend(walk, reading, step, search.mended)
        after = await_change(walk, here, place, PATIENCE_MS) if mended is reading else mended
        if place(after) != here:
            walk.log(step, "wait", reading.url, what_changed(reading, after) or "the page has changed", True)
            return _arrive(walk, after, step, search), step
    if end := _end_here(walk, search, reading, step, asleep):
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


def _end_here(walk: Walk, search: _Search, reading: Reading, step: str, asleep: bool) -> JourneyEnd | None:
    """How the walk ends on this page, where it is the last or a wall; None where it is neither."""
    if step in _PAST_CART and steps.final_buttons(reading) and not asleep and not said_wrong(reading):
        walk.session.guard.mode = Mode.STOP
        return JourneyEnd("last-step", "only the button that places the order is left")
    if search.would_order:
        if step in _PAST_CART:
            walk.session.guard.mode = Mode.STOP
            return JourneyEnd("last-step", search.would_order)
        return JourneyEnd("guard", search.would_order)
    if steps.app_only(reading):
        return JourneyEnd("app-only", f"{step}: the shop takes orders in its app only")
    if step != "cart" and steps.asks_for_login(reading):
        return JourneyEnd("login-wall", f"{step} asks for a login and offers no other way")
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
    return stuck(walk, f"nothing leads on from {step}{said_wrong(reading)}", step)


def _arrive(walk: Walk, reading: Reading, step: str, search: _Search) -> Reading:
    """Capture the step as met, complete it, capture it again where that changed its sums; end the walk at the last."""
    name = step if step != "checkout" else "gateway"
    walk.session.guard.mode = Mode.STOP if step == "review" else Mode.SHOP
    met = take(walk, name, "cart" if step == "cart" else "checkout", reading)
    if steps.app_only(reading):
        raise JourneyEnd("app-only", f"{name}: the shop takes orders in its app only")
    if steps.is_login_wall(reading) and step not in ("payment", "review"):
        raise JourneyEnd("login-wall", f"{name} asks for a login and offers no other way")
    as_met = done = reading_of(met, name)
    if step not in ("cart", "review"):
        done = complete(walk, as_met, step)
        if signature(done) != signature(as_met) or sums(done) != sums(as_met):
            step = steps.name_step(done) or step
            name = step if step != "checkout" else name
            done = reading_of(take(walk, name, "checkout", done), name)
    if (ends := steps.is_last_step(done, step)) and not search.unfinished(done, step):
        walk.session.guard.mode = Mode.STOP
        walk.log(name, "stop rule", done.url, ends, True)
        raise JourneyEnd("last-step", ends)
    return done


def _subscriptions(reading: Reading) -> tuple[Fill, ...]:
    """Boxes the shop has ticked for its newsletter: unticked before anything is sent, for the walk subscribes nobody.
    That they were ticked is on the captures before."""
    return tuple(
        Fill(f.selector, "uncheck", "", "newsletter")
        for f in reading.fields()
        if f.type in ("checkbox", "switch") and f.visible and f.checked and not f.disabled
        and phrases("marketing").any(f.label or f.context)
    )  # fmt: skip


def complete(walk: Walk, reading: Reading, step: str) -> Reading:
    """Fill the page until it asks for nothing more: guest choice, address, choices that appear then, delivery.

    What a page reckons only after the last field was left, on which nothing is pressed any more, is waited for."""
    done: set[tuple[str, str]] = set()
    waited: object = None
    for _ in range(MOST_ROUNDS):
        acts = [a for a in _acts(walk, reading, step, done) if (a.selector, a.value) not in done]
        if acts:
            done.update((a.selector, a.value) for a in acts)
            fill(walk, step, acts)
            reading = walk.session.read()
            continue
        now = shown(reading)
        if not done or waited == now or not steps.is_last_step(reading, steps.name_step(reading) or step):
            return reading
        waited = now
        reading = await_change(walk, now, shown, RECKON_MS)
    return reading


def _acts(walk: Walk, reading: Reading, step: str, done: set[tuple[str, str]]) -> list[Fill]:
    acts: list[Fill] = []
    radio = steps.guest_radio(reading)
    if radio is not None and not radio.checked:
        acts.append(Fill(radio.selector, "check", "", "guest"))
    way = steps.next_press(reading, step, frozenset())
    form = form_of(reading, way.form) if way else None
    for fields in _groups(reading, form):
        acts += filling.plan(fields, walk.session.settings.identity, frozenset(s for s, _ in done))
    acts += _delivery(walk, reading, step)
    acts += _payment_choice(walk, reading, step)
    return list(dict.fromkeys(acts))


def _groups(reading: Reading, form: Form | None) -> list[tuple[Field, ...]]:
    """The fields to fill: of the form about to be sent, of other forms that ask for the buyer, and those in no form."""
    forms = [f for f in reading.forms if f is form or _asks_for_buyer(f)]
    loose = reading.loose_fields if form is None or not form.fields else ()
    return [f.fields for f in forms] + ([loose] if loose else [])


def _asks_for_buyer(form: Form) -> bool:
    """A visible form of the checkout that asks who buys and where to: no login, search, voucher or newsletter."""
    if not form.visible or form.area in ("header", "footer", "nav") or steps.makes_account(form):
        return False
    visible = [f for f in form.fields if f.visible and f.type not in ("hidden", "radio", "checkbox")]
    kinds = {filling.field_kind(f) for f in visible}
    if any(f.type == "password" for f in visible) and not kinds & {"address", "postal-code"}:
        return False
    return bool(kinds & {"address", "postal-code", "phone", "first-name"}) or (
        kinds == {"email"} and not _newsletter(form)
    )


def _newsletter(form: Form) -> bool:
    return phrases("marketing").any(form.text) or any(phrases("marketing").any(b.text) for b in form.buttons)


def _delivery(walk: Walk, reading: Reading, step: str) -> list[Fill]:
    """How the goods come: as the shop has chosen, else the cheapest; fetched, where the scenario says so."""
    radios = [f for f in steps.delivery_radios(reading) if not f.disabled]
    fetched = [f for f in radios if phrases("self-collection").any(f"{f.label} {f.context}")]
    walk.offers_collection = walk.offers_collection or bool(fetched)
    if walk.scenario.collect and fetched:
        wanted = fetched[0]
    elif radios and not any(f.checked for f in radios):
        sent = [f for f in radios if f not in fetched] or radios
        currency = page_currency(reading)
        wanted = min(sent, key=lambda f: _amount(f"{f.label} {f.context}", currency))
    else:
        return []
    if wanted.checked:
        return []
    why = "the buyer fetches the goods" if walk.scenario.collect else "none was preselected; the cheapest was taken"
    walk.log(step, "delivery method", wanted.label or wanted.context, why, True)
    return [Fill(wanted.selector, "check", "", "delivery")]


def _amount(text: str, currency: str) -> float:
    found = find_amounts(text, currency, free=True, bare=True)
    return float(found[0].readings[0].amount) if found else float("inf")


def _payment_choice(walk: Walk, reading: Reading, step: str) -> list[Fill]:
    """A way to pay that needs nothing more, where the shop asks for one before it shows the final sum.

    Choosing pays nothing: the order that would follow is never pressed."""
    radios = [f for f in steps.payment_radios(reading) if not f.disabled and not filling.asks_for_card(f)]
    if not radios or any(f.checked for f in radios):
        return []
    wanted = min(radios, key=lambda f: steps.payment_rank(f"{f.label} {f.context}"))
    walk.log(step, "payment method", wanted.label or wanted.context, "none was preselected; it is only looked at", True)
    return [Fill(wanted.selector, "check", "", "payment method")]


def _mend(walk: Walk, reading: Reading, step: str, mended: set[tuple[str, str]]) -> Reading:
    """After a press that led nowhere: fill what is marked as wrong, choose what is required; the very reading given
    where there is nothing to mend."""
    if step == "cart" or basket.is_cart_url(reading.url):
        return reading
    plans: tuple[Callable[[], list[Fill]], ...] = (
        lambda: _acts(walk, reading, step, mended),
        lambda: choosing.required_extras(reading),
        lambda: _unticked(reading),
    )
    for plan in plans:
        acts = [a for a in plan() if (a.selector, a.value) not in mended]
        mended.update((a.selector, a.value) for a in acts)
        if acts:
            return walk.session.read() if fill(walk, step, acts) else reading
    return reading


def _unticked(reading: Reading) -> list[Fill]:
    """Consent to terms that the shop wants and does not mark as required. No other box is ever ticked."""
    return [
        Fill(f.selector, "check", "", "terms")
        for f in reading.fields()
        if f.type == "checkbox" and f.visible and not f.checked and phrases("terms").any(f.label or f.context)
        and not phrases("marketing").any(f.label or f.context)
    ]  # fmt: skip
