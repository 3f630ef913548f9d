"""report.html: one file that asks nothing of any network and runs no script."""

from __future__ import annotations

from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.spots import Crops
from casetrust_audit.report.templates import html_environment
from casetrust_audit.report.translator import Translator
from casetrust_audit.report.view import build


def to_html(result: AuditResult, crops: Crops, language: Language = ENGLISH) -> str:
    """The whole report as one self-contained page; `crops` gives the JPEG of a spot, or None."""
    return html_environment(language).get_template("report.html").render(view=build(result, crops, language))


def printed_title(result: AuditResult, language: Language = ENGLISH) -> str:
    """The line above every printed page."""
    return Translator(language).say("CaseTrust readiness of {site}", site=result.run.site)
