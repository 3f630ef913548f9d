"""Coats of another language or size, with a page behind a login, or a sum to solve."""

from __future__ import annotations

import json

from casetrust_audit.demo.coats.chinese import TEXTS
from casetrust_audit.demo.coats.coat import Coat, Scene
from casetrust_audit.demo.coats.trees import HtmlElement, made
from casetrust_audit.demo.web import Request, Response, redirect

_SAID = ("placeholder", "aria-label", "alt", "title")


def _in_chinese(text: str) -> str:
    """The text with all that the shop says by rote in Chinese, and the currency before amounts written ￥."""
    bare = " ".join(text.split())
    whole = TEXTS.get(bare)
    if whole is None:
        whole = bare
        for english, chinese in TEXTS.items():
            if english in whole and english[0].isupper() and len(english) > 3:
                whole = whole.replace(english, chinese)
    lead = " " if text[:1].isspace() else ""
    return (lead + whole + (" " if text[-1:].isspace() else "")).replace("S$", "￥")


def _chinese(tree: HtmlElement, _scene: Scene) -> None:
    tree.attrib.pop("lang", None)
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        if element.text and element.text.strip():
            element.text = _in_chinese(element.text)
        if element.tail and element.tail.strip():
            element.tail = _in_chinese(element.tail)
        for name in _SAID:
            if element.get(name):
                element.set(name, _in_chinese(element.get(name)))
    for script in tree.xpath("//script[@type='application/ld+json']"):
        data = json.loads(script.text)
        if "offers" in data and "priceCurrency" in data["offers"]:
            data["offers"]["priceCurrency"] = "CNY"
        script.text = json.dumps(data)


def _orders_behind_login(request: Request) -> Response | None:
    return redirect("/account/login?next=/account/orders", 302) if request.path == "/account/orders" else None


def _link_to_orders(tree: HtmlElement, _scene: Scene) -> None:
    for link in tree.xpath("//header//a[@href='/account/login']"):
        link.set("href", "/account/orders")


def _sum(tree: HtmlElement, _scene: Scene) -> None:
    for area in tree.xpath("//form[.//textarea]//textarea[@id='contact-message']"):
        area.getparent().addnext(
            made(
                '<p><label for="captcha">Captcha: how much is 3 + 4?</label>'
                '<input id="captcha" name="captcha" autocomplete="off" required></p>'
            )
        )


CONTENT = (
    Coat(
        "account-behind-login", "The customer's orders are behind a login",
        "shops whose link to the account leads to a page for customers only", dress=_link_to_orders,
        answer=_orders_behind_login,
    ),
    Coat(
        "contact-sum", "The contact form asks for a sum", "shops that keep robots from their contact form", dress=_sum,
    ),
    Coat("ten-products", "Ten products are on sale", "very small shops", ("two-thousand",), stock=10),
    Coat(
        "two-thousand", "Two thousand products are on sale, in listings of many pages", "large shops",
        ("ten-products",), stock=2000,
    ),
    Coat(
        "chinese", "The shop speaks Chinese, writes ￥, and does not say so", "shops made for Chinese buyers",
        ("split-words", "cart-drawer", "one-page", "steps-as-tabs", "icon-only", "add-on-dialog", "late-cart"),
        dress=_chinese,
    ),
)  # fmt: skip
