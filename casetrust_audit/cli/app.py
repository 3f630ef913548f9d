"""The command line: flags → settings → one call → print → exit code. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from casetrust_audit.cli.console import Talk, say_error
from casetrust_audit.cli.groups import attest_app, config_app, journey_app, rules_app
from casetrust_audit.cli.options import (
    Attestations,
    BaselineFile,
    Browser,
    Bundle,
    CaFile,
    Config,
    Contact,
    ExitZero,
    FailOnIncomplete,
    Formats,
    Gate,
    Login,
    MaxPages,
    MaxSeconds,
    MinCoverage,
    MinScore,
    Output,
    OwnSite,
    PriceLog,
    Profile,
    Quiet,
    ReportLanguage,
    Rules,
    Strict,
    Today,
    Url,
    Verbose,
    Waivers,
    bundle_of,
    formats_of,
    language_of,
    output_of,
    printed_of,
    settings_of,
)
from casetrust_audit.errors import AuditError, NothingAudited

EXIT_CODES = """\
Exit codes: 0 gate met (or none asked) · 1 gate not met · 2 wrong usage, configuration or rule file ·
3 nothing trustworthy audited · 4 tool or browser failure · 5 evidence does not verify · 130 interrupted"""

INTERRUPTED = 130

app = typer.Typer(
    name="casetrust-audit",
    help="Audit an online shop's readiness for CaseTrust: walk it as a shopper, keep the evidence, judge it.\n\n"
    + EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(rules_app, name="rules")
app.add_typer(journey_app, name="journey")
app.add_typer(attest_app, name="attest")
app.add_typer(config_app, name="config")


@app.command()
def audit(
    url: Url, output: Output = None, formats: Formats = None, rules: Rules = None, config: Config = None,
    profile: Profile = "default", gate: Gate = "blocker", min_score: MinScore = None, min_coverage: MinCoverage = 50,
    fail_on_incomplete: FailOnIncomplete = False, strict: Strict = False, exit_zero: ExitZero = False,
    waivers: Waivers = None, baseline: BaselineFile = None, today: Today = None, attestations: Attestations = None,
    ca_file: CaFile = None, own_site: OwnSite = False, max_pages: MaxPages = None,
    max_seconds: MaxSeconds = None, browser: Browser = None, login: Login = None, contact: Contact = None,
    price_log: PriceLog = None, language: ReportLanguage = "en", quiet: Quiet = False, verbose: Verbose = 0,
) -> None:  # fmt: skip
    """Walk a shop, judge it, and write the evidence and the reports."""
    from casetrust_audit import pipeline
    from casetrust_audit.attestation.read import read_attestations
    from casetrust_audit.cli.gating import asked, close, laid_over, overlays
    from casetrust_audit.collect.collector import collect as run
    from casetrust_audit.text.urls import site_of

    asked_for = asked(gate, min_score, min_coverage, fail_on_incomplete, strict, exit_zero,
                      overlays(waivers, baseline, today))  # fmt: skip
    chosen, spoken = formats_of(formats), language_of(language)
    made = settings_of(url, config, ca_file=ca_file, own_site=own_site, max_pages=max_pages, max_seconds=max_seconds,
                     browser=browser, login_state=login, contact=contact, price_log=price_log)  # fmt: skip
    rule_set = pipeline.rule_set(tuple(rules or ()), profile)
    if attestations is not None:
        read_attestations(attestations, rule_set.questions)  # what is wrong with them is said before the browser starts
    place = output_of(output, site_of(made.url))
    talk = Talk(quiet, verbose)
    with talk.progress() as progress:
        bundle = run(made, place / "bundle", progress)
    checked = pipeline.check(bundle, rule_set, attestations)
    checked = replace(checked, result=laid_over(checked.result, asked_for.overlays))
    paths = pipeline.write_reports(checked, place, chosen, config, spoken)
    talk.scorecard(checked.result, (*paths, bundle))
    raise close(checked.result, asked_for, talk)


@app.command()
def collect(
    url: Url, output: Output = None, config: Config = None, ca_file: CaFile = None, own_site: OwnSite = False,
    max_pages: MaxPages = None, max_seconds: MaxSeconds = None, browser: Browser = None, login: Login = None,
    contact: Contact = None, price_log: PriceLog = None, quiet: Quiet = False, verbose: Verbose = 0,
) -> None:  # fmt: skip
    """Walk a shop and write the evidence bundle only; judge it later with `check`."""
    from casetrust_audit.collect.collector import collect as run
    from casetrust_audit.text.urls import site_of

    made = settings_of(url, config, ca_file=ca_file, own_site=own_site, max_pages=max_pages, max_seconds=max_seconds,
                     browser=browser, login_state=login, contact=contact, price_log=price_log)  # fmt: skip
    with Talk(quiet, verbose).progress() as progress:
        bundle = run(made, output_of(output, site_of(made.url)), progress)
    typer.echo(str(bundle))


@app.command()
def login(
    url: Url, output: Annotated[Path, typer.Option("--output", "-o", help="File for the login.")] = Path("login.json"),
    config: Config = None, browser: Browser = None,
) -> None:  # fmt: skip
    """Log in to a shop by hand, in a window, and keep that login for `--login`. The tool types no password."""
    from casetrust_audit.cli.person import at_the_window
    from casetrust_audit.collect.person import keep_login

    made = settings_of(url, config, browser=browser)
    person = at_the_window("Log in to the shop in the window, then press Enter here.")
    typer.echo(str(keep_login(made, output, person)))


@app.command()
def check(
    bundle: Bundle, config: Config = None, rules: Rules = None, profile: Profile = "default",
    gate: Gate = "blocker", min_score: MinScore = None, min_coverage: MinCoverage = 50,
    fail_on_incomplete: FailOnIncomplete = False, strict: Strict = False, exit_zero: ExitZero = False,
    waivers: Waivers = None, baseline: BaselineFile = None, today: Today = None,
    output: Output = None, formats: Formats = None, attestations: Attestations = None,
    language: ReportLanguage = "en", quiet: Quiet = False, verbose: Verbose = 0,
) -> None:  # fmt: skip
    """Judge a bundle again, offline. Without --output it prints audit.json, or the one --format without a file."""
    from casetrust_audit import pipeline
    from casetrust_audit.cli.gating import asked, close, laid_over, overlays

    asked_for = asked(gate, min_score, min_coverage, fail_on_incomplete, strict, exit_zero,
                      overlays(waivers, baseline, today))  # fmt: skip
    chosen, spoken = formats_of(formats), language_of(language)
    printed = "" if output is not None else printed_of(chosen)
    checked = pipeline.check(bundle_of(bundle), pipeline.rule_set(tuple(rules or ()), profile), attestations)
    checked = replace(checked, result=laid_over(checked.result, asked_for.overlays))
    files = tuple(one for one in chosen if one != printed)
    paths = pipeline.write_reports(checked, output or Path(), files, config, spoken) if output or files else ()
    if printed:
        sys.stdout.write(pipeline.report_text(checked, printed, spoken))
    talk = Talk(quiet, verbose)
    talk.scorecard(checked.result, paths)
    raise close(checked.result, asked_for, talk)


@app.command("gate")
def gate_command(
    source: Annotated[Path, typer.Argument(metavar="BUNDLE_OR_AUDIT_JSON", help="A bundle, or an audit.json.")],
    config: Config = None,  # noqa: ARG001 - its callback reads it
    rules: Rules = None, profile: Profile = "default",
    gate: Gate = "blocker", min_score: MinScore = None, min_coverage: MinCoverage = 50,
    fail_on_incomplete: FailOnIncomplete = False, strict: Strict = False, exit_zero: ExitZero = False,
    waivers: Waivers = None, baseline: BaselineFile = None, today: Today = None,
    attestations: Attestations = None, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Ask the gate alone, and write nothing. Waivers in an audit.json are judged anew, by the day of the gate."""
    from casetrust_audit.cli.gating import asked, gate_alone, overlays

    asked_for = asked(gate, min_score, min_coverage, fail_on_incomplete, strict, exit_zero,
                      overlays(waivers, baseline, today))  # fmt: skip
    gate_alone(source, tuple(rules or ()), profile, attestations, asked_for, Talk(quiet, 0))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="audit.json of the earlier audit, or its directory.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="audit.json of the later audit, or its directory.")],
    form: Annotated[str, typer.Option("--format", "-f", help="text, md or html.")] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write to.", show_default="stdout")
    ] = None,
    language: ReportLanguage = "en",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where something got worse.")] = False,
) -> None:
    """Compare two audits of a shop: what got worse or better, what can no longer be seen, and how prices moved."""
    from casetrust_audit.cli.diff import show_diff

    worse = show_diff(old, new, form, output, language_of(language))
    raise typer.Exit(1 if worse and exit_code else 0)


@app.command()
def report(
    bundle: Bundle, config: Config = None, output: Output = None, formats: Formats = None, rules: Rules = None,
    profile: Profile = "default", attestations: Attestations = None, waivers: Waivers = None,
    baseline: BaselineFile = None, today: Today = None, language: ReportLanguage = "en", quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write the reports of a bundle. Never fails on findings: use `check` as the gate."""
    from casetrust_audit import pipeline
    from casetrust_audit.cli.gating import laid_over, overlays

    laid = overlays(waivers, baseline, today)
    chosen, spoken = formats_of(formats), language_of(language)
    root = bundle_of(bundle)
    checked = pipeline.check(root, pipeline.rule_set(tuple(rules or ()), profile), attestations)
    checked = replace(checked, result=laid_over(checked.result, laid))
    place = output or root.parent / f"{root.name}-report"
    for path in pipeline.write_reports(checked, place, chosen, config, spoken):
        if not quiet:
            typer.echo(str(path))


@app.command()
def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Directory to write to; made anew.")] = Path(
        "audit-demo"
    ),
    defect: Annotated[
        list[str] | None, typer.Option("--defect", help="Audit the demo shop with this defect only; may be repeated.")
    ] = None,
    defects: Annotated[bool, typer.Option("--defects", help="List the defects the demo shop can have.")] = False,
    browser: Browser = None,
    language: ReportLanguage = "en",
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Audit the embedded demo shop, honest and dishonest, and write both reports. Reaches nothing but this machine."""
    from casetrust_audit.cli.demo import list_defects, run_demo

    if defects:
        list_defects()
        return
    run_demo(output, tuple(defect or ()), browser or "", Talk(quiet, verbose), language_of(language))


@app.command()
def inspect(
    given: Annotated[
        list[str] | None, typer.Argument(metavar="FILE_OR_URL...", help="Saved HTML (gzip too), or a live page.")
    ] = None,
    url: Annotated[str, typer.Option("--url", help="Where the one saved page came from.")] = "",
    labels: Annotated[
        Path | None, typer.Option("--labels", help='JSON lines with "file" and "url": pages to inspect.')
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Say what spoke for and against each value.")] = False,
    layout: Annotated[str, typer.Option("--layout", help="desktop or phone.")] = "desktop",
    browser: Browser = None,
) -> None:
    """Print what the tool reads off single pages: one JSON line a page. For rule authors, and to see what it sees."""
    from casetrust_audit.cli.inspect import print_records

    raise typer.Exit(print_records(given or [], url, labels, why=why, layout=layout, browser=browser or ""))


@app.command()
def init(
    url: Annotated[str, typer.Option("--url", help="The shop's front page.")] = "",
    profile: Annotated[str, typer.Option("--profile", help="Profile to judge by.", show_default="asked")] = "",
    gate: Annotated[str, typer.Option("--gate", help="What fails a release.", show_default="asked")] = "",
    own_site: Annotated[
        bool | None, typer.Option("--own-site/--not-own-site", help="You answer for this shop.", show_default="asked")
    ] = None,
    directory: Annotated[Path, typer.Option("--directory", help="Where to write.")] = Path(),
) -> None:
    """Ask a few questions and write casetrust.yaml, waivers.yaml and attestations.yaml to begin with."""
    from casetrust_audit.cli.init import begin

    def ask(what: str, default: str) -> str:
        return str(typer.prompt(what, default=default or None, err=True))

    for path in begin(directory, url, profile, gate, own_site, ask if sys.stdin.isatty() else None):
        typer.echo(str(path))


@app.command()
def doctor(browser: Browser = None) -> None:
    """Say what works here, what was tried, and the one command that helps."""
    from casetrust_audit.cli.doctor import print_checks

    raise typer.Exit(print_checks(browser))


def main() -> None:
    """Entry point: every expected error becomes one clear message and its exit code."""
    sys.exit(run(lambda: app(standalone_mode=False)))


# Typer carries its own copy of Click from 0.2x on and used Click itself before: its base of usage errors is found by
# name, so that either works.
_WRONG_USAGE: type[Exception] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


def run(command: Callable[[], Any]) -> int:
    """Exit code of a command; no traceback for what the tool foresees."""
    try:
        result = command()
        if result == INTERRUPTED:  # newer Typer turns the interrupt into this result
            raise KeyboardInterrupt
    except typer.Exit as stop:
        return int(stop.exit_code)
    except _WRONG_USAGE as wrong:
        wrong.show()  # type: ignore[attr-defined]
        return 2
    except (typer.Abort, KeyboardInterrupt):
        say_error("interrupted", "What was collected so far is kept, marked as partial.")
        return INTERRUPTED
    except NothingAudited as error:
        say_error(f"nothing audited: {error}", error.advice)
        return error.exit_code
    except AuditError as error:
        say_error(str(error), error.advice)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    main()
