"""Forms by what they ask for, and what they say of the page they stand on."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.collect.role_forms import adds_to_cart, is_adder, kind_of, rows_of_items, said_by_forms
from casetrust_audit.model.reading import Field, Form
from tests.build import SITE, block, button, field, form, link, reading

PASSWORD = field("password", type="password")
EMAIL = field("email", type="email")


def sent(path: str, *fields: Field, says: str = "Go", **over: Any) -> Form:
    return form(*fields, action=SITE + path, buttons=(button(says),), **over)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (sent("/a", field("user"), PASSWORD), "login"),
        (sent("/a", EMAIL, field("pw", type="password", autocomplete="current-password")), "login"),
        (sent("/a", EMAIL, field("pw", type="password", autocomplete="new-password")), "register"),
        (sent("/a", EMAIL, PASSWORD, field("password_confirmation", type="password")), "register"),
        (sent("/a", field("firstname"), field("lastname"), EMAIL, PASSWORD), "register"),
        (sent("/account/createpost", EMAIL), "register"),
        (sent("/a", EMAIL, PASSWORD, says="Create an account"), "register"),
        (sent("/a", field("login", label="Name (forgot your password? reset it)"), PASSWORD), "login"),
        (sent("/a", EMAIL, says="Reset password"), "recovery"),
        (sent("/customer/account/forgotpasswordpost/", EMAIL, says="Odoslať"), "recovery"),
        (sent("/a", field("new1", type="password"), field("new2", type="password")), "recovery"),
        (sent("/a", field("code", autocomplete="one-time-code")), "otp"),
        (sent("/a", field("twofactor_token", type="tel")), "otp"),
        (sent("/a", field("cardNumber", type="tel"), field("secCode", type="tel")), "checkout"),
        (sent("/a", field("cc", autocomplete="cc-number")), "checkout"),
        (sent("/a", *(field(f"shippingAddress.{n}") for n in ("firstName", "addressLine1", "city"))), "checkout"),
        (sent("/a", field("pagamento", type="radio"), field("spedizione", type="radio"), field("nota")), "checkout"),
        (sent("/a", field("name"), EMAIL, field("message", tag="textarea", type="textarea")), "contact"),
        (sent("/a", field("name"), field("rating", type="radio"), field("text", tag="textarea", type="textarea")), ""),
        (sent("/search", field("q")), ""),
        (sent("/a", EMAIL, says="Subscribe"), ""),
        (sent("/a", field("search_query", type="search")), ""),
    ],
)  # fmt: skip
def test_a_form_is_known_by_its_fields(made: Form, kind: str) -> None:
    assert kind_of(made) == kind


def long_page(*forms: Form, **over: Any) -> dict[str, float]:
    links = tuple(link(f"/l{n}", f"Link {n}") for n in range(90))
    return said_by_forms(reading(SITE + "/x", forms=forms, links=links, blocks=(block("word " * 900),), **over))


def test_the_login_of_a_header_says_nothing() -> None:
    assert long_page(sent("/login", EMAIL, PASSWORD, area="header")) == {}


def test_a_login_beside_much_else_is_less_than_one_alone() -> None:
    login = sent("/login", EMAIL, PASSWORD)
    beside, alone = long_page(login), said_by_forms(reading(SITE + "/x", forms=(login,)))
    assert beside["login"] < 1.6 < alone["login"]


def test_a_form_that_goes_back_to_its_page_is_its_own() -> None:
    assert long_page(sent("/x", EMAIL, PASSWORD))["login"] > long_page(sent("/login", EMAIL, PASSWORD))["login"]


def test_fields_outside_a_form_are_read_where_a_password_is_among_them() -> None:
    far = field("newsletter", type="email", box=(0, 3000, 200, 30))
    assert "login" in long_page(loose_fields=(EMAIL, PASSWORD, far))
    assert long_page(loose_fields=(EMAIL, far)) == {}


@pytest.mark.parametrize(
    "text", ["Add to cart", "In den Warenkorb", "Ajouter au panier", "В корзину", "カートに入れる", "加入购物车"]
)
def test_a_button_puts_an_item_into_the_cart_in_any_language(text: str) -> None:
    assert is_adder(button(text))


def test_a_form_that_leads_to_the_cart_needs_no_words() -> None:
    assert adds_to_cart(sent("/cart/add", field("id"), says="Ok"))
    assert not adds_to_cart(sent("/newsletter/add", EMAIL, says="Ok"))


def test_a_quantity_shown_twice_on_one_line_is_one_item() -> None:
    one = [field("qty", box=(x, 300, 40, 30)) for x in (10, 60)]
    two = [field("qty", box=(10, y, 40, 30)) for y in (300, 420)]
    assert len(list(rows_of_items(reading(loose_fields=tuple(one))))) == 1
    assert len(list(rows_of_items(reading(loose_fields=tuple(two))))) == 2
