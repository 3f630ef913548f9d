from __future__ import annotations

import pytest

from casetrust_audit.collect.crawl import Crawled, _note
from casetrust_audit.collect.frontier import FLOOR, NEVER, QUOTAS, Frontier
from casetrust_audit.collect.session import Met
from casetrust_audit.facts.shop import ENOUGH_PAGES
from casetrust_audit.model.reading import Card, CardAmount
from tests.build import SITE, link, page

BOX = (0.0, 0.0, 200.0, 300.0)


def item(path: str, *amounts: str, button: str = "") -> Card:
    """A product card with prices."""
    shown = tuple(CardAmount(a, False, True, 16.0, BOX) for a in amounts)
    return Card(SITE + path, "Item", "Item", shown, f"[href='{path}']", "main", True, BOX, button)


def after_home(*paths: str, cards: tuple[Card, ...] = (), area: str = "main") -> Frontier:
    """A frontier that has seen a front page with the links and cards."""
    frontier = Frontier(SITE + "/", 60)
    home = page("home", "/", links=tuple(link(p, "", area=area) for p in paths), cards=cards, depth=0)
    _note(frontier, Crawled(), Met(home.capture, home.reading))
    return frontier


def roles(frontier: Frontier) -> dict[str, str]:
    return {k.url.removeprefix(SITE): k.role for k in frontier.waiting.values()}


def test_what_a_card_with_a_price_leads_to_is_expected_to_be_a_product() -> None:
    found = after_home("/catalogue/ropes_2/", "/catalogue/fiction_1/", cards=(item("/catalogue/ropes_2/", "£19.00"),))
    assert roles(found) == {"/catalogue/ropes_2/": "product", "/catalogue/fiction_1/": "listing"}


def test_products_under_a_catalogue_path_are_not_left_for_the_listings_quota() -> None:
    many = [f"/catalogue/category/c{n}/" for n in range(QUOTAS["listing"] + 2)]
    found = after_home(*many, "/catalogue/ropes_2/", cards=(item("/catalogue/ropes_2/", "£19.00"),))
    taken = []
    while known := found.take():
        taken.append(known.url.removeprefix(SITE))
    assert "/catalogue/ropes_2/" in taken


@pytest.mark.parametrize(
    ("card", "role"),
    [
        (item("/delivery/", "S$5.00"), "delivery"),
        (item("/catalogue/the-return_4/", "S$5.00", button="Add to basket"), "product"),
        (item("/catalogue/tile_4/"), "listing"),
    ],
)
def test_a_card_is_no_product_where_its_path_says_policy_or_it_has_no_price(card: Card, role: str) -> None:
    path = card.href.removeprefix(SITE)
    assert roles(after_home(path, cards=(card,))) == {path: role}


def test_a_footer_link_keeps_its_role() -> None:
    found = after_home("/catalogue/gift_1/", cards=(item("/catalogue/gift_1/", "S$5"),), area="footer")
    assert roles(found) == {"/catalogue/gift_1/": "listing"}


def test_plain_listings_come_before_filtered_ones() -> None:
    found = after_home("/catalogue/?rating=4", "/catalogue/?rating=5", "/catalogue/fiction/")
    first = found.take()
    assert first is not None
    assert first.url == SITE + "/catalogue/fiction/"


def test_a_policy_behind_the_shops_own_redirect_page_is_visited_itself() -> None:
    frontier = Frontier(SITE + "/", 20)
    frontier.add(SITE + "/redirect/?url=/page/terms/%3AsY6m2L-Rl3yTJ01U5AXn5d0xVMm", "Terms", depth=1, via="link")
    taken = frontier.take()
    assert taken is not None
    assert (taken.url, taken.role) == (SITE + "/page/terms/", "terms")


def all_taken(frontier: Frontier) -> list[str]:
    taken = []
    while known := frontier.take():
        taken.append(known.url.removeprefix(SITE))
    return taken


def test_the_menus_listing_comes_before_goods_only_the_sitemap_names() -> None:
    frontier = after_home("/household", area="nav")
    for n in range(QUOTAS["other"] + 5):
        frontier.add(f"{SITE}/household/cup-{n}", "", depth=-1, via="sitemap")
    assert all_taken(frontier)[0] == "/household"


def test_quotas_do_not_hold_below_the_number_of_pages_that_absence_asks_for() -> None:
    assert FLOOR == ENOUGH_PAGES
    frontier = after_home(*(f"/thing-{n}" for n in range(30)))
    assert len(all_taken(frontier)) == FLOOR
    frontier.drain()
    assert {s.reason for s in frontier.skipped.values()} == {"enough pages of the role other"}
    assert len(frontier.skipped) == 30 - FLOOR


def test_a_small_budget_of_pages_stays_the_limit() -> None:
    frontier = after_home(*(f"/thing-{n}" for n in range(30)))
    frontier.max_pages = 16
    assert len(all_taken(frontier)) == 16


def test_a_checkout_is_never_a_spare_page() -> None:
    assert all_taken(after_home("/checkout/", "/kaya")) == ["/kaya"]


def test_the_steps_of_buying_are_left_to_the_walk_and_nothing_of_the_shop_is_unread_for_them() -> None:
    found = after_home("/checkout/", "/checkout/confirmation/", "/about")
    while found.take():
        pass
    assert {s.url.removeprefix(SITE): s.reason in NEVER for s in found.skipped.values()} == {
        "/checkout/": True, "/checkout/confirmation/": True,
    }  # fmt: skip
