"""Linters that others made, as the tests ask them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PRE_COMMIT = ".pre-commit-config.yaml"


def run(*command: str | Path, **environment: str) -> str:
    """What a linter finds; "" where it finds nothing."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True, text=True, check=False, timeout=120, env=os.environ | environment,
    )  # fmt: skip
    return "" if done.returncode == 0 else (done.stdout + done.stderr or f"exit code {done.returncode}")


def accepted_by_schema(name: str, path: Path) -> None:
    """`name` is a schema that check-jsonschema carries; nothing is fetched."""
    _nothing_found(run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, path))


def accepted_by_pre_commit(command: str, path: Path, home: Path) -> None:
    _nothing_found(run(sys.executable, "-m", "pre_commit", command, path, PRE_COMMIT_HOME=str(home / "pre-commit")))


def accepted_by_yamllint(*paths: Path, config: Path) -> None:
    _nothing_found(run(sys.executable, "-m", "yamllint", "--strict", "-c", config, *paths))


def _nothing_found(found: str) -> None:
    if found:
        raise AssertionError(found)
