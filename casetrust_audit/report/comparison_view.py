"""Two audits side by side as shown in every format: decided once, every text already cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casetrust_audit.model.comparison import Change, Comparison, PriceChange
from casetrust_audit.model.result import AuditResult, Verdict
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.templates import html_environment, markdown_environment
from casetrust_audit.report.trail_table import money
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.words import (
    DISCLAIMER,
    LEVELS,
    READINESS,
    SEVERITIES,
    VERDICTS,
    Word,
    figure,
    interval,
    message,
)

SUBJECTS_SHOWN = 12
LONGEST_MARKDOWN = 1_000_000
"""Bytes of UTF-8: below what a forge takes for a summary."""
TURN_WORDS = {
    "dearer": message("dearer"), "cheaper": message("cheaper"), "new": message("new"), "gone": message("gone"),
    "other-currency": message("in another currency"), "told-worse": message("announced less well"),
    "told-better": message("announced better"),
}  # fmt: skip
_WORSE_TURNS = frozenset({"dearer", "new", "told-worse"})


@dataclass(frozen=True, slots=True)
class SideView:
    when: str
    date: str
    shop: str
    verdict: Word
    score: str
    coverage: str
    made: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    id: str
    title: str
    severity: str
    before: Word | None
    after: Word | None
    message: str
    subjects: tuple[str, ...]
    more_subjects: int


@dataclass(frozen=True, slots=True)
class GroupView:
    key: str
    title: str
    intro: str
    none: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class PriceView:
    item: str
    what: str
    before: str
    after: str
    turn: str
    worse: bool
    """For the shopper."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    site: str
    summary: str
    sides: tuple[SideView, SideView]
    groups: tuple[GroupView, ...]
    prices: tuple[PriceView, ...]
    unfollowed: tuple[str, ...]
    explanations: tuple[str, ...]
    disclaimer: str


def comparison_view(told: Comparison, language: Language = ENGLISH) -> ComparisonView:
    """The view of a comparison."""
    t = Translator(language)
    return ComparisonView(
        site=t.clean(told.after.run.site or told.after.run.target, 120),
        summary=_summary(told, t),
        sides=(_side(t.say("Then"), told.before, t), _side(t.say("Now"), told.after, t)),
        groups=(
            _group(
                "worse", t.say("Worse"), t.say("Not so, or less bad, before."), t.say("Nothing got worse."),
                told.worse, t,
            ),
            _group(
                "better", t.say("Better"), t.say("Open before, and put right."), t.say("Nothing got better."),
                told.better, t,
            ),
            _group(
                "unseen", t.say("No longer seen"),
                t.say("Decided or looked at before, and not now. It says nothing about the shop."),
                t.say("Everything that was seen before was seen again."), told.unseen, t,
            ),
            _group(
                "seen", t.say("Newly seen"), t.say("Not known before."), t.say("Nothing is seen for the first time."),
                told.seen, t,
            ),
        ),
        prices=tuple(_price(p, t) for p in told.prices),
        unfollowed=tuple(t.told(text) for text in told.unfollowed),
        explanations=tuple(t.told(text) for text in told.explanations),
        disclaimer=t.say(DISCLAIMER),
    )  # fmt: skip


def comparison_html(told: Comparison, language: Language = ENGLISH) -> str:
    """One self-contained page that asks nothing of any network and runs no script."""
    return html_environment(language).get_template("diff.html").render(view=comparison_view(told, language))


def comparison_markdown(told: Comparison, language: Language = ENGLISH) -> str:
    """The comparison for a merge request or a mail; long lists are cut, with the number left out."""
    template, view = markdown_environment(language).get_template("diff.md"), comparison_view(told, language)
    texts = (template.render(view=view, limit=limit) for limit in (500, 50, 10, 3))
    return next((t for t in texts if len(t.encode("utf-8")) <= LONGEST_MARKDOWN), None) or template.render(
        view=view, limit=1
    )


def _summary(told: Comparison, t: Translator) -> str:
    parts = (
        t.say("{number} worse", number=len(told.worse)),
        t.say("{number} better", number=len(told.better)),
        t.say("{number} no longer seen", number=len(told.unseen)),
        t.say("{number} newly seen", number=len(told.seen)),
    )
    return t.joined((t.listed(parts), t.count("{number} price change", "{number} price changes", len(told.prices))))


def _side(when: str, result: AuditResult, t: Translator) -> SideView:
    percent = result.coverage.percent
    return SideView(
        when=when,
        date=t.moment(result.run.started),
        shop=t.clean(result.run.target, 160),
        verdict=t.word(READINESS[result.readiness]),
        score=interval(result.score.low, result.score.high),
        coverage="–" if percent is None else f"{figure(percent)} %",
        made=t.clean(
            t.say("tool {version}, rule set {rules}", version=result.tool_version, rules=result.ruleset_version), 200
        ),
    )


def _group(key: str, title: str, intro: str, none: str, changes: Sequence[Change], t: Translator) -> GroupView:
    return GroupView(key, title, intro, none, tuple(_change(change, t) for change in changes))


def _change(change: Change, t: Translator) -> ChangeView:
    return ChangeView(
        id=t.clean(change.rule, 80),
        title=t.told(change.title, 300),
        severity=t.say(SEVERITIES[change.severity].text),
        before=_word(change.before, t),
        after=_word(change.after, t),
        message=t.told(change.message),
        subjects=tuple(t.name(label, 200) for label in change.subjects[:SUBJECTS_SHOWN]),
        more_subjects=max(0, len(change.subjects) - SUBJECTS_SHOWN),
    )


def _word(verdict: Verdict | None, t: Translator) -> Word | None:
    return t.word(VERDICTS[verdict]) if verdict else None


def _price(change: PriceChange, t: Translator) -> PriceView:
    names = {"headline": t.say("Price shown first"), "final": t.say("To be paid in the end")}
    told = change.turn.startswith("told-")
    return PriceView(
        item=f"{t.clean(change.item, 160)} ({t.scenario(change.scenario).lower()})",
        what=names.get(change.what) or t.name(change.what, 160),
        before=t.say(LEVELS.get(change.level_before, "–")) if told else money(change.before) or "–",
        after=t.say(LEVELS.get(change.level_after, "–")) if told else money(change.after) or "–",
        turn=t.say(TURN_WORDS[change.turn]),
        worse=change.turn in _WORSE_TURNS,
    )
