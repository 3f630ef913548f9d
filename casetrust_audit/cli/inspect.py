"""`inspect`: one JSON line a page on stdout, talk on stderr."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from casetrust_audit.cli.console import say_error
from casetrust_audit.collect.collector import user_agent
from casetrust_audit.collect.viewer import Opened, Viewer, viewing
from casetrust_audit.errors import UsageError
from casetrust_audit.inspection.page import inspect_page, unread
from casetrust_audit.inspection.sources import Source, sources
from casetrust_audit.pipeline import fact_schema


def print_records(given: list[str], url: str, labels: Path | None, *, why: bool, layout: str, browser: str) -> int:
    """Exit code: 0 where every page was read, 3 where one was not, so that no gap goes unseen."""
    if layout not in ("desktop", "phone"):
        raise UsageError(f"--layout: unknown layout {layout!r}", "Choose desktop or phone.")
    wanted = sources(given, url, labels)
    fact_schema()  # imports the facts
    missed = 0
    with viewing(browser, layout=layout, agent=lambda version: user_agent(version, "")) as viewer:
        for source in wanted:
            opened = _open(viewer, source)
            if opened.reading is None:
                missed += 1
                say_error(f"{source.name} could not be read: {opened.problem}", "")
                record = unread(source.name, opened.url, opened.problem, opened.status).record
            else:
                record = inspect_page(source.name, opened.reading, opened.status, why=why).record
            sys.stdout.write(json.dumps(record, separators=(",", ":")) + "\n")
            sys.stdout.flush()
    return 3 if missed else 0


def _open(viewer: Viewer, source: Source) -> Opened:
    if source.path is None:
        return viewer.live(source.url)
    try:
        return viewer.saved(source.path, source.url)
    except UsageError as error:
        return Opened(source.name, source.url, None, None, str(error))
