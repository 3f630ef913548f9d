"""From the cart to the last step before payment: fill what is asked, read every total, press what leads on, stop.

A page is first completed in place (address, country before province, delivery method), for shops that reckon on one
page as for those with a step a page. Only then it is decided whether the walk ends here (`steps`), and what is pressed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from casetrust_audit.collect import basket, choosing, filling, steps
from casetrust_audit.collect.filling import Fill
from casetrust_audit.collect.guard import Mode
from casetrust_audit.collect.walk import (
    JourneyEnd,
    Walk,
    await_change,
    fill,
    form_of,
    press,
    reading_of,
    said_wrong,
    take,
)
from casetrust_audit.model.reading import Field, Form, Reading
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.phrases import phrases

MOST_STEPS = 14
MOST_PRESSES = 4
MOST_ROUNDS = 10
"""How often a page may show new fields after the ones before were filled."""
RECKON_MS = 3000
"""How long a page may take to reckon delivery and tax once its last field was filled."""
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d){1,2}\b")
_PAST_CART = ("gateway", "address", "delivery", "payment", "review")


def go_to_payment(walk: Walk, reading: Reading, step: str = "cart") -> NoReturn:
    """Walk on from the captured cart, or a later step. Always ends with a JourneyEnd."""
    seen: dict[object, int] = {}
    tried: set[str] = set()
    mended: set[tuple[str, str]] = set()
    for _ in range(MOST_STEPS + MOST_PRESSES):
        walk.on_time(step)
        if len(walk.met) > MOST_STEPS:
            break
        way = _told(walk, step, tried) or steps.next_press(reading, step, frozenset(tried))
        if way is None:
            raise _nowhere(walk, reading, step)
        before = signature(reading)
        form = form_of(reading, way.form)
        if step != "cart" and form is not None:
            fill(walk, step, filling.required_boxes(form.fields))
        press(walk, step, way)
        after = await_change(walk, before, signature)
        if signature(after) == before:
            walk.log(step, "press", way.text, "the page stayed the same" + said_wrong(after), False)
            reading = _mend(walk, after, step, mended)
            if reading is after:
                tried.add(way.selector)
                if len(tried) >= MOST_PRESSES:
                    raise _nowhere(walk, after, step, f"still at {step} after {len(tried)} tries")
            continue
        tried.clear()
        place = signature(after)
        seen[place] = seen.get(place, 0) + 1
        if seen[place] > 2:
            raise JourneyEnd("stuck", f"came back to {step} for the third time{said_wrong(after)}")
        step = steps.name_step(after) or "checkout"
        reading = _arrive(walk, after, step)
    raise JourneyEnd("stuck", f"more than {MOST_STEPS} steps, last at {step}")


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


def _nowhere(walk: Walk, reading: Reading, step: str, said: str = "") -> JourneyEnd:
    """Why the walk ends where nothing more may be pressed: it is the last step, a wall, or a dead end."""
    if step in _PAST_CART and steps.final_buttons(reading) and not said_wrong(reading):
        walk.session.guard.mode = Mode.STOP
        return JourneyEnd("last-step", "only the button that places the order is left")
    if steps.app_only(reading):
        return JourneyEnd("app-only", f"{step}: the shop takes orders in its app only")
    if step != "cart" and steps.asks_for_login(reading):
        return JourneyEnd("login-wall", f"{step} asks for a login and offers no other way")
    return JourneyEnd("stuck", (said or f"nothing leads on from {step}") + said_wrong(reading))


def signature(reading: Reading) -> tuple[str, str, int, tuple[str, ...]]:
    """What tells two steps apart: address, headings without the clock that may run in them, and the fields shown."""
    heads = _CLOCK.sub("", " ".join(h.text for h in reading.headings if h.visible))
    shown = tuple(sorted(f.name or f.selector for f in reading.fields() if f.visible))
    return reading.url.split("?")[0], heads, len(shown), shown


def _arrive(walk: Walk, reading: Reading, step: str) -> Reading:
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
        if signature(done) != signature(as_met) or _sums(done) != _sums(as_met):
            step = steps.name_step(done) or step
            name = step if step != "checkout" else name
            done = reading_of(take(walk, name, "checkout", done), name)
    if ends := steps.is_last_step(done, step):
        walk.session.guard.mode = Mode.STOP
        walk.log(name, "stop rule", done.url, ends, True)
        raise JourneyEnd("last-step", ends)
    return done


def _sums(reading: Reading) -> tuple[tuple[str, ...], ...]:
    return tuple(r.amounts for r in reading.rows if r.visible and r.area not in ("header", "footer", "nav"))


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


def shown(reading: Reading) -> object:
    """What a page that reckons shows anew: fields to choose from, and sums."""
    return signature(reading), _sums(reading), sum(f.visible for f in reading.fields())


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
    if not form.visible or form.area in ("header", "footer", "nav"):
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
