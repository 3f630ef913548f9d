import re
from dataclasses import replace

from markdown_it import MarkdownIt

from casetrust_audit.model.result import AuditResult, Severity, Verdict
from casetrust_audit.report.markdown import BUDGET, to_markdown
from tests.report import sample

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def crowded(text: str) -> AuditResult:
    """Hundreds of findings of each verdict and ten trails, with `text` in every field a shop can fill."""
    base = sample.hostile(text)
    findings = tuple(
        replace(finding, rule=f"{finding.rule}-{number}", severity=severity)
        for finding in base.findings
        for severity in (Severity.BLOCKER, Severity.MAJOR)
        for number in range(60)
    )
    return replace(base, findings=findings, trails=base.trails * 5)


def test_it_says_verdict_figures_open_points_and_what_to_do() -> None:
    text = to_markdown(sample.result())
    assert text.startswith("# ✕ Not ready: kopi-kaya.example\n\n2 blockers fail")
    assert "| Score, of 100 | 33.3–63.2; shown as 47.5 (capped at 49: a blocker fails) |" in text
    assert "| Blockers decided | 4 of 4 |" in text
    assert "- **No mandatory charge appears for the first time at checkout** `prc-no-hidden-charges`" in text
    assert "What to do: Add the handling fee to the price, or state it beside every price." in text
    assert "To decide it: Are reviews taken from buyers only" in text
    assert "| Handling fee (fee) | – | – | – | S$3.90 |" in text
    assert "This trail ended early, at: product page." in text
    assert text.rstrip().endswith("Nothing in this report is legal advice.")


def test_it_is_well_formed_markdown() -> None:
    tokens = GFM.parse(to_markdown(sample.result()))
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == 4
    # two blockers, a major, a minor, four undecided; two limits; two clauses; two changes of the profile and what it
    # leaves open
    assert kinds.count("list_item_open") == 8 + 2 + 2 + 3
    assert [t.tag for t in tokens if t.type == "heading_open"].count("h1") == 1


def test_hostile_text_adds_no_structure() -> None:
    calm, hostile = GFM.parse(to_markdown(sample.result())), GFM.parse(to_markdown(sample.hostile()))
    for kind in ("heading_open", "table_open", "list_item_open", "td_open", "hr", "html_block", "fence", "code_block"):
        assert [t.type for t in hostile].count(kind) == [t.type for t in calm].count(kind), kind
    inside = {child.type for token in hostile for child in token.children or ()}
    assert inside <= {"text", "text_special", "code_inline", "strong_open", "strong_close", "softbreak"}


def test_no_mention_and_no_bare_address_stands_outside_a_code_span() -> None:
    for token in GFM.parse(to_markdown(sample.hostile())):
        for child in token.children or ():
            if child.type == "text":
                assert not re.search(r"@\w|://|www\.|(?<!\w)[#!$]\w", child.content)


def test_it_fits_a_merge_request_whatever_the_shop_wrote() -> None:
    for text in (sample.HOSTILE, "|@`" * 4000, "漢" * 10_000, "word " * 2000):
        short = to_markdown(crowded(text))
        assert len(short.encode()) <= BUDGET
        assert "more, see report.html" in short
        assert "Nothing in this report is legal advice." in short


def test_a_list_that_was_cut_says_how_much_is_missing() -> None:
    text = to_markdown(crowded("A sentence of usual length about the shop, with nothing in it that matters."))
    listed = len(re.findall(r"`(?:prc-no-hidden-charges|idn-uen|ret-period-stated|sec-headers-hsts)-\d+`", text))
    cut = [int(n) for n in re.findall(r"… and (\d+) more, see report.html", text)]
    blockers = sum(f.verdict is Verdict.FAIL for f in crowded("x").findings)
    undecided = sum(f.verdict.value in ("needs-review", "not-tested", "error", "attest") for f in crowded("x").findings)
    others = len(re.findall(r"`(?:rev-mod|acc-two|use-links|sec-audit)[a-z-]*-\d+`", text))
    trails = 10 - text[text.index("## Price trails") :].count("\n### ")
    assert listed + others + sum(cut) - trails == blockers + undecided


def test_without_a_single_finding_it_still_says_what_it_is() -> None:
    text = to_markdown(replace(sample.result(), findings=(), trails=()))
    assert "No blocker fails on what was seen." in text
    assert "No price could be followed in this run" in text
    assert "Only CASE" in text


def test_it_never_promises_what_only_the_scheme_can() -> None:
    assert not re.search(r"certified|compliant|guarantee", to_markdown(sample.result()), re.IGNORECASE)
