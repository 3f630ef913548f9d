"""`inspect`: one JSON line a page on stdout, talk on stderr."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from casetrust_audit.cli.console import say_error
from casetrust_audit.collect.collector import user_agent
from casetrust_audit.collect.viewer import Opened, Viewer, viewing
from casetrust_audit.errors import UsageError
from casetrust_audit.inspection.beside import Inspector, Read, worth_it
from casetrust_audit.inspection.sources import Source, sources
from casetrust_audit.pipeline import fact_schema


def print_records(given: list[str], url: str, labels: Path | None, *, why: bool, layout: str, browser: str) -> int:
    """Exit code: 0 where every page was read, 3 where one was not, so that no gap goes unseen."""
    if layout not in ("desktop", "phone"):
        raise UsageError(f"--layout: unknown layout {layout!r}", "Choose desktop or phone.")
    wanted = sources(given, url, labels)
    missed = 0
    with (
        Inspector(fact_schema, why=why, beside=worth_it(len(wanted))) as inspector,
        viewing(browser, layout=layout, agent=lambda version: user_agent(version, "")) as viewer,
    ):
        for found in inspector.inspect(_read(viewer, source) for source in wanted):
            if "title" not in found.record:
                missed += 1
                say_error(f"{found.source} could not be read: {found.record['problems'][0]['detail']}", "")
            sys.stdout.write(json.dumps(found.record, separators=(",", ":")) + "\n")
            sys.stdout.flush()
    return 3 if missed else 0


def _read(viewer: Viewer, source: Source) -> Read:
    opened = _open(viewer, source)
    return Read(source.name, opened.url, opened.status, opened.raw, opened.problem)


def _open(viewer: Viewer, source: Source) -> Opened:
    if source.path is None:
        return viewer.live(source.url)
    try:
        return viewer.saved(source.path, source.url)
    except UsageError as error:
        return Opened(source.name, source.url, None, "", str(error))
