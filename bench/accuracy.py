"""Measures on a labelled corpus how well the tool reads real pages.

    python -m bench.accuracy --corpus DIR [--folder NAME] [--half old|worked|kept] [--table FILE] [--misses N]

Prints figures with counts, confusions and misses; writes the table for the docs where asked. The corpus is somebody
else's: nothing of it is kept. Exit code 0 where all targets are met, 1 where one is not, 2 where there is no corpus.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from bench.folders import PAGES, Pages, forms_together, rows
from bench.halves import HALVES, KEPT, OLD, WORKED, half_of
from bench.measure import Line, beside, calibration, markdown
from bench.texts import TEXTS, visibility
from casetrust_audit.collect.browser import find_browser, launch
from casetrust_audit.collect.viewer import Viewer
from casetrust_audit.inspection.beside import Inspector, Read
from casetrust_audit.pipeline import fact_schema
from casetrust_audit.settings import LOOPBACK_ONLY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST_TIMES = 1.5
STRETCH = 24
"""Pages that are inspected, and loaded, one after the other before it is the other's turn."""

HEADER = """# How well real pages are read

`make accuracy CORPUS=DIR` measures this on labelled pages of other people's making and writes this file. The pages are
not part of the project. The same functions read pages in an audit; nothing knows these pages. *Old* rows were looked at
while the tool was first written; the later ones are parted by a hash of their domain: *worked* rows were read while it
was mended, *kept* rows only ever measured (`bench/halves.py`). Whether a target is met is said by the kept rows where
there are any: they alone tell what to expect of the next page.

A price counts as right with its exact amount and currency, and as invented where the page shows none. *Unsure* is a
confidence below 0.7, which the audit answers with "needs review". The last line compares wall time with two cores:
one process inspects while the browser loads on. What is known to be amiss in the labels is counted as a miss all the
same: one page labelled as without a field for a one-time code has one, and a search of saved passwords is labelled as
a form for recovering one.
"""


@dataclass
class Cost:
    """Seconds spent on loading pages alone, and on loading and inspecting the same pages."""

    loading: float = 0.0
    inspecting: float = 0.0
    pages: int = 0


def measure_pages(browser: Browser, inspector: Inspector, folder: Path, cost: Cost, half: str = "") -> Pages:
    """Every page of the folder, inspected as the command does, and loaded without being read.

    Both go by stretches of pages, each first in every other one, so that what else the machine does falls on both."""
    labelled = rows(folder / "labels.jsonl", half)
    records: list[Mapping[str, Any]] = []
    with Viewer(browser) as viewer, Viewer(browser, reads=False) as bare:
        for number, start in enumerate(range(0, len(labelled), STRETCH)):
            stretch = labelled[start : start + STRETCH]
            if number % 2:
                cost.loading += _load(bare, folder, stretch)
            began = time.perf_counter()
            records += [found.record for found in inspector.inspect(_read(viewer, folder, row) for row in stretch)]
            cost.inspecting += time.perf_counter() - began
            if not number % 2:
                cost.loading += _load(bare, folder, stretch)
            cost.pages += len(stretch)
    return list(zip(labelled, records, strict=True))


def _read(viewer: Viewer, folder: Path, row: dict[str, Any]) -> Read:
    opened = viewer.saved(folder / row["file"], row.get("url") or "")
    return Read(row["id"], opened.url, opened.status, opened.raw, opened.problem)


def _load(viewer: Viewer, folder: Path, stretch: list[dict[str, Any]]) -> float:
    began = time.perf_counter()
    for row in stretch:
        viewer.saved(folder / row["file"], row.get("url") or "")
    return time.perf_counter() - began


Parts = dict[str, list[Line]]
"""Lines by half; "" are those of all rows asked for."""


def measure(
    browser: Browser, inspector: Inspector, corpus: Path, only: set[str], half: str = ""
) -> tuple[list[Line], list[str]]:
    """All lines, and the folders that were skipped because they are not there. Of all rows, with those of each half."""
    parts: Parts = {one: [] for one in (("",) if half else ("", KEPT, WORKED, OLD))}
    skipped, cost = list[str](), Cost()
    for name in (*PAGES, *TEXTS, "visibility"):
        if only and name not in only:
            continue
        if not (corpus / name).is_dir():
            skipped.append(name)
        elif name in PAGES:
            print(f"{name} ...", file=sys.stderr, flush=True)
            _measure_folder(name, measure_pages(browser, inspector, corpus / name, cost, half), parts)
        elif name in TEXTS:
            for one, lines in parts.items():
                lines.extend(x for x in TEXTS[name](corpus / name, one or half) if not x.value.startswith("0/0"))
        else:
            parts[""].append(visibility(corpus / name, browser))
    for lines in parts.values():
        lines.extend([*forms_together(lines), calibration(lines)])
    whole = beside(parts.pop(""), parts, KEPT)
    if cost.pages:
        times = cost.inspecting / cost.loading
        whole.append(
            Line(
                "all pages", "inspecting, against loading alone", f"{times:.2f} × ({cost.pages} pages)",
                f"≤ {MOST_TIMES} ×", times <= MOST_TIMES,
            )
        )  # fmt: skip
    return whole, skipped


def _measure_folder(name: str, pages: Pages, parts: Parts) -> None:
    """Adds the lines of a folder of pages, of all its rows and of each half that has some."""
    for one, lines in parts.items():
        if some := [page for page in pages if not one or half_of(page[0]) == one]:
            lines.extend(PAGES[name](some))
    for line in parts[""]:
        if line.folder == name:
            print(f"  {line.what}: {line.value}", file=sys.stderr, flush=True)


def main() -> int:
    """Exit code of the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="directory with the labelled pages")
    parser.add_argument("--folder", action="append", default=[], help="only this folder; may be repeated")
    parser.add_argument("--half", choices=HALVES, default="", help="only these rows (bench/halves.py); else all")
    parser.add_argument("--table", type=Path, help="write the result as a Markdown table here")
    parser.add_argument("--misses", type=int, default=12, help="misses listed for each line (default 12)")
    given = parser.parse_args()
    if not given.corpus.is_dir():
        print(f"skipped: there is no corpus at {given.corpus}; give its path with --corpus", file=sys.stderr)
        return 2
    with (
        Inspector(fact_schema) as inspector,
        sync_playwright() as playwright,
        launch(playwright, find_browser(), resolver_rule=LOOPBACK_ONLY) as browser,
    ):
        lines, skipped = measure(browser, inspector, given.corpus, set(given.folder), given.half)
    for line in lines:
        mark = {True: "met   ", False: "MISSED", None: "      "}[line.met]
        print(f"{mark} {line.folder:18} {line.what:44} {line.value:58} {line.target}")
        if line.halves:
            print("         " + "; ".join(f"{half}: {value}" for half, value in line.halves.items()))
        for miss in line.misses[: given.misses]:
            print(f"         {miss}")
        if len(line.misses) > given.misses:
            print(f"         and {len(line.misses) - given.misses} more")
    if skipped:
        print(f"skipped, not in the corpus: {', '.join(skipped)}")
    if given.table:
        given.table.write_text(f"{HEADER}\n{markdown(lines)}\n", encoding="utf-8")
    return 0 if all(line.met is not False for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
