"""Accounts, second factors and passwords, as pages show them."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts import accounts
from casetrust_audit.facts.registry import NotFound
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page, Probe
from casetrust_audit.model.fact import Certainty, Fact, Known, Unknown
from casetrust_audit.model.reading import Button
from tests.build import SITE, collection, field, form, link, page

EMAIL = field("email", type="email")
LOGIN = form(EMAIL, field("password", type="password", autocomplete="current-password"))


def register(**over: Any) -> Page:
    pw = field("password", type="password", autocomplete="new-password", **over)
    return page("register", "/register", forms=(form(EMAIL, pw),))


def shop(*pages: Page, probes: tuple[Probe, ...] = ()) -> Shop:
    return Shop(collection(*pages, probes=probes))


def value(found: Fact | NotFound) -> Any:
    assert isinstance(found, Known), found
    assert found.evidence
    return found.value


def test_a_login_form_shows_that_there_are_accounts() -> None:
    found = accounts.offered(shop(page("login", "/login", forms=(LOGIN,))))
    assert value(found) is True
    assert isinstance(found, Known)
    assert found.certainty is Certainty.EXACT


def test_a_link_to_log_in_shows_it_too() -> None:
    assert value(accounts.offered(shop(page("home", "/", links=(link("/account/login", "Log in"),))))) is True


def test_a_guest_shop_is_not_found_and_left_to_the_absence_rule() -> None:
    found = accounts.offered(shop(page("home", "/", "Welcome", links=(link("/cart", "Cart"),))))
    assert isinstance(found, NotFound)
    assert not found.sufficient


@pytest.mark.parametrize(
    "sentence",
    [
        "Turn on two-factor authentication in your account settings.",
        "You can protect your account with two-step verification.",
        "Sign in with a passkey",
        "Use an authenticator app such as Google Authenticator to log in.",
        "Log in with Singpass",
        "We will send a one-time code to your phone after your password.",
        "在账户设置中启用双重验证。",
    ],
)
def test_a_second_factor_for_customers_is_seen(sentence: str) -> None:
    assert accounts.is_customer_factor(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Your bank will send an OTP to confirm the payment with 3-D Secure.",
        "Card payments are protected by two-factor authentication of the issuing bank.",
        "Enter the one-time code we have e-mailed to you to log in.",
        "Our staff accounts are protected by two-factor authentication.",
        "Admin logins use multi-factor authentication.",
        "Two-factor authentication is not available yet.",
        "We do not offer two-factor authentication.",
        "Enter the verification code",
        "You will be taken to your orders after you enter your password.",
        "Welcome back",
    ],
)
def test_what_is_no_second_factor_for_customers_is_not(sentence: str) -> None:
    assert not accounts.is_customer_factor(sentence)


def test_where_it_stands_tells_offered_from_documented() -> None:
    login = page("login", "/login", forms=(LOGIN,))
    said = "Turn on two-factor authentication for your account."
    assert value(accounts.two_factor(shop(page("login", "/login", said, forms=(LOGIN,))))) == "offered"
    assert value(accounts.two_factor(shop(login, page("faq", "/faq", said)))) == "documented"
    assert value(accounts.two_factor(shop(login))) == "none-seen"


def test_a_passkey_button_at_login_is_offered() -> None:
    passkey = Button("Sign in with a passkey", "button", "button", "", "main", True, False, (0, 0, 9, 9))
    assert value(accounts.two_factor(shop(page("login", "/login", buttons=(passkey,))))) == "offered"


def test_a_field_that_takes_passkeys_is_offered() -> None:
    made = form(field("email", autocomplete="username webauthn"), field("password", type="password"))
    assert value(accounts.two_factor(shop(page("login", "/login", forms=(made,))))) == "offered"


def test_published_passkey_endpoints_are_offered() -> None:
    data = {"passkey-endpoints": {"endpoints": {"enroll": "https://shop.test/passkeys"}}}
    probe = Probe("probe-well-known", "well-known", "https://shop.test/", data)
    assert value(accounts.two_factor(shop(page("login", "/login"), probes=(probe,)))) == "offered"


def test_a_smart_lock_with_passkeys_in_the_faq_protects_no_account() -> None:
    faq = page("faq", "/faq", "Our smart lock opens with a passkey or a fingerprint.")
    assert value(accounts.two_factor(shop(page("login", "/login"), faq))) == "none-seen"


def test_a_privacy_page_is_not_asked() -> None:
    privacy = page("privacy", "/privacy", "Accounts are protected with two-factor authentication.")
    assert value(accounts.two_factor(shop(page("login", "/login"), privacy))) == "none-seen"


def test_without_a_login_page_nothing_is_known_of_a_second_factor() -> None:
    assert isinstance(accounts.two_factor(shop(page("home"))), Unknown)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We will send you a link to verify your email address.", True),
        ("Please confirm your e-mail address before you log in.", True),
        ("You will receive an activation link.", True),
        ("We will send a confirmation code to your e-mail address.", True),
        ("Confirm your email to join our newsletter.", False),
        ("You will get an order confirmation e-mail.", False),
        ("Create your account", False),
    ],
)
def test_verification_of_new_accounts_is_read(sentence: str, found: bool) -> None:
    result = accounts.verification(shop(page("register", "/register", sentence)))
    assert isinstance(result, Known if found else NotFound)


@pytest.mark.parametrize("label", ["Email confirmation", "Confirm your e-mail address *", "Mobile number confirmation"])
def test_a_field_to_type_the_address_into_again_verifies_nothing(label: str) -> None:
    again = form(field("email"), field("email_confirm", label=label), action=SITE + "/register")
    result = accounts.verification(shop(page("register", "/register", label, forms=(again,))))
    assert isinstance(result, NotFound)


def test_a_field_for_a_code_that_was_sent_verifies() -> None:
    code = form(field("email"), field("code", label="E-mail verification code"), action=SITE + "/register")
    result = accounts.verification(shop(page("register", "/register", "E-mail verification code", forms=(code,))))
    assert isinstance(result, Known)


def test_a_bot_check_is_seen_by_its_script() -> None:
    checked = page("register", "/register", scripts=("https://www.google.com/recaptcha/api.js",))
    assert value(accounts.captcha(shop(checked))) is True
    assert isinstance(accounts.captcha(shop(page("register", "/register"))), NotFound)


def test_the_shortest_password_is_read_off_the_field_its_hint_or_the_page() -> None:
    assert value(accounts.password_min_length(shop(register(min_length=10)))) == 10
    assert value(accounts.password_min_length(shop(register(placeholder="Min. 8 characters")))) == 8
    pw = field("password", type="password", autocomplete="new-password")
    said = page("register", "/r", "Your password must be at least 12 characters long.", forms=(form(EMAIL, pw),))
    assert value(accounts.password_min_length(shop(said))) == 12
    assert isinstance(accounts.password_min_length(shop(register())), NotFound)


def test_the_longest_password_is_read_off_the_field() -> None:
    assert value(accounts.password_max_length(shop(register(max_length=6)))) == 6
    assert isinstance(accounts.password_max_length(shop(register())), NotFound)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("A password will be sent to your email address.", True),
        ("Your password will be e-mailed to you.", True),
        ("We will email you a new password.", True),
        ("A link to set a new password will be sent to your email address.", False),
        ("We will never e-mail your password.", False),
        ("We never send passwords by e-mail.", False),
        ("We will send you instructions to reset your password.", False),
    ],
)
def test_passwords_by_mail_are_told_from_links(sentence: str, found: bool) -> None:
    result = accounts.password_mailed(shop(page("register", "/register", sentence)))
    assert isinstance(result, Known if found else NotFound)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("If an account exists for this address, we have sent a link.", True),
        ("If the e-mail address is registered with us, you will receive a link.", True),
        ("If there is an account for it, we send a link that works for thirty minutes.", True),
        ("There is no account with this e-mail address.", False),
        ("If you forgot your password, enter your e-mail.", False),
    ],
)
def test_a_neutral_reset_message_is_read(sentence: str, found: bool) -> None:
    result = accounts.reset_neutral(shop(page("login", "/login", sentence)))
    assert isinstance(result, Known if found else NotFound)


def test_a_shop_with_codes_in_place_of_passwords_has_no_passwords() -> None:
    code = form(EMAIL, buttons=(Button("Log in", "b", "submit", "form", "main", True, False, (0, 0, 9, 9)),))
    found = accounts.passwords(shop(page("login", "/login", forms=(code,))))
    assert isinstance(found, NotFound)
    assert found.sufficient
    assert value(accounts.passwords(shop(page("login", "/login", forms=(LOGIN,))))) is True


def test_login_over_https_looks_at_page_and_target() -> None:
    assert value(accounts.login_https(shop(page("login", "/login", forms=(LOGIN,))))) is True
    plain = form(EMAIL, field("p", type="password"), action="http://shop.test/login")
    assert value(accounts.login_https(shop(page("login", "/login", forms=(plain,))))) is False
    assert isinstance(accounts.login_https(shop(page("home"))), Unknown)


def test_a_wish_list_open_to_guests_and_the_merchants_own_login_are_no_customer_accounts() -> None:
    wishes = page("account", "/shop/wishlist/", "Your wishlist is empty.")
    front = page("home", "/", links=(link("/admin/", "Log in to the admin interface"),))
    assert isinstance(accounts.offered(shop(front, wishes)), NotFound)
