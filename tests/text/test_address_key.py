"""Which addresses are one page, learnt from links and from what they led to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetrust_audit.text.address_key import AddressKeys
from casetrust_audit.text.address_parts import is_path, is_word, looks_random, parts_of
from tests.build import SITE

SESSION = "8f14e45fceea167a5a36dedd4bea2543"


def keys(*paths: str) -> AddressKeys:
    """What one page's links teach."""
    known = AddressKeys(SITE + "/")
    known.note_links([SITE + path for path in paths])
    return known


def routed(products: int = 12) -> list[str]:
    """Links of a shop whose every page is made by one script."""
    fixed = ("common/home", "account/login", "checkout/cart", "information/contact", "account/register")
    listed = [f"/index.php?route={page}" for page in fixed]
    return listed + [f"/index.php?route=product/product&product_id={n}" for n in range(products)]


def same(known: AddressKeys, a: str, b: str) -> bool:
    return known.key(SITE + a) == known.key(SITE + b)


@pytest.mark.parametrize("name", ["ceid", "osCsid", "zenid", "k"])
def test_what_all_links_of_a_page_carry_alike_is_a_session(name: str) -> None:
    known = keys(*(f"/p{n}?{name}={SESSION}" for n in range(5)), f"/?{name}={SESSION}")
    assert same(known, f"/p1?{name}={SESSION}", "/p1")
    assert same(known, f"/p1?{name}=another", "/p1")
    assert same(known, f"/?{name}=x", "/")
    assert not same(known, "/p1", "/p2")


def test_a_session_in_a_hash_route_is_one_too() -> None:
    known = keys(*(f"/#/p/{n}?ceid={SESSION}" for n in range(5)), f"/?ceid={SESSION}")
    assert same(known, f"/#/p/1?ceid={SESSION}", "/#/p/1")
    assert same(known, "/?ceid=4", "/")


def test_a_short_number_that_changes_with_each_page_and_stands_on_all_its_links_is_a_session() -> None:
    known = AddressKeys(SITE + "/")
    for value in ("17", "18", "19"):
        known.note_links([f"{SITE}/p{n}?v={value}" for n in range(6)])
    assert same(known, "/p1?v=20", "/p1")


def test_a_category_that_most_links_of_its_page_carry_is_no_session() -> None:
    known = AddressKeys(SITE + "/")
    for category in ("20", "21", "22"):
        menu = [f"{SITE}/index.php?route=product/category&path={n}" for n in ("20", "21", "22")]
        items = [f"{SITE}/index.php?route=product/product&path={category}&product_id={n}" for n in range(9)]
        known.note_links(menu + items)
    assert known.sessions == set()


def test_one_language_on_all_links_is_no_session() -> None:
    assert keys(*(f"/p{n}?lang=en" for n in range(9))).sessions == set()


def test_a_long_random_item_number_is_no_session() -> None:
    items = [f"/item?id={c * 3}{SESSION[3:]}" for c in "abcdef"]
    assert keys(*items).sessions == set()


def test_a_page_of_two_links_teaches_nothing() -> None:
    assert keys(f"/a?ceid={SESSION}", f"/b?ceid={SESSION}").sessions == set()


def test_links_of_other_sites_teach_nothing() -> None:
    known = AddressKeys(SITE + "/")
    known.note_links([f"https://other.test/p{n}?ceid={SESSION}" for n in range(9)])
    assert known.sessions == set()


def test_an_address_is_kept_as_it_is_but_for_the_session() -> None:
    known = keys(*(f"/p{n}?b=2&ceid={SESSION}&a=%201#top" for n in range(5)))
    assert known.without_sessions(f"{SITE}/p1?b=2&ceid={SESSION}&a=%201#top") == f"{SITE}/p1?b=2&a=%201#top"
    assert known.without_sessions(f"{SITE}/?ceid={SESSION}") == f"{SITE}/"


@pytest.mark.parametrize("path", ["/a;jsessionid=1A2B/b", "/a;sid=4/b", "/(S(abcdefghijklmnopqrstuvwx))/a/b"])
def test_a_session_in_the_path_is_dropped(path: str) -> None:
    plain = "/a/b"
    assert same(AddressKeys(SITE), path, plain)


def read(known: AddressKeys, *pages: tuple[str, int]) -> AddressKeys:
    for path, says in pages:
        known.note_page(SITE + path, says)
    return known


def test_a_parameter_that_changes_nothing_is_dropped_once_that_was_seen() -> None:
    known = keys("/shop", "/shop?sort=price", "/shop?sort=name")
    assert not same(known, "/shop", "/shop?sort=price")
    read(known, ("/shop", 7), ("/shop?sort=price", 7))
    assert same(known, "/shop", "/shop?sort=name")


def test_a_trail_of_categories_before_an_item_is_dropped_once_that_was_seen() -> None:
    known = read(keys(*routed()), ("/index.php?route=product/product&product_id=3", 5))
    read(known, ("/index.php?route=product/product&path=20&product_id=3", 5))
    assert same(known, routed()[8], routed()[8] + "&path=21")


def test_two_items_that_happen_to_say_the_same_are_two() -> None:
    known = read(keys("/item?id=1", "/item?id=2", "/item?id=3"), ("/item?id=1", 7), ("/item?id=2", 7))
    assert not same(known, "/item?id=1", "/item?id=2")


def test_ids_stay_ids_though_several_items_are_gone_and_all_say_so() -> None:
    known = keys(*(f"/item?id={n}" for n in range(9)))
    read(known, *((f"/item?id={n}", 7) for n in range(4)))
    assert not same(known, "/item?id=7", "/item?id=8")


def test_what_was_dropped_comes_back_once_it_makes_a_difference() -> None:
    known = read(keys("/shop"), ("/shop", 7), ("/shop?view=1", 7))
    before = known.version
    assert same(known, "/shop", "/shop?view=2")
    read(known, ("/shop?view=2", 8))
    assert not same(known, "/shop", "/shop?view=2")
    assert known.version > before


def test_a_parameter_that_once_made_a_difference_is_never_dropped() -> None:
    known = read(keys("/shop"), ("/shop", 7), ("/shop?page=2", 8), ("/shop?page=1", 7), ("/shop?page=", 7))
    assert not same(known, "/shop", "/shop?page=3")


def test_a_parameter_that_names_pages_is_kept_though_two_of_them_say_the_same() -> None:
    orders, downloads = ("/index.php?route=account/order", "/index.php?route=account/download")
    known = read(keys(*routed()), ("/index.php", 7), (orders, 7), (downloads, 7), (routed()[1], 7))
    assert not same(known, orders, downloads)


def test_what_says_too_little_is_no_evidence() -> None:
    assert not same(read(keys("/a"), ("/a", 0), ("/a?x=1", 0)), "/a", "/a?x=1")


@pytest.mark.parametrize(
    ("links", "address", "shape"),
    [
        (routed(), "/index.php?route=product/product&product_id=99", "index?product_id=*&route=product/product"),
        (routed(), "/index.php?route=account/login", "index?route=account/login"),
        (["/#/item/1", "/#/item/2", "/#/cart"], "/#/item/9", "#item/*"),
        (["/index.php/goods/info/id/12"], "/index.php/goods/info/id/13.html", "index/goods/info/id/*"),
        (["/item.php?id=1"], "/item.php?id=7", "item?id=*"),
        ([f"/tea-{chr(97 + n)}" for n in range(20)], "/any-slug", "*"),
        (["/contact", "/about"], "/contact", "contact"),
        (["/"], "/", ""),
    ],
)
def test_addresses_made_alike_have_one_shape(links: Sequence[str], address: str, shape: str) -> None:
    assert keys(*links).shape(SITE + address) == shape


def test_a_router_is_told_by_what_it_does_whatever_it_is_called() -> None:
    def named(name: str) -> AddressKeys:
        return keys(*(path.replace("route=", f"{name}=") for path in routed()))

    for name in ("route", "rt", "main_page", "_a", "s", "q7"):
        assert named(name).is_router(name)
        assert named(name).main_router == ("/index.php", name)
        assert not named(name).is_router("product_id")


def test_orders_of_sorting_a_list_are_no_router() -> None:
    menu = [f"/{name}" for name in ("a", "b", "c", "d", "e", "f", "g", "h")]
    assert not keys(*menu, *(f"/shop?sort={how}" for how in ("price", "name", "newest", "rating"))).is_router("sort")


@pytest.mark.parametrize(("fragment", "start"), [("/cart", "/"), ("!/cart", "!/"), ("!cart", "!")])
def test_how_hash_routes_begin_is_known(fragment: str, start: str) -> None:
    assert keys(f"/#{fragment}", f"/#{fragment}s", "/").hashed == start


@pytest.mark.parametrize("value", [SESSION, "5f2b1c9e-7a44-4d6b-9a51-0c1d2e3f4a5b", "1700000000000", "a1b2c3d4e5f6g"])
def test_what_a_machine_drew_looks_random(value: str) -> None:
    assert looks_random(value)


@pytest.mark.parametrize(
    "value", ["", "12", "2026-11-30", "green-tea-from-the-hills", "account/login", "Earl Grey 100 g"]
)
def test_words_and_numbers_do_not(value: str) -> None:
    assert not looks_random(value)


def test_parts_that_name_a_page_are_told_from_numbers() -> None:
    assert [is_word(text) for text in ("account-login", "20_27")] == [True, False]
    assert [is_path(text) for text in ("product/category", "http://x", "mug")] == [True, False, False]
    assert parts_of("mailto:a@b.test") is None
    assert parts_of("http://[broken") is None


NAMES = st.sampled_from(["a", "id", "page", "route", "q"])
PAIRS = st.lists(st.tuples(NAMES, st.text("abc123/ -", max_size=6)), max_size=4)
PATHS = st.lists(st.text("abc1", min_size=1, max_size=3), max_size=3)


@given(st.lists(st.tuples(PATHS, PAIRS), min_size=1, max_size=12))
def test_nothing_but_what_was_learnt_is_dropped_and_shapes_know_no_order(
    pages: list[tuple[list[str], list[tuple[str, str]]]],
) -> None:
    urls = [
        f"{SITE}/{'/'.join(path)}" + ("?" + "&".join(f"{k}={v.replace(' ', '+')}" for k, v in pairs) if pairs else "")
        for path, pairs in pages
    ]
    fresh, known = AddressKeys(SITE + "/"), AddressKeys(SITE + "/")
    known.note_links(urls)
    assert known.sessions == set()  # nothing here was drawn by a machine or met on three pages
    for url in urls:
        assert known.key(url) == fresh.key(url) == known.key(known.key(url))
    shapes = [known.shape(url) for url in urls]
    again = AddressKeys(SITE + "/")
    again.note_links(reversed(urls))
    assert [again.shape(url) for url in urls] == shapes


@given(st.sets(st.integers(1, 10**6), min_size=4, max_size=20))
def test_distinct_items_of_one_path_stay_distinct_with_a_session_beside(numbers: set[int]) -> None:
    known = keys(*(f"/item?id={n}&ceid={SESSION}" for n in numbers))
    assert len({known.key(f"{SITE}/item?id={n}&ceid={n}") for n in numbers}) == len(numbers)
