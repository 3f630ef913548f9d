"""Which cookies hold a session, and their flags."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts import cookies
from casetrust_audit.facts.registry import NotFound
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Probe
from casetrust_audit.model.fact import Known, Subject, Unknown
from tests.build import collection


def cookie(name: str, **over: Any) -> dict[str, Any]:
    return {"name": name, "secure": True, "http_only": True, "same_site": "lax", "url": "https://shop.test/"} | over


def shop(*sent: dict[str, Any], urls: tuple[str, ...] = ("/", "/login"), status: int = 200) -> Shop:
    data = {"pages": [{"url": u, "status": status} for u in urls], "cookies": list(sent)}
    return Shop(collection(probes=[Probe("probe-cookies", "cookies", "https://shop.test/", data)]))


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("PHPSESSID", "session"), ("JSESSIONID", "session"), ("sessionid", "session"), ("connect.sid", "session"),
        ("_myshop_session", "session"), ("ASP.NET_SessionId", "session"), ("__Host-sid", "session"),
        ("wp_woocommerce_session_1a2b", "session"), ("laravel_session", "session"), ("_secure_session_id", "session"),
        ("wordpress_logged_in_x", "login"), ("remember_token", "login"), ("auth_token", "login"),
        ("csrftoken", "csrf"), ("XSRF-TOKEN", "csrf"), ("form_key", "csrf"), ("cart", "cart"),
        ("_ga", "other"), ("_shopify_y", "other"), ("cookie_consent", "other"), ("currency", "other"), ("x1", "other"),
        ("cf_clearance", "other"), ("oscar_open_basket", "cart"), ("author_name", "other"),
    ],
)  # fmt: skip
def test_the_purpose_is_told_by_the_name(name: str, purpose: str) -> None:
    assert cookies.purpose_of(name) == purpose


def test_flags_become_fields() -> None:
    found = cookies.session(shop(cookie("sessionid", secure=False, same_site="")))
    assert isinstance(found, Known)
    (subject,) = found.value if isinstance(found.value, tuple) else ()
    assert not isinstance(subject, str)
    assert subject.fields["secure"] is False
    assert subject.fields["same_site"] == "unset"
    assert "HttpOnly" in subject.evidence[0].quote


def test_a_cookie_set_twice_counts_with_the_fewer_flags() -> None:
    found = cookies.session(shop(cookie("sid"), cookie("sid", http_only=False)))
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    (subject,) = found.value
    assert not isinstance(subject, str)
    assert subject.fields["http_only"] is False


def test_no_cookies_on_several_pages_is_an_answer() -> None:
    assert isinstance(cookies.session(shop()), NotFound)
    found = cookies.any_cookies(shop())
    assert isinstance(found, Known)
    assert found.value is False


def test_no_cookies_on_the_home_page_alone_is_none() -> None:
    assert isinstance(cookies.any_cookies(shop(urls=("/",))), Unknown)


@pytest.mark.parametrize("blind", [Shop(collection()), shop(status=503), shop(status=0)])
def test_pages_that_did_not_answer_tell_nothing(blind: Shop) -> None:
    assert isinstance(cookies.session(blind), Unknown)
    assert isinstance(cookies.any_cookies(blind), Unknown)


@pytest.mark.parametrize(
    ("over", "purpose"),
    [
        ({"random": True, "session": True}, "token"),
        ({"random": True, "session": False}, "other"),  # a visitor that is known again next month
        ({"random": False, "session": True}, "other"),
        ({}, "other"),  # a bundle of a version that did not look
    ],
)
def test_a_random_value_that_ends_with_the_visit_may_be_a_session(over: dict[str, Any], purpose: str) -> None:
    found = cookies.session(shop(cookie("kk", **over), cookie("_ga", random=True, session=True)))
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    told = {s.label: s.fields["purpose"] for s in found.value if isinstance(s, Subject)}
    assert told == {"kk": purpose, "_ga": "other"}
