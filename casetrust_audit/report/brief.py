"""brief.html: the summary of one printed page for a client, in one file that asks nothing of any network."""

from __future__ import annotations

from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.brief_view import PAGE_LINES, brief_view
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.spots import Crops
from casetrust_audit.report.templates import html_environment


def to_brief(result: AuditResult, crops: Crops, language: Language = ENGLISH, lines: int = PAGE_LINES) -> str:
    """The summary; `crops` gives the JPEG of a spot, or None; `lines` are what one printed page holds."""
    template = html_environment(language).get_template("brief.html")
    return template.render(view=brief_view(result, crops, language, lines))
