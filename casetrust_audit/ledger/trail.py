"""The price trail of one journey: the item and every charge followed from the product page to the last step."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.choices import priced_options, told_beside
from casetrust_audit.ledger.disclosure import find_disclosure
from casetrust_audit.ledger.lines import CENT, Sum, read_sum
from casetrust_audit.ledger.sightings import sightings_of
from casetrust_audit.ledger.tax_in_price import tax_in_price
from casetrust_audit.ledger.tax_told import tax_as_told
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.journey import AS_MEMBER, HELD, Journey, step_place
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import Field
from casetrust_audit.model.result import Charge, Trail, TrailLine, TrailStep
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.charge_words import charge_name
from casetrust_audit.text.item_price import ItemPrice, item_price, page_currency, price_beside, price_in_tile
from casetrust_audit.text.normalise import fold

FORCED_EXTRA = "fill required extra"
BEFORE_CHECKOUT = ("product", "cart")
SCENARIOS = ("cheap", "mid", "again", "collect", "recorded")
"""Journeys that buy an ordinary item; "sold-out" tells of availability only. "recorded" was walked by a person."""


@dataclass(frozen=True, slots=True)
class Walked:
    """A journey with its trail, its sums by step, and the pages behind them."""

    journey: Journey
    trail: Trail
    pages: tuple[tuple[str, Page], ...]
    sums: tuple[tuple[str, Sum], ...]
    price: ItemPrice | None

    def step(self, *names: str) -> Page | None:
        return next((page for name, page in self.pages if name in names), None)

    def sum_at(self, *names: str) -> Sum | None:
        return next((s for name, s in self.sums if name in names), None)

    def tax_in_price(self, one: Sum) -> Decimal:
        """How much of the tax on a bill of this walk the price first shown had in it; nought where unknown."""
        if self.price is None or self.price.kind != "single":
            return Decimal(0)
        return tax_in_price(one, self.price.money, self.journey.product_title, self.journey.quantity)


def walked(shop: Shop) -> tuple[Walked, ...]:
    """Every ordinary journey of the collection, followed."""
    return tuple(follow(shop, j) for j in shop.journeys if j.scenario.removesuffix(AS_MEMBER) in SCENARIOS or j.planned)


def follow(shop: Shop, journey: Journey) -> Walked:
    """One journey, followed through its steps."""
    pages = tuple((s.name, p) for s in journey.steps if (p := shop.collection.page(s.capture)) is not None)
    product = next((p for name, p in reversed(pages) if name == "product"), None)
    price = _headline(product, journey) if product else None
    currency = price.money.currency if price else (page_currency(product.reading) if product else "")
    sums = tuple(
        (name, read_sum(shop, page, journey.product_title, currency)) for name, page in pages if name != "product"
    )
    steps = tuple(
        TrailStep(name, page.url, page.capture.id, s.lines, s.total, s.computed)
        for (name, page), (_, s) in zip([p for p in pages if p[0] != "product"], sums, strict=True)
    )
    charges = _charges(shop, journey, pages, sums, price)
    last = sums[-1][1] if sums and journey.reached_end else None
    sightings, left_out = sightings_of(shop, journey, pages, sums, price)
    trail = Trail(
        scenario=journey.scenario,
        item=journey.product_title,
        headline=price.money if price else None,
        final=last.total if last else None,
        steps=steps,
        charges=charges,
        reconciled=_reconciled(sums) if last else None,
        gap=_gap(last) if last else None,
        reached=journey.steps[-1].name if journey.steps else "",
        complete=journey.reached_end,
        end_reason=journey.end_detail,
        sentence="",
        sightings=sightings,
        sightings_left_out=left_out,
        quantity=journey.quantity,
    )
    walk = Walked(journey, trail, pages, sums, price)
    inside = walk.tax_in_price(sums[-1][1]) if sums else Decimal(0)
    return replace(walk, trail=replace(trail, sentence=_sentence(trail, inside)))


def _headline(product: Page, journey: Journey) -> ItemPrice | None:
    """The price of what was bought, on the page as it stood when it was bought: a variant may have been chosen, and
    of several items one was."""
    if journey.item_selector and (beside := price_beside(product.reading, journey.item_selector)):
        return beside
    if product.role != "product":  # a list of goods, from which the item was bought: others have their prices there
        return price_in_tile(product.reading, journey.product_title)
    return item_price(product.reading)


def _gap(last: Sum) -> Money | None:
    if last.total is None or last.computed is None or last.total.currency != last.computed.currency:
        return None
    return Money(last.total.amount - last.computed.amount, last.total.currency)


def _reconciled(sums: tuple[tuple[str, Sum], ...]) -> bool | None:
    """Whether the last step that can be added up does so to the cent; None where none can."""
    gaps = [g for _, s in sums if (g := _gap(s)) is not None]
    return abs(gaps[-1].amount) <= CENT if gaps and _gap(sums[-1][1]) is not None else None


def _charges(
    shop: Shop,
    journey: Journey,
    pages: tuple[tuple[str, Page], ...],
    sums: tuple[tuple[str, Sum], ...],
    price: ItemPrice | None,
) -> tuple[Charge, ...]:
    first: dict[tuple[str, str], tuple[str, TrailLine]] = {}
    latest: dict[tuple[str, str], TrailLine] = {}
    for step, s in sums:
        if s.total is None and s.computed is None:
            continue  # without goods or a total what stands there is an offer (methods to choose from), not a bill
        for key, line in _by_charge(s, journey, tuple(first)).items():
            first.setdefault(key, (step, line))
            latest[key] = line
    rises = _rises(shop, journey, sums, price)
    risen = {fold(r.label): r.money.amount for r in rises}
    charges = []
    dropped, left = _dropped(journey, sums, tuple(first)), left_behind(shop, journey)
    for (role, label), (step, line) in first.items():
        if (role, label) in dropped:
            continue
        last = latest[role, label]
        rise = risen.get(fold(last.label), Decimal(0)) if role != "tax" else Decimal(0)
        last = replace(last, money=replace(last.money, amount=last.money.amount - rise))
        if role == "item" and any(_begins(fold(name), fold(line.label)) for name in left):
            continue
        charges.append(_charge(shop, journey, pages, role, (step, line), last))
    return tax_as_told(shop, (*charges, *rises), pages, sums, BEFORE_CHECKOUT) + _unexplained(shop, pages, sums)


def left_behind(shop: Shop, journey: Journey) -> tuple[str, ...]:
    """Names of what a login's cart held before, and of what earlier walks put into a cart and did not take out again:
    the shop did not add it to this one's."""
    names = [a.target for a in journey.attempts if a.strategy == HELD]
    for other in shop.journeys:
        if other is journey or other.scenario == journey.scenario:
            break
        emptied = any(a.ok and a.strategy == "empty the cart" for a in other.attempts)
        carted = any(s.name != "product" for s in other.steps)
        if carted and not emptied and other.product_title and fold(other.product_title) != fold(journey.product_title):
            names.append(other.product_title)
    return tuple(names)


def _dropped(
    journey: Journey, sums: tuple[tuple[str, Sum], ...], known: tuple[tuple[str, str], ...]
) -> frozenset[tuple[str, str]]:
    """Charges that an earlier step reckoned with and the last does not, which adds up without them: delivery, once the
    buyer fetches the goods. They are not paid."""
    last = sums[-1][1] if sums else None
    gap = _gap(last) if last is not None else None
    if last is None or gap is None or not journey.reached_end or not last.itemised or abs(gap.amount) > CENT:
        return frozenset()
    return frozenset(known) - set(_by_charge(last, journey, known))


def _by_charge(s: Sum, journey: Journey, known: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], TrailLine]:
    """The charges of one step; lines alike (the same extra for each of two seats) are one charge."""
    found: dict[tuple[str, str], TrailLine] = {}
    for line in s.lines:
        role = _charge_role(line, journey)
        if not role or line.money.amount <= 0:
            continue
        key = (role, "" if role in ("shipping", "tax") else fold(line.label))
        if role == "item":  # "Greeting card" in checkout is "Greeting card each Remove" in the cart
            key = next((k for k in known if k[0] == role and _begins(k[1], key[1])), key)
        twin = found.get(key)
        same = twin is not None and twin.money.currency == line.money.currency
        before = twin.money.amount if twin is not None and same else Decimal(0)
        found[key] = replace(line, money=replace(line.money, amount=before + line.money.amount))
    return found


def _begins(one: str, other: str) -> bool:
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _rises(
    shop: Shop, journey: Journey, sums: tuple[tuple[str, Sum], ...], price: ItemPrice | None
) -> tuple[Charge, ...]:
    """What lines of the last step cost more than they did at first: a charge without a line of its own.

    A tax that the shop said it would add is told as tax, anything else as a rise. Only a step that adds up is believed.
    """
    if not sums or not _exact(sums[-1][1]):
        return ()
    found = []
    for line in sums[-1][1].lines:
        if line.role not in ("item", "shipping", "fee") or (line.role == "item" and not _is_own(line, journey)):
            continue
        seen = [(step, x) for step, s in sums for x in s.lines if _same_line(x, line, journey)]
        before = seen[0][1].money.amount
        if line.role == "item" and price is not None and price.kind == "single":
            if price.money.currency != line.money.currency:
                continue
            before = price.money.amount * (line.quantity or journey.quantity)
        if (more := line.money.amount - before) <= CENT:
            continue
        step = next(step for step, x in seen if x.money.amount == line.money.amount)
        money = replace(line.money, amount=more)
        tax = find_disclosure(shop, "tax", "", money, journey.product_url)
        role = "rise" if tax.level == "none" else "tax"
        evidence = (line.evidence, seen[0][1].evidence, *tax.evidence)
        found.append(
            Charge(line.label, role, money, "mandatory", step, tax.level, tax.place, tuple(dict.fromkeys(evidence)))
        )
    return tuple(found)


def _exact(last: Sum) -> bool:
    """Whether items and charges themselves, not a subtotal in their place, give the total to the cent."""
    if last.total is None or any(line.money.currency != last.total.currency for line in last.lines):
        return False
    roles = ("item", "shipping", "fee", "discount", "optional", "tax")
    whole = sum((line.money.amount for line in last.lines if line.role in roles), Decimal(0))
    return abs(whole - last.total.amount) <= CENT


def _same_line(one: TrailLine, other: TrailLine, journey: Journey) -> bool:
    if one.role != other.role or one.money.currency != other.money.currency:
        return False
    if one.role == "item":
        return _is_own(one, journey) and _is_own(other, journey) and (one.quantity or 1) == (other.quantity or 1)
    return fold(one.label) == fold(other.label)


def _is_own(line: TrailLine, journey: Journey) -> bool:
    """Whether the line is the item the shopper added."""
    return fold(journey.product_title) in fold(line.label + " " + line.evidence.quote)


def _charge_role(line: TrailLine, journey: Journey) -> str:
    if line.role == "item":
        return "" if _is_own(line, journey) else "item"
    return line.role if line.role in ("shipping", "tax", "fee", "optional") else ""


def _charge(
    shop: Shop, journey: Journey, pages: tuple[tuple[str, Page], ...], role: str,
    first: tuple[str, TrailLine], latest: TrailLine,
) -> Charge:  # fmt: skip
    step, line = first
    told: tuple[EvidenceRef, ...] = ()
    if role in ("shipping", "fee") and (earlier := _told_earlier(shop, pages, role, line, step)) is not None:
        step, told = earlier
    option = _option_for(line, pages)
    nature = "added-by-shop" if role == "item" else "mandatory"
    if role == "optional" or (role == "fee" and option is not None and not _forced(option, journey)):
        nature = "preselected" if option is None or option.checked else "optional"
    found = find_disclosure(shop, role, line.label, latest.money, journey.product_url)
    level, place = found.level, found.place
    if step in BEFORE_CHECKOUT and line.money == latest.money:
        level, place = "amount", step if place in ("policy", "none") or level != "amount" else place
    evidence: tuple[EvidenceRef, ...] = (latest.evidence, line.evidence, *told, *found.evidence)
    return Charge(line.label, role, latest.money, nature, step, level, place, tuple(dict.fromkeys(evidence)))


def _told_earlier(
    shop: Shop, pages: tuple[tuple[str, Page], ...], role: str, line: TrailLine, step: str
) -> tuple[str, tuple[EvidenceRef, ...]] | None:
    """The step before the bill's at which the price stood beside the choice of delivery or payment."""
    for name, page in pages:
        if name == step:
            return None
        if name != "product" and (choice := told_beside(page, role, line.label, line.money)) is not None:
            return name, (shop.ref(page, choice.text, choice.selector, choice.box),)
    return None


def _option_for(line: TrailLine, pages: tuple[tuple[str, Page], ...]) -> Field | None:
    """The box, radio or entry of a list that a charge belongs to, at the state in which the shop first showed it."""
    words = fold(line.label).strip(" +:")
    for _, page in pages:
        for field in page.reading.fields():
            if field.type in ("checkbox", "switch") and field.visible and words and _names(field, words, line):
                return field
        for field, money in priced_options(page):
            if (
                field.type not in ("checkbox", "switch")
                and money == line.money
                and words
                and words in fold(field.label)
            ):
                return field
    return None


def _names(field: Field, words: str, line: TrailLine) -> bool:
    """Whether the box bears the charge's name: by its label, or by the row it stands in where that has its price too,
    for many a row speaks of many things."""
    label = fold(field.label)
    if label and (words in label or label.startswith(words[:24])):
        return True
    context = fold(field.context)
    prices = [a.readings[0].amount for a in find_amounts(field.context, line.money.currency) if len(a.readings) == 1]
    return words in context and any(price > 0 and line.money.amount % price == 0 for price in prices)


def _forced(option: Field, journey: Journey) -> bool:
    """Whether the shop would not go on until the box was ticked: what it adds was no choice."""
    return any(a.ok and a.strategy == FORCED_EXTRA and a.target == option.selector for a in journey.attempts)


def _unexplained(
    shop: Shop, pages: tuple[tuple[str, Page], ...], sums: tuple[tuple[str, Sum], ...]
) -> tuple[Charge, ...]:
    """A total that exceeds its lines is a charge without a name."""
    if not sums:
        return ()
    step, last = sums[-1]
    gap = _gap(last)
    if gap is None or gap.amount <= CENT or not last.itemised:
        return ()
    total = next((line for line in last.lines if line.role == "total"), None)
    evidence = (total.evidence,) if total else shop.refs([pages[-1][1]])
    return (Charge("(no line explains it)", "unexplained", gap, "mandatory", step, "none", "none", evidence),)


def hidden_charges(trail: Trail) -> tuple[Charge, ...]:
    """Mandatory charges first met in checkout and disclosed nowhere before it."""
    return tuple(c for c in trail.charges if _late(c) and c.level == "none")


def unclear_charges(trail: Trail) -> tuple[Charge, ...]:
    """Mandatory charges first met in checkout of which only a policy or a bare mention told before."""
    return tuple(
        c for c in trail.charges if _late(c) and c.level != "none" and (c.place == "policy" or c.level == "mention")
    )


def _late(charge: Charge) -> bool:
    return charge.nature == "mandatory" and charge.first_step not in BEFORE_CHECKOUT


def _on_top(charge: Charge, inside: Decimal) -> Charge:
    """The charge as it comes on top of the price shown: a tax without what that price had `inside` of it."""
    if charge.role != "tax" or not inside:
        return charge
    return replace(charge, money=replace(charge.money, amount=charge.money.amount - inside))


def _sentence(trail: Trail, inside: Decimal = Decimal(0)) -> str:
    item = re.sub(r"\s+", " ", trail.item)[:80] or "The item"
    if not trail.complete:
        where = step_place(trail.reached or "product")
        return f"{item}: the way to payment could be followed only as far as {where}: {trail.end_reason}."
    if trail.headline is None or trail.final is None:
        return f"{item}: the last step was reached, but its price or the amount to pay could not be read."
    added = [_on_top(c, inside) for c in trail.charges if c.nature != "optional"]
    added = [c for c in added if c.money.amount > CENT or c.role != "tax"]
    count = f"{trail.quantity} × " if trail.quantity > 1 else ""
    rise = trail.final.amount - trail.headline.amount * trail.quantity
    if trail.headline.currency != trail.final.currency:
        return f"{item}: shown at {trail.headline}, but the amount to pay is {trail.final}, in another currency."
    if trail.gap is not None and trail.gap.amount < -CENT:
        lines = replace(trail.final, amount=trail.final.amount - trail.gap.amount)
        told = f"the last step says {trail.final} and its lines come to {lines}"
        return f"{item}: {count}shown at {trail.headline}; {told}, so what is to be paid is not settled."
    if rise == Decimal(0):
        return f"{item}: {count}shown at {trail.headline}, and {trail.final} is what is to be paid."
    late = hidden_charges(trail)
    more = ", ".join(f"{charge_name(c)} {c.money}" for c in added[:6])
    less = ", ".join(
        f"{x.label.rstrip(': ')} {replace(x.money, amount=-x.money.amount)}" for x in _taken_off(trail)[:3]
    )
    parts = [f"added: {more}"] if more else []
    parts += [f"taken off: {less}"] if less else []
    why = "; ".join(parts) or f"{'added' if rise > 0 else 'taken off'}: no line that names it"
    text = f"{item}: {count}shown at {trail.headline}, {trail.final} to pay; {why}."
    if late:
        text += f" First told in checkout: {', '.join(charge_name(c) for c in late)}."
    return text


def _taken_off(trail: Trail) -> list[TrailLine]:
    """What the last step takes off the sum: a discount, a rounding in the buyer's favour."""
    lines = trail.steps[-1].lines if trail.steps else ()
    return [line for line in lines if line.role in ("discount", "fee") and line.money.amount < 0]
