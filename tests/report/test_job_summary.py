import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from casetrust_audit.model.result import AuditResult, Severity, SubjectResult, Verdict
from casetrust_audit.report.job_summary import BUDGET, to_job_summary
from tests.report import sample

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MIB = 1024 * 1024


def crowded(text: str, times: int) -> AuditResult:
    base = sample.hostile(text)
    findings = tuple(
        replace(f, rule=f"{f.rule}-{n}", severity=severity)
        for f in base.findings
        for severity in Severity
        for n in range(times)
    )
    return replace(base, findings=findings)


def listed(text: str) -> list[str]:
    return re.findall(r"^- .*`([a-z-]+-\d+)`$", text, re.MULTILINE)


def test_it_says_verdict_figures_open_points_with_their_places_and_what_to_do() -> None:
    text = to_job_summary(sample.result())
    assert text.startswith("# ✕ Not ready: kopi-kaya.example\n\n2 blockers fail")
    assert "| ✕ Fail | 4 |" in text
    assert "  - Handling fee: first seen at payment\n" in text
    assert "  - Seen on `https://kopi-kaya.example/checkout`: “Handling fee S$3.90”" in text
    assert "  What to do: Add the handling fee to the price" in text
    assert "  To decide it: Are reviews taken from buyers only" in text
    assert "- Account pages were not looked at" in text
    assert text.endswith("Nothing in this report is legal advice.\n")


def test_every_finding_that_is_open_is_there_and_no_pass() -> None:
    text = to_job_summary(sample.result())
    for finding in sample.FINDINGS:
        open_point = finding.verdict not in (Verdict.PASS, Verdict.NOT_APPLICABLE)
        assert (f"`{finding.rule}`" in text) == open_point, finding.rule
    assert "Left out for length" not in text


def test_it_is_well_formed_markdown() -> None:
    kinds = [(t.type, t.tag) for t in GFM.parse(to_job_summary(sample.result())) if t.nesting >= 0]
    assert kinds.count(("heading_open", "h1")) == 1
    assert kinds.count(("table_open", "table")) == 1
    assert kinds.count(("hr", "hr")) == 1
    # three kinds of fail, four undecided verdicts, trails, limits
    assert kinds.count(("heading_open", "h2")) == 9


def test_hostile_text_adds_no_structure_no_html_and_no_link() -> None:
    calm, hostile = GFM.parse(to_job_summary(sample.result())), GFM.parse(to_job_summary(sample.hostile()))
    for kind in ("heading_open", "table_open", "td_open", "hr", "html_block", "fence", "code_block", "blockquote_open"):
        assert [t.type for t in hostile].count(kind) == [t.type for t in calm].count(kind), kind
    inside = {child.type for token in hostile for child in token.children or ()}
    assert inside <= {"text", "text_special", "code_inline", "strong_open", "strong_close", "softbreak"}


def test_nobody_is_mentioned_and_nothing_becomes_a_link_by_itself() -> None:
    for token in GFM.parse(to_job_summary(sample.hostile())):
        for child in token.children or ():
            if child.type == "text":
                assert not re.search(r"@\w|://|www\.|(?<!\w)[#!$]\w", child.content)


@pytest.mark.parametrize("text", [sample.HOSTILE, "|@`" * 4000, "漢" * 10_000, "word " * 2000])
def test_it_keeps_to_its_budget_whatever_the_shop_wrote(text: str) -> None:
    summary = to_job_summary(crowded(text, 1), 40_000)
    assert len(summary.encode()) <= 40_000
    assert "## Left out for length" in summary
    assert summary.endswith("Nothing in this report is legal advice.\n")


def test_left_to_itself_it_stays_below_what_github_takes() -> None:
    summary = to_job_summary(crowded(sample.HOSTILE, 16))
    assert 0.9 * BUDGET < len(summary.encode()) <= BUDGET < MIB
    assert "## Left out for length" in summary


def test_it_is_cut_at_whole_findings_the_least_urgent_first_and_counts_them() -> None:
    result = crowded("A sentence of usual length about the shop, with nothing in it that matters.", 30)
    whole = to_job_summary(result)
    cut = to_job_summary(result, 60_000)
    assert len(cut.encode()) <= 60_000
    assert listed(cut) == listed(whole)[: len(listed(cut))]
    left = sum(int(n) for n in re.findall(r"(\d+) of “", cut))
    everything = len(listed(whole)) + whole.count("(Cheap item)") + whole.count("A sentence of usual length")
    assert listed(cut)
    assert 0 < left < everything
    undecided_and_failed = sum(f.verdict not in (Verdict.PASS, Verdict.NOT_APPLICABLE) for f in result.findings)
    assert len(re.findall(r"^- ", cut, re.MULTILINE)) + left == undecided_and_failed + len(result.trails) + len(
        result.limits
    )


def test_many_subjects_are_listed_in_part_with_the_number_left_out() -> None:
    names = (SubjectResult(f"Product {n}", Verdict.FAIL, "late") for n in range(30))
    many = replace(sample.FINDINGS[0], subjects=tuple(names))
    text = to_job_summary(replace(sample.result(), findings=(many,)))
    assert text.count(": late\n") == 12
    assert "  - and 18 more subjects, in the report" in text


def test_without_a_single_finding_it_still_says_what_it_is() -> None:
    text = to_job_summary(replace(sample.result(), findings=(), trails=(), limits=()))
    assert "Only CASE" in text
    assert "Coverage" in text


def test_it_never_promises_what_only_the_scheme_can() -> None:
    assert not re.search(r"certified|compliant|guarantee", to_job_summary(sample.result()), re.IGNORECASE)
