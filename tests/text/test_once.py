"""What is asked of a page many times is worked out once, and never mistaken for another page's."""

from __future__ import annotations

import gc
import pickle
import weakref
from dataclasses import replace

from casetrust_audit.model.reading import Reading
from casetrust_audit.text.once import once, per_text
from tests.build import block, reading


def test_the_same_reading_is_worked_out_once_and_an_equal_one_again() -> None:
    asked: list[str] = []

    @once
    def title(of: Reading) -> str:
        asked.append(of.title)
        return of.title

    first, equal = reading(title="Tea"), reading(title="Tea")
    assert [title(first), title(first), title(equal)] == ["Tea"] * 3
    assert len(asked) == 2


def test_a_pass_through_many_readings_forgets_none_of_them() -> None:
    asked: list[str] = []

    @once
    def title(of: Reading) -> str:
        asked.append(of.title)
        return of.title

    pages = [reading(title=str(n)) for n in range(100)]
    for _ in range(2):
        assert [title(p) for p in pages] == [p.title for p in pages]
    assert len(asked) == 100


def test_other_arguments_are_other_questions() -> None:
    @once
    def joined(of: Reading, word: str, *, loud: bool = False) -> str:
        return f"{of.title} {word}{'!' if loud else ''}"

    page = reading(title="Tea")
    assert [joined(page, "a"), joined(page, "b"), joined(page, "a", loud=True), joined(page, "a")] == [
        "Tea a", "Tea b", "Tea a!", "Tea a",
    ]  # fmt: skip


def test_two_functions_keep_their_answers_apart() -> None:
    @once
    def title(of: Reading) -> str:
        return of.title

    @once
    def address(of: Reading) -> str:
        return of.url

    page = reading(title="Tea", url="https://shop.test/tea")
    assert (title(page), address(page)) == ("Tea", "https://shop.test/tea")


def test_what_was_worked_out_is_no_part_of_the_reading_and_goes_with_it() -> None:
    class Made:
        pass

    @once
    def make(of: Reading) -> Made:
        return Made()

    page = reading(title="Tea", blocks=(block("Green tea"),))
    before, plain = repr(page), pickle.dumps(page)
    made = weakref.ref(make(page))
    assert (repr(page), pickle.dumps(page)) == (before, plain)
    assert make(replace(page)) is not made()
    assert page == replace(page)
    del page
    gc.collect()
    assert made() is None


def test_a_text_is_worked_out_once_for_each_way_it_is_asked() -> None:
    asked: list[str] = []

    @per_text
    def louder(text: str, *, times: int = 1) -> str:
        asked.append(text)
        return text + "!" * times

    assert [louder("tea"), louder("tea"), louder("tea", times=2)] == ["tea!", "tea!", "tea!!"]
    assert len(asked) == 2
