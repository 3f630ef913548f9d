"""What was laid over the findings, as shown: badges beside a finding, and the sections of waivers and baseline."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.overlay import EVERY_SUBJECT, BaselineSummary, Gone, WaiverEntry
from casetrust_audit.model.result import AuditResult, Finding, SubjectResult, Verdict
from casetrust_audit.report.escape import clean
from casetrust_audit.report.spots import anchor
from casetrust_audit.report.words import SEVERITIES, VERDICTS, Word, moment, plural

STATES = {
    "applied": Word("applied", "✓", "Applied", ""),
    "expired": Word("expired", "✕", "Expired", ""),
    "unused": Word("unused", "○", "Unused", ""),
    "malformed": Word("malformed", "!", "Malformed", ""),
}
NEW = Word("new", "", "New", "Not so, or less bad, in the baseline.")
UNCHANGED = Word("unchanged", "", "As in the baseline", "It was as bad then.")


@dataclass(frozen=True, slots=True)
class WaiverView:
    place: str
    state: Word
    anchor: str
    """Of the finding; "" where there is none."""
    rule: str
    subject: str
    reason: str
    owner: str
    expires: str
    note: str


@dataclass(frozen=True, slots=True)
class WaiversView:
    file: str
    digest: str
    day: str
    counts: str
    entries: tuple[WaiverView, ...]


@dataclass(frozen=True, slots=True)
class GoneView:
    anchor: str
    rule: str
    title: str
    severity: str
    subject: str
    was: Word
    reason: str


@dataclass(frozen=True, slots=True)
class BaselineView:
    file: str
    digest: str
    date: str
    counts: str
    made: str
    """Tool and rule set then, where they are others now."""
    fixed: tuple[GoneView, ...]
    untestable: tuple[GoneView, ...]


def badges(one: Finding | SubjectResult) -> tuple[Word, ...]:
    """What stands beside a finding or a subject of it."""
    found = []
    if isinstance(one, Finding) and one.waivers:
        until = min(waiver.expires for waiver in one.waivers)
        found.append(Word("waived", "", f"Waived until {until}" if one.forgiven else "Waived in part", ""))
    elif one.forgiven == "waiver":
        found.append(Word("waived", "", "Waived", ""))
    found += {"new": [NEW], "unchanged": [UNCHANGED]}.get(one.change, [])
    return tuple(found)


def badge_text(one: Finding | SubjectResult) -> str:
    """ " (waived until 2026-12-31; new)", "" where there are no badges."""
    said = "; ".join(word.text[0].lower() + word.text[1:] for word in badges(one))
    return f" ({said})" if said else ""


def waivers_view(result: AuditResult) -> WaiversView | None:
    """The section of waivers; None where no file of them was given."""
    given = result.waivers
    if given is None:
        return None
    rules = {f.rule for f in result.findings}
    counted = [f"{len(given.of(state))} {word.text.lower()}" for state, word in STATES.items() if given.of(state)]
    return WaiversView(
        file=clean(given.file, 120),
        digest=given.digest,
        day=clean(given.day, 20),
        counts=", ".join(counted) or "the file holds none",
        entries=tuple(_waiver(entry, rules) for entry in given.entries),
    )


def _waiver(entry: WaiverEntry, rules: set[str]) -> WaiverView:
    waiver = entry.waiver
    return WaiverView(
        place=clean(entry.place, 160),
        state=STATES[entry.state],
        anchor=anchor("rule", waiver.rule) if waiver and waiver.rule in rules else "",
        rule=clean(waiver.rule, 80) if waiver else "",
        subject=("everything" if waiver.subject == EVERY_SUBJECT else clean(waiver.subject, 300)) if waiver else "",
        reason=clean(waiver.reason) if waiver else "",
        owner=clean(waiver.owner, 120) if waiver else "",
        expires=clean(waiver.expires, 20) if waiver else "",
        note=clean(entry.note),
    )


def baseline_view(result: AuditResult) -> BaselineView | None:
    """The section that tells what became of the baseline; None where none was given."""
    given = result.baseline
    if given is None:
        return None
    return BaselineView(
        file=clean(given.file, 120),
        digest=given.digest,
        date=moment(given.started),
        counts=f"{plural(given.new, 'finding')} with something new or worse, {given.unchanged} as then, "
        f"{len(given.fixed)} fixed, {len(given.untestable)} no longer testable.",
        made=_made(result, given),
        fixed=tuple(_gone(one) for one in given.fixed),
        untestable=tuple(_gone(one) for one in given.untestable),
    )


def _made(result: AuditResult, given: BaselineSummary) -> str:
    others = []
    if given.tool_version != result.tool_version:
        others.append(f"version {clean(given.tool_version, 40)} of the tool")
    if given.ruleset_digest != result.ruleset_digest:
        others.append(f"another rule set ({clean(given.ruleset_version, 40)})")
    return f"It was judged with {' and '.join(others)}, which may explain differences." if others else ""


def _gone(one: Gone) -> GoneView:
    return GoneView(
        anchor=anchor("rule", one.rule),
        rule=clean(one.rule, 80),
        title=clean(one.title, 300),
        severity=next((w.text for s, w in SEVERITIES.items() if s.value == one.severity), clean(one.severity, 20)),
        subject=clean(one.subject, 300),
        was=next((w for v, w in VERDICTS.items() if v.value == one.was), VERDICTS[Verdict.ERROR]),
        reason=clean(one.reason),
    )
