"""The cart of one visitor and the sums made from it, with what the chosen defects add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from casetrust_audit.demo.behaviour import Behaviour
from casetrust_audit.demo.catalogue import Product
from casetrust_audit.demo.offers import monthly_price, pair_saving
from casetrust_audit.demo.stock import BY_SLUG

CENT = Decimal("0.01")
GST = Decimal("0.09")
FREE_FROM = Decimal("60.00")
MOST = 20
"""Most pieces of one line."""

CARD_SLUG = "greeting-card"
PLAN_KEY = "care_plan"
PLAN_FEE = Decimal("4.90")
WRAP_FEE = Decimal("3.00")
MONTHLY = "monthly"

LATE_FEES = {
    "hidden-handling-fee": ("Handling fee", Decimal("2.90")),
    "small-packing-fee": ("Packing", Decimal("0.30")),
    "fees-may-apply": ("Service fee", Decimal("1.50")),
    "unlabelled-surcharge": ("Payment surcharge", Decimal("0.60")),
}
"""Fees that only the payment step shows, by the defect that adds them."""

TOLD_FEES = {
    "told-packing-fee": ("Packing", Decimal("0.30")),
    "told-service-fee": ("Service fee", Decimal("1.50")),
}
"""Fees that product page and cart state with their amount, by switch."""


@dataclass(frozen=True, slots=True)
class Delivery:
    key: str
    title: str
    fee: Decimal
    time: str
    """How long and where; shown only where the shop tells it."""


DELIVERIES = {
    d.key: d
    for d in (
        Delivery("standard", "Standard delivery", Decimal("4.00"), "islandwide, 2-3 working days"),
        Delivery("express", "Express delivery", Decimal("9.00"), "islandwide, next working day"),
        Delivery("collect", "Self-collection", Decimal("0.00"), "at our Tiong Bahru shop, ready the next working day"),
    )
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a summary. `role`: item, delivery, optional, discount, fee, tax, rounding."""

    label: str
    amount: Decimal
    role: str
    key: str = ""
    quantity: int = 1
    unit: Decimal = Decimal(0)
    path: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    lines: tuple[Line, ...]
    total: Decimal
    delivery_free: bool = False

    @property
    def items(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.role == "item")

    @property
    def charges(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.role != "item")

    @property
    def subtotal(self) -> Decimal:
        return sum((line.amount for line in self.items), Decimal(0))

    @property
    def gst_included(self) -> Decimal:
        """GST contained in the total, rounded to the cent."""
        return (self.total * GST / (1 + GST)).quantize(CENT, ROUND_HALF_UP)


@dataclass(slots=True)
class Basket:
    """Lines by key ("slug", "slug:size number", "slug:size number:monthly") and the choices of the checkout. Guarded
    by its session."""

    quantities: dict[str, int] = field(default_factory=dict)
    protection: bool = False
    plan: bool = False
    wrapped: bool = False
    email: str = ""
    address: dict[str, str] = field(default_factory=dict)
    delivery: str = ""

    @property
    def count(self) -> int:
        return sum(self.quantities.values())

    def add(
        self, product: Product, size: str, quantity: int, told: Behaviour, *, plan: bool = False, monthly: bool = False
    ) -> None:
        """Put `quantity` pieces in, or what the defects make of it; with the breakage plan, and by the month, where
        the shop offers that."""
        number = str(product.sizes.index(size)) if product.sizes else ""
        key = ":".join((product.slug, number, MONTHLY if monthly and told.monthly else "")).rstrip(":")
        if not self.quantities and "preticked-insurance" in told:
            self.protection = True
        quantity += "quantity-raised" in told
        self.quantities[key] = min(MOST, self.quantities.get(key, 0) + quantity)
        self.plan = self.plan or (plan and told.plan)
        if "sneaked-item" in told:
            self.quantities.setdefault(CARD_SLUG, 1)

    def change(self, key: str, quantity: int) -> None:
        """Set the quantity of a line; nought removes it. Unknown keys are passed over."""
        self.plan = self.plan and key != PLAN_KEY
        if key in self.quantities:
            self.quantities[key] = min(MOST, quantity)
            if quantity <= 0:
                del self.quantities[key]
        self.plan = self.plan and bool(self.quantities)
        self.wrapped = self.wrapped and bool(self.quantities)

    def clear(self) -> None:
        self.quantities.clear()
        self.delivery = ""
        self.protection = self.plan = self.wrapped = False

    def delivery_choice(self, told: Behaviour) -> str:
        """Key of the delivery chosen, or of the one preselected."""
        return self.delivery or ("express" if "dear-delivery-preselected" in told else "standard")


def _item(key: str, quantity: int, told: Behaviour) -> Line:
    if key == CARD_SLUG:
        card = Decimal("5.00")
        return Line("Greeting card", card * quantity, "item", key, quantity, card, image="/images/logo.svg")
    slug, size, how = [*key.split(":"), "", ""][:3]
    product = BY_SLUG[slug]
    unit = monthly_price(product.price) if how == MONTHLY else product.price
    unit += Decimal("1.00") if "cart-price-higher" in told else Decimal(0)
    parts = (product.title, product.sizes[int(size)] if size else "", "every month" if how == MONTHLY else "")
    label = ", ".join(part for part in parts if part)
    return Line(label, unit * quantity, "item", key, quantity, unit, product.path, f"/images/{slug}.svg")


def _delivery(choice: str, subtotal: Decimal) -> Line:
    option = DELIVERIES[choice]
    free = choice == "standard" and subtotal >= FREE_FROM
    return Line(option.title, Decimal("0.00") if free else option.fee, "delivery")


def summarise(basket: Basket, told: Behaviour, stage: str) -> Summary:
    """The sums as shown at `stage`: "cart", "start" (of a checkout that reckons delivery later), "delivery" or
    "payment"."""
    items = [_item(key, quantity, told) for key, quantity in basket.quantities.items()]
    subtotal = sum((line.amount for line in items), Decimal(0))
    lines = items + _chosen(basket, told, items)
    if stage in ("delivery", "payment"):
        lines.append(_delivery(basket.delivery_choice(told), subtotal))
    elif stage == "cart" and told.delivery_fee:
        lines.append(_delivery("standard", subtotal))
    lines += [Line(label, amount, "fee") for label, amount in fees(told, TOLD_FEES)]
    if stage == "payment":
        lines += [Line(label, amount, "fee") for label, amount in fees(told, LATE_FEES)]
    if (stage != "cart" and "gst-on-top" in told) or (stage == "payment" and "tax-at-the-end" in told):
        lines.append(Line("GST 9 %", (subtotal * GST).quantize(CENT, ROUND_HALF_UP), "tax"))
    if stage == "payment" and "rounding" in told:
        lines.append(Line("Rounding", Decimal("-0.02"), "rounding"))
    total = sum((line.amount for line in lines), Decimal(0))
    if stage == "payment" and "total-over-lines" in told:
        total += Decimal("1.00")
    return Summary(tuple(lines), total, subtotal >= FREE_FROM)


def fees(told: Behaviour, known: Mapping[str, tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """Label and amount of the fees whose switch is on."""
    return [fee for switch, fee in known.items() if switch in told]


def _chosen(basket: Basket, told: Behaviour, items: list[Line]) -> list[Line]:
    """What comes with the items: extras the buyer took, and what is taken off."""
    lines = []
    if basket.protection:
        lines.append(Line("Parcel protection", Decimal("1.90"), "optional"))
    if basket.plan:
        lines.append(Line("Breakage plan", PLAN_FEE, "optional"))
    if basket.wrapped:
        lines.append(Line("Gift wrapping", WRAP_FEE, "optional"))
    pieces = Counter[tuple[str, Decimal]]()
    for line in items:
        pieces[line.key.partition(":")[0], line.unit] += line.quantity
    saving = sum((pair_saving(unit, count) for (_, unit), count in pieces.items()), Decimal(0))
    if "multi-buy" in told and saving:
        lines.append(Line("Multi-buy discount", -saving, "discount"))
    return lines
