"""Which of a page's amounts is the price of its item: every candidate with what speaks for it and against it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Reading, TextBlock
from casetrust_audit.text import price_words
from casetrust_audit.text.item_place import ItemPlace
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.shown_amounts import ShownAmount, block_amounts

SMALLEST_PX = 9.0
ENOUGH = 1.0
"""A candidate with fewer points than this is no item's price: nothing ties it to the item."""
_AREAS = ("main", "aside")
_LONGEST_IN_LIST = 60
_FAR = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount that may be the item's price. `at` is its block's place, `why` what spoke for and against it."""

    shown: ShownAmount
    at: int
    points: float
    money: Money
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """All amounts of the item's part: `candidates` the likeliest first, `former` those struck or called former,
    `refused` (text, reason) of amounts that are something else."""

    candidates: tuple[Candidate, ...]
    former: tuple[tuple[int, ShownAmount], ...]
    refused: tuple[tuple[str, str], ...]


def choose(
    reading: Reading,
    place: ItemPlace,
    currency: str,
    *,
    stated: tuple[Decimal, ...] = (),
    hidden: bool = False,
    anywhere: bool = False,
) -> Choice:
    """Weighs every amount of the page.

    `stated` are prices of the item that its markup gives: an amount equal to one is preferred. With `hidden`, amounts
    that are not displayed as read take part, with `anywhere` also those of the page's head and of dialogs.
    """
    former: list[tuple[int, ShownAmount]] = []
    refused: list[tuple[str, str]] = []
    raw: list[tuple[int, ShownAmount, Money, bool]] = []
    bare = bool(stated)
    for at, block in enumerate(reading.blocks):
        if not (block.area in _AREAS or (anywhere and block.area in ("header", "dialog"))) or not (
            block.visible or hidden
        ):
            continue
        here = block_amounts(block, currency, bare=bare)
        for number, shown in enumerate(here):
            if shown.struck or (shown.amount.kind == "was" and not price_words.is_regular(shown.text, shown.amount)):
                former.append((at, shown))
                continue
            money = _money(shown, stated, reading.lang)
            end = len(shown.text) if number + 1 == len(here) else shown.amount.end
            reason = _refusal(shown, money, stated) or ("another product" if at in place.others else "")
            reason = reason or _other_purpose(reading, place, at, shown, end)
            if reason or money is None:
                refused.append((shown.amount.raw, reason))
            else:
                raw.append((at, shown, money, shown.amount.kind == "was"))
    seen = Counter(money.amount for _, _, money, _ in raw)
    codes = {money.currency for _, _, money, _ in raw}
    sizes = _usual_size(reading)
    found = []
    for at, shown, money, regular in raw:
        points = _Points()
        _by_look(points, shown, sizes)
        _by_place(points, shown.block, at, place)
        if currency in codes and money.currency not in ("", currency):
            points.add(-1.5, "not in the page's currency")
        if regular:
            points.add(-2.5, "called the regular price")
        if seen[money.amount] > 1:
            points.add(min(seen[money.amount] - 1, 2) * 0.5, "shown more than once")
        if stated:
            same = money.amount in stated
            points.add(
                10.0 if same else -1.0, "the page's data says the same" if same else "the page's data says otherwise"
            )
        found.append(Candidate(shown, at, points.total, money, tuple(points.why)))
    found.sort(key=lambda c: (-c.points, c.at))
    refused += [(c.shown.amount.raw, "nothing ties it to the item") for c in found if c.points < ENOUGH]
    return Choice(tuple(c for c in found if c.points >= ENOUGH), tuple(former), tuple(refused))


class _Points:
    def __init__(self) -> None:
        self.total = 0.0
        self.why: list[str] = []

    def add(self, points: float, why: str) -> None:
        self.total += points
        if points:
            self.why.append(f"{points:+.1f} {why}")


def _money(shown: ShownAmount, stated: tuple[Decimal, ...], lang: str) -> Money | None:
    """The amount as one value; None where it can be read in several ways and nothing says which."""
    readings = shown.amount.readings
    if len(readings) == 1:
        return readings[0]
    same = [m for m in readings if m.amount in stated]
    if len(same) == 1:
        return same[0]
    if lang[:2].lower() in _POINT_GROUPS and len({m.currency for m in readings}) == 1:
        return readings[0]
    return None


_POINT_GROUPS = frozenset({"de", "es", "it", "nl", "pt", "id", "tr", "da", "el", "ro", "vi", "sl", "hr"})
"""Languages that part thousands with a point."""


def _refusal(shown: ShownAmount, money: Money | None, stated: tuple[Decimal, ...]) -> str:
    """Why the amount as written cannot be the item's price; "" where it can."""
    amount, block, run = shown.amount, shown.block, shown.run
    if money is None:
        return "can be read in several ways"
    if money.amount not in stated and not any(not c.isdigit() and c not in ".,'’ " for c in amount.raw):
        return "a number without a currency"
    if amount.negative or amount.kind not in ("single", "from", "range", "was"):
        return "is taken off" if amount.negative else f"is {amount.kind}"
    if money.amount <= 0:
        return "is zero"
    if run is not None and block.visible and (not run.visible or run.font_px < SMALLEST_PX):
        return "too small to read"
    if price_words.adds_to_price(shown.text, amount):
        return "is added to the price"
    if block.tag in ("li", "button", "option", "label", "td") and len(shown.text) > _LONGEST_IN_LIST:
        return "in a long list entry"
    return ""


def _other_purpose(reading: Reading, place: ItemPlace, at: int, shown: ShownAmount, end: int) -> str:
    """What else the amount is for, as the words in its block and in those beside it say; "" for the price."""
    block, text, raw = shown.block, shown.text, shown.amount.raw
    own = shown.run.text if shown.run is not None and len(block.runs) > 1 else ""
    if (own and own in raw) or (block.tag == "button" and phrases("add-to-cart").any(text)):
        own = raw  # an amount whose sign stands in an element of its own is still one thing
    item = place.named.text if place.named is not None else ""
    if place.named is not None and block.selector == place.named.selector and at in place.names:
        return "stands in the item's name"
    if reason := price_words.other_purpose(text, shown.amount, own, end, item):
        return reason
    if len(text) > len(raw) + 2:
        return ""
    following, label = _neighbour(reading, at, 1), _neighbour(reading, at, -1)
    if following is not None and price_words.goes_on_over_time(following.text):
        return "paid over time"
    if label is None or (place.names and reading.blocks[place.names[0]] is label):
        return ""
    return price_words.label_of_other(label.text, item)


def _neighbour(reading: Reading, at: int, step: int) -> TextBlock | None:
    """The next displayed block before or after one."""
    here = reading.blocks[at]
    at += step
    while 0 <= at < len(reading.blocks):
        if reading.blocks[at].visible == here.visible:
            return reading.blocks[at]
        at += step
    return None


def _usual_size(reading: Reading) -> float:
    """The size most of the page's text is set in."""
    sizes: Counter[float] = Counter()
    for block in reading.blocks:
        if block.visible:
            for run in block.runs:
                sizes[run.font_px] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 16.0


def _by_look(points: _Points, shown: ShownAmount, usual: float) -> None:
    block, run = shown.block, shown.run
    larger = min(shown.font_px, 40.0) - usual
    points.add(max(-2.0, min(larger, 16.0)) * 0.3, "size of its type")
    if run is not None and run.weight >= 600 and block.tag not in ("h1", "h2", "h3"):
        points.add(0.5, "bold")
    words = price_words.other_words(shown.text, (shown.amount,))
    if words <= 4:
        points.add(2.0, "stands alone")
    elif words > 8:
        points.add(-min(6.0, (words - 8) * 0.5 + 2.0), "in the middle of a text")
    if block.tag in ("li", "option", "label", "button"):
        points.add(-1.0, f"in a {block.tag}")
    if price_words.is_price_label(shown.text):
        points.add(0.5, "called a price")


def _by_place(points: _Points, block: TextBlock, at: int, place: ItemPlace) -> None:
    after, adder = place.after_name(at), place.to_adder(at)
    ties: list[tuple[float, str]] = []
    if after is not None and after >= 0:
        ties.append(
            (4.0 - 0.3 * min(after, 10) - 0.1 * max(min(after, _FAR) - 10, 0), f"{after} blocks below the item's name")
        )
    elif after is not None:
        ties.append((2.0 + 0.3 * max(after, -_FAR), f"{-after} blocks above the item's name"))
    if adder is not None:
        ties.append((3.0 - 0.15 * min(adder, _FAR), f"{adder} blocks from the button"))
    ties.sort(reverse=True)
    for weight, (tie, why) in zip((1.0, 0.4), ties, strict=False):
        points.add(weight * max(tie, -3.0), why)
    if not ties:
        points.add(-1.0, "neither the item's name nor a button is known")
    if place.named is not None and block.box[3] > 0 and after is not None and after >= 0:
        below = block.box[1] - (place.named.box[1] + place.named.box[3])
        points.add(-min(max(below - 300.0, 0.0) / 400.0, 3.0), "far below the name")
