"""The manual page, `casetrust-audit.1`, made from the commands themselves: roff for man, groff and mandoc."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import typer

from casetrust_audit.cli.events import EVENTS

DATE = "2026-11-26"
"""Of the last change of the texts below."""
EXITS = (
    ("0", "The gate is met, or none was asked for."),
    ("1", "The gate is not met."),
    ("2", "Wrong usage, configuration or rule file; never after the browser started."),
    ("3", "Nothing trustworthy was audited: blocked, not a shop, too little seen."),
    ("4", "The tool or the browser failed."),
    ("5", "The evidence does not verify."),
    ("130", "Interrupted; the evidence is closed properly and marked as partial."),
)
ENVIRONMENT = (
    (
        "NO_COLOR",
        "Set and not empty: no colour. The options above and CASETRUST_COLOR go before it, the file does not.",
    ),
    ("FORCE_COLOR, CLICOLOR_FORCE", "Set and neither empty nor 0: colour also where there is no terminal."),
    ("TERM", "dumb: neither colour nor a line that is written anew."),
    ("COLUMNS", "Width of what is printed."),
)
FILES = (
    (
        "casetrust.yaml",
        "Configuration of the current directory; `casetrust-audit config schema` prints what it may hold.",
    ),
    ("pyproject.toml", "The same, in its table [tool.casetrust-audit]."),
    ("waivers.yaml", "What may pass the gate for a while, where --waivers names it."),
    ("attestations.yaml", "Answers to what no tool can see, where --attestations names it."),
    ("audit-SHOP-TIME/bundle/", "The evidence of an audit: captures with their SHA-256, and a chain of them."),
    ("audit-SHOP-TIME/report.html, report.md, audit.json", "Its reports; audit.json holds all of it."),
)
EXAMPLES = (
    ("Audit the demo shop that comes with the tool:", "casetrust-audit demo"),
    ("Audit a shop:", "casetrust-audit audit https://shop.example.sg --output audit-shop"),
    ("Judge its evidence again, offline, with the answers of the merchant:",
     "casetrust-audit check audit-shop --attestations attestations.yaml --output final"),
    ("In a pipeline, with the results as files and what happens as JSON lines:",
     "casetrust-audit audit https://staging.example.sg --own-site --gate major \\\n"
     "    --format sarif=casetrust.sarif --format junit=junit.xml --log-format json"),
    ("What changed since the last release:", "casetrust-audit diff audit-old audit-new"),
    ("Completion of commands, options and values in the shell in use:", "casetrust-audit --install-completion"),
)  # fmt: skip
SHARED = ("color", "log_format", "help")
_HERE = ("install_completion", "show_completion")


def page(root: Any) -> str:
    """The manual page of a tree of commands."""
    name = "casetrust-audit"
    lines = [
        '.\\" Made by `casetrust-audit man`; do not edit.',
        f'.TH {_plain(name.upper())} 1 {DATE} "casetrust\\-audit {_plain(version(name))}" "User Commands"',
        ".SH NAME",
        f"{_plain(name)} \\- audit how ready an online shop is for CaseTrust",
        ".SH SYNOPSIS",
        f".B {_plain(name)}",
        f"[{_plain('--color')} {_emphasised('WHEN')}] [{_plain('--log-format')} {_emphasised('FORM')}]",
        f"{_emphasised('COMMAND')} [{_emphasised('ARGUMENT')} ...]",
        ".SH DESCRIPTION",
        *_paragraphs(str(root.help).partition("\n\nExit codes")[0]),
        ".PP",
        *_paragraphs(
            "Results go to standard output, everything else to standard error. What the command line says goes before "
            "the environment, that before the configuration file, and that before the default."
        ),
        ".SH OPTIONS",
        "Every command takes these, before or after its name.",
        *(line for param in _options(root, only=SHARED) for line in param),
        *(line for param in _options(root, only=_HERE) for line in param),
        ".SH COMMANDS",
        *_commands(root, _context(root, name, None)),
        ".SH EXIT STATUS",
        *_terms(EXITS),
        ".PP",
        *_paragraphs("Where several hold, 5 goes before 4, 1 and 3."),
        ".SH ENVIRONMENT",
        *_terms(sorted(_variables(root).items())),
        *_terms(ENVIRONMENT),
        ".SH FILES",
        *_terms(FILES),
        ".SH EVENTS",
        "With",
        f".B {_plain('--log-format json')}",
        "standard error holds one JSON object a line, with the time (UTC), the level (info, warning or error), the",
        "event, and its fields:",
        *_terms(EVENTS.items()),
        ".SH EXAMPLES",
        *_examples(),
        ".SH NOTES",
        *_paragraphs(
            "The tool places no order, pays nothing, sends no message and guesses no login. A report tells how ready a "
            "shop looks from outside; only CASE (the Consumers Association of Singapore) can accredit a business."
        ),
    ]
    return "\n".join(lines) + "\n"


def _context(command: Any, name: str, parent: Any) -> Any:
    return typer.Context(command, info_name=name, parent=parent, **command.context_settings)


def _commands(group: Any, context: Any) -> Iterator[str]:
    """Every command that is not hidden, those of groups in their place."""
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        here = _context(command, name, context)
        if hasattr(command, "commands"):
            yield from _commands(command, here)
            continue
        words = here.command_path.partition(" ")[2]
        usage = " ".join(part for piece in command.collect_usage_pieces(here) for part in piece.split())
        yield f".SS {_plain(words)}"
        yield f".B {_plain(words)}"
        yield _plain(usage)
        yield ".PP"
        yield from _text(command.help or "")
        for param in _options(command, here, without=SHARED):
            yield from param


def _options(
    command: Any, context: Any = None, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> Iterator[list[str]]:
    """Arguments and options with what --help says of them."""
    context = context or _context(command, "casetrust-audit", None)
    for param in command.get_params(context):
        if param.name in without or (only and param.name not in only):
            continue
        record = param.get_help_record(context)
        if record:
            yield [".TP", f".B {_plain(record[0])}", *_text(record[1])]


def _variables(command: Any) -> dict[str, str]:
    """Environment variables, each with the options it stands for."""
    found: dict[str, str] = {}
    for param in command.params:
        name = param.envvar
        if isinstance(name, str):
            found[name] = f"In place of {max(param.opts, key=len)}."
    for inner in getattr(command, "commands", {}).values():
        found |= _variables(inner)
    return found


def _examples() -> Iterator[str]:
    for number, (what, command) in enumerate(EXAMPLES):
        if number:
            yield ".PP"
        yield _plain(what)
        yield ".PP"
        yield ".RS 4"
        yield ".nf"
        yield from (_plain(line) for line in command.split("\n"))
        yield ".fi"
        yield ".RE"


def _terms(pairs: Any) -> Iterator[str]:
    for term, meaning in pairs:
        yield ".TP"
        yield f".B {_plain(term)}"
        yield from _text(meaning)


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs, the first of which goes on from what stands before."""
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ".PP"
        yield from _text(paragraph)


def _text(text: str) -> Iterator[str]:
    """Running text, a line for each sentence: so roff sets the space between them, and a change is a small one."""
    words = " ".join(text.split())
    for sentence in words.replace(". ", ".\n").split("\n"):
        if sentence:
            yield _plain(sentence)


def _emphasised(word: str) -> str:
    return f"\\fI{_plain(word)}\\fR"


def _plain(text: str) -> str:
    """`text` as roff that shows it and does nothing, in ASCII."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    escaped = escaped.replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    escaped = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in escaped)
    return f"\\&{escaped}" if escaped.startswith(".") else escaped
