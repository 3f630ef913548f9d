"""From a product page into the cart: which button, which variant, and whether the cart really took it."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from casetrust_audit.collect import basket, choosing, steps
from casetrust_audit.collect.change import said_wrong, what_changed
from casetrust_audit.collect.filling import Fill
from casetrust_audit.collect.guard import Intent
from casetrust_audit.collect.role_forms import adds_in_words
from casetrust_audit.collect.walk import JourneyEnd, Walk, await_change, fill, go, press, reading_of, stuck, take
from casetrust_audit.collect.walls import told_to_log_in
from casetrust_audit.model.reading import Button, Form, Link, Reading, within
from casetrust_audit.text.item_price import item_price
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key

MOST_ROUNDS = 3
MOST_DEAD = 4
"""Buttons that may fail to be pressed before the walk gives up."""
LONGEST_WORDS = 40
ADD_TURN_MS = 3000
"""How long a page may take to show anything of an item that was added; many shops show nothing at all."""
BROKEN = 500
_STATUS = "() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
_INTO = re.compile(r"cart|bag|basket|trolley|troli|bakul|[车車袋篮籃]|வண்டி|கூடை", re.I)
_CHECKOUT = re.compile(r"/check-?out\b", re.I)


def add_button(reading: Reading) -> Button | None:
    """The button that puts this page's item into the cart: the likeliest of `add_buttons`."""
    return next(iter(add_buttons(reading)), None)


def add_buttons(reading: Reading) -> tuple[Button, ...]:
    """What may put this page's item into the cart, likeliest first, none inside another product's card.

    By its words, buttons before links, what names the cart before what may buy at once; else what sends a form that
    asks how many; else a button that sleeps until a variant is chosen. A dialog that asks for a variant stands over the
    page: its button comes first. One that is disabled comes last."""
    links = (
        Button(a.text, a.selector, "link", "", a.area, a.visible, False, a.box) for a in reading.links
        if a.text and len(a.text) <= LONGEST_WORDS
    )  # fmt: skip
    named = [b for b in (*reading.buttons, *links) if adds_in_words(b.text)]
    counted = {f.selector for f in reading.forms if f.method == "post" and _counts(f)}
    unnamed = [b for b in reading.buttons if b.form in counted and b.type in ("submit", "image") and b not in named]
    able = [
        b for b in (*named, *(unnamed if not named else ()))
        if b.visible and b.area in ("main", "aside", "dialog") and not _in_other_card(b, reading)
        and not steps.is_final(b, None)
    ]  # fmt: skip
    able = able or [b for b in reading.buttons if is_asleep(b, reading)]
    able.sort(key=lambda b: (b.disabled, b.area != "dialog", not _INTO.search(b.text)))
    return tuple({b.selector: b for b in able}.values())


def is_asleep(button: Button, reading: Reading) -> bool:
    """Whether a button that cannot be pressed waits for a choice that is open: until then it may say "Select a size",
    or even that there is none in stock."""
    if not (button.visible and button.disabled and button.area in ("main", "aside")):
        return False
    says = phrases("out-of-stock").any(button.text) or phrases("asks-for-choice").any(button.text)
    return says and reading.has_open_choice()


def _counts(form: Form) -> bool:
    return any(f.visible and choosing.is_count(f) for f in form.fields)


def _in_other_card(button: Button, reading: Reading) -> bool:
    here = canonical_key(reading.url)
    return any(c.amounts and canonical_key(c.href) != here and within(button.box, c.box) for c in reading.cards)


def tile_button(reading: Reading, title: str) -> Button | None:
    """What puts an item into the cart from its tile in a list, where it has no page of its own."""
    box = next((c.box for c in reading.cards if c.visible and fold(c.title) == fold(title)), None)
    adders = (b for b in reading.buttons if b.visible and not b.disabled and adds_in_words(b.text))
    return next((b for b in adders if box is not None and within(b.box, box)), None)


def item_names(reading: Reading, title: str) -> tuple[str, ...]:
    """What the page's item may be called elsewhere: its heading, its structured data, the page's title."""
    names = [next((h.text for h in reading.headings if h.level == 1 and h.visible), "")]
    for source in reading.json_ld:
        try:
            data = json.loads(source)
        except ValueError:
            continue
        for node in data if isinstance(data, list) else [data]:
            if isinstance(node, dict) and node.get("@type") == "Product" and isinstance(node.get("name"), str):
                names.append(node["name"])
    names += [reading.meta.get("og:title", ""), title]
    return tuple(dict.fromkeys(n.strip()[:160] for n in names if len(n.strip()) > 2))


def put_into_cart(walk: Walk, reading: Reading) -> Reading:
    """Add the item, whatever the shop does then, and open the cart; gives the cart as captured.

    A press that fails, or that the guard stops, is remembered, and the next button is tried."""
    dead: set[str] = set()
    attempt = 0
    while attempt < MOST_ROUNDS:
        walk.on_time("product")
        button = _next_button(walk, reading, dead)
        reading = _choose(walk, reading, button, swatches=attempt > 0 or button.disabled)
        button = _next_button(walk, reading, dead, button)
        if button.disabled and walk.scenario.sold_out:
            raise JourneyEnd("stuck", "the button is disabled, as it should be for a sold-out item")
        what = steps.Press(button.text, button.selector, button.form, "puts the item into the cart")
        pressed = press(walk, "product", what, Intent.ADD_ITEM)
        if pressed.problem:
            dead.add(button.selector)
            if len(dead) < MOST_DEAD and (told_button(walk) or set(_selectors(reading)) - dead):
                reading = _back(walk, reading)
                continue
            raise stuck(walk, f"{button.text!r} could not be pressed: {pressed.problem}", "product")
        after = await_change(walk, reading, _stir, ADD_TURN_MS)
        walk.counters = basket.counters(reading, after)
        walk.log(
            "product", "press", button.text, f"{what.why}; {what_changed(reading, after) or 'nothing changed'}", True
        )
        if (status := _status(walk)) >= BROKEN:
            walk.log(
                "product", "add to cart", after.url, f"the shop answers with an error page (status {status})", False
            )
        try:
            cart = _arrived(walk, reading, after, last=attempt == MOST_ROUNDS - 1)
        except JourneyEnd as over:
            if over.end not in ("stuck", "cart-refused") or not _has_link(walk, after):
                raise
            walk.log(
                "cart", "link", after.url, "its address, opened anew, shows no item; next its link is pressed", False
            )
            walk.in_memory = True
            go(walk, walk.scenario.product_url)
            reading = walk.session.read()
            continue
        if cart is not None:
            return cart
        reading = _back(walk, after)
        attempt += 1
    raise _not_taken(walk)


def _status(walk: Walk) -> int:
    """The HTTP status of the page that is shown; 0 where it is not known."""
    from playwright.sync_api import Error

    try:
        return int(walk.session.page.evaluate(_STATUS))
    except Error:  # it is being left
        return 0


def _not_taken(walk: Walk) -> JourneyEnd:
    if asked := told_to_log_in(walk.session.guard.said):
        return JourneyEnd("login-wall", f"adding to the cart is answered by {asked[:80]!r}")
    return stuck(walk, "the item was added, but the cart does not show it", "cart", "cart-refused")


def _next_button(walk: Walk, reading: Reading, dead: set[str], before: Button | None = None) -> Button:
    """The button to press now; the one `before` where the page has lost it. Ends the walk where there is none."""
    told = told_button(walk) or (tile_button(reading, walk.scenario.tile) if walk.scenario.tile else None)
    found = ([told] if told and told.selector not in dead else []) + [
        b for b in add_buttons(reading) if b.selector not in dead
    ]
    if not found and before is None:
        raise stuck(walk, "the product page has no button to add it to a cart", "product", "not-buyable")
    return found[0] if found else before  # type: ignore[return-value]


def _selectors(reading: Reading) -> tuple[str, ...]:
    return tuple(b.selector for b in add_buttons(reading))


def told_button(walk: Walk) -> Button | None:
    """The button that the configuration names, where it is on the page."""
    css = walk.session.settings.selectors.add_to_cart
    if not css or not walk.session.page.locator(css).count():
        return None
    spot = walk.session.page.locator(css).first
    box = spot.bounding_box() or {"x": 0.0, "y": 0.0, "width": 0.0, "height": 0.0}
    place = (box["x"], box["y"], box["width"], box["height"])
    words = " ".join((spot.text_content() or "").split()) or css
    # without a form its fields are looked for around it
    return Button(words[:80], css, "button", "", "main", spot.is_visible(), spot.is_disabled(), place)


def _choose(walk: Walk, reading: Reading, button: Button, *, swatches: bool) -> Reading:
    """Choose what must be chosen; the page is read and captured again where that changed its price or address."""
    pick = choosing.pick_item(reading, button, walk.scenario.quantity, swatches=swatches)
    walk.item_selector = pick.selector
    if not pick.acts:
        return reading
    fill(walk, "product", pick.acts, Intent.ADD_ITEM)
    after = walk.session.read()
    found = () if walk.scenario.tile else item_names(after, "")
    walk.names = tuple(dict.fromkeys(pick.names + found + walk.names))
    before_price, price = item_price(reading), item_price(after)
    if after.url != reading.url or (price and before_price and price.money != before_price.money):
        take(walk, "product", "product", after)
    return after


def _arrived(walk: Walk, before: Reading, after: Reading, *, last: bool) -> Reading | None:
    """The cart with the item in it; None where another round may help. Ends the walk where nothing may."""
    if steps.is_login_wall(after) and after.url != before.url and basket.shows_item(after, walk.names[:1]) == "":
        raise JourneyEnd("login-wall", "adding to the cart leads to a login")
    if canonical_key(after.url) != canonical_key(before.url) and basket.holds(walk, after):
        return _went_by_itself(walk, after)
    dialog = any(b.visible and b.area == "dialog" for b in after.buttons)
    if not last and (wrong := said_wrong(after)) and not said_wrong(before):
        walk.log("product", "add to cart", after.url, f"not taken{wrong}", False)
        if any(not g.chosen for g in after.choices) or choosing.required_extras(after):
            return None
    if dialog and (asks := add_button(after)) and asks.area == "dialog" and not last:
        walk.log("product", "dialog", asks.text, "the shop asks for a choice first", True)
        return None
    if ways_on(after) - ways_on(before) and not basket.cart_links(after, walk.counters):
        return _in_place(walk, after)
    needed = last or not after.choices
    cart = basket.open_cart(walk, after, keep_empty=needed and not _has_link(walk, after))
    if cart is None and needed:
        raise _not_taken(walk)
    return cart


def _has_link(walk: Walk, after: Reading) -> bool:
    """The cart has a link that was not pressed yet: a shop may hold its cart in a page's memory, where it is lost with
    the page, and still have it for a shopper who presses that."""
    return not walk.in_memory and not walk.scenario.sold_out and bool(basket.link_to_cart(after, walk.counters))


def _went_by_itself(walk: Walk, after: Reading) -> Reading:
    """The shop shows the item on another page: its cart, or one that only says that it was added, beside the cart."""
    if not basket.is_cart_url(after.url) and basket.cart_links(after):
        cart = basket.open_cart(walk, after, keep_empty=False, must=False)
        if cart is not None:
            return cart
        go(walk, after.url)
        after = walk.session.read()
    walk.log("cart", "page after adding", after.url, "the shop went to the cart by itself", True)
    return reading_of(take(walk, "cart", "cart", after), "cart")


def _stir(reading: Reading) -> object:
    """What changes on a page that has taken an item: its address, what stands in dialogs, its rows, a cart's count."""
    dialog = sum(len(b.text) for b in reading.blocks if b.visible and b.area == "dialog")
    header = tuple(b.text for b in reading.blocks if b.visible and b.area == "header")
    return reading.url, dialog, sum(r.visible for r in reading.rows), header, ways_on(reading)


def ways_on(reading: Reading) -> frozenset[str]:
    """Words of what leads to the checkout, outside the page's header and footer."""
    return frozenset(
        p.text for p in reading.pressable()
        if p.visible and p.area in ("main", "aside", "dialog") and p.text
        and (phrases("checkout").any(p.text) or phrases("continue").any(p.text)
             or (isinstance(p, Link) and _CHECKOUT.search(urlsplit(p.href).path)))
    )  # fmt: skip


def _in_place(walk: Walk, after: Reading) -> Reading:
    """The shop shows its cart in a drawer, or on the product's own page, and links to none: of a drawer the page
    behind it is looked for, as it shows more."""
    drawer = any(p.visible and p.area == "dialog" and p.text in ways_on(after) for p in after.pressable())
    if drawer and (cart := basket.open_cart(walk, after, keep_empty=False, must=False)) is not None:
        return cart
    if drawer:
        after = _drawer_again(walk, after)
    if not basket.holds(walk, after):
        raise _not_taken(walk)
    walk.log("cart", "page after adding", after.url, "the cart is shown on the same page", True)
    return reading_of(take(walk, "cart", "cart", after), "cart")


def _drawer_again(walk: Walk, after: Reading) -> Reading:
    """The product's page with its drawer open once more, by the cart button of its header."""
    go(walk, after.url)
    reading = walk.session.read()
    opener = basket.opener(reading, walk.counters)
    if opener is None:
        return reading
    press(walk, "cart", steps.Press(opener.text[:80], opener.selector, "", "opens the cart"), Intent.LOOK)
    after = await_change(walk, reading, _stir, ADD_TURN_MS)
    walk.log("cart", "opens the cart", opener.text, what_changed(reading, after) or "nothing changed", True)
    return after


def _back(walk: Walk, after: Reading) -> Reading:
    """The product page again, for another round; a dialog that asks for a choice is gone on with."""
    if any(b.visible and b.area == "dialog" and adds_in_words(b.text) for b in after.buttons):
        return after
    if not walk.met or canonical_key(walk.session.page.url) != canonical_key(walk.met[-1].url):
        go(walk, walk.scenario.product_url)
        return walk.session.read()
    extras: list[Fill] = choosing.required_extras(after) if said_wrong(after) else []
    return walk.session.read() if extras and fill(walk, "product", extras, Intent.ADD_ITEM) else after
