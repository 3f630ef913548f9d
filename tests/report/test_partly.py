"""A shop that could be seen only in part: what stood in the way is told before the score, with what would help."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from casetrust_audit.model.journey import ENDS, Journey
from casetrust_audit.model.result import AuditResult, Verdict
from casetrust_audit.report.html import to_html
from casetrust_audit.report.language import language
from casetrust_audit.report.markdown import to_markdown
from casetrust_audit.report.partly_view import HELPS, partly_view
from casetrust_audit.report.translator import Translator
from tests.report import sample


def seen_in_part(percent: str = "29", *journeys: Journey) -> AuditResult:
    whole = sample.result()
    coverage = replace(whole.coverage, percent=Decimal(percent))
    return replace(whole, coverage=coverage, journeys=journeys or whole.journeys)


def stopped(scenario: str, end: str, detail: str) -> Journey:
    return replace(sample.result().journeys[0], scenario=scenario, end=end, end_detail=detail)


def test_the_first_screen_says_what_stood_in_the_way_before_it_gives_a_score() -> None:
    wall = "the cart asks for a login"
    result = seen_in_part("29", stopped("cheap", "login-wall", wall), stopped("mid", "login-wall", wall))
    page = BeautifulSoup(to_html(result, sample.crops), "html.parser")
    box = page.select_one(".partly")
    assert box is not None
    assert "29 % could be decided" in box.get_text()
    told = [d.get_text() for d in box.select("dt, dd")]
    assert "cheap item" in told[0]
    assert wall in told[0]
    assert "middling price" in told[1]
    assert "casetrust-audit login" in told[2]
    assert box.find_next("dl", class_="little") is not None
    raw = to_markdown(result)
    assert raw.index("29 % could be decided") < raw.index("Score, of 100")
    assert wall in raw


@pytest.mark.parametrize(("percent", "told"), [("50", False), ("83.1", False), ("49.9", True), ("0", True)])
def test_it_is_told_where_less_than_half_was_decided(percent: str, told: bool) -> None:
    assert (partly_view(seen_in_part(percent), Translator()) is not None) is told


def test_what_is_open_is_counted_without_what_does_not_apply() -> None:
    found = partly_view(seen_in_part(), Translator())
    assert found is not None
    applying = [f.verdict for f in sample.result().findings if f.verdict is not Verdict.NOT_APPLICABLE]
    assert found.applicable == len(applying)
    assert found.open == len([v for v in applying if v not in (Verdict.PASS, Verdict.FAIL)])


def test_every_end_of_a_walk_but_the_last_step_has_something_that_helps() -> None:
    assert set(HELPS) == set(ENDS) - {"last-step"}


def test_a_walk_that_came_to_its_end_hinders_nothing_and_no_walk_at_all_does() -> None:
    done = partly_view(seen_in_part("29", stopped("cheap", "last-step", "only the button is left")), Translator())
    assert done is not None
    assert not any("cheap item" in what for one in done.hindrances for what in one.whats)
    none = partly_view(replace(seen_in_part(), journeys=()), Translator())
    assert none is not None
    assert none.hindrances[0].whats == ("No item was taken to the checkout.",)


def test_it_is_told_in_chinese_too() -> None:
    t = Translator(language("zh"))
    wall = stopped("mine", "login-wall", "the cart asks for a login")
    found = partly_view(seen_in_part("29", wall), t)
    assert found is not None
    assert not t.missed
    first = found.hindrances[0]
    assert "购物车要求登录" in first.whats[0]
    assert "--login" in first.helps
