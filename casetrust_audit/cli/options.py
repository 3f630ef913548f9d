"""Options that several commands share, as types; and how the words given become settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casetrust_audit.cli import completing
from casetrust_audit.cli.configuration import collection_part, laid_under, read
from casetrust_audit.errors import UsageError

if TYPE_CHECKING:
    from casetrust_audit.report.language import Language

CONFIG_DEFAULT = "casetrust.yaml, or [tool.casetrust-audit] in pyproject.toml"

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        envvar="CASETRUST_OUTPUT",
        help="Directory to write to.",
        show_default="audit-<shop>-<time>",
    ),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        envvar="CASETRUST_RULES",
        help="Directory with rules of your own, added to the shipped ones.",
    ),
]
Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="NAME",
        envvar="CASETRUST_PROFILE",
        help="Profile to judge by: its name, or a file of your own.",
        autocompletion=completing.profiles,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        envvar="CASETRUST_FORMAT",
        metavar="NAME[=FILE]",
        autocompletion=completing.one_of(completing.FORMATS),
        help="html, pdf, brief (one page for a client), brief-pdf, md, json, sarif, junit, csv, earl, job-summary or "
        "annotations; may be given several times. With =FILE it is written there, beside those in --output. Default: "
        "html, md and json.",
    ),
]
ReportLanguage = Annotated[
    str,
    typer.Option(
        "--language",
        envvar="CASETRUST_LANGUAGE",
        metavar="TAG",
        help="Language of the reports that people read (html, pdf, brief, brief-pdf, md, job-summary): en or zh. "
        "Formats for machines and the terminal are English.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only errors.")]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose", "-v", count=True, show_default=False, help="Say more: every page; twice: every step tried."
    ),
]
Url = Annotated[str, typer.Argument(metavar="URL", help="The shop's front page, for example https://shop.example.sg/.")]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        envvar="CASETRUST_CONFIG",
        is_eager=True,
        callback=laid_under,
        help="Configuration file.",
        show_default=CONFIG_DEFAULT,
    ),
]
CaFile = Annotated[
    Path | None,
    typer.Option(
        "--ca-file", metavar="FILE", envvar="CASETRUST_CA_FILE", help="Trust this certificate authority (PEM) as well."
    ),
]
OwnSite = Annotated[
    bool,
    typer.Option(
        "--own-site", envvar="CASETRUST_OWN_SITE", help="You answer for this shop: read robots.txt, but do not obey it."
    ),
]
MaxPages = Annotated[
    int | None,
    typer.Option(
        "--max-pages",
        metavar="N",
        envvar="CASETRUST_MAX_PAGES",
        min=1,
        max=2000,
        help="Most pages the crawl may visit.",
    ),
]
MaxSeconds = Annotated[
    int | None,
    typer.Option(
        "--max-seconds",
        metavar="N",
        envvar="CASETRUST_MAX_SECONDS",
        min=10,
        max=86400,
        help="Most seconds the collection may take.",
    ),
]
Browser = Annotated[
    str | None,
    typer.Option("--browser", metavar="FILE", envvar="CASETRUST_BROWSER", help="Path of the Chromium to use."),
]
Login = Annotated[
    Path | None,
    typer.Option(
        "--login",
        metavar="FILE",
        envvar="CASETRUST_LOGIN",
        help="File written by `casetrust-audit login`: look with it too at what only a customer sees.",
    ),
]
PriceLog = Annotated[
    Path | None,
    typer.Option(
        "--price-log",
        metavar="FILE",
        envvar="CASETRUST_PRICE_LOG",
        help="CSV of the shop's own past prices (url, date, price, currency), kept as evidence.",
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="ADDRESS",
        envvar="CASETRUST_CONTACT",
        help="Your address, told to the shop in the user agent.",
    ),
]
Bundle = Annotated[
    Path, typer.Argument(metavar="BUNDLE", help="Directory of an evidence bundle.", autocompletion=completing.bundles)
]
Attestations = Annotated[
    Path | None,
    typer.Option(
        "--attestations",
        metavar="FILE",
        envvar="CASETRUST_ATTESTATIONS",
        help="Answers to the questions that `attest new` wrote.",
    ),
]

# the gate
Gate = Annotated[
    str,
    typer.Option(
        "--gate",
        metavar="LEVEL",
        envvar="CASETRUST_GATE",
        autocompletion=completing.one_of(completing.GATES),
        help="Exit with 1 where something of this severity or above fails: blocker, major, minor; or none.",
    ),
]
MinScore = Annotated[
    int | None,
    typer.Option(
        "--min-score",
        metavar="N",
        envvar="CASETRUST_MIN_SCORE",
        min=0,
        max=100,
        help="Exit with 1 where the score is surely less, with 3 where that depends on what is undecided.",
    ),
]
MinCoverage = Annotated[
    int,
    typer.Option(
        "--min-coverage",
        metavar="N",
        envvar="CASETRUST_MIN_COVERAGE",
        min=0,
        max=100,
        help="Exit with 3 where less, in per cent, was decided.",
    ),
]
FailOnIncomplete = Annotated[
    bool,
    typer.Option(
        "--fail-on-incomplete",
        envvar="CASETRUST_FAIL_ON_INCOMPLETE",
        help="Exit with 3 where a blocker is undecided, too little is decided for a verdict, or the audit ended early.",
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        envvar="CASETRUST_STRICT",
        help="Where a blocker or major needs a review, count it as failed (if --gate covers its severity).",
    ),
]
ExitZero = Annotated[
    bool,
    typer.Option(
        "--exit-zero",
        envvar="CASETRUST_EXIT_ZERO",
        help="Exit with 0 in place of 1: report what was found, and never fail on it.",
    ),
]
Waivers = Annotated[
    Path | None,
    typer.Option(
        "--waivers",
        metavar="FILE",
        envvar="CASETRUST_WAIVERS",
        help="YAML file of what may pass the gate for a while, why, and by whom.",
    ),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        envvar="CASETRUST_BASELINE",
        help="audit.json of an earlier audit: only what is new or worse fails the gate.",
    ),
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DAY", help="Day of the gate (UTC), such as 2026-11-26, by which waivers expire."),
]


def settings_of(url: str, config: Path | None, **flags: Any) -> Any:
    """Settings of a run: flags over the configuration file over the defaults. Raises UsageError."""
    from casetrust_audit import settings as s

    base = s.Settings(url=s.shop_url(url))
    if config is not None:
        base = s.apply(base, collection_part(read(config)), str(config))
    given = {k: str(v) if isinstance(v, Path) else v for k, v in flags.items() if v is not None and v is not False}
    made = s.apply(base, given, "command line")
    if made.ca_file is not None and not made.ca_file.is_file():
        raise UsageError(f"{made.ca_file}: no such file", "Check the path of the certificate authority.")
    if made.login_state is not None:
        s.check_login_state(made.login_state)
    return made


def output_of(given: Path | None, site: str) -> Path:
    """The directory given, or one named after shop and time."""
    if given is not None:
        return given
    from datetime import UTC, datetime

    safe = "".join(c if c.isalnum() or c in ".-" else "-" for c in site)
    return Path(f"audit-{safe}-{datetime.now(UTC):%Y%m%d-%H%M%S}")


def bundle_of(path: Path) -> Path:
    """The bundle itself, or the one in the directory that `audit` put it into."""
    inner = path / "bundle"
    return inner if not (path / "manifest.jsonl").exists() and (inner / "manifest.jsonl").exists() else path


def formats_of(names: list[str] | None) -> tuple[str, ...]:
    """The reports asked for, each NAME or NAME=FILE. Raises UsageError on those nobody knows."""
    from casetrust_audit.report.formats import wanted

    chosen = tuple(names or ())
    wanted(chosen)  # what is wrong with them is said before the work begins
    return chosen


def language_of(name: str) -> Language:
    """The language asked for. Raises UsageError, naming those there are, on one nobody has written."""
    from casetrust_audit.report.language import language

    return language(name)


def printed_of(formats: tuple[str, ...]) -> str:
    """The format that goes to standard output where no directory was named; "" where all have files."""
    from casetrust_audit.report.formats import PRINTED

    plain = tuple(dict.fromkeys(one for one in formats if "=" not in one)) if formats else ("json",)
    if len(plain) > 1:
        raise UsageError(
            f"--format: {' and '.join(plain)} cannot both go to standard output",
            f"Name an --output directory, or a file: --format {plain[0]}=FILE.",
        )
    if plain and plain[0] in PRINTED:
        raise UsageError(
            f"--format: {plain[0]} is no text", f"Name an --output directory, or a file: --format {plain[0]}=FILE."
        )
    return plain[0] if plain else ""
