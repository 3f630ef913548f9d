"""The command line: flags → settings → one call → print → exit code. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import typer

from casetrust_audit.cli import single_options as single
from casetrust_audit.cli.console import Talk, need_text
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
from casetrust_audit.cli.running import run
from casetrust_audit.cli.speaking import Speaking

__all__ = ("app", "main", "run")

NAME = "casetrust-audit"
EXIT_CODES = """\
Exit codes: 0 gate met (or none asked) · 1 gate not met · 2 wrong usage, configuration or rule file ·
3 nothing trustworthy audited · 4 tool or browser failure · 5 evidence does not verify · 130 interrupted"""

app = Speaking(
    name=NAME,
    help="Audit an online shop's readiness for CaseTrust: walk it as a shopper, keep the evidence, judge it.\n\n"
    + EXIT_CODES,
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
    with talk.at_work():
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
    url: Url, output: single.LoginFile = Path("login.json"),
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
    talk = Talk(quiet, verbose)
    with talk.at_work():
        checked = pipeline.check(bundle_of(bundle), pipeline.rule_set(tuple(rules or ()), profile), attestations)
        checked = replace(checked, result=laid_over(checked.result, asked_for.overlays))
        files = tuple(one for one in chosen if one != printed)
        paths = pipeline.write_reports(checked, output or Path(), files, config, spoken) if output or files else ()
    if printed:
        sys.stdout.write(pipeline.report_text(checked, printed, spoken))
    talk.scorecard(checked.result, paths)
    raise close(checked.result, asked_for, talk)


@app.command("gate")
def gate_command(
    source: single.Source,
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
    old: single.Old, new: single.New, form: single.DiffFormat = "text", output: single.DiffOutput = None,
    language: ReportLanguage = "en", exit_code: single.ExitCode = False,
) -> None:  # fmt: skip
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
    place = output or root.parent / f"{root.name}-report"
    talk = Talk(quiet, 0)
    with talk.at_work():
        checked = pipeline.check(root, pipeline.rule_set(tuple(rules or ()), profile), attestations)
        checked = replace(checked, result=laid_over(checked.result, laid))
        paths = pipeline.write_reports(checked, place, chosen, config, spoken)
    talk.scorecard(checked.result, ())
    for path in paths:
        if not quiet:
            typer.echo(str(path))


@app.command()
def demo(
    output: single.DemoOutput = Path("audit-demo"), defect: single.Defect = None, defects: single.ListDefects = False,
    coat: single.Coat = None, coats: single.ListCoats = False,
    browser: Browser = None, language: ReportLanguage = "en", quiet: Quiet = False, verbose: Verbose = 0,
) -> None:  # fmt: skip
    """Audit the embedded demo shop, honest and dishonest, and write both reports. Reaches nothing but this machine."""
    from casetrust_audit.cli.demo import Chosen, list_coats, list_defects, run_demo

    if defects:
        list_defects()
    if coats:
        list_coats()
    if defects or coats:
        return
    chosen = Chosen(tuple(defect or ()), tuple(coat or ()))
    run_demo(output, chosen, browser or "", Talk(quiet, verbose), language_of(language))


@app.command()
def inspect(
    given: single.Pages = None, url: single.PageUrl = "", labels: single.Labels = None, why: single.Why = False,
    layout: single.Layout = "desktop", browser: Browser = None,
) -> None:  # fmt: skip
    """Print what the tool reads off single pages: one JSON line a page. For rule authors, and to see what it sees."""
    from casetrust_audit.cli.inspect import print_records

    raise typer.Exit(print_records(given or [], url, labels, why=why, layout=layout, browser=browser or ""))


@app.command()
def init(
    url: single.ShopUrl = "", profile: single.AskedProfile = "", gate: single.AskedGate = "",
    own_site: single.AskedOwnSite = None, directory: single.Directory = Path(),
) -> None:  # fmt: skip
    """Ask a few questions and write casetrust.yaml, waivers.yaml and attestations.yaml to begin with."""
    from casetrust_audit.cli.init import begin

    def ask(what: str, default: str) -> str:
        need_text("init asks")
        return str(typer.prompt(what, default=default or None, err=True))

    for path in begin(directory, url, profile, gate, own_site, ask if sys.stdin.isatty() else None):
        typer.echo(str(path))


@app.command()
def doctor(browser: Browser = None) -> None:
    """Say what works here, what was tried, and the one command that helps."""
    from casetrust_audit.cli.doctor import print_checks

    raise typer.Exit(print_checks(browser))


@app.command(hidden=True)
def man(context: typer.Context) -> None:
    """Print the manual page as roff, for `man -l -`."""
    from casetrust_audit.cli.manual import page

    sys.stdout.write(page(context.find_root().command))


def main() -> None:
    """Entry point: every expected error becomes one clear message and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a sign that a terminal has not must end nothing
    sys.exit(run(lambda: app(standalone_mode=False, prog_name=NAME)))


if __name__ == "__main__":
    main()
