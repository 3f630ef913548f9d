"""Coats of what stands around goods: tiles, pictures, prices, and what a page holds beside them."""

from __future__ import annotations

import json
import re

from casetrust_audit.demo.catalogue import PRODUCTS
from casetrust_audit.demo.coats.coat import Coat, Scene, no_sitemap
from casetrust_audit.demo.coats.trees import HtmlElement, add_class, has_class, html, made, with_class, words, wrap

_AMOUNT = re.compile(r"([−-]?)(S\$|US\$|￥)([0-9][0-9,]*(?:\.[0-9]{2})?)")


def _cards(tree: HtmlElement) -> list[tuple[HtmlElement, HtmlElement]]:
    """Each tile and its link to the product."""
    found = ((card, next(iter(card.xpath(".//a[img]")), None)) for card in with_class(tree, "card"))
    return [(card, link) for card, link in found if link is not None]


def _known(tree: HtmlElement, goods: dict[str, str]) -> None:
    """Where each product is, for the script."""
    data = html.Element("script", type="application/json", id="goods")
    data.text = json.dumps(goods)
    tree.body.append(data)


def _mentioned(tree: HtmlElement) -> list[HtmlElement]:
    """Links to goods in a page's text, as above a review; those of the cart's lines are left out."""
    links = tree.xpath("//main//a[starts-with(@href, '/products/')]")
    return [
        link for link in links if not link.xpath("ancestor::*[contains(@class, 'line') or contains(@class, 'card')]")
    ]


def _without_links(tree: HtmlElement, _scene: Scene) -> None:
    goods = {}
    for link in _mentioned(tree):
        slug = link.get("href").rpartition("/")[2]
        goods[slug] = link.attrib.pop("href")
        link.tag = "span"
        link.set("data-sku", slug)
    for card, link in _cards(tree):
        slug = link.get("href").rpartition("/")[2]
        goods[slug] = link.get("href")
        card.set("data-sku", slug)
        link.tag = "div"
        del link.attrib["href"]
        card.append(made('<button type="button" class="quiet">View product</button>'))
    if goods:
        _known(tree, goods)


def _to_nowhere(tree: HtmlElement, _scene: Scene) -> None:
    goods = {}
    for link in _mentioned(tree):
        slug = link.get("href").rpartition("/")[2]
        goods[slug] = link.get("href")
        link.set("href", "#")
        link.set("data-sku", slug)
    for number, (card, link) in enumerate(_cards(tree)):
        slug = link.get("href").rpartition("/")[2]
        goods[slug] = link.get("href")
        card.set("data-sku", slug)
        link.set("href", "#" if number % 2 else "/")
    if goods:
        _known(tree, goods)


def _lightbox(tree: HtmlElement, _scene: Scene) -> None:
    """A link to the picture around every picture of goods; on tiles beside the link to the product."""
    for _card, link in _cards(tree):
        picture = link[0]
        outer = html.Element("a", href=picture.get("src"))
        add_class(outer, "lightbox")
        link.remove(picture)
        picture.tail = None
        outer.append(picture)
        picture.set("alt", words(link))
        link.addprevious(outer)
    for picture in tree.xpath("//article[contains(@class, 'product')]/img"):
        outer = html.Element("a", href=picture.get("src"))
        add_class(outer, "lightbox")
        wrap(picture, outer)


def _pieces(text: str) -> list[HtmlElement]:
    """Words and amounts of a text, each in an element of its own; the currency in one of its own too."""
    made_of: list[HtmlElement] = []

    def add(kind: str, what: str) -> None:
        if what.strip():
            piece = html.Element("span")
            add_class(piece, kind)
            piece.text = " ".join(what.split())
            made_of.append(piece)

    at = 0
    for found in _AMOUNT.finditer(text):
        add("piece", text[at : found.start()])
        whole = html.Element("span")
        add_class(whole, "piece", "amount")
        for part in found.groups():
            if part:
                piece = html.Element("span")
                piece.text = part
                whole.append(piece)
        made_of.append(whole)
        at = found.end()
    add("piece", text[at:])
    return made_of


_SPLIT = ("price", "line-amount", "offer", "check", "announcement", "line-name", "stock")


_WHOLE = ("select", "option", "textarea", "script")
"""Elements whose text no style can set apart."""


def _in_pieces(element: HtmlElement) -> None:
    """The element's own text in pieces; a single piece of words stays as it is."""
    for child in list(element):
        for piece in reversed(_pieces(child.tail or "")):
            child.addnext(piece)
            piece.tail = None
        child.tail = None
    pieces = _pieces(element.text or "")
    if len(pieces) != 1 or has_class(pieces[0], "amount") or len(element):
        element.text = None
        for piece in reversed(pieces):
            element.insert(0, piece)


def _split(tree: HtmlElement, _scene: Scene) -> None:
    """Prices, lines and sums in pieces, with no white space between."""
    places = [element for name in _SPLIT for element in with_class(tree, name)]
    places += [cell for table in with_class(tree, "summary") for cell in table.iter("th", "td", "caption")]
    places += [cell for card in with_class(tree, "card") for cell in card.iter("p", "a")]
    for place in dict.fromkeys(places):
        for element in [e for e in place.iter() if isinstance(e.tag, str) and e.tag not in _WHOLE]:
            if not element.xpath("ancestor-or-self::*[contains(@class, 'piece')]"):
                _in_pieces(element)
    for table in [*with_class(tree, "summary"), *with_class(tree, "lines")]:
        for element in table.iter():
            if element.text is not None and not element.text.strip():
                element.text = None
            if element.tail is not None and not element.tail.strip():
                element.tail = None


def _off_canvas(tree: HtmlElement, scene: Scene) -> None:
    """What lies in the cart, and other goods, in a panel that is on every page and not to be seen."""
    panel = made(
        '<div class="off-canvas" aria-hidden="true"><p><strong>Your cart</strong></p><ul class="mini"></ul></div>'
    )
    for line in scene.lines:
        panel[1].append(_mini(line.label, line.path, line.image, f"{line.quantity} × {line.amount}"))
    if not scene.lines:
        panel[1].append(made("<li>Your cart is empty.</li>"))
    panel.append(made(f"<p>Subtotal <span>{scene.subtotal}</span></p>"))
    panel.append(made('<p><a class="button" href="/checkout" tabindex="-1">Checkout</a></p>'))
    panel.append(made("<p><strong>You may also like</strong></p>"))
    also = made('<ul class="mini"></ul>')
    for product in PRODUCTS[:4]:
        also.append(_mini(product.title, product.path, f"/images/{product.slug}.svg", f"S${product.price}"))
    panel.append(also)
    tree.body.insert(0, panel)


def _mini(label: str, path: str, image: str, amount: str) -> HtmlElement:
    entry = html.Element("li")
    picture = html.Element("img", src=image, alt="", width="40", height="40")
    name = html.Element("a", href=path or "/cart", tabindex="-1")
    name.text = label
    price = html.Element("span")
    price.text = amount
    entry.extend([picture, name, price])
    return entry


def _header(tree: HtmlElement, markup: str) -> None:
    header = next(tree.iter("header"), None)
    if header is not None:
        header.insert(0, made(markup))


def _decoys(tree: HtmlElement, scene: Scene) -> None:
    """Sums and offers of others in the header; the cart's sum is true, and so are the others."""
    _header(
        tree, '<p class="small decoy">Sponsor: <a href="https://cups.example/">Tan\'s Cups, saucers from S$5.00</a></p>'
    )
    _header(tree, f'<p class="small decoy">Cart total {scene.subtotal} · Store credit S$0.00 · Points worth S$0.00</p>')


def _powered(tree: HtmlElement, _scene: Scene) -> None:
    _header(tree, '<p class="small decoy">Powered by <a href="https://nimble.example/">Nimble Shopping Cart</a></p>')


TILES = (
    Coat(
        "tiles-without-links", "Tiles of goods are no links",
        "applications whose tiles are boxes with a press handler and a button", ("tiles-to-nowhere",),
        dress=_without_links, script="tiles", after=no_sitemap,
    ),
    Coat(
        "tiles-to-nowhere", "Tiles link to / or #, and a script leads on",
        "shops whose links are there for the look of a link, and whose script does the rest", ("tiles-without-links",),
        dress=_to_nowhere, script="tiles", after=no_sitemap,
    ),
    Coat(
        "lightbox-pictures", "Pictures of goods link to the picture",
        "shops that enlarge pictures at a press", dress=_lightbox, style="plain",
    ),
    Coat(
        "off-canvas-cart", "Every page holds an invisible panel with the cart and more goods",
        "themes with a cart that slides in", dress=_off_canvas, style="plain",
    ),
    Coat(
        "header-decoys", "The header holds other sums and a sponsor's offer",
        "shops with a running cart sum, store credit and advertisements on every page", dress=_decoys, style="plain",
    ),
    Coat(
        "powered-by-cart", "A link “Nimble Shopping Cart” to another site comes before the cart's",
        "shops whose software's maker is named in a link", dress=_powered, style="plain",
    ),
    Coat(
        "split-words", "Words and amounts stand in elements of their own with no white space between",
        "themes that set currency, amount and label apart by style alone", ("chinese",), dress=_split, style="plain",
    ),
)  # fmt: skip
