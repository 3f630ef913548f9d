from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Probe
from casetrust_audit.model.fact import Known, Unknown
from casetrust_audit.model.reading import Frame
from tests.build import block, collection, link, page
from tests.facts.policy_shop import (
    CONTACT,
    FOOTER_LINE,
    absent,
    ask,
    contact_form,
    honest,
    policy,
    shop,
    unknown,
    value,
)


def with_contact(*texts: str, role: str = "contact", heading: str = "Contact us", **extra: Any) -> Shop:
    return honest(contact=policy(role, "/contact", (heading, *texts), extra=extra))


def with_terms(*texts: str) -> Shop:
    return honest(terms=policy("terms", "/terms", ("Terms of sale", *texts)))


def states(at: Shop) -> dict[str, str]:
    """State of each checked channel by kind; the worst where there are several."""
    fact = ask(at, "complaints.checks")
    assert isinstance(fact, Known)
    order = ("broken", "unverified", "ok")
    found: dict[str, str] = {}
    for subject in fact.value if isinstance(fact.value, tuple) else ():
        assert not isinstance(subject, str)
        kind, state = str(subject.fields["kind"]), str(subject.fields["state"])
        found[kind] = min(found.get(kind, "ok"), state, key=order.index)
    return found


# the channel


def test_a_complaints_page_with_form_and_address_is_a_labelled_channel() -> None:
    assert value(honest(), "complaints.channel") == "labelled"


@pytest.mark.parametrize(
    "text",
    [
        "Feedback: hello@shop.sg",
        "投诉与意见反馈：hello@shop.sg",
        "Aduan: hello@shop.sg",
        "Customer service by WhatsApp: +65 8123 4567",
        "support@shop.sg",
    ],
)
def test_a_written_channel_named_for_complaints_is_labelled(text: str) -> None:
    assert value(with_contact(text), "complaints.channel") == "labelled"


def test_a_written_channel_without_such_a_name_is_unlabelled() -> None:
    assert value(with_contact("Write to hello@shop.sg"), "complaints.channel") == "unlabelled"


def test_only_a_phone_number_is_weaker_than_a_written_channel() -> None:
    only_phone = shop(page("contact", "/contact", "Call +65 6123 4567"))
    assert value(only_phone, "complaints.channel") == "phone-only"


def test_only_social_media_or_a_chat_widget_is_weaker_still() -> None:
    social = page("home", "/", "Kaya", links=(link("https://www.instagram.com/kopikaya", "Instagram", area="footer"),))
    chat = page("home", "/", "Kaya", scripts=("https://embed.tawk.to/abc",))
    assert value(shop(social), "complaints.channel") == "chat-or-social"
    assert value(shop(chat), "complaints.channel") == "chat-or-social"


def test_in_case_you_wonder_is_no_complaint_word() -> None:
    assert value(with_contact("In case of questions: hello@shop.sg"), "complaints.channel") == "unlabelled"


def test_a_careers_form_is_no_channel() -> None:
    found = shop(page("contact", "/careers", "Careers at Kaya", title="Careers | Kaya", **contact_form()))
    assert absent(found, "complaints.channel")


def test_no_channel_is_absent_only_where_enough_was_looked_at() -> None:
    assert absent(shop(page("home", "/", "Kaya")), "complaints.channel")
    assert unknown(shop(page("home", "/", "Kaya"), partial="budget"), "complaints.channel")
    assert unknown(shop(), "complaints.channel")


def test_a_channel_in_the_footer_is_seen_in_both_visits() -> None:
    line = FOOTER_LINE + " Feedback: hello@kopikaya.sg"
    fact = ask(
        honest(
            home=policy("home", "/", ("Kaya",), line=line, depth=0),
            second=policy("home", "/", ("Kaya",), line=line, session="second-look", depth=0),
        ),
        "complaints.channel",
    )
    assert isinstance(fact, Known)
    assert {ref.session for ref in fact.evidence} == {"crawl", "second-look"}


# how far away it is


def test_a_page_linked_in_the_footer_is_one_click_away() -> None:
    found = honest()
    assert value(found, "complaints.clicks") == 1
    assert value(found, "complaints.in_frame") is True
    assert value(found, "complaints.linked") is True


def test_a_channel_in_the_footer_itself_is_no_click_away() -> None:
    foot = (block("Feedback: hello@shop.sg", area="footer"),)
    assert value(shop(page("home", "/", "Kaya", blocks=foot, depth=0)), "complaints.clicks") == 0


def test_a_buried_page_is_far_and_in_no_frame() -> None:
    front = page("home", "/", "Kaya", depth=0, links=(link("/terms", "Terms"),))
    terms = page("terms", "/terms", "Terms", depth=1, links=(link("/annex", "Annex"),))
    annex = page("other", "/annex", "Annex", depth=2, links=(link("/letters", "Schedule"),))
    letters = page("other", "/letters", "Schedule", depth=3, links=(link("/contact", "here"),))
    contact = page("contact", "/contact", "Complaints: hello@shop.sg", depth=4)
    found = shop(front, terms, annex, letters, contact)
    assert value(found, "complaints.clicks") == 4
    assert absent(found, "complaints.in_frame")
    assert value(found, "complaints.linked") is True


def test_an_orphan_page_is_linked_by_nothing() -> None:
    found = shop(page("home", "/", "Kaya", depth=0), page("contact", "/contact", "Complaints: hello@shop.sg", depth=-1))
    assert absent(found, "complaints.linked")
    assert unknown(found, "complaints.clicks")


def test_an_address_inside_the_terms_only_is_told() -> None:
    terms = page("terms", "/terms", "Complaints go to hello@shop.sg")
    assert value(shop(page("home", "/", "Kaya"), terms), "complaints.only_in_terms") is True


# does it work


def test_what_can_be_checked_without_sending_is_checked() -> None:
    assert states(honest()) == {"form": "ok", "email": "unverified", "phone": "ok"}


def test_a_mail_domain_that_takes_no_mail_is_broken() -> None:
    parts = honest().pages
    for status, hosts, state in (
        ("none", [], "unverified"), ("nxdomain", [], "broken"), ("ok", ["0 ."], "broken"),
        ("timeout", [], "unverified"), ("ok", ["10 mx.kopikaya.sg."], "ok"),
    ):  # fmt: skip
        mx = {"name": "kopikaya.sg", "type": "MX", "status": status, "records": hosts}
        asked = {"domain": "kopikaya.sg", "organisational": "kopikaya.sg", "role": "address", "answers": [mx]}
        probe = Probe("p1", "email-domain", "shop.test", {"server": "system", "domains": [asked], "skipped": []})
        assert states(Shop(collection(*parts, probes=(probe,))))["email"] == state


def test_a_well_known_mail_service_takes_mail() -> None:
    assert states(with_contact("Feedback: kopikaya@gmail.com"))["email"] == "ok"


def test_a_captcha_leaves_a_form_unverified() -> None:
    guarded = policy(
        "contact",
        "/contact",
        CONTACT,
        extra=contact_form(),
        frames=(Frame("https://www.google.com/recaptcha/api2", "", True, (0, 0, 1, 1)),),
    )
    assert states(honest(contact=guarded))["form"] == "unverified"


@pytest.mark.parametrize("href", ["tel:+6561234", "mailto:hello", "tel:0"])
def test_a_link_that_can_reach_nobody_is_broken(href: str) -> None:
    found = with_contact("Feedback: hello@gmail.com", links=(link(href, "Call us"),))
    assert "broken" in states(found).values()


# times


def test_times_to_answer_and_to_resolve_are_told_apart() -> None:
    found = honest()
    assert value(found, "complaints.ack_days") == Decimal(1)
    assert value(found, "complaints.resolution_days") == Decimal(14)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("We confirm that we have your complaint within 1 working day and give you a reply within 7 working days.", 1),
        ("We acknowledge each complaint within 2 days, and you get our answer within 10 days.", 2),
        ("You will hear from us within 1 day that your message has arrived, and get a full reply within 5 days.", 1),
        ("We reply to complaints within 1 day by phone and within 5 days by letter.", 5),
    ],
)
def test_that_a_complaint_has_come_is_confirmed_before_it_is_answered(text: str, days: int) -> None:
    assert value(with_contact(text), "complaints.ack_days") == Decimal(days)


def test_a_chinese_reply_time_counts() -> None:
    assert value(with_contact("我们将在2个工作日内回复您的投诉。"), "complaints.ack_days") == Decimal(2)


@pytest.mark.parametrize(
    "text",
    [
        "Delivery takes 2 days and we respond with care.",
        "Your refund will be processed within 2 days of our response.",
        "You receive an automatic reply within 1 hour.",
        "Opening hours: 24 hours a day.",
    ],
)
def test_delivery_refund_and_automatic_times_are_no_time_to_answer(text: str) -> None:
    assert absent(with_contact(text), "complaints.ack_days")


def test_refund_times_are_no_time_to_resolve() -> None:
    found = with_contact("We investigate every complaint.", "Banks may take 14 days to post refunds.")
    assert absent(found, "complaints.resolution_days")


def test_a_long_time_in_stages_is_told_from_one_without() -> None:
    bare = with_contact("We resolve complaints within 60 days.", heading="Complaints", role="complaint")
    staged = with_contact("We resolve complaints within 60 days.", "We keep you updated every week.", role="complaint")
    assert value(bare, "complaints.resolution_days") == Decimal(60)
    assert absent(bare, "complaints.staged")
    assert value(staged, "complaints.staged")


def test_working_days_are_told() -> None:
    found = with_contact("Complaints are resolved within 20 working days.")
    assert value(found, "complaints.resolution_working") is True
    assert value(honest(), "complaints.resolution_working") is False


# status, escalation, recourse


def test_a_case_number_is_a_way_to_learn_the_status() -> None:
    assert "case number" in value(honest(), "complaints.status_route")


@pytest.mark.parametrize(
    "text",
    [
        "Use the tracking number to follow your parcel.",
        "Quote your order number.",
        "Sign up to be kept updated on the latest products.",
    ],
)
def test_order_numbers_and_newsletters_are_no_status_route(text: str) -> None:
    assert absent(with_contact(text), "complaints.status_route")


def test_escalation_and_recourse_are_found() -> None:
    found = honest()
    assert "manager" in value(found, "complaints.escalation")
    assert value(found, "complaints.recourse") == ("CASE", "mediation", "Small Claims Tribunals")


def test_case_as_a_word_is_not_the_association() -> None:
    found = with_contact("In any case, write to us. In CASE OF DOUBT ask.", "A phone case is no complaint.")
    assert absent(found, "complaints.recourse")


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        (
            "All disputes shall be settled exclusively by binding arbitration in Wilmington, Delaware.",
            "foreign-arbitration",
        ),
        ("The buyer waives the right to bring any claim before any court or tribunal.", "denies-recourse"),
        ("No disputes will be entertained.", "denies-recourse"),
        ("You submit to the exclusive jurisdiction of the courts of England.", "foreign-courts"),
    ],
)
def test_clauses_that_bar_the_way_are_found(clause: str, kind: str) -> None:
    assert value(with_terms(clause), "complaints.barred") == kind
    assert value(with_terms(clause), "complaints.barring_clause") == clause


@pytest.mark.parametrize(
    "clause",
    [
        "Disputes may be referred to arbitration in Singapore under SIAC rules.",
        "The courts of Singapore have exclusive jurisdiction.",
        "Failure to enforce a term is not a waiver of the right to do so.",
        "Nothing in these terms waives your rights before a court.",
        "We waive the delivery fee from S$60.",
    ],
)
def test_ordinary_clauses_bar_nothing(clause: str) -> None:
    assert absent(with_terms(clause), "complaints.barred")


def test_the_courts_of_its_own_country_are_not_foreign_to_a_foreign_shop() -> None:
    terms = page(
        "terms",
        "/terms",
        "The courts of England have exclusive jurisdiction.",
        "Harbour Books Ltd, 12 Harbour Street, Whitby YO21 1AA",
    )
    assert absent(shop(page("home", "/", "Books £9.00"), terms), "complaints.barred")


def test_empty_and_odd_collections_do_no_harm() -> None:
    for found in (
        shop(),
        shop(page("contact", "/contact")),
        shop(policy("contact", "/contact", CONTACT, layout="phone", session="second-look")),
    ):
        for name in (
            "complaints.channel",
            "complaints.clicks",
            "complaints.checks",
            "complaints.ack_days",
            "complaints.recourse",
            "complaints.barred",
        ):
            ask(found, name)


SHARES = (
    "https://twitter.com/intent/tweet?url=https%3A%2F%2Fshop.test%2Fpost&text=Post",
    "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fshop.test%2Fpost",
    "https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fshop.test%2Fpost",
)


@pytest.mark.parametrize("href", SHARES)
def test_a_button_that_shares_a_post_reaches_nobody(href: str) -> None:
    front = page("home", "/", "Mug S$18.00", links=(link(href, "Share"),), depth=0)
    assert absent(shop(front), "complaints.channel")


def test_a_profile_on_social_media_reaches_the_shop() -> None:
    front = page("home", "/", "Mug S$18.00", links=(link("https://www.facebook.com/kopikaya", "Facebook"),), depth=0)
    assert value(shop(front), "complaints.channel") == "chat-or-social"


def test_a_footer_link_through_the_shops_own_redirect_leads_to_the_channel() -> None:
    way = link("/redirect/?url=/page/imprint/%3AsY6m2L-Rl3yTJ01U5AXn5d0xVMm", "Imprint and complaints", area="footer")
    imprint = page("complaint", "/page/imprint/", "Imprint and complaints", "Complaints: complaints@harbour.test")
    found = shop(page("home", "/", "Seat €42.00", links=(way,), depth=0), imprint)
    assert value(found, "complaints.in_frame") is True


def test_an_address_written_against_robots_is_not_broken() -> None:
    spelt = link("mailto:tickets[at]harbour[dot]test", "Contact", area="footer")
    assert "broken" not in states(shop(page("home", "/", "Seat €42.00", links=(spelt,), depth=0))).values()


@pytest.mark.parametrize(("area", "told"), [("nav", True), ("header", True), ("main", False)])
def test_a_link_in_a_menu_that_was_closed_hides_no_channel(area: str, told: bool) -> None:
    away = link("/contact", "Feedback", area=area, visible=False)
    front = page("home", "/", "Kaya S$4.00", links=(away,), depth=0)
    contact = page("contact", "/contact", "Complaints: hello@shop.sg", depth=1)
    found = extract(shop(front, contact))
    for name in ("complaints.in_frame", "complaints.linked"):
        assert isinstance(found[name], Unknown) is told, name
