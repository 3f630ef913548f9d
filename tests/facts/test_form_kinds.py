"""What forms are for: those of common storefronts and of several languages, and fields without a form."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts.field_kinds import field_kind
from casetrust_audit.facts.form_kinds import (
    FORM_KINDS,
    FormKind,
    form_kind,
    kind_of,
    loose_form_kind,
    loose_forms,
)
from casetrust_audit.model.fact import SURE
from casetrust_audit.model.reading import Button, Field, Form
from tests.build import SITE, button, field, form, heading, reading


def password(name: str = "password", **over: Any) -> Field:
    return field(name, type="password", **over)


def box(label: str) -> Field:
    return field("box", type="checkbox", label=label)


def hidden(name: str, value: str = "") -> Field:
    return field(name, type="hidden", visible=False, value=value, label="")


def area(name: str, **over: Any) -> Field:
    return field(name, tag="textarea", type="textarea", **over)


def made(*fields: Field, press: str = "", path: str = "/send", **over: Any) -> Form:
    buttons = (button(press),) if press else ()
    return form(*fields, **({"buttons": buttons, "action": SITE + path} | over))


def of(one: Form, role: str = "", path: str = "/page", **over: Any) -> FormKind:
    found = form_kind(one, reading(SITE + path, **over), role)
    assert found.kind in FORM_KINDS
    assert 0 < found.confidence < 1
    assert found.why
    return found


EMAIL = field("email", type="email", label="Email")
NAME = field("name", label="Name")
ADDRESS = (
    field("first_name", label="First name"), field("last_name", label="Last name"), field("address1", label="Address"),
    field("city", label="City"), field("postcode", label="Postal code"),
)  # fmt: skip
CARD = (
    field("number", label="Card number"),
    field("exp", label="Expiry date (MM/YY)"),
    field("cvc", label="CVC", max_length=4),
)


STOREFRONTS = {
    "mail and password at /account/login": (
        made(field("customer[email]", type="email", label="Email"), password("customer[password]", label="Password"),
             press="Sign in", path="/account/login"), "login"),
    "names, mail and password at /account": (
        made(field("customer[first_name]", label="First name"), field("customer[last_name]", label="Last name"),
             field("customer[email]", type="email", label="Email"), password("customer[password]"),
             press="Create", path="/account"), "register"),
    "a mail address at /account/recover": (
        made(field("email", type="email", label="Email"), press="Submit", path="/account/recover"), "recovery"),
    "contact[email] in the footer": (
        made(field("contact[email]", type="email", label="Email"), press="Subscribe", path="/contact", area="footer"),
        "newsletter"),
    "contact[body]": (
        made(field("contact[name]", label="Name"), field("contact[email]", type="email", label="Email"),
             area("contact[body]", label="Comment"), press="Send", path="/contact"), "contact"),
    "user name, password, remember": (
        made(field("username", label="Username or email address"), password(), box("Remember me"), press="Log in"),
        "login"),
    "mail and password to register": (made(EMAIL, password("password"), press="Register"), "register"),
    "user_login at lost-password": (
        made(field("user_login", label="Username or email"), press="Reset password", path="/my-account/lost-password"),
        "recovery"),
    "billing fields": (
        made(*(field(f"billing_{n}", label="") for n in ("first_name", "address_1", "city", "postcode", "phone")),
             area("order_comments", label="Order notes"), press="Place order", path="/checkout"), "order"),
    "a review with stars": (
        made(field("rating", tag="select", type="select"), area("comment", label="Your review"), NAME, EMAIL,
             press="Submit"), "review"),
    "a search with s": (made(field("s", label="", placeholder="Search products…"), press="Go", method="get"), "search"),
    "a coupon": (made(field("coupon_code", label="Coupon code"), press="Apply"), "coupon"),
    "quantity and a button": (made(field("quantity", type="number", value="1"), press="Add to cart"), "cart"),
    "only a button to the basket": (made(hidden("add", "12"), press="In den Warenkorb"), "cart"),
    "shipping address": (made(EMAIL, *ADDRESS, press="Continue to shipping"), "order"),
    "a card": (made(*CARD, press="Pay now"), "payment"),
    "a card with a password field as code": (made(CARD[0], CARD[1], password("cvv", label="CVV")), "payment"),
    "a code by phone": (made(field("otp", label="Enter OTP"), press="Verify"), "one-time-code"),
    "one field a digit": (
        made(*(field(f"d{n}", label="", max_length=1) for n in range(6)), press="Verify"), "one-time-code"),
    "new password twice": (made(password("new", label="New password"), password("again", label="Repeat password"),
                                press="Save"), "recovery"),
    "old and new password": (made(password("old_password"), password("new_password"), password("confirm"),
                                  press="Change password"), "password-change"),
    "a filter": (made(field("min", label="From"), field("max", label="To"), press="Filter", method="get"), "search"),
    "a first step of a login": (
        made(EMAIL, press="Continue", text="Email Continue Forgot your password?", path="/signin"), "login"),
    "an application for a job": (
        made(NAME, EMAIL, area("letter"), field("cv", type="file"), press="Submit application"), "other"),
}  # fmt: skip


RECOVERING = {
    "told in the form": made(
        EMAIL, press="Submit", text="Enter your e-mail address and we will send you a link to reset your password"
    ),
    "a name, a postal code and a button": made(
        field("login"), EMAIL, field("zip", label="Postal code"), press="Retrieve password", path="/find"
    ),
    "a password is to be sent": made(EMAIL, press="Go", text="A new password will be mailed to you.", path="/x"),
    "one password that is set": made(field("p", type="password"), press="Speichern Sie Ihr Passwort", path="/x"),
    "in Chinese": made(EMAIL, press="提交", text="请输入邮箱，我们将发送重置链接", path="/x"),
}  # fmt: skip


@pytest.mark.parametrize("what", RECOVERING)
def test_forms_that_get_one_a_new_password_are_known(what: str) -> None:
    assert of(RECOVERING[what]).kind == "recovery"


@pytest.mark.parametrize(
    "one",
    [
        made(EMAIL, press="Next", text="Sign in with your e-mail Next Forgot your password?", path="/signin"),
        made(EMAIL, field("p", type="password", autocomplete="new-password"), press="Sign in", path="/account"),
        made(field("card", label="Card number"), field("p", type="password"), press="Sign in", path="/bank"),
        made(field("p", type="password"), press="Sign in", text="Enter your password to continue", path="/x"),
    ],
)
def test_forms_to_log_in_with_stay_such(one: Form) -> None:
    assert of(one).kind == "login"


@pytest.mark.parametrize("what", STOREFRONTS)
def test_forms_of_common_storefronts_are_known(what: str) -> None:
    one, kind = STOREFRONTS[what]
    found = of(one)
    assert (found.kind, found.confidence >= SURE) == (kind, True), found


PRESSED = {
    "login": ("Anmelden", "Se connecter", "Iniciar sesión", "Entrar", "Accedi", "Inloggen", "Zaloguj się", "Войти",
              "ログイン", "登录", "Log masuk", "உள்நுழைக"),
    "register": ("Registrieren", "Créer un compte", "Crear cuenta", "Criar conta", "Registrati", "Registreren",
                 "Zarejestruj się", "Зарегистрироваться", "新規登録", "注册", "Daftar akaun", "பதிவு செய்க"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "press"), [(k, b) for k, words in PRESSED.items() for b in words])
def test_one_name_and_one_password_log_in_or_register_as_the_button_says(kind: str, press: str) -> None:
    found = of(made(field("f1", type="email", label=""), password("f2", label=""), press=press))
    assert found.kind == kind


RESETTING = ("Passwort zurücksetzen", "Réinitialiser le mot de passe", "Recuperar contraseña", "Recuperar senha",
             "Recupera password", "Wachtwoord vergeten", "Przypomnij hasło", "Восстановить пароль",
             "パスワード再設定", "重置密码", "Lupa kata laluan", "Send reset link",
             "Återställ lösenord", "Nulstil adgangskode", "Resetează parola", "Pozabljeno geslo", "Відновити пароль",
             "Đặt lại mật khẩu", "รีเซ็ตรหัสผ่าน", "استعادة كلمة المرور", "Resetuj hasło", "Ripristina password",
             "Atur ulang kata sandi")  # fmt: skip


@pytest.mark.parametrize("press", RESETTING)
def test_a_forgotten_password_is_known_in_several_languages(press: str) -> None:
    assert of(made(EMAIL, press=press)).kind == "recovery"


@pytest.mark.parametrize("press", ["Send", "OK", "Weiter", "Siguiente", "提交", "Küldés", "Gửi"])
def test_on_a_page_for_forgotten_passwords_one_field_for_who_one_is_is_enough(press: str) -> None:
    asking = made(field("a", label="Username"), press=press)
    assert of(asking, role="recovery").kind == "recovery"
    assert of(asking).kind != "recovery"
    assert of(made(EMAIL, press=press), role="recovery").kind == "recovery"
    assert of(made(EMAIL, press="Subscribe"), role="recovery").kind == "newsletter"
    assert of(made(EMAIL, press=press, area="footer"), role="recovery").kind != "recovery"


@pytest.mark.parametrize("name", ["panNumber", "pan", "card_no"])
def test_a_number_of_a_card_among_two_passwords_pays_nothing(name: str) -> None:
    asked = (NAME, EMAIL, password("password"), password("confirmPassword"), field(name, label=""))
    assert of(made(*asked, press="Create account")).kind == "register"
    assert of(made(*asked, field("cvc", label="CVC"), press="Create account")).kind == "payment"


@pytest.mark.parametrize(
    "press",
    ["Newsletter abonnieren", "S'abonner", "Suscribirme", "Iscriviti alla newsletter", "Подписаться", "メルマガ登録",
     "订阅", "Langgan", "Sign up for our newsletter"],
)  # fmt: skip
def test_a_newsletter_is_known_in_several_languages(press: str) -> None:
    assert of(made(EMAIL, press=press)).kind == "newsletter"


@pytest.mark.parametrize("press", ["Senden", "Envoyer", "Enviar", "Invia", "Отправить", "送信", "发送", "Hantar"])
def test_a_message_with_its_writer_s_address_is_contact_whatever_the_button_says(press: str) -> None:
    assert of(made(NAME, EMAIL, area("text", label=""), press=press)).kind == "contact"


def test_a_heading_over_the_form_counts_as_its_word() -> None:
    one = made(EMAIL, password(), press="Submit")
    assert of(one, headings=(heading("New customer: create an account", 2),)).kind == "register"
    assert of(one, headings=(heading("Returning customer: log in", 2),)).kind == "login"


def test_an_address_alone_says_little_and_says_so() -> None:
    found = of(made(EMAIL, press="OK"))
    assert found.confidence < SURE
    assert of(made(*ADDRESS, press="Save")).confidence < SURE


def test_the_page_tells_forms_apart_that_look_alike() -> None:
    written = made(NAME, EMAIL, area("text", label="Your message"), press="Send")
    assert of(written, "contact").kind == "contact"
    assert of(written, "complaint").kind == "complaint"
    assert of(written, "product").kind == "review"
    assert of(made(EMAIL, press="Next"), "checkout").kind == "order"


def test_what_is_not_shown_does_not_count_beside_what_is() -> None:
    trap = field("fax", label="Leave this blank", visible=False)
    second = password("again", label="Repeat password", visible=False)
    assert of(made(EMAIL, password(), second, trap, press="Sign in")).kind == "login"
    everything = [field("email", type="email", visible=False), password(visible=False)]
    assert of(made(*everything, press="Log in", visible=False)).kind == "login"


def test_other_ways_in_are_not_the_form_s_own_word() -> None:
    buttons = (button("Sign up with Google", type="button"), button("Show password", type="button"), button("Go"))
    assert of(made(EMAIL, password(), buttons=buttons)).kind == "login"


def test_the_audit_hears_of_forms_with_personal_data_only() -> None:
    at = reading(f"{SITE}/page")
    assert kind_of(made(*CARD), at, "checkout") == "checkout"
    assert kind_of(STOREFRONTS["old and new password"][0], at, "account") == "recovery"
    assert kind_of(STOREFRONTS["a search with s"][0], at, "home") == ""
    assert kind_of(STOREFRONTS["a code by phone"][0], at, "login") == ""
    assert kind_of(made(*ADDRESS, press="Save"), at, "") == ""


def loose(top: float, *fields: Field) -> tuple[Field, ...]:
    return tuple(_at(f, top + 40 * n) for n, f in enumerate(fields))


def _at(one: Field, top: float) -> Field:
    return field(one.name, type=one.type, label=one.label, box=(10.0, top, 200.0, 30.0))


def pressed(text: str, top: float) -> Button:
    return button(text, type="button", box=(10.0, top, 160.0, 44.0))


def test_fields_without_a_form_go_together_by_where_they_stand() -> None:
    page = reading(
        f"{SITE}/page",
        loose_fields=(
            *loose(20, field("q", type="search", label="Search")),
            *loose(600, EMAIL, password()),
            *loose(2400, field("news", type="email", label="Email")),
        ),
        buttons=(pressed("Log in", 700), pressed("Subscribe", 2450)),
    )
    kinds = [form_kind(one, page).kind for one in loose_forms(page)]
    assert kinds == ["search", "login", "newsletter"]
    assert loose_form_kind(page).kind == "login"
    assert all(one.scripted and one.method == "dialog" for one in loose_forms(page))


def test_no_field_without_a_form_is_no_form() -> None:
    assert loose_forms(reading()) == ()
    assert loose_form_kind(reading()).kind == "other"
    boxes = loose(100, box("Red"), box("Blue"))
    assert loose_forms(reading(loose_fields=boxes)) == ()


def _asking(*labels: str) -> tuple[Field, ...]:
    return tuple(field(f"f{n}", label=label, id="") for n, label in enumerate(labels))


@pytest.mark.parametrize(
    ("labels", "kinds"),
    [
        (("Họ và tên", "Số điện thoại", "Địa chỉ", "Thành phố"), ["name", "phone", "address", "city"]),
        (("Nama lengkap", "Nomor HP / no HP", "Alamat", "Kode pos"), ["name", "phone", "address", "postal-code"]),
        (("ชื่อ", "เบอร์โทรศัพท์", "ที่อยู่", "รหัสไปรษณีย์"), ["name", "phone", "address", "postal-code"]),
        (("이름", "휴대폰", "주소", "우편번호"), ["name", "phone", "address", "postal-code"]),
        (("Tên đăng nhập", "Ghi chú", "Mã giảm giá"), ["username", "message", "coupon"]),
    ],
)
def test_fields_are_told_in_the_languages_around(labels: tuple[str, ...], kinds: list[str]) -> None:
    assert [field_kind(f) for f in _asking(*labels)] == kinds


@pytest.mark.parametrize(
    ("press", "kind"),
    [("Đăng ký nhận tin", "newsletter"), ("Berlangganan", "newsletter"), ("รับข่าวสาร", "newsletter")],
)
def test_who_gives_an_address_for_news_makes_no_account(press: str, kind: str) -> None:
    found = of(made(field("mail", type="email"), press=press, area="footer"), role="register")
    assert found.kind == kind


@pytest.mark.parametrize(
    ("labels", "title", "text"),
    [
        (("Họ tên", "Địa chỉ", "Thành phố", "Ghi chú"), "Thanh toán", "Thông tin giao hàng. Phí vận chuyển"),
        (("Nama", "Alamat", "Kota", "Catatan"), "Pengiriman pesanan", "Alamat pengiriman pesanan"),
        (("Name", "Street", "City", "Comments"), "Shipping", "Delivery address. Payment"),
    ],
)
def test_an_address_with_a_note_and_words_of_delivery_is_an_order_and_no_question(
    labels: tuple[str, ...], title: str, text: str
) -> None:
    *short, note = labels
    fields = (*_asking(*short), area("note", label=note))
    assert of(made(*fields, text=text), title=title, headings=(heading(title),)).kind == "order"
    assert of(made(*fields, press="Send message", text="Contact us"), role="contact").kind == "contact"
