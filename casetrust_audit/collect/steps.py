"""What a page of the way to payment is, and which of its buttons may be pressed. Pure; the shopper obeys it.

The stop rule does not rest on button text alone: the step's identity, card fields, payment frames, and what the form
would submit each suffice to stop. Where a page says nothing of these, a final-sounding button still stops the walk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from casetrust_audit.collect import buyers
from casetrust_audit.collect.account_forms import passes_by, untouched
from casetrust_audit.collect.filling import asks_for_card
from casetrust_audit.collect.guard import PAYMENT_HOSTS, is_payment_host, looks_like_order
from casetrust_audit.collect.methods import delivery_lists, delivery_radios, method_form, payment_lists, payment_radios
from casetrust_audit.collect.request import page_routes, routes
from casetrust_audit.collect.role_forms import adds_in_words
from casetrust_audit.collect.sections import goes_as_guest, registers
from casetrust_audit.model.reading import Button, Field, Form, Link, Reading, TextBlock
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key

_REVIEW_PATH = re.compile(r"review|preview|confirm(?!ation-sent)|summary", re.I)
_PAYMENT_PATH = re.compile(r"payment|/pay\b|billing-method", re.I)
_ADDRESS_PATH = re.compile(r"address|/shipping/?$|customer-info|information", re.I)
_DELIVERY_PATH = re.compile(r"shipping-method|delivery|shipping_method|shipping-option", re.I)
_CART_WORDS = re.compile(r"cart|basket|bag\b", re.I)
_READS_ON = re.compile(r"preview|review|confirm|summary", re.I)
_SHOWS_ORDER = re.compile(r"/(?:order-?)?(?:preview|review|summary)/?$", re.I)
LONGEST_STEP_NAME = 32
_NAMES_PAYMENT = re.compile(r"\b(?:payment|pay|bayaran|pembayaran)\b|付款|支付", re.I)
_NAMES_REVIEW = re.compile(
    r"^(?:\W*\d+\W*)?(?:(?:order )?(?:review|confirm|confirmation|summary|preview)|check (?:your )?(?:order|details)"
    r"|确认|確認|semak|sahkan)\b", re.I,
)  # fmt: skip
_HEADS = ("h1", "h2", "h3", "h4", "legend", "summary")
LEADS_ON = "its words lead on"


@dataclass(frozen=True, slots=True)
class Press:
    """Something to press: a button, or a link that plays one."""

    text: str
    selector: str
    form: str
    why: str


def card_fields(reading: Reading) -> tuple[Field, ...]:
    """Visible fields that ask for a card on the shop's own page."""
    return tuple(
        f
        for f in reading.fields()
        if f.visible and f.type in ("text", "tel", "number", "password") and asks_for_card(f)
    )


def payment_frames(reading: Reading) -> tuple[str, ...]:
    """Hosts of visible frames of known payment providers."""
    return tuple(h for f in reading.frames if is_payment_host(f.src) for h in PAYMENT_HOSTS if h in f.src)


def _head(reading: Reading) -> str:
    shown = (h.text for h in reading.headings if h.visible and h.level <= 2 and h.area in ("main", "dialog"))
    return " ".join([reading.title, *shown])


def name_step(reading: Reading) -> str:
    """The journey step a checkout page is at: gateway, address, delivery, payment, review, cart; "" for none."""
    named = page_routes(reading.url)
    path = " ".join(named)
    head = _head(reading)
    if _is_review(named, reading) and not buyers.still_asks(reading):
        return "review"
    if card_fields(reading) or payment_frames(reading) or payment_radios(reading) or payment_lists(reading):
        return "payment"
    if _ADDRESS_PATH.search(path) and buyers.address_form(reading):
        return "address"
    if (_DELIVERY_PATH.search(path) or _delivery_choice(reading)) and not buyers.address_form(reading):
        return "delivery"
    if buyers.address_form(reading):
        return "address"
    if _guest_form(reading) or _asks_in_dialog(reading):
        return "gateway"
    if _CART_WORDS.search(path):
        return "cart"
    if _PAYMENT_PATH.search(path) or phrases("payment-step").any(head):
        return "payment"
    if phrases("delivery-step").any(head):
        return "delivery"
    return "address" if phrases("address-step").any(head) else ""


def _is_review(named: tuple[str, ...], reading: Reading) -> bool:
    tail = " ".join(route.rstrip("/").rsplit("/", 1)[-1] for route in named)
    titles = " ".join(h.text for h in reading.headings if h.visible and h.level == 1)
    says = bool(_REVIEW_PATH.search(tail)) or phrases("review-step").any(titles)
    return says and (final_buttons(reading) != () or bool(_REVIEW_PATH.search(tail)))


def app_only(reading: Reading) -> bool:
    """Whether the page says that orders are taken in an app only."""
    return any(
        b.visible and b.area in ("main", "aside", "dialog") and len(b.text) < 400 and phrases("app-only").any(b.text)
        for b in reading.blocks
    )


def _delivery_choice(reading: Reading) -> bool:
    return (
        bool(delivery_radios(reading) or delivery_lists(reading))
        or sum(1 for f in reading.forms if method_form(f)) >= 2
    )


def _guest_form(reading: Reading) -> bool:
    return bool(guest_radio(reading)) or any(
        goes_as_guest(b, reading) for b in reading.pressable() if b.visible and b.area == "main"
    )


def _asks_in_dialog(reading: Reading) -> bool:
    """A dialog asks who buys; one for a newsletter asks for less or says so."""
    forms = (f for f in reading.forms if f.visible and f.area == "dialog" and not untouched(f))
    return any(buyers.asks_in(f) and not phrases("marketing").any(f.text) for f in forms)


def guest_radio(reading: Reading) -> Field | None:
    """The radio that goes on without an account."""
    radios = (f for f in reading.fields() if f.type == "radio" and f.visible)
    return next((f for f in radios if phrases("guest").any(f"{f.label} {f.value}")), None)


def is_login_wall(reading: Reading) -> bool:
    """A page on the way that offers nothing but a password."""
    asks = any(f.type == "password" and f.visible for f in reading.fields())
    return asks and not _guest_form(reading) and not _way_past(reading)


def _way_past(reading: Reading) -> bool:
    """Beside the login stands something, by whose words the checkout goes on: some shops let guests by so."""
    way = next_press(reading, "gateway", frozenset())
    locked = {f.selector for f in reading.forms if any(x.type == "password" and x.visible for x in f.fields)}
    if way is None or way.why != LEADS_ON or way.form in locked:
        return False
    link = any(a.selector == way.selector for a in reading.links)  # "Checkout" in a menu leads back to where one is
    return not link or any(phrases(topic).any(way.text) for topic in ("continue", "guest"))


def may_lead_past(reading: Reading) -> bool:
    """Whether a link to the checkout stands beside a login: only what it leads to tells whether it leads past it."""
    ways = {p.selector for p in ranked_presses(reading, "gateway")}
    return any(a.selector in ways and a.area == "main" and phrases("checkout").any(a.text) for a in reading.links)


def asks_for_login(reading: Reading) -> bool:
    """A step without fields whose only way on, by its words, is to log in or register."""
    ways = [b for b in reading.pressable() if b.visible and b.area == "main" and b.text]
    return any(phrases(t).any(b.text) for b in ways for t in ("login", "register")) and not _guest_form(reading)


def final_buttons(reading: Reading) -> tuple[Button, ...]:
    """Buttons that place the order by their words or by what their form would submit."""
    forms = {f.selector: f for f in reading.forms}
    return tuple(
        b
        for b in reading.buttons
        if b.visible
        and b.area not in ("header", "footer", "nav")
        and (is_final(b, forms.get(b.form)) or settles(b, reading))
    )


def is_final(button: Button | Link, form: Form | None) -> bool:
    """Whether pressing it would, as far as can be told, place an order.

    On a page that is one form around everything, what merely saves or takes out has that form's action too: its words
    are believed, for the guard stops an order that was sent all the same."""
    if phrases("place-order").any(button.text) or _pays(button.text):
        return True
    if form is not None and adds_in_words(button.text) and buyers.asks_in(form):
        return True  # beside the buyer's address "Buy now" adds nothing
    if isinstance(button, Link):
        return looks_like_order(button.href)
    if looks_like_order(button.formaction):
        return True
    if form is None or not _sends(button) or _does_less(button.text):
        return False
    hidden = "&".join(f"{f.name}={f.value}" for f in form.fields if not f.visible)
    return looks_like_order(form.action, hidden)


def _pays(text: str) -> bool:
    """It begins with the act of paying: "Pay with card". What only mentions a way to pay further on does not pay."""
    return len(text) <= LONGEST_STEP_NAME and any(hit.start <= 2 for hit in phrases("pays-by").find(text))


def settles(button: Button | Link, reading: Reading) -> bool:
    """A bare "Submit" or "Confirm" under the sum to pay, or what sends a form that may be the whole checkout: it may
    well be the order, whatever the step is called."""
    if not isinstance(button, Button) or not _sends(button):
        return False
    if any(f.selector == button.form and untouched(f) for f in reading.forms):
        return False
    if buyers.may_order(button, reading):
        return True
    return phrases("perhaps-order").any(button.text) and any(
        r.visible and r.area not in ("header", "footer", "nav") and phrases("total").any(r.label) for r in reading.rows
    )


def _sends(button: Button) -> bool:
    return button.type in ("submit", "image")


def _does_less(text: str) -> bool:
    """It saves, chooses or goes back, by its words."""
    return any(phrases(topic).any(text) for topic in ("save-step", "choose-option", "decline")) or bool(
        _BACKWARD.match(text)
    )


def is_last_step(reading: Reading, step: str, pressed: frozenset[str] = frozenset()) -> str:
    """Why the walk ends on this page; "" where it may go on. `pressed` are selectors that were pressed on it already.

    A page of several sections, of which one still leads on, is not at its end though the last button already shows.
    """
    if step == "review":
        return "the page reviews the order"
    if card_fields(reading):
        why = "the page asks for a card"
    elif payment_frames(reading):
        why = "the page shows a payment provider's frame"
    elif final_buttons(reading) and step != "cart":
        why = "the page's button places the order"
    elif step == "payment" and not _goes_to_review(reading):
        return "the page is the payment step"
    else:
        return ""
    return "" if _section_leads_on(reading, step, pressed) else why


def _section_leads_on(reading: Reading, step: str, pressed: frozenset[str]) -> bool:
    """A section of its own with the buyer's fields or the delivery choice still has its own button, by whose words it
    leads on, and the last button is not in it."""
    way = next_press(reading, step, pressed)
    form = next((f for f in reading.forms if way is not None and f.selector == way.form), None)
    ends = form is not None and any(b.form == form.selector for b in final_buttons(reading))
    if way is None or form is None or way.why != LEADS_ON or ends:
        return False
    if any(asks_for_card(f) for f in form.fields if f.visible) or any(
        f in payment_radios(reading) for f in form.fields
    ):
        return False
    return any(f.visible for f in form.fields)


def _goes_to_review(reading: Reading) -> bool:
    """A payment step whose form, or without forms whose link, only opens a preview may be left, and one where a way to
    pay is merely chosen while the page's list of steps, or its button, names a review to come; no other may."""
    if payment_radios(reading) and not final_buttons(reading) and (_review_to_come(reading) or _shows_review(reading)):
        return True
    forms = [f for f in reading.forms if f.area == "main" and f.visible and f.buttons]
    if forms:
        return all(_READS_ON.search(" ".join(routes(f.action))) and f.action != reading.url for f in forms)
    leading = [
        a
        for a in reading.links
        if a.visible and a.area in ("main", "aside") and not is_final(a, None) and phrases("continue").any(a.text)
    ]
    return bool(leading) and all(any(_SHOWS_ORDER.search(r) for r in routes(a.href)) for a in leading)


def _review_to_come(reading: Reading) -> bool:
    """The list of steps over the page names a payment step, and after it one that reviews or confirms the order; or
    the heading of such a part stands closed below that of the payment, with no sum to pay on the page yet."""
    first = min((f.box[1] for f in payment_radios(reading)), default=0.0)
    named = [b for b in reading.blocks if b.visible and len(b.text) <= LONGEST_STEP_NAME and b.text]
    over = [b for b in named if b.box[1] < first]
    payment = [b for b in over if _NAMES_PAYMENT.search(b.text)]
    review = [b for b in over if _NAMES_REVIEW.match(b.text)]
    if any(_follows(p, r) for p in payment for r in review):
        return True
    if any(r.visible and r.area == "main" and phrases("total").any(r.label) for r in reading.rows):
        return False
    closed = [b for b in named if b.tag in _HEADS and b.area == "main" and _NAMES_REVIEW.match(b.text)]
    return any(_part_of_one_list(p, r) for p in payment for r in closed)


def _part_of_one_list(one: TextBlock, below: TextBlock) -> bool:
    """Headings made alike, one above the other."""
    return one.tag == below.tag and abs(one.box[0] - below.box[0]) < 5 and one.box[1] < below.box[1]


def _shows_review(reading: Reading) -> bool:
    """What sends the form says that it only shows the order for review."""
    shown = (b.text for b in reading.buttons if b.visible and not b.disabled and b.area in ("main", "aside"))
    return any(phrases("leads-to-review").any(text) for text in shown)


def _follows(one: TextBlock, other: TextBlock) -> bool:
    """`other` stands to the right of `one` in a row of steps, or below it in a column of them."""
    beside = abs(one.box[1] - other.box[1]) < 30 and other.box[0] > one.box[0]
    below = abs(one.box[0] - other.box[0]) < 30 and one.box[1] < other.box[1] < one.box[1] + 160
    return beside or below


def next_press(reading: Reading, step: str, tried: frozenset[str]) -> Press | None:
    """What leads on from this step, best first; None where nothing may be pressed."""
    return next((p for p in ranked_presses(reading, step) if p.selector not in tried), None)


def ranked_presses(reading: Reading, step: str, *, asleep: bool = False) -> tuple[Press, ...]:
    """Everything that may lead on from this step, best first; nothing that would buy, and no form of a new account.
    With `asleep` what would lead on and cannot be pressed yet, instead."""
    forms = {f.selector: f for f in reading.forms}
    topics = (
        ("checkout", "continue")
        if step == "cart"
        else ("guest", "continue", "checkout")
        if step == "gateway"
        else ("continue", "checkout")
    )
    ranked: list[tuple[float, Press]] = []
    for button in reading.pressable():
        if not button.visible or button.area in ("header", "nav", "footer") or not button.text:
            continue
        if isinstance(button, Link) and _leads_here(button, reading):
            continue
        form = forms.get(button.form) if isinstance(button, Button) else None
        if isinstance(button, Button) and button.type == "reset":
            continue
        if (isinstance(button, Button) and button.disabled) != asleep:
            continue
        if is_final(button, form) or settles(button, reading):
            continue
        if form is not None and untouched(form) and not passes_by(button):
            continue
        if step == "gateway" and registers(button, reading):
            continue
        score = _press_score(button, form, step, topics)
        score = max(score, 6.0) if step == "gateway" and score and goes_as_guest(button, reading) else score
        leads = score >= 4
        if not leads and isinstance(button, Button) and buyers.may_be_all(button, reading):
            continue  # what its words mean is not known, and it may be the order
        if score > 0:
            why = LEADS_ON if leads else "it submits the step's form"
            ranked.append((score, Press(button.text[:80], button.selector, form.selector if form else "", why)))
    ranked.sort(key=lambda r: -r[0])
    return tuple(press for _, press in ranked)


def _leads_here(link: Link, reading: Reading) -> bool:
    """A link to the page it stands on, or to the shop's front; one that a script answers has no target or "#"."""
    here = {canonical_key(reading.url), canonical_key(urljoin(link.href, "/"))}
    return bool(link.href) and "#" not in link.href and canonical_key(link.href) in here


_BACKWARD = re.compile(
    r"back|cancel|edit|change|remove|delete|update|apply|coupon|voucher|promo|log ?in|sign ?in|register|sign ?up"
    r"|continue shopping|keep shopping|search|subscribe|add another|estimate|print|share|empty|clear|清空|kosongkan",
    re.I,
)
_EXPRESS = re.compile(r"paypal|apple ?pay|google ?pay|grab ?pay|shop ?pay|express|amazon|atome|paynow", re.I)


def _press_score(button: Button | Link, form: Form | None, step: str, topics: tuple[str, ...]) -> float:
    text = button.text
    if len(text) > 60 or _EXPRESS.search(text) or (_BACKWARD.search(text) and not phrases("guest").any(text)):
        return 0.0
    score = 0.0
    for weight, topic in zip((6.0, 5.0, 4.0), topics, strict=False):
        if phrases(topic).any(text):
            score = max(score, weight)
    if phrases("leads-to-review").any(text):
        score = max(score, 5.0)
    submits = isinstance(button, Button) and button.type in ("submit", "image") and form is not None
    if (
        submits
        and form is not None
        and form.method == "post"
        and step in ("gateway", "address", "delivery", "payment", "")
    ):
        score += 2.0 if any(f.visible for f in form.fields) or method_form(form) else 0.5
    elif (
        isinstance(button, Link)
        and step != "cart"
        and score
        and not re.search(r"checkout|shipping|payment|delivery", button.href, re.I)
    ):
        score -= 3.0
    if isinstance(button, Link) and button.href and step == "cart" and re.search(r"checkout", button.href, re.I):
        score = max(score, 5.0)
    return score
