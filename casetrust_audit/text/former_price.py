"""A price and the one it is reduced from: the pair told apart, also where no style strikes the former one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Box, Reading, TextBlock
from casetrust_audit.text import price_words
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.price_choice import MOST_TAX, Candidate, Choice

NEAR = 160.0
"""Pixels within which a struck price belongs to the price."""
_STEPS = 8
_MOST_TIMES = 5
_LEAD = 24
_FOR_SOME = re.compile(
    r"\b(?:members?(?:'s|'|ship)?|club|vip|subscri(?:be|bers?|ption)|loyalty|students?|first order|new customers?|ahli"
    r"|mitglieder\w*|abonn\w+|socios?|adhérents?|abbonati|leden)\b|会员|會員|专享|專享|新人|学生|學生|会員限定|회원"
)
"""Who alone pays a price, in the words right before it."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The price after its pairs were looked at. `was` is higher than it and of the same currency, or as struck."""

    candidate: Candidate
    was: Money | None = None
    was_block: TextBlock | None = None
    why: tuple[str, ...] = ()
    was_told: bool = True
    """False where `was` is known for a former price only by the words of a reduction nearby."""


def settle(reading: Reading, choice: Choice) -> Settled | None:
    """The likeliest candidate, or its partner: with tax for without, reduced for former."""
    if not choice.candidates:
        return None
    best = _lowest_of_range(choice)
    if gross := _gross(choice, best):
        return _with_former(choice, gross, ("+0.0 shown with and without tax: with it",))
    partner = _partner(reading, choice, best)
    if partner is None:
        return _with_former(choice, best, ())
    low, high = sorted((best, partner), key=lambda c: c.money.amount)
    told = _with_former(choice, low, ())
    if told.was is not None and told.was.amount > high.money.amount:
        return told  # three prices: what is struck, or called one, is the former
    return Settled(low, high.money, high.shown.block, ("+1.0 beside a higher price",), False)


def _lowest_of_range(choice: Choice) -> Candidate:
    """The best candidate, or where it ends a range, the one that begins it."""
    best = choice.candidates[0]
    if best.shown.amount.kind != "range":
        return best
    ends = [c for c in choice.candidates if c.shown.block is best.shown.block and c.shown.amount.kind == "range"]
    return min(ends, key=lambda c: c.money.amount)


def _gross(choice: Choice, best: Candidate) -> Candidate | None:
    """The price with tax, where the best one is said to be without and both stand together."""
    if price_words.tax_side(best.shown.text, best.shown.amount) != "net":
        return None
    near = [c for c in choice.candidates if c is not best and abs(c.at - best.at) <= 2 and _ratio(c, best) <= MOST_TAX]
    with_tax = [c for c in near if price_words.tax_side(c.shown.text, c.shown.amount) == "gross"]
    return next((c for c in with_tax if c.money.amount >= best.money.amount), None)


def _partner(reading: Reading, choice: Choice, best: Candidate) -> Candidate | None:
    """A second live price that makes a former and a reduced one of the two."""
    least = best.shown.amount.kind == "from"
    if best.shown.amount.kind != "single" and not least:
        return None
    if weak := _reduced_from(reading, best, choice.weak if not least else (*choice.candidates, *choice.weak)):
        return weak
    for other in () if least else choice.candidates[1:]:
        apart = abs(other.at - best.at)
        if other.money.currency != best.money.currency or other.shown.amount.kind not in ("single", "was"):
            continue
        if other.money.amount == best.money.amount or _ratio(other, best) > _MOST_TIMES or apart > 2:
            continue
        if _is_for_some(other):
            continue
        if "net" in (price_words.tax_side(c.shown.text, c.shown.amount) for c in (other, best)):
            continue
        words = _words_around(reading, best.at, other.at)
        told = _percent_fits(words, best, other)
        if apart == 0:
            amounts = tuple(c.shown.amount for c in sorted((best, other), key=lambda c: c.shown.amount.start))
            pair = len(amounts) == 2 and price_words.other_words(best.shown.text, amounts) == 0
            if told or (pair and best.corroborated and other.money.amount > best.money.amount):
                return other
            if pair and best.shown.run is not other.shown.run and _alone_in_block(choice, best, other):
                return other
            if price_words.other_words(best.shown.text, amounts) <= 3 and price_words.tells_of_sale(words):
                return other
            continue
        both_alone = apart == 1 and _alone(best) and _alone(other)
        regular = other.regular and other.money.amount > best.money.amount
        if told or regular or (both_alone and price_words.tells_of_sale(words)):
            return other
    return None


def _reduced_from(reading: Reading, best: Candidate, others: tuple[Candidate, ...]) -> Candidate | None:
    """A higher amount beside the price that a percentage beside both reduces to it: for the least price of several, and
    among amounts that nothing else ties to the item."""
    for other in others:
        near = other is not best and abs(other.at - best.at) <= 2 and other.money.currency == best.money.currency
        if near and best.money.amount < other.money.amount <= _MOST_TIMES * best.money.amount:
            words = _words_around(reading, best.at, other.at)
            if not _is_for_some(other) and _percent_fits(words, best, other):
                return other
    return None


def _is_for_some(candidate: Candidate) -> bool:
    """Whether the words right before an amount say that members or newcomers alone pay it."""
    start = candidate.shown.amount.start
    return bool(_FOR_SOME.search(fold(candidate.shown.text[max(0, start - _LEAD) : start])))


def _alone_in_block(choice: Choice, best: Candidate, other: Candidate) -> bool:
    """Whether a block shows two amounts and nothing else, each in an element of its own: a shop that styles them shows
    what it was and what it is."""
    here = {best.shown.block.selector, other.shown.block.selector}
    return len(here) == 1 and sum(c.shown.block is best.shown.block for c in choice.candidates) == 2


def _alone(candidate: Candidate) -> bool:
    return price_words.other_words(candidate.shown.text, (candidate.shown.amount,)) <= 2


def _ratio(a: Candidate, b: Candidate) -> Decimal:
    low, high = sorted((a.money.amount, b.money.amount))
    return high / low


def _percent_fits(words: str, a: Candidate, b: Candidate) -> bool:
    """A percentage beside them is what the two prices give."""
    low, high = sorted((a.money.amount, b.money.amount))
    off = (high - low) * 100 / high
    return any(abs(off - p) <= 1 for p in price_words.percents(words) if p >= 3)


def _words_around(reading: Reading, *places: int) -> str:
    low, high = max(0, min(places) - 2), max(places) + 3
    return " | ".join(b.text for b in reading.blocks[low:high] if len(b.text) <= 80)


def _with_former(choice: Choice, best: Candidate, why: tuple[str, ...]) -> Settled:
    money, block = best.money, best.shown.block
    near = []
    for at, shown in choice.former:
        was = shown.amount.readings[0]
        if len(shown.amount.readings) > 1 or was.amount <= 0:
            continue
        steps, pixels = abs(at - best.at), distance(shown.block.box, block.box)
        if pixels <= NEAR and (steps <= _STEPS or block.visible):
            near.append((was.amount <= money.amount, steps, pixels, was, shown.block))
    for other in choice.candidates:
        if other.regular and other.money.amount > money.amount and abs(other.at - best.at) <= 2:
            near.append((False, abs(other.at - best.at), 0.0, other.money, other.shown.block))
    if not near:
        return Settled(best, why=why)
    lower, _, _, was, was_block = min(near, key=lambda n: n[:3])
    if lower:
        return Settled(best, replace(was), was_block, why)
    return Settled(best, was, was_block, (*why, f"+1.0 a former price of {was} stands beside it"))


def distance(a: Box, b: Box) -> float:
    """Pixels between two boxes, along both axes."""
    dx = max(a[0] - (b[0] + b[2]), b[0] - (a[0] + a[2]), 0.0)
    dy = max(a[1] - (b[1] + b[3]), b[1] - (a[1] + a[3]), 0.0)
    return dx + dy
