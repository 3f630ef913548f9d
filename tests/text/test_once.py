"""What is asked of a page many times is worked out once, and never mistaken for another page's."""

from __future__ import annotations

from casetrust_audit.model.reading import Reading
from casetrust_audit.text.once import KEPT, per_reading
from tests.build import reading


def test_the_same_reading_is_worked_out_once_and_an_equal_one_again() -> None:
    asked: list[str] = []

    @per_reading
    def title(of: Reading) -> str:
        asked.append(of.title)
        return of.title

    first, equal = reading(title="Tea"), reading(title="Tea")
    assert [title(first), title(first), title(equal)] == ["Tea"] * 3
    assert len(asked) == 2


def test_only_the_last_readings_are_kept() -> None:
    asked: list[str] = []

    @per_reading
    def title(of: Reading) -> str:
        asked.append(of.title)
        return of.title

    pages = [reading(title=str(n)) for n in range(KEPT + 1)]
    assert [title(p) for p in pages] == [p.title for p in pages]
    assert title(pages[0]) == "0"
    assert title(pages[-1]) == str(KEPT)
    assert asked == [*(p.title for p in pages), "0"]
