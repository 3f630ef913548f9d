"""Where a stranger would look: the places that CONTRIBUTING names are there and hold what is asked for."""

from __future__ import annotations

import re

import pytest

from tests.contract.source import ROOT

ROWS = re.findall(r"^\| ([^|]+\?) \| `([^`]+)` \|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M)
HELD = {
    "prc-no-hidden-charges.yaml": "severity: blocker",
    "periods.py": "class ",
    "ms.yaml": "add-to-cart:",
    "amounts.py": "def ",
    "trail.py": "first_step",
    "guard.py": "class Guard",
    "steps.py": "def is_final",
    "reader.js": "blocks",
    "evaluate.py": "def judge",
    "summary.html": "verdict-title",
}


def test_ten_questions_are_answered() -> None:
    assert len(ROWS) == 10
    assert {place.rpartition("/")[2] for _, place in ROWS} == set(HELD)


@pytest.mark.parametrize(("question", "place"), ROWS)
def test_the_place_holds_what_is_asked_for(question: str, place: str) -> None:
    assert HELD[place.rpartition("/")[2]] in (ROOT / place).read_text("utf-8"), question


def test_what_security_promises_is_held_by_tests_that_are_there() -> None:
    held = re.findall(r"`(tests/[^`]+)`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(held) >= 12
    assert [path for path in held if "def test_" not in (ROOT / path).read_text("utf-8")] == []
