"""How the reader tells quantities from amounts, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect.page_reader import reader_script
from casetrust_audit.evidence import codec
from casetrust_audit.model.reading import Reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def read(browser: Browser, html: str) -> Reading:
    page = browser.new_page()
    try:
        page.set_content(f"<!doctype html><title>Shop</title><main>{html}</main>")
        raw = page.evaluate(reader_script(), {"quiet": 20, "cap": 500})
    finally:
        page.close()
    return codec.from_json(raw, Reading, "page reading")


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        ("<p>Knots</p><p>1</p><p>£17.18</p>", ("£17.18",)),
        ("<p>Knots</p><p>2</p><p>€9.00</p>", ("€9.00",)),
        ("<p>Knots</p><p>17,18 €</p>", ("17,18 €",)),
    ],
)
def test_a_quantity_beside_a_price_is_no_amount(browser: Browser, cells: str, amounts: tuple[str, ...]) -> None:
    found = read(browser, f"<div>{cells}</div>")
    assert [r.amounts for r in found.rows if r.visible] == [amounts]
