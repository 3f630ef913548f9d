"""What a person sees in the terminal: progress on stderr, a scorecard at the end; shop text without control codes."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from casetrust_audit.collect.progress import Progress, Update, silent
from casetrust_audit.model.result import AuditResult, Finding, Readiness, Severity, Verdict
from casetrust_audit.report.overlay_view import STATES, badge_text

if TYPE_CHECKING:
    from rich.console import Console

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
QUIET_LINE_SECONDS = 5.0
PHASES = {"browser": "Browser", "probes": "Looking without a browser", "crawl": "Reading the shop",
          "second-look": "Second look, on a phone",
          "journey": "Shopping", "done": "Evidence written"}  # fmt: skip
COLOURS = {Readiness.NOT_READY: "bold red", Readiness.INCOMPLETE: "bold yellow",
           Readiness.READY_WITH_ACTIONS: "bold cyan", Readiness.READY_FOR_SUBMISSION: "bold green"}  # fmt: skip


def printable(text: str, limit: int = 400) -> str:
    """Shop text fit for a terminal: no control codes, no direction overrides, bounded."""
    cleaned = _CONTROL.sub("", text.replace("\n", " ").replace("\t", " "))
    return cleaned if len(cleaned) <= limit else cleaned[: limit - 1] + "…"


def stderr_console() -> Console:
    """Console for talk; honours NO_COLOR and FORCE_COLOR."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=False, no_color=True if os.environ.get("NO_COLOR") else None)


def say_error(message: str, advice: str = "") -> None:
    """One clear message on stderr: what failed, and what to do."""
    from rich.text import Text

    console = stderr_console()
    line = Text()
    line.append("error: ", style="bold red")
    lines = message.split("\n")
    line.append("\n".join(printable(part, 1000) for part in lines))
    console.print(line)
    if advice:
        console.print(Text(advice))


class Talk:
    """How much is said."""

    def __init__(self, quiet: bool, verbose: int) -> None:
        self.quiet, self.verbose = quiet, verbose

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A live line where stderr is a terminal, plain lines now and then where it is not."""
        if self.quiet:
            yield silent
        elif sys.stderr.isatty() and not self.verbose:
            with _live() as progress:
                yield progress
        else:
            yield _plain(self.verbose)

    def scorecard(self, result: AuditResult, paths: tuple[Path, ...]) -> None:
        """Verdict, figures, what is open, and where the reports are."""
        if not self.quiet:
            print_scorecard(stderr_console(), result, paths)

    def overlays(self, result: AuditResult) -> None:
        """What became of waivers and baseline."""
        if not self.quiet:
            print_overlays(stderr_console(), result)

    def say(self, text: str) -> None:
        if not self.quiet:
            from rich.text import Text

            stderr_console().print(Text(text))


@contextmanager
def _live() -> Iterator[Progress]:
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", table_column=Column(ratio=1, no_wrap=True)),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=stderr_console(), transient=True, expand=True) as bar:
        task = bar.add_task("Starting", total=None)

        def show(update: Update) -> None:
            from rich.markup import escape

            head = PHASES.get(update.phase, update.phase)
            count = f" ({update.pages})" if update.pages else ""
            bar.update(task, description=escape(f"{head}{count}: {printable(update.detail, 160)}"))

        yield show


def _plain(verbose: int) -> Progress:
    phase, last = "", -1e9
    began = time.monotonic()

    def show(update: Update) -> None:
        nonlocal phase, last
        now = time.monotonic()
        if update.phase != phase or now - last >= QUIET_LINE_SECONDS or verbose:
            phase, last = update.phase, now
            head = PHASES.get(update.phase, update.phase)
            count = f" ({update.pages})" if update.pages else ""
            sys.stderr.write(f"{now - began:6.1f} s  {head}{count}: {printable(update.detail, 160)}\n")
            sys.stderr.flush()

    return show


def print_scorecard(console: Console, result: AuditResult, paths: tuple[Path, ...]) -> None:
    """The end of a run, at any width."""
    from rich.text import Text

    score, coverage = result.score, result.coverage
    console.print()
    console.print(
        Text.assemble(
            (f" {result.readiness.value} ", f"{COLOURS[result.readiness]} reverse"),
            "  ",
            (printable(result.run.target), "bold"),
        )
    )
    console.print(Text(printable(result.readiness_reason)))
    console.print()
    interval = f"{score.low} to {score.high}" if score.low is not None else "none: nothing was decided"
    cap = f", capped at {score.cap} ({score.cap_reason})" if score.cap < 100 and score.cap_reason else ""
    console.print(Text.assemble(("Score     ", "dim"), interval, cap, " (provisional)" if score.provisional else ""))
    percent = (
        f"{coverage.percent} % of the applicable weight decided" if coverage.percent is not None else "nothing decided"
    )
    console.print(
        Text.assemble(
            ("Coverage  ", "dim"), percent, f"; blockers {coverage.blockers_decided} of {coverage.blockers_applicable}"
        )
    )
    counts = ", ".join(f"{coverage.counts.get(v.value, 0)} {v.value}" for v in Verdict if coverage.counts.get(v.value))
    console.print(Text.assemble(("Findings  ", "dim"), counts))
    _open(
        console,
        "Blockers failed",
        [f for f in result.findings if f.verdict is Verdict.FAIL and f.severity is Severity.BLOCKER],
    )
    _open(
        console,
        "Majors failed",
        [f for f in result.findings if f.verdict is Verdict.FAIL and f.severity is Severity.MAJOR],
    )
    _open(
        console,
        "Minors failed",
        [f for f in result.findings if f.verdict is Verdict.FAIL and f.severity is Severity.MINOR],
    )
    undecided = [
        f
        for f in result.findings
        if f.verdict in (Verdict.NEEDS_REVIEW, Verdict.ERROR) and f.severity in (Severity.BLOCKER, Severity.MAJOR)
    ]
    _open(console, "Needs a person's look", undecided)
    print_overlays(console, result)
    for trail in result.trails:
        console.print()
        console.print(Text.assemble(("Price  ", "dim"), printable(trail.sentence)))
    if paths:
        console.print()
        for path in paths:
            console.print(Text(str(path)), soft_wrap=True)
    console.print()
    console.print(Text("A readiness assessment from public information. Only CASE can accredit a shop.", style="dim"))


def print_overlays(console: Console, result: AuditResult) -> None:
    """What became of the waivers, with those to look at, and of the baseline."""
    from rich.padding import Padding
    from rich.text import Text

    waivers, baseline = result.waivers, result.baseline
    if waivers is not None:
        counts = ", ".join(f"{len(waivers.of(s))} {word.text.lower()}" for s, word in STATES.items() if waivers.of(s))
        console.print()
        console.print(Text.assemble(("Waivers   ", "dim"), f"{counts or 'none'}, as of {printable(waivers.day, 20)}"))
        for entry in waivers.warned:
            rule = f"{printable(entry.waiver.rule, 80)}: " if entry.waiver else ""
            text = Text.assemble((printable(entry.place, 160), "yellow"), f"  {rule}{printable(entry.note, 300)}")
            console.print(Padding(text, (0, 0, 0, 2)))
    if baseline is not None:
        console.print()
        said = (
            f"{baseline.new} new or worse, {baseline.unchanged} as then, {len(baseline.fixed)} fixed, "
            f"{len(baseline.untestable)} no longer testable since {printable(baseline.started[:10], 20)}"
        )
        console.print(Text.assemble(("Baseline  ", "dim"), said))


def _open(console: Console, title: str, findings: list[Finding]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    if not findings:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for finding in findings[:12]:
        badges = printable(badge_text(finding))
        text = Text.assemble((finding.rule, "cyan"), (badges, "yellow"), "  ", printable(finding.message, 300))
        console.print(Padding(text, (0, 0, 0, 2)))
    if len(findings) > 12:
        console.print(Padding(Text(f"… and {len(findings) - 12} more, see the report"), (0, 0, 0, 2)))
