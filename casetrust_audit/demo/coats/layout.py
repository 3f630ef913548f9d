"""Coats that change of which elements pages are built."""

from __future__ import annotations

from casetrust_audit.demo.coats.coat import Coat, Scene
from casetrust_audit.demo.coats.trees import HtmlElement, add_class, html, made, remove, renamed, with_class

_MEANING = ("header", "nav", "main", "footer", "section", "article", "aside", "address")
_BOXES = {"header": "box-a", "nav": "box-b", "main": "box-c", "footer": "box-d"}
"""Names for style that tell nobody what a box is."""
_OF_MEANING = ("role", "aria-label", "aria-labelledby")


def _no_landmarks(tree: HtmlElement, _scene: Scene) -> None:
    for element in list(tree.iter(*_MEANING)):
        renamed(element, "div", _BOXES.get(element.tag, "box"))
        for name in _OF_MEANING:
            if element.get(name) is not None and element.get("role") != "dialog":
                del element.attrib[name]
    for element in list(tree.xpath("//*[@role='search']")):
        del element.attrib["role"]


def _no_h1(tree: HtmlElement, _scene: Scene) -> None:
    for element in list(tree.iter("h1")):
        renamed(element, "div", "title")


def _cell(*children: HtmlElement) -> HtmlElement:
    cell = html.Element("td")
    cell.extend(children)
    return cell


def _row(*cells: HtmlElement) -> HtmlElement:
    row = html.Element("tr")
    row.extend(cells)
    return row


def _table(rows: list[HtmlElement], kind: str) -> HtmlElement:
    table = made(f'<table class="{kind}" role="presentation"><tbody></tbody></table>')
    table[0].extend(rows)
    return table


def _tables(tree: HtmlElement, _scene: Scene) -> None:
    """The page, lists of goods, lines of the cart and the fields of forms in tables that mean nothing."""
    for grid in with_class(tree, "grid"):
        cards = [_as_cell(card) for card in grid]
        table = _table([_row(*cards[at : at + 3]) for at in range(0, len(cards), 3)], "grid-table")
        grid.getparent().replace(grid, table)
    for lines in tree.xpath("//ul[contains(@class, 'lines')]"):
        if not len(lines):
            continue
        rows = []
        for line in list(lines):
            rows.append(_row(*(_cell(child) for child in list(line))))
            add_class(rows[-1], "line-row")
        lines.getparent().replace(lines, _table(rows, "lines-table"))
    for form in tree.xpath("//form[contains(@class, 'narrow')]"):
        _fields_in_rows(form)
    for element in list(tree.iter("header", "main", "footer")):
        renamed(element, "td", _BOXES[element.tag])
        row = html.Element("tr")
        element.getparent().replace(element, row)
        row.append(element)
    rows = [row for row in tree.body if row.tag == "tr"]
    if rows:
        table = _table([], "page-table")
        tree.body.replace(rows[0], table)
        table[0].extend(rows)


def _as_cell(card: HtmlElement) -> HtmlElement:
    card.tag, card.tail = "td", None
    return card


def _fields_in_rows(form: HtmlElement) -> None:
    """Label and field of each paragraph side by side."""
    table, rows = None, []
    for paragraph in list(form):
        fields = [c for c in paragraph if c.tag in ("input", "select", "textarea")]
        if paragraph.tag != "p" or len(fields) != 1 or len(paragraph) != 2 or "check" in paragraph.get("class", ""):
            continue
        row = _row(*(_cell(child) for child in list(paragraph)))
        for cell in row:
            cell[0].tail = None
        if table is None:
            table = _table([], "form-table")
            form.replace(paragraph, table)
        else:
            form.remove(paragraph)
        rows.append(row)
    if table is not None:
        table[0].extend(rows)


def _one_form(tree: HtmlElement, scene: Scene) -> None:
    """One form around the whole page; each button says where it sends what, and names what it is about."""
    by_id = {form.get("id"): form for form in tree.iter("form") if form.get("id")}
    for button in list(tree.xpath("//button[@type='submit']")):
        form = by_id.get(button.get("form")) if button.get("form") else next(button.iterancestors("form"), None)
        if form is None:
            continue
        button.set("formaction", form.get("action", scene.path))
        button.set("formmethod", form.get("method", "get"))
        button.set("formnovalidate", "")
        for hidden in [h for h in form.iter("input") if h.get("type") == "hidden"]:
            if button.get("name") is None:
                button.set("name", hidden.get("name"))
                button.set("value", hidden.get("value"))
    for form in list(tree.iter("form")):
        for hidden in [h for h in form.iter("input") if h.get("type") == "hidden" and not h.get("data-field")]:
            remove(hidden)
        renamed(form, "div")
        for name in ("action", "method", "id", "role"):
            form.attrib.pop(name, None)
    for element in list(tree.xpath("//*[@form]")):
        del element.attrib["form"]
    outer = html.Element("form", action=scene.path, method="post", id="page-form")
    for child in list(tree.body):
        outer.append(child)
    tree.body.append(outer)


LAYOUT = (
    Coat(
        "one-big-form", "The whole page is one form",
        "shops of a server framework that posts every press back to the page, search, newsletter and cart in one form",
        ("one-page", "cart-drawer", "steps-as-tabs"), dress=_one_form, style="plain",
    ),
    Coat(
        "layout-tables", "Pages are laid out by tables",
        "older shops: tables for the page, the goods, the cart and forms",
        ("no-landmarks", "odd-quantities", "one-page", "steps-as-tabs"), dress=_tables, style="plain",
    ),
    Coat(
        "no-h1", "No heading of the first level", "shops whose page titles are mere boxes of larger letters",
        dress=_no_h1, style="plain",
    ),
    Coat(
        "no-landmarks", "No landmarks, boxes only",
        "shops built of nothing but div: no header, nav, main, section or footer", dress=_no_landmarks, style="plain",
    ),
)  # fmt: skip
