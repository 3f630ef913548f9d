"""Sitemaps: nested, packed, hostile."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from casetrust_audit.collect.probe_fetch import Answer, new_client
from casetrust_audit.collect.sitemap import MOST_BYTES, MOST_URLS, look_at_sitemap, read_sitemap
from tests.collect import peers

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str) -> bytes:
    return f"<urlset {NS}>{''.join(f'<url><loc> {u} </loc></url>' for u in urls)}</urlset>".encode()


def index(*urls: str) -> bytes:
    return f"<sitemapindex {NS}>{''.join(f'<sitemap><loc>{u}</loc></sitemap>' for u in urls)}</sitemapindex>".encode()


def read(body: bytes, status: int = 200) -> tuple[list[str], list[str], str]:
    return read_sitemap(Answer("https://shop.test/sitemap.xml", status, (), body))


def look(
    server: peers.Site, named: Sequence[str] = (), allowed: Callable[[str], bool] = lambda _: True
) -> tuple[dict[str, Any], str]:
    data: dict[str, Any] = {}

    async def run() -> str:
        async with new_client("test", 5) as client:
            return await look_at_sitemap(client, server.origin, named, allowed=allowed, timeout_s=5, data=data)

    return data, asyncio.run(run())


def test_addresses_are_read_in_order() -> None:
    urls, nested, problem = read(urlset("https://shop.test/a", "https://shop.test/b?x=1&amp;y=2"))
    assert (urls, nested, problem) == (["https://shop.test/a", "https://shop.test/b?x=1&y=2"], [], "")


def test_a_packed_sitemap_is_unpacked() -> None:
    assert read(gzip.compress(urlset("https://shop.test/a")))[0] == ["https://shop.test/a"]


def test_a_bomb_is_unpacked_to_the_cap_and_no_further() -> None:
    bomb = gzip.compress(urlset("https://shop.test/a") + b" " * (MOST_BYTES * 20), 9)
    assert len(bomb) < MOST_BYTES
    urls, _, _ = read(bomb)
    assert urls == ["https://shop.test/a"]


def test_entities_are_refused() -> None:
    laughs = (
        b'<!DOCTYPE urlset [<!ENTITY a "https://shop.test/"><!ENTITY b "&a;&a;&a;">'
        b'<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>&b;&f;</loc></url></urlset>'
    )
    urls, _, problem = read(laughs)
    assert urls == []
    assert "entities" in problem


@pytest.mark.parametrize("body", [b"", b"<html><p>Not found</html>", b"\x00\x01\x02", b"{}"])
def test_what_is_no_sitemap_is_a_problem(body: bytes) -> None:
    urls, nested, problem = read(body)
    assert not urls
    assert not nested
    assert problem


def test_addresses_that_are_not_http_are_left_out() -> None:
    assert read(urlset("javascript:alert(1)", "file:///etc/passwd", "https://shop.test/ok"))[0] == [
        "https://shop.test/ok"
    ]


def test_a_text_sitemap_is_read() -> None:
    assert read(b"https://shop.test/a\nhttps://shop.test/b\n")[0] == ["https://shop.test/a", "https://shop.test/b"]


def test_an_index_leads_to_its_sitemaps_and_only_the_shop_s_own() -> None:
    with peers.site({}) as server:
        o = server.origin
        server.routes |= {
            "/sitemap.xml": (200, (), index(o + "p.xml", "https://elsewhere.test/x.xml")),
            "/p.xml": (200, (), urlset(o + "kaya", o + "kaya", "https://elsewhere.test/y")),
        }
        data, problem = look(server)
        assert (data["state"], problem, data["cut"]) == ("read", "", False)
        assert data["urls"] == [o + "kaya"]
        assert server.paths() == ["/sitemap.xml", "/p.xml"]


def test_an_index_that_names_itself_ends() -> None:
    with peers.site({}) as server:
        server.routes["/sitemap.xml"] = (200, (), index(server.origin + "sitemap.xml"))
        data, _ = look(server)
        assert data["urls"] == []
        assert server.paths() == ["/sitemap.xml"]


def test_levels_below_the_third_are_left_and_said_to_be() -> None:
    with peers.site({}) as server:
        o = server.origin
        for n in range(5):
            server.routes[f"/{n}.xml"] = (200, (), index(f"{o}{n + 1}.xml"))
        data, _ = look(server, [o + "0.xml"])
        assert server.paths() == ["/0.xml", "/1.xml", "/2.xml"]
        assert data["cut"] is True


def test_no_more_than_the_cap_of_addresses_is_kept() -> None:
    with peers.site({}) as server:
        o = server.origin
        server.routes["/sitemap.xml"] = (200, (), urlset(*(f"{o}p{n}" for n in range(MOST_URLS + 5))))
        data, _ = look(server)
        assert len(data["urls"]) == MOST_URLS
        assert data["cut"] is True


def test_no_sitemap_is_none_and_a_broken_one_is_failed() -> None:
    with peers.site({}) as server:
        data, problem = look(server)
        assert (data["state"], problem) == ("none", "")
        server.routes["/sitemap.xml"] = (500, (), b"")
        data, problem = look(server)
        assert (data["state"], problem) == ("failed", "status 500")


def test_a_sitemap_robots_forbids_is_not_asked_for() -> None:
    with peers.site({}) as server:
        data, problem = look(server, allowed=lambda url: not url.endswith("sitemap.xml"))
        assert server.paths() == []
        assert data["state"] == "failed"
        assert "robots.txt" in problem
