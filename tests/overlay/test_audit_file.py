"""An audit.json is read back as it was written, and a bad one is wrong usage with what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit.errors import UsageError
from casetrust_audit.overlay.audit_file import read_audit
from casetrust_audit.overlay.baseline import Baseline, lay_baseline
from casetrust_audit.overlay.waivers import lay_waivers
from casetrust_audit.report.json_format import to_json
from tests.overlay.results import FAIL, finding, result, subject, waiver, waiver_file, written
from tests.report import sample

DOCUMENT = json.loads(to_json(sample.result()))


def refused(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "audit.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(UsageError) as error:
        read_audit(path)
    assert error.value.advice
    return str(error.value)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    bare = result(finding("prc-x", FAIL), finding("prc-y", None, finding("a-b", FAIL).severity, subject("Kaya")))
    told = lay_waivers(
        lay_baseline(bare, Baseline("old.json", "ab" * 32, bare)),
        waiver_file(waiver(), waiver("no")),
        date(2026, 12, 1),
    )
    for one in (bare, told, sample.result(), sample.attested(), sample.hostile()):
        read = read_audit(written(one, tmp_path / "a.json")).result
        # a side of a box that was a whole number comes back with a decimal point
        assert json.loads(to_json(read)) == json.loads(to_json(one))


def test_a_directory_stands_for_the_audit_in_it(tmp_path: Path) -> None:
    written(sample.result(), tmp_path / "audit.json")
    assert read_audit(tmp_path) == read_audit(tmp_path / "audit.json")
    assert read_audit(tmp_path).file == "audit.json"


def test_a_file_of_an_earlier_minor_version_is_read(tmp_path: Path) -> None:
    old = json.loads(json.dumps(DOCUMENT))
    old["schema_version"] = "1.2"
    for key in ("waivers", "baseline"):
        del old[key]
    for one in old["findings"]:
        for key in ("waivers", "change", "forgiven"):
            del one[key]
        for part in one["subjects"]:
            for key in ("fingerprint", "change", "forgiven"):
                del part[key]
    (tmp_path / "audit.json").write_text(json.dumps(old), encoding="utf-8")
    told = read_audit(tmp_path).result
    assert told.waivers is None
    assert len(told.findings) == len(sample.FINDINGS)


def test_a_later_minor_version_may_say_more(tmp_path: Path) -> None:
    later = {**DOCUMENT, "schema_version": "1.99", "something": {"new": 1}}
    (tmp_path / "audit.json").write_text(json.dumps(later), encoding="utf-8")
    assert read_audit(tmp_path).result.findings


@pytest.mark.parametrize("share", [0, 0.2, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_told(tmp_path: Path, share: float) -> None:
    text = to_json(sample.result()).rstrip()
    assert "is not JSON" in refused(tmp_path, text[: int(len(text) * share)])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "is not JSON that can be read"),
        ("[]", "the whole must be an object"),
        ("{}", "states no schema_version"),
        ('{"schema_version": 1}', "states no schema_version"),
        ('{"schema_version": "two"}', "states no schema_version"),
        ('{"schema_version": "2.0"}', "is of schema 2.0, and this version of the tool reads 1.x"),
        ('{"schema_version": "0.9"}', "is of schema 0.9"),
        ('{"schema_version": "1.4"}', "Field required"),
        ('{"a": NaN}', "NaN is no JSON"),
        ("[" * 100_000, "is not JSON that can be read"),
        ('{"a": ' + "9" * 5000 + "}", "is not JSON that can be read"),
    ],
)
def test_what_is_no_audit_is_told(tmp_path: Path, content: str | bytes, words: str) -> None:
    assert words in refused(tmp_path, content)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: d["findings"][0].update(verdict="failed"), "findings.0.verdict: Input should be 'pass', 'fail'"),
        (lambda d: d["findings"][0].pop("rule"), "findings.0.rule: Field required"),
        (lambda d: d["findings"].append(d["findings"][0]), "a rule is in it twice"),
        (lambda d: d["findings"][0].update(forgiven="yes"), "unknown change or forgiveness"),
        (lambda d: d.update(findings={}), "findings: "),
        (lambda d: d["score"].update(low="1E+999999999"), "low: '1E+999999999' is no plain number"),
        (lambda d: d["trails"][0]["headline"].update(amount="Infinity"), "amount: 'Infinity' is no plain number"),
        (lambda d: d.update(run=None), "run: "),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, spoil: Callable[[Any], Any], words: str) -> None:
    document = json.loads(json.dumps(DOCUMENT))
    spoil(document)
    assert words in refused(tmp_path, json.dumps(document))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(UsageError, match="there is no such file"):
            read_audit(path)
