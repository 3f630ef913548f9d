"""The end of a run: what the first page of the reports says, at any width, and the same as plain fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casetrust_audit.cli.printable import printable
from casetrust_audit.model.result import UNDECIDED, AuditResult, Finding, Readiness, Severity, Verdict
from casetrust_audit.report.overlay_view import STATES
from casetrust_audit.report.view import FindingView, View, build

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

COLOURS = {Readiness.NOT_READY: "red", Readiness.INCOMPLETE: "yellow",
           Readiness.READY_WITH_ACTIONS: "cyan", Readiness.READY_FOR_SUBMISSION: "green"}  # fmt: skip
MARKS = {"fail": "red", "needs-review": "yellow", "error": "red", "pass": "green"}
LABEL = 11
"""Columns of the names at the left."""
SHOWN = 12
"""Findings of one kind; the reports have all."""
BAR = 40
"""Cells of the interval's picture."""
LONGEST = 900
ACCREDITS = "A readiness assessment from public information. Only CASE can accredit a shop."


def print_scorecard(console: Console, result: AuditResult, paths: tuple[Path, ...]) -> None:
    """The first page of the reports, and where they are."""
    from rich.text import Text

    view = build(result, lambda _: None)
    _head(console, result, view)
    console.print()
    console.print(_figures(result, view, console.width - LABEL))
    _todo(console, "Blockers failed", view.blockers, "red", actions=True)
    _prices(console, view)
    _todo(console, "Majors failed", view.majors, "red", actions=False)
    _in_short(console, view)
    _todo(console, "Needs a person's look", _to_look_at(result, view), "yellow", actions=False)
    print_overlays(console, result)
    if paths:
        console.print()
        console.print(Text("Written", style="bold"))
        for path in paths:
            console.print(Text(f"  {path}"), soft_wrap=True)
    console.print()
    console.print(Text(ACCREDITS, style="dim"))


def _head(console: Console, result: AuditResult, view: View) -> None:
    from rich.text import Text

    colour = COLOURS[result.readiness]
    console.print()
    console.print(
        Text.assemble(
            (f" {view.verdict.sign} {view.verdict.text.upper()} ", f"bold reverse {colour}"),
            "  ",
            (printable(view.shop.text), "bold"),
        )
    )
    console.print(Text(printable(view.reason, 2 * LONGEST)))
    if view.partly:
        share, part = view.figures.coverage, view.partly
        console.print(Text(f"Seen only in part: {share} decided, {part.open} of {part.applicable} requirements open."))
        for one in part.hindrances:
            for what in one.whats:
                console.print(Text(f"  - {printable(what, LONGEST)}"))
            if one.helps:
                console.print(Text(f"    {one.helps}", style="dim"))


def _figures(result: AuditResult, view: View, width: int) -> Table:
    from rich.text import Text

    figures, score = view.figures, result.score
    rows: list[tuple[str, RenderableType]] = []
    if score.low is None or score.high is None:
        rows.append(("Score", figures.score_note or "none"))
    else:
        note = f" ({printable(figures.score_note)})" if figures.score_note else ""
        shown = f", shown as {figures.shown}" if score.shown is not None else ""
        rows.append(("Score", Text.assemble((figures.interval, "bold"), f" of 100{shown}{note}")))
        rows.append(("", _bar(score.low, score.high, COLOURS[result.readiness])))
    rows.append(("Coverage", Text.assemble((figures.coverage, "bold"), " of the weight that applies was decided")))
    rows.append(("Blockers", f"{figures.blockers} decided, {len(view.blockers)} failed"))
    rows.append(("Findings", _counts(view, width)))
    rows.append(("Judged", "; ".join(f"{share} {words}" for _, share, words in figures.modes)))
    return _labelled(rows)


def _labelled(rows: Sequence[tuple[str, RenderableType]]) -> Table:
    """Names at the left, and lines that fold below themselves."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 0, 0, 0))
    table.add_column(width=LABEL, no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(Text(name, style="dim"), value)
    return table


def _bar(low: Decimal, high: Decimal, colour: str) -> RenderableType:
    """Where the score lies between 0 and 100: what is surely reached, what may be, and the rest."""
    from rich.text import Text

    sure, may = (round(float(end) * BAR / 100) for end in (low, high))
    may = max(may, sure)
    return Text.assemble(
        ("█" * sure, colour), ("▒" * (may - sure), colour), ("·" * (BAR - may), "dim"), no_wrap=True
    )  # fmt: skip


def _counts(view: View, width: int) -> RenderableType:
    """How many of each verdict; a count and its word stay on one line."""
    from rich.text import Text

    lines = [Text()]
    for word, count in view.figures.counts:
        part = Text(f"{word.sign} {count} {word.text.lower()}", style=MARKS.get(word.key, ""))
        if lines[-1] and lines[-1].cell_len + 3 + part.cell_len > width:
            lines.append(Text())
        lines[-1].append("   " if lines[-1] else "").append_text(part)
    return Text("\n").join(lines)


def _todo(console: Console, title: str, findings: Sequence[FindingView], colour: str, *, actions: bool) -> None:
    """Findings with what was seen; with `actions` what to do as well."""
    from rich.text import Text

    if not findings:
        return
    console.print()
    console.print(Text(f"{title} ({len(findings)})", style="bold"))
    for finding in findings[:SHOWN]:
        head = Text.assemble((finding.id, "cyan"), (_badges(finding), "yellow"))
        _hang(console, 2, Text(finding.verdict.sign, style=colour), head)
        _hang(console, 4, None, Text(printable(finding.message or finding.title, LONGEST)))
        if actions and finding.action:
            _hang(console, 4, Text("→", style="green"), Text(printable(finding.action, LONGEST), style="green"))
    if len(findings) > SHOWN:
        _hang(console, 2, None, Text(f"… and {len(findings) - SHOWN} more, see the report"))


def _hang(console: Console, by: int, mark: Text | None, text: Text) -> None:
    """`text`, `by` columns from the left; what folds stands below its first word and not below its `mark`."""
    from rich.padding import Padding
    from rich.table import Table

    if mark is None:
        console.print(Padding(text, (0, 0, 0, by), expand=False))
        return
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row(mark, text)
    console.print(Padding(table, (0, 0, 0, by), expand=False))


def _badges(finding: FindingView) -> str:
    said = "; ".join(word.text[0].lower() + word.text[1:] for word in finding.badges)
    return printable(f" ({said})") if said else ""


def _in_short(console: Console, view: View) -> None:
    """What weighs little, by name only."""
    from rich.text import Text

    if not view.lesser:
        return
    console.print()
    console.print(Text(f"Points of small weight that failed ({len(view.lesser)})", style="bold"))
    names = Text(", ").join(Text.assemble((f.id, "cyan"), (_badges(f), "yellow")) for f in view.lesser)
    _hang(console, 2, None, names)


def _to_look_at(result: AuditResult, view: View) -> tuple[FindingView, ...]:
    weighty = {f.rule for f in result.findings if _to_look(f)}
    return tuple(f for _, members in view.undecided for f in members if f.id in weighty)


def _to_look(finding: Finding) -> bool:
    return finding.verdict in (Verdict.NEEDS_REVIEW, Verdict.ERROR) and finding.severity in (
        Severity.BLOCKER, Severity.MAJOR,
    )  # fmt: skip


def _prices(console: Console, view: View) -> None:
    """The price of each walk in a sentence."""
    from rich.text import Text

    if not view.trails:
        return
    console.print()
    console.print(Text("Price, from the first sighting to the last step before payment", style="bold"))
    for trail in view.trails:
        _hang(console, 2, None, Text(printable(trail.scenario), style="cyan"))
        _hang(console, 4, None, Text(printable(trail.sentence, 2 * LONGEST)))


def print_overlays(console: Console, result: AuditResult) -> None:
    """What became of the waivers, with those to look at, and of the baseline."""
    from rich.text import Text

    waivers, baseline = result.waivers, result.baseline
    if waivers is not None:
        counts = ", ".join(f"{len(waivers.of(s))} {word.text.lower()}" for s, word in STATES.items() if waivers.of(s))
        console.print()
        console.print(_labelled([("Waivers", f"{counts or 'none'}, as of {printable(waivers.day, 20)}")]))
        for entry in waivers.warned:
            rule = f"{printable(entry.waiver.rule, 80)}: " if entry.waiver else ""
            text = Text.assemble((printable(entry.place, 160), "yellow"), f"  {rule}{printable(entry.note, LONGEST)}")
            _hang(console, 2, None, text)
    if baseline is not None:
        console.print()
        said = (
            f"{baseline.new} new or worse, {baseline.unchanged} as then, {len(baseline.fixed)} fixed, "
            f"{len(baseline.untestable)} no longer testable since {printable(baseline.started[:10], 20)}"
        )
        console.print(_labelled([("Baseline", said)]))


def as_fields(result: AuditResult, paths: tuple[Path, ...]) -> dict[str, Any]:
    """The scorecard as plain fields, for the event `summary`."""
    score, coverage = result.score, result.coverage
    return {
        "shop": result.run.target,
        "verdict": result.readiness.value,
        "reason": result.readiness_reason,
        "score": {"low": _number(score.low), "high": _number(score.high), "shown": _number(score.shown)},
        "coverage": _number(coverage.percent),
        "blockers": {"decided": coverage.blockers_decided, "applicable": coverage.blockers_applicable},
        "counts": dict(coverage.counts),
        "findings": list(_open(result)),
        "prices": [{"scenario": trail.scenario, "told": trail.sentence} for trail in result.trails],
        **_laid(result),
        "reports": [str(path) for path in paths],
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _open(result: AuditResult) -> Iterator[dict[str, str]]:
    """Fails of all severities, and what is undecided of the weighty."""
    for finding in result.findings:
        weighty = finding.severity in (Severity.BLOCKER, Severity.MAJOR)
        if finding.verdict is Verdict.FAIL or (finding.verdict in UNDECIDED and weighty):
            yield {
                "rule": finding.rule, "severity": finding.severity.value, "verdict": finding.verdict.value,
                "message": finding.message, "change": finding.change, "forgiven": finding.forgiven,
            }  # fmt: skip


def _laid(result: AuditResult) -> dict[str, Any]:
    waivers, baseline = result.waivers, result.baseline
    laid: dict[str, Any] = {}
    if waivers is not None:
        warned = [{"place": entry.place, "state": entry.state, "note": entry.note} for entry in waivers.warned]
        laid["waivers"] = {"day": waivers.day, "warned": warned} | {s: len(waivers.of(s)) for s in STATES}
    if baseline is not None:
        laid["baseline"] = {"new": baseline.new, "unchanged": baseline.unchanged, "fixed": len(baseline.fixed),
                            "untestable": len(baseline.untestable), "started": baseline.started}  # fmt: skip
    return laid
