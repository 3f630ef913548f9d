"""What is told as JSON lines (`--log-format json`): one object a line on stderr, and never a line of text between them.

Every object has `time` (UTC, ISO 8601, to the millisecond), `level` ("info", "warning" or "error") and `event`, one of
EVENTS; the rest are plain fields: text, numbers, lists and objects of these. A field may be added to an event at any
time; none changes its meaning or goes without a word in the changelog.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from casetrust_audit.cli import voice

EVENTS: Mapping[str, str] = {
    "started": "A command begins: command, version; url or bundle where it has one.",
    "phase": "Another part of the collection begins: phase, detail.",
    "page": "A page was kept: capture, role, url, status, session, layout, captures (so many by now).",
    "step": "A page of a journey was kept: scenario, step, and what a page has.",
    "try": "With -vv, something tried on a journey: detail.",
    "problem": "Something is wrong with a page: kind, detail, url, capture.",
    "progress": "Nothing else was told for a while: phase, detail, captures, seconds.",
    "summary": "An audit was judged: shop, verdict, reason, score, coverage, blockers, counts, findings (open ones), "
    "prices, reports; waivers and baseline where there are such.",
    "gate": "What the gate says: answer (0 met, 1 not met, 3 not decided), code the command ends with, reasons, notes.",
    "note": "Anything else worth saying: text.",
    "error": "What failed: message, advice, code; where the tool itself is at fault, traceback.",
    "finished": "The command ends: code, seconds.",
}
"""All there are, and their fields."""

LEVELS = {"problem": "warning", "error": "error"}

_writing = threading.Lock()


def utc() -> datetime:
    """Now."""
    return datetime.now(UTC)


def tell(event: str, **fields: Any) -> None:
    """One JSON line, where such lines were asked for; else nothing.

    All but ASCII is escaped: no encoding of a log can break a line, and no control code of a shop gets through."""
    assert event in EVENTS, event
    if not voice.in_json():
        return
    moment = utc().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = json.dumps({"time": moment, "level": LEVELS.get(event, "info"), "event": event} | fields, default=str)
    with _writing:  # the heartbeat has a thread of its own
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._began = clock, clock()

    def __call__(self) -> float:
        return round(self._clock() - self._began, 1)
