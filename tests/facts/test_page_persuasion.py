"""Messages that press a shopper, each in many wordings, and ordinary shop sentences that press nobody."""

from __future__ import annotations

import pytest

from casetrust_audit.facts.page_persuasion import TYPES, page_persuasion
from tests.build import block, card, reading

SAYS = {
    "countdown": [
        "Offer ends in 14:59",
        "Sale ends in 02:11:09",
        "Hurry! Deal expires in 1 day 03:22:10",
        "Flash sale ends in 2h 13m 5s",
        "Only 3 hours left to save 20%",
        "This price is yours for the next 09:41",
        "Your cart is reserved for 10:00 minutes",
        "We're holding your items for 14:32",
        "Sale ends soon",
        "Sale ends tonight at midnight",
        "Last chance! Offer ends today",
        "Final hours: 30% off everything",
        "Discount expires in 15 minutes",
        "Ends in 02 days 13 hours 22 minutes 10 seconds",
        "Promotion closing in 00:45:12",
        "Order within 01:12:33 to get it tomorrow",
        "距结束 2天 13:22:10",
        "限时抢购 倒计时 01:20:33",
        "优惠即将结束",
        "活动还剩 3小时 12分 08秒",
        "Tawaran tamat dalam 02:15:44",
        "Jualan kilat berakhir dalam 3 jam 20 minit 15 saat",
    ],
    "low-stock": [
        "Only 3 left",
        "Only 2 left in stock - order soon",
        "Hurry, only 5 items left!",
        "Just 4 remaining",
        "Last 2 pieces",
        "2 left!",
        "Low stock",
        "Almost sold out",
        "Nearly gone",
        "Only a few left",
        "Last few in stock",
        "Limited stock available",
        "Only 1 pair left in your size",
        "Stock is running low",
        "There are only 6 units left at this price",
        "Less than 10 left in stock",
        "Only 7 remaining in stock, buy now",
        "仅剩3件",
        "库存紧张",
        "库存仅剩 2 件",
        "即将售罄",
        "Few remaining",
        "Hanya 3 unit lagi",
        "Tinggal 3 sahaja",
        "Hanya tinggal 2 unit",
        "Stok terhad",
        "Hampir habis",
    ],
    "high-demand": [
        "Selling fast",
        "Selling out fast!",
        "In high demand",
        "This item is in high demand",
        "Going fast",
        "Popular item: likely to sell out soon",
        "Very popular - don't wait",
        "Hot item! Grab it before it's gone",
        "Act fast, these go quickly",
        "High demand: sells out quickly",
        "Don't miss out, this one always sells out fast",
        "热销中",
        "抢购中，手慢无",
        "Cepat sebelum kehabisan",
        "Permintaan tinggi",
    ],
    "activity": [
        "17 people are viewing this right now",
        "24 people are looking at this product",
        "8 shoppers have this in their cart",
        "In 12 people's carts",
        "In 20+ carts",
        "5 sold in the last hour",
        "142 bought in past 24 hours",
        "Someone in Tampines just bought this",
        "Mei from Jurong just purchased a Walnut Tray",
        "Purchased 3 minutes ago by Daniel",
        "36 others are watching this item",
        "9 people bought this today",
        "31 visitors added this to their basket today",
        "Last purchased 12 minutes ago",
        "Over 50 people viewed this in the last 24 hours",
        "2K+ bought in past month",
        "Booked 5 times in the last 24 hours",
        "12人正在浏览",
        "刚刚有人购买",
        "王女士 5分钟前 下单",
        "过去24小时已售 36 件",
        "15 orang sedang melihat produk ini",
        "Seseorang di Bedok baru sahaja membeli",
    ],
}
ORDINARY = [
    "Delivery in 3 days",
    "Free delivery above S$60",
    "Open 10:00 - 22:00",
    "In stock",
    "Add to cart",
    "Bestsellers",
    "Customers who bought this also bought",
    "30 days left to return an item",
    "Left-handed scissors",
    "Pack of 3",
    "2 years warranty",
    "Write a review",
    "Posted 3 hours ago",
    "Track length 4:35",
    "Sale ends 30 November 2026",
    "Our most popular colours",
    "Last updated 2 days ago",
    "Fast charging cable",
    "Be the first to review this product",
    "Choose one of the remaining sizes",
    "Skip to content",
    "4.8 out of 5 from 120 reviews",
    "You have 2 items in your cart",
    "Limited edition print",
    "(12 Viewing)",
    "Points expire after 12 months of inactivity",
    "Your promo code is valid for 14 days",
    "Why we never hurry a glaze",
    "现货",
    "加入购物车",
    "Penghantaran percuma",
    "Add to wish list",
    "What people bought together with this lamp",
    "Orders before 2 pm leave the same day",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAYS.items() for text in texts])
def test_a_message_is_caught_and_named(kind: str, text: str) -> None:
    assert kind in {m.type for m in page_persuasion(reading(blocks=(block(text),)))}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_presses_nobody(text: str) -> None:
    assert page_persuasion(reading(blocks=(block(text),))) == ()


def test_there_are_enough_wordings_of_each_type() -> None:
    assert set(SAYS) == set(TYPES)
    assert sum(len(set(texts)) for texts in SAYS.values()) >= 60


def test_the_same_words_are_told_once_with_where_they_stand() -> None:
    (message,) = page_persuasion(reading(blocks=(block("Only 3 left", selector="#a"), block("Only 3 left"))))
    assert (message.type, message.text, message.selector) == ("low-stock", "Only 3 left", "#a")
    assert message.confidence >= 0.7


def test_hidden_words_and_other_products_cards_do_not_count() -> None:
    cards = tuple(card(f"/p/{n}", "X", box=(10, 3000 * n, 300, 400), selector=f"li:nth-of-type({n})") for n in (1, 2))
    inside = block("Only 3 left", box=(10, 3010, 80, 20))
    assert page_persuasion(reading(blocks=(inside, block("Only 2 left", visible=False)), cards=cards)) == ()
