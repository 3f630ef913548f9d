"""When the walk to payment takes two readings for one step."""

from __future__ import annotations

import pytest

from casetrust_audit.collect.change import signature
from tests.build import heading, reading


@pytest.mark.parametrize("later", ["Your cart 29:41", "Your cart 9:59", "Your cart 00:29:41"])
def test_a_clock_that_runs_in_a_heading_makes_no_other_step(later: str) -> None:
    assert signature(reading(headings=(heading(later),))) == signature(reading(headings=(heading("Your cart 29:42"),)))


def test_another_heading_does() -> None:
    first, second = reading(headings=(heading("Step 1"),)), reading(headings=(heading("Step 2"),))
    assert signature(first) != signature(second)
