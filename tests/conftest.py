"""The browser that tests share.

NOTE: while Playwright's sync API is in use, its event loop counts as running in this thread: asyncio.run and a second
Playwright are refused. So the browser lives as long as the module that asks for it, and a test that lets the tool start
its own (the CLI, the pipeline) stands in a module without it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from casetrust_audit.collect.browser import find_browser, launch
from casetrust_audit.settings import LOOPBACK_ONLY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KEPT = frozenset({"CASETRUST_BROWSER", "CASETRUST_SHOPS"})
# How long an example takes, or its making, tells of the machine and nothing of the code; a run is as the last one.
settings.register_profile("tests", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

SHARING = frozenset({"tests/browser/test_attest.py", "tests/browser/test_demo_audit.py"})
"""Modules that ask for the same audits of the demo shop (`demo_shops`): in two processes they would be made twice."""
SPEAKING = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLORTERM")


def pytest_configure() -> None:
    """What a person's or a pipeline's environment says to the tool is not said to the tests; nor is a window's width,
    which xdist hands on."""
    for name in [n for n in os.environ if n.startswith("CASETRUST_") and n not in KEPT] + list(SPEAKING):
        os.environ.pop(name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if "browser" in asked:
            item.add_marker(pytest.mark.browser)
        if "demo_shops" in asked and item.nodeid.partition("::")[0] not in SHARING:
            raise pytest.UsageError(
                f"{item.nodeid} asks for demo_shops: name its module in SHARING (tests/conftest.py)"
            )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests of a module stay in one process, and so do those that share the audits of the demo shop or of others.

    NOTE: not `--dist loadgroup`: xdist 3.8 marks the groups in a way that pytest 9.2 does not see."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.partition("::")[0]
            if module in SHARING:
                return "demo audits"
            return "tests/shops" if module.startswith("tests/shops/") else module

    config.option.loadscopereorder = False  # else what has the most tests goes first, and the audits, which last, last
    return Together(config, log)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium that reaches loopback only. Tests open contexts of their own and close them."""
    from playwright.sync_api import sync_playwright

    found = find_browser()
    with sync_playwright() as playwright, launch(playwright, found, resolver_rule=LOOPBACK_ONLY) as chromium:
        yield chromium
