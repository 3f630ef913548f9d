"""What every shop has, an account behind a login, a check beside its contact form, no sitemap, costs it no verdict."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.collect.collector import _nothing, _summary
from casetrust_audit.collect.crawl import Crawled
from casetrust_audit.collect.probe_fetch import new_client
from casetrust_audit.collect.session import Met
from casetrust_audit.collect.sitemap import look_at_sitemap
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Collection, Page, RunInfo
from casetrust_audit.model.fact import Facts
from casetrust_audit.model.reading import Reading
from casetrust_audit.pipeline import fact_schema
from casetrust_audit.text.address_key import AddressKeys
from tests.build import SITE, block, button, field, form, heading, link, reading
from tests.collect import peers
from tests.collect.whole_shops import ROUTES, START, Route, SimShop, walked


def contact(shop: SimShop, *, check: bool) -> Reading:
    """A short contact page: a form, and where asked a sum to solve beside it."""
    fields = (field("name"), field("email", type="email"), field("message", tag="textarea", type="textarea"))
    asked = (field("captcha", label="Captcha: what is 3 + 4?"),) if check else ()
    return reading(
        shop.url("policy", "contact"), title="Contact us", headings=(heading("Contact us"),), links=shop.links()[:8],
        blocks=(block("Write to us about anything."), *((block("Captcha: what is 3 + 4?"),) if check else ())),
        forms=(form(*fields, *asked, buttons=(button("Send"),)),),
    )  # fmt: skip


def account(shop: SimShop) -> Reading:
    """The customer's page as somebody who is in sees it."""
    return reading(shop.url("account"), title="My account", headings=(heading("My account"),), links=shop.links(),
                   blocks=(block("Your orders and addresses are kept here for you. " * 6),))  # fmt: skip


def judged(shop: SimShop, sitemap: str) -> Facts:
    """All facts of the shop, with what a sitemap's probe told."""
    crawled = walked(shop)
    assert _nothing(crawled) == ""
    pages = tuple(Page(m.capture, m.reading) for m in crawled.usable() if m.reading is not None)
    run = RunInfo(START, "shop.test", "2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z", "0", "test", {})
    summary = _summary(crawled, sitemap, [], AddressKeys(START))
    captures = tuple(m.capture for m in crawled.met)
    return extract(Shop(Collection(run, captures, pages, (), (), tuple(crawled.skips), summary)))


@pytest.fixture(scope="module", autouse=True)
def _facts_are_loaded() -> None:
    fact_schema()


def dressed(route: Route, **over: Any) -> SimShop:
    shop = SimShop(route, **over)
    shop.overrides[shop.url("policy", "contact")] = lambda url: replace(contact(shop, check=True), url=url)
    return shop


def plain(route: Route) -> SimShop:
    shop = SimShop(route)
    shop.overrides[shop.url("policy", "contact")] = lambda url: replace(contact(shop, check=False), url=url)
    shop.overrides[shop.url("account")] = lambda url: replace(account(shop), url=url)
    return shop


def soft_sitemap() -> str:
    """How a shop fares that answers /sitemap.xml as it answers everything: with status 200 and its one page."""
    data: dict[str, Any] = {}
    page = b"\n<!DOCTYPE html><html><head><title>Tea House</title></head><body><div id=root></div></body></html>"

    async def look(origin: str) -> str:
        async with new_client("test", 5) as client:
            return await look_at_sitemap(client, origin, (), allowed=lambda _: True, timeout_s=5, data=data)

    with peers.site({"/sitemap.xml": (200, (("Content-Type", "text/html"),), page)}) as server:
        assert asyncio.run(look(server.origin)) == ""
    return str(data["state"])


@pytest.mark.parametrize("name", ROUTES)
def test_an_account_behind_a_login_a_sum_beside_the_contact_form_and_no_sitemap_cost_no_verdict(name: str) -> None:
    route = ROUTES[name]
    assert soft_sitemap() == "none"
    before, after = judged(plain(route), "none"), judged(dressed(route), soft_sitemap())
    kinds = {fact: type(value).__name__ for fact, value in before.items()}
    assert {fact: type(value).__name__ for fact, value in after.items()} == kinds
    assert "Absent" in {kinds["complaints.staged"], kinds["returns.window_days"]}


def test_a_login_before_the_terms_costs_what_the_terms_would_say() -> None:
    shop = dressed(ROUTES["path"])
    shop.overrides[shop.url("policy", "terms")] = lambda url: shop.reading(url, "login", "")
    after = judged(shop, "none")
    assert f"{SITE}/info/terms" in str(after["returns.window_days"])
    assert "not found, but" in str(after["complaints.recourse"])


def met(reading_: Reading | None, *kinds: str) -> Met:
    from casetrust_audit.model.capture import Problem
    from tests.build import page

    found = page("home")
    return Met(replace(found.capture, problems=tuple(Problem(k, "told") for k in kinds)), reading_)


def test_a_front_page_that_asks_for_a_login_is_called_so_and_not_a_place_where_nothing_is_sold() -> None:
    assert "login wall" in _nothing(Crawled(met=[met(reading(START), "login-wall")]))


@pytest.mark.parametrize(
    ("texts", "pressed"),
    [
        (("龙井茶 ￥45.00", "乌龙茶 ￥38.00"), "加入购物车"),
        (("Lapsang ¥45", "Oolong ¥38"), "Basket (0)"),
        (("Mug S$12.00", "Cup S$9.00"), "Checkout"),
    ],
)
def test_tiles_without_links_and_a_lone_page_are_a_shop(texts: tuple[str, ...], pressed: str) -> None:
    page = reading(START, blocks=tuple(block(t) for t in texts), buttons=(button(pressed),))
    assert _nothing(Crawled(met=[met(page)])) == ""


def test_prices_alone_are_no_shop() -> None:
    page = reading(
        START, blocks=(block("Tickets cost S$12"), block("Parking costs S$3")), links=(link("/x", "Visit us"),)
    )
    assert "nothing is sold here" in _nothing(Crawled(met=[met(page)]))
