from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import casetrust_audit.ledger.charges_told  # noqa: F401 - registers its facts
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Fact, Known, Subject, Unknown, UnknownKind
from casetrust_audit.model.journey import Journey, JourneyStep
from casetrust_audit.model.reading import Field, Option
from tests.build import button, collection, field, form, page
from tests.ledger.parts import TITLE, product_page, row, summary

NAME = "extras.charges"
PLAIN = ((TITLE, "S$15.00"), ("Order total", "S$15.00"))
DEARER = ((TITLE, "S$15.00"), ("Payment surcharge", "S$0.60"), ("Order total", "S$15.60"))


def step(
    name: str, lines: Sequence[tuple[str, str]], *texts: str, fields: tuple[Field, ...] = (), path: str = ""
) -> Page:
    role = "cart" if name == "cart" else "checkout"
    forms = (form(*fields),) if fields else ()
    where = path or f"/{name}"
    return page(role, where, *texts, rows=summary(*lines), forms=forms, step=f"cheap/{name}", session="journey-cheap")


def facts(*steps: Page, others: tuple[Page, ...] = (), end: str = "last-step", **over: Any) -> dict[str, Fact]:
    """The facts of a shop in which one item was walked through the steps."""
    item = product_page("S$15.00")
    met = (item, *steps)
    walked = tuple(JourneyStep(p.capture.step.split("/")[1], p.capture.id, p.url) for p in met)
    journey = Journey("cheap", "journey-cheap", item.url, 1, walked, (), end, "the walk is over", product_title=TITLE)
    return dict(extract(Shop(collection(*met, *others, journeys=(journey,), **over))))


def subjects(*steps: Page, **over: Any) -> dict[str, dict[str, Any]]:
    found = facts(*steps, **over)[NAME]
    assert isinstance(found, Known), found
    assert isinstance(found.value, tuple)
    return {s.label: dict(s.fields) for s in found.value if isinstance(s, Subject)}


def only(*steps: Page, **over: Any) -> dict[str, Any]:
    (fields,) = subjects(*steps, **over).values()
    return fields


def wrap(label: str) -> Field:
    return field("wrap", type="checkbox", label=label)


def test_an_option_with_its_price_is_told_at_the_choice() -> None:
    cart = step("cart", PLAIN, fields=(wrap("Gift wrapping S$3.00"),))
    assert only(cart, step("payment", PLAIN)) == {"kind": "service", "told": "at-choice", "charged": False}


def test_an_option_said_to_cost_nothing_is_told_too() -> None:
    assert only(step("cart", PLAIN, fields=(wrap("Gift wrapping (free)"),)))["told"] == "at-choice"


@pytest.mark.parametrize(
    ("where", "told"),
    [("product", "near"), ("faq", "policy"), ("terms", "policy")],
)
def test_an_option_without_a_price_is_told_where_a_page_tells_it(where: str, told: str) -> None:
    cart = step("cart", PLAIN, fields=(wrap("Gift wrapping"),))
    other = page(where, "/said", "Gift wrap costs S$3.00 a parcel.")
    assert only(cart, step("payment", PLAIN), others=(other,))["told"] == told


def test_a_mention_without_an_amount_is_a_mention() -> None:
    cart = step("cart", PLAIN, fields=(wrap("Gift wrapping"),))
    other = page("faq", "/faq", "Gift wrapping is available at an additional charge.")
    assert only(cart, others=(other,))["told"] == "mention"


def test_an_option_nobody_prices_is_untold_and_was_not_charged() -> None:
    assert only(step("cart", PLAIN, fields=(wrap("Gift wrapping"),))) == {
        "kind": "service", "told": "untold", "charged": False,
    }  # fmt: skip


def test_entries_of_a_list_are_choices_but_for_the_one_that_declines() -> None:
    entries = (Option("No gift wrapping", "0", True, False), Option("Gift wrapping (+S$3.00)", "1", False, False))
    wrapping = field("wrap", tag="select", type="select", label="Wrapping", options=entries)
    assert only(step("cart", PLAIN, fields=(wrapping,)))["told"] == "at-choice"


def test_a_dearer_delivery_counts_as_a_service() -> None:
    express = field("ship", type="radio", label="Express delivery S$9.00")
    assert only(step("delivery", PLAIN, fields=(express,)))["kind"] == "service"


@pytest.mark.parametrize(("words", "found"), [("Select", True), ("Remove", False)])
def test_a_row_with_a_button_to_choose_it_is_a_choice(words: str, found: bool) -> None:
    offered = row("Express delivery (next day)", "S$8.50")
    press = button(words, box=(300, 105, 60, 20))
    delivery = page("checkout", "/d", rows=(offered,), buttons=(press,), step="cheap/delivery", session="journey-cheap")
    fact = facts(step("cart", PLAIN), delivery, step("payment", PLAIN))[NAME]
    assert isinstance(fact, Known if found else Absent)


# ways to pay


def pay(label: str, *, checked: bool = False) -> Field:
    return field("payment", type="radio", label=label, checked=checked, selector=f"#{label[:4]}")


def test_a_surcharge_beside_the_way_to_pay_is_told_at_the_choice() -> None:
    found = only(step("cart", PLAIN), step("payment", PLAIN, fields=(pay("Card (2% card surcharge)"), pay("PayNow"))))
    assert found == {"kind": "payment", "told": "at-choice", "charged": False}


def test_a_surcharge_in_a_policy_only_is_for_a_person() -> None:
    terms = page("terms", "/terms", "A 3% surcharge for credit cards applies.")
    assert only(step("cart", PLAIN), step("payment", PLAIN), others=(terms,))["told"] == "policy"


@pytest.mark.parametrize(
    "text",
    [
        "Your bank may charge a foreign transaction fee of 1%.",
        "Atome charges a transaction fee of S$15 for late payment.",
        "No surcharge for credit cards.",
        "Using one method rather than another costs nothing extra.",
        "Gift wrapping is available.",
        "Easy assembly: no tools needed.",
        "Installation takes two hours.",
    ],
)
def test_what_others_charge_and_what_costs_nothing_is_no_extra(text: str) -> None:
    found = facts(step("cart", PLAIN), step("payment", PLAIN), others=(page("faq", "/faq", text),))
    assert isinstance(found[NAME], Absent)


def test_a_surcharge_the_walk_paid_without_a_word_is_untold() -> None:
    steps = (step("cart", PLAIN), step("payment", DEARER, fields=(pay("Card", checked=True), pay("PayNow"))))
    assert only(*steps) == {"kind": "payment", "told": "untold", "charged": True}


def test_a_surcharge_only_hinted_at_is_a_mention() -> None:
    cart = step("cart", PLAIN, "A payment surcharge may apply.")
    assert only(cart, step("payment", DEARER)) == {"kind": "payment", "told": "mention", "charged": True}


def test_a_surcharge_told_with_its_amount_in_the_cart_is_near() -> None:
    cart = step("cart", PLAIN, "Payment surcharge S$0.60 for cards.")
    assert only(cart, step("payment", DEARER)) == {"kind": "payment", "told": "near", "charged": True}


@pytest.mark.parametrize("label", ["Cash on Delivery (Singapore):", "PayPal", "货到付款"])
def test_a_line_of_the_bill_that_bears_a_way_to_pay_is_its_surcharge(label: str) -> None:
    dearer = ((TITLE, "S$15.00"), (label, "S$0.60"), ("Order total", "S$15.60"))
    name = label.rstrip(":")
    told = {"kind": "payment", "told": "near", "charged": True}
    assert subjects(step("cart", dearer), step("payment", dearer)) == {name: told}
    untold = {"kind": "payment", "told": "untold", "charged": True}
    assert subjects(step("cart", PLAIN), step("payment", dearer)) == {name: untold}


def test_a_line_that_bears_no_way_to_pay_is_none() -> None:
    dearer = ((TITLE, "S$15.00"), ("Small order fee", "S$0.60"), ("Order total", "S$15.60"))
    assert isinstance(facts(step("cart", dearer), step("payment", dearer))[NAME], Absent)


def test_a_fee_that_comes_with_a_way_to_pay_is_that_ways() -> None:
    before = step("payment", PLAIN, fields=(pay("Card"), pay("PayNow")))
    dearer = ((TITLE, "S$15.00"), ("Handling", "S$0.60"), ("Order total", "S$15.60"))
    after = step("payment", dearer, fields=(pay("Card"), pay("PayNow", checked=True)))
    assert subjects(step("cart", PLAIN), before, after) == {
        "PayNow: Handling": {"kind": "payment", "told": "untold", "charged": True}
    }


def test_a_fee_that_comes_with_a_priced_way_to_pay_is_told_at_the_choice() -> None:
    before = step("payment", PLAIN, fields=(pay("Card"), pay("PayNow + S$0.60")))
    dearer = ((TITLE, "S$15.00"), ("Handling", "S$0.60"), ("Order total", "S$15.60"))
    after = step("payment", dearer, fields=(pay("Card"), pay("PayNow + S$0.60", checked=True)))
    assert only(step("cart", PLAIN), before, after)["told"] == "at-choice"


def test_a_fee_that_was_there_before_the_choice_came_not_with_it() -> None:
    dearer = ((TITLE, "S$15.00"), ("Handling", "S$0.60"), ("Order total", "S$15.60"))
    before = step("payment", dearer, fields=(pay("Card"), pay("PayNow")))
    after = step("payment", dearer, fields=(pay("Card"), pay("PayNow", checked=True)))
    assert isinstance(facts(step("cart", PLAIN), before, after)[NAME], Absent)


# what was seen


def test_without_the_last_step_nothing_found_settles_nothing() -> None:
    found = facts(step("cart", PLAIN), end="login-wall")
    unknown = found[NAME]
    assert isinstance(unknown, Unknown)
    assert unknown.kind is UnknownKind.AMBIGUOUS
    assert isinstance(found["extras.payment_seen"], Unknown)


def test_with_the_last_step_the_ways_to_pay_were_seen() -> None:
    found = facts(step("cart", PLAIN), step("payment", PLAIN))
    assert isinstance(found[NAME], Absent)
    assert isinstance(found["extras.payment_seen"], Known)


def test_nothing_found_is_absent_only_where_enough_was_looked_at() -> None:
    assert isinstance(facts(step("cart", PLAIN), step("payment", PLAIN), walls=1)[NAME], Unknown)


def way(label: str) -> Field:
    return field("payment", type="radio", label=label, group="Payment")


@pytest.mark.parametrize(
    ("label", "told"),
    [("+ S$0.65 Credit card", "at-choice"), ("+ S$0.50 Credit card", "untold"), ("Credit card", "untold")],
)
def test_a_surcharge_is_told_by_an_amount_beside_the_way_to_pay_that_covers_it(label: str, told: str) -> None:
    pay = step("payment", PLAIN, fields=(way(label),))
    assert only(pay, step("review", DEARER)) == {"kind": "payment", "told": told, "charged": True}


@pytest.mark.parametrize("label", ["Surcharges", "Surcharge", "Caj tambahan", "附加费"])
def test_a_label_over_lines_of_a_bill_says_nothing_of_a_cost(label: str) -> None:
    assert not isinstance(facts(step("cart", PLAIN, label), step("payment", PLAIN))[NAME], Known)


@pytest.mark.parametrize("said", ["Surcharges apply.", "A surcharge may be levied on bulky items.", "礼盒另收费"])
def test_a_short_sentence_that_something_costs_more_is_a_mention(said: str) -> None:
    assert only(step("cart", PLAIN, said), step("payment", PLAIN))["told"] == "mention"
