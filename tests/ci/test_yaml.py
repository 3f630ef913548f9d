"""YAML that others read, before linters and schemas that others made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ci.linters import accepted_by_pre_commit, accepted_by_schema, accepted_by_yamllint, run
from tests.contract.source import ROOT

FILES = ("action.yml", ".pre-commit-hooks.yaml", ".pre-commit-config.yaml", ".yamllint.yaml",
         "templates/gitlab/casetrust-audit.yml")  # fmt: skip


def test_yamllint_finds_nothing() -> None:
    accepted_by_yamllint(*(ROOT / name for name in FILES), config=ROOT / ".yamllint.yaml")


def test_the_action_has_the_shape_github_asks_for() -> None:
    accepted_by_schema("vendor.github-actions", ROOT / "action.yml")


def test_pre_commit_takes_the_hooks_and_our_own_configuration(tmp_path: Path) -> None:
    accepted_by_pre_commit("validate-manifest", ROOT / ".pre-commit-hooks.yaml", tmp_path)
    accepted_by_pre_commit("validate-config", ROOT / ".pre-commit-config.yaml", tmp_path)


@pytest.mark.parametrize(
    ("schema", "old", "new"),
    [
        ("vendor.github-actions", "using: composite", "using: composit"),
        ("vendor.github-actions", "shell: bash", "shel: bash"),
    ],
)
def test_a_fault_would_be_found(tmp_path: Path, schema: str, old: str, new: str) -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    assert old in text
    (tmp_path / "action.yml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(AssertionError):
        accepted_by_schema(schema, tmp_path / "action.yml")


def test_a_fault_of_style_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a:   1\na: 2\n", "utf-8")
    with pytest.raises(AssertionError, match="duplication"):
        accepted_by_yamllint(tmp_path / "x.yaml", config=ROOT / ".yamllint.yaml")
    assert run("true") == ""
