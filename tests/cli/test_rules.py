"""`rules list`: every requirement, and how many there are by area, severity and mode."""

from __future__ import annotations

import pytest

from casetrust_audit.cli.rules import print_list, print_rule
from casetrust_audit.errors import UsageError
from tests.ruleset.shipped import shipped_rules

TABLE = {
    "PRC": (14, 5, 7, 2, 0), "PRD": (6, 0, 4, 2, 0), "CHK": (9, 2, 5, 2, 0), "SEC": (11, 3, 4, 4, 0),
    "ACC": (3, 0, 1, 2, 0), "CMP": (8, 1, 5, 2, 0), "REV": (6, 0, 3, 3, 0), "RET": (6, 2, 4, 0, 0),
    "FUL": (4, 0, 1, 3, 0), "IDN": (5, 4, 1, 0, 0), "PRV": (8, 1, 5, 2, 0), "DRK": (6, 1, 2, 2, 1),
    "USE": (4, 0, 2, 2, 0), "all": (90, 19, 44, 26, 1),
}  # fmt: skip
"""Rules, blockers, majors, minors and infos of each area, as the domain document counts them."""
MODES = (40, 45, 5)


def listed(capsys: pytest.CaptureFixture[str], area: str | None = None) -> dict[str, tuple[int, ...]]:
    """The numbers of the table's rows by their first word."""
    print_list(shipped_rules(), area)
    lines = (line.split() for line in capsys.readouterr().out.splitlines())
    return {
        parts[0]: tuple(int(word) for word in parts[1:9])
        for parts in lines
        if len(parts) > 8 and all(word.isdigit() for word in parts[1:9])
    }


@pytest.mark.parametrize("width", ["80", "160"])
def test_the_counts_are_those_of_the_domain_document(
    width: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    rows = listed(capsys)
    assert {area: row[:5] for area, row in rows.items()} == TABLE
    assert rows["all"][5:] == MODES
    assert all(sum(row[1:5]) == sum(row[5:]) == row[0] for row in rows.values())


def test_one_area_is_counted_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys, "sec") == {"SEC": (11, 3, 4, 4, 0, 8, 1, 2), "all": (11, 3, 4, 4, 0, 8, 1, 2)}
    with pytest.raises(UsageError, match="unknown area 'xyz'"):
        print_list(shipped_rules(), "xyz")


def test_how_many_have_a_rule_file_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    print_list(shipped_rules(), None)
    text = capsys.readouterr().out
    assert f"90 requirements, {len(shipped_rules().rules)} with a rule file" in text
    assert f"rule set {shipped_rules().version}, digest " in text


def test_a_rule_for_people_shows_what_to_ask_for(capsys: pytest.CaptureFixture[str]) -> None:
    print_rule(shipped_rules(), "sec-audit-programme")
    text = " ".join(capsys.readouterr().out.split())
    assert "To ask: When was the last security audit" in text
    assert "To show it: cover page of the report" in text
