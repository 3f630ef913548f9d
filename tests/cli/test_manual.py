"""The manual page is that of the commands as they are, and one that man can read.

    UPDATE_GOLDEN=1 pytest tests/cli/test_manual.py

writes it anew."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from casetrust_audit.cli.app import EXIT_CODES, app, run
from casetrust_audit.cli.configuration import JUDGING, env_name
from casetrust_audit.cli.events import EVENTS
from casetrust_audit.cli.manual import page
from tests.contract.source import ROOT

PAGE = ROOT / "docs" / "man" / "casetrust-audit.1"
LINTERS = (("mandoc", ("-Tlint", "-W", "warning")), ("groff", ("-man", "-ww", "-Tutf8", "-z")))


@pytest.fixture(scope="module")
def roff() -> str:
    return page(typer.main.get_command(app))


def plain(roff: str) -> str:
    return roff.replace("\\-", "-").replace("\\(aq", "'")


def leaves(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, inner in getattr(command, "commands", {}).items():
        if not inner.hidden:
            yield from leaves(inner, (*words, name))
    if not hasattr(command, "commands"):
        yield " ".join(words), command


def test_the_page_in_docs_is_fresh(roff: str) -> None:
    if os.environ.get("UPDATE_GOLDEN") == "1":
        PAGE.write_text(roff, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == roff


def test_the_command_prints_it(roff: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda: app(["man"], standalone_mode=False)) == 0
    assert capsys.readouterr().out == roff


def test_it_has_every_command_with_all_its_options(roff: str) -> None:
    text = plain(roff)
    sections = dict(re.findall(r"^\.SS (.+)\n((?:(?!\.S[SH] ).*\n)*)", text, re.MULTILINE))
    commands = dict(leaves(typer.main.get_command(app)))
    assert set(sections) == set(commands)
    for name, command in commands.items():
        for param in command.params:
            if param.name not in ("color", "log_format") and param.param_type_name == "option":
                assert all(option in sections[name] for option in param.opts), (name, param.name)


def test_it_has_exit_codes_environment_and_events(roff: str) -> None:
    text = plain(roff)
    for code in re.findall(r"(?<![\w.])(\d+) [a-z]", EXIT_CODES.replace("Exit codes: ", "")):
        assert f".B {code}\n" in text
    for key in JUDGING:
        assert env_name(key) in text or key == "url", key
    for word in (*EVENTS, "NO_COLOR", "FORCE_COLOR, CLICOLOR_FORCE", "casetrust.yaml"):
        assert f".B {word}\n" in text


def test_it_is_ascii_and_no_line_of_text_is_taken_for_a_request(roff: str) -> None:
    assert roff.isascii()
    known = {".TH", ".SH", ".SS", ".TP", ".B", ".PP", ".RS", ".RE", ".nf", ".fi", '.\\"'}
    assert {line.split(" ")[0] for line in roff.splitlines() if line.startswith((".", "'"))} <= known


@pytest.mark.parametrize(("program", "arguments"), LINTERS, ids=[name for name, _ in LINTERS])
def test_those_who_print_it_have_nothing_to_say(program: str, arguments: tuple[str, ...], roff: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"no {program} here")
    done = subprocess.run([program, *arguments], input=roff, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
