"""What is read off small pages, each with a truth written down before the tool was asked, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from casetrust_audit.collect.page_reader import as_reading, reader_script
from casetrust_audit.inspection.page import inspect_page
from casetrust_audit.pipeline import fact_schema

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

PAGES = yaml.safe_load(Path(__file__).with_name("small_pages.yaml").read_text(encoding="utf-8"))
ADDRESS = "https://kettles.example/products/copper-kettle"
FRAME = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>
<header><a href="/">Kettle House</a> <nav><a href="/kettles">Kettles</a> <a href="/contact">Contact</a></nav></header>
<main>{main}</main><footer><a href="/terms">Terms</a> <a href="/privacy">Privacy</a></footer></body></html>"""
ITEM = """<h1>Copper kettle 1.2 l</h1>{item}{buy}
<p>Made of copper, holds 1.2 litres and boils quickly on any hob.</p>"""
BUY = '<form method="post" action="/cart"><button>Add to cart</button></form>'
Inspect = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="module")
def inspected(browser: Browser) -> Iterator[Inspect]:
    """Reads a page of the list in a tab that asks nobody but this test."""
    fact_schema()  # every fact is known, whichever tests ran before
    tab, shown = browser.new_page(viewport={"width": 1280, "height": 900}), [""]

    def answer(route: Route) -> None:
        whole = route.request.resource_type == "document"
        route.fulfill(content_type="text/html; charset=utf-8", body=shown[0] if whole else "")

    tab.route("**/*", answer)

    def read(page: dict[str, Any]) -> dict[str, Any]:
        shown[0] = _html(page)
        tab.goto("about:blank")
        tab.goto(page.get("url", ADDRESS))
        raw = tab.evaluate(reader_script(), {"quiet": 20, "cap": 500})
        plain: dict[str, Any] = json.loads(json.dumps(inspect_page(page["id"], as_reading(raw), 200).record))
        return plain

    yield read
    tab.close()


def _html(page: dict[str, Any]) -> str:
    main = page.get("main") or ITEM.format(item=page["item"], buy=BUY if page.get("buy", True) else "")
    title = f"{page.get('title', 'Copper kettle 1.2 l')} - Kettle House"
    return FRAME.format(lang=page.get("lang", "en"), title=title, head=page.get("head", ""), main=main)


def _at(record: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(record, list) and not part.isdigit():
            record = [one.get(part) for one in record]
        elif isinstance(record, list):
            record = record[int(part)] if int(part) < len(record) else None
        else:
            record = record.get(part) if isinstance(record, dict) else None
    return record


def _holds(found: Any, right: Any) -> bool:
    if not isinstance(right, dict):
        return bool(found == right)
    text = json.dumps(found, ensure_ascii=False)
    asked: dict[str, Callable[[Any], bool]] = {
        "in": lambda wanted: found in wanted,
        "has": lambda wanted: str(wanted) in text,
        "lacks": lambda wanted: str(wanted) not in text,
        "below": lambda wanted: found < wanted,
    }
    return all(asked[how](wanted) for how, wanted in right.items())


@pytest.mark.parametrize("page", PAGES, ids=[p["id"] for p in PAGES])
def test_a_small_page_is_read_as_a_person_reads_it(inspected: Inspect, page: dict[str, Any]) -> None:
    record = inspected(page)
    found = {path: _at(record, path) for path in page["right"]}
    assert {path: value for path, value in found.items() if not _holds(value, page["right"][path])} == {}


def test_every_page_has_a_name_of_its_own() -> None:
    assert len({p["id"] for p in PAGES}) == len(PAGES)
