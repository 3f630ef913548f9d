"""A small bundle on disk, for what only needs something to judge."""

from __future__ import annotations

from pathlib import Path

from casetrust_audit.evidence import codec
from casetrust_audit.evidence.bundle import BundleWriter
from casetrust_audit.model.capture import Capture, CrawlSummary, RunInfo
from casetrust_audit.model.reading import Reading
from tests import build

PAGES = {"home": ("/", "Kopi & Kaya", "Fresh from Katong."), "returns": ("/returns", "Returns are not accepted.")}


def write_bundle(root: Path, note: str = "") -> Path:
    """Evidence of a shop with two pages, one of which says `note`: nothing passes much, and some things fail."""
    run = RunInfo(f"{build.SITE}/", "shop.test", "2026-01-01T00:00:00Z", "", "0.1", "Chromium 1", {})
    with BundleWriter(root, run) as writer:
        for number, (role, (path, *texts)) in enumerate(PAGES.items(), 1):
            url = build.SITE + path
            reading = build.reading(url, blocks=tuple(build.block(text) for text in (*texts, note) if text))
            files = {
                "html": writer.add_object("html", f"<p>{number}".encode()),
                "reading": writer.add_object("reading", codec.canonical(codec.to_plain(reading, Reading))),
                "requests": writer.add_object("requests", b"[]"),
            }
            capture = Capture(
                f"c{number:04d}", role, 1.0, "crawl", "desktop", url, url, 200, f"2026-01-01T00:00:0{number}Z",
                "Shop", number - 1, "start", files=files,
            )  # fmt: skip
            writer.add(capture)
        writer.finish("2026-01-01T00:05:00Z", CrawlSummary(25, True, 0, 0, 0, "read", 0))
    return root
