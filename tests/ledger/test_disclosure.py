"""How well a fee is told: by its own words standing together, by words that fees of any kind come, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.disclosure import find_disclosure
from casetrust_audit.ledger.trail import hidden_charges, unclear_charges
from casetrust_audit.model.capture import Page
from casetrust_audit.model.money import Money
from tests.build import SITE, block, collection, heading, page, row
from tests.ledger.parts import TITLE, shop_of, summary, walk_of

FEE = Money(Decimal("1.50"), "SGD")


def told(*pages: Page, label: str = "Service fee", role: str = "fee") -> tuple[str, str]:
    found = find_disclosure(Shop(collection(*pages)), role, label, FEE, f"{SITE}/p/ropes")
    return found.level, found.place


def on_product(*texts: str, label: str = "Service fee", role: str = "fee") -> str:
    return told(page("product", "/p/ropes", *texts), label=label, role=role)[0]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("A service fee applies.", "mention"),
        ("We charge for the service.", "mention"),
        ("Service charge may apply", "mention"),
        ("Service fee S$1.50 per order", "amount"),
        ("The service costs S$1.50", "amount"),
        ("A 10% service charge is added", "formula"),
        ("Customer service", "none"),
        ("Coffee service for offices", "none"),
        ("Our service team answers within a day. Delivery fees are told in the cart.", "none"),
        ("Service is our passion, and we never ask for any kind of hidden fee", "none"),
    ],
)
def test_a_fees_words_count_only_together_or_beside_a_word_for_a_fee(text: str, level: str) -> None:
    assert on_product(text) == level


def test_customer_service_on_a_contact_page_tells_of_no_service_fee() -> None:
    contact = page("contact", "/contact", "Customer service", "Call our customer service, Monday to Friday.")
    assert told(contact) == ("none", "none")
    assert told(page("contact", "/contact", "A service fee may apply.")) == ("mention", "policy")


@pytest.mark.parametrize(
    ("label", "text", "level"),
    [
        ("Packing", "Packing S$1.50 per order", "amount"),
        ("Packing", "Packing in recycled paper", "none"),
        ("Parcel protection", "Parcel protection is added to each order", "mention"),
        ("Payment surcharge", "A payment surcharge may apply.", "mention"),
        ("Payment surcharge", "Payment by card or PayNow", "none"),
        ("Fee", "Gift boxes have their price", "none"),
    ],
)
def test_a_label_without_the_word_fee_needs_one_beside_it_or_an_amount(label: str, text: str, level: str) -> None:
    assert on_product(text, label=label) == level


@pytest.mark.parametrize(
    "text",
    [
        "Additional fees may apply.",
        "Other charges may apply at checkout",
        "Fees may apply",
        "Extra charges will be added to your order",
        "Prices exclude certain additional fees.",
        "Please note that fees and charges may apply",
    ],
)
def test_words_that_fees_come_mention_a_fee_of_any_name(text: str) -> None:
    assert on_product(text) == "mention"
    assert on_product(text, label="Rush handling") == "mention"


@pytest.mark.parametrize(
    "text",
    [
        "No additional fees apply.",
        "Delivery without extra charges",
        "Delivery fees may apply.",
        "Additional charges for engraving are told beside it",
        "We never add any extra fees",
        "Inside delivery and other special arrangements may incur additional charges.",
        "Handling costs, gift-wrap costs and other charges are non-refundable.",
        "Payment by bank transfer is subject to an extra fee.",
        "Express delivery is available for extra charges.",
        "Additional charges may apply for overseas orders",
    ],
)
def test_words_that_none_come_or_that_name_another_mention_no_other_fee(text: str) -> None:
    assert on_product(text) == "none"


def test_such_words_count_near_the_purchase_only() -> None:
    text = "Additional fees may apply."
    assert told(page("cart", "/cart", text)) == ("mention", "cart")
    header = page("home", "/", blocks=(block(text, area="header"),))
    assert told(header) == ("mention", "announcement")
    assert told(page("terms", "/terms", text)) == ("none", "none")


def test_such_words_announce_no_item_nobody_chose() -> None:
    assert on_product("Additional fees may apply.", label="Greeting card", role="item") == "none"


def test_an_amount_beside_such_words_is_told_though_the_fee_has_no_name() -> None:
    assert on_product("An additional fee of S$1.50 applies to each order") == "amount"


def test_a_table_tells_a_fee_in_one_cell_and_its_amount_in_another() -> None:
    cells = (block("Packing", tag="td"), block("S$1.50", tag="td"))
    product = page("product", "/p/ropes", blocks=cells, rows=(row("Packing", "S$1.50"),))
    assert told(product, label="Packing") == ("amount", "product")


def test_a_late_fee_that_was_only_hinted_at_is_for_a_person_and_no_pass() -> None:
    cart = summary((TITLE, "S$15.00"), ("Total", "S$15.00"))
    last = summary((TITLE, "S$15.00"), ("Service fee", "S$1.50"), ("Total", "S$16.50"))
    shop = shop_of("S$15.00", ("cart", cart), ("review", last), told="Additional fees may apply.")
    trail = walk_of(shop).trail
    assert not hidden_charges(trail)
    assert [c.label for c in unclear_charges(trail)] == ["Service fee"]
    plain = shop_of("S$15.00", ("cart", cart), ("review", last), told="Customer service")
    assert [c.label for c in hidden_charges(walk_of(plain).trail)] == ["Service fee"]


def test_a_policy_that_names_the_fee_goes_before_a_hint_near_the_purchase() -> None:
    terms = page("terms", "/terms", "A service fee of S$1.50 is added to each order.")
    hint = page("product", "/p/ropes", "Additional fees may apply.")
    assert told(terms) == ("amount", "policy")
    assert told(terms, hint) == ("amount", "policy")
    assert told(hint) == ("mention", "product")


def test_a_hint_nobody_sees_is_none() -> None:
    assert told(page("product", "/p/ropes", blocks=(block("Additional fees may apply.", visible=False),))) == (
        "none", "none",
    )  # fmt: skip


DELIVERS = "Featuring 802.11n wireless, the notebook delivers up to five times the performance at twice the range."


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (DELIVERS, "none"),
        (
            "Delivery within 3 to 5 days. Over 20 years we have served 12000 customers in all parts of the island.",
            "none",
        ),
        ("Delivery S$1.50", "amount"),
        ("Standard delivery 1.50", "amount"),
        ("Courier: from S$4.00", "formula"),
        ("Delivery is free", "formula"),
        ("Delivery charges are worked out at checkout", "mention"),
    ],
)
def test_delivery_is_told_by_an_amount_beside_a_word_of_delivery(text: str, level: str) -> None:
    assert on_product(text, label="Flat rate", role="shipping") == level


def test_where_all_items_stand_at_one_place_another_items_page_tells_nothing_of_this_ones() -> None:
    shop = Shop(
        collection(
            page("product", "/index.php?route=item&id=1", headings=(heading("Rope"),)),
            page("product", "/index.php?route=item&id=2", "Delivery S$1.50", headings=(heading("Mug"),)),
            page("product", "/index.php?route=item&id=1&size=2", "Courier S$1.50", headings=(heading("Rope"),)),
        )
    )
    found = find_disclosure(shop, "shipping", "Courier", FEE, f"{SITE}/index.php?route=item&id=1")
    assert (found.level, found.place) == ("amount", "product")
    assert [e.quote for e in found.evidence] == ["Courier S$1.50"]
