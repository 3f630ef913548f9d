from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import casetrust_audit.facts.subscriptions  # noqa: F401 - registers its fact
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Known, Unknown
from casetrust_audit.model.reading import Choice, ChoiceGroup, Field, Option
from tests.build import block, field, form, page
from tests.facts.shop_parts import button, card, fact_of, only, product, subjects

NAME = "subscriptions.offers"
BOX = (10.0, 100.0, 300.0, 30.0)


def radios(recurring: bool, *labels: str) -> tuple[Field, ...]:
    """A radio that buys once and one for each label; the first label's is chosen where `recurring`."""
    once = field(
        "plan", type="radio", label="One-time purchase S$16.90", checked=not recurring, selector="#once", box=BOX
    )
    return (once, *(
        field("plan", type="radio", label=label, checked=recurring and n == 0, selector=f"#r{n}", box=BOX)
        for n, label in enumerate(labels)
    ))  # fmt: skip


def coffee(*fields: Field, **over: Any) -> Page:
    return product("Coffee", forms=(form(*fields),), **over)


SAVE = "Subscribe & save: S$15.20 every month. Cancel anytime in your account"


def test_an_offer_that_is_free_to_choose_with_its_terms_beside_it() -> None:
    assert only(NAME, coffee(*radios(False, SAVE))) == {
        "preselected": False, "interval": True, "amount": True, "terms": True, "cancelling": "online",
    }  # fmt: skip


def test_a_subscription_chosen_in_advance_is_preselected() -> None:
    first = coffee(*radios(True, SAVE))
    again = coffee(*radios(True, SAVE), session="second-look")
    (found,) = subjects(NAME, first, again)
    assert found.fields["preselected"] is True
    assert {e.session for e in found.evidence} == {"crawl", "second-look"}


def test_where_one_can_only_subscribe_nothing_is_preselected() -> None:
    only_way = field("plan", type="radio", label=SAVE, checked=True, box=BOX)
    assert only(NAME, coffee(only_way))["preselected"] is False
    every = (Option("Every month", "1", True, False), Option("Every 2 months", "2", False, False))
    assert (
        only(NAME, coffee(field("every", tag="select", type="select", options=every, box=BOX)))["preselected"] is False
    )


def test_a_row_that_holds_both_choices_does_not_make_both_recurring() -> None:
    both = tuple(
        replace(f, context="One-time purchase Subscribe and save") for f in radios(False, "Subscribe and save")
    )
    (found,) = subjects(NAME, coffee(*both))
    assert found.fields["preselected"] is False
    assert isinstance(found.fields["terms"], Unknown)


def test_a_ticked_box_that_renews_is_preselected() -> None:
    tick = field("renew", type="checkbox", label="Renew automatically every year at S$30.00", checked=True, box=BOX)
    assert only(NAME, page("checkout", "/checkout", forms=(form(tick),)))["preselected"] is True


@pytest.mark.parametrize(("selected", "told"), [("once", False), ("month", True)])
def test_a_list_to_choose_from_is_read(selected: str, told: bool) -> None:
    listed = (
        Option("One-time purchase", "once", selected == "once", False),
        Option("Delivered every month", "month", selected == "month", False),
    )
    assert (
        only(NAME, coffee(field("plan", tag="select", type="select", options=listed, box=BOX)))["preselected"] is told
    )


def test_swatches_are_read() -> None:
    def choice(text: str, chosen: bool) -> Choice:
        return Choice(text, f"#{text[:3]}", chosen, False, True, BOX)

    group = ChoiceGroup("Purchase", "#g", "main", (choice("Buy once", False), choice("Subscribe & save 10%", True)))
    assert only(NAME, product("Coffee", choices=(group,)))["preselected"] is True


def test_intervals_in_a_list_beside_the_offer_count() -> None:
    every = field("every", tag="select", type="select", label="Deliver", box=BOX,
                  options=(Option("2 weeks", "2", True, False), Option("4 weeks", "4", False, False)))  # fmt: skip
    found = only(NAME, coffee(*radios(True, "Subscribe and save"), every))
    assert (found["interval"], found["amount"], found["terms"]) == (True, False, True)


def test_terms_wanting_where_one_is_bound_are_wanting() -> None:
    assert only(NAME, coffee(*radios(True, "Subscribe and save")))["terms"] is False
    start = product("Coffee club", buttons=(button("Start free trial"),))
    assert only(NAME, start)["terms"] is False


def test_terms_in_a_paragraph_with_a_link_or_folded_away_are_not_wanting() -> None:
    chosen = radios(True, "Subscribe and save")
    linked = block("S$15.20 every month. Terms", selector="#main > p", box=(10, 140, 300, 20))
    shown = coffee(*chosen, blocks=(linked,), cards=(card("/terms", "Terms", "", (10, 140, 300, 20)),))
    assert only(NAME, shown)["terms"] is True
    hidden = block("You are charged every month.", visible=False)
    assert isinstance(only(NAME, coffee(*chosen, blocks=(hidden,)))["terms"], Unknown)


def test_terms_that_may_show_later_are_not_known_to_be_wanting() -> None:
    assert isinstance(only(NAME, coffee(*radios(False, "Subscribe and save")))["terms"], Unknown)
    start = page("home", buttons=(button("Start free trial"),))
    assert isinstance(only(NAME, start)["terms"], Unknown)


def test_a_recurring_price_over_a_button_is_an_offer() -> None:
    price = block("Coffee club S$29.00 per month, renews automatically", box=BOX)
    club = product("Coffee club", blocks=(price,), buttons=(button("Join now", box=BOX),))
    assert only(NAME, club)["amount"] is True


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Skip or cancel your subscription any time", "online"),
        ("To cancel your subscription, call us", "contact-only"),
        ("A fine coffee", "untold"),
    ],
)
def test_how_it_is_ended_is_read_beside_it(text: str, told: str) -> None:
    beside = block(text, box=(10, 140, 300, 20))
    assert only(NAME, coffee(*radios(False, "Subscribe & save"), blocks=(beside,)))["cancelling"] == told


def test_an_end_told_in_a_policy_only_is_told_elsewhere() -> None:
    terms = page("terms", "/terms", "Subscriptions renew each month. Cancel your subscription online in your account.")
    assert only(NAME, coffee(*radios(False, "Subscribe & save")), terms)["cancelling"] == "elsewhere"


@pytest.mark.parametrize(
    "shop",
    [
        page("home", buttons=(button("Subscribe"),)),
        page("home", forms=(form(field("news", type="checkbox", label="Email subscription to our newsletter")),)),
        product("Mug", "3 monthly instalments of S$10.00 with Atome, 0% interest", buttons=(button("Buy now"),)),
        product("Trial pack", buttons=(button("Add to cart"),)),
        product("Monthly planner", "S$9.90", buttons=(button("Buy now"),)),
        page("home", "/", "Our monthly magazine", buttons=(button("Join our mailing list"),)),
    ],
)
def test_newsletters_instalments_and_trial_packs_are_no_subscriptions(shop: Page) -> None:
    assert isinstance(fact_of(NAME, shop), Absent)


def test_no_offer_is_absent_only_where_enough_was_looked_at() -> None:
    assert isinstance(fact_of(NAME, product("Mug"), walls=1), Unknown)


@pytest.mark.parametrize(
    "text",
    [
        "You may cancel your membership at any time by phoning our service team",
        "Subscriptions renew each month. Write to customer care to end yours, any time",
    ],
)
def test_an_end_at_any_time_by_calling_or_writing_is_no_end_online(text: str) -> None:
    plain = radios(False, "Join the tea club: S$15.20 every month")
    assert only(NAME, coffee(*plain, blocks=(block(text, box=BOX),)))["cancelling"] == "contact-only"


@pytest.mark.parametrize(
    "text",
    [
        "By placing this order you will be enrolled in our tea club at S$9.90 a month",
        "When you check out your order you are automatically subscribed and billed S$19 every month",
    ],
)
def test_a_subscription_that_comes_with_an_order_is_chosen_in_advance(text: str) -> None:
    till = page("checkout", "/checkout", blocks=(block(text, box=BOX),))
    assert only(NAME, till)["preselected"] is True


@pytest.mark.parametrize(
    "text",
    [
        "By placing this order you agree to our terms of sale",
        "When you join the tea club you are billed S$9.90 every month",
        "Your card is charged when the order ships",
    ],
)
def test_terms_of_what_one_chooses_oneself_are_no_offer(text: str) -> None:
    till = page("checkout", "/checkout", blocks=(block(text, box=BOX),))
    assert not isinstance(fact_of(NAME, till), Known)


@pytest.mark.parametrize(
    "text",
    [
        "By placing an order you join our Bean Club, S$12 a month, renewed automatically until cancelled.",
        "Subscribe & save 10%: beans every month",
        "After the free trial your membership renews at S$9.90 a month.",
        "会员到期自动续费，每月 15 元。",
    ],
)
@pytest.mark.parametrize("role", ["faq", "home"])
def test_what_goes_on_by_itself_is_not_said_to_be_unseen(text: str, role: str) -> None:
    found = fact_of("subscriptions.offers", page(role, f"/{role}", text))
    assert not isinstance(found, Absent)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing here renews automatically.",
        "We roast every week.",
        "Subscribe to our monthly newsletter.",
        "Pay in 3 monthly instalments.",
    ],
)
def test_what_does_not_go_on_by_itself_is_none(text: str) -> None:
    assert isinstance(fact_of("subscriptions.offers", page("faq", "/faq", text)), Absent)
