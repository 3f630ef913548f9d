"""Waivers and a baseline in every format: beside the finding and in sections of their own, and never as markup."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import jsonschema
from bs4 import BeautifulSoup
from rich.console import Console

from casetrust_audit.cli.scorecard import print_scorecard
from casetrust_audit.model.result import AuditResult
from casetrust_audit.report.html import to_html
from casetrust_audit.report.json_format import schema, to_json
from casetrust_audit.report.markdown import BUDGET, to_markdown
from tests.report import sample

HIDDEN, UEN = "prc-no-hidden-charges", "idn-uen"


def page(result: AuditResult) -> BeautifulSoup:
    return BeautifulSoup(to_html(result, sample.crops), "html.parser")


def section(result: AuditResult, name: str) -> str:
    (found,) = page(result).select(f"section[aria-labelledby={name}]")
    return " ".join(found.get_text(" ").split())


def terminal(result: AuditResult) -> str:
    told = io.StringIO()
    print_scorecard(Console(file=told, width=300, highlight=False, force_terminal=False), result, ())
    return told.getvalue()


def test_a_badge_stands_beside_the_finding() -> None:
    soup = page(sample.overlaid())
    badges = {row["id"]: [b.get_text() for b in row.select(".badge")] for row in soup.select("tr[id]")}
    assert badges[f"rule-{UEN}"] == ["Waived until 2026-12-31", "As in the baseline"]
    assert badges[f"rule-{HIDDEN}"] == ["Waived in part", "New", "New"]
    assert badges["rule-sec-https-only"] == []
    assert [b.get_text() for b in soup.select(".summary .badge")].count("New") == 1


def test_the_section_of_waivers_says_who_why_until_when_and_what_is_wrong() -> None:
    text = section(sample.overlaid(), "waivers")
    assert "As of 2026-12-01: 2 applied, 1 expired, 1 malformed." in text
    assert f"{UEN} waivers.yaml:2 everything ACRA renames us Tan 2026-12-31 ✓ Applied" in text
    assert f"{HIDDEN} waivers.yaml:7 Delivery ACRA renames us Tan 2026-12-05 ✓ Applied It ends in 4 days." in text
    assert "✕ Expired Not applied: it expired on 2026-11-01." in text
    assert "– waivers.yaml:20 – – – – ! Malformed Not applied: ACRA renames us" in text
    assert "changes no verdict and no figure" in text


def test_the_section_of_the_baseline_says_what_went_and_what_is_not_known() -> None:
    text = section(sample.overlaid(), "baseline")
    assert "Held against the audit of 1 Oct 2026, 03:00 UTC: 1 finding with something new or worse, 6 as then" in text
    assert "version 0.0.9 of the tool and another rule set (2025.9), which may explain differences" in text
    assert "Fixed (1) All pages are served over HTTPS Blocker ACRA renames us ✕ Fail then." in text
    assert "No longer testable (1) No broken links Minor ? Needs review then. ACRA renames us" in text


def test_a_report_without_overlays_speaks_of_none() -> None:
    soup = page(sample.result())
    assert not soup.select("#waivers, #baseline, .badge")
    for text in (to_markdown(sample.result()), terminal(sample.result())):
        assert "aiver" not in text
        assert "aseline" not in text


def test_markdown_says_the_same() -> None:
    text = to_markdown(sample.overlaid())
    assert "`idn-uen` (Waived until 2026-12-31) (As in the baseline)" in text
    assert "## Waivers" in text
    assert "| `idn-uen` | everything | ACRA renames us | Tan | 2026-12-31 | Applied |" in text
    assert "| waivers.yaml:20 | – | – | – | – | Malformed: Not applied: ACRA renames us |" in text
    assert "## Since the baseline" in text
    assert "### No longer testable (1)" in text


def test_the_terminal_says_it_at_the_finding_and_lists_what_to_look_at() -> None:
    text = terminal(sample.overlaid())
    assert "idn-uen (waived until 2026-12-31; as in the baseline) No UEN was found" in " ".join(text.split())
    assert "Waivers    2 applied, 1 expired, 1 malformed, as of 2026-12-01" in text
    assert "waivers.yaml:12  ret-period-stated: Not applied: it expired on 2026-11-01." in text
    assert "waivers.yaml:2 " not in text
    assert "1 new or worse, 6 as then, 1 fixed, 1 no longer testable since 2026-10-01" in text


def test_hostile_text_of_a_waiver_is_shown_as_text() -> None:
    result = sample.overlaid(sample.HOSTILE, sample.HOSTILE)
    soup = page(result)
    assert not soup.select("script, img[onerror], iframe")
    assert {a["href"][0] for a in soup.select("#waivers ~ * a, section[aria-labelledby=baseline] a")} <= {"#"}
    html, markdown = to_html(result, sample.crops), to_markdown(result)
    for text in (html, markdown, terminal(result)):
        assert not set(text) & set("\x1b\u202e\u2066\x00")
    assert "<script" not in markdown
    assert "](http" not in re.sub(r"`[^`]*`", "", markdown)
    waivers = markdown[markdown.index("## Waivers") : markdown.index("## Since the baseline")]
    rows = [line for line in waivers.splitlines() if line.startswith("|")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {7}


def test_many_waivers_fit_the_budget_of_markdown() -> None:
    base = sample.overlaid("x" * 900, "y" * 900)
    assert base.waivers is not None
    many = replace(base.waivers, entries=base.waivers.entries * 300)
    text = to_markdown(replace(base, waivers=many))
    assert len(text.encode("utf-8")) <= BUDGET
    assert "more, see report.html" in text


def test_the_json_meets_the_schema() -> None:
    for result in (sample.overlaid(), sample.overlaid(sample.HOSTILE, sample.HOSTILE)):
        jsonschema.validate(json.loads(to_json(result)), schema())
