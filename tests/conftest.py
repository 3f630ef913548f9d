"""The browser that tests share.

NOTE: while Playwright's sync API is in use, its event loop counts as running in this thread: asyncio.run and a second
Playwright are refused. So the browser lives as long as the module that asks for it, and a test that lets the tool start
its own (the CLI, the pipeline) stands in a module without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from casetrust_audit.collect.browser import find_browser, launch
from casetrust_audit.settings import LOOPBACK_ONLY

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser; keep together, where two processes share the work, what shares costly fixtures."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        folder, _, module = item.nodeid.partition("::")[0].rpartition("/")
        together = folder if folder in ("tests/browser", "tests/shops") else f"{folder}/{module}"
        item.add_marker(pytest.mark.xdist_group(together))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium that reaches loopback only. Tests open contexts of their own and close them."""
    from playwright.sync_api import sync_playwright

    found = find_browser()
    with sync_playwright() as playwright, launch(playwright, found, resolver_rule=LOOPBACK_ONLY) as chromium:
        yield chromium
