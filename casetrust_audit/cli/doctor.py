"""`doctor`: what works here, what was tried, and what helps."""

from __future__ import annotations

from casetrust_audit.cli.printable import printable
from casetrust_audit.cli.voice import result_console


def print_checks(browser: str | None) -> int:
    """Print every check on stdout; 0 where an audit can run, 4 where it cannot."""
    from rich.text import Text

    from casetrust_audit.collect.doctor import doctor_report

    console = result_console()
    good = True
    for item in doctor_report(browser):
        good = good and item.ok
        mark = ("ok   ", "green") if item.ok else ("FAIL ", "bold red")
        console.print(Text.assemble(mark, (f"{item.name}: ", "bold"), printable(item.detail, 600)))
        if item.advice and not item.ok:
            console.print(Text(f"     {item.advice}"))
    return 0 if good else 4
