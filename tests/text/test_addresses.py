from __future__ import annotations

import pytest

from casetrust_audit.text.addresses import find_addresses
from tests.text.test_totality import HOSTILE


@pytest.mark.parametrize(
    ("text", "street", "code", "country"),
    [
        ("Blk 123 Ang Mo Kio Ave 6 #01-23 Singapore 560123", "Blk 123 Ang Mo Kio Ave 6 #01-23", "560123", "SG"),
        ("10 Anson Road, #26-04 Some Plaza, Singapore 079903", "10 Anson Road, #26-04 Some Plaza", "079903", "SG"),
        ("61 Kaki Bukit Avenue 1 | #04-12 | Singapore 417943", "61 Kaki Bukit Avenue 1, #04-12", "417943", "SG"),
        ("5 Ubi Crescent, #03-11, S408564", "5 Ubi Crescent, #03-11", "408564", "SG"),
        ("23 Jalan Besar, Singapore 208787", "23 Jalan Besar", "208787", "SG"),
        ("12 West Oak Street Suite 300 | Springfield, IL 62704", "12 West Oak Street Suite 300", "62704", "US"),
        ("1776 Broadway | New York, NY 10019", "1776 Broadway", "10019", "US"),
        ("720 Brazos Suite 110, Austin, TX 78701", "720 Brazos Suite 110", "78701", "US"),
        ("Unit 3 Palm Court | 250 Mill Road | London NW3 6DN", "Unit 3 Palm Court, 250 Mill Road", "NW3 6DN", "GB"),
        ("Corner House, Charlwood Road, Crawley RH11 0PT", "Corner House, Charlwood Road", "RH11 0PT", "GB"),
        ("Level 2, 123 Pitt Street, Sydney NSW 2000", "Level 2, 123 Pitt Street", "2000", "AU"),
        ("2150 Fir Street, Vancouver V6J 3B5", "2150 Fir Street", "V6J 3B5", "CA"),
        ("No. 12, Jalan Ampang, 50400 Kuala Lumpur", "No. 12, Jalan Ampang", "50400", "MY"),
        ("Musterstraße 12, 12345 Berlin", "Musterstraße 12", "12345", ""),
        ("12 rue de la Paix, 75002 Paris", "12 rue de la Paix", "75002", ""),
        ("Via Roma 12, 20121 Milano", "Via Roma 12", "20121", ""),
        ("ul. Długa 10, 00-590 Warszawa", "ul. Długa 10", "00-590", "PL"),
        ("PO Box 377, Sometown, CA 94103", "PO Box 377", "94103", "US"),
    ],
)
def test_a_street_and_its_code_are_read(text: str, street: str, code: str, country: str) -> None:
    (found,) = find_addresses(text)
    assert (found.street, found.postal_code, found.country) == (street, code, country)
    assert found.confidence >= 0.7


def test_a_street_without_a_code_is_less_sure() -> None:
    (found,) = find_addresses("Come to 12 Main Street and say hello")
    assert (found.street, found.postal_code) == ("12 Main Street", "")
    assert found.confidence < 0.7


def test_a_singapore_code_alone_is_told_as_such() -> None:
    (found,) = find_addresses("Ship to Singapore 238801")
    assert (found.kind, found.street, found.postal_code) == ("code", "", "238801")
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    "text",
    [
        "50 Shades of Green", "Save 20 Park points", "Size 12 Long Run shoes", "10 Yard Dash", "One Hyde Park",
        "Abbey Road",
        "We ship to 100 countries", "in 2000, Abbey Road’s summer", "1 St. 12,90", "The Ridge, item 2026 US Sizes",
    ],
)  # fmt: skip
def test_other_words_are_no_addresses(text: str) -> None:
    assert find_addresses(text) == ()


def test_two_addresses_keep_their_own_codes() -> None:
    found = find_addresses("1401 Main Street, Goodland, Kansas 67735 | 1204 West Ash Street, Windsor, Colorado 80550")
    assert [(a.street, a.postal_code) for a in found] == [
        ("1401 Main Street", "67735"), ("1204 West Ash Street", "80550")
    ]  # fmt: skip


def test_the_year_before_a_number_is_not_of_the_street() -> None:
    (found,) = find_addresses("© 2012 267 8th Street, San Francisco, CA 94103")
    assert found.street == "267 8th Street"


def test_hostile_texts_come_to_an_end() -> None:
    for text in HOSTILE:
        find_addresses(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Blk 14 Tagore Lane #02-08 (S) 787487", "787487"),
        ("14 Tagore Lane, (S)787487", "787487"),
        ("14 Tagore Lane #02-08 (787487)", "787487"),
        ("Blk 14 Tagore Lane (787487)", "787487"),
        ("14 Tagore Lane, S(787487)", "787487"),
    ],
)
def test_a_singapore_code_in_brackets_is_one(text: str, code: str) -> None:
    (found,) = find_addresses(text)
    assert (found.postal_code, found.country, found.text) == (code, "SG", text)


def test_six_digits_in_brackets_elsewhere_are_none_of_singapore() -> None:
    (found,) = find_addresses("12 Marine Drive, Mumbai (400020)")
    assert found.country == ""


@pytest.mark.parametrize(
    "text",
    [
        "Works: 14 Tagore Lane 2 | Shop: 7 Temasek Boulevard, #01-326, Singapore 038983",
        "14 Tagore Lane 2 | 7 Temasek Boulevard, #01-326, Singapore 038983",
        "14 Tagore Lane 2 | Parcels go to 7 Temasek Boulevard, #01-326, Singapore 038983",
    ],
)
def test_an_address_ends_where_the_next_begins(text: str) -> None:
    first, second = find_addresses(text)
    assert (first.text, first.postal_code) == ("14 Tagore Lane 2", "")
    assert (second.text, second.postal_code) == ("7 Temasek Boulevard, #01-326, Singapore 038983", "038983")
