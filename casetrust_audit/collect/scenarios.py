"""Which items are walked to payment, and how: cheap, mid-price, fetched by the buyer, and one said to be sold out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median_low

from casetrust_audit.collect.adding import add_button, is_asleep, tile_button
from casetrust_audit.collect.choosing import has_variants, pick_item
from casetrust_audit.collect.crawl import Crawled
from casetrust_audit.collect.role_words import stand_ins
from casetrust_audit.collect.session import Met
from casetrust_audit.collect.walk import Scenario
from casetrust_audit.model.journey import AS_MEMBER, Journey, PlannedWalk
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Card, Reading
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import item_price, page_currency
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

LOWEST_NAME = 2
"""A heading below this level names no item: it heads what is told of it."""


def planned_scenarios(walks: tuple[PlannedWalk, ...]) -> tuple[Scenario, ...]:
    """The walks the auditor has asked for."""
    return tuple(
        Scenario(w.name, w.product, "", collect=w.collect, quantity=w.quantity, tile=w.item, plan=w.steps, planned=True)
        for w in walks
    )


def worth_repeating(walks: Sequence[tuple[Scenario, Journey]]) -> Scenario | None:
    """The only walk of several that led over an address or delivery step to the end, to be walked a second time.

    A download skips those steps and the charges that come with them; what one walk alone has seen is not confirmed.
    """
    ordinary = [(s, j) for s, j in walks if not s.sold_out]
    whole = [s for s, j in ordinary if j.reached_end and {"address", "delivery"} & {step.name for step in j.steps}]
    return replace(whole[0], name=_called("again", whole[0])) if len(whole) == 1 < len(ordinary) else None


def as_member(scenario: Scenario) -> Scenario:
    """The same with the login."""
    return replace(scenario, name=scenario.name + AS_MEMBER, member=True)


def _called(name: str, like: Scenario) -> str:
    return name + AS_MEMBER if like.member else name


def to_collect(walks: Sequence[tuple[Scenario, Journey]]) -> Scenario | None:
    """The first walked item again, fetched by the buyer, where the checkout offered that."""
    offered = [s for s, j in walks if j.offers_collection and j.reached_end and not s.sold_out]
    return replace(offered[0], name=_called("collect", offered[0]), collect=True) if offered else None


def choose_scenarios(crawled: Crawled) -> tuple[Scenario, ...]:
    """Cheap and mid-price item, and an item that says sold out yet has a live button, where there are such.

    Of the items at a middle price one with variants, or on sale, is taken before a plain one: it shows more."""
    cart = next((m.capture.final_url for m in crawled.usable("cart")), "")
    priced: list[tuple[Decimal, str, str]] = []
    unpriced: list[tuple[Decimal, str, str]] = []
    sold_out: list[tuple[str, str]] = []
    rich: set[str] = set()
    told: set[tuple[str, Money | None]] = set()
    common = {fold(h.text) for m in crawled.usable("home") if m.reading is not None for h in m.reading.headings}
    for met in crawled.usable("product") or _pages_that_sell(crawled):
        reading = met.reading
        button = add_button(reading) if reading is not None else None
        if reading is None or button is None:
            continue
        url, title = met.capture.final_url, _name(reading, met.capture.title, common)
        price = item_price(reading, page_currency(reading))
        if (fold(title), price.money if price else None) in told:
            continue  # the same item by another address
        told.add((fold(title), price.money if price else None))
        if _says_sold_out(met) and not is_asleep(button, reading):
            if not button.disabled:
                sold_out.append((url, title))
            continue
        if (price and price.was) or has_variants(reading, button):
            rich.add(url)
        if not button.disabled or reading.choices:
            (priced if price else unpriced).append((price.money.amount if price else Decimal(0), url, title))
    chosen: list[Scenario] = []
    if priced or unpriced:
        pool = sorted(priced) or unpriced
        cheap = pool[0]
        chosen.append(Scenario("cheap", cheap[1], cheap[2], cart))
        rest = [p for p in pool if p[1] != cheap[1]]
        if rest:
            mid = _middle(rest, rich)
            chosen.append(Scenario("mid", mid[1], mid[2], cart))
        else:  # one item only: it is bought twice, for what is seen twice is confirmed
            chosen.append(replace(chosen[0], name="again"))
    if not chosen:
        chosen += _from_tiles(crawled, cart)
    if sold_out:
        chosen.append(Scenario("sold-out", sold_out[0][0], sold_out[0][1], cart, sold_out=True))
    return tuple(chosen)


def _name(reading: Reading, title: str, common: set[str]) -> str:
    """What the item is called: its main heading, or what stands for it; never what heads the front page too."""
    ranked = sorted((h for h in reading.headings if h.level <= LOWEST_NAME), key=lambda h: (not h.visible, h.level))
    heads = [h.text for h in ranked if h.level == 1] or stand_ins(reading)
    own = [h.text for h in ranked if fold(h.text) not in common]
    return next(iter(own or heads), title)


def _middle(rest: list[tuple[Decimal, str, str]], rich: set[str]) -> tuple[Decimal, str, str]:
    """The item nearest the middle price; of the middle third one with variants or on sale goes first."""
    middle = median_low([p[0] for p in rest])
    third = len(rest) // 3
    inner = rest[third : len(rest) - third] or rest
    return min((p for p in inner if p[1] in rich), key=lambda p: abs(p[0] - middle), default=None) or min(
        inner, key=lambda p: abs(p[0] - middle)
    )


def _pages_that_sell(crawled: Crawled) -> list[Met]:
    """Pages that sell several items at once, each with its quantity, where no page sells one."""
    return [
        m for m in crawled.usable()
        if m.reading is not None and (button := add_button(m.reading)) and pick_item(m.reading, button, 1).selector
    ]  # fmt: skip


def _from_tiles(crawled: Crawled, cart: str) -> list[Scenario]:
    """The cheapest and a middle item of a list from which items go straight into the cart, where none has a page."""
    for met in crawled.usable("listing", "home", "search", "product"):
        reading = met.reading
        if reading is None:
            continue
        currency = page_currency(reading)
        priced = sorted(
            (amount, c.title) for c in reading.cards
            if c.title and tile_button(reading, c.title) and (amount := _asked(c, currency)) is not None
        )  # fmt: skip
        if priced:
            wanted = dict.fromkeys((priced[0][1], priced[len(priced) // 2][1]))
            url = met.capture.final_url
            named = zip(("cheap", "mid"), wanted, strict=False)
            return [Scenario(name, url, title, cart, tile=title) for name, title in named]
    return []


def _asked(card: Card, currency: str) -> Decimal | None:
    """What a tile asks for its item."""
    shown = (a.text for a in card.amounts if a.visible and not a.strike)
    found = (m for text in shown for m in find_amounts(text, currency, bare=True) if len(m.readings) == 1)
    return next((m.readings[0].amount for m in found), None)


def _says_sold_out(met: Met) -> bool:
    """By its structured data or by a short visible note near the button."""
    reading = met.reading
    if reading is None:
        return False
    if any('"Product"' in j and "OutOfStock" in j and "InStock" not in j for j in reading.json_ld):
        return True
    return any(
        b.visible
        and b.area == "main"
        and len(b.text) < 60
        and b.tag not in ("option", "li")
        and phrases("out-of-stock").any(b.text)
        for b in reading.blocks
        if not any(
            c.amounts and c.box[0] <= b.box[0] <= c.box[0] + c.box[2] and c.box[1] <= b.box[1] <= c.box[1] + c.box[3]
            for c in reading.cards
        )
    )
