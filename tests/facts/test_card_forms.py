"""Forms that take a payment card, and forms for cards that nothing is paid with."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts.form_kinds import FormKind, form_kind
from casetrust_audit.model.reading import Field, Frame
from tests.build import SITE, button, field, form, heading, reading


def asked(*labels: str) -> tuple[Field, ...]:
    return tuple(field(f"a{n}", label=text, id="") for n, text in enumerate(labels))


def of(*fields: Field, press: str = "", path: str = "/page", **over: Any) -> FormKind:
    buttons = (button(press),) if press else ()
    return form_kind(form(*fields, buttons=buttons), reading(SITE + path, **over))


@pytest.mark.parametrize(
    "labels",
    [
        ("Credit card no.", "Valid thru", "CVV"),
        ("Kart numarası", "Son kullanma tarihi", "Güvenlik kodu"),
        ("Kortnummer", "Utgångsdatum", "CVC"),
        ("Nomor kartu", "Masa berlaku", "Kode keamanan"),
        ("Số thẻ", "Ngày hết hạn", "Mã bảo mật"),
        ("카드 번호", "유효기간", "보안 코드"),
        ("Číslo karty", "Platnost do", "Kód CVV"),
        ("Numero di carta", "Scadenza", "CVV"),
        ("หมายเลขบัตร", "วันหมดอายุ", "CVV"),
        ("信用卡卡号", "有效期", "安全码"),
        ("0000 0000 0000 0000", "MM/YY", "Name on card"),
    ],
)
def test_a_card_is_asked_for_in_many_languages(labels: tuple[str, ...]) -> None:
    assert of(*asked(*labels)).kind == "payment"


def test_the_code_of_a_known_card_pays() -> None:
    assert of(field("cvv", type="password", label="Enter CVV", max_length=4), press="Pay S$25.00").kind == "payment"


def test_a_number_in_four_fields_is_one_card() -> None:
    parts = tuple(field(f"cardno{n}", label="", max_length=4) for n in range(1, 5))
    assert of(*parts, field("cvv2", label="", max_length=3)).kind == "payment"


@pytest.mark.parametrize(
    ("labels", "title", "press"),
    [
        (("Card number", "Amount"), "Check your gift card balance", "Check balance"),
        (("Name", "Card number (printed on your Kiln Club card)"), "Join us", "Join"),
        (("Identity card number", "Expiry date"), "Who are you?", "Verify"),
        (("Medicare card number", "Expiry"), "Book an appointment", "Book"),
        (("Card number", "Amount"), "Top up your travel card", "Add to basket"),
        (("Student card number", "University"), "Student discount", "Verify"),
        (("会员卡号", "姓名"), "会员卡查询", "查询"),
    ],
)
def test_a_card_of_another_kind_pays_nothing(labels: tuple[str, ...], title: str, press: str) -> None:
    assert of(*asked(*labels), press=press, headings=(heading(title),), title=title).kind != "payment"


def frame(title: str, src: str, top: float) -> Frame:
    return Frame(src, title, True, (10.0, top, 300.0, 40.0))


@pytest.mark.parametrize(
    ("title", "src"),
    [
        ("Secure card payment input frame", "https://pay.example/v3/inner.html"),
        ("", "https://pay.example/hosted-fields/number.html"),
        ("Iframe for card number", "about:blank"),
    ],
)
def test_a_card_typed_into_a_frame_of_a_provider_is_paid_with(title: str, src: str) -> None:
    name = field("name", label="Your name", box=(10, 60, 200, 30))
    assert of(name, press="Pay", frames=(frame(title, src, 110.0),)).kind == "payment"
    assert of(press="Pay €12", frames=(frame(title, src, 110.0),)).kind == "payment"
    assert of(name, press="Send", frames=(frame(title, src, 2000.0),)).kind != "payment"


def test_a_frame_belongs_to_the_form_next_to_it() -> None:
    login = form(
        field("email", type="email", label="Email", box=(10, 20, 200, 30)),
        field("password", type="password", label="Password", box=(10, 60, 200, 30)),
        buttons=(button("Log in", box=(10, 100, 160, 30)),),
    )
    pay = form(
        field("holder", label="Full name", box=(10, 170, 200, 30)), buttons=(button("Pay", box=(10, 260, 160, 30)),)
    )
    page = reading(
        SITE + "/checkout", forms=(login, pay), frames=(frame("Card number", "https://pay.example/", 210.0),)
    )
    assert [form_kind(one, page).kind for one in (login, pay)] == ["login", "payment"]


@pytest.mark.parametrize(
    ("title", "src"), [("Video", "https://video.example/embed/1"), ("Map", "https://maps.example/")]
)
def test_other_frames_take_no_card(title: str, src: str) -> None:
    email = field("email", type="email", label="Email", box=(10, 60, 200, 30))
    assert of(email, press="Subscribe", frames=(frame(title, src, 110.0),)).kind == "newsletter"
