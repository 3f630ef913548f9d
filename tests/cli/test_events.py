"""`--log-format json`: every line of stderr is one object, whatever happens, and results stay on stdout."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.cli import events
from casetrust_audit.cli.app import app, run
from casetrust_audit.report.json_format import to_json
from tests.ci.bundles import write_bundle
from tests.contract.source import ROOT
from tests.report import sample

Told = Callable[..., tuple[int, str, list[dict[str, Any]]]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command in a directory of its own: exit code, stdout, the objects on stderr."""
    monkeypatch.chdir(tmp_path)
    for name in ("CASETRUST_LOG_FORMAT", "CASETRUST_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("audit.json").write_text(to_json(sample.result()), encoding="utf-8")

    def call(*words: str) -> tuple[int, str, list[dict[str, Any]]]:
        code = run(lambda: app(list(words), standalone_mode=False))
        out, error = capsys.readouterr()
        return code, out, [json.loads(line) for line in error.splitlines()]

    return call


def names(lines: list[dict[str, Any]]) -> list[str]:
    assert all({"time", "level", "event"} <= set(line) for line in lines)
    assert {line["event"] for line in lines} <= set(events.EVENTS)
    return [line["event"] for line in lines]


def test_the_page_in_docs_has_every_event_and_no_other() -> None:
    text = (ROOT / "docs" / "terminal.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE) == list(events.EVENTS)


def test_a_gate_that_is_not_met_is_told_in_events(told: Told) -> None:
    code, out, lines = told("gate", "audit.json", "--log-format", "json")
    assert (code, out) == (1, "")
    assert names(lines) == ["started", "summary", "gate", "finished"]
    started, summary, gate, finished = lines
    assert (started["command"], started["source"]) == ("gate", "audit.json")
    assert (summary["verdict"], summary["score"]["low"]) == ("NOT READY", float(sample.result().score.low or 0))
    assert {"prc-no-hidden-charges", "idn-uen"} <= {one["rule"] for one in summary["findings"]}
    assert summary["prices"][0]["told"] == sample.result().trails[0].sentence
    assert (gate["answer"], gate["code"], len(gate["reasons"])) == (1, 1, 1)
    assert (finished["code"], finished["level"]) == (1, "info")


def test_results_stay_on_stdout_and_the_reports_are_named(told: Told) -> None:
    write_bundle(Path("bundle"))
    code, out, lines = told("check", "bundle", "--log-format", "json", "--exit-zero", "--min-coverage", "0")
    assert json.loads(out)["schema_version"]
    assert code in (0, 3)
    assert names(lines)[0] == "started"
    _, out, lines = told("report", "bundle", "--format", "md=out.md", "--log-format", "json")
    assert out == "out.md\n"
    assert names(lines) == ["started", "summary", "finished"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("gate", "nowhere.json"), 2),
        (("gate", "--bogus"), 2),
        (("gate",), 2),
        (("bogus",), 2),
        (("rules",), 2),
        ((), 2),
        (("rules", "show", "no-such-rule"), 2),
        (("rules", "lint", "nowhere"), 2),
        (("check", "nowhere"), 5),
        (("attest", "ask", "nowhere"), 2),
        (("login", "https://shop.example.sg/"), 2),
    ],
)
def test_what_goes_wrong_is_an_error_with_its_code_and_no_text(told: Told, words: tuple[str, ...], code: int) -> None:
    got, out, lines = told("--log-format", "json", *words)
    assert (got, out) == (code, "")
    assert names(lines)[-2:] == ["error", "finished"]
    error = lines[-2]
    assert (error["code"], error["level"], bool(error["message"])) == (code, "error", True)
    assert lines[-1]["code"] == code


def test_what_commands_say_besides_is_a_note(told: Told) -> None:
    _, out, lines = told("init", "--url", "shop.example.sg", "--log-format", "json")
    assert out.split()[0] == "casetrust.yaml"
    _, _, lines = told("config", "check", "--log-format", "json")
    assert [line["text"] for line in lines if line["event"] == "note"] == ["casetrust.yaml: good, 7 keys"]


def test_the_environment_and_the_file_can_ask_for_it(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("casetrust.yaml").write_text("log_format: json\n", encoding="utf-8")
    assert names(told("gate", "audit.json")[2])[0] == "started"
    Path("casetrust.yaml").unlink()
    monkeypatch.setenv("CASETRUST_LOG_FORMAT", "json")
    assert names(told("gate", "audit.json")[2])[0] == "started"


def test_quiet_leaves_what_went_wrong(told: Told) -> None:
    assert names(told("gate", "audit.json", "--quiet", "--log-format", "json")[2]) == ["gate", "finished"]
    assert names(told("gate", "audit.json", "--gate", "none", "-q", "--log-format", "json")[2]) == ["finished"]


def test_a_fault_of_the_tool_ends_with_4_and_its_traceback_is_in_the_event(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr("casetrust_audit.cli.gating.gate_alone", broken)
    code, _, lines = told("gate", "audit.json", "--log-format", "json")
    assert (code, names(lines)) == (4, ["started", "error", "finished"])
    assert "KeyError" in lines[1]["message"]
    assert "Traceback" in lines[1]["traceback"]


def test_shop_text_breaks_no_line_and_brings_no_control_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASETRUST_LOG_FORMAT", "json")
    events.tell("note", text="a\nb\x1b[31m\u202e\x9b茶\ud800")
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert line.isascii()
    assert "\x1b" not in line
    assert json.loads(line)["text"].startswith("a\nb")
