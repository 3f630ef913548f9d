"""Security headers, read as browsers read them."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts import headers
from casetrust_audit.facts.registry import NotFound
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Probe
from casetrust_audit.model.fact import Known, Unknown
from tests.build import collection


def shop(*sent: tuple[str, str], url: str = "https://shop.test/", status: int = 200, problem: str = "") -> Shop:
    data: dict[str, Any] = {"pages": [{"path": "/", "url": url, "status": status, "headers": [list(h) for h in sent]}]}
    return Shop(collection(probes=[Probe("probe-headers", "headers", url, data, problem)]))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("max-age=15768000; includeSubDomains; preload", 15768000),
        ("max-age=86400", 86400),
        ('MAX-AGE="600"', 600),
        ("max-age=0", 0),
        ("includeSubDomains; preload", None),
        ("max-age=15768000; includeSubDomains, max-age=15768000; includeSubDomains", None),
        ("max-age=1; max-age=2", None),
        ("max-age=ten", None),
        ("", None),
    ],
)
def test_max_age_is_read_or_the_header_is_ignored(value: str, seconds: int | None) -> None:
    assert headers.hsts_seconds(value) == seconds


def test_days_of_hsts_are_known_and_an_invalid_header_is_none() -> None:
    good = headers.hsts_days(shop(("strict-transport-security", "max-age=31536000")))
    assert isinstance(good, Known)
    assert good.value == 365
    bad = headers.hsts_days(shop(("strict-transport-security", "preload")))
    assert isinstance(bad, Known)
    assert bad.value == 0


def test_of_a_header_sent_twice_the_first_counts() -> None:
    twice = shop(("strict-transport-security", "max-age=31536000"), ("strict-transport-security", "max-age=0"))
    found = headers.hsts_days(twice)
    assert isinstance(found, Known)
    assert found.value == 365


def test_no_header_is_not_found_and_settled_by_the_one_response() -> None:
    found = headers.hsts_days(shop())
    assert isinstance(found, NotFound)
    assert found.sufficient


def test_a_header_over_plain_http_is_none() -> None:
    plain = shop(("strict-transport-security", "max-age=31536000"), url="http://shop.test/")
    assert isinstance(headers.hsts_days(plain), NotFound)


def test_a_domain_preloaded_as_a_whole_is_not_accused() -> None:
    assert isinstance(headers.hsts_days(shop(url="https://shop.app/")), Unknown)


@pytest.mark.parametrize("broken", [shop(status=503), shop(status=0), Shop(collection())])
def test_headers_of_an_error_page_say_nothing(broken: Shop) -> None:
    assert isinstance(headers.hsts_days(broken), Unknown)
    assert isinstance(headers.others(broken), Unknown)
    assert isinstance(headers.others_count(broken), Unknown)


@pytest.mark.parametrize(
    ("name", "value", "counts"),
    [
        ("content-security-policy", "default-src 'self'", 1),
        ("content-security-policy", "img-src *; frame-ancestors 'none'", 1),
        ("content-security-policy", "upgrade-insecure-requests", 0),
        ("content-security-policy-report-only", "default-src 'self'", 0),
        ("x-frame-options", "DENY", 1),
        ("x-frame-options", "SAMEORIGIN, SAMEORIGIN", 0),
        ("x-frame-options", "whimsy", 0),
        ("x-content-type-options", "nosniff ", 1),
        ("x-content-type-options", "nosniff, nosniff", 0),
        ("referrer-policy", "STRICT-ORIGIN", 1),
        ("referrer-policy", "no-referrer, whimsy", 1),
        ("referrer-policy", "no-referrer, unsafe-url", 0),
        ("referrer-policy", "origin", 0),
        ("referrer-policy", "whimsy", 0),
    ],
)
def test_a_header_counts_where_browsers_obey_it(name: str, value: str, counts: int) -> None:
    found = headers.others_count(shop((name, value)))
    assert isinstance(found, Known)
    assert found.value == counts


def test_all_three_are_named() -> None:
    sent = (("x-frame-options", "DENY"), ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"))
    found = headers.others(shop(*sent))
    assert isinstance(found, Known)
    assert found.value == headers.OTHERS
