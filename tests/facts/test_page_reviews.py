"""Reviews of one page: shown, empty, a widget alone, or nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.page_reviews import PageReviews, page_reviews
from casetrust_audit.model.reading import Heading
from tests.build import block, field, form, heading, reading
from tests.facts.shop_parts import button, image, markup

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
