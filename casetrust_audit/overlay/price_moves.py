"""How the prices along the trails moved: headline, each charge and how it is announced, and the amount to pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casetrust_audit.model.comparison import PriceChange
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Trail
from casetrust_audit.text.charge_words import charge_name
from casetrust_audit.text.normalise import fold

_LEVELS = ("none", "mention", "formula", "amount")


def price_changes(before: Sequence[Trail], after: Sequence[Trail]) -> tuple[PriceChange, ...]:
    """Changes on the walks that both audits made with the same item, in the order of the later audit."""
    return tuple(change for then, now in _pairs(before, after) for change in _moves(then, now))


def unfollowed(before: Sequence[Trail], after: Sequence[Trail]) -> tuple[str, ...]:
    """Walks that have no partner, in sentences."""
    both = {(_key(then), _key(now)) for then, now in _pairs(before, after)}
    old, new = {a for a, _ in both}, {b for _, b in both}
    return (
        *(f"“{t.item}” ({t.scenario}) was followed in the earlier audit only." for t in before if _key(t) not in old),
        *(f"“{t.item}” ({t.scenario}) is followed in the later audit only." for t in after if _key(t) not in new),
    )


def _key(trail: Trail) -> tuple[str, str]:
    return trail.scenario, fold(trail.item)


def _by_key(trails: Sequence[Trail]) -> dict[tuple[str, str], Trail]:
    """The first trail of each walk and item."""
    found: dict[tuple[str, str], Trail] = {}
    for trail in trails:
        found.setdefault(_key(trail), trail)
    return found


def _pairs(before: Sequence[Trail], after: Sequence[Trail]) -> Iterator[tuple[Trail, Trail]]:
    old, new = _by_key(before), _by_key(after)
    for key, trail in new.items():
        # more than one piece is another bill
        if key in old and old[key].quantity == trail.quantity:
            yield old[key], trail


def _moves(then: Trail, now: Trail) -> Iterator[PriceChange]:
    yield from _amount(now, "headline", then.headline, now.headline)
    old, new = _charges(then), _charges(now)
    for key in dict.fromkeys((*new, *old)):
        # where the walk ended early, a charge that is missing was perhaps only not reached
        if (key in old or then.complete) and (key in new or now.complete):
            yield from _charge(now, old.get(key), new.get(key))
    if then.complete and now.complete:
        yield from _amount(now, "final", then.final, now.final)


def _charges(trail: Trail) -> dict[tuple[str, str], Charge]:
    """By role and name; of delivery and tax there is one each, whatever it is called."""
    found: dict[tuple[str, str], Charge] = {}
    for charge in trail.charges:
        name = "" if charge.role in ("shipping", "tax") else fold(charge.label).strip(" :+")
        found.setdefault((charge.role, name), charge)
    return found


def _amount(trail: Trail, what: str, before: Money | None, after: Money | None) -> Iterator[PriceChange]:
    turn = _turn(before, after)
    if turn:
        yield PriceChange(trail.scenario, trail.item, what, turn, before, after)


def _turn(before: Money | None, after: Money | None) -> str:
    if before is None or after is None:
        return ""
    if not before.same_currency(after):
        return "other-currency"
    return "dearer" if after.amount > before.amount else "cheaper" if after.amount < before.amount else ""


def _charge(trail: Trail, then: Charge | None, now: Charge | None) -> Iterator[PriceChange]:
    named = now or then
    if named is None:
        return
    name = charge_name(named)
    if then is None or now is None:
        turn = "new" if now else "gone"
        before, after = (then.money if then else None), (now.money if now else None)
        levels = (then.level if then else ""), (now.level if now else "")
        yield PriceChange(trail.scenario, trail.item, name, turn, before, after, *levels)
        return
    yield from _amount(trail, name, then.money, now.money)
    if then.level != now.level and {then.level, now.level} <= set(_LEVELS):
        turn = "told-worse" if _LEVELS.index(now.level) < _LEVELS.index(then.level) else "told-better"
        yield PriceChange(trail.scenario, trail.item, name, turn, None, None, then.level, now.level)
