"""The command line: flags → settings → one call → print → exit code. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from casetrust_audit.cli import rule_checks
from casetrust_audit.cli.console import Talk, say_error
from casetrust_audit.errors import AuditError, NothingAudited, UsageError

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
journey_app = typer.Typer(no_args_is_help=True, help="Record a walk that a person makes.", rich_markup_mode=None)
rules_app = typer.Typer(no_args_is_help=True, help="List the rules, show one, or check them.", rich_markup_mode=None)
rule_checks.add_to(rules_app)
app.add_typer(rules_app, name="rules")
app.add_typer(journey_app, name="journey")
attest_app = typer.Typer(no_args_is_help=True, help="Ask what only a person can answer.", rich_markup_mode=None)
app.add_typer(attest_app, name="attest")

Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Directory to write to.", show_default="audit-<shop>-<time>")
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME[=FILE]",
        help="html, md, json, sarif, junit, csv, earl, job-summary or annotations; may be given several times. "
        "With =FILE it is written there, beside those in --output. Default: html, md and json.",
    ),
]
Rules = Annotated[
    list[Path] | None, typer.Option("--rules", help="Directory with rules of your own, added to the shipped ones.")
]
Gate = Annotated[
    str, typer.Option("--gate", help="Exit with 1 on a failed blocker, on a failed blocker or major, or never.")
]
MinCoverage = Annotated[
    int, typer.Option("--min-coverage", min=0, max=100, help="Exit with 3 where less, in per cent, was decided.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only errors.")]
Verbose = Annotated[
    int, typer.Option("--verbose", "-v", count=True, help="Say more: every page; twice: every step tried.")
]
Url = Annotated[str, typer.Argument(help="The shop's front page, for example https://shop.example.sg/.")]
Config = Annotated[Path | None, typer.Option("--config", help="YAML file with settings.")]
CaFile = Annotated[Path | None, typer.Option("--ca-file", help="Trust this certificate authority (PEM) as well.")]
OwnSite = Annotated[
    bool, typer.Option("--own-site", help="You answer for this shop: read robots.txt, but do not obey it.")
]
MaxPages = Annotated[int | None, typer.Option("--max-pages", min=1, max=2000, help="Most pages the crawl may visit.")]
MaxSeconds = Annotated[
    int | None, typer.Option("--max-seconds", min=10, max=86400, help="Most seconds the collection may take.")
]
Browser = Annotated[str | None, typer.Option("--browser", help="Path of the Chromium to use.")]
Login = Annotated[
    Path | None, typer.Option("--login", help="File written by `casetrust-audit login`: walk the shop logged in.")
]
Contact = Annotated[str | None, typer.Option("--contact", help="Your address, told to the shop in the user agent.")]


def _settings(url: str, config: Path | None, **flags: Any) -> Any:
    from casetrust_audit import settings as s

    base = s.Settings(url=s.shop_url(url))
    if config is not None:
        base = s.apply(base, s.read_config(config), str(config))
    given = {k: str(v) if isinstance(v, Path) else v for k, v in flags.items() if v is not None and v is not False}
    made = s.apply(base, given, "command line")
    if made.ca_file is not None and not made.ca_file.is_file():
        raise UsageError(f"{made.ca_file}: no such file", "Check the path of the certificate authority.")
    if made.login_state is not None:
        s.check_login_state(made.login_state)
    return made


def _formats(names: list[str] | None) -> tuple[str, ...]:
    from casetrust_audit.report.formats import wanted

    chosen = tuple(names or ())
    wanted(chosen)  # what is wrong with them is said before the work begins
    return chosen


def _printed(formats: tuple[str, ...]) -> str:
    """The format that goes to standard output where no directory was named; "" where all have files."""
    plain = tuple(dict.fromkeys(one for one in formats if "=" not in one)) if formats else ("json",)
    if len(plain) > 1:
        raise UsageError(
            f"--format: {' and '.join(plain)} cannot both go to standard output",
            f"Name an --output directory, or a file: --format {plain[0]}=FILE.",
        )
    return plain[0] if plain else ""


def _gate_word(word: str) -> str:
    if word not in ("blocker", "major", "none"):
        raise UsageError(f"--gate: unknown gate {word!r}", "Choose blocker, major or none.")
    return word


def _output(given: Path | None, site: str) -> Path:
    if given is not None:
        return given
    from datetime import UTC, datetime

    safe = "".join(c if c.isalnum() or c in ".-" else "-" for c in site)
    return Path(f"audit-{safe}-{datetime.now(UTC):%Y%m%d-%H%M%S}")


@app.command()
def audit(
    url: Url, output: Output = None, formats: Formats = None, rules: Rules = None, config: Config = None,
    gate: Gate = "blocker", min_coverage: MinCoverage = 50, ca_file: CaFile = None, own_site: OwnSite = False,
    max_pages: MaxPages = None,
    max_seconds: MaxSeconds = None, browser: Browser = None, login: Login = None, contact: Contact = None,
    quiet: Quiet = False, verbose: Verbose = 0,
) -> None:  # fmt: skip
    """Walk a shop, judge it, and write the evidence and the reports."""
    from casetrust_audit import pipeline
    from casetrust_audit.collect.collector import collect as run
    from casetrust_audit.text.urls import site_of

    _gate_word(gate)
    chosen = _formats(formats)
    made = _settings(url, config, ca_file=ca_file, own_site=own_site, max_pages=max_pages, max_seconds=max_seconds,
                     browser=browser, login_state=login, contact=contact)  # fmt: skip
    rule_set = pipeline.rule_set(tuple(rules or ()))
    place = _output(output, site_of(made.url))
    talk = Talk(quiet, verbose)
    with talk.progress() as progress:
        bundle = run(made, place / "bundle", progress)
    checked = pipeline.check(bundle, rule_set)
    paths = pipeline.write_reports(checked, place, chosen, config)
    talk.scorecard(checked.result, (*paths, bundle))
    raise typer.Exit(pipeline.gate(checked.result, gate, min_coverage))


@app.command()
def collect(
    url: Url, output: Output = None, config: Config = None, ca_file: CaFile = None, own_site: OwnSite = False,
    max_pages: MaxPages = None, max_seconds: MaxSeconds = None, browser: Browser = None, login: Login = None,
    contact: Contact = None, quiet: Quiet = False, verbose: Verbose = 0,
) -> None:  # fmt: skip
    """Walk a shop and write the evidence bundle only; judge it later with `check`."""
    from casetrust_audit.collect.collector import collect as run
    from casetrust_audit.text.urls import site_of

    made = _settings(url, config, ca_file=ca_file, own_site=own_site, max_pages=max_pages, max_seconds=max_seconds,
                     browser=browser, login_state=login, contact=contact)  # fmt: skip
    with Talk(quiet, verbose).progress() as progress:
        bundle = run(made, _output(output, site_of(made.url)), progress)
    typer.echo(str(bundle))


@app.command()
def login(
    url: Url, output: Annotated[Path, typer.Option("--output", "-o", help="File for the login.")] = Path("login.json"),
    config: Config = None, browser: Browser = None,
) -> None:  # fmt: skip
    """Log in to a shop by hand, in a window, and keep that login for `--login`. The tool types no password."""
    from casetrust_audit.cli.person import at_the_window
    from casetrust_audit.collect.person import keep_login

    made = _settings(url, config, browser=browser)
    person = at_the_window("Log in to the shop in the window, then press Enter here.")
    typer.echo(str(keep_login(made, output, person)))


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

    made = _settings(url, config, ca_file=ca_file, own_site=own_site, max_pages=max_pages, max_seconds=max_seconds,
                     browser=browser, login_state=login)  # fmt: skip
    person = at_the_window(
        "When the window turns to the shop's front page, put an item into the cart and walk to the last step before "
        f"payment; then press Enter here. Nothing can be ordered. Type this: {what_to_type(made.identity)}."
    )
    with Talk(quiet, verbose).progress() as progress:
        bundle = run(made, _output(output, site_of(made.url)), progress, person, window=True)
    typer.echo(str(bundle))


Bundle = Annotated[Path, typer.Argument(help="Directory of an evidence bundle.")]
Attestations = Annotated[
    Path | None, typer.Option("--attestations", help="Answers to the questions that `attest new` wrote.")
]


def _bundle(path: Path) -> Path:
    """The bundle itself, or the directory that `audit` put it into."""
    inner = path / "bundle"
    return inner if not (path / "manifest.jsonl").exists() and (inner / "manifest.jsonl").exists() else path


@app.command()
def check(bundle: Bundle, rules: Rules = None, gate: Gate = "blocker", min_coverage: MinCoverage = 50,
          output: Output = None, formats: Formats = None, attestations: Attestations = None,
          quiet: Quiet = False, verbose: Verbose = 0) -> None:  # fmt: skip
    """Judge a bundle again, offline. Without --output it prints audit.json, or the one --format without a file."""
    from casetrust_audit import pipeline

    _gate_word(gate)
    chosen = _formats(formats)
    printed = "" if output is not None else _printed(chosen)
    checked = pipeline.check(_bundle(bundle), pipeline.rule_set(tuple(rules or ())), attestations)
    files = tuple(one for one in chosen if one != printed)
    paths = pipeline.write_reports(checked, output or Path(), files) if output or files else ()
    if printed:
        sys.stdout.write(pipeline.report_text(checked, printed))
    Talk(quiet, verbose).scorecard(checked.result, paths)
    raise typer.Exit(pipeline.gate(checked.result, gate, min_coverage))


@attest_app.command("new")
def attest_new(bundle: Bundle, output: Output = None, rules: Rules = None, quiet: Quiet = False) -> None:
    """Write the questions that the evidence leaves open, to be answered and given to `check --attestations`."""
    from casetrust_audit.cli.attest import write_questionnaire

    root = _bundle(bundle)
    asked, paths = write_questionnaire(root, output or root.parent / "attestations", tuple(rules or ()))
    if not quiet:
        typer.echo(f"{asked} questions", err=True)
        for path in paths:
            typer.echo(str(path))


@app.command()
def report(
    bundle: Bundle, output: Output = None, formats: Formats = None, rules: Rules = None,
    attestations: Attestations = None, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Write the reports of a bundle. Never fails on findings: use `check` as the gate."""
    from casetrust_audit import pipeline

    chosen = _formats(formats)
    root = _bundle(bundle)
    checked = pipeline.check(root, pipeline.rule_set(tuple(rules or ())), attestations)
    place = output or root.parent / f"{root.name}-report"
    for path in pipeline.write_reports(checked, place, chosen):
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
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Audit the embedded demo shop, honest and dishonest, and write both reports. Reaches nothing but this machine."""
    from casetrust_audit.cli.demo import list_defects, run_demo

    if defects:
        list_defects()
        return
    run_demo(output, tuple(defect or ()), browser or "", Talk(quiet, verbose))


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
def doctor(browser: Browser = None) -> None:
    """Say what works here, what was tried, and the one command that helps."""
    from casetrust_audit.cli.doctor import print_checks

    raise typer.Exit(print_checks(browser))


@rules_app.command("list")
def rules_list(
    rules: Rules = None,
    area: Annotated[str | None, typer.Option("--area", help="Only this area, for example PRC.")] = None,
) -> None:
    """List every requirement: its rule, severity, and who can judge it."""
    from casetrust_audit import pipeline
    from casetrust_audit.cli.rules import print_list

    print_list(pipeline.rule_set(tuple(rules or ())), area)


@rules_app.command("show")
def rules_show(
    rule: Annotated[str, typer.Argument(help="Id of the rule, for example prc-no-hidden-charges.")], rules: Rules = None
) -> None:
    """Show one rule: what it asks, how it is judged, and how to fix it."""
    from casetrust_audit import pipeline
    from casetrust_audit.cli.rules import print_rule

    print_rule(pipeline.rule_set(tuple(rules or ())), rule)


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
