"""How sure it is that the amount chosen is the item's price."""

from __future__ import annotations

from decimal import Decimal

from casetrust_audit.text import price_words
from casetrust_audit.text.former_price import Settled
from casetrust_audit.text.item_place import ItemPlace
from casetrust_audit.text.price_choice import MOST_TAX, Candidate, Choice


def price_confidence(
    place: ItemPlace,
    choice: Choice,
    settled: Settled,
    stated: tuple[Decimal, ...] = (),
    *,
    guessed: bool = False,
    amount_only: bool = False,
) -> tuple[float, tuple[str, ...]]:
    """From 0.05 to 0.99, and what spoke for and against.

    `stated` are prices of the item in the page's data, where they are to corroborate; `guessed` says that neither the
    amount nor the page names the currency. With `amount_only` it does not matter whether any is known: a price of 19.00
    can be held against another one, whosever dollars they are."""
    best = settled.candidate
    same = best.corroborated and best.money.amount in stated
    used = {best.money.amount} | ({settled.was.amount} if settled.was else set())
    rivals = [
        c
        for c in choice.candidates
        if c.money.amount not in used and c.shown.block is not best.shown.block and not _without_tax(c, best)
    ]
    margin = best.points - rivals[0].points if rivals else None
    tied = best.points + (1.0 if settled.was and settled.was_told and settled.was.amount > best.money.amount else 0.0)
    parts = [
        (0.6, ""),
        (
            0.3 if same else -0.2 if stated else 0.0,
            "agrees with the page's data" if same else "the page's data says otherwise",
        ),
        (0.1 if best.points >= 6 or same else -0.15 if tied < 3.5 else 0.0, "how well it is tied to the item"),
        (-0.1 if not place.names or place.guessed else 0.0, "the item's name was not found"),
        (
            0.0 if amount_only else -0.2 if not best.money.currency else -0.05 if guessed else 0.0,
            "the currency is not named",
        ),
        (-0.2 if price_words.sold_by(best.shown.text, best.shown.amount) else 0.0, "it is a price per unit"),
        (-0.3 if _is_bare(best) and not same else 0.0, "no currency stands beside it"),
        (-0.1 if len(best.shown.amount.readings) > 1 else 0.0, "the number can be read in several ways"),
    ]
    if margin is None or margin >= 3:
        parts.append((0.15, "no other amount comes near it"))
    elif margin < 1.5:
        parts.append((-0.2, f"{rivals[0].money} is nearly as likely"))
    sure = min(max(sum(p for p, _ in parts), 0.05), 0.99)
    return round(sure, 2), tuple(f"{p:+.2f} {text}" for p, text in parts if p and text)


def _without_tax(candidate: Candidate, best: Candidate) -> bool:
    """Whether it is the same price once more, without tax."""
    net = price_words.tax_side(candidate.shown.text, candidate.shown.amount) == "net"
    return net and candidate.money.amount < best.money.amount <= candidate.money.amount * MOST_TAX


def _is_bare(candidate: Candidate) -> bool:
    return all(c.isdigit() or c in ".,'’ " for c in candidate.shown.amount.raw)
