"""What is offered to the walk to press next, and what never is."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.collect import steps
from casetrust_audit.collect.guard import Intent
from casetrust_audit.collect.proposals import Proposal, dialog_words, proposals
from casetrust_audit.model.reading import Button, Field, Reading
from tests.build import SITE, block, button, field, form, heading, link, reading

CART = SITE + "/cart"
STEPS = ("cart", "gateway", "address", "delivery", "payment", "")
BUYER = (field("first_name"), field("email", type="email"), field("postcode"))


def offered(page: Reading, step: str = "address", known: frozenset[str] = frozenset()) -> list[str]:
    return [p.press.text for p in proposals(page, step, known)]


def one(page: Reading, text: str, step: str = "address") -> Proposal | None:
    return next((p for p in proposals(page, step) if p.press.text == text), None)


def dialog(*words: str, **over: Any) -> tuple[Button, ...]:
    return tuple(button(w, area="dialog", type="button", **over) for w in words)


# --- dialogs


def test_what_a_dialog_offers_is_declined_before_it_is_gone_on_with() -> None:
    page = reading(CART, buttons=(*dialog("Continue", "Add for $4.90", "No thanks"), button("Checkout")))
    assert offered(page, "cart")[:2] == ["No thanks", "Continue"]
    assert "Add for $4.90" not in offered(page, "cart")


def test_a_dialog_that_only_leads_on_is_answered_before_the_page_is() -> None:
    page = reading(CART, buttons=(button("Checkout", selector="#behind"), *dialog("Proceed to checkout")))
    first = proposals(page, "cart")[0]
    assert (first.press.text, first.kind, first.within) == ("Proceed to checkout", "dialog", True)


ASKS_WHO = (field("first_name", placeholder="First name"), field("phone", type="tel", placeholder="Phone"))


def asking(words: str, *more: Field, said: str = "", area: str = "dialog") -> Reading:
    sends = button(words, form="#who", area=area, type="submit")
    asks = form(*ASKS_WHO, *more, buttons=(sends,), area=area, selector="#who", text=said, method="post")
    return reading(CART, buttons=(sends, *dialog("No thanks", selector="#no")), forms=(asks,))


def test_what_a_dialog_asks_of_the_buyer_is_sent_before_it_is_declined() -> None:
    assert offered(asking("Confirm"), "gateway")[:2] == ["Confirm", "No thanks"]


@pytest.mark.parametrize(
    "page",
    [
        asking("Subscribe"),
        asking("Confirm", said="Join our newsletter and get 10% off"),
        asking("Confirm", field("address"), field("postcode")),
        asking("Send", field("message", type="textarea", placeholder="Message")),
        asking("Place order"),
    ],
)
def test_a_dialog_that_asks_for_something_else_is_not_sent(page: Reading) -> None:
    assert offered(page, "gateway")[0] == "No thanks"


def test_a_dialog_that_lets_guests_go_on_is_gone_on_with_as_a_guest() -> None:
    page = reading(CART, buttons=dialog("Log in", "Register", "Order without an account as a guest"))
    first = proposals(page, "gateway")[0]
    assert (first.press.text, first.kind, first.intent) == (
        "Order without an account as a guest", "dialog", Intent.GUEST
    )  # fmt: skip


def test_a_banner_that_stood_there_before_is_not_answered() -> None:
    page = reading(CART, buttons=(*dialog("No thanks", "Skip"), button("Checkout")))
    assert offered(page, "cart", dialog_words(page)) == ["Checkout"]
    assert offered(page, "cart", frozenset({"Skip"})) == ["No thanks", "Checkout"]


def test_the_words_of_dialogs_are_those_of_what_can_be_seen_and_pressed_in_them() -> None:
    page = reading(
        CART,
        buttons=(*dialog("Accept all"), *dialog("Later", visible=False), button("Checkout")),
        links=(link("/privacy", "Read more", area="dialog"), link("/faq", "FAQ")),
        blocks=(block("We use cookies", area="dialog"),),
    )
    assert dialog_words(page) == {"Accept all", "Read more"}


@pytest.mark.parametrize("words", ["Continue shopping", "Add both to cart", "Add to basket", "Yes, insure my order"])
def test_a_dialog_is_never_answered_by_what_adds_or_leads_back_to_the_shop(words: str) -> None:
    assert offered(reading(CART, buttons=dialog(words)), "cart") == []


# --- sections that are saved


@pytest.mark.parametrize("words", ["Save", "Save changes", "Use this address", "Confirm details", "保存"])
def test_a_section_is_saved_where_the_buyer_was_filled_in(words: str) -> None:
    save = button(words, form="form")
    found = one(reading(SITE + "/checkout", forms=(form(*BUYER, buttons=(save,)),), buttons=(save,)), words)
    assert found is not None
    assert (found.kind, found.intent, found.within) == ("saves", Intent.ADDRESS, True)


def test_what_saves_a_section_without_the_buyer_is_let_be() -> None:
    save = button("Save", form="form", type="button")
    voucher = form(field("voucher"), field("gift_note"), buttons=(save,))
    assert offered(reading(SITE + "/checkout", forms=(voucher,), buttons=(save,))) == []


def test_of_fields_in_no_form_those_over_the_button_are_saved_by_it() -> None:
    over = tuple(field(n, box=(10, 100 + 40 * i, 200, 30)) for i, n in enumerate(("first_name", "email")))
    below = tuple(field(n, box=(10, 900 + 40 * i, 200, 30)) for i, n in enumerate(("first_name", "email")))
    save = button("Save", type="button", box=(10, 300, 80, 30))
    assert offered(reading(SITE + "/checkout", loose_fields=over, buttons=(save,))) == ["Save"]
    assert offered(reading(SITE + "/checkout", loose_fields=below, buttons=(save,))) == []


@pytest.mark.parametrize("step", ["cart", "review"])
def test_nothing_is_saved_in_the_cart_or_at_the_review(step: str) -> None:
    save = button("Save", form="form", type="button")
    page = reading(SITE + "/checkout", forms=(form(*BUYER, buttons=(save,)),), buttons=(save,))
    assert offered(page, step) == []


def test_what_cannot_be_pressed_yet_is_not_offered() -> None:
    save = button("Save", form="form", disabled=True)
    page = reading(
        SITE + "/checkout",
        forms=(form(*BUYER, buttons=(save,)),),
        buttons=(save, *dialog("No thanks", disabled=True), button("Next", disabled=True)),
    )
    assert offered(page) == []


# --- choices behind a button


@pytest.mark.parametrize(
    ("words", "over", "intent"),
    [
        ("Choose delivery", "", None),
        ("Choose", "Delivery method", Intent.DELIVERY),
        ("Change", "Shipping method", Intent.DELIVERY),
        ("Select", "Payment method", Intent.PAYMENT),
        ("Choose payment", "", Intent.PAYMENT),
    ],
)
def test_a_choice_behind_a_button_is_opened(words: str, over: str, intent: Intent | None) -> None:
    chooser = button(words, type="button", box=(300, 400, 100, 30))
    label = (block(over, box=(10, 400, 200, 20)),) if over else ()
    found = one(reading(SITE + "/checkout", buttons=(chooser,), blocks=label), words)
    assert found is not None
    assert (found.kind, found.within) == ("chooses", True)
    assert found.intent is (intent or Intent.DELIVERY)


def test_what_is_chosen_may_be_told_by_the_buttons_own_name() -> None:
    chooser = button("Choose", type="button", selector="#choose", name="shipping-method")
    found = one(reading(SITE + "/checkout", buttons=(chooser,)), "Choose")
    assert found is not None
    assert found.intent is Intent.DELIVERY


@pytest.mark.parametrize("over", ["", "Gift wrapping", "Your store"])
def test_a_button_to_choose_something_else_is_let_be(over: str) -> None:
    chooser = button("Choose", type="button", selector="#x", box=(300, 400, 100, 30))
    page = reading(SITE + "/checkout", buttons=(chooser,), blocks=(block(over, box=(10, 400, 200, 20)),))
    assert offered(page) == []


def test_words_far_from_the_button_say_nothing_of_it() -> None:
    chooser = button("Choose", type="button", selector="#x", box=(300, 900, 100, 30))
    page = reading(SITE + "/checkout", buttons=(chooser,), blocks=(block("Delivery method", box=(10, 100, 200, 20)),))
    assert offered(page) == []


# --- closed sections, and ways around


def test_the_heading_of_a_closed_section_can_be_pressed() -> None:
    tabs = tuple(button(w, type="button", selector=f"#{n}") for n, w in enumerate(("1. Delivery method", "2. Payment")))
    found = proposals(reading(SITE + "/checkout", buttons=tabs), "address")
    assert [(p.press.text, p.kind) for p in found] == [("1. Delivery method", "opens"), ("2. Payment", "opens")]
    assert not any(p.within for p in found)


def test_a_link_opens_a_section_only_on_its_own_page() -> None:
    inside = link(SITE + "/checkout#payment", "Payment method", selector="#in")
    scripted = link("", "Delivery options", selector="#script")
    away = link("/pages/payment", "Payment information", selector="#away")
    page = reading(SITE + "/checkout", links=(inside, scripted, away))
    assert set(offered(page)) == {"Payment method", "Delivery options"}


def test_a_way_to_the_checkout_in_the_header_is_the_last_thing_tried_from_a_cart() -> None:
    away = link("https://another.test/checkout", "Checkout", area="header", selector="#away")
    menu = link("/checkout", "Checkout", area="header", selector="#menu")
    next_ = button("Proceed to checkout")
    assert [p.press.selector for p in proposals(reading(CART, links=(away, menu), buttons=(next_,)), "cart")] == [
        next_.selector,
        "#menu",
    ]
    assert offered(reading(SITE + "/checkout", links=(menu,)), "address") == []


# --- what is never offered

BUYING = ("Confirm Order", "Place order", "Pay now", "Complete purchase", "Pay S$12.00", "提交订单")


@pytest.mark.parametrize("words", BUYING)
@pytest.mark.parametrize("kind", ["button", "submit", "image", "link", "div"])
@pytest.mark.parametrize("area", ["main", "aside", "dialog", "header"])
def test_what_buys_by_its_words_is_never_offered(words: str, kind: str, area: str) -> None:
    if kind == "link":
        page = reading(
            SITE + "/checkout", links=(link("#", words, area=area), link("", words, area=area, selector="a"))
        )
    else:
        # the page reader tells of an element that plays a button as of one of type "button" outside a form
        item = button(words, type="button" if kind == "div" else kind, form="" if kind == "div" else "form", area=area)
        page = reading(SITE + "/checkout", forms=(form(*BUYER, buttons=(item,)),), buttons=(item,))
    assert [offered(page, step) for step in (*STEPS, "review")] == [[]] * (len(STEPS) + 1)


@pytest.mark.parametrize("words", ["Continue", "Next", "Yes, I agree", "Proceed", "Go"])
@pytest.mark.parametrize("area", ["main", "dialog"])
def test_what_buys_by_its_form_is_never_offered_whatever_it_says(words: str, area: str) -> None:
    send = button(words, form="form", area=area)
    orders = form(*BUYER, action=SITE + "/checkout/place-order", buttons=(send,))
    assert offered(reading(SITE + "/checkout", forms=(orders,), buttons=(send,))) == []


@pytest.mark.parametrize(
    "words",
    [
        "Order now",
        "Buy now",
        "Buy",
        "Order",
        "Purchase",
        "Send order",
        "Pay S$ 12.00",
        "Confirm booking",
        "立即购买",
        "下单",
    ],
)
@pytest.mark.parametrize("kind", ["submit", "button"])
def test_beside_the_buyers_address_what_buys_on_an_items_page_orders(words: str, kind: str) -> None:
    buy = button(words, form="form", type=kind)
    page = reading(SITE + "/checkout", forms=(form(*BUYER, action=SITE + "/checkout", buttons=(buy,)),), buttons=(buy,))
    assert [offered(page, step) for step in (*STEPS, "review")] == [[]] * (len(STEPS) + 1)
    assert steps.final_buttons(page) == (buy,)
    assert steps.is_last_step(page, "address") == "the page's button places the order"


@pytest.mark.parametrize("words", ["Buy now", "Add to cart", "Order now"])
def test_on_an_items_page_what_buys_is_not_final(words: str) -> None:
    counts = form(field("quantity", type="number"), field("note"), action=SITE + "/cart/add")
    assert not steps.is_final(button(words, form="form"), counts)
    assert not steps.is_final(button(words), None)


@pytest.mark.parametrize("how", ["formaction", "hidden field", "link"])
def test_what_buys_by_another_way_is_never_offered(how: str) -> None:
    send = button("Continue", form="form", formaction=SITE + "/order/submit" if how == "formaction" else "")
    hidden = (field("action", value="place_order", visible=False, type="hidden"),) if how == "hidden field" else ()
    links = (link("/checkout/confirm-order", "Continue"),) if how == "link" else ()
    page = reading(
        SITE + "/checkout",
        forms=(form(*BUYER, *hidden, buttons=(send,)),) if not links else (),
        buttons=(send,) if not links else (),
        links=links,
    )
    assert offered(page) == []


@pytest.mark.parametrize("words", ["Continue", "Register", "Save", "Next", "Checkout"])
def test_the_form_of_a_new_account_is_never_offered(words: str) -> None:
    send = button(words, form="form")
    secrets = tuple(field(n, type="password", required=True) for n in ("password", "confirm_password"))
    account = form(*BUYER, *secrets, action=SITE + "/account/create", buttons=(send,))
    for step in STEPS:
        assert offered(reading(SITE + "/checkout", forms=(account,), buttons=(send,)), step) == []


def one_form(*words: str, fields: tuple[Field, ...] = BUYER) -> Reading:
    """A page that is one form around everything, whose action orders."""
    sends = tuple(button(w, form="form", selector=f"#{w}") for w in words)
    whole = form(*fields, action=SITE + "/order/confirm", buttons=sends)
    return reading(SITE + "/order", forms=(whole,), buttons=sends, headings=(heading("Your order"),))


@pytest.mark.parametrize("words", ["Save Changes", "Remove", "Update", "Save", "Edit", "Apply", "Back"])
def test_in_one_form_around_everything_what_does_less_is_not_final(words: str) -> None:
    page = one_form(words, "Confirm order")
    assert [b.text for b in steps.final_buttons(page)] == ["Confirm order"]


def test_in_one_form_around_everything_what_saves_the_buyer_is_offered_and_the_order_is_not() -> None:
    assert offered(one_form("Save Changes", "Remove", "Confirm order", "Continue")) == ["Save Changes"]


def test_of_two_reasons_to_press_one_thing_the_better_is_kept() -> None:
    next_ = button("Continue", area="dialog", type="button")
    found = proposals(reading(SITE + "/checkout", buttons=(next_,)), "address")
    assert [(p.kind, p.press.selector) for p in found] == [("dialog", next_.selector)]


def test_nothing_is_proposed_on_a_page_with_nothing_to_press() -> None:
    assert [proposals(reading(SITE + "/checkout"), step) for step in STEPS] == [()] * len(STEPS)


@pytest.mark.parametrize("words", ["Add a new address", "Enter delivery address", "添加新地址", "新增收貨地址"])
def test_the_form_of_an_address_is_opened_where_none_is_shown(words: str) -> None:
    opener = button(words, type="button")
    found = one(reading(CART, buttons=(opener,)), words, "payment")
    assert found is not None
    assert (found.within, found.intent) == (True, Intent.ADDRESS)
    shown = (field("name"), field("address"), field("postcode"))
    again = one(reading(CART, buttons=(opener,), loose_fields=shown), words, "payment")
    assert again is None or not again.within


def test_an_address_for_letters_of_another_kind_is_not_opened() -> None:
    assert (
        one(reading(CART, buttons=(button("Add your email address", type="button"),)), "Add your email address") is None
    )
