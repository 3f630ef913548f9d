"""`diff`: two audits side by side, for a terminal, as Markdown or as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casetrust_audit.cli import voice
from casetrust_audit.errors import UsageError
from casetrust_audit.overlay.audit_file import read_audit
from casetrust_audit.overlay.diff import differences
from casetrust_audit.report.comparison_view import (
    ComparisonView,
    GroupView,
    comparison_html,
    comparison_markdown,
    comparison_view,
)
from casetrust_audit.report.language import ENGLISH, Language

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("text", "md", "html")
_SIGNS = {"worse": ("✕", "bold red"), "better": ("✓", "bold green"), "unseen": ("○", "yellow"), "seen": ("+", "cyan")}


def show_diff(old: Path, new: Path, form: str, output: Path | None, language: Language = ENGLISH) -> bool:
    """Write the comparison to a file, or to stdout; tells whether something got worse. Raises UsageError."""
    if form not in FORMATS:
        raise UsageError(f"--format: unknown format {form!r}", f"Known formats: {', '.join(FORMATS)}.")
    told = differences(read_audit(old).result, read_audit(new).result)
    if form == "text":
        _to(output, _text(comparison_view(told)) if output else "")
        if output is None:
            _print(voice.result_console(), comparison_view(told))
    else:
        text = (comparison_html if form == "html" else comparison_markdown)(told, language)
        _to(output, text)
        if output is None:
            sys.stdout.write(text)
    return bool(told.worse)


def _to(output: Path | None, text: str) -> None:
    if output is None:
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror or error})", "Name another --output.") from None


def _text(view: ComparisonView) -> str:
    """The same as plain lines."""
    from io import StringIO

    from rich.console import Console

    written = StringIO()
    _print(Console(file=written, highlight=False, width=10_000, no_color=True, force_terminal=False), view)
    return written.getvalue()


def _print(console: Console, view: ComparisonView) -> None:
    from rich.text import Text

    console.print(Text.assemble((view.site, "bold"), f"  {view.summary}"))
    for side in view.sides:
        verdict = f"{side.verdict.text}, score {side.score}, coverage {side.coverage}"
        console.print(Text.assemble((f"{side.when:5}", "dim"), side.date))
        _indented(console, Text(verdict), 5)
        _indented(console, Text(side.made, style="dim"), 5)
    for text in view.explanations:
        console.print(Text.assemble(("note ", "dim"), text))
    for group in view.groups:
        _print_group(console, group)
    if view.prices or view.unfollowed:
        console.print()
        console.print(Text(f"Prices ({len(view.prices)})", style="bold"))
    for price in view.prices:
        moved = Text.assemble(
            f"{price.what}: {price.before} → {price.after}, ", (price.turn, "red" if price.worse else "")
        )
        _indented(console, Text.assemble((price.item, "cyan"), "  ", moved), 2)
    for text in view.unfollowed:
        _indented(console, Text(text, style="dim"), 2)


def _print_group(console: Console, group: GroupView) -> None:
    from rich.text import Text

    if not group.changes:
        return
    sign, style = _SIGNS[group.key]
    console.print()
    console.print(Text(f"{group.title} ({len(group.changes)})", style="bold"))
    for change in group.changes:
        before = change.before.text if change.before else "no such rule"
        after = change.after.text if change.after else "no such rule"
        head = Text.assemble(
            (f"{sign} ", style), (change.id, "cyan"), f"  {change.severity.lower()}, {before.lower()} → {after.lower()}"
        )
        _indented(console, head, 2)
        for label in change.subjects:
            _indented(console, Text(label), 6)
        if change.more_subjects:
            _indented(console, Text(f"… and {change.more_subjects} more"), 6)
        if change.message:
            _indented(console, Text(change.message, style="dim"), 6)


def _indented(console: Console, text: object, by: int) -> None:
    from rich.padding import Padding

    console.print(Padding(text, (0, 0, 0, by), expand=False))  # type: ignore[arg-type]
