"""What is told on stderr beside the results: messages, errors, and the scorecard at the end."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from casetrust_audit.cli import voice
from casetrust_audit.cli.events import tell
from casetrust_audit.cli.printable import printable
from casetrust_audit.errors import UsageError

if TYPE_CHECKING:
    from casetrust_audit.collect.progress import Progress
    from casetrust_audit.model.result import AuditResult
    from casetrust_audit.overlay.gate import Outcome

LONGEST_LINE = 1000


def say(text: str) -> None:
    """One message."""
    if voice.in_json():
        tell("note", text=text.strip())
        return
    from rich.text import Text

    voice.talk_console().print(Text("\n".join(printable(part, 2 * LONGEST_LINE) for part in text.split("\n"))))


def say_error(message: str, advice: str = "", code: int = 0, traceback: str = "") -> None:
    """One clear message: what failed, and what to do."""
    if voice.in_json():
        more = {"traceback": traceback} if traceback else {}
        tell("error", message=message, advice=advice, code=code, **more)
        return
    from rich.text import Text

    console = voice.talk_console()
    if traceback:
        console.print(Text(traceback.rstrip(), style="dim"), soft_wrap=True)
    line = Text()
    line.append("error: ", style="bold red")
    line.append("\n".join(printable(part, LONGEST_LINE) for part in message.split("\n")))
    whole = not sys.stderr.isatty()  # a log is searched by line, and folds long ones itself
    console.print(line, soft_wrap=whole)
    if advice:
        console.print(Text(advice), soft_wrap=whole)


def need_text(what: str) -> None:
    """Raises UsageError where a person is to be asked and talk goes out as JSON lines."""
    if voice.in_json():
        raise UsageError(f"{what} at the terminal, which needs text", "Leave out --log-format json.")


class Talk:
    """How much is said."""

    def __init__(self, quiet: bool, verbose: int) -> None:
        self.quiet, self.verbose = quiet, verbose

    def progress(self) -> AbstractContextManager[Progress]:
        """How far a collection is, while it lasts."""
        from casetrust_audit.cli.progress import watched

        return watched(self.quiet, self.verbose)

    def at_work(self) -> AbstractContextManager[None]:
        """While evidence is judged and reports are written."""
        from casetrust_audit.cli.progress import at_work

        return at_work(self.quiet)

    def scorecard(self, result: AuditResult, paths: tuple[Path, ...]) -> None:
        """Verdict, figures, what is open, and where the reports are."""
        if self.quiet:
            return
        from casetrust_audit.cli import scorecard

        if voice.in_json():
            tell("summary", **scorecard.as_fields(result, paths))
        else:
            scorecard.print_scorecard(voice.talk_console(), result, paths)

    def overlays(self, result: AuditResult) -> None:
        """What became of waivers and baseline."""
        if self.quiet:
            return
        from casetrust_audit.cli import scorecard

        if voice.in_json():
            tell("summary", **scorecard.as_fields(result, ()))
        else:
            scorecard.print_overlays(voice.talk_console(), result)

    def gate(self, outcome: Outcome, code: int) -> bool:
        """What the gate says, where events were asked for, and whether they were; the command ends with `code`."""
        if voice.in_json() and (code or not self.quiet):
            tell("gate", answer=outcome.code, code=code, reasons=outcome.reasons, notes=outcome.notes)
        return voice.in_json()

    def say(self, text: str) -> None:
        if not self.quiet:
            say(text)
