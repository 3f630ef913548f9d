from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

import casetrust_audit.ledger.facts  # noqa: F401 - registers the facts
from casetrust_audit.facts.registry import extract, load_all
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.fact import Known, Subject, Unknown
from casetrust_audit.model.reading import Button, Field, Option, Row
from tests.build import SITE, field, form
from tests.ledger.parts import TITLE, row, shop_of, summary

CART = summary((TITLE, "£15.83"), ("Insured delivery", "£14.90"), ("Order total", "£30.73"))
RISEN = summary((TITLE, "£17.18"), ("Insured delivery", "£14.90"), ("Order total", "£32.08"))


load_all("casetrust_audit.facts", "casetrust_audit.ledger")


def only(shop: Shop, name: str) -> dict[str, Any]:
    fact = extract(shop)[name]
    assert isinstance(fact, Known), fact
    assert isinstance(fact.value, tuple)
    (subject,) = fact.value
    assert isinstance(subject, Subject)
    return dict(subject.fields)


def test_equal_prices_are_settled_only_at_the_last_step() -> None:
    whole = only(shop_of("£15.83", ("cart", CART), ("review", CART)), "prices.tuples")
    assert (whole["cart_higher"], whole["cart_differs"]) == (False, False)
    walled = only(shop_of("£15.83", ("cart", CART), end="login-wall"), "prices.tuples")
    assert isinstance(walled["cart_higher"], Unknown)
    assert isinstance(walled["cart_differs"], Unknown)


def test_a_dearer_cart_is_proved_without_the_last_step() -> None:
    dear = summary((TITLE, "£16.83"), ("Order total", "£16.83"))
    assert only(shop_of("£15.83", ("cart", dear), end="login-wall"), "prices.tuples")["cart_higher"] is True


def test_a_tax_inside_the_lines_counts_as_added() -> None:
    told = "Taxes will be added during checkout."
    assert only(shop_of("£15.83", ("cart", CART), ("review", RISEN), told=told), "journey.walks")["tax_added"] is True
    assert only(shop_of("£15.83", ("cart", CART), ("review", CART), told=told), "journey.walks")["tax_added"] is False


def methods(*offered: tuple[str, str]) -> Shop:
    """A shop whose delivery step has a button beside each method."""
    rows: list[Row] = []
    buttons, forms = [], []
    for n, (name, price) in enumerate(offered):
        rows.append(row(name, price, y=100.0 + 50 * n, tag="div", text=f"{name} {price} Select", group="#default"))
        buttons.append(Button("Select", f"#b{n}", "submit", f"#f{n}", "main", True, False, (300, 105 + 50 * n, 60, 20)))
        forms.append(form(selector=f"#f{n}", action=SITE + "/delivery", buttons=(f"#b{n}",)))
    base = shop_of("£15.83", ("cart", CART), ("delivery", tuple(rows)), ("review", CART))
    pages = tuple(
        replace(p, reading=replace(p.reading, buttons=tuple(buttons), forms=tuple(forms)))
        if p.capture.step.endswith("/delivery")
        else p
        for p in base.collection.pages
    )
    return Shop(replace(base.collection, pages=pages))


def test_the_cart_reckoning_with_the_dearer_of_two_buttons_is_a_preselection() -> None:
    found = only(methods(("Insured delivery", "£14.90"), ("Standard delivery", "£6.90")), "delivery.choice")
    assert found == {"dearer_preselected": True, "methods": 2}


def test_the_cart_reckoning_with_the_cheaper_is_none() -> None:
    found = only(methods(("Insured delivery", "£14.90"), ("Express delivery", "£26.90")), "delivery.choice")
    assert found == {"dearer_preselected": False, "methods": 2}


def test_amounts_stay_decimal() -> None:
    assert only(shop_of("£15.83", ("cart", CART), ("review", CART)), "journey.walks")["final"].amount == Decimal(
        "30.73"
    )


def test_where_the_last_step_shows_no_amount_to_pay_nothing_is_said_of_what_it_is_made_of() -> None:
    cart = summary((TITLE, "S$10.00"), ("Total", "S$10.00"))
    walk = only(shop_of("S$10.00", ("cart", cart), ("address", ())), "journey.walks")
    for name in ("itemised", "adds_up", "final", "tax_added", "hidden_charges", "unclear_charges"):
        assert isinstance(walk[name], Unknown), name
    assert walk["reached_end"] is True


def test_a_charge_that_came_is_told_though_the_amount_to_pay_is_not() -> None:
    cart = summary((TITLE, "S$10.00"), ("Total", "S$10.00"))
    address = (row(TITLE, "S$10.00"), row("GST 9%", "S$0.90", y=150.0), row("Total", "S$10.90", y=200.0))
    walk = only(shop_of("S$10.00", ("cart", cart), ("address", address), ("payment", ())), "journey.walks")
    assert walk["tax_added"] is True


# extras


def extras(*fields: Field, rows: tuple[Row, ...] = (), buttons: tuple[Button, ...] = ()) -> list[tuple[str, bool]]:
    """Labels of the priced extras of a walk whose cart shows these, and whether each was chosen in advance."""
    bill = (*rows, row(TITLE, "S$42.00"), row("Total", "S$42.00", y=300))
    shop = shop_of("S$42.00", ("cart", bill), ("review", bill))
    pages = tuple(
        replace(p, reading=replace(p.reading, loose_fields=fields, buttons=buttons))
        if p.capture.step == "cheap/cart"
        else p
        for p in shop.collection.pages
    )
    fact = extract(Shop(replace(shop.collection, pages=pages)))["options.priced"]
    if not isinstance(fact, Known) or not isinstance(fact.value, tuple):
        return []
    return [(s.label, s.fields["checked"] is True) for s in fact.value if isinstance(s, Subject)]


def list_of(label: str, chosen: int, *texts: str) -> Field:
    options = tuple(Option(text, str(n), n == chosen, False) for n, text in enumerate(texts))
    return field("choice", tag="select", type="select", label=label, options=options)


def test_an_extra_chosen_in_a_list_is_chosen() -> None:
    texts = ("No gift box", "Card box + S$2.00", "Tin box + S$6.00")
    assert extras(list_of("Gift box", 2, *texts)) == [
        ("Gift box: Card box + S$2.00", False), ("Gift box: Tin box + S$6.00", True),
    ]  # fmt: skip
    assert not any(chosen for _, chosen in extras(list_of("Gift box", 0, *texts)))


def test_an_extra_chosen_by_radio_is_chosen() -> None:
    def plan(taken: bool) -> list[tuple[str, bool]]:
        labels = (("I do not want it", not taken), ("Two years of breakage cover S$9.90", taken))
        return extras(*(
            field("cover", type="radio", group="Cover", label=label, checked=on, selector=f"#{n}")
            for n, (label, on) in enumerate(labels)
        ))  # fmt: skip

    assert plan(True) == [("Cover: Two years of breakage cover S$9.90", True)]
    assert plan(False) == [("Cover: Two years of breakage cover S$9.90", False)]


def test_a_variant_a_way_of_delivery_and_a_way_to_pay_are_no_extras() -> None:
    assert extras(list_of("Size", 1, "Small S$42.00", "Large S$48.00")) == []
    assert extras(list_of("Delivery", 1, "No delivery, collect at the shop", "Courier S$5.00")) == []
    assert extras(list_of("Donation", 0, "None", "Round up")) == []


@pytest.mark.parametrize(
    ("label", "context"),
    [("Cash at the counter", "+ S$3.00 Cash at the counter"), ("Courier S$5.00", ""), ("Bank transfer", "Fee S$0.80")],
)
def test_the_one_way_there_is_was_chosen_by_nobody(label: str, context: str) -> None:
    assert extras(field("way", type="radio", label=label, context=context, checked=True)) == []


def test_a_line_for_an_extra_that_can_be_taken_out_was_put_in_by_the_shop() -> None:
    line = row("Parcel insurance", "S$2.50", y=200)
    remove = Button("Remove", "#r", "button", "", "main", True, False, (300, 205, 50, 20))
    assert extras(rows=(line,), buttons=(remove,)) == [("Parcel insurance", True)]
    assert extras(rows=(line,)) == []  # what cannot be taken out is a charge
