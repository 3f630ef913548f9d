"""Plain http, headers and cookies as a shop sends them."""

from __future__ import annotations

import asyncio
import gzip
import time
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.collect.probe_fetch import Answer, fetch, new_client
from casetrust_audit.collect.probe_http import (
    chain_outcome,
    is_random,
    look_at_cookies,
    look_at_headers,
    look_at_redirect,
    read_cookie,
    twin_host,
)
from tests.collect import peers
from tests.collect.peers import page, redirect

SHOP = "http://shop.test/"


def hop(url: str, status: int, to: str = "") -> Answer:
    return Answer(url, status, (("Location", to),) if to else ())


@pytest.mark.parametrize(
    ("chain", "outcome"),
    [
        ([hop(SHOP, 301, "https://shop.test/")], "redirects"),
        ([hop(SHOP, 308, "https://www.shop.test/")], "redirects"),
        ([hop(SHOP, 302, "https://shop.test/")], "temporary"),
        (
            [hop(SHOP, 301, "http://www.shop.test/"), hop("http://www.shop.test/", 301, "https://www.shop.test/")],
            "indirect",
        ),
        ([hop(SHOP, 301, "https://other.test/")], "off-host"),
        ([hop(SHOP, 301, "http://other.test/")], "off-host"),
        ([hop(SHOP, 200)], "serves-http"),
        ([hop(SHOP, 301, "/en"), hop(SHOP + "en", 200)], "serves-http"),
        ([hop(SHOP, 403)], "error-status"),
        ([Answer(SHOP, refused=True, problem="nothing listens there")], "closed"),
        ([Answer(SHOP, no_host=True, problem="the name does not resolve")], "no-host"),
        ([Answer(SHOP, problem="no complete answer")], "failed"),
    ],
)
def test_a_chain_that_begins_over_http_has_one_outcome(chain: list[Answer], outcome: str) -> None:
    assert chain_outcome(chain) == outcome


@pytest.mark.parametrize(
    ("host", "twin"),
    [
        ("shop.com.sg", "www.shop.com.sg"), ("www.shop.com.sg", "shop.com.sg"), ("my.shop.com.sg", ""),
        ("127.0.0.1", ""), ("::1", ""), ("localhost", ""), ("x.myshopify.com", "www.x.myshopify.com"),
    ],
)  # fmt: skip
def test_only_a_registrable_domain_has_a_www_twin(host: str, twin: str) -> None:
    assert twin_host(host) == twin


def redirect_data(plain: peers.Site, secure: peers.Site, *paths: str) -> dict[str, Any]:
    data: dict[str, Any] = {}

    async def run() -> str:
        async with new_client("test", 5) as client:
            return await look_at_redirect(client, secure.origin, plain.origin, paths, timeout_s=5, data=data)

    asyncio.run(run())
    return data


def outcomes(data: dict[str, Any]) -> list[str]:
    return [chain["outcome"] for chain in data["chains"]]


@pytest.fixture
def secure(tmp_path: Path) -> Any:
    context = peers.server_context(tmp_path, peers.sign("shop", peers.root()))
    with peers.site({"/": page(), "/cart": page("Cart")}, context) as server:
        yield server


def test_a_redirect_to_https_on_another_port_of_the_host_is_one(secure: peers.Site) -> None:
    with peers.site({"/": redirect(secure.origin), "/cart": redirect(secure.origin + "cart", 308)}) as plain:
        data = redirect_data(plain, secure, "/cart")
    assert outcomes(data) == ["redirects", "redirects"]
    assert [h["status"] for h in data["chains"][0]["hops"]] == [301, 200]


def test_the_shop_s_page_over_http_is_served_http(secure: peers.Site) -> None:
    with peers.site({"/": page()}) as plain:
        assert outcomes(redirect_data(plain, secure)) == ["serves-http"]


def test_a_deep_page_over_http_is_found_behind_a_good_home_page(secure: peers.Site) -> None:
    with peers.site({"/": redirect(secure.origin), "/cart": page("Cart")}) as plain:
        assert outcomes(redirect_data(plain, secure, "/cart")) == ["redirects", "serves-http"]


def test_a_default_page_of_the_web_server_accuses_nobody(secure: peers.Site) -> None:
    with peers.site({"/": page("Welcome to nginx!")}) as plain:
        assert outcomes(redirect_data(plain, secure)) == ["other-page"]


def test_a_page_that_leads_on_by_script_is_told_apart(secure: peers.Site) -> None:
    body = b'<meta http-equiv="refresh" content="0;url=https://shop.test/">'
    with peers.site({"/": (200, (("Content-Type", "text/html"),), body)}) as plain:
        assert outcomes(redirect_data(plain, secure)) == ["client-redirect"]


def test_a_closed_http_port_is_closed(secure: peers.Site) -> None:
    with peers.site({}) as plain:
        pass
    assert outcomes(redirect_data(plain, secure)) == ["closed"]


def test_a_redirect_off_the_site_is_not_followed(secure: peers.Site) -> None:
    with peers.site({"/": redirect("http://elsewhere.test/")}) as plain:
        data = redirect_data(plain, secure)
    assert outcomes(data) == ["off-host"]
    assert len(data["chains"][0]["hops"]) == 1


def test_an_endless_loop_of_redirects_ends(secure: peers.Site) -> None:
    with peers.site({"/": redirect("/")}) as plain:
        assert outcomes(redirect_data(plain, secure)) == ["failed"]
        assert len(plain.asked) == 6


def headers_and_cookies(server: peers.Site, *paths: str, forbid: str = "!") -> tuple[dict[str, Any], dict[str, Any]]:
    headers: dict[str, Any] = {}
    cookies: dict[str, Any] = {}

    async def run() -> None:
        for look, data in ((look_at_headers, headers), (look_at_cookies, cookies)):
            async with new_client("test", 5) as client:
                await look(client, server.origin, paths, allowed=lambda url: forbid not in url, timeout_s=5, data=data)

    asyncio.run(run())
    return headers, cookies


def test_headers_are_kept_without_cookie_values_and_tokens() -> None:
    sent = (
        ("Set-Cookie", "sid=s3cret; Path=/; HttpOnly"),
        ("X-CSRF-Token", "s3cret"),
        ("Referrer-Policy", "no-referrer"),
    )
    with peers.site({"/": page("Shop", *sent)}) as server:
        headers, _ = headers_and_cookies(server)
    assert ["set-cookie", "sid=redacted; Path=/; HttpOnly"] in headers["pages"][0]["headers"]
    assert ["referrer-policy", "no-referrer"] in headers["pages"][0]["headers"]
    assert "s3cret" not in str(headers)


def test_cookies_are_read_on_all_paths_with_one_jar() -> None:
    home = page("Shop", ("Set-Cookie", "sessionid=s3cret; Path=/; Secure; HttpOnly; SameSite=Lax"))
    login = page("Login", ("Set-Cookie", "csrftoken=x; Max-Age=3600"), ("Set-Cookie", "old=; Max-Age=0"))
    with peers.site({"/": home, "/login": login}) as server:
        _, cookies = headers_and_cookies(server, "/login")
    assert [(c["name"], c["secure"], c["http_only"], c["same_site"]) for c in cookies["cookies"]] == [
        ("sessionid", True, True, "lax"),
        ("csrftoken", False, False, ""),
    ]
    assert "s3cret" not in str(cookies)
    assert cookies["cookies"][1]["max_age"] == 3600


def test_a_cookie_comes_back_on_the_next_path() -> None:
    with peers.site({"/": page("Shop", ("Set-Cookie", "cart=1; Path=/")), "/cart": page("Cart")}) as server:
        headers_and_cookies(server, "/cart")
        assert any(
            path == "/cart" and "cart=1" in asked.get("cookie", asked.get("Cookie", ""))
            for _, path, asked in server.asked
        )


def test_paths_robots_forbids_are_skipped_and_named() -> None:
    with peers.site({"/": page(), "/cart": page()}) as server:
        headers, cookies = headers_and_cookies(server, "/cart", forbid="/cart")
        assert "/cart" not in server.paths()
    assert headers["skipped"][0]["path"] == "/cart"
    assert cookies["skipped"][0]["path"] == "/cart"


@pytest.mark.parametrize(
    "line",
    ["", "novalue", "=x", "gone=; Max-Age=0", "gone=x; Max-Age=-1", "gone=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
)
def test_a_line_that_sets_nothing_is_no_cookie(line: str) -> None:
    assert read_cookie(line, SHOP) is None


def test_odd_flags_are_read_as_browsers_do() -> None:
    cookie = read_cookie("a=b=c ;SECURE;  httponly=;SameSite=Bogus;Max-Age=abc", SHOP)
    assert cookie is not None
    assert (cookie["name"], cookie["secure"], cookie["http_only"], cookie["same_site"]) == ("a", True, True, "")
    assert cookie["max_age"] is None


def get(url: str, *, limit: int = 1_000, timeout_s: float = 5) -> Answer:
    async def run() -> Answer:
        async with new_client("casetrust-audit/test", timeout_s) as client:
            return await fetch(client, url, limit=limit, timeout_s=timeout_s)

    return asyncio.run(run())


@pytest.mark.parametrize("serve", [peers.silent, peers.drip])
def test_a_slow_peer_costs_no_more_than_the_time_given(serve: peers.Serve) -> None:
    with peers.peer(serve) as port:
        began = time.monotonic()
        answer = get(f"http://127.0.0.1:{port}/", timeout_s=0.3)
        assert time.monotonic() - began < 60
    assert answer.status == 0
    assert "within" in answer.problem


def test_an_endless_body_is_cut() -> None:
    with peers.peer(peers.endless) as port:
        answer = get(f"http://127.0.0.1:{port}/", limit=50_000)
    assert (answer.status, answer.cut, len(answer.body)) == (200, True, 50_000)


def test_a_peer_that_speaks_no_http_is_a_problem() -> None:
    with peers.peer(peers.garbage) as port:
        assert get(f"http://127.0.0.1:{port}/").problem


def test_a_packed_body_is_unpacked_to_the_cap() -> None:
    packed = gzip.compress(b"a" * 100_000)
    with peers.site({"/": (200, (("Content-Encoding", "gzip"),), packed)}) as server:
        answer = get(server.origin, limit=1_000)
    assert (answer.body, answer.cut) == (b"a" * 1_000, True)


def test_a_body_packed_in_a_way_nobody_asked_for_is_a_problem() -> None:
    with peers.site({"/": (200, (("Content-Encoding", "br"),), b"xx")}) as server:
        answer = get(server.origin)
    assert "unasked" in answer.problem


@pytest.mark.parametrize("url", ["http://[::1", "http://", "ftp://shop.test/", "http://a b/"])
def test_a_bad_address_is_a_problem_and_no_exception(url: str) -> None:
    assert get(url).problem


@pytest.mark.parametrize(
    ("value", "random"),
    [
        ("9f8b2c4d6e1a3b5c7d9e0f1a2b3c4d5e", True),
        ("s%3Ab2Kx81LqTzV0mWnR5yPd7u.Q4cA", True),
        ("eyJpdiI6IkxvbmcifQ.x81LqTzV0mWnR5yPd7uQ4c", True),
        ("en-SG", False),
        ("%7B%22theme%22%3A%22dark%22%2C%22size%22%3A2%7D", False),
        ("1764489600123456", False),
        ("notrandomatallbutlongword", False),
        ("", False),
    ],
)
def test_a_long_random_value_is_told_from_a_setting(value: str, random: bool) -> None:
    assert is_random(value) is random
    told = read_cookie(f"kk={value or 'x'}; Path=/", SHOP)
    assert told is not None
    assert told["random"] is random
    assert value not in told.values() or not value
