"""Shop software is installed and started only where it is asked for: CASETRUST_SHOPS=1, or =all to fail without it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    asked = os.environ.get("CASETRUST_SHOPS", "") in ("1", "all")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.shops)
            if not asked:
                item.add_marker(pytest.mark.skip(reason="real shop software: run `make test-shops`"))
