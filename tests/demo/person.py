"""A person who buys in the demo shop, in a real browser: presses what says what they want, whatever it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ElementHandle, Page

from casetrust_audit.demo.server import DemoShop

PATIENCE = 10_000
"""Milliseconds until what is waited for must be there."""
_PICK = """(wanted) => {
  const said = new RegExp(wanted);
  const how = { opacityProperty: true, visibilityProperty: true };
  const seen = (e) => e.checkVisibility(how) && e.getClientRects().length && !e.closest("[hidden]") && !e.disabled;
  const said_by = (e) => e.getAttribute("aria-label") || e.alt || e.title || e.innerText || "";
  const name = (e) => said_by(e).replace(/\\s+/g, " ").trim()
    || [...e.querySelectorAll("img")].map((i) => i.alt).join(" ").trim();
  const can = "a:not(.lightbox), button, input[type=image], [role=button], [role=switch], [data-sku]";
  return [...document.querySelectorAll(can)].find((e) => seen(e) && said.test(name(e))) || null;
}"""


@dataclass
class Words:
    """What is written on what a person looks for, as patterns; in another language where the shop speaks it."""

    tile: str = "^Gula Melaka Kaya"
    add: str = "^Add to cart$"
    checkout: str = "^(Go to checkout|Checkout)$"
    guest: str = "^Continue as guest$"
    to_delivery: str = "^Continue to delivery$"
    to_payment: str = "^Continue to payment$"
    pay: str = "^(Pay S\\$[0-9.]+ now|Place order)$"
    thanks: str = "Thank you for your order"
    home: str = "Breakfast, the kopitiam way"
    in_cart: str = "Your cart"
    last: str = "Review and pay"


CHINESE = Words(
    add="^加入购物车$", checkout="^去结算$", guest="^以访客身份继续$", to_delivery="^继续选择配送$",
    to_payment="^继续付款$", pay="^Pay ￥", in_cart="小计", last="确认并付款",
)  # fmt: skip


@dataclass
class Person:
    """One visitor. `problems` are what the browser's console holds of errors."""

    page: Page
    words: Words = field(default_factory=Words)
    problems: list[str] = field(default_factory=list)

    def sees(self, text: str) -> None:
        """Wait until the text is on the page, and to be seen."""
        self.page.wait_for_function(
            "(t) => (document.body?.innerText ?? '').replace(/\\s+/g, ' ').includes(t)", arg=text, timeout=PATIENCE
        )

    def finds(self, pattern: str) -> ElementHandle:
        """What can be pressed and says so; waited for."""
        element = self.page.wait_for_function(_PICK, arg=pattern, timeout=PATIENCE).as_element()
        assert element is not None
        return element

    def presses(self, pattern: str) -> None:
        self.finds(pattern).click(timeout=PATIENCE)

    def fills(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"[name={name}]:visible").last.fill(value, timeout=PATIENCE)

    def text(self) -> str:
        """The sums that are shown, without white space."""
        return "".join(self.page.locator("table.summary").last.inner_text().split())


def person(context: BrowserContext, shop: DemoShop, words: Words) -> Person:
    """A person before the shop's front page."""
    someone = Person(context.new_page(), words)
    someone.page.on("pageerror", lambda error: someone.problems.append(str(error)))
    someone.page.on("console", lambda message: _noted(someone, message))
    someone.page.goto(shop.url)
    someone.sees(words.home)
    if someone.page.locator("#consent").count():
        someone.presses("^All right$")
    return someone


def _noted(someone: Person, message: Any) -> None:
    if message.type == "error" and "404" not in message.text:
        someone.problems.append(message.text)


def to_cart(someone: Person) -> str:
    """Put a jar into the cart and open the cart: its sums."""
    words = someone.words
    someone.presses(words.tile)
    someone.presses(words.add)
    someone.page.wait_for_function(
        "() => /[12]/.test(document.querySelector('[data-cart]')?.textContent ?? '')", timeout=PATIENCE
    )
    if someone.page.locator(".drawer:not([hidden])").count():
        someone.presses("^View cart$")
    elif someone.page.locator("article.product form.buy, article.product [formaction*=cart]").count():
        someone.presses("^(Cart|购物车) ")
    someone.sees(words.in_cart)
    someone.page.wait_for_function("() => document.querySelector('.summary td')", timeout=PATIENCE)
    return someone.text()


def to_payment(someone: Person) -> str:
    """From the cart to the last step: its sums."""
    words, page = someone.words, someone.page
    someone.presses(words.checkout)
    if page.locator("#add-ons").count():
        someone.presses("^No thanks$")
    page.wait_for_selector("[name=email]:visible", timeout=PATIENCE)
    someone.fills(email="buyer@mail.example")
    if page.locator("form#checkout").count():
        return _one_page(someone)
    someone.presses(words.guest)
    page.wait_for_selector("[name=postcode]", timeout=PATIENCE)
    _address(someone)
    someone.presses(words.to_delivery)
    page.wait_for_selector("[name=delivery]", timeout=PATIENCE)
    someone.presses(words.to_payment)
    someone.sees(words.last)
    return someone.text()


def _address(someone: Person) -> None:
    someone.fills(name="Test Buyer", phone="9123 4567", line="1 Test Street", unit="#02-03", postcode="168027")


def _one_page(someone: Person) -> str:
    page = someone.page
    if page.locator(".next-step").count():
        someone.presses("^Continue$")
    _address(someone)
    page.locator("[name=postcode]").press("Tab")
    page.wait_for_function("() => document.querySelector('#order').innerText.includes('included')", timeout=PATIENCE)
    for _ in range(2 * bool(page.locator(".next-step").count())):
        someone.presses("^Continue$")
    return someone.text()


def orders(someone: Person) -> None:
    """Agree to the terms and order."""
    someone.page.locator("#terms").click(timeout=PATIENCE)
    someone.presses(someone.words.pay)
    someone.sees(someone.words.thanks)
