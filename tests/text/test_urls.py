from __future__ import annotations

import pytest

from casetrust_audit.text.urls import behind_redirect, canonical_key, host_of, same_site, site_of, without_query_values


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.shop.com.sg/a", "shop.com.sg"),
        ("https://Shop.SG:8443/", "shop.sg"),
        ("https://kopi.myshopify.com/", "kopi.myshopify.com"),
        ("https://someone.github.io/shop", "someone.github.io"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://[::1]:8000/", "::1"),
        ("http://localhost:5000/x", "localhost"),
        ("https://shop.test/", "shop.test"),
        ("mailto:a@b.sg", ""),
        ("/only/a/path", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_site_is_the_registrable_domain_or_the_host(url: str, site: str) -> None:
    assert site_of(url) == site


def test_two_shops_of_one_platform_are_two_sites() -> None:
    assert not same_site("https://a.myshopify.com/", "https://b.myshopify.com/")
    assert same_site("https://www.shop.sg/", "http://pay.shop.sg/x")
    assert not same_site("", "")
    assert not same_site("http://127.0.0.1/", "http://127.0.0.2/")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://shop.sg/p?b=2&a=1", "https://shop.sg/p?a=1&b=2"),
        ("https://shop.sg/p?utm_source=x&gclid=1&fbclid=2", "https://shop.sg/p"),
        ("https://shop.sg/p#reviews", "https://shop.sg/p"),
        ("https://shop.sg", "https://shop.sg/"),
        ("https://SHOP.sg:443/p", "https://shop.sg/p"),
        ("https://shop.sg/p;jsessionid=ABC?a=1", "https://shop.sg/p?a=1"),
        ("https://shop.sg/p?PHPSESSID=1", "https://shop.sg/p"),
    ],
)
def test_one_page_has_one_key(a: str, b: str) -> None:
    assert canonical_key(a) == canonical_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://shop.sg/#!/cart", "https://shop.sg/#!/home"),
        ("https://shop.sg/#/cart", "https://shop.sg/"),
        ("https://shop.sg/p?id=1", "https://shop.sg/p?id=2"),
        ("http://shop.sg/", "https://shop.sg/"),
        ("https://shop.sg:8443/", "https://shop.sg/"),
        ("http://[::1]:80/a", "http://[::1]:80/b"),
    ],
)
def test_two_pages_have_two_keys(a: str, b: str) -> None:
    assert canonical_key(a) != canonical_key(b)


def test_text_that_is_no_web_address_is_its_own_key() -> None:
    assert canonical_key("mailto:a@b.sg") == "mailto:a@b.sg"
    assert canonical_key("http://[broken") == "http://[broken"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://shop.sg/p?token=s3cret&a=1", "https://shop.sg/p?token=redacted&a=redacted"),
        ("https://user:s3cret@shop.sg:8443/p", "https://shop.sg:8443/p"),
        ("https://shop.sg/p#s3cret", "https://shop.sg/p"),
        ("https://shop.sg/#/cart?t=s3cret", "https://shop.sg/#/cart"),
        ("https://shop.sg/p?s3cret", "https://shop.sg/p?redacted"),
        ("http://[::1]:80/p?a=s3cret", "http://[::1]:80/p?a=redacted"),
        ("http://[broken?a=s3cret", "http://[broken"),
        ("https://shop.sg/p", "https://shop.sg/p"),
    ],
)
def test_a_url_is_shown_without_secrets(url: str, shown: str) -> None:
    assert without_query_values(url) == shown


def test_a_host_is_lower_case_and_without_port() -> None:
    assert host_of("https://WWW.Shop.SG.:443/x") == "www.shop.sg"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://s.test/redirect/?url=/page/terms/%3AsY6m2L-Rl3yTJ01U5AXn5d0xVMm", "https://s.test/page/terms/"),
        ("https://s.test/redirect/?url=https%3A//other.test/privacy", "https://other.test/privacy"),
        ("https://s.test/out?to=/terms", "https://s.test/terms"),
        ("https://s.test/redirect/?url=javascript:alert(1)", "https://s.test/redirect/?url=javascript:alert(1)"),
        ("https://s.test/redirect/", "https://s.test/redirect/"),
        ("https://s.test/login?next=/account", "https://s.test/login?next=/account"),
        ("https://s.test/checkout?url=/terms", "https://s.test/checkout?url=/terms"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_a_link_through_a_redirect_page_is_followed_to_what_is_behind_it(link: str, target: str) -> None:
    assert behind_redirect(link) == target
