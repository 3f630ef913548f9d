"""The price of a page's item with how sure it is: what a shopper sees decides, what the page's data says corroborates.

Data alone shows nobody a price. An amount on the page that equals it is nearly surely the item's, though.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from casetrust_audit.facts.structured import StructuredProduct, products
from casetrust_audit.model.fact import SURE
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Box, Reading
from casetrust_audit.text import price_words
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.former_price import Settled, settle
from casetrust_audit.text.item_place import ItemPlace, item_place
from casetrust_audit.text.item_price import ItemPrice, choose_anywhere
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.page_currency import likely_currency, page_currency
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.price_choice import Choice, choose
from casetrust_audit.text.price_confidence import price_confidence
from casetrust_audit.text.price_field import markup_amount
from casetrust_audit.text.shown_amounts import block_amounts

_META_CODES = ("og:price:currency", "product:price:currency")
KINDS = ("single", "from", "range", "free", "none", "needs_interaction")
WELL_TIED = 3.0
"""Points that an amount needs to be taken against the page's data."""
_META = ("og:price:amount", "product:price:amount", "product:sale_price:amount", "price")
_WORD = re.compile(r"\w+")
_CART = ("cart", "subtotal", "total", "checkout", "delivery", "empty-cart")
_NOBODY: Box = (0.0, 0.0, 0.0, 0.0)
_LONGEST_NOTICE = 200
_FOR_NOTHING = re.compile(
    r"(?:price:? ?)?(?:free|percuma|gratis|gratuit[eo]?|kostenlos|免费|免費|無料)(?: (?:to play|game"
    r"|download|of charge|app|course))?!?"
    r"|(?:play|download|get it|try it|use it) (?:for )?free!?",
    re.I,
)
"""A whole line that says that a thing costs nothing."""
_NEAR_NAME = 25
_SURELY_OTHER = frozenset({
    "a bound",
    "delivery", "delivery-fee", "free-delivery", "shipping", "subtotal", "total", "another product", "is zero",
    "is taken off",
})  # fmt: skip
"""Reasons for leaving an amount out that leave no doubt about a missing price."""


@dataclass(frozen=True, slots=True)
class PagePrice:
    """What a page asks for its item. `price` is None where none is shown, and zero where `kind` is "free".

    `list_price` is a former or recommended price above it. `currency_assumed` is true where neither the amount nor the
    page names the currency. `confidence` is from 0 to 1, of the price as much as of its absence; `why` are short
    sentences for people. `shown` is false where the amount stands in the page but is not displayed as it was read.
    """

    price: Money | None
    kind: str
    confidence: float
    why: tuple[str, ...]
    currency_assumed: bool = False
    list_price: Money | None = None
    raw: str = ""
    selector: str = ""
    box: Box = _NOBODY
    shown: bool = True


def page_price(reading: Reading, currency: str = "") -> PagePrice:
    """The price a page shows for its item; `currency` (ISO) is the shop's where that is known."""
    known = currency or page_currency(reading)
    code = known or likely_currency(reading)
    place = item_place(reading)
    stated = stated_prices(reading)
    codes = stated_currencies(reading)
    choice = choose(reading, place, code, stated=stated, codes=codes)
    if stated and (other := _in_another_currency(reading, place, choice, codes)):
        return _priced(reading, place, *other, (), known)
    settled = settle(reading, choice)
    if stated[:1] == (Decimal(0),) and (found := _free(reading, place, code, stated)):
        return replace(found, currency_assumed=not known)
    same = settled is not None and settled.candidate.corroborated
    if stated and settled and not same and (found := _in_a_card(reading, place, code, stated, known)):
        return found
    if settled and (not stated or same or settled.candidate.points >= WELL_TIED):
        return _priced(reading, place, choice, settled, stated, known)
    if found := _free(reading, place, code, stated):
        return replace(found, currency_assumed=not known)
    if stated and not any(h.visible and h.level == 1 for h in reading.headings):
        there = item_place(reading, hidden=True)
        hidden = choose(reading, there, code, stated=stated, hidden=True)
        settled = settle(reading, hidden) if there.names else None
        if settled and settled.candidate.money.amount in stated:
            return _not_displayed(_priced(reading, there, hidden, settled, stated, known))
    if found := _in_a_card(reading, place, code, stated, known):
        return found
    last = choice if choice.candidates else choose_anywhere(reading, place, code)
    if not choice.candidates and (settled := settle(reading, last)) is not None:
        return _priced(reading, place, last, settled, stated, known)
    return _none(reading, place, choice, stated)


def doubt(reading: Reading, price: ItemPrice) -> str:
    """Why the price may not be the item's, as a phrase; "" where it is sure enough to be judged by."""
    if price.confidence >= SURE or price.money.amount in stated_prices(reading):
        return ""
    return f"it is not sure that {price.raw} is the item's price"


def doubt_of_absence(reading: Reading, currency: str) -> str:
    """Why the item may have a price though none was told, as a phrase; "" where it surely has none."""
    found = page_price(reading, currency)
    if found.price is not None:
        return f"{found.raw} may be the item's price"
    return "" if found.confidence >= SURE else "it is not sure that the item has no price"


def doubt_of_former(price: ItemPrice) -> str:
    """Why its former price may be none, as a phrase; "" where it is struck or called one."""
    return "" if price.was_told else f"it is not sure that {price.was} is said to be a former price"


def _in_another_currency(
    reading: Reading, place: ItemPlace, choice: Choice, codes: frozenset[str]
) -> tuple[Choice, Settled] | None:
    """What is plainly shown in another currency than the page's data has: the data says nothing of it, unless its own
    amount is shown as plainly, in its own currency."""
    if not codes or all(
        c.money.currency in codes or c.money.assumed or not c.money.currency for c in choice.candidates
    ):
        return None
    plain = choose(reading, place, "")
    told = [c for c in choice.candidates if c.corroborated and c.money.currency in codes and not c.money.assumed]
    shown = {(c.at, c.shown.amount.start): c.points for c in plain.candidates}
    if any(shown.get((c.at, c.shown.amount.start), 0.0) >= max(shown.values(), default=0.0) for c in told):
        return None
    settled = settle(reading, plain)
    money = settled.candidate.money if settled else None
    if settled is None or money is None or money.assumed or not money.currency or money.currency in codes:
        return None
    return plain, settled


def stated_currencies(reading: Reading) -> frozenset[str]:
    """ISO codes of the item's prices in the page's data."""
    meta = {reading.meta.get(key, "").strip().upper() for key in _META_CODES}
    return frozenset({p.currency for p in _item(reading)} | meta) - {""}


def _in_a_card(
    reading: Reading, place: ItemPlace, code: str, stated: tuple[Decimal, ...], known: str
) -> PagePrice | None:
    """An amount that looks like another product's and equals what the data says of this one."""
    if not stated or _gone(reading):
        return None
    everywhere = replace(place, others=frozenset())
    choice = choose(reading, everywhere, code, stated=stated, anywhere=True, codes=stated_currencies(reading))
    settled = settle(reading, choice)
    if settled is None or not settled.candidate.corroborated:
        return None
    found = _priced(reading, everywhere, choice, settled, stated, known)
    return replace(found, confidence=min(found.confidence, 0.6), why=(*found.why, "stands where other products do"))


def stated_prices(reading: Reading) -> tuple[Decimal, ...]:
    """Prices of the item in the page's data, the likeliest first: of the product whose name is the page's, and of its
    meta tags."""
    found: list[Decimal | None] = []
    for product in _item(reading):
        found += [markup_amount(t) for t in (product.price_text, product.low_price, *product.offer_prices[:40]) if t]
    found += [markup_amount(reading.meta[key]) for key in _META if reading.meta.get(key)]
    if not found:
        loose = [c for _, prop, c in reading.microdata if prop.lower() == "price" and c.strip()]
        found += [markup_amount(c) for c in loose[:1]]
    return tuple(dict.fromkeys(a for a in found if a is not None and a >= 0))


def _item(reading: Reading) -> list[StructuredProduct]:
    """The products of the markup that are the page's item: those named like it, else the only one."""
    told = [p for p in products(reading) if p.price_text or p.low_price]
    names = {h.text for h in reading.headings if h.level == 1} | {reading.title, reading.meta.get("og:title", "")}
    wanted = [w for n in names if len(w := frozenset(_WORD.findall(fold(n)))) > 1]
    like = [p for p in told if _alike(p.name, wanted)]
    return like or (told if len({p.name for p in told}) == 1 else [])


def _alike(name: str, wanted: list[frozenset[str]]) -> bool:
    words = frozenset(_WORD.findall(fold(name)))
    return any(len(words & w) >= 0.6 * min(len(words), len(w)) for w in wanted) if words else False


def _priced(
    reading: Reading, place: ItemPlace, choice: Choice, settled: Settled, stated: tuple[Decimal, ...], known: str
) -> PagePrice:
    best, shown = settled.candidate, settled.candidate.shown
    money = best.money
    guessed = (money.assumed or not money.currency) and not known
    kind = "single" if shown.amount.kind in ("was", "per-unit") else shown.amount.kind
    was = settled.was
    if was is not None and (was.amount <= money.amount or was.currency != money.currency):
        was = None
    sure, why = price_confidence(place, choice, settled, stated, guessed=guessed)
    if money.amount not in stated and (gone := _gone(reading)):
        sure, why = max(round(sure - 0.3, 2), 0.05), (*why, f"-0.30 the item is sold no more: “{gone[:60]}”")
    return PagePrice(
        replace(money, assumed=money.assumed or guessed),
        kind,
        sure,
        (*best.why, *settled.why, *why),
        guessed,
        was,
        shown.amount.raw,
        shown.block.selector,
        shown.block.box,
    )


def _not_displayed(found: PagePrice) -> PagePrice:
    sure = min(found.confidence, 0.7)
    return replace(
        found, shown=False, confidence=sure, why=(*found.why, "the item is not displayed as the page was read")
    )


def _named_in_aside(reading: Reading, place: ItemPlace) -> bool:
    """Whether the item stands in a part beside the page: else what is nothing there is the sum of an empty cart."""
    return any(reading.blocks[at].area == "aside" for at in place.names)


def _free(reading: Reading, place: ItemPlace, code: str, stated: tuple[Decimal, ...]) -> PagePrice | None:
    """A price of nothing, below the item's name: "$0", or "Free" beside the button or where the data says the same;
    never the sum of an empty cart."""
    told = Decimal(0) in stated
    for at, block in enumerate(reading.blocks):
        after, adder = place.after_name(at), place.to_adder(at)
        if not block.visible or block.area not in ("main", "aside") or at in place.others:
            continue
        if not told and (after is None or after < 0 or (block.area == "aside" and not _named_in_aside(reading, place))):
            continue
        zero = [s for s in block_amounts(block, code) if s.amount.readings[0].amount == 0]
        near_adder = told or (adder is not None and adder <= 5)
        said = _FOR_NOTHING.fullmatch(block.text.strip()) if near_adder and len(block.text) <= 24 else None
        if not zero and not said:
            continue
        beside = (b.text for b in reading.blocks[max(0, at - 3) : at + 3])
        near = " | ".join(t for t in beside if not phrases("add-to-cart").any(t))
        if price_words.other_words(block.text, tuple(s.amount for s in zero)) > 2 and not said:
            continue
        if price_words.names_other(near) or any(phrases(t).any(near) for t in _CART):
            continue
        raw = zero[0].amount.raw if zero else block.text.strip()
        money = zero[0].amount.readings[0] if zero else Money(Decimal(0), code, assumed=True)
        sure = 0.9 if told else 0.4 if stated else 0.7
        return PagePrice(
            money, "free", sure, ("the amount is nothing, and no other is shown",),
            raw=raw, selector=block.selector, box=block.box,
        )  # fmt: skip
    return None


def _notices(reading: Reading) -> Iterator[str]:
    return (
        b.text for b in reading.blocks if b.visible and b.area in ("main", "aside") and len(b.text) <= _LONGEST_NOTICE
    )


def _gone(reading: Reading) -> str:
    values = frozenset(b.text for b in reading.blocks if b.tag in ("th", "dt"))  # labels: their values answer them
    return next((t for t in _notices(reading) if t not in values and price_words.says_gone(t)), "")


def _none(reading: Reading, place: ItemPlace, choice: Choice, stated: tuple[Decimal, ...]) -> PagePrice:
    asks = next((t for t in _notices(reading) if price_words.asks_first(t)), "")
    gone = _gone(reading)
    parts = [(0.85, "no amount on the page is the item's price")]
    doubted = [raw for raw, reason in choice.refused if reason not in _SURELY_OTHER]
    others = [raw for raw, reason in choice.refused if reason == "another product"]
    if asks:
        parts.append((0.1, f"the page asks first: “{asks[:60]}”"))
    if gone:
        parts.append((0.1, f"the item is sold no more: “{gone[:60]}”"))
    if doubted:
        parts.append((-0.2, f"{doubted[0]} was left out, though it may be it"))
    elif others:
        parts.append((-0.1, f"{others[0]} was taken for another product's"))
    if stated and not gone:
        parts.append((-0.2, f"the page's data has a price of {stated[0]}"))
    if _unread_numbers(reading, place):
        parts.append((-0.2, "a number that may be a price stands below the name"))
    if any(not b.visible and b.area == "main" and find_amounts(b.text) for b in reading.blocks):
        parts.append((-0.1, "amounts stand in the page that are not displayed"))
    if not reading.settled or reading.truncated:
        parts.append((-0.2, "the page was not read whole"))
    sure = min(sum(p for p, _ in parts), 0.99)
    kind = "needs_interaction" if asks else "none"
    return PagePrice(None, kind, round(sure, 2), tuple(f"{p:+.2f} {text}" for p, text in parts))


def _unread_numbers(reading: Reading, place: ItemPlace) -> bool:
    """Whether a number stands near the item's name for itself, or behind the label of a price, that could be its price,
    whatever its spelling."""
    return any(
        b.visible and b.area in ("main", "aside") and at not in place.others
        and (_LONE_NUMBER.fullmatch(b.text.strip()) or _called_a_price(b.text))
        and (after := place.after_name(at)) is not None and 0 <= after <= _NEAR_NAME
        for at, b in enumerate(reading.blocks)
    )  # fmt: skip


def _called_a_price(text: str) -> bool:
    return bool(_AFTER_LABEL.fullmatch(text.strip())) and price_words.is_price_label(text)


_AFTER_LABEL = re.compile(r"\D{1,16}[:： ]\s*[0-9]{1,7}(?:[.,][0-9]{1,3}){0,2}\D{0,3}")
_LONE_NUMBER = re.compile(r"\W{0,2}[0-9]{1,3}(?:[.,' ]?[0-9]{3})*(?:[.,][0-9]{2})\W{0,3}\w{0,3}")
