"""Low-stock and high-demand messages, followed over separate visits and set against what else is known."""

from __future__ import annotations

import re
from itertools import pairwise

from casetrust_audit.facts.availability import accepted, counted_stock
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, key, own_blocks, title_of, words
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.structured import nodes
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

BEHAVIOURS = ("single", "steady", "changed", "falling", "random")
INVENTORY = ("agrees", "contradicts", "none")
LONGEST = 16

_NUMBER = re.compile(
    r"\b(?:only|just|last|hurry[,!]?(?: only)?)\s+(\d{1,4})\s+(?:(?:items?|units?|"
    r"pcs?|pieces|pairs?|boxes|sets?|seats?|rooms?)\s+)?"
    r"(?:left|remaining|in stock|available|to go)?\b|\b(\d{1,4})\s+(?:(?:items?|"
    r"units?|pcs?|pieces|pairs?|seats?)\s+)?(?:left|remaining)\b|"
    r"(?:仅剩|只剩|剩余|剩下|库存仅剩)\s*(\d{1,4})|\btinggal\s+(\d{1,4})\b"
)
_NOT_STOCK = re.compile(
    r"\b(days?|hours?|hrs?|minutes?|mins?|seconds?|weeks?|months?|years?|characters?|"
    r"away|points?|spend|steps?|\$|left to)\b"
)
_DEMAND = re.compile(
    r"\b(selling (out )?fast|going fast|almost (gone|sold out)|nearly (gone|"
    r"sold out)|(very |extremely )?high demand|in demand|"
    r"few (items? )?left|low (in )?stock|limited stock|while stocks? lasts?|"
    r"last few|running low|hurry)\b|即将售罄|热销中|库存紧张"
)


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
    groups = by_url(shop.by_role("product", "listing", "home"))
    seen = {url: [(p, m) for p in pages if (m := message(p)) is not None] for url, pages in groups.items()}
    seen = {url: found for url, found in seen.items() if found and found[0][0].role == "product"}
    if not seen:
        return NotFound(shop.refs(shop.by_role("product")), ("only 3 left", "low stock", "selling fast"))
    runs = {url: _numbers(found) for url, found in seen.items()}
    # One product may have been bought or restocked meanwhile; several at once, some rising, were not.
    moved = [run for run in runs.values() if len(set(run)) > 1]
    rising = len(moved) >= 2 and any(b > a for run in moved for a, b in pairwise(run))
    subjects = tuple(_subject(shop, url, found, runs[url], rising) for url, found in seen.items())
    return Known(subjects, tuple(e for s in subjects for e in s.evidence))


def message(page: Page) -> tuple[int, str, str] | None:
    """The page's own scarcity message: number left (0 for none named), words, selector."""
    best: tuple[int, str, str] | None = None
    for block in own_blocks(page):
        text = fold(block.text)
        if words(text) > LONGEST:
            continue
        if (left := number_left(text)) is not None:
            return left, block.text, block.selector
        if best is None and is_demand(text):
            best = (0, block.text, block.selector)
    return best


def number_left(text: str) -> int | None:
    """The number a folded text says is left in stock; None where it says none."""
    hit = _NUMBER.search(text)
    if not hit or _NOT_STOCK.search(text):
        return None
    whole = hit.group()
    says_so = re.search(r"left|remaining|stock|available|to go|剩|tinggal", whole) or phrases("low-stock").any(text)
    return int(next(g for g in hit.groups() if g)) if says_so else None


def is_demand(text: str) -> bool:
    """True where a folded text presses with low stock or high demand without a number."""
    return bool(_DEMAND.search(text) or phrases("low-stock").any(text)) and not _NOT_STOCK.search(text)


def _numbers(found: list[tuple[Page, tuple[int, str, str]]]) -> list[int]:
    """Numbers named, one a session, by time of capture."""
    by_session: dict[str, tuple[str, int]] = {}
    for page, (number, _, _) in found:
        if number:
            by_session.setdefault(page.capture.session, (page.capture.time, number))
    return [number for _, number in sorted(by_session.values())]


def _behaviour(run: list[int], rising: bool) -> str:
    if len(run) < 2:
        return "single"
    if len(set(run)) == 1:
        return "steady"
    steps = [b - a for a, b in pairwise(run)]
    if rising or (min(steps) < 0 < max(steps)):
        return "random"
    return "falling" if len(run) >= 3 and all(s < 0 for s in steps) else "changed"


def _subject(
    shop: Shop, url: str, found: list[tuple[Page, tuple[int, str, str]]], run: list[int], rising: bool
) -> Subject:
    page, (number, text, _) = found[0]
    inventory, extra = _inventory(shop, url, page, number)
    return Subject(
        f"{title_of(page) or page.url}: “{text[:60]}”",
        {"number": number, "behaviour": _behaviour(run, rising), "inventory": inventory},
        tuple(shop.ref(p, words_, selector) for p, (_, words_, selector) in found[:4]) + extra,
    )


def _inventory(shop: Shop, url: str, page: Page, number: int) -> tuple[str, tuple[EvidenceRef, ...]]:
    """A stock figure on the page or in its markup, or a cart that took more than were left."""
    if not number:
        return "none", ()
    known = counted_stock(page) or _marked_stock(page)
    if known is not None:
        return ("agrees" if known == number else "contradicts"), (shop.ref(page, f"stock stated: {known}"),)
    for journey in shop.journeys:
        if key(journey.product_url) == url and journey.quantity > number and accepted(shop, journey):
            step = journey.step_named("cart")
            cart = shop.collection.page(step.capture) if step else None
            if cart and _in_cart(cart, journey.quantity):
                return "contradicts", (shop.ref(cart, f"{journey.quantity} in the cart"),)
    return "none", ()


def _in_cart(cart: Page, quantity: int) -> bool:
    return any(f.value == str(quantity) for f in cart.reading.fields() if f.type in ("number", "select", "text"))


def _marked_stock(page: Page) -> int | None:
    """schema.org inventoryLevel, where the shop publishes it."""
    for node in nodes(page.reading):
        level = node.get("inventoryLevel")
        value = level.get("value") if isinstance(level, dict) else level
        if isinstance(value, str) and value.isdigit() and len(value) < 7:
            return int(value)
    return None
