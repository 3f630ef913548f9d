from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.text.durations import find_durations


@pytest.mark.parametrize(
    ("text", "low", "high", "working"),
    [
        ("within 3 working days", 3, 3, True),
        ("5 Business Days", 5, 5, True),
        ("5 - 7 business / working days", 5, 7, True),
        ("14 days", 14, 14, False),
        ("30-day returns", 30, 30, False),
        ("14 days' notice", 14, 14, False),
        ("2-4 weeks", 14, 28, False),
        ("1 to 3 business days", 1, 3, True),
        ("24 hours", 1, 1, False),
        ("twenty-one (21) days", 21, 21, False),
        ("3 (three) days", 3, 3, False),
        ("seven (7) to ten (10) working days", 7, 10, True),
        ("within a week", 7, 7, False),
        ("one year warranty", 365, 365, False),
        ("6 months", 180, 180, False),
        ("next working day", 1, 1, True),
        ("same-day delivery", 0, 0, False),
        ("3个工作日", 3, 3, True),
        ("七天内", 7, 7, False),
        ("十四天", 14, 14, False),
        ("3至5天", 3, 5, False),
        ("一年保修", 365, 365, False),
        ("两个月", 60, 60, False),
        ("退货期为一百二十天", 120, 120, False),
        ("一百八十天", 180, 180, False),
        ("一百天", 100, 100, False),
        ("一百零五天", 105, 105, False),
        ("三百六十五天", 365, 365, False),
        ("一百二十个工作日", 120, 120, True),
        ("二十四小时", 1, 1, False),
        ("两三天", 2, 3, False),
        ("三五天", 3, 5, False),
        ("七八个工作日", 7, 8, True),
        ("十七八天", 17, 18, False),
        ("二三十天", 20, 30, False),
        ("十五至二十天", 15, 20, False),
        ("半个月", 15, 15, False),
        ("一个半月", 45, 45, False),
        ("两个半月", 75, 75, False),
        ("1.5个月", 45, 45, False),
        ("三天半价优惠", 3, 3, False),
        ("7 hari bekerja", 7, 7, True),
        ("dua minggu", 14, 14, False),
        ("7 நாட்கள்", 7, 7, False),
        ("3 வேலை நாட்கள்", 3, 3, True),
    ],
)
def test_a_length_of_time_is_read_in_days(text: str, low: int, high: int, working: bool) -> None:
    (found,) = find_durations(text)
    assert (found.low_days, found.high_days) == (Decimal(low), Decimal(high))
    assert found.working is working


@pytest.mark.parametrize(
    "text",
    [
        "24 hours a day, 7 days a week", "24/7", "18 years old", "3月15日", "2026年", "周日", "day 3", "Monday",
        "12/05 days", "10 to 3 days", "since 1999 years", "dayspring", "7 daylight lamps", "第三天", "二〇二六年",
        "一九九九年", "一百八天", "十几天", "几十天", "五三天", "一千零零二天", "十一月",
    ],
)  # fmt: skip
def test_opening_hours_ages_and_dates_are_no_lengths(text: str) -> None:
    assert find_durations(text) == ()


def test_several_lengths_come_in_order_with_their_places() -> None:
    text = "Refunds take 5 working days; returns within 14 days"
    found = find_durations(text)
    assert [text[d.start : d.end] for d in found] == [d.raw for d in found] == ["5 working days", "14 days"]


def test_hours_become_exact_parts_of_a_day() -> None:
    assert find_durations("48 hours")[0].high_days == Decimal(2)
