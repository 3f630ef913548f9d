"""The view model: everything HTML and Markdown show, decided once, every text already cleaned."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace

from casetrust_audit.model.result import (
    UNDECIDED,
    AreaScore,
    AuditResult,
    Finding,
    Score,
    Severity,
    SubjectResult,
    Trail,
    Verdict,
)
from casetrust_audit.report import words
from casetrust_audit.report.attestation_view import AttestationView, attestation_view
from casetrust_audit.report.clause_view import SchemesView, schemes_view
from casetrust_audit.report.filters import AREA, Filters, filters, row_classes
from casetrust_audit.report.fix import Fix, fix
from casetrust_audit.report.json_format import plain
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.looked_view import (
    Group,
    IndexRow,
    Unusable,
    Walk,
    index_row,
    looked,
    skipped,
    unusable,
    walk,
)
from casetrust_audit.report.overlay_view import BaselineView, WaiversView, badges, baseline_view, waivers_view
from casetrust_audit.report.partly_view import PartlyView, partly_view
from casetrust_audit.report.profile_view import ProfileView, profile_view
from casetrust_audit.report.score_bar import ScoreBar, score_bar
from casetrust_audit.report.spots import PICTURE_BUDGET, Crops, Link, Spot, Spotter, anchor, link
from casetrust_audit.report.story import Story, story
from casetrust_audit.report.trail_view import TrailView, trail_view
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import Word, figure, interval

SPOTS_SHOWN, SUBJECTS_SHOWN, SEARCHED_SHOWN, SKIPS_SHOWN = 5, 12, 12, 8
LONG_TEXT = 3000


@dataclass(frozen=True, slots=True)
class SubjectView:
    label: str
    verdict: Word
    reason: str
    spot: Spot | None
    badges: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    anchor: str
    classes: str
    """Of its row, for the filters."""
    id: str
    title: str
    heading: str
    """What is wrong where it fails; else the title, which says what is asked."""
    area: str
    severity: Word
    verdict: Word
    confidence: str
    mode: str
    message: str
    action: str
    """First sentence of what to do."""
    remediation: str
    fix: Fix
    """The same in its parts."""
    question: str
    """What would decide it, for an undecided one."""
    why: str
    sources: str
    spots: tuple[Spot, ...]
    more_spots: int
    subjects: tuple[SubjectView, ...]
    more_subjects: int
    searched: tuple[Link, ...]
    more_searched: int
    searched_words: str
    badges: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class AreaView:
    anchor: str
    title: str
    interval: str
    tally: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    interval: str
    shown: str
    score_note: str
    bar: ScoreBar | None
    coverage: str
    blockers: str
    modes: tuple[tuple[str, str, str], ...]
    """(mode key, share, words)."""
    counts: tuple[tuple[Word, int], ...]
    not_applicable: str


@dataclass(frozen=True, slots=True)
class View:
    site: str
    shop: Link
    date: str
    profile: str
    verdict: Word
    reason: str
    figures: Figures
    partly: PartlyView | None
    """Where little could be decided."""
    blockers: tuple[FindingView, ...]
    majors: tuple[FindingView, ...]
    lesser: tuple[FindingView, ...]
    undecided: tuple[tuple[Word, tuple[FindingView, ...]], ...]
    trails: tuple[TrailView, ...]
    stories: tuple[Story, ...]
    areas: tuple[AreaView, ...]
    filters: Filters
    limits: tuple[str, ...]
    looked: str
    skipped: tuple[Group, ...]
    unusable: tuple[Unusable, ...]
    walks: tuple[Walk, ...]
    index: tuple[IndexRow, ...]
    making: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    pictures_left_out: int
    attestation: AttestationView | None
    waivers: WaiversView | None
    baseline: BaselineView | None
    schemes: SchemesView
    judged_otherwise: ProfileView | None
    glossary: tuple[tuple[str, str], ...]
    disclaimer: str
    in_english: int
    """Texts of a report in another language that have no translation."""


def build(result: AuditResult, crops: Crops, language: Language = ENGLISH, budget: int = PICTURE_BUDGET) -> View:
    """The view of `result`; `crops` gives the picture of a spot, or None; `budget` as in `Spotter`."""
    t = Translator(language)
    spotter = Spotter(crops, (capture.id for capture in result.captures), budget)
    # the trails come first: where pictures run out, theirs are the ones to keep
    trails = tuple(
        trail_view(trail, i, spotter, t, collected=_collected(result, trail))
        for i, trail in enumerate(result.trails, 1)
    )
    findings = tuple((f, _finding(f, spotter, t)) for f in words.in_order(result.findings))
    areas = _areas(result, findings, t)
    fails = [(f, v) for f, v in findings if f.verdict is Verdict.FAIL]
    view = View(
        site=t.clean(result.run.site or result.run.target, 120),
        shop=link(result.run.target),
        date=t.moment(result.run.finished),
        profile=t.clean(result.profile, 80),
        verdict=t.word(words.READINESS[result.readiness]),
        reason=t.told(result.readiness_reason),
        figures=_figures(result, t),
        partly=partly_view(result, t),
        blockers=tuple(v for f, v in fails if f.severity is Severity.BLOCKER),
        majors=tuple(v for f, v in fails if f.severity is Severity.MAJOR),
        lesser=tuple(v for f, v in fails if f.severity in (Severity.MINOR, Severity.INFO)),
        undecided=_undecided(findings, t),
        trails=trails,
        stories=tuple(story(trail, t) for trail in trails),
        areas=areas,
        filters=filters(result.findings, ((a.anchor, a.title, len(a.findings)) for a in areas), t),
        limits=tuple(t.told(limit) for limit in result.limits),
        looked=looked(result, t),
        skipped=skipped(result, t),
        unusable=tuple(unusable(c, t) for c in result.captures if not c.usable),
        walks=tuple(walk(result, i, t) for i in range(len(result.journeys))),
        index=tuple(index_row(c, t) for c in result.captures),
        making=_making(result, t),
        settings=tuple(
            (t.clean(str(key), 80), t.clean(json.dumps(plain(value), sort_keys=True, ensure_ascii=False), 300))
            for key, value in sorted(result.run.settings.items())
        ),
        pictures_left_out=spotter.left_out,
        attestation=attestation_view(result, t),
        waivers=waivers_view(result, t),
        baseline=baseline_view(result, t),
        schemes=schemes_view(result, t),
        judged_otherwise=profile_view(result, t),
        glossary=_glossary(t),
        disclaimer=t.say(words.DISCLAIMER),
        in_english=0,
    )
    return replace(view, in_english=len(t.missed))


def _glossary(t: Translator) -> tuple[tuple[str, str], ...]:
    told = (*words.READINESS.values(), *words.VERDICTS.values(), *words.SEVERITIES.values())
    return tuple((t.say(word.text), t.say(word.meaning)) for word in told)


def _collected(result: AuditResult, trail: Trail) -> bool:
    """Whether the buyer was to fetch the goods on the walk that the trail tells of."""
    return any(j.collected for j in result.journeys if j.scenario == trail.scenario and j.product_title == trail.item)


def _finding(finding: Finding, spotter: Spotter, t: Translator) -> FindingView:
    undecided = finding.verdict in UNDECIDED
    beside: set[str] = set()
    return FindingView(
        anchor=anchor("rule", finding.rule),
        classes=row_classes(finding),
        id=t.clean(finding.rule, 80),
        title=t.told(finding.title, 300),
        heading=t.told(finding.heading, 300),
        area=t.clean(finding.area, 20),
        severity=t.word(words.SEVERITIES[finding.severity]),
        verdict=t.word(words.VERDICTS[finding.verdict]),
        confidence="" if undecided else t.say(words.CONFIDENCES[finding.confidence]),
        mode=t.mode(finding.mode),
        message=t.told(finding.message),
        action=t.first_sentence(finding.remediation),
        remediation=t.told(finding.remediation, LONG_TEXT),
        fix=fix(finding, t, LONG_TEXT, spotter),
        question=t.told(finding.question, LONG_TEXT) if undecided else "",
        why=t.told(finding.why),
        sources=t.clean(t.listed(t.name(source, 120) for source in finding.sources), 200),
        spots=tuple(spotter.spot(ref, beside=beside) for ref in finding.evidence[:SPOTS_SHOWN]),
        more_spots=max(0, len(finding.evidence) - SPOTS_SHOWN),
        subjects=_subjects(finding, spotter, t, beside),
        more_subjects=max(0, len(finding.subjects) - SUBJECTS_SHOWN),
        searched=tuple(link(ref.url) for ref in finding.searched[:SEARCHED_SHOWN]),
        more_searched=max(0, len(finding.searched) - SEARCHED_SHOWN),
        searched_words=t.clean(", ".join(f"“{word}”" for word in finding.searched_words), 400),
        badges=badges(finding, t),
    )


def _subjects(finding: Finding, spotter: Spotter, t: Translator, beside: set[str]) -> tuple[SubjectView, ...]:
    """The worst first; a picture only where the finding's own evidence does not show it already."""
    shown = set(finding.evidence[:SPOTS_SHOWN])
    order = list(words.VERDICTS)
    ranked: list[SubjectResult] = sorted(finding.subjects, key=lambda s: order.index(s.verdict))
    return tuple(
        SubjectView(
            t.name(subject.label, 200),
            t.word(words.VERDICTS[subject.verdict]),
            t.told(subject.reason, 300),
            spotter.spot(subject.evidence[0], subject.evidence[0] not in shown, beside) if subject.evidence else None,
            badges(subject, t),
        )
        for subject in ranked[:SUBJECTS_SHOWN]
    )


def _undecided(
    findings: tuple[tuple[Finding, FindingView], ...], t: Translator
) -> tuple[tuple[Word, tuple[FindingView, ...]], ...]:
    groups = []
    for verdict, word in words.VERDICTS.items():
        members = tuple(v for f, v in findings if f.verdict is verdict)
        if verdict in UNDECIDED and members:
            groups.append((t.word(word), members))
    return tuple(groups)


def _areas(
    result: AuditResult, findings: tuple[tuple[Finding, FindingView], ...], t: Translator
) -> tuple[AreaView, ...]:
    known = {area.area for area in result.areas}
    strays = sorted({f.area for f, _ in findings} - known)
    areas = [*result.areas, *(AreaScore(code, code, None, None, {}) for code in strays)]
    views = []
    for area in areas:
        members = [(f, v) for f, v in findings if f.area == area.area]
        counts = Counter(f.verdict for f, _ in members)
        tally = t.tally(word for v, word in words.VERDICTS.items() for _ in range(counts[v]))
        views.append(
            AreaView(
                anchor(AREA, area.area),
                t.name(area.title, 120),
                interval(area.low, area.high),
                tally or t.say("no requirement"),
                tuple(v for _, v in members),
            )
        )
    return tuple(views)


def _figures(result: AuditResult, t: Translator) -> Figures:
    coverage = result.coverage
    total = sum(coverage.modes.values())
    return Figures(
        interval=interval(result.score.low, result.score.high),
        shown=figure(result.score.shown),
        score_note=_score_note(result.score, t),
        bar=score_bar(result.score),
        coverage="–" if coverage.percent is None else f"{figure(coverage.percent)} %",
        blockers=t.say("{part} of {whole}", part=coverage.blockers_decided, whole=coverage.blockers_applicable),
        modes=tuple(
            (
                key,
                t.say("{part} of {whole}", part=count, whole=total),
                t.mode(key),
            )
            for key in (*words.MODES, *sorted(set(coverage.modes) - set(words.MODES)))
            if (count := coverage.modes.get(key, 0))
        ),
        counts=tuple((t.word(word), n) for v, word in words.VERDICTS.items() if (n := coverage.counts.get(v.value, 0))),
        not_applicable=f"{figure(coverage.not_applicable_share)} %",
    )


def _score_note(score: Score, t: Translator) -> str:
    """Why the shown figure is what it is."""
    if score.shown is None:
        return t.say("No score: nothing that weighs was decided.")
    notes = []
    if score.cap < 100:
        capped = t.say("capped at {cap}", cap=score.cap)
        notes.append(t.say(": ").join(part for part in (capped, t.told(score.cap_reason, 300)) if part))
    if score.provisional:
        notes.append(t.say("provisional: a blocker is undecided"))
    return t.joined(notes)


def _making(result: AuditResult, t: Translator) -> tuple[tuple[str, str], ...]:
    run = result.run
    rows = (
        (t.say("Tool"), f"casetrust-audit {result.tool_version}"),
        (t.say("Collected with"), f"casetrust-audit {run.tool_version}"),
        (t.say("Browser"), run.browser),
        (t.say("User agent"), run.user_agent),
        (
            t.say("Rule set"),
            t.say("version {version}, digest {digest}", version=result.ruleset_version, digest=result.ruleset_digest),
        ),
        (t.say("Profile"), result.profile),
        (t.say("Evidence bundle"), t.say("digest {digest}", digest=result.bundle_digest)),
        (t.say("Collected"), t.say("{start} to {end}", start=t.moment(run.started), end=t.moment(run.finished))),
        (t.say("Result schema"), result.schema_version),
    )
    return tuple((name, t.clean(value, 300)) for name, value in rows if value)
