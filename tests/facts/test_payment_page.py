"""Whose scripts run where one pays: providers, platforms and services are told from marketing and from nobody's."""

from __future__ import annotations

from typing import Any

import pytest

import casetrust_audit.facts.payment_page  # noqa: F401 - registers its facts
from casetrust_audit.model.capture import Page, Probe, Request
from casetrust_audit.model.fact import Absent, Fact, Known, Subject, Unknown
from tests.build import page
from tests.facts.shop_parts import fact_of, journey, product, value

HOSTS, PLACE, POLICY = "payment_page.script_hosts", "payment_page.place", "payment_page.script_policy"
STRIPE = "https://js.stripe.com/v3/"


def asked(url: str, **over: Any) -> Request:
    values: dict[str, Any] = dict(method="GET", resource="script", status=200)
    return Request(url, **(values | over))


def paying(*scripts: str, path: str = "/checkout/payment", **over: Any) -> Page:
    return page("checkout", path, "Review and pay", scripts=scripts, step="cheap/payment", **over)


def fact_on(name: str, *pages: Page, end: str = "last-step") -> Fact:
    """A fact of a shop in which one walk for each page ended there."""
    mug = product("Mug")
    walks = tuple(journey(mug, end, [("payment", p)], session=p.capture.session) for p in pages)
    return fact_of(name, mug, *pages, journeys=walks)


def kinds(*pages: Page) -> dict[str, object]:
    found = fact_on(HOSTS, *pages)
    if isinstance(found, Absent):
        return {}
    assert isinstance(found, Known), found
    assert isinstance(found.value, tuple)
    return {s.label: s.fields["kind"] for s in found.value if isinstance(s, Subject)}


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (STRIPE, "provider"),
        ("https://securegw-sg.2c2p.com/x.js", "provider"),
        ("https://www.google.com/recaptcha/api.js?render=1", "service"),
        ("https://www.google.com/pagead/1.js", "marketing"),
        ("https://maps.googleapis.com/maps/api/js?key=abc", "service"),
        ("https://cdn.shopify.com/s/checkout.js", "platform"),
        ("https://www.googletagmanager.com/gtm.js?id=GTM-1", "marketing"),
        ("https://connect.facebook.net/en_US/fbevents.js", "marketing"),
        ("https://widget.trustpilot.com/bootstrap/v5/tp.widget.bootstrap.min.js", "marketing"),
        ("https://dx12.cloudfront.net/app.js", "shared"),
        ("https://cdn.jsdelivr.net/npm/vue", "shared"),
        ("https://baways.com/gateway/app/dataprocessing/api.js", "flagged"),
        ("https://cdn-stats.example/a.js", "unknown"),
        ("https://js.stripe.com.pay-check.example/v3/", "unknown"),
        ("https://notstripe.com/v3/", "unknown"),
    ],
)
def test_a_host_is_told_by_what_it_is_known_for(script: str, kind: str) -> None:
    assert list(kinds(paying(script)).values()) == [kind]


def test_the_shops_own_scripts_are_left_out_wherever_they_lie() -> None:
    assert kinds(paying("https://shop.test/a.js", "https://static.shop.test/b.js", "data:text/javascript,1", "")) == {}


def test_a_page_without_scripts_of_others_has_none_and_says_where_it_looked() -> None:
    found = fact_on(HOSTS, paying())
    assert isinstance(found, Absent)
    assert found.searched


def test_a_host_that_bears_the_shops_name_is_for_a_person() -> None:
    url = "https://kopikaya.sg/checkout/payment"
    mug, last = product("Mug", path="https://kopikaya.sg/p/mug"), paying("https://kopikaya-cdn.example/x.js", path=url)
    assert kinds(last) == {"kopikaya-cdn.example": "unknown"}  # the shop of the tests has another name
    from dataclasses import replace

    from casetrust_audit.facts.registry import extract
    from casetrust_audit.facts.shop import Shop
    from tests.build import collection

    made = collection(mug, last, journeys=(journey(mug, "last-step", [("payment", last)]),))
    shop = Shop(replace(made, run=replace(made.run, site="kopikaya.sg", target="https://kopikaya.sg/")))
    found = extract(shop)[HOSTS]
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    assert [s.fields["kind"] for s in found.value if isinstance(s, Subject)] == ["shared"]


def test_scripts_that_were_only_asked_for_count_and_other_things_do_not() -> None:
    requests = (asked("https://skim.example/a.js?x=redacted"), asked("https://pics.example/a.png", resource="image"))
    assert kinds(paying(requests=requests)) == {"skim.example": "unknown"}


def test_a_script_the_pages_own_policy_stopped_did_not_run() -> None:
    url = "https://skim.example/a.js"
    assert kinds(paying(url, requests=(asked(url, status=None, failure="csp"),))) == {}


def test_one_script_in_the_page_and_among_the_requests_is_one() -> None:
    last = paying("https://skim.example/a.js?v=7", requests=(asked("https://skim.example/a.js?v=redacted"),))
    found = fact_on(HOSTS, last)
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    (host,) = found.value
    assert isinstance(host, Subject)
    assert host.fields == {"kind": "unknown", "scripts": 1}
    assert "v=7" not in host.evidence[0].quote


def test_all_walks_count_and_the_evidence_keeps_each_visit() -> None:
    first = paying(STRIPE, "https://skim.example/a.js", session="journey-cheap")
    second = paying("https://skim.example/b.js", session="journey-mid")
    assert kinds(first, second) == {"js.stripe.com": "provider", "skim.example": "unknown"}


def test_where_payment_was_not_reached_nothing_is_known() -> None:
    for name in (HOSTS, PLACE):
        assert isinstance(fact_on(name, paying("https://skim.example/a.js"), end="stuck"), Unknown)
    assert isinstance(fact_of(HOSTS, product("Mug")), Unknown)


def test_scripts_of_earlier_pages_are_not_those_of_the_payment_page() -> None:
    home = page("home", "/", scripts=("https://skim.example/a.js",))
    last, mug = paying(STRIPE), product("Mug")
    walk = journey(mug, "last-step", [("payment", last)])
    found = fact_of(HOSTS, home, mug, last, journeys=(walk,))
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    assert [s.label for s in found.value if isinstance(s, Subject)] == ["js.stripe.com"]


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["/checkout/payment"], "shop"),
        (["https://checkout.stripe.com/c/pay/1"], "provider"),
        (["https://checkout.stripe.com/c/pay/1", "/checkout/payment"], "shop"),
        (["https://checkout.other.example/1"], "shop"),
    ],
)
def test_whose_the_last_page_is(paths: list[str], told: str) -> None:
    found = fact_on(PLACE, *(paying(path=p) for p in paths))
    assert isinstance(found, Known)
    assert found.value == told


def headers(*pairs: tuple[str, str]) -> Probe:
    home = {"path": "/", "url": "https://shop.test/", "status": 200, "headers": [list(p) for p in pairs]}
    return Probe("p-headers", "headers", "https://shop.test/", {"pages": [home]})


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("default-src 'self'; script-src 'self' js.stripe.com", "script-src 'self' js.stripe.com"),
        ("default-src 'self'; object-src 'none'", "default-src 'self'"),
        ("script-src 'self'; script-src-elem *", "script-src-elem *"),
        ("frame-ancestors 'none'", None),
        ("", None),
    ],
)
def test_the_policy_on_scripts_is_the_pages_own(policy: str, told: str | None) -> None:
    found = fact_on(POLICY, paying(STRIPE, content_policy=policy))
    assert isinstance(found, Absent if told is None else Known)
    assert getattr(found, "value", None) == told


def test_a_bundle_without_the_pages_policy_gives_that_of_the_home_page() -> None:
    probe = headers(("content-security-policy", "script-src 'self'"), ("x-frame-options", "DENY"))
    mug, last = product("Mug"), paying(STRIPE, content_policy=None)
    walks = (journey(mug, "last-step", [("payment", last)]),)
    assert value(POLICY, mug, last, journeys=walks, probes=(probe,)) == "script-src 'self' (of the home page)"
    assert isinstance(fact_of(POLICY, mug, last, journeys=walks), Unknown)
    other = paying(STRIPE, content_policy="")
    walks = (journey(mug, "last-step", [("payment", other)]),)
    assert isinstance(fact_of(POLICY, mug, other, journeys=walks, probes=(probe,)), Absent)


def test_scripts_of_others_are_counted_by_whether_they_are_fixed() -> None:
    pinned = "https://cdn.jsdelivr.net/npm/vue?v=3"
    last = paying(STRIPE, pinned, "https://shop.test/own.js", pinned=(pinned, "https://shop.test/own.js"))
    found = fact_on("payment_page.pinned", last)
    assert isinstance(found, Known)
    assert found.value == "1 of 2"
    assert isinstance(fact_on("payment_page.pinned", paying("https://shop.test/own.js")), Absent)
    assert isinstance(fact_of("payment_page.pinned", product("Mug")), Unknown)
