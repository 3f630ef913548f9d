"""Every function of the room takes any text: no exception, and no time beyond the length of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrust_audit.text import (
    amounts,
    contacts,
    dates,
    durations,
    language,
    phrases,
    rating_words,
    ratings,
    registration,
    stock_words,
    urls,
)

FUNCTIONS: dict[str, Callable[[str], object]] = {
    "find_amounts": lambda text: amounts.find_amounts(text, "SGD", free=True, bare=True),
    "single": amounts.single,
    "find_durations": durations.find_durations,
    "find_dates": lambda text: dates.find_dates(text, date(2026, 11, 25)),
    "find_phones": contacts.find_phones,
    "find_emails": contacts.find_emails,
    "find_postal_codes": contacts.find_postal_codes,
    "whatsapp_number": contacts.whatsapp_number,
    "find_uens": registration.find_uens,
    "find_legal_names": registration.find_legal_names,
    "find_gst_numbers": registration.find_gst_numbers,
    "canonical_key": urls.canonical_key,
    "site_of": urls.site_of,
    "without_query_values": urls.without_query_values,
    "score_in": lambda text: rating_words.score_in(text, known=True),
    "count_in": rating_words.count_in,
    "find_rating": ratings.find_rating,
    "foreign_status": stock_words.foreign_status,
    "lead_days": stock_words.lead_days,
    "language_of": language.language_of,
    "phrases": lambda text: [phrases.phrases(topic).find(text) for topic in ("returns", "gst-excluded", "activity")],
}
HOSTILE = [
    "$" * 100_000, "1," * 100_000, "a@" * 50_000, "S$1 " * 25_000, "1 " * 50_000, "1-" * 50_000, "6123 4567 " * 10_000,
    "A " * 50_000, "Pte Ltd " * 12_000, "return to " * 10_000, "a dot " * 15_000, "一" * 100_000, "(" * 100_000,
    "https://a.sg/?a=" + "&a=1" * 25_000, "a" * 1_000_000, "9" * 1_000_000, " - " * 30_000, "119. 95 " * 12_000,
]  # fmt: skip
PIECES = st.sampled_from(
    ["S$", "$", "€", "1", "12.90", "1.299", " ", "-", "–", "(", ")", ",", ".", "to", "from", "GST", "days", "working ",
     "@", "shop.sg", "Pte", "Ltd", "https://", "?", "#!", "%", "一", "十", "天", "нет", "²", "½", "\u200b", "İ", "ß",
     "٣", "[", "]", "::", "65", "6123 4567", "was ", "2 for ", "元", "kr", "k", "\x00", "\ud83d\ude00", "wa.me/"]
)  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(deadline=None, database=None, derandomize=True, max_examples=60)
@given(text=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_is_read_without_an_exception(name: str, text: str) -> None:
    FUNCTIONS[name](text)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_hostile_text_comes_to_an_end(name: str) -> None:
    for text in HOSTILE:
        FUNCTIONS[name](text)


@settings(deadline=None, database=None, derandomize=True, max_examples=100)
@given(text=st.lists(PIECES, max_size=12).map("".join))
def test_amounts_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    from casetrust_audit.text.normalise import normalise

    plain = normalise(text)
    end = 0
    for amount in amounts.find_amounts(text, "SGD", bare=True):
        assert plain[amount.start : amount.end] == amount.raw
        assert amount.start >= end
        assert amount.readings
        assert all(money.amount.is_finite() for money in amount.readings)
        end = amount.end


def test_no_pattern_of_a_lexicon_repeats_without_bound() -> None:
    for topic in phrases.topics():
        for matcher in phrases.phrases(topic).matchers:
            for form in matcher.forms:
                assert not re.search(r"(?<!\\)[*+]", phrases.pattern_of(form).pattern), topic
