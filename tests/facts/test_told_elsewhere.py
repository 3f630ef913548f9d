"""What is told away from the item, in other languages, or in lines of its own: stock, offers, terms, marks."""

from __future__ import annotations

import pytest

import casetrust_audit.facts.scarcity
import casetrust_audit.facts.trustmarks
import casetrust_audit.facts.warranty  # noqa: F401 - registers its facts
from casetrust_audit.facts.buying import demands_unrelated
from casetrust_audit.facts.savings import _in_per_cent
from casetrust_audit.facts.subscriptions import _GOES_ON
from casetrust_audit.facts.trustmarks import _bare
from casetrust_audit.ledger.cost_words import COSTS_MORE, NO_EXTRA
from casetrust_audit.model.fact import Absent, Known
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases
from tests.build import page
from tests.facts.policy_shop import absent, ask, honest, policy
from tests.facts.shop_parts import fact_of, subjects

ITEM = page("product", "/p", "Ginger kaya", "S$7.00")


@pytest.mark.parametrize("role", ["home", "listing", "cart"])
def test_stock_that_presses_away_from_an_item_is_looked_at(role: str) -> None:
    said = page(role, f"/{role}", "Only 2 tins of ginger kaya left!")
    assert [s.fields["inventory"] for s in subjects("scarcity.messages", ITEM, said)] == ["none"]


def test_a_condition_on_stock_presses_nobody_away_from_an_item() -> None:
    assert isinstance(fact_of("scarcity.messages", ITEM, page("home", "/", "Tea 10% off, while stocks last.")), Absent)


@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        ("Purchases are possible only through our mobile app.", True),
        ("To place an order you must share our page with three friends.", True),
        ("Get the app and then order.", True),
        ("Buying needs an invitation from a member.", True),
        ("订单仅限在小程序下单。", True),
        ("Tempahan hanya melalui aplikasi kami.", True),
        ("Our app is the only way to buy.", True),
        ("Order faster in the app.", False),
        ("You do not need the app to order; also in our shop.", False),
        ("Must I install an app to buy?", False),
        ("Follow us for news.", False),
    ],
)
def test_what_buying_is_made_to_hang_on(text: str, demanded: bool) -> None:
    assert demands_unrelated(fold(text)) is demanded


def test_a_page_away_from_buying_may_say_so() -> None:
    said = policy("terms", "/terms", ("Terms", "Orders are accepted only via our app."))
    assert isinstance(ask(honest(terms=said), "buying.forced_action_told"), Known)
    assert absent(honest(), "buying.forced_action_told")


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("A packing charge might be imposed.", True),
        ("Hemming costs a little more.", True),
        ("Large pieces attract a lifting surcharge.", True),
        ("Available at a small fee.", True),
        ("Evening delivery is chargeable.", True),
        ("写字需另收费。", True),
        ("Caj tambahan dikenakan untuk tingkat atas.", True),
        ("No service fee is charged.", False),
        ("Your bank may charge a transaction fee.", False),
        ("Import duties may cost extra.", False),
        ("Delivery is charged separately.", False),
        ("Does wrapping cost extra?", False),
        ("Our landlord charges us an admin fee that is steep.", False),
    ],
)
def test_something_costs_more_and_not_how_much(text: str, more: bool) -> None:
    folded = fold(text)
    costs = COSTS_MORE.search(folded) is not None or phrases("cost-mention").any(text)
    assert (costs and not NO_EXTRA.search(folded)) is more


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("S$9 is deducted from your card each month.", True),
        ("From the third box you pay S$20.", True),
        ("Gold continues for S$4 per month.", True),
        ("Every six weeks two jars for S$18.", True),
        ("After the second month S$7 is due.", True),
        ("We then charge S$5 a week.", True),
        ("Every week we bake for two schools.", False),
        ("From the second floor you see the sea.", False),
    ],
)
def test_offers_that_go_on(text: str, goes_on: bool) -> None:
    assert (_GOES_ON.search(fold(text)) is not None) is goes_on


@pytest.mark.parametrize(
    ("text", "said"), [("全场低至二折", "up to 80% off"), ("低至七点五折", "up to 25% off"), ("八折", "八折")]
)
def test_tenths_as_per_cent(text: str, said: str) -> None:
    assert said in _in_per_cent(text)


def test_a_marks_name_alone_is_shown_to_be_believed() -> None:
    assert _bare("casetrust", "casetrust")
    assert not _bare("in that casetrust your nose", "casetrust")


def test_a_label_in_a_line_of_its_own_is_over_what_follows() -> None:
    found = page("product", "/p", "Warranty", "18 months from delivery", "Bring the receipt to our shop.")
    assert isinstance(fact_of("warranty.duration", found), Known)
    assert isinstance(fact_of("warranty.terms", found), Known)
    assert isinstance(fact_of("warranty.duration", page("product", "/p", "Age", "18 months from delivery")), Absent)


def test_what_a_warranty_excludes_does_not_undo_it() -> None:
    text = "This mill has a 3-year warranty; blades are excluded."
    assert isinstance(fact_of("warranty.duration", page("product", "/p", text)), Known)
    assert isinstance(fact_of("warranty.duration", page("product", "/p", "There is no 3-year warranty.")), Absent)
