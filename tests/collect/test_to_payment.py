"""When the walk to payment takes two readings for one step."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from casetrust_audit.collect.change import place, signature
from casetrust_audit.collect.to_payment import _Search
from casetrust_audit.model.reading import Reading
from tests.build import button, field, form, heading, reading


@pytest.mark.parametrize("later", ["Your cart 29:41", "Your cart 9:59", "Your cart 00:29:41"])
def test_a_clock_that_runs_in_a_heading_makes_no_other_step(later: str) -> None:
    assert signature(reading(headings=(heading(later),))) == signature(reading(headings=(heading("Your cart 29:42"),)))


def test_another_heading_does() -> None:
    first, second = reading(headings=(heading("Step 1"),)), reading(headings=(heading("Step 2"),))
    assert signature(first) != signature(second)


def offering(button_id: str, *others: str) -> Reading:
    """An address step whose button asks for the same, under an id that the shop may count up."""
    ids = (button_id, *others)
    buttons = tuple(button("Calculate", selector=i, form="form", type="submit") for i in ids)
    return reading(forms=(form(field("postcode"), field("city"), method="post"),), buttons=buttons)


def left_after(pressed: str, now: Reading) -> list[str]:
    search = _Search(SimpleNamespace(dialogs=frozenset()))  # type: ignore[arg-type]
    search.tried[place(now)].add(pressed)
    return [p.press.selector for p in search.left(now, "address")]


def test_a_button_drawn_anew_under_the_next_number_is_not_pressed_again() -> None:
    assert left_after("#quote--2", offering("#quote--3")) == []
    assert left_after("#quote", offering("#quote--2")) == []


def test_another_button_beside_the_one_that_was_pressed_is() -> None:
    assert left_after("#save-1", offering("#save-1", "#save-2")) == ["#save-2"]
