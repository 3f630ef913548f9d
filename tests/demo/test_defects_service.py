from __future__ import annotations

import json
import re

import pytest

from casetrust_audit.demo.browse import invented_count
from casetrust_audit.demo.catalogue import BY_SLUG
from casetrust_audit.demo.company import COMPANY
from tests.demo.shopper import CHEAP, MID, Shopper, text, visiting


def absent_everywhere(shopper: Shopper, *needles: str) -> None:
    """No page, structured data included, holds any of the strings; the checkout is looked at as well."""
    shopper.add()
    pages = {path: str(page) for path, page in shopper.crawl(sitemap=True).items()}
    pages["delivery step"] = str(shopper.to_delivery())
    pages["payment step"] = str(shopper.post("/checkout/delivery", delivery="standard"))
    assert len(pages) > 25
    for path, html in pages.items():
        for needle in needles:
            assert needle not in html, (path, needle)


def test_there_is_no_way_to_reach_the_shop() -> None:
    with visiting("no-complaint-channel") as (_, shopper):
        absent_everywhere(
            shopper, "mailto:", "tel:", "wa.me", "WhatsApp", "@kopikaya", COMPANY.phone, 'href="/contact"', "omplaint"
        )
        for path in ("/contact", "/complaints", "/.well-known/security.txt"):
            assert shopper.client.get(path).status_code == 404


def test_the_channel_is_deep_inside_the_terms() -> None:
    with visiting("buried-complaint-channel") as (_, shopper):
        linking = {path for path, page in shopper.crawl().items() if page.select("a[href='/contact']")}
        assert linking == {"/terms/annex/correspondence"}
        assert shopper.open("/terms/annex").select("a[href='/terms/annex/correspondence']")
        assert {p for p, page in shopper.crawl().items() if page.select("a[href='/complaints']")} == {"/contact"}
        assert COMPANY.phone in text(shopper.open("/contact"))


def test_complaints_take_sixty_days() -> None:
    with visiting("slow-complaints") as (_, shopper):
        words = text(shopper.open("/complaints"))
        assert "resolve complaints within 60 days" in words
        assert "14 days" not in words
        assert "five working days" not in words


def test_disputes_are_sent_abroad() -> None:
    with visiting("foreign-arbitration") as (_, shopper):
        assert "binding arbitration in Wilmington, Delaware" in text(shopper.open("/terms"))
        absent_everywhere(shopper, "CASE", "Small Claims", "ediation", "courts of Singapore")


def test_reviews_have_no_place() -> None:
    with visiting("no-review-place") as (_, shopper):
        absent_everywhere(shopper, "feedback", "Feedback", "★", "aggregateRating", "Write a review", "/reviews")
        assert shopper.client.post("/reviews", data={"text": "nice"}).status_code == 404


def test_a_rating_is_invented() -> None:
    with visiting("invented-rating-count") as (_, shopper):
        page, count = shopper.open(f"/products/{MID}"), invented_count(BY_SLUG[MID])
        assert f"4.9 out of 5 ({count} reviews)" in text(page)
        data = json.loads(page.select("[type='application/ld+json']")[0].text)
        assert data["aggregateRating"] == {
            "@type": "AggregateRating",
            "ratingValue": "4.9",
            "reviewCount": count,
        }
        assert "review" not in data
        assert not page.select(".review")
        assert page.select("form[action='/reviews']")


def test_returns_are_not_spoken_of() -> None:
    with visiting("no-returns-policy") as (_, shopper):
        for path, page in shopper.crawl(sitemap=True).items():
            assert not re.search(r"(?i)\b(refund|return|exchange)", text(page)), path
            assert not page.select("a[href='/returns']"), path
        assert shopper.client.get("/returns").status_code == 404


def test_the_returns_policy_says_nothing_firm() -> None:
    with visiting("thin-returns-policy") as (_, shopper):
        words = text(shopper.open("/returns").select("main")[0])
        assert len(words.split()) >= 80
        assert "returned to us if we agree" in words
        assert "defective" in words
        assert not re.search(r"\d+ (working )?days", words)
        assert not shopper.open("/returns").select("main a")
        absent_everywhere(shopper, "14 days to change", "within 14 days if")


def test_remedies_are_denied() -> None:
    with visiting("no-refunds-at-all") as (_, shopper):
        words = text(shopper.open("/returns").select("main")[0])
        assert "Strictly no refund and no exchange, even for defective goods." in words
        assert len(words.split()) >= 80
        absent_everywhere(shopper, "Consumer Protection", "14 days to change", "within 14 days if")


def test_the_countdown_starts_again_on_each_load() -> None:
    with visiting("resetting-countdown") as (_, shopper):
        for path in ("/", f"/products/{CHEAP}"):
            for _load in range(2):
                page = shopper.open(path)
                assert "Offer ends in 14:59" in text(page)
                assert page.select("script[src='/static/countdown.js']")
        assert "14 * 60 + 59" in shopper.client.get("/static/countdown.js").text


@pytest.mark.parametrize(
    ("defect", "gone", "kept"),
    [
        ("no-uen", COMPANY.uen, COMPANY.address),
        ("no-legal-name", "Pte. Ltd", COMPANY.uen),
        ("no-address", COMPANY.postal_code, COMPANY.uen),
    ],
)
def test_an_identity_detail_is_missing_on_every_page(defect: str, gone: str, kept: str) -> None:
    with visiting(defect) as (_, shopper):
        for path, page in shopper.crawl(sitemap=True).items():
            assert gone not in str(page), path
        assert kept in text(shopper.open("/").select("footer")[0])
        if defect == "no-address":
            absent_everywhere(shopper, COMPANY.street, "PostalAddress")


def test_there_is_no_privacy_notice() -> None:
    with visiting("no-privacy-notice") as (_, shopper):
        absent_everywhere(shopper, 'href="/privacy"', "rivacy notice")
        assert shopper.client.get("/privacy").status_code == 404
        assert shopper.open("/account/register").select("input[name=email]")


def test_nric_is_required_at_checkout_and_registration() -> None:
    with visiting("nric-required") as (_, shopper):
        assert shopper.open("/account/register").select("input[name=nric][required]")
        shopper.add()
        shopper.post("/checkout", email="a@mail.example")
        assert shopper.open("/checkout/address").select("input[name=nric][required]")
        page = shopper.post("/checkout/address", name="A", phone="91234567", line="1 B", postcode="168027")
        assert "NRIC number" in text(page.select(".problem")[0])
        assert "do not ask for NRIC" not in text(shopper.open("/privacy"))


def test_marketing_consent_is_ticked_in_advance() -> None:
    for defects, ticked in ((("preticked-marketing",), True), ((), False)):
        with visiting(*defects) as (_, shopper):
            shopper.add()
            for path in ("/checkout", "/account/register"):
                assert shopper.open(path).select("input[name=marketing]")[0].has_attr("checked") is ticked
            assert not shopper.open("/").select("#newsletter-consent[checked]")
