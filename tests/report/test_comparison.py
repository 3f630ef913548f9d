"""A comparison as a page and as Markdown: all of it there, nothing of it active."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from casetrust_audit.model.comparison import Change, Comparison, PriceChange
from casetrust_audit.model.result import Severity, Verdict
from casetrust_audit.report.comparison_view import comparison_html, comparison_markdown
from tests.report import sample


def told(text: str = "Kaya toast set", many: int = 1) -> Comparison:
    change = Change("prc-x", text, Severity.BLOCKER, Verdict.PASS, Verdict.FAIL, text, (text, "Kopi") * many)
    return Comparison(
        before=sample.hostile(text) if text == sample.HOSTILE else sample.result(),
        after=replace(sample.result(), tool_version="0.2.0"),
        worse=(change,) * many,
        better=(replace(change, before=Verdict.FAIL, after=Verdict.PASS),) * many,
        unseen=(replace(change, after=None),) * many,
        seen=(),
        prices=(
            PriceChange("cheap", text, "headline", "dearer", sample.sgd("12.90"), sample.sgd("14.90")),
            PriceChange("cheap", text, text, "told-worse", None, None, "amount", "none"),
        )
        * many,
        unfollowed=(text,) * many,
        explanations=(text,) * many,
    )


def page(comparison: Comparison) -> BeautifulSoup:
    return BeautifulSoup(comparison_html(comparison), "html.parser")


def test_the_page_tells_both_sides_and_every_list() -> None:
    soup = page(told())
    text = " ".join(soup.get_text(" ").split())
    assert [h.get_text() for h in soup.select("h2")] == [
        "What may explain differences", "Worse (1)", "Better (1)", "No longer seen (1)", "Newly seen (0)",
        "Prices (2)", "What this is",
    ]  # fmt: skip
    assert "1 worse, 1 better, 1 no longer seen, 0 newly seen; 2 price changes" in text
    assert "✓ Pass → ✕ Fail" in text
    assert "✓ Pass → no such rule" in text
    assert "Price shown first S$12.90 S$14.90 dearer" in text
    assert "amount stated before checkout not announced before checkout announced less well" in text
    assert "Nothing is seen for the first time." in text
    assert "Only CASE (the Consumers Association of Singapore) can accredit a business" in text


def test_the_page_asks_no_network_and_runs_no_script() -> None:
    html = comparison_html(told())
    assert html.startswith("<!doctype html>")
    soup = page(told())
    (policy,) = soup.select("meta[http-equiv=Content-Security-Policy]")
    assert "default-src 'none'" in str(policy["content"])
    assert not soup.select("script, link, iframe, img, form")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {label for tag in soup.select("[aria-labelledby]") for label in [tag["aria-labelledby"]]} <= set(ids)


def test_hostile_text_is_text_in_both() -> None:
    comparison = told(sample.HOSTILE)
    assert not page(comparison).select("script, img, iframe, a[href^=http], a[href^=javascript]")
    markdown = comparison_markdown(comparison)
    for text in (comparison_html(comparison), markdown):
        assert not set(text) & set("\x1b\u202e\u2066\x00")
    assert "<script" not in markdown
    assert "](http" not in re.sub(r"`[^`]*`", "", markdown)
    headings = [line for line in markdown.splitlines() if line.startswith("#")]
    assert headings[1:] == [
        "## What may explain differences", "## Worse (1)", "## Better (1)", "## No longer seen (1)",
        "## Newly seen (0)", "## Prices (2)",
    ]  # fmt: skip


def test_markdown_says_the_same() -> None:
    text = comparison_markdown(told())
    assert "- **Kaya toast set** (Blocker) `prc-x`: Pass → Fail" in text
    assert "  - Kopi" in text
    assert "| Kaya toast set (cheap item) | Price shown first | S$12.90 | S$14.90 | dearer |" in text


@pytest.mark.parametrize("many", [700, 3000])
def test_long_lists_are_cut_in_markdown(many: int) -> None:
    text = comparison_markdown(told("Kaya " * 100, many))
    assert len(text.encode("utf-8")) <= 1_000_000
    assert "more" in text
