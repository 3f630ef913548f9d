from __future__ import annotations

from decimal import Decimal

import pytest

from casetrust_audit.facts.claims import claims_on, conditions_elsewhere
from casetrust_audit.facts.shop import Shop
from tests.build import block, card, collection, page


def kinds(text: str) -> list[str]:
    return [claim.kind for claim in claims_on(page("home", "/", text))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Free islandwide delivery!", "free-delivery"),
        ("Free tote bag with every order", "free-item"),
        ("Buy 1 get 1 free", "free-item"),
        ("Complimentary gift wrapping", "free-item"),
        ("Lowest prices in Singapore, guaranteed", "lowest-price"),
        ("Best price in Singapore", "lowest-price"),
        ("全网最低价", "lowest-price"),
        ("买一送一", "free-item"),
        ("Harga terendah di Singapura", "lowest-price"),
    ],
)
def test_a_claim_is_found_with_its_kind(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Sugar-free gift set",
        "BPA-free bottle with every lid",
        "Call our toll-free line",
        "Cruelty-free, gluten-free, paraben-free",
        "Duty-free and tax-free shopping",
        "Free-range eggs",
        "Feel free to ask",
        "Hands-free kit with every car",
        "Free size",
        "免费注册成为会员",
        "免费咨询",
        "Is delivery free? Do you offer free delivery?",
        "We do not offer free delivery.",
        "No free gifts are given.",
        "Sort by lowest price",
        "Price: lowest first",
        "Lowest price in the last 30 days: S$20.00",
        "We are not the cheapest, but the freshest",
        "You may cancel free of charge",
    ],
)
def test_words_that_only_look_like_a_claim_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_footers_cards_options_and_policies_make_no_claims() -> None:
    text = "Free delivery!"
    shelf = card("/p/x", "X", box=(10.0, 500.0, 300.0, 400.0))
    inside = block(text, box=(20, 520, 100, 20))
    home = page("home", blocks=(block(text, area="footer"), block(text, tag="option"), inside), cards=(shelf,))
    assert list(claims_on(home)) == []
    shop = Shop(collection(page("faq", "/faq", text)))
    assert shop.by_role("home") == ()


def test_a_paragraph_with_a_link_is_no_products_card() -> None:
    said = block("Free delivery from S$60. About delivery", selector="#main > p")
    linked = card("/delivery", "About delivery", "S$60", selector="#main > p", box=said.box)
    assert len(list(claims_on(page("cart", "/cart", blocks=(said,), cards=(linked,))))) == 1


def test_reviewers_make_no_claims_of_the_shop() -> None:
    blocks = (
        block("Reviews", tag="h2"), block("Mei", tag="h3"), block("Best price in Singapore!"),
        block("About us", tag="h2"), block("Cheapest in town"),
    )  # fmt: skip
    assert [c.text for c in claims_on(page("product", "/p/x", blocks=blocks))] == ["Cheapest in town"]


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("Free delivery", False),
        ("Free delivery on all orders", False),
        ("Free delivery to Singapore", False),
        ("Free tote bag with every order", False),
        ("Free delivery above S$60", True),
        ("Free delivery for members", True),
        ("Free delivery*", True),
        ("Free delivery within 5 km", True),
        ("Add S$46.10 more for free delivery", True),
        ("You are S$12.00 away from free delivery", True),
        ("Order for another S$100.00 and receive free shipping", True),
        ("Free gift w/ any laptop", True),
        ("Free delivery, T&Cs apply", True),
        ("满60元包邮", True),
    ],
)
def test_whether_a_condition_stands_beside_it_is_told(text: str, conditional: bool) -> None:
    (claim,) = claims_on(page("home", "/", text))
    assert claim.conditional is conditional


def test_the_line_below_may_hold_the_condition() -> None:
    (claim,) = claims_on(page("home", "/", "Free delivery", "For orders above S$60"))
    assert (claim.conditional, claim.threshold) == (True, Decimal(60))


def test_the_condition_of_another_claim_beside_it_is_not_its_own() -> None:
    first, second = claims_on(page("home", "/", "Free gift wrapping with every order", "Free delivery from S$60"))
    assert (first.conditional, second.conditional) == (False, True)


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("Free delivery above S$60", Decimal(60)),
        ("Free delivery from S$59.90", Decimal("59.90")),
        ("Free delivery with S$80 and above", Decimal(80)),
        ("Free delivery (usually S$4.00)", None),
    ],
)
def test_what_must_be_spent_is_read(text: str, threshold: Decimal | None) -> None:
    (claim,) = claims_on(page("home", "/", text))
    assert claim.threshold == threshold


@pytest.mark.parametrize(
    ("text", "what", "named"),
    [
        ("Free tote bag with every order", ("tote", "bag"), True),
        ("Free gift wrapping", ("gift", "wrapping"), True),
        ("Free gift with every order", ("gift",), False),
        ("Buy 1 get 1 free", (), False),
    ],
)
def test_the_free_thing_is_named_where_it_has_a_name(text: str, what: tuple[str, ...], named: bool) -> None:
    (claim,) = claims_on(page("home", "/", text))
    assert (claim.what, claim.named) == (what, named)


def test_a_claim_in_another_language_is_marked() -> None:
    (claim,) = claims_on(page("home", "/", "包邮"))
    assert claim.english is False


def test_conditions_told_elsewhere_are_found() -> None:
    assert conditions_elsewhere(Shop(collection(page("faq", "/faq", "Delivery is free from S$60"))), "free-delivery")
    assert not conditions_elsewhere(Shop(collection(page("faq", "/faq", "Delivery costs S$4"))), "free-delivery")
