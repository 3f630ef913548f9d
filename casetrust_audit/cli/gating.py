"""The gate on the command line: what was asked for, waivers and baseline laid over a result, and the exit code.

Exit codes, 5 before 4 before 1 before 3: evidence that does not verify and a tool that broke raise errors and never
reach the gate; proof of a failed requirement (1) goes before too little known (3). `--exit-zero` turns 1 into 0 and
nothing else: that a shop could not be audited is no finding, and a pipeline that shows green for months because the
shop blocks it would be worse than a red one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from casetrust_audit.cli.console import Talk, say_error
from casetrust_audit.cli.printable import printable
from casetrust_audit.errors import UsageError
from casetrust_audit.model.result import AuditResult
from casetrust_audit.overlay.audit_file import read_audit
from casetrust_audit.overlay.baseline import Baseline, lay_baseline
from casetrust_audit.overlay.gate import GATES, MET, NOT_MET, Terms, judge_gate
from casetrust_audit.overlay.waivers import WaiverFile, again, day_of, lay_waivers, read_waivers
from casetrust_audit.ruleset.profiles import DEFAULT_NAME

ADVICE = {
    NOT_MET: "",
    3: "See “what was not looked at” in the report; --min-coverage changes what is asked for.",
}


@dataclass(frozen=True, slots=True)
class Overlays:
    """What is to be laid over a result. `day` is None where waivers are judged by the real day."""

    waivers: WaiverFile | None = None
    baseline: Baseline | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The gate as asked for."""

    terms: Terms
    overlays: Overlays
    exit_zero: bool


def overlays(waivers: Path | None, baseline: Path | None, today: str | None) -> Overlays:
    """Both files read, before anything that takes long. Raises UsageError."""
    day = day_of(today) if today is not None else None
    if today is not None and day is None:
        raise UsageError(f"--today: {today[:40]!r} is no day", "Give a day such as 2026-11-26.")
    return Overlays(
        read_waivers(waivers) if waivers is not None else None,
        read_audit(baseline) if baseline is not None else None,
        day,
    )


def asked(
    gate: str, min_score: int | None, min_coverage: int, fail_on_incomplete: bool, strict: bool, exit_zero: bool,
    laid: Overlays,
) -> Asked:  # fmt: skip
    """What the flags ask for. Raises UsageError on a gate there is none of."""
    if gate not in GATES:
        raise UsageError(f"--gate: unknown gate {gate!r}", f"Choose {', '.join(GATES[:-1])} or {GATES[-1]}.")
    return Asked(Terms(gate, min_score, min_coverage, fail_on_incomplete, strict), laid, exit_zero)


def laid_over(result: AuditResult, laid: Overlays) -> AuditResult:
    """The result with baseline and waivers. Waivers that a result has already are judged anew, by the day of now."""
    waivers = laid.waivers or (again(result.waivers) if result.waivers else None)
    if laid.baseline is not None:
        result = lay_baseline(result, laid.baseline)
    if waivers is None:
        return result
    return lay_waivers(result, waivers, laid.day or datetime.now(UTC).date())


def close(result: AuditResult, asked_for: Asked, talk: Talk, *, told: bool = False) -> typer.Exit:
    """Says what the gate says, on stderr, and gives the exit. `told`: also where it is met and nothing was forgiven."""
    outcome = judge_gate(result, asked_for.terms)
    let = asked_for.exit_zero and outcome.code == NOT_MET
    code = MET if let else outcome.code
    if talk.gate(outcome, code):
        return typer.Exit(code)
    if outcome.code == MET:
        if told or outcome.notes:
            talk.say(printable(str(outcome), 2000))
        return typer.Exit(MET)
    head = str(outcome) if result.crawl.pages else f"nothing audited: {outcome.reasons[0]}"
    if let:
        talk.say(printable(f"{head} (exit code 0, as asked for)", 2000))
    else:
        say_error(head, ADVICE[code])
    return typer.Exit(code)


def gate_alone(
    source: Path, rules: tuple[Path, ...], profile: str, attestations: Path | None, asked_for: Asked, talk: Talk
) -> None:
    """`gate`: of a bundle, judged again, or of an audit.json as it is. Raises the exit."""
    if source.is_file():
        if rules or attestations or profile != DEFAULT_NAME:
            raise UsageError(
                f"{source}: an audit.json is judged already",
                "Give the bundle with --rules, --profile or --attestations.",
            )
        result = read_audit(source).result
    elif not source.exists():
        raise UsageError(f"{source}: there is no such file or directory", "Give a bundle or an audit.json.")
    else:
        from casetrust_audit import pipeline
        from casetrust_audit.cli.options import bundle_of

        with talk.at_work():
            result = pipeline.check(bundle_of(source), pipeline.rule_set(rules, profile), attestations).result
    result = laid_over(result, asked_for.overlays)
    talk.overlays(result)
    raise close(result, asked_for, talk, told=True)
