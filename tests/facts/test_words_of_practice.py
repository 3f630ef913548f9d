"""Taxes, languages and the handling of reviews, told in other words than the usual ones."""

from __future__ import annotations

import pytest

from casetrust_audit.facts.gst_words import ANSWERS_NO, ASKS_IF_INSIDE, NOT_ADDED, TAX_ON_TOP, as_percent
from casetrust_audit.facts.review_practice import _says_how_checked, _suppresses, rewards_reviews
from casetrust_audit.facts.sentences import passages
from casetrust_audit.text.language import told_language
from casetrust_audit.text.normalise import fold
from tests.build import block, page


@pytest.mark.parametrize(
    ("text", "on_top"),
    [
        ("Our figures do not include any GST.", True),
        ("GST isn't in the price of a cake.", True),
        ("GST is worked out and added at checkout.", True),
        ("Nett of GST.", True),
        ("We add 9% GST when you pay.", True),
        ("GST extra", True),
        ("税金另付", True),
        ("GST is included.", False),
        ("GST is already in what you see.", False),
        ("GST invoices are sent by e-mail.", False),
        ("A GST number is not shown.", False),
    ],
)
def test_a_tax_that_comes_on_top(text: str, on_top: bool) -> None:
    folded = fold(text)
    assert (TAX_ON_TOP.search(folded) is not None and not NOT_ADDED.search(folded)) is on_top


def test_a_question_whether_the_tax_is_inside_may_be_denied() -> None:
    assert ASKS_IF_INSIDE.search(fold("Do your prices include GST?"))
    assert ASKS_IF_INSIDE.search(fold("价格含消费税吗？"))
    assert ANSWERS_NO.match(fold("They don't."))
    assert ANSWERS_NO.match(fold("Belum."))
    assert not ANSWERS_NO.match(fold("They do."))
    assert not ANSWERS_NO.match(fold("Nothing is added."))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("GST (seven per cent)", "GST (7%)"),
        ("GST at 8 percent", "GST at 8%"),
        ("消费税百分之七", "消费税7%"),
        ("cukai lapan peratus", "cukai 8%"),
        ("ten perfect jars", "ten perfect jars"),
    ],
)
def test_rates_in_words(text: str, figures: str) -> None:
    assert as_percent(text) == figures


ENGLISH = (
    "You may send the goods back to us within two weeks, and we will then pay the price of them to the card that "
    "you have "
    "used for the order, if they are unused and in the box."
)
MALAY = (
    "Anda boleh memulangkan barang kepada kami dalam masa dua minggu, dan kami akan membayar semula harga barang "
    "itu kepada "
    "kad yang anda gunakan untuk pesanan ini, jika barang itu belum digunakan dan masih dalam kotak."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (MALAY, "ms"),
        ("Kami kirim barang ini dari gudang di Jakarta dan akan sampai dalam dua atau tiga hari kerja. " * 3, "ms"),
        ("Wir senden die Ware mit der Post und Sie können sie innerhalb von zwei Wochen zurückgeben, wenn sie nicht "
         "benutzt ist und die Rechnung bei der Ware liegt; das Geld wird auf die Karte gebucht.", "de"),
        ("我们在七天内退款，货物须未使用。" * 4, "zh"),
        ("เราจะคืนเงินให้คุณภายในเจ็ดวันหลังจากได้รับสินค้า", "th"),
        (f"{ENGLISH} {MALAY}", ""),
        ("Kopi Gao, Teh Tarik, Nasi Lemak, Roti Prata", ""),
        ("Teh", ""),
    ],
)  # fmt: skip
def test_little_words_tell_a_language(text: str, language: str) -> None:
    assert told_language(text) == language


@pytest.mark.parametrize(
    ("text", "rewarded"),
    [
        ("Rate us with five stars and your next cake is on us!", True),
        ("Edit your review to 5 stars and get a coupon.", True),
        ("发好评送小礼物", True),
        ("Tulis ulasan baik dan menangi baucar.", True),
        ("Upload a picture of your five-star rating for a free tart.", True),
        ("We reward nobody for a review.", False),
        ("Points come with orders, not for a review.", False),
        ("Five stars for service; the first coffee is on the house for members.", False),
    ],
)
def test_rewards_for_reviews_in_other_words(text: str, rewarded: bool) -> None:
    assert rewards_reviews(fold(text)) is rewarded


@pytest.mark.parametrize(
    ("text", "suppressed"),
    [
        ("We take down reviews that harm our name.", True),
        ("Only flattering comments make it to the page.", True),
        ("Ratings under two stars are not released.", True),
        ("低分评价将被隐藏。", True),
        ("We take down reviews that hold adverts.", False),
        ("Ratings under two stars are answered by the owner.", False),
    ],
)
def test_suppression_in_other_words(text: str, suppressed: bool) -> None:
    assert _suppresses(fold(text)) is suppressed


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        ("Reviews can be left with the invoice number only.", True),
        ("The review box opens once your order has been delivered.", True),
        ("评论需填写订单号。", True),
        ("Ulasan memerlukan nombor pesanan.", True),
        ("Please give the order number when you complain.", False),
        ("Reviews will soon need an order number.", False),
    ],
)
def test_an_order_behind_each_review_is_a_check(text: str, checked: bool) -> None:
    (passage,) = passages([page("faq", "/faq", blocks=(block(text),))])
    assert _says_how_checked(passage) is checked
