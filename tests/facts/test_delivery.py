from __future__ import annotations

import pytest

from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Absent, Known, Unknown
from tests.build import block, page
from tests.facts.shop_parts import fact_of, product, value


def at(text: str, role: str = "delivery") -> tuple[Page, Page]:
    return product("Mug", "A mug"), page(role, f"/{role}", text)


@pytest.mark.parametrize(
    "text",
    [
        "Delivery takes 2-4 working days islandwide.",
        "Standard delivery 3.95, arrives in 3 to 5 business days.",
        "Next-day delivery for orders before noon.",
        "配送需要3个工作日。",
        "付款后24小时内发货,3天送达。",
        "发货后3至5天到货。",
        "Delivery takes 3 working days after your payment is received.",
        "Royal Mail 48: 2-3 days, delivered to your door.",
        "We try to deliver within 3 days of your order.",
        "Standard delivery takes 2-4 working days but may be delayed in December.",
        "Parcels reach you in 3 days (a second attempt is free).",
        "Parcels that are not ordered before noon arrive on the next working day.",
        "We choose with care, use paper, avoid plastic, are at your door within 3 working days, and call you first.",
        "本店用心挑选,使用纸箱,不用塑料,市区2天送达,并提前致电。",
    ],
)
def test_a_delivery_time_is_found(text: str) -> None:
    assert value("delivery.time", *at(text)) == text[:200]
    assert value("delivery.time_place", *at(text)) == "near"


@pytest.mark.parametrize(
    "text",
    [
        "Orders are processed within 2 working days.",
        "Returns are accepted within 14 days of delivery.",
        "Contact us within 7 days of receipt of the parcel.",
        "Delivery with a 2 year warranty.",
        "We deliver results.",
        # what happens to a parcel that did not arrive
        "Where a delivery fails because nobody was in, the courier tries again on the next working day.",
        "If nobody is at home, a second attempt to deliver is made within 2 days.",
        "When nobody is at home to take your delivery, we come back within 2 days.",
        "Undelivered parcels are held at the post office for 7 days.",
        "If your parcel has not arrived within 10 working days, write to us and we trace it with the courier.",
        "Deliveries may be delayed by 2-3 days in December.",
        "You may change the delivery address within 1 day of ordering.",
        "派送失败后，快递员将在次日再次派送。",
        # how long money takes, and when goods leave
        "Bank transfers take 2-3 working days to reach us, then we ship your order.",
        "Funds sent by cheque clear in 5 days; your parcel is dispatched the day after.",
        "转账通常需要2至3个工作日到账,我们收到款项后当日发货。",
        "付款成功后，仓库会在48小时内发货。",
        "发货后3个工作日内,电子发票会寄到您的邮箱。",
        "签收后7天内可申请退货。",
        # a long sentence on delivery that counts something else
        "Home delivery is free, but who refuses parcels more than 3 times within 10 days pays the postage; refusals "
        "are counted by account; the 10 days begin with the order.",
        "送货上门免运费，但同一帐号在10天内拒收3次以上，每单扣除运费；时间以系统记录为准；自提交之日向前推算10天，不以工作日计算。",
    ],
)
def test_other_times_are_no_delivery_time(text: str) -> None:
    assert isinstance(fact_of("delivery.time", *at(text)), Absent)


def test_nothing_found_on_few_pages_is_unknown() -> None:
    assert isinstance(fact_of("delivery.time", *at("Hello"), pages=3, frontier_left=9), Unknown)


def test_a_time_only_in_the_terms_is_told_so() -> None:
    assert value("delivery.time_place", *at("Delivery takes 5 working days.", "terms")) == "terms"


def test_a_row_under_a_delivery_heading_counts() -> None:
    mug = product("Mug", blocks=(block("Delivery", tag="h2"), block("Takes 2-3 working days to reach you.")))
    assert value("delivery.time_place", mug) == "near"


def test_as_soon_as_possible_is_vague() -> None:
    assert value("delivery.vague_time", *at("We deliver as soon as possible."))
    assert isinstance(fact_of("delivery.time", *at("We deliver as soon as possible.")), Absent)


def test_areas_and_methods_are_named() -> None:
    pages = at("Courier delivery islandwide by Ninja Van, not to Sentosa; self-collection at Tampines.")
    assert value("delivery.areas", *pages) == ("islandwide", "excluded areas")
    methods = value("delivery.methods", *pages)
    assert isinstance(methods, tuple)
    assert {"courier", "self-collection"} <= set(map(str, methods))


@pytest.mark.parametrize(
    ("text", "digital"),
    [
        ("Follow your parcel on the courier's site or ask us by email.", False),
        ("You receive the tracking number by e-mail.", False),
        ("Delivery of gift cards is by e-mail.", True),
        ("Delivered by email within an hour.", True),
    ],
)
def test_only_goods_that_come_by_mail_are_a_way_of_delivery(text: str, digital: bool) -> None:
    found = fact_of("delivery.methods", *at(text))
    assert ("digital delivery" in (found.value if isinstance(found, Known) else ())) is digital  # type: ignore[operator]


def test_a_british_shop_has_areas_too() -> None:
    assert value("delivery.areas", *at("Delivery to UK mainland by Royal Mail.")) == ("United Kingdom",)


def test_a_shop_of_downloads_is_digital() -> None:
    books = [product(f"Book {n}", "Instant download. No physical item will be shipped.") for n in (1, 2)]
    assert value("delivery.digital_only", *books) is True


def test_one_voucher_makes_no_digital_shop() -> None:
    shop = [product("Mug", "A mug"), product("Lamp", "A lamp"), product("Voucher", "Digital product only")]
    assert value("delivery.digital_only", *shop) is False


def test_the_cart_with_an_item_in_it_counts_beside_the_empty_one() -> None:
    empty = page("cart", "/basket/", "Your basket is empty.")
    filled = page("cart", "/basket/", "Standard delivery (3-5 days) £3.95", step="cheap/cart", session="journey-cheap")
    assert value("delivery.time", product("Mug", "A mug"), empty, filled) == "Standard delivery (3-5 days) £3.95"


@pytest.mark.parametrize(
    "text", ["Ships in two days.", "Orders are dispatched within 3 working days.", "现货商品48小时内发货。"]
)
def test_a_day_on_which_goods_leave_is_vague_and_no_delivery_time(text: str) -> None:
    assert value("delivery.vague_time", product("Mug", text)) == text
    assert isinstance(fact_of("delivery.time", product("Mug", text)), Absent)


def test_to_ship_in_a_box_is_no_time() -> None:
    assert isinstance(fact_of("delivery.vague_time", product("Mug", "Ships in a box made of card.")), Absent)
