"""What lines cost more at the end than at first is a charge, though no line of its own names it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.trail import hidden_charges, unclear_charges
from casetrust_audit.model.journey import Attempt
from casetrust_audit.model.money import Money
from casetrust_audit.model.result import Charge
from casetrust_audit.text.charge_words import charge_name
from tests.build import field
from tests.ledger.parts import TITLE, row, shop_of, summary, walk_of

CART = summary((TITLE, "£15.83"), ("Standard delivery", "£14.90"), ("Order total", "£30.73"))
RISEN = summary(
    (TITLE, "£17.18"), ("Standard delivery", "£16.17"), ("Order handling", "£1.50"), ("Order total", "£34.85")
)


def charges(told: str) -> dict[tuple[str, str], str]:
    trail = walk_of(shop_of("£15.83", ("cart", CART), ("review", RISEN), told=told)).trail
    return {(c.role, charge_name(c)): str(c.money) for c in trail.charges}


def test_a_tax_inside_the_lines_is_told_as_tax_where_the_shop_said_it_comes() -> None:
    assert charges("Taxes will be added during checkout.") == {
        ("shipping", "Standard delivery"): "£14.90",
        ("fee", "Order handling"): "£1.50",
        ("tax", f"tax on {TITLE}"): "£1.35",
        ("tax", "tax on Standard delivery"): "£1.27",
    }


def test_a_rise_nobody_spoke_of_is_hidden() -> None:
    trail = walk_of(shop_of("£15.83", ("cart", CART), ("review", RISEN))).trail
    assert [charge_name(c) for c in hidden_charges(trail)] == [
        "Order handling",
        f"{TITLE} dearer by",
        "Standard delivery dearer by",
    ]
    assert all(c.first_step == "review" for c in hidden_charges(trail))


def test_what_was_hinted_at_in_the_cart_is_unclear() -> None:
    trail = walk_of(
        shop_of("£15.83", ("cart", CART), ("review", RISEN), told="Taxes will be added during checkout.")
    ).trail
    assert [charge_name(c) for c in unclear_charges(trail)] == [f"tax on {TITLE}", "tax on Standard delivery"]


def test_the_parts_of_a_risen_bill_give_its_total() -> None:
    trail = walk_of(shop_of("£15.83", ("cart", CART), ("review", RISEN))).trail
    assert trail.headline is not None
    assert trail.final is not None
    assert trail.headline.amount + sum(c.money.amount for c in trail.charges) == trail.final.amount


def test_lines_that_stay_the_same_have_not_risen() -> None:
    trail = walk_of(shop_of("£15.83", ("cart", CART), ("review", CART))).trail
    assert [(c.role, c.first_step, c.level, c.place) for c in trail.charges] == [("shipping", "cart", "amount", "cart")]
    assert not hidden_charges(trail)


def test_a_bill_that_does_not_add_up_proves_no_rise() -> None:
    odd = summary((TITLE, "£17.18"), ("Standard delivery", "£14.90"), ("Order total", "£30.73"))
    trail = walk_of(shop_of("£15.83", ("cart", CART), ("review", odd))).trail
    assert not [c for c in trail.charges if c.role in ("rise", "tax")]


def test_two_of_an_item_have_not_risen() -> None:
    two = summary((f"{TITLE} Qty: 2", "£31.66"), ("Order total", "£31.66"))
    trail = walk_of(shop_of("£15.83", ("cart", two), ("review", two))).trail
    assert trail.charges == ()


def test_an_item_the_shop_added_is_a_charge_and_no_rise() -> None:
    slipped = summary((TITLE, "£15.83"), ("Gift bag Qty: 1", "£2.00"), ("Order total", "£17.83"))
    trail = walk_of(shop_of("£15.83", ("cart", slipped), ("review", slipped))).trail
    assert [(c.role, str(c.money), c.nature) for c in trail.charges] == [("item", "£2.00", "added-by-shop")]


def test_an_added_item_with_two_labels_is_one_charge() -> None:
    cart = summary(
        (TITLE, "£15.83"), ("Gift bag each Quantity of Gift bag: Qty: 1", "£2.00"), ("Order total", "£17.83")
    )
    review = summary((TITLE, "£15.83"), ("Gift bag × 1", "£2.00"), ("Order total", "£17.83"))
    trail = walk_of(shop_of("£15.83", ("cart", cart), ("review", review))).trail
    assert [(c.role, str(c.money)) for c in trail.charges] == [("item", "£2.00")]


def test_of_several_bought_the_price_of_one_is_told_with_their_number() -> None:
    line = (row(TITLE, "S$84.00"), row("Total", "S$84.00", y=200))
    shop = shop_of("S$42.00", ("cart", line), ("review", line), quantity=2)
    trail = walk_of(shop).trail
    assert (str(trail.headline), trail.quantity, trail.charges) == ("S$42.00", 2, ())
    assert trail.sentence == f"{TITLE}: 2 × shown at S$42.00, and S$84.00 is what is to be paid."


@pytest.mark.parametrize(("quantity", "price"), [(1, "S$42.00"), (2, "S$21.00")])
def test_a_total_that_lacks_one_of_its_lines_is_not_told_as_what_is_to_be_paid(quantity: int, price: str) -> None:
    bill = summary((TITLE, "S$42.00"), ("Delivery", "S$8.00"), ("Total", "S$42.00"))
    trail = walk_of(shop_of(price, ("cart", bill), ("review", bill), quantity=quantity)).trail
    assert trail.gap is not None
    assert str(trail.gap.amount) == "-8.00"
    assert trail.sentence.endswith("says S$42.00 and its lines come to S$50.00, so what is to be paid is not settled.")


def test_an_extra_the_buyer_ticked_is_optional_and_one_he_was_made_to_tick_is_not() -> None:
    box = field("extra", type="checkbox", label="Select", context="Printed programme €4.00", selector="#extra")
    line = (row(TITLE, "€42.00"), row("+ Printed programme", "€4.00", y=150), row("Total", "€46.00", y=200))

    def nature(attempts: tuple[Attempt, ...]) -> str:
        shop = shop_of("€42.00", ("cart", (row(TITLE, "€42.00"),)), ("gateway", ()), ("review", line))
        pages = tuple(
            replace(p, reading=replace(p.reading, loose_fields=(box,))) if p.capture.step == "cheap/gateway" else p
            for p in shop.collection.pages
        )
        journeys = tuple(replace(j, attempts=attempts) for j in shop.journeys)
        made = Shop(replace(shop.collection, pages=pages, journeys=journeys))
        (charge,) = walk_of(made).trail.charges
        return charge.nature

    assert nature((Attempt("gateway", "planned tick", "css=#extra", "done", True),)) == "optional"
    assert nature((Attempt("gateway", "fill required extra", "#extra", "check", True),)) == "mandatory"


def test_a_fee_is_not_optional_for_a_box_that_merely_speaks_of_it() -> None:
    box = field(
        "agree", type="checkbox", label="I agree", context="I agree to the terms and the service fee", selector="#a"
    )
    line = (row(TITLE, "S$42.00"), row("Service fee", "S$1.50", y=150), row("Total", "S$43.50", y=200))
    shop = shop_of("S$42.00", ("cart", (row(TITLE, "S$42.00"),)), ("review", line))
    pages = tuple(replace(p, reading=replace(p.reading, loose_fields=(box,))) for p in shop.collection.pages)
    (charge,) = walk_of(Shop(replace(shop.collection, pages=pages))).trail.charges
    assert charge.nature == "mandatory"


def test_delivery_that_the_last_step_no_longer_reckons_is_not_paid() -> None:
    cart = summary((TITLE, "S$10.00"), ("Standard delivery", "S$4.00"), ("Total", "S$14.00"))
    fetched = summary((TITLE, "S$10.00"), ("Self-collection", "S$0.00"), ("Total", "S$10.00"))
    trail = walk_of(shop_of("S$10.00", ("cart", cart), ("review", fetched))).trail
    assert (trail.charges, str(trail.final)) == ((), "S$10.00")
    stuck = walk_of(shop_of("S$10.00", ("cart", cart), ("delivery", fetched), end="stuck")).trail
    assert [c.label for c in stuck.charges] == ["Standard delivery"]


def test_methods_to_choose_from_without_goods_or_a_total_are_no_charges() -> None:
    cart = (row(TITLE, "€129.00"), row("Total", "€129.00", y=200))
    methods = (row("Express courier", "€14.50", y=100), row("Cash on delivery", "€2.50", y=150))
    trail = walk_of(shop_of("€129.00", ("cart", cart), ("payment", methods))).trail
    assert trail.charges == ()


def test_what_is_taken_off_is_told_as_such_and_not_as_added() -> None:
    less = summary((TITLE, "S$10.00"), ("Discount", "-S$3.00"), ("Total", "S$7.00"))
    trail = walk_of(shop_of("S$10.00", ("cart", less), ("review", less))).trail
    assert trail.sentence == f"{TITLE}: shown at S$10.00, S$7.00 to pay; taken off: Discount S$3.00."
    both = summary((TITLE, "S$10.00"), ("Delivery", "S$4.00"), ("Discount", "-S$3.00"), ("Total", "S$11.00"))
    trail = walk_of(shop_of("S$10.00", ("cart", both), ("review", both))).trail
    assert trail.sentence.endswith("S$11.00 to pay; added: Delivery S$4.00; taken off: Discount S$3.00.")


INSIDE = summary((TITLE, "S$110.09"), ("Sub-Total", "S$101.00"), ("GST (9%)", "S$9.09"), ("Total", "S$110.09"))


def test_a_tax_inside_the_price_that_grows_with_delivery_was_told_in_the_cart() -> None:
    last = summary(
        (TITLE, "S$110.09"), ("Sub-Total", "S$101.00"), ("Flat rate delivery", "S$5.00"), ("GST (9%)", "S$9.54"),
        ("Total", "S$115.54"),
    )  # fmt: skip
    trail = walk_of(shop_of("S$110.09", ("cart", INSIDE), ("review", last))).trail
    (tax,) = [c for c in trail.charges if c.role == "tax"]
    assert (tax.first_step, tax.level) == ("cart", "amount")
    assert [c.role for c in hidden_charges(trail)] == ["shipping"]


def test_a_tax_inside_the_price_in_the_cart_that_is_put_on_top_in_checkout_is_hidden() -> None:
    last = summary((TITLE, "S$110.09"), ("GST (9%)", "S$9.91"), ("Total", "S$120.00"))
    trail = walk_of(shop_of("S$110.09", ("cart", INSIDE), ("review", last))).trail
    assert "tax" in [c.role for c in hidden_charges(trail)]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Flat Shipping Rate - S$4.36", "Flat Shipping Rate"),
        ("Express (S$9.00):", "Express"),
        ("Courier: S$5.45", "Courier"),
        ("平邮（S$3.00）", "平邮"),
        ("Free delivery over S$50.00", "Free delivery over S$50.00"),
        ("S$4.00", "S$4.00"),
        ("GST (9%)", "GST (9%)"),
    ],
)
def test_a_charge_is_called_without_the_price_its_choice_was_told_with(label: str, name: str) -> None:
    charge = Charge(label, "shipping", Money(Decimal("4.00"), "SGD"), "mandatory", "address", "none", "none", ())
    assert charge_name(charge) == name
