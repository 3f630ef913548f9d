"""How the tool speaks: in colour or not, in text or in JSON lines.

Colour is decided by the first that says something: `--color`, CASETRUST_COLOR, NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE,
the file's `color`, and last whether the stream is a terminal that is not dumb. So NO_COLOR, which a user sets for all
tools, goes before the file of a project, and a word said to this very tool goes before both.

NOTE: errors are told where no context of a command is left, and before its options were read. So what was heard is kept
here for the length of a run; `begin` forgets it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

COLOURS = ("auto", "always", "never")
LOG_FORMATS = ("text", "json")
CHOICES: Mapping[str, tuple[str, ...]] = {"color": COLOURS, "log_format": LOG_FORMATS}
"""What can be said of each, the default first."""
RANKS = ("DEFAULT", "DEFAULT_MAP", "ENVIRONMENT", "COMMANDLINE")
"""Where a word can come from, as Click names it; DEFAULT_MAP is the configuration file."""
FILE_WIDTH = 100
"""Columns of talk that goes to a file or a log."""
UNFOLDED = 10_000

_heard: dict[str, tuple[str, int]] = {}


def begin() -> None:
    """A run begins: nothing was said yet."""
    _heard.clear()


def hear(name: str, value: str, origin: str) -> None:
    """`name` (a key of CHOICES) was said to be `value`; a word of lesser origin does not undo one of greater."""
    rank = RANKS.index(origin) if origin in RANKS else 0
    if rank >= _heard.get(name, ("", 0))[1]:
        _heard[name] = value, rank


def overhear(words: Sequence[str]) -> None:
    """Take from the words of a command line what they say of this, so that errors in reading them are told so."""
    for place, word in enumerate(words):
        if word == "--":
            return
        option, equals, value = word.partition("=")
        name = option.removeprefix("--").replace("-", "_")
        if not equals:
            value = words[place + 1] if place + 1 < len(words) else ""
        if option.startswith("--") and value in CHOICES.get(name, ()):
            hear(name, value, "COMMANDLINE")


def in_json() -> bool:
    """Whether what is told is told as JSON lines."""
    told = _heard.get("log_format") or (os.environ.get("CASETRUST_LOG_FORMAT", ""), 0)
    return told[0] == "json"


def coloured(stream: IO[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether text written to `stream` is in colour."""
    choice, rank = _heard.get("color") or (environ.get("CASETRUST_COLOR", ""), RANKS.index("ENVIRONMENT"))
    if choice in ("always", "never") and rank >= RANKS.index("ENVIRONMENT"):
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if choice in ("always", "never") and rank == RANKS.index("DEFAULT_MAP"):
        return choice == "always"
    return live(stream, environ)


def live(stream: IO[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether `stream` is a terminal on which a line can be written anew."""
    return stream.isatty() and environ.get("TERM") != "dumb"


def talk_console() -> Console:
    """For talk, on stderr."""
    return console(sys.stderr, FILE_WIDTH)


def result_console() -> Console:
    """For results, on stdout: as wide as the terminal, and without folding where it is none."""
    return console(sys.stdout, UNFOLDED)


def console(stream: IO[str], otherwise: int) -> Console:
    """A console that writes to `stream`, `otherwise` so many columns wide where that is no terminal.

    Where no colour is asked for it writes no escape sequence at all, not for bold either."""
    from rich.console import Console

    colour = coloured(stream)
    given = os.environ.get("COLUMNS", "")
    width = None if stream.isatty() or given.isdigit() else otherwise
    return Console(
        file=stream, highlight=False, emoji=False, markup=False, width=width, force_terminal=stream.isatty() or colour,
        no_color=not colour, color_system=_colours() if colour else None, legacy_windows=False if colour else None,
    )  # fmt: skip


def _colours() -> Literal["standard", "256", "truecolor"]:
    """How many colours: as many as the terminal says, the sixteen everybody has where it says nothing."""
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if os.environ.get("TERM", "").endswith("256color") else "standard"
