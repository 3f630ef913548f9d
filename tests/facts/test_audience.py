"""What is said to suppliers, staff or on a marketplace, and what once happened, is no promise to shoppers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.facts.audience import of_another, of_others, told_of_past
from casetrust_audit.facts.shop import Shop
from casetrust_audit.text.normalise import fold
from tests.facts.policy_shop import absent, honest, policy, value


def with_page(role: str, *texts: str) -> Shop:
    """The honest shop with one policy in other words, and terms that are silent."""
    path = "/contact" if role == "contact" else f"/{role}"
    changed = policy(role, path, texts)
    terms = policy("terms", "/terms", ("Terms of sale", "These terms apply to every order."))
    return honest(**({"terms": terms} | {role: changed}))


@pytest.mark.parametrize(
    "text",
    [
        "Wholesalers may send unsold jars back within sixty days.",
        "All suppliers must replace damaged cartons at their own cost.",
        "Dear stockists, credit notes are issued in ten days.",
        "Job applicants may ask for access to their data.",
        "Employees can ask HR for a review of their case.",
        "Trade customers are refunded within 30 days of the month's end.",
        "供应商须在三天内补发缺货。",
        "Pembekal mesti menggantikan barang rosak dalam tiga hari.",
        "Orders placed on Lazada are refunded to your wallet in 3 days.",
        "Bought from us through Shopee? Then its own rules hold.",
    ],
)
def test_words_for_others_are_not_for_shoppers(text: str) -> None:
    assert of_others(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "Our staff reply within one working day.",
        "The supplier of a faulty item repairs it, and you pay nothing.",
        "We refund customers within a week, whether our suppliers agree or not.",
        "Employees of our shop will call you back in two hours.",
        "You may return goods bought here or on Shopee to our shop.",
        "Goods from overseas suppliers take your courier 14 days.",
    ],
)
def test_the_shops_own_people_do_speak_for_it(text: str) -> None:
    assert not of_others(fold(text))


@pytest.mark.parametrize(
    ("heading", "others"),
    [
        ("For resellers", True),
        ("3. Consignment terms", True),
        ("Privacy notice for job applicants", True),
        ("Staff complaints", True),
        ("员工申诉", True),
        ("Shopee orders", True),
        ("Corporate hampers: returns", True),
        ("Business hours", False),
        ("Staff picks", False),
        ("Our staff will look after you", False),
        ("Returns and exchanges", False),
        ("For you", False),
    ],
)
def test_a_heading_says_whom_its_section_is_for(heading: str, others: bool) -> None:
    assert of_others(fold("Goods go back within 20 days."), fold(heading)) is others


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Our first van took four days to reach Changi by courier.", True),
        ("In 2021 our sister shop in Penang refunded buyers within two days and won a prize.", True),
        ("She was the data protection officer of a bank.", True),
        ("Years ago we took three days by bicycle and lost half the eggs.", True),
        ("The price paid goes back to the card within 5 days.", False),
        ("We refund the amount that was charged within a week.", False),
        ("If it was damaged, tell us within 3 days.", False),
        ("The goods were tested, so please check the seal.", False),
        ("In 2026 we deliver within 3 days.", False),
    ],
)
def test_a_story_is_told_from_a_promise(text: str, past: bool) -> None:
    assert told_of_past(fold(text)) is past


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("Our landlord, ", True),
        ("Imported by: ", True),
        ("We have moved from ", True),
        ("Previously located at ", True),
        ("“Lovely cups!” – Mr Goh, ", True),
        ("Baked for us by Lim's Ovens Pte. Ltd., ", True),
        ("Our distributor is Far East Foods Pte. Ltd., ", True),
        ("The maker of fine cups: ", False),
        ("Ask our couriers! We sit at ", False),
        ("Visit us at ", False),
        ("Registered office: ", False),
        ("Our shop at ", False),
    ],
)
def test_whose_an_address_is(text: str, another: bool) -> None:
    assert of_another(fold(text)) is another


def test_a_policy_for_vendors_is_none_for_shoppers() -> None:
    found = with_page(
        "returns",
        "Vendor returns",
        "Vendors may take back unopened stock within 45 days.",
        "E-mail stock@kopikaya.sg to begin; freight is at the vendor's cost.",
        "Faulty cartons are replaced by the vendor.",
        "Credit is paid to the vendor's bank account within 30 days.",
    )
    for name in ("window_days", "element_count", "refund_days", "refund_method"):
        assert absent(found, f"returns.{name}"), name
    assert value(found, "returns.policy_words") == 0


def test_times_for_staff_are_none_for_complaints() -> None:
    found = with_page(
        "contact",
        "Grievances",
        "Staff grievances are acknowledged by HR within 1 working day and settled within 10 days.",
        "Employees receive a case number and may escalate to the director.",
    )
    for name in ("ack_days", "resolution_days", "status_route", "escalation"):
        assert absent(found, f"complaints.{name}"), name


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("You must respond to our questions within 2 days or we close the complaint.", None),
        ("If you do not reply within 5 days, your complaint lapses.", None),
        ("We respond within 2 days.", Decimal(2)),
    ],
)
def test_it_is_the_shop_that_is_to_answer(text: str, days: Decimal | None) -> None:
    found = with_page("contact", "Complaints", "Write to hello@kopikaya.sg.", text)
    if days is None:
        assert absent(found, "complaints.ack_days")
    else:
        assert value(found, "complaints.ack_days") == days


@pytest.mark.parametrize(
    "text",
    [
        "Write to Stripe's Data Protection Officer at dpo@stripepay.example.",
        "Before she roasted coffee our founder was the data protection officer of a bank: kim@roast.example.",
    ],
)
def test_the_officer_of_another_firm_is_not_the_shops(text: str) -> None:
    assert absent(
        with_page("privacy", "Privacy notice", "We collect your name to deliver orders.", text), "privacy.dpo_contact"
    )


def test_the_shop_may_name_its_officer_by_its_own_name() -> None:
    text = "Kopi & Kaya's Data Protection Officer can be reached at may@kopikaya.sg."
    found = with_page("privacy", "Privacy notice", "We collect your name to deliver orders.", text)
    assert value(found, "privacy.dpo_contact") == "may@kopikaya.sg"


def test_a_page_for_firms_may_turn_to_shoppers() -> None:
    top, here = fold("Corporate gifts"), fold("For private buyers")
    assert of_others(fold("Hampers go back within 9 days."), "", top)
    assert not of_others(fold("Goods go back within 9 days."), here, top)
