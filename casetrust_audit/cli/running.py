"""A command run to its exit code: every expected error becomes one clear message, in text or as an event."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

import typer

from casetrust_audit.cli import voice
from casetrust_audit.cli.console import say_error
from casetrust_audit.cli.events import Stopwatch, tell
from casetrust_audit.collect.trouble import in_words
from casetrust_audit.errors import AuditError, NothingAudited

INTERRUPTED = 130
WRONG_USAGE, BROKEN = 2, 4
NO_WORDS = "NoArgsIsHelpError"
"""Click's, where a group is given nothing: its message is the whole help."""

# Typer carries its own copy of Click from 0.2x on and used Click itself before: its base of usage errors is found by
# name, so that either works.
_WRONG_USAGE: type[Exception] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


def run(command: Callable[[], Any]) -> int:
    """Exit code of a command; no traceback for what the tool foresees."""
    voice.begin()
    seconds = Stopwatch()
    code = _code_of(command)
    if not sys.stderr.closed:
        tell("finished", code=code, seconds=seconds())
    return code


def _code_of(command: Callable[[], Any]) -> int:
    try:
        result = command()
        if result == INTERRUPTED:  # newer Typer turns the interrupt into this result
            raise KeyboardInterrupt
    except typer.Exit as stop:
        return int(stop.exit_code)
    except _WRONG_USAGE as wrong:
        if type(wrong).__name__ == NO_WORDS and not voice.in_json():
            wrong.show()  # type: ignore[attr-defined]
            return WRONG_USAGE
        say_error(*_usage(wrong), WRONG_USAGE)
        return WRONG_USAGE
    except (typer.Abort, KeyboardInterrupt):
        say_error("interrupted", "What was collected so far is kept, marked as partial.", INTERRUPTED)
        return INTERRUPTED
    except NothingAudited as error:
        say_error(f"nothing audited: {error}", error.advice, error.exit_code)
        return error.exit_code
    except AuditError as error:
        say_error(str(error), error.advice, error.exit_code)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # the last door: a fault of ours must not end with the 1 of a gate that is not met
        browser = type(error).__module__.startswith("playwright")
        told = f"the tool failed ({type(error).__name__}: {in_words(error) if browser else str(error)[:200]})"
        say_error(told, "Please report this, with what stands above.", BROKEN, traceback.format_exc())
        return BROKEN
    return result if isinstance(result, int) else 0


def _usage(wrong: Any) -> tuple[str, str]:
    """What is wrong with the words given, and where to look."""
    context = getattr(wrong, "ctx", None)
    no_words = type(wrong).__name__ == NO_WORDS
    message = "no command was named" if no_words else " ".join(str(wrong.format_message()).split())
    if context is None:
        return message, ""
    usage = " ".join(str(context.get_usage()).split())
    return message, f"{usage}\nSee `{context.command_path} --help`."
