"""A sentence that names a thing and takes it back, puts it off or leaves it open states nothing."""

from __future__ import annotations

import pytest

from casetrust_audit.facts.audience import of_another
from casetrust_audit.facts.outline import answered
from casetrust_audit.facts.payment_methods import offers_method
from casetrust_audit.facts.privacy_forms import bundles_consent
from casetrust_audit.facts.remedies import denies_faulty, gives_remedy
from casetrust_audit.facts.standing import stands
from casetrust_audit.text.normalise import fold
from tests.build import block, page
from tests.facts.policy_shop import absent, honest, policy, value

TERMS = policy("terms", "/terms", ("Terms of sale", "These terms apply to every order."))


@pytest.mark.parametrize(
    "text",
    [
        "Our help desk opens soon and will then answer within a day.",
        "We are planning to give every complaint a number.",
        "From July 2031 we refund within 5 days.",
        "Once our new warehouse is ready we deliver within 2 days.",
        "Refund time: to be confirmed",
        "The company may, but need not, replace what is broken.",
        "We are under no obligation to answer complaints within 2 days.",
        "Faulty goods are exchanged if we see fit.",
        "The shop might perhaps repair a faulty kettle.",
        "That faulty goods are replaced is a myth.",
        "Most shops refund within 7 days.",
        "Two days is what our rivals promise.",
        "Tracking number: none",
        "Access and correction: not offered",
        "Do you refund within 7 days?",
        "退款时间待定",
        "是否换货，看情况处理",
        "其他商家七天内退款。",
        "We do not guarantee that complaints are settled within 10 days.",
        "The company does not undertake to answer within a day.",
        "我们不能保证两天内回复。",
        "Kami tidak menjanjikan bayaran balik dalam 7 hari.",
        "Every good retailer ought to replace faulty goods.",
        "A store must refund to the card within 14 days.",
        "Your home insurance pays out within 10 days to your account.",
        "The card issuer will refund you within 30 days.",
        "We may be able to swap a faulty kettle.",
        "Management might see whether a broken jar can be replaced.",
        "本店或会考虑更换瑕疵品。",
        "Kami mungkin akan mempertimbangkan gantian.",
        "Our manufacturer replaces defective jars and sends new ones to us.",
        "Spoiled beans are refunded by the importer to us.",
        "Our wholesalers pay us back within 7 days.",
        "供应商会为我们更换损坏的货品。",
        "Pembekal menggantikan barang rosak kepada kami.",
        "Bayaran balik akan datang.",
    ],
)
def test_what_is_named_only_to_be_taken_back(text: str) -> None:
    assert not stands(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "Tell us as soon as possible and we replace it.",
        "You will be able to follow the parcel by its number.",
        "We begin to pack within an hour.",
        "You may choose a repair, a new one or your money.",
        "While your order is being prepared you may still cancel it.",
        "We tell you when the parcel is ready to be collected.",
        "We aim to answer within 2 days.",
        "Our other stores take returns too.",
        "We do not leave you alone with faulty goods: they are replaced.",
        "收到后七天内退款。",
    ],
)
def test_plain_promises_stand(text: str) -> None:
    assert stands(fold(text))


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "Where a fault is claimed, the shop may look at it and may, without being obliged to, offer a new one.",
            False,
        ),
        ("Will you repair a broken lamp?", False),
        ("The buyer waives his statutory rights.", False),
        ("Your statutory rights are not affected.", True),
        ("A cracked cup is swapped for a sound one.", True),
        ("If it does not work, we repair it or pay you back.", True),
    ],
)
def test_a_remedy_is_one_that_is_owed(text: str, given: bool) -> None:
    assert gives_remedy(fold(text)) is given


def test_what_a_block_answers() -> None:
    blocks = (
        block("Where is my parcel?", tag="p"),
        block("There is a link in the SMS.", tag="p"),
        block("We sell tea.", tag="p"),
        block("When?", tag="h3"),
        block("Two days", tag="li"),
        block("Three at Christmas", tag="li"),
    )
    reading = page("faq", "/faq", blocks=blocks).reading
    assert [answered(reading, b) for b in reading.blocks] == [
        (), ("where is my parcel?",), (), (), ("when?",), ("when?",),
    ]  # fmt: skip


def test_a_form_for_returns_settles_nothing() -> None:
    about = (
        "Type in your order number, choose the goods and a reason, and press the button; staff will look at it. " * 5
    )
    found = honest(returns=policy("returns", "/returns", ("Returns desk", about)), terms=TERMS)
    assert absent(found, "returns.outcome_told")
    told = honest(
        returns=policy("returns", "/returns", ("Returns desk", about, "Goods can be returned within 9 days.")),
        terms=TERMS,
    )
    assert value(told, "returns.outcome_told") is True


def test_a_time_that_cannot_be_placed_is_still_seen() -> None:
    found = honest(
        returns=policy("returns", "/returns", ("Returns", "Our people need nine days for the forms.")), terms=TERMS
    )
    assert absent(found, "returns.window_days")
    assert value(found, "returns.time_seen") is True
    assert absent(
        honest(returns=policy("returns", "/returns", ("Returns", "Ask us.")), terms=TERMS), "returns.time_seen"
    )
    of_orders = "An order that we cancel ourselves is paid back within 6 working days."
    assert absent(
        honest(returns=policy("returns", "/returns", ("Returns", "Ask us.", of_orders)), terms=TERMS),
        "returns.time_seen",
    )


@pytest.mark.parametrize(
    ("text", "bundled"),
    [
        ("Whoever registers is deemed to have subscribed to our newsletter.", True),
        ("By sending this form you are taken to have consented to marketing.", True),
        ("Your account is automatically added to our mailing list.", True),
        ("注册即视为同意接收本店推广信息。", True),
        ("Dengan membeli di sini, anda bersetuju menerima promosi kami.", True),
        ("You are added to our waiting list at once.", False),
        ("注册即表示同意本条款。", False),
    ],
)
def test_consent_taken_for_granted_in_other_words(text: str, bundled: bool) -> None:
    assert bundles_consent(fold(text)) is bundled


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("Kaya Corner, a happy tenant of ", True),
        ("As seen in ", True),
        ("Interior and logo: ", True),
        ("Photos by: ", True),
        ("c/o ", True),
        ("Sold at ", True),
        ("The second stall stood at ", True),
        ("Kaya Corner is run by ", False),
        ("Our team of nine at ", False),
        ("Shop: ", False),
    ],
)
def test_relations_that_make_a_name_another_firms(text: str, another: bool) -> None:
    assert of_another(fold(text)) is another


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("For wholesale accounts only: bank transfer.", False),
        ("On Lazada you pay by Visa or Lazada Wallet.", False),
        ("One day we might take PayNow.", False),
        ("Mastercard holders, join our tour!", False),
        ("Visa and PayNow are fine with us.", True),
    ],
)
def test_a_way_to_pay_is_one_for_shoppers_here_and_now(text: str, offered: bool) -> None:
    assert offers_method(text, "") is offered


@pytest.mark.parametrize(
    "text",
    [
        "Evening delivery is planned for next spring.",
        "A returns counter is in preparation.",
        "We wish some day to refund within a week.",
        "A tracking page is in the works.",
    ],
)
def test_what_is_only_planned(text: str) -> None:
    assert not stands(fold(text))


def test_a_login_that_will_tell_settles_nothing() -> None:
    text = "Log in, and the page shows which of your goods can be returned and until when. " * 8
    found = honest(returns=policy("returns", "/returns", ("Returns", text)), terms=TERMS)
    assert absent(found, "returns.outcome_told")


@pytest.mark.parametrize(
    ("line", "brand"),
    [
        ("Proprietor: Lim Siew Eng. 5 Burn Road, Singapore 369972", "Lim Siew Eng"),
        ("Run by Siew Eng Bakes, a home business", "Siew Eng Bakes"),
        ("经营者：林秀英", "林秀英"),
    ],
)
def test_who_runs_the_shop_may_be_told_without_a_legal_form(line: str, brand: str) -> None:
    found = honest(
        home=policy("home", "/", ("Siew Eng", "Kaya S$8.90"), line=line, depth=0),
        contact=policy("contact", "/contact", ("Contact", "Write to hi@siew.sg."), line=line),
        returns=None, terms=None, privacy=None, second=None,
    )  # fmt: skip
    assert value(found, "identity.brand_only") == brand


def test_a_line_to_call_somebody_else_is_no_contact() -> None:
    def numbers(line: str) -> bool:
        found = honest(
            home=policy("home", "/", ("Kaya", "Kaya S$8.90"), line=line, depth=0),
            contact=policy("contact", "/contact", ("Contact", "Write to hi@siew.sg."), line=line),
            returns=None, terms=None, privacy=None, second=None,
        )  # fmt: skip
        return not absent(found, "contacts.number")

    assert not numbers("Card stolen? Call the OCBC hotline 6363 3333.")
    assert not numbers("Police hotline: 6255 0000")
    assert numbers("Our hotline: 6745 1234")


@pytest.mark.parametrize(
    "text",
    [
        "Our supplier replaces faulty kettles for you; send them to us.",
        "The manufacturer repairs defective mugs for buyers within two years.",
        "供应商会为您更换瑕疵品。",
        "Faulty goods are replaced; send the broken one to us.",
        "Parcels arrive in 2 days, though we cannot guarantee that they do.",
        "Our shop must refund you within 7 days.",
    ],
)
def test_what_a_maker_does_for_buyers_stands(text: str) -> None:
    assert stands(fold(text))


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("货品售出概不退换，品质问题亦不例外。", True),
        ("清仓商品恕不退货,瑕疵也不例外。", True),
        ("質量問題亦不予退換。", True),
        ("支持七天退换，质量问题亦不例外。", False),
        ("质量问题也不用担心，我们免费换新。", False),
    ],
)
def test_a_denial_for_faulty_goods_in_chinese(text: str, denied: bool) -> None:
    assert denies_faulty(fold(text)) is denied
