"""What `rules lint` and `rules test` print: one line a problem on stdout, the sum of it on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import typer

from casetrust_audit import pipeline
from casetrust_audit.attestation.examples import run_all
from casetrust_audit.cli.console import say
from casetrust_audit.cli.printable import printable
from casetrust_audit.errors import RuleFileError, UsageError
from casetrust_audit.model.result import SubjectResult
from casetrust_audit.model.rule import Rule
from casetrust_audit.report.annotations import workflow_command
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.catalogue import CATALOGUE_FILE
from casetrust_audit.ruleset.examples import ExampleResult
from casetrust_audit.ruleset.lint import Flaw, Linted, lint
from casetrust_audit.ruleset.load import load_rules, rule_files
from casetrust_audit.ruleset.shorthand import in_shorthand

WRONG, FAILED = 2, 1
MOST_ANNOTATIONS = 10
"""GitHub shows no more of one kind for one step; the rest are plain lines."""
LONGEST_LINE = 1000
SUBJECTS_SHOWN = 5


def print_flaws(directory: Path | None, form: str) -> int:
    """All that is wrong with the files of a directory. Exit code: 2 if anything is, else 0."""
    _known(form)
    found = lint(directory or rules_directory(), rules_directory(), pipeline.fact_schema())
    _print((_harmless(str(flaw)) for flaw in found.flaws), [_flaw_command(flaw) for flaw in found.flaws], form)
    say(_summary(found))
    return WRONG if found.wrong else 0


def print_examples(directory: Path | None, form: str) -> int:
    """Every example that gives another verdict than it names, and why. Exit code: 1 if any does, else 0."""
    _known(form)
    rules = _rules_of(directory)
    judged = [result for rule in rules for result in run_all(rule)]
    failed = [result for result in judged if not result.ok]
    _print(map(_told, failed), [_failed_command(result) for result in failed], form)
    ending = f"{len(failed)} failed" if failed else "all as they say"
    say(f"{_count(len(judged), 'example')} of {_count(len(rules), 'rule')}: {ending}")
    return FAILED if failed else 0


def _known(form: str) -> None:
    if form not in ("text", "github"):
        raise UsageError(f"--format: unknown format {form!r}", "Choose text or github.")


def _rules_of(directory: Path | None) -> list[Rule]:
    """The rules that lie in the directory itself. Raises RuleFileError: an example of a broken rule proves nothing."""
    place = directory or rules_directory()
    whole = (place / CATALOGUE_FILE).exists()
    base, extra = (place, ()) if whole else (rules_directory(), (place,))
    loaded = load_rules(base, pipeline.fact_schema(), extra)
    files = {str(path) for path in rule_files(place)}
    found = [rule for rule in loaded.rules if rule.file in files]
    if not found:
        raise RuleFileError(f"{place}:1:1: holds no rule file", "Name the directory that holds the rules.")
    return found


def _print(lines: Iterable[str], commands: list[str], form: str) -> None:
    """All as lines; for GitHub as commands first, as many as it shows."""
    shown: dict[str, int] = {}
    for line, command in zip(lines, commands, strict=True):
        kind = command.partition(" ")[0]
        shown[kind] = shown.get(kind, 0) + 1
        typer.echo(command if form == "github" and shown[kind] <= MOST_ANNOTATIONS else line)


def _flaw_command(flaw: Flaw) -> str:
    kind = "error" if flaw.wrong else "notice"
    return _command(kind, flaw.file, flaw.line, flaw.column, "rules lint", flaw.text)


def _failed_command(result: ExampleResult) -> str:
    text = "\n".join([f"example “{result.name}”", *_outcome(result)])
    return _command("error", result.file, result.line, 1, f"rules test: {result.rule}", text)


def _command(kind: str, file: str, line: int, column: int, title: str, text: str) -> str:
    place = {"file": _from_here(file), "line": str(line), "col": str(column), "title": title}
    cleaned = "\n".join(printable(part, LONGEST_LINE) for part in text.split("\n"))
    return workflow_command(kind, {key: printable(value) for key, value in place.items()}, cleaned)


def _from_here(file: str) -> str:
    """The path as a forge knows it: with slashes, from the current directory where it lies below."""
    whole, here = Path(file).resolve(), Path.cwd().resolve()
    return (whole.relative_to(here) if whole.is_relative_to(here) else Path(file)).as_posix()


def _harmless(line: str) -> str:
    """A line for a terminal or a log. A file may be named so that a forge would take its line as a command."""
    cleaned = printable(line, LONGEST_LINE)
    return f"./{cleaned}" if cleaned.lstrip().startswith("::") else cleaned


def _summary(found: Linted) -> str:
    looked = _count(found.rules, "rule file") + (f", {_count(found.lexicons, 'word list')}" if found.lexicons else "")
    files = len({flaw.file for flaw in found.wrong})
    return f"{looked}: " + (
        f"{_count(len(found.wrong), 'problem')} in {_count(files, 'file')}" if files else "nothing wrong"
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _told(result: ExampleResult) -> str:
    head = _harmless(f"{result.file}:{result.line}: {result.rule}: example “{result.name}”")
    return "\n".join([head, *(f"  {line}" for line in _outcome(result))])


def _outcome(result: ExampleResult) -> list[str]:
    """Expected, got and why, and the facts that were given."""
    finding = result.finding
    lines = [f"expected  {result.expected.value}", f"got       {finding.verdict.value}: {finding.message}"]
    telling = [s for s in finding.subjects if s.verdict is not result.expected] or list(finding.subjects)
    lines += [_subject(subject) for subject in telling[:SUBJECTS_SHOWN]]
    if len(telling) > SUBJECTS_SHOWN:
        lines.append(f"  and {len(telling) - SUBJECTS_SHOWN} more")
    lines.append("facts     " + ("" if result.facts else "none: all are unknown"))
    lines += [f"  {name}: {json.dumps(in_shorthand(fact), ensure_ascii=False)}" for name, fact in result.facts.items()]
    return [printable(line, LONGEST_LINE) for line in lines]


def _subject(subject: SubjectResult) -> str:
    because = f": {subject.reason}" if subject.reason else ""
    return f"  {subject.verdict.value}  {subject.label}{because}"
