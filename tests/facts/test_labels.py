"""Labels that put products before others: told from menus, headings and prose; explained or not; cheapest or not."""

from __future__ import annotations

from typing import Any

import pytest

import casetrust_audit.facts.labels  # noqa: F401 - registers its facts
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Known, Unknown
from casetrust_audit.model.reading import Option, TextBlock
from tests.build import block, card, field, heading, link, page
from tests.facts.shop_parts import fact_of, image, product, subjects

LABELS = "labels.given"


def tile(number: int, title: str, *amounts: str, badge: str = "", **over: Any) -> tuple[Any, tuple[TextBlock, ...]]:
    """A card of a list with what stands in it."""
    selector, box = f"ul > li:nth-of-type({number})", (10.0, 400.0 * number, 300.0, 380.0)
    inside = (10.0, 400.0 * number + 20, 100.0, 20.0)
    blocks = (block(badge, selector=f"{selector} > p", box=inside),) if badge else ()
    return card(f"/p/{title.lower()}", title, *amounts, selector=selector, box=box, **over), blocks


def listing(*tiles: tuple[Any, tuple[TextBlock, ...]], role: str = "listing", **over: Any) -> Page:
    blocks = tuple(b for _, own in tiles for b in own) + over.pop("blocks", ())
    return page(role, "/shop", cards=tuple(c for c, _ in tiles), blocks=blocks, **over)


def seen(*pages: Page, **over: Any) -> dict[str, tuple[object, object, object]]:
    """Kind, explained and list of each label by its words."""
    found = fact_of(LABELS, *pages, **over)
    if isinstance(found, Absent):
        return {}
    assert isinstance(found, Known), found
    return {
        s.label: (s.fields["kind"], s.fields["explained"], s.fields["list"]) for s in subjects(LABELS, *pages, **over)
    }


def kinds(*pages: Page) -> set[object]:
    return {kind for kind, _, _ in seen(*pages).values()}


# what is a label


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Best seller", "best-seller"),
        ("BESTSELLER", "best-seller"),
        ("No. 1 seller", "best-seller"),
        ("热销", "best-seller"),
        ("Paling laris", "best-seller"),
        ("Recommended", "recommended"),
        ("Staff pick", "recommended"),
        ("店长推荐", "recommended"),
        ("Cheapest", "cheapest"),
        ("Lowest price!", "cheapest"),
        ("最便宜", "cheapest"),
        ("Sponsored", "sponsored"),
        ("Ad", "sponsored"),
    ],
)
def test_a_label_in_a_card_is_found_with_its_kind(text: str, kind: str) -> None:
    assert kinds(listing(tile(1, "Mug", "S$9.00", badge=text))) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "Recommended retail price S$20", "Recommended for ages 3+", "Lowest price in 30 days", "Lowest price guarantee",
        "Best before 3 May", "Add to cart", "Sold out", "New", "Save 20%", "Adapter",
        "Our best seller for the last ten years",
    ],
)  # fmt: skip
def test_other_words_in_a_card_are_none(text: str) -> None:
    assert kinds(listing(tile(1, "Mug", "S$9.00", badge=text))) == set()


def test_headings_menus_and_cards_of_collections_give_no_label() -> None:
    home = page(
        "home", "/", blocks=(block("Best sellers", tag="h2"), block("Best sellers", tag="a", area="nav")),
        links=(link("/collections/best", "Best sellers"),),
    )  # fmt: skip
    collection_card = listing(tile(1, "Best sellers", badge="Best sellers"))
    assert kinds(home, collection_card) == set()


def test_orders_to_choose_from_and_headings_inside_a_card_give_no_label() -> None:
    shelf, _ = tile(1, "women", *(f"S${n}.00" for n in range(5, 20)))
    inside = (20.0, 420.0, 80.0, 20.0)
    assert kinds(listing((shelf, (block("Best selling", box=inside),)))) == set()
    one, _ = tile(1, "Mug", "S$9.00")
    for tag in ("label", "h2", "summary", "a"):
        assert kinds(listing((one, (block("Best selling", tag=tag, box=inside),)))) == set(), tag
    assert kinds(listing((one, (block("Best selling", tag="div", box=inside),)))) == {"best-seller"}


def test_an_advertisement_on_a_products_page_does_not_make_it_sponsored() -> None:
    assert kinds(product("Mug", "Sponsored")) == set()


def test_a_label_on_the_products_own_page_is_found_near_its_name() -> None:
    near, far = block("Best seller", box=(10, 60, 90, 20)), block("Best seller", box=(10, 2500, 90, 20))
    assert kinds(product("Mug", blocks=(near,))) == {"best-seller"}
    assert kinds(product("Mug", blocks=(far,))) == set()
    assert kinds(product("Mug", images=(image(alt="Editor's choice", box=(10, 60, 50, 50)),))) == {"recommended"}


def test_the_way_to_a_list_of_best_sellers_is_no_label() -> None:
    crumbs = product("Mug", "Home › Best sellers", links=(link("/best", "Best sellers"),))
    assert kinds(crumbs) == set()


def test_one_subject_a_label_whatever_the_number_of_products() -> None:
    shelf = listing(*(tile(n, f"Cup{n}", "S$9.00", badge="Best seller") for n in range(1, 6)))
    assert list(seen(shelf)) == ["“Best seller” on Cup1, Cup2, Cup3 and 2 more"]


# orders of lists


def sorted_by(chosen: str, name: str = "sort_by") -> Page:
    options = tuple(Option(text, text, text == chosen, False) for text in (chosen, "Price, low to high"))
    return page("listing", "/shop", loose_fields=(field(name, tag="select", type="select", options=options),))


@pytest.mark.parametrize("chosen", ["Best match", "Recommended", "Best selling", "Popularity", "推荐"])
def test_a_list_that_opens_in_an_order_of_the_shops_own_is_told(chosen: str) -> None:
    assert kinds(sorted_by(chosen)) == {"sort"}


@pytest.mark.parametrize(
    "chosen", ["Price, high to low", "Newest", "Featured", "Default sorting", "Relevance", "A to Z"]
)
def test_an_order_that_anybody_can_check_or_that_claims_nothing_is_none(chosen: str) -> None:
    assert kinds(sorted_by(chosen)) == set()
    assert kinds(sorted_by("Recommended", name="size")) == set()


# explained


@pytest.mark.parametrize(
    "text",
    [
        "“Best seller” means the three products of each category that were bought most in the last 30 days.",
        "Our best sellers are worked out every Monday, based on the number of units sold.",
        "畅销商品根据最近三十天的销量选出。",
    ],
)
def test_a_rule_told_anywhere_explains_the_label(text: str) -> None:
    shelf = listing(tile(1, "Mug", "S$9.00", badge="Best seller"))
    assert [e for _, e, _ in seen(shelf, page("faq", "/faq", text)).values()] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Our best sellers are loved by everyone who comes to our shop in Tiong Bahru.",
        "Orders paid before 2 pm are packed the same day.",
        "“Verified buyer” means that we found an order of this product.",
        "We recommend storing it in the fridge, based on the advice on the label.",
    ],
)
def test_praise_and_other_explanations_do_not(text: str) -> None:
    shelf = listing(tile(1, "Mug", "S$9.00", badge="Best seller"), tile(2, "Pot", "S$12.00", badge="Recommended"))
    told = seen(shelf, sorted_by("Best match"), page("faq", "/faq", text))
    assert {e for _, e, _ in told.values()} == {False}


def test_a_page_on_how_labels_work_explains_all_of_them() -> None:
    shelf = listing(tile(1, "Mug", "S$9.00", badge="Best seller"), tile(2, "Pot", "S$12.00", badge="Sponsored"))
    told = page("other", "/labels", blocks=(block("What our labels mean", tag="h2"), block("See the list below.")))
    assert {e for _, e, _ in seen(shelf, told).values()} == {True}


def test_buyers_explain_nothing() -> None:
    shelf = listing(tile(1, "Mug", "S$9.00", badge="Best seller"))
    said = block("It is a best seller, chosen by my sister in the last sale.", box=(10, 1500, 600, 20))
    assert [e for _, e, _ in seen(shelf, product("Mug", blocks=(said,))).values()] == [False]


def test_an_explanation_is_missed_only_after_enough_was_looked_at() -> None:
    ((_, explained, _),) = seen(listing(tile(1, "Mug", "S$9.00", badge="Best seller")), policy_links_left=3).values()
    assert isinstance(explained, Unknown)


# cheapest


def in_list(*tiles: tuple[Any, tuple[TextBlock, ...]], role: str = "listing") -> list[object]:
    return [state for _, _, state in seen(listing(*tiles, role=role)).values()]


MUG = tile(1, "Mug", "S$9.00", badge="Cheapest")


def test_a_cheaper_product_in_the_same_list_contradicts() -> None:
    assert in_list(MUG, tile(2, "Pot", "S$8.50")) == ["contradicted"]
    (label,) = seen(listing(MUG, tile(2, "Pot", "S$8.50")))
    assert label == "“Cheapest” on Mug (SGD 9.00, while Pot costs 8.50 in the same list)"


@pytest.mark.parametrize(
    "other",
    [
        tile(2, "Pot", "S$9.00"),
        tile(2, "Pot", "S$12.00"),
        tile(2, "Pot", "S$12.00", struck=("S$8.00",)),
    ],
)
def test_the_cheapest_of_its_list_holds(other: tuple[Any, tuple[TextBlock, ...]]) -> None:
    assert in_list(MUG, other) == ["holds"]


@pytest.mark.parametrize(
    "other",
    [
        tile(2, "Pot", "S$5.00", text="Pot S$5.00 Sold out"),
        tile(2, "Pot", "S$5.00", "S$9.50"),
        tile(2, "Pot", "ask us"),
        tile(2, "Pot"),
    ],
)
def test_what_cannot_be_had_or_has_no_plain_price_contradicts_nothing(other: tuple[Any, tuple[TextBlock, ...]]) -> None:
    assert in_list(MUG, other) == ["untold"]


def test_prices_in_two_currencies_are_not_compared() -> None:
    assert in_list(MUG, tile(2, "Pot", "US$5.00")) == ["untold"]


@pytest.mark.parametrize("role", ["home", "search"])
def test_a_page_of_products_from_everywhere_is_no_list_of_its_kind(role: str) -> None:
    assert in_list(MUG, tile(2, "Pot", "S$5.00"), role=role) == ["untold"]


def test_another_list_of_the_page_contradicts_nothing() -> None:
    other = card("/p/pot", "Pot", "S$5.00", selector="aside > ol > li:nth-of-type(1)")
    assert in_list(MUG, (other, ())) == ["untold"]


def test_a_label_of_another_kind_is_not_held_against_prices() -> None:
    assert in_list(tile(1, "Mug", "S$9.00", badge="Best seller"), tile(2, "Pot", "S$5.00")) == ["untold"]


def test_nothing_is_known_of_a_shop_that_was_not_read() -> None:
    assert isinstance(fact_of(LABELS, page("faq", "/faq", "Best seller", headings=(heading("FAQ"),))), Unknown)
