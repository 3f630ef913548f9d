"""What shops of many languages say on buttons, of stock and of reviews."""

from __future__ import annotations

import pytest

from casetrust_audit.text.rating_words import count_in, says_none
from casetrust_audit.text.stock_words import buys, foreign_status


@pytest.mark.parametrize(
    "button",
    [
        "Dodaj u košaricu",
        "V košarico",
        "Kupi",
        "Adaugă în coș",
        "Kosárba teszem",
        "Lisää ostoskoriin",
        "Lisa ostukorvi",
        "Ielikt grozā",
        "Į krepšelį",
        "Добави в количката",
        "Προσθήκη στο καλάθι",
        "Köp nu",
        "Læg i kurv",
        "Satın al",
        "Masukkan ke keranjang",
        "Mua ngay",
        "أضف إلى السلة",
        "اشتري الآن",
        "הוסף לסל",
        "바로 구매",
        "今すぐ買う",
        "ซื้อเลย",
    ],
)
def test_a_button_that_buys_is_known_in_many_languages(button: str) -> None:
    assert buys(button)


@pytest.mark.parametrize("text", ["Como comprar", "Как купить", "Jak kupić", "Zum Warenkorb", "Kako kupiti"])
def test_help_with_buying_buys_nothing(text: str) -> None:
    assert not buys(text)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Na zalogi", "in-stock"),
        ("Ni na zalogi", "out"),
        ("Raktáron", "in-stock"),
        ("Nincs raktáron", "out"),
        ("În stoc", "in-stock"),
        ("Stoc epuizat", "out"),
        ("В наличност", "in-stock"),
        ("Изчерпан", "out"),
        ("Άμεσα διαθέσιμο", "in-stock"),
        ("Εξαντλήθηκε", "out"),
        ("Varastossa", "in-stock"),
        ("Loppunut varastosta", "out"),
        ("Laos olemas", "in-stock"),
        ("Pole saadaval", "out"),
        ("Nav pieejams", "out"),
        ("Išparduota", "out"),
        ("متوفر", "in-stock"),
        ("غير متوفر", "out"),
        ("במלאי", "in-stock"),
        ("אזל מהמלאי", "out"),
        ("Rasprodano", "out"),
    ],
)
def test_stock_is_told_in_many_languages(line: str, status: str) -> None:
    assert foreign_status(line) == status


@pytest.mark.parametrize(
    "text",
    [
        "12 recenzija",
        "12 értékelés",
        "12 отзива",
        "12 відгуків",
        "12 κριτικές",
        "12 arvostelua",
        "12 atsauksmes",
        "12 yorum",
        "12 đánh giá",
        "12 تقييمات",
        "12 ביקורות",
    ],
)
def test_reviews_are_counted_in_many_languages(text: str) -> None:
    assert count_in(text) == 12


@pytest.mark.parametrize(
    "text",
    [
        "Nema recenzija",
        "Még nincs értékelés",
        "Nu există recenzii",
        "Няма отзиви",
        "Δεν υπάρχουν κριτικές",
        "Ei vielä arvosteluja",
        "Nav atsauksmju",
        "Henüz yorum yapılmamış",
        "Chưa có đánh giá",
        "لا توجد تقييمات",
        "Belum ada ulasan",
    ],
)
def test_that_nobody_has_reviewed_is_told_in_many_languages(text: str) -> None:
    assert says_none(text)
