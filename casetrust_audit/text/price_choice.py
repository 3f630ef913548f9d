"""Which of a page's amounts is the price of its item: every candidate with what speaks for it and against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Reading, TextBlock
from casetrust_audit.text import price_words
from casetrust_audit.text.amounts import Amount
from casetrust_audit.text.item_place import ItemPlace
from casetrust_audit.text.once import once
from casetrust_audit.text.price_label import behind, label_of, unseen_before
from casetrust_audit.text.shown_amounts import ShownAmount, block_amounts

SMALLEST_PX = 9.0
MOST_TAX = Decimal("1.3")
"""A price with tax is at most so many times the one without."""
ENOUGH = 1.0
"""A candidate with fewer points than this is no item's price: nothing ties it to the item."""
_AREAS = ("main", "aside")
_LONGEST_IN_LIST = 60
_LONGEST_LABEL = 32
_POINT = re.compile(r"\.([0-9]+)")
ENOUGH_GROUPED = 3
"""Different amounts that show how a page parts its thousands."""
_WHOLE_NUMBER = re.compile(r"[1-9][0-9]{1,6}")
_NEAR_NAME = 6
_FAR = 60
_LARGE = 20.0
_SHORT = 80
_PARTS = "-–—·•|:,()/"
"""Signs that part what a title says of an item from its name."""
_GOES_ON = re.compile(r"[\s,;/–-]*(?:(?:free|or|and|to|from|then|up|over|above|for|orders?|或|至)\s*)*", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount that may be the item's price. `at` is its block's place, `why` what spoke for and against it."""

    shown: ShownAmount
    at: int
    points: float
    money: Money
    why: tuple[str, ...]
    corroborated: bool = False
    """The page's data says the same."""
    regular: bool = False
    """Called the regular price: a lower one beside it is the price."""


@dataclass(frozen=True, slots=True)
class Choice:
    """All amounts of the item's part: `candidates` the likeliest first, `former` those struck or called former,
    `refused` (text, reason) of amounts that are something else."""

    candidates: tuple[Candidate, ...]
    former: tuple[tuple[int, ShownAmount], ...]
    refused: tuple[tuple[str, str], ...]
    weak: tuple[Candidate, ...] = ()
    """What may be a price by its words, but is tied to the item by nothing of its own."""


def choose(
    reading: Reading,
    place: ItemPlace,
    currency: str,
    *,
    stated: tuple[Decimal, ...] = (),
    hidden: bool = False,
    anywhere: bool = False,
    loose: bool = False,
    codes: frozenset[str] = frozenset(),
) -> Choice:
    """Weighs every amount of the page.

    `stated` are prices of the item that its markup gives, `codes` their currencies where known: an amount equal to one
    is preferred, unless another currency is written beside it. With `hidden`, amounts
    that are not displayed as read take part, with `anywhere` also those of the page's head and of dialogs, and with
    `loose` also what an item may be sold by: a price per piece or kilogram, and a lone number without a currency.
    """
    former: list[tuple[int, ShownAmount]] = []
    refused: list[tuple[str, str]] = []
    raw: list[tuple[int, ShownAmount, Money, bool]] = []
    bare = bool(stated) or loose
    points_group = reading.lang[:2].lower() in _POINT_GROUPS or _parts_thousands(reading, currency)
    for at, block in enumerate(reading.blocks):
        if not (block.area in _AREAS or (anywhere and block.area in ("header", "dialog"))) or not (
            block.visible or hidden
        ):
            continue
        here = block_amounts(block, currency, bare=bare)
        for number, shown in enumerate(here):
            if _is_former(reading, at, shown, number):
                former.append((at, shown))
                continue
            money = _money(shown, stated, points_group)
            end = len(shown.text) if number + 1 == len(here) else shown.amount.end
            begin = _begin(here[number - 1], shown) if number else 0
            reason = _refusal(shown, money, stated, loose) or ("another product" if at in place.others else "")
            if not reason and _in_long_entry(reading, at, shown, number):
                reason = "in a long list entry"
            same = money is not None and money.amount in stated
            reason = reason or _other_purpose(reading, place, at, shown, (begin, end), loose, same)
            if reason or money is None:
                refused.append((shown.amount.raw, reason))
            else:
                raw.append((at, shown, money, shown.amount.kind == "was" or _is_regular(reading, at, shown, number)))
    found = _weighed(reading, place, raw, currency, stated, codes)
    repeated = [c for c in found if _is_repeated(reading, c)]
    if 0 < len(repeated) < len(found):
        found = [c for c in found if c not in repeated]
        refused += [(c.shown.amount.raw, "the price of a subscription") for c in repeated]
    found += [] if any(c.corroborated for c in found) else _lone_numbers(reading, place, currency, stated)
    found.sort(key=lambda c: (-c.points, c.at))
    refused += [(c.shown.amount.raw, "nothing ties it to the item") for c in found if c.points < ENOUGH]
    kept = tuple(c for c in found if c.points >= ENOUGH)
    return Choice(kept, tuple(former), tuple(refused), tuple(c for c in found if c.points < ENOUGH))


def _lone_numbers(
    reading: Reading, place: ItemPlace, currency: str, stated: tuple[Decimal, ...]
) -> Iterator[Candidate]:
    """Whole numbers without a currency that stand for themselves below the item's name and are what the page's data
    says of it ("136")."""
    for at, block in enumerate(reading.blocks):
        text, after = block.text.strip(), place.after_name(at)
        if not _WHOLE_NUMBER.fullmatch(text) or not block.visible or block.area not in _AREAS or at in place.others:
            continue
        if Decimal(text) > 0 and Decimal(text) in stated and after is not None and 0 < after <= _NEAR_NAME:
            money = Money(Decimal(text), currency, assumed=True)
            shown = ShownAmount(Amount(text, 0, len(text), (money,), "single", False), block, None, text)
            why = ("a number alone below the item's name", "+10.0 the page's data says the same")
            yield Candidate(shown, at, ENOUGH + 10.0, money, why, True)


def _weighed(
    reading: Reading,
    place: ItemPlace,
    raw: list[tuple[int, ShownAmount, Money, bool]],
    currency: str,
    stated: tuple[Decimal, ...],
    codes: frozenset[str],
) -> list[Candidate]:
    """What speaks for and against each amount that may be the price, in page order."""
    seen = Counter(money.amount for _, _, money, _ in raw)
    shown_codes = {money.currency for _, _, money, _ in raw}
    sizes = _usual_size(reading)
    found = []
    for at, shown, money, regular in raw:
        points = _Points()
        other = bool(codes and money.currency and not money.assumed and money.currency not in codes)
        same = money.amount in stated and not other
        _by_look(points, shown, sizes, labelled=_labelled_price(reading, at, shown))
        _by_place(points, shown.block, at, place)
        if currency in shown_codes and money.currency not in ("", currency):
            points.add(-1.5, "not in the page's currency")
        if regular:
            points.add(-2.5, "called the regular price")
        if seen[money.amount] > 1:
            points.add(min(seen[money.amount] - 1, 2) * 0.5, "shown more than once")
        if stated:
            points.add(
                10.0 if same else -1.0, "the page's data says the same" if same else "the page's data says otherwise"
            )
        found.append(Candidate(shown, at, points.total, money, tuple(points.why), same, regular))
    return found


def _is_repeated(reading: Reading, candidate: Candidate) -> bool:
    """Whether it is what a subscription asks, as its own words or its label say."""
    shown = candidate.shown
    if len(shown.text) <= _SHORT and price_words.is_subscription(shown.text):
        return True
    label = label_of(reading, candidate.at) if len(shown.text) <= len(shown.amount.raw) + 2 else None
    return label is not None and len(label.text) <= _SHORT and price_words.is_subscription(label.text)


class _Points:
    def __init__(self) -> None:
        self.total = 0.0
        self.why: list[str] = []

    def add(self, points: float, why: str) -> None:
        self.total += points
        if points:
            self.why.append(f"{points:+.1f} {why}")


def _money(shown: ShownAmount, stated: tuple[Decimal, ...], points_group: bool) -> Money | None:
    """The amount as one value; None where it can be read in several ways and nothing says which."""
    readings = shown.amount.readings
    if len(readings) == 1:
        return readings[0]
    same = [m for m in readings if m.amount in stated]
    if len(same) == 1:
        return same[0]
    return readings[0] if points_group and len({m.currency for m in readings}) == 1 else None


@once
def _parts_thousands(reading: Reading, currency: str) -> bool:
    """Whether the page's amounts with a point have three figures behind it, several and all of them: no shop asks for
    thousandths."""
    shown = [s.amount for b in reading.blocks if b.visible for s in block_amounts(b, currency)]
    points = {a.raw: _POINT.findall(a.raw) for a in shown if "." in a.raw}
    grouped = [raw for raw, found in points.items() if found]
    return len(grouped) >= ENOUGH_GROUPED and all(len(f) == 3 for found in points.values() for f in found or [""])


_POINT_GROUPS = frozenset({"de", "es", "it", "nl", "pt", "id", "tr", "da", "el", "ro", "vi", "sl", "hr"})
"""Languages that part thousands with a point."""


def _begin(before: ShownAmount, shown: ShownAmount) -> int:
    """From where words may belong to an amount that follows another in its block: those before the first are its own,
    but where the sentence goes on in the same style ("Delivery S$4.00, free from S$60")."""
    between = shown.text[before.amount.end : shown.amount.start]
    goes_on = before.run is shown.run or any(c.isalpha() for c in between)
    return 0 if goes_on and _GOES_ON.fullmatch(between) else before.amount.end


def _is_former(reading: Reading, at: int, shown: ShownAmount, number: int) -> bool:
    """Struck through, or called a former price: by the words before it, by a label of its own, or for those who hear
    the page."""
    if shown.struck or price_words.names_former(shown.unseen):
        return True
    if shown.amount.kind == "was":
        return not price_words.is_regular(shown.text, shown.amount)
    if number or shown.amount.start > 2:
        return False
    label = label_of(reading, at)  # what is noted behind the amount ("£9.99 What is this?") leaves it its label
    return price_words.names_former(unseen_before(reading, at)) or (
        label is not None and price_words.names_former(label.text)
    )


def _is_regular(reading: Reading, at: int, shown: ShownAmount, number: int) -> bool:
    """Called the regular price by a label of its own."""
    if number or len(shown.text) > len(shown.amount.raw) + 2:
        return price_words.names_regular(shown.unseen)
    label = label_of(reading, at)
    return price_words.names_regular(shown.unseen) or (label is not None and price_words.names_regular(label.text))


def _refusal(shown: ShownAmount, money: Money | None, stated: tuple[Decimal, ...], loose: bool) -> str:
    """Why the amount as written cannot be the item's price; "" where it can."""
    amount, block, run = shown.amount, shown.block, shown.run
    if money is None:
        return "can be read in several ways"
    if money.amount not in stated and not any(not c.isdigit() and c not in ".,'’ " for c in amount.raw):
        named = price_words.is_price_label(shown.text) or (
            run is not None and (run.weight >= 600 or run.font_px >= _LARGE)
        )
        if not loose or not named or price_words.other_words(shown.text, (amount,)):
            return "a number without a currency"
    if amount.kind == "per-unit" and loose and price_words.sold_by(shown.text, amount):
        return ""
    if amount.negative or amount.kind not in ("single", "from", "range", "was"):
        return "is taken off" if amount.negative else f"is {amount.kind}"
    if money.amount <= 0:
        return "is zero"
    if run is not None and block.visible and (not run.visible or run.font_px < SMALLEST_PX):
        return "too small to read"
    if price_words.adds_to_price(shown.text, amount):
        return "is added to the price"
    return ""


def _in_long_entry(reading: Reading, at: int, shown: ShownAmount, number: int) -> bool:
    """Whether it stands somewhere in a long entry of a list: not at the head of a cell beside "Price:"."""
    if shown.block.tag not in ("li", "button", "option", "label", "td") or len(shown.text) <= _LONGEST_IN_LIST:
        return False
    return shown.block.tag != "td" or number > 0 or not _labelled_price(reading, at, shown)


def _labelled_price(reading: Reading, at: int, shown: ShownAmount) -> bool:
    """Whether it stands at the head of its block beside "Price:", which announces it, and as no former one."""
    if shown.amount.start > 2:
        return False
    label = label_of(reading, at)
    if label is None or len(label.text) > _LONGEST_LABEL or not label.text.rstrip().endswith((":", "：")):
        return False
    return price_words.is_price_label(label.text) and not price_words.names_former(label.text)


def _other_purpose(
    reading: Reading,
    place: ItemPlace,
    at: int,
    shown: ShownAmount,
    bounds: tuple[int, int],
    loose: bool,
    same: bool,
) -> str:
    """What else the amount is for, as the words in its block and in those beside it say; "" for the price. `same`: the
    page's data says that it is the price."""
    block, text, raw = shown.block, shown.text, shown.amount.raw
    own = shown.run.text if shown.run is not None and len(block.runs) > 1 else ""
    item = place.named.text if place.named is not None else ""
    if place.named is not None and block.selector == place.named.selector and at in place.names:
        apart = same or (loose and _set_apart(text, shown))
        return "" if apart else "stands in the item's name"
    reason = price_words.other_purpose(text, shown.amount, own, bounds[1], item, bounds[0])
    if reason and not (loose and reason == "per-unit"):
        return reason
    if len(text) > len(raw) + 2:
        return ""
    following, label = behind(reading, at), label_of(reading, at)
    if following is not None and price_words.goes_on_over_time(following[0].text, in_line=following[1]):
        return "paid over time"
    if label is None or any(reading.blocks[n] is label for n in place.names):
        return ""
    return price_words.label_of_other(label.text, item)


def _set_apart(text: str, shown: ShownAmount) -> bool:
    """Whether an amount of the item's name is no part of it: at its end or its beginning, behind or before a sign."""
    before, after = text[: shown.amount.start].rstrip(), text[shown.amount.end :].lstrip()
    first = not before and (not after or after[0] in _PARTS)
    return first or (bool(before) and before[-1] in _PARTS and (not after or after[0] in _PARTS))


def _usual_size(reading: Reading) -> float:
    """The size most of the page's text is set in."""
    sizes: Counter[float] = Counter()
    for block in reading.blocks:
        if block.visible:
            for run in block.runs:
                sizes[run.font_px] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 16.0


def _by_look(points: _Points, shown: ShownAmount, usual: float, *, labelled: bool) -> None:
    block, run = shown.block, shown.run
    larger = min(shown.font_px, 40.0) - usual
    points.add(max(-2.0, min(larger, 16.0)) * 0.3, "size of its type")
    if run is not None and run.weight >= 600 and block.tag not in ("h1", "h2", "h3"):
        points.add(0.5, "bold")
    words = price_words.other_words(shown.text, (shown.amount,))
    if labelled:
        points.add(3.5, "beside the label of a price")
    elif words <= 4:
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
