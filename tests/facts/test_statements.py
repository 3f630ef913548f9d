"""What words say and what they only name: refused, asked about, to come, of somebody else, or in another language."""

from __future__ import annotations

from typing import Any

import pytest

from casetrust_audit.facts import registry
from casetrust_audit.facts.activity_words import kind_of
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Known, Unknown
from casetrust_audit.text.normalise import fold
from tests.build import block, page
from tests.facts.policy_shop import absent as lacks
from tests.facts.policy_shop import honest, policy
from tests.facts.policy_shop import value as stated
from tests.facts.shop_parts import fact_of, product, subjects, value

registry.load_all("casetrust_audit.facts")


def at(role: str, *texts: str) -> tuple[Page, Page]:
    return product("Mug", "A mug S$12.00"), page(role, f"/{role}", *texts)


@pytest.mark.parametrize(
    "text",
    [
        "We add 9% GST to the price when you pay.",
        "Prices stated do not carry tax: GST is charged on top.",
        "全站价格未含消费税。",
        "本店商品價格不包含消費稅，付款時另收。",
        "Harga yang dipaparkan tidak termasuk cukai.",
        "Harga tanpa GST; cukai ditambah semasa bayaran.",
        "所标价格未含GST，另收9%。",
        "GST is levied separately.",
    ],
)
def test_prices_before_gst_are_told_in_other_words(text: str) -> None:
    assert isinstance(fact_of("gst.excluded_told", *at("faq", text)), Known)


@pytest.mark.parametrize(
    "text",
    [
        "价格已含消费税。",
        "Harga sudah termasuk GST.",
        "GST is in the price; nothing comes on top.",
        "We add a gift to the box.",
    ],
)
def test_prices_with_gst_are_not(text: str) -> None:
    assert isinstance(fact_of("gst.excluded_told", *at("faq", text)), Absent)


@pytest.mark.parametrize("text", ["本店价格均含8%消费税。", "價格包含7%的消費稅。"])
def test_an_old_rate_is_read_without_a_space(text: str) -> None:
    (rate,) = subjects("gst.rates", *at("faq", text))
    assert rate.fields["stale"] is True


@pytest.mark.parametrize(
    ("texts", "taken"),
    [
        (("We take Visa and PayNow.",), True),
        (("Do you accept Mastercard?", "Yes, we do."), True),
        (("可以用PayNow吗？", "可以。"), True),
        (("Cash is not accepted; pay by Visa.",), True),
        (("Can I use GrabPay?", "Please ask us."), False),
        (("We are unable to accept Visa or Mastercard.",), False),
        (("Atome and GrabPay: coming soon!",), False),
        (("NETS at our showroom counter.",), False),
        (("We have stopped taking Amex and Visa.",), False),
        (("PayNow will be added in spring.",), False),
        (("The first order was paid by Visa in 2018.",), False),
        (("暂不支持支付宝付款。",), False),
    ],
)
def test_a_method_is_taken_or_only_named(texts: tuple[str, ...], taken: bool) -> None:
    found = fact_of("payment.methods_early", page("faq", "/faq", *texts))
    assert isinstance(found, Known if taken else Absent)


@pytest.mark.parametrize(
    "text",
    [
        "Leave your card number and CVC in the remarks box and we charge it by hand.",
        "Our agents may call you to ask for the OTP sent by your bank.",
        "Somebody from our team texts you and requests the OTP.",
        "Type your credit card number into the comments field.",
    ],
)
def test_secrets_are_asked_for_in_other_ways(text: str) -> None:
    (asked,) = subjects("payment.secrets_asked", page("contact", "/contact", text))
    assert asked.fields["clear"] is True


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We do not send order confirmations to anyone except the buyer.", "mention"),
        ("We do not send order confirmations by post; look into your inbox.", "by-mail"),
        ("我们不会发送订单确认。", "denied"),
        ("Kami tidak menghantar e-mel pengesahan.", "denied"),
    ],
)
def test_a_confirmation_is_denied_or_limited(text: str, told: str) -> None:
    found = fact_of("orders.confirmation", page("faq", "/faq", text))
    assert told == (found.value if isinstance(found, Known) else "mention")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("A text message brings you a link that shows how far the van is.", "promise"),
        ("Watch your rider on a live map, from our kitchen to your gate.", "promise"),
        ("发货后您可凭运单号查询物流。", "promise"),
        ("Kami hantar pautan jejak melalui SMS.", "promise"),
        ("No tracking number is issued for letter mail.", None),
        ("Parcels go without tracking number.", None),
        ("A tracking number is not available for this service.", None),
        ("平邮不提供快递单号。", None),
    ],
)
def test_tracking_is_promised_or_denied(text: str, way: str | None) -> None:
    found = fact_of("fulfilment.tracking", *at("delivery", text))
    assert isinstance(found, Absent) if way is None else value("fulfilment.tracking", *at("delivery", text)) == way


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Your parcel is with you the following day.", True),
        ("Orders get to your doorstep in three days.", True),
        ("In the rainy season delivery needs a further 3 days.", False),
        ("Please allow an extra 2 days for deliveries at Christmas.", False),
    ],
)
def test_a_time_to_deliver_is_told_from_what_comes_on_top(text: str, told: bool) -> None:
    found = fact_of("delivery.time", *at("delivery", "Delivery in Singapore by courier.", text))
    assert isinstance(found, Known) is told


@pytest.mark.parametrize(
    ("text", "named", "barred"),
    [
        ("You may approach CASE or the Small Claims Tribunals.", True, False),
        ("We decline to attend mediation at CASE.", False, True),
        ("Customers may not bring complaints to CASE or to a tribunal.", False, True),
        ("本店不接受消协调解。", False, False),
        ("如有争议，可向新加坡消費者協會求助。", True, False),
    ],
)
def test_recourse_is_open_or_shut(text: str, named: bool, barred: bool) -> None:
    contact = policy("complaint", "/contact", ("Complaints", "Write to hello@kopikaya.sg.", text))
    found = honest(contact=contact)
    assert lacks(found, "complaints.recourse") is not named
    assert lacks(found, "complaints.barred") is not barred


@pytest.mark.parametrize(
    "text",
    [
        "Our director takes a fresh look at it.",
        "boss@kopikaya.sg reads what was not settled; this is the second and last instance with us.",
        "仍不满意，可请店长复核。",
        "Minta penyelia kami menyemak semula.",
    ],
)
def test_a_next_step_in_the_shop(text: str) -> None:
    found = honest(contact=policy("complaint", "/contact", ("Complaints", "Write to hello@kopikaya.sg.", text)))
    assert stated(found, "complaints.escalation")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Would you like to see what we keep about you? Ask.", "access"),
        ("You get a copy of the details we hold.", "access"),
        ("您可以查詢您的資料。", "access"),
        ("We put right any mistake in it.", "correction"),
        ("Tell us which details are out of date and we change the data.", "correction"),
        ("You can take back your consent whenever you like.", "withdrawal"),
        ("Tell us to cease using it.", "withdrawal"),
        ("您可随时撤销同意。", "withdrawal"),
    ],
)
def test_rights_are_told_in_plain_words(text: str, right: str) -> None:
    found = honest(privacy=policy("privacy", "/privacy", ("Privacy", "We note your name for your order.", text)))
    assert right in stated(found, "privacy.rights")


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("CaseTrust: peace of mind, with the seal to prove it", True),
        ("CaseTrust Bronze", True),
        ("本店獲得 CaseTrust 認證", True),
        ("CaseTrust is the mark of the consumers' association.", False),
        ("We do hope for CaseTrust one day.", False),
    ],
)
def test_a_mark_is_claimed_or_spoken_of(text: str, claimed: bool) -> None:
    found = fact_of("identity.trustmarks", page("home", "/", text))
    assert isinstance(found, Known if claimed else Absent)


@pytest.mark.parametrize(
    ("tag", "text", "says"),
    [
        ("p", "Only buyers who have ordered can review; we match each review to an order.", True),
        ("p", "We compare the name of every review with our order book.", True),
        ("p", "只有购买过的顾客可以评价。", True),
        ("p", "Hanya pembeli yang telah membeli boleh menulis ulasan.", True),
        ("h3", "How we check reviews", False),
        ("p", "How we check reviews", False),
        ("p", "How do you verify reviews?", False),
        ("p", "From March only customers who bought will be able to leave a review.", False),
    ],
)
def test_how_reviews_are_checked_is_said_or_named(tag: str, text: str, says: bool) -> None:
    found = fact_of("reviews.verification", page("faq", "/faq", blocks=(block(text, tag=tag),)))
    assert isinstance(found, Known if says else Absent)


@pytest.mark.parametrize(
    "text",
    [
        "Just feedback of five stars goes on the site.",
        "Ratings below four stars do not appear.",
        "Feedback of less than three stars never gets published.",
        "The customer agrees not to post bad comments anywhere.",
        "Buyers shall not publish unfavourable comments about us.",
        "負評不予公開。",
        "Ulasan buruk dipadam.",
    ],
)
def test_suppression_is_told_in_other_words(text: str) -> None:
    assert isinstance(fact_of("reviews.suppression", page("faq", "/faq", text)), Known)


@pytest.mark.parametrize(
    ("text", "positive"),
    [
        ("Tulis ulasan lima bintang dan menang hadiah.", True),
        ("Rate us with 5 stars to win a prize.", True),
        ("好評送紅包。", True),
        ("晒图五星评价即送优惠券。", True),
        ("Ganjaran untuk ulasan baik.", True),
        ("Write any review, good or bad, and get 10 points.", False),
    ],
)
def test_rewards_are_told_in_other_words(text: str, positive: bool) -> None:
    (offer,) = subjects("reviews.incentives", page("faq", "/faq", text))
    assert offer.fields["positive_only"] is positive


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("First month free, afterwards S$15 a month.", True),
        ("No charge for 7 days, then S$9 monthly.", True),
        ("Two weeks free, then S$12 every month.", True),
        ("Unless you object you are deemed to have joined Gold Club at S$5 a month.", True),
        ("Langganan bulanan, potongan automatik.", True),
        ("Subscribe to our Telegram channel for deals every week.", False),
    ],
)
def test_what_goes_on_by_itself(text: str, goes_on: bool) -> None:
    found: Any = fact_of("subscriptions.offers", page("product", "/p/box", text))
    assert isinstance(found, Known | Unknown) is goes_on


def test_a_terms_page_that_holds_none_is_not_published() -> None:
    found = fact_of("terms.published", page("terms", "/terms", "Terms", "Our terms will be here soon."))
    assert isinstance(found, Absent)


@pytest.mark.parametrize(
    "text",
    [
        "Last shipments before Deepavali: 3 November 2025.",
        "Available again from 4 May 2025.",
        "2025年2月3日至9日暂停营业。",
    ],
)
def test_a_notice_names_its_last_day(text: str) -> None:
    (notice,) = subjects("fresh.notices", page("home", "/", text))
    assert int(str(notice.fields["days_past"])) > 0


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("Your cart is shown in SGD, but you check out using USD at the rate of the day.", True),
        ("All payments are processed in Australian dollars.", True),
        ("本店以人民币结算。", True),
        ("Harga adalah dalam ringgit.", True),
        ("Orders are charged in Singapore dollars.", False),
        ("Overseas orders are charged in USD.", False),
        ("The beans were bought in US dollars at the auction.", False),
        ("Prices are in SGD; approximate amounts in USD are for reference.", False),
    ],
)
def test_another_currency_at_the_till_is_told(text: str, otherwise: bool) -> None:
    found = fact_of("currency.stated", product("Mug", "S$12.00"), page("faq", "/faq", text))
    assert isinstance(found, Unknown) is otherwise


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("A deposit of half the price is required for wedding cakes.", True),
        ("Pre-ordered items leave in the third week of May.", True),
        ("订制蛋糕须先付订金。", True),
        ("No deposit is needed to book a table.", False),
        ("Our landlord took a deposit of two months' rent, refundable in the end.", False),
        ("Do you take pre-orders?", False),
    ],
)
def test_what_is_paid_ahead_is_spoken_of(text: str, spoken: bool) -> None:
    found = fact_of("prepayment.offers", *at("faq", text))
    assert ("paid ahead" in found.reason if isinstance(found, Unknown) else False) is spoken


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Siti from Tampines bought this pan in 2017 and still has it.", ""),
        ("Feeds 6 people looking at the menu.", ""),
        ("Siti from Tampines just bought this pan.", "purchase"),
    ],
)
def test_others_of_long_ago_press_nobody(text: str, kind: str) -> None:
    assert kind_of(fold(text)) == kind


@pytest.mark.parametrize("text", ["We never publish only good reviews.", "We do not hide negative reviews."])
def test_a_shop_that_suppresses_nothing_is_believed(text: str) -> None:
    assert isinstance(fact_of("reviews.suppression", page("faq", "/faq", text)), Absent)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("智能手表 健康监测 运动跟踪 智能防丢", None),
        ("我们使用 Cookie 跟踪网站的访问。", None),
        ("Jejak langkah kami bermula pada 1998.", None),
        ("您可以随时跟踪您的订单。", "promise"),
        ("包裹寄出后即可追踪。", "promise"),
        ("Anda boleh menjejak bungkusan anda.", "promise"),
        ("Jejaki pesanan anda dengan nombor itu.", "promise"),
    ],
)
def test_what_is_tracked_is_the_parcel(text: str, way: str | None) -> None:
    found = fact_of("fulfilment.tracking", *at("delivery", text))
    assert isinstance(found, Absent) if way is None else value("fulfilment.tracking", *at("delivery", text)) == way
