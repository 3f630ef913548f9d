"""Options that every command has, after its own name or before it: `--color` and `--log-format`.

The command classes add them, so that no command has to name them, and tell that a command began.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from textwrap import shorten
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from casetrust_audit.cli import voice
from casetrust_audit.cli.completing import one_of
from casetrust_audit.cli.events import tell
from casetrust_audit.errors import UsageError

HELP_WIDTH = 100
"""Columns of --help at most."""
LONGEST_HINT = 60


def _hear(context: typer.Context, param: typer.CallbackParam, value: str) -> str:
    """Callback of both options. Raises UsageError on a word that is none of theirs."""
    if context.resilient_parsing:
        return value
    name, known = str(param.name), voice.CHOICES[str(param.name)]
    if value not in known:
        option = "--" + name.replace("_", "-")
        raise UsageError(f"{option}: unknown word {value[:40]!r}", f"Choose {', '.join(known[:-1])} or {known[-1]}.")
    origin = context.get_parameter_source(name)
    voice.hear(name, value, origin.name if origin is not None else voice.RANKS[0])
    return value


Color = Annotated[
    str,
    typer.Option(
        "--color", envvar="CASETRUST_COLOR", metavar="WHEN", is_eager=True, expose_value=False, callback=_hear,
        autocompletion=one_of(voice.COLOURS),
        help="Colour: auto, always or never. NO_COLOR and FORCE_COLOR in the environment are heeded where it is auto.",
    ),
]  # fmt: skip
LogFormat = Annotated[
    str,
    typer.Option(
        "--log-format", envvar="CASETRUST_LOG_FORMAT", metavar="FORM", is_eager=True, expose_value=False,
        callback=_hear, autocompletion=one_of(voice.LOG_FORMATS),
        help="What is told on stderr: text for people, or json, one object a line.",
    ),
]  # fmt: skip


def _spoken(color: Color = voice.COLOURS[0], log_format: LogFormat = voice.LOG_FORMATS[0]) -> None:
    """Never run: holds the two options."""


@cache
def shared() -> tuple[Any, ...]:
    """The two options as Click has them."""
    holder = typer.Typer(add_completion=False)
    holder.command(cls=TyperCommand)(_spoken)
    return tuple(typer.main.get_command(holder).params)


class _Spoken:
    """What commands and groups of them have in common: they can be told how to speak."""

    def __init__(self, *args: Any, params: list[Any] | None = None, **more: Any) -> None:
        super().__init__(*args, params=[*(params or ()), *shared()], **more)  # type: ignore[call-arg]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; what they say of the way to speak goes first, for it is how errors in them are told."""
        _overheard(ctx, args)
        read: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        return read

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002
        """Its first sentence, whole: a list of commands folds what is long, and cuts nothing."""
        return _first_sentence(self.help)  # type: ignore[attr-defined]

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Commands and options, each with a line on it."""
        return _in_a_line(super().shell_complete(ctx, incomplete))  # type: ignore[misc]


class Command(_Spoken, TyperCommand):
    """A command that can be told how to speak."""

    def invoke(self, ctx: Any) -> Any:
        """Run it, and say so."""
        if voice.in_json() and not ctx.params.get("quiet"):
            _tell_started(ctx)
        return super().invoke(ctx)


class Group(_Spoken, TyperGroup):
    """A group of commands that can be told how to speak before the command is named."""


def _first_sentence(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words.partition(". ")[0].removesuffix(".")


def _in_a_line(items: list[Any]) -> list[Any]:
    """Completions with what fits on a line: Typer folds longer words, and fish takes each line as one more."""
    for item in items:
        if item.help:
            item.help = shorten(_first_sentence(item.help), LONGEST_HINT, placeholder=" …")
    return items


def _overheard(context: Any, words: list[str]) -> None:
    if not context.resilient_parsing:
        voice.overhear(words)


def _tell_started(context: Any) -> None:
    from importlib.metadata import version

    of_what = {name: str(context.params[name]) for name in ("url", "bundle", "source") if context.params.get(name)}
    words, at = [context.info_name], context.parent
    while at is not None and at.parent is not None:
        words, at = [at.info_name, *words], at.parent
    tell("started", command=" ".join(words), version=version("casetrust-audit"), **of_what)


class Speaking(typer.Typer):
    """A Typer whose commands and groups are those above, and whose help is plain text."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            cls=Group, rich_markup_mode=None, no_args_is_help=True, pretty_exceptions_enable=False,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": HELP_WIDTH}, **more,
        )  # fmt: skip

    def command(self, name: str | None = None, **more: Any) -> Callable[[Any], Any]:
        """As Typer's, with our class."""
        return super().command(name, cls=Command, **more)
