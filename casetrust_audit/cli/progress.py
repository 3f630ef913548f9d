"""How far a collection is: a live line at a terminal, a line now and then where there is none, or JSON lines."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from casetrust_audit.cli import voice
from casetrust_audit.cli.events import tell
from casetrust_audit.cli.printable import printable
from casetrust_audit.collect.progress import Progress, Update, silent

EVERY_SECONDS = 15.0
"""A job that says nothing for minutes is ended as hung by some forges; one that says more than this is a nuisance."""
LOOKS_SECONDS = 1.0
LONGEST_DETAIL = 160
JUDGE = "judge"
PHASES = {"browser": "Browser", "probes": "Looking without a browser", "crawl": "Reading the shop",
          "second-look": "Second look, on a phone", "journey": "Shopping", "done": "Evidence written",
          JUDGE: "Judging the evidence"}  # fmt: skip
WITHIN = ("page", "try")
"""Updates that begin no phase."""

Line = Callable[[str], None]


@dataclass
class Heartbeat:
    """Says where the work stands, at most once in EVERY_SECONDS. Safe to be used by two threads."""

    say: Callable[[Update, int, float], None]
    """Told the last update, how many pages were kept, and the seconds since the beginning."""
    clock: Callable[[], float] = time.monotonic
    at: Update = field(default_factory=lambda: Update("browser", "starting"))
    kept: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._began = self.clock()
        self._spoke = self._began - EVERY_SECONDS

    @property
    def seconds(self) -> float:
        return self.clock() - self._began

    def heard(self, update: Update) -> None:
        """Remember where the work is."""
        with self._lock:
            if update.phase not in WITHIN:
                self.at = update
            elif update.capture is not None:
                self.kept = update.pages

    def spoke(self) -> None:
        """Something else was told just now, which does as well."""
        with self._lock:
            self._spoke = self.clock()

    def beat(self) -> None:
        """Say where the work stands, if nothing was told for so long."""
        with self._lock:
            if self.clock() - self._spoke < EVERY_SECONDS:
                return
            self._spoke = self.clock()
            at, kept, seconds = self.at, self.kept, self.seconds
        self.say(at, kept, seconds)


def keep_beating(heart: Heartbeat, over: Callable[[], bool]) -> None:
    """Beat until it is over; `over` waits a little and tells."""
    while not over():
        heart.beat()


@contextmanager
def watched(quiet: bool, verbose: int) -> Iterator[Progress]:
    """What a collection is given to say how far it is; `verbose` 1 tells every page, 2 all that is tried."""
    if quiet:
        yield silent
    elif voice.in_json():
        with _beating(_silent_at_first(_beat_event)) as heart:
            yield EventLog(heart, verbose)
    elif voice.live(sys.stderr) and not verbose:
        with _live() as progress:
            yield progress
    else:
        with _beating(Heartbeat(_beat_line)) as heart:
            yield Lines(heart, verbose, _write)


@contextmanager
def at_work(quiet: bool) -> Iterator[None]:
    """While a bundle is judged and reports are written: usually seconds, and then nothing is told of it."""
    if quiet:
        yield
    elif voice.live(sys.stderr) and not voice.in_json():
        with voice.talk_console().status(PHASES[JUDGE]):
            yield
    else:
        with _beating(_silent_at_first(_beat_event if voice.in_json() else _beat_line)) as heart:
            heart.heard(Update(JUDGE, "facts, rules and reports"))
            yield


def _silent_at_first(say: Callable[[Update, int, float], None]) -> Heartbeat:
    heart = Heartbeat(say)
    heart.spoke()
    return heart


@contextmanager
def _beating(heart: Heartbeat) -> Iterator[Heartbeat]:
    """A thread beats it: the work itself may wait for a page that does not come."""
    end = threading.Event()
    thread = threading.Thread(target=keep_beating, args=(heart, lambda: end.wait(LOOKS_SECONDS)), daemon=True)
    thread.start()
    try:
        yield heart
    finally:
        end.set()
        thread.join()


def standing(at: Update, kept: int, seconds: float) -> str:
    """One line: "  45 s  Reading the shop, 12 pages kept: https://shop.example.sg/tea"."""
    count = f", {kept} page{'' if kept == 1 else 's'} kept" if kept else ""
    return f"{seconds:5.0f} s  {PHASES.get(at.phase, at.phase)}{count}: {printable(at.detail, LONGEST_DETAIL)}"


def _write(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@dataclass
class Lines:
    """Progress as lines of text: the heartbeat alone, or with `verbose` all that happens."""

    heart: Heartbeat
    verbose: int
    write: Line

    def __call__(self, update: Update) -> None:
        self.heart.heard(update)
        if self.verbose:
            for line in self._told(update):
                self.write(f"{self.heart.seconds:7.1f} s  {line}")
                self.heart.spoke()
        self.heart.beat()

    def _told(self, update: Update) -> Iterator[str]:
        detail = printable(update.detail, LONGEST_DETAIL)
        if update.phase == "try":
            if self.verbose > 1:
                yield f"    tried {detail}"
        elif update.capture is not None:
            for problem in update.capture.problems:
                yield f"  {problem.kind} at {detail}: {printable(problem.detail, LONGEST_DETAIL)}"
        else:
            count = f" ({update.pages})" if update.pages else ""
            yield f"{PHASES.get(update.phase, update.phase)}{count}: {detail}"


@dataclass
class EventLog:
    """Progress as JSON lines; events.EVENTS tells which, and what they hold."""

    heart: Heartbeat
    verbose: int
    _phase: str = ""

    def __call__(self, update: Update) -> None:
        self.heart.heard(update)
        if update.phase == "try":
            if self.verbose > 1:
                self._tell("try", detail=update.detail)
        elif update.capture is not None:
            self._page(update)
        elif update.phase != self._phase:
            self._phase = update.phase
            self._tell("phase", phase=update.phase, detail=update.detail)
        self.heart.beat()

    def _page(self, update: Update) -> None:
        page = update.capture
        assert page is not None
        scenario, _, step = page.step.partition("/")
        journey = {"scenario": scenario, "step": step} if step else {}
        self._tell(
            "step" if step else "page", **journey, capture=page.id, role=page.role, url=page.final_url,
            status=page.status, session=page.session, layout=page.layout, captures=update.pages,
        )  # fmt: skip
        for problem in page.problems:
            self._tell("problem", kind=problem.kind, detail=problem.detail, url=page.final_url, capture=page.id)

    def _tell(self, event: str, **fields: object) -> None:
        tell(event, **fields)
        self.heart.spoke()


def _beat_line(at: Update, kept: int, seconds: float) -> None:
    _write(standing(at, kept, seconds))


def _beat_event(at: Update, kept: int, seconds: float) -> None:
    tell("progress", phase=at.phase, detail=at.detail, captures=kept, seconds=round(seconds, 1))


@contextmanager
def _live() -> Iterator[Progress]:
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False, table_column=Column(ratio=1, no_wrap=True)),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=voice.talk_console(), transient=True, expand=True) as bar:
        task = bar.add_task("Starting", total=None)

        def show(update: Update) -> None:
            if update.phase not in WITHIN:
                count = f" ({update.pages})" if update.pages else ""
                head = PHASES.get(update.phase, update.phase)
                bar.update(task, description=f"{head}{count}: {printable(update.detail, LONGEST_DETAIL)}")

        yield show
