from __future__ import annotations

import pytest

from casetrust_audit.model.fact import Absent
from tests.build import link, page
from tests.facts.shop_parts import fact_of, product, value


@pytest.mark.parametrize(
    "text", ["1-year local warranty", "Comes with a 24-month warranty", "保修一年", "Guaranteed for 5 years"]
)
def test_an_advertised_warranty_is_seen(text: str) -> None:
    assert value("warranty.offered", product("Kettle", text)) is True


@pytest.mark.parametrize(
    "text",
    [
        "Satisfaction guaranteed!",
        "Opening the case voids the warranty.",
        "Provided without warranty of any kind.",
        "We make no warranties, express or implied.",
        "A mug",
    ],
)
def test_slogans_and_disclaimers_offer_none(text: str) -> None:
    assert isinstance(fact_of("warranty.offered", product("Kettle", text)), Absent)


def test_length_and_terms_are_found_where_they_stand() -> None:
    pages = (
        product("Kettle", "Comes with a 2 year warranty"),
        page("faq", "/faq", "To claim under warranty, contact us with your receipt."),
    )
    assert value("warranty.duration", *pages) == "Comes with a 2 year warranty"
    assert value("warranty.terms", *pages) == "To claim under warranty, contact us with your receipt."


def test_the_bare_word_has_neither() -> None:
    kettle = product("Kettle", "With warranty!")
    assert isinstance(fact_of("warranty.duration", kettle), Absent)
    assert isinstance(fact_of("warranty.terms", kettle), Absent)


def test_a_link_to_terms_counts() -> None:
    kettle = product("Kettle", "With warranty!", links=(link("/warranty", "Warranty policy"),))
    assert value("warranty.terms", kettle) == "Warranty policy"
