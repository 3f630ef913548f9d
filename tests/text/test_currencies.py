from __future__ import annotations

import pytest

from casetrust_audit.text.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("12 490 тг.", "12490", "KZT"),
        ("85,50 б.р.", "85.50", "BYN"),
        ("85,50 бел. руб.", "85.50", "BYN"),
        ("1.250 din.", "1250", "RSD"),
        ("45,99 Lei", "45.99", "RON"),
        ("320,00 kn", "320.00", "HRK"),
        ("75 ر.س", "75", "SAR"),
        ("ر.س 75", "75", "SAR"),
        ("د.إ 210.00", "210.00", "AED"),
        ("180 ج.م", "180", "EGP"),
        ("450 บาท", "450", "THB"),
        ("250.000đ", "250000", "VND"),
        ("1.250.000 VNĐ", "1250000", "VND"),
        ("159 ש״ח", "159", "ILS"),
        ("NIS 159", "159", "ILS"),
        ("12,50 Euro", "12.50", "EUR"),
        ("C $18.00", "18.00", "CAD"),
        ("Php 1,499.00", "1499.00", "PHP"),
        ("S/. 59.90", "59.90", "PEN"),
        ("GH₵ 35.00", "35.00", "GHS"),
        ("1 250 新臺幣", "1250", "TWD"),
        ("NTD 1,250", "1250", "TWD"),
        ("1.299 kronor", "1299", ""),
        ("99 Dhs", "99", ""),
        ("E£ 450", "450", "EGP"),
        ("1 249:-", "1249", ""),
        ("150 сом", "150", "KGS"),
    ],
)
def test_currencies_are_read_as_their_own_shops_write_them(text: str, value: str, currency: str) -> None:
    (found,) = find_amounts(text)
    assert (str(found.readings[0].amount), found.readings[0].currency) == (value, currency)


@pytest.mark.parametrize(
    "text",
    [
        "Darwin NT 0800",
        "22 kN carabiner",
        "6 Ft tree",
        "3 TRYING times",
        "12 knots",
        "Lei 4 you",
        "16 сумок",
        "Tel:-62345678",
    ],
)
def test_other_words_are_no_currency(text: str) -> None:
    assert not find_amounts(text)


@pytest.mark.parametrize(
    "text",
    [
        "alkaen 24,90 €",
        "24,90 € alkaen",
        "från 249 kr",
        "de la 45,99 Lei",
        "начиная с 990 ₽",
        "最低价 ¥99",
        "$ 99 元起/盒",
        "15,000원~",
        "1,980円～",
        "chỉ từ 250.000đ",
        "ab nur 12,50 €",
        "เริ่มต้น 450 บาท",
    ],
)
def test_the_least_of_several_prices_is_told_in_many_languages(text: str) -> None:
    assert find_amounts(text)[0].kind == "from"


@pytest.mark.parametrize(
    "text",
    [
        "Originalpreis: 49,90 €",
        "Prix habituel 49,90 €",
        "Precio de lista: $ 49.90",
        "Běžná cena 1 290 Kč",
        "Cena katalogowa: 129,00 zł",
        "Ordinarie pris 499 kr",
        "Førpris: 499 kr",
        "Normaalihinta 49,90 €",
        "Eski fiyat: 499 TL",
        "Giá gốc: 450.000đ",
        "Прежняя цена 1 990 ₽",
        "建議售價 NT$1,200",
        "参考価格：1,980円",
        "정가 25,000원",
    ],
)
def test_a_former_price_is_named_in_many_languages(text: str) -> None:
    assert find_amounts(text)[0].kind == "was"
