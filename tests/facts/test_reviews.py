from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.review_practice import rewards_reviews
from casetrust_audit.facts.shown_reviews import shown
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Unknown
from casetrust_audit.text.normalise import fold
from tests.build import block, field, form, heading, link, page
from tests.facts.shop_parts import button, card, fact_of, image, markup, only, product, subjects, value


@pytest.mark.parametrize(
    ("text", "score", "count"),
    [
        ("4.8 out of 5", "4.8", None),
        ("4.8 (312 reviews)", "4.8", 312),
        ("Rated 4.0 out of 5 by 23 reviews", "4.0", 23),
        ("★ 4,7 · 1,204 ratings", "4.7", 1204),
        ("4.5/5", "4.5", None),
        ("8.8/10 (9 reviews)", "4.4", 9),
        ("4,2 von 5 Sternen", "4.2", None),
        ("4.6 stars on 82 reviews", "4.6", 82),
    ],
)
def test_a_rating_is_read(text: str, score: str, count: int | None) -> None:
    seen = shown(product("Mug", text))
    assert (seen.score, seen.count) == (Decimal(score), count)


@pytest.mark.parametrize(
    "text",
    [
        "S$4.80 (2 for S$9)",
        "350 ml",
        "Version 4.5",
        "Size 4.5",
        "10 out of 50",
        "Open 4.30pm",
        "1 / 5",
        "92/100 points",
        "4.7 (176 seller ratings)",
    ],
)
def test_other_numbers_are_no_rating(text: str) -> None:
    assert shown(product("Mug", text)).score is None


def test_the_rows_that_count_how_many_gave_each_star_are_no_reviews() -> None:
    rows = ("5 stars", "4 stars", "3 stars", "2 stars", "1 star")
    mug = product("Mug", "4.0 out of 5", "3 reviews", *rows)
    assert shown(mug).listed == ()
    assert isinstance(only("reviews.ratings", mug)["inflation"], Absent)
    assert shown(product("Mug", *rows, "2 stars")).listed == (2,)


def test_the_name_of_a_link_that_rates_counts() -> None:
    assert shown(product("Mug", links=(link("#reviews", "4.8 out of 5 stars, 12 reviews"),))).score == Decimal("4.8")


def test_stars_in_a_picture_count() -> None:
    assert shown(product("Mug", images=(image(alt="4.8 out of 5 stars"),))).score == Decimal("4.8")


def test_the_rating_of_another_products_card_does_not_count() -> None:
    other = product("Mug", blocks=(block("4.8 out of 5", box=(10, 2010, 50, 20)),), cards=(card("/p/x", "X", "4.8"),))
    assert shown(other).score is None


def test_a_rating_with_no_reviews_is_empty() -> None:
    fields = only("reviews.ratings", product("Mug", "4.9 out of 5", "Be the first to write a review"))
    assert fields["empty"] is True


def test_a_marked_up_rating_with_no_reviews_is_empty() -> None:
    mug = product("Mug", "No reviews yet", json_ld=markup("Mug", rating=("4.9", 0)))
    assert only("reviews.ratings", mug)["empty"] is True


def test_an_inflated_rating_is_measured_where_all_reviews_are_listed() -> None:
    mug = product("Mug", "4.9 (4 reviews)", "3 out of 5", "2 out of 5", "★★★☆☆", "4 stars")
    assert only("reviews.ratings", mug)["inflation"] == Decimal("1.9")


def test_a_first_page_of_reviews_measures_nothing() -> None:
    mug = product("Mug", "4.9 (40 reviews)", "3 out of 5", "2 out of 5", "★★★☆☆")
    assert isinstance(only("reviews.ratings", mug)["inflation"], Absent)


def test_markup_and_page_are_compared() -> None:
    mug = product("Mug", "4.0 (10 reviews)", json_ld=markup("Mug", rating=("4.8", 12)))
    fields = only("reviews.ratings", mug)
    assert (fields["difference"], fields["count_difference"]) == (Decimal("0.8"), 2)


def test_a_rating_that_only_the_data_has_agrees_with_nothing() -> None:
    mug = product("Mug", "A plain mug.", json_ld=markup("Mug", rating=("1", 1)))
    assert isinstance(only("reviews.ratings", mug)["difference"], Unknown)


def test_the_rating_of_the_whole_shop_is_known_by_its_repetition() -> None:
    found = subjects("reviews.ratings", product("Mug", "4.9 (812 reviews)"), product("Lamp", "4.9 (812 reviews)"))
    assert [s.fields["site_wide"] for s in found] == [True, True]


def test_no_rating_is_absent_and_no_product_unknown() -> None:
    assert isinstance(fact_of("reviews.ratings", product("Mug")), Absent)
    assert isinstance(fact_of("reviews.ratings", page("home")), Unknown)


def test_routes_are_ranked() -> None:
    review = form(field("body", tag="textarea", type="textarea"), text="Write your review", area="main")
    assert value("reviews.route", product("Mug", forms=(review,))) == "review-form"
    assert value("reviews.route", product("Mug", buttons=(button("Write a review"),))) == "review-form"
    outside = link("https://www.trustpilot.com/review/shop.test", "Reviews on Trustpilot")
    assert value("reviews.route", page("home", links=(outside,))) == "third-party"
    plain = form(field("message", tag="textarea", type="textarea"), text="Message")
    assert value("reviews.route", page("contact", "/contact", forms=(plain,))) == "contact-form"
    feedback = form(field("message", tag="textarea", type="textarea"), text="Your feedback")
    assert value("reviews.route", page("contact", "/contact", forms=(feedback,))) == "feedback-form"


def test_a_review_service_is_known_by_its_script() -> None:
    assert value("reviews.widget", product("Mug", scripts=("https://cdn.judge.me/widget.js",))) == "judge.me"


def test_no_route_on_few_pages_is_unknown() -> None:
    assert isinstance(fact_of("reviews.route", page("home"), pages=2, frontier_left=5), Unknown)


@pytest.mark.parametrize(
    ("text", "positive", "neutral"),
    [
        ("Leave a 5-star review and get S$5 off", True, False),
        ("Get 10% off when you leave a review", False, False),
        ("Earn 50 points for every honest review", False, True),
        ("Earn points for any review, 5 stars or 1", False, True),
        ("五星好评返现5元", True, False),
    ],
)
def test_rewards_are_told_apart(text: str, positive: bool, neutral: bool) -> None:
    fields = only("reviews.incentives", product("Mug", text))
    assert (fields["positive_only"], fields["neutral"]) == (positive, neutral)


@pytest.mark.parametrize(
    "text",
    [
        "Read our reviews and enjoy free delivery",
        "Rated 5 stars by 300 customers",
        "Sign up to get 10% off",
        "Gluten-free: customers give it 5 stars",
        "Write a review",
    ],
)
def test_what_is_no_reward_for_reviews(text: str) -> None:
    assert not rewards_reviews(fold(text))


def test_checks_of_reviews_are_found_in_words() -> None:
    text = "Reviews are collected only from customers who bought the item."
    assert value("reviews.verification", product("Mug", text)) == text
    assert isinstance(fact_of("reviews.verification", product("Mug", "Verified buyer")), Absent)
    assert value("reviews.verified_badge", product("Mug", "Verified buyer")) is True


def test_low_ratings_are_counted_in_lists_and_bars() -> None:
    mug = product("Mug", "4.5 (12 reviews)", "5 out of 5", "2 out of 5", "1 star (1)")
    assert value("reviews.low_seen", mug) == 1
    assert value("reviews.total", mug) == 12


@pytest.mark.parametrize(
    "text",
    [
        "We publish only reviews of four stars and more.",
        "Only reviews with five stars appear here.",
        "Reviews below three stars are not published.",
        "本店只展示好评。",
    ],
)
def test_a_choice_of_good_reviews_is_suppression(text: str) -> None:
    assert value("reviews.suppression", page("faq", "/faq", text)) == text


@pytest.mark.parametrize(
    "text",
    ["Only customers who bought the item can review it.", "Reviews of five lines or more are welcome.",
     "We publish all reviews, from one star to five."],
)  # fmt: skip
def test_rules_for_all_reviews_suppress_none(text: str) -> None:
    assert isinstance(fact_of("reviews.suppression", page("faq", "/faq", text)), Absent)


def test_suppression_is_found_and_its_contrary_is_not() -> None:
    assert value("reviews.suppression", product("Mug", "We only show 4 and 5 star reviews."))
    honest = page("faq", "/faq", "We do not remove negative reviews; we publish all reviews.")
    assert isinstance(fact_of("reviews.suppression", honest), Absent)
    assert value("reviews.moderation", honest)


def test_broken_markup_does_not_stop_the_page() -> None:
    assert value("reviews.displayed", product("Mug", "4.8 (3 reviews)", json_ld=("{oops",))) is True


def stars(*labels: str, press: str = "Rate") -> Page:
    """A product page with a form of one radio a label."""
    fields = tuple(field("value", type="radio", id=f"v{n}", label=text) for n, text in enumerate(labels))
    return product("Mug", forms=(form(*fields, text=" ".join(labels), buttons=(button(press),)),))


def test_a_form_to_give_one_to_five_without_words_is_a_place_for_reviews() -> None:
    assert value("reviews.route", stars("1", "2", "3", "4", "5")) == "review-form"


@pytest.mark.parametrize(
    "choice", [stars("1", "2", "3"), stars("1", "2", "3", "4", "5", press="Add to cart"), stars("S", "M", "L", "XL")]
)
def test_other_choices_of_numbers_are_none(choice: Page) -> None:
    assert isinstance(fact_of("reviews.route", choice), Absent)


HIDDEN = form(
    field("rating", type="select"), field("comment", tag="textarea", type="textarea"),
    text="Your rating Your review", area="main", visible=False,
)  # fmt: skip


@pytest.mark.parametrize(
    "tab",
    [
        {"links": (link("https://shop.test/p/mug#tab-reviews", "Reviews (0)", area="main"),)},
        {"links": (link("", "Customer reviews", area="main"),)},
        {"buttons": (button("Reviews (12)"),)},
        {"headings": (heading("Reviews"),)},
        {"buttons": (button("评价 (0)"),)},
    ],
)
def test_a_form_hidden_behind_a_shown_tab_of_reviews_is_a_place_for_them(tab: dict[str, Any]) -> None:
    assert value("reviews.route", page("product", "/p/mug", forms=(HIDDEN,), **tab)) == "review-form"


@pytest.mark.parametrize(
    "tab",
    [
        {},
        {"links": (link("https://shop.test/reviews", "Reviews (0)", area="main"),)},
        {"links": (link("https://shop.test/p/mug#tab-reviews", "Reviews (0)", area="main", visible=False),)},
        {"buttons": (button("Description"),)},
        {"buttons": (button("Reviews of our partners"),)},
    ],
)
def test_a_hidden_form_that_nothing_shown_opens_is_none(tab: dict[str, Any]) -> None:
    assert isinstance(fact_of("reviews.route", page("product", "/p/mug", forms=(HIDDEN,), **tab)), Absent)


def test_another_form_behind_a_tab_of_reviews_is_no_place_for_them() -> None:
    ask = form(field("q", tag="textarea", type="textarea"), text="Ask a question", area="main", visible=False)
    shown = page("product", "/p/mug", forms=(ask,), buttons=(button("Reviews (0)"),))
    assert isinstance(fact_of("reviews.route", shown), Absent)


def test_a_comment_on_a_post_of_the_blog_is_no_review() -> None:
    comment = form(field("comment", tag="textarea"), text="Leave a comment Post comment")
    post = page("other", "/blog/opening-day", links=(link("#write", "Leave a comment"),), forms=(comment,))
    assert isinstance(fact_of("reviews.route", post), Absent)
