from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.fact import Certainty, Known, Subject, Unknown
from casetrust_audit.model.reading import Image
from tests.build import block, collection, field, form, link, page
from tests.facts.policy_shop import FOOTER_LINE, absent, ask, honest, pages, policy, shop, unknown, value

ORPHAN_CODES = ("Order 53312345C has been shipped", "Part no. 201998765D", "SKU T08LL1234A")


def with_footer(line: str, *texts: str) -> Shop:
    """A shop of two visits whose only word on itself is its footer line."""
    foot = (block(line, area="footer"),) if line else ()
    first = page("home", "/", "Kaya jam S$8.90", *texts, blocks=foot, depth=0)
    again = page("home", "/", "Kaya jam S$8.90", *texts, blocks=foot, depth=0, session="second-look", layout="phone")
    return shop(first, again)


def british(*texts: str, **over: Any) -> Shop:
    contact = page(
        "contact",
        "/contact/",
        "Harbour Books Ltd, 12 Harbour Street, Whitby YO21 1AA",
        "+44 1947 000000",
        "hello@harbourbooks.test",
        *texts,
    )
    return shop(page("home", "/", "Moby Dick £9.00", depth=0, **over), contact)


# legal names


def test_the_legal_name_in_the_footer_is_seen_in_both_visits() -> None:
    fact = ask(honest(), "identity.legal_name")
    assert isinstance(fact, Known)
    assert fact.value == "Kopi & Kaya Pte. Ltd."
    assert {ref.session for ref in fact.evidence} == {"crawl", "second-look"}
    assert value(honest(), "identity.legal_name_clicks") == 0


@pytest.mark.parametrize(
    "line",
    [
        "© 2026 Kopi Corner. Powered by Shopify Inc.",
        "© 2026 Kopi Corner. Theme by Pixel Themes Pte. Ltd.",
        "© 2026 Kopi Corner. Website designed by Webby Solutions Pte Ltd",
    ],
)
def test_the_platform_and_the_theme_vendor_are_not_the_shop(line: str) -> None:
    found = with_footer(line)
    assert absent(found, "identity.legal_name")
    assert value(found, "identity.brand_only") == "Kopi Corner"


def test_couriers_and_payment_providers_in_the_notice_are_not_the_shop() -> None:
    notice = policy(
        "privacy",
        "/privacy",
        ("Privacy", "We share your address with Ninja Logistics Pte. Ltd. and Stripe Payments Singapore Pte. Ltd."),
    )
    assert absent(honest(privacy=notice), "identity.names_differ")


def test_one_firm_written_in_two_ways_is_one_name() -> None:
    terms = policy("terms", "/terms", ("Terms", "This shop is operated by KOPI & KAYA PRIVATE LIMITED."))
    assert absent(honest(terms=terms), "identity.names_differ")


def test_two_firms_that_both_run_the_shop_differ() -> None:
    terms = policy("terms", "/terms", ("Terms", "This shop is operated by Acme Trading Pte. Ltd. (“we”)."))
    assert "Acme Trading Pte. Ltd." in value(honest(terms=terms), "identity.names_differ")


def test_a_sole_proprietor_has_a_trading_name_and_a_uen() -> None:
    found = with_footer("© 2026 Kaya Corner (UEN 53312345C)")
    assert value(found, "identity.uen") == "53312345C"
    assert value(found, "identity.legal_name") == "Kaya Corner"


def test_a_brand_beside_a_company_number_is_no_legal_name_and_no_doubt() -> None:
    found = with_footer("© 2026 Kopi & Kaya, UEN 201998765D")
    assert absent(found, "identity.legal_name")
    assert absent(found, "identity.brand_only")


def test_a_copyright_line_without_a_name_names_nobody() -> None:
    found = with_footer("© 2026 All rights reserved")
    assert absent(found, "identity.legal_name")
    assert absent(found, "identity.brand_only")


def test_limited_edition_is_no_firm() -> None:
    assert absent(with_footer("", "Limited edition mugs"), "identity.legal_name")


# UEN


def test_a_valid_uen_in_the_footer_is_found() -> None:
    assert value(honest(), "identity.uen") == "201998765D"
    assert value(honest(), "identity.uen_clicks") == 0
    assert absent(honest(), "identity.uen_doubt")


@pytest.mark.parametrize("text", ORPHAN_CODES)
def test_order_and_part_codes_are_no_uen(text: str) -> None:
    found = shop(page("home", "/", "Kaya"), page("faq", "/faq", text), page("product", "/p", text))
    assert absent(found, "identity.uen")
    assert absent(found, "identity.uen_doubt")


def test_a_labelled_number_with_a_wrong_letter_is_doubtful() -> None:
    found = with_footer("© Kopi & Kaya Pte. Ltd. UEN 201998765X")
    assert absent(found, "identity.uen")
    assert value(found, "identity.uen_doubt") == "check-letter"


def test_a_gst_number_equal_to_the_uen_is_one_number() -> None:
    found = with_footer("Kopi & Kaya Pte. Ltd. UEN 201998765D, GST Reg. No. 201998765D")
    assert value(found, "identity.uen") == "201998765D"
    assert absent(found, "identity.uen_doubt")


def test_a_number_named_as_gst_number_only_is_doubtful() -> None:
    assert value(with_footer("Kopi & Kaya Pte. Ltd. GST Reg. No. 201998765D"), "identity.uen_doubt") == "gst-only"


def test_a_gst_number_of_another_shape_is_no_uen() -> None:
    assert absent(with_footer("Kopi & Kaya Pte. Ltd. GST Reg. No. M90367530Y"), "identity.uen")


def test_a_uen_split_by_spaces_is_read() -> None:
    assert value(with_footer("Kopi & Kaya Pte. Ltd. UEN: 2019 98765 D"), "identity.uen") == "201998765D"


def test_several_uens_are_doubtful() -> None:
    terms = policy("terms", "/terms", ("Terms", "Sold by Acme Pte. Ltd. (UEN 200304231M)."))
    assert value(honest(terms=terms), "identity.uen_doubt") == "several"
    assert absent(honest(terms=terms), "identity.uen")


# address


@pytest.mark.parametrize(
    "text",
    [
        "27 Eng Kopi Street, #01-05, Singapore 168027",
        "Blk 123 Ang Mo Kio Avenue 3 #04-56 S(560123)",
        "12 Harbour Street, Whitby YO21 1AA",
        "8848 Larston Street Houston Texas 77055",
        "Musterstraße 12, 10115 Berlin",
        "5 Jalan Ampang, 50450 Kuala Lumpur",
    ],
)
def test_a_street_and_a_postal_code_are_an_address(text: str) -> None:
    found = shop(page("contact", "/contact", text))
    assert value(found, "identity.address")


def test_an_address_in_several_lines_is_put_together() -> None:
    found = shop(page("contact", "/contact", "Kopi & Kaya", "27 Eng Kopi Street", "#01-05", "Singapore 168027"))
    assert "27 Eng Kopi Street" in value(found, "identity.address")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Self-collection point: 1 Kaya Road, Singapore 168027", "pickup"),
        ("P.O. Box 123, Singapore 910123", "po-box"),
        ("We are in Singapore 168027", "partial"),
    ],
)
def test_what_is_less_than_an_address_is_told(text: str, kind: str) -> None:
    found = shop(page("contact", "/contact", text))
    assert absent(found, "identity.address")
    assert value(found, "identity.address_doubt") == kind


def test_an_address_in_structured_data_only_is_seen_by_nobody() -> None:
    data = '{"@type":"Store","address":{"@type":"PostalAddress","streetAddress":"1 Kaya Road","postalCode":"168027"}}'
    found = shop(page("home", "/", "Kaya", json_ld=(data,)))
    assert absent(found, "identity.address")
    assert value(found, "identity.address_doubt") == "structured-data-only"


def test_addresses_in_reviews_and_of_the_shopper_are_not_the_shops() -> None:
    text = "2 Orchard Turn Audit, #04-00, Singapore 238801"
    found = shop(page("home", "/", "Kaya"), page("reviews", "/reviews", text), page("checkout", "/checkout", text))
    assert absent(found, "identity.address")


def test_years_and_prices_are_no_address() -> None:
    found = shop(page("about", "/about", "Since 2004-2013 Masterpiece Street was our home.", "Buy 50450 Mugs"))
    assert absent(found, "identity.address")


# Singapore or not


def test_an_honest_shop_presents_itself_as_singaporean() -> None:
    assert value(honest(), "identity.claims_singapore") is True
    assert "Singapore 168027" in value(honest(), "identity.singapore_presence")
    assert absent(honest(), "identity.foreign_presence")


def test_a_shop_in_england_does_not() -> None:
    found = british()
    assert value(found, "identity.claims_singapore") is False
    assert absent(found, "identity.singapore_presence")
    assert "YO21 1AA" in value(found, "identity.foreign_presence")
    assert "Harbour Street" in value(found, "identity.address")
    assert value(found, "contacts.means") == ("email", "phone")


def test_a_sg_domain_is_a_fact_of_its_own() -> None:
    found = shop(page("home", "https://www.kaya.com.sg/", "Kaya"))
    fact = ask(found, "identity.claims_singapore")
    assert isinstance(fact, Known)
    assert fact.value is True
    assert fact.certainty is Certainty.EXACT


def test_prices_in_singapore_dollars_alone_are_a_weak_sign() -> None:
    found = shop(page("product", "/p", "Kaya jam S$8.90"))
    assert value(found, "identity.claims_singapore") is True
    assert absent(found, "identity.singapore_presence")


def test_a_currency_menu_is_no_sign() -> None:
    found = shop(page("home", "/", "United States (USD $)", "Singapore (SGD $)"))
    assert unknown(found, "identity.claims_singapore")


def test_a_shop_without_any_sign_is_in_no_known_country() -> None:
    fact = ask(shop(page("home", "/", "Kaya jam $8.90")), "identity.claims_singapore")
    assert isinstance(fact, Unknown)


# trust marks


def marks(at: Shop) -> dict[str, Subject]:
    fact = ask(at, "identity.trustmarks")
    found = fact.value if isinstance(fact, Known) and isinstance(fact.value, tuple) else ()
    return {s.label: s for s in found if isinstance(s, Subject)}


def test_a_mark_in_the_footer_and_a_claim_in_words_are_found() -> None:
    seal = Image("https://shop.test/casetrust-logo.png", "CaseTrust accredited", True, (10, 10, 80, 40))
    pictured = shop(page("home", "/", "Kaya", images=(seal,)))
    worded = with_footer("Kopi & Kaya is a CaseTrust accredited business")
    assert marks(pictured)["CaseTrust"].fields["shown_as"] == "image"
    assert marks(worded)["CaseTrust"].fields["shown_as"] == "text"


def test_a_mark_that_links_to_the_body_is_told() -> None:
    box = (10.0, 10.0, 80.0, 40.0)
    seal = Image("https://shop.test/seal.png", "CaseTrust", True, box)
    found = shop(
        page(
            "home",
            "/",
            "Kaya",
            images=(seal,),
            links=(link("https://www.case.org.sg/casetrust", "CaseTrust", box=box),),
        )
    )
    assert marks(found)["CaseTrust"].fields["verifiable"] is True


@pytest.mark.parametrize(
    "text",
    [
        "We are applying for CaseTrust accreditation.",
        "We are not CaseTrust accredited.",
        "Our supplier is CaseTrust accredited.",
        "What is CaseTrust? It is an accreditation by CASE.",
        "Our payment provider is PCI DSS compliant.",
    ],
)
def test_text_about_a_scheme_or_of_others_is_no_claim(text: str) -> None:
    assert not marks(shop(page("about", "/about", text)))


def test_an_article_about_casetrust_is_no_claim() -> None:
    seal = Image("https://shop.test/casetrust.png", "CaseTrust accredited", True, (0, 0, 1, 1))
    assert not marks(shop(page("other", "/blogs/news/casetrust", "CaseTrust accredited shops", images=(seal,))))


def test_a_supplied_list_settles_a_claim() -> None:
    claim = pages(home=policy("home", "/", ("Kaya", "We are CaseTrust accredited."), depth=0))
    base = collection(*claim)
    for names, expected in ((["KOPI & KAYA PRIVATE LIMITED"], True), (["Acme Pte Ltd"], False)):
        run = replace(base.run, settings={"accredited_names": names})
        confirmed = marks(Shop(replace(base, run=run)))["CaseTrust"].fields["confirmed"]
        assert isinstance(confirmed, Known)
        assert confirmed.value is expected
    assert isinstance(marks(Shop(base))["CaseTrust"].fields["confirmed"], Unknown)


def test_odd_collections_do_no_harm() -> None:
    odd = shop(page("home", "/", FOOTER_LINE * 200, "©" * 5000, "UEN " * 3000, forms=(form(field("x")),)))
    for found in (shop(), shop(page("home", "/")), odd):
        for name in (
            "identity.legal_name",
            "identity.uen",
            "identity.address",
            "identity.claims_singapore",
            "identity.trustmarks",
        ):
            ask(found, name)
    assert unknown(shop(), "identity.legal_name")


def test_a_contact_page_that_also_takes_complaints_names_the_firm() -> None:
    address = "Harbour Books Ltd, 12 Harbour Street, Whitby YO21 1AA. To complain, write to us."
    found = shop(page("home", "/", "Moby Dick £9.00", depth=0), page("complaint", "/contact/", address))
    assert value(found, "identity.legal_name") == "Harbour Books Ltd"


def test_the_year_of_an_event_after_a_street_is_no_postal_code() -> None:
    venue = shop(page("home", "/", "Harbour Hall, Kaistrasse 1, Hamburg", "Mon, Nov. 24, 2031 Begin: 20:17", depth=0))
    assert absent(venue, "identity.address")
    assert absent(venue, "identity.address_doubt")


def test_a_street_without_a_postal_code_on_the_imprint_is_half_an_address() -> None:
    imprint = page("complaint", "/imprint/", "Harbour Hall GmbH, Kaistrasse 1, Hamburg. Complaints: c@harbour.test")
    found = shop(page("home", "/", "Seat €42.00", depth=0), imprint)
    assert absent(found, "identity.address")
    assert value(found, "identity.address_doubt") == "partial"


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("Brands we carry", ("Brightpan Inc.", "Northpot GmbH")),
        ("Our partners", ("Swift Parcels Pte. Ltd.",)),
        ("合作伙伴", ("Brightpan Inc.",)),
        ("", ("Brightpan Inc. | Northpot GmbH | Tea Tools Ltd",)),
    ],
)
def test_firms_in_a_list_of_brands_or_partners_are_not_the_shop(heading: str, lines: tuple[str, ...]) -> None:
    foot = (*((block(heading, tag="h4", area="footer"),) if heading else ()), *(block(t, area="footer") for t in lines))
    first = page("home", "/", "Kettles S$8.90", blocks=foot, depth=0)
    again = page("home", "/", "Kettles S$8.90", blocks=foot, depth=0, session="second-look", layout="phone")
    assert absent(shop(first, again), "identity.legal_name")


def test_the_shops_own_name_beside_brands_is_still_found() -> None:
    found = with_footer("© 2026 Kettle House Pte. Ltd. Official seller of Brightpan Inc. goods")
    assert value(found, "identity.legal_name") == "Kettle House Pte. Ltd."
