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
