from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.periods import periods
from casetrust_audit.facts.shop import Shop
from tests.build import SITE, block, button, heading, link, page
from tests.facts.policy_shop import RETURNS, absent, honest, policy, shop, unknown, value


def with_returns(*texts: str) -> Shop:
    """The honest shop with another returns policy, and terms that are silent on refunds."""
    terms = policy("terms", "/terms", ("Terms of sale", "These terms apply to every order."))
    return honest(returns=policy("returns", "/returns", ("Returns", *texts)), terms=terms)


def test_the_policy_of_an_honest_shop_is_a_page_one_click_away() -> None:
    found = honest()
    assert value(found, "returns.policy_place") == "page"
    assert value(found, "returns.policy_words") >= 80
    assert value(found, "returns.policy_clicks") == 1
    assert value(found, "returns.policy_in_frame") is True


def test_all_five_terms_are_found() -> None:
    found = honest()
    assert value(found, "returns.elements") == (
        "time limit",
        "conditions",
        "exclusions",
        "return cost",
        "how to return",
    )
    assert value(found, "returns.element_count") == 5
    assert value(found, "returns.window_days") == Decimal(14)


def test_refund_time_and_method_are_found_and_the_banks_days_are_not_the_shops() -> None:
    found = honest()
    assert value(found, "returns.refund_days") == Decimal(7)
    assert value(found, "returns.refund_method") == "original payment"


def test_only_the_banks_days_are_no_refund_time() -> None:
    found = with_returns("We refund you.", "Your bank may take 7 to 14 days to show the refund on your statement.")
    assert absent(found, "returns.refund_days")
    assert value(found, "returns.refund_offered") == "We refund you."


def test_return_to_shop_is_no_returns_policy() -> None:
    found = shop(
        page("other", "/thanks", "Thank you.", "Return to shop", "Return to the home page"),
        page("home", "/", "Return to shop"),
    )
    assert absent(found, "returns.policy_place")


def test_a_chinese_policy_counts() -> None:
    found = honest(
        returns=policy(
            "returns",
            "/tuihuan",
            ("退换货政策", "收到商品后7天内可退换。", "退款将在5个工作日内原路退回。", "质量问题的商品可以免费退换。"),
        )
    )
    assert value(found, "returns.policy_place") == "page"
    assert value(found, "returns.window_days") == Decimal(7)
    assert value(found, "returns.refund_days") == Decimal(5)
    assert value(found, "returns.fault_remedy") == "质量问题的商品可以免费退换。"


def test_a_section_of_the_terms_is_told_from_a_page_of_its_own() -> None:
    terms = policy(
        "terms", "/terms", ("Terms", "We refund faulty goods.", "Goods may be returned within 10 days of delivery.")
    )
    found = honest(returns=None, terms=terms)
    assert value(found, "returns.policy_place") == "section"
    assert value(found, "returns.window_days") == Decimal(10)


def test_a_policy_in_a_document_that_was_not_read_is_not_missing() -> None:
    front = page(
        "home", "/", "Hello", links=(link("https://files.test/returns.pdf", "Returns policy", area="footer"),), depth=0
    )
    assert value(shop(front), "returns.policy_place") == "unread"


@pytest.mark.parametrize(
    "named",
    [
        {"headings": (heading("Shipping & Returns", level=3),)},
        {"buttons": (button("Returns and refunds"),)},
        {"links": (link(f"{SITE}/account/returns", "Returns", area="footer"),)},
    ],
)
def test_what_is_named_and_was_not_seen_is_not_missing(named: dict[str, Any]) -> None:
    parts = (page("home", "/", "Kaya jam S$8.90", depth=0, **named), page("faq", "/faq", "Do you deliver? Yes."))
    assert unknown(shop(*parts), "returns.policy_place")


def test_a_link_to_a_page_that_says_nothing_hides_nothing() -> None:
    front = page("home", "/", "Kaya jam", depth=0, links=(link(f"{SITE}/info", "Returns"),))
    assert absent(shop(front, page("other", "/info", "Nothing here yet.")), "returns.policy_place")


def test_no_policy_is_absent_only_where_enough_was_looked_at() -> None:
    parts = (page("home", "/", "Kaya jam S$8.90", depth=0), page("faq", "/faq", "Do you deliver? Yes."))
    assert absent(shop(*parts), "returns.policy_place")
    assert unknown(shop(*parts, policy_links_left=1), "returns.policy_place")
    assert unknown(shop(*parts, walls=1), "returns.denial")


def test_few_terms_on_a_part_of_the_shop_are_no_count() -> None:
    parts = (policy("returns", "/returns", ("Returns", "You may return goods within 14 days.")),)
    assert value(shop(*parts), "returns.element_count") == 1
    assert unknown(shop(*parts, footer_links_left=2), "returns.element_count")


def test_warranty_days_are_no_time_limit() -> None:
    found = with_returns("Every grinder carries a warranty of 365 days.", "Goods can be returned if we agree.")
    assert absent(found, "returns.window_days")


def test_delivery_days_under_a_shared_heading_are_no_time_limit() -> None:
    both = policy("returns", "/delivery-returns", ("Delivery and returns", "Standard: 3-5 working days."))
    assert absent(honest(returns=both, terms=None), "returns.window_days")


@pytest.mark.parametrize(
    "clause",
    [
        "Strictly no refund and no exchange, even for defective goods.",
        "No refunds or exchanges, including faulty or damaged items.",
        "All sales are final, whether or not the goods are defective.",
        "We do not refund or replace defective goods.",
        "一经售出，质量问题概不退换。",
    ],
)
def test_a_denial_of_remedies_for_faulty_goods_is_found(clause: str) -> None:
    assert value(with_returns(clause), "returns.denial") == "of-faulty-goods"


@pytest.mark.parametrize(
    "clause",
    [
        "Non-defective items cannot be returned.",
        "We do not refund items which are not defective.",
        "Goods without faults will not be exchanged.",
        "首饰类商品，除质量问题外，不予退货。",
        "贴身衣物非质量问题不予退换。",
        "没有质量问题的商品恕不退换。",
        "已开封的食品不存在质量问题概不退货。",
    ],
)
def test_a_refusal_of_what_is_not_faulty_denies_faulty_goods_nothing(clause: str) -> None:
    found = with_returns(clause)
    assert absent(found, "returns.denial") or value(found, "returns.denial") == "absolute"


@pytest.mark.parametrize("clause", ["即使存在质量问题，也不予退换。", "无论是否质量问题，概不退换。"])
def test_faulty_goods_that_are_named_as_well_are_denied(clause: str) -> None:
    assert value(with_returns(clause), "returns.denial") == "of-faulty-goods"


@pytest.mark.parametrize(
    "clause",
    [
        "All sales are final.",
        "Strictly no refund, no exchange.",
        "Goods sold are not refundable.",
        "货物售出，概不退换。",
    ],
)
def test_a_blanket_refusal_without_a_word_on_faults_is_absolute(clause: str) -> None:
    found = with_returns(clause)
    assert value(found, "returns.denial") == "absolute"
    assert absent(found, "returns.fault_remedy")


@pytest.mark.parametrize(
    "clause",
    [
        "Sale items are final sale except faulty goods.",
        "No refunds on discounted goods.",
        "No returns after 14 days.",
        "Delivery fees are non-refundable and no refund is given on them.",
        "We do not accept returns of perishable food.",
        "No refund for goods damaged by the customer.",
        "Are there no refunds?",
    ],
)
def test_a_refusal_limited_to_some_goods_or_cases_is_no_blanket_refusal(clause: str) -> None:
    assert absent(with_returns(clause, "You may return other goods within 14 days."), "returns.denial")


def test_final_sale_except_faulty_is_a_remedy() -> None:
    found = with_returns("Sale items are final sale, except where they are faulty.")
    assert value(found, "returns.fault_remedy").startswith("Sale items")


@pytest.mark.parametrize(
    "clause",
    [
        "Return postage is borne by the customer unless the goods are faulty.",
        "You pay for return shipping, except where the item is defective.",
        "The cost of returning the goods is yours unless they are damaged.",
        "退货运费由买家承担，质量问题除外。",
    ],
)
def test_who_pays_for_sending_back_is_no_remedy(clause: str) -> None:
    assert absent(with_returns(clause, "You may return unopened goods within 14 days."), "returns.fault_remedy")


def test_a_remedy_in_the_sentence_on_the_postage_counts() -> None:
    found = with_returns("Return shipping is paid by you unless the item is faulty, in which case we exchange it.")
    assert value(found, "returns.fault_remedy").startswith("Return shipping")


def test_goods_broken_by_the_buyer_are_another_matter() -> None:
    assert absent(with_returns("Damaged goods cannot be returned if the damage was caused by you."), "returns.denial")


def test_the_shortest_time_to_report_a_fault_is_kept() -> None:
    found = with_returns("Please report damaged items within 48 hours of delivery.", "We replace faulty goods.")
    assert value(found, "returns.fault_report_days") == Decimal(2)
    assert absent(found, "returns.window_days")


def test_a_clear_no_returns_shop_is_recognised_and_one_with_a_window_is_not() -> None:
    assert value(
        with_returns("We do not accept returns for a change of mind. Faulty goods are replaced."),
        "returns.refuses_returns",
    )
    assert absent(with_returns(*RETURNS[1:]), "returns.refuses_returns")


def test_exchange_only_is_recognised() -> None:
    assert value(with_returns("We offer exchanges only."), "returns.exchange_only") == "We offer exchanges only."


def test_cancelling_is_stated_for_both_sides() -> None:
    found = honest()
    assert value(found, "returns.buyer_cancellation").startswith("You can cancel your order")
    assert value(found, "returns.shop_cancellation").startswith("We may cancel an order")
    assert absent(found, "returns.keeps_money")


@pytest.mark.parametrize(
    "clause",
    [
        "If a price is clearly wrong, we will contact you and cancel your order before it is shipped.",
        "We may have to cancel orders before dispatch, and will tell you if so.",
        "The company can cancel your order within 24 hours and refund you.",
        "如价格标示有误，我们会与您联系并取消订单。",
        "本店发现异常交易时，将在发货之前通知您取消订单。",
    ],
)
def test_what_the_shop_cancels_is_no_cancelling_by_the_buyer(clause: str) -> None:
    found = honest(terms=policy("terms", "/terms", ("Orders", clause)), returns=None)
    assert absent(found, "returns.buyer_cancellation")


@pytest.mark.parametrize(
    "clause",
    [
        "We cannot cancel your order once it has been shipped.",
        "We will cancel your order if you ask us before it is packed.",
        "We allow you to cancel an order within 2 hours.",
        "Once we have shipped, you can no longer cancel your order.",
        "发货之前您可以取消订单。",
        "如需取消订单，请在发货前联系客服。",
        "我们发货之前，顾客可随时取消订单。",
    ],
)
def test_cancelling_by_the_buyer_is_told_whoever_does_it_for_him(clause: str) -> None:
    found = honest(terms=policy("terms", "/terms", ("Orders", clause)), returns=None)
    assert value(found, "returns.buyer_cancellation") == clause.replace("，", ",")


def test_keeping_the_money_after_ones_own_cancellation_is_found() -> None:
    found = honest(terms=policy("terms", "/terms", ("Terms", "We may cancel any order at any time without refund.")))
    assert value(found, "returns.keeps_money") == "We may cancel any order at any time without refund."


def test_a_deposit_forfeited_by_the_buyers_cancellation_is_not_the_shops() -> None:
    terms = ("Terms", "If you cancel your order, we may refuse a refund and the deposit is forfeited.")
    assert absent(honest(terms=policy("terms", "/terms", terms)), "returns.keeps_money")


def test_cancel_buttons_and_subscriptions_are_no_order_terms() -> None:
    texts = ("Terms", "Cancel", "You can cancel your newsletter subscription at any time.")
    found = honest(terms=policy("terms", "/terms", texts), returns=None)
    assert absent(found, "returns.buyer_cancellation")


def test_nothing_read_is_unknown() -> None:
    for name in ("returns.policy_place", "returns.denial", "returns.elements", "returns.buyer_cancellation"):
        assert unknown(shop(), name)


def test_empty_and_phone_only_pages_do_no_harm() -> None:
    only_phone = policy("returns", "/returns", RETURNS, layout="phone", session="second-look")
    assert value(shop(only_phone), "returns.window_days") == Decimal(14)
    assert absent(shop(page("returns", "/x")), "returns.window_days")


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("Refund requests must be made within 7 days of delivery.", ["window"]),
        ("We refund within 7 days of receiving the returned goods.", ["refund"]),
        ("Refunds are only given within 14 days of purchase.", ["window"]),
        ("You may send goods back within 14 days.", ["window"]),
        ("Send the parcel back to us within 14 days, unopened.", ["window"]),
        ("Unused items may be sent back within 14 days.", ["window"]),
        ("Refunds may take 7-14 days depending on your bank.", ["bank"]),
        ("Yes, within 14 days if unopened, and for six months if it is defective.", ["", "report"]),
        ("We acknowledge your feedback in 2 days and resolve it within 14 days.", ["acknowledge", "resolve"]),
        ("Delivery takes 3 days; we respond to e-mails within 1 day.", ["delivery", "acknowledge"]),
        ("Once we respond, refunds take 14 days.", ["refund"]),
        ("Store credit is valid for 6 months.", ["validity"]),
    ],
)
def test_what_a_length_of_time_is_about(sentence: str, topics: list[str]) -> None:
    assert [p.topic for p in periods(sentence)] == topics


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("You may cancel within 14 days of receipt.", 14),
        ("Cancel your order up to 30 days after delivery for a full refund.", 30),
    ],
)
def test_cancelling_after_receipt_is_a_time_to_return(sentence: str, days: int) -> None:
    assert value(with_returns(sentence), "returns.window_days") == Decimal(days)


def test_cancelling_an_order_that_is_not_sent_is_none() -> None:
    assert absent(with_returns("You may cancel within 24 hours of your order."), "returns.window_days")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Your money goes back to the way you paid, and we tell you when.", "original payment"),
        ("We give you your money back on the card you used.", "original payment"),
        ("You are reimbursed to the wallet that was charged.", "original payment"),
        ("The amount is credited to your account with the bank by PayNow.", "bank or card"),
        ("Wang anda akan dikembalikan ke kad asal.", "original payment"),
        ("收到退货后按原路退还货款。", "original payment"),
    ],
)
def test_a_refund_told_without_the_word_is_one(text: str, how: str) -> None:
    found = with_returns("You may return goods in 14 days. " + text)
    assert value(found, "returns.refund_method") == how
    assert value(found, "returns.refund_offered")


def test_a_refund_that_is_refused_without_the_word_is_none() -> None:
    found = with_returns("You may exchange goods in 14 days. There is no money back.")
    assert absent(found, "returns.refund_method")


ANSWERS = {
    "a table of questions and answers": (
        ("dt", "State of the goods"), ("dd", "As you got them, with the labels"),
        ("dt", "What we do not take back"), ("dd", "Underwear, cut cloth, opened jars"),
        ("dt", "Who bears the postage"), ("dd", "The buyer"),
        ("dt", "How do I begin a return?"), ("dd", "Sign in and choose the order"),
        ("dt", "Your money"), ("dd", "Onto the card that was charged, four working days after we get the parcel"),
        ("dt", "Broken or wrong piece"), ("dd", "Another one, or money back"),
    ),
    "headings in colloquial English": (
        ("h3", "What condition must it be in?"), ("p", "Nice nice, box also."),
        ("h3", "What cannot be sent back ah?"), ("p", "Food and panties."),
        ("h3", "Who pays for return postage?"), ("p", "You lah, unless we sent the wrong thing."),
        ("h3", "How to start a return?"), ("p", "WhatsApp, or come to the stall."),
        ("h3", "When do I get my money?"), ("p", "Same card you used, about one week after it comes back."),
        ("h3", "Spoilt already?"), ("p", "We change one for you, or refund."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_terms_told_as_answers_are_found(name: str) -> None:
    blocks = tuple(block(text, tag=tag) for tag, text in (("h1", "Returns"), *ANSWERS[name]))
    found = honest(
        returns=page("returns", "/returns", "Returns", blocks=blocks),
        terms=policy("terms", "/terms", ("Terms of sale", "These terms apply to every order.")),
    )
    assert set(value(found, "returns.elements")) >= {"conditions", "exclusions", "return cost", "how to return"}
    assert value(found, "returns.refund_method")
    assert value(found, "returns.refund_days") in (Decimal(4), Decimal(7))
    assert value(found, "returns.fault_remedy")


@pytest.mark.parametrize(
    "text",
    [
        "Who pays for return shipping?",
        "Return postage is borne by the party determined by us.",
        "Return costs are decided case by case.",
        "Exclusions apply.",
        "How to start a return is to be advised.",
    ],
)
def test_what_is_asked_or_left_open_states_nothing(text: str) -> None:
    assert absent(with_returns(text), "returns.elements")


@pytest.mark.parametrize(
    ("text", "days", "method"),
    [
        ("Wang dipulangkan ke akaun bank asal dalam 3 hari bekerja.", Decimal(3), "original payment"),
        ("Kami pulangkan wang ke kad asal dalam masa 6 hari.", Decimal(6), "original payment"),
        ("Pengembalian dana ke metode pembayaran semula dalam 5 hari kerja.", Decimal(5), "original payment"),
        ("退款於四個工作天內退回原信用卡。", Decimal(4), "original payment"),
    ],
)
def test_refunds_are_read_in_other_languages(text: str, days: Decimal, method: str) -> None:
    found = with_returns(text)
    assert value(found, "returns.refund_days") == days
    assert value(found, "returns.refund_method") == method


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Goods that do not conform to the contract are repaired or replaced free of charge.", True),
        ("Barang cacat kami ganti baru.", True),
        ("寄錯或損壞的商品，我們免費換新。", True),
        ("If it is not what you ordered, we swap it or reimburse you.", True),
        ("非瑕疵退貨之運費由顧客負擔。", False),
        ("Faulty goods are a matter for the maker.", False),
    ],
)
def test_remedies_are_read_in_other_words(text: str, stated: bool) -> None:
    found = with_returns(text)
    assert bool(value(found, "returns.fault_remedy")) if stated else absent(found, "returns.fault_remedy")


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("Items that cannot be returned: to be confirmed", False),
        ("Goods which cannot be exchanged are listed below.", False),
        ("Goods sold cannot be returned or refunded.", True),
    ],
)
def test_a_refusal_is_told_from_a_list_of_exceptions(text: str, refuses: bool) -> None:
    assert absent(with_returns(text), "returns.refuses_returns") is not refuses


def test_a_label_before_a_colon_tells_what_a_time_is_of() -> None:
    found = with_returns("Your money: to the card that was charged, five days after we have the parcel.")
    assert value(found, "returns.refund_days") == Decimal(5)
