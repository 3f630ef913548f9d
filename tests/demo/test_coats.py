"""Coats of the demo shop, seen without a browser: addresses there and back, the same words, the same counts."""

from __future__ import annotations

import csv
import json
from itertools import combinations

import pytest
from bs4 import BeautifulSoup

from casetrust_audit.demo.coats.address import Address
from casetrust_audit.demo.coats.names import NAMES
from casetrust_audit.demo.coats.registry import COATS, excluded, wardrobe_of
from casetrust_audit.demo.coats.routers import WAYS
from casetrust_audit.demo.stock import BY_SLUG, MANY, on_sale
from casetrust_audit.errors import UsageError
from tests.demo.shopper import CHEAP, Shopper, client_of, text, visiting

ROUTED = [name for name, coat in COATS.items() if coat.routing is not None]
DRAWN = [name for name, coat in COATS.items() if coat.client]
PLAIN = (
    "/", "/cart", "/cart/add", "/cart/update", "/cart/remove", "/checkout", "/checkout/address", "/checkout/delivery",
    "/checkout/payment", "/checkout/place", "/checkout/quote", "/about", "/delivery", "/returns", "/terms", "/privacy",
    "/faq", "/contact", "/complaints", "/account/login", "/account/register", "/account/forgot", "/account/security",
    "/account/orders", "/newsletter", "/wishlist/add", "/search?q=kaya", "/reviews", "/collections/coffee",
    "/collections/coffee?page=2", "/products/pandan-kaya", "/products/kopi-o-trial-pack",
    "/account/login?next=/checkout", "/terms/annex", "/terms/annex/correspondence",
)  # fmt: skip
SAME_WORDS = (
    *(name for name in ROUTED if name not in DRAWN), "soft-404", "no-landmarks", "layout-tables", "no-h1",
    "split-words", "one-big-form", "anchor-buttons", "div-buttons", "lightbox-pictures", "tiles-to-nowhere", "fade-in",
    "switch-boxes", "account-behind-login", "radios-as-lists",
)  # fmt: skip
"""Coats in which every page says exactly what it says without one."""
SENT = {
    "/contact": "messages", "/complaints": "complaints", "/account/login": "logins", "/account/register": "accounts",
    "/account/forgot": "messages", "/reviews": "messages", "/newsletter": "newsletter",
}  # fmt: skip


def test_there_are_many_coats_and_each_says_which_shops_it_stands_for() -> None:
    assert len(COATS) >= 24
    assert {name for name, coat in COATS.items() if not (coat.title and coat.stands_for) or coat.name != name} == set()
    assert {other for coat in COATS.values() for other in coat.excludes} <= set(COATS)


def test_completion_knows_every_coat() -> None:
    assert tuple(COATS) == NAMES


def test_most_coats_can_be_worn_together() -> None:
    free = [pair for pair in combinations(COATS, 2) if not excluded(*pair)]
    assert len(free) > 700
    assert not any(excluded(one, other) != excluded(other, one) for one, other in combinations(COATS, 2))


def test_a_coat_that_is_not_known_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean query-route"):
        wardrobe_of(["query-rout"])


def test_coats_that_exclude_each_other_are_refused() -> None:
    with pytest.raises(UsageError, match="'path-info' and 'query-route' exclude each other"):
        wardrobe_of(["query-route", "path-info"])


@pytest.mark.parametrize("name", ROUTED)
def test_every_address_is_found_again_and_no_two_are_one(name: str) -> None:
    routing = COATS[name].routing
    assert routing is not None
    made = dict[str, set[str]]()
    for plain in PLAIN:
        address = Address.of(plain)
        for posted in (False, True):
            dressed = routing.out(address, posted)
            if name != "hash-routes" or posted:
                assert routing.back(Address.of(str(dressed))) == address, plain
            made.setdefault(str(dressed), set()).add(plain)
    assert {dressed: plains for dressed, plains in made.items() if len(plains) > 1} == {}


@pytest.mark.parametrize("name", [name for name in WAYS if name not in ("hash-routes", "cart-by-query")])
def test_plain_addresses_lead_nowhere_in_another_routing(name: str) -> None:
    with visiting(coats=(name,)) as (shop, shopper):
        for path in ("/cart", "/products/pandan-kaya", "/collections/coffee"):
            assert shopper.client.get(path).status_code == 404, path
        assert shop.received.total == 0


@pytest.mark.parametrize("name", [name for name in ROUTED if name not in DRAWN])
def test_every_page_is_reached_by_links_in_every_routing(name: str) -> None:
    def titles(coats: tuple[str, ...]) -> set[str]:
        with visiting(coats=coats) as (_, shopper):
            return {text(page.title) for page in shopper.crawl().values() if page.title is not None}

    assert titles((name,)) == titles(())


def pages(shopper: Shopper, shop_address: dict[str, str]) -> list[BeautifulSoup]:
    """Pages of every kind, with one item in the cart."""
    shopper.post(shop_address["/cart/add"], product=CHEAP, quantity="1", **{"quan[new]": "1"})
    return [shopper.open(shop_address[path]) for path in ("/", "/cart", "/checkout", "/collections/coffee", "/terms")]


def said(coats: tuple[str, ...]) -> list[str]:
    with visiting(coats=coats) as (shop, shopper):
        addresses = {path: shop.wardrobe.address(path, posted=path == "/cart/add") for path in PLAIN}
        return ["".join(text(page.body).split()) for page in pages(shopper, addresses) if page.body is not None]


@pytest.mark.parametrize("name", SAME_WORDS)
def test_a_coat_changes_no_word(name: str) -> None:
    assert said((name,)) == said(())


@pytest.mark.parametrize("name", COATS)
def test_whatever_is_sent_is_counted_in_every_coat(name: str) -> None:
    with visiting(coats=(name,)) as (shop, shopper):
        for number, (path, kind) in enumerate(SENT.items(), 1):
            before = shop.received.counts()[kind]
            shopper.post(shop.wardrobe.address(path, posted=True), email="a@b.example", consent="yes", product=CHEAP)
            assert shop.received.counts()[kind] == before + 1, path
            assert shop.received.total == number


@pytest.mark.parametrize("name", COATS)
def test_forms_send_where_something_is_counted(name: str) -> None:
    """The address in the page, not the one that the shop would have made."""
    with visiting(coats=(name,)) as (shop, shopper):
        inner = "/page" if name in DRAWN else ""
        page = shopper.open(inner + ("/contact" if name == "hash-routes" else shop.wardrobe.address("/contact")))
        area = page.select_one("textarea")
        assert area is not None
        form = area.find_parent("form")
        assert form is not None
        named = {
            str(e["formaction"]) for e in form.select("[formaction], [data-formaction]") if e.has_attr("formaction")
        }
        target = next((t for t in named if "ontact" in t), str(form["action"]))
        shopper.post(target, name="A", email="a@b.example", topic="My order", message="Hello")
        assert shop.received.counts() == dict.fromkeys(shop.received.counts(), 0) | {"messages": 1}


def test_a_session_stands_in_every_link_and_differs_between_visitors() -> None:
    with visiting(coats=("session-in-address",)) as (shop, shopper):
        links = [str(a["href"]) for a in shopper.open("/").select("a[href^='/']")]
        assert links
        assert all("ceid=" in link for link in links)
        with client_of(shop) as client:
            others = [str(a["href"]) for a in Shopper(client).open("/").select("a[href^='/']")]
        assert not set(others) & set(links)


def test_robots_txt_and_sitemap_name_the_addresses_of_the_coat() -> None:
    with visiting("closed-to-robots", coats=("query-route",)) as (_, shopper):
        assert "Disallow: /index.php?route=checkout/cart\n" in shopper.client.get("/robots.txt").text
        places = [place.text for place in shopper.open("/sitemap.xml").select("loc")]
        assert any(place.endswith("?route=product/product&product_id=104") for place in places)


def test_a_page_s_data_and_the_price_record_name_the_addresses_of_the_coat() -> None:
    with visiting(coats=("numeric-ids",)) as (shop, shopper):
        data = shopper.open("/p/104").select_one("script[type='application/ld+json']")
        assert data is not None
        assert json.loads(data.text)["offers"]["url"] == f"{shop.url}p/104"
        rows = list(csv.DictReader(shop.price_log.read_text().splitlines()))
        assert "/p/104" in {row["url"] for row in rows}


def test_redirects_lead_to_addresses_of_the_coat() -> None:
    with visiting(coats=("query-page",)) as (shop, shopper):
        added = shopper.client.post(
            shop.wardrobe.address("/cart/add", posted=True), data={"product": CHEAP}, follow_redirects=False
        )
        assert added.headers["location"] == "/?main_page=shopping_cart"


def test_in_a_drawn_coat_the_server_sends_a_shell_and_the_page_behind_another_address() -> None:
    with visiting(coats=("fallback-404",)) as (_, shopper):
        shell, inner = shopper.client.get("/terms"), shopper.client.get("/page/terms")
        assert (shell.status_code, inner.status_code) == (404, 200)
        assert "Terms of sale" not in shell.text
        assert "Terms of sale" in inner.text


def test_a_soft_404_answers_every_address_with_200() -> None:
    with visiting(coats=("soft-404",)) as (_, shopper):
        for path in ("/no/such/page", "/sitemap.xml"):
            answer = shopper.client.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_orders_are_behind_a_login_and_nothing_else_is() -> None:
    with visiting(coats=("account-behind-login",)) as (_, shopper):
        answer = shopper.client.get("/account/orders", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, "/account/login?next=/account/orders")
        assert shopper.client.get("/account/security").status_code == 200


def test_items_are_removed_and_changed_in_the_coats_of_the_cart() -> None:
    with visiting(coats=("odd-quantities", "remove-links")) as (_, shopper):
        shopper.post("/cart/add", product=CHEAP, **{"quan[new]": "2"})
        page = shopper.post("/cart/update", **{"quan[a104]": "3"})
        field = page.select_one("input[name='quan[a104]']")
        assert field is not None
        assert field["value"] == "3"
        link = page.select_one("a.icon")
        assert link is not None
        assert "Your cart is empty" in text(shopper.open(str(link["href"])))


def test_a_large_shop_sells_two_thousand_products_in_listings_of_many_pages() -> None:
    assert len(BY_SLUG) > 2000 == len(MANY)
    assert len({p.title for p in on_sale(2000)}) == 2000
    with visiting(coats=("two-thousand",)) as (_, shopper):
        path, titles = "/collections/coffee", list[str]()
        while path:
            page = shopper.open(path)
            titles += [text(card) for card in page.select(".card-title")]
            following = page.select_one("a[rel=next]")
            path = str(following["href"]) if following else ""
        assert len(titles) == len(set(titles)) == sum(p.category == "coffee" for p in on_sale(2000))


def test_a_small_shop_sells_ten() -> None:
    with visiting(coats=("ten-products",)) as (_, shopper):
        listed = [place.text for place in shopper.open("/sitemap.xml").select("loc") if "/products/" in place.text]
        assert len(listed) == 10


def test_in_chinese_no_language_is_stated_and_amounts_have_a_wide_sign() -> None:
    with visiting(coats=("chinese",)) as (_, shopper):
        page = shopper.open(f"/products/{CHEAP}")
        assert page.html is not None
        assert not page.html.has_attr("lang")
        assert "￥3.90" in text(page)
        assert "加入购物车" in text(page)
        assert "S$" not in text(page)


@pytest.mark.parametrize("name", ["tiles-without-links", "tiles-to-nowhere"])
def test_where_tiles_are_no_links_no_page_links_to_goods(name: str) -> None:
    with visiting(coats=(name,)) as (_, shopper):
        linked = {str(a.get("href")) for page in shopper.crawl().values() for a in page.select("a")}
        assert not {link for link in linked if "/products/" in link}
        assert shopper.client.get("/sitemap.xml").status_code == 404
