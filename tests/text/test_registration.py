from __future__ import annotations

import pytest

from casetrust_audit.text.registration import find_gst_numbers, find_legal_names, find_uens

VALID = "00192200M"


@pytest.mark.parametrize("text", [f"UEN: {VALID}", f"Co. Reg. No. {VALID}", f"{VALID} (UEN)", f"公司注册 {VALID}"])
def test_a_labelled_uen_with_the_right_letter_is_both(text: str) -> None:
    (found,) = find_uens(text)
    assert (found.number, found.valid, found.labelled) == (VALID, True, True)


def test_an_order_code_of_the_shape_is_neither_valid_nor_labelled() -> None:
    (found,) = find_uens("Order 12345678A")
    assert (found.valid, found.labelled) == (False, False)


def test_a_gst_number_or_a_part_of_a_longer_code_is_no_uen() -> None:
    assert find_uens("GST M9-0012345-6, SKU AB12345678AX") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("© 2026 Kopi & Kaya Pte. Ltd. All rights reserved", ("Kopi & Kaya Pte. Ltd.",)),
        ("Copyright 2019-2026 Foo Bar LLP", ("Foo Bar LLP",)),
        ("This website is operated by ABC Trading Pte Ltd (UEN 201912345K).", ("ABC Trading Pte Ltd",)),
        ("owned by Foo Pte Ltd and Bar Pte Ltd", ("Foo Pte Ltd", "Bar Pte Ltd")),
        ("The Good Shop (Private) Limited", ("The Good Shop (Private) Limited",)),
        ("ACME Holdings (S) Pte Ltd, 1 Raffles Place", ("ACME Holdings (S) Pte Ltd",)),
        ("Tan Ah Kow Sdn. Bhd.", ("Tan Ah Kow Sdn. Bhd.",)),
        ("Foo, Inc.", ("Foo, Inc.",)),
        ("St. James Co., Ltd", ("St. James Co., Ltd",)),
        ("KOPI KAYA PTE. LTD. | KOPI KAYA PTE. LTD.", ("KOPI KAYA PTE. LTD.",)),
        ("Best prices! Welcome to Bar Baz Pte Ltd", ("Bar Baz Pte Ltd",)),
        ("版权所有 大华超市私人有限公司", ("大华超市私人有限公司",)),
    ],
)
def test_a_legal_name_is_cut_out_of_its_sentence(text: str, names: tuple[str, ...]) -> None:
    assert find_legal_names(text) == names


@pytest.mark.parametrize(
    "text",
    ["New Arrivals Limited Edition", "Price S$12 Inc GST", "Limited time offer", "stocks are limited", "pte ltd", ""],
)
def test_words_that_only_look_like_a_legal_form_are_no_names(text: str) -> None:
    assert find_legal_names(text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("GST Reg. No.: 201912345K", "201912345K"),
        ("GST Registration Number: M9-0012345-6", "M9-0012345-6"),
        ("GST Reg No M90012345X", "M90012345X"),
        ("GST: MR-8500123-4", "MR-8500123-4"),
    ],
)
def test_a_gst_number_is_found_beside_its_word(text: str, number: str) -> None:
    assert find_gst_numbers(text) == (number,)


def test_a_number_without_the_word_is_no_gst_number() -> None:
    assert find_gst_numbers("201912345K, M9-0012345-6; 9% GST applies") == ()
