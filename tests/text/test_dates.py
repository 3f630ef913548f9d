from __future__ import annotations

from datetime import date

import pytest

from casetrust_audit.text.dates import find_dates

TODAY = date(2026, 11, 25)


def days(text: str) -> list[tuple[date, ...]]:
    return [d.readings for d in find_dates(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("until 30 Nov 2026", date(2026, 11, 30)),
        ("until 30th of November, 2026", date(2026, 11, 30)),
        ("until 30-Nov-2026", date(2026, 11, 30)),
        ("until November 30, 2026", date(2026, 11, 30)),
        ("Nov 1 - 30, 2026", date(2026, 11, 30)),
        ("2026-11-30", date(2026, 11, 30)),
        ("2026年11月30日", date(2026, 11, 30)),
        ("hingga 30 Disember 2026", date(2026, 12, 30)),
        ("sehingga 3 Mac 2026", date(2026, 3, 3)),
        ("28/02/2026", date(2026, 2, 28)),
        ("28/2/26", date(2026, 2, 28)),
    ],
)
def test_a_date_with_its_year_has_one_reading(text: str, day: date) -> None:
    assert days(text) == [(day,)]


def test_figures_alone_have_two_readings() -> None:
    assert days("05/06/2026") == [(date(2026, 5, 6), date(2026, 6, 5))]
    assert days("06/06/2026") == [(date(2026, 6, 6),)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sale ends 30 Nov", date(2026, 11, 30)),
        ("Sale ends 5 January", date(2027, 1, 5)),
        ("Sale ended 9 August", date(2026, 8, 9)),
        ("活动截止12月3日", date(2026, 12, 3)),
    ],
)
def test_without_a_year_the_nearest_day_is_meant(text: str, day: date) -> None:
    (found,) = find_dates(text, TODAY)
    assert (found.readings, found.dated) == ((day,), False)
    assert find_dates(text) == ()


def test_both_ends_of_a_period_are_found_in_order() -> None:
    assert days("1 Nov to 30 Nov 2026") == [(date(2026, 11, 1),), (date(2026, 11, 30),)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24/7 support",
        "9.9 sale",
        "11.11 mega sale",
        "31 Feb 2026",
        "99/99/2026",
        "version 1.2.3",
        "Only 5 may be bought",
        "2 mac and cheese",
        "Buy 2 may vary",
        "S$12.30 Nov",
        "March 30%",
        "1/2 price",
        "6123 4567",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert days(text) == []


def test_a_date_stands_where_it_says() -> None:
    (found,) = find_dates("Ends 30 Nov 2026!", TODAY)
    assert "ends 30 nov 2026!"[found.start : found.end] == found.raw == "30 nov 2026"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ends 28 Feb 25", date(2025, 2, 28)),
        ("until February 28,2025", date(2025, 2, 28)),
        ("Feb 28 '25", date(2025, 2, 28)),
        ("from 3Feb2025", date(2025, 2, 3)),
        ("28.02.25", date(2025, 2, 28)),
        ("28-02-25", date(2025, 2, 28)),
        ("28/Feb/2025", date(2025, 2, 28)),
        ("28 Feb 25 at midnight", date(2025, 2, 28)),
    ],
)
def test_a_year_that_is_written_is_never_replaced_by_the_nearest(text: str, day: date) -> None:
    (found,) = find_dates(text, date(2026, 11, 30))
    assert (found.readings, found.dated) == ((day,), True)


@pytest.mark.parametrize("text", ["5 Nov 10% off", "5 Nov 20 pots left", "5 Nov, 10pm", "5 Nov 18:00", "5 Nov 10 am"])
def test_what_counts_or_times_something_is_no_year(text: str) -> None:
    (found,) = find_dates(text, date(2026, 11, 30))
    assert (found.readings, found.dated) == ((date(2026, 11, 5),), False)


def test_a_number_of_a_version_or_a_paragraph_is_no_date() -> None:
    assert find_dates("Version 1.2.25.3", date(2026, 11, 30)) == ()
