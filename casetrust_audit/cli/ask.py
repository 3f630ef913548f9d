"""`attest ask`: the questions at the terminal, the answers in a file that is written after each."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import typer

from casetrust_audit import pipeline
from casetrust_audit.attestation.asking import Asking, ask_all
from casetrust_audit.attestation.questionnaire import EMPTY, as_yaml
from casetrust_audit.attestation.read import Draft, read_draft
from casetrust_audit.cli.attest import YAML_NAME
from casetrust_audit.cli.printable import printable
from casetrust_audit.errors import UsageError

INTERRUPTED = 130


class Terminal:
    """The person at the terminal. Talk goes to stderr, so that stdout holds the path of the file and nothing else."""

    def show(self, text: str) -> None:
        """One line, without control codes."""
        typer.echo(f"{text[: len(text) - len(text.lstrip())]}{printable(text.lstrip(), 1000)}", err=True)

    def ask(self, what: str, default: str = "") -> str:
        """One line of input; Ctrl-C and Ctrl-D end it."""
        answer: str = typer.prompt(printable(what), default=default, show_default=bool(default), err=True)
        return answer


def ask_at_terminal(bundle: Path, output: Path, rules: tuple[Path, ...], profile: str) -> Path:
    """Path of the file with the answers. Raises UsageError where nobody is at a terminal or the answers do not fit."""
    if not sys.stdin.isatty():
        raise UsageError(
            "there is no terminal here to answer at", "Write the questions with `attest new`, and fill in the file."
        )
    rule_set = pipeline.rule_set(rules, profile)
    result = pipeline.check(bundle, rule_set).result
    path = output / YAML_NAME
    draft = EMPTY
    if path.exists():
        draft, read = read_draft(path, rule_set.questions)
        if read.shop and read.shop != result.run.site:
            raise UsageError(f"{path}: these answers are for {read.shop!r}", "Name another --output.")

    def keep(answered: Draft) -> None:
        _write(path, as_yaml(result, rule_set.questions, answered))

    try:
        ask_all(result, draft, Asking(Terminal(), rule_set.questions, output, date.today().isoformat(), keep))
    except (typer.Abort, KeyboardInterrupt):
        kept = (
            f"What you answered is in {path}; the same command goes on." if path.exists() else "Nothing was answered."
        )
        typer.echo(f"\n{kept}", err=True)
        raise typer.Exit(INTERRUPTED) from None
    return path


def _write(path: Path, text: str) -> None:
    """All of it or nothing: a file half written would lose answers."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error})", "Name another --output.") from None
