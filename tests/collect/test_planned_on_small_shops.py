"""Walks that the auditor plans, through tiny shops: steps that may be missing, items without links, pages that are no
product's, and what is said where it does not work."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from casetrust_audit.collect.progress import silent
from casetrust_audit.collect.scenarios import planned_scenarios
from casetrust_audit.collect.session import Counter, Session
from casetrust_audit.collect.shopper import shop_journey
from casetrust_audit.collect.walk import Scenario
from casetrust_audit.evidence.bundle import BundleWriter, load
from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.facts import trails
from casetrust_audit.model.capture import Collection, CrawlSummary, RunInfo
from casetrust_audit.model.journey import GIVEN, HELD, INSTEAD, Journey
from casetrust_audit.model.result import Trail
from casetrust_audit.pipeline import judge_collection, rule_set
from casetrust_audit.settings import Settings, apply
from tests.collect.small_shop import BUYER, EMPTY, HEAD, ITEM, LINE, SmallShop, serving_shop

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RAW = re.compile(r"Error:|exceeded|net::|ERR_|Locator|Call log|Page\.", re.I)
TO_CHECKOUT = "<p><a href=/checkout>Proceed to checkout</a></p>"
WAY = {
    "/cart": LINE + TO_CHECKOUT,
    "/checkout": f"<h1>Delivery address</h1><form method=post action=/address>{BUYER}<button>Continue</button></form>",
    "/review": (
        "<h1>Review your order</h1><table><tr><td>Blue mug<td>S$12.00</tr><tr><td>Delivery<td>S$5.00</tr>"
        "<tr><td>Total<td>S$17.00</tr></table><form method=post action=/order><button>Place order</button></form>"
    ),
}
GOODS = ("Blue mug", "Red mug", "Green mug", "Tea pot")


def tile(name: str, price: str, inside: str = "", attributes: str = "") -> str:
    return f"<li {attributes}><img width=160 height=120 alt=''><h3>{name}</h3><p>{price}</p>{inside}</li>"


def shelf(*tiles: str) -> str:
    return (
        "<h1>Mugs</h1><style>ul{list-style:none;display:flex;flex-wrap:wrap}li{width:200px;height:260px}</style>"
        f"<ul>{''.join(tiles)}</ul>"
    )


LINKED = shelf(*(tile(f"<a href=/p/{n.split()[0].lower()}>{n}</a>", f"S$1{i}.00") for i, n in enumerate(GOODS)))


@dataclass(frozen=True)
class Done:
    """How a walk went, and what was kept of it."""

    journey: Journey
    collection: Collection

    def told(self, strategy: str) -> list[str]:
        return [a.outcome for a in self.journey.attempts if a.strategy == strategy]

    @property
    def trail(self) -> Trail:
        (trail,) = trails(Shop(self.collection))
        return trail

    @property
    def roles(self) -> list[str]:
        return [p.role for p in self.collection.pages]


def walk(browser: Browser, folder: Path, shop: SmallShop, instead: str = "", **config: Any) -> Done:
    """The first of the planned walks. Whatever the shop does, nothing is ordered, registered or sent."""
    with serving_shop(shop):
        settings = apply(Settings(shop.origin + "/", screenshots=False), config, "casetrust.yaml")
        other = Scenario("mid", shop.origin + instead, "") if instead else None
        one: Callable[[], Scenario | None] = lambda: other  # noqa: E731
        run = RunInfo(settings.url, "127.0.0.1", "", "", "0", "", {})
        with BundleWriter(folder / "b", run) as writer:
            with Session(browser, settings, writer, Counter(), name="journey-x", user_agent="test") as session:
                journey = shop_journey(session, planned_scenarios(settings.walks)[0], progress=silent,
                                       deadline=time.monotonic() + 120, instead=one)  # fmt: skip
            writer.add(journey)
            writer.finish("", CrawlSummary(1, True, 0, 0, 0, "none", 0))
    assert set(shop.done.values()) == {0}, shop.posted
    assert not [a for a in journey.attempts if RAW.search(a.outcome)]
    assert not RAW.search(journey.end_detail)
    return Done(journey, load(folder / "b").collection)


# steps that may be missing, and steps that cannot be done


def test_a_step_that_may_be_missing_is_passed_over_and_told(browser: Browser, tmp_path: Path) -> None:
    steps = [
        {"press": "No thanks", "if_present": True}, {"fill": "Engraving", "value": "Audit", "if_present": True},
        {"choose": "Colour", "value": "Blue", "if_present": True}, {"tick": "Gift wrap", "if_present": True},
        {"wait": "Welcome back", "if_present": True}, {"press": "css=#never", "if_present": True},
    ]  # fmt: skip
    done = walk(browser, tmp_path, SmallShop(WAY), walks=[{"product": "/p/mug", "steps": steps}])
    assert done.journey.end == "last-step"
    passed = [a for a in done.journey.attempts if a.strategy.startswith("planned ")]
    assert [(a.ok, a.outcome) for a in passed] == [(True, "it is not there, and was passed over")] * 6


def test_a_step_that_may_be_missing_is_done_where_it_comes_late(browser: Browser, tmp_path: Path) -> None:
    late = ITEM + (
        "<script>setTimeout(() => document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<button type=button onclick=\"this.textContent = `Closed`\">No thanks</button>'), 1200)</script>"
    )
    steps = [{"press": "No thanks", "if_present": True}]
    done = walk(browser, tmp_path, SmallShop(WAY | {"/p/mug": late}), walks=[{"product": "/p/mug", "steps": steps}])
    assert done.told("planned press") == ["done"]
    assert done.journey.end == "last-step"


COLOURS = (
    ITEM + "<label>Ink <select name=ink><option>Please choose</option><option>Blue (+S$1.00)</option>"
    "<option>Red</option></select></label><fieldset><legend>Size</legend><label><input type=radio name=size"
    " value=s>Small</label><label><input type=radio name=size value=l>Large</label></fieldset>"
    "<p>Wrap <input name=wrap placeholder='Words on the wrap'></p>"
)


def test_values_are_chosen_in_lists_and_among_radios_and_fields_are_found_by_what_stands_in_them(
    browser: Browser, tmp_path: Path
) -> None:
    steps = [
        {"choose": "Ink", "value": "Blue"}, {"choose": "Size", "value": "Large"},
        {"fill": "Words on the wrap", "value": "Audit"}, {"press": "Add to cart"},
    ]  # fmt: skip
    done = walk(browser, tmp_path, SmallShop(WAY | {"/p/mug": COLOURS}), walks=[{"product": "/p/mug", "steps": steps}])
    assert [a.outcome for a in done.journey.attempts if a.strategy.startswith("planned ")] == ["done"] * 4
    assert done.journey.end == "last-step"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            {"choose": "Ink", "value": "Green"},
            "failed: there is no option 'Green', or several; there is “Blue (+S$1.00)”, “Red”",
        ),
        ({"choose": "Size", "value": "Huge"}, "there is no option 'Huge', or several; there is “Small”, “Large”"),
        ({"choose": "Shape", "value": "Round"}, "there is no such field on "),
        ({"fill": "Engraving", "value": "x"}, "there is “qty”, “Ink”"),
        ({"press": "Put into the trolley"}, "; there is “Add to cart”"),
        ({"press": "Put into the trolley"}, "; if_present: true would pass over it"),
        ({"press": "css=###"}, "failed: it is no such element"),
    ],
)
def test_a_step_that_cannot_be_done_says_what_there_is_instead(
    browser: Browser, tmp_path: Path, step: dict[str, str], said: str
) -> None:
    walks = [{"product": "/p/mug", "steps": [{"wait": "Blue mug"}, step]}]
    done = walk(browser, tmp_path, SmallShop(WAY | {"/p/mug": COLOURS}), walks=walks)
    assert done.journey.end == "stuck"
    assert done.journey.end_detail.startswith("step 2 of the plan (")
    assert said in done.journey.end_detail


# items without a page of their own, or without a link to it


BUTTONED = shelf(
    *(tile(n, f"S$1{2 + i}.00", "<form method=post action=/add><button>Add to cart</button></form>")
      for i, n in enumerate(GOODS))
)  # fmt: skip
PRESSED = shelf(
    *(tile(n, f"S$1{2 + i}.00", attributes="onclick=\"location = '/p/mug'\" style=cursor:pointer")
      for i, n in enumerate(GOODS))
)  # fmt: skip
OVER = shelf(
    *(tile(n, f"S$1{2 + i}.00", attributes="onclick='d.showModal()' style=cursor:pointer") for i, n in enumerate(GOODS))
) + f"<dialog id=d role=dialog aria-modal=true><h2>Blue mug</h2>{ITEM.partition('</h1>')[2]}</dialog>"  # fmt: skip


def test_an_item_is_bought_from_its_tile(browser: Browser, tmp_path: Path) -> None:
    done = walk(
        browser, tmp_path, SmallShop(WAY | {"/mugs": BUTTONED}), walks=[{"product": "/mugs", "item": "blue mug"}]
    )
    assert (done.journey.end, done.journey.product_title) == ("last-step", "Blue mug")
    assert str(done.trail.headline) == "S$12.00"
    assert done.roles == ["listing", "cart", "checkout", "checkout"]


@pytest.mark.parametrize("page", [LINKED.replace("/p/blue", "/p/mug"), PRESSED])
def test_an_item_is_opened_by_its_tile_a_link_or_not(browser: Browser, tmp_path: Path, page: str) -> None:
    done = walk(browser, tmp_path, SmallShop(WAY | {"/mugs": page}), walks=[{"product": "/mugs", "item": "Blue mug"}])
    assert (done.journey.end, done.journey.product_title) == ("last-step", "Blue mug")
    assert done.journey.product_url.endswith("/p/mug")
    assert [s.name for s in done.journey.steps] == ["product", "cart", "address", "review"]
    assert str(done.trail.headline) == "S$12.00"
    assert done.roles == ["listing", "product", "cart", "checkout", "checkout"]


def test_an_item_that_opens_in_a_dialog_is_bought_there(browser: Browser, tmp_path: Path) -> None:
    done = walk(browser, tmp_path, SmallShop(WAY | {"/mugs": OVER}), walks=[{"product": "/mugs", "item": "Blue mug"}])
    assert (done.journey.end, done.journey.product_title) == ("last-step", "Blue mug")
    assert "product" not in done.roles


def test_an_item_that_is_not_on_the_list_is_told_with_what_is(browser: Browser, tmp_path: Path) -> None:
    done = walk(browser, tmp_path, SmallShop(WAY | {"/mugs": PRESSED}), walks=[{"product": "/mugs", "item": "Samovar"}])
    assert done.journey.end == "no-product"
    assert "no item 'Samovar' could be opened on " in done.journey.end_detail
    assert "“Blue mug”, “Red mug”, “Green mug”, “Tea pot”" in done.journey.end_detail
    assert "in casetrust.yaml another product, or the item by its words, or" in done.journey.end_detail


# a product's address is looked at before it is believed


LOGIN = (
    "<h1>Log in</h1><form method=post action=/login><input name=email type=email><input type=password name=pw>"
    "<button>Log in</button></form>"
)
NOTHING = "<h1>About us</h1><p>We make mugs by hand in Singapore.</p>"


@pytest.mark.parametrize(
    ("page", "what"),
    [
        (LINKED, "is a list of goods"),
        (BUTTONED, "is a list of goods"),
        (PRESSED, "is a list of goods"),
        ("", "is an error page: status 404"),
        (LOGIN, "asks for a login"),
        (NOTHING, "has nothing to buy"),
        (EMPTY, "is the cart"),
    ],
)
def test_a_page_that_is_no_products_is_said_to_be_none_and_another_item_is_walked(
    browser: Browser, tmp_path: Path, page: str, what: str
) -> None:
    given = {"/given": page} if page else {}
    done = walk(browser, tmp_path, SmallShop(WAY | given), "/p/mug", walks=[{"product": "/given"}])
    assert done.told(GIVEN) == [what]
    assert done.told(INSTEAD) == ["the tool chose it itself"]
    assert (done.journey.end, done.journey.scenario, done.journey.planned) == ("last-step", "cheap", True)
    assert done.journey.product_url.endswith("/p/mug")
    assert str(done.trail.headline) == "S$12.00"
    (product,) = [p for p in done.collection.pages if p.role == "product"]
    assert product.url.endswith("/p/mug")
    told = next(t for t in judge_collection(done.collection, "", rule_set()).limits if "given as product" in t)
    assert f"/given, {what}; an item of the tool's own choice was walked instead" in told


def test_where_there_is_no_other_item_the_walk_ends_and_says_why(browser: Browser, tmp_path: Path) -> None:
    done = walk(browser, tmp_path, SmallShop(WAY | {"/mugs": LINKED}), walks=[{"product": "/mugs"}])
    assert (done.journey.end, done.journey.steps) == ("no-product", ())
    assert done.journey.end_detail.startswith("the page given as product is a list of goods (http://127.0.0.1:")
    assert "in casetrust.yaml another product, or the item by its words, or a step" in done.journey.end_detail
    (told,) = [t for t in judge_collection(done.collection, "", rule_set()).limits if "given as product" in t]
    assert told.startswith(
        "The walk with a cheap item ended at the product page: the page given as product is a list of goods"
    )


def test_no_rule_of_products_is_judged_by_a_list_that_was_given_as_one(browser: Browser, tmp_path: Path) -> None:
    done = walk(browser, tmp_path, SmallShop(WAY | {"/mugs": BUTTONED}), walks=[{"product": "/mugs"}])
    facts = judge_collection(done.collection, "", rule_set()).facts
    told = facts["availability.products"]
    assert (told["state"], told["reason"]) == ("unknown", "no product page was read")


def test_steps_may_lead_from_a_list_to_the_item(browser: Browser, tmp_path: Path) -> None:
    steps = [{"press": "Blue mug"}]
    page = LINKED.replace("/p/blue", "/p/mug")
    done = walk(browser, tmp_path, SmallShop(WAY | {"/mugs": page}), walks=[{"product": "/mugs", "steps": steps}])
    assert done.journey.end == "last-step"
    assert [s.name for s in done.journey.steps] == ["product", "cart", "address", "review"]
    assert str(done.trail.headline) == "S$12.00"
    assert done.roles == ["listing", "product", "cart", "checkout", "checkout"]


def test_an_item_that_cannot_be_bought_just_now_still_has_its_page(browser: Browser, tmp_path: Path) -> None:
    sold = "<h1>Blue mug</h1><p>S$12.00</p><p>Sold out</p><button disabled>Sold out</button>"
    done = walk(browser, tmp_path, SmallShop(WAY | {"/p/mug": sold}), walks=[{"product": "/p/mug"}])
    assert (done.journey.end, done.told(GIVEN)) == ("not-buyable", [])
    assert done.roles == ["product"]


# ends of the cart are told with what helps


def test_a_page_without_a_button_names_the_line_that_would_help(browser: Browser, tmp_path: Path) -> None:
    shop = SmallShop(WAY | {"/p/mug": "<h1>Blue mug</h1><p>S$12.00</p><p>In stock</p><p>Ask us for it.</p>"})
    done = walk(browser, tmp_path, shop, walks=[{"product": "/p/mug"}])
    assert done.journey.end == "not-buyable"
    assert done.journey.end_detail == (
        "the product page has no button to add it to a cart; in casetrust.yaml selectors: add_to_cart, or another"
        " product, or a step of walks, would help"
    )
    assert done.journey.end_reason == "the product page has no button to add it to a cart"


def test_a_cart_that_stays_empty_names_what_was_tried_last_and_what_would_help(
    browser: Browser, tmp_path: Path
) -> None:
    shop = SmallShop(WAY | {"/cart": EMPTY}, head=HEAD)
    done = walk(browser, tmp_path, shop, walks=[{"product": "/p/mug"}])
    assert done.journey.end == "cart-refused"
    assert done.journey.end_detail.startswith("the item was added, but the cart does not show it; tried last: ")
    assert "press 'Add to cart': " in done.journey.end_detail
    assert "in casetrust.yaml selectors: add_to_cart, or cart, or a step" in done.journey.end_detail


# what a login's cart held before


def test_what_lay_in_a_logins_cart_before_is_neither_the_shops_addition_nor_taken_out(
    browser: Browser, tmp_path: Path
) -> None:
    old = "<tr><td>Old lamp<td><input type=number name=q2 value=1><td>S$40.00<td><a href=/take?out=2>Remove</a></tr>"
    cart = LINE.replace("<tr id=sent", old + "<tr id=sent").replace("S$12.00</tr></table>", "S$52.00</tr></table>")
    shop = SmallShop(WAY | {"/cart": f"<p>Hello</p>{cart}{TO_CHECKOUT}", "/p/mug": ITEM})
    with serving_shop(shop):
        settings = Settings(shop.origin + "/", screenshots=False)
        run = RunInfo(settings.url, "127.0.0.1", "", "", "0", "", {})
        wanted = Scenario("cheap-member", shop.origin + "/p/mug", "Blue mug", shop.origin + "/cart", member=True)
        with BundleWriter(tmp_path / "b", run) as writer:
            with Session(
                browser, settings, writer, Counter(), name="journey-cheap-member", user_agent="test"
            ) as session:
                journey = shop_journey(session, wanted, progress=silent, deadline=time.monotonic() + 120)
            writer.add(journey)
            writer.finish("", CrawlSummary(1, True, 0, 0, 0, "none", 0))
    assert journey.end == "last-step"
    assert any(a.target.startswith("Old lamp") for a in journey.attempts if a.strategy == HELD)
    assert [p for p, _ in shop.posted] == ["/add", "/address"]
    (trail,) = trails(Shop(load(tmp_path / "b").collection))
    assert [c.label for c in trail.charges if c.role == "item"] == []
