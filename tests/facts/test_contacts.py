from __future__ import annotations

import pytest

from casetrust_audit.facts.contacts import by_kind, contacts
from casetrust_audit.facts.shop import Shop
from tests.build import block, field, form, link, page
from tests.facts.policy_shop import absent, contact_form, honest, policy, shop, unknown, value


def on_contact(*texts: str, **over: object) -> Shop:
    return shop(policy("contact", "/contact", ("Contact", *texts), line="", footer_links=(), extra=over))


def test_the_ways_to_reach_an_honest_shop_are_found() -> None:
    found = honest()
    assert value(found, "contacts.means") == ("email", "form", "phone")
    assert value(found, "contacts.means_count") == 3
    assert value(found, "contacts.written") is True
    assert value(found, "contacts.number") is True


def test_an_address_with_at_spelt_out_counts() -> None:
    assert [c.value for c in by_kind(on_contact("help [at] shop [dot] sg"), "email")] == ["help@shop.sg"]


def test_mailto_tel_and_whatsapp_links_count() -> None:
    links = (
        link("mailto:hello@shop.sg?subject=Hi", "Write"),
        link("tel:+6561234567", "Call"),
        link("https://wa.me/6581234567", "Chat"),
    )
    found = on_contact("Reach us", links=links)
    assert value(found, "contacts.means") == ("email", "phone", "whatsapp")


def test_a_whatsapp_share_link_is_no_contact() -> None:
    assert absent(on_contact("Share", links=(link("https://wa.me/?text=look", "Share"),)), "contacts.means")


@pytest.mark.parametrize(
    "text",
    ["Fax: +65 6123 4567", "UEN 201998765D", "GST Reg. No. M90367530Y", "Singapore 238801", "Order no. 81234567"],
)
def test_a_fax_a_registration_and_a_postal_code_are_no_phone(text: str) -> None:
    assert not by_kind(on_contact(text), "phone")


@pytest.mark.parametrize(
    "text", ["+44 1947 000000", "Tel: 01947 820123", "Call (617) 737-3344", "+1 416 939 1530", "Phone 020 7433 3338"]
)
def test_a_foreign_number_counts(text: str) -> None:
    assert len(by_kind(on_contact(text), "phone")) == 1


def test_an_eight_digit_singapore_number_counts() -> None:
    assert [c.value for c in by_kind(on_contact("Call 6123 4567"), "phone")] == ["+6561234567"]


def test_phone_and_whatsapp_in_one_line_are_two_ways() -> None:
    found = on_contact("Phone: +65 6123 4567, WhatsApp: +65 8123 4567")
    assert value(found, "contacts.means") == ("phone", "whatsapp")


@pytest.mark.parametrize(
    "text",
    [
        "Careers: jobs@shop.sg",
        "For wholesale write to trade@shop.sg",
        "Press enquiries: press@shop.sg",
        "pdpc: info@pdpc.gov.sg",
    ],
)
def test_addresses_for_traders_applicants_and_of_authorities_do_not_count(text: str) -> None:
    found = shop(page("about", "/about", text))
    assert not by_kind(found, "email")


def test_a_wholesale_form_is_no_contact_form() -> None:
    extra = contact_form()
    found = shop(page("contact", "/wholesale", "Wholesale enquiry form", title="Wholesale | Shop", **extra))
    assert not by_kind(found, "form")


def test_review_newsletter_and_login_forms_are_no_contact_forms() -> None:
    review = form(field("review", tag="textarea", type="textarea", label="Your review"), text="Write a review")
    news = form(field("email", type="email"), text="Subscribe to our newsletter")
    login = form(field("email", type="email"), field("password", type="password"))
    found = shop(page("product", "/p", "Jam", forms=(review,)), page("home", "/", "Hi", forms=(news, login)))
    assert not by_kind(found, "form")


def test_the_shoppers_own_details_on_a_checkout_are_not_the_shops() -> None:
    found = shop(
        page(
            "checkout",
            "/checkout",
            "audit.testperson@example.com",
            "+65 8123 4567",
            session="journey-cheap",
            step="cheap/review",
        )
    )
    assert contacts(found) == ()


def test_an_address_in_a_review_is_not_the_shops() -> None:
    assert contacts(shop(page("product", "/p", "Mail me at buyer@mail.sg for photos"))) == ()


def test_the_footer_of_any_page_counts() -> None:
    foot = (block("hello@shop.sg", area="footer"),)
    found = shop(page("product", "/p", "Jam", blocks=foot), page("home", "/", "Hi", blocks=foot, session="second-look"))
    assert value(found, "contacts.means") == ("email",)
    assert absent(found, "contacts.number")


def test_hidden_text_is_no_contact() -> None:
    assert contacts(shop(page("contact", "/contact", blocks=(block("hello@shop.sg", visible=False),)))) == ()


def test_no_contact_is_absent_only_where_enough_was_looked_at() -> None:
    front = page("home", "/", "Kaya jam")
    assert absent(shop(front), "contacts.means")
    assert unknown(shop(front, walls=2), "contacts.means")
    assert unknown(shop(), "contacts.means")


def test_hostile_text_is_read_in_good_time() -> None:
    text = "+" * 5000 + "1 " * 5000 + "a@" * 5000 + "(0) " * 5000
    assert value(on_contact(text, "hello@shop.sg"), "contacts.written") is True


def test_a_number_without_country_code_is_of_the_country_the_shop_shows() -> None:
    found = on_contact("12 Oak Street, Springfield, IL 62704", "Tel: (217) 555-0199")
    assert [c.value for c in by_kind(found, "phone")] == ["+12175550199"]


def test_a_long_number_that_nothing_calls_a_phone_is_none() -> None:
    assert not by_kind(on_contact("We have packed 81234567 jars in all these years"), "phone")


def test_a_number_labelled_fax_in_the_cell_before_is_no_phone() -> None:
    assert not by_kind(on_contact("Fax:", "6123 4567"), "phone")


def test_each_contact_is_judged_by_its_own_sentence() -> None:
    found = on_contact("For wholesale write to trade@shop.sg. For your order write to help@shop.sg.")
    assert [c.value for c in by_kind(found, "email")] == ["help@shop.sg"]


def test_an_address_hidden_by_cloudflare_is_found_in_its_link() -> None:
    code = bytes([7, *(b ^ 7 for b in b"help@shop.sg")]).hex()
    found = on_contact("[email protected]", links=(link(f"/cdn-cgi/l/email-protection#{code}", "[email protected]"),))
    assert [c.value for c in by_kind(found, "email")] == ["help@shop.sg"]


def test_a_whatsapp_link_without_number_is_a_way_to_write_and_no_number() -> None:
    found = on_contact("Chat", links=(link("https://wa.me/message/ABCDEF", "WhatsApp us"),))
    assert value(found, "contacts.means") == ("whatsapp",)
    assert absent(found, "contacts.number")
