from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.errors import EvidenceError, UsageError
from casetrust_audit.evidence import bundle, codec
from casetrust_audit.evidence.bundle import BundleWriter, load, read_object
from casetrust_audit.model.accessibility import AccessibilityFault, AccessibilityScan, FaultySpot
from casetrust_audit.model.capture import Capture, CrawlSummary, Probe, Problem, Request, RunInfo, Skip
from casetrust_audit.model.journey import Attempt, Journey, JourneyStep
from casetrust_audit.model.reading import Reading, Row
from tests import build

RUN = RunInfo(
    "https://shop.test/", "shop.test", "2026-01-01T00:00:00Z", "", "0.1", "Chromium 1", {"max_pages": 60}, "x"
)
CRAWL = CrawlSummary(2, True, 0, 1, 3, "read", 0)
PROBE = Probe("robots", "robots", "https://shop.test/robots.txt", {"status": 200, "lines": ["a", 1, None]})
SKIP = Skip("https://shop.test/cart/add/1", "would act, not read")
JOURNEY = Journey(
    "cheap",
    "journey-cheap",
    "https://shop.test/p/1",
    1,
    (JourneyStep("cart", "c0002", "https://shop.test/cart"),),
    (Attempt("cart", "link", "/cart", "the cart shows the item", True),),
    "stuck",
    "nothing leads on",
    ("POST /pay (…)",),
)
ROW = Row("Delivery", ("S$8.00",), "Delivery S$8.00", "tr", "main", True, (1.5, 2, 3, 4), "tr")
READING = build.reading("https://shop.test/", blocks=(build.block("Kopi & “Kaya” 海南"),), rows=(ROW,))
REQUESTS = (Request("https://shop.test/a.js", "GET", "script", 200), Request("https://x.test/", "POST", "ping", None))


def _capture(writer: BundleWriter, number: int, reading: Reading, problems: tuple[Problem, ...] = ()) -> Capture:
    files = {
        "html": writer.add_object("html", f"<p>{number}".encode()),
        "reading": writer.add_object("reading", codec.canonical(codec.to_plain(reading, Reading))),
        "requests": writer.add_object("requests", codec.canonical(codec.to_plain(REQUESTS, tuple[Request, ...]))),
        "screenshot": writer.add_object("screenshot", b"\xff\xd8 picture " + str(number).encode()),
    }
    return Capture(
        f"c{number:04d}",
        "home",
        1.0,
        "crawl",
        "desktop",
        reading.url,
        reading.url,
        200,
        "2026-01-01T00:00:01Z",
        "Shop",
        0,
        "start",
        problems=problems,
        files=files,
    )


def _write(root: Path, *, end: bool = True) -> Path:
    with BundleWriter(root, RUN) as writer:
        writer.add(_capture(writer, 1, READING))
        writer.add(PROBE)
        writer.add(_capture(writer, 2, READING, (Problem("challenge", "a wall"),)))
        writer.add(JOURNEY)
        writer.add(SKIP)
        if end:
            writer.finish("2026-01-01T00:05:00Z", CRAWL)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return _write(tmp_path / "bundle")


def _lines(root: Path) -> list[bytes]:
    return (root / bundle.MANIFEST).read_bytes().split(b"\n")[:-1]


def _put(root: Path, lines: list[bytes]) -> None:
    (root / bundle.MANIFEST).write_bytes(b"".join(line + b"\n" for line in lines))


def _rechained(entries: list[tuple[Any, Any]]) -> list[bytes]:
    """A manifest whose chain is right, whatever stands in it."""
    lines, prev = [], bundle.GENESIS
    for seq, (kind, body) in enumerate(entries):
        digest = bundle._entry_hash(seq, prev, kind, body)
        lines.append(codec.canonical({"seq": seq, "prev": prev, "kind": kind, "body": body, "hash": digest}))
        prev = digest
    return lines


def _entries(root: Path) -> list[tuple[Any, Any]]:
    return [(entry["kind"], entry["body"]) for entry in map(json.loads, _lines(root))]


def test_a_bundle_comes_back_as_it_was_written(root: Path) -> None:
    collection = load(root).collection
    assert collection.run.finished == "2026-01-01T00:05:00Z"
    assert (collection.run.target, collection.run.settings) == (RUN.target, RUN.settings)
    assert collection.probes == (PROBE,)
    assert collection.journeys == (JOURNEY,)
    assert collection.skipped == (SKIP,)
    assert collection.crawl == CRAWL
    assert [c.id for c in collection.captures] == ["c0001", "c0002"]
    (page,) = collection.pages
    assert page.reading == READING
    assert page.requests == REQUESTS
    assert read_object(root, page.capture.files["html"], "html") == b"<p>1"


def test_the_digest_is_the_same_for_the_same_evidence_and_another_for_other(root: Path, tmp_path: Path) -> None:
    assert load(root).digest == load(_write(tmp_path / "again")).digest
    assert load(root).digest != load(_write(tmp_path / "cut", end=False)).digest


def test_an_unusable_capture_gives_no_page_but_its_files_are_verified(root: Path) -> None:
    capture = load(root).collection.captures[1]
    assert not capture.usable
    bundle.object_path(root, capture.files["screenshot"], "screenshot").unlink()
    with pytest.raises(EvidenceError, match="missing"):
        load(root)


def test_a_bundle_without_its_end_is_partial_and_counts_its_pages(tmp_path: Path) -> None:
    crawl = load(_write(tmp_path / "bundle", end=False)).collection.crawl
    assert crawl.partial == bundle.CUT_OFF
    assert crawl.pages == 1
    assert crawl.home_usable


def test_a_run_killed_at_any_byte_keeps_every_entry_that_was_whole(root: Path) -> None:
    path = root / bundle.MANIFEST
    data = path.read_bytes()
    whole = load(root).collection
    first = data.index(b"\n")
    lines = data.count(b"\n")
    for cut in range(first + 1, len(data) - 1):
        if cut % 5 and not data[cut - 2 : cut + 2].count(b"\n"):
            continue  # every fifth, and all around the ends of lines
        path.write_bytes(data[:cut])
        kept = load(root).collection
        ended = data[:cut].count(b"\n") + (data[cut : cut + 1] == b"\n")
        found = (kept.captures, kept.probes, kept.journeys, kept.skipped)
        assert sum(map(len, found)) == min(ended, lines - 1) - 1
        assert kept.crawl.partial == bundle.CUT_OFF
        assert kept.captures == whole.captures[: len(kept.captures)]
    path.write_bytes(data[:-1])
    assert load(root).collection == whole  # but for the end of its last line


def test_a_run_killed_before_its_first_entry_was_whole_is_no_bundle_yet(root: Path) -> None:
    path = root / bundle.MANIFEST
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(EvidenceError, match="does not start with a run entry"):
        load(root)


@pytest.mark.parametrize("more", [b"{", b'{"body":', b"x"])
def test_what_follows_the_end_of_a_bundle_is_found(root: Path, more: bytes) -> None:
    path = root / bundle.MANIFEST
    path.write_bytes(path.read_bytes() + more)
    with pytest.raises(EvidenceError, match="follows the end entry"):
        load(root)


def test_removing_the_end_line_makes_it_partial(root: Path) -> None:
    _put(root, _lines(root)[:-1])
    assert load(root).collection.crawl.partial


def test_evidence_is_never_overwritten(root: Path, tmp_path: Path) -> None:
    before = (root / bundle.MANIFEST).read_bytes()
    with pytest.raises(UsageError, match="not an empty directory"):
        BundleWriter(root, RUN)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="not an empty directory"):
        BundleWriter(tmp_path / "file", RUN)
    assert (root / bundle.MANIFEST).read_bytes() == before


def test_an_empty_directory_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert load(_write(tmp_path / "empty")).collection.pages


def _object(root: Path, name: str, number: int = 0) -> Path:
    capture = load(root).collection.captures[number]
    return bundle.object_path(root, capture.files[name], name)


@pytest.mark.parametrize("name", ["html", "reading", "requests", "screenshot"])
def test_a_changed_byte_in_any_stored_file_is_found(root: Path, name: str) -> None:
    path = _object(root, name)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(EvidenceError, match=f"{path.name}: its bytes are not the ones that were hashed"):
        load(root)


def test_a_truncated_file_is_found(root: Path) -> None:
    path = _object(root, "html")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(EvidenceError, match=path.name):
        load(root)


def test_a_missing_file_is_named(root: Path) -> None:
    path = _object(root, "reading")
    path.unlink()
    with pytest.raises(EvidenceError, match=f"{path.name}: missing"):
        load(root)


def test_swapped_files_are_found(root: Path) -> None:
    one, other = _object(root, "html", 0), _object(root, "html", 1)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    with pytest.raises(EvidenceError, match="not the ones that were hashed"):
        load(root)


def _swap(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], *lines[3:]]


TAMPERING: list[tuple[str, Callable[[list[bytes]], list[bytes]], int]] = [
    ("a changed word", lambda x: [x[0], x[1].replace(b'"home"', b'"cart"'), *x[2:]], 2),
    ("a changed number", lambda x: [x[0], x[1].replace(b'"status":200', b'"status":201'), *x[2:]], 2),
    ("a changed hash", lambda x: [*x[:-1], x[-1][:-5] + b'0"}' if x[-1][-5:-2] != b"0" else x[-1]], 7),
    ("a removed line", lambda x: [*x[:2], *x[3:]], 3),
    ("the first line removed", lambda x: x[1:], 1),
    ("moved lines", _swap, 2),
    ("a line twice", lambda x: [*x[:3], x[2], *x[3:]], 4),
    ("a foreign line", lambda x: [*x, b'{"kind":"skip"}'], 8),
    ("an empty line", lambda x: [*x[:2], b"", *x[2:]], 3),
    ("an extra key", lambda x: [x[0][:-1].replace(b'{"body"', b'{"aaa":1,"body"') + b"}", *x[1:]], 1),
    ("white space", lambda x: [x[0].replace(b'":', b'": ', 1), *x[1:]], 1),
    ("a key twice", lambda x: [x[0][:-1] + b',"seq":0}', *x[1:]], 1),
    ("true for one", lambda x: [x[0], x[1].replace(b'"seq":1', b'"seq":true'), *x[2:]], 2),
    ("a fraction for a whole", lambda x: [x[0], x[1].replace(b'"seq":1', b'"seq":1.0'), *x[2:]], 2),
    ("half a line", lambda x: [*x[:-1], x[-1][: len(x[-1]) // 2]], 7),
    ("bytes that are no text", lambda x: [x[0], b"\xff\xfe" + x[1], *x[2:]], 2),
    ("half a character pair", lambda x: [x[0], x[1].replace(b'"home"', b'"\\ud800"'), *x[2:]], 2),
    ("a list for an entry", lambda x: [b"[]", *x[1:]], 1),
    ("very deep nesting", lambda x: [b"[" * 200_000, *x[1:]], 1),
]


@pytest.mark.parametrize(("change", "line"), [(c, n) for _, c, n in TAMPERING], ids=[name for name, _, _ in TAMPERING])
def test_tampering_with_the_manifest_is_named_by_its_line(
    root: Path, change: Callable[[list[bytes]], list[bytes]], line: int
) -> None:
    before = _lines(root)
    after = change(list(before))
    assert after != before
    _put(root, after)
    with pytest.raises(EvidenceError, match=f"manifest.jsonl: line {line}: does not verify"):
        load(root)


def test_every_single_changed_byte_of_the_manifest_is_found(root: Path) -> None:
    path = root / bundle.MANIFEST
    data = path.read_bytes()
    for at in range(0, len(data) - 1, 97):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(EvidenceError):
            load(root)


def _edit(root: Path, change: Callable[[list[tuple[Any, Any]]], None]) -> None:
    entries = _entries(root)
    change(entries)
    _put(root, _rechained(entries))


def test_a_well_chained_manifest_of_another_format_is_no_bundle(root: Path) -> None:
    _edit(root, lambda e: e[0][1].update(format="casetrust-audit-bundle/9"))
    with pytest.raises(EvidenceError, match="is of format 9, which this version cannot read"):
        load(root)


def test_a_well_chained_manifest_must_begin_with_the_run(root: Path) -> None:
    _edit(root, lambda e: e.__delitem__(0))
    with pytest.raises(EvidenceError, match="does not start with a run entry"):
        load(root)


def test_entries_after_the_end_are_refused(root: Path) -> None:
    _edit(root, lambda e: e.append(("skip", {"url": "x", "reason": "y"})))
    with pytest.raises(EvidenceError, match="follow the end"):
        load(root)


@pytest.mark.parametrize("kind", ["verdict", ["skip"], 3, None])
def test_an_entry_of_an_unknown_kind_is_refused(root: Path, kind: object) -> None:
    _edit(root, lambda e: e.insert(2, (kind, {})))
    with pytest.raises(EvidenceError):
        load(root)


@pytest.mark.parametrize("body", [[], "text", None, {"url": 1}, {"url": "x"}, {}])
def test_an_entry_of_the_wrong_shape_is_refused(root: Path, body: object) -> None:
    _edit(root, lambda e: e.insert(1, ("skip", body)))
    with pytest.raises(EvidenceError):
        load(root)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "0" * 63, "G" * 64, "0" * 64])
def test_a_file_name_from_the_manifest_never_leaves_the_bundle(root: Path, digest: str) -> None:
    def change(entries: list[tuple[Any, Any]]) -> None:
        entries[1][1]["files"]["html"] = digest

    _edit(root, change)
    with pytest.raises(EvidenceError, match=r"no sha256|missing"):
        load(root)


def test_a_file_of_an_unknown_kind_is_refused(root: Path) -> None:
    _edit(root, lambda e: e[1][1]["files"].update(exe="0" * 64))
    with pytest.raises(EvidenceError, match="unknown file kind"):
        load(root)


def test_a_reading_of_the_wrong_shape_is_an_evidence_error(tmp_path: Path) -> None:
    with BundleWriter(tmp_path / "b", RUN) as writer:
        files = {"reading": writer.add_object("reading", b'{"url": 7}')}
        writer.add(Capture("c1", "home", 1.0, "crawl", "desktop", "", "", 200, "", "", 0, "start", files=files))
    with pytest.raises(EvidenceError, match="reading of c1: url"):
        load(tmp_path / "b")


@pytest.mark.parametrize("content", [None, b"", b"\n", b"hello", b"{}", b"\x00" * 100, b'{"a":' * 5000])
def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / bundle.MANIFEST).write_bytes(content)
    with pytest.raises(EvidenceError) as raised:
        load(tmp_path)
    assert raised.value.advice
    assert str(tmp_path) in str(raised.value)


def test_a_file_in_place_of_a_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(EvidenceError, match="cannot be read"):
        load(tmp_path / "x")


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    with BundleWriter(tmp_path / "b", RUN) as writer:
        assert writer.add_object("html", b"same") == writer.add_object("html", b"same")
    assert len(list((tmp_path / "b" / "objects").rglob("*.html"))) == 1


def test_an_interrupted_run_keeps_what_it_had(tmp_path: Path) -> None:
    def interrupted() -> None:
        with BundleWriter(tmp_path / "b", RUN) as writer:
            writer.add(_capture(writer, 1, READING))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(load(tmp_path / "b").collection.pages) == 1


def _looked_at(root: Path, record: bytes) -> Path:
    with BundleWriter(root, RUN) as writer:
        plain = _capture(writer, 1, READING)
        writer.add(plain)
        files = {**plain.files, "accessibility": writer.add_object("accessibility", record)}
        writer.add(replace(plain, id="c0002", files=files))
        writer.finish("", CRAWL)
    return root


def test_the_record_of_an_accessibility_look_comes_back_and_older_captures_have_none(tmp_path: Path) -> None:
    fault = AccessibilityFault("label", "critical", 2, 1, (FaultySpot("#mail", "<input>"),))
    scan = AccessibilityScan("axe-core 4.12.1", 90, 60, (fault,))
    root = _looked_at(tmp_path / "b", codec.canonical(codec.to_plain(scan, AccessibilityScan)))
    assert [p.accessibility for p in load(root).collection.pages] == [None, scan]


@pytest.mark.parametrize("record", [b"", b"[]", b'{"engine": 3}'])
def test_a_record_of_the_wrong_shape_is_an_evidence_error(tmp_path: Path, record: bytes) -> None:
    with pytest.raises(EvidenceError, match="accessibility of c0002"):
        load(_looked_at(tmp_path / "b", record))
