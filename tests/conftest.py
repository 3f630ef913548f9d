"""The one browser all tests share.

NOTE: Playwright's sync API can be started once a thread. A test that lets the tool start its own (the CLI, the
pipeline) does so in another process, or has it done in another thread.
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
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium that reaches loopback only. Tests open contexts of their own and close them."""
    from playwright.sync_api import sync_playwright

    found = find_browser()
    with sync_playwright() as playwright, launch(playwright, found, resolver_rule=LOOPBACK_ONLY) as chromium:
        yield chromium
