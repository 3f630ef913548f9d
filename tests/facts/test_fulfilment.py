from __future__ import annotations

import pytest

from casetrust_audit.model.fact import Absent, Known, Unknown
from tests.build import block, link, page
from tests.facts.shop_parts import fact_of, product, value


def test_steps_are_counted() -> None:
    text = "Orders placed before 2 pm on working days leave the same day by SingPost."
    delivery = page("delivery", "/delivery", text, "Self-collection at our Tampines shop.")
    assert value("fulfilment.steps", delivery) == ("cut-off", "working days", "courier", "self-collection")
    assert value("fulfilment.step_count", delivery) == 4


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Orders received after 14:00 leave the next day.", True),
        ("Order by 2pm for delivery tomorrow.", True),
        ("Orders placed after the cut-off are sent the next day.", True),
        ("Orders in by Friday are delivered on Monday.", True),
        ("The cart shows the delivery fee of your order before you check out.", False),
        ("You can change your order before paying.", False),
        ("We look at each order after it is paid.", False),
    ],
)
def test_a_cut_off_names_a_time(text: str, named: bool) -> None:
    found = fact_of("fulfilment.steps", page("delivery", "/delivery", text, "Self-collection at our Tampines shop."))
    assert isinstance(found, Known)
    assert ("cut-off" in found.value) is named  # type: ignore[operator]


def test_marketing_is_no_process() -> None:
    pages = page("delivery", "/delivery", "Fast delivery!")
    assert isinstance(fact_of("fulfilment.step_count", pages), Absent)
    assert isinstance(fact_of("fulfilment.processing", pages), Absent)


def test_processing_is_found() -> None:
    assert value("fulfilment.processing", page("faq", "/faq", "Your order is packed within a day."))


def test_few_pages_leave_it_open() -> None:
    assert isinstance(fact_of("fulfilment.processing", page("faq", "/faq", "Hello."), partial="budget"), Unknown)


def test_a_tracking_page_is_the_best_route() -> None:
    home = page("home", "/", "We e-mail a tracking number.", links=(link("/track", "Track my order"),))
    assert value("fulfilment.tracking", home) == "page"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("We e-mail a tracking number when your parcel leaves us.", "promise"),
        ("See your order history in your account.", "order-list"),
        ("WhatsApp us for your order status.", "ask-only"),
    ],
)
def test_other_routes_are_told(text: str, way: str) -> None:
    assert value("fulfilment.tracking", page("faq", "/faq", text)) == way


@pytest.mark.parametrize(
    "text", ["Track pants, S$30", "The soundtrack of our shop", "Cookies track your order of visits"]
)
def test_other_tracks_are_none(text: str) -> None:
    shop = page("faq", "/faq", text), product("Pants", links=(link("/c/track-pants", "Track pants"),))
    assert isinstance(fact_of("fulfilment.tracking", *shop), Absent)


def test_problems_need_a_remedy() -> None:
    text = (
        "If your parcel is lost we send another one. Damaged items are replaced within 7 days. "
        "Wrong item received? Contact us and we exchange it. Deliveries may be delayed."
    )
    delivery = page("delivery", "/delivery", text)
    assert value("fulfilment.problem_topics", delivery) == ("loss", "damage", "wrong item")
    assert value("fulfilment.problem_count", delivery) == 3


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("If nobody is at home, the courier tries a second time on the next working day.", "failed delivery"),
        ("If you are not at home the parcel comes back to us and we call you.", "failed delivery"),
        ("Write to us if your parcel has not come after 7 working days.", "delay"),
        ("If your order is late we refund the delivery charge.", "delay"),
        ("If the item is not what you ordered, we pay the return postage.", "wrong item"),
        ("A parcel that is lost is sent once more at our own cost.", "loss"),
    ],
)
def test_problems_are_told_in_plain_words(text: str, topic: str) -> None:
    assert value("fulfilment.problem_topics", page("delivery", "/delivery", text)) == (topic,)


@pytest.mark.parametrize(
    "text",
    [
        "Late at night no deliveries are made. Write to us.",
        "Our new range of parcels has not come cheap.",
        "We pay great attention to how each order is packed, so that nothing is broken.",
    ],
)
def test_words_of_problems_in_other_senses_cover_none(text: str) -> None:
    assert isinstance(fact_of("fulfilment.problem_topics", page("delivery", "/delivery", text)), Absent)


def test_to_collect_an_order_is_a_step_of_its_own() -> None:
    text = "You can also collect your order from us free of charge, Monday to Friday."
    assert "self-collection" in value("fulfilment.steps", page("delivery", "/delivery", text))  # type: ignore[operator]


def test_an_answer_belongs_to_its_question() -> None:
    faq = page("faq", "/faq", "My parcel arrived damaged?", "Send us a photo within 3 days and we replace the item.")
    assert value("fulfilment.problem_topics", faq) == ("damage",)


def test_refusing_all_responsibility_is_told() -> None:
    text = "We are not responsible for lost or damaged parcels once they have been dispatched."
    assert value("fulfilment.disclaims", page("terms", "/terms", text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "We accept no liability once your parcel is with the courier.",
        "The shop is not responsible for orders after they are given to our driver.",
        "We bear no responsibility when the package leaves our premises.",
    ],
)
def test_a_parcel_leaves_the_shop_in_many_words(text: str) -> None:
    assert value("fulfilment.disclaims", page("terms", "/terms", text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "We are not liable for indirect or consequential loss arising from use of this website.",
        "We are not responsible for delays caused by an incorrect address given by you once shipped.",
        "We are responsible for parcels lost in transit.",
        "We are not liable for lost parcels after delivery unless you tell us within 7 days.",
    ],
)
def test_general_and_limited_clauses_are_not_that(text: str) -> None:
    assert isinstance(fact_of("fulfilment.disclaims", page("terms", "/terms", text)), Absent)


def test_a_link_that_leads_to_the_front_page_tracks_nothing() -> None:
    dead = page("about", "/about", links=(link("/", "Track an order", area="footer"),))
    assert isinstance(fact_of("fulfilment.tracking", dead), Absent)


def test_tracking_as_what_an_account_is_good_for_needs_the_account() -> None:
    register = page("register", "/register", "Join us for exclusive offers and order tracking")
    assert value("fulfilment.tracking", register) == "order-list"


def test_the_same_words_in_the_footer_of_the_register_page_say_nothing() -> None:
    foot = block("Track an order", area="footer")
    pages = page("home", "/"), page("register", "/register", blocks=(foot,))
    assert isinstance(fact_of("fulfilment.tracking", *pages), Absent)


def test_a_link_by_mail_to_the_status_of_the_order_is_a_promise() -> None:
    said = (
        "If you want to see or change the status and details of your order, click on the link in one of the emails we "
        "sent you during the order process."
    )
    assert value("fulfilment.tracking", page("home", "/", said)) == "promise"
    assert isinstance(fact_of("fulfilment.processing", page("home", "/", said)), Absent)
