"""The scripts of `findings/` have one form. They need a network and are not run here."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.contract.source import ROOT

FOLDER = ROOT / "findings"
SCRIPTS = sorted(FOLDER.glob("*.sh"))
HEAD = ("# Package: ", "# Expected: ", "# Seen: ", "# Hurts: ")
INSTALL = re.compile(r"^(?:python3 -m pip install .*--target \"\$work/|npm install .*--prefix \"\$work\")", re.M)
PACKAGE = re.compile(r"^  '(?P<name>@?[^'@=]+)(?P<by>==|@)?(?P<version>[^']*)' \\$", re.M)
EXACT = re.compile(r"\d+(?:\.\d+)*")


def faults(text: str) -> list[str]:
    """What a script lacks of the form that the README of the folder tells."""
    lines = text.splitlines()
    code = "\n".join(line for line in lines if not line.startswith("#"))
    found = [] if lines[:1] == ["#!/usr/bin/env bash"] else ["first line"]
    found += [label for label in HEAD if sum(line.startswith(label) for line in lines) != 1]
    for part in ("\nset -euo pipefail\n", "work=$(mktemp -d)\n", "trap 'rm -rf \"$work\"' EXIT\n"):
        if f"\n{code}\n".count(part) != 1:
            found.append(part.strip())
    packages = list(PACKAGE.finditer(code))
    if not INSTALL.search(code) or not packages:
        found.append("installs in its temporary folder")
    head = " ".join(line.removeprefix("#").strip() for line in lines if line.startswith("#"))
    for package in packages:
        if not package["by"] or not EXACT.fullmatch(package["version"]):
            found.append(f"exact version of {package['name']}")
    if packages and f"{packages[0]['name']} {packages[0]['version']}" not in head:
        found.append("version in the head")
    if not re.search(r"^if \[ \"\$seen\" != \"\$expected\" \]; then\n(?:  .*\n)+?  exit 1\nfi\n", f"{code}\n", re.M):
        found.append("fails when the behaviour changes")
    if "casetrust_audit" in text or "casetrust-audit" in code:
        found.append("runs without this project")
    return found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_has_the_form(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []
    assert os.access(path, os.X_OK), "the run bit is missing"
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", path.stem)


def test_the_table_names_each_script_once_with_its_package_and_version() -> None:
    table = [line for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    named = [re.match(r"\| `([\w-]+\.sh)` \| ([^|]+) \| [^|]{40,} \|$", line) for line in table]
    assert [row[1] for row in named if row] == [path.name for path in SCRIPTS]
    assert len(named) == len(SCRIPTS) >= 10
    for row, path in zip(named, SCRIPTS, strict=True):
        head = path.read_text(encoding="utf-8").splitlines()[1].removeprefix("# Package: ")
        assert row is not None
        assert head.startswith(row[2].split(", ")[0].strip())


def test_nothing_else_is_in_the_folder() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {"README.md", *(path.name for path in SCRIPTS)}


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("#!/usr/bin/env bash", "#!/bin/sh", "first line"),
        ("# Hurts: ", "# ", "# Hurts: "),
        ("set -euo pipefail", "set -e", "set -euo pipefail"),
        ("work=$(mktemp -d)", "work=/tmp/x", "work=$(mktemp -d)"),
        ("trap 'rm -rf \"$work\"' EXIT", ":", "trap 'rm -rf \"$work\"' EXIT"),
        ("'simhash==2.1.2'", "'simhash'", "exact version of simhash"),
        ("'simhash==2.1.2'", "'simhash==2.*'", "exact version of simhash"),
        ("# Package: simhash 2.1.2", "# Package: simhash", "version in the head"),
        ("  exit 1\nfi", "fi", "fails when the behaviour changes"),
        ("import Simhash", "import Simhash, casetrust_audit", "runs without this project"),
        ("python3 -m pip install", "echo", "installs in its temporary folder"),
    ],
)
def test_a_script_without_the_form_would_be_seen(old: str, new: str, missing: str) -> None:
    text = (FOLDER / "simhash-tamil-reviews.sh").read_text(encoding="utf-8")
    assert old in text
    assert missing in faults(text.replace(old, new))
