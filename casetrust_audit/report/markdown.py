"""report.md: the short report, for a merge request or a mail."""

from __future__ import annotations

from dataclasses import dataclass

from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.templates import markdown_environment
from casetrust_audit.report.view import build

BUDGET = 60_000
"""Bytes of UTF-8: below what the forges take for one comment."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each list are shown."""

    blockers: int
    findings: int
    undecided: int
    trails: int
    lines: int
    schemes: int


STAGES = (
    Limits(100, 100, 100, 6, 40, 60),
    Limits(60, 40, 30, 4, 25, 40),
    Limits(40, 20, 10, 3, 15, 30),
    Limits(25, 8, 4, 2, 8, 15),
    Limits(10, 2, 1, 1, 4, 5),
    Limits(3, 0, 0, 0, 0, 0),
)


def to_markdown(result: AuditResult, language: Language = ENGLISH) -> str:
    """The short report, at most `BUDGET` bytes: the longest lists are cut, with the number left out."""
    view = build(result, lambda _: None, language)
    template = markdown_environment(language).get_template("report.md")
    texts = (template.render(view=view, limits=limits) for limits in STAGES)
    # the last stage fits whatever the shop wrote: every text in it is bounded
    return next((text for text in texts if len(text.encode("utf-8")) <= BUDGET), None) or template.render(
        view=view, limits=STAGES[-1]
    )
