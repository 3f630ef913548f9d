"""Small changes of a page's tree, from which coats are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree, html  # type: ignore[import-untyped]

__all__ = ["HtmlElement", "etree", "html"]

HtmlElement: TypeAlias = Any
"""An lxml.html.HtmlElement; lxml says no types."""
STATIC = "/static/coats/"


def made(markup: str) -> HtmlElement:
    """One element from its markup."""
    return html.fragment_fromstring(markup)


def script(tree: HtmlElement, name: str) -> None:
    """Let the page load a script of the coats, once."""
    source = f"{STATIC}{name}.js"
    if not tree.xpath("//script[@src=$source]", source=source):
        tree.head.append(html.Element("script", src=source, defer="defer"))


def style(tree: HtmlElement, name: str) -> None:
    """Let the page load a style sheet of the coats, once."""
    target = f"{STATIC}{name}.css"
    if not tree.xpath("//link[@href=$target]", target=target):
        tree.head.append(html.Element("link", rel="stylesheet", href=target))


def renamed(element: HtmlElement, tag: str, *classes: str) -> None:
    """Give the element another tag, and classes more; what only the old tag means is taken off."""
    element.tag = tag
    add_class(element, *classes)


def add_class(element: HtmlElement, *classes: str) -> None:
    have = element.get("class", "").split()
    if classes:
        element.set("class", " ".join([*have, *(name for name in classes if name not in have)]))


def has_class(element: HtmlElement, name: str) -> bool:
    return name in element.get("class", "").split()


def with_class(tree: HtmlElement, name: str) -> list[HtmlElement]:
    """Elements of that class, in the page's order; a list, so that they may be changed meanwhile."""
    return [element for element in tree.iter() if isinstance(element.tag, str) and has_class(element, name)]


def words(element: HtmlElement) -> str:
    """The element's text in one line."""
    return " ".join(element.text_content().split())


def replace_by(element: HtmlElement, other: HtmlElement) -> None:
    """Put `other` in the element's place; what follows the element stays."""
    other.tail, element.tail = element.tail, None
    element.getparent().replace(element, other)


def wrap(element: HtmlElement, outer: HtmlElement) -> None:
    """Put `outer` in the element's place and the element into it."""
    replace_by(element, outer)
    outer.append(element)


def unwrap(element: HtmlElement) -> None:
    """Leave the element's content and take its tags away."""
    element.drop_tag()


def remove(element: HtmlElement) -> None:
    """Take the element away; the text behind it stays."""
    element.drop_tree()


def buttons(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Buttons that send a form."""
    yield from list(tree.xpath("//button[@type='submit']"))


def label_of(tree: HtmlElement, field: HtmlElement) -> HtmlElement | None:
    """The label that belongs to a field."""
    found = tree.xpath("//label[@for=$name]", name=field.get("id", ""))
    return found[0] if found else None
