"""`rules lint` and `rules test`: are the rule files right, and do they judge their own examples as they say?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casetrust_audit.cli import completing

Directory = Annotated[
    Path | None,
    typer.Argument(
        metavar="DIR",
        help="Directory of rules to be added to the shipped ones, or a whole rule set with its catalogue.yaml.",
        show_default="the shipped rules",
    ),
]
Form = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help="text, or github for annotations.",
        autocompletion=completing.one_of(completing.RULE_FORMATS),
    ),
]


def add_to(rules_app: typer.Typer) -> None:
    """Make the two commands known."""
    rules_app.command("lint")(rules_lint)
    rules_app.command("test")(rules_test)


def rules_lint(directory: Directory = None, form: Form = "text") -> None:
    """Look at every file of a directory of rules and name all that is wrong, each with its place; then exit with 2."""
    from casetrust_audit.cli.rule_reports import print_flaws

    raise typer.Exit(print_flaws(directory, form))


def rules_test(directory: Directory = None, form: Form = "text") -> None:
    """Judge the examples in the rule files. Where one gives another verdict than it names, say why and exit with 1."""
    from casetrust_audit.cli.rule_reports import print_examples

    raise typer.Exit(print_examples(directory, form))
