"""The commands that come in groups: `rules`, `attest`, `journey` and `config`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from casetrust_audit.cli import rule_checks
from casetrust_audit.cli import single_options as single
from casetrust_audit.cli.console import Talk, need_text, say
from casetrust_audit.cli.options import (
    CONFIG_DEFAULT,
    Browser,
    Bundle,
    CaFile,
    Config,
    Login,
    MaxPages,
    MaxSeconds,
    Output,
    OwnSite,
    Profile,
    Quiet,
    Rules,
    Url,
    Verbose,
    bundle_of,
    output_of,
    settings_of,
)
from casetrust_audit.cli.speaking import Speaking

journey_app = Speaking(help="Record a walk that a person makes.")
rules_app = Speaking(help="List the rules, show one, or check them.")
rule_checks.add_to(rules_app)
config_app = Speaking(help="Show or check the configuration.")
attest_app = Speaking(help="Ask what only a person can answer.")


@journey_app.command("record")
def journey_record(
    url: Url, output: Output = None, config: Config = None, ca_file: CaFile = None, own_site: OwnSite = False,
    max_pages: MaxPages = None, max_seconds: MaxSeconds = None, browser: Browser = None, login: Login = None,
    quiet: Quiet = False, verbose: Verbose = 0,
) -> None:  # fmt: skip
    """Collect a shop as `collect` does, but let a person walk to the payment in a window. Judge it with `check`."""
    from casetrust_audit.cli.person import at_the_window, what_to_type
    from casetrust_audit.collect.collector import collect as run
    from casetrust_audit.text.urls import site_of

    made = settings_of(url, config, ca_file=ca_file, own_site=own_site, max_pages=max_pages, max_seconds=max_seconds,
                     browser=browser, login_state=login)  # fmt: skip
    person = at_the_window(
        "When the window turns to the shop's front page, put an item into the cart and walk to the last step before "
        f"payment; then press Enter here. Nothing can be ordered. Type this: {what_to_type(made.identity)}."
    )
    with Talk(quiet, verbose).progress() as progress:
        bundle = run(made, output_of(output, site_of(made.url)), progress, person, window=True)
    typer.echo(str(bundle))


@attest_app.command("new")
def attest_new(
    bundle: Bundle, output: Output = None, rules: Rules = None, profile: Profile = "default", quiet: Quiet = False
) -> None:
    """Write the questions that the evidence leaves open, to be answered and given to `check --attestations`."""
    from casetrust_audit.cli.attest import write_questionnaire

    root = bundle_of(bundle)
    asked, paths = write_questionnaire(root, output or root.parent / "attestations", tuple(rules or ()), profile)
    if not quiet:
        say(f"{asked} questions")
        for path in paths:
            typer.echo(str(path))


@attest_app.command("ask")
def attest_ask(bundle: Bundle, output: Output = None, rules: Rules = None, profile: Profile = "default") -> None:
    """Ask at the terminal instead, keep each answer at once, and go on where it ended the last time."""
    from casetrust_audit.cli.ask import ask_at_terminal

    need_text("attest ask asks")
    root = bundle_of(bundle)
    typer.echo(str(ask_at_terminal(root, output or root.parent / "attestations", tuple(rules or ()), profile)))


@rules_app.command("list")
def rules_list(
    rules: Rules = None,
    profile: Profile = "default",
    area: single.Area = None,
) -> None:
    """List every requirement: its rule, severity, and who can judge it."""
    from casetrust_audit import pipeline
    from casetrust_audit.cli.rules import print_list

    print_list(pipeline.rule_set(tuple(rules or ()), profile), area)


@rules_app.command("show")
def rules_show(rule: single.RuleId, rules: Rules = None) -> None:
    """Show one rule: what it asks, how it is judged, and how to fix it."""
    from casetrust_audit import pipeline
    from casetrust_audit.cli.rules import print_rule

    print_rule(pipeline.rule_set(tuple(rules or ())), rule)


@rules_app.command("docs")
def rules_docs(rules: Rules = None) -> None:
    """Print the whole rule set as a page to read (rules/README.md): rules, clauses, questions, facts."""
    from casetrust_audit import pipeline
    from casetrust_audit.ruleset.docs import as_markdown

    sys.stdout.write(as_markdown(pipeline.rule_set(tuple(rules or ())), pipeline.fact_schema()))


ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", envvar="CASETRUST_CONFIG", help="Configuration file.", show_default=CONFIG_DEFAULT
    ),
]


@config_app.command("show")
def config_show(config: ConfigFile = None) -> None:
    """Print every key with its value, and where that comes from: environment, file or default."""
    from casetrust_audit.cli.config_commands import show

    show(config)


@config_app.command("check")
def config_check(config: ConfigFile = None) -> None:
    """Read the configuration as an audit would, and look for the files it names; exit with 2 on what is wrong."""
    from casetrust_audit.cli.config_commands import check

    check(config)


@config_app.command("schema")
def config_schema() -> None:
    """Print the JSON Schema of the configuration file, for editors."""
    from casetrust_audit.cli.config_commands import schema

    schema()
