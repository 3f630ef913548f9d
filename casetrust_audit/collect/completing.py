"""A page of the checkout is filled until it asks for nothing more: who buys, where to, how it comes, how it is paid.

What is chosen is what the shop has chosen, else the cheapest; nothing optional is filled or ticked, no account made.
"""

from __future__ import annotations

from collections.abc import Callable

from casetrust_audit.collect import account_forms, basket, choosing, filling, methods, steps
from casetrust_audit.collect.change import shown
from casetrust_audit.collect.filling import Fill
from casetrust_audit.collect.walk import Walk, await_change, fill, form_of
from casetrust_audit.model.reading import Field, Form, Reading
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.phrases import phrases

MOST_ROUNDS = 10
"""How often a page may show new fields after the ones before were filled."""
RECKON_MS = 3000
"""How long a page may take to reckon delivery and tax once its last field was filled."""


def complete(walk: Walk, reading: Reading, step: str) -> Reading:
    """Fill the page until it asks for nothing more: guest choice, address, choices that appear then, delivery.

    What a page reckons only after the last field was left, on which nothing is pressed any more, is waited for."""
    done: set[tuple[str, str]] = set()
    waited: object = None
    for _ in range(MOST_ROUNDS):
        acts = [a for a in _acts(walk, reading, step, done) if (a.selector, a.value) not in done]
        if acts:
            done.update((a.selector, a.value) for a in acts)
            walk.rechosen.update(a.selector for a in acts if a.kind == filling.AGAIN)
            fill(walk, step, acts)
            reading = walk.session.read()
            continue
        now = shown(reading)
        if not done or waited == now or not steps.is_last_step(reading, steps.name_step(reading) or step):
            return reading
        waited = now
        reading = await_change(walk, reading, shown, RECKON_MS)
    return reading


def _acts(walk: Walk, reading: Reading, step: str, done: set[tuple[str, str]]) -> list[Fill]:
    acts: list[Fill] = []
    radio = steps.guest_radio(reading)
    if radio is not None and not radio.checked:
        acts.append(Fill(radio.selector, "check", "", "guest"))
    way = steps.next_press(reading, step, frozenset())
    form = form_of(reading, way.form) if way else None
    form = None if form is not None and account_forms.untouched(form) else form
    made = [f for fields in _groups(reading, form) for f in account_forms.account_boxes(fields) if f.checked]
    if made:  # no account is made: what hangs on it goes away, and the page is read again
        return [Fill(f.selector, "uncheck", "", "account") for f in made]
    for fields in _groups(reading, form):
        acts += filling.plan(fields, walk.session.settings.identity, frozenset({s for s, _ in done} | walk.rechosen))
    acts += _delivery(walk, reading, step)
    acts += _payment_choice(walk, reading, step)
    return list(dict.fromkeys(acts))


def _groups(reading: Reading, form: Form | None) -> list[tuple[Field, ...]]:
    """The fields to fill: of the form about to be sent, of other forms that ask for the buyer, and those in no form."""
    forms = [f for f in reading.forms if f is form or _asks_for_buyer(f)]
    foot = min((b.box[1] for b in reading.blocks if b.visible and b.area == "footer"), default=None)
    loose = reading.loose_fields if form is None or not form.fields else ()
    loose = tuple(f for f in loose if foot is None or f.box[1] < foot)  # a newsletter's, most likely
    return [f.fields for f in forms] + ([loose] if loose else [])


def _asks_for_buyer(form: Form) -> bool:
    """A visible form of the checkout that asks who buys and where to: no login, search, voucher or newsletter."""
    if not form.visible or form.area in ("header", "footer", "nav") or account_forms.untouched(form):
        return False
    visible = [f for f in form.fields if f.visible and f.type not in ("hidden", "radio", "checkbox")]
    kinds = {filling.field_kind(f) for f in visible}
    if any(f.type == "password" for f in visible) and not kinds & {"address", "postal-code"}:
        return False
    return bool(kinds & {"address", "postal-code", "phone", "first-name"}) or (
        kinds == {"email"} and not _newsletter(form)
    )


def _newsletter(form: Form) -> bool:
    """Its button, or its words beside what can be ticked or not, ask for the address to send advertisements to."""
    ways = [b.text for b in form.buttons if b.visible]
    if any(phrases("marketing").any(text) for text in ways):
        return True
    leads_on = any(phrases(topic).any(text) for text in ways for topic in ("guest", "continue", "checkout"))
    return not leads_on and phrases("marketing").any(form.text)


def fetched_ways(reading: Reading) -> tuple[tuple[str, bool], ...]:
    """(words, chosen) of ways to fetch the goods oneself that the page offers, in a list or among radios."""
    radios = [(f"{f.label} {f.context}", f.checked) for f in methods.delivery_radios(reading) if not f.disabled]
    listed = [(o.text, o.selected) for one in methods.delivery_lists(reading) for o in one.options]
    return tuple(way for way in (*radios, *listed) if phrases("self-collection").any(way[0]))


def _delivery(walk: Walk, reading: Reading, step: str) -> list[Fill]:
    """How the goods come: as the shop has chosen, else the cheapest; fetched, where the scenario says so."""
    radios = [f for f in methods.delivery_radios(reading) if not f.disabled]
    if not radios:
        return delivery_from_list(walk, reading, step)
    fetched = [f for f in radios if phrases("self-collection").any(f"{f.label} {f.context}")]
    walk.offers_collection = walk.offers_collection or bool(fetched)
    if walk.scenario.collect and fetched:
        wanted = fetched[0]
    elif radios and (not any(f.checked for f in radios) or _only_fetched(radios, fetched)):
        sent = [f for f in radios if f not in fetched] or radios
        currency = page_currency(reading)
        wanted = min(sent, key=lambda f: _amount(f"{f.label} {f.context}", currency))
    else:
        return []
    if wanted.checked:
        return []
    taken = _SENT if any(f.checked for f in radios) else _NONE
    why = "the buyer fetches the goods" if walk.scenario.collect else taken
    walk.log(step, "delivery method", wanted.label or wanted.context, why, True)
    return [Fill(wanted.selector, "check", "", "delivery")]


_NONE = "none was preselected; the cheapest was taken"
_SENT = "collection was preselected; the cheapest way to have it sent was taken"


def _only_fetched(radios: list[Field], fetched: list[Field]) -> bool:
    """Collection is preselected though the goods could be sent: what is delivered costs more, and is looked at."""
    return any(f.checked for f in fetched) and len(fetched) < len(radios)


def delivery_from_list(walk: Walk, reading: Reading, step: str) -> list[Fill]:
    """The same of a list to choose from."""
    acts = []
    for listed in methods.delivery_lists(reading):
        offered = [o for o in listed.options if filling.is_real(o)]
        fetched = [o for o in offered if phrases("self-collection").any(o.text)]
        walk.offers_collection = walk.offers_collection or bool(fetched)
        chosen = next((o for o in offered if o.selected), None)
        currency = page_currency(reading)
        if walk.scenario.collect and fetched:
            wanted, why = fetched[0], "the buyer fetches the goods"
        elif offered and (chosen is None or (chosen in fetched and len(fetched) < len(offered))):
            sent = [o for o in offered if o not in fetched] or offered
            wanted = min(sent, key=lambda o: _amount(o.text, currency))
            why = _NONE if chosen is None else _SENT
        else:
            continue
        if wanted is not chosen:
            walk.log(step, "delivery method", wanted.text, why, True)
            acts.append(Fill(listed.selector, "select", filling.option_key(wanted), "delivery"))
    return acts


def _amount(text: str, currency: str) -> float:
    found = find_amounts(text, currency, free=True, bare=True)
    return float(found[0].readings[0].amount) if found else float("inf")


def _payment_choice(walk: Walk, reading: Reading, step: str) -> list[Fill]:
    """A way to pay that needs nothing more, where the shop asks for one before it shows the final sum.

    Choosing pays nothing: the order that would follow is never pressed."""
    for listed in methods.payment_lists(reading):
        offered = [o for o in listed.options if filling.is_real(o)]
        if offered and not any(o.selected for o in offered):
            chosen = min(offered, key=lambda o: methods.payment_rank(o.text))
            walk.log(step, "payment method", chosen.text, "none was preselected; it is only looked at", True)
            return [Fill(listed.selector, "select", filling.option_key(chosen), "payment method")]
    radios = [f for f in methods.payment_radios(reading) if not f.disabled and not filling.asks_for_card(f)]
    if not radios or any(f.checked for f in radios):
        return []
    wanted = min(radios, key=lambda f: methods.payment_rank(f"{f.label} {f.context}"))
    walk.log(step, "payment method", wanted.label or wanted.context, "none was preselected; it is only looked at", True)
    return [Fill(wanted.selector, "check", "", "payment method")]


def mend(walk: Walk, reading: Reading, step: str, mended: set[tuple[str, str]]) -> Reading:
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


def subscriptions(reading: Reading) -> tuple[Fill, ...]:
    """Boxes the shop has ticked for its newsletter: unticked before anything is sent, for the walk subscribes nobody.
    That they were ticked is on the captures before."""
    return tuple(
        Fill(f.selector, "uncheck", "", "newsletter")
        for f in reading.fields()
        if f.type in ("checkbox", "switch") and f.visible and f.checked and not f.disabled
        and phrases("marketing").any(f.label or f.context)
    )  # fmt: skip
