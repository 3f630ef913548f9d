"""What a field asks for, by its tokens, its type and its words in several languages."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts.field_kinds import FIELD_KINDS, field_kind, spaced
from casetrust_audit.model.reading import Option
from tests.build import field


def kind(name: str = "", **over: Any) -> str:
    """Kind of a text field of that name and no label, unless told otherwise."""
    found = field_kind(field(name, **({"label": "", "id": ""} | over)))
    assert found in FIELD_KINDS
    return found


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("email", "email"),
        ("shipping given-name", "given-name"),
        ("section-a billing postal-code", "postal-code"),
        ("address-line2", "address"),
        ("address-level1", "region"),
        ("address-level2", "city"),
        ("country-name", "country"),
        ("tel-national", "phone"),
        ("cc-number", "card-number"),
        ("billing given-name cc-given-name", "card-name"),
        ("cc-exp-month", "card-expiry"),
        ("cc-csc", "card-code"),
        ("bday-year", "birth-date"),
        ("sex", "gender"),
        ("one-time-code", "one-time-code"),
        ("username webauthn", "username"),
    ],
)
def test_an_autofill_token_is_taken_at_its_word(token: str, expected: str) -> None:
    assert kind("x1", autocomplete=token) == expected


def test_tokens_written_to_keep_browsers_away_are_not_taken_at_their_word() -> None:
    assert kind("street", label="Street address", autocomplete="new-password") == "address"
    assert kind("city", label="City", autocomplete="off") == "city"
    assert kind("email", label="E-mail", autocomplete="one-time-code") == "email"
    assert kind("hp_field", label="Leave this field empty", autocomplete="one-time-code") == "other"
    assert kind("u", type="email", autocomplete="username") == "email"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("E-Mail-Adresse", "email"), ("Adresse électronique", "email"), ("Courriel", "email"),
        ("Correo electrónico", "email"),
        ("メールアドレス", "email"), ("Эл. почта", "email"), ("电子邮箱", "email"), ("Alamat e-mel", "email"),
        ("Confirm e-mail", "repeat-email"), ("Email address again", "repeat-email"),
        ("Username or e-mail address", "username"), ("Benutzername", "username"), ("Логин", "username"),
        ("用户名", "username"), ("Nom d'utilisateur ou pseudo", "username"),
        ("Vorname", "given-name"), ("Prénom", "given-name"), ("Achternaam", "family-name"), ("Cognome", "family-name"),
        ("Фамилия", "family-name"), ("Full name", "name"), ("お名前", "name"), ("姓名", "name"), ("Nama", "name"),
        ("பெயர்", "name"), ("Your name", "name"),
        ("Telefonnummer", "phone"), ("Handphone", "phone"), ("手机", "phone"), ("Телефон", "phone"),
        ("Mobile no. (we send a one-time password there)", "phone"),
        ("Straße und Hausnummer", "address"), ("Dirección", "address"), ("住所", "address"), ("Unit number", "address"),
        ("PLZ", "postal-code"), ("Código postal", "postal-code"), ("郵便番号", "postal-code"),
        ("Poskod", "postal-code"),
        ("Ville", "city"), ("Città", "city"), ("Город", "city"), ("Bundesland", "region"), ("Pays", "country"),
        ("Geburtsdatum", "birth-date"), ("生年月日", "birth-date"), ("Geschlecht", "gender"), ("Anrede", "honorific"),
        ("NRIC no.", "nric"), ("身份证号", "nric"), ("Codice fiscale", "nric"),
        ("Kartennummer", "card-number"), ("Номер карты", "card-number"), ("Card number", "card-number"),
        ("Name on card", "card-name"), ("Karteninhaber", "card-name"), ("Expiry date", "card-expiry"),
        ("MM / YY", "card-expiry"), ("有効期限", "card-expiry"), ("CVV", "card-code"),
        ("Card security code", "card-code"),
        ("Gift card number", "coupon"), ("Membership card number", "other"), ("Gutscheincode", "coupon"),
        ("Enter the OTP", "one-time-code"), ("6-digit code", "one-time-code"), ("短信验证码", "one-time-code"),
        ("Code we sent you", "one-time-code"), ("Код из SMS", "one-time-code"),
        ("Betreff", "subject"), ("Sujet", "subject"), ("Menge", "quantity"), ("数量", "quantity"),
        ("Suche", "search"), ("検索", "search"), ("Company", "company"), ("Website", "website"),
        ("Enter the characters you see", "captcha"), ("What is 3 + 4? (anti spam)", "other"),
    ],
)  # fmt: skip
def test_a_field_is_known_by_its_label(label: str, expected: str) -> None:
    assert kind("f17", label=label) == expected


@pytest.mark.parametrize("label", ["Verification code", "验证码", "Security code", "Confirmation code"])
def test_a_code_that_may_be_a_picture_s_is_no_one_time_code(label: str) -> None:
    assert kind("code", label=label) != "one-time-code"


def test_a_security_code_of_three_or_four_digits_is_a_card_s() -> None:
    assert kind("sec", label="Security code", max_length=4) == "card-code"
    assert kind("captcha_code", label="Security code") == "captcha"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("userEmail", "email"),
        ("checkout[shipping_address][zip]", "postal-code"),
        ("shippingAddress.firstName", "given-name"),
        ("ctl00$main$txtLastName", "family-name"),
        ("billing_address_1", "address"),
        ("q", "search"),
        ("twofactor_token", "one-time-code"),
        ("cardHolderCity", "city"),
        ("qty", "quantity"),
        ("x17", "other"),
    ],
)
def test_without_a_label_the_name_in_the_markup_speaks(name: str, expected: str) -> None:
    assert kind(name) == expected


def test_the_row_speaks_where_no_label_is_tied_to_the_field() -> None:
    assert kind("f3", context="Телефон *") == "phone"


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({}, "password"),
        ({"autocomplete": "current-password"}, "password"),
        ({"autocomplete": "new-password"}, "new-password"),
        ({"label": "Choose a password"}, "new-password"),
        ({"label": "Confirm password"}, "repeat-password"),
        ({"label": "Passwort wiederholen"}, "repeat-password"),
        ({"label": "パスワード（確認）再入力"}, "repeat-password"),
        ({"name": "password2"}, "repeat-password"),
        ({"name": "loginPassword2", "label": "Password"}, "password"),
        ({"label": "Old password"}, "password"),
        ({"label": "CVV"}, "card-code"),
        ({"label": "One-time PIN (OTP)"}, "one-time-code"),
        ({"label": "OTP"}, "one-time-code"),
    ],
)
def test_passwords_are_told_apart_and_other_secrets_are_none(over: dict[str, Any], expected: str) -> None:
    assert kind(over.pop("name", "secret"), type="password", **over) == expected


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"label": "Remember me"}, "remember"),
        ({"label": "Angemeldet bleiben"}, "remember"),
        ({"label": "I agree to the terms of use"}, "consent"),
        ({"label": "J'accepte les conditions générales"}, "consent"),
        ({"label": "Send me the newsletter"}, "marketing"),
        ({"label": "", "context": "Ja, ich akzeptiere die AGB"}, "consent"),
        ({"label": "Gift wrap"}, "choice"),
    ],
)
def test_boxes_are_known_by_what_they_agree_to(over: dict[str, Any], expected: str) -> None:
    assert kind("box", type="checkbox", **over) == expected


def test_types_decide_where_words_are_vague() -> None:
    assert kind("contact", type="tel") == "phone"
    assert kind("postcode", type="tel") == "postal-code"
    assert kind("anything", type="email") == "email"
    assert kind("anything", type="search") == "search"
    assert kind("anything", type="hidden") == "hidden"
    assert kind("photo", type="file") == "file"
    assert kind("items", type="number", value="1", label="How many") == "quantity"
    assert kind("body", tag="textarea", type="textarea") == "message"
    assert kind("addr", tag="textarea", type="textarea", label="Delivery address") == "address"
    assert kind("gender", type="radio", label="Female") == "gender"


def test_a_list_of_all_countries_is_one_and_a_list_of_unknown_purpose_is_a_choice() -> None:
    options = tuple(Option(f"Land {n}", str(n), False, False) for n in range(190))
    assert kind("sel", tag="select", type="select", options=options) == "country"
    assert kind("sel", tag="select", type="select", options=options[:5]) == "choice"
    assert kind("state", tag="select", type="select", options=options[:5]) == "region"


def test_words_of_a_name_are_set_apart() -> None:
    assert spaced("shippingAddress[postCode]") == "shipping address post code"
    assert spaced("ctl00$main$txtCVV") == "ctl00 main txt cvv"


@pytest.mark.parametrize("words", ["Card Numbers", "Card nos", "cardNumbers", "Credit card numbers"])
def test_a_cards_number_in_the_plural(words: str) -> None:
    assert kind(placeholder=words) == "card-number"
    assert kind(words.replace(" ", "")) == "card-number" or " " in words
