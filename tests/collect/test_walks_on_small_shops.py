"""Walks to the payment through tiny shops, each with one thing in the way."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect.progress import silent
from casetrust_audit.collect.session import Counter, Session
from casetrust_audit.collect.shopper import shop_journey
from casetrust_audit.collect.walk import Scenario
from casetrust_audit.evidence.bundle import BundleWriter, load
from casetrust_audit.model.capture import CrawlSummary, RunInfo
from casetrust_audit.model.journey import Journey
from casetrust_audit.settings import Settings
from tests.collect.small_shop import BUYER, HEAD, ITEM, LINE, SENT, SmallShop, serving_shop

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RAW = re.compile(r"Error:|exceeded|net::|ERR_|Locator|Call log|Page\.", re.I)
TO_CHECKOUT = "<p><a href=/checkout>Proceed to checkout</a></p>"
ADDRESS = f"<h1>Delivery address</h1><form method=post action=/address>{BUYER}<button>Continue</button></form>"
REVIEW = (
    "<h1>Review your order</h1><table><tr><td>Blue mug<td>S$12.00</tr><tr><td>Delivery<td>S$5.00</tr>"
    "<tr><td>Total<td>S$17.00</tr></table><form method=post action=/order><button>Place order</button></form>"
)
WAY = {"/checkout": ADDRESS, "/review": REVIEW}
"""An address, then a review: the rest of the way where the fault stands before it."""


@dataclass(frozen=True)
class Walked:
    """How a walk ended, and the total that its last page showed."""

    journey: Journey
    total: str

    @property
    def names(self) -> list[str]:
        return [s.name for s in self.journey.steps]

    def tried(self, step: str = "") -> list[str]:
        return [a.target for a in self.journey.attempts if a.strategy == "press" and step in ("", a.step)]


def walk(browser: Browser, folder: Path, shop: SmallShop, *, emptied: bool = True) -> Walked:
    """Buy the shop's only item. Whatever the shop does, nothing is ordered, registered, sent or bought besides."""
    with serving_shop(shop):
        settings = Settings(shop.origin + "/", screenshots=False)
        run = RunInfo(settings.url, "127.0.0.1", "", "", "0", "", {})
        with BundleWriter(folder / "b", run) as writer:
            with Session(browser, settings, writer, Counter(), name="journey-x", user_agent="test") as session:
                journey = shop_journey(
                    session,
                    Scenario("x", shop.origin + "/p/mug", "Blue mug"),
                    progress=silent,
                    deadline=time.monotonic() + 120,
                )
            writer.add(journey)
            writer.finish("", CrawlSummary(1, True, 0, 0, 0, "none", 0))
    pages = [p.reading for p in load(folder / "b").collection.pages if p.capture.step]
    totals = [r.amounts[-1] for r in pages[-1].rows if r.visible and r.label == "Total" and r.amounts]
    assert set(shop.done.values()) == {0}, shop.posted
    assert shop.items == 0 or not emptied
    assert not [a for a in journey.attempts if RAW.search(a.outcome)]
    assert not RAW.search(journey.end_detail)
    return Walked(journey, totals[-1] if totals else "")


def test_a_way_without_anything_in_it_is_gone_and_the_cart_left_empty(browser: Browser, tmp_path: Path) -> None:
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, **WAY})
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.names == ["product", "cart", "address", "review"]


_IN_PLACE = (
    "<p><a href='http://localhost:1/cart'>Powered by Zippy Cart</a></p><h1>Blue mug</h1><p>S$12.00</p>"
    "<button type=button onclick='put()'>Add to cart</button><p><a id=n href=/my-things>Basket (0)</a></p>"
    "<script>function put(){fetch('/add', {method: 'POST', redirect: 'manual'})"
    ".then(() => document.querySelector('#n').textContent = 'Basket (1)')}</script>"
)


def test_a_link_to_another_shops_cart_is_not_followed(browser: Browser, tmp_path: Path) -> None:
    shop = SmallShop({"/my-things": LINE + TO_CHECKOUT, "/p/mug": _IN_PLACE, **WAY}, head="")
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert shop.hosts == {"127.0.0.1"}


def test_a_press_that_cannot_be_made_is_followed_by_one_that_can(browser: Browser, tmp_path: Path) -> None:
    covered = (
        "<div style='position:relative;width:300px'><button type=button onclick='if (event.isTrusted)"
        ' location="/checkout"\'>Proceed to checkout</button>'
        '<div style="position:absolute;inset:0;z-index:9"></div></div>'
    )
    shop = SmallShop({"/cart": LINE + covered + "<p><a href=/checkout>Continue</a></p>", **WAY})
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.tried("cart") == ["Proceed to checkout", "Continue"]


def addons(answer: str, then: str) -> str:
    """A cart whose checkout first offers something else in a dialog."""
    return (
        LINE + "<button type=button onclick='offer()'>Checkout</button><div role=dialog aria-modal=true hidden"
        " style='position:fixed;inset:0;background:#fff'><p>Add-ons for your order</p>"
        "<button type=button onclick=\"fetch('/addon', {method: 'POST'})\">Add a spoon for S$4.90</button>"
        f"{answer}</div>"
        f"<script>function offer(){{document.querySelector('[role=dialog]').hidden = false; {then}}}</script>"
    )


def test_a_dialog_of_add_ons_that_goes_on_by_itself_is_waited_for(browser: Browser, tmp_path: Path) -> None:
    shop = SmallShop({"/cart": addons("", "setTimeout(() => location = '/checkout', 1500)"), **WAY})
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")


def test_a_dialog_of_add_ons_is_declined(browser: Browser, tmp_path: Path) -> None:
    no = "<button type=button onclick=\"location = '/checkout'\">No thanks</button>"
    walked = walk(browser, tmp_path, SmallShop({"/cart": addons(no, ""), **WAY}))
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.tried("cart") == ["Checkout", "No thanks"]


def test_a_last_button_that_sleeps_wakes_once_the_address_is_saved(browser: Browser, tmp_path: Path) -> None:
    whole = (
        LINE + f"<form method=post action=/order>{BUYER}<button type=button onclick='keep()'>Save</button>"
        "<button id=last disabled>Confirm order</button></form>"
        f"<script>{SENT} function keep(){{fetch('/keep', {{method: 'POST'}}).then(() => {{sent('S$5.00', 'S$17.00');"
        " document.querySelector('#last').disabled = false})}</script>"
    )
    shop = SmallShop({"/cart": whole})
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.tried("address") == ["Save"]


@pytest.mark.parametrize("words", ["Order now", "Buy now", "Send order"])
def test_a_checkout_of_one_form_is_at_its_end_whatever_its_last_button_says(
    browser: Browser, tmp_path: Path, words: str
) -> None:
    whole = f"<h1>Checkout</h1>{LINE.partition('</h1>')[2]}<form method=post>{BUYER}<button>{words}</button></form>"
    walked = walk(browser, tmp_path, SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": whole}))
    assert (walked.journey.end, walked.total) == ("last-step", "S$12.00")
    assert walked.tried("address") == []


def test_a_choice_of_delivery_in_a_dialog_is_opened_and_made(browser: Browser, tmp_path: Path) -> None:
    chooser = (
        f"<h1>Checkout</h1>{LINE.partition('</h1>')[2]}<form method=post action=/order>{BUYER}"
        "<p>Delivery method <button type=button onclick='d.hidden = false'>Choose</button></p>"
        "<button>Place order</button></form><div id=d role=dialog aria-modal=true hidden"
        " style='position:fixed;inset:0;background:#fff'><h2>Delivery method</h2>"
        "<label><input type=radio name=way value=7>Courier S$7.00</label>"
        "<label><input type=radio name=way value=5>Post S$5.00</label>"
        "<button type=button onclick='done()'>Done</button></div>"
        f"<script>{SENT} function done(){{const way = document.querySelector('[name=way]:checked');"
        " if (!way) return; document.querySelector('#d').hidden = true;"
        " sent(`S$${way.value}.00`, `S$${12 + +way.value}.00`)}</script>"
    )
    walked = walk(browser, tmp_path, SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": chooser}))
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.tried("address") == ["Choose", "Done"]


def test_a_list_of_deliveries_in_the_cart_is_chosen_from(browser: Browser, tmp_path: Path) -> None:
    ways = (
        "<label>Delivery method <select name=ship onchange='pick(this.value)'><option value=''>Please choose</option>"
        "<option value=0>S$0.00 (Collect in store)</option><option value=7>S$7.00 (Courier)</option>"
        "<option value=5>S$5.00 (Post)</option></select></label>"
        f"<script>{SENT} function pick(fee){{sent(`S$${{fee}}.00`, `S$${{12 + +fee}}.00`)}}</script>"
    )
    walked = walk(browser, tmp_path, SmallShop({"/cart": LINE + ways + TO_CHECKOUT, **WAY}))
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.names == ["product", "cart", "cart", "address", "review"]
    assert walked.journey.offers_collection
    (chosen,) = [a for a in walked.journey.attempts if a.strategy == "delivery method"]
    assert chosen.target == "S$5.00 (Post)"


def test_a_checkout_whose_only_form_makes_an_account_is_a_wall_and_nothing_is_filled(
    browser: Browser, tmp_path: Path
) -> None:
    joins = (
        f"<h1>Your details</h1><form method=post action=/register>{BUYER}<input type=password name=password required>"
        "<input type=password name=again required><button>Register and continue</button></form>"
    )
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": joins})
    walked = walk(browser, tmp_path, shop)
    assert walked.journey.end == "login-wall"
    assert walked.names == ["product", "cart", "address"]
    assert [a.strategy for a in walked.journey.attempts if a.strategy.startswith("fill")] == []
    assert [path for path, _ in shop.posted] == ["/add", "/remove"]


def test_a_dead_end_is_told_with_what_was_tried_last_and_what_would_help(browser: Browser, tmp_path: Path) -> None:
    ends = "<h1>Delivery address</h1><p>We are sorry.</p>"
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": ends}, head=HEAD)
    walked = walk(browser, tmp_path, shop)
    assert walked.journey.end == "stuck"
    detail = walked.journey.end_detail
    assert detail.startswith("nothing leads on from address; tried last: ")
    assert "press 'Add to cart': " in detail
    assert "press 'Proceed to checkout': " in detail
    assert detail.endswith("in casetrust.yaml selectors: next, or a step of walks, would help")
    assert detail.count(" / ") <= 2


def test_a_page_that_a_script_draws_after_it_has_written_its_address_is_waited_for(
    browser: Browser, tmp_path: Path
) -> None:
    drawn_late = (
        "<script>document.addEventListener('submit', async (e) => {e.preventDefault();"
        " const answer = await fetch('/add', {method: 'POST'}), page = await answer.text();"
        " history.pushState(null, '', '/cart'); setTimeout(() => {"
        "const next = new DOMParser().parseFromString(page, 'text/html'); document.body.innerHTML = next.body.innerHTML"
        "}, 900)})</script>"
    )
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, "/p/mug": ITEM + drawn_late, **WAY})
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")


def test_a_box_over_the_page_whose_words_are_not_known_does_not_end_the_walk(browser: Browser, tmp_path: Path) -> None:
    box = (
        "<div id=box role=dialog hidden style='position:fixed;left:0;right:0;bottom:0;background:#fff'>"
        "<p>We keep one file on your device.</p><button type=button onclick='box.hidden=true'>Splendid</button></div>"
        "<script>setTimeout(() => box.hidden = false, 300)</script>"
    )
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": ADDRESS + box, "/review": REVIEW})
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert "Splendid" not in walked.tried()


def test_a_header_that_hides_while_one_is_further_down_is_come_back_to(browser: Browser, tmp_path: Path) -> None:
    hides = (
        "<div style='height:500px;overflow:auto' onscroll='bar.hidden = this.scrollTop > 50'>"
        "<p id=bar><button type=button onclick=\"location = '/my-things'\">Show the shopping cart</button></p>"
        "<h1>Blue mug</h1><p>S$12.00</p><p style='height:1500px'>Made by hand.</p>"
        "<button type=button onclick=\"fetch('/add', {method: 'POST', redirect: 'manual'})\">Add to cart</button></div>"
    )
    shop = SmallShop({"/my-things": LINE + TO_CHECKOUT, "/p/mug": hides, **WAY}, head="")
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")


class Breaking(SmallShop):
    """Adding answers with an error page; `takes` says whether the item lies in the cart all the same."""

    takes = True

    def answer(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        if method == "POST" and path == "/add":
            self.items = int(self.takes)
            return 500, "", "<h1>Something broke</h1>"
        return super().answer(method, path, body)


def test_an_error_page_in_answer_to_adding_ends_no_walk_where_the_item_lies_in_the_cart(
    browser: Browser, tmp_path: Path
) -> None:
    walked = walk(browser, tmp_path, Breaking({"/cart": LINE + TO_CHECKOUT, **WAY}))
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")


def test_where_it_does_not_the_walk_tells_of_the_error_page(browser: Browser, tmp_path: Path) -> None:
    shop = Breaking({"/cart": LINE + TO_CHECKOUT, **WAY})
    shop.takes = False
    walked = walk(browser, tmp_path, shop)
    assert walked.journey.end == "cart-refused"
    assert "an error page (status 500)" in walked.journey.end_detail


SUBMITTED = (
    "<h1>Checkout</h1><form method=post action=/order><input name=name placeholder='Full name' required>"
    "<textarea name=where placeholder='Address' required></textarea><button>{word}</button></form>"
)
TALK = (
    "<section><h2>Contact us</h2><form method=post action=/contact><input name=who placeholder=Name>"
    "<input type=email name=mail placeholder=Email><textarea name=text placeholder=Message></textarea>"
    "<button>Send message</button></form></section>"
)


@pytest.mark.parametrize("word", ["Submit", "Checkout", "Pay with mobile money", "Absenden"])
def test_a_checkout_of_one_form_is_not_sent_whatever_its_button_says(
    browser: Browser, tmp_path: Path, word: str
) -> None:
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": SUBMITTED.format(word=word) + TALK})
    walked = walk(browser, tmp_path, shop)
    assert walked.names == ["product", "cart", "address"]
    assert walked.journey.end == ("stuck" if word == "Absenden" else "last-step")


def test_a_way_to_pay_that_a_section_opens_is_come_to(browser: Browser, tmp_path: Path) -> None:
    opened = (
        "<h1>Checkout</h1><p>Total S$12.00</p><form id=f><input name=name placeholder=Name required>"
        "<input type=email name=mail placeholder=Email required><input name=home placeholder=Address required>"
        "<button id=b>Continue</button></form><div id=ways></div><script>"
        "f.onsubmit=e=>{e.preventDefault();b.hidden=true;ways.innerHTML='<p>Ways to pay</p>"
        "<iframe src=https://www.paypal.com/buttons width=300 height=80></iframe>'}</script>"
    )
    walked = walk(browser, tmp_path, SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": opened}))
    assert walked.journey.end == "last-step"
    assert walked.names == ["product", "cart", "address", "payment"]


def test_a_login_that_only_a_dialog_of_the_browser_asks_for_is_a_wall(browser: Browser, tmp_path: Path) -> None:
    asks = ITEM.replace(
        "<form method=post action=/add>", "<form onsubmit=\"alert('Please log in first');return false\">"
    )
    shop = SmallShop({"/p/mug": asks, "/cart": LINE})
    walked = walk(browser, tmp_path, shop)
    assert walked.journey.end == "login-wall"
    assert "Please log in first" in walked.journey.end_detail


def test_a_removal_that_asks_back_empties_the_cart(browser: Browser, tmp_path: Path) -> None:
    line = LINE.replace(
        "<form method=post action=/remove>", "<form method=post action=/remove onsubmit=\"return confirm('Sure?')\">"
    )
    walked = walk(browser, tmp_path, SmallShop({"/cart": line + TO_CHECKOUT, **WAY}))
    assert walked.journey.end == "last-step"


def test_an_address_that_a_dialog_asks_for_is_given_before_the_last_step(browser: Browser, tmp_path: Path) -> None:
    book = (
        "<h1>Checkout</h1><p>Address <button type=button onclick='d.hidden = false'>Add a new address</button></p>"
        "<p>Payment method <label><input type=radio name=pay checked>Bank transfer</label></p>"
        f"{LINE.partition('</h1>')[2]}<form method=post action=/order><button>Place order</button></form>"
        "<div id=d role=dialog aria-modal=true hidden style='position:fixed;inset:0;background:#fff'>"
        f"<h2>New address</h2>{BUYER}<button type=button onclick='done()'>Save address</button></div>"
        f"<script>{SENT} function done(){{d.hidden = true; sent('S$5.00', 'S$17.00')}}</script>"
    )
    walked = walk(browser, tmp_path, SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": book}))
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert "Save address" in walked.tried()


FRAMED = (
    "<h1>Checkout</h1><p>Delivery address <button type=button onclick='d.hidden = false'>{opener}</button></p>"
    "<p>Payment method <label><input type=radio name=pay checked>Bank transfer</label></p>"
    f"{LINE.partition('</h1>')[2]}<form method=post action=/order><button>Place order</button></form>"
    "<div id=d role=dialog aria-modal=true hidden style='position:fixed;inset:0;background:#fff'>"
    "<iframe src=/address-book width=400 height=300></iframe>"
    "<button type=button onclick='d.hidden = true'>Cancel</button></div>"
)


@pytest.mark.parametrize("opener", ["Add a new address", "添加收货地址"])
def test_an_address_that_a_frame_asks_for_leaves_the_walk_stuck_and_not_at_the_last_step(
    browser: Browser, tmp_path: Path, opener: str
) -> None:
    pages = {"/cart": LINE + TO_CHECKOUT, "/checkout": FRAMED.format(opener=opener), "/address-book": "<p>Wait</p>"}
    walked = walk(browser, tmp_path, SmallShop(pages))
    assert walked.journey.end == "stuck"
    assert "an address is to be given" in walked.journey.end_detail
    assert "casetrust.yaml" in walked.journey.end_detail


def test_an_address_that_was_given_before_is_no_longer_asked_for(browser: Browser, tmp_path: Path) -> None:
    known = FRAMED.format(opener="Add a new address").replace(
        "Delivery address", "Mei Tan, 8 Jalan Besar, Singapore 208795"
    )
    walked = walk(browser, tmp_path, SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": known}))
    assert walked.journey.end == "last-step"
