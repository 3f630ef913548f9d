"""Waivers: read from a file, and laid over the findings for one day.

A waiver needs all five: rule, subject (or "all"), reason, owner, expires. What is malformed or has run out is not
applied and told; so is one that forgives nothing. It forgives the gate and changes no verdict and no figure.
The day is the gate's and not the audit's: a release is held against the waivers in force when it is to go out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from casetrust_audit.errors import RuleFileError, UsageError
from casetrust_audit.model.overlay import EVERY_SUBJECT, Waiver, WaiverEntry, WaiverSummary
from casetrust_audit.model.result import AuditResult, Finding, SubjectResult
from casetrust_audit.overlay.compare import is_open
from casetrust_audit.overlay.subjects import key_of, open_parts
from casetrust_audit.ruleset.problems import did_you_mean
from casetrust_audit.ruleset.yaml_source import Source, load_yaml

LARGEST_FILE = 256 * 1024
LONGEST_TEXT = 1000
ENDS_SOON_DAYS = 14
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_DAY = "'expires' must be a day such as 2026-12-31"
_COMPARED = 200
"""Characters and labels among which a likely one is looked for."""
KEYS = ("rule", "subject", "reason", "owner", "expires")


@dataclass(frozen=True, slots=True)
class WaiverFile:
    """A file of waivers as read: the entries that can be applied, and those that cannot."""

    file: str
    digest: str
    waivers: tuple[Waiver, ...]
    malformed: tuple[WaiverEntry, ...] = ()


def read_waivers(path: Path) -> WaiverFile:
    """The waivers of a file. Raises RuleFileError only where the file as a whole is no list of waivers."""
    source = load_yaml(path, LARGEST_FILE)
    if not isinstance(source.data, dict):
        raise RuleFileError(f"{source.place(())}: a waiver file must hold `waivers:` with a list below it")
    for key in source.data:
        if key != "waivers":
            hint = did_you_mean(key, ("waivers",))
            raise RuleFileError(f"{source.place((key,))}: unknown key {key[:40]!r}{hint}", "Only `waivers:` is known.")
    given = source.data.get("waivers") or []
    if not isinstance(given, list):
        raise RuleFileError(f"{source.place(('waivers',))}: `waivers` must be a list")
    read = [_entry(source, path.name, number, entry) for number, entry in enumerate(given)]
    return WaiverFile(
        path.name,
        source.digest,
        tuple(one for one in read if isinstance(one, Waiver)),
        tuple(one for one in read if isinstance(one, WaiverEntry)),
    )


def _entry(source: Source, name: str, number: int, given: Any) -> Waiver | WaiverEntry:
    place = f"{name}:{source.line(('waivers', number))}"
    wrong = _wrong(given)
    if wrong:
        return WaiverEntry(place, "malformed", None, f"Not applied: {wrong}{'' if wrong.endswith('?') else '.'}")
    return Waiver(**{key: " ".join(given[key].split()) for key in KEYS}, place=place)


def _wrong(given: Any) -> str:
    """What is wrong with an entry, "" where nothing is."""
    if not isinstance(given, dict):
        return f"an entry must hold {', '.join(KEYS)}"
    for key in given:
        if key not in KEYS:
            return f"unknown key {key[:40]!r}{did_you_mean(key, KEYS)}"
    for key in KEYS:
        value = given.get(key)
        if value is None or value == "" or (isinstance(value, str) and not value.strip()):
            return f"{key!r} is missing"
        if not isinstance(value, str):
            return f"{key!r} must be a text; put it in quotes"
        if len(value) > LONGEST_TEXT:
            return f"{key!r} is longer than {LONGEST_TEXT} characters"
    return "" if day_of(given["expires"].strip()) else _NO_DAY


def day_of(text: str) -> date | None:
    """The day a text of the form 2026-12-31 names; None where it names none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def lay_waivers(result: AuditResult, given: WaiverFile, day: date) -> AuditResult:
    """The result with the waivers in force on `day` beside its findings, and with what became of each.

    Raises UsageError where `day` is before the audit: no waiver of then may be brought back."""
    if day.isoformat() < result.run.started[:10]:
        raise UsageError(
            f"the waivers cannot be judged by {day.isoformat()}: the audit is of {result.run.started[:10]}",
            "Give the day of the gate with --today, or leave it out.",
        )
    live = [w for w in given.waivers if (day_of(w.expires) or date.min) >= day]
    bare = unforgiven(result, "waiver")
    findings = tuple(_forgiven(f, [w for w in live if w.rule == f.rule]) for f in bare.findings)
    by_rule = {f.rule: f for f in findings}
    entries = [_judged(w, by_rule, day) for w in given.waivers]
    entries = sorted((*entries, *given.malformed), key=lambda e: _line(e.place))
    return replace(
        bare, findings=findings, waivers=WaiverSummary(given.file, given.digest, day.isoformat(), tuple(entries))
    )


def again(summary: WaiverSummary) -> WaiverFile:
    """The file behind a summary, to be judged anew on another day."""
    waivers = tuple(entry.waiver for entry in summary.entries if entry.waiver is not None)
    return WaiverFile(summary.file, summary.digest, waivers, summary.of("malformed"))


def _line(place: str) -> int:
    number = place.rpartition(":")[2]
    return int(number) if number.isascii() and number.isdigit() else 0


def unforgiven(result: AuditResult, by: str) -> AuditResult:
    """The result without what "waiver" or "baseline" forgives in it."""
    return replace(result, findings=tuple(_unforgiven(f, by) for f in result.findings))


def _unforgiven(finding: Finding, by: str) -> Finding:
    if by not in (finding.forgiven, *(s.forgiven for s in finding.subjects)):
        return finding
    subjects = tuple(replace(s, forgiven="") if s.forgiven == by else s for s in finding.subjects)
    return settled(replace(finding, subjects=subjects, forgiven="" if finding.forgiven == by else finding.forgiven))


def settled(finding: Finding) -> Finding:
    """The finding, forgiven where all its open parts are: by waiver, if one of them needs it."""
    parts = open_parts(finding)
    if not parts:
        return finding
    by = {part.forgiven for part in parts}
    return replace(finding, forgiven="" if "" in by else "waiver" if "waiver" in by else "baseline")


def _forgiven(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    """The finding with the waivers that apply to it; what the baseline forgives needs none."""
    applied = tuple(w for w in waivers if applies(w, finding))
    if applied or finding.waivers:
        finding = replace(finding, waivers=applied)
    if not applied:
        return finding
    whole = any(w.subject == EVERY_SUBJECT for w in applied)
    parts, keys = set(open_parts(finding)), {key_of(w.subject) for w in applied}
    if not parts:
        return replace(finding, forgiven=finding.forgiven or "waiver")
    subjects = tuple(
        replace(s, forgiven="waiver") if s in parts and not s.forgiven and (whole or key_of(s.label) in keys) else s
        for s in finding.subjects
    )
    return settled(replace(finding, subjects=subjects))


def applies(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver is about something open in this finding; expiry is not asked here."""
    if waiver.rule != finding.rule or not is_open(finding):
        return False
    return waiver.subject == EVERY_SUBJECT or any(
        key_of(part.label) == key_of(waiver.subject) for part in open_parts(finding)
    )


def _judged(waiver: Waiver, findings: dict[str, Finding], day: date) -> WaiverEntry:
    finding = findings.get(waiver.rule)
    if finding is None:
        hint = did_you_mean(waiver.rule, findings) or "."
        return WaiverEntry(waiver.place, "unused", waiver, f"There is no requirement {waiver.rule!r}{hint}")
    last = day_of(waiver.expires)
    if last is None:  # only in an audit.json that somebody edited
        return WaiverEntry(waiver.place, "malformed", None, f"Not applied: {_NO_DAY}.")
    if last < day:
        return WaiverEntry(waiver.place, "expired", waiver, f"Not applied: it expired on {waiver.expires}.")
    if not applies(waiver, finding):
        return WaiverEntry(waiver.place, "unused", waiver, _why_unused(waiver, finding))
    left = (last - day).days
    soon = "Today is the last day it counts." if not left else f"It ends in {left} day{'' if left == 1 else 's'}."
    return WaiverEntry(waiver.place, "applied", waiver, soon if left <= ENDS_SOON_DAYS else "")


def _why_unused(waiver: Waiver, finding: Finding) -> str:
    if not is_open(finding):
        return f"It forgives nothing: the verdict is {finding.verdict.value}. Take it out."
    parts: Iterable[SubjectResult] = open_parts(finding)
    labels = [part.label[:_COMPARED] for part in parts][:_COMPARED]
    if not labels:
        return f"It forgives nothing: this is judged for the whole shop, so only the subject {EVERY_SUBJECT!r} fits."
    return (
        f"It forgives nothing: no open subject has this name{did_you_mean(waiver.subject[:_COMPARED], labels) or '.'}"
    )
