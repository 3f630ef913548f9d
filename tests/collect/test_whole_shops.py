"""Whole shops, each served otherwise, are read alike."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from casetrust_audit.collect.crawl import Crawled
from casetrust_audit.collect.frontier import FIRST, QUOTAS
from casetrust_audit.collect.roles import decide_role
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.urls import canonical_key
from tests.build import SITE, block, heading, link, reading
from tests.collect.whole_shops import (
    POLICIES,
    ROUTES,
    START,
    WORDS,
    Route,
    SimShop,
    by_path,
    by_route,
    roles_read,
    walked,
)

SESSION = "4f7b2c9d1e8a6b3c5d7e"


def opaque(kind: str, name: str) -> str:
    """Addresses that say nothing: every page is "/?i=" and a number."""
    if kind == "home":
        return START
    places = ["login", "cart", "account", *POLICIES, *(f"more-{n}" for n in range(60))]
    number = int(name.rsplit("-", maxsplit=1)[-1]) if kind in ("product", "listing") else places.index(name or kind)
    return f"{SITE}/?i={number + {'product': 1000, 'listing': 500}.get(kind, 100)}"


def slugs(kind: str, name: str) -> str:
    """Every page is a name at the root."""
    return SITE + ("/" if kind == "home" else f"/{name or kind}")


EVERY = {**ROUTES, "opaque": opaque, "slugs": slugs}


def addresses(crawled: Crawled) -> list[str]:
    return [met.capture.requested_url for met in crawled.met]


@pytest.fixture(params=EVERY)
def route(request: pytest.FixtureRequest) -> Route:
    return EVERY[request.param]


@pytest.mark.parametrize("max_pages", [60, 24])
def test_policies_login_cart_and_items_are_read_whatever_addresses_look_like(route: Route, max_pages: int) -> None:
    read = roles_read(walked(SimShop(route), max_pages=max_pages))
    assert set(POLICIES) <= set(read)
    assert read["cart"] == 1
    assert read["login"] >= 1
    assert read["product"] >= (16 if max_pages == 60 else 7)
    assert read["listing"] >= 1


def test_the_front_page_is_home_and_no_other_is_but_what_says_the_very_same(route: Route) -> None:
    crawled = walked(SimShop(route))
    homes = [met for met in crawled.usable("home") if met.reading is not None]
    assert {met.reading.visible_text() for met in homes if met.reading} == {homes[0].reading.visible_text()}  # type: ignore[union-attr]
    assert canonical_key(homes[0].capture.requested_url) == canonical_key(START)


@pytest.mark.parametrize("max_pages", [60, 24])
def test_a_long_footer_starves_neither_items_nor_policies(route: Route, max_pages: int) -> None:
    read = roles_read(walked(SimShop(route, footer_links=40, carded=False), max_pages=max_pages))
    assert set(POLICIES) <= set(read)
    assert read["product"] >= FIRST["product"]


def test_footer_links_that_all_lead_to_one_login_cost_the_shop_none_of_its_pages(route: Route) -> None:
    shop = SimShop(route)
    names = [f"more-{n}" for n in range(10)]  # orders, wishes, gifts: all for those who have logged in
    shop.more_links = tuple(link(shop.url("policy", n), f"Thing {n}", area="footer") for n in names)
    shop.overrides = {shop.url("policy", n): lambda url: shop.reading(url, "login", "") for n in names}
    plain, read = roles_read(walked(SimShop(route), max_pages=24)), roles_read(walked(shop, max_pages=24))
    assert (read["product"], read["listing"]) == (plain["product"], plain["listing"])
    assert set(shop.overrides) <= set(shop.asked)


def test_a_footer_link_that_is_left_keeps_what_it_seemed_to_lead_to() -> None:
    crawled = walked(SimShop(by_path, footer_links=40), max_pages=24)
    left = [skip for skip in crawled.skips if skip.role]
    assert len(left) == crawled.footer_left + crawled.policy_left > 0
    assert {skip.role for skip in left} == {"other"}
    assert not any(skip.role for skip in crawled.skips if "/p/" in skip.url)


@pytest.mark.parametrize("products", [10, 2000])
def test_a_shop_of_any_size_shows_its_items_and_no_more_than_are_wanted(route: Route, products: int) -> None:
    read = roles_read(walked(SimShop(route, products=products)))
    assert min(products, 10) <= read["product"] <= QUOTAS["product"] + 2


@pytest.mark.parametrize("session", [lambda n: f"ceid={SESSION}", lambda n: f"ceid={SESSION}{n:03d}"])
def test_no_page_is_read_twice_for_its_session(route: Route, session: Callable[[int], str]) -> None:
    plain, dressed = SimShop(route), SimShop(route, extra=session)
    asked = [url.replace("?ceid", "&ceid").split("&ceid", maxsplit=1)[0] for url in addresses(walked(dressed))]
    assert len(asked) == len(set(asked))
    assert sorted(asked) == sorted(addresses(walked(plain)))


def test_a_front_page_with_a_session_is_home_once() -> None:
    crawled = walked(SimShop(by_path, extra=lambda n: f"k={SESSION}{n:03d}"))
    assert roles_read(crawled)["home"] == 1


def test_a_shop_of_one_page_is_read_and_all_its_links_are() -> None:
    lone = SimShop(by_path, products=1, listings=0)
    assert roles_read(walked(lone))["product"] == 1


def sitemap(kind_of: Route, products: int) -> tuple[str, ...]:
    return tuple(kind_of("product", f"item-{n}") for n in range(1, products + 1))


@pytest.mark.parametrize("kind_of", [by_path, by_route, slugs])
def test_five_thousand_addresses_of_a_sitemap_cost_seconds_not_minutes(kind_of: Route) -> None:
    began = time.process_time()
    crawled = walked(SimShop(kind_of, products=5000), sitemap=sitemap(kind_of, 5000))
    assert time.process_time() - began < 20
    assert roles_read(crawled)["product"] <= QUOTAS["product"] + 2
    assert crawled.frontier_left > 4900


def nothing(url: str) -> Reading:
    """What a shop shows for what does not exist, in words that are on no list."""
    texts = ("Sorry!", "There is no tea in this pot, yet the kettle is on and the leaves are fresh.")
    return reading(url, title="Tea House", headings=(heading("Oh dear"),), links=SimShop().links(),
                   blocks=tuple(block(t) for t in texts))  # fmt: skip


@pytest.mark.parametrize("kind_of", [by_path, ROUTES["hash"], ROUTES["route="]])
def test_a_page_that_looks_like_the_answer_to_nothing_is_an_error_whatever_its_status(kind_of: Route) -> None:
    gone = (link(kind_of("policy", "gone"), "Our promises", area="footer"),)
    crawled = walked(SimShop(kind_of, status=200, missing=nothing, more_links=gone))
    met = next(m for m in crawled.met if m.capture.requested_url == gone[0].href)
    assert [p.kind for p in met.capture.problems] == ["error-page"]
    assert set(POLICIES) <= set(roles_read(crawled))


def test_where_the_front_page_stands_in_for_what_does_not_exist_nothing_is_an_error() -> None:
    shop = SimShop(by_path, status=200)
    shop.missing = lambda url: shop.reading(url, "home", "")
    shop.more_links = (link("/nowhere", "Our promises", area="footer"),)
    crawled = walked(shop)
    assert not any(m.capture.problems for m in crawled.met)
    assert next(m for m in crawled.met if m.capture.requested_url.endswith("/nowhere")).capture.role == "home"


def test_a_shop_whose_pages_all_come_with_404_and_are_drawn_by_a_script_is_read() -> None:
    shop = SimShop(by_path, missing=nothing, found=404)
    shop.more_links = (link("/nowhere", "Our promises", area="footer"),)
    crawled = walked(shop)
    assert crawled.dead == ""
    assert {*POLICIES, "product", "cart", "listing"} <= set(roles_read(crawled))
    lost = next(m for m in crawled.met if m.capture.requested_url.endswith("/nowhere"))
    assert [p.kind for p in lost.capture.problems] == ["error-page"]


def test_one_page_for_everything_with_status_404_is_no_shop_though_it_shows_items() -> None:
    shop = SimShop(by_path, found=404)
    shop.missing = lambda url: shop.reading(url, "home", "")
    crawled = walked(shop)
    assert "same page" in crawled.dead
    assert len(crawled.met) == 1


def behind_login(shop: SimShop, *kinds: tuple[str, str]) -> SimShop:
    shop.overrides = {shop.url(*kind): lambda url: shop.reading(url, "login", "") for kind in kinds}
    return shop


def test_a_login_before_the_customers_account_is_no_wall(route: Route) -> None:
    assert walked(SimShop(route)).walls == 0


@pytest.mark.parametrize("kind", [("policy", "terms"), ("cart", ""), ("product", "item-1")])
def test_a_login_before_a_policy_the_cart_or_an_item_is_a_wall_that_keeps_the_role_of_what_it_hides(
    kind: tuple[str, str],
) -> None:
    crawled = walked(behind_login(SimShop(by_path), kind))
    walled = [m.capture for m in crawled.met if any(p.kind == "login-wall" for p in m.capture.problems)]
    assert [c.role for c in walled] == [kind[1] if kind[0] == "policy" else kind[0]]
    assert crawled.walls == 1


def test_one_place_of_no_known_role_behind_a_login_is_no_wall_but_many_are() -> None:
    def hidden(number: int) -> SimShop:
        shop = SimShop(by_path)
        shop.more_links = tuple(link(f"/members/{c}", f"For {c}", area="nav") for c in "abcdef"[:number])
        shop.overrides = {f"{SITE}/members/{c}": lambda url: shop.reading(url, "login", "") for c in "abcdef"[:number]}
        return shop

    assert walked(hidden(1)).walls == 0
    assert walked(hidden(6)).walls > 0


@pytest.mark.parametrize("sorted_by", ["?sort=price", "?sort=name", "?dir=asc&sort=price"])
def test_a_list_in_another_order_is_not_read_again(sorted_by: str) -> None:
    shop = SimShop(by_path)
    shop.more_links = (link(f"/c/c-1{sorted_by}", "By price"),)
    assert not any("sort=" in url for url in addresses(walked(shop)))


def test_two_items_shown_as_the_front_page_do_not_make_all_items_one() -> None:
    """A script that has not drawn yet, or a shop that shows its front page for what is sold out."""
    by_main = ROUTES["main_page="]
    shop = SimShop(by_main)
    gone = [by_main("product", f"item-{n}") for n in (1, 2, 3, 4)]
    shop.overrides = {url: lambda url: shop.reading(url, "home", "") for url in gone}
    assert roles_read(walked(shop))["product"] >= 12


def by_module(kind: str, name: str) -> str:
    """A shop that is one module of a site: its own pages are views of one address, the others have paths."""
    views = {"product": f"view=item&id={name[5:]}", "listing": f"dept={name[2:]}", "cart": "view=cart"}
    return f"{SITE}/shop?{views[kind]}" if kind in views else by_path(kind, name)


def test_a_view_of_an_address_that_is_not_there_itself_is_a_page() -> None:
    read = roles_read(walked(SimShop(by_module)))
    assert read["product"] >= 16
    assert read["cart"] == 1
    shop = SimShop(by_module)
    shop.more_links = (link("/shop", "The shop"), link("/shop?view=grid", "As tiles"))
    asked = addresses(walked(shop))
    assert f"{SITE}/shop?view=grid" not in asked
    assert f"{SITE}/shop?view=cart" in asked


def test_an_item_met_through_two_categories_is_read_once_when_that_was_seen_to_make_no_difference() -> None:
    def number(url: str) -> str:
        return url.split("product_id=")[1].split("&", maxsplit=1)[0]

    shop = SimShop(by_route)
    trails = [f"{by_route('product', f'item-{n}')}&path={p}" for n in range(1, 9) for p in (20, 21)]
    shop.overrides = {url: lambda url: shop.reading(url, "product", f"item-{number(url)}") for url in trails}
    shop.more_links = tuple(link(url, f"Item {number(url)}") for url in trails)
    items = [number(url) for url in addresses(walked(shop)) if "product_id" in url]
    assert 0 < len(items) - len(set(items)) <= 3  # two items by both ways, and one plainly: that tells it


def test_pages_are_as_long_as_this_shop_makes_them() -> None:
    """The readings of these shops are what the tests above rest on."""
    shop = SimShop(by_path)
    kinds = {"product": "item-1", "listing": "c-1", "policy": "terms", "cart": "", "login": ""}
    decided = {kind: decide_role(shop.reading(by_path(kind, name), kind, name))[0] for kind, name in kinds.items()}
    assert decided == {"product": "product", "listing": "listing", "policy": "terms", "cart": "cart", "login": "login"}
    assert len(WORDS.split()) > 40
