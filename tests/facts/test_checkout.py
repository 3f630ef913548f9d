from __future__ import annotations

from typing import Any

import pytest

import casetrust_audit.facts.checkout  # noqa: F401 - registers its facts
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Certainty, Fact, Known, Unknown
from casetrust_audit.model.journey import Attempt, Journey, JourneyStep
from casetrust_audit.model.reading import Frame, Image, Option
from tests.build import block, button, collection, field, form, link, page, row

BOX = (10.0, 10.0, 300.0, 200.0)


def _fact(name: str, *pages: Page, last: Page | None = None, end: str = "last-step", **over: Any) -> Fact:
    """A fact of a shop whose journey ended at the page `last`."""
    walks: tuple[Journey, ...] = ()
    if last is not None:
        step = JourneyStep("review", last.capture.id, last.url)
        walks = (Journey("cheap", "journey-cheap", "", 1, (step,), (), end, "a login was asked"),)
    listed = (*pages, *((last,) if last is not None else ()))
    return extract(Shop(collection(*listed, journeys=walks, **over)))[name]


def _value(name: str, *pages: Page, **over: Any) -> object:
    found = _fact(name, *pages, **over)
    assert isinstance(found, Known), found
    return found.value


def _last(*texts: str, **over: Any) -> Page:
    return page("checkout", "/checkout/pay", *texts, step="cheap/review", session="journey-cheap", **over)


LAST_STEP_FACTS = (
    "checkout.card_entry", "checkout.final_button", "payment.methods_at_checkout", "delivery_fee.charged",
    "checkout.edit_links",
)  # fmt: skip


@pytest.mark.parametrize("name", LAST_STEP_FACTS)
def test_where_the_last_step_was_not_reached_nothing_is_known_of_it(name: str) -> None:
    for found in (_fact(name, page("home")), _fact(name, last=_last("Log in"), end="login-wall")):
        assert isinstance(found, Unknown)
        assert "not reached" in found.reason


# --- card entry ---


@pytest.mark.parametrize(
    "over", [{"autocomplete": "cc-number"}, {"name": "card_number"}, {"label": "Card number"}, {"name": "cvv"}]
)
def test_card_fields_of_the_shop_are_its_own(over: dict[str, Any]) -> None:
    asked = field(over.pop("name", "x"), **over)
    found = _fact("checkout.card_entry", last=_last(forms=(form(asked),)))
    assert isinstance(found, Known)
    assert (found.value, found.certainty) == ("own-page", Certainty.EXACT)


def test_hidden_card_fields_and_card_radios_are_no_card_entry() -> None:
    fields = (field("card_number", visible=False), field("card_number", type="radio"))
    assert _value("checkout.card_entry", last=_last("PayNow", forms=(form(*fields),))) == "no-card"


def test_a_providers_frame_takes_the_card() -> None:
    stripe = Frame("https://js.stripe.com/v3/elements", "", True, BOX)
    assert _value("checkout.card_entry", last=_last("Pay by card", frames=(stripe,))) == "provider"


def test_a_named_provider_takes_the_card() -> None:
    assert (
        _value("checkout.card_entry", last=_last("Visa or Mastercard, on HitPay's secure payment page")) == "provider"
    )


@pytest.mark.parametrize("text", ["Card or PayNow", "Visa, Mastercard, GrabPay", "Credit card", "Cards, Atome, Klarna"])
def test_other_ways_to_pay_do_not_tell_who_takes_the_card(text: str) -> None:
    assert isinstance(_fact("checkout.card_entry", last=_last(text)), Unknown)


def test_cards_in_a_list_or_beside_a_picture_are_offered_cards() -> None:
    ways = (
        Option("PayNow", "paynow", True, False),
        Option("Visa or Mastercard, on HitPay's page", "card", False, False),
    )
    listed = field("pay", tag="select", type="select", options=ways)
    assert _value("checkout.card_entry", last=_last("Pay", forms=(form(listed),))) == "provider"
    drawn = field("pay", type="radio", label="Visa")
    assert isinstance(_fact("checkout.card_entry", last=_last("Pay", forms=(form(drawn),))), Unknown)


def test_an_unknown_frame_may_take_cards() -> None:
    frame = Frame("https://pay.other.test/", "", True, BOX)
    assert isinstance(_fact("checkout.card_entry", last=_last("Pay", frames=(frame,))), Unknown)
    own = Frame("https://shop.test/map", "", True, BOX)
    assert _value("checkout.card_entry", last=_last("PayNow only", frames=(own,))) == "no-card"


# --- the last button ---


@pytest.mark.parametrize("text", ["Place order", "Pay S$12.90", "Pay now", "Buy now", "Confirm and pay", "提交订单"])
def test_a_button_that_says_one_pays_is_clear(text: str) -> None:
    assert _value("checkout.final_button", last=_last(buttons=(button(text),))) == "clear"


@pytest.mark.parametrize("text", ["Continue", "Submit", "Confirm", "OK", "Next →"])
def test_a_button_that_says_nothing_of_it_is_vague(text: str) -> None:
    assert _value("checkout.final_button", last=_last(buttons=(button(text),))) == "vague"


@pytest.mark.parametrize(
    "over",
    [
        {"text": "Apply voucher"},
        {"text": "Place order", "visible": False},
        {"text": "Pay now", "area": "header"},
        {"text": "place order", "type": "image", "drawn": True},
    ],
)
def test_without_a_telling_button_it_is_unknown(over: dict[str, Any]) -> None:
    assert isinstance(_fact("checkout.final_button", last=_last(buttons=(button(**over),))), Unknown)


def test_express_buttons_do_not_make_a_vague_one_clear() -> None:
    buttons = (button("Google Pay"), button("Continue"))
    assert _value("checkout.final_button", last=_last(buttons=buttons)) == "vague"


# --- terms ---


def test_terms_linked_in_cart_or_checkout_are_found_even_in_the_footer() -> None:
    linked = page("cart", "/cart", links=(link("/terms", "Terms & Conditions", area="footer"),))
    assert _value("terms.linked_in_checkout", linked) is True


def test_terms_linked_elsewhere_only_are_absent_in_checkout() -> None:
    home = page("home", links=(link("/terms", "Terms"),))
    hidden = page("cart", "/cart", links=(link("/terms", "Terms", visible=False), link("/p", "Long-term storage")))
    assert isinstance(_fact("terms.linked_in_checkout", home, hidden), Absent)
    assert isinstance(_fact("terms.linked_in_checkout", home), Unknown)


def test_terms_must_hold_text() -> None:
    assert _value("terms.published", page("terms", "/terms", "You buy from us. " * 30)) is True
    assert isinstance(_fact("terms.published", page("terms", "/terms", "Coming soon")), Absent)
    assert isinstance(_fact("terms.published", page("home"), frontier_left=50, pages=3), Unknown)


@pytest.mark.parametrize("checked", [True, False])
def test_a_box_for_the_terms_is_read_as_it_was_met(checked: bool) -> None:
    box = field("agree", type="checkbox", label="I accept the terms and conditions", checked=checked)
    assert _value("terms.accepted_in_advance", last=_last(forms=(form(box),))) is checked


@pytest.mark.parametrize("yes", [True, False])
def test_terms_accepted_by_radio_or_list_are_accepted(yes: bool) -> None:
    radios = [
        field("t", type="radio", label=label, group="Terms and conditions", checked=on, selector=f"#{n}")
        for n, (label, on) in enumerate((("I agree", yes), ("I do not agree", not yes)))
    ]
    options = (Option("Yes", "1", yes, False), Option("No", "0", not yes, False))
    listed = field("t", tag="select", type="select", label="Do you accept our terms?", options=options)
    assert _value("terms.accepted_in_advance", last=_last(forms=(form(*radios),))) is yes
    assert _value("terms.accepted_in_advance", last=_last(forms=(form(listed),))) is yes


def _walked(*boxes: bool, tried: tuple[Attempt, ...] = (), label: str = "I agree to the terms of sale") -> object:
    """Whether terms count as accepted in advance, of a walk that met the box in these states one after the other."""
    pages = [
        page("checkout", f"/checkout/{n}", step=f"cheap/{n}", session="journey-cheap", id=f"m{n}",
             forms=(form(field("agree", type="checkbox", label=label, checked=on, selector="#agree")),))
        for n, on in enumerate(boxes)
    ]  # fmt: skip
    steps = tuple(JourneyStep("address", p.capture.id, p.url) for p in pages)
    walk = Journey("cheap", "journey-cheap", "", 1, steps, tried, "last-step", "")
    found = extract(Shop(collection(*pages, journeys=(walk,))))["terms.accepted_in_advance"]
    assert isinstance(found, Known), found
    return found.value


@pytest.mark.parametrize(
    "label", ["I agree to the terms of sale", "我同意服务条款", "I have read the Terms & Conditions"]
)
def test_what_the_walk_itself_ticked_was_not_accepted_in_advance(label: str) -> None:
    ticked = Attempt("address", "fill terms", "#agree", "check", True)
    assert _walked(False, True, label=label) is False
    assert _walked(True, tried=(ticked,), label=label) is False
    assert _walked(False, True, True, tried=(ticked,), label=label) is False


def test_a_box_met_ticked_stays_so_whatever_else_the_walk_did() -> None:
    other = Attempt("address", "fill email", "#email", "type", True)
    failed = Attempt("address", "fill terms", "#agree", "check", False)
    assert _walked(True, True, tried=(other,)) is True
    assert _walked(True, tried=(failed,)) is True


def test_without_a_box_for_the_terms_there_is_none_ticked() -> None:
    other = field("news", type="checkbox", label="Send me news", checked=True)
    assert isinstance(_fact("terms.accepted_in_advance", last=_last(forms=(form(other),))), Absent)
    assert isinstance(_fact("terms.accepted_in_advance", page("home")), Unknown)


# --- payment methods ---


@pytest.mark.parametrize("text", ["We take PayNow and Visa", "Pay by bank transfer", "NETS accepted", "Mastercard"])
def test_methods_named_before_checkout_are_found(text: str) -> None:
    assert _value("payment.methods_early", page("faq", "/faq", text)) is True


def test_methods_shown_as_pictures_are_found() -> None:
    logo = Image("/visa.svg", "Visa", True, BOX)
    assert _value("payment.methods_early", page("home", images=(logo,))) is True


@pytest.mark.parametrize("text", ["Payment methods", "Choose how to pay at checkout", "We accept"])
def test_words_without_a_method_name_none(text: str) -> None:
    assert isinstance(_fact("payment.methods_early", page("faq", "/faq", text)), Absent)


def test_methods_named_in_checkout_only_are_not_early() -> None:
    last = _last("PayNow or Visa")
    assert isinstance(_fact("payment.methods_early", page("home"), last=last), Absent)
    assert _value("payment.methods_at_checkout", page("home"), last=last) is True
    assert isinstance(_fact("payment.methods_at_checkout", page("home", "/", "Visa"), last=_last("Pay")), Absent)


# --- delivery fee ---


@pytest.mark.parametrize(
    ("role", "text", "level"),
    [
        ("product", "Delivery S$8.00", "amount-near"),
        ("product", "Standard delivery: S$4.50, express S$9", "amount-near"),
        ("home", "Free delivery islandwide", "amount-near"),
        ("home", "Delivery fee S$5. Free delivery above S$60", "amount-near"),
        ("delivery", "Courier S$4.00", "linked-page"),
        ("faq", "Delivery costs S$8.00", "deep-page"),
        ("home", "Free delivery above S$60", "threshold-only"),
        ("home", "Free shipping over S$60", "threshold-only"),
        ("home", "Free delivery for orders S$60 and above", "threshold-only"),
        ("home", "Free shipping on S$60+", "threshold-only"),
        ("home", "Spend S$60 for free delivery", "threshold-only"),
        ("home", "Free delivery with S$60 purchase", "threshold-only"),
        ("home", "Free shipping (min. S$50)", "threshold-only"),
        ("home", "Get free shipping at S$100", "threshold-only"),
        ("home", "S$60 gets you free shipping", "threshold-only"),
        ("home", "Free delivery once your cart reaches S$70", "threshold-only"),
        ("home", "Free delivery on qualifying orders", "threshold-only"),
        ("home", "满99元全场免邮", "threshold-only"),
        ("home", "正品保证 单笔满￥299包邮", "threshold-only"),
        ("home", "全场满200免运费", "threshold-only"),
        ("home", "99元起免运费", "threshold-only"),
        ("home", "全国包邮", "amount-near"),
        ("home", "满99元免邮，不足99元收取运费10元", "amount-near"),
        ("home", "运费8元，满99元包邮", "amount-near"),
        ("home", "Free delivery above S$60, otherwise S$5 per order", "amount-near"),
        ("home", "Delivery S$5 (free shipping above S$60)", "amount-near"),
        ("home", "Enjoy free delivery today! Kaya S$4.90", "amount-near"),
        ("product", "Shipping calculated at checkout. Delivery fee applies", "mention"),
    ],
)
def test_how_well_the_delivery_charge_is_told_early(role: str, text: str, level: str) -> None:
    assert _value("delivery_fee.early", page(role, "/x", text)) == level


@pytest.mark.parametrize(
    "text", ["Sugar-free biscuits S$5.00", "We deliver islandwide", "Feel free to ask", "Members S$8"]
)
def test_words_without_a_charge_tell_nothing_of_it(text: str) -> None:
    assert isinstance(_fact("delivery_fee.early", page("product", "/x", text)), Absent)


def test_the_best_place_counts_and_checkout_is_too_late() -> None:
    pages = (page("home", "/", "Free delivery above S$60"), page("delivery", "/delivery", "Courier delivery S$4.00"))
    assert _value("delivery_fee.early", *pages) == "linked-page"
    assert isinstance(_fact("delivery_fee.early", page("home"), last=_last("Delivery S$8.00")), Absent)


def test_hidden_words_on_delivery_do_not_count() -> None:
    assert isinstance(_fact("delivery_fee.early", page("home", blocks=(block("Delivery S$8", visible=False),))), Absent)


def test_a_delivery_charge_at_the_last_step_is_found() -> None:
    assert _value("delivery_fee.charged", last=_last(rows=(row("Delivery", "S$8.00"),))) is True
    for rows in ((row("Delivery", "Free"),), (row("Delivery", "S$0.00"),), (row("Tea", "S$8.00"),), ()):
        assert isinstance(_fact("delivery_fee.charged", last=_last(rows=rows)), Absent)


# --- going back ---


@pytest.mark.parametrize(("href", "text"), [("/cart", "Back"), ("/checkout/address", "Edit"), ("/x", "Change address")])
def test_a_link_back_is_found(href: str, text: str) -> None:
    assert _value("checkout.edit_links", last=_last(links=(link(href, text),))) is True


@pytest.mark.parametrize(
    "away",
    [
        link("/delivery-policy", "Delivery"),
        link("/cart", "Cart", area="header"),
        link("/cart", "Cart", visible=False),
        link("https://other.test/cart", "Edit"),
    ],
)
def test_other_links_lead_nowhere_back(away: Any) -> None:
    assert isinstance(_fact("checkout.edit_links", last=_last(links=(away,))), Absent)


def test_an_address_that_stands_open_on_the_last_step_can_be_changed() -> None:
    open_form = form(field("postcode", label="Postcode"))
    assert _value("checkout.edit_links", last=_last("Cash on delivery", forms=(open_form,))) is True
    note = form(field("note", label="Order note"))
    assert isinstance(_fact("checkout.edit_links", last=_last("Cash on delivery", forms=(note,))), Absent)


def test_a_next_with_a_step_to_come_is_not_the_last_button() -> None:
    last = _last("Checkout - Step 2 of 3", buttons=(button("Next"),))
    assert isinstance(_fact("checkout.final_button", last=last), Unknown)
    assert _value("checkout.final_button", last=_last("Checkout - Step 3 of 3", buttons=(button("Next"),))) == "vague"


def test_advice_of_a_blog_on_free_shipping_is_no_delivery_charge() -> None:
    post = page("other", "/blog/ten-tips", "Offer a free-shipping threshold.")
    assert isinstance(_fact("delivery_fee.early", post), Absent)


def test_paying_at_the_box_office_is_a_way_to_pay() -> None:
    assert _value("payment.methods_at_checkout", last=_last("Pay at the box office")) is True


@pytest.mark.parametrize(
    "text",
    [
        "No credit card required", "Buy without registration and credit card", "No sign-up, deposit or debit card.",
        "Start today, without a credit card.", "You don't need a debit card to order.",
        "Credit card not required", "Register now, no PayPal account needed", "无需信用卡", "注册不需要信用卡",
        "Tanpa kad kredit", "支付方式", "Kaedah pembayaran", "分期付款",
    ],
)  # fmt: skip
def test_what_is_not_needed_or_only_headed_names_no_way_to_pay(text: str) -> None:
    assert isinstance(_fact("payment.methods_early", page("home", "/", text)), Absent)


@pytest.mark.parametrize(
    "text", ["No credit card surcharge: we take Visa", "No PayPal fees", "No cash, only PayNow", "支持支付宝，无手续费"]
)
def test_a_way_to_pay_without_a_fee_is_named(text: str) -> None:
    assert _value("payment.methods_early", page("home", "/", text)) is True


# --- cards that are no means of payment ---


def _bought(title: str, *texts: str) -> object:
    """Where card data would be typed, of a walk that bought the item and ended at a page with these texts."""
    last = _last(*texts)
    step = JourneyStep("review", last.capture.id, last.url)
    walk = Journey("cheap", "journey-cheap", "", 1, (step,), (), "last-step", "", product_title=title)
    found = extract(Shop(collection(last, journeys=(walk,))))["checkout.card_entry"]
    return found.value if isinstance(found, Known) else found


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("Card Holder, four slots", ("1 x Card Holder, four slots", "Bank transfer")),
        ("Tarot Card", ("Tarot Card S$20.00", "PayNow")),
        ("Mug", ("Mug", "Have a gift card? Enter its code", "Bank transfer")),
        ("Mug", ("Mug", "Memory cards and card readers", "Cash on delivery")),
    ],
)
def test_goods_and_gift_cards_are_no_card_payment(title: str, texts: tuple[str, ...]) -> None:
    assert _bought(title, *texts) == "no-card"


@pytest.mark.parametrize("text", ["Credit card", "Visa, Mastercard", "Pay by card", "Gift card or credit card"])
def test_cards_that_are_offered_beside_such_goods_are_still_offered(text: str) -> None:
    assert isinstance(_bought("Card Holder", "Card Holder", text), Unknown)
