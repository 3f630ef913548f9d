"""Reviews of one page: shown, empty, a widget alone, or nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.page_reviews import PageReviews, page_reviews
from casetrust_audit.model.reading import Heading, TextBlock, TextRun
from tests.build import block, field, form, heading, link, reading
from tests.facts.shop_parts import button, card, image, markup

WIDGET = ("https://staticw2.yotpo.com/widget.js",)


def told(*texts: str, **over: Any) -> PageReviews:
    over.setdefault("headings", (heading("Mug"),))
    if rating := over.pop("rating", None):
        over["json_ld"] = markup("Mug", rating=rating)
    return page_reviews(reading(blocks=over.pop("blocks", ()) + tuple(block(t) for t in texts), **over))


@pytest.mark.parametrize(
    ("texts", "rating", "best", "count"),
    [
        (("4.8 out of 5", "312 reviews"), "4.8", 5, 312),
        (("8,8/10 (9 reviews)",), "8.8", 10, 9),
        (("3.9 (1408)",), "3.9", 5, 1408),
        (("Rated 4.80 out of 5 based on 5 customer ratings",), "4.80", 5, 5),
        (("4,7 von 5 Sternen", "1.204 Bewertungen"), "4.7", 5, 1204),
        (("5 based on 14 reviews. Leave a review.",), "5", 5, 14),
        (("评分 4.7", "36 条评价"), "4.7", 5, 36),
        (("评分 4.7", "36人评价 0人晒单"), "4.7", 5, 36),
        (("4.8分", "1.2萬則評價"), "4.8", 5, 12000),
    ],
)
def test_shown_reviews(texts: tuple[str, ...], rating: str, best: int, count: int) -> None:
    found = told(*texts)
    assert (found.state, found.rating, found.best, found.count) == ("shown", Decimal(rating), Decimal(best), count)
    assert found.confidence >= 0.85


@pytest.mark.parametrize(
    ("over", "state"),
    [
        ({"texts": ["Reviews (2)"]}, "shown"),
        ({"texts": ["Great mug", "5 out of 5", "4 stars"]}, "shown"),
        ({"images": (image(alt="4.8 out of 5 stars"),)}, "shown"),
        ({"buttons": (button("Rated 4.7 out of 5 stars. 472 Reviews"),)}, "shown"),
        ({"texts": ["Reviews (0)"]}, "empty"),
        ({"texts": ["0 stars based on 0 reviews"]}, "empty"),
        ({"texts": ["No reviews yet"]}, "empty"),
        ({"texts": ["Be the first to review this product"]}, "empty"),
        ({"texts": ["Noch keine Bewertungen"]}, "empty"),
        ({"texts": ["暂无评价"]}, "empty"),
        ({"buttons": (button("Write a review"),)}, "empty"),
        ({"texts": ["Customer reviews"], "scripts": WIDGET}, "widget_only"),
        ({"scripts": WIDGET}, "widget_only"),
        ({"rating": ("4.9", 2457)}, "widget_only"),
        ({"texts": ["A mug of stoneware"]}, "none"),
        ({"texts": ["Read our expert review"]}, "none"),
    ],
)
def test_states(over: dict[str, Any], state: str) -> None:
    texts = over.get("texts", [])
    assert told(*texts, **{k: v for k, v in over.items() if k != "texts"}).state == state


def test_a_form_to_review_without_reviews_is_an_empty_place() -> None:
    write = form(field("body", tag="textarea", label="Your review"))
    assert told(forms=(write,)).state == "empty"


def test_how_many_gave_each_star_are_not_reviews() -> None:
    rows = ("5 stars", "4 stars", "3 stars", "2 stars", "1 star")
    assert told(*rows, "No reviews yet").state == "empty"
    assert told("4.6 out of 5", "1 review", *rows).rating == Decimal("4.6")


def test_the_sellers_rating_is_not_the_products() -> None:
    assert told("4.7 (176 seller ratings)").state == "none"


def test_agreeing_markup_makes_sure_and_contradiction_does_not() -> None:
    assert told("4.8 out of 5", rating=("4.8", 12)).confidence > told("4.8 out of 5").confidence
    assert told("4.9 out of 5", "Be the first to review this product").confidence < 0.7


def test_a_page_never_drawn_is_read_with_doubt() -> None:
    hidden = (Heading(1, "Mug", False, (0, 0, 0, 0)),)
    found = told(headings=hidden, blocks=(block("4.8 out of 5", visible=False), block("9 reviews", visible=False)))
    assert (found.state, found.confidence) == ("shown", 0.75)


def _apart(*parts: str, **over: Any) -> TextBlock:
    """A block of inline elements that touch."""
    runs = tuple(TextRun(p, 16.0, 400, False, True, 12.0) for p in parts)
    return block("".join(parts), runs=runs, **over)


@pytest.mark.parametrize(
    ("parts", "rating", "count"),
    [
        (("4.7", "1,318 ratings"), "4.7", 1318),
        (("4.6", "out of 5", "82 reviews"), "4.6", 82),
        (("评分", "4.9", "36", "条评价"), "4.9", 36),
        (("Rated", "4.5", "12 reviews"), "4.5", 12),
    ],
)
def test_a_rating_and_its_count_that_touch_are_two(parts: tuple[str, ...], rating: str, count: int) -> None:
    found = told(blocks=(_apart(*parts),))
    assert (found.state, found.count) == ("shown", count)
    assert found.rating in (None, Decimal(rating))


def test_a_rating_and_its_count_in_lines_of_their_own_are_one() -> None:
    found = told("4.8", "(203)")
    assert (found.state, found.rating, found.count) == ("shown", Decimal("4.8"), 203)


@pytest.mark.parametrize("beside", ["Average rating", "Based on 56 reviews", "out of 5", "12 отзывов"])
def test_a_number_over_what_names_it_is_the_rating(beside: str) -> None:
    found = told("4.5", beside)
    assert (found.state, found.rating) == ("shown", Decimal("4.5"))


def test_a_number_before_the_link_to_the_reviews_is_the_rating() -> None:
    line = block("4.5 1,284", selector="main > p")
    found = told(blocks=(line,), links=(link("#reviews", "1,284", selector="main > p > a"),))
    assert (found.rating, found.count) == (Decimal("4.5"), 1284)


def test_stars_to_be_pressed_are_no_ratings() -> None:
    stars = tuple(block("★", tag="button", selector=f"form > button:nth-of-type({n})") for n in range(1, 6))
    assert told("Write a review", blocks=stars).state == "empty"


def test_sections_with_one_link_are_no_cards_of_other_products() -> None:
    text = "Reviews (2) Description " + "This mug is thrown and glazed by hand. " * 12
    sections = (
        card("/about", "1", text[:400], box=(0, 600, 1200, 700)),
        card("/care", "2", text[:400], box=(0, 1400, 1200, 700)),
    )
    tab = block("Reviews (2)", box=(10, 620, 300, 20))
    found = page_reviews(reading(blocks=(tab,), cards=sections, headings=(heading("Mug"),)))
    assert (found.state, found.count) == ("shown", 2)


def test_titles_of_related_products_do_not_end_their_section() -> None:
    def head(text: str, at: float, selector: str) -> Heading:
        return Heading(2, text, True, (10, at, 300, 30), selector)

    heads = (
        heading("Mug"),
        head("Reviews", 400, "main > div > h2"),
        head("Related products", 800, "main > section > h2"),
        head("Bowl", 900, "main > section > ul > li:nth-of-type(1) > a > h2"),
        head("Jug", 1000, "main > section > ul > li:nth-of-type(2) > a > h2"),
    )
    rows = (
        block("There are no reviews yet.", box=(10, 440, 300, 20)),
        block("Rated 5.00 out of 5", box=(10, 1040, 300, 20)),
    )
    assert told(headings=heads, blocks=rows).state == "empty"
    after = (*heads, head("Ratings of this mug", 1200, "main > aside > h2"))
    mine = (*rows, block("Rated 4.00 out of 5", box=(10, 1240, 300, 20)))
    assert told(headings=after, blocks=mine).rating == Decimal("4.00")


def test_a_number_that_leads_down_to_the_reviews_counts_them() -> None:
    assert told(links=(link("#product-reviews", "1.4K"),)).count == 1400
    assert told(links=(link("/orders#list", "12"),)).state == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Rated 4.8 / 5 by 12,431 happy customers of our workshop",
        "4.9 stars on Google",
        "Our shop is rated 4.7 out of 5",
        "Delivery rating 4.9 / 5",
        "Customers rate us 4.8 out of 5",
        "4.5 star energy rating",
        "店铺评分 4.9",
    ],
)
def test_the_rating_of_the_shop_or_of_something_else_is_not_the_items(text: str) -> None:
    assert told(text).state == "none"


def test_what_stands_under_a_title_of_the_seller_is_the_sellers() -> None:
    head = Heading(2, "Seller feedback", True, (10, 500, 300, 30), "h2")
    rows = (block("4.9 out of 5", box=(10, 560, 300, 20)), block("312 reviews", box=(10, 590, 300, 20)))
    assert told(headings=(heading("Mug"), head), blocks=rows).state == "none"


def test_reviews_behind_a_tab_are_shown() -> None:
    behind = (block("4.6 out of 5", visible=False), block("31 reviews", visible=False))
    texts = ("A mug of stoneware", "Holds a quarter of a litre", "S$18.00")
    assert told(*texts, blocks=behind, buttons=(button("Reviews"),)).state == "shown"
    assert told(*texts, blocks=behind).state == "none"


def test_reviews_in_words_under_their_title_are_shown() -> None:
    head = block("Reviews", tag="h2", selector="main > h2")
    said = "by Mei L, 6 January 2025: pours well and keeps the tea warm for an hour, I would buy it again"
    found = told(blocks=(head, block(said, selector="main > div > p")))
    assert (found.state, found.count) == ("shown", None)


def test_a_year_counts_no_reviews() -> None:
    assert told("Added on 6 January, 2015 review by Anna").count is None


@pytest.mark.parametrize("words", ["Leave feedback", "Tell us what you think", "Rate us", "Filter: all ratings"])
def test_what_asks_for_words_about_the_shop_is_no_place_for_reviews(words: str) -> None:
    assert told(buttons=(button(words),)).state == "none"


def test_reviews_on_a_page_of_their_own_are_elsewhere() -> None:
    found = told(links=(link("/mug/reviews", "See all reviews"),))
    assert found.state == "widget_only"
    assert found.confidence < 0.7


@pytest.mark.parametrize("title", ["商品评价", "Kundenbewertungen", "Ulasan produk", "用户评价 (2)"])
def test_names_with_stars_in_them_under_any_title_are_of_reviewers(title: str) -> None:
    texts = (
        title,
        "tea***88",
        "味道不错，包装也很好",
        "2026-03-01 12:10",
        "★★★★☆ 3***5",
        "Very crisp and fresh",
        "2026/04/02",
    )
    found = told(*texts)
    assert found.state == "shown"
    assert told(*texts[1:]).state == "none"


def test_a_name_with_stars_without_words_or_day_is_no_review() -> None:
    assert told("商品评价", "138****1234 刚刚下单", "Mug, blue").state == "empty"


@pytest.mark.parametrize(
    "title", ["Kundenbewertungen", "Avis clients", "Recensioni dei clienti", "Отзывы (1)", "Opinie klientów"]
)
def test_reviews_under_a_title_in_another_language_are_shown(title: str) -> None:
    head = block(title, tag="h2", selector="#reviews > h2")
    words = block("Hält den Tee den ganzen Vormittag warm und sieht dazu noch gut aus.", selector="#reviews > div > p")
    day = block("12.03.2026", selector="#reviews > div > span")
    assert told(blocks=(head, words, day)).state == "shown"


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("Baseada em 3 avaliações",), 3),
        (("1 avaliação",), 1),
        (("1 opinión",), 1),
        (("1 valoración",), 1),
        (("2 opiniões",), 2),
    ],
)
def test_one_review_counts_as_well_as_many(texts: tuple[str, ...], count: int) -> None:
    found = told(*texts)
    assert (found.state, found.count) == ("shown", count)


@pytest.mark.parametrize(
    "asks",
    [
        "Was this review helpful?",
        "3 of 4 people found this review helpful",
        "2 von 2 Kunden finden diese Bewertung hilfreich.",
        "Czy ta opinia jest przydatna?",
        "Cet avis vous a-t-il été utile ?",
        "¿Te ha sido útil esta opinión?",
        "Adakah ulasan ini membantu?",
        "这条评价对您有帮助吗",
    ],
)
def test_who_asks_whether_a_review_was_of_help_shows_one(asks: str) -> None:
    assert told("The cups keep their glaze.", asks).state == "shown"
    assert told("No reviews yet", asks).state == "empty"


@pytest.mark.parametrize(
    "invites",
    [
        "Escribe un comentario",
        "Escreve a tua avaliação",
        "Rédiger un avis",
        "Tulis ulasan",
        "Viết đánh giá",
        "Napisz opinię",
    ],
)
def test_an_invitation_in_another_language_is_an_empty_place(invites: str) -> None:
    found = told(invites)
    assert (found.state, found.confidence) == ("empty", 0.65)
