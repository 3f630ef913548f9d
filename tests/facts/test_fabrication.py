"""Signs of made-up reviews: what is the same under other names counts, what is one review shown twice does not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

import casetrust_audit.facts.fabrication  # noqa: F401 - registers its facts
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.single_reviews import SingleReview, single_reviews
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Known, Unknown
from casetrust_audit.model.reading import TextBlock
from tests.build import block, collection, page
from tests.facts.shop_parts import fact_of, product, subjects, value

READ, SIGNALS = "reviews.read", "reviews.signals"
NOUNS = ("cup", "lid", "handle", "box", "colour", "taste", "smell", "bag", "grind", "leaflet", "parcel", "glaze")
PRAISE = "This is the best thing I have bought all year and my whole family loves it so much"

Entry = tuple[str, str, str]
"""Words, writer, day."""


def own(number: int, day: str = "") -> Entry:
    """A review like no other."""
    noun, other = NOUNS[number % 12], NOUNS[(number // 12 + number) % 12]
    words = f"Number {number}: the {noun} was what {number * 7} of us wanted, although its {other} could be {number}"
    return words, f"Writer {number}", day or str(date(2026, 1, 1) + timedelta(days=3 * number))


def marked(name: str, entries: Sequence[Entry], **over: Any) -> Page:
    """A product page with its reviews as data."""
    reviews = [
        {"@type": "Review", "reviewBody": text, "author": {"@type": "Person", "name": who}, "datePublished": day}
        for text, who, day in entries
    ]
    data = {"@type": "Product", "name": name, "review": reviews} | over.pop("data", {})
    return product(name, json_ld=(json.dumps(data),), **over)


def shelf(*extra: Sequence[Entry], number: int = 36) -> list[Page]:
    """Products with reviews like no others, and what is given besides: one list a product."""
    pages = []
    for at in range(4):
        entries = [own(n) for n in range(at, number, 4)] + list(extra[at] if at < len(extra) else ())
        pages.append(marked(f"Item {at}", entries))
    return pages


def kinds(*pages: Page) -> dict[object, object]:
    found = fact_of(SIGNALS, *pages)
    if isinstance(found, Absent):
        assert found.searched
        return {}
    return {s.fields["kind"]: s.fields["count"] for s in subjects(SIGNALS, *pages)}


# how many


def test_reviews_are_counted_once_each() -> None:
    assert value(READ, *shelf()) == 36
    assert value(READ, *shelf(), *shelf()) == 36


def test_a_shop_that_counts_more_than_it_shows_is_not_compared() -> None:
    few = marked("Mug", [own(1), own(2)], data={"aggregateRating": {"ratingValue": "4.5", "reviewCount": 300}})
    found = fact_of(READ, few)
    assert isinstance(found, Unknown)
    assert found.reason == "the shop counts 300 reviews, and only 2 could be read"


def test_the_rating_of_the_whole_shop_at_every_product_is_counted_once() -> None:
    rated = {"aggregateRating": {"ratingValue": "4.5", "reviewCount": 20}}
    assert value(READ, *(marked(f"Item {n}", [own(n)], data=rated) for n in range(5))) == 5


def test_no_review_is_found_only_where_product_pages_were_read() -> None:
    assert isinstance(fact_of(READ, product("Mug")), Absent)
    assert isinstance(fact_of(READ, page("home", "/")), Unknown)


# the same words


def test_different_reviews_give_no_sign() -> None:
    assert kinds(*shelf()) == {}


def test_the_same_words_under_other_names_are_a_sign() -> None:
    copies = [[(PRAISE, f"Buyer {at}", f"2026-03-0{at + 1}")] for at in range(4)]
    assert kinds(*shelf(*copies)) == {"recycled": 4}


def test_nearly_the_same_words_are_a_sign() -> None:
    near = [PRAISE, PRAISE + ".", PRAISE.replace("so much", "so very much"), PRAISE.replace("This", "It")]
    assert kinds(*shelf(*([(text, f"Buyer {at}", "2026-03-01")] for at, text in enumerate(near)))) == {"recycled": 4}


def test_two_that_are_alike_are_no_pattern() -> None:
    assert kinds(*shelf(*([(PRAISE, f"Buyer {at}", "2026-03-01")] for at in range(2)))) == {}


@pytest.mark.parametrize(
    "text", ["Good!", "Very good, thank you", "Fast delivery, item as described", "好用，下次再买"]
)
def test_short_praise_comes_by_itself(text: str) -> None:
    assert kinds(*shelf(*([(text, f"Buyer {at}", f"2026-03-0{at + 1}")] for at in range(4)))) == {}


def test_one_review_shown_at_several_variants_is_one_review() -> None:
    same = (PRAISE, "Mei", "2026-03-01")
    assert kinds(*shelf([same], [same], [same], [same])) == {}
    assert value(READ, *shelf([same], [same], [same], [same])) == 37


def test_a_buyer_who_writes_the_same_of_all_he_bought_is_one_writer() -> None:
    assert kinds(*shelf(*([(PRAISE, "Mei", f"2026-03-0{at + 1}")] for at in range(4)))) == {}


def test_without_names_nothing_is_concluded() -> None:
    assert kinds(*shelf(*([(PRAISE, "", f"2026-03-0{at + 1}")] for at in range(4)))) == {}


def test_the_evidence_has_digests_and_neither_names_nor_words() -> None:
    pages = shelf(*([(PRAISE, f"Buyer {at}", "2026-03-01")] for at in range(4)))
    found = fact_of(SIGNALS, *pages)
    assert isinstance(found, Known)
    quotes = " ".join(r.quote for s in subjects(SIGNALS, *pages) for r in s.evidence)
    assert "review " in quotes
    assert "(18 words)" in quotes
    assert "Buyer" not in quotes + repr(found.value)
    assert "family" not in quotes
    assert all(r.box is None and not r.selector for r in found.evidence)


# many on one day, and too old


def test_many_reviews_of_one_day_are_a_sign() -> None:
    pages = [marked("Mug", [own(n, "2026-05-04" if n < 16 else "") for n in range(36)])]
    assert kinds(*pages) == {"burst": 16}


@pytest.mark.parametrize("number", [29, 12])
def test_few_reviews_make_no_burst(number: int) -> None:
    assert kinds(marked("Mug", [own(n, "2026-05-04") for n in range(number)])) == {}


def test_a_good_day_is_no_burst() -> None:
    assert kinds(marked("Mug", [own(n, "2026-05-04" if n < 12 else "") for n in range(36)])) == {}


@pytest.mark.parametrize(
    ("released", "signs"),
    [("2026-03-15", {"older-than-product": 15}), ("2026-01-20", {}), ("2020-01-01", {}), ("soon", {}), (7, {})],
)
def test_reviews_long_before_the_product_are_a_sign(released: object, signs: dict[str, int]) -> None:
    assert kinds(marked("Mug", [own(n) for n in range(36)], data={"releaseDate": released})) == signs


def test_a_launch_told_on_the_page_counts_like_one_in_its_data() -> None:
    told = marked("Mug", [own(n) for n in range(36)])
    new = product("Mug", "Launched on 15 March 2026", json_ld=told.reading.json_ld)
    assert kinds(new) == {"older-than-product": 15}
    unclear = product("Mug", "Launched on 4/3/2026", json_ld=told.reading.json_ld)
    assert kinds(unclear) == {}


# as a shopper sees them


def entry(number: int, *texts: str, tag: str = "p") -> tuple[TextBlock, ...]:
    return tuple(
        block(text, tag=tag, selector=f"#reviews > article:nth-of-type({number}) > p:nth-of-type({at})")
        for at, text in enumerate(texts, 1)
    )


def shown(*entries: tuple[TextBlock, ...], after: tuple[TextBlock, ...] = ()) -> tuple[SingleReview, ...]:
    blocks = (block("Customer reviews", tag="h2"), *(b for one in entries for b in one), *after)
    return single_reviews(Shop(collection(product("Mug", blocks=blocks))))


def test_a_review_on_the_page_has_its_words_its_writer_and_its_day() -> None:
    first, second = shown(
        entry(1, "Mei Lin", "5 out of 5 stars · 14 November 2026 · Verified buyer", PRAISE),
        entry(2, PRAISE, "Reviewed by Ben on 25 Nov 2026, 7:19 p.m. | Permalink"),
    )
    assert first.words == second.words
    assert first.by_another(second)
    assert (first.day, second.day) == (date(2026, 11, 14), date(2026, 11, 25))
    assert "mei" not in repr((first.writer, second.writer))


def test_the_same_writer_is_the_same_whatever_stars_and_day_stand_beside() -> None:
    first, second = shown(
        entry(1, "Mei", "5 stars · 1 March 2026", PRAISE), entry(2, "Mei", "4 stars · 2 May 2026", PRAISE)
    )
    assert not first.by_another(second)


@pytest.mark.parametrize(
    "text",
    [
        "There are no reviews of this product yet, so be the first to write one",
        "Thank you for your kind review, we are glad that you and your family like it",
        "Reviews are checked against our orders before they are published on this page",
        "5 out of 5 stars · 14 November 2026 · Verified buyer",
        "Write a review and tell other customers what you think of this fine product",
    ],
)
def test_words_about_reviews_are_none(text: str) -> None:
    assert shown(entry(1, text)) == ()


def test_what_comes_after_the_reviews_is_none() -> None:
    assert shown(after=(block("About us", tag="h2"), block(PRAISE))) == ()


def test_texts_without_a_container_of_their_own_have_no_writer() -> None:
    flat = tuple(
        block(text, selector=f"#reviews > p:nth-of-type({n})") for n, text in enumerate(("Mei", PRAISE, "Ben", PRAISE))
    )
    assert [r.writer for r in shown(flat)] == [""]


def test_names_in_data_and_names_on_the_page_are_not_held_against_each_other() -> None:
    told = marked("Pot", [(PRAISE, "Mei Lin", "2026-11-14")])
    blocks = (block("Reviews", tag="h2"), *entry(1, "Mei Lin T.", PRAISE), *entry(2, "Ben", own(1)[0]))
    one, other, _ = single_reviews(Shop(collection(told, product("Mug", blocks=blocks))))
    assert one.words == other.words
    assert not one.by_another(other)
