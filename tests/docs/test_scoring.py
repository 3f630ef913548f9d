"""The worked example on the page about scoring comes out of the program as it stands there."""

from __future__ import annotations

import re
from decimal import Decimal

from casetrust_audit import score
from casetrust_audit.model.result import Finding, Severity, Verdict
from casetrust_audit.pipeline import rule_set
from tests.docs.pages import DOCS
from tests.test_score import finding

PAGE = (DOCS / "scoring.md").read_text(encoding="utf-8")


def rows(head: str) -> list[list[str]]:
    """Cells of the table that begins with this head."""
    block = PAGE[PAGE.index(head) :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (block[0], *block[2:])]


def shop() -> list[Finding]:
    """Findings as many as the table says, one requirement each."""
    (head, *lines), made = rows("| severity | weight |"), []
    for severity, weight, *numbers in lines:
        assert Decimal(weight) == score.WEIGHTS[Severity(severity)]
        for verdict, number in zip(head[2:], numbers, strict=True):
            made += [
                finding(Severity(severity), Verdict(verdict), f"{severity}-{verdict}-{n}") for n in range(int(number))
            ]
    return made


def test_the_worked_example_is_what_the_program_reckons() -> None:
    findings = shop()
    said = {figure: result for figure, _, result in rows("| figure | how |")}
    figures, covered = score.score(findings), score.coverage(findings)
    assert len(findings) == 20
    assert said["coverage"] == str(covered.percent)
    assert said["low"] == str(figures.low)
    assert said["high"] == str(figures.high)
    assert said["point"] == str(figures.point)
    assert said["shown"] == str(figures.shown)
    verdict, reason = score.readiness(findings, covered)
    assert said["verdict"] == verdict.value
    assert reason.startswith("1 blocker failed")


def test_the_weights_told_in_sums_are_the_tables() -> None:
    weight = {verdict: sum(score.WEIGHTS[f.severity] for f in shop() if f.verdict is verdict) for verdict in Verdict}
    told = re.search(r"= (\d+), failed .*? = (\d+), undecided .*? = (\d+); together (\d+)", PAGE)
    assert told is not None
    passed, failed = weight[Verdict.PASS], weight[Verdict.FAIL]
    undecided = weight[Verdict.NEEDS_REVIEW] + weight[Verdict.NOT_TESTED]
    assert [Decimal(n) for n in told.groups()] == [passed, failed, undecided, passed + failed + undecided]


def test_caps_and_floors_on_the_page_are_those_in_force() -> None:
    rules = rule_set()
    assert f"{rules.blocker_cap} where a blocker failed, {rules.major_cap} where a\n  major failed" in PAGE
    assert f"Less than {rules.coverage_floor} %" in PAGE
    assert score.SEEN_FLOOR == 50
    assert "decided less than half" in PAGE
    told = re.search(r"blocker (\d+), major (\d+), minor (\d+), info (\d+)", PAGE)
    assert told is not None
    assert [Decimal(n) for n in told.groups()] == [rules.weights[s] for s in Severity]
