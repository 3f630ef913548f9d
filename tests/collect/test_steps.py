from __future__ import annotations

import dataclasses

import pytest

from casetrust_audit.collect import steps
from casetrust_audit.collect.account_forms import makes_account
from casetrust_audit.model.reading import Button, Form, Link, Reading, Row
from tests.build import SITE, block, button, field, form, heading, link, reading, row


def payment_page(href: str, text: str = "Continue") -> Reading:
    """A payment step without a form, left by a link."""
    return reading(SITE + "/checkout/payment-details/", headings=(heading("Payment"),), links=(link(href, text),))


@pytest.mark.parametrize("href", ["/checkout/preview/", "/checkout/order-review", "/checkout/summary/"])
def test_a_payment_step_whose_link_shows_the_order_is_left_by_it(href: str) -> None:
    page = payment_page(href)
    assert steps.name_step(page) == "payment"
    assert steps.is_last_step(page, "payment") == ""
    press = steps.next_press(page, "payment", frozenset())
    assert press is not None
    assert press.text == "Continue"


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("/checkout/confirm/", "Continue"),
        ("/checkout/thank-you/", "Continue"),
        ("/checkout/review/?place_order=1", "Place order"),
        ("/checkout/review/", "Read our reviews"),
    ],
)
def test_any_other_payment_step_is_the_last(href: str, text: str) -> None:
    assert steps.is_last_step(payment_page(href, text), "payment")


def choosing_how_to_pay(*step_names: str) -> Reading:
    """A step that asks only how to pay, under a row of the checkout's steps."""
    names = tuple(block(name, tag="li", box=(70 + 300 * n, 100, 250, 30)) for n, name in enumerate(step_names))
    ways = tuple(
        field(
            "payment_method", type="radio", label=way, selector=f"#{n}", checked=n == 0, box=(70, 400 + 40 * n, 13, 13)
        )
        for n, way in enumerate(("Bank transfer", "Cash on delivery"))
    )
    on = button("Continue", form="form", box=(900, 600, 100, 40))
    return reading(SITE + "/checkout/methods/", headings=(heading("Payment"),), blocks=names,
                   forms=(form(*ways, buttons=(on,)),), buttons=(on,))  # fmt: skip


@pytest.mark.parametrize(
    "names", [("1. Addresses", "2. Shipping & Payment", "3. Confirmation"), ("Payment", "Review order")]
)
def test_a_choice_of_payment_is_left_where_the_steps_name_a_review_to_come(names: tuple[str, ...]) -> None:
    page = choosing_how_to_pay(*names)
    assert steps.name_step(page) == "payment"
    assert steps.is_last_step(page, "payment") == ""


@pytest.mark.parametrize("names", [(), ("Address", "Payment"), ("Review of your cart", "Payment")])
def test_a_choice_of_payment_without_a_review_to_come_is_the_last_step(names: tuple[str, ...]) -> None:
    assert steps.is_last_step(choosing_how_to_pay(*names), "payment") == "the page is the payment step"


BUYER = (field("first_name"), field("email", type="email"), field("postcode"))
SECRET = field("password", type="password")


# --- the forms of accounts


@pytest.mark.parametrize(
    "account",
    [
        form(*BUYER, SECRET, field("again", type="password")),
        form(*BUYER, SECRET, buttons=(button("Register"),)),
        form(*BUYER, SECRET, buttons=(button("Create account"),)),
        form(field("email"), SECRET, buttons=(button("Log in"),)),
        form(field("email"), SECRET, action=SITE + "/?route=account/login"),
        form(*BUYER, field("password", type="password", required=True)),
    ],
    ids=["twice", "register", "create", "login", "address", "required"],
)
def test_a_form_that_makes_an_account_or_logs_in_is_told(account: Form) -> None:
    assert makes_account(account)


@pytest.mark.parametrize(
    "checkout",
    [
        form(*BUYER),
        form(*BUYER, SECRET, buttons=(button("Continue"),)),
        form(*BUYER, field("password", type="password", required=True, visible=False)),
        form(*BUYER, SECRET, field("make", type="checkbox", label="Create an account")),
        form(*BUYER, SECRET, field("again", type="password"), field("as", type="radio", label="Guest checkout")),
        form(field("q"), buttons=(button("Register"),)),
    ],
    ids=["none", "optional", "unseen", "box", "guest", "no password"],
)
def test_a_checkout_that_may_be_gone_through_without_an_account_is_none(checkout: Form) -> None:
    assert not makes_account(checkout)


# --- what may lead on


def leading(page: Reading, step: str) -> list[str]:
    return [p.selector for p in steps.ranked_presses(page, step)]


@pytest.mark.parametrize("href", ["/checkout", "/checkout?utm_source=x", "/checkout?sid=1"])
def test_a_link_to_the_page_itself_leads_nowhere(href: str) -> None:
    page = reading(SITE + "/checkout", links=(link(href, "Checkout", selector="#here"),))
    assert leading(page, "address") == []


@pytest.mark.parametrize("href", ["", SITE + "/checkout#next", "/checkout/delivery", "/checkout?step=2"])
def test_a_link_that_a_script_answers_or_that_leads_elsewhere_does(href: str) -> None:
    page = reading(SITE + "/checkout", links=(link(href, "Continue to checkout", selector="#on"),))
    assert leading(page, "cart") == ["#on"]


@pytest.mark.parametrize(
    "one",
    [
        button("Next", disabled=True),
        button("Next", type="reset"),
        button("Next", visible=False),
        button("Next", area="header"),
        button("Next", area="footer"),
        button(""),
        button("Continue shopping"),
        button("Back"),
        button("Apply voucher"),
        button("Log in"),
        button("Continue with PayPal"),
        button("Place order"),
        button("Next, and here is a very long text that no button of any shop would bear"),
    ],
    ids=lambda b: b.text[:20] or "no words",
)
@pytest.mark.parametrize("step", ["cart", "gateway", "address", "payment"])
def test_what_does_not_lead_on_is_not_ranked(one: Button, step: str) -> None:
    assert leading(reading(SITE + "/checkout", buttons=(one,)), step) == []


def test_words_that_lead_on_come_before_what_merely_submits() -> None:
    on, sends = button("Continue", form="#a", selector="#on"), button("Go", form="#b", selector="#sends")
    forms = (form(*BUYER, selector="#a", buttons=(on,)), form(*BUYER, selector="#b", buttons=(sends,)))
    page = reading(SITE + "/checkout", forms=forms, buttons=(sends, on))
    assert [(p.selector, p.why) for p in steps.ranked_presses(page, "address")] == [
        ("#on", steps.LEADS_ON),
        ("#sends", "it submits the step's form"),
    ]


# --- the review, and what is final


def test_a_page_named_review_that_still_asks_for_the_buyer_is_none() -> None:
    order = button("Place order", form="form")
    asks = reading(SITE + "/order/review", forms=(form(*BUYER, buttons=(order,)),), buttons=(order,))
    told = reading(SITE + "/order/review", buttons=(order,), headings=(heading("Review your order"),))
    kept = tuple(dataclasses.replace(f, filled=True) for f in BUYER)
    filled = reading(SITE + "/order/review", forms=(form(*kept, buttons=(order,)),), buttons=(order,))
    assert steps.name_step(asks) == "address"
    assert steps.name_step(told) == "review"
    assert steps.name_step(filled) == "review"


ORDERS = SITE + "/checkout/place-order"


@pytest.mark.parametrize(
    ("item", "around"),
    [
        (button("Place order", type="button"), None),
        (link("#", "Place order"), None),
        (link("/checkout/place-order", "Go on"), None),
        (button("Go on", formaction=ORDERS), None),
        (button("Go on"), form(action=ORDERS)),
        (button("Go on", type="image"), form(action=ORDERS)),
        (button("Go on"), form(field("do", value="place_order", visible=False))),
    ],
    ids=["words", "link's words", "link's address", "formaction", "form", "image", "hidden"],
)
def test_each_of_these_alone_makes_a_press_final(item: Button | Link, around: Form | None) -> None:
    assert steps.is_final(item, around)


@pytest.mark.parametrize(
    ("item", "around"),
    [
        (button("Continue", type="button"), form(action=ORDERS)),
        (button("Save changes"), form(action=ORDERS)),
        (button("Remove"), form(action=ORDERS)),
        (button("Update"), form(action=ORDERS)),
        (button("No thanks"), form(action=ORDERS)),
        (button("Continue"), form(action=SITE + "/checkout/delivery")),
        (link("/pages/how-to-place-an-order", "How to place an order"), None),
    ],
    ids=["button", "saves", "removes", "updates", "declines", "next step", "page about it"],
)
def test_none_of_these_does(item: Button | Link, around: Form | None) -> None:
    assert not steps.is_final(item, around)


@pytest.mark.parametrize("words", ["Submit", "Confirm", "Pay", "Book now", "提交", "Bayar"])
def test_a_bare_word_under_the_sum_to_pay_is_not_pressed_and_may_be_pressed_where_there_is_none(words: str) -> None:
    last = button(words, type="submit", form="#f")
    shop_form = form(field("email"), field("postcode"), selector="#f", buttons=(last,))
    without = reading(forms=(shop_form,), buttons=(last,))
    with_sum = reading(forms=(shop_form,), buttons=(last,), rows=(row("Total", "S$20.00"),))
    assert last.selector in [p.selector for p in steps.ranked_presses(without, "address")]
    assert last.selector not in [p.selector for p in steps.ranked_presses(with_sum, "address")]
    assert steps.final_buttons(with_sum) == (last,)


def accordion(*parts: tuple[str, float], rows: tuple[Row, ...] = ()) -> Reading:
    """A checkout of parts that open one after the other on one page: only how to pay is open."""
    heads = tuple(block(name, tag="h2", box=(85, y, 190, 40)) for name, y in parts)
    ways = tuple(field("method", type="radio", label=way, selector=f"#{n}", box=(60, 480 + 40 * n, 13, 13))
                 for n, way in enumerate(("Bank transfer", "Cash on delivery")))  # fmt: skip
    on = button("Continue", box=(60, 627, 140, 33))
    return reading(SITE + "/checkout/one/", headings=(heading("Checkout"),), blocks=heads, forms=(form(*ways),),
                   buttons=(on,), rows=rows)  # fmt: skip


def test_a_choice_of_payment_is_left_where_a_closed_part_below_it_reviews_the_order() -> None:
    page = accordion(("Delivery method", 379), ("Payment information", 420), ("Order review", 681))
    assert steps.is_last_step(page, "payment") == ""


def test_a_choice_of_payment_above_the_sum_to_pay_is_the_last_step_whatever_the_sum_is_headed() -> None:
    parts = (("Payment information", 420.0), ("Order summary", 681.0))
    sum_to_pay = Row(
        "Total", ("S$9.00",), "Total S$9.00", "#t", "main", True, (85, 720, 300, 30), "tr", group="#totals"
    )
    assert steps.is_last_step(accordion(*parts, rows=(sum_to_pay,)), "payment") == "the page is the payment step"
    assert steps.is_last_step(accordion(("Payment information", 420)), "payment") == "the page is the payment step"


def pays_then(words: str) -> Reading:
    page = choosing_how_to_pay()
    on = button(words, form="form", box=(900, 600, 100, 40), type="submit")
    return dataclasses.replace(page, buttons=(on,), forms=(dataclasses.replace(page.forms[0], buttons=(on,)),))


@pytest.mark.parametrize("words", ["Review order", "Review your order", "Continue to review", "Preview order"])
def test_a_choice_of_payment_is_left_by_a_button_that_only_shows_the_order(words: str) -> None:
    page = pays_then(words)
    assert steps.is_last_step(page, "payment") == ""
    assert steps.ranked_presses(page, "payment")[0].text == words


@pytest.mark.parametrize("words", ["Review and pay", "Review & pay", "Place order", "Confirm order"])
def test_it_is_not_left_by_one_that_may_order(words: str) -> None:
    assert steps.is_last_step(pays_then(words), "payment") != ""


@pytest.mark.parametrize("words", ["Empty cart", "Clear shopping cart", "清空购物车"])
def test_what_empties_the_cart_leads_nowhere(words: str) -> None:
    asks = form(field("postcode"), field("state"), method="post")
    page = reading(SITE + "/cart/", forms=(asks,), buttons=(button(words, form=asks.selector, type="submit"),))
    assert steps.ranked_presses(page, "address") == ()


def logging_in(*links: Link) -> Reading:
    asks = form(field("email"), field("password", type="password"), buttons=(button("Login", form="form"),))
    return reading(SITE + "/checkout", forms=(asks,), buttons=asks.buttons, links=links)


@pytest.mark.parametrize(
    ("way", "may"),
    [
        (link("/where", "Checkout", selector="#past"), True),
        (link("/checkout/address", "Go to checkout", selector="#past"), True),
        (link("/checkout", "Checkout", selector="#past"), False),
        (link("/where", "Checkout", selector="#past", area="nav"), False),
        (link("/register", "Register", selector="#past"), False),
        (link("/", "Continue shopping", selector="#past"), False),
    ],
)
def test_a_link_to_the_checkout_beside_a_login_may_lead_past_it(way: Link, may: bool) -> None:
    page = logging_in(way)
    assert steps.is_login_wall(page)  # what it leads to tells
    assert steps.may_lead_past(page) is may


@pytest.mark.parametrize(("said", "step"), [("Who are you?", "gateway"), ("Subscribe to our newsletter", "cart")])
def test_a_dialog_that_asks_who_buys_is_the_gateway(said: str, step: str) -> None:
    asks = form(field("first_name"), field("phone", type="tel"), area="dialog", text=said)
    assert steps.name_step(reading(SITE + "/cart", forms=(asks,))) == step


@pytest.mark.parametrize(
    "words",
    ["Buy without signing in", "Order without an account", "Skip sign-in", "不打算登录，直接购买", "暂不登录，先去结算",
     "非會員結帳", "使用游客身份下单", "跳过注册"],
)  # fmt: skip
def test_a_button_that_leads_past_a_login_makes_it_no_wall(words: str) -> None:
    login = form(field("user"), SECRET, selector="#in", buttons=(button("登录", form="#in"),))
    past = button(words, form="#in", selector="#past", type="button")
    page = reading(SITE + "/flow?step=login", forms=(login,), buttons=(*login.buttons, past))
    assert not steps.is_login_wall(page)
    assert leading(page, "gateway")[0] == "#past"


def test_a_link_to_the_front_of_the_shop_does_not_lead_on() -> None:
    ways = (link(SITE + "/", "Continue", selector="#back"), link("/#/checkout", "Continue", selector="#on"))
    assert leading(reading(SITE + "/flow?step=cart", links=ways), "cart") == ["#on"]


@pytest.mark.parametrize("words", ["配送至这个地址", "送到此地址", "使用該地址", "去结帐", "进入收银台"])
def test_chinese_words_that_lead_on_from_an_address(words: str) -> None:
    page = reading(SITE + "/flow", links=(link(SITE + "/checkout?step=3", words, selector="#on"),))
    assert leading(page, "address") == ["#on"]
