"""Evidence made before is judged, and the report says what it may lack; what cannot be read names who can."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import typing
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit import pipeline
from casetrust_audit.errors import EvidenceError
from casetrust_audit.evidence import bundle, codec, formats
from casetrust_audit.evidence.bundle import BundleWriter, load
from casetrust_audit.model.accessibility import AccessibilityScan
from casetrust_audit.model.capture import Capture, CrawlSummary, Probe, Request, RunInfo, Skip
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.reading import Reading
from casetrust_audit.model.result import Verdict
from casetrust_audit.report.language import language
from casetrust_audit.report.translator import Translator
from tests.docs.record import unpack

KEPT = Path(__file__).parents[1] / "fixtures" / "bundles"
PAGE = Path(__file__).parents[2] / "docs" / "evidence.md"
RUN = RunInfo("https://shop.test/", "shop.test", "2026-01-01T00:00:00Z", "", "0.9.3", "Chromium 1", {}, "x")
SHAPE = {2: "35d96e20db9be111"}


def shape_of(kind: Any, seen: dict[str, Any]) -> None:
    """Names and types of the fields of a class of the model, and of every class they are made of."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__name__ not in seen:
        hints = typing.get_type_hints(kind)
        seen[kind.__name__] = [(field.name, str(hints[field.name])) for field in dataclasses.fields(kind)]
        for hint in hints.values():
            shape_of(hint, seen)
    for part in typing.get_args(kind):
        shape_of(part, seen)


def test_what_bundles_keep_has_the_shape_of_their_format() -> None:
    """Where this fails, what is kept has changed. Say in formats.LACKS what older bundles lack, raise CURRENT, keep one
    of the older ones in tests/fixtures/bundles, and write the new shape here."""
    seen: dict[str, Any] = {}
    for kind in (RunInfo, Capture, Probe, Journey, Skip, CrawlSummary, Reading, Request, AccessibilityScan):
        shape_of(kind, seen)
    told = hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:16]
    assert {formats.CURRENT: told} == SHAPE


def test_every_older_format_says_what_it_lacks_and_has_a_bundle_kept() -> None:
    older = [number for number in formats.LACKS if number != formats.CURRENT]
    assert all(formats.LACKS[number] for number in older)
    assert not formats.LACKS[formats.CURRENT]
    assert all(formats.LACKS[number] in PAGE.read_text(encoding="utf-8") for number in older)
    assert {p.name for p in KEPT.iterdir()} == {f"format-{number}.tar.xz" for number in older}


@pytest.mark.parametrize("number", [n for n in formats.LACKS if n != formats.CURRENT])
def test_a_bundle_made_before_is_judged_and_what_it_lacks_is_said(number: int, tmp_path: Path) -> None:
    unpack(KEPT / f"format-{number}.tar.xz", tmp_path / "bundle")
    result = pipeline.check(tmp_path / "bundle", pipeline.rule_set()).result
    verdicts = {f.verdict for f in result.findings}
    assert Verdict.ERROR not in verdicts
    assert Verdict.FAIL not in verdicts  # it is the honest demo shop's
    assert result.coverage.percent is not None
    assert result.coverage.percent > 80
    (said,) = [limit for limit in result.limits if "older version" in limit]
    assert formats.LACKS[number] in said
    chinese = Translator(language("zh-Hans")).told(said)
    assert "旧版" in chinese
    assert not [word for word in ("older", "struck", "press") if word in chinese]


def test_a_bundle_of_today_lacks_nothing(tmp_path: Path) -> None:
    with BundleWriter(tmp_path / "b", RUN) as writer:
        writer.finish("2026-01-01T00:01:00Z", CrawlSummary(0, False, 0, 0, 0, "none", 0))
    assert load(tmp_path / "b").collection.lacks == ""


def of_format(folder: Path, stated: object, run: object = None) -> Path:
    """A bundle that states a format of its own, whole and chained."""
    folder.mkdir()
    body = {"format": stated, "run": codec.to_plain(RUN, RunInfo) if run is None else run}
    digest = bundle._entry_hash(0, bundle.GENESIS, "run", body)
    entry = {"seq": 0, "prev": bundle.GENESIS, "kind": "run", "body": body, "hash": digest}
    (folder / bundle.MANIFEST).write_bytes(codec.canonical(entry) + b"\n")
    return folder


def test_a_bundle_of_a_format_to_come_names_the_version_that_reads_it(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"is of format 3, .* made by casetrust-audit 0\.9\.3") as caught:
        load(of_format(tmp_path / "b", f"{formats.NAME}{formats.CURRENT + 1}"))
    assert "Judge it with casetrust-audit 0.9.3" in str(caught.value.advice)


@pytest.mark.parametrize("run", ["", {}, {"tool_version": ["x"]}, 7])
def test_a_format_to_come_may_say_its_maker_otherwise(run: object, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="is of format 99"):
        load(of_format(tmp_path / "b", f"{formats.NAME}99", run))


@pytest.mark.parametrize("stated", ["another/1", "casetrust-audit-bundle/", "casetrust-audit-bundle/²", 1, None, [],
                                    "casetrust-audit-bundle/-1", "casetrust-audit-bundle/99999"])  # fmt: skip
def test_what_states_no_format_of_ours_is_no_bundle(stated: object, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="does not start with a run entry"):
        load(of_format(tmp_path / "b", stated))
