from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import casetrust_audit.facts.was_prices  # noqa: F401 - registers its facts
from casetrust_audit.model.capture import Page, Probe
from casetrust_audit.model.fact import Absent, Known, Unknown
from tests.build import SITE, block, card, page
from tests.facts.shop_parts import fact_of, only, product, subjects, value

NAME = "prices.references"
TODAY = date(2026, 11, 25)


def reduced(name: str = "Mug", was: str = "S$25.00", **over: Any) -> Page:
    """A product page that shows `was` struck out beside S$15.00."""
    shown = (
        block(was, strike="$" in was[:2] or was.startswith("S$"), box=(10, 70, 80, 20)),
        block("S$15.00", box=(120, 70, 80, 20), font_px=24.0),
    )
    return product(name, blocks=shown, time="2026-11-25T04:00:00Z", **over)


def log(*prices: tuple[int, str], url: str = f"{SITE}/p/mug", currency: str = "SGD") -> Probe:
    """A price log: (days ago, price)."""
    entries = [
        {"url": url, "date": str(TODAY - timedelta(days=ago)), "price": price, "currency": currency}
        for ago, price in prices
    ]
    return Probe("p0009", "price-log", url, {"entries": entries})


def history(*logs: Probe) -> object:
    return only(NAME, reduced(), probes=logs)["history"]


def test_a_former_price_without_a_history_is_told_as_such() -> None:
    found = only(NAME, reduced())
    assert (found["whose"], str(found["was"]), found["history"]) == ("own", "S$25.00", "none")


@pytest.mark.parametrize(
    "was", ["RRP S$25.00", "R.R.P. S$25.00", "Recommended retail price: S$25.00", "Retail price S$25.00"]
)
def test_a_recommended_price_is_not_the_shops_own(was: str) -> None:
    assert only(NAME, reduced(was=was))["whose"] == "others"


def test_a_label_in_a_block_of_its_own_counts() -> None:
    shown = (
        block("RRP", box=(10, 70, 30, 20)),
        block("S$25.00", strike=True, box=(50, 70, 80, 20)),
        block("S$15.00", box=(140, 70, 80, 20), font_px=24.0),
    )
    assert only(NAME, product("Mug", blocks=shown))["whose"] == "others"


@pytest.mark.parametrize("was", ["U.P. S$25.00", "Usual price S$25.00", "Was S$25.00"])
def test_a_usual_price_is_the_shops_own(was: str) -> None:
    assert only(NAME, reduced(was=was))["whose"] == "own"


def test_both_looks_at_a_page_are_evidence_of_one_product() -> None:
    again = reduced(session="second-look", layout="phone")
    (found,) = subjects(NAME, reduced(), again)
    assert {e.session for e in found.evidence} == {"crawl", "second-look"}


def test_a_card_stands_for_a_product_whose_page_was_not_visited() -> None:
    shelf = page("listing", "/shop", cards=(card("/p/lamp", "Lamp", "S$30.00", struck=("S$40.00",)),))
    (found,) = subjects(NAME, shelf)
    assert found.label == "Lamp: S$40.00, now S$30.00"
    own = card("/p/mug", "Mug", "S$15.00", struck=("S$25.00",))
    assert len(subjects(NAME, page("listing", "/shop", cards=(own,)), reduced())) == 1


def test_a_former_price_that_is_not_higher_is_no_reference() -> None:
    assert isinstance(fact_of(NAME, reduced(was="Was S$15.00")), Absent)


def test_without_former_prices_they_are_absent_only_where_enough_was_looked_at() -> None:
    plain = product("Mug", blocks=(block("S$15.00", box=(10, 70, 80, 20)),))
    assert isinstance(fact_of(NAME, plain), Absent)
    assert isinstance(fact_of(NAME, plain, walls=1), Unknown)


# history


def test_a_price_once_charged_in_the_window_was_charged() -> None:
    assert history(log((40, "25.00"), (5, "15.00"))) == "charged"
    assert history(log((40, "26.00"))) == "charged"


def test_a_price_never_charged_over_a_month_without_gaps_was_not() -> None:
    assert history(log(*((ago, "15.00") for ago in (42, 35, 28, 21, 14, 7)))) == "never-charged"


@pytest.mark.parametrize("days", [(20, 13, 6), (42, 10), (42, 35, 28)])
def test_too_short_a_history_or_one_with_gaps_accuses_nobody(days: tuple[int, ...]) -> None:
    assert history(log(*((ago, "15.00") for ago in days))) == "too-short"


def test_what_was_charged_before_the_window_or_for_something_else_does_not_count() -> None:
    assert history(log((120, "25.00"))) == "none"
    assert history(log((40, "25.00"), url=f"{SITE}/p/lamp")) == "none"
    assert history(log((40, "25.00"), currency="USD")) == "none"


def test_a_line_that_cannot_be_read_tells_nothing() -> None:
    bad = Probe("p0009", "price-log", "", {"entries": [{}, {"url": f"{SITE}/p/mug", "date": "soon"}, 7]})
    assert history(bad) == "none"
    assert history(bad, log((40, "25.00"))) == "charged"


def test_the_history_is_part_of_the_evidence() -> None:
    (found,) = subjects(NAME, reduced(), probes=(log((40, "25.00")),))
    assert {e.source for e in found.evidence} >= {"p0009"}


# share


def test_the_share_of_reduced_products_needs_ten_of_them() -> None:
    some = [card(f"/p/{n}", f"Cup {n}", "S$9.00", struck=("S$10.00",)) for n in range(9)]
    assert isinstance(fact_of("prices.reduced_share", page("listing", "/shop", cards=tuple(some))), Unknown)
    plain = card("/p/9", "Cup 9", "S$9.00")
    assert value("prices.reduced_share", page("listing", "/shop", cards=(*some, plain))) == 90


def test_items_without_a_link_are_told_apart_by_their_names() -> None:
    some = [card("", f"Cup {n}", "S$9.00", struck=("S$10.00",)) for n in range(9)]
    assert value("prices.reduced_share", page("listing", "/shop", cards=(*some, card("", "Cup 9", "S$9.00")))) == 90


def test_where_nothing_is_reduced_the_share_is_none_with_the_pages_looked_at() -> None:
    cards = tuple(card(f"/p/{n}", f"Cup {n}", "S$9.00") for n in range(12))
    found = fact_of("prices.reduced_share", page("listing", "/shop", cards=cards))
    assert isinstance(found, Known)
    assert (found.value, len(found.evidence)) == (0, 1)
