"""docs/ci.md says nothing that is not so: commands run, options exist, files are what forges accept."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.bundles import write_bundle
from tests.ci.documents import Block, blocks
from tests.ci.linters import PRE_COMMIT, accepted_by_pre_commit, accepted_by_schema
from tests.ci.workflow import action
from tests.contract.source import ROOT

PAGE = ROOT / "docs" / "ci.md"


def numbered(language: str, mark: str = "") -> list[Any]:
    found = [one for one in blocks(PAGE) if one.language == language and one.mark.startswith(mark)]
    return [pytest.param(one, id=f"line {one.line}") for one in found]


@cache
def options(command: str) -> frozenset[str]:
    """The long and short options of a command, as its --help lists them."""
    done = subprocess.run(
        [sys.executable, "-m", "casetrust_audit.cli.app", *command.split(), "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "200"},
    )  # fmt: skip
    return frozenset(re.findall(r"(?<![\w-])--?[a-z][\w-]*", done.stdout))


def commands(text: str) -> Iterator[list[str]]:
    """The calls of the tool in some shell text, as words."""
    for line in text.replace("\\\n", " ").splitlines():
        found = re.search(
            r"\bcasetrust-audit ((?:audit|check|collect|report|rules|doctor|demo|journey|attest)\b.*)", line
        )
        if found:
            yield shlex.split(found[1].rstrip("'"))


def unknown(words: list[str]) -> set[str]:
    """Options of a call that the command does not have."""
    group = words[0] in ("rules", "journey", "attest")
    known = options(" ".join(words[: 2 if group else 1]))
    return {word.partition("=")[0] for word in words if word.startswith("-") and word != "--"} - known


def test_the_page_has_blocks_of_every_kind_that_is_tested() -> None:
    kinds = {(one.language, one.mark.partition(":")[0]) for one in blocks(PAGE)}
    assert {("sh", "run"), ("sh", "help"), ("yaml", ""), ("groovy", ""), ("console", "shown")} <= kinds
    assert ("sh", "") not in kinds, "a block of shell is marked: run, or help"


@pytest.mark.parametrize("block", [*numbered("sh"), *numbered("groovy"), *numbered("console")])
def test_no_command_is_told_with_an_option_it_does_not_have(block: Block) -> None:
    calls = list(commands(block.text))
    assert calls or block.language == "console"
    assert [(call, wrong) for call in calls if (wrong := unknown(call))] == []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a reader who followed the page would be: evidence, and a rule of his own."""
    place = tmp_path_factory.mktemp("reader")
    write_bundle(place / "audit-shop" / "bundle")
    (place / "rules").mkdir()
    rule = next(iter(sorted((ROOT / "rules" / "identity").glob("*.yaml"))))
    (place / "rules" / rule.name).write_text(rule.read_text("utf-8"), "utf-8")
    programs = place / "programs"
    programs.mkdir()
    tool = programs / "casetrust-audit"
    tool.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m casetrust_audit.cli.app "$@"\n')
    tool.chmod(0o755)
    return place


@pytest.mark.parametrize("block", numbered("sh", "run"))
def test_the_block_ends_as_the_page_says(block: Block, place: Path) -> None:
    path = f"{place / 'programs'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-e", "-c", block.text],
        cwd=place, capture_output=True, text=True, check=False, timeout=300, env=os.environ | {"PATH": path},
    )  # fmt: skip
    assert done.returncode == int(block.mark.rpartition(":")[2]), done.stderr


def test_the_exit_codes_are_the_tools_own() -> None:
    from casetrust_audit.cli.app import EXIT_CODES

    table = re.findall(r"^\| (\d+) \| ([^|]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [code for code, _ in table] == re.findall(r"(?<![\w.])(\d+) [a-z]", EXIT_CODES.replace("Exit codes: ", ""))


@pytest.mark.parametrize("block", numbered("yaml"))
def test_every_file_is_one_its_reader_accepts(block: Block, tmp_path: Path) -> None:
    path = tmp_path / Path(block.name).name
    path.write_text(block.text, encoding="utf-8")
    if block.name.startswith(".github/workflows/"):
        accepted_by_schema("vendor.github-workflows", path)
    elif block.name == ".gitlab-ci.yml":
        accepted_by_schema("vendor.gitlab-ci", path)
    else:
        assert block.name == PRE_COMMIT
        accepted_by_pre_commit("validate-config", path, tmp_path)


def steps() -> list[dict[str, Any]]:
    """Uses of the action on the page."""
    flows = [yaml.safe_load(one.text) for one in blocks(PAGE) if one.name.startswith(".github/workflows/")]
    found = [step for flow in flows for job in flow["jobs"].values() for step in job["steps"]]
    return [step["with"] for step in found if "/casetrust-audit@" in step.get("uses", "")]


def test_the_action_is_given_only_inputs_and_options_it_has() -> None:
    given = steps()
    assert len(given) == 3
    for one in given:
        assert set(one) <= set(action()["inputs"])
        assert unknown(["audit", *one.get("extra-args", "").split()]) == set()


def test_the_gitlab_template_is_given_only_inputs_it_has() -> None:
    header = next(yaml.safe_load_all((ROOT / "templates/gitlab/casetrust-audit.yml").read_text("utf-8")))
    pipeline = next(yaml.safe_load(one.text) for one in blocks(PAGE) if one.name == ".gitlab-ci.yml")
    include = pipeline["include"][0]
    assert (ROOT / include["file"].lstrip("/")).is_file()
    assert set(include["inputs"]) <= set(header["spec"]["inputs"])
    assert header["spec"]["inputs"]["job-name"]["default"] in pipeline
    assert unknown(["audit", *include["inputs"]["extra-args"].split()]) == set()


def test_hooks_on_the_page_are_hooks_that_are_offered() -> None:
    config = next(yaml.safe_load(one.text) for one in blocks(PAGE) if one.name == PRE_COMMIT)
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in config["repos"][0]["hooks"]} == offered
