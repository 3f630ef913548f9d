"""Completion as shells ask for it, its words against what the tool itself takes, and nothing heavy behind a Tab."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casetrust_audit import pipeline
from casetrust_audit.cli import completing
from casetrust_audit.cli.diff import FORMATS as DIFF_FORMATS
from casetrust_audit.demo.defects import DEFECTS
from casetrust_audit.overlay.gate import GATES
from casetrust_audit.report.formats import FORMATS
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.profiles import profile_names
from tests.contract.source import ROOT

NAME = "casetrust-audit"
HEAVY = ("rich", "playwright", "httpx", "jinja2", "bs4", "yaml", "PIL", "lxml")


def environment(shell: str, line: str) -> dict[str, str]:
    """What each shell's script sets, with the cursor at the end of the line."""
    words = line.split(" ")
    told = {"bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}, "zsh": {"_TYPER_COMPLETE_ARGS": line},
            "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}}[shell]  # fmt: skip
    return os.environ | told | {"_CASETRUST_AUDIT_COMPLETE": f"complete_{shell}", "PYTHONPATH": str(ROOT)}


def completed(shell: str, line: str, folder: Path = ROOT) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "casetrust_audit.cli.app"],
        env=environment(shell, line), cwd=folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{NAME} ga", ["gate"]),
        (f"{NAME} gate --gate m", ["major", "minor"]),
        (f"{NAME} check x --format j", ["json", "junit", "job-summary"]),
        (f"{NAME} check x --profile eu", ["eu-plus"]),
        (f"{NAME} rules show prc-no-hid", ["prc-no-hidden-charges"]),
        (f"{NAME} rules list --area PR", ["PRC", "PRD", "PRV"]),
        (f"{NAME} demo --defect hidden-h", ["hidden-handling-fee"]),
        (f"{NAME} rules list --color n", ["never"]),
        (f"{NAME} --log-format ", ["text", "json"]),
    ],
)
def test_bash_is_given_the_words_that_fit(line: str, words: list[str]) -> None:
    assert completed("bash", line).split() == words


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_zsh_and_fish_are_given_them_with_one_line_on_each(shell: str) -> None:
    lines = completed(shell, f"{NAME} check --f").strip().splitlines()
    assert len(lines) == 2
    assert "--fail-on-incomplete" in lines[0]
    assert "Exit with 3" in lines[0]
    assert "--format" in lines[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_the_shell_is_printed_and_the_shell_can_read_it(shell: str, tmp_path: Path) -> None:
    script = tmp_path / "script"
    program = shutil.which(shell)
    done = subprocess.run(
        [sys.executable, "-m", "casetrust_audit.cli.app", "--show-completion", shell],
        env=os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "_CASETRUST_AUDIT_COMPLETE=complete_" + shell in done.stdout
    script.write_text(done.stdout, encoding="utf-8")
    if program is not None:
        assert subprocess.run([program, "-n", str(script)], check=False, timeout=60).returncode == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_a_real_bash_completes_with_the_script(tmp_path: Path) -> None:
    tool = tmp_path / NAME
    tool.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m casetrust_audit.cli.app "$@"\n')
    tool.chmod(0o755)
    script = (
        f'PATH="{tmp_path}:$PATH"; eval "$({NAME} --show-completion bash)"; COMP_WORDS=({NAME} gate --gate m); '
        f'COMP_CWORD=3; _casetrust_audit_completion {NAME}; echo "${{COMPREPLY[@]}}"'
    )
    environ = os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, text=True, check=False, env=environ, timeout=60
    )
    assert (done.stdout, done.stderr) == ("major minor\n", "")


def test_bundles_are_directories_with_evidence_and_else_the_shell_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("audit-a/bundle", "audit-b", "other", "deep/audit-c"):
        Path(name).mkdir(parents=True)
    for name in ("audit-a/bundle", "audit-b", "deep/audit-c"):
        Path(name, "manifest.jsonl").touch()
    assert completing.bundles("") == ["audit-a", "audit-b"]
    assert completing.bundles("audit-a/") == ["audit-a/bundle"]
    assert completing.bundles(f"{tmp_path}/deep/a") == [f"{tmp_path}/deep/audit-c"]
    assert completing.bundles("other") == completing.bundles("nowhere/x") == []


def test_the_words_are_those_the_tool_takes() -> None:
    assert completing.GATES == GATES
    assert tuple(FORMATS) == completing.FORMATS
    assert completing.DIFF_FORMATS == DIFF_FORMATS
    assert completing.profiles("") == list(profile_names(rules_directory()))
    assert completing.defects("") == list(DEFECTS)
    rules = pipeline.rule_set()
    assert completing.rule_ids("") == sorted(rule.id for rule in rules.rules)
    assert set(completing.areas("")) == set(rules.areas)


def test_a_tab_imports_nothing_heavy() -> None:
    script = (
        "import atexit, sys; from casetrust_audit.cli.app import main; "
        f"atexit.register(lambda: print([name for name in {HEAVY!r} if name in sys.modules])); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment("bash", f"{NAME} rules show prc-no-hid"), cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip
    assert done.stdout.split("\n")[:2] == ["prc-no-hidden-charges", "[]"], done.stderr
