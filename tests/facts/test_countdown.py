"""What becomes of the offer when a clock has run out. How clocks behave over visits: see test_persuasion."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent
from tests.build import block
from tests.facts.shop_parts import fact_of, only, product, subjects

SECOND = "second-look"


def visit(clock: str, at: str, session: str, now: str = "S$15.00", was: str = "S$25.00") -> Page:
    prices = [block(now, box=(120, 70, 80, 20), font_px=24.0)]
    if was:
        prices.append(block(was, strike=True, box=(10, 70, 80, 20)))
    texts = (clock,) if clock else ()
    return product("Mug", *texts, path="/p/mug", blocks=tuple(prices), time=f"2026-01-01T{at}Z", session=session)


def timer(*visits: Page) -> dict[str, Any]:
    found = only("countdown.timers", *visits)
    return {"behaviour": found["behaviour"], "offer": found["offer"]}


RUNNING = ("Offer ends in 00:02:00", "00:00:00", "crawl")


def test_an_offer_that_ends_with_its_clock_has_ended() -> None:
    later = visit("", "00:20:00", SECOND, now="S$25.00", was="")
    assert timer(visit(*RUNNING), later) == {"behaviour": "gone", "offer": "ended"}


def test_a_reduced_price_that_outlives_its_clock_is_unchanged() -> None:
    later = visit("Offer ends in 00:00:00", "00:20:00", SECOND)
    (found,) = subjects("countdown.timers", visit(*RUNNING), later)
    assert (found.fields["behaviour"], found.fields["offer"]) == ("stopped", "unchanged")
    assert {e.session for e in found.evidence} == {"crawl", SECOND}


def test_a_clock_that_went_while_the_price_stayed_is_told_as_that() -> None:
    assert timer(visit(*RUNNING), visit("", "00:20:00", SECOND)) == {"behaviour": "gone", "offer": "unchanged"}


@pytest.mark.parametrize(
    "later",
    [
        visit("Offer ends in 00:00:00", "00:04:00", SECOND),  # a cache may hold the page for some minutes
        visit("", "00:20:00", "crawl"),  # the same visitor
        visit("", "00:20:00", SECOND, was=""),  # no reduction is claimed any more
        visit("", "00:20:00", SECOND, now="US$15.00", was="US$25.00"),
    ],
)
def test_what_may_have_another_reason_tells_nothing_of_the_offer(later: Page) -> None:
    assert timer(visit(*RUNNING), later)["offer"] == "untold"


def test_a_price_that_was_never_reduced_tells_nothing() -> None:
    plain = visit(*RUNNING, was="")
    assert timer(plain, visit("", "00:20:00", SECOND, was=""))["offer"] == "untold"


def test_how_long_a_post_takes_to_read_is_no_clock() -> None:
    post = product("Mug", "Sale", "1 min read", "Read more", path="/blog/sale")
    assert isinstance(fact_of("countdown.timers", post), Absent)
