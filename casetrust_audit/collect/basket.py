"""The cart as the shopper finds it: is the item in it, how is it opened, and how is it left empty again.

Whether adding worked is decided by the cart itself, never by what the shop says after the press.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.collect import steps
from casetrust_audit.collect.change import shown, what_changed
from casetrust_audit.collect.guard import Intent
from casetrust_audit.collect.request import page_routes
from casetrust_audit.collect.role_forms import adds_in_words
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.collect.storefronts import cart_paths
from casetrust_audit.collect.walk import (
    JourneyEnd,
    Walk,
    await_change,
    go,
    press,
    reading_of,
    stuck,
    take,
)
from casetrust_audit.model.journey import HELD
from casetrust_audit.model.reading import Box, Button, Link, Reading, Row, within
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import canonical_key, same_site

MOST_CARTS = 6
SHORTEST_NAME = 8
MOST_OF_A_NAME = 1.6
"""How much longer an item's whole name may be than what a cart calls it."""
DRAWN_MS = 8000
"""How long a cart may take to be drawn by its scripts."""
_CART_URL = re.compile(
    r"/(?:view-?|my-?|shopping[-_]?)?(?:cart|basket|bag)(?:[._/?#]|$)|(?:/|_)(?:shopping[-_]?)?(?:cart|basket)(?:/?$|/view|/index)",
    re.I,
)
_ACTS = re.compile(r"add|remove|delete|clear", re.I)
_DIGITS = re.compile(r"\d+")
_COUNT = re.compile(r"qty|quan|数量|kuantiti", re.I)
REMOVE = re.compile(r"^\W*(?:remove|delete|clear|empty|×|✕|x$|移除|删除|buang|padam)", re.I)
_TIMES = re.compile(r"\s+[x×]\s*\d{0,3}\s*\Z", re.I)


def is_cart_url(url: str) -> bool:
    """Whether an address is that of a cart, by any of its routes."""
    return any(_CART_URL.search(route) for route in page_routes(url))


def is_cart(reading: Reading) -> bool:
    """Whether a page is the cart: by what it shows first, by its address besides."""
    if is_empty(reading) or is_cart_url(reading.url):
        return True
    return bool(line_names(reading)) and decide_role(reading)[0] == "cart"


def shows_item(reading: Reading, names: tuple[str, ...]) -> str:
    """The name under which the page's own text shows the item (not in a notice about it); "" where it does not."""
    for name in names:
        folded = fold(name)
        if folded and any(
            folded in fold(b.text)
            and b.area not in ("header", "nav", "footer")
            and not b.notice
            and len(b.text) < len(name) + 120
            and not phrases("out-of-stock").any(b.text)
            for b in reading.blocks
            if b.visible
        ):
            return name
    return next((short for name in names if (short := _in_short(reading, fold(name)))), "")


def _in_short(reading: Reading, name: str) -> str:
    """What the page's own part calls the item, where that is most of its name: a cart leaves out what stands before or
    behind it on the item's page."""
    for block in reading.blocks:
        text = fold(block.text)
        own = block.visible and block.area not in ("header", "nav", "footer") and not block.notice
        if own and SHORTEST_NAME <= len(text) < len(name) <= MOST_OF_A_NAME * len(text) and _part(text, name):
            return block.text
    return ""


def _part(text: str, name: str) -> bool:
    """One of the two ends of the name, whole words of it."""
    if name.startswith(text):
        return not name[len(text)].isalnum() or not text[-1].isascii()
    return name.endswith(text) and (not name[-len(text) - 1].isalnum() or not text[0].isascii())


def is_empty(reading: Reading) -> bool:
    """Whether the page says that the cart is empty."""
    return any(b.visible and len(b.text) < 120 and phrases("empty-cart").any(b.text) for b in reading.blocks)


def line_names(reading: Reading) -> tuple[str, ...]:
    """Names of what stands in the cart, where its rows can be told: with a price, and a quantity or a way to remove."""
    currency = page_currency(reading)
    names = []
    for row in reading.rows:
        if not row.visible or row.area not in ("main", "aside", "dialog"):
            continue
        amounts = [a for t in row.amounts for a in find_amounts(t, currency, bare=True)]
        if not any(r.amount > 0 for a in amounts for r in a.readings) or not _has_handle(reading, row.box):
            continue
        linked = next(
            (
                a.text
                for a in reading.links
                if a.visible and a.text and within(a.box, row.box) and not REMOVE.search(a.text)
            ),
            "",
        )
        names.append(linked or _without_controls(reading, row))
    return tuple(dict.fromkeys(n for n in names if len(n) > 2))


def _without_controls(reading: Reading, row: Row) -> str:
    """What a line says, without the words of what can be pressed in it and the sign of a multiple."""
    label = row.label
    controls = (p.text for p in reading.pressable() if p.visible and p.text and within(p.box, row.box))
    for text in sorted(controls, key=len, reverse=True):
        label = re.sub(rf"\s*(?<!\w){re.escape(text)}(?!\w)(?=[\W_]|$)", "", label) if label != text else label
    return _TIMES.sub("", label).strip() or row.label


def _has_handle(reading: Reading, box: Box) -> bool:
    """A quantity or a way to remove stands in the row."""
    if any(f.visible and _COUNT.search(f"{f.name} {f.id} {f.label}") and within(f.box, box) for f in reading.fields()):
        return True
    return any(p.visible and REMOVE.search(p.text) and within(p.box, box) for p in reading.pressable())


def holds(walk: Walk, reading: Reading) -> bool:
    """Whether the page shows the item in the cart, by its name or else as the cart's only item; the name is kept."""
    name = shows_item(reading, walk.names)
    if name and not _is_list(reading, name) and acts_as_cart(reading, name):
        walk.title = name
        return True
    lines = line_names(reading) if not is_empty(reading) else ()
    if len(lines) != 1 or walk.scenario.sold_out:
        return False
    walk.title = lines[0][:120]
    walk.log("cart", "the cart's only item", lines[0], "it bears another name than on its page", True)
    return True


def acts_as_cart(reading: Reading, name: str) -> bool:
    """Whether the page does what a cart does with the item, rather than merely show its name: it stands in a line with
    a price, a sum is told, or something leads on from here. A cart that says it is empty holds what has a line of its
    own, and nothing else that is shown on it."""
    rows = [r for r in reading.rows if r.visible and r.area in ("main", "aside", "dialog") and r.amounts]
    tiles = [c.box for c in reading.cards if c.visible and c.href and c.amounts]
    lines = [r for r in rows if fold(name) in fold(r.text)]
    if any(_has_handle(reading, r.box) for r in lines):
        return True
    if is_empty(reading):
        return False
    summed = any(phrases(topic).any(r.label) for r in rows for topic in ("total", "subtotal"))
    leads = any(p.why == steps.LEADS_ON for p in steps.ranked_presses(reading, "cart"))
    return summed or leads or any(not any(within(r.box, tile) for tile in tiles) for r in lines)


def _is_list(reading: Reading, name: str) -> bool:
    """A list of goods that has the item for sale: a shop of one page answers every address with it."""
    offered = [c for c in reading.cards if c.visible and c.amounts and adds_in_words(c.button)]
    return len(offered) >= 2 and any(fold(c.title) == fold(name) for c in offered) and not line_names(reading)


def _ways(walk: Walk, reading: Reading) -> Iterator[tuple[str, str]]:
    """(strategy, address) of everything that may be the cart, likeliest first."""
    yield from (("link", href) for href in cart_links(reading, walk.counters))
    if walk.scenario.cart_url:
        yield "address the crawl found", walk.scenario.cart_url
    base = "/".join(walk.scenario.product_url.split("/")[:3])
    yield from ((strategy, base + path) for strategy, path in cart_paths(reading))


def cart_links(reading: Reading, counters: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Addresses of links to the cart: by their routes first, by their words second, then those that count what is
    in it (`counters`: selectors of what changed its number when the item was added). The page itself and other sites
    are none."""
    here = canonical_key(reading.url)
    links = [
        a for a in reading.links
        if a.href.startswith("http") and canonical_key(a.href) != here and same_site(a.href, reading.url)
    ]  # fmt: skip
    by_route = [a.href for a in links if is_cart_url(a.href) and not _ACTS.search(a.href)]
    by_words = [a.href for a in links if _names_cart(a.text)]
    counting = [a.href for a in links if a.selector in counters and not phrases("login").any(a.text)]
    return tuple(dict.fromkeys(by_route + by_words + counting))


def counters(before: Reading, after: Reading) -> frozenset[str]:
    """Selectors of what counts the cart: its words have another number in them since the item was added."""
    old = {p.selector: p.text for p in before.pressable()}
    return frozenset(
        p.selector
        for p in after.pressable()
        if p.visible
        and p.text != (was := old.get(p.selector, p.text))
        and _counted(p.text)
        and _same_words(p.text, was)
    )


def _counted(text: str) -> bool:
    return bool(_DIGITS.search(text))


def _same_words(one: str, other: str) -> bool:
    return _DIGITS.sub("", one) == _DIGITS.sub("", other)


def _names_cart(text: str) -> bool:
    """Something named after the cart, and not after the act of filling it."""
    return len(text) < 40 and phrases("cart").any(text) and not adds_in_words(text)


def opener(reading: Reading, counting: frozenset[str] = frozenset()) -> Button | None:
    """The button that opens the cart where it is no page but a drawer or a list under the header."""
    offered = [b for b in reading.buttons if b.visible and not b.disabled and b.area != "footer"]
    named = [b for b in offered if _names_cart(b.text) or b.selector in counting]
    named.sort(key=lambda b: (b.area not in ("header", "nav"), b.selector not in counting))
    return named[0] if named else None


def open_cart(walk: Walk, reading: Reading, *, keep_empty: bool = True, must: bool = True) -> Reading | None:
    """Open the cart and capture it. None where a cart was found and does not hold the item (captured too where it is
    the last word, `keep_empty`).

    Ends the walk where the cart asks for a login, and where no cart is found at all, if one `must` be."""
    if (told := _told(walk)) is not None:
        return told
    if walk.in_memory:
        return _by_link(walk, reading, keep_empty)
    if not cart_links(reading, walk.counters):
        reading = reading if opener(reading, walk.counters) else _from_the_top(walk)
        if (opened := _by_opener(walk, reading)) is not None:
            return opened
    seen: set[str] = set()
    for strategy, url in _ways(walk, reading):
        if canonical_key(url) in seen or len(seen) >= MOST_CARTS:
            continue
        seen.add(canonical_key(url))
        if problem := go(walk, url).problem:
            walk.log("cart", strategy, url, problem, False)
            continue
        there = _patient(walk, walk.session.read())
        if steps.is_login_wall(there) and not is_cart_url(there.url):
            raise JourneyEnd("login-wall", "the cart asks for a login")
        if holds(walk, there):
            walk.log("cart", strategy, url, "the cart shows the item", True)
            return reading_of(take(walk, "cart", "cart", there), "cart")
        if not is_cart(there):
            walk.log("cart", strategy, url, "no cart there", False)
            continue
        walk.log("cart", strategy, url, "the cart does not show the item", False)
        if keep_empty:
            take(walk, "cart", "cart", there)
        return None
    if must:
        raise stuck(walk, "no way to the cart was found", "cart")
    return None


def link_to_cart(reading: Reading, counting: frozenset[str] = frozenset()) -> Link | None:
    """The likeliest link to the cart that can be pressed where it stands."""
    ways = cart_links(reading, counting)
    shown = [a for a in reading.links if a.visible and a.href in ways]
    return min(shown, key=lambda a: ways.index(a.href), default=None)


def _by_link(walk: Walk, reading: Reading, keep_empty: bool) -> Reading | None:
    """The cart behind its link, pressed as a shopper does; None where it does not show the item."""
    link = link_to_cart(reading, walk.counters)
    if link is None:
        return None
    there = _pressed(walk, reading, steps.Press(link.text[:80], link.selector, "", "opens the cart"))
    if there is not None and asks_who(there):
        walk.log("cart", "dialog", there.url, "before it shows the cart the shop asks who buys", True)
        return reading_of(take(walk, "gateway", "checkout", there), "dialog before the cart")
    if there is None or is_empty(there) or not holds(walk, there):
        if there is not None and keep_empty and is_cart(there):
            take(walk, "cart", "cart", there)
        return None
    return reading_of(take(walk, "cart", "cart", there), "cart")


def asks_who(reading: Reading) -> bool:
    """A dialog asks who buys, and lets guests go on."""
    return any(p.visible and p.area == "dialog" and phrases("guest").any(p.text) for p in reading.pressable())


def _pressed(walk: Walk, reading: Reading, what: steps.Press) -> Reading | None:
    """The page once what opens the cart was pressed; None where it could not be. Ends the walk at a login."""
    pressed = press(walk, "cart", what, Intent.LOOK)
    there = _patient(walk, await_change(walk, reading, shown, DRAWN_MS // 2))
    if not pressed.problem:
        changed = what_changed(reading, there)
        walk.log("cart", "opens the cart", what.text, changed or "nothing changed", bool(changed))
    if steps.is_login_wall(there) and canonical_key(there.url) != canonical_key(reading.url):
        raise JourneyEnd("login-wall", "the cart asks for a login")
    return None if pressed.problem else there


_TO_THE_TOP = """() => {
  const top = { top: 0, behavior: "instant" };
  scrollTo(top);
  for (const el of document.querySelectorAll("body *")) if (el.scrollTop > 0) el.scrollTo(top);
}"""


def _from_the_top(walk: Walk) -> Reading:
    """The page read again from its top: some headers hide while one is further down."""
    walk.session.page.evaluate(_TO_THE_TOP)
    walk.session.page.wait_for_timeout(300)  # the header slides in
    return walk.session.read()


def _by_opener(walk: Walk, reading: Reading) -> Reading | None:
    """The cart behind a button of the page's head, where no link leads to it; None where that shows none."""
    button = opener(reading, walk.counters)
    if button is None:
        return None
    there = _pressed(walk, reading, steps.Press(button.text[:80], button.selector, "", "opens the cart"))
    if there is None:
        return None
    elsewhere = canonical_key(there.url) != canonical_key(reading.url)
    if is_empty(there) or not (elsewhere or in_drawer(there, walk.names)) or not holds(walk, there):
        return None
    return reading_of(take(walk, "cart", "cart", there), "cart")


def in_drawer(reading: Reading, names: tuple[str, ...]) -> bool:
    """What has come up over the page names the item; the page behind it names it anyway."""
    over = [fold(b.text) for b in reading.blocks if b.visible and b.area == "dialog"]
    return any(fold(name) in text for name in names if name for text in over)


def _patient(walk: Walk, there: Reading) -> Reading:
    """A cart that shows neither an item nor that it is empty may still be drawn: it is looked at until it does."""
    began = walk.clock()
    while not holds(walk, there) and is_cart_url(there.url) and not is_empty(there):
        if walk.clock() > began + DRAWN_MS / 1000:
            return there
        walk.session.page.wait_for_timeout(300)
        there = walk.session.read()
    return there


def _told(walk: Walk) -> Reading | None:
    """The cart opened by what the configuration names, where that is on the page and leads to it."""
    css = walk.session.settings.selectors.cart
    if not css or not walk.session.page.locator(css).count():
        return None
    press(walk, "cart", steps.Press(css, css, "", "the configuration says so"), Intent.LOOK)
    there = walk.session.read()
    return reading_of(take(walk, "cart", "cart", there), "cart") if holds(walk, there) else None


def note_held(walk: Walk) -> None:
    """Take note of what a login's cart holds before the walk: the shop added none of it, and it is the customer's."""
    if not walk.scenario.member:
        return
    cart = walk.scenario.cart_url or _linked_cart(walk)
    if not cart or go(walk, cart).problem:
        return
    there = walk.session.read()
    for name in line_names(there) if not is_empty(there) else ():
        walk.log("cart", HELD, name, "it lay in the cart of the login before", True)


def _linked_cart(walk: Walk) -> str:
    """Where the item's page leads to the cart, for a shop that shows it to customers alone; "" where it does not."""
    if go(walk, walk.scenario.product_url).problem:
        return ""
    return next(iter(cart_links(walk.session.read())), "")
