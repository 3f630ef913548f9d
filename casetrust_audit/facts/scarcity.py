"""Low-stock and high-demand messages, followed over separate visits and set against what else is known."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise

from casetrust_audit.facts.availability import accepted, counted_stock, stated_status
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.scarcity_words import few_in_stock, is_demand, number_left
from casetrust_audit.facts.sentences import by_url, key, own_blocks, title_of, words
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.structured import nodes
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject
from casetrust_audit.text.normalise import fold

BEHAVIOURS = ("single", "steady", "changed", "falling", "random", "uniform")
INVENTORY = ("agrees", "contradicts", "none")
LONGEST = 16
SAME_TIME = 120
"""Seconds within which stock does not rise by more than a cart that is given up may free."""
FREED = 2
ENOUGH_ALIKE = 5
"""So many products that all say the same number do not get it from a stock room."""


@fact(
    "scarcity.messages",
    Kind.SUBJECTS,
    "Products that carry a low-stock or high-demand message.",
    fields={
        "number": FieldType(Kind.INT, doc="number said to be left; 0 where the message names none"),
        "behaviour": FieldType(Kind.CHOICE, BEHAVIOURS, "how the number went over separate visits"),
        "inventory": FieldType(Kind.CHOICE, INVENTORY, "whether a stock figure, or the cart, agrees with it"),
    },
)
def messages(shop: Shop) -> Fact | NotFound:
    groups = by_url(shop.by_role("product", "listing", "home", "cart"))
    seen = {url: [(p, m) for p in pages if (m := message(p)) is not None] for url, pages in groups.items()}
    elsewhere = [found for found in seen.values() if found and found[0][0].role != "product"]
    seen = {url: found for url, found in seen.items() if found and found[0][0].role == "product"}
    if not seen and not elsewhere:
        return NotFound(shop.refs(shop.by_role("product")), ("only 3 left", "low stock", "selling fast"))
    timed = {url: _numbers(found) for url, found in seen.items()}
    runs = {url: [number for _, number in visits] for url, visits in timed.items()}
    # One product may have been bought or restocked meanwhile; several at once, some rising, were not.
    moved = [run for run in runs.values() if len(set(run)) > 1]
    rising = len(moved) >= 2 and any(b > a for run in moved for a, b in pairwise(run))
    uniform = _uniform(groups, seen)
    subjects = []
    for url, found in seen.items():
        behaviour = "uniform" if uniform else _behaviour(runs[url], rising or _jumps(timed[url]))
        subjects.append(_subject(shop, url, found, behaviour))
    subjects += [subject for found in elsewhere if (subject := _in_general(shop, found)) is not None]
    if not subjects:
        return NotFound(shop.refs(shop.by_role("product")), ("only 3 left", "low stock", "selling fast"))
    return Known(tuple(subjects), tuple(e for s in subjects for e in s.evidence))


_CONDITION = re.compile(
    r"\bwhile (?:our )?(?:stocks?|supplies|supply|quantities) lasts?\b|售完即止|售完为止|售完為止|\bselagi stok"
)


def _in_general(shop: Shop, found: list[tuple[Page, tuple[int, str, str]]]) -> Subject | None:
    """A message on a page that is no item's: nothing there tells the stock. "While stocks last" is a condition."""
    page, (number, text, selector) = found[0]
    if _CONDITION.search(fold(text)):
        return None
    fields: dict[str, Scalar | Fact] = {"number": number, "behaviour": "single", "inventory": "none"}
    return Subject(f"“{text[:80]}” ({page.role} page)", fields, (shop.ref(page, text, selector),))


def message(page: Page) -> tuple[int, str, str] | None:
    """The page's own scarcity message: number left (0 for none named), words, selector."""
    best: tuple[int, str, str] | None = None
    stated: tuple[int, str, str] | None = None
    for block in own_blocks(page):
        text = fold(block.text)
        if words(text) > LONGEST:
            continue
        if (left := number_left(text)) is not None:
            return left, block.text, block.selector
        if best is None and is_demand(text):
            best = (0, block.text, block.selector)
        if stated is None and (few := few_in_stock(text)) is not None:
            stated = (few, block.text, block.selector)
    return best or stated


def _numbers(found: list[tuple[Page, tuple[int, str, str]]]) -> list[tuple[datetime, int]]:
    """Numbers named with their time, one a session, in order."""
    by_session: dict[str, tuple[datetime, int]] = {}
    for page, (number, _, _) in found:
        if number:
            at = datetime.fromisoformat(page.capture.time.replace("Z", "+00:00"))
            by_session.setdefault(page.capture.session, (at, number))
    return sorted(by_session.values())


def _jumps(visits: list[tuple[datetime, int]]) -> bool:
    """Whether two visitors at about the same time were told numbers that no sale and no freed cart explains."""
    return any(
        (later - earlier).total_seconds() <= SAME_TIME and after - before > FREED
        for (earlier, before), (later, after) in pairwise(visits)
    )


def _uniform(groups: dict[str, tuple[Page, ...]], seen: dict[str, list[tuple[Page, tuple[int, str, str]]]]) -> bool:
    """Whether every product that is not sold out says the same number, above one: pieces are made one by one."""
    live = {url for url, pages in groups.items() if pages[0].role == "product" and stated_status(pages[0])[0] != "out"}
    said = [message for found in seen.values() for _, message in found]
    if any(few_in_stock(fold(text)) is not None for _, text, _ in said):
        return False  # a shop may well have laid in as many of each
    numbers = {number for number, _, _ in said}
    return live <= set(seen) and len(seen) >= ENOUGH_ALIKE and len(numbers) == 1 and min(numbers) > 1


def _behaviour(run: list[int], rising: bool) -> str:
    if len(run) < 2:
        return "single"
    if len(set(run)) == 1:
        return "steady"
    steps = [b - a for a, b in pairwise(run)]
    if rising or (min(steps) < 0 < max(steps)):
        return "random"
    return "falling" if len(run) >= 3 and all(s < 0 for s in steps) else "changed"


def _subject(shop: Shop, url: str, found: list[tuple[Page, tuple[int, str, str]]], behaviour: str) -> Subject:
    page, (number, text, _) = found[0]
    inventory, extra = _inventory(shop, url, page, number, text)
    return Subject(
        f"{title_of(page) or page.url}: “{text[:60]}”",
        {"number": number, "behaviour": behaviour, "inventory": inventory},
        tuple(shop.ref(p, words_, selector) for p, (_, words_, selector) in found[:4]) + extra,
    )


def _inventory(shop: Shop, url: str, page: Page, number: int, text: str) -> tuple[str, tuple[EvidenceRef, ...]]:
    """A stock figure on the page or in its markup, or a cart that took more than were left."""
    if not number:
        return "none", ()
    plain = few_in_stock(fold(text)) is not None  # which bears itself out with nothing
    known = (None if plain else counted_stock(page)) or _marked_stock(page)
    if known is not None:
        return ("agrees" if known == number else "contradicts"), (shop.ref(page, f"stock stated: {known}"),)
    for journey in shop.journeys:
        if key(journey.product_url) == url and journey.quantity > number and accepted(shop, journey):
            step = journey.step_named("cart")
            cart = shop.collection.page(step.capture) if step else None
            if cart and _in_cart(cart, journey.quantity, journey.product_title):
                return "contradicts", (shop.ref(cart, f"{journey.quantity} in the cart"),)
    return "none", ()


def _in_cart(cart: Page, quantity: int, title: str) -> bool:
    """By a quantity field, or by a count beside the product's name."""
    if any(f.value == str(quantity) for f in cart.reading.fields() if f.type in ("number", "select", "text")):
        return True
    counted = re.compile(rf"(?:[x×] ?|\b(?:qty|quantity):? ?){quantity}\b|\b{quantity} ?[x×] ")
    rows = (fold(r.text) for r in cart.reading.rows if r.visible)
    return bool(title) and any(fold(title) in row and counted.search(row) for row in rows)


def _marked_stock(page: Page) -> int | None:
    """schema.org inventoryLevel, where the shop publishes it."""
    for node in nodes(page.reading):
        level = node.get("inventoryLevel")
        value = level.get("value") if isinstance(level, dict) else level
        if isinstance(value, str) and value.isdigit() and len(value) < 7:
            return int(value)
    return None
