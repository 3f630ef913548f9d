from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.model.money import Money
from casetrust_audit.text.amounts import Amount, find_amounts, single
from casetrust_audit.text.normalise import normalise


def only(text: str, page_currency: str = "") -> Amount:
    (amount,) = find_amounts(text, page_currency)
    return amount


def values(text: str, page_currency: str = "") -> list[tuple[str, str]]:
    return [(str(m.amount), m.currency) for a in find_amounts(text, page_currency) for m in a.readings]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("S$1,299.00", "1299.00", "SGD"),
        ("SG$5.00", "5.00", "SGD"),
        ("SGD 12.90", "12.90", "SGD"),
        ("12.90 SGD", "12.90", "SGD"),
        ("SGD$4.90", "4.90", "SGD"),
        ("$ SGD4.90", "4.90", "SGD"),
        ("$12.90 SGD", "12.90", "SGD"),
        ("sgd 8", "8", "SGD"),
        ("US$12", "12", "USD"),
        ("US$:12.99", "12.99", "USD"),
        ("A$10", "10", "AUD"),
        ("HK$5", "5", "HKD"),
        ("NT$ 1,160", "1160", "TWD"),
        ("RM12.50", "12.50", "MYR"),
        ("£0.99", "0.99", "GBP"),
        ("1.299,00 €", "1299.00", "EUR"),
        ("€1'049,95", "1049.95", "EUR"),
        ("1 298,00 Kč", "1298.00", "CZK"),
        ("12€99", "12.99", "EUR"),
        ("₹1,23,456.00", "123456.00", "INR"),
        ("Rp 169.000", "169000", "IDR"),
        ("新币 12", "12", "SGD"),
        ("12.90新元", "12.90", "SGD"),
        ("Ｓ＄１２．９０", "12.90", "SGD"),
        ("S$.50", "0.50", "SGD"),
        ("S$2k", "2000", "SGD"),
        ("0.299 KWD", "0.299", "KWD"),
        ("S$12.90+GST", "12.90", "SGD"),
        ("NowS$12.90", "12.90", "SGD"),
    ],
)
def test_an_amount_is_read_with_its_currency(text: str, amount: str, currency: str) -> None:
    assert values(text) == [(amount, currency)]


@pytest.mark.parametrize(
    "text",
    [
        "Call 6123 4567 or +65 9123 4567", "UEN 201912345K", "Singapore 068906", "9% GST", "iPhone 15 128GB",
        "12 March 2026", "2026-03-12", "12.90", "Size 42", "$$$", "S$ off", "S$5% cashback", "ROOM 12", "ARM 64",
        "S$1,2,3", "1 pair", "PENS 5",
    ],
)  # fmt: skip
def test_numbers_that_are_no_money_are_not_amounts(text: str) -> None:
    assert find_amounts(text, "SGD") == ()


def test_a_number_beside_the_price_does_not_join_it() -> None:
    assert values("iPhone 15 128GB S$1,299") == [("1299", "SGD")]
    assert values("Qty 2 S$15.00") == [("15.00", "SGD")]


@pytest.mark.parametrize("text", ["Speaker G1 539元", "智能音箱G1 539元", "Loudspeaker mk2 539 CNY"])
def test_a_number_within_a_name_does_not_join_the_price_behind_it(text: str) -> None:
    assert [a.raw.strip(" 元CNY") for a in find_amounts(text, "CNY")] == ["539"]


@pytest.mark.parametrize(("text", "value"), [("RM1 539.00", "1539.00"), ("SGD1 539", "1539"), ("from 1 539元", "1539")])
def test_a_currency_or_nothing_before_the_number_leaves_it_whole(text: str, value: str) -> None:
    assert values(text)[0][0] == value
    assert values("Qty 2 SGD 15.00") == [("15.00", "SGD")]
    assert values("Qty 2 S$ 15.00 S$ 30.00") == [("15.00", "SGD"), ("30.00", "SGD")]
    assert values("12.00 SGD 15.00 SGD") == [("12.00", "SGD"), ("15.00", "SGD")]
    assert values("Was S$1,299.00, now S$999.00!") == [("1299.00", "SGD"), ("999.00", "SGD")]


def test_a_bare_dollar_is_the_page_s_and_only_assumed() -> None:
    assert only("$12.90", "SGD").readings == (Money(Decimal("12.90"), "SGD", assumed=True),)
    assert only("$12.90").readings == (Money(Decimal("12.90"), ""),)
    assert only("$12.90", "EUR").readings == (Money(Decimal("12.90"), ""),)
    assert only("S$12.90", "USD").readings == (Money(Decimal("12.90"), "SGD"),)


def test_an_unknown_dollar_is_never_taken_for_the_page_s() -> None:
    assert only("X$12", "SGD").readings == (Money(Decimal(12), ""),)


def test_yen_or_yuan_stays_two_readings_until_the_page_says() -> None:
    assert {m.currency for m in only("¥500").readings} == {"JPY", "CNY"}
    assert [m.currency for m in only("¥500", "JPY").readings] == ["JPY"]


def test_an_ambiguous_number_keeps_all_readings() -> None:
    assert values("S$1.299") == [("1299", "SGD"), ("1.299", "SGD")]
    assert values("S$12 90") == [("12.90", "SGD"), ("12", "SGD")]
    assert values("S$12⁹⁰") == [("12.90", "SGD"), ("12", "SGD")]
    assert values("S$12 900 reviews") == [("12900", "SGD"), ("12", "SGD")]
    assert single("S$1.299") is None


def test_a_footnote_mark_is_no_digit() -> None:
    assert values("S$12.90¹") == [("12.90", "SGD")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("S$12", ["single"]),
        ("from S$12", ["from"]),
        ("S$12 onwards", ["from"]),
        ("低至 S$12", ["from"]),
        ("was S$20", ["was"]),
        ("U.P. S$20", ["was"]),
        ("RRP $20 now $15", ["was", "single"]),
        ("Usual price: S$20", ["was"]),
        ("原价 S$20", ["was"]),
        ("S$3.20 / 100g", ["per-unit"]),
        ("S$5 per kg", ["per-unit"]),
        ("S$9/month", ["per-unit"]),
        ("2 for $30", ["multi-buy"]),
        ("3 x S$10.00", ["multi-buy"]),
        ("S$10.00 x 3", ["multi-buy"]),
        ("S$12 – S$38", ["range", "range"]),
        ("S$12–38", ["range", "range"]),
        ("12 – 38 SGD", ["range", "range"]),
        ("From S$12 to S$38", ["range", "range"]),
        ("S$5 - 3 months", ["single"]),
        ("S$12, S$38", ["single", "single"]),
    ],
)
def test_the_words_around_an_amount_say_its_kind(text: str, kinds: list[str]) -> None:
    assert [a.kind for a in find_amounts(text)] == kinds


def test_both_ends_of_a_range_have_its_currency() -> None:
    assert values("S$12–38") == [("12", "SGD"), ("38", "SGD")]
    assert values("12 – 38 SGD") == [("12", "SGD"), ("38", "SGD")]


@pytest.mark.parametrize("text", ["-S$5.00", "S$-5.00", "−S$5.00", "- S$5.00", "(S$5.00)", "Voucher: -S$5.00"])
def test_a_minus_in_any_form_makes_the_amount_negative(text: str) -> None:
    amount = only(text)
    assert amount.negative
    assert amount.readings == (Money(Decimal("-5.00"), "SGD"),)


@pytest.mark.parametrize("text", ["Delivery (S$5.00)", "Voucher - S$5.00", "S$1-S$5.00", "pre-S$5.00"])
def test_a_bracket_or_dash_of_a_sentence_is_no_minus(text: str) -> None:
    assert not find_amounts(text)[-1].negative


def test_free_counts_as_zero_only_when_asked() -> None:
    assert find_amounts("Delivery: FREE") == ()
    (amount,) = find_amounts("Delivery: FREE", "SGD", free=True)
    assert (amount.kind, amount.readings[0].amount) == ("free", Decimal(0))
    assert find_amounts("免费", "SGD", free=True)[0].kind == "free"
    for text in (
        "sugar-free",
        "sugar free",
        "feel free to ask",
        "toll free",
        "freedom",
        "free of charge bags",
        "free gift",
    ):
        assert find_amounts(text, free=True) == (), text


def test_bare_numbers_count_only_when_asked_and_when_they_look_like_money() -> None:
    (amount,) = find_amounts("Total:12.90", "SGD", bare=True)
    assert amount.readings == (Money(Decimal("12.90"), "SGD", assumed=True),)
    for text in (
        "4.50 stars",
        "1.25 kg",
        "12.30pm",
        "v12.90",
        "12.90.1",
        "5.00%",
        "12",
        "12.9",
        "12.900",
        "Rated 4.50",
    ):
        assert find_amounts(text, "SGD", bare=True) == (), text


def test_offsets_are_into_the_normalised_text() -> None:
    text = "Now  only\u00a0S$12.90 each"
    amount = only(text)
    assert normalise(text)[amount.start : amount.end] == amount.raw == "S$12.90"


def test_single_wants_exactly_one_clear_amount() -> None:
    assert single("S$12.90") == Money(Decimal("12.90"), "SGD")
    assert single("U.P. S$12.90") == Money(Decimal("12.90"), "SGD")
    assert single("$12.90", "SGD") == Money(Decimal("12.90"), "SGD", assumed=True)
    for text in ("", "no price", "S$1 S$2", "from S$12", "S$12 - S$38", "2 for S$30", "¥500"):
        assert single(text) is None, text


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("19元9角", ["19.9"]),
        ("19元9角5分", ["19.95"]),
        ("5元3分", ["5.03"]),
        ("19块9", ["19.9"]),
        ("19块9毛", ["19.9"]),
        ("九块九包邮", ["9.9"]),
        ("19块9 29块9", ["19.9", "29.9"]),
        ("¥1.3万", ["13000"]),
        ("1.3万元", ["13000"]),
        ("￥19.9万", ["199000"]),
        ("¥1.3万起", ["13000"]),
        ("¥1,200万", ["12000000"]),
        ("一百二十元", ["120"]),
        ("两百元", ["200"]),
        ("价格:一千二百元", ["1200"]),
        ("三百块钱", ["300"]),
        ("满一百元减二十元", ["100", "20"]),
        ("19元", ["19"]),
    ],
)
def test_an_amount_in_chinese_words_is_read_whole(text: str, amounts: list[str]) -> None:
    assert values(text, "CNY") == [(amount, "CNY") for amount in amounts]


def test_a_chinese_amount_may_name_its_currency() -> None:
    assert values("十二新元") == [("12", "SGD")]
    assert values("S$1.3万起") == [("13000", "SGD")]
    assert values("1.3万美元", "SGD") == [("13000", "USD")]


@pytest.mark.parametrize(
    "text",
    [
        "3.5万", "已售100万件", "¥5万人好评", "¥19.9万能胶", "¥3千克", "3元2件", "19块9折", "一块蛋糕", "一元二次",
        "单元", "一百八元", "5元12", "二〇二六元",
    ],
)  # fmt: skip
def test_a_chinese_text_that_may_mean_two_things_gives_no_amount(text: str) -> None:
    assert find_amounts(text, "CNY") == ()


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("KSh 4,500.00", "KES", "4500.00"),
        ("Ksh. 950", "KES", "950"),
        ("Kshs 1,000 each", "KES", "1000"),
        ("TSh 5,000", "TZS", "5000"),
        ("UShs 30,000", "UGX", "30000"),
        ("Tk 250", "BDT", "250"),
        ("Tk. 1,250.50", "BDT", "1250.50"),
    ],
)
def test_abbreviations_that_are_written_before_their_number(text: str, currency: str, amount: str) -> None:
    (found,) = find_amounts(text)
    assert [(m.currency, str(m.amount)) for m in found.readings] == [(currency, amount)]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("CHF 2’450.80", "2450.80", "CHF"), ("1ʼ099.00 CHF", "1099.00", "CHF"), ("S$0.375", "0.375", "SGD"),
        ("CN¥66.00", "66.00", "CNY"), ("JP¥2,480", "2480", "JPY"), ("EC$7.25", "7.25", "XCD"),
        ("TT$30.00", "30.00", "TTD"), ("RD$950", "950", "DOP"), ("N$45.50", "45.50", "NAD"),
        ("XCD 9.90", "9.90", "XCD"),
        ("-S$7.00", "-7.00", "SGD"), ("−JP¥120", "-120", "JPY"),
    ],
)  # fmt: skip
def test_what_browsers_and_shops_print_for_other_countries(text: str, amount: str, currency: str) -> None:
    (found,) = find_amounts(text)
    assert (found.raw, [(str(m.amount), m.currency) for m in found.readings]) == (text, [(amount, currency)])


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("30€55€", ("30", "55")), ("19,90€29,90€", ("19.90", "29.90")), ("S$ 81.50S$ 64.00", ("81.50", "64.00")),
        ("RM129RM199", ("129", "199")), ("12.00 SGD15.00 SGD", ("12.00", "15.00")), ("40 €25 €", ("40", "25")),
        ("15€90", ("15.90",)), ("2 €9.00", ("9.00",)), ("Qty 2 S$15.00", ("15.00",)),
    ],
)  # fmt: skip
def test_amounts_that_touch_are_two(text: str, amounts: tuple[str, ...]) -> None:
    assert tuple(str(a.readings[0].amount) for a in find_amounts(text)) == amounts
