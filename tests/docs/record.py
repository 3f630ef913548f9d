"""The documentation's running example: the two audits of `casetrust-audit demo`, made small enough for the repository.

    python -m tests.docs.record              audits the demo shop anew (a minute, with a browser)
    python -m tests.docs.record audit-demo   takes what `casetrust-audit demo` has written

Kept is the evidence without its pictures. Afterwards `UPDATE_GOLDEN=1 pytest tests/docs` rewrites what the pages show.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from casetrust_audit.evidence.bundle import BundleWriter, load, object_path
from casetrust_audit.model.capture import Probe, Skip
from casetrust_audit.model.journey import Journey
from tests.contract.source import ROOT

HELD = ROOT / "tests" / "fixtures" / "demo"
SHOPS = ("honest", "dishonest")


def rewritten(bundle: Path, target: Path) -> None:
    """The same evidence as if it had been collected with `screenshots: false`."""
    seen = load(bundle).collection
    run = replace(seen.run, settings={**seen.run.settings, "screenshots": False})
    with BundleWriter(target, run) as writer:
        for capture in seen.captures:
            files = {name: digest for name, digest in capture.files.items() if name != "screenshot"}
            for name, digest in files.items():
                writer.add_object(name, object_path(bundle, digest, name).read_bytes())
            writer.add(replace(capture, files=files))
        others: tuple[Probe | Journey | Skip, ...] = (*seen.probes, *seen.journeys, *seen.skipped)
        for item in others:
            writer.add(item)
        writer.finish(seen.run.finished, seen.crawl)


def pack(folder: Path, archive: Path) -> None:
    """A tar.xz of the folder's files, with nothing in it of who packed it and when."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive, "w:xz", preset=9) as packed:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.size = path.stat().st_size
            with path.open("rb") as content:
                packed.addfile(entry, content)


def unpack(archive: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    with tarfile.open(archive) as packed:
        # Python 3.11.0 to 3.11.3 know no filters; the archive is our own.
        packed.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        packed.extractall(folder)


def main(given: Iterable[str]) -> None:
    with tempfile.TemporaryDirectory() as made:
        audits = next((Path(one) for one in given), None)
        if audits is None:
            audits = Path(made) / "audit-demo"
            subprocess.run(
                [sys.executable, "-m", "casetrust_audit.cli.app", "demo", "--output", str(audits)], check=True, cwd=ROOT
            )
        for shop in SHOPS:
            rewritten(audits / shop / "bundle", Path(made) / shop)
            pack(Path(made) / shop, HELD / f"{shop}.tar.xz")


if __name__ == "__main__":
    main(sys.argv[1:])
