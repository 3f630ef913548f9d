"""What a template ships with is nobody's name and nobody's address."""

from __future__ import annotations

import pytest

from casetrust_audit.text.addresses import find_addresses, find_postal_codes
from casetrust_audit.text.fillers import is_filler_code, is_filler_firm, is_filler_street
from casetrust_audit.text.registration import find_legal_names


@pytest.mark.parametrize(
    "name",
    [
        "Your Company Pte. Ltd.", "Your Business Name LLC", "My Company Ltd", "Company Name Sdn. Bhd.", "ABC Pte Ltd",
        "XYZ LLP", "Acme Inc.", "Sample Store Inc", "Example Company Limited", "Company A Pte Ltd",
        "某某有限公司", "您的公司有限公司",
    ],
)  # fmt: skip
def test_a_firm_of_a_template_is_nobody(name: str) -> None:
    assert is_filler_firm(name)
    assert find_legal_names(f"© 2026 {name}") == ()


@pytest.mark.parametrize(
    "name",
    [
        "ABC Cooking Studio Pte Ltd", "Your Move Pte. Ltd.", "My Republic Limited", "Acme Coffee Roasters Pte Ltd",
        "Businesslike Prints Ltd", "Test Rite Pte Ltd", "Store & Co Interiors Pte. Ltd.",
    ],
)  # fmt: skip
def test_a_firm_with_a_name_of_its_own_is_one(name: str) -> None:
    assert not is_filler_firm(name)
    assert find_legal_names(f"Operated by {name}") == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "123 Your Street, Singapore 534118", "1 Sample Road, Singapore 534118", "Street Address, City, State 12345",
        "123 Main Street, Anytown, CA 94043", "12 Street Name, City, Country",
    ],
)  # fmt: skip
def test_an_address_of_a_template_is_none(text: str) -> None:
    assert is_filler_street(text)
    assert [a for a in find_addresses(text) if a.kind == "street"] == []


@pytest.mark.parametrize(
    "text",
    ["12 Tai Seng Street, #03-04, Singapore 534118", "123 Main Street, Springfield, IL 62701",
     "5 Shop Street, Galway", "Blk 123 Sample Woods Road, Singapore 560123"],
)  # fmt: skip
def test_an_address_of_somebody_is_one(text: str) -> None:
    assert not is_filler_street(text)


def test_codes_in_a_row_are_fillers() -> None:
    assert all(is_filler_code(code) for code in ("123456", "000000", "00000", "654321", "111111"))
    assert not any(is_filler_code(code) for code in ("534118", "90210", "079903", "123465", "100001"))
    assert find_postal_codes("Singapore 123456") == ()
    assert find_postal_codes("Singapore 534118") == ("534118",)
