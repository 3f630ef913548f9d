"""A page of a test as the reader sees it in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casetrust_audit.collect.page_reader import as_reading, reader_script
from casetrust_audit.model.reading import Reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def read(browser: Browser, html: str) -> Reading:
    """The reading of a shop's page with this in its main part."""
    page = browser.new_page()
    try:
        page.set_content(f"<!doctype html><title>Shop</title><main>{html}</main>")
        raw = page.evaluate(reader_script(), {"quiet": 20, "cap": 500})
    finally:
        page.close()
    return as_reading(raw)
