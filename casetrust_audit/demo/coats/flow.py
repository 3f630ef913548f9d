"""Coats that change when and on which page things come."""

from __future__ import annotations

import json

from casetrust_audit.demo.coats.coat import Coat, Scene
from casetrust_audit.demo.coats.trees import HtmlElement, add_class, html, made, remove, with_class, words


def _tabs(tree: HtmlElement, _scene: Scene) -> None:
    """Each part of the checkout's form becomes a step that is opened by the one before it."""
    form = next(iter(tree.xpath("//form[@id='checkout']")), None)
    if form is None:
        return
    steps: list[HtmlElement] = []
    titles: list[str] = []
    for child in list(form):
        if child.tag == "h2":
            steps.append(html.Element("div", {"class": "step", "role": "tabpanel"}))
            titles.append(words(child))
            remove(child)
        elif steps:
            child.tail = None
            steps[-1].append(child)
    tabs = made('<div role="tablist" class="tabs"></div>')
    for number, (step, title) in enumerate(zip(steps, titles, strict=True)):
        tab = html.Element(
            "button", {"type": "button", "role": "tab", "id": f"tab-{number}", "aria-controls": f"step-{number}"}
        )
        tab.set("aria-selected", "false" if number else "true")
        tab.text = title
        step.set("id", f"step-{number}")
        step.set("aria-labelledby", f"tab-{number}")
        if number:
            tab.set("disabled", "")
            step.set("hidden", "")
        tabs.append(tab)
        if number + 1 < len(steps):
            step.append(made('<p><button type="button" class="next-step">Continue</button></p>'))
        form.append(step)
    form.insert(0, tabs)


def _add_ons(tree: HtmlElement, scene: Scene) -> None:
    """A dialog before the checkout, that goes on by itself after five seconds; nothing in it is chosen."""
    if scene.path != "/cart" or not scene.lines:
        return
    dialog = made(
        '<div id="add-ons" class="dialog" role="dialog" aria-modal="true" aria-label="Add-ons for your order" hidden>'
        "<p><strong>Add-ons for your order</strong></p></div>"
    )
    for slug, title, amount in (
        ("brewing-sock", "Cotton Brewing Sock", "S$6.50"),
        ("pandan-kaya", "Pandan Kaya", "S$7.90"),
    ):
        dialog.append(
            made(
                f'<form action="/cart/add" method="post"><input type="hidden" name="product" value="{slug}">'
                f'<p>{title} {amount} <button type="submit" class="quiet">Add</button></p></form>'
            )
        )
    dialog.append(made('<p><button type="button" class="button no-thanks" data-go="/checkout">No thanks</button></p>'))
    tree.body.append(dialog)


def _skeleton(tree: HtmlElement, scene: Scene) -> None:
    """The cart's lines and sums as grey boxes, until a script has fetched them."""
    if scene.path != "/cart" or not scene.lines:
        return
    main = next(tree.iter("main"))
    for child in [child for child in main if child.tag != "h1"]:
        remove(child)
    main.set("data-part", "/cart")
    holder = made('<div class="skeleton"></div>')
    for _line in scene.lines:
        holder.append(made('<div class="grey-row"><span class="grey picture"></span><span class="grey"></span></div>'))
    for label in ("Subtotal", "Delivery", "Total"):
        holder.append(made(f'<div class="grey-row"><span>{label}</span><span class="grey short"></span></div>'))
    main.append(holder)


def _menu(tree: HtmlElement, _scene: Scene) -> None:
    """The menu and the front page's ways in come as data, and a script makes links of them."""
    entries = []
    for nav in tree.xpath("//header//nav[not(contains(@class, 'own'))]"):
        for link in list(nav.iter("a")):
            entries.append({"title": words(link), "to": link.get("href")})
            remove(link)
        add_class(nav, "scripted-menu")
    for panels in with_class(tree, "panels"):
        remove(panels)
    for link in tree.xpath("//*[contains(@class, 'hero')]//a"):
        remove(link.getparent())
    if entries:
        data = html.Element("script", type="application/json", id="menu")
        data.text = json.dumps(entries)
        tree.body.append(data)


_ONE = ("one-page", "steps-as-tabs")

FLOW = (
    Coat(
        "one-page", "The checkout is one page", "shops that ask for everything on one page and reckon by script",
        _ONE, switches=("one-page-checkout",),
    ),
    Coat(
        "steps-as-tabs", "The checkout is one page of steps that open one after the other",
        "shops whose checkout is an accordion or a row of tabs", _ONE, dress=_tabs, script="steps", style="plain",
        switches=("one-page-checkout",),
    ),
    Coat(
        "cart-drawer", "Adding opens a drawer with the cart", "shops that never leave the product's page for the cart",
        switches=("drawer-cart",),
    ),
    Coat(
        "add-on-dialog", "A dialog with add-ons stands between cart and checkout, and goes on by itself",
        "shops that offer more before the checkout", dress=_add_ons, script="add-ons", style="plain",
    ),
    Coat(
        "fade-in", "Pages fade in after more than half a second", "themes whose content is invisible at first",
        style="fade",
    ),
    Coat(
        "late-cart", "The cart is drawn a second after the page, grey boxes before",
        "shops whose cart is an application inside the page", dress=_skeleton, script="late", style="plain", late=True,
    ),
    Coat(
        "menu-by-script", "The menu is made by a script", "themes whose menu is data", dress=_menu, script="menu",
    ),
)  # fmt: skip
