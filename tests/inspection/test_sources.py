"""What `inspect` is pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from casetrust_audit.errors import UsageError
from casetrust_audit.inspection.sources import Source, sources


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text("<p>x</p>", encoding="utf-8")
    return path


def test_files_and_addresses_are_told_apart(page: Path) -> None:
    found = sources([str(page), "HTTPS://shop.example/tea"])
    assert found == (Source(page, ""), Source(None, "HTTPS://shop.example/tea"))
    assert [s.name for s in found] == [str(page), "HTTPS://shop.example/tea"]


def test_one_file_may_be_given_its_address(page: Path) -> None:
    assert sources([str(page)], "https://shop.example/tea") == (Source(page, "https://shop.example/tea"),)
    for several in ([str(page), str(page)], ["https://shop.example/"], []):
        with pytest.raises(UsageError, match="exactly one file"):
            sources(several, "https://shop.example/tea")


def test_labels_name_files_beside_them(page: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"file": "page.html", "url": "https://a.example/"}\n\n{"file": "page.html"}\n', encoding="utf-8")
    assert sources([], "", labels) == (Source(page, "https://a.example/"), Source(page, ""))


@pytest.mark.parametrize("line", ["not json", '{"url": "x"}', "[1]", '"text"'])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        sources([], "", labels)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to inspect"):
        sources([])
    with pytest.raises(UsageError, match=r"tea\.html: no such file"):
        sources(["tea.html"])
    with pytest.raises(UsageError, match="cannot be read"):
        sources([], "", tmp_path / "none.jsonl")
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"file": "gone.html"}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"gone\.html does not exist"):
        sources([], "", labels)
