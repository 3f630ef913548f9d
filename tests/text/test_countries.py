from __future__ import annotations

import pytest

from casetrust_audit.text.countries import named_countries


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Kettle House, 12 Marine Drive, Mumbai 400020, India", "IN"),
        ("4 Nehru Road | Pune - 411001", "IN"),
        ("10 Sukhumvit Soi 3, Bangkok 10110", "TH"),
        ("Unit 5, 20 Ayala Ave, Makati", "PH"),
        ("8 Mill Road, London NW3 6DN", "GB"),
        ("北京路 88 号，中国", "CN"),
        ("No. 3 Nathan Road, Kowloon, Hong Kong", "HK"),
    ],
)
def test_an_address_names_the_country_it_ends_in(text: str, country: str) -> None:
    assert country in named_countries(text)


@pytest.mark.parametrize("text", ["We ship to India within 5 days of your order.", "India", "Made in Japan since 1950"])
def test_prose_names_none(text: str) -> None:
    assert named_countries(text) == frozenset()
