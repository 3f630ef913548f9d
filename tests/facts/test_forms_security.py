"""What forms are for, where they send it, and what pages load in the open."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts import forms_security
from casetrust_audit.facts.form_kinds import kind_of
from casetrust_audit.facts.registry import NotFound
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page, Request
from casetrust_audit.model.fact import Certainty, Known, Subject, Unknown
from casetrust_audit.model.reading import Button, Field, Form, Frame
from tests.build import SITE, collection, field, form, page, reading

BOX = (0.0, 0.0, 10.0, 10.0)


def button(text: str, **over: Any) -> Button:
    return Button(text, "button", "submit", "form", "main", True, False, BOX, **over)


def password(name: str = "password", **over: Any) -> Field:
    return field(name, type="password", **over)


EMAIL = field("email", type="email")
LOGIN = form(EMAIL, password(), buttons=(button("Log in"),))
MESSAGE = field("message", tag="textarea", type="textarea")


@pytest.mark.parametrize(
    ("made", "role", "kind"),
    [
        (LOGIN, "login", "login"),
        (LOGIN, "register", "login"),
        (form(EMAIL, password(autocomplete="current-password")), "other", "login"),
        (form(EMAIL, password(), password("password2"), buttons=(button("Sign up"),)), "other", "register"),
        (form(EMAIL, password(autocomplete="new-password"), buttons=(button("Create account"),)), "other", "register"),
        (form(field("first_name"), EMAIL, password(), buttons=(button("Continue"),)), "register", "register"),
        (form(password("new1"), password("new2"), buttons=(button("Change"),)), "account", "recovery"),
        (form(EMAIL, buttons=(button("Send reset link"),)), "login", "recovery"),
        (form(field("cardnumber", autocomplete="cc-number"), field("cvc")), "checkout", "checkout"),
        (form(EMAIL, field("address1"), field("postcode"), buttons=(button("Continue"),)), "checkout", "checkout"),
        (form(field("name"), EMAIL, MESSAGE, buttons=(button("Send"),)), "contact", "contact"),
        (form(field("name"), EMAIL, MESSAGE, text="Feedback and complaints"), "contact", "complaint"),
        (form(EMAIL, MESSAGE), "complaint", "complaint"),
        (form(EMAIL, buttons=(button("Subscribe"),)), "home", "newsletter"),
        (form(field("q", type="search"), buttons=(button("Search"),)), "home", ""),
        (form(field("s"), buttons=(button("Search"),), method="get"), "listing", ""),
        (form(field("quantity", type="number"), buttons=(button("Add to cart"),)), "product", ""),
        (form(field("rating", type="radio"), field("name"), EMAIL, MESSAGE), "product", ""),
        (form(field("coupon"), buttons=(button("Apply"),)), "cart", ""),
        (form(buttons=(button("Checkout"),)), "cart", ""),
        (form(field("note", tag="textarea", type="textarea")), "cart", ""),
    ],
)
def test_a_form_is_known_by_its_fields_and_buttons(made: Form, role: str, kind: str) -> None:
    assert kind_of(made, reading(f"{SITE}/page"), role) == kind


def subjects(*pages: Page) -> tuple[Subject, ...]:
    found = forms_security.sensitive(Shop(collection(*pages)))
    assert isinstance(found, Known), found
    assert found.certainty is Certainty.EXACT
    assert isinstance(found.value, tuple)
    return tuple(s for s in found.value if isinstance(s, Subject))


def test_a_form_tells_where_and_how_it_is_sent() -> None:
    (login,) = subjects(page("login", "/login", forms=(LOGIN,)))
    assert login.label == "login form on /login"
    assert (login.fields["target_scheme"], login.fields["method"], login.fields["secret"]) == ("https", "post", True)
    assert 'method="post"' in login.evidence[0].quote


def test_the_same_form_on_many_pages_is_one_subject_with_several_sightings() -> None:
    news = form(EMAIL, buttons=(button("Subscribe"),))
    (one,) = subjects(page("home", "/", forms=(news,)), page("home", "/", forms=(news,), session="second-look"))
    assert {e.session for e in one.evidence} == {"crawl", "second-look"}


def test_a_form_to_plain_http_is_told_and_so_is_a_button_that_sends_it_there() -> None:
    by_action = form(EMAIL, password(), action="http://shop.test/login")
    by_button = form(EMAIL, password(), buttons=(button("Log in", formaction="http://shop.test/in"),))
    assert [s.fields["target_scheme"] for s in subjects(page("login", "/a", forms=(by_action, by_button)))] == [
        "http",
        "http",
    ]


@pytest.mark.parametrize(
    ("over", "scripts", "method"),
    [
        ({"method": "post"}, (), "post"),
        ({"method": "get", "action": SITE + "/session"}, ("https://shop.test/a.js",), "get"),
        ({"method": "get", "action": SITE + "/login"}, (), "get"),
        ({"method": "get", "action": SITE + "/login"}, ("https://shop.test/a.js",), "unclear"),
        ({"method": "get", "action": SITE + "/session", "scripted": True}, (), "unclear"),
        ({"method": "dialog"}, (), "unclear"),
    ],
)
def test_get_is_said_only_where_no_script_can_take_its_place(
    over: dict[str, Any], scripts: tuple[str, ...], method: str
) -> None:
    (login,) = subjects(page("login", "/login", forms=(form(EMAIL, password(), **over),), scripts=scripts))
    assert login.fields["method"] == method


def test_a_password_outside_any_form_is_sent_by_a_script() -> None:
    (login,) = subjects(page("login", "/login", loose_fields=(EMAIL, password())))
    assert (login.fields["kind"], login.fields["method"], login.fields["scripted"]) == ("login", "unclear", True)


def test_search_forms_alone_are_not_found_rather_than_good() -> None:
    search = form(field("q", type="search"), method="get")
    assert isinstance(forms_security.sensitive(Shop(collection(page("home", "/", forms=(search,))))), NotFound)
    assert isinstance(forms_security.sensitive(Shop(collection())), Unknown)


def request(url: str, resource: str = "script") -> Request:
    return Request(url, "GET", resource, 200)


def mixed(*requests: Request, **over: Any) -> Any:
    made = page("home", over.pop("path", "/"), requests=(request(SITE + "/app.js"), *requests), **over)
    found = forms_security.mixed(Shop(collection(made)))
    return found.value if isinstance(found, Known) else found


@pytest.mark.parametrize(
    ("resource", "value"),
    [("script", "active"), ("xhr", "active"), ("stylesheet", "active"), ("image", "passive"), ("media", "passive")],
)
def test_what_is_loaded_in_the_open_is_active_or_passive(resource: str, value: str) -> None:
    assert mixed(request("http://cdn.test/x", resource)) == value


def test_nothing_in_the_open_is_none() -> None:
    assert mixed(request("https://cdn.test/x")) == "none"
    assert mixed(request("data:image/png;base64,x", "image")) == "none"


def test_the_page_itself_on_its_way_to_https_is_no_mixed_content_but_a_frame_is() -> None:
    assert mixed(request("http://shop.test/", "document")) == "none"
    frame = Frame("http://pay.test/f", "", True, BOX)
    assert mixed(request("http://pay.test/f", "document"), frames=(frame,)) == "active"


def test_the_visitor_s_own_computer_counts_as_secure_but_for_a_shop_on_it() -> None:
    assert mixed(request("http://127.0.0.1:9/x")) == "none"
    assert mixed(request("http://127.0.0.1:9/x"), path="https://127.0.0.1:8443/") == "active"


def test_pages_without_record_or_without_https_are_unknown() -> None:
    assert isinstance(forms_security.mixed(Shop(collection(page("home")))), Unknown)
    assert isinstance(mixed(path="http://shop.test/"), Unknown)


def test_a_page_still_loading_proves_no_clean_record() -> None:
    assert isinstance(mixed(settled=False), Unknown)
    assert mixed(request("http://cdn.test/x"), settled=False) == "active"


def places(*paths: str) -> list[str]:
    return [s.label for s in subjects(*(page("login", path, forms=(LOGIN,)) for path in paths))]


def test_a_place_is_told_so_that_it_can_be_found_again() -> None:
    home = "/index.php"
    assert places(f"{home}?route=account/login", f"{home}?route=cart")[0] == f"login form on {home}?route=account/login"
    assert places("/#/login", "/#/cart")[0] == "login form on /#/login"


def test_a_path_of_its_own_is_place_enough() -> None:
    assert places("/login?from=cart", "/cart")[0] == "login form on /login"
