"""The time a buyer has to send goods back, as shops of many countries put it: the right one of several, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.facts import registry
from casetrust_audit.facts.periods import of_topic, periods
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.fact import Known
from tests.build import block, collection, page
from tests.facts import policy_shop as _policy_shop  # loads every fact

assert _policy_shop.LINKS


def window(*texts: str, role: str = "returns") -> Decimal | None:
    """Days to return on a page of these lines; "# …" is a heading."""
    lines = tuple(block(t.removeprefix("# "), tag="h2" if t.startswith("# ") else "p") for t in texts)
    of = Shop(collection(page(role, "/returns", blocks=(block("Returns and refunds", tag="h1"), *lines))))
    fact = registry.extract_some(of, {"returns.window_days"})["returns.window_days"]
    return fact.value if isinstance(fact, Known) and isinstance(fact.value, Decimal) else None


POLICIES: dict[str, tuple[int | None, tuple[str, ...]]] = {
    "sg-fashion": (
        14,
        (
            "We accept returns within 14 days from the date of delivery.",
            "Items must be unworn with tags attached. Allow up to 10 working days for your refund"
            " to reach you once the parcel is back at our warehouse.",
        ),
    ),
    "uk-electrical": (
        30,
        (
            "If you change your mind, you have 30 days from the day you receive your order to send it back to us.",
            "Refunds are made within 14 days of us receiving the goods back. All of our kettles "
            "carry a 2 year guarantee.",
        ),
    ),
    "eu-withdrawal": (
        14,
        (
            "# Right of withdrawal",
            "You have the right to withdraw from this contract within 14 days without giving any "
            "reason. The withdrawal period will expire after 14 days from the day on which you "
            "acquire physical possession of the goods.",
            "We will reimburse all payments not later than 14 days from the day on which we are "
            "informed of your decision. You shall send back the goods within 30 days of telling "
            "us.",
        ),
    ),
    "us-holiday": (
        60,
        (
            "Not in love with it? Ship it back within sixty (60) days of purchase and we'll give "
            "you your money back, no questions asked.",
            "Please allow one to two billing cycles for the credit to appear on your statement.",
        ),
    ),
    "au-change-of-mind": (
        21,
        (
            "# Change of mind",
            "We're happy to exchange or refund your purchase if returned to us within 21 days "
            "with the original receipt.",
            "# Faulty goods",
            "Contact us within 12 months of purchase and we will repair the item.",
        ),
    ),
    "in-no-returns": (
        None,
        (
            "# Return policy",
            "As these are perishable goods, we do not accept any returns once the order is delivered.",
            "Refunds for cancelled orders are credited within 5-7 business days.",
        ),
    ),
    "sg-notify-fault": (
        None,
        (
            "# Refunds",
            "All sales are final and there are no refunds or exchanges for a change of mind.",
            "Should your item arrive broken, WhatsApp us a photo within 48 hours and we will send another.",
        ),
    ),
    "my-tukar": (
        7,
        (
            "Barang boleh dipulangkan dalam tempoh 7 hari selepas diterima.",
            "Bayaran balik akan diproses dalam masa 14 hari bekerja.",
        ),
    ),
    "zh-7days": (
        7,
        (
            "自签收之日起7天内，可申请无理由退货。",
            "退款将在收到退货后的3至5个工作日内原路退回。质保期为1年。",
        ),
    ),
    "zh-15": (
        15,
        (
            "# 退换货政策",
            "收到商品后十五天内可办理退换，商品须保持原包装。",
            "发货时间：付款后48小时内。",
        ),
    ),
    "fortnight": (
        14,
        (
            "You may return unused goods within a fortnight of receiving them.",
            "We aim to dispatch within 2 working days.",
        ),
    ),
    "range-words": (
        None,
        (
            "# Returns and refunds",
            "Once we have your return, the refund takes two to three (2-3) weeks to show on your card.",
            "To return an item, write to us for a label.",
        ),
    ),
    "restocking": (
        30,
        (
            "Returns made within 30 days get a full refund. A 15% restocking fee applies to large items.",
            "Orders ship in 1-3 business days.",
        ),
    ),
    "two-tier": (
        45,
        (
            "Return it within 45 days for an exchange or store credit, or within 15 days for a "
            "full refund to your card.",
        ),
    ),
    "cancel-then-return": (
        10,
        (
            "Orders may be cancelled within 24 hours of being placed.",
            "Once your chair has arrived you can return it up to 10 days later at your own cost.",
        ),
    ),
    "one-month": (
        30,
        (
            "You've got a month to decide. Post it back to us within one month and we will swap it or pay you back.",
            "Exchanges leave us 2 days after we get yours.",
        ),
    ),
    "email-first": (
        28,
        (
            "To start a return, e-mail us within 28 days of delivery and quote your order number.",
            "We will answer within 2 working days.",
        ),
    ),
    "trial": (
        100,
        (
            "# 100-night trial",
            "Sleep on it for 100 nights. If it isn't right for you, return it for a full refund.",
            "10-year warranty on the springs.",
        ),
    ),
    "no-window": (
        None,
        (
            "# Returns",
            "Please contact our shop before sending anything back. Return postage is for the customer to pay.",
            "Delivery usually takes 3 to 5 working days.",
        ),
    ),
    "processing-first": (
        14,
        (
            "Please allow 7-10 business days for us to inspect and process your return. Returns "
            "must be postmarked no later than 14 days after delivery.",
        ),
    ),
    "money-back": (
        30,
        (
            "We offer a 30-day money-back guarantee on every order.",
            "Write to us and we will reply within one working day.",
        ),
    ),
    "day-return-policy": (
        60,
        (
            "Our 60-day return policy covers everything in the shop but gift cards.",
            "Gift cards are valid for 24 months.",
        ),
    ),
    "warranty-only": (
        None,
        (
            "# Refund policy",
            "Every clock is covered by a 2-year warranty against faults in the movement.",
            "Send it in and we will mend it within 4 weeks.",
        ),
    ),
    "passive-back": (
        14,
        (
            "Goods have to be back with us no more than 14 days after you got them.",
            "Your refund is on its way 5 days later.",
        ),
    ),
    "unsubscribe": (
        30,
        (
            "Your first box can be returned within 30 days. You may cancel your subscription at "
            "any time, giving us 7 days' notice before the next box.",
        ),
    ),
    "exclusion-clause": (
        7,
        ("Requests made more than 7 days after delivery will not be looked at. Store credit expires after 12 months.",),
    ),
    "until-days": (
        14,
        ("You have until 14 days after your parcel arrives to make up your mind and return it.",),
    ),
    "ship-back-after-rma": (
        30,
        (
            "Ask for a return number within 30 days of the invoice date. The goods must then "
            "reach our depot within 10 days of the number being given.",
        ),
    ),
    "holiday-extended": (
        30,
        (
            "Our normal return period is 30 days.",
            "We are closed for 5 days over Lunar New Year, and parcels may take a week longer.",
        ),
    ),
    "question": (
        20,
        (
            "# How long do I have to return something?",
            "20 days from the date on your receipt.",
            "# How long does a refund take?",
            "7 days from when it reaches us.",
        ),
    ),
    "damaged-and-window": (
        7,
        (
            "Returns are accepted within 7 days of receipt. Items that arrive damaged must be "
            "reported within 24 hours with photos.",
        ),
    ),
    "digital": (
        None,
        ("Because patterns are downloads, we can't take them back or refund them. Download links work for 30 days.",),
    ),
    "calendar": (
        15,
        ("Customers have fifteen calendar days, counted from delivery, in which to bring or send goods back.",),
    ),
    "hk-exchange": (
        7,
        (
            "Exchange is available within 7 days at any of our counters on showing the receipt. "
            "No cash refund is given.",
        ),
    ),
    "ca-final-sale": (
        30,
        (
            "Regular-priced items: 30 days. Sale items: final sale.",
            "Refunds appear within 5 to 10 business days.",
        ),
    ),
    "ph": (
        7,
        (
            "You may request a refund within seven (7) calendar days upon receipt of the item if "
            "you are not satisfied.",
            "Processing of refund will take 15 banking days.",
        ),
    ),
    "nz": (
        14,
        (
            "If you're not happy with your purchase let us know inside 14 days and we'll sort a refund.",
            "Faulty products are covered by the Consumer Guarantees Act.",
        ),
    ),
    "courier-collect": (
        14,
        (
            "Our courier collects the return from you within 3 days of your request. Requests can"
            " be made up to 14 days after delivery.",
        ),
    ),
    "credit-validity": (
        7,
        ("Unopened jars can be swapped within one week. We issue a credit note valid for 6 months.",),
    ),
    "placeholder-x": (
        None,
        (
            "# Refund policy",
            "We have a [X]-day return policy. Put the details of your returns here.",
        ),
    ),
    "shopify-template": (
        30,
        (
            "We have a 30-day return policy, which means you have 30 days after receiving your "
            "item to request a return.",
            "We will notify you once we've received and inspected your return, and let you know "
            "if the refund was approved or not. If approved, you'll be automatically refunded on "
            "your original payment method within 10 business days.",
            "If more than 15 business days have passed since we've approved your return, please "
            "contact us at help@kettles.example.",
        ),
    ),
    "gone-by": (
        30,
        (
            "Our policy lasts 30 days. If 30 days have gone by since your purchase, unfortunately"
            " we can't offer you a refund or exchange.",
            "Your refund will be processed, and a credit will automatically be applied within a "
            "certain amount of days.",
        ),
    ),
    "dsr-uk": (
        14,
        (
            "Under the Consumer Contracts Regulations you can cancel your order for any reason up"
            " to 14 days after the goods reach you.",
            "You then have a further 14 days in which to send them back. We will reimburse you no"
            " later than 14 days after we get them.",
        ),
    ),
    "de-english": (
        14,
        (
            "You can withdraw from the contract within fourteen days without stating a reason.",
            "The period for withdrawal is fourteen days from the day you, or a third party named "
            "by you, took possession of the goods.",
        ),
    ),
    "late-rule": (
        90,
        (
            "Merchandise purchased within the last 90 days may be returned with a receipt.",
            "Without a receipt we issue store credit, valid for one year.",
        ),
    ),
    "past": (
        14,
        (
            "No returns are accepted after 14 days.",
            "We dispatch daily; parcels arrive in 2 to 4 days.",
        ),
    ),
    "list-only": (
        30,
        (
            "# Key facts",
            "Return window: 30 days",
            "Refund processing time: 5-7 business days",
            "Restocking fee: none",
        ),
    ),
    "refund-time-only": (
        None,
        (
            "Once your return arrives we check it over, which takes about 3 days. The money is "
            "usually back in your account after 7 to 10 working days.",
        ),
    ),
    "delivery-only": (
        None,
        (
            "Parcels that come back to us undelivered are kept for 30 days.",
            "Couriers try to deliver on 3 consecutive days.",
        ),
    ),
    "india-replace": (
        10,
        (
            "10 Days Replacement",
            "This item is eligible for free replacement within 10 days of delivery in an unlikely"
            " event of damaged, defective or different item delivered to you.",
        ),
    ),
    "india-cancel": (
        7,
        (
            "You can cancel your order within 24 hours of placing it.",
            "We have a 7 days return policy. Pick-up of the returned item is arranged in 48 hours.",
        ),
    ),
    "zh-tw": (
        7,
        (
            "消費者享有商品到貨七天猶豫期之權益，非試用期。",
            "退款作業約需7-14個工作天。",
        ),
    ),
    "zh-exch": (
        30,
        (
            "商品签收后30天内，如不满意可申请换货。",
            "如商品破损，请于24小时内拍照联系客服。",
        ),
    ),
    "ms2": (
        14,
        (
            "Anda boleh menukar barang dalam masa 14 hari dari tarikh pembelian dengan resit asal.",
            "Penghantaran mengambil masa 3 hingga 5 hari.",
        ),
    ),
    "fr-shop-english": (
        30,
        ("We give you 30 days to change your mind from the moment your parcel is delivered.",),
    ),
    "no-later-than": (
        28,
        ("Items must be received by our returns department no later than 28 days after the day you got your order.",),
    ),
    "seasonal": (
        30,
        (
            "Anything can be returned within 30 days.",
            "Gifts bought between 1 November and 24 December may be returned within 75 days.",
        ),
    ),
    "jewellery": (
        60,
        (
            "If for any reason you are unhappy with your ring, simply post it back within 60 days"
            " for a refund, exchange or resize.",
            "Resizing takes 2 weeks. Our lifetime warranty covers the setting; stones are covered for 1 year.",
        ),
    ),
    "mattress": (
        120,
        ("You have a 120-night risk-free trial. Try it for at least 21 nights before you decide.",),
    ),
    "plants": (
        None,
        (
            "# Guarantee",
            "If your plant arrives wilted, send us a picture within 5 days and we will replace it.",
            "Plants cannot be returned.",
        ),
    ),
    "software": (
        30,
        (
            "Not what you expected? You are entitled to your money back during the first 30 days after buying.",
            "Updates are free for 12 months.",
        ),
    ),
    "exchange-only-sg": (
        3,
        (
            "Exchange must be done within 3 days from date of purchase together with original "
            "receipt. No refund is allowed.",
        ),
    ),
    "sg-2": (
        7,
        (
            "We want you to be happy with your buy. Drop us a note by day 7 after delivery, that "
            "is within 7 days, and we will take it back.",
        ),
    ),
    "au-2": (
        30,
        (
            "Changed your mind? No worries, you've got 30 days from the dispatch date to return it unworn.",
            "Afterpay instalments stop within 2 business days.",
        ),
    ),
    "ie": (
        28,
        ("Returns should reach us within four weeks of you getting your parcel.",),
    ),
    "nested": (
        15,
        (
            "To be eligible for a return, your item must be unused and in the same condition that"
            " you received it, and you must ship it within 15 days of delivery.",
        ),
    ),
    "b2b": (
        10,
        (
            "Claims for shortage must be made within 3 days. Goods supplied in error may be sent "
            "back. Standard stock may be returned within 10 working days of invoice, subject to a"
            " 20% charge.",
        ),
    ),
    "tail-refund": (
        45,
        (
            "Your satisfaction is important. Within 45 days of purchase, send us back the unused "
            "portion and we will refund the price of it.",
        ),
    ),
    "sub": (
        None,
        (
            "Subscriptions renew every 30 days. Cancel at least 5 days before the next renewal to avoid being charged.",
            "We do not give refunds for months already paid.",
        ),
    ),
    "event": (
        None,
        (
            "Classes: cancel up to 48 hours before and we credit you in full.",
            "Credits last for 6 months.",
        ),
    ),
    "gift-receipt": (
        14,
        (
            "With a gift receipt, swaps are welcome for 14 days.",
            "Vouchers expire 12 months from issue.",
        ),
    ),
    "days-later": (
        None,
        (
            "# Refunds",
            "Your money leaves us straight away and arrives 3 to 5 days later.",
            "To return something ring the shop first.",
        ),
    ),
    "hours": (
        1,
        ("Cakes may be returned within 24 hours of collection if you are not happy with them.",),
    ),
    "repair": (
        None,
        (
            "# Repairs and returns",
            "Repairs take four weeks. We store unclaimed watches for 6 months.",
        ),
    ),
    "both-verbs": (
        14,
        (
            "You must tell us within 14 days of delivery that you wish to return your order and "
            "then post it within 7 days of telling us.",
        ),
    ),
    "must-register": (
        30,
        ("Register your return online within 30 days. Label links stop working after 14 days.",),
    ),
    "marketplace": (
        15,
        (
            "Buyer protection: open a return request within 15 days of delivery; the seller has 3"
            " days to respond, and refunds are released 2 days after the seller confirms receipt.",
        ),
    ),
    "x-store": (
        21,
        ("Bring it to any of our stores within 21 days for an exchange. Online refunds take 5 days.",),
    ),
    "negative-first": (
        14,
        ("We regret that we cannot accept goods returned later than 14 days after receipt.",),
    ),
}


@pytest.mark.parametrize("name", POLICIES)
def test_the_time_to_return_is_the_one_the_policy_gives(name: str) -> None:
    days, texts = POLICIES[name]
    assert window(*texts) == (None if days is None else Decimal(days))


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("Send goods back within 14 days for a full refund, unused and in their box.", ["window"]),
        ("Please allow 4-8 weeks for return processing.", ["processing"]),
        ("Once your return has been inspected, the money is back with you within a fortnight.", ["refund"]),
        ("Refunds for returned items are issued within 5 days.", ["refund"]),
        ("You then have 10 days from our approval to post the goods.", ["other"]),
        ("Our workshop mends it within 3 weeks.", [""]),
        ("We mend it within 3 weeks and post it back to you within 2 days.", ["other", "other"]),
        ("Within 30 days of delivery, you may exchange any item; after 30 days we cannot help.", ["window", "window"]),
        ("After 30 days we charge for the parcel.", ["other"]),
        ("A further 7 days are given on request.", ["other"]),
        ("Cancel with 7 days' notice.", ["other"]),
        ("60-day returns, 2-year warranty, 3-day delivery.", ["window", "warranty", "delivery"]),
        ("We return your money within 10 days.", ["refund"]),
        ("Items that come back to us unclaimed are kept for 60 days.", ["other"]),
        ("Faulty goods must be returned within 5 days.", ["fault"]),
        ("If your lamp arrives cracked, send us a photo within 2 days.", ["report"]),
        ("如收到破损商品,请于48小时内联系客服。", ["report"]),
        ("收到退货后7个工作日内退款。", ["refund"]),
        ("签收后三十天内可无理由退货。", ["window"]),
        ("Bayaran balik diproses dalam masa 14 hari.", ["refund"]),
    ],
)
def test_a_length_of_time_belongs_to_the_verb_of_its_clause(sentence: str, topics: list[str]) -> None:
    assert [p.topic for p in periods(sentence)] == topics


def test_goods_that_are_faulty_have_a_time_where_no_other_is_stated() -> None:
    faulty = "Defective goods may be returned within 5 days of receipt."
    assert window(faulty) == Decimal(5)
    assert window(faulty, "Unused goods may be returned within 21 days.") == Decimal(21)
    assert window(
        "# Damaged on arrival", "Return it within 4 days.", "# Unwanted", "Return it within 20 days."
    ) == Decimal(20)


def test_what_members_or_presents_get_is_not_what_everybody_gets() -> None:
    assert window("Returns within 30 days.", "Members may return goods within 90 days.") == Decimal(30)
    assert window("Members may return goods within 90 days.") == Decimal(90)


def test_a_page_whose_name_does_not_tell_may_state_it_all_the_same() -> None:
    said = ("You may return the frame within 25 days.", "Refunds are paid to your card.")
    assert window(*said, role="other") == Decimal(25)


@pytest.mark.parametrize(
    "text",
    [
        "If we cannot supply an order, we tell you within one working day and refund all you have paid.",
        "Should a price be wrong, we will let you know within 2 days and refund the difference.",
        "Out of stock? We call you within 3 days and give your money back.",
    ],
)
def test_the_time_to_be_told_is_not_the_time_of_the_refund(text: str) -> None:
    assert of_topic(text, "refund") == ()


def test_the_time_of_a_refund_stays_its_own_where_one_is_told_too() -> None:
    assert [p.days for p in of_topic("We refund you within 7 days and tell you by e-mail.", "refund")] == [7]
    assert [p.days for p in of_topic("We tell you and refund within 5 days.", "refund")] == [5]


@pytest.mark.parametrize(
    "text",
    [
        "款项会于5个工作天内原路退回您的付款账户。",
        "款項於 5 個工作天內原路返回。",
        "我們會在5天內刷退至信用卡。",
        "费用5日内原路返回。",
    ],
)
def test_money_that_goes_back_in_chinese_is_a_refund_and_no_time_to_return(text: str) -> None:
    assert [(p.days, p.topic) for p in periods(text)] == [(Decimal(5), "refund")]
