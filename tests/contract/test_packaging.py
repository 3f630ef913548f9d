"""What a user gets with `pip install`: all that the program reads, and nothing that only developers need."""

from __future__ import annotations

import json
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.contract.source import PACKAGE, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Files of a wheel built from this tree, by name."""
    directory = tmp_path_factory.mktemp("wheel")
    built = [Path(path) for path in WheelBuilder(str(ROOT)).build(directory=str(directory), versions=["standard"])]
    assert len(built) == 1
    with zipfile.ZipFile(built[0]) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files_of(folder: Path) -> list[str]:
    return [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]


@pytest.mark.parametrize("folder", ["rules", "report_templates"])
def test_data_folders_are_inside_file_for_file(wheel: dict[str, bytes], folder: str) -> None:
    expected = {f"casetrust_audit/{folder}/{name}" for name in files_of(ROOT / folder)}
    assert len(expected) > 1
    assert expected <= set(wheel)


def test_every_file_of_the_package_is_inside(wheel: dict[str, bytes]) -> None:
    assert {f"casetrust_audit/{name}" for name in files_of(PACKAGE)} <= set(wheel)


def test_what_the_program_reads_at_run_time_is_inside(wheel: dict[str, bytes]) -> None:
    for name in (
        "py.typed",
        "collect/reader.js",
        "collect/settling.js",
        "collect/accessibility.js",
        "report/audit.schema.json",
    ):
        assert f"casetrust_audit/{name}" in wheel
    assert json.loads(wheel["casetrust_audit/report/audit.schema.json"])["$schema"]
    assert any(name.startswith("casetrust_audit/demo/templates/") for name in wheel)
    assert any(name.startswith("casetrust_audit/rules/lexicons/") for name in wheel)


def test_nothing_else_is_inside(wheel: dict[str, bytes]) -> None:
    others = {name.split("/")[0] for name in wheel if not name.startswith("casetrust_audit/")}
    assert all(name.endswith((".dist-info", ".data")) for name in others)
    data = [name.partition(".data/")[2] for name in wheel if ".data/" in name]
    assert data == ["data/share/man/man1/casetrust-audit.1"]
    assert [name for name in wheel if "test" in Path(name).parts[1:-1] or "tests" in Path(name).parts] == []


def test_the_command_and_the_licence_are_declared(wheel: dict[str, bytes]) -> None:
    info = {name.split("/", 1)[1]: data.decode() for name, data in wheel.items() if ".dist-info/" in name}
    assert "casetrust-audit = casetrust_audit.cli.app:main" in info["entry_points.txt"]
    metadata = Parser().parsestr(info["METADATA"])
    assert metadata["License-Expression"] == "Apache-2.0"
    assert {"licenses/LICENSE", "licenses/NOTICE"} <= set(info)
