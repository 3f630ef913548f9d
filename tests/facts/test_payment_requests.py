from __future__ import annotations

import pytest

import casetrust_audit.facts.payment_requests  # noqa: F401 - registers its facts
from casetrust_audit.model.fact import Absent, Unknown
from casetrust_audit.model.reading import Field
from tests.build import SITE, block, field, form, page
from tests.facts.shop_parts import fact_of, only, subjects

SECRETS, TRANSFERS = "payment.secrets_asked", "payment.transfers"
UEN = "201912345R"  # its check letter is right


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Please e-mail us your credit card number and expiry date to confirm the order.", "card"),
        ("WhatsApp us a photo of your credit card, front and back.", "card"),
        ("WhatsApp us the front and back of your card.", "card"),
        ("Message us a scan of both sides of your card to hold the order.", "card"),
        ("To pay, send your card details to sales@shop.test.", "card"),
        ("Reply with the OTP you received to complete the purchase over WhatsApp.", "one-time-password"),
        ("We will need your card number and CVV by email.", "card"),
    ],
)
def test_a_request_for_secrets_by_message_is_clear(text: str, what: str) -> None:
    assert only(SECRETS, page("faq", "/faq", text)) == {"channel": "message", "what": what, "clear": True}


@pytest.mark.parametrize(
    "text",
    [
        "We will never ask for your card number or OTP by e-mail or WhatsApp.",
        "Do not send your card details by e-mail.",
        "Beware of scams: report any WhatsApp that asks to share your OTP.",
        "Card details are entered on the secured page of HitPay and never reach us; call us with questions.",
        "Your bank may send an OTP by SMS to confirm the payment.",
        "We will e-mail you once your card details have been verified.",
        "E-mail us the last four digits of your card number so that we find the order.",
        "Send us your gift card number by e-mail to check its balance.",
        "Enter the OTP on the page of your bank.",
        "Contact us by e-mail if your credit card was charged twice.",
        "We e-mail you a one-time password to log in.",
        "You need your card number and an e-mail address to pay.",
        "Provide your e-mail address and card number at checkout.",
        "Enter your e-mail and card number on the secured page.",
    ],
)
def test_warnings_and_other_talk_of_cards_ask_for_nothing(text: str) -> None:
    assert isinstance(fact_of(SECRETS, page("faq", "/faq", text)), Absent)


def test_in_another_language_it_is_for_a_person() -> None:
    found = only(SECRETS, page("faq", "/faq", "请通过微信把信用卡号码发给我们"))
    assert (found["what"], found["clear"]) == ("card", False)
    assert isinstance(fact_of(SECRETS, page("faq", "/faq", "请勿通过微信发送信用卡号码")), Absent)
    assert only(SECRETS, page("faq", "/faq", "Kirimkan nombor kad anda melalui Telegram."))["what"] == "card"
    assert isinstance(
        fact_of(SECRETS, page("faq", "/faq", "Jangan kirimkan nombor kad anda melalui Telegram.")), Absent
    )


@pytest.mark.parametrize(
    ("role", "text", "asked"),
    [
        ("faq", "Have your card number and its expiry date ready for our agents.", True),
        ("contact", "Quote your OTP in this box and we look into it.", True),
        ("faq", "Our colleagues key in your card number for you: read it out over the phone.", True),
        ("faq", "Have your membership card number ready for our agents.", False),
        ("product", "Engrave a name here; no card number needed.", False),
    ],
)
def test_a_request_may_be_to_have_it_at_hand_or_to_write_it_here(role: str, text: str, asked: bool) -> None:
    assert isinstance(fact_of(SECRETS, page(role, f"/{role}", text)), Absent) is not asked


@pytest.mark.parametrize(
    "text",
    [
        "Bank transfer to my husband's account, then send the slip.",
        "PayNow is off; transfer the sum to our owner's personal account.",
        "银行转账至私人账户",
    ],
)
def test_an_account_of_somebody_is_personal(text: str) -> None:
    assert only(TRANSFERS, page("faq", "/faq", text))["to"] == "personal"


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        (field("card_number", label="Credit card number"), "card"),
        (field("x", label="CVV"), "card"),
        (field("x", label="Credit/debit card no."), "card"),
        (field("card_number", label=""), "card"),
        (field("x", label="", placeholder="Card number"), "card"),
        (field("x", autocomplete="cc-number", label="Number"), "card"),
        (field("otp", label="OTP sent by your bank"), "one-time-password"),
    ],
)
def test_a_form_outside_the_checkout_that_asks_for_secrets_is_told(asked: Field, what: str) -> None:
    order = page("contact", "/order-form", forms=(form(field("name"), asked),))
    assert only(SECRETS, order) == {"channel": "form", "what": what, "clear": True}


def test_a_code_that_may_be_the_shops_own_is_for_a_person_and_alone_it_is_a_second_factor() -> None:
    code = field("otp", label="OTP sent to your phone")
    asked = page("contact", "/order-form", forms=(form(field("name"), code),))
    assert only(SECRETS, asked)["clear"] is False
    assert isinstance(fact_of(SECRETS, page("other", "/verify", forms=(form(code),))), Absent)


def test_where_members_sign_up_a_card_may_be_in_place() -> None:
    joining = page("register", "/join", forms=(form(field("card_number", label="Card number")),))
    assert only(SECRETS, joining)["clear"] is False


@pytest.mark.parametrize(
    "name", ["Gift card number", "Member card no.", "Business card no.", "PAssion Card No.", "Phone number"]
)
def test_other_cards_and_numbers_are_no_secrets(name: str) -> None:
    asked = page("contact", "/balance", forms=(form(field("card_number", label=name)),))
    assert isinstance(fact_of(SECRETS, asked), Absent)


def test_checkout_login_and_a_providers_form_are_in_place() -> None:
    card = form(field("card_number", label="Card number"))
    code = form(field("otp", label="One-time password"))
    stripe = form(field("card_number", label="Card number"), action="https://pay.stripe.com/x")
    pages = (
        page("checkout", "/checkout/pay", forms=(card,)),
        page("other", "/payment", forms=(card,)),
        page("login", "/login", forms=(code,)),
        page("other", "/invoice", forms=(stripe,)),
        page("other", "/hidden", forms=(form(field("card_number", visible=False)),)),
    )
    assert isinstance(fact_of(SECRETS, *pages), Absent)


def test_no_request_is_absent_only_where_enough_was_looked_at() -> None:
    assert isinstance(fact_of(SECRETS, page("faq", "/faq", "Hello")), Absent)
    assert isinstance(fact_of(SECRETS, page("faq", "/faq", "Hello"), walls=1), Unknown)


# transfers


@pytest.mark.parametrize(
    ("text", "to"),
    [
        (f"PayNow to UEN {UEN} and put your order number in the reference.", "company"),
        ("Transfer to our account. Account name: Kopi Kaya Pte Ltd, DBS 003-912345-6", "company"),
        ("Bank transfer to a/c name: Mei's Bakery", "company"),
        ("Please PayNow to 9123 4567", "mobile"),
        ("Payment via PayLah! to +65 8123 4567", "mobile"),
        ("Bank transfer. Account name: Tan Ah Kow", "personal"),
        ("We accept PayNow, Visa and Mastercard, processed by HitPay.", "provider"),
        ("We accept PayNow, Visa and Mastercard.", "untold"),
        ("可银行转账", "untold"),
    ],
)
def test_where_a_transfer_goes_is_read(text: str, to: str) -> None:
    assert only(TRANSFERS, page("faq", "/faq", text))["to"] == to


def test_details_in_the_lines_below_belong_to_the_instruction() -> None:
    lines = ("Bank transfer", "Account name: Tan Ah Kow", "DBS 003-912345-6")
    assert only(TRANSFERS, page("faq", "/pay-by-transfer", *lines))["to"] == "personal"


def test_the_shops_own_uen_in_the_footer_is_no_destination() -> None:
    lines = tuple(block(t, area="footer") for t in ("We accept PayNow and Visa.", "Kopi Kaya Pte Ltd", f"UEN {UEN}"))
    assert only(TRANSFERS, page("home", blocks=lines))["to"] == "untold"


def test_a_phone_number_to_write_to_is_no_destination() -> None:
    text = f"PayNow to UEN {UEN}, then WhatsApp the screenshot to 9123 4567"
    assert only(TRANSFERS, page("faq", "/faq", text))["to"] == "company"


def test_a_told_destination_goes_before_bare_names_of_methods() -> None:
    bare = page("home", "/", "We accept PayNow and Visa")
    told = page("faq", "/faq", f"PayNow to UEN {UEN}")
    (found,) = subjects(TRANSFERS, bare, told)
    assert found.label == f"transfer to the company {UEN}"


def test_two_destinations_are_two_subjects() -> None:
    pages = (page("faq", "/faq", f"PayNow to UEN {UEN}"), page("faq", "/pay", "PayNow to 9123 4567"))
    assert {s.fields["to"] for s in subjects(TRANSFERS, *pages)} == {"company", "mobile"}


@pytest.mark.parametrize(
    ("extra", "asked"),
    [("Please put your order number in the comments.", True), ("Quote your order number", True), ("Thank you!", False)],
)
def test_whether_an_order_number_goes_with_it_is_read_off_the_page(extra: str, asked: bool) -> None:
    assert only(TRANSFERS, page("faq", "/faq", f"PayNow to UEN {UEN}", extra))["reference"] is asked


def test_refunds_by_transfer_are_no_payments() -> None:
    assert isinstance(fact_of(TRANSFERS, page("returns", "/returns", "We refund by PayNow or bank transfer.")), Absent)


def test_the_site_is_left_alone_where_no_transfer_is_spoken_of() -> None:
    assert isinstance(fact_of(TRANSFERS, page("home", SITE, "Visa and Mastercard")), Absent)


@pytest.mark.parametrize(
    "text",
    [
        "To pay, send a bank transfer to POSB 123-45678-9 (Tan Ah Beng) and WhatsApp us a screenshot.",
        "Bank transfer: please remit the total to DBS account 0123456789.",
    ],
)
def test_an_account_without_an_owner_is_looked_at_beside_a_provider(text: str) -> None:
    taken = page("checkout", "/checkout", "Pay by PayNow, collected by HitPay.")
    found = subjects(TRANSFERS, taken, page("faq", "/faq", text))
    assert "untold" in {s.fields["to"] for s in found}
    assert any("owner is not told" in s.label for s in found)
