"""What a sentence tells of goods counts as a list of it would; words that only praise tell nothing."""

from __future__ import annotations

import pytest

from casetrust_audit.facts.characteristics import characteristics
from casetrust_audit.model.fact import Known, Subject
from tests.facts.shop_parts import fact_of, product


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Stoneware mug, 350 ml, 9 cm high, glazed inside and out, dishwasher-safe, made in Portugal.", 5),
        ("Green tea from Fujian, 100 g bag. Ingredients: green tea, jasmine flowers.", 2),
        ("Notebook of 160 pages, A5, cloth over cardboard, sewn in Johor.", 3),
        ("真丝围巾，90厘米，手洗", 3),
        ("Steel kettle, 1.0 l, 1,500 W, 230 V", 3),
    ],
)
def test_kinds_of_characteristics_are_counted_once_each(text: str, kinds: int) -> None:
    assert characteristics([text]) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "The best gift for those you love, now in our shop and never out of fashion.",
        "Over 500 happy customers since 2019 cannot be wrong about this one.",
        "Delivery takes 3 to 5 working days and costs S$4.50 within Singapore.",
    ],
)
def test_praise_and_terms_tell_no_characteristics(text: str) -> None:
    assert characteristics([text]) == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stoneware mug, 350 ml, 9 cm high, glazed inside and out, dishwasher-safe, made in Portugal.", True),
        ("Round trivet of cast iron, 15 cm across. Weighs 640 g. Wipe dry after washing.", True),
        ("A lovely thing for your home that everybody will want to have.", False),
    ],
)
def test_a_short_description_that_tells_three_things_describes(text: str, told: bool) -> None:
    found = fact_of("products.pages", product("Thing", text))
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    (subject,) = found.value
    assert isinstance(subject, Subject)
    details = subject.fields["details"]
    assert isinstance(details, int)
    assert (details >= 3) is told
