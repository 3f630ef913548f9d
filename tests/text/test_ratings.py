from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.text.rating_words import count_in, says_none, score_in
from casetrust_audit.text.ratings import SOURCES, find_rating


@pytest.mark.parametrize(
    ("text", "value", "best"),
    [
        ("4.5 out of 5", "4.5", "5"),
        ("Rated 4 out of 5 stars", "4", "5"),
        ("8,8/10", "8.8", "10"),
        ("4,7 von 5 Sternen", "4.7", "5"),
        ("4,2 sur 5", "4.2", "5"),
        ("4.9 de 5 estrellas", "4.9", "5"),
        ("4,6 из 5", "4.6", "5"),
        ("5つ星のうち4.3", "4.3", "5"),
        ("Average Rating: 4.56", "4.56", None),
        ("Hodnocení 4.8", "4.8", None),
        ("评分 4.7", "4.7", None),
        ("4.6 star rating", "4.6", None),
        ("4.6 rating (82 votes)", "4.6", None),
        ("4.8 (312 reviews)", "4.8", None),
        ("4,5 Sterne", "4.5", None),
        ("★ 4.9", "4.9", None),
        ("5 based on 14 reviews", "5", None),
    ],
)
def test_a_rating_in_words_is_read(text: str, value: str, best: str | None) -> None:
    score = score_in(text)
    assert score is not None
    assert (score.value, score.best) == (Decimal(value), Decimal(best) if best else None)


@pytest.mark.parametrize(
    "text",
    [
        "1 / 5", "Page 2 of 10", "S$4.80 (2 for S$9)", "1.5 (2 pack)", "Size 4.5", "Version 4.5",
        "Galaxy Note 5",
        "Power rating: 3.5 kW", "Rated 220 V", "4-star hotel linen", "10 out of 50", "5 stars",
        "6.5 out of 5", "12.5.2026",
    ],
)  # fmt: skip
def test_other_numbers_are_no_rating(text: str) -> None:
    assert score_in(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("312 reviews", 312), ("1,204 ratings", 1204), ("1.204 Bewertungen", 1204), ("Reviews (7)", 7),
        ("Rated by 23 customers", 23), ("2 verified customer reviews", 2), ("36 条评价", 36), ("отзывов", None),
        ("Video2 reviews", None), ("(12)", None), ("0 reviews", 0), ("Customer reviews 12 item(s)", 12),
        ("Verified reviews 24", 24), ("Reviews 2024", None), ("Ulasan produk (14)", 14), ("18 Kundenrezensionen", 18),
        ("レビュー 4.35（28件）", 28), ("评分 4.8 · 36 人", 36), ("★★☆☆☆ 7", 7), ("☆☆☆☆☆ (0)", 0), ("★★★ 9", None),
    ],
)  # fmt: skip
def test_reviews_are_counted(text: str, count: int | None) -> None:
    assert count_in(text) == count


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.6 | 345 reviews | 86 sold", "4.6"), ("4.9 120 Penilaian 300 Terjual", "4.9"), ("4,8 · 12 отзывов", "4.8"),
        ("4.4 32 calificaciones", "4.4"), ("Gemiddeld 4,6 op basis van 21 beoordelingen", "4.6"),
        ("レビュー 4.35（28件）", "4.35"), ("4.7 daripada 5 bintang", "4.7"), ("★★★☆☆ (7)", "3"),
    ],
)  # fmt: skip
def test_a_number_before_its_count_is_the_rating(text: str, value: str) -> None:
    score = score_in(text)
    assert score is not None
    assert score.value == Decimal(value)


@pytest.mark.parametrize("text", ["Choose a rating 1–5", "$4.60 | 345 reviews", "☆☆☆☆☆ (0)", "14.50 12 reviews"])
def test_a_scale_and_a_price_are_no_rating(text: str) -> None:
    assert score_in(text) is None


def test_a_bare_count_is_one_beside_a_score() -> None:
    assert count_in("4.8 (12)", beside_score=True) == 12
    assert count_in("★★★★☆ (12)") == 12


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("(0 Bewertungen)", True), ("Noch keine Bewertungen", True), ("Nessuna recensione", True),
        ("Aucun avis pour le moment", True), ("Пока нет отзывов", True), ("10 reviews", False),
        ("Bewertungen", False),
    ],
)  # fmt: skip
def test_no_reviews_yet_is_understood(text: str, none: bool) -> None:
    assert says_none(text) is none


STARS = "<i class='star {}'></i>"


@pytest.mark.parametrize(
    ("html", "value", "source"),
    [
        ('<script type="application/ld+json">{"ratingValue": 4.4, "bestRating": 5}</script>', "4.4", "json-ld"),
        ('{"@type": "AggregateRating", "ratingValue": "4.1", "reviewCount": 9}', "4.1", "json-ld"),
        ('<span itemprop="ratingValue" content="4.25">x</span>', "4.25", "microdata"),
        ("<p><b>4.5</b> <span>out of 5</span></p>", "4.5", "text"),
        ('<div role="img" aria-label="3,5 von 5 Sternen"></div>', "3.5", "label"),
        ('<span title="4.2 Star Reviews"><i></i></span>', "4.2", "label"),
        ('<img alt="Rated 4 out of 5">', "4", "label"),
        ('<div class="product-rating" data-rating="4.4" aria-label=""></div>', "4.4", "data"),
        ('<div data-average-score="8.1" data-max="10"></div>', "8.1", "data"),
        ('<div class="rating-num">5,0</div>', "5.0", "number"),
        ("<span>4.63</span>", "4.63", "number"),
        ('<div class="big">100 %</div>', "100", "number"),
        ("<div>1.0 (2)</div>", "1.0", "text"),
        ('<i class="a-icon a-star-4-5"></i>', "4.5", "class"),
        ('<span class="star-rating-45"></span>', "4.5", "class"),
        ('<span class="rating-80"></span>', "4", "class"),
        ('<div class="stars"><span style="width:80%"></span></div>', "4", "width"),
        ('<div class="star-rating"><span style="width: 92.6%;"></span></div>', "4.63", "width"),
        ("<span>★★★★☆</span>", "4", "stars"),
        (STARS.format("full") * 3 + STARS.format("half") + STARS.format("empty"), "3.5", "stars"),
    ],
)  # fmt: skip
def test_a_rating_is_read_wherever_the_page_keeps_it(html: str, value: str, source: str) -> None:
    rating = find_rating(f"<div>{html}</div>" if html.startswith("<") else html)
    assert rating is not None
    assert (rating.value, rating.source) == (Decimal(value), source)
    assert source in SOURCES


def test_the_neighbours_complete_scale_and_count() -> None:
    own = '<span itemprop="ratingValue">5.4</span>'
    around = f'<div>{own} / <span itemprop="bestRating">6</span> (<span itemprop="reviewCount">23</span>)</div>'
    rating = find_rating(own, around)
    assert rating is not None
    assert (rating.value, rating.best, rating.count, rating.of_five) == (Decimal("5.4"), Decimal(6), 23, Decimal("4.5"))


def test_the_neighbours_speak_where_the_element_is_mute() -> None:
    rating = find_rating("<span></span>", "<div><span></span><p>4.1 out of 5 (9 reviews)</p></div>")
    assert rating is not None
    assert (rating.value, rating.count) == (Decimal("4.1"), 9)


@pytest.mark.parametrize(
    "html", ["", "<div></div>", "<p>Blue mug</p>", "{not json", "<p>S$12.90</p>", "<div style='width:80%'></div>"]
)
def test_where_there_is_no_rating_none_is_made_up(html: str) -> None:
    assert find_rating(html) is None
