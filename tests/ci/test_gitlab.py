"""The GitLab template: filled in as GitLab does, and its script run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.bundles import write_bundle
from tests.ci.linters import accepted_by_schema, run
from tests.contract.source import ROOT

TEMPLATE = ROOT / "templates" / "gitlab" / "casetrust-audit.yml"
STUB = '#!/bin/sh\nprintf \'%s\\n\' "$@" > arguments\nexit "${CODE:-0}"\n'


@cache
def documents() -> tuple[dict[str, Any], dict[str, Any]]:
    header, body = yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8"))
    return header["spec"]["inputs"], body


def filled(**inputs: str) -> dict[str, Any]:
    """The pipeline with its inputs filled in; names with _ for -."""
    declared, body = documents()
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert set(given) <= set(declared)
    values = {name: one["default"] for name, one in declared.items()} | given

    def fill(node: Any) -> Any:
        if isinstance(node, dict):
            return {fill(key): fill(value) for key, value in node.items()}
        if isinstance(node, list):
            return [fill(item) for item in node]
        return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda m: values[m[1]], node) if isinstance(node, str) else node

    made: dict[str, Any] = fill(body)
    return made


class Runner:
    """A job's directory with a casetrust-audit on the PATH that writes down its arguments."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.programs = place / "programs"
        self.programs.mkdir()
        self.program("casetrust-audit", STUB)

    def program(self, name: str, text: str) -> None:
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def run(self, shell: str = "sh", **inputs: str) -> subprocess.CompletedProcess[str]:
        code = inputs.pop("CODE", "0")
        job = filled(**inputs)["casetrust-audit"]
        variables = {name: one["value"] for name, one in job["variables"].items()}
        assert all(one["expand"] is False for one in job["variables"].values())
        path = f"{self.programs}{os.pathsep}/usr/bin{os.pathsep}/bin"
        return subprocess.run(
            [shell, "-e", "-c", "\n".join(job["script"])],
            cwd=self.place, capture_output=True, text=True, check=False, timeout=300, stdin=subprocess.DEVNULL,
            env={"PATH": path, "TMPDIR": str(self.place / "temp"), "HOME": str(self.place), "CODE": code, **variables},
        )  # fmt: skip

    @property
    def arguments(self) -> list[str]:
        return (self.place / "arguments").read_text().splitlines()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_both_documents_have_the_shape_gitlab_asks_for(tmp_path: Path) -> None:
    header, _ = TEMPLATE.read_text(encoding="utf-8").split("\n---\n")
    (tmp_path / "header.yml").write_text(header, encoding="utf-8")
    accepted_by_schema("vendor.gitlab-ci", tmp_path / "header.yml")
    (tmp_path / "job.yml").write_text(yaml.safe_dump(filled(url="https://shop.test")), encoding="utf-8")
    accepted_by_schema("vendor.gitlab-ci", tmp_path / "job.yml")
    (tmp_path / "job.yml").write_text(yaml.safe_dump(filled()).replace("when: always", "when: alwayz"), "utf-8")
    with pytest.raises(AssertionError):
        accepted_by_schema("vendor.gitlab-ci", tmp_path / "job.yml")


def test_inputs_are_said_what_they_are_for_and_every_one_is_used() -> None:
    declared, body = documents()
    assert all(one["description"].strip() for one in declared.values())
    assert set(re.findall(r"inputs\.([\w-]+)", yaml.safe_dump(body, width=9999))) == set(declared)


def test_no_input_stands_in_the_script() -> None:
    _, body = documents()
    (job,) = body.values()
    assert not any("$[[" in line for line in job["script"])


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_inputs_become_arguments_each_its_own_word(runner: Runner, shell: str) -> None:
    done = runner.run(
        shell, package="", url="https://shop.test/", config="my file.yaml", rules="rules one\nrules-two\n",
        gate="major", formats="html  csv=x.csv", output="my report",
        extra_args="--contact\n  me@x.test; ls $HOME\r\n\n--own-site",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert runner.arguments == [
        "audit", "--output=my report", "--format=junit", "--format=html", "--format=csv=x.csv", "--config=my file.yaml",
        "--gate=major", "--rules=rules one", "--rules=rules-two", "--contact", "me@x.test; ls $HOME", "--own-site",
        "--", "https://shop.test/",
    ]  # fmt: skip


@pytest.mark.parametrize("hostile", ["$(touch hit)", "`touch hit`", "'; touch hit; '", "--help", "END\ntouch hit", "*"])
def test_no_input_reaches_the_shell(runner: Runner, hostile: str) -> None:
    names = ("url", "config", "rules", "gate", "formats", "output", "extra_args")
    runner.run(package="", **dict.fromkeys(names, hostile))
    assert not list(runner.place.rglob("hit"))
    assert runner.arguments[:2] == ["audit", f"--output={hostile.splitlines()[0]}"]


@pytest.mark.parametrize("code", ["0", "1", "3", "4", "5", "130"])
def test_the_exit_code_of_the_tool_is_the_jobs(runner: Runner, code: str) -> None:
    assert runner.run(package="", url="https://shop.test", CODE=code).returncode == int(code)


@pytest.mark.parametrize("inputs", [{}, {"url": "https://shop.test", "bundle": "evidence"}])
def test_a_shop_or_evidence_and_not_both(runner: Runner, inputs: dict[str, str]) -> None:
    done = runner.run(package="", **inputs)
    assert done.returncode == 2
    assert "Give either url" in done.stderr
    assert not (runner.place / "arguments").exists()


INSTALLED = """#!/bin/sh
# python3 -m venv DIR, with programs that write down what they are asked for
mkdir -p "$3/bin"
printf '#!/bin/sh\\nprintf "%%s\\\\n" "$@" > pip-arguments\\nexit ${PIP_CODE:-0}\\n' > "$3/bin/pip"
printf '#!/bin/sh\\necho /found/chromium\\necho "$@" > python-arguments\\n' > "$3/bin/python"
printf '#!/bin/sh\\necho "$CASETRUST_BROWSER" > browser\\n' > "$3/bin/casetrust-audit"
chmod +x "$3"/bin/*
"""


def test_the_tool_and_a_browser_are_installed_where_a_shop_is_walked(runner: Runner) -> None:
    runner.program("python3", INSTALLED)
    done = runner.run(package="casetrust-audit==0.1.0", url="https://shop.test")
    assert done.returncode == 0, done.stderr
    assert (runner.place / "pip-arguments").read_text().splitlines()[-2:] == ["--", "casetrust-audit==0.1.0"]
    assert (runner.place / "python-arguments").read_text().strip() == "-m casetrust_audit.collect.browser_install"
    assert (runner.place / "browser").read_text().strip() == "/found/chromium"


def test_no_browser_is_installed_for_evidence(runner: Runner) -> None:
    runner.program("python3", INSTALLED)
    assert runner.run(bundle="evidence").returncode == 0
    assert not (runner.place / "python-arguments").exists()


def test_what_cannot_be_installed_ends_with_4(runner: Runner) -> None:
    runner.program("python3", INSTALLED.replace("${PIP_CODE:-0}", "1"))
    assert runner.run(url="https://shop.test").returncode == 4


def test_over_real_evidence_gitlab_gets_its_junit_file(runner: Runner) -> None:
    write_bundle(runner.place / "evidence")
    text = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m casetrust_audit.cli.app "$@"\n'
    runner.program("casetrust-audit", text)
    done = runner.run(package="", bundle="evidence", extra_args="--min-coverage=0")
    assert done.returncode == 1, done.stderr
    artifacts = filled()["casetrust-audit"]["artifacts"]
    assert artifacts["when"] == "always"
    assert (runner.place / artifacts["reports"]["junit"]).stat().st_size
    assert {p.name for p in (runner.place / artifacts["paths"][0]).iterdir()} == {
        "report.html", "report.md", "audit.json", "junit.xml",
    }  # fmt: skip


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    linter = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if linter is None:
        pytest.skip("shellcheck is not installed: pip install 'casetrust-audit[linters]'")
    script = tmp_path / "script.sh"
    script.write_text("#!/bin/sh\n" + "\n".join(filled()["casetrust-audit"]["script"]))
    assert run(linter, "--shell=sh", script) == ""
