"""`rules list` and `rules show`."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casetrust_audit.cli.voice import result_console
from casetrust_audit.errors import UsageError
from casetrust_audit.model.result import Severity
from casetrust_audit.model.rule import Mode, Rule
from casetrust_audit.ruleset.load import RuleSet

WIDE = 130
"""Columns from which on the names of the areas fit beside their numbers."""


def print_list(rules: RuleSet, area: str | None) -> None:
    """Every requirement of the catalogue and every rule beyond it, with counts."""
    console = result_console()
    written = {r.id: r for r in rules.rules}
    rows = [(r.id, r.area, r.severity.value, r.mode.value, r.title) for r in rules.catalogue]
    rows += [
        (r.id, r.area, r.severity.value, r.mode.value, r.title) for r in rules.rules if r.id not in {x[0] for x in rows}
    ]
    if area:
        if area.upper() not in rules.areas:
            raise UsageError(f"unknown area {area!r}", f"Areas: {', '.join(rules.areas)}.")
        rows = [row for row in rows if row[1] == area.upper()]
    for rule_id, _, severity, mode, title in rows:
        by_hand = "" if rule_id in written or mode == "attest" else ", by hand"
        if rule_id in rules.switches:
            by_hand += f", {rules.switches[rule_id].after} ({rules.profile.name})"
        console.print(Text.assemble((f"{rule_id:32}", "bold"), f"{severity:8} {mode}{by_hand}"))
        console.print(Padding(Text(title), (0, 0, 0, 2)))
    console.print(summary_table(rules, tuple(row[1:4] for row in rows), titles=console.width >= WIDE))
    with_rule = sum(row[0] in written for row in rows)
    console.print(f"{len(rows)} requirements, {with_rule} with a rule file")
    if rules.profile.changes:
        console.print(f"profile {rules.profile.name}: {rules.profile.title}; {len(rules.profile.changes)} changes")
    console.print(f"rule set {rules.version}, digest {rules.digest[:16]}")


def summary_table(rules: RuleSet, rows: Sequence[tuple[str, str, str]], *, titles: bool) -> Table:
    """How many requirements there are by area, severity and mode; `rows` are area, severity and mode of each."""
    columns = (*(s.value for s in Severity), *(m.value for m in Mode))
    table = Table(box=box.SIMPLE, show_footer=True, pad_edge=False, collapse_padding=True)
    table.add_column("area", "all", no_wrap=True)
    for word in ("rules", *columns):
        number = len(rows) if word == "rules" else sum(word in row[1:] for row in rows)
        table.add_column(word, str(number), justify="right", no_wrap=True)
    if titles:
        table.add_column("", no_wrap=True)
    for area, title in rules.areas.items():
        own = [row for row in rows if row[0] == area]
        if own:
            counts = (sum(word in row[1:] for row in own) for word in columns)
            table.add_row(area, str(len(own)), *map(str, counts), *([title] if titles else []))
    return table


def print_rule(rules: RuleSet, rule_id: str) -> None:
    """One rule in words. Raises UsageError with the nearest id."""
    found = next((r for r in rules.rules if r.id == rule_id), None)
    if found is not None:
        _print(found)
        return
    wanted = next((r for r in rules.catalogue if r.id == rule_id), None)
    if wanted is None:
        names = [r.id for r in rules.catalogue] + [r.id for r in rules.rules]
        close = get_close_matches(rule_id, names, n=1)
        raise UsageError(
            f"unknown rule {rule_id!r}", f"Did you mean {close[0]}?" if close else "See `casetrust-audit rules list`."
        )
    console = result_console()
    console.print(Text.assemble((wanted.id, "bold"), f"  {wanted.severity.value}, {wanted.mode.value}"))
    console.print(Text(wanted.title))
    console.print(Text(f"\nNo automatic rule; ask: {wanted.question}"))


def _print(rule: Rule) -> None:
    console = result_console()
    console.print(Text.assemble((rule.id, "bold"), f"  {rule.severity.value}, {rule.mode.value}, {rule.area}"))
    console.print(Text(rule.title))
    console.print(Text(f"\nWhy: {rule.why}"))
    console.print(Text(f"Sources: {', '.join(rule.sources)}"))
    for verdict, message in rule.messages.items():
        console.print(Text.assemble(("\n" + verdict.value + ": ", "bold"), message))
    console.print(Text(f"\nHow to fix: {rule.remediation}"))
    if rule.question:
        console.print(Text(f"\nTo ask: {rule.asked}"))
    console.print(Text(f"\nFile: {rule.file}", style="dim"))
