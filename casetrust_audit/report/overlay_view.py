"""What was laid over the findings, as shown: badges beside a finding, and the sections of waivers and baseline."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.overlay import EVERY_SUBJECT, BaselineSummary, Gone, Waiver, WaiverEntry
from casetrust_audit.model.result import AuditResult, Finding, SubjectResult, Verdict
from casetrust_audit.report.spots import anchor
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import SEVERITIES, VERDICTS, Word

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


def badges(one: Finding | SubjectResult, t: Translator) -> tuple[Word, ...]:
    """What stands beside a finding or a subject of it."""
    found = []
    if isinstance(one, Finding) and one.waivers:
        until = min(waiver.expires for waiver in one.waivers)
        said = t.say("Waived until {day}", day=until) if one.forgiven else t.say("Waived in part")
        found.append(Word("waived", "", said, ""))
    elif one.forgiven == "waiver":
        found.append(Word("waived", "", t.say("Waived"), ""))
    found += [t.word(word) for word in (NEW, UNCHANGED) if word.key == one.change]
    return tuple(found)


def badge_text(one: Finding | SubjectResult) -> str:
    """ " (waived until 2026-12-31; new)", "" where there are no badges."""
    said = "; ".join(word.text[0].lower() + word.text[1:] for word in badges(one, Translator()))
    return f" ({said})" if said else ""


def waivers_view(result: AuditResult, t: Translator) -> WaiversView | None:
    """The section of waivers; None where no file of them was given."""
    given = result.waivers
    if given is None:
        return None
    rules = {f.rule for f in result.findings}
    counted = [
        t.say("{number} {word}", number=len(given.of(state)), word=t.say(word.text).lower())
        for state, word in STATES.items()
        if given.of(state)
    ]
    return WaiversView(
        file=t.clean(given.file, 120),
        digest=given.digest,
        day=t.clean(given.day, 20),
        counts=t.listed(counted) or t.say("the file holds none"),
        entries=tuple(_waiver(entry, rules, t) for entry in given.entries),
    )


def _waiver(entry: WaiverEntry, rules: set[str], t: Translator) -> WaiverView:
    waiver = entry.waiver
    return WaiverView(
        place=t.clean(entry.place, 160),
        state=t.word(STATES[entry.state]),
        anchor=anchor("rule", waiver.rule) if waiver and waiver.rule in rules else "",
        rule=t.clean(waiver.rule, 80) if waiver else "",
        subject=_subject(waiver, t) if waiver else "",
        reason=t.clean(waiver.reason) if waiver else "",
        owner=t.clean(waiver.owner, 120) if waiver else "",
        expires=t.clean(waiver.expires, 20) if waiver else "",
        note=t.told(entry.note),
    )


def _subject(waiver: Waiver, t: Translator) -> str:
    return t.say("everything") if waiver.subject == EVERY_SUBJECT else t.name(waiver.subject, 300)


def baseline_view(result: AuditResult, t: Translator) -> BaselineView | None:
    """The section that tells what became of the baseline; None where none was given."""
    given = result.baseline
    if given is None:
        return None
    return BaselineView(
        file=t.clean(given.file, 120),
        digest=given.digest,
        date=t.moment(given.started),
        counts=t.count(
            "{number} finding with something new or worse, {unchanged} as then, {fixed} fixed, {untestable} no longer "
            "testable.",
            "{number} findings with something new or worse, {unchanged} as then, {fixed} fixed, {untestable} no longer "
            "testable.",
            given.new, unchanged=given.unchanged, fixed=len(given.fixed), untestable=len(given.untestable),
        ),
        made=_made(result, given, t),
        fixed=tuple(_gone(one, t) for one in given.fixed),
        untestable=tuple(_gone(one, t) for one in given.untestable),
    )  # fmt: skip


def _made(result: AuditResult, given: BaselineSummary, t: Translator) -> str:
    others = []
    if given.tool_version != result.tool_version:
        others.append(t.say("version {version} of the tool", version=t.clean(given.tool_version, 40)))
    if given.ruleset_digest != result.ruleset_digest:
        others.append(t.say("another rule set ({version})", version=t.clean(given.ruleset_version, 40)))
    if not others:
        return ""
    return t.say("It was judged with {others}, which may explain differences.", others=t.say(" and ").join(others))


def _gone(one: Gone, t: Translator) -> GoneView:
    return GoneView(
        anchor=anchor("rule", one.rule),
        rule=t.clean(one.rule, 80),
        title=t.told(one.title, 300),
        severity=next(
            (t.say(w.text) for s, w in SEVERITIES.items() if s.value == one.severity), t.clean(one.severity, 20)
        ),
        subject=t.name(one.subject, 300),
        was=t.word(next((w for v, w in VERDICTS.items() if v.value == one.was), VERDICTS[Verdict.ERROR])),
        reason=t.told(one.reason),
    )
