"""Every format a report can have, and the formats a user asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casetrust_audit.errors import UsageError
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.annotations import to_annotations
from casetrust_audit.report.brief import to_brief
from casetrust_audit.report.config_line import ConfigLine
from casetrust_audit.report.csv_format import to_csv
from casetrust_audit.report.earl import to_earl
from casetrust_audit.report.html import to_html
from casetrust_audit.report.job_summary import to_job_summary
from casetrust_audit.report.json_format import to_json
from casetrust_audit.report.junit import Attachments, to_junit
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.markdown import to_markdown
from casetrust_audit.report.sarif import to_sarif
from casetrust_audit.report.spots import Crops

PDF, BRIEF, BRIEF_PDF = "pdf", "brief", "brief-pdf"
PRINTED = {PDF: "html", BRIEF_PDF: BRIEF}
"""Formats that are no text → the format that a browser prints them from."""
FORMATS = {
    "html": "report.html",
    PDF: "report.pdf",
    BRIEF: "brief.html",
    BRIEF_PDF: "brief.pdf",
    "md": "report.md",
    "json": "audit.json",
    "sarif": "audit.sarif",
    "junit": "junit.xml",
    "csv": "findings.csv",
    "earl": "earl.jsonld",
    "job-summary": "job-summary.md",
    "annotations": "annotations.txt",
}
"""Name of a format → the file it is usually written to."""
DEFAULT_FORMATS = ("html", "md", "json")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a format may need beside the result: pictures of spots, their files, the line of the configuration, and the
    language of what people read; formats for machines are English."""

    crops: Crops
    attachments: Attachments
    config: ConfigLine | None = None
    language: Language = ENGLISH


WRITERS: Mapping[str, Callable[[AuditResult, Beside], str]] = {
    "html": lambda result, beside: to_html(result, beside.crops, beside.language),
    BRIEF: lambda result, beside: to_brief(result, beside.crops, beside.language),
    "md": lambda result, beside: to_markdown(result, beside.language),
    "json": lambda result, _: to_json(result),
    "sarif": lambda result, beside: to_sarif(result, beside.config),
    "junit": lambda result, beside: to_junit(result, beside.attachments),
    "csv": lambda result, _: to_csv(result),
    "earl": lambda result, _: to_earl(result),
    "job-summary": lambda result, beside: to_job_summary(result, language=beside.language),
    "annotations": lambda result, beside: to_annotations(result, beside.config),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report asked for. `path` is None for the usual file in the output directory."""

    format: str
    path: Path | None = None


def wanted(asked: Sequence[str]) -> tuple[Wanted, ...]:
    """The reports of `--format NAME` and `--format NAME=FILE`, each once; the usual three for none.

    Raises UsageError on an unknown format, a missing file name, or one file for two formats."""
    found = tuple(dict.fromkeys(_wanted(text) for text in asked or DEFAULT_FORMATS))
    paths = [one.path for one in found if one.path is not None]
    for path in paths:
        if paths.count(path) > 1:
            raise UsageError(f"--format: {path} is asked for twice", "Give each format a file of its own.")
    return found


def _wanted(text: str) -> Wanted:
    name, is_pair, path = text.partition("=")
    if name not in FORMATS:
        raise UsageError(f"--format: unknown format {name!r}", f"Known formats: {', '.join(FORMATS)}.")
    if is_pair and (not path.strip() or Path(path).name in ("", "..")):
        raise UsageError(f"--format: {text!r} names no file", f"For example --format {name}={FORMATS[name]}.")
    return Wanted(name, Path(path) if is_pair else None)
