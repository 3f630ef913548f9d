"""Rule sets that are kept: the same as read from the files, never an old one, and no code of a stranger."""

from __future__ import annotations

import os
import pickle
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casetrust_audit import pipeline
from casetrust_audit.errors import RuleFileError
from casetrust_audit.model.fact import FactSchema
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset import kept
from casetrust_audit.ruleset.kept import MOST_KEPT, kept_rules
from casetrust_audit.ruleset.load import RuleSet, digest_of, load_rules


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The shipped rules, in a folder that may be changed."""
    return Path(shutil.copytree(rules_directory(), tmp_path / "rules"))


@pytest.fixture(scope="module")
def shipped() -> RuleSet:
    return load_rules(rules_directory(), pipeline.fact_schema())


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch, shipped: RuleSet) -> list[Path]:
    """The folders that were read from their files; the shipped set stands for what was read."""
    read: list[Path] = []

    def load(directory: Path, schema: FactSchema, *_rest: Any) -> RuleSet:
        assert schema
        read.append(directory)
        return replace(shipped, digest=digest_of((directory,)))

    monkeypatch.setattr(kept, "load_rules", load)
    return read


def test_a_kept_set_is_the_set_that_was_read(rules: Path, tmp_path: Path, reads: list[Path]) -> None:
    schema, folder = pipeline.fact_schema, tmp_path / "cache"
    first, second = (kept_rules(rules, schema, folder=folder) for _ in range(2))
    assert first == second
    assert reads == [rules]


def test_the_shipped_rules_come_back_as_they_are(tmp_path: Path, shipped: RuleSet) -> None:
    for _ in range(2):
        assert kept_rules(rules_directory(), pipeline.fact_schema, folder=tmp_path) == shipped
    assert len(list(tmp_path.iterdir())) == 1


def test_a_changed_file_is_read_anew(rules: Path, tmp_path: Path, reads: list[Path]) -> None:
    schema, folder = pipeline.fact_schema, tmp_path / "cache"
    before = kept_rules(rules, schema, folder=folder)
    lexicon = rules / "lexicons" / "en.yaml"
    lexicon.write_text(lexicon.read_text(encoding="utf-8") + "\n# one line more\n", encoding="utf-8")
    after = kept_rules(rules, schema, folder=folder)
    assert reads == [rules, rules]
    assert before.digest != after.digest


def test_other_code_is_another_set(
    rules: Path, tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    schema, folder = pipeline.fact_schema, tmp_path / "cache"
    kept_rules(rules, schema, folder=folder)
    monkeypatch.setattr(kept, "code_digest", lambda: "of another version")
    kept_rules(rules, schema, folder=folder)
    assert reads == [rules, rules]


def test_facts_are_not_asked_for_where_a_set_is_kept(rules: Path, tmp_path: Path) -> None:
    """They are spread over a hundred modules, and importing those takes longer than all the rest."""
    folder, asked = tmp_path / "cache", []

    def schema() -> FactSchema:
        asked.append(1)
        return pipeline.fact_schema()

    for _ in range(3):
        kept_rules(rules, schema, folder=folder)
    assert asked == [1]


def test_a_fault_is_told_every_time(rules: Path, tmp_path: Path) -> None:
    schema, folder = pipeline.fact_schema, tmp_path / "cache"
    (rules / "identity" / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(RuleFileError) as fault:
            kept_rules(rules, schema, folder=folder)
        told.append(str(fault.value))
    assert told[0] == told[1]
    assert "broken.yaml" in told[0]
    assert not list(folder.glob("*")) if folder.exists() else True


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps({"rules": []}), b"\x80\x05"])
def test_what_cannot_be_read_back_is_read_anew(rules: Path, tmp_path: Path, reads: list[Path], content: bytes) -> None:
    schema, folder = pipeline.fact_schema, tmp_path / "cache"
    right = kept_rules(rules, schema, folder=folder)
    (file,) = folder.iterdir()
    file.write_bytes(content)
    assert kept_rules(rules, schema, folder=folder) == right
    assert reads == [rules, rules]


class _Foreign:
    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.file,)


def test_code_of_a_stranger_is_not_run(rules: Path, tmp_path: Path, reads: list[Path]) -> None:
    schema, folder, mark = pipeline.fact_schema, tmp_path / "cache", tmp_path / "ran"
    kept_rules(rules, schema, folder=folder)
    (file,) = folder.iterdir()
    file.write_bytes(pickle.dumps(_Foreign(mark)))
    kept_rules(rules, schema, folder=folder)
    assert not mark.exists()
    assert reads == [rules, rules]


def test_a_file_of_another_user_is_not_believed(
    rules: Path, tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    schema, folder = pipeline.fact_schema, tmp_path / "cache"
    kept_rules(rules, schema, folder=folder)
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    kept_rules(rules, schema, folder=folder)
    assert reads == [rules, rules]


def test_a_folder_that_cannot_be_made_is_no_fault(rules: Path, tmp_path: Path, reads: list[Path]) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for _ in range(2):
        assert kept_rules(rules, pipeline.fact_schema, folder=tmp_path / "file" / "cache").rules
    assert reads == [rules, rules]


def test_only_the_latest_are_kept(rules: Path, tmp_path: Path, reads: list[Path]) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    for number in range(MOST_KEPT + 3):
        old = folder / f"{number}.pickle"
        old.write_bytes(b"old")
        os.utime(old, (number, number))
    kept_rules(rules, pipeline.fact_schema, folder=folder)
    left = {p.name for p in folder.iterdir()}
    assert reads == [rules]
    assert len(left) == MOST_KEPT
    assert "0.pickle" not in left
    assert f"{MOST_KEPT + 2}.pickle" in left
