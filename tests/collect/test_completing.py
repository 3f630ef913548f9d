"""What is filled in, chosen and unticked on a page of the checkout, as planned from its reading."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from casetrust_audit.collect import completing, filling
from casetrust_audit.collect.filling import Fill
from casetrust_audit.collect.walk import Scenario, Walk
from casetrust_audit.model.reading import Field, Option, Reading
from casetrust_audit.settings import Settings
from tests.build import SITE, block, button, field, form, reading

URL = SITE + "/checkout"
PASSWORD = field("password", type="password", required=False)


def walk(*, collect: bool = False) -> Walk:
    """A walk without a browser: only what is planned is looked at."""
    session = SimpleNamespace(settings=Settings(SITE + "/"), without_login=str)
    return Walk(cast(Any, session), Scenario("cheap", SITE + "/p/1", "Mug", collect=collect), lambda update: None, 1e9)


def box(name: str, label: str, **over: Any) -> Field:
    return field(name, type="checkbox", label=label, **over)


def listed(name: str, *options: tuple[str, str], selected: str = "", **over: Any) -> Field:
    made = tuple(Option(text, value, text == selected, False) for text, value in options)
    return field(name, tag="select", type="select", options=made, **over)


def planned(page: Reading, step: str = "address", *, collect: bool = False) -> list[Fill]:
    return completing._acts(walk(collect=collect), page, step, set())


# --- boxes


@pytest.mark.parametrize("words", ["Create an account", "Register me as a customer", "Sign up"])
def test_a_ticked_box_that_makes_an_account_is_unticked_before_anything_is_filled(words: str) -> None:
    make = box("make", words, checked=True)
    page = reading(URL, forms=(form(field("email"), field("postcode"), make, PASSWORD),))
    assert planned(page) == [Fill("[name=make]", "uncheck", "", "account")]


def test_the_box_of_an_account_is_never_ticked_and_its_password_never_typed() -> None:
    page = reading(URL, forms=(form(field("email"), field("postcode"), box("make", "Create an account"), PASSWORD),))
    assert [a.selector for a in planned(page)] == ["[name=email]", "[name=postcode]"]


@pytest.mark.parametrize("words", ["Remember me", "Gift wrap S$2.00", "Ship to another address"])
def test_a_box_of_another_kind_is_left_as_it_is(words: str) -> None:
    page = reading(URL, forms=(form(field("email"), field("postcode"), box("b", words, checked=True), PASSWORD),))
    assert "[name=b]" not in [a.selector for a in planned(page)]


def test_a_box_of_an_account_is_unticked_though_it_asks_for_no_password_yet() -> None:
    page = reading(
        URL, forms=(form(field("email"), field("postcode"), box("make", "Create an account", checked=True)),)
    )
    assert planned(page) == [Fill("[name=make]", "uncheck", "", "account")]


@pytest.mark.parametrize("kind", ["checkbox", "switch"])
def test_a_newsletter_that_is_ticked_is_unticked(kind: str) -> None:
    news = field("news", type=kind, label="Send me offers and news", checked=True)
    assert completing.subscriptions(reading(URL, loose_fields=(news,))) == (
        Fill("[name=news]", "uncheck", "", "newsletter"),
    )


@pytest.mark.parametrize(
    "one",
    [
        box("news", "Subscribe to our newsletter"),
        box("news", "Subscribe to our newsletter", checked=True, visible=False),
        box("news", "Subscribe to our newsletter", checked=True, disabled=True),
        box("terms", "I agree to the terms", checked=True),
        field("news", type="radio", label="Subscribe to our newsletter", checked=True),
    ],
    ids=["not ticked", "not seen", "disabled", "terms", "radio"],
)
def test_nothing_else_is(one: Field) -> None:
    assert completing.subscriptions(reading(URL, loose_fields=(one,))) == ()


def test_only_terms_are_agreed_to_when_the_shop_asks_for_it() -> None:
    boxes = (
        box("terms", "I accept the terms and conditions"),
        box("both", "I accept the terms and want the newsletter"),
        box("age", "I am 18"),
        box("agreed", "Terms of sale", checked=True),
    )
    assert completing._unticked(reading(URL, loose_fields=boxes)) == [Fill("[name=terms]", "check", "", "terms")]


# --- which forms are filled


@pytest.mark.parametrize(
    "other",
    [
        form(field("q", label="Search")),
        form(field("voucher")),
        form(field("email", type="email"), text="Join our newsletter"),
        form(field("email", type="email"), buttons=(button("Subscribe"),)),
        form(field("email", type="email"), field("password", type="password")),
        form(field("first_name"), field("postcode"), area="footer"),
        form(field("first_name"), field("postcode"), visible=False),
        form(
            field("first_name"), field("postcode"), field("password", type="password"), field("again", type="password")
        ),
        form(field("first_name"), field("address"), field("password", type="password"), buttons=(button("Register"),)),
    ],
    ids=["search", "voucher", "newsletter", "subscribe", "login", "footer", "unseen", "account", "register"],
)
def test_forms_that_do_not_ask_for_the_buyer_are_not_filled(other: Any) -> None:
    assert planned(reading(URL, forms=(other,))) == []


def test_the_form_of_a_new_account_is_not_filled_beside_the_guests() -> None:
    next_ = button("Continue as guest", form="#guest")
    guest = form(field("email", type="email"), selector="#guest", buttons=(next_,))
    join = button("Create account", form="#join")
    account = form(
        field("new_email", type="email"), field("first_name"), field("postcode"),
        field("pw", type="password"), field("pw2", type="password"), selector="#join", buttons=(join,),
    )  # fmt: skip
    page = reading(URL, forms=(account, guest), buttons=(join, next_))
    assert [a.selector for a in planned(page, "gateway")] == ["[name=email]"]


def test_who_goes_on_as_a_guest_says_so() -> None:
    ways = (
        field("as", type="radio", label="Register", value="register", selector="#r", checked=True),
        field("as", type="radio", label="Guest checkout", value="guest", selector="#g"),
    )
    assert planned(reading(URL, forms=(form(*ways),)), "gateway") == [Fill("#g", "check", "", "guest")]


# --- lists that wait for others


def test_regions_that_wait_for_their_country_are_asked_for_by_choosing_it_once_more() -> None:
    country = listed("country", ("Singapore", "SG"), ("Malaysia", "MY"), selected="Singapore")
    region = listed("region", ("Please select", ""), required=True, label="State")
    page = reading(URL, forms=(form(field("address"), country, region),))
    again = Fill("[name=country]", "select", "SG", filling.AGAIN)
    assert again in planned(page)
    done = walk()
    done.rechosen.add("[name=country]")
    assert again not in completing._acts(done, page, "address", set())


def test_regions_that_are_there_are_chosen_from() -> None:
    country = listed("country", ("Malaysia", "MY"), selected="Malaysia")
    region = listed("region", ("Please select", ""), ("Johor", "J"), required=True, label="State")
    acts = planned(reading(URL, forms=(form(field("address"), country, region),)))
    assert Fill("[name=region]", "select", "J", "state") in acts
    assert not any(a.kind == filling.AGAIN for a in acts)


# --- how it comes


WAYS = (("Please choose", ""), ("S$0.00 (Collect in store)", "c"), ("S$7.00 (Courier)", "k"), ("S$5.00 (Post)", "p"))


def deliveries(selected: str = "") -> Reading:
    return reading(URL, loose_fields=(listed("delivery", *WAYS, selected=selected, label="Delivery method"),))


@pytest.mark.parametrize(
    ("selected", "taken"),
    [
        ("", ["p"]),
        ("Please choose", ["p"]),
        ("S$0.00 (Collect in store)", ["p"]),
        ("S$7.00 (Courier)", []),
        ("S$5.00 (Post)", []),
    ],
)
def test_of_a_list_of_deliveries_the_shops_choice_is_kept_else_the_cheapest_that_is_sent(
    selected: str, taken: list[str]
) -> None:
    one = walk()
    acts = completing.delivery_from_list(one, deliveries(selected), "cart")
    assert [(a.selector, a.how, a.value) for a in acts] == [("[name=delivery]", "select", v) for v in taken]
    assert one.offers_collection
    assert len(one.attempts) == len(taken)


def test_who_fetches_the_goods_chooses_collection() -> None:
    one = walk(collect=True)
    assert [a.value for a in completing.delivery_from_list(one, deliveries("S$7.00 (Courier)"), "cart")] == ["c"]
    assert completing.delivery_from_list(one, deliveries("S$0.00 (Collect in store)"), "cart") == []


def test_a_list_that_only_offers_collection_is_left_as_it_is() -> None:
    only = listed("delivery", ("Self collection S$0.00", "c"), selected="Self collection S$0.00")
    assert completing.delivery_from_list(walk(), reading(URL, loose_fields=(only,)), "cart") == []


@pytest.mark.parametrize(("checked", "taken"), [(None, "#d2"), (0, "#d2"), (1, ""), (2, "")])
def test_of_radios_likewise(checked: int | None, taken: str) -> None:
    ways = tuple(
        field("delivery", type="radio", label=label, selector=f"#d{n}", checked=n == checked)
        for n, label in enumerate(("Collect in store S$0.00", "Courier S$7.00", "Courier, slow S$5.00"))
    )
    acts = completing._delivery(walk(), reading(URL, loose_fields=ways), "delivery")
    assert [a.selector for a in acts] == ([taken] if taken else [])


# --- how it is paid


def test_a_way_to_pay_that_needs_nothing_is_chosen_where_none_is() -> None:
    ways = (("Please choose", ""), ("Credit card", "cc"), ("Bank transfer", "bt"))
    page = reading(URL, loose_fields=(listed("payment_method", *ways),))
    assert completing._payment_choice(walk(), page, "payment") == [
        Fill("[name=payment_method]", "select", "bt", "payment method")
    ]
    chosen = reading(URL, loose_fields=(listed("payment_method", *ways, selected="Credit card"),))
    assert completing._payment_choice(walk(), chosen, "payment") == []


def test_a_list_of_payments_that_shows_only_a_call_to_choose_is_not_chosen_yet() -> None:
    ways = (("Please choose", ""), ("Bank transfer", "bt"))
    page = reading(URL, loose_fields=(listed("payment_method", *ways, selected="Please choose"),))
    assert [a.value for a in completing._payment_choice(walk(), page, "payment")] == ["bt"]


def test_a_card_is_never_filled_in() -> None:
    card = (
        field("card_number", label="Card number", autocomplete="cc-number", required=True),
        field("cvc", label="CVC", required=True),
        field("expiry", label="Expiry date", required=True),
    )
    page = reading(URL, forms=(form(field("email"), field("postcode"), *card),))
    assert [a.selector for a in planned(page, "payment")] == ["[name=email]", "[name=postcode]"]


@pytest.mark.parametrize(("words", "filled"), [("Continue as guest", True), ("Subscribe", False), ("Go", False)])
def test_an_address_to_go_on_with_is_no_newsletter_though_one_may_be_asked_for_beside_it(
    words: str, filled: bool
) -> None:
    asleep = button(words, form="form", disabled=True)
    said = f"E-mail Send me the monthly newsletter (optional) {words}"
    page = reading(
        URL, forms=(form(field("email"), box("news", "Send me the newsletter"), text=said, buttons=(asleep,)),),
        buttons=(asleep,),
    )  # fmt: skip
    assert bool(planned(page, "gateway")) is filled


def test_a_login_beside_which_one_goes_on_as_a_guest_is_not_filled() -> None:
    past = button("Buy without logging in", form="#in", type="button", selector="#past")
    names = (field("username"), field("password", type="password"))
    login = form(*names, selector="#in", buttons=(button("Log in", form="#in"), past))
    assert planned(reading(URL, forms=(login,), buttons=(*login.buttons,)), "gateway") == []


def test_a_field_without_a_form_in_the_footer_is_not_filled() -> None:
    name = field("name", box=(10, 100, 200, 30))
    news = field("email", type="email", box=(10, 920, 200, 30))
    foot = block("Newsletter", area="footer", box=(10, 900, 200, 18))
    assert [a.selector for a in planned(reading(URL, loose_fields=(name, news), blocks=(foot,)), "address")] == [
        "[name=name]"
    ]
