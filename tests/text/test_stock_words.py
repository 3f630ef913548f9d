from __future__ import annotations

import pytest

from casetrust_audit.facts.availability import status_of
from casetrust_audit.text.stock_words import buys, foreign_status, is_back_order, is_gone, is_lead_label, lead_days


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Auf Lager", "in-stock"), ("Sofort lieferbar", "in-stock"), ("Verfügbar", "in-stock"),
        ("Nicht verfügbar", "out"),
        ("Ausverkauft", "out"), ("Disponibile", "in-stock"), ("Esaurito", "out"), ("Non disponibile", "out"),
        ("Il prodotto non è disponibile", "out"), ("En stock", "in-stock"), ("Rupture de stock", "out"),
        ("Agotado", "out"), ("Esgotado", "out"), ("Есть в наличии – осталось 6 шт.", "in-stock"),
        ("Нет в наличии", "out"),
        ("Под заказ", "back-order"), ("Skladem > 5 ks", "in-stock"), ("Není skladem", "out"),
        ("Op voorraad", "in-stock"),
        ("Niet op voorraad", "out"), ("在庫あり", "in-stock"), ("在庫切れ", "out"), ("お取り寄せ", "back-order"),
        ("予約受付中", "pre-order"), ("Précommande", "pre-order"), ("Stock: 12", "in-stock"), ("库存：0", "out"),
        ("= Il prodotto è disponibile", ""), ("Spese di spedizione non disponibili per le isole", ""),
        ("Wenn der Artikel wieder verfügbar ist", ""),
        ("Versand nach Österreich und in die Schweiz verfügbar", ""),
        ("Blue mug", ""),
    ],
)  # fmt: skip
def test_a_status_in_a_language_without_a_lexicon(text: str, status: str) -> None:
    assert foreign_status(text) == status


@pytest.mark.parametrize(
    "line",
    ["Не в наявності", "Не в наличии", "Není na skladě", "N'est plus disponible", "Pas en stock", "Stokta değil",
     "Não em estoque", "Pole laos", "Non è in magazzino", "Знято з виробництва", "Produktion eingestellt",
     "Producto descatalogado", "Wycofany ze sprzedaży"],
)  # fmt: skip
def test_words_for_in_stock_that_are_turned_round(line: str) -> None:
    assert foreign_status(line) == status_of(line) == "out"


@pytest.mark.parametrize(
    "line",
    ["Bild nicht verfügbar", "Aucune image disponible", "Immagine non disponibile", "Gambar tidak tersedia",
     "Kein Foto verfügbar", "Imagen no disponible", "Nicht sofort lieferbar"],
)  # fmt: skip
def test_a_picture_that_is_missing_says_nothing_of_the_item(line: str) -> None:
    assert not status_of(line)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In den Warenkorb", True), ("Ajouter au panier", True), ("Aggiungi al carrello", True),
        ("Añadir al carrito", True),
        ("В корзину", True), ("Pridať do košíka", True), ("カートに入れる", True), ("장바구니", True),
        ("Zum Warenkorb", False), ("Warenkorb", False), ("Carrello", False), ("Корзина", False),
        ("Add to wish list", False),
    ],
)  # fmt: skip
def test_a_button_that_buys(text: str, told: bool) -> None:
    assert buys(text) is told


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Ships in 2-4 weeks", (14, 28)), ("Expected availability: 2-4 Weeks", (14, 28)),
        ("Usually dispatched within 2 to 3 days", (2, 3)), ("Lieferzeit: 15 - 20 Werktage", (15, 20)),
        ("Dostupnosť: Do 10 pracovných dní", (10, 10)), ("发货时间: 15天", (15, 15)), ("Delivery in 3 days", None),
        ("Returns within 30 days", None), ("Lead time 1 month", (30, 30)),
    ],
)  # fmt: skip
def test_a_lead_time_in_days(text: str, days: tuple[int, int] | None) -> None:
    assert lead_days(text) == days


def test_a_label_alone_and_a_back_order() -> None:
    assert is_lead_label("Lieferzeit:")
    assert not is_lead_label("Lieferzeit 3 Tage")
    assert is_back_order("Available on back-order")
    assert not is_back_order("Track your order")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("库存 88888 件", "in-stock"),
        ("商品库存：1200", "in-stock"),
        ("库存：0", "out"),
        ("剩余 35 件", "in-stock"),
        ("Quantity available: 14", "in-stock"),
        ("Stock: 0", "out"),
    ],
)
def test_a_figure_of_stock_is_a_status(line: str, status: str) -> None:
    assert foreign_status(line) == status


@pytest.mark.parametrize(
    "line", ["coming soon", "available soon!", "即将上市", "end of life", "out of print", "已下架"]
)
def test_what_cannot_be_had_yet_or_any_more_is_gone(line: str) -> None:
    assert is_gone(line)


@pytest.mark.parametrize(
    "line", ["more colours coming soon", "our new outlet: coming soon", "retired teachers pay less"]
)
def test_what_comes_soon_beside_the_item_is_not_the_item(line: str) -> None:
    assert not is_gone(line)
