from __future__ import annotations

import pytest

from casetrust_audit.text.contacts import find_emails, find_phones, find_postal_codes, whatsapp_number


@pytest.mark.parametrize(
    "text", ["+65 6123 4567", "6123 4567", "61234567", "(65) 6123-4567", "Tel: 6123-4567.", "Call +6561234567 now"]
)
def test_a_singapore_number_is_found_in_any_form(text: str) -> None:
    (phone,) = find_phones(text)
    assert phone.e164 == "+6561234567"
    assert text[phone.start : phone.start + len(phone.raw)] == phone.raw


def test_several_numbers_and_free_lines_are_found_once_each() -> None:
    assert [p.e164 for p in find_phones("6123 4567 / 6123 4568, 1800 123 4567")] == [
        "+6561234567", "+6561234568", "+6518001234567",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["order 12345678", "S$6123.45", "UEN 201912345K", "068906", "2026-03-12", "6" * 40])
def test_other_numbers_are_no_phones(text: str) -> None:
    assert find_phones(text) == ()


def test_the_region_says_how_a_local_number_is_read() -> None:
    assert [p.e164 for p in find_phones("(323) 582-2650", "US")] == ["+13235822650"]
    assert find_phones("(323) 582-2650", "SG") == ()


@pytest.mark.parametrize(
    "text",
    [
        "help@shop.sg", "Write to Help@Shop.SG.", "<help@shop.sg>", "mailto:help@shop.sg?subject=x",
        "help [at] shop [dot] sg", "help(at)shop.sg", "help at shop dot sg", "help@shop.sg, HELP@shop.sg",
    ],
)  # fmt: skip
def test_an_address_is_found_in_any_form(text: str) -> None:
    assert find_emails(text) == ("help@shop.sg",)


@pytest.mark.parametrize(
    "text", ["image@2x.png", "logo@3x.webp", "you@example.com", "look at shop.sg", "a@b", "@shop", "meet at dot art"]
)
def test_file_names_placeholders_and_prose_are_no_addresses(text: str) -> None:
    assert find_emails(text) == ()


def test_a_test_domain_is_an_address() -> None:
    assert find_emails("help@shop.test") == ("help@shop.test",)


def test_postal_codes_need_their_word_and_a_real_sector() -> None:
    assert find_postal_codes("10 Anson Road, Singapore 079903; S(238801); S079903") == ("079903", "238801")
    for text in ("S123456789", "079903", "Singapore 990000", "Singapore 740000", "S$238801"):
        assert find_postal_codes(text) == (), text


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://wa.me/6591234567", "+6591234567"),
        ("https://wa.me/6591234567?text=Hi", "+6591234567"),
        ("https://api.whatsapp.com/send?phone=6591234567&text=hi", "+6591234567"),
        ("https://web.whatsapp.com/send?phone=%2B65%209123%204567", "+6591234567"),
        ("whatsapp://send?phone=6591234567", "+6591234567"),
        ("https://api.whatsapp.com/send?text=share", ""),
        ("https://wa.me/?text=share", ""),
        ("https://wa.me/message/ABCDEF", ""),
        ("https://wa.me.evil.test/6591234567", ""),
        ("https://shop.test/6591234567", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_a_whatsapp_link_gives_its_number_and_a_share_button_none(url: str, number: str) -> None:
    assert whatsapp_number(url) == number
