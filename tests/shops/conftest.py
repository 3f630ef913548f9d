"""Shop software is installed and started only where it is asked for: CASETRUST_SHOPS=1, or =all to fail without it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ASKED = os.environ.get("CASETRUST_SHOPS", "")


class NotInstalled(Exception):
    """A shop's packages could not be installed, or its data not be made."""


def needs(prepare: Callable[[], object]) -> None:
    """Install a shop; where that cannot be done, skip, or fail where all shops were asked for."""
    try:
        prepare()
    except NotInstalled as error:
        if ASKED == "all":
            raise
        pytest.skip(f"could not be installed: {error}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.shops)
            if ASKED not in ("1", "all"):
                item.add_marker(pytest.mark.skip(reason="real shop software: run `make test-shops`"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How far each real shop was walked, with what it took."""
    from tests.shops.walked import PRINTED

    if not PRINTED:
        return
    terminalreporter.section("walks through real shops")
    shops = len({row[0] for row in PRINTED})
    terminalreporter.line(f"{shops} storefronts, {len(PRINTED)} journeys")
    for shop, scenario, end, steps, actions, seconds in PRINTED:
        terminalreporter.line(f"{shop:38} {scenario:9} {end:11} {actions:3} actions {seconds:6.1f} s  {steps}")
