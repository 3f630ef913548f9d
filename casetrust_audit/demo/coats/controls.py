"""Coats that change what is pressed, ticked, chosen and filled in."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from casetrust_audit.demo.coats.coat import Coat, Scene
from casetrust_audit.demo.coats.files import ICONS, WORDS
from casetrust_audit.demo.coats.trees import (
    HtmlElement,
    add_class,
    buttons,
    html,
    label_of,
    made,
    remove,
    replace_by,
    with_class,
    words,
)
from casetrust_audit.demo.stock import NUMBERS, SLUGS
from casetrust_audit.demo.web import Request

_PRESSED = ("anchor-buttons", "div-buttons", "image-buttons", "icon-only")


def _moved(button: HtmlElement, other: HtmlElement) -> HtmlElement:
    """`other` in the button's place, with all that the button says of itself."""
    for name, value in button.attrib.items():
        if name not in ("type", "class", "disabled"):
            other.set(f"data-{name}" if name in ("name", "value", "form") or name.startswith("form") else name, value)
    add_class(other, "button", *button.get("class", "").split())
    if button.get("disabled") is not None:
        other.set("aria-disabled", "true")
    replace_by(button, other)
    return other


def _pressed_as(tree: HtmlElement, tag: str, **attributes: str) -> None:
    for button in buttons(tree):
        other = html.Element(tag, attributes | {"data-press": ""})
        other.text, (*children,) = button.text, button
        other.extend(children)
        _moved(button, other)


def _anchors(tree: HtmlElement, _scene: Scene) -> None:
    _pressed_as(tree, "a", href="#")


def _boxes(tree: HtmlElement, _scene: Scene) -> None:
    _pressed_as(tree, "div", role="button", tabindex="0")
    for link in tree.xpath("//a[contains(@class, 'button')]"):
        link.tag = "div"
        link.attrib.update({"role": "button", "tabindex": "0", "data-go": link.attrib.pop("href")})


def _images(tree: HtmlElement, _scene: Scene) -> None:
    for button in buttons(tree):
        if button.get("name") is not None:
            continue  # a picture sends where it was pressed in place of a value
        said = button.get("aria-label") or words(button)
        picture = html.Element("input", type="image", src=f"{WORDS}{quote(said, safe='')}.svg", alt=said)
        for name in ("form", "formaction", "formmethod", "formnovalidate", "disabled", "data-waits"):
            if button.get(name) is not None:
                picture.set(name, button.get(name))
        replace_by(button, picture)
    for link in tree.xpath("//a[contains(@class, 'button')]"):
        said = words(link)
        for child in list(link):
            link.remove(child)
        link.text = None
        link.attrib.pop("class")
        link.append(html.Element("img", src=f"{WORDS}{quote(said, safe='')}.svg", alt=said))


_ICONS = {
    "Search": "lens", "Add to cart": "cart", "Update cart": "turn", "Remove": "bin", "Go to checkout": "arrow",
    "Add to wish list": "heart", "View cart": "cart", "Checkout": "arrow", "Close": "bin",
}  # fmt: skip


def _icons(tree: HtmlElement, _scene: Scene) -> None:
    """Pictures in place of words, on buttons whose picture everybody knows; every second is named by a title."""
    found = [*tree.xpath("//button"), *tree.xpath("//a[contains(@class, 'button') or starts-with(@href, '/cart')]")]
    for number, element in enumerate(found):
        said = words(element)
        icon = "cart" if said.startswith("Cart (") else _ICONS.get(said)
        if icon is None:
            continue
        named = element.get("aria-label") or said
        for child in list(element):
            element.remove(child)
        element.text = None
        element.attrib.pop("aria-label", None)
        element.set("title" if number % 2 else "aria-label", named)
        element.append(html.Element("img", src=f"{ICONS}{icon}.svg", alt="", width="28", height="28"))
        if said.startswith("Cart ("):
            count = html.Element("span")
            count.text = said.removeprefix("Cart (").removesuffix(")")
            element.append(count)
            element.set("data-cart-icon", "")
            element.attrib.pop("data-cart", None)
            count.set("data-cart", "")


def _radios_to_lists(tree: HtmlElement, _scene: Scene) -> None:
    for group in list(tree.iter("fieldset")):
        radios = [r for r in group.iter("input") if r.get("type") == "radio"]
        if not radios:
            continue
        select = html.Element("select", name=radios[0].get("name"), id=f"choose-{radios[0].get('name')}")
        select.set("aria-label", words(group[0]))
        for radio in radios:
            option = html.Element("option", value=radio.get("value"))
            label = label_of(tree, radio)
            option.text = words(label) if label is not None else radio.get("value")
            if radio.get("checked") is not None:
                option.set("selected", "")
            select.append(option)
            remove(radio.getparent())
        group.insert(1, select)


def _lists_to_radios(tree: HtmlElement, _scene: Scene) -> None:
    for select in list(tree.iter("select")):
        label = label_of(tree, select)
        if select.get("data-options") is not None or label is None:
            continue
        group = made('<fieldset class="choice"><legend></legend></fieldset>')
        group[0].text = words(label)
        for number, option in enumerate(select.iter("option")):
            name = f"{select.get('id')}-{number}"
            value = option.get("value", words(option))
            radio = html.Element("input", type="radio", id=name, name=select.get("name"), value=value)
            chosen = option.get("selected") is not None or (number == 0 and not select.xpath("option[@selected]"))
            if chosen and value:
                radio.set("checked", "")
            if not value:
                continue
            line = html.Element("p")
            add_class(line, "check")
            said = html.Element("label")
            said.set("for", name)
            said.text = words(option)
            line.extend([radio, said])
            group.append(line)
        paragraph = label.getparent()
        remove(label)
        if paragraph.tag == "p" and len(paragraph) == 1:
            replace_by(paragraph, group)
        else:
            replace_by(select, group)


def _switches(tree: HtmlElement, _scene: Scene) -> None:
    """Boxes to tick become buttons that say whether they are on, and a field that is sent while they are."""
    for box in list(tree.xpath("//input[@type='checkbox']")):
        on = box.get("checked") is not None
        label = label_of(tree, box)
        button = html.Element("button", {"type": "button", "role": "switch", "aria-checked": "true" if on else "false"})
        add_class(button, "toggle")
        button.set("id", box.get("id"))
        field = html.Element(
            "input", {"type": "hidden", "name": box.get("name"), "value": box.get("value"), "data-field": "1"}
        )
        if not on:
            field.set("disabled", "")
        if box.get("form") is not None:
            field.set("form", box.get("form"))
        if label is not None:
            label.set("id", f"{box.get('id')}-label")
            button.set("aria-labelledby", label.get("id"))
        replace_by(box, button)
        button.addnext(field)
        field.tail, button.tail = button.tail, None


def _odd_name(key: str) -> str:
    """Another name for the quantity of a line: "quan[a101-0-monthly]"."""
    slug, *rest = key.split(":")
    return f"quan[{'-'.join([f'a{NUMBERS.get(slug, 0)}', *rest])}]"


def _key_of(name: str) -> str:
    number, *rest = name.removeprefix("quan[a").removesuffix("]").split("-")
    slug = "greeting-card" if number == "0" else SLUGS.get(int(number) if number.isdecimal() else -1, "")
    return ":".join([slug, *rest])


def _odd_quantities(tree: HtmlElement, _scene: Scene) -> None:
    """The cart as a table whose head says "Quantity", with fields that say it neither in a label nor in their names."""
    for field in tree.xpath("//form//input[@name='quantity']"):
        field.set("name", "quan[new]")
    for lines in tree.xpath("//ul[contains(@class, 'lines')][li]"):
        table = made(
            '<table class="cart-table"><thead><tr><th>Item</th><th id="head-quantity">Quantity</th><th>Amount</th>'
            "<th></th></tr></thead><tbody></tbody></table>"
        )
        for line in list(lines):
            row = html.Element("tr")
            name, amount = (next(iter(with_class(line, kind))) for kind in ("line-name", "line-amount"))
            quantity = next(iter(with_class(line, "line-quantity")))
            for label in list(quantity.iter("label")):
                remove(label)
            for field in quantity.iter("input"):
                field.set("name", _odd_name(field.get("name").removeprefix("quantity-")))
                field.set("type", "text")
                field.attrib.pop("id", None)
                field.set("aria-labelledby", "head-quantity")
            for child in (name, quantity, amount):
                cell = html.Element("td")
                child.tail = None
                cell.append(child)
                row.append(cell)
            cell = html.Element("td")
            cell.extend(list(line.iter("form"))[:1])
            row.append(cell)
            table[1].append(row)
        lines.getparent().replace(lines, table)


def _plain_name(name: str) -> str:
    if name == "quan[new]":
        return "quantity"
    return f"quantity-{_key_of(name)}" if name.startswith("quan[") else name


def _odd_back(request: Request) -> Request:
    return replace(request, form={_plain_name(name): value for name, value in request.form.items()})


def _remove_links(tree: HtmlElement, _scene: Scene) -> None:
    for form in list(tree.xpath("//form[@action='/cart/remove']")):
        line = next(field for field in form.iter("input") if field.get("type") == "hidden")
        name = next(form.iter("button")).get("aria-label", "Remove")
        link = html.Element("a", href=f"/cart/remove?line={quote(line.get('value', ''))}", title=name)
        add_class(link, "icon")
        link.append(html.Element("img", src=f"{ICONS}bin.svg", alt="", width="24", height="24"))
        replace_by(form, link)


def _remove_back(request: Request) -> Request:
    if request.method == "GET" and request.path == "/cart/remove" and "line" in request.query:
        return replace(request, method="POST", form={"line": request.query["line"]})
    return request


CONTROLS = (
    Coat(
        "radios-as-lists", "Ways to deliver and to pay are chosen from a list",
        "shops whose checkout has drop-down lists, prices in their entries", dress=_radios_to_lists,
    ),
    Coat(
        "lists-as-radios", "Sizes, countries and topics are buttons to choose one of",
        "shops that show all choices at once", dress=_lists_to_radios, style="plain",
    ),
    Coat(
        "switch-boxes", "Boxes to tick are switches of the shop's own making",
        "applications whose toggles are buttons with a state", dress=_switches, script="toggles", style="plain",
    ),
    Coat(
        "odd-quantities", "Quantity fields have odd names and no label but the column's head",
        "shops whose cart is a table of fields like quan[a1]", ("layout-tables",), dress=_odd_quantities,
        fields_in=_odd_back, style="plain",
    ),
    Coat(
        "remove-links", "Items are removed by a link that is an icon",
        "shops whose cart has a bin in each row, with an address of its own", dress=_remove_links,
        fields_in=_remove_back,
    ),
    Coat(
        "icon-only", "Known controls are icons, named by aria-label or title",
        "shops with a cart, a lens and a bin in place of words", ("anchor-buttons", "div-buttons", "image-buttons"),
        dress=_icons,
    ),
    Coat(
        "image-buttons", "Buttons are pictures of their words",
        "older shops: input type=image, and links around pictures", ("cart-drawer", *_PRESSED), dress=_images,
    ),
    Coat(
        "anchor-buttons", "Buttons are links to # with a script",
        "shops whose forms are sent by links", _PRESSED, dress=_anchors, script="press", style="plain",
    ),
    Coat(
        "div-buttons", "Buttons are boxes with the role of a button",
        "applications whose controls are div with tabindex", _PRESSED, dress=_boxes, script="press", style="plain",
    ),
)  # fmt: skip
