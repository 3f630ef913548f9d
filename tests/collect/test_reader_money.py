"""The reader in the page and the reader of texts find the same amounts: whatever a currency is written like."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.text import currencies
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import item_price
from casetrust_audit.text.normalise import normalise
from tests.collect.shown_in import read

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


TEXTS = [
    *(f"{sign}12.50" for sign in currencies.spellings_before()),
    *(f"{sign} 12.50" for sign in currencies.spellings_before()),
    *(f"12.50{sign}" for sign in currencies.spellings_after()),
    *(f"12.50 {sign}" for sign in currencies.spellings_after()),
    "￥99.00", "￥ 1,299.00", "99.00元", "＄12.50", "￡12.50", "US$ 5", "SGD $12.50", "1 234,50 €", "12,50 € 15,00 €",
    "-S$5.00", "S$ -5.00", "$ 5", "5 $", "12.00 SGD 15.00 SGD", "Rs. 500", "1.299,00 €", "€: 5.00", "1 £17.18",
    "2 €9.00", "Speaker G1 539元", "G1 539 €", "RM1 539.00",
]  # fmt: skip


PARTS = 5
"""A page's rows are read up to a bound: the spellings fill several pages."""


@pytest.mark.parametrize("part", range(PARTS))
def test_the_page_and_the_text_are_read_alike(browser: Browser, part: int) -> None:
    texts = TEXTS[part::PARTS]
    rows = "".join(f"<tr><td>Mug</td><td>{escape(text)}</td></tr>" for text in texts)
    found = read(browser, f"<table>{rows}</table>").rows
    in_page = {row.text.removeprefix("Mug").strip(): tuple(normalise(a) for a in row.amounts) for row in found}
    missing = [text for text in texts if find_amounts(text) and normalise(text) not in {normalise(t) for t in in_page}]
    differ = {
        text: (amounts, told)
        for text, amounts in in_page.items()
        if (told := tuple(a.raw for a in find_amounts(text))) != amounts
    }
    assert missing == []
    assert differ == {}


@pytest.mark.parametrize(
    ("price", "lang", "code"),
    [
        ("￥99.00", "", "CNY"),
        ("¥99.00", "", "CNY"),
        ("99.00元", "", "CNY"),
        ("¥99.00", "en", "CNY"),
        ("¥99.00", "zh-CN", "CNY"),
        ("S$99.00", "", "SGD"),
    ],
)
def test_a_price_on_a_chinese_page_needs_no_word_of_its_language(
    browser: Browser, price: str, lang: str, code: str
) -> None:
    html = (
        f"<h1>龙井绿茶礼盒</h1><p>{price}</p><button>加入购物车</button><p>本店所有茶叶均来自杭州，七天内可以退货。</p>"
    )
    page = read(browser, f"<div lang={lang or 'x'}>{html}</div>")
    found = item_price(page)
    assert found is not None
    assert (found.money.currency, str(found.money.amount)) == (code, "99.00")


def test_a_yen_sign_on_an_english_page_is_left_open(browser: Browser) -> None:
    assert item_price(read(browser, "<h1>Green tea</h1><p>¥99.00</p><button>Add to cart</button>")) is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<s>S$ 81.50</s><b>S$ 64.00</b>", "S$ 81.50 S$ 64.00"), ("<ins>30€</ins><del>55€</del>", "30€ 55€"),
        ("<b>RM129</b><del>RM199</del>", "RM129 RM199"), ("S$46.00<s>S$60.00</s>", "S$46.00 S$60.00"),
        ("<del><i>S$</i>60</del><ins><i>S$</i>46</ins>", "S$60 S$46"), ("<b>S$46</b><i>each</i>", "S$46 each"),
        ("<span>4.7</span><span>318 ratings</span>", "4.7 318 ratings"),
        ("<b>Size</b><i>38 to 44</i>", "Size 38 to 44"),
        ("<span>$</span><span>24</span><span>.90</span>", "$24.90"), ("<i>US</i><b>$12</b>", "US$12"),
        ("<i>1</i><i>2</i><i>8</i>", "128"), ("<b>24€</b><sup>90</sup>", "24€90"), ("<b>O</b>nce", "Once"),
    ],
)  # fmt: skip
def test_elements_that_touch_keep_their_border_unless_they_make_one_number(
    browser: Browser, html: str, text: str
) -> None:
    assert [b.text for b in read(browser, f"<p>{html}</p>").blocks] == [text]


@pytest.mark.parametrize(
    ("style", "shown"), [("p::before{content:'S$'}", "S$28.00"), ("p::after{content:' €'}", "28.00 €"), ("", "28.00")]
)
def test_a_currency_written_by_the_style_is_read(browser: Browser, style: str, shown: str) -> None:
    assert read(browser, f"<style>{style}</style><p>28.00</p>").blocks[0].text == shown


@pytest.mark.parametrize(
    "cell", ["<del><span>S$</span>60.00</del> S$46.00", "<s><b>S$</b><b>60.00</b></s><i>S$46.00</i>"]
)
def test_a_struck_amount_of_a_line_is_known_though_it_stands_in_several_elements(browser: Browser, cell: str) -> None:
    (row,) = read(browser, f"<table><tr><td>Walnut tray</td><td>{cell}</td></tr></table>").rows
    assert (row.amounts, row.struck) == (("S$60.00", "S$46.00"), ("S$60.00",))
