"""What `demo` takes: names of coats, listed, and refused where there is no such or two do not go together."""

from __future__ import annotations

from pathlib import Path

import pytest

from casetrust_audit.cli.completing import coats
from casetrust_audit.cli.console import Talk
from casetrust_audit.cli.demo import Chosen, list_coats, run_demo
from casetrust_audit.demo.coats.registry import COATS
from casetrust_audit.errors import UsageError


def test_coats_are_listed_one_a_line_with_what_is_other(capsys: pytest.CaptureFixture[str]) -> None:
    list_coats()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(COATS)
    assert "query-route                  Every page is /index.php?route=…" in lines


@pytest.mark.parametrize("worn", [("query-rout",), ("query-route", "path-info")])
def test_coats_that_cannot_be_worn_are_refused_at_once(tmp_path: Path, worn: tuple[str, ...]) -> None:
    output = tmp_path / "audit-demo"
    with pytest.raises(UsageError):
        run_demo(output, Chosen(coats=worn), "", Talk(quiet=True, verbose=0))
    assert not output.exists()


def test_names_of_coats_are_completed() -> None:
    assert coats("query-") == ["query-route", "query-page", "query-s"]
