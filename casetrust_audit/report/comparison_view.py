"""Two audits side by side as shown in every format: decided once, every text already cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casetrust_audit.model.comparison import Change, Comparison, PriceChange
from casetrust_audit.model.result import AuditResult, Verdict
from casetrust_audit.report.escape import clean
from casetrust_audit.report.templates import html_environment, markdown_environment
from casetrust_audit.report.trail_table import money
from casetrust_audit.report.words import (
    DISCLAIMER,
    LEVELS,
    READINESS,
    SEVERITIES,
    VERDICTS,
    Word,
    figure,
    interval,
    moment,
    scenario_words,
)

SUBJECTS_SHOWN = 12
LONGEST_MARKDOWN = 1_000_000
"""Bytes of UTF-8: below what a forge takes for a summary."""
TURN_WORDS = {
    "dearer": "dearer", "cheaper": "cheaper", "new": "new", "gone": "gone", "other-currency": "in another currency",
    "told-worse": "announced less well", "told-better": "announced better",
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


def comparison_view(told: Comparison) -> ComparisonView:
    """The view of a comparison."""
    counts = (
        (told.worse, "worse"),
        (told.better, "better"),
        (told.unseen, "no longer seen"),
        (told.seen, "newly seen"),
    )
    moved = len(told.prices)
    return ComparisonView(
        site=clean(told.after.run.site or told.after.run.target, 120),
        summary=", ".join(f"{len(changes)} {word}" for changes, word in counts)
        + f"; {moved} price change{'' if moved == 1 else 's'}",
        sides=(_side("Then", told.before), _side("Now", told.after)),
        groups=(
            _group("worse", "Worse", "Not so, or less bad, before.", "Nothing got worse.", told.worse),
            _group("better", "Better", "Open before, and put right.", "Nothing got better.", told.better),
            _group(
                "unseen", "No longer seen", "Decided or looked at before, and not now. It says nothing about the shop.",
                "Everything that was seen before was seen again.", told.unseen,
            ),
            _group(
                "seen", "Newly seen", "Not known before.", "Nothing is seen for the first time.", told.seen
            ),
        ),
        prices=tuple(_price(p) for p in told.prices),
        unfollowed=tuple(clean(text) for text in told.unfollowed),
        explanations=tuple(clean(text) for text in told.explanations),
        disclaimer=DISCLAIMER,
    )  # fmt: skip


def comparison_html(told: Comparison) -> str:
    """One self-contained page that asks nothing of any network and runs no script."""
    return html_environment().get_template("diff.html").render(view=comparison_view(told))


def comparison_markdown(told: Comparison) -> str:
    """The comparison for a merge request or a mail; long lists are cut, with the number left out."""
    template, view = markdown_environment().get_template("diff.md"), comparison_view(told)
    texts = (template.render(view=view, limit=limit) for limit in (500, 50, 10, 3))
    return next((t for t in texts if len(t.encode("utf-8")) <= LONGEST_MARKDOWN), None) or template.render(
        view=view, limit=1
    )


def _side(when: str, result: AuditResult) -> SideView:
    percent = result.coverage.percent
    return SideView(
        when=when,
        date=moment(result.run.started),
        shop=clean(result.run.target, 160),
        verdict=READINESS[result.readiness],
        score=interval(result.score.low, result.score.high),
        coverage="–" if percent is None else f"{figure(percent)} %",
        made=clean(f"tool {result.tool_version}, rule set {result.ruleset_version}", 200),
    )


def _group(key: str, title: str, intro: str, none: str, changes: Sequence[Change]) -> GroupView:
    return GroupView(key, title, intro, none, tuple(_change(change) for change in changes))


def _change(change: Change) -> ChangeView:
    return ChangeView(
        id=clean(change.rule, 80),
        title=clean(change.title, 300),
        severity=SEVERITIES[change.severity].text,
        before=_word(change.before),
        after=_word(change.after),
        message=clean(change.message),
        subjects=tuple(clean(label, 200) for label in change.subjects[:SUBJECTS_SHOWN]),
        more_subjects=max(0, len(change.subjects) - SUBJECTS_SHOWN),
    )


def _word(verdict: Verdict | None) -> Word | None:
    return VERDICTS[verdict] if verdict else None


def _price(change: PriceChange) -> PriceView:
    names = {"headline": "Price shown first", "final": "To be paid in the end"}
    told = change.turn.startswith("told-")
    return PriceView(
        item=f"{clean(change.item, 160)} ({scenario_words(change.scenario).lower()})",
        what=names.get(change.what) or clean(change.what, 160),
        before=LEVELS.get(change.level_before, "–") if told else money(change.before) or "–",
        after=LEVELS.get(change.level_after, "–") if told else money(change.after) or "–",
        turn=TURN_WORDS[change.turn],
        worse=change.turn in _WORSE_TURNS,
    )
