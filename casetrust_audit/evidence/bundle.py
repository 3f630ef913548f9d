"""The evidence bundle on disk.

    <bundle>/manifest.jsonl       one entry a line, hash-chained: {seq, prev, kind, body, hash}
    <bundle>/objects/ab/abcd….ext content-addressed files: html, reading (json), screenshot (jpg), requests (json),
                                  accessibility (json, key pages only)

Kinds: "run" first, then "capture", "probe", "journey", "skip" in the order met, "end" last. A bundle without
"end" was cut off and counts as partial, also where the cut went through its last line: what is there of it is no
entry, and everything before it still verifies. `hash` is sha256 over the canonical JSON of {seq, prev, kind, body};
the hash of the last entry is the bundle's digest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from casetrust_audit.errors import EvidenceError, UsageError
from casetrust_audit.evidence import codec, formats
from casetrust_audit.model.accessibility import AccessibilityScan
from casetrust_audit.model.capture import Capture, Collection, CrawlSummary, Page, Probe, Request, RunInfo, Skip
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.reading import Reading

MANIFEST = "manifest.jsonl"
GENESIS = "0" * 64
EXTENSIONS = {"html": ".html", "reading": ".json", "screenshot": ".jpg", "requests": ".json",
              "accessibility": ".json"}  # fmt: skip
_KINDS: dict[str, Any] = {"capture": Capture, "probe": Probe, "journey": Journey, "skip": Skip}
CUT_OFF = "the run was cut off before it ended"


def sha256(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()


def object_path(root: Path, digest: str, name: str) -> Path:
    """Where an object of the kind `name` lies."""
    return root / "objects" / digest[:2] / (digest + EXTENSIONS[name])


def _entry_hash(seq: int, prev: str, kind: str, body: Any) -> str:
    return sha256(codec.canonical({"seq": seq, "prev": prev, "kind": kind, "body": body}))


class BundleWriter:
    """Writes a bundle as the run goes, so that an interrupted run keeps what it has."""

    def __init__(self, root: Path, run: RunInfo) -> None:
        """Raises UsageError where `root` exists and is not empty: evidence is never overwritten."""
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise UsageError(
                f"{root} exists already and is not an empty directory", "Name another directory with --output."
            )
        root.mkdir(parents=True, exist_ok=True)
        self.root = root
        self._seq = 0
        self._prev = GENESIS
        self._run = run
        self._manifest = (root / MANIFEST).open("w", encoding="utf-8", newline="\n")
        self._closed = False
        self._write("run", {"format": formats.written(), "run": codec.to_plain(run, RunInfo)})

    def __enter__(self) -> BundleWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._manifest.close()

    def add_object(self, name: str, data: bytes) -> str:
        """Store a file under its sha256 and return it. `name` is one of EXTENSIONS."""
        digest = sha256(data)
        path = object_path(self.root, digest, name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return digest

    def add(self, item: Capture | Probe | Journey | Skip) -> None:
        """Append one entry."""
        kind = next(k for k, t in _KINDS.items() if isinstance(item, t))
        self._write(kind, codec.to_plain(item, type(item)))

    def finish(self, finished: str, crawl: CrawlSummary) -> None:
        """Write the closing entry; `crawl.partial` says why a run ended early."""
        self._write("end", {"finished": finished, "crawl": codec.to_plain(crawl, CrawlSummary)})
        self._manifest.close()

    def _write(self, kind: str, body: Any) -> None:
        digest = _entry_hash(self._seq, self._prev, kind, body)
        line = {"seq": self._seq, "prev": self._prev, "kind": kind, "body": body, "hash": digest}
        self._manifest.write(codec.canonical(line).decode() + "\n")
        self._manifest.flush()
        self._seq, self._prev = self._seq + 1, digest


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that verified."""

    root: Path
    digest: str
    collection: Collection


def load(root: Path) -> Bundle:
    """Read and verify a bundle of this format or an older one. Raises EvidenceError naming the first entry or file that
    is off, or the version that can read it."""
    entries, digest = _chain(root)
    lacks = formats.LACKS[_format(root, entries)]
    run = codec.from_plain(entries[0][1].get("run"), RunInfo, f"{MANIFEST}: entry 0")
    items: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    crawl = CrawlSummary(0, False, 0, 0, 0, "not-asked", 0, CUT_OFF)
    for number, (kind, body) in enumerate(entries[1:], start=1):
        where = f"{MANIFEST}: entry {number}"
        if kind == "end":
            if number != len(entries) - 1:
                raise EvidenceError(f"{where}: entries follow the end entry", "The bundle was edited; collect again.")
            crawl = codec.from_plain(body.get("crawl"), CrawlSummary, where)
            run = replace(run, finished=str(body.get("finished", "")))
        elif kind in items:
            items[kind].append(codec.from_plain(body, _KINDS[kind], where))
        else:
            raise EvidenceError(f"{where}: unknown kind {kind!r}", "The bundle is of a newer version of the tool.")
    captures: list[Capture] = items["capture"]
    if crawl.partial and not crawl.pages:  # ended before it could be summed up
        usable = [c for c in captures if c.usable]
        crawl = replace(crawl, pages=len({c.final_url for c in usable}), home_usable=any(c.depth == 0 for c in usable))
    pages = tuple(page for capture in captures if (page := _page(root, capture)) is not None)
    collection = Collection(
        run,
        tuple(captures),
        pages,
        tuple(items["probe"]),
        tuple(items["journey"]),
        tuple(items["skip"]),
        crawl,
        lacks=lacks,
    )
    return Bundle(root, digest, collection)


def _format(root: Path, entries: list[tuple[str, dict[str, Any]]]) -> int:
    """The number of the bundle's format, where it can be read."""
    kind, body = entries[0] if entries else ("", {})
    number = formats.number_of(body.get("format")) if kind == "run" else None
    if number is None:
        raise EvidenceError(
            f"{root / MANIFEST}: does not start with a run entry of format {formats.written()}", "Is this a bundle?"
        )
    if number not in formats.LACKS:
        run = body.get("run")
        maker = str(run.get("tool_version", "") if isinstance(run, dict) else "")[:40] or "another version"
        raise EvidenceError(
            f"{root / MANIFEST}: is of format {number}, which this version cannot read: it was made by casetrust-audit"
            f" {maker}",
            f"Judge it with casetrust-audit {maker}, or collect it again.",
        )
    return number


def _chain(root: Path) -> tuple[list[tuple[str, dict[str, Any]]], str]:
    path = root / MANIFEST
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise EvidenceError(
            f"{path}: cannot be read ({error.strerror or error})", "Give the directory that `collect` made."
        ) from None
    rest = lines.pop()  # behind the last line's end: nothing, or what was being written when the run was killed
    if rest and not _is_torn(rest):
        lines.append(rest)
        rest = b""
    entries: list[tuple[str, dict[str, Any]]] = []
    prev = GENESIS
    for number, line in enumerate(lines):
        where = f"{path}: line {number + 1}"
        broken = EvidenceError(f"{where}: does not verify (the entry was changed, moved or removed)", _TAMPERED)
        try:
            entry = json.loads(line)
            kind, body, stated = entry["kind"], entry["body"], entry["hash"]
            due = {"seq": number, "prev": prev, "kind": kind, "body": body, "hash": stated}
            whole = codec.canonical(due) == line and stated == _entry_hash(number, prev, kind, body)
        except (ValueError, KeyError, TypeError, RecursionError):
            raise broken from None
        if not whole or not isinstance(body, dict) or not isinstance(kind, str):
            raise broken
        entries.append((kind, body))
        prev = stated
    if rest and entries and entries[-1][0] == "end":
        raise EvidenceError(f"{path}: something follows the end entry", "The bundle was edited; collect again.")
    return entries, prev


def _is_torn(line: bytes) -> bool:
    """Whether a last line without its end is the beginning of an entry: the run was killed while it was written."""
    try:
        json.loads(line)
    except json.JSONDecodeError as error:
        return not error.msg.startswith("Extra data")
    except UnicodeDecodeError:  # cut within a letter
        return True
    except (ValueError, RecursionError):
        pass
    return False


_TAMPERED = "This bundle is no longer evidence. Collect it again, or restore the original."


def read_object(root: Path, digest: str, name: str) -> bytes:
    """Bytes of a stored file. Raises EvidenceError where it is missing or its bytes are not what was hashed."""
    if len(digest) != 64 or not all(c in "0123456789abcdef" for c in digest):
        raise EvidenceError(f"{root}: {digest!r} is no sha256", _TAMPERED)
    path = object_path(root, digest, name)
    try:
        data = path.read_bytes()
    except OSError:
        raise EvidenceError(f"{path}: missing", _TAMPERED) from None
    if sha256(data) != digest:
        raise EvidenceError(f"{path}: its bytes are not the ones that were hashed", _TAMPERED)
    return data


def _page(root: Path, capture: Capture) -> Page | None:
    """The capture with its reading; every file of it is verified, used or not."""
    stored: dict[str, bytes] = {}
    for name, digest in sorted(capture.files.items()):
        if name not in EXTENSIONS:
            raise EvidenceError(f"{capture.id}: unknown file kind {name!r}", _TAMPERED)
        stored[name] = read_object(root, digest, name)
    if not capture.usable:
        return None
    reading = codec.from_json(stored["reading"], Reading, f"reading of {capture.id}")
    raw = stored.get("requests", b"[]")
    requests: tuple[Request, ...] = codec.from_json(raw, tuple[Request, ...], f"requests of {capture.id}")
    scan: AccessibilityScan | None = None
    if "accessibility" in stored:
        scan = codec.from_json(stored["accessibility"], AccessibilityScan, f"accessibility of {capture.id}")
    return Page(capture, reading, requests, scan)
