"""The report on paper, read back by another program."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from casetrust_audit import pipeline
from casetrust_audit.collect.pdf import pages_of, to_one_page, to_pdf
from casetrust_audit.errors import ToolFailure
from casetrust_audit.model.result import AuditResult, Verdict
from casetrust_audit.report.brief import to_brief
from casetrust_audit.report.formats import Beside
from casetrust_audit.report.html import to_html
from casetrust_audit.report.language import language
from tests.report import sample

pytestmark = pytest.mark.browser


@cache
def printed(kind: str) -> PdfReader:
    result = sample.hostile() if kind == "hostile" else sample.overlaid()
    return PdfReader(io.BytesIO(to_pdf(to_html(result, sample.crops), "Kopi <b>& Kaya")))


def text_of(pdf: PdfReader) -> str:
    return "".join("".join(page.extract_text() for page in pdf.pages).split())


def test_every_finding_and_waiver_is_on_paper() -> None:
    text = text_of(printed("calm"))
    assert [f.rule for f in sample.FINDINGS if f.rule not in text] == []
    assert "waivers.yaml:2" in text


def test_pages_are_numbered_and_name_the_shop_as_it_is_written() -> None:
    pdf = printed("calm")
    for number, page in enumerate(pdf.pages, 1):
        assert re.search(rf"{number}\s*/\s*{len(pdf.pages)}", page.extract_text())
        assert "Kopi<b>&Kaya" in "".join(page.extract_text().split())


def test_it_is_tagged_in_its_language_and_has_an_outline() -> None:
    pdf = printed("calm")
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert len(pdf.outline) >= 2


def test_hostile_text_is_only_text() -> None:
    pdf = printed("hostile")
    root: Any = pdf.trailer["/Root"]
    marks: list[Any] = [a.get_object() for page in pdf.pages for a in page.get("/Annots") or ()]
    links = [str(mark.get("/A", {}).get("/URI", "")) for mark in marks]
    assert not [link for link in links if link.lower().startswith(("javascript:", "data:", "file:"))]
    assert "/JavaScript" not in str(root.get("/Names", ""))


def test_chinese_is_printed_where_a_font_shows_it_and_else_refused() -> None:
    """Which of both depends on the fonts of the computer; a PDF full of boxes is never written."""
    page = to_html(sample.overlaid(), sample.crops, language("zh"))
    made, refused = b"", ""
    try:
        made = to_pdf(page, "x")
    except ToolFailure as error:
        refused = error.advice
    if refused:
        assert "font" in refused
        return
    pdf = PdfReader(io.BytesIO(made))
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"].startswith("zh")
    assert "不通过" in text_of(pdf)


def crowded(text: str) -> AuditResult:
    """A shop where forty points fail, each told with `text`."""
    base = sample.result()
    one = next(f for f in base.findings if f.verdict is Verdict.FAIL)
    more = tuple(replace(one, rule=f"prc-made-{i}", title=text[:200], headline="", message=text) for i in range(40))
    return replace(base, findings=(*base.findings, *more))


@pytest.mark.parametrize(
    "result",
    [sample.result(), sample.hostile(), crowded("More is to be paid than was told. " * 12), crowded("WWW MMM " * 60)],
    ids=["sample", "hostile", "crowded", "wide letters"],
)
def test_the_brief_is_one_printed_page(result: AuditResult) -> None:
    """The file itself, as a reader's browser prints it, and not only the PDF, which tries until it fits."""
    printed = to_one_page([to_brief(result, sample.crops)])
    assert len(PdfReader(io.BytesIO(printed)).pages) == pages_of(printed) == 1


def test_the_pdf_of_the_brief_is_filled_and_stays_one_page() -> None:
    result = crowded("More is to be paid than was told. " * 3)
    made = PdfReader(io.BytesIO(pipeline.brief_pdf(result, Beside(sample.crops, lambda _: ""))))
    plain = PdfReader(io.BytesIO(to_one_page([to_brief(result, sample.crops)])))
    assert len(made.pages) == 1
    assert len(text_of(made)) > len(text_of(plain))
