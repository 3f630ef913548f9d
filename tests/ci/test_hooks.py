"""The hooks for pre-commit, run as pre-commit would: the entry with its arguments, in the repository."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contract.source import ROOT

ALL: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
HOOKS = [hook for hook in ALL if hook["id"].startswith("casetrust-rules-")]


def call(hook: dict[str, Any], place: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(hook["entry"])
    assert words[0] == "casetrust-audit"
    return subprocess.run(
        [sys.executable, "-m", "casetrust_audit.cli.app", *words[1:], *hook["args"]],
        cwd=place, capture_output=True, text=True, check=False, timeout=120, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository of rules with one rule."""
    rule = sorted((ROOT / "rules" / "identity").glob("*.yaml"))[0]
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / rule.name).write_text(rule.read_text("utf-8"), "utf-8")
    return tmp_path


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_good_rule_goes_through_and_a_bad_one_does_not(hook: dict[str, Any], place: Path) -> None:
    assert call(hook, place).returncode == 0
    rule = next((place / "rules").iterdir())
    text = rule.read_text("utf-8")
    examples = text.index("\nexamples:")
    swapped = text[:examples] + re.sub(
        r"verdict: (pass|fail)", lambda m: f"verdict: {'fail' if m[1] == 'pass' else 'pass'}", text[examples:]
    )
    rule.write_text(swapped if hook["id"].endswith("test") else text.replace("severity: ", "severity: x"), "utf-8")
    done = call(hook, place)
    assert done.returncode in (1, 2)
    assert rule.name in done.stdout


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_it_runs_on_changes_of_rules_only(hook: dict[str, Any]) -> None:
    pattern = re.compile(hook["files"])
    assert pattern.search("rules/pricing/prc-x.yaml")
    assert pattern.search("shop/rules/x.yml")
    assert not pattern.search("my-rules.yaml")
    assert not pattern.search("rules/README.md")
    assert hook["pass_filenames"] is False


def test_a_good_configuration_goes_through_and_a_bad_one_does_not(tmp_path: Path) -> None:
    (hook,) = (hook for hook in ALL if hook["id"] == "casetrust-config-check")
    assert re.search(hook["files"], "casetrust.yaml")
    assert not re.search(hook["files"], "docs/casetrust.yaml.md")
    (tmp_path / "casetrust.yaml").write_text("gate: major\n", encoding="utf-8")
    assert call(hook, tmp_path).returncode == 0
    (tmp_path / "casetrust.yaml").write_text("gait: major\n", encoding="utf-8")
    done = call(hook, tmp_path)
    assert done.returncode == 2
    assert "Did you mean gate?" in done.stderr
