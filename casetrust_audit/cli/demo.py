"""`demo`: the embedded shop audited, honest and dishonest, over loopback only."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from casetrust_audit.cli.console import Talk
from casetrust_audit.errors import ToolFailure, UsageError
from casetrust_audit.report.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Chosen:
    """Names of the switches and of the coats of the demo shop."""

    defects: tuple[str, ...] = ()
    coats: tuple[str, ...] = ()


def list_defects() -> None:
    """The switches, one a line, on stdout."""
    from casetrust_audit.demo.defects import DEFECTS

    for defect in DEFECTS.values():
        typer.echo(f"{defect.name:28} {defect.title}")


def list_coats() -> None:
    """The coats, one a line, on stdout."""
    from casetrust_audit.demo.coats.registry import COATS

    for coat in COATS.values():
        typer.echo(f"{coat.name:28} {coat.title}")


def run_demo(output: Path, wanted: Chosen, browser: str, talk: Talk, language: Language = ENGLISH) -> None:
    """Audit the honest and the dishonest demo shop (or the one with the defects wanted), in the coats wanted. Raises on
    an order received."""
    from casetrust_audit.demo.coats.registry import wardrobe_of
    from casetrust_audit.demo.defects import DISHONEST, chosen

    chosen(wanted.defects)
    wardrobe_of(wanted.coats)
    _make_anew(output)
    defects = wanted.defects
    shops = {"-".join(defects)[:80]: defects} if defects else {"honest": (), "dishonest": DISHONEST}
    for name, switches in shops.items():
        worn = f" in {', '.join(wanted.coats)}" if wanted.coats else ""
        talk.say(f"\nDemo shop, {name}{worn}" + (f": {', '.join(switches)}" if switches else ""))
        _audit(output / name, replace(wanted, defects=switches), browser, talk, language)


def _make_anew(output: Path) -> None:
    """Only a directory that an earlier demo made is replaced."""
    mark = output / ".demo"
    if output.exists() and any(output.iterdir()) and not mark.exists():
        raise UsageError(f"{output} holds something else than a demo", "Name another directory with --output.")
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    mark.write_text("made by casetrust-audit demo\n", encoding="utf-8")


def _audit(place: Path, wanted: Chosen, browser: str, talk: Talk, language: Language) -> None:
    from casetrust_audit import pipeline
    from casetrust_audit.collect.collector import collect
    from casetrust_audit.demo.company import ACCREDITED
    from casetrust_audit.demo.server import DemoShop
    from casetrust_audit.settings import LOOPBACK_ONLY, Settings

    rules = pipeline.rule_set()
    with DemoShop(wanted.defects, coats=wanted.coats) as shop:
        settings = Settings(
            url=shop.url, plain_url=shop.plain_url, ca_file=shop.ca_file, browser=browser, resolver_rule=LOOPBACK_ONLY,
            price_log=shop.price_log, dns_server=shop.dns, accredited_names=ACCREDITED,
        )  # fmt: skip
        with talk.progress() as progress:
            bundle = collect(settings, place / "bundle", progress)
        if shop.received.orders or shop.received.payments:
            raise ToolFailure("the demo shop received an order, which must never happen", "Please report this.")
    with talk.at_work():
        checked = pipeline.check(bundle, rules)
        paths = pipeline.write_reports(checked, place, (), language=language)
    talk.scorecard(checked.result, paths)
