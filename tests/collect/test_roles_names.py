"""Titles and headings, and the roles they name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casetrust_audit.collect.role_words import STRONG, said_by_name, said_by_words
from tests.build import SITE, heading, reading


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Contact Us", "contact"),
        ("Kontakt", "contact"),
        ("Cвяжитесь с нами", "contact"),
        ("Обратная связь", "contact"),
        ("お問い合わせ", "contact"),
        ("Anmelden", "login"),
        ("Авторизация", "login"),
        ("ログイン", "login"),
        ("Zákaznícke prihlásenie", "login"),
        ("Create your account", "register"),
        ("Neues Konto erstellen", "register"),
        ("Регистрация", "register"),
        ("会員登録", "register"),
        ("Passwort vergessen?", "recovery"),
        ("Mot de passe oublié", "recovery"),
        ("Запрос пароля", "recovery"),
        ("パスワード再設定", "recovery"),
        ("忘记密码", "recovery"),
        ("Glömt lösenordet?", "recovery"),
        ("Elfelejtett jelszó", "recovery"),
        ("Şifremi unuttum", "recovery"),
        ("Quên mật khẩu", "recovery"),
        ("ลืมรหัสผ่าน", "recovery"),
        ("Lupa kata laluan", "recovery"),
        ("Warenkorb", "cart"),
        ("Carrello", "cart"),
        ("Datenschutzerklärung", "privacy"),
        ("Widerrufsbelehrung", "returns"),
        ("О компании", "about"),
        ("Chi sono", "about"),
        ("Über mich", "about"),
        ("Whoops, we couldn't find that.", "error"),
        ("Page introuvable", "error"),
    ],
)
def test_a_name_speaks_for_its_role(name: str, role: str) -> None:
    said = said_by_words(name)
    assert max(said, key=lambda r: said[r]) == role
    assert said[role] >= 2.0


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Leather crossbody bag", "cart"),
        ("Armchair in oak with easy returns and two covers", "returns"),
        ("Sneakers + FREE SHIPPING", "delivery"),
        ("Sign up and save on everything for the garden", "register"),
    ],
)
def test_a_word_in_an_items_name_is_not_its_role(name: str, role: str) -> None:
    assert said_by_words(name).get(role, 0.0) < 2.0


def test_an_account_is_not_named_by_what_is_done_with_it() -> None:
    assert "account" not in said_by_words("Create account")
    assert "account" not in said_by_words("Account security")


def test_the_first_part_of_a_title_weighs_more_than_the_rest() -> None:
    first = said_by_name(reading(SITE + "/x", title="Contact us | Tea House"))
    last = said_by_name(reading(SITE + "/x", title="Tea House | Contact us"))
    assert first["contact"] == STRONG > last["contact"] > 1.0


def test_title_and_heading_that_agree_weigh_more() -> None:
    page = reading(SITE + "/x", title="Privacy policy | Tea House")
    agreed = replace(page, headings=(heading("Privacy policy"),))
    assert said_by_name(agreed)["privacy"] > said_by_name(page)["privacy"]


def test_hidden_headings_of_pop_ups_do_not_name_a_page() -> None:
    hidden = tuple(replace(heading(t), visible=False) for t in ("Free returns", "Contact us"))
    assert said_by_name(reading(SITE + "/x", title="Oak chair", headings=hidden)) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Thank you for your feedback", "Thanks for getting in touch, we will reply soon", "感谢您的反馈",
        "Terima kasih kerana menghubungi kami", "Vielen Dank für Ihre Reklamation", "Merci de votre inscription",
    ],
)  # fmt: skip
def test_a_name_that_thanks_for_something_is_no_place_to_do_it(name: str) -> None:
    assert said_by_words(name) == {}


@pytest.mark.parametrize(
    ("title", "role"),
    [("清茶坊·联系我们", "contact"), ("隐私政策_清茶坊有限公司", "privacy"), ("購物車-清茶坊", "cart")],
)
def test_a_chinese_title_is_parted_without_spaces(title: str, role: str) -> None:
    assert said_by_name(reading(SITE + "/a1", title=title)).get(role, 0.0) >= 2.0


def test_the_heading_of_a_box_that_opens_over_a_page_is_not_its_name() -> None:
    box = replace(heading("Write a review"), area="dialog")
    page = reading(SITE + "/a1", title="Tea House", headings=(heading("Tall tea pot"), box))
    assert "reviews" not in said_by_name(page)
    assert "login" in said_by_name(replace(page, headings=(replace(heading("Log in"), area="dialog"),)))
