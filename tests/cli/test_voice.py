"""Whether there is colour: the first that says something decides; and without it no escape sequence at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casetrust_audit.cli import voice
from casetrust_audit.cli.app import app, run
from casetrust_audit.report.json_format import to_json
from tests.report import sample

VARIABLES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CASETRUST_COLOR", "CASETRUST_LOG_FORMAT", "COLUMNS", "TERM")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


Gate = Callable[..., tuple[int, str]]


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Runs `gate` on an audit that fails it, at a terminal: exit code, and stderr as it was written."""
    monkeypatch.chdir(tmp_path)
    Path("audit.json").write_text(to_json(sample.result()), encoding="utf-8")

    def call(*words: str) -> tuple[int, str]:
        told = Terminal()
        monkeypatch.setattr(sys, "stderr", told)
        code = run(lambda: app([*words], standalone_mode=False))
        return code, told.getvalue()

    return call


@pytest.mark.parametrize(
    ("heard", "environ", "at_terminal", "colour"),
    [
        ((), {}, True, True),
        ((), {}, False, False),
        ((), {"TERM": "dumb"}, True, False),
        ((), {"NO_COLOR": "1"}, True, False),
        ((), {"NO_COLOR": ""}, True, True),
        ((), {"FORCE_COLOR": "1"}, False, True),
        ((), {"FORCE_COLOR": "0"}, False, False),
        ((), {"CLICOLOR_FORCE": "1"}, False, True),
        ((), {"CLICOLOR_FORCE": "0"}, False, False),
        ((), {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ((), {"CASETRUST_COLOR": "always", "NO_COLOR": "1"}, False, True),
        ((), {"CASETRUST_COLOR": "never", "FORCE_COLOR": "1"}, True, False),
        (("always", "COMMANDLINE"), {"NO_COLOR": "1"}, False, True),
        (("never", "COMMANDLINE"), {"FORCE_COLOR": "1"}, True, False),
        (("auto", "COMMANDLINE"), {"NO_COLOR": "1"}, True, False),
        (("auto", "COMMANDLINE"), {}, True, True),
        (("always", "DEFAULT_MAP"), {}, False, True),
        (("never", "DEFAULT_MAP"), {}, True, False),
        (("always", "DEFAULT_MAP"), {"NO_COLOR": "1"}, True, False),
        (("never", "DEFAULT_MAP"), {"FORCE_COLOR": "1"}, False, True),
    ],
)
def test_the_first_that_says_something_decides(
    heard: tuple[str, str], environ: dict[str, str], at_terminal: bool, colour: bool
) -> None:
    if heard:
        voice.hear("color", *heard)
    assert voice.coloured(Terminal() if at_terminal else io.StringIO(), environ) is colour


def test_a_word_of_lesser_origin_does_not_undo_one_of_greater() -> None:
    voice.hear("color", "never", "COMMANDLINE")
    voice.hear("color", "always", "ENVIRONMENT")
    assert not voice.coloured(Terminal(), {})
    voice.begin()
    assert voice.coloured(Terminal(), {})


@pytest.mark.parametrize(
    "words",
    [
        ("gate", "audit.json", "--color", "never"),
        ("gate", "audit.json", "--color=never"),
        ("--color", "never", "gate", "audit.json"),
        ("gate", "--bogus", "--color", "never"),
        ("gate", "nowhere.json", "--color", "never"),
    ],
)
def test_without_colour_there_is_no_escape_sequence_wherever_the_option_stands(
    gate: Gate, words: tuple[str, ...]
) -> None:
    code, told = gate(*words)
    assert code in (1, 2)
    assert "error:" in told
    assert "\x1b" not in told


@pytest.mark.parametrize("words", [("gate", "audit.json"), ("gate", "--bogus"), ("gate", "nowhere.json"), ("bogus",)])
def test_at_a_terminal_errors_of_all_kinds_are_in_colour(gate: Gate, words: tuple[str, ...]) -> None:
    assert "\x1b[1;31merror: " in gate(*words)[1]


def test_a_word_that_is_none_of_them_is_wrong_usage(gate: Gate) -> None:
    code, told = gate("gate", "audit.json", "--color", "blue")
    assert (code, "--color: unknown word 'blue'" in told, "auto, always or never" in told) == (2, True, True)


def test_the_file_says_it_for_the_commands_that_read_one(gate: Gate) -> None:
    Path("casetrust.yaml").write_text("color: never\n", encoding="utf-8")
    assert "\x1b" not in gate("gate", "audit.json")[1]
    assert "\x1b" in gate("gate", "audit.json", "--color", "always")[1]
    Path("casetrust.yaml").write_text("color: blue\n", encoding="utf-8")
    assert gate("gate", "audit.json")[0] == 2


def test_the_environment_goes_before_the_file(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("casetrust.yaml").write_text("color: always\n", encoding="utf-8")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in gate("gate", "audit.json")[1]
    monkeypatch.setenv("CASETRUST_COLOR", "always")
    assert "\x1b" in gate("gate", "audit.json")[1]


def test_help_is_plain_text_and_says_so_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    os.environ["FORCE_COLOR"] = "1"
    try:
        assert run(lambda: app(["rules", "list", "--help"], standalone_mode=False)) == 0
    finally:
        del os.environ["FORCE_COLOR"]
    out = capsys.readouterr().out
    assert "--color WHEN" in out
    assert "--log-format FORM" in out
    assert "\x1b" not in out


def test_results_that_go_to_no_terminal_are_neither_folded_nor_coloured() -> None:
    told = io.StringIO()
    voice.console(told, voice.UNFOLDED).print("word " * 100)
    assert told.getvalue().count("\n") == 1
