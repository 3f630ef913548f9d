"""The shop that speed is measured on: the same on every run, with the sizes of real pages, and prices known."""

from __future__ import annotations

import re

import httpx

from bench.shop import POLICIES, PRODUCTS, answer, name, page, paths, price, served


def test_every_address_is_a_page_of_the_size_of_real_ones_and_the_same_each_time() -> None:
    sample = list(paths())[:40] + list(paths())[-10:]
    for path in sample:
        html = page(path)
        assert html is not None, path
        assert 55_000 < len(html) < 160_000, (path, len(html))
        assert page(path) == html
    assert len(set(paths())) == len(list(paths())) > PRODUCTS + len(POLICIES)


def test_an_item_says_its_name_and_its_price() -> None:
    for number in (1, 7, 250, PRODUCTS):
        html = page(f"/products/{number}") or ""
        assert name(number) in html
        assert f'<p class="price">S${price(number)}</p>' in html
        assert re.fullmatch(r"\d{1,3}\.\d\d", price(number))


def test_policies_are_as_long_as_real_ones() -> None:
    prose = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", page("/pages/terms") or "")
    assert len(prose.split()) >= 3000


def test_what_is_no_page_is_not_found_and_files_are_files() -> None:
    for path in ("/products/0", f"/products/{PRODUCTS + 1}", "/collections/x", "/pages/none", "/a/b/c"):
        assert (page(path), answer(path)[0]) == (None, 404), path
    assert [answer(path)[1] for path in ("/site.css", "/s1.js", "/img/3.svg", "/robots.txt")] == [
        "text/css", "text/javascript", "image/svg+xml", "text/plain",
    ]  # fmt: skip


def test_it_is_served_on_loopback_and_ends() -> None:
    with served() as origin:
        assert origin.startswith("http://127.0.0.1:")
        assert httpx.get(f"{origin}/products/7", trust_env=False).text == page("/products/7")
        assert httpx.get(f"{origin}/nothing", trust_env=False).status_code == 404
    try:
        httpx.get(origin, trust_env=False, timeout=5)
    except httpx.TransportError:
        return
    raise AssertionError("the shop still answers")
