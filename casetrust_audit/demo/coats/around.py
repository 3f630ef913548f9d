"""Coats of what a shopper meets on the way into the cart and out of it."""

from __future__ import annotations

from dataclasses import replace

from casetrust_audit.demo.catalogue import BY_SLUG
from casetrust_audit.demo.coats.coat import Coat, Scene
from casetrust_audit.demo.coats.trees import HtmlElement, html, made, with_class
from casetrust_audit.demo.web import Request, Response

_SUGGESTED = ("cream-crackers", "kopi-o-drip-bags", "kopitiam-cup-and-saucer")


def _stays(request: Request, response: Response) -> Response:
    """Back to the product's page after adding, where a sentence says that it worked."""
    to_cart = request.path == "/cart/add" and ("Location", "/cart") in response.headers
    product = BY_SLUG.get(request.form.get("product", ""))
    if not to_cart or product is None:
        return response
    others = tuple(header for header in response.headers if header[0] != "Location")
    return replace(response, headers=(*others, ("Location", product.path)))


def _suggestions(tree: HtmlElement, scene: Scene) -> None:
    """Other goods with their prices and a way to add them, on the page of the cart."""
    if scene.path != "/cart" or not scene.lines:
        return
    box = made("<section><h2>Goes well with it</h2><ul></ul></section>")
    for slug in _SUGGESTED:
        product = BY_SLUG[slug]
        entry = made(f'<li><a href="{product.path}"></a> <span>S${product.price}</span></li>')
        entry[0].text = product.title
        entry.append(
            made(
                f'<form action="/cart/add" method="post"><input type="hidden" name="product" value="{slug}">'
                '<button type="submit" class="quiet">Add</button></form>'
            )
        )
        box[1].append(entry)
    for summary in with_class(tree, "summary"):
        summary.addprevious(box)


def _labelled(tree: HtmlElement, scene: Scene) -> None:
    """Each line of the cart as boxes that hold a label and a value: "Price: S$7.90", "Total: S$7.90"."""
    if scene.path != "/cart":
        return
    for line in with_class(tree, "line"):
        for amount in with_class(line, "line-amount"):
            amount.text = f"Total: {amount.text}"
        for name in with_class(line, "line-name"):
            for unit in with_class(name, "small"):
                unit.text = f"Price: {(unit.text or '').removesuffix(' each')}"
                unit.tail = None
                box = html.Element("div")
                box.append(unit)
                name.addnext(box)


def _waiting(tree: HtmlElement, scene: Scene) -> None:
    """Buttons of the checkout cannot be pressed until their form is filled in."""
    if not scene.is_checkout:
        return
    for form in tree.iter("form"):
        if form.get("method") == "post":
            for button in form.xpath(".//button[@type='submit']"):
                button.set("disabled", "")
                button.set("data-waits", "")


def _consent(tree: HtmlElement, _scene: Scene) -> None:
    """A box about the cart's cookie that lies over the page until it is answered."""
    tree.body.append(
        made(
            '<div id="consent" class="dialog" role="dialog" aria-label="Cookies" hidden><p>This shop uses one cookie, '
            'which remembers your cart.</p><p><button type="button">Only what is needed</button> '
            '<button type="button">All right</button></p></div>'
        )
    )


AROUND = (
    Coat(
        "add-stays", "Adding leads back to the product's page", "shops that say “added” and leave the cart to a link",
        ("cart-drawer",), after=_stays,
    ),
    Coat(
        "cart-suggestions", "Other goods with prices stand between the cart's lines and its sum",
        "shops that sell more on the page of the cart", ("layout-tables",), dress=_suggestions,
    ),
    Coat(
        "labelled-cells", "Each value of a line of the cart has its label in the same box",
        "shops whose cart is made for narrow screens: “Price: …”, “Total: …”", ("odd-quantities",), dress=_labelled,
    ),
    Coat(
        "waiting-buttons", "Buttons of the checkout are disabled until the form is filled in",
        "applications that check while one types", ("one-page", "steps-as-tabs"), dress=_waiting, script="waiting",
    ),
    Coat(
        "consent-layer", "A box about cookies lies over the page until it is answered",
        "most shops that have heard of consent", dress=_consent, script="consent", style="plain",
    ),
)  # fmt: skip
