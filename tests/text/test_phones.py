from __future__ import annotations

import re
import time

import pytest

from casetrust_audit.model.fact import SURE
from casetrust_audit.text.phones import Phone, international, read_phones
from tests.text.test_totality import HOSTILE

ABROAD = ("US", "GB", "AU")


def numbers(text: str, *regions: str, before: str = "") -> list[tuple[str, str]]:
    return [(p.kind, p.number) for p in read_phones(text, regions or ("SG",), before)]


def one(text: str, *regions: str) -> Phone:
    (phone,) = read_phones(text, regions or ("SG",))
    return phone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tel: 6123 4567 Fax: 6123 4568", [("phone", "+6561234567"), ("fax", "+6561234568")]),
        ("T 6123 4567 | F 6123 4568", [("phone", "+6561234567"), ("fax", "+6561234568")]),
        ("T: +65 6123 4567 F: +65 6123 4568", [("phone", "+6561234567"), ("fax", "+6561234568")]),
        ("6123 4567 (P) 6123 4568 (F)", [("phone", "+6561234567"), ("fax", "+6561234568")]),
        ("6123 4567 (tel), 6123 4568 (fax)", [("phone", "+6561234567"), ("fax", "+6561234568")]),
        ("Tel/Fax: 6123 4567", [("phone", "+6561234567")]),
        ("Fax number: 6123 4567", [("fax", "+6561234567")]),
        ("Fax: 6123 4567 / 6123 4568", [("fax", "+6561234567"), ("fax", "+6561234568")]),
        ("Fax: 6123 4567 (toll-free)", [("fax", "+6561234567")]),
        ("WhatsApp: +65 8123 4567", [("whatsapp", "+6581234567")]),
        ("电话：6123 4567 传真：6123 4568", [("phone", "+6561234567"), ("fax", "+6561234568")]),
        ("Tel: 6123 4567Fax: 6123 4568", [("phone", "+6561234567"), ("fax", "+6561234568")]),
    ],
)
def test_a_label_says_whether_it_is_a_fax(text: str, expected: list[tuple[str, str]]) -> None:
    assert numbers(text) == expected


def test_the_label_may_stand_in_the_cell_before() -> None:
    assert numbers("6123 4567", before="Fax:") == [("fax", "+6561234567")]
    assert numbers("6123 4567", before="Order no.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Order no. 81234567",
        "UEN 201912345K", "GST Reg. No. M90367530Y", "Singapore 238801", "2026-03-12", "01.02.2024",
        "12/03/2026 - 15/03/2026", "1999-2024", "S$6123.4567", "192.168.10.100", "ISBN 978-0-306-40615-7",
        "SKU 61234567", "Invoice 6123 4567",
        "9.00 - 17.00", "x81234567y", "6" * 40, "Tracking number: 61234567", "P.IVA 03836450407",
        "/p/61234567", "25/50/59.94/23.98 fps", "£61234567",
        "Account no. 612-345-6789",
    ],
)  # fmt: skip
def test_other_numbers_are_no_phones(text: str) -> None:
    assert numbers(text, "SG", "US", "IT", "DE", "GB") == []


@pytest.mark.parametrize(
    ("text", "regions", "number"),
    [
        ("(617) 555-0199 ext. 12", ABROAD, "+16175550199"),
        ("020 7946 0018", ABROAD, "+442079460018"),
        ("(02) 9374 4000", ("SG", "AU"), "+61293744000"),
        ("1300 555 123", ABROAD, "+611300555123"),
        ("800-555-0199", ("SG",), "+18005550199"),
        ("1-800-FLOWERS", ("SG",), "+18003569377"),
        ("(617) 555 STAR", ("SG",), "+16175557827"),
        ("Tel. 030 / 901 820", ("DE",), "+4930901820"),
    ],
)
def test_a_number_is_read_in_the_country_that_knows_it(text: str, regions: tuple[str, ...], number: str) -> None:
    assert one(text, *regions).number == number


def test_an_area_code_of_another_country_is_no_beginning_of_a_singapore_number() -> None:
    assert numbers("(02) 9374-4000") == []


def test_an_extension_is_not_part_of_the_number() -> None:
    assert (one("530-555-0199 x410", "US").extension, one("530-555-0199 x410", "US").number) == ("410", "+15305550199")


def test_a_number_of_no_known_plan_needs_its_label_or_a_country_code() -> None:
    assert one("Tel: 01947 820123").number == "01947820123"
    assert one("+44 1947 000000").number == "+441947000000"
    assert numbers("Code 01947 820123") == []
    assert numbers("101-1305 Any Street", before="Our office") == []


def test_confidence_falls_where_nothing_says_that_it_is_a_phone() -> None:
    assert one("Call 61234567").confidence >= SURE
    assert one("+6561234567").confidence >= SURE
    assert one("Speak to us on any day 6123 4567").confidence >= SURE
    assert one("we have sold 81234567 jars in all these years").confidence < 0.5
    assert one("Tel: 01947 820123").confidence < SURE


def test_a_label_of_the_sentence_before_is_not_the_numbers() -> None:
    assert one("Send a fax. We also have 6123 4567 for you").kind == "phone"


def test_international_takes_digits_with_and_without_the_sign() -> None:
    assert international("6591234567") == international("+65 9123 4567") == "+6591234567"
    assert international("12") == international("") == ""


def test_offsets_point_at_the_number() -> None:
    for phone in read_phones("Tel: 6123 4567, Fax 6123 4568", ("SG",)):
        assert "Tel: 6123 4567, Fax 6123 4568"[phone.start :].startswith(phone.raw)


def test_hostile_texts_come_to_an_end() -> None:
    begun = time.process_time()
    for text in HOSTILE:
        read_phones(text[:50_000], ("SG", "US", "GB"))
    assert time.process_time() - begun < 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+65 6234 5670/1", ["+6562345670", "+6562345671"]),
        ("6234-5670/1", ["+6562345670", "+6562345671"]),
        ("(65) 6234 5670/1/2", ["+6562345670", "+6562345671", "+6562345672"]),
        ("Tel: 6234 5670 / 84", ["+6562345670", "+6562345684"]),
        ("Hotline 6234 5670/8899", ["+6562345670", "+6562348899"]),
        ("6234 5670-3", ["+6562345670", "+6562345673"]),
        ("电话：6234 5670/1", ["+6562345670", "+6562345671"]),
        ("6234 5670 / 6887 5521", ["+6562345670", "+6568875521"]),
    ],
)
def test_last_digits_after_a_stroke_are_further_numbers(text: str, expected: list[str]) -> None:
    assert [number for _, number in numbers(text)] == expected


def test_last_digits_of_a_foreign_number_are_further_numbers_too() -> None:
    assert [n for _, n in numbers("+60 3-7956 1180/1", "MY")] == ["+60379561180", "+60379561181"]
    assert [n for _, n in numbers("T 020 7946 0958/9", "GB")] == ["+442079460958", "+442079460959"]


@pytest.mark.parametrize("text", ["Order 6234 5670/1", "12/03/2026", "05.2024/2025", "SKU 62345670/1"])
def test_strokes_of_other_numbers_make_no_phones(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tel: 12345678", "+65 1234 5678", "Call 123-456-7890", "Tel: 987654321", "Tel: 0000 0000", "Phone 9999 9999",
        "Tel: +65 XXXX XXXX", "01234 567890", "Hotline: 1-800-123-4567", "WhatsApp +65 8*** 5567",
    ],
)  # fmt: skip
def test_what_fills_the_place_of_a_number_is_none(text: str) -> None:
    assert numbers(text, "SG", "US", "GB") == []


def test_labels_may_all_stand_behind_their_numbers() -> None:
    found = numbers("617.555.0142 voice 617.555.0143 fax", "US")
    assert found == [("phone", "+16175550142"), ("fax", "+16175550143")]
    assert numbers("6234 5670 Fax: 6234 5671") == [("phone", "+6562345670"), ("fax", "+6562345671")]


def test_two_numbers_in_a_row_and_words_that_touch_one_hide_none() -> None:
    assert [n for _, n in numbers("Phone:(617) 555-0142 1-800-555-0143", "US")] == ["+16175550142", "+18005550143"]
    assert [n for _, n in numbers("1.800.555.0143directions", "US")] == ["+18005550143"]


def test_a_country_code_in_brackets_is_one() -> None:
    assert one("Tel: (86-21) 5869 8989", "US").number == "+862158698989"
    assert one("Tel: (44 20) 7946 0958", "US").number == "+442079460958"


@pytest.mark.parametrize(
    "text",
    [
        "415·555·0132", "415•555•0132", "415 • 555 • 0132", "415—555—0132", "[415] 555-0132",
        "415 · 555 · 0132",
    ],
)  # fmt: skip
def test_dots_dashes_and_brackets_of_all_kinds_join_a_number(text: str) -> None:
    (phone,) = read_phones(f"Call {text}", ("US",))
    assert (phone.number, phone.start) == ("+14155550132", 5)


def test_a_dot_between_two_numbers_parts_them() -> None:
    for dot in ("·", "•", "∙"):
        text = f"Tel: 6123 4567 {dot} 6123 4568"
        assert [p.number for p in read_phones(text)] == ["+6561234567", "+6561234568"]


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("Nº de teléfono: 911 23 45 67", "ES", "+34911234567"),
        ("手机号码：138 1234 5098", "CN", "+8613812345098"),
        ("電話番号 03-1234-5698", "JP", "+81312345698"),
        ("Nombor telefon: 03-7956 1234", "MY", "+60379561234"),
    ],
)
def test_labels_that_say_number_belong_to_it(text: str, region: str, number: str) -> None:
    assert [p.number for p in read_phones(text, (region,))] == [number]


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("Tel: 6278 1350/6745 2291", "SG", ["+6562781350", "+6567452291"]),
        ("016-238 4417/019-640 2283", "MY", ["+60162384417", "+60196402283"]),
        ("020 7946 0018/0207 946 0019", "GB", ["+442079460018", "+442079460019"]),
        ("01865 245678/245690", "GB", ["+441865245678", "+441865245690"]),
        ("电话：010-6214 3380/010-6214 3391", "CN", ["+861062143380", "+861062143391"]),
        ("0711/1234670", "DE", ["+497111234670"]),
        ("+49 9421/7305-0", "DE", ["+49942173050"]),
    ],
)
def test_a_stroke_without_spaces_parts_two_numbers(text: str, region: str, expected: list[str]) -> None:
    assert [p.e164 for p in read_phones(text, (region,))] == expected


@pytest.mark.parametrize("label", ["Customer care:", "Support:", "Enquiries:", "Nomor telepon:", "No. Telp."])
def test_who_answers_is_a_label_of_a_number_of_no_known_plan(label: str) -> None:
    assert [p.number for p in read_phones(f"{label} 8651230604", ("SG",))] == ["8651230604"]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Celular: 15-6599-0614", "1565990614"),
        ("Teléfono/Fax: 4799-0454", "47990454"),
        ("Tél./Télécopie : 4799-0454", "47990454"),
        ("Telefon und Fax: 4799-0454", "47990454"),
        ("Telemóvel: 4799-0454", "47990454"),
        ("Cellulare: 4799-0454", "47990454"),
        ("Điện thoại: 4799-0454", "47990454"),
        ("โทร. 4799-0454", "47990454"),
        ("هاتف: 4799-0454", "47990454"),
        ("대표번호: 4799-0454", "47990454"),
    ],
)
def test_a_number_is_called_one_in_many_languages(text: str, digits: str) -> None:
    found = read_phones(text, ("SG",))
    assert [(re.sub(r"[^0-9]", "", p.raw), p.kind) for p in found] == [(digits, "phone")]


@pytest.mark.parametrize("text", ["Office, fax: 4799-0454", "Sales & Fax: 4799-0454", "Telefax: 4799-0454"])
def test_the_fax_of_a_place_stays_one(text: str) -> None:
    assert [p.kind for p in read_phones(text, ("SG",))] == ["fax"]
