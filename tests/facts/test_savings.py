from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

import casetrust_audit.facts.savings  # noqa: F401 - registers its facts
from casetrust_audit.facts.registry import extract
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page, Skip
from casetrust_audit.model.fact import Absent, Fact, Known, Scalar, Unknown
from tests.build import SITE, block, button, card, collection, heading, page
from tests.facts.shop_parts import fact_of, only, subjects


def _listing(*cards: Any, **over: Any) -> Page:
    return page("listing", "/all", cards=cards, **over)


def _sale(*texts: str, was: str = "S$20.00", now: str = "S$15.00") -> Page:
    struck = block(was, box=(10, 95, 80, 20), strike=True)
    badges = tuple(block(t, box=(200, 95, 80, 20), font_px=12.0) for t in texts)
    shown = block(now, box=(10, 60, 100, 30), font_px=26.0)
    return page(
        "product", "/p/tea", headings=(heading("Oolong tea"),), buttons=(button("Add to cart"),),
        blocks=(shown, struck, *badges),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("badge", "exceeds"),
    [
        ("Save 25%", False), ("25% off", False), ("Save 26%", False), ("Save 40%", True), ("-30%", True),
        ("Save S$5.00", False), ("You save S$8.00", True), ("Save S$5.01", False), ("Save S$5.02", True),
    ],
)  # fmt: skip
def test_a_saving_is_held_against_the_two_prices(badge: str, exceeds: bool) -> None:
    assert only("prices.savings", _sale(badge))["exceeds"] is exceeds


@pytest.mark.parametrize("badge", ["Up to 50% off", "New", "Free delivery", "100% cotton"])
def test_what_claims_no_saving_of_this_item_is_not_judged(badge: str) -> None:
    assert isinstance(fact_of("prices.savings", _sale(badge)), Absent)


def test_a_saving_on_a_card_is_judged() -> None:
    one = card("/p/1", "Tea", "S$15.00", struck=("S$20.00",), text="Save 60% Tea S$20.00 S$15.00")
    fields = only("prices.savings", _listing(one))
    assert (fields["claimed"], fields["real"], fields["exceeds"]) == (Decimal(60), Decimal("25.0"), True)


def test_a_saving_is_left_open_where_only_the_words_of_a_sale_make_a_former_price() -> None:
    shown = ("Flash sale", "S$29.00", "S$17.90", "Save 67%")
    blocks = tuple(block(t, box=(10, 60 + 30 * n, 120, 20), font_px=24.0) for n, t in enumerate(shown))
    fields = only("prices.savings", page("product", "/p/tea", headings=(heading("Oolong tea"),), blocks=blocks,
                                         buttons=(button("Add to cart"),)))  # fmt: skip
    assert isinstance(fields["exceeds"], Unknown)
    struck = tuple(block(t, box=(10, 60 + 30 * n, 120, 20), font_px=24.0, strike=t == "S$29.00")
                   for n, t in enumerate(shown))  # fmt: skip
    fields = only("prices.savings", page("product", "/p/tea", headings=(heading("Oolong tea"),), blocks=struck,
                                         buttons=(button("Add to cart"),)))  # fmt: skip
    assert fields["exceeds"] is True


REDUCED = card("/p/1", "Tea", "S$17.90", struck=("S$29.00",))
"""38.3 per cent less."""


@pytest.mark.parametrize(
    ("words", "claimed"),
    [
        ("Up to 67% off", 67), ("SALE: save up to 39 %", 39), ("Discounts of up to 50%", 50), ("Up to 38% off", 38),
        ("Diskaun sehingga 60%", 60), ("Enjoy up to 39% off everything", 39),
    ],
)  # fmt: skip
def test_savings_of_up_to_so_much_must_be_had_on_some_item(words: str, claimed: int) -> None:
    fields = only("prices.savings", _listing(REDUCED, blocks=(block(words),)))
    assert (fields["claimed"], fields["real"]) == (Decimal(claimed), Decimal("38.3"))
    assert fields["exceeds"] is fields["unattained"] is (claimed > 39)


@pytest.mark.parametrize("over", [{"frontier_left": 3}, {"partial": "it took too long"}])
def test_savings_that_no_item_seen_gives_accuse_nobody_where_items_are_left(over: dict[str, Any]) -> None:
    fields = only("prices.savings", _listing(REDUCED, blocks=(block("Up to 67% off"),)), **over)
    assert fields["unattained"] is True
    assert isinstance(fields["exceeds"], Unknown)


def test_savings_that_may_be_had_by_a_code_accuse_nobody() -> None:
    fields = only("prices.savings", page("home", "/", blocks=(block("Up to 67% off with code MERLION"),)))
    assert fields["unattained"] is True
    assert isinstance(fields["exceeds"], Unknown)


@pytest.mark.parametrize(
    "words", ["Saves up to 30% energy", "Save up to 40% of water", "Up to 20% more sheets", "Up to 8 kg"]
)
def test_what_an_item_does_is_no_saving_on_its_price(words: str) -> None:
    assert isinstance(fact_of("prices.savings", _listing(blocks=(block(words),))), Absent)


def test_one_promise_on_many_pages_is_one() -> None:
    said = (block("Up to 67% off"),)
    assert len(subjects("prices.savings", page("home", "/", blocks=said), _listing(REDUCED, blocks=said))) == 1


TEA = card("/p/tea", "Oolong tea", "S$15.00", struck=("S$20.00",))
MUG = card("/p/mug", "Mug", "S$9.00")
PROMISE = block("Up to 67% off")


def promise(*pages: Page, left: tuple[str, ...]) -> dict[str, Scalar | Fact]:
    """What becomes of “Up to 67% off” where the pages were read and those at `left` were not."""
    whole = collection(*pages, frontier_left=len(left))
    skipped = tuple(Skip(SITE + path, "page budget used up") for path in left)
    found = extract(Shop(replace(whole, skipped=skipped)))["prices.savings"]
    assert isinstance(found, Known)
    assert isinstance(found.value, tuple)
    return next(dict(s.fields) for s in found.value if "67" in s.label)  # type: ignore[union-attr]


def test_items_that_a_list_shows_with_their_price_are_seen_though_their_pages_are_not_read() -> None:
    read = (_sale(), _listing(TEA, MUG, blocks=(PROMISE,)))
    assert promise(*read, left=("/p/mug",))["exceeds"] is True
    assert isinstance(promise(*read, left=("/p/mug", "/all?page=2"))["exceeds"], Unknown)


@pytest.mark.parametrize(
    "read",
    [
        (_listing(TEA, MUG, blocks=(PROMISE,)),),
        (_sale(), _listing(card("/p/tea", "Oolong tea", "S$15.00"), MUG, blocks=(PROMISE,))),
        (_sale(now="S$12.00"), _listing(TEA, MUG, blocks=(PROMISE,))),
    ],
    ids=["no page of a reduced item was read", "cards show no former price", "the page says more than the card"],
)
def test_lists_not_known_to_show_what_is_saved_prove_nothing_of_items_that_were_not_read(
    read: tuple[Page, ...],
) -> None:
    assert isinstance(promise(*read, left=("/p/mug",))["exceeds"], Unknown)


@pytest.mark.parametrize("terms", ["with code MERLION", "for members", "when you spend S$80", "in our app"])
def test_a_promise_that_hangs_on_something_accuses_nobody(terms: str) -> None:
    fields = promise(_sale(), _listing(TEA, blocks=(block(f"Up to 67% off {terms}"),)), left=())
    assert fields["unattained"] is True
    assert isinstance(fields["exceeds"], Unknown)


@pytest.mark.parametrize(
    "badge",
    [
        "Subscribe and save 40%", "Save 40% with code TEA40", "Buy 3 or more and save 40%", "Members save S$12.00",
        "40% off your first order", "2nd item 40% off", "Save S$12.00 when you trade in an old kettle",
        "Save 40% on orders over S$90", "首单立减 S$12.00",
    ],
)  # fmt: skip
def test_a_saving_on_other_terms_is_not_held_against_this_pair(badge: str) -> None:
    assert isinstance(fact_of("prices.savings", _sale(badge)), Absent)


def test_a_sum_in_the_items_name_is_no_saving() -> None:
    named = card("/p/1", "Save $120 pass", "S$15.00", struck=("S$20.00",), text="Save $120 pass S$20.00 S$15.00")
    assert isinstance(fact_of("prices.savings", _listing(named)), Absent)
    name = block("Save S$120 city pass", tag="h1", selector="h1", box=(10, 20, 300, 30))
    own = replace(_sale().reading, headings=(heading("Save S$120 city pass"),), title="Save S$120 city pass")
    shown = page("product", "/p/pass", headings=own.headings, buttons=own.buttons, blocks=(name, *own.blocks))
    assert isinstance(fact_of("prices.savings", shown), Absent)


def test_the_label_of_a_saving_may_stand_in_the_cell_beside() -> None:
    label, sum_ = block("You save", box=(10, 130, 80, 20)), block("S$8.00", box=(100, 130, 60, 20))
    sale = _sale().reading
    shown = page("product", "/p/tea", headings=sale.headings, buttons=sale.buttons, blocks=(*sale.blocks, label, sum_))
    fields = only("prices.savings", shown)
    assert (fields["claimed"], fields["exceeds"]) == (8, True)
