"""Walks through tiny shops by ways their pages do not tell plainly: past a login, to a cart in memory, by drawings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.ledger.cart_controls import was_removed
from tests.collect.small_shop import EMPTY, ITEM, LINE, SENT, SmallShop
from tests.collect.test_walks_on_small_shops import ADDRESS, REVIEW, TO_CHECKOUT, WAY, walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser


LOGIN = (
    "<h1>Checkout</h1><form method=post action=/login><input type=email name=mail placeholder=Email>"
    "<input type=password name=word placeholder=Password><button>Log in</button></form>{beside}"
)


@pytest.mark.parametrize(
    "beside",
    [
        "<p>You may also order without an account: <a href=/where>Checkout</a></p>",
        "<h2>New here?</h2><p>There is no need to sign up. <a href=/where>Go to checkout</a></p>",
        "<ol><li><a href=/cart>Cart</a><li><a href=/checkout>Checkout</a></ol><p><a href=/where>Check out</a></p>",
    ],
)
def test_a_link_to_the_checkout_beside_a_login_is_followed_to_see_whether_it_leads_past_it(
    browser: Browser, tmp_path: Path, beside: str
) -> None:
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": LOGIN.format(beside=beside), "/where": ADDRESS,
                      "/review": REVIEW})  # fmt: skip
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.names == ["product", "cart", "gateway", "address", "review"]


AGAIN = (
    LOGIN.format(beside=""),
    LOGIN.format(beside="<a href=/where>Checkout</a>"),
    "<h1>Join</h1><p><a href=/register>Register</a> <a href=/login>Log in</a></p>",
)


@pytest.mark.parametrize("there", AGAIN)
def test_where_it_leads_to_a_login_again_the_login_is_a_wall(browser: Browser, tmp_path: Path, there: str) -> None:
    asks = LOGIN.format(beside="<p>You may also order without an account: <a href=/where>Checkout</a></p>")
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": asks, "/where": there})
    walked = walk(browser, tmp_path, shop)
    assert walked.journey.end == "login-wall"
    assert [path for path, _ in shop.posted] == ["/add", "/remove"]


IN_MEMORY = (
    "<h1>Blue mug</h1><p>S$12.00</p><button type=button onclick='held++;n.textContent=`Cart (${{held}})`'>Add to cart"
    "</button><script>let held = 0; const n = document.querySelector('header a[href$=cart]');"
    "n.onclick = (e) => {{e.preventDefault(); history.pushState(null, '', '/cart');"
    " document.querySelector('main').innerHTML = held ? `{cart}` : 'Your cart is empty.'}}</script>"
)


@pytest.mark.parametrize("anew", [EMPTY, "<h1>Page not found</h1>"])
def test_a_cart_that_a_page_holds_in_its_memory_is_opened_by_its_link(
    browser: Browser, tmp_path: Path, anew: str
) -> None:
    page = IN_MEMORY.format(cart=LINE.replace("`", "") + TO_CHECKOUT)
    walked = walk(browser, tmp_path, SmallShop({"/p/mug": page, "/cart": anew, **WAY}))
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.names == ["product", "cart", "address", "review"]


def test_a_cart_that_takes_nothing_whichever_way_it_is_opened_is_told_once(browser: Browser, tmp_path: Path) -> None:
    refuses = IN_MEMORY.format(cart="Your cart is empty.")
    walked = walk(browser, tmp_path, SmallShop({"/p/mug": refuses, "/cart": EMPTY}))
    assert walked.journey.end == "cart-refused"
    assert walked.tried("product") == ["Add to cart", "Add to cart"]
    assert walked.names == ["product", "cart"]


DRAWN = "<svg width=14 height=14><path d='M0 0L14 14'/></svg>"
IN_LINE = (
    "<h1>Your cart</h1><div id=l><div style='display:flex;gap:20px'><p>Blue mug</p><span role=button>-</span><b>1</b>"
    "<span role=button>+</span><p>S$12.00</p><div role=button onclick=\"l.innerHTML='{after}'\">" + DRAWN + "</div>"
    "</div></div><table><tr><td>Total<td>S$12.00</table>"
)


@pytest.mark.parametrize(("after", "gone"), [("Your cart is empty.", True), ("<p>Blue mug</p><p>Saved</p>", False)])
def test_a_drawing_without_words_takes_the_item_out_where_the_item_then_goes(
    browser: Browser, tmp_path: Path, after: str, gone: bool
) -> None:
    shop = SmallShop({"/cart": IN_LINE.format(after=after) + TO_CHECKOUT, **WAY})
    walked = walk(browser, tmp_path, shop, emptied=False)
    assert walked.journey.end == "last-step"
    assert was_removed(walked.journey) is gone


SLEEPS = (
    "{script}<h1>Checkout</h1><table><tr><td>Blue mug<td>S$12.00<tr><td>Total<td>S$12.00</table><form>"
    "<input name=name placeholder=Name><input name=mail type=email placeholder=Email>"
    "<input name=street placeholder=Street><input name=zip placeholder='Postal code'>"
    "<button type=submit disabled>Confirm order</button></form>"
)


@pytest.mark.parametrize(
    ("script", "end"),
    [
        ("<script src='https://js.stripe.com/v3/'></script>", "last-step"),
        ("<script src='https://www.paypal.com/sdk/js?client-id=x'></script>", "last-step"),
        ("<script src='https://cdn.example.org/app.js'></script>", "stuck"),
    ],
)
def test_a_last_button_that_only_a_payment_provider_would_wake_is_the_end(
    browser: Browser, tmp_path: Path, script: str, end: str
) -> None:
    walked = walk(
        browser, tmp_path, SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": SLEEPS.format(script=script)})
    )
    assert (walked.journey.end, walked.total) == (end, "S$12.00")


WHO = (
    "<div role=dialog aria-modal=true style='position:fixed;inset:0;background:#fff'><p>Who are you?</p><button "
    "type=button onclick=ask()>{guest}</button><button type=button>Register</button></div>"
)
ASKED = (
    "<form onsubmit='event.preventDefault();cart()'><input placeholder='First name'><input placeholder='Last name'>"
    "<input placeholder=Phone><button>Confirm</button><button type=button onclick=location.reload()>Cancel</button>"
    "</form>"
)


@pytest.mark.parametrize("guest", ["Continue as guest", "Order without an account as a guest"])
def test_a_dialog_that_asks_who_buys_before_it_shows_the_cart_is_answered(
    browser: Browser, tmp_path: Path, guest: str
) -> None:
    page = IN_MEMORY.format(cart=WHO.format(guest=guest)) + (
        f"<script>function ask(){{document.querySelector('[role=dialog]').innerHTML = `{ASKED}`}}"
        f"function cart(){{document.querySelector('main').innerHTML = `{LINE + TO_CHECKOUT}`}}</script>"
    )
    walked = walk(browser, tmp_path, SmallShop({"/p/mug": page, "/cart": EMPTY, **WAY}), emptied=False)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert "Confirm" in walked.tried()
    assert walked.names == ["product", "gateway", "gateway", "cart", "address", "review"]


def _beside(label: str, control: str) -> str:
    """A field whose label is only words in an element before it, as form kits of scripts draw it."""
    return f"<div><div>{label}:</div><div><div>{control}</div></div></div>"


_PLAIN = "".join(
    _beside(label, "<input>") for label in ("First name", "Last name", "Email address", "Street", "ZIP", "City")
)


def test_an_address_whose_labels_are_only_words_beside_its_fields_is_given(browser: Browser, tmp_path: Path) -> None:
    whole = (
        "<p><a href=/login>Sign in</a></p>"
        + LINE
        + _PLAIN
        + _beside("Country", "<input>")
        + _beside(
            "Delivery", "<select onchange='sent(`S$5.00`, `S$17.00`)'><option></option><option>Post</option></select>"
        )
        + "<div role=button tabindex=0>I agree with the terms and conditions</div>"
        f"<button type=button disabled>Submit order</button><script>{SENT}</script>"
    )
    walked = walk(browser, tmp_path, SmallShop({"/cart": whole}))
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    filled = {a.strategy for a in walked.journey.attempts if a.ok}
    assert {"fill first-name", "fill address", "fill postal-code", "fill city", "fill email"} <= filled


def test_a_checkout_that_lists_saved_addresses_behind_a_heading_is_at_its_end(browser: Browser, tmp_path: Path) -> None:
    given = (
        "<h1>订单</h1>" + LINE.partition("</h1>")[2] + "<h3>收货人信息</h3>"
        "<div role=button tabindex=0 onclick='held.hidden = false'>选择地址</div><div id=held hidden>"
        "<label><input type=radio name=w>陈小姐 桥路 8 号 018956 91234567</label></div>"
        "<button type=button onclick=\"fetch('/order', {method: 'POST'})\">支付订单</button>"
    )
    shop = SmallShop({"/cart": given})
    walked = walk(browser, tmp_path, shop)
    assert walked.journey.end == "last-step", str(walked.journey.attempts) + walked.journey.end_detail
    assert walked.tried("address") == ["选择地址"]


def test_a_cart_that_calls_the_item_by_a_part_of_its_name_holds_it(browser: Browser, tmp_path: Path) -> None:
    long = "Campus delivery: Blue mug of stoneware"
    line = LINE.replace("Blue mug", "Blue mug of stoneware")
    item = (ITEM + "<h2>Bought together</h2><p>Red jug S$9.00</p>").replace("Blue mug", long)
    line = line.replace("</table>", "<tr><td>Gift bag<td><input type=number name=bag value=0><td>S$1.00</tr></table>")
    shop = SmallShop({"/p/mug": item, "/cart": line + TO_CHECKOUT, **WAY})
    assert walk(browser, tmp_path, shop).journey.end == "last-step"


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Order without registration", "Next"), ("Buy as a guest", "Continue"), ("不注册，直接购买", "下一步")],
)
def test_of_ways_that_all_say_next_the_one_under_the_words_for_guests_is_taken(
    browser: Browser, tmp_path: Path, heading: str, words: str
) -> None:
    ways = (
        "<h1>Please choose</h1><div><h3>I am new and would like to register</h3><p>See your orders at any time.</p>"
        f"<p><a href=/join>{words}</a></p></div><div><h3>{heading}</h3><p>You give your address each time.</p>"
        f"<p><a href=/where>{words}</a></p></div>" + LOGIN.format(beside="")
    )
    shop = SmallShop({"/cart": LINE + TO_CHECKOUT, "/checkout": ways, "/where": ADDRESS, "/review": REVIEW})
    walked = walk(browser, tmp_path, shop)
    assert (walked.journey.end, walked.total) == ("last-step", "S$17.00")
    assert walked.tried("gateway") == [words]


def _asks_again(sure: str) -> str:
    """A cart that asks in a dialog of its own before it takes something out."""
    return (
        LINE
        + TO_CHECKOUT
        + "<div id=d hidden role=dialog aria-modal=true style='position:fixed;inset:0;background:#fff'>"
        "<p>Remove this item from the cart?</p><button type=button onclick='d.hidden=true'>Cancel</button>"
        f"<button type=button onclick='asked.submit()'>{sure}</button></div>"
        "<script>const asked = document.querySelector('[action=\"/remove\"]');"
        "asked.onsubmit = () => { d.hidden = false; return false }</script>"
    )


@pytest.mark.parametrize("sure", ["Yes, remove", "OK"])
def test_a_cart_that_asks_once_more_is_emptied(browser: Browser, tmp_path: Path, sure: str) -> None:
    shop = SmallShop({"/cart": _asks_again(sure), **WAY})
    walked = walk(browser, tmp_path, shop)
    assert walked.journey.end == "last-step"
    assert [a.outcome for a in walked.journey.attempts if a.strategy == "empty the cart"] == ["the cart is empty"]


def test_a_cart_whose_removal_does_nothing_is_not_called_empty(browser: Browser, tmp_path: Path) -> None:
    stuck = LINE.replace("<form method=post action=/remove><button>Remove</button></form>",
                         "<button type=button>Remove</button>")  # fmt: skip
    walked = walk(browser, tmp_path, SmallShop({"/cart": stuck + TO_CHECKOUT, **WAY}), emptied=False)
    assert [a.ok for a in walked.journey.attempts if a.strategy == "empty the cart"] == [False]
