"""The summary of one page for a client."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from casetrust_audit.model.result import AuditResult, Coverage, Finding, Severity, Verdict
from casetrust_audit.report.brief import to_brief
from casetrust_audit.report.brief_view import PICTURES, brief_view, lines_of
from casetrust_audit.report.language import language
from casetrust_audit.report.spots import JPEG_START
from tests.report import sample
from tests.report.reads import badly

LIGHT = 400_000
"""Bytes of the whole file: goes through any mail."""


def read(result: AuditResult, tag: str = "en") -> str:
    soup = BeautifulSoup(to_brief(result, sample.crops, language(tag)), "html.parser")
    return " ".join(soup.body.get_text(" ").split()) if soup.body else ""


def failing(result: AuditResult) -> list[Finding]:
    return [f for f in result.findings if f.verdict is Verdict.FAIL]


def crowded(number: int, words: int = 30) -> AuditResult:
    """A shop where `number` points fail, each told at length."""
    base = sample.result()
    one = replace(failing(base)[0], severity=Severity.MAJOR, message="Long words stand here. " * words)
    more = tuple(replace(one, rule=f"prc-made-{i}", title=f"Point {i}", headline="") for i in range(number))
    return replace(base, findings=(*base.findings, *more))


def test_it_tells_the_verdict_the_price_the_open_points_and_what_comes_next() -> None:
    text = read(sample.result())
    for part in ("Not ready", "What a shopper pays", "What is open", "What is needed next", "Only CASE"):
        assert part in text
    for finding in failing(sample.result()):
        assert finding.heading in text


def test_the_weightiest_points_come_first() -> None:
    points = brief_view(sample.result(), sample.crops).points
    order = [word.text for word in (p.severity for p in points)]
    assert order == sorted(order, key=["Blocker", "Major", "Minor", "Info"].index)


def test_no_point_is_lost_in_silence() -> None:
    for number in (0, 5, 40, 200):
        result = crowded(number)
        view = brief_view(result, sample.crops)
        assert len(view.points) + len(view.named) + view.more == len(failing(result))
        if view.more:
            assert f"{view.more} more point" in read(result)


def test_what_is_undecided_is_named_or_counted() -> None:
    view = brief_view(sample.result(), sample.crops)
    undecided = sum(len(members) for _, members in view.whole.undecided)
    assert undecided
    assert len(view.undecided) + view.more_undecided == undecided


def test_a_smaller_page_holds_fewer_points_and_counts_the_rest() -> None:
    large, small = (brief_view(crowded(12, 3), sample.crops, lines=lines) for lines in (200, 40))
    assert len(small.points) < len(large.points)
    assert small.more > large.more


def test_no_rule_is_named_by_its_id() -> None:
    result = replace(sample.result(), readiness_reason="2 blockers failed: idn-uen, prc-no-hidden-charges.")
    assert not any(f.rule in read(result) for f in result.findings)


def test_a_reason_in_words_is_told() -> None:
    result = replace(
        sample.result(), readiness_reason="Only 12 % of the applicable weight is decided; 50 % are needed."
    )
    assert "Only 12 % of the applicable weight is decided" in read(result)


def test_a_shop_seen_in_part_is_told_as_that() -> None:
    base = sample.result()
    little = replace(base, coverage=replace(base.coverage, percent=base.coverage.percent and base.coverage.percent / 9))
    assert isinstance(little.coverage, Coverage)
    text = read(little)
    assert "What could not be seen, and what would help" in text
    assert "Score:" not in text
    assert "Let what could not be seen be seen" in text


def test_where_nothing_fails_it_does_not_call_the_shop_fine() -> None:
    base = sample.result()
    quiet = replace(base, findings=tuple(f for f in base.findings if f.verdict is not Verdict.FAIL))
    text = read(quiet)
    assert "Nothing fails on what was seen." in text
    assert "compliant" not in text
    assert "certified" not in text


def test_heavy_pictures_make_room_for_light_ones() -> None:
    result = sample.result()
    heavy = brief_view(result, lambda _: JPEG_START + b"0" * PICTURES)
    assert heavy.points
    assert not any(p.picture for p in heavy.points)
    page = to_brief(result, lambda _: JPEG_START + b"0" * 90_000)
    assert "data:image/jpeg" in page
    assert len(page.encode()) < LIGHT


@pytest.mark.parametrize("tag", ["en", "zh"])
@pytest.mark.parametrize(
    "result", [sample.result(), sample.attested(), sample.overlaid()], ids=["plain", "attested", "overlaid"]
)
def test_it_reads_well(result: AuditResult, tag: str) -> None:
    blocks = BeautifulSoup(to_brief(result, sample.crops, language(tag)), "html.parser").select("p, li, dt, dd")
    assert not badly(" ".join(block.get_text().split()) for block in blocks)


def test_words_of_our_own_are_all_translated() -> None:
    page = to_brief(sample.result(), sample.crops, language("zh"))
    text = BeautifulSoup(page, "html.parser").get_text(" ")
    for english in ("What is", "more point", "Answer the", "Have a person", "What to do", "to pay"):
        assert english not in text


def test_many_charges_are_counted() -> None:
    base = sample.result()
    trail = next(t for t in base.trails if t.complete and t.charges)
    many = tuple(replace(trail.charges[0], label=f"Charge {i}") for i in range(12))
    text = read(replace(base, trails=(replace(trail, charges=many),)))
    assert "Charge 7" in text
    assert "Charge 8" not in text
    assert re.search(r"\b[45] more charges", text)


def test_hostile_text_stays_text() -> None:
    soup = BeautifulSoup(to_brief(sample.hostile(), sample.crops), "html.parser")
    assert not soup.find_all(["script", "iframe", "form", "link", "a"])
    assert all(str(img["src"]).startswith("data:image/jpeg;base64,") for img in soup.find_all("img"))


def test_lines_are_reckoned_by_the_width_of_their_signs() -> None:
    assert lines_of("") == lines_of("a") == 1
    assert lines_of("退货期限" * 40) > lines_of("term" * 40)
    assert lines_of("W" * 200) > lines_of("i" * 200)
