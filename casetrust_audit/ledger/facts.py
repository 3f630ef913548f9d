"""Facts that rest on the whole journey: hidden charges, sums, price differences, what is in the cart, currency."""

from __future__ import annotations

from decimal import Decimal
from weakref import WeakKeyDictionary

from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.added import added_extras
from casetrust_audit.ledger.cart_controls import can_change_quantity, can_remove, was_removed
from casetrust_audit.ledger.choices import priced_options, shares_name
from casetrust_audit.ledger.trail import Walked, hidden_charges, left_behind, unclear_charges, walked
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject, Unknown
from casetrust_audit.model.money import Money
from casetrust_audit.model.reading import within
from casetrust_audit.model.result import Charge, Trail
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.charge_words import charge_name
from casetrust_audit.text.chosen import TICKS
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

_CACHE: WeakKeyDictionary[Shop, tuple[Walked, ...]] = WeakKeyDictionary()


def walks_of(shop: Shop) -> tuple[Walked, ...]:
    """The followed journeys, worked out once for a shop."""
    if shop not in _CACHE:
        _CACHE[shop] = walked(shop)
    return _CACHE[shop]


def trails(shop: Shop) -> tuple[Trail, ...]:
    """Price trails for the report."""
    return tuple(w.trail for w in walks_of(shop))


def not_reached(walk: Walked) -> Unknown:
    """Why nothing is known of what comes after the end of a walk."""
    return Unknown(walk.journey.stopped)


def no_journey(shop: Shop) -> Unknown:
    """Why nothing could be followed."""
    return Unknown(
        "no product was found that a shopper can buy" if shop.by_role("product") else "no product page was found"
    )


def _names(charges: tuple[Charge, ...]) -> str:
    return "; ".join(f"{charge_name(c)} {c.money} (first at {c.first_step})" for c in charges) or "none"


_WALK_FIELDS = {
    "hidden_charges": FieldType(Kind.INT, doc="Mandatory charges first met in checkout and told nowhere before."),
    "unclear_charges": FieldType(
        Kind.INT, doc="Late mandatory charges told before only in a policy, or without an amount."
    ),
    "charges": FieldType(Kind.TEXT, doc="The hidden charges in words, or else the unclear ones."),
    "adds_up": FieldType(Kind.BOOL, doc="Lines of the last step give its total to the cent."),
    "gap": FieldType(Kind.MONEY, doc="Stated total less the sum of its lines."),
    "itemised": FieldType(Kind.BOOL, doc="Goods and total are told apart at the last step, with every charge a line."),
    "tax_added": FieldType(Kind.BOOL, doc="A tax line lifts the total above the prices shown."),
    "currency_changed": FieldType(Kind.BOOL, doc="The last step is in another currency than the product page."),
    "reached_end": FieldType(Kind.BOOL, doc="The last step before payment was reached."),
    "delivery_first_seen": FieldType(Kind.TEXT, doc="Step at which a delivery charge is first stated."),
    "final": FieldType(Kind.MONEY, doc="The amount to pay."),
}


@fact(
    "journey.walks",
    Kind.SUBJECTS,
    "Each walk of an ordinary item to the last step before payment.",
    fields=_WALK_FIELDS,
)
def walks(shop: Shop) -> Fact | NotFound:
    """One subject a journey; figures the journey did not reach are unknown."""
    found = walks_of(shop)
    if not found:
        return no_journey(shop)
    return Known(tuple(_walk_subject(shop, w) for w in found), _refs(shop, [p for w in found for _, p in w.pages]))


def _walk_subject(shop: Shop, walk: Walked) -> Subject:
    trail, last = walk.trail, walk.sums[-1][1] if walk.sums else None
    hidden, unclear = hidden_charges(trail), unclear_charges(trail)
    unreached = not_reached(walk)
    complete = trail.complete and last is not None
    unseen = Unknown("the last step shows no amount to pay that could be read")
    told_all = complete and trail.final is not None
    none_more = unseen if complete else unreached
    fields: dict[str, Scalar | Fact] = {
        "hidden_charges": len(hidden) if hidden or told_all else none_more,
        "unclear_charges": len(unclear) if unclear or told_all else none_more,
        "charges": _names(hidden or unclear),
        "reached_end": trail.complete,
        "adds_up": unreached,
        "gap": unreached,
        "itemised": unreached,
        "tax_added": unreached,
        "currency_changed": unreached,
        "final": unreached,
        "delivery_first_seen": next((c.first_step for c in trail.charges if c.role == "shipping"), "none"),
    }
    if complete and last is not None:
        odd = Unknown(
            f"the amounts of the last step could not be told apart{': ' + last.unclear if last.unclear else ''}"
        )
        fields["itemised"] = last.itemised if told_all else unseen
        fields["adds_up"] = trail.reconciled if trail.reconciled is not None else odd
        fields["gap"] = trail.gap or odd
        fields["final"] = trail.final or odd
        taxed = any(line.role == "tax" and line.money.amount > 0 for line in last.lines)
        taxed = taxed or any(c.role == "tax" for c in trail.charges)
        taxed = taxed and not walk.tax_in_price(last)
        fields["tax_added"] = taxed if taxed or told_all else unseen
        fields["currency_changed"] = _currency_changed(trail) if trail.final and trail.headline else odd
    evidence = [ref for c in (hidden or unclear) for ref in c.evidence]
    if last is not None:
        evidence += [line.evidence for line in last.lines if line.role == "total"] or [shop.ref(walk.pages[-1][1])]
    evidence += [line.evidence for line in last.lines if line.role in ("tax", "fee", "shipping")] if last else []
    told = f" (+ {_names(hidden or unclear)})" if hidden or unclear else ""
    return Subject(f"{trail.item[:80]}{told}"[:200], fields, tuple(dict.fromkeys(evidence))[:8])


def _currency_changed(trail: Trail) -> bool:
    """Whether the amount to pay is in another currency; a code merely assumed on both sides is no change."""
    if trail.final is None or trail.headline is None:
        return False
    return bool(trail.headline.currency and trail.final.currency and trail.headline.currency != trail.final.currency)


@fact(
    "cart.contents", Kind.SUBJECTS, "What the cart held after one item was added, one subject a journey.",
    fields={
        "extra_lines": FieldType(Kind.INT, doc="Lines above zero that the shopper did not add."),
        "extras": FieldType(Kind.TEXT, doc="Those lines in words."),
        "free_extras": FieldType(Kind.INT, doc="Unrequested lines at no charge."),
        "quantity_raised": FieldType(Kind.BOOL, doc="The cart holds more of the item than were added."),
        "quantity_editable": FieldType(Kind.BOOL, doc="The cart lets the shopper change the quantity."),
        "removable": FieldType(Kind.BOOL, doc="The cart lets the shopper remove the item."),
    },
)  # fmt: skip
def cart_contents(shop: Shop) -> Fact | NotFound:
    """Read off the cart page of each journey."""
    found = walks_of(shop)
    if not found:
        return no_journey(shop)
    subjects = tuple(s for w in found if (s := _cart_subject(shop, w)) is not None)
    return Known(subjects, tuple(r for s in subjects for r in s.evidence)) if subjects else not_reached(found[0])


def _cart_subject(shop: Shop, walk: Walked) -> Subject | None:
    page, s = walk.step("cart"), walk.sum_at("cart")
    if page is None or s is None:
        return None
    title = walk.journey.product_title.casefold()
    items = [x for x in s.lines if x.role == "item"]
    own = [x for x in items if title in (x.label + " " + x.evidence.quote).casefold()]
    left = tuple(map(fold, left_behind(shop, walk.journey)))
    extra = [
        x for x in items if x not in own and not any(name in fold(f"{x.label} {x.evidence.quote}") for name in left)
    ]
    paid = [x for x in extra if x.money.amount > 0]
    quantity = own[0].quantity if own else None
    fields: dict[str, Scalar | Fact] = {
        "extra_lines": len(paid) if own else Unknown("the item's own line in the cart could not be read"),
        "extras": "; ".join(f"{x.label} {x.money}" for x in paid) or "none",
        "free_extras": len(extra) - len(paid),
        "quantity_raised": quantity > walk.journey.quantity if quantity is not None else False,
        "quantity_editable": can_change_quantity(page),
        "removable": can_remove(page) or was_removed(walk.journey),
    }
    shown = (*paid, *own)
    evidence = tuple(x.evidence for x in shown) or (shop.ref(page),)
    return Subject(f"{walk.journey.scenario}: cart", fields, evidence)


@fact(
    "options.priced", Kind.SUBJECTS,
    "Extras with a price of their own that can be left: by box, radio, list or line in the cart, as first shown.",
    fields={
        "checked": FieldType(Kind.BOOL, doc="Chosen before the shopper touched it."),
        "amount": FieldType(Kind.MONEY, doc="Its price."),
        "step": FieldType(Kind.TEXT, doc="Step it is first met at."),
    },
)  # fmt: skip
def options_priced(shop: Shop) -> Fact | NotFound:
    """Options on the pages of all journeys; not found where the journeys ended and none was there."""
    found = walks_of(shop)
    if not found:
        return no_journey(shop)
    options: dict[str, list[tuple[str, Page, EvidenceRef, bool, Money]]] = {}
    for walk in found:
        for step, page in walk.pages:
            for box, money in priced_options(page):
                if box.type not in TICKS and (walk.journey.driver != "tool" or walk.journey.planned):
                    continue  # a person, or the plan, may have chosen it
                ref = shop.ref(page, box.context or box.label, box.selector, box.box)
                seen = options.setdefault((box.label or box.context)[:120], [])
                if all(s[1].capture.session != page.capture.session for s in seen):
                    seen.append((step, page, ref, box.checked, money))
        for step, page, line in added_extras(shop, walk):
            if not any(shares_name(label, line.label) or fold(line.label) in fold(label) for label in options):
                options.setdefault(line.label, []).append((step, page, line.evidence, True, line.money))
    if options:
        subjects = tuple(
            Subject(
                label,
                {"checked": any(s[3] for s in seen), "amount": seen[0][4], "step": seen[0][0]},
                tuple(s[2] for s in seen),
            )
            for label, seen in options.items()
        )
        return Known(subjects, tuple(r for s in subjects for r in s.evidence))
    if all(w.trail.complete for w in found):
        return NotFound(_refs(shop, [p for w in found for _, p in w.pages]), ("choices with a price",), sufficient=True)
    return not_reached(next(w for w in found if not w.trail.complete))


@fact(
    "delivery.choice", Kind.SUBJECTS, "Delivery methods offered at checkout: was a dearer one preselected?",
    fields={
        "dearer_preselected": FieldType(Kind.BOOL, doc="The method already chosen costs more than another."),
        "methods": FieldType(Kind.INT, doc="How many are offered."),
    },
)  # fmt: skip
def delivery_choice(shop: Shop) -> Fact | NotFound:
    """Radios of the delivery step with an amount in their row, or a button beside each method."""
    found = walks_of(shop)
    if not found:
        return no_journey(shop)
    subjects = []
    for walk in found:
        for step, page in walk.pages:
            choice = _delivery_radios(page) or (_delivery_buttons(walk, page) if step == "delivery" else [])
            if len(choice) >= 2:
                chosen = next((m for checked, m, _ in choice if checked), None)
                cheapest = min(m for _, m, _ in choice)
                dearer = chosen is not None and chosen > max(cheapest, _cheapest_delivered(choice))
                fields: dict[str, Scalar | Fact] = {"dearer_preselected": dearer, "methods": len(choice)}
                subjects.append(
                    Subject(
                        f"{walk.journey.scenario}: delivery", fields, tuple(shop.ref(page, t) for _, _, t in choice[:1])
                    )
                )
                break
    if subjects:
        return Known(tuple(subjects), tuple(r for s in subjects for r in s.evidence))
    if all(w.trail.complete for w in found):
        return NotFound(
            _refs(shop, [p for w in found for _, p in w.pages]), ("delivery methods to choose from",), sufficient=True
        )
    return not_reached(next(w for w in found if not w.trail.complete))


def _delivery_buttons(walk: Walked, page: Page) -> list[tuple[bool, Decimal, str]]:
    """Methods with a price and a button each; the one the cart already reckoned with counts as chosen by the shop."""
    cart = walk.sum_at("cart")
    reckoned = [fold(line.label) for line in cart.lines if line.role == "shipping"] if cart else []
    out = []
    for row in page.reading.rows:
        pressed = [b for b in page.reading.buttons if b.visible and b.form and within(b.box, row.box)]
        amounts = [a for t in row.amounts for a in find_amounts(t, page_currency(page.reading), free=True)]
        if row.visible and row.area == "main" and len(pressed) == 1 and len(amounts) == 1:
            chosen = any(label and label in fold(row.text) for label in reckoned)
            out.append((chosen, amounts[0].readings[0].amount, row.text))
    return out


def _cheapest_delivered(choice: list[tuple[bool, Decimal, str]]) -> Decimal:
    """Cheapest method that brings the goods; collecting them is another service, not a cheaper delivery."""
    delivered = [m for _, m, text in choice if not phrases("self-collection").any(text)]
    return min(delivered, default=Decimal(0))


def _delivery_radios(page: Page) -> list[tuple[bool, Decimal, str]]:
    out = []
    for f in page.reading.fields():
        if (
            f.type == "radio"
            and f.visible
            and any(w in (f.name + f.group).casefold() for w in ("shipping", "delivery", "method"))
        ):
            amounts = find_amounts(f"{f.label} {f.context}", page_currency(page.reading), free=True)
            if amounts and "pay" not in f.name.casefold():
                out.append((f.checked, amounts[0].readings[0].amount, f.context or f.label))
    return out


def _refs(shop: Shop, pages: list[Page]) -> tuple[EvidenceRef, ...]:
    return shop.refs(list({page.capture.id: page for page in pages}.values())[:12])


@fact(
    "delivery_fee.in_cart",
    Kind.BOOL,
    "The cart states a delivery charge, or that there is none, before checkout begins.",
)
def delivery_fee_in_cart(shop: Shop) -> Fact | NotFound:
    """A delivery line of the cart with an amount, in any journey that opened one."""
    found = walks_of(shop)
    if not found:
        return no_journey(shop)
    carts = [(walk.step("cart"), walk.sum_at("cart")) for walk in found]
    lines = [line.evidence for _, s in carts if s is not None for line in s.lines if line.role == "shipping"]
    if lines:
        return Known(True, tuple(dict.fromkeys(lines)))
    pages = [page for page, _ in carts if page is not None]
    return NotFound(_refs(shop, pages), ("delivery", "shipping"), sufficient=True) if pages else not_reached(found[0])
