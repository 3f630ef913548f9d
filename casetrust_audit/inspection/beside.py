"""Inspects one page in a process of its own while the browser loads the next."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from types import TracebackType

from casetrust_audit.errors import EvidenceError
from casetrust_audit.evidence import codec
from casetrust_audit.inspection.page import Inspected, inspect_page, unread
from casetrust_audit.model.reading import Reading

AHEAD = 4
"""Pages read and not yet inspected, at most: a reading of a large page takes some megabytes."""
FEW = 3
"""Pages for which starting a process takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class Read:
    """A page that was opened: its reading as JSON text, or in `problem` why there is none.

    The text is handed on as it is: the process beside takes it apart while the browser loads on."""

    source: str
    url: str
    status: int | None
    raw: str = ""
    problem: str = ""


class Inspector:
    """Gives the records of pages, in order, each as soon as it and those before it are finished. A context manager.

    `ready` is called once where pages are inspected, before the first: it must be a function of a module. With
    `beside` that is a process of its own, which works while the next page is fetched."""

    def __init__(self, ready: Callable[[], object], *, why: bool = False, beside: bool = True) -> None:
        self._ready, self._why = ready, why
        self._pool: ProcessPoolExecutor | None = None
        if beside:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin, initargs=(ready,))
            self._pool.submit(int)  # starts the process now, while the browser starts
        else:
            ready()

    def __enter__(self) -> Inspector:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def inspect(self, pages: Iterable[Read]) -> Iterator[Inspected]:
        """The records of the pages."""
        waiting: deque[tuple[Read, Future[Inspected] | None]] = deque()
        for page in pages:
            waiting.append((page, self._submit(page)))
            while len(waiting) > AHEAD or (waiting and (waiting[0][1] is None or waiting[0][1].done())):
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _submit(self, page: Read) -> Future[Inspected] | None:
        try:
            return self._pool.submit(_record, page, self._why) if self._pool is not None else None
        except BrokenProcessPool:
            return None

    def _result(self, page: Read, future: Future[Inspected] | None) -> Inspected:
        """What the process found; found here where it was ended, by the system for want of memory say."""
        if future is not None:
            try:
                return future.result()
            except BrokenProcessPool:
                self._pool = None
                self._ready()
        return _record(page, self._why)


def worth_it(pages: int) -> bool:
    """Whether so many pages are inspected sooner with a process beside the browser."""
    return pages > FEW and (os.cpu_count() or 1) > 1


def _begin(ready: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the command is answered by its first process
    ready()


def _record(page: Read, why: bool) -> Inspected:
    if not page.raw:
        return unread(page.source, page.url, page.problem, page.status)
    try:
        reading = codec.from_json(page.raw, Reading, "page reading")
    except EvidenceError as odd:  # a script of the page got in between
        return unread(page.source, page.url, str(odd), page.status)
    return inspect_page(page.source, reading, page.status, why=why)
