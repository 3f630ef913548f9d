from __future__ import annotations

import pytest

from casetrust_audit.text.hours import find_hours
from tests.text.test_totality import HOSTILE


@pytest.mark.parametrize(
    "text",
    [
        "Mon - Fri: 9am - 6pm", "Monday to Friday 9.00am to 5.00pm", "9AM - 5PM SGT M-F", "11am – 9pm daily",
        "Mon-Fri 10:00-18:00, Sat 10:00-14:00, Sun closed", "Weekdays 0900 - 1800hrs", "Monday9:00am - 6:00pm",
        "Montag bis Freitag 9.00 - 17.00 Uhr", "Mo-Fr: 9-17 Uhr", "lundi au vendredi de 9h à 18h",
        "星期一至星期五 10:00-18:00", "Isnin - Jumaat: 9.00 pagi - 6.00 petang", "24 hours a day, 7 days a week",
    ],
)  # fmt: skip
def test_days_with_times_are_one_stretch(text: str) -> None:
    (found,) = find_hours(text)
    assert (found.raw, found.start) == (text, 0)
    assert found.confidence >= 0.7


def test_times_alone_need_a_label_to_be_sure() -> None:
    (told,) = find_hours("Opening hours: 9am to 7pm")
    (alone,) = find_hours("a walk from 9am to 7pm")
    assert told.confidence >= 0.7 > alone.confidence


def test_around_the_clock_is_sure_where_it_is_called_hours() -> None:
    (told,) = find_hours("We are open 24/7")
    (alone,) = find_hours("Laundry 24/7")
    assert told.confidence >= 0.7 > alone.confidence


@pytest.mark.parametrize(
    "text",
    [
        "Monday - Friday", "Sizes 8-12", "Deliveries arrive between 9am - 6pm", "Sale from 10-20 Mar", "S$9.00 - 12.00",
        "Delivery within 3-5 working days Mon-Fri", "Sunday dress 10-12",
    ],
)  # fmt: skip
def test_other_ranges_are_no_opening_hours(text: str) -> None:
    assert find_hours(text) == ()


def test_hostile_texts_come_to_an_end() -> None:
    for text in HOSTILE:
        find_hours(text)
