from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page, Request
from casetrust_audit.model.fact import Certainty, Known, Subject
from casetrust_audit.model.reading import Option
from tests.build import block, field, form, link, page
from tests.facts.policy_shop import PRIVACY, absent, ask, contact_form, honest, policy, shop, unknown, value

EMAIL = field("email", type="email", label="E-mail")


def with_notice(*texts: str) -> Shop:
    return honest(privacy=policy("privacy", "/privacy", ("Privacy notice", *texts)))


def with_form(*fields: Any, role: str = "register", text: str = "", **over: Any) -> Shop:
    return shop(page(role, "/form", "Form", forms=(form(*fields, text=text, **over),)))


def subjects(at: Shop, name: str) -> list[Subject]:
    fact = ask(at, name)
    found = fact.value if isinstance(fact, Known) and isinstance(fact.value, tuple) else ()
    return [s for s in found if isinstance(s, Subject)]


# the notice


def test_the_notice_of_an_honest_shop_is_linked_everywhere() -> None:
    found = honest()
    assert value(found, "privacy.notice_place") == "page"
    assert value(found, "privacy.notice_words") >= 80
    assert value(found, "privacy.linked_site_wide") is True
    assert value(found, "privacy.linked_at_forms") is True


def test_a_form_with_personal_data_is_markup_that_cannot_be_read_two_ways() -> None:
    fact = ask(honest(), "privacy.collects")
    assert isinstance(fact, Known)
    assert fact.certainty is Certainty.EXACT


def test_a_search_field_and_a_log_in_collect_nothing() -> None:
    search = form(field("q", type="search", label="Search by name"))
    login = form(EMAIL, field("password", type="password"))
    assert absent(shop(page("home", "/", "Hi", forms=(search, login))), "privacy.collects")


def test_a_form_without_a_link_beside_it_is_told() -> None:
    found = honest(contact=policy("contact", "/contact", ("Contact",), extra=contact_form(privacy=False)))
    far = link("/privacy", "Privacy", area="footer", box=(10, 3000, 50, 20))
    assert (
        value(
            shop(*found.pages, page("register", "/r", "Join", forms=(form(EMAIL),), links=(far,))),
            "privacy.linked_at_forms",
        )
        is False
    )


def test_a_notice_missing_from_many_footers_is_not_site_wide() -> None:
    bare = [page("product", f"/p{i}", "Jam") for i in range(5)]
    assert value(shop(*honest().pages, *bare), "privacy.linked_site_wide") is False


def test_a_notice_in_a_document_is_unread_and_no_notice_is_absent() -> None:
    pdf = page("home", "/", "Hi", links=(link("/privacy.pdf", "Privacy policy", area="footer"),))
    assert value(shop(pdf), "privacy.notice_place") == "unread"
    assert absent(shop(page("home", "/", "Hi")), "privacy.notice_place")
    assert unknown(shop(page("home", "/", "Hi"), footer_links_left=3), "privacy.notice_place")


@pytest.mark.parametrize(
    "text",
    [
        "[Insert company name] collects data.",
        "Contact {{ shop.email }} with questions.",
        "Lorem ipsum dolor",
        "YOUR COMPANY NAME respects privacy.",
    ],
)
def test_unfilled_template_text_is_found(text: str) -> None:
    assert value(with_notice(*PRIVACY[1:], text), "privacy.placeholder")


def test_a_notice_without_gaps_has_no_placeholder() -> None:
    assert absent(with_notice(*PRIVACY[1:], "See our site [here] and footnote [1]."), "privacy.placeholder")


def test_all_six_topics_are_found() -> None:
    assert value(honest(), "privacy.topic_count") == 6


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We use them to deliver your order and to answer your questions.", True),
        ("We need your address so that the courier finds you.", True),
        ("Your telephone number is only used to arrange the delivery.", True),
        ("We use cookies to remember your basket.", False),
        ("We use a web host to keep it all in one place.", False),
    ],
)
def test_what_data_are_for_is_told_in_plain_words(text: str, told: bool) -> None:
    topics = value(with_notice(*(t for t in PRIVACY[1:] if "purposes" not in t), text), "privacy.topics")
    assert isinstance(topics, tuple)
    assert ("purposes" in topics) is told


def test_a_chinese_notice_is_read() -> None:
    found = with_notice(
        "我们收集您的姓名和电子邮件。",
        "收集目的是处理订单。",
        "我们不会与第三方共享。",
        "资料保留五年。",
        "我们采取加密等保护措施。",
        "您可以查阅和更正资料，并撤回同意。",
    )
    assert value(found, "privacy.topic_count") == 5
    assert value(found, "privacy.rights") == ("access", "correction", "withdrawal")


def test_the_law_is_told() -> None:
    assert value(honest(), "privacy.law") == "pdpa"
    assert value(with_notice("We follow the GDPR and the CCPA."), "privacy.law") == "foreign-only"
    assert value(with_notice("We follow the GDPR and the PDPA."), "privacy.law") == "pdpa"


def test_another_companys_notice_is_found_and_processors_are_not() -> None:
    other = with_notice("Acme Trading Pte. Ltd. (“we”) respects your privacy.")
    assert value(other, "privacy.other_entity") == "Acme Trading Pte. Ltd."
    assert absent(with_notice("We share data with Ninja Logistics Pte. Ltd. and Stripe Inc."), "privacy.other_entity")
    assert absent(honest(), "privacy.other_entity")


# rights


def test_rights_and_contact_are_found() -> None:
    assert set(value(honest(), "privacy.rights")) == {"access", "correction", "withdrawal", "contact"}


def test_refusing_cookies_is_no_withdrawal() -> None:
    assert absent(with_notice("You may opt out of cookies in your browser settings."), "privacy.rights")


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Our Data Protection Officer can be reached at dpo@kopikaya.sg.", "dpo@kopikaya.sg"),
        ("Write to our DPO: +65 6123 4567", "+6561234567"),
        ("Privacy questions: privacy@kopikaya.sg", "privacy@kopikaya.sg (no data protection officer is named)"),
    ],
)
def test_a_contact_for_data_protection_is_found(text: str, contact: str) -> None:
    assert value(with_notice(text), "privacy.dpo_contact") == contact


def test_the_contact_may_stand_in_the_next_line() -> None:
    assert (
        value(with_notice("Data Protection Officer", "Mr Lim", "dpo@kopikaya.sg"), "privacy.dpo_contact")
        == "dpo@kopikaya.sg"
    )


def test_the_officer_of_a_vendor_is_not_the_shops() -> None:
    assert absent(with_notice("Shopify's Data Protection Officer: dpo@shopify.com"), "privacy.dpo_contact")


# what forms ask


def asked(at: Shop) -> Subject:
    return subjects(at, "privacy.forms")[0]


@pytest.mark.parametrize("label", ["NRIC number", "IC No.", "NRIC/FIN", "Passport number", "身份证号码"])
def test_a_demanded_identity_number_is_found(label: str) -> None:
    assert asked(with_form(EMAIL, field("x", label=label, required=True))).fields["identity_number"] == "required"


def test_an_optional_identity_number_is_told_from_a_demanded_one() -> None:
    assert asked(with_form(EMAIL, field("nric", label="NRIC (optional)"))).fields["identity_number"] == "optional"
    assert asked(with_form(EMAIL, field("nric", label="NRIC *"))).fields["identity_number"] == "required"


def test_the_last_four_characters_are_told_apart() -> None:
    assert (
        asked(with_form(EMAIL, field("nric", label="Last 4 characters of NRIC", required=True))).fields[
            "identity_number"
        ]
        == "last-four"
    )


@pytest.mark.parametrize(
    "label",
    ["Company UEN / registration number", "IC chip type", "Passport holder colour", "Tax identification number"],
)
def test_company_numbers_and_product_words_are_no_identity_number(label: str) -> None:
    assert asked(with_form(EMAIL, field("x", label=label, required=True))).fields["identity_number"] == "none"


def test_birth_date_and_gender_are_told_and_an_age_limit_justifies_them() -> None:
    plain = with_form(EMAIL, field("dob", label="Date of birth", required=True))
    wine = with_form(
        EMAIL, field("dob", label="Date of birth", required=True), text="To buy wine you must be 18 or older"
    )
    assert asked(plain).fields["birth_or_gender"] == "required"
    assert asked(plain).fields["justified"] is False
    assert asked(wine).fields["justified"] is True
    assert asked(with_form(EMAIL, field("gender", label="Gender"))).fields["birth_or_gender"] == "optional"


# marketing


def boxes(at: Shop) -> list[Subject]:
    return [s for s in subjects(at, "privacy.marketing_choices") if s.fields["kind"] == "box"]


def box(label: str, **over: Any) -> Any:
    return field("box", type="checkbox", label=label, **over)


def test_a_ticked_box_is_told_from_an_empty_one() -> None:
    phone = field("phone", label="Phone")
    ticked = with_form(
        EMAIL,
        phone,
        field("address", label="Address"),
        box("Email me with news and offers", checked=True),
        role="checkout",
    )
    empty = with_form(
        EMAIL, phone, field("address", label="Address"), box("Email me with news and offers"), role="checkout"
    )
    assert boxes(ticked)[0].fields["ticked"] is True
    assert boxes(empty)[0].fields["ticked"] is False


@pytest.mark.parametrize(
    "label", ["Remember me", "I agree to the terms of sale", "Text me order updates", "Same as billing address"]
)
def test_other_boxes_are_not_about_marketing(label: str) -> None:
    assert boxes(with_form(EMAIL, box(label, checked=True))) == []


def test_a_box_to_refuse_is_an_opt_out() -> None:
    found = boxes(with_form(EMAIL, box("Tick here if you do not want to receive marketing e-mails")))
    assert found[0].fields["opt_out"] is True
    assert found[0].fields["ticked"] is False


@pytest.mark.parametrize(
    ("label", "checked", "ticked", "opt_out"),
    [
        ("Untick this box if you do not wish to receive our newsletter", True, True, False),
        ("I would rather not receive promotions", False, False, True),
        ("I object to marketing by post", False, False, True),
        ("I object to marketing by post", True, False, False),
        ("Send me offers. You may opt out at any time", True, True, False),
    ],
)
def test_consent_is_read_by_its_sense(label: str, checked: bool, ticked: bool, opt_out: bool) -> None:
    (found,) = boxes(with_form(EMAIL, field("name", label="Name"), box(label, checked=checked), role="checkout"))
    assert (found.fields["ticked"], found.fields["opt_out"]) == (ticked, opt_out)


@pytest.mark.parametrize("yes", [True, False])
def test_an_answer_chosen_in_advance_is_chosen(yes: bool) -> None:
    answers = (Option("Yes please", "1", yes, False), Option("No", "0", not yes, False))
    listed = field("news", tag="select", type="select", label="Receive our newsletter?", options=answers)
    radios = [
        field("mail", type="radio", label=label, group="May we send you promotions?", checked=on, selector=f"#{label}")
        for label, on in (("Yes", yes), ("No", not yes))
    ]
    for fields in ([listed], radios):
        (found,) = boxes(with_form(EMAIL, field("name", label="Name"), *fields, role="register"))
        assert found.fields["ticked"] is yes


@pytest.mark.parametrize(
    ("choices", "met"),
    [
        (("HTML", "TEXT-Only"), False),
        (("Plain text", "HTML with pictures"), False),
        (("HTML format", "Text format"), False),
        (("Every week", "Every month"), True),
        (("HTML", "No newsletter"), True),
    ],
)
def test_in_what_form_a_newsletter_comes_is_no_consent_to_it(choices: tuple[str, str], met: bool) -> None:
    radios = [
        field("f", type="radio", label=label, group="Newsletter and e-mail details", checked=not n, selector=f"#f{n}")
        for n, label in enumerate(choices)
    ]
    found = boxes(with_form(EMAIL, field("name", label="Name"), *radios, role="register"))
    assert bool([b for b in found if b.fields["ticked"]]) is met


def test_where_one_heard_of_the_shop_is_no_consent() -> None:
    where = (Option("Newsletter", "1", True, False), Option("A friend", "0", False, False))
    heard = field("source", tag="select", type="select", label="How did you hear about us?", options=where)
    assert boxes(with_form(EMAIL, heard)) == []


def test_a_demanded_box_is_a_fault_except_in_a_form_made_for_the_newsletter() -> None:
    buying = with_form(
        EMAIL,
        field("name", label="Name"),
        field("address", label="Address"),
        box("Send me offers by e-mail", required=True),
    )
    letter = with_form(
        EMAIL, box("Yes, send me the newsletter", required=True), role="home", text="Newsletter Subscribe"
    )
    assert boxes(buying)[0].fields["required"] is True
    assert boxes(letter)[0].fields["required"] is False


def test_a_styled_box_with_a_hidden_input_counts() -> None:
    hidden = box("Send me the newsletter", checked=True, visible=False)
    found = shop(page("register", "/r", blocks=(block("Send me the newsletter"),), forms=(form(EMAIL, hidden),)))
    assert boxes(found)[0].fields["ticked"] is True


def test_a_clause_that_takes_consent_for_granted_is_found() -> None:
    clause = "By placing an order you agree to receive marketing messages from us."
    found = subjects(honest(terms=policy("terms", "/terms", ("Terms", clause))), "privacy.marketing_choices")
    assert found[0].fields["kind"] == "clause"


def test_a_shop_without_marketing_has_no_choices() -> None:
    assert absent(honest(), "privacy.marketing_choices")


# trackers


def tracked(url: str, *notice: str) -> Shop:
    front: Page = policy("home", "/", ("Kaya",), depth=0, requests=(Request(url, "GET", "script", 200),))
    return honest(home=front, privacy=policy("privacy", "/privacy", ("Privacy notice", *(notice or PRIVACY[1:]))))


GA = "https://www.google-analytics.com/g/collect"
PIXEL = "https://connect.facebook.net/en_US/fbevents.js"


def test_a_tracker_the_notice_speaks_of_is_covered() -> None:
    found = tracked(GA)
    assert [s.label for s in subjects(found, "privacy.trackers")] == ["Google Analytics or Tag Manager"]
    assert value(found, "privacy.trackers_mentioned") == Decimal(100)


def test_a_tracker_the_notice_is_silent_on_is_not_covered() -> None:
    assert value(tracked(PIXEL), "privacy.trackers_mentioned") == Decimal(0)


def test_a_notice_that_denies_cookies_is_found() -> None:
    assert value(tracked(GA, "We do not use cookies."), "privacy.denies_tracking") == "We do not use cookies."


@pytest.mark.parametrize(
    "text",
    [
        "We do not share your data with third parties except our couriers.",
        "We do not use cookies to identify you personally.",
        "We do not store credit card data.",
    ],
)
def test_a_limited_statement_denies_nothing(text: str) -> None:
    assert absent(tracked(GA, text), "privacy.denies_tracking")


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.jsdelivr.net/npm/x.js",
        "https://js.stripe.com/v3/",
        "https://fonts.gstatic.com/a.woff2",
        "https://notgoogle-analytics.com.evil.test/x",
    ],
)
def test_content_networks_and_payment_scripts_are_no_trackers(url: str) -> None:
    assert absent(tracked(url), "privacy.trackers")


def test_odd_collections_do_no_harm() -> None:
    hostile = page("privacy", "/privacy", "[" * 5000, "_" * 5000, "{{" * 2000, "we collect " * 2000)
    for found in (
        shop(),
        shop(page("privacy", "/privacy")),
        shop(hostile),
        shop(policy("privacy", "/privacy", PRIVACY, layout="phone")),
    ):
        for name in (
            "privacy.notice_place",
            "privacy.topics",
            "privacy.dpo_contact",
            "privacy.rights",
            "privacy.forms",
            "privacy.placeholder",
            "privacy.linked_site_wide",
        ):
            ask(found, name)
    assert unknown(shop(), "privacy.collects")


def test_a_form_of_a_script_whose_labels_are_only_words_collects_too() -> None:
    asked = tuple(field("", context=f"{words}:", id="") for words in ("First name", "Phone number", "Street"))
    assert value(shop(page("checkout", "/checkout", loose_fields=asked)), "privacy.collects") is True
