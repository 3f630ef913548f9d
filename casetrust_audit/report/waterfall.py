"""The waterfall of a price trail: first price, what came on top and when, amount to pay. Geometry only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from unicodedata import east_asian_width

from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge, Trail, TrailLine
from casetrust_audit.report.escape import clean
from casetrust_audit.report.trail_table import charge_words
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import LEVELS, message

WIDTH = 360
"""Units of the drawing; narrow, so that its text stays legible on a phone."""
PITCH = 62
PATTERNS = ("start", "disclosed", "hidden", "less", "open", "partial", "end")
_TOLD_BEFORE = {"none": message("not announced before"), "mention": message("mentioned before, no amount")}
"""As short as the drawing needs it; the table has it in full."""
ABSOLUTE = frozenset({"start", "partial", "end"})
"""Patterns of sums; the others are changes of the sum."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sum (start, partial, end) or a change of the sum, and how it is shown."""

    amount: Decimal
    label: str
    shown: str
    pattern: str
    """"start"; "disclosed" or "hidden" before checkout; "less"; "open" (unexplained); "partial"; "end"."""
    note: str = ""
    """Step and announcement, as far as the drawing has room."""
    step: str = ""
    """Where it was first met, and below how well it was told before checkout, for the table."""
    told: str = ""
    nature: str = ""
    """Of a charge: mandatory, optional, preselected, added-by-shop."""


@dataclass(frozen=True, slots=True)
class Bar:
    part: Part
    x: str
    width: str
    top: int
    joint: str
    """x where the running sum stands after this bar."""
    total: str
    """The running sum itself."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    bars: tuple[Bar, ...]
    height: int
    description: str
    """The whole picture in words."""
    patterns: tuple[str, ...]
    legend: tuple[str, ...]
    """Patterns in use that the labels do not explain already."""


def waterfall(trail: Trail, t: Translator) -> Waterfall | None:
    """The trail as bars; None where the first price is unknown, currencies differ, or a sum falls under zero."""
    parts = _parts(trail, t)
    edges = _edges(parts)
    top = max((max(edge) for edge in edges), default=Decimal(0))
    if top <= 0 or min(min(edge) for edge in edges) < 0:
        return None
    currency = trail.headline.currency if trail.headline else ""
    bars = tuple(
        _bar(part, edge, top, place, str(Money(edge[1], currency)))
        for place, (part, edge) in enumerate(zip(parts, edges, strict=True))
    )
    said = t.joined(
        t.chained((t.say("{name}: {value}", name=p.label, value=p.shown), *([p.note] if p.note else []))) for p in parts
    )
    used = {part.pattern for part in parts}
    shown = tuple(p for p in PATTERNS if p in used)
    return Waterfall(
        bars,
        len(bars) * PITCH - 14,
        t.say("{parts}.", parts=said),
        shown,
        tuple(p for p in shown if p not in ABSOLUTE),
    )


def is_hidden(charge: Charge) -> bool:
    """True for a charge the shopper could not know before checkout and did not choose."""
    return charge.level in ("none", "mention") and charge.nature != "optional" and _effect(charge) > 0


def quantity(trail: Trail) -> int:
    """How many of the item the last step that shows it counts (a line each, or a line of several), or else how many
    the shopper asked for."""
    return max(sum(line.quantity or 1 for line in _items(trail)), trail.quantity)


def _edges(parts: tuple[Part, ...]) -> list[tuple[Decimal, Decimal]]:
    """(sum before, sum after) of each part; a sum starts at zero."""
    edges, running = [], Decimal(0)
    for part in parts:
        begin = Decimal(0) if part.pattern in ABSOLUTE else running
        running = begin + part.amount
        edges.append((begin, running))
    return edges


def _bar(part: Part, edge: tuple[Decimal, Decimal], top: Decimal, place: int, total: str) -> Bar:
    low, high = min(edge), max(edge)
    width = max((high - low) / top * WIDTH, Decimal(2))
    x = min(low / top * WIDTH, WIDTH - width)
    joint = min(edge[1] / top * WIDTH, WIDTH - Decimal(1))
    return Bar(part, f"{x:.1f}", f"{width:.1f}", place * PITCH, f"{joint:.1f}", total)


def _parts(trail: Trail, t: Translator) -> tuple[Part, ...]:
    """First price, what changes it, what comes on top, what nothing explains, amount to pay."""
    if trail.headline is None or not _one_currency(trail):
        return ()
    currency, count = trail.headline.currency, quantity(trail)
    start = trail.headline.amount * count
    label = t.say("Price first shown") + (f" × {count}" if count > 1 else "")
    parts = [Part(start, label, str(Money(start, currency)), "start")]
    if change := _item_change(trail, start, count):
        parts.append(_change(change, currency, t.say("Price of the item changed on the way"), "hidden"))
    charges = _paid(trail, _sum(parts))
    less = _taken_off(trail, _sum(parts) + sum(map(_effect, charges)), t)
    charges = _on_top(trail, charges, _sum(parts) + sum(map(_effect, charges)) + _sum(less))
    parts += [_charge_part(charge, t) for charge in charges]
    parts += less
    reached = _sum(parts)
    if trail.final is None:
        shown, walk = str(Money(reached, currency)), t.say("the walk ended at: {step}", step=_reached(trail, t))
        return (*parts, Part(reached, t.say("Seen so far; not the amount to pay"), shown, "partial", walk))
    if trail.final.amount != reached:
        parts.append(_change(trail.final.amount - reached, currency, t.say("Not explained by any line"), "open"))
    label, pattern, walk = t.say("Amount to pay"), "end", ""
    if not trail.complete:
        label, pattern = t.say("Last total seen; not the amount to pay"), "partial"
        walk = t.say("the walk ended at: {step}", step=_reached(trail, t))
    return (*parts, Part(trail.final.amount, label, str(trail.final), pattern, walk))


def _reached(trail: Trail, t: Translator) -> str:
    return _fitted(t.step(trail.reached).lower(), 30) or t.say("the start")


def _sum(parts: list[Part]) -> Decimal:
    return sum((part.amount for part in parts), Decimal(0))


def _change(amount: Decimal, currency: str, label: str, pattern: str, note: str = "") -> Part:
    sign = "+" if amount > 0 else ""
    return Part(amount, label, f"{sign}{Money(amount, currency)}", "less" if amount < 0 else pattern, note)


def _charge_part(charge: Charge, t: Translator) -> Part:
    hidden = is_hidden(charge)
    step = t.step(charge.first_step).lower()
    note = t.say("first seen at: {step}", step=_fitted(step, 24) or t.say("not recorded"))
    if hidden:
        note += f" — {t.say(_TOLD_BEFORE[charge.level])}"
    label = _fitted(charge_words(charge, t), 36)
    part = _change(_effect(charge), charge.money.currency, label, "hidden" if hidden else "disclosed", note)
    told = t.say("chosen by the shopper") if charge.nature == "optional" else t.say(LEVELS.get(charge.level, ""))
    return replace(part, step=step, told=told, nature=charge.nature)


def _taken_off(trail: Trail, before: Decimal, t: Translator) -> list[Part]:
    """Discounts and roundings of the last step, where the amount to pay is nearer with them than without."""
    lines = trail.steps[-1].lines if trail.steps and trail.final is not None else ()
    less = [line for line in lines if line.role in ("discount", "fee") and line.money.amount < 0]
    rest = trail.final.amount - before if trail.final is not None else Decimal(0)
    if abs(rest - sum((line.money.amount for line in less), Decimal(0))) >= abs(rest):
        return []
    step = t.step(trail.steps[-1].name).lower()
    return [
        replace(
            _change(x.money.amount, x.money.currency, _fitted(x.label, 36), "less", t.say("at: {step}", step=step)),
            step=step,
        )
        for x in less
    ]


def _fitted(text: str, columns: int) -> str:
    """`text` cut to the room it has in the drawing; Chinese characters take two columns."""
    line, used = clean(text), 0
    for place, character in enumerate(line):
        used += 2 if east_asian_width(character) in "WF" else 1
        if used > columns:
            return line[:place].rstrip() + "…"
    return line


def _paid(trail: Trail, before: Decimal) -> list[Charge]:
    """Charges in the amount to pay; optional ones only where the total shows that they are in it."""
    certain = [c for c in trail.charges if c.nature != "optional" and _effect(c)]
    chosen = [c for c in trail.charges if c.nature == "optional" and _effect(c)]
    if not chosen or trail.final is None:
        return certain
    rest = trail.final.amount - before - sum(map(_effect, certain))
    return [*certain, *chosen] if rest == sum(map(_effect, chosen)) else certain


def _on_top(trail: Trail, charges: list[Charge], reached: Decimal) -> list[Charge]:
    """The charges with a tax as it comes on top: where the bill adds up and what was `reached` is more than is to be
    paid, the price shown held the rest of the tax that the bill tells apart."""
    taxes = [c for c in charges if c.role == "tax"]
    if trail.final is None or not trail.complete or not trail.reconciled or len(taxes) != 1:
        return charges
    inside, tax = reached - trail.final.amount, taxes[0]
    if not 0 < inside <= tax.money.amount:
        return charges
    rest = Money(tax.money.amount - inside, tax.money.currency)
    return [replace(c, money=rest) if c is tax else c for c in charges if c is not tax or rest.amount]


def _effect(charge: Charge) -> Decimal:
    """What the charge does to the sum."""
    if charge.role == "tax-included":
        return Decimal(0)
    return -abs(charge.money.amount) if charge.role == "discount" else charge.money.amount


def _one_currency(trail: Trail) -> bool:
    sums = [trail.headline, trail.final, *(c.money for c in trail.charges), *(i.money for i in _items(trail))]
    return len({m.currency for m in sums if m is not None}) == 1


def _item_change(trail: Trail, start: Decimal, count: int) -> Decimal:
    """How much the item costs more at the end than its first price; a line may state one or all of them."""
    lines = [line.money.amount for line in _items(trail)]
    paid = sum(lines, Decimal(0))
    return Decimal(0) if not lines or start in (paid, paid * count) else paid - start


def _items(trail: Trail) -> tuple[TrailLine, ...]:
    """Item lines of the last step that shows any, without what is told as a charge."""
    charges = {clean(charge.label).casefold() for charge in trail.charges}
    for step in reversed(trail.steps):
        lines = tuple(i for i in step.lines if i.role == "item" and clean(i.label).casefold() not in charges)
        if lines:
            return lines
    return ()
