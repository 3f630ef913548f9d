"""Every test begins with nothing said of how to speak, and leaves it so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casetrust_audit.cli import voice


@pytest.fixture(autouse=True)
def unheard() -> Iterator[None]:
    voice.begin()
    yield
    voice.begin()
