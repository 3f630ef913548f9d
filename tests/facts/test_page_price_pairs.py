"""Amounts beside labels of their own, among several prices, and in lists: which is the price, and which the former."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.facts.page_price import PagePrice, page_price
from casetrust_audit.model.reading import Option, Reading, TextBlock, TextRun
from casetrust_audit.text import price_words
from casetrust_audit.text.amounts import find_amounts
from tests import build

NAME = "Oolong tea, 100 g"


def _row(label: str, amount: str, at: int) -> list[TextBlock]:
    y = 100.0 + 40 * at
    spots: tuple[dict[str, Any], dict[str, Any]] = (
        dict(tag="td", selector=f"#r{at} > td:nth-of-type(1)", box=(10, y, 90, 20)),
        dict(tag="td", selector=f"#r{at} > td:nth-of-type(2)", box=(110, y, 400, 20)),
    )
    return [build.block(text, **spot) for text, spot in zip((label, amount), spots, strict=True)]


def _table(*rows: tuple[str, str], cards: tuple[Any, ...] = ()) -> Reading:
    blocks = [build.block(NAME, tag="h1", selector="h1", box=(10, 10, 400, 40))]
    for at, (label, amount) in enumerate(rows):
        blocks += _row(label, amount, at)
    return build.reading(
        build.SITE + "/p/oolong", blocks=tuple(blocks), headings=(build.heading(NAME),), title=NAME, cards=cards
    )


def _column(*texts: str | TextBlock, **over: Any) -> Reading:
    blocks = [build.block(NAME, tag="h1", selector="h1", box=(10, 10, 400, 40))]
    for at, text in enumerate(texts):
        block = build.block(text) if isinstance(text, str) else text
        blocks.append(replace(block, selector=f"main > :nth-child({at + 2})", box=(10, 60.0 + 30 * at, 300, 20)))
    over = dict(headings=(build.heading(NAME),), title=NAME) | over
    return build.reading(build.SITE + "/p/oolong", blocks=tuple(blocks), **over)


def _told(found: PagePrice) -> tuple[str, str]:
    price, was = found.price, found.list_price
    return f"{price.amount.normalize():f}" if price else "", f"{was.amount.normalize():f}" if was else ""


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("RRP:", "S$19.90 What is RRP?"), ("Price:", "S$12.90")), ("12.9", "19.9")),
        ((("Prezzo consigliato:", "19,90 € (IVA inclusa)"), ("Prezzo:", "12,90 €")), ("12.9", "19.9")),
        ((("Unverb. Preisempf.:", "19,90 €"), ("Preis:", "12,90 €")), ("12.9", "19.9")),
        ((("原价:", "S$19.90 含税"), ("现价:", "S$12.90")), ("12.9", "19.9")),
    ],
)
def test_a_label_in_a_cell_of_its_own_names_the_amount_at_the_head_of_the_next(
    rows: tuple[tuple[str, str], ...], told: tuple[str, str]
) -> None:
    assert _told(page_price(_table(*rows))) == told


@pytest.mark.parametrize(
    "note",
    [
        "S$12.90 (S$129.00 / kg) and free delivery within three working days anywhere in Singapore. Details",
        "S$12.90 with GST. Leaves are picked by hand, and each tin is a little different from the next. Learn more",
    ],
)
def test_a_long_note_behind_the_price_in_its_cell_hides_it_not(note: str) -> None:
    assert _told(page_price(_table(("Price:", note))))[0] == "12.9"
    assert _told(page_price(_table(("About us", note))))[0] == ""


@pytest.mark.parametrize("title", ["Details", "Learn more", "Mehr erfahren", "了解详情", "Maggiori informazioni"])
def test_a_link_that_explains_the_price_makes_no_other_product_of_it(title: str) -> None:
    row = build.card("/help/prices", title, "S$12.90", box=(10.0, 95.0, 520.0, 30.0), selector="#r0")
    assert _told(page_price(_table(("Price:", "S$12.90"), cards=(row,))))[0] == "12.9"


def test_a_link_to_another_product_still_does() -> None:
    row = build.card("/p/green", "Green tea", "S$12.90", box=(10.0, 95.0, 520.0, 30.0), selector="#r0")
    assert _told(page_price(_table(("Price:", "S$12.90"), cards=(row,))))[0] == ""


@pytest.mark.parametrize("label", ["You save:", "Sie sparen:", "Anda jimat:", "Économisez :", "已省："])
def test_what_a_label_calls_saved_is_no_price(label: str) -> None:
    found = page_price(_table((label, "S$7.00"), ("Price:", "S$12.90")))
    assert _told(found)[0] == "12.9"
    assert price_words.label_of_other(label) == "save"


def _select(*options: str, **over: Any) -> Reading:
    field = build.field(
        "size", tag="select", type="select", options=tuple(Option(o, o, False, False) for o in options), **over
    )
    return _column("A fine tea.", loose_fields=(field,))


@pytest.mark.parametrize(
    "options",
    [
        ("All departments", "Books", "Toys", "Under S$10", "Garden", "Watches"),
        ("Semua kategori", "Buku", "Mainan", "Di bawah RM10", "Taman"),
        ("Tous", "Livres", "Moins de 10 €", "Jeux", "Mode"),
    ],
)
def test_a_list_of_departments_with_one_amount_is_no_list_of_variants(options: tuple[str, ...]) -> None:
    assert page_price(_select(*options)).price is None


@pytest.mark.parametrize(
    "options", [("Choose a size", "100 g – S$12.90", "200 g – S$22.90"), ("100 g (S$12.90)", "500 g (S$49.00)")]
)
def test_a_list_whose_entries_have_their_prices_is_one(options: tuple[str, ...]) -> None:
    assert _told(page_price(_select(*options)))[0] == "12.9"


@pytest.mark.parametrize("text", ["under S$10", "bis 10 €", "menos de 10 €", "hingga < S$10", "di bawah RM10"])
def test_an_amount_that_something_is_below_is_a_bound(text: str) -> None:
    assert price_words.is_bound(text, find_amounts(text)[0])
    assert not price_words.is_bound("now S$10", find_amounts("now S$10")[0])


def _ld(price: str, currency: str = "SGD") -> tuple[str, ...]:
    return (
        f'{{"@type": "Product", "name": "{NAME}", "offers": {{"@type": "Offer", "price": "{price}", '
        f'"priceCurrency": "{currency}"}}}}',
    )


@pytest.mark.parametrize(("text", "price"), [("249", "249.00"), ("12900", "12900")])
def test_a_number_alone_that_the_page_s_data_call_the_price_is_it(text: str, price: str) -> None:
    found = page_price(_column(text, json_ld=_ld(price)))
    assert found.price is not None
    assert (f"{found.price.amount:f}", found.price.currency) == (text, "SGD")


def test_a_number_alone_gives_way_to_an_amount_and_counts_for_nothing_without_the_data() -> None:
    assert page_price(_column("249")).price is None
    assert page_price(_column("248", json_ld=_ld("249"))).price is None
    found = page_price(_column("249", "S$249.00", json_ld=_ld("249")))
    assert found.raw == "S$249.00"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("up to 20% off", "From S$40.00", "S$50.00 GST included"), ("40", "50")),
        (("Bis zu 30%", "ab 70,00 €", "100,00 € inkl. MwSt."), ("70", "100")),
        (("up to 20% off", "From S$40.00", "S$90.00 GST included"), ("40", "")),
    ],
)
def test_the_least_price_has_the_former_one_that_a_percentage_gives(
    texts: tuple[str, ...], told: tuple[str, str]
) -> None:
    assert _told(page_price(_column(*texts))) == told


@pytest.mark.parametrize(
    ("text", "off"), [("7折", (30,)), ("85折", (15,)), ("5.1 折", (49,)), ("低至 9.5折", (5,)), ("折叠椅 7 张", ())]
)
def test_a_discount_in_tenths_left_is_read_as_what_is_taken_off(text: str, off: tuple[int, ...]) -> None:
    assert price_words.percents(text) == off


@pytest.mark.parametrize("struck", ["Normal: S$30.00", "Before S$30.00"])
def test_of_three_prices_the_struck_one_is_the_former(struck: str) -> None:
    label, _, amount = struck.partition(" ")
    run: dict[str, Any] = dict(font_px=16.0, weight=400, visible=True, contrast=12.0)
    runs = (TextRun(f"{label} ", strike=False, **run), TextRun(amount, strike=True, **run))
    line = build.block(struck, runs=runs)
    found = page_price(_column("S$20.00 -33%", "Online: S$25.00", line, json_ld=_ld("20.00")))
    assert _told(found) == ("20", "30")
