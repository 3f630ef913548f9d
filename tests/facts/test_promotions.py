from __future__ import annotations

import pytest

import casetrust_audit.facts.promotions  # noqa: F401 - registers its fact
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Unknown
from casetrust_audit.model.reading import Image
from tests.build import block, link, page
from tests.facts.shop_parts import fact_of, only, product, subjects

NAME = "promotions.limited"


def home(text: str, on: str = "2026-11-25", session: str = "crawl", **over: object) -> Page:
    banner = block(text, area="header", box=(0, 0, 1280, 40))
    return page("home", "/", blocks=(banner,), time=f"{on}T04:00:00Z", session=session, **over)


def state(*pages: Page) -> object:
    return only(NAME, *pages)["state"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("20% off all mugs until 30 Nov 2026", "running"),
        ("Sale ends 30 Nov", "running"),
        ("Flash sale from 1 Nov to 30 Nov 2026", "running"),
        ("20% off all mugs until 10 Nov 2026", "ended"),
        ("20% off all mugs, offer expires 10 Nov 2026", "ended"),
        ("Sale ends 10 Nov", "ended"),
        ("全场八折，优惠截止2026年11月10日", "ended"),
        ("Diskaun 20% hingga 10 November 2026", "ended"),
        ("Limited time only: 20% off!", "undated"),
        ("Flash sale ends tonight", "undated"),
        ("Closing down sale! Everything must go", "undated"),
        ("20% off from 30 Nov 2026, limited time only", "undated"),
        ("Flash sale ends in 02:13:22", "clock"),
    ],
)
def test_a_promotion_is_told_by_its_last_day(text: str, told: str) -> None:
    assert state(home(text)) == told


def test_day_and_month_in_figures_are_past_only_if_they_are_either_way() -> None:
    assert state(home("20% off until 05/12/2026")) == "unclear"
    assert state(home("20% off until 12/05/2026")) == "unclear"
    assert state(home("20% off until 25/10/2026")) == "ended"
    assert state(home("20% off until 03/04/2026")) == "ended"


def test_the_day_after_the_last_is_not_yet_past() -> None:
    assert state(home("20% off until 24 Nov 2026")) == "running"
    assert state(home("20% off until 23 Nov 2026")) == "ended"


def test_the_day_is_that_of_singapore() -> None:
    late = block("20% off until 23 Nov 2026", area="header")
    assert state(page("home", blocks=(late,), time="2026-11-24T15:59:00Z")) == "running"
    assert state(page("home", blocks=(late,), time="2026-11-24T16:01:00Z")) == "ended"


def test_without_a_year_a_day_far_back_is_not_held_against_the_shop() -> None:
    assert state(home("Sale ends 9 August")) == "ended"
    assert state(home("Sale ends 9 June")) == "unclear"


def test_an_extension_told_as_such_is_for_a_person() -> None:
    assert state(home("11.11 sale until 12 Nov 2026: extended by popular demand!")) == "unclear"
    assert state(home("11.11 sale extended from 12 Nov to 30 Nov 2026")) == "running"


@pytest.mark.parametrize(
    "text",
    [
        "20% off all mugs",
        "Order by 20 December for delivery before Christmas",
        "We are closed until 30 Nov 2026",
        "Certificate valid until 30 Nov 2026",
        "Pre-orders end 30 Nov 2026",
        "Our summer sale ended on 10 Nov 2026. Thank you!",
        "Terms of sale last updated until 10 Nov 2026",
        "We offer returns until 10 Nov 2026",
        "Limited edition",
        "Final sale items cannot be returned",
        "Open from 10 am to 9 pm until 30 Nov 2026",
        "Clearance: 50% off (best before 10 Nov 2026)",
        "50% off, expiry 10 Nov 2026",
    ],
)
def test_what_is_no_limited_promotion_is_left_alone(text: str) -> None:
    assert isinstance(fact_of(NAME, home(text)), Absent)


def test_old_offers_of_a_blog_a_footer_or_a_policy_are_left_alone() -> None:
    text = "20% off all mugs until 10 Nov 2025"
    old = block(text, area="footer")
    pages = (page("other", "/blog/sale", text), page("home", blocks=(old,)), page("listing", "/news/x", text))
    assert isinstance(fact_of(NAME, *pages, page("terms", "/terms", text)), Absent)


def test_an_ended_offer_is_still_made_where_it_is_spoken_of_or_prices_are_reduced() -> None:
    assert only(NAME, home("20% off all mugs until 10 Nov 2026"))["offered"] is True
    assert only(NAME, home("Sale ends 10 Nov 2026"))["offered"] is False
    prices = (block("S$20.00", strike=True, box=(10, 70, 80, 20)), block("S$15.00", box=(100, 70, 80, 20)))
    assert only(NAME, home("Sale ends 10 Nov 2026"), product("Mug", blocks=prices))["offered"] is True
    assert only(NAME, home("Free delivery promotion ends 10 Nov"), product("Mug", blocks=prices))["offered"] is False


def test_a_date_that_moves_on_between_two_visits_rolls() -> None:
    first = home("20% off until 26 Nov 2026")
    second = home("20% off until 27 Nov 2026", "2026-11-26", "second-look")
    (found,) = subjects(NAME, first, second)
    assert found.fields["state"] == "rolls"
    assert found.fields["end"] == "26 nov 2026 then 27 nov 2026"
    assert {e.session for e in found.evidence} == {"crawl", "second-look"}


def test_the_same_date_on_every_visit_does_not_roll() -> None:
    first, second = (home("20% off until 30 Nov 2026", session=s) for s in ("crawl", "second-look"))
    assert state(first, second) == "running"


def test_two_banners_that_take_turns_do_not_roll() -> None:
    both = (block("20% off until 26 Nov 2026"), block("20% off until 30 Nov 2026", box=(10, 90, 300, 20)))
    crawl = page("home", "/", blocks=both, time="2026-11-25T04:00:00Z")
    again = home("20% off until 30 Nov 2026", session="second-look")
    assert [s.fields["state"] for s in subjects(NAME, crawl, again)] == ["running", "running"]


def test_the_same_words_with_another_end_elsewhere_are_another_promotion() -> None:
    other = product("Mug", "Sale ends 10 Nov 2026", time="2026-11-25T04:00:00Z")
    found = subjects(NAME, home("Sale ends 30 Nov 2026"), other)
    assert [s.fields["state"] for s in found] == ["running", "ended"]


def test_a_date_that_went_back_or_was_extended_does_not_roll() -> None:
    first = home("20% off until 27 Nov 2026")
    back = home("20% off until 26 Nov 2026", session="second-look")
    assert {s.fields["state"] for s in subjects(NAME, first, back)} == {"running"}
    longer = home("20% off until 30 Nov 2026", session="second-look")
    extended = block("Extended!", area="header", box=(0, 50, 1280, 40))
    longer = page("home", "/", blocks=(*longer.reading.blocks, extended), time="2026-11-25T05:00:00Z",
                  session="second-look")  # fmt: skip
    assert {s.fields["state"] for s in subjects(NAME, first, longer)} == {"running"}


@pytest.mark.parametrize(
    ("words", "told"),
    [("T&Cs", "linked"), ("See offer details", "linked"), ("Terms of sale", "none"), ("Shop now", "none")],
)
def test_conditions_are_linked_beside_the_promotion(words: str, told: str) -> None:
    near = link("/promo-terms", words, area="header", box=(900, 10, 60, 20))
    assert only(NAME, home("20% off until 30 Nov 2026", links=(near,)))["conditions"] == told


def test_a_terms_link_far_below_is_not_the_promotions() -> None:
    far = link("/terms", "Terms & conditions", area="header", box=(900, 900, 60, 20))
    assert only(NAME, home("20% off until 30 Nov 2026", links=(far,)))["conditions"] == "none"


def test_conditions_in_the_words_themselves_are_beside_it() -> None:
    told = only(NAME, home("20% off selected items until 30 Nov 2026, min spend S$50"))
    assert told["conditions"] == "beside"


def test_a_date_in_a_line_of_its_own_belongs_to_the_offer_above() -> None:
    lines = (block("20% off all mugs"), block("Until 10 Nov 2026", box=(10, 40, 300, 20)))
    assert state(page("home", blocks=lines, time="2026-11-25T04:00:00Z")) == "ended"


def test_the_words_of_a_picture_count() -> None:
    banner = Image("/sale.jpg", "Closing down sale until 10 Nov 2026", True, (0, 0, 1280, 400))
    told = only(NAME, page("home", images=(banner,), time="2026-11-25T04:00:00Z"))
    assert (told["state"], told["closing"]) == ("ended", True)


def test_no_promotion_is_absent_only_where_enough_was_looked_at() -> None:
    assert isinstance(fact_of(NAME, home("A mug")), Absent)
    assert isinstance(fact_of(NAME, home("A mug"), walls=1), Unknown)
    assert isinstance(fact_of(NAME), Unknown)
