"""The Containerfile: linted, and what it copies is enough to build the tool from."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from casetrust_audit.collect.browser import ENVIRONMENT
from tests.ci.linters import run
from tests.contract.source import ROOT

FILE = ROOT / "Containerfile"


def instructions() -> list[tuple[str, str]]:
    """(word, rest) of every instruction, in order."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    pairs = [line.partition(" ") for line in whole.splitlines() if line.strip()]
    return [(word, rest.strip()) for word, _, rest in pairs]


def all_of(word: str) -> list[str]:
    return [rest for found, rest in instructions() if found == word]


def copied() -> list[str]:
    """What is copied from the source, by its name there."""
    return [name for rest in all_of("COPY") if not rest.startswith("--from") for name in rest.split()[:-1]]


def test_hadolint_finds_nothing() -> None:
    linter = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if linter is None:
        pytest.skip("hadolint is not installed: pip install 'casetrust-audit[linters]'")
    assert run(linter, FILE) == ""


def test_every_instruction_is_one_there_is() -> None:
    known = {"FROM", "COPY", "RUN", "LABEL", "ENV", "USER", "WORKDIR", "STOPSIGNAL", "ENTRYPOINT", "CMD"}
    assert {word for word, _ in instructions()} == known


def test_every_run_is_sound_shell() -> None:
    assert len(all_of("RUN")) == 2
    for script in all_of("RUN"):
        done = subprocess.run(["sh", "-n", "-c", script], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert ";" not in script, "a failure in the middle must end the build"


def test_what_is_copied_is_enough_to_build_the_tool(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in copied():
        one = ROOT / name
        if one.is_dir():
            shutil.copytree(one, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(one, source / name)
    (built,) = WheelBuilder(str(source)).build(directory=str(tmp_path / "dist"), versions=["standard"])
    with zipfile.ZipFile(built) as archive:
        names = set(archive.namelist())
    assert {"casetrust_audit/rules/catalogue.yaml", "casetrust_audit/report_templates/report.html"} <= names


def test_nothing_else_is_sent_to_the_builder() -> None:
    lines = [line for line in (ROOT / ".containerignore").read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert lines[0] == "*"
    assert sorted(line[1:] for line in lines if line.startswith("!")) == sorted(copied())
    last = [line for line in lines[1:] if not line.startswith("!")]
    assert any(fnmatch("casetrust_audit/x/__pycache__", pattern) for pattern in last)


def test_the_tool_runs_without_root_and_is_stopped_as_by_a_person() -> None:
    assert all_of("USER") == ["10001:10001"]
    last = [word for word, _ in instructions()]
    assert last.index("USER") < last.index("ENTRYPOINT")
    assert all_of("STOPSIGNAL") == ["SIGINT"]


def test_it_starts_the_command_this_project_installs_with_a_python_it_supports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (command,) = json.loads(all_of("ENTRYPOINT")[0])
    assert command in project["scripts"]
    images = {rest.split()[0] for rest in all_of("FROM")}
    assert len(images) == 1, "what was built for one Python is run by it"
    minor = int(re.fullmatch(r"python:3\.(\d+)-slim-\w+", images.pop())[1])  # type: ignore[index]
    assert minor >= int(project["requires-python"].removeprefix(">=3."))


def test_the_browser_is_named_by_the_variable_the_tool_reads() -> None:
    assert f"{ENVIRONMENT}=/usr/bin/chromium" in all_of("ENV")[0]


def test_no_place_to_fetch_from_is_named() -> None:
    assert not re.search(r"https?://(?!shop\.example\.sg)", FILE.read_text("utf-8"))
