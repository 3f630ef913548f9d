from __future__ import annotations

from datetime import date

import pytest

from casetrust_audit.facts.freshness import dates_in
from casetrust_audit.model.fact import Absent
from tests.build import block, page
from tests.facts.shop_parts import fact_of, only, value

LATER = "2026-06-15T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28 jan 2026", date(2026, 1, 28)),
        ("january 28th, 2026", date(2026, 1, 28)),
        ("2026-01-28", date(2026, 1, 28)),
        ("2026年1月28日", date(2026, 1, 28)),
        ("28/01/2026", date(2026, 1, 28)),
        ("03/04/2026", date(2026, 4, 3)),
    ],
)
def test_dates_are_read_and_the_doubtful_one_for_the_shop(text: str, day: date) -> None:
    assert dates_in(text) == (day,)


@pytest.mark.parametrize("text", ["31 jan", "99/99/2026", "30 feb 2026", "order 2026", "1.2.3"])
def test_what_is_no_full_date_gives_none(text: str) -> None:
    assert dates_in(text) == ()


def test_an_old_notice_is_told_by_its_last_day() -> None:
    home = page("home", "/", "We are closed from 28 Jan 2026 to 31 Jan 2026 for the holidays.", time=LATER)
    assert only("fresh.notices", home)["days_past"] == 135


@pytest.mark.parametrize(
    "text",
    [
        "Founded on 3 May 2001",
        "Reviewed by Mei on 3 May 2024",
        "Last updated 1 Jan 2020",
        "Certificate valid until 3 May 2024",
        "Date Added: 23 December 2003 by Bill Smith",
        "Written on 3 May 2019 before it rained",
        "Grown in 3 May 2019 by hand",
    ],
)
def test_founding_review_and_policy_dates_are_no_notices(text: str) -> None:
    assert isinstance(fact_of("fresh.notices", page("home", "/", text, time=LATER)), Absent)


@pytest.mark.parametrize("text", ["Order by 3 May 2024 for Mother's Day", "We are away from Monday, 3 May 2024"])
def test_a_day_that_something_goes_on_to_or_from_is_a_notice(text: str) -> None:
    assert int(str(only("fresh.notices", page("home", "/", text, time=LATER))["days_past"])) > 700


def test_a_policy_without_a_date_is_told() -> None:
    fields = only("fresh.policies", page("returns", "/returns", "We refund within 14 days.", time=LATER))
    assert (fields["dated"], fields["months_old"]) == (False, 0)


def test_the_age_of_a_policy_is_in_months() -> None:
    fields = only("fresh.policies", page("privacy", "/privacy", "Last updated: January 2024", time=LATER))
    assert (fields["dated"], fields["months_old"]) == (True, 29)


def test_the_copyright_lag_goes_by_the_newest_year() -> None:
    footer = block("© 2019-2024 Kopi Pte Ltd", area="footer")
    assert value("fresh.copyright_lag", page("home", blocks=(footer,), time=LATER)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Christmas orders close on 18 December 2024.",
        "From 7 April to 1 June 2024 delivery takes longer.",
        "Cut-off for festive gifts: 20 January 2024",
        "Free delivery 1 – 15 May 2024",
        "Kedai tutup pada 10 April 2024.",
    ],
)
def test_a_notice_of_days_long_gone_is_one(text: str) -> None:
    assert int(str(only("fresh.notices", page("home", "/", text, time=LATER))["days_past"])) > 30


@pytest.mark.parametrize(
    "text", ["Harvested 3 to 9 May 2024 by hand.", "Photographed 1-3 June 2024", "Meet us on 3 May 2024"]
)
def test_days_of_something_else_are_no_notice(text: str) -> None:
    assert isinstance(fact_of("fresh.notices", page("home", "/", text, time=LATER)), Absent)
