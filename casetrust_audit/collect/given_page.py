"""The page that the configuration gives as a product's, looked at before it is believed.

A list of goods, a login or a cart given as a product would be judged by what belongs to other goods, or by nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from casetrust_audit.collect import choosing
from casetrust_audit.collect.adding import add_button, add_buttons
from casetrust_audit.collect.named import best
from casetrust_audit.collect.role_lists import priced_cards
from casetrust_audit.collect.roles import ENOUGH_FOR_ONE, decide_role, product_score
from casetrust_audit.model.capture import SOFT_PROBLEMS, Capture
from casetrust_audit.model.reading import Card, Reading
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.urls import same_site

LIST = "is a list of goods"
ONE_BUTTON = 2.0
"""How much must speak for a page selling one item where it has one button for that; less than where it has several."""
_LISTS = ("listing", "search", "home", "other")
_OTHERWISE = {
    "cart": "is the cart", "checkout": "is a step of the checkout", "login": "asks for a login",
    "register": "asks for an account", "account": "is a customer's account", "recovery": "asks for a login",
    "error": "is an error page",
}  # fmt: skip
_PROBLEMS = {
    "error-page": "is an error page", "login-wall": "asks for a login", "parked": "is a parked domain",
    "off-site": "leads off the shop", "empty-shell": "stays empty", "load-failed": "could not be opened",
}  # fmt: skip


def what_it_is(reading: Reading) -> str:
    """What a page is that sells no item of its own, in words that follow "the page"; "" where it is an item's page.

    An item that cannot be bought just now still has its page: a button missing there tells nothing of the page."""
    role, _ = decide_role(reading)
    button = add_button(reading)
    if button is not None and (_sells_one(reading) or _sells_several(reading)):
        return ""
    if role in _OTHERWISE:
        return _OTHERWISE[role]
    if role in _LISTS and _goods(reading) >= 2:
        return LIST
    return "" if role == "product" or button is not None else "has nothing to buy"


def _sells_one(reading: Reading) -> bool:
    """One button that is in no tile of another item, and as much besides as a page of one item shows."""
    return product_score(reading) >= (ENOUGH_FOR_ONE if len(add_buttons(reading)) > 1 else ONE_BUTTON)


def _sells_several(reading: Reading) -> bool:
    """Several items on one page, each with a quantity of its own and one button for all."""
    button = add_button(reading)
    return button is not None and bool(choosing.pick_item(reading, button, 1).selector)


def _goods(reading: Reading) -> int:
    return len({c.goal for c in priced_cards(reading)})


def trouble_with(capture: Capture) -> str:
    """What keeps a given page from being looked at; "" where nothing does. A bot wall is none of these: it is met
    everywhere."""
    hard = [p for p in capture.problems if p.kind not in SOFT_PROBLEMS and p.kind in _PROBLEMS]
    if any(p.kind == "challenge" for p in capture.problems) or not hard:
        return ""
    if hard[0].kind in ("error-page", "load-failed", "off-site"):
        return f"{_PROBLEMS[hard[0].kind]}: {hard[0].detail}"
    return _PROBLEMS[hard[0].kind]


def card_named(reading: Reading, words: str) -> Card | None:
    """The tile of a list that bears the words: the very same, or else the only one that begins so or holds them."""
    shown = [c for c in reading.cards if c.visible and c.title]
    found = best(tuple(dict.fromkeys(c.title for c in shown)), words)
    return next((c for c in shown if found and fold(c.title) == fold(found)), None)


def ways_to(reading: Reading, words: str) -> Iterator[tuple[str, str]]:
    """("open", address) and ("press", selector) of what may lead to the item of a list, likeliest first."""
    card = card_named(reading, words)
    if card is not None and card.href:
        yield "open", card.href
    if card is not None and card.press:
        yield "press", card.press
    links = {a.text: a.href for a in reading.links if a.visible and a.text and same_site(a.href, reading.url)}
    if found := best(tuple(links), words):
        yield "open", links[found]
    buttons = {b.text: b.selector for b in reading.buttons if b.visible and b.text}
    if found := best(tuple(buttons), words):
        yield "press", buttons[found]
    blocks = [b for b in reading.blocks if b.visible and b.area in ("main", "aside") and fold(words) in fold(b.text)]
    if blocks:
        yield "press", min(blocks, key=lambda b: len(b.text)).selector


def goods_there(reading: Reading) -> list[str]:
    """Names of what a list offers."""
    return [c.title for c in reading.cards if c.visible and c.title]
