"""The composite action: what it declares, and its steps run as they stand, over evidence on disk."""

from __future__ import annotations

import json
import os
import shutil
import sysconfig
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit import pipeline
from casetrust_audit.report.formats import FORMATS
from tests.ci.bundles import write_bundle
from tests.ci.workflow import TOKEN, Job, Ran, action, only_python

OURS = {"install": "false", "bundle": "evidence"}
"""Over a bundle with the command that is on the PATH: no step needs a network."""


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bundle(tmp_path_factory.mktemp("bundle") / "evidence", "\n::error::from the shop")


@pytest.fixture
def job(tmp_path: Path, evidence: Path) -> Job:
    job = Job(tmp_path)
    (job.workspace / "evidence").symlink_to(evidence)
    return job


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory, evidence: Path) -> tuple[Job, Ran]:
    """A run whose gate is not met, with all that can be made of it."""
    job = Job(tmp_path_factory.mktemp("failed"))
    (job.workspace / "evidence").symlink_to(evidence)
    return job, job.run(**OURS, min_coverage="0", upload_sarif="true")


@pytest.fixture
def stub(tmp_path: Path) -> Job:
    """A job whose casetrust-audit writes down its arguments and variables and ends with $CODE."""
    programs = tmp_path / "programs"
    programs.mkdir()
    tool = programs / "casetrust-audit"
    tool.write_text(
        '#!/bin/sh\nprintf \'%s\\n\' "$@" > arguments\nenv > variables\nprintf \'%s\' "$SAID"\nexit "${CODE:-0}"\n'
    )
    tool.chmod(0o755)
    return Job(tmp_path, PATH=only_python(programs))


def arguments(job: Job) -> list[str]:
    return (job.workspace / "arguments").read_text().splitlines()


def test_every_input_is_said_what_it_is_for_and_used_once_declared() -> None:
    declared = action()["inputs"]
    assert all(one["description"].strip() and "default" in one for one in declared.values())
    used = json.dumps(action()["runs"])
    assert [name for name in declared if f"inputs.{name} " not in used] == []


def test_no_expression_stands_in_a_shell_command() -> None:
    commands = [step["run"] for step in action()["runs"]["steps"] if "run" in step]
    assert len(commands) == 4
    assert not any("${{" in command for command in commands)


def test_the_exit_code_comes_last_so_that_reports_are_kept_first(failed: tuple[Job, Ran]) -> None:
    names = [step["name"] for step in action()["runs"]["steps"]]
    assert names[-1] == "End with the exit code of the audit"
    _, ran = failed
    assert ran.code == 1
    assert list(ran.used) == ["actions/upload-artifact@v6", "github/codeql-action/upload-sarif@v4"]
    assert ran.used["actions/upload-artifact@v6"]["path"] == "casetrust-audit-report"
    assert ran.used["github/codeql-action/upload-sarif@v4"]["sarif_file"] == "casetrust-audit-report/audit.sarif"


def test_a_failed_gate_is_told_everywhere(failed: tuple[Job, Ran]) -> None:
    job, ran = failed
    result = json.loads((job.workspace / ran.outputs["json"]).read_text("utf-8"))
    assert ran.outputs["exit-code"] == "1"
    assert ran.outputs["readiness"] == result["readiness"] == "NOT READY"
    assert ran.outputs["score-low"] == result["score"]["low"]
    assert ran.outputs["score-high"] == result["score"]["high"]
    assert ran.outputs["coverage"] == result["coverage"]["percent"]
    assert ran.summary == (job.workspace / "casetrust-audit-report" / "job-summary.md").read_text("utf-8")
    assert "::error title=CaseTrust%2C blocker" in ran.log
    assert "::error title=CaseTrust audit::exit code 1: the gate is not met" in ran.log
    for name in ("html", "md", "json", "sarif", "junit"):
        assert (job.workspace / ran.outputs[name]).stat().st_size


def test_too_little_seen_ends_with_3_and_keeps_the_reports(job: Job) -> None:
    ran = job.run(**OURS, gate="none", min_coverage="99")
    assert (ran.code, ran.outputs["exit-code"]) == (3, "3")
    assert ran.used["actions/upload-artifact@v6"]
    assert ran.outputs["html"]


def test_what_is_no_bundle_ends_with_5_and_says_so_on_the_job_page(job: Job) -> None:
    (job.workspace / "empty").mkdir()
    ran = job.run(install="false", bundle="empty")
    assert (ran.code, ran.outputs["exit-code"], ran.outputs["readiness"]) == (5, "5", "")
    assert ran.summary == "# No report\n\nExit code 5: the evidence does not verify.\n"


def test_an_older_report_in_the_same_place_is_not_taken_for_this_runs(job: Job, reports: Path) -> None:
    shutil.copytree(reports, job.workspace / "casetrust-audit-report")
    ran = job.run(install="false", bundle="nowhere")
    assert (ran.code, ran.outputs["readiness"], ran.outputs["html"]) == (5, "", "")
    assert ran.summary.startswith("# No report")


def test_the_runner_takes_no_commands_while_the_tool_talks(stub: Job) -> None:
    stub.environment["SAID"] = "::error::from the shop\n::set-env name=A::b\nno end of line"
    lines = stub.run(install="false", url="https://shop.test").log.splitlines()
    begin = next(n for n, line in enumerate(lines) if line.startswith("::stop-commands::"))
    token = lines[begin].removeprefix("::stop-commands::")
    end = lines.index(f"::{token}::")
    assert len(token) == 32
    assert [n for n, line in enumerate(lines) if "::error::" in line or "set-env" in line] == [begin + 1, begin + 2]
    assert end > begin + 2
    again = stub.run(install="false", url="https://shop.test").log
    assert token not in again


def test_inputs_become_arguments_each_its_own_word(stub: Job) -> None:
    ran = stub.run(
        install="false", url="https://shop.test/", config="casetrust.yaml", rules="rules one\n\nrules-two\n",
        gate="major", min_score="80", min_coverage="60", formats="html, csv=out/x.csv", output="my report",
        extra_args="--waivers=waivers.yaml\n  --contact\nme@x.test; rm -rf .\n\n", upload_sarif="true",
    )  # fmt: skip
    assert ran.code == 0
    assert arguments(stub) == [
        "audit", "--output=my report", "--format=html", "--format=csv=out/x.csv", "--format=json",
        "--format=annotations", "--format=job-summary", "--format=sarif", "--config=casetrust.yaml",
        "--rules=rules one", "--rules=rules-two", "--gate=major", "--min-score=80", "--min-coverage=60",
        "--waivers=waivers.yaml", "--contact", "me@x.test; rm -rf .", "--", "https://shop.test/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hostile",
    ["$(touch hit)", "`touch hit`", "'; touch hit; '", '"; touch hit; "', "--help", "a b", "${IFS}x", "%0A::x::"],
)
def test_no_input_reaches_a_shell(stub: Job, hostile: str) -> None:
    names = [name for name in action()["inputs"] if name not in (
        "install", "bundle", "job-summary", "annotations", "upload-artifact", "upload-sarif", "comment", "version",
    )]  # fmt: skip
    ran = stub.run(install="false", **{name.replace("-", "_"): hostile for name in names})
    assert not list(stub.place.rglob("hit"))
    assert ran.code == 0
    assert arguments(stub)[-2:] == ["--", hostile]
    assert f"--gate={hostile}" in arguments(stub)


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({}, "give either url"),
        ({"url": "https://shop.test", "bundle": "evidence"}, "give either url"),
        ({"url": "https://shop.test\n::error::x"}, "url must be one line"),
        ({"url": "https://shop.test", "output": "a\nexit-code=0"}, "output must be one line"),
        ({"bundle": "evidence", "config": "c.yaml"}, "config goes with url"),
        ({"url": "https://shop.test", "annotations": "yes"}, "annotations: write true or false"),
    ],
)
def test_wrong_inputs_end_with_2_before_anything_runs(stub: Job, inputs: dict[str, str], message: str) -> None:
    ran = stub.run(install="false", **inputs)
    assert (ran.code, ran.outputs["exit-code"]) == (2, "2")
    assert message in ran.log
    assert not (stub.workspace / "arguments").exists()
    assert "\n::error::x" not in ran.log


@pytest.mark.parametrize("version", ["1.0; rm", "latest", "-r x", "1.0 --pre"])
def test_a_version_that_is_none_is_refused(tmp_path: Path, version: str) -> None:
    ran = Job(tmp_path).run(bundle="evidence", version=version)
    assert ran.code == 2
    assert "is no version" in ran.log
    assert not (tmp_path / "temp").exists()


def test_where_nothing_is_installed_and_nothing_is_there_it_says_so(tmp_path: Path) -> None:
    ran = Job(tmp_path, PATH=only_python(tmp_path / "programs")).run(install="false", bundle="evidence")
    assert (ran.code, ran.outputs["exit-code"]) == (2, "2")
    assert "no casetrust-audit on the PATH" in ran.log


def test_the_tool_hears_the_browser_and_no_inputs(stub: Job) -> None:
    stub.run(install="false", url="https://shop.test", browser="/opt/chromium")
    variables = (stub.workspace / "variables").read_text()
    assert "CASETRUST_BROWSER=/opt/chromium\n" in variables
    assert "INPUT_" not in variables


@pytest.mark.parametrize("code", [1, 2, 3, 4, 5, 130])
def test_every_exit_code_of_the_tool_is_the_actions(stub: Job, code: int) -> None:
    stub.environment["CODE"] = str(code)
    ran = stub.run(install="false", url="https://shop.test")
    assert (ran.code, ran.outputs["exit-code"]) == (code, str(code))
    assert f"exit code {code}: " in ran.log
    assert "unknown" not in ran.log


def test_a_met_gate_ends_with_0_and_what_is_not_wanted_is_left_out(job: Job) -> None:
    ran = job.run(**OURS, gate="none", min_coverage="0", job_summary="false", annotations="false",
                  upload_artifact="false", formats="")  # fmt: skip
    assert (ran.code, ran.summary, ran.used) == (0, "", {})
    assert [p.name for p in (job.workspace / "casetrust-audit-report").iterdir()] == ["audit.json"]
    assert ran.outputs["readiness"] == "NOT READY"


def test_a_summary_that_would_be_refused_whole_is_replaced(stub: Job) -> None:
    tool = next(stub.place.glob("programs/casetrust-audit"))
    tool.write_text("#!/bin/sh\nmkdir -p r\nhead -c 1100000 /dev/zero | tr '\\0' x > r/job-summary.md\n")
    ran = stub.run(install="false", url="https://shop.test", output="r")
    assert ran.summary.startswith("The summary is too long")


def test_the_files_of_the_formats_are_the_tools_own() -> None:
    import ast

    from tests.contract.source import ROOT

    tree = ast.parse((ROOT / "scripts" / "ci" / "github_action.py").read_text("utf-8"))
    found = next(n.value for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "FILES")
    assert ast.literal_eval(found) == FORMATS


class _Forge(BaseHTTPRequestHandler):
    """The comments of a pull request."""

    server: Forge

    def do_GET(self) -> None:
        if self.path == "/user":
            self._answer(403, {})
        elif self.path.startswith("/repos/shop/site/issues/7/comments?"):
            page = int(self.path.rpartition("=")[2])
            self._answer(200, self.server.comments[(page - 1) * 100 : page * 100])
        else:
            self._answer(404, {})

    def do_POST(self) -> None:
        self._keep("POST")

    def do_PATCH(self) -> None:
        self._keep("PATCH")

    def _keep(self, method: str) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.calls.append((method, self.path, self.headers["authorization"], body["body"]))
        self._answer(self.server.status, {"id": 1})

    def _answer(self, status: int, data: Any) -> None:
        content = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        del format, args


class Forge(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Forge)
        self.comments: list[dict[str, Any]] = []
        self.calls: list[tuple[str, str, str, str]] = []
        self.status = 201


@pytest.fixture
def forge() -> Iterator[Forge]:
    with Forge() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, evidence: Path) -> Path:
    """What a run over the bundle writes."""
    place = tmp_path_factory.mktemp("reports") / "out"
    checked = pipeline.check(evidence, pipeline.rule_set())
    pipeline.write_reports(checked, place, ("json", "job-summary", "annotations"))
    return place


@pytest.fixture
def reporting(stub: Job, reports: Path) -> Job:
    """A job whose casetrust-audit leaves those reports."""
    tool = next(stub.place.glob("programs/casetrust-audit"))
    tool.write_text(f"#!/bin/sh\ncp -r '{reports}' casetrust-audit-report\n")
    return stub


def commented(job: Job, forge: Forge, **event: Any) -> Ran:
    (job.place / "event.json").write_text(json.dumps(event or {"pull_request": {"number": 7}}), "utf-8")
    job.environment |= {
        "GITHUB_API_URL": f"http://127.0.0.1:{forge.server_port}",
        "GITHUB_EVENT_PATH": str(job.place / "event.json"),
    }
    shutil.rmtree(job.workspace / "casetrust-audit-report", ignore_errors=True)
    return job.run(install="false", url="https://shop.test", comment="true")


def test_the_summary_becomes_one_comment_that_is_written_anew(reporting: Job, forge: Forge) -> None:
    mark = "<!-- casetrust-audit: casetrust-audit -->"
    forge.comments = [{"id": n, "body": "hello", "user": {"login": "someone"}} for n in range(120)]
    assert commented(reporting, forge).code == 0
    forge.comments += [
        {"id": 500, "body": f"{mark}\nfeigned", "user": {"login": "someone"}},
        {"id": 501, "body": f"{mark}\nold", "user": {"login": "github-actions[bot]"}},
    ]
    assert commented(reporting, forge).code == 0
    assert [(method, path) for method, path, _, _ in forge.calls] == [
        ("POST", "/repos/shop/site/issues/7/comments"), ("PATCH", "/repos/shop/site/issues/comments/501"),
    ]  # fmt: skip
    for _, _, token, body in forge.calls:
        assert token == f"Bearer {TOKEN}"
        assert body.startswith(f"{mark}\n# ")
        assert "Not ready: shop.test" in body


def test_a_comment_that_is_refused_fails_nothing_and_says_what_it_needs(reporting: Job, forge: Forge) -> None:
    forge.status = 403
    ran = commented(reporting, forge)
    assert ran.code == 0
    assert "No comment could be written (HTTP 403). It needs `permissions: pull-requests: write`." in ran.log
    assert TOKEN not in ran.log


def test_without_a_pull_request_there_is_no_comment(reporting: Job, forge: Forge) -> None:
    assert commented(reporting, forge, ref="refs/heads/main").code == 0
    assert forge.calls == []


def test_the_tool_is_installed_from_the_actions_own_source(tmp_path: Path, evidence: Path) -> None:
    """Every step as on a runner, the installation too; only what the tool depends on is lent by this environment."""
    job = Job(tmp_path, PIP_NO_INDEX="1", PIP_NO_DEPS="1", PIP_NO_BUILD_ISOLATION="0", PIP_CONFIG_FILE=os.devnull,
              PYTHONPATH=lent(tmp_path / "lent"))  # fmt: skip
    (job.workspace / "evidence").symlink_to(evidence)
    ran = job.run(bundle="evidence", gate="none", min_coverage="0")
    assert ran.code == 0, ran.log
    assert ran.used["actions/setup-python@v6"] == {"python-version": "3.12"}
    command = Path(ran.steps["install"]["command"])
    assert command.is_relative_to(tmp_path / "temp")
    assert list((tmp_path / "temp").rglob("casetrust_audit/rules/catalogue.yaml"))
    assert ran.outputs["readiness"] == "NOT READY"


def lent(place: Path) -> str:
    """The packages of this environment, but for the tool itself."""
    place.mkdir()
    for one in Path(sysconfig.get_path("purelib")).iterdir():
        if one.suffix != ".pth" and "casetrust" not in one.name:
            (place / one.name).symlink_to(one)
    return str(place)
