"""Pages are inspected in a process beside the browser: in order, with the same records, whatever becomes of it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from casetrust_audit.evidence import codec
from casetrust_audit.inspection.beside import AHEAD, Inspector, Read, worth_it
from casetrust_audit.model.reading import Reading
from casetrust_audit.pipeline import fact_schema
from tests.build import SITE, block, heading, reading


def page(name: str, price: str = "S$12.90") -> Read:
    blocks = (block("Oolong tea", tag="h1", box=(10, 10, 200, 30)), block(price, box=(10, 60, 90, 30), font_px=24.0))
    shown = reading(SITE, blocks=blocks, headings=(heading("Oolong tea"),), title="Oolong tea")
    return Read(name, SITE, 200, codec.canonical(codec.to_plain(shown, Reading)).decode())


PAGES = (page("first"), Read("second", SITE, None, "", "the page hangs"), *(page(f"more {n}") for n in range(AHEAD)))


@pytest.fixture(scope="module")
def beside() -> Iterator[Inspector]:
    with Inspector(fact_schema) as inspector:
        yield inspector


def test_the_records_are_those_of_one_process_in_order(beside: Inspector) -> None:
    with Inspector(fact_schema, beside=False) as alone:
        expected = list(alone.inspect(PAGES))
    assert [found.source for found in expected] == [p.source for p in PAGES]
    assert list(beside.inspect(PAGES)) == expected
    assert expected[1].record["problems"] == [{"kind": "unread", "detail": "the page hangs"}]


def test_an_answer_that_is_no_reading_is_told(beside: Inspector) -> None:
    (found,) = beside.inspect([Read("odd", SITE, 200, '{"url": 1}')])
    assert found.record["problems"][0]["kind"] == "unread"


def test_no_more_than_a_few_pages_wait(beside: Inspector) -> None:
    fetched: list[str] = []

    def pages() -> Iterator[Read]:
        for number in range(3 * AHEAD):
            fetched.append(str(number))
            yield page(str(number))

    for done, found in enumerate(beside.inspect(pages())):
        assert found.source == str(done)
        assert len(fetched) <= done + AHEAD + 1


def test_pages_are_inspected_here_where_the_process_was_ended() -> None:
    with Inspector(fact_schema) as inspector:
        assert [f.source for f in inspector.inspect(PAGES[:1])] == ["first"]
        pool = inspector._pool
        assert pool is not None
        for process in list(pool._processes.values()):
            process.kill()
            process.join()
        assert [f.source for f in inspector.inspect(PAGES)] == [p.source for p in PAGES]


def test_a_process_is_not_started_for_a_few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert (worth_it(1), worth_it(400)) == (False, True)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert worth_it(400) is False
