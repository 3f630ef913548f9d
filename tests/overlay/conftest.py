"""The command line as it is called, in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casetrust_audit.cli.app import app, run

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command; gives its exit code, stdout, and stderr in one line."""

    def called(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(lambda: app([str(a) for a in arguments], standalone_mode=False))
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, " ".join(told.err.split())

    return called
