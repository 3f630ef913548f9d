"""report.html: one file that asks nothing of any network and runs no script."""

from __future__ import annotations

from functools import cache

from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.spots import PICTURE_BUDGET, Crops
from casetrust_audit.report.templates import html_environment
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.view import build

LIGHT = 3_000_000
"""Bytes of the whole file. Where its words take more than their share, pictures make room."""


def to_html(result: AuditResult, crops: Crops, language: Language = ENGLISH) -> str:
    """The whole report as one self-contained page; `crops` gives the JPEG of a spot, or None."""
    template = html_environment(language).get_template("report.html")
    kept, budget = cache(crops), PICTURE_BUDGET
    while True:
        page = template.render(view=build(result, kept, language, budget))
        over = len(page.encode("utf-8")) - LIGHT
        if over <= 0 or budget <= 0:
            return page
        budget -= over


def printed_title(result: AuditResult, language: Language = ENGLISH) -> str:
    """The line above every printed page."""
    return Translator(language).say("CaseTrust readiness of {site}", site=result.run.site)
