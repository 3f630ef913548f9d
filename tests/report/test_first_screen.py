"""The first screen, the filters and the before/after pairs of the HTML report."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup, Tag

from casetrust_audit.model.fact import EvidenceRef
from casetrust_audit.model.result import AuditResult, Finding, SubjectResult, Verdict
from casetrust_audit.model.rule import Rule
from casetrust_audit.report.fix import Fix, fix
from casetrust_audit.report.html import to_html
from casetrust_audit.report.markdown import to_markdown
from casetrust_audit.report.score_bar import score_bar
from casetrust_audit.report.translator import Translator
from tests.report import sample
from tests.ruleset.shipped import shipped_rules


def page(result: AuditResult | None = None) -> BeautifulSoup:
    return BeautifulSoup(to_html(result or sample.result(), sample.crops), "html.parser")


def said(element: Tag) -> str:
    return " ".join(element.get_text().split())


# the bar


def test_the_bar_shows_the_interval_the_cap_and_the_figure_shown() -> None:
    svg = page().select("svg.bar")[0]
    rects = {str(r.get("class", r.get("fill"))): r for r in svg.find_all("rect")}
    assert rects["['passed']"]["width"] == "133.2"
    assert (rects["url(#score-undecided)"]["x"], rects["url(#score-undecided)"]["width"]) == ("133.2", "119.6")
    assert [t.get_text() for t in svg.select("text")] == ["cap 49", "47.5"]
    assert svg["role"] == "img"
    names = [said(svg.select(f"#{name}")[0]) for name in str(svg["aria-labelledby"]).split()]
    assert names == [
        "Score 33.3–63.2 of 100",
        "Passed 33.3, undecided 29.9, failed 36.8. Shown as 47.5. Capped at 49.",
    ]


@pytest.mark.parametrize(("value", "align"), [("0", "start"), ("50", "middle"), ("100", "end")])
def test_a_label_of_the_bar_stays_within_it(value: str, align: str) -> None:
    score = replace(sample.result().score, low=Decimal(0), high=Decimal(100), shown=Decimal(value), cap=100)
    bar = score_bar(score)
    assert bar is not None
    assert bar.shown.align == align
    assert bar.cap is None


def test_without_a_score_there_is_no_bar() -> None:
    base = sample.result()
    none = replace(base.score, low=None, high=None, point=None, shown=None)
    assert not page(replace(base, score=none)).select("svg.bar")


# blockers and prices


def test_the_first_screen_lists_the_open_blockers_with_links() -> None:
    links = page().select(".glance ol a")
    assert [(a["href"], a.get_text()) for a in links] == [
        ("#rule-idn-uen", "The registration number (UEN) is shown on the site"),
        ("#rule-prc-no-hidden-charges", "No mandatory charge appears for the first time at checkout"),
    ]


def test_without_an_open_blocker_it_says_what_else_is_open() -> None:
    base = sample.result()
    kept = tuple(f for f in base.findings if f.verdict is not Verdict.FAIL)
    text = said(page(replace(base, findings=kept)).select(".glance")[0])
    assert "Open blockers (0) None. Open major points: 0 Undecided: 4" in text


def test_each_walk_is_told_in_a_sentence_that_names_what_was_added_and_where() -> None:
    stories = page().select(".stories li")
    assert [said(s) for s in stories] == [
        "Kaya toast set Cheap item Shown at S$12.90, S$20.80 to pay, S$7.90 (61 %) more. Added: "
        "Delivery +S$4.00 (cart), Handling fee +S$3.90 (payment; not announced before checkout).",
        "Kopi machine Item of middling price Shown at S$189.00. The walk ended at: product page. "
        "What is to be paid is not known.",
    ]
    assert [s.select("a")[0]["href"] for s in stories] == ["#trail-1", "#trail-2"]


def test_an_extra_that_the_shop_ticked_is_told_as_such() -> None:
    base = sample.result()
    charge = replace(sample.COMPLETE.charges[0], nature="preselected")
    trail = replace(sample.COMPLETE, charges=(charge, sample.COMPLETE.charges[1]))
    story = said(page(replace(base, trails=(trail,))).select(".stories li")[0])
    assert "Delivery +S$4.00 (cart; optional, but already chosen)" in story


def test_amounts_that_form_no_sum_are_told_by_the_sentence_of_the_trail() -> None:
    base = sample.result()
    trail = replace(sample.COMPLETE, headline=None)
    story = said(page(replace(base, trails=(trail,))).select(".stories li")[0])
    assert sample.COMPLETE.sentence in story
    assert "Shown at S$12.90, the kaya" in story


def test_no_walk_at_all_is_said() -> None:
    text = said(page(replace(sample.result(), trails=())).select(".glance")[0])
    assert "No price could be followed in this run." in text


# filters


def test_every_choice_of_the_filters_has_the_number_that_it_leaves() -> None:
    soup = page()
    radios = [r for r in soup.select(".filters input") if r["value"] != "all"]
    assert {str(r["name"]) for r in radios} == {"verdict", "severity", "mode", "areas"}
    for radio in radios:
        label = radio.find_parent("label")
        assert isinstance(label, Tag)
        kept = soup.select(f".findings tbody tr.{radio['value']}, .area.{radio['value']} .findings tbody tr")
        assert len(kept) == int(label.select(".count")[0].get_text()) > 0
        assert radio["id"] == f"only-{radio['value']}"
        assert f"#only-{radio['value']}:checked" in soup.select("style")[0].get_text()


def test_the_filters_need_no_script_start_with_everything_and_can_be_undone() -> None:
    soup = page()
    form = soup.select("form")[0]
    assert form["method"] == "dialog"
    assert form["autocomplete"] == "off"
    assert [r["value"] for r in soup.select("input[checked]")] == ["all"] * 4
    assert [b["type"] for b in soup.select("button")] == ["reset", "reset"]
    assert soup.select(".narrowed button")[0]["form"] == form["id"]
    assert all(f.select("legend") for f in soup.select("fieldset"))
    assert said(soup.select(".narrowed p")[0]) == "of 11 requirements shown"


def test_every_finding_and_trail_has_a_link_to_itself() -> None:
    soup = page()
    for row in soup.select(".findings tbody tr"):
        link = row.select("th a.here")[0]
        assert link["href"] == f"#{row['id']}"
        assert str(link["aria-label"]) == f"Link to {str(row['id']).removeprefix('rule-')}"
    assert [a["href"] for a in soup.select(".trail > a.here")] == ["#trail-1", "#trail-2"]


# before and after


def advised(text: str) -> Finding:
    """A finding that fails, without evidence, with `text` as what to do."""
    return replace(
        sample.result().findings[0], verdict=Verdict.FAIL, remediation=text, evidence=(), subjects=(), searched=()
    )


@pytest.mark.parametrize("rule", shipped_rules().rules, ids=lambda rule: rule.id)
def test_the_example_of_every_rule_is_told_apart_from_its_advice(rule: Rule) -> None:
    parts = fix(advised(" ".join(rule.remediation.split())), Translator(), 3000)
    assert all((parts.advice, parts.before, parts.after))
    assert not any("Before:" in part or "After:" in part for part in (parts.advice, parts.before, parts.after))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Do it. Before: “a”. After: “b”.", Fix("Do it.", "“a”.", "“b”.")),
        ("写明费用。修改前：“S$10”。修改后：“S$14”。", Fix("写明费用。", "“S$10”。", "“S$14”。")),
        ("Do it, before: noon.", Fix("Do it, before: noon.", "", "")),
        ("Do it. Before: a.", Fix("Do it. Before: a.", "", "")),
        ("Do it. After: b. Before: a.", Fix("Do it. After: b. Before: a.", "", "")),
        ("Do it. Before: a. After: ", Fix("Do it. Before: a. After:", "", "")),
        ("", Fix("", "", "")),
    ],
)
def test_an_example_is_taken_only_where_both_halves_are_there(text: str, parts: Fix) -> None:
    assert fix(advised(text), Translator(), 3000) == parts


QUOTE = "Buy now: 67 % off, was $29.00"
FAULTY = EvidenceRef("p-0001", "https://kopi.example/p/1", QUOTE, "#save")


def test_the_shops_own_line_stands_in_place_of_the_example() -> None:
    shown = fix(replace(advised("Work it out. Before: “a”. After: “b”."), evidence=(FAULTY,)), Translator(), 3000)
    assert (shown.before, shown.after, shown.own) == (QUOTE, "“b”.", True)


def test_when_a_clock_was_read_is_no_word_of_the_shop() -> None:
    clock = replace(FAULTY, quote="Offer ends in 14:59 (read 2026-12-01T01:48:44Z)")
    shown = fix(replace(advised("Work it out. Before: “a”. After: “b”."), evidence=(clock,)), Translator(), 3000)
    assert shown.before == "Offer ends in 14:59"


def test_the_line_is_that_of_a_subject_that_fails() -> None:
    fine = replace(FAULTY, quote="Save 38 %")
    subjects = (
        SubjectResult("Kaya", Verdict.PASS, "", (fine,)),
        SubjectResult("Kopi", Verdict.FAIL, "", (FAULTY,)),
    )
    finding = replace(advised("Work it out. Before: “a”. After: “b”."), evidence=(fine,), subjects=subjects)
    assert fix(finding, Translator(), 3000).before == QUOTE


@pytest.mark.parametrize(
    "other",
    [
        {"searched": (FAULTY,)},
        {"verdict": Verdict.NEEDS_REVIEW},
        {"evidence": (replace(FAULTY, quote="x" * 201),)},
        {"evidence": (replace(FAULTY, quote=""),)},
    ],
    ids=["something is missing", "nothing fails", "a passage", "no words"],
)
def test_where_no_line_of_the_shop_shows_it_the_example_stays(other: dict[str, object]) -> None:
    finding = replace(advised("Work it out. Before: “a”. After: “b”."), **({"evidence": (FAULTY,)} | other))  # type: ignore[arg-type]
    shown = fix(finding, Translator(), 3000)
    assert (shown.before, shown.own) == ("“a”.", False)


def test_a_fix_is_shown_as_a_pair() -> None:
    soup = page()
    row = soup.find(id="rule-ret-period-stated")
    assert isinstance(row, Tag)
    assert [said(d) for d in row.select(".fix > div")] == [
        "Now, in this shopReturns are accepted within a reasonable time.",
        "It could read, for example“14 days after delivery”.",
    ]
    assert "What to do: Name a number of days and when they begin." in said(row)
    told = to_markdown(sample.result())
    assert "Now, in this shop: Returns are accepted within a reasonable time." in told
    assert "It could read, for example: “14 days after delivery”." in told


def test_hostile_text_in_an_example_stays_text() -> None:
    base = sample.result()
    evil = replace(base.findings[0], remediation="Do. Before: <script>a</script>. After: <img src=x onerror=b>.")
    row = page(replace(base, findings=(replace(evil, evidence=(), subjects=()),))).select(".fix")[0]
    assert not row.select("script, img")
    assert "<script>a</script>" in row.get_text()
