"""The report by scheme and clause, and its echo of the profile: in every format, linked, and never as markup."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from casetrust_audit.model.clause import DEMANDS, SCHEME_KINDS
from casetrust_audit.model.profile import CHANGES, DEFAULT
from casetrust_audit.report.clause_view import KIND_WORDS
from casetrust_audit.report.html import to_html
from casetrust_audit.report.json_format import schema
from casetrust_audit.report.markdown import to_markdown
from tests.report import sample


def section(name: str, html: str = "") -> str:
    page = BeautifulSoup(html or to_html(sample.result(), sample.crops), "html.parser")
    (found,) = (s for s in page.select("section") if s.get("aria-labelledby") == name)
    return " ".join(found.get_text(" ").split())


def test_each_scheme_has_its_tally_and_each_clause_its_verdict_and_rules() -> None:
    text = section("schemes")
    assert "TR 76, guideline on e-commerce transactions (3 clauses: 2 fail, 1 not applicable)" in text
    assert "guideline; 2020, revised 2022; 2020-06. Known from public summaries." in text
    assert "✕ Fail caps the score at 49" in text
    assert "part 2 The business says who it is." in text
    assert "all of ✓ prc-price-visible pass ✕ prc-no-hidden-charges fail" in text
    assert "explicit demand" in text
    assert "the official criteria are not public" in text


def test_links_of_clauses_and_changes_lead_somewhere() -> None:
    page = BeautifulSoup(to_html(sample.result(), sample.crops), "html.parser")
    ids = {tag["id"] for tag in page.select("[id]")}
    for name in ("schemes", "profile"):
        links = [a["href"] for a in page.select(f"section[aria-labelledby={name}] a")]
        assert links
        assert set(links) <= {f"#{one}" for one in ids}


def test_the_profile_is_echoed_with_each_change_and_its_reason() -> None:
    text = section("profile")
    assert (
        "Judged by the profile catalogue-shop: A shop window. Landing pages without a cart. Based on default." in text
    )
    assert "rev-incentives not applicable, unless seen to fail No reviews here." in text
    assert "coverage_floor 80 → 90 Few requirements are left. (default)" in text
    assert "What is agreed in a chat is not seen." in text


def test_the_default_needs_no_echo_and_no_clauses_no_section() -> None:
    plain = replace(sample.result(), profile_detail=DEFAULT, clauses=())
    page = BeautifulSoup(to_html(plain, sample.crops), "html.parser")
    assert not page.select("#profile, #schemes")
    assert not page.select("a[href='#profile'], a[href='#schemes']")
    assert "By scheme" not in to_markdown(plain)
    assert "profile judges" not in to_markdown(plain)


def test_markdown_counts_schemes_and_names_what_is_not_met() -> None:
    text = to_markdown(sample.result())
    assert "| TR 76, guideline on e-commerce transactions | 0 | 2 | 0 | 1 |" in text
    assert "- TR 76, guideline on e-commerce transactions, part 2: The business says who it is." in text
    assert "- `coverage_floor`: 80 → 90. Few requirements are left." in text


def test_hostile_text_is_shown_as_text() -> None:
    html = to_html(sample.hostile(), sample.crops)
    assert not BeautifulSoup(html, "html.parser").select("script, img[onerror]")
    assert "7*7" in section("schemes", html)
    assert "7*7" in section("profile", html)


def test_the_words_of_the_model_are_those_of_the_schema() -> None:
    clause, profile = (schema()["$defs"][name]["properties"] for name in ("clause", "profile"))
    assert clause["kind"]["enum"] == list(SCHEME_KINDS) == list(KIND_WORDS)
    assert clause["demand"]["enum"] == ["", *DEMANDS]
    assert profile["changes"]["items"]["properties"]["kind"]["enum"] == list(CHANGES)
